package outing

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Room is the outings: every operation is one of its methods.
type Room struct {
	db    *pgxpool.Pool
	slots *slot.Room
	kept  *postgres.Kept[[]Outing] // of a project, or of one of its days, as anybody sees them, or one as somebody does, until something is counted
}

// mostKept is the outings of a few projects.
const mostKept = 64

// New opens the outings kept in a database, of projects that have slots.
func New(db *pgxpool.Pool, slots *slot.Room) *Room {
	return &Room{db: db, slots: slots, kept: postgres.Keep[[]Outing](mostKept)}
}

// visible refuses whoever may not read the outings, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// List is the outings of a project, as one person sees them.
type List struct {
	Project slot.Project
	Outings []Outing // in the order of their days, those without one last
	May     bool     // add to them
}

// OfProject gives the outings of a project.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (List, error) {
	if err := visible(by); err != nil {
		return List{}, err
	}
	p, err := r.slots.Project(ctx, by, project)
	if err != nil {
		return List{}, err
	}
	list, err := r.kept.Of(by.Changes, fmt.Sprint(project), func() ([]Outing, error) {
		anybody := by
		anybody.ID = 0
		return outings(ctx, r.db, anybody, `o.project_id = @of AND o.deleted_at IS NULL`, project)
	})
	return List{p, slices.Clone(list), CheckEdit(by, p) == nil}, err
}

// OnDay gives the outings of a project on a day, as anybody sees them: the first few.
func (r *Room) OnDay(ctx context.Context, by account.By, project int64, day workcal.Date) ([]Outing, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.kept.Of(by.Changes, fmt.Sprint(project, day), func() ([]Outing, error) {
		anybody := by
		anybody.ID = 0
		return onDay(ctx, r.db, anybody, project, day)
	})
	return slices.Clone(list), err
}

// Outing gives an outing. Whoever may restore it also finds a deleted one.
func (r *Room) Outing(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	list, err := r.kept.Of(by.Changes, fmt.Sprint("one ", id, " ", by.ID), func() ([]Outing, error) { return outings(ctx, r.db, by, `o.id = @of`, id) })
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Sheet{}, err
	}
	o := list[0]
	may := CheckEdit(by, o.Project) == nil
	s := Sheet{o, Rights{Edit: may && o.DeletedAt == nil, Restore: may && o.DeletedAt != nil}}
	if o.DeletedAt != nil && !s.May.Restore {
		return Sheet{}, fault.Missing(nil)
	}
	return s, nil
}

// History gives a page, from 1, of what was done to an outing, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Outing(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Outing, id, page)
}

// did makes an entry about an outing, which its project's history tells too.
func did(by account.By, verb journal.Verb, o Outing, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, o.Subject(), changes...)
	entry.Projects = []int64{o.Project.ID}
	return entry
}

// open locks a project, and asks whether somebody may prepare its outings.
func open(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	if err := visible(by); err != nil {
		return err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return cmp.Or(by.Check(MayEdit, tie), p.CheckOpen())
}

// tied names the host of a draft; before is the one that it had, which may stay whatever became of it.
func tied(ctx context.Context, q postgres.Querier, d Draft, before partner.Ref) (Draft, error) {
	switch {
	case d.Host.ID == 0:
		d.Host = partner.Ref{}
	case d.Host.ID == before.ID:
		d.Host = before
	default:
		found, err := organisationNamed(ctx, q, d.Host.ID)
		if err != nil {
			return d, err
		}
		var p fault.Problems
		p.Require(len(found) == 1, FieldHost, "Cette structure n’est plus là\u00a0: veuillez la choisir de nouveau.")
		if err := p.Err(); err != nil {
			return d, err
		}
		d.Host = found[0]
	}
	return d, nil
}

// Create keeps a new outing of a project and gives its number. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, project int64, d Draft) (int64, error) {
	d = d.Tidy()
	return postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		if err := cmp.Or(open(ctx, tx, by, project), d.Check().Err()); err != nil {
			return 0, err
		}
		d, err := tied(ctx, tx, d, partner.Ref{})
		if err != nil {
			return 0, err
		}
		id, err := insert(ctx, tx, by, project, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, did(by, journal.Created, Outing{ID: id, Project: slot.Project{ID: project}, Draft: d}))
	})
}

// hold locks the project of an outing, then the outing, and asks whether somebody may prepare it.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Outing, error) {
	if err := visible(by); err != nil {
		return Outing{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Outing{}, err
	}
	if err := open(ctx, tx, by, project); err != nil {
		return Outing{}, err
	}
	o, err := lock(ctx, tx, by, id)
	if err == nil && (o.DeletedAt != nil) != trashed {
		err = fault.Missing(nil)
	}
	return o, err
}

// Edit replaces what was typed about an outing, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d, err = tied(ctx, tx, d, before.Host); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette action", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		changes := Fields.Changes(before.Draft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := update(ctx, tx, by, id, d); err != nil {
			return err
		}
		before.Draft = d
		return journal.Write(ctx, tx, did(by, journal.Edited, before, changes...))
	})
}

// Delete puts an outing in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) (Outing, error) {
	var o Outing
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if o, err = hold(ctx, tx, by, id, false); err != nil {
			return err
		}
		if err := mark(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Deleted, o))
	})
	return o, err
}

// Restore takes an outing out of the trash; NotFound once it is too late.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		o, err := hold(ctx, tx, by, id, true)
		if err != nil {
			return err
		}
		if err := cmp.Or(trash.Check(o.DeletedAt, by.At), mark(ctx, tx, by, id, nil)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Restored, o))
	})
}

// Bins are where outings are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "horslesmurs", Label: "Actions hors les murs", Done: "L’action est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
