package response

import (
	"cmp"
	"context"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/trash"
)

// Room is the collections and what was answered: every operation is one of its methods.
type Room struct {
	db       *pgxpool.Pool
	versions versions
}

// New opens the answers kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// visible refuses whoever may not read the collections, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// Asked is a collection with what it gathered so far.
type Asked struct {
	Collection
	Answers Tally
	Rate    Rate
}

// List is the collections of a project, as one person sees them.
type List struct {
	Project     slot.Project
	Collections []Asked
	May         bool // ask another form
	Enter       bool // type answers
}

// OfProject gives the collections of a project with what each gathered, without its observation grids.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) (List, error) {
	if err := visible(by); err != nil {
		return List{}, err
	}
	p, found, err := ofProject(ctx, r.db, by, project)
	if err != nil {
		return List{}, err
	}
	l := List{Project: p, May: CheckCollect(by, p) == nil, Enter: CheckEnter(by, p) == nil}
	counts, err := r.counted(ctx, found.slots)
	if err != nil {
		return List{}, err
	}
	for _, c := range found.collections {
		if c.Purpose == survey.Observation {
			continue
		}
		a := Asked{Collection: c, Answers: found.tallies[c.ID]}
		a.Rate = counts.rate(a)
		l.Collections = append(l.Collections, a)
	}
	return l, nil
}

// Sheet is one collection as one person sees it.
type Sheet struct {
	Asked
	Today Standing
	May   Rights
}

// Collection gives a collection. Whoever may restore it also finds a deleted one.
func (r *Room) Collection(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	c, err := one(ctx, r.db, by, id)
	if err != nil {
		return Sheet{}, err
	}
	may := CheckCollect(by, c.Project) == nil
	s := Sheet{Asked: Asked{Collection: c}, Today: c.Standing(by.Today()), May: Rights{Edit: may && c.DeletedAt == nil, Restore: may && c.DeletedAt != nil, Enter: CheckEnter(by, c.Project) == nil && c.DeletedAt == nil}}
	if c.DeletedAt != nil && !s.May.Restore {
		return Sheet{}, fault.Missing(nil)
	}
	found, err := gathered(ctx, r.db, c)
	if err != nil {
		return Sheet{}, err
	}
	counts, err := r.counted(ctx, found.slots)
	s.Answers = found.tallies[id]
	s.Rate = counts.rate(s.Asked)
	return s, err
}

// History gives a page, from 1, of what was done to a collection, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Collection(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Collection, id, page)
}

// did makes an entry about a collection, which its project's history tells too.
func did(by account.By, verb journal.Verb, c Collection) journal.Entry {
	entry := by.Did(verb, c.Subject())
	entry.Projects = []int64{c.Project.ID}
	return entry
}

