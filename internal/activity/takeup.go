package activity

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// TakeUp copies an activity for another project, as an idea, and gives the copy's id: what is said of it, without its notes. Where it
// comes from is remembered. Organisations that are in the directory no more are left out. The same submission key copies once.
func (r *Room) TakeUp(ctx context.Context, by account.By, key string, id, project int64) (int64, error) {
	if err := visible(by); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		source, err := find(ctx, tx, by, id)
		if err == nil && source.DeletedAt != nil {
			err = fault.Missing(nil)
		}
		if err != nil {
			return 0, err
		}
		var p fault.Problems
		p.Require(project > 0, "projet", "Veuillez choisir le projet qui la reprend.")
		p.Require(project != source.Project.ID, "projet", "L’activité est déjà de ce projet\u00a0: veuillez en choisir un autre.")
		if err := p.Err(); err != nil {
			return 0, err
		}
		if _, err := hold(ctx, tx, by, project, MayPropose); fault.Is(err, fault.NotFound) {
			p.Add("projet", "Ce projet n’est plus là\u00a0: veuillez en choisir un autre.")
			return 0, p.Err()
		} else if err != nil {
			return 0, err
		}
		return copyOf(ctx, tx, by, source, project)
	})
}

// CopyIn is TakeUp for the next edition of a project, in the transaction of another room: the activity was read there, and may be taken up again for
// this project. The project is locked, as for every change of its activities.
func CopyIn(ctx context.Context, tx pgx.Tx, by account.By, source Activity, project int64) (int64, error) {
	if _, err := hold(ctx, tx, by, project, MayPropose); err != nil {
		return 0, err
	}
	return copyOf(ctx, tx, by, source, project)
}

func copyOf(ctx context.Context, tx pgx.Tx, by account.By, source Activity, project int64) (int64, error) {
	d, err := source.anew(), error(nil)
	if d.Organisations, err = standing(ctx, tx, numbers(d.Organisations)); err != nil {
		return 0, err
	}
	copied, err := insert(ctx, tx, by, project, source.ID, d)
	if err != nil {
		return 0, err
	}
	from := field.Change{Name: "reprise", Label: "Reprise de", After: french.Quote(source.Title) + ", " + source.Project.Short()}
	return copied, journal.Write(ctx, tx, did(by, journal.Created, Activity{ID: copied, Project: Project{ID: project}, Draft: d}, from))
}

// Changed gives what differs, field by field, between the activity that this one was copied from and what it says now; nothing where
// that one is gone. Their notes are each one's own.
func (s Sheet) Changed() []field.Change {
	if s.From == nil {
		return nil
	}
	before, after := s.From.Draft, s.Draft
	before.Notes, after.Notes = "", ""
	return Fields.Changes(before, after)
}
