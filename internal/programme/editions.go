package programme

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// FieldEditionOf is the name of the field that says of which project another one is the next edition.
const FieldEditionOf = "edition_de"

// Edition names a project that is an edition before or after another one.
type Edition struct {
	ID          int64
	Title       string
	ShortName   string
	Status      Status
	First, Last *workcal.Date // nil: no date yet
}

// Short is what the project is called where there is little room.
func (e Edition) Short() string { return Short(e.ShortName, e.Title) }

// Days gives its first and last day; zero: none yet.
func (e Edition) Days() (first, last workcal.Date) {
	if e.First == nil || e.Last == nil {
		return 0, 0
	}
	return *e.First, *e.Last
}

// Editions are those around a project, as far as they are not in the trash.
type Editions struct {
	Before *Edition  // nil: none is known
	After  []Edition // the earliest first
}

// Editions gives the edition before a project, and those after it.
func (r *Room) Editions(ctx context.Context, by account.By, id int64) (Editions, error) {
	if err := Visible(by); err != nil {
		return Editions{}, err
	}
	rows, err := editionsAround(ctx, r.db, id)
	var e Editions
	for _, one := range rows {
		if one.Before {
			e.Before = &one.Edition
		} else {
			e.After = append(e.After, one.Edition)
		}
	}
	return e, err
}

// SetEditionOf says of which project another one is the next edition, 0 for none, if the latter is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf).
func (r *Room) SetEditionOf(ctx context.Context, by account.By, id int64, version int, of int64) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := checkEditable(by, tie, project); err != nil {
			return err
		}
		var p fault.Problems
		p.Require(of != id, FieldEditionOf, "Un projet ne peut pas être l’édition suivante de lui-même\u00a0: veuillez en choisir un autre.")
		if err := p.Err(); err != nil {
			return err
		}
		before, err := editionOf(ctx, tx, id)
		if err != nil {
			return err
		}
		after := Edition{}
		if of != 0 {
			if after, err = editionNamed(ctx, tx, of); err != nil {
				return err
			}
			p.Require(after.Title != "", FieldEditionOf, "Ce projet n’est plus là\u00a0: veuillez en choisir un autre.")
			loop, err := comesAfter(ctx, tx, id, of)
			if err != nil {
				return err
			}
			p.Require(!loop, FieldEditionOf, "Ce projet est lui-même une édition qui suit celle-ci\u00a0: veuillez en choisir un autre.")
			if err := p.Err(); err != nil {
				return err
			}
		}
		if project.Version != version {
			return journal.Met(ctx, tx, "Ce projet", project.Subject(), project.Version, editionFields.Both(before, after))
		}
		changes := editionFields.Changes(before, after)
		if len(changes) == 0 {
			return nil
		}
		if err := updateEditionOf(ctx, tx, by, id, of); err != nil {
			return err
		}
		return record(ctx, tx, by, journal.Edited, project, changes...)
	})
}

// editionFields lists what is said of the edition before.
var editionFields = field.List[Edition]{{Name: FieldEditionOf, Label: "Édition précédente", Value: func(e Edition) string { return field.Number(e.ID) }, Text: func(e Edition) string { return e.Title }}}

// CreateNextIn makes a project that is the next edition of another one, in the transaction of another room, and gives its id; its pilot is its only
// member. Who calls it holds that other project, and ends with Counted. Problems with what was typed come back as an Invalid fault.
func CreateNextIn(ctx context.Context, tx pgx.Tx, by account.By, of Project, d ProjectDraft, changes ...field.Change) (int64, error) {
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return 0, err
	}
	d = d.Tidy()
	if err := d.Check().Err(); err != nil {
		return 0, err
	}
	if _, _, err := checkLinks(ctx, tx, d, 0); err != nil {
		return 0, err
	}
	id, err := insertProject(ctx, tx, by, d)
	if err != nil {
		return 0, err
	}
	if err := insertEditionOf(ctx, tx, id, of.ID); err != nil {
		return 0, err
	}
	if _, err := insertMember(ctx, tx, id, d.PilotID); err != nil {
		return 0, err
	}
	said := editionFields.Changes(Edition{}, Edition{ID: of.ID, Title: of.Title})
	return id, record(ctx, tx, by, journal.Created, Project{ID: id, Title: d.Title}, append(said, changes...)...)
}

// Counted notes that projects changed, once all else is written in a transaction of another room.
func Counted(ctx context.Context, tx pgx.Tx) error { return postgres.Bump(ctx, tx, room, 0) }

// Lives tells whether a project is there and not in the trash, for a form that is sent again.
func Lives(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) { return projectLives(ctx, tx, id) }
}

// HoldEvent finds a living event and keeps it from moving or going until the transaction ends.
func HoldEvent(ctx context.Context, tx pgx.Tx, id int64) (Event, error) {
	return shareEvent(ctx, tx, id)
}
