package logistics

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
)

// NextThing is a piece that comes first in the file of a project.
type NextThing struct {
	Piece
	InProject string // its short name
}

// mostFiles is in how many files it is looked for what comes next: a round trip each, or none while nothing changed.
const mostFiles = 3

// FilesOf adds to a batch the reading of the live projects that somebody is a member of and whose file has something left to do: a few, those
// that come soonest.
func FilesOf(into *[]int64, by account.By) account.Also {
	if !by.Can(MayRead, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueFilesOf(b, into, by) }
}

// NextOf gives the three things to do first in the files of some projects.
func (r *Room) NextOf(ctx context.Context, by account.By, projects []int64) ([]NextThing, error) {
	var all []NextThing
	for _, project := range projects {
		f, err := r.Of(ctx, by, project)
		if err != nil {
			return nil, err
		}
		for _, p := range f.First {
			all = append(all, NextThing{p, f.Project.Short()})
		}
	}
	slices.SortStableFunc(all, func(a, b NextThing) int { return cmp.Or(byDay(a.Due, b.Due), cmp.Compare(b.Holds, a.Holds)) })
	return all[:min(3, len(all))], nil
}
