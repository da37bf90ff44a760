package logistics

import (
	"cmp"
	"context"
	"slices"

	"parvis/internal/account"
)

// NextThing is a piece that comes first in the file of a project.
type NextThing struct {
	Piece
	InProject string // its short name
}

// mostFiles is in how many files it is looked for what comes next: a round trip each, or none while nothing changed.
const mostFiles = 3

// NextOf gives the three things to do first in the files of the live projects that somebody is a member of: of the projects that come soonest.
func (r *Room) NextOf(ctx context.Context, by account.By) ([]NextThing, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	projects, err := filesOf(ctx, r.db, by)
	if err != nil {
		return nil, err
	}
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