// open locks a project, and asks whether somebody may ask forms there.
func open(ctx context.Context, tx pgx.Tx, by account.By, project int64) error {
	if err := visible(by); err != nil {
		return err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	return cmp.Or(by.Check(MayCollect, tie), p.CheckOpen())
}

// Choices are what a collection of a project may be about.
type Choices struct {
	Project   slot.Project
	Forms     []Ref // published, of the project or of nobody in particular
	Slots     []Ref
	Audiences []Ref
	People    []Ref
}

// Choosing gives what a collection of a project may be about, to whoever may ask forms there.
func (r *Room) Choosing(ctx context.Context, by account.By, project int64) (Choices, error) {
	if err := visible(by); err != nil {
		return Choices{}, err
	}
	c, err := choices(ctx, r.db, by, project)
	if err != nil {
		return Choices{}, err
	}
	return c, CheckCollect(by, c.Project)
}

// named completes a draft with the names of what it is about, which must still be there; what it was about before may stay.
func named(ctx context.Context, tx pgx.Tx, by account.By, project int64, d, before Draft) (Draft, error) {
	c, err := choices(ctx, tx, by, project)
	if err != nil {
		return d, err
	}
	var p fault.Problems
	for _, one := range []struct {
		ref      *Ref
		before   Ref
		among    []Ref
		field    string
		sentence string
	}{
		{&d.Form, before.Form, c.Forms, FieldForm, "Veuillez choisir un questionnaire publié de la liste."},
		{&d.Slot, before.Slot, c.Slots, FieldSlot, "Veuillez choisir une séance de ce projet."},
		{&d.Audience, before.Audience, c.Audiences, FieldPublic, "Veuillez choisir un public de la liste."},
		{&d.Asker, before.Asker, c.People, FieldAsker, "Veuillez choisir une personne de la liste."},
	} {
		if one.ref.ID == 0 {
			*one.ref = Ref{}
			continue
		}
		name := nameOf(append([]Ref{one.before}, one.among...), one.ref.ID)
		p.Require(name != "", one.field, one.sentence)
		one.ref.Name = name
	}
	return d, p.Err()
}

func nameOf(among []Ref, id int64) string {
	for _, one := range among {
		if one.ID == id {
			return one.Name
		}
	}
	return ""
}

// Create keeps a new collection of a project and gives its number. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, project int64, d Draft) (int64, error) {
	d = d.Tidy()
	return postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		if err := cmp.Or(open(ctx, tx, by, project), d.Check().Err()); err != nil {
			return 0, err
		}
		d, err := named(ctx, tx, by, project, d, Draft{})
		if err != nil {
			return 0, err
		}
		id, err := insert(ctx, tx, by, project, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, did(by, journal.Created, Collection{ID: id, Project: slot.Project{ID: project}, Draft: d}))
	})
}

// hold locks the project of a collection, then the collection, and asks whether somebody may change it.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Collection, error) {
	if err := visible(by); err != nil {
		return Collection{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Collection{}, err
	}
	if err := open(ctx, tx, by, project); err != nil {
		return Collection{}, err
	}
	c, err := lock(ctx, tx, by, id)
	if err == nil && ((c.DeletedAt != nil) != trashed || c.Purpose == survey.Observation) {
		err = fault.Missing(nil)
	}
	return c, err
}

// Edit replaces what was typed about a collection, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf). Its form stays: answers were given to it.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		d.Form = before.Form
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d, err = named(ctx, tx, by, before.Project.ID, d, before.Draft); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce recueil", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		changes := Fields.Changes(before.Draft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := update(ctx, tx, by, id, d); err != nil {
			return err
		}
		before.Draft = d
		entry := did(by, journal.Edited, before)
		entry.Changes = changes
		return journal.Write(ctx, tx, entry)
	})
}

// Close takes no more answers; Reopen takes them again.
func (r *Room) Close(ctx context.Context, by account.By, id int64) error {
	return r.close(ctx, by, id, journal.Closed, &by.At)
}

// Reopen takes answers again, until its last day if it has one.
func (r *Room) Reopen(ctx context.Context, by account.By, id int64) error {
	return r.close(ctx, by, id, journal.Reopened, nil)
}

func (r *Room) close(ctx context.Context, by account.By, id int64, verb journal.Verb, at *time.Time) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		c, err := hold(ctx, tx, by, id, false)
		if err != nil || (c.ClosedAt != nil) == (at != nil) {
			return err
		}
		if err := closeAt(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, c))
	})
}

// Delete puts a collection in the trash: its address opens nothing any more. One that was answered is a Conflict: answers are set aside, never thrown away.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) (Collection, error) {
	var c Collection
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) (err error) {
		if c, err = hold(ctx, tx, by, id, false); err != nil {
			return err
		}
		if err := cmp.Or(mark(ctx, tx, by, id, &by.At), keepAnswers(ctx, tx, []int64{id})); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Deleted, c))
	})
	return c, err
}

// Restore takes a collection out of the trash; NotFound once it is too late.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		c, err := hold(ctx, tx, by, id, true)
		if err != nil {
			return err
		}
		if err := cmp.Or(trash.Check(c.DeletedAt, by.At), mark(ctx, tx, by, id, nil)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, journal.Restored, c))
	})
}

// Bins are where collections are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "recueils", Label: "Recueils de réponses", Done: "Le recueil est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
