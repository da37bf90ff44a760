package document

import (
	"cmp"
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/document/markup"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

// Room is the models and what is made of them: every operation is one of its methods.
type Room struct {
	db        *pgxpool.Pool
	programme *programme.Room
	partners  *partner.Room
	projects  *partnership.Room
	files     *files.Room
	turns     chan struct{} // so many documents of Word are in memory at once
}

// mostAtOnce is how many documents are read or made at once: one may take some hundred megabytes.
const mostAtOnce = 2

// New opens the models kept in a database, to be filled with what these rooms know.
func New(db *pgxpool.Pool, programmes *programme.Room, partners *partner.Room, projects *partnership.Room, attached *files.Room) *Room {
	return &Room{db: db, programme: programmes, partners: partners, projects: projects, files: attached, turns: make(chan struct{}, mostAtOnce)}
}

// Seed stores the models that Parvis comes with where they are missing. What the service changed or threw away stays as it is.
func Seed(ctx context.Context, db postgres.Querier) error {
	for _, m := range shipped.Models() {
		if err := insertShipped(ctx, db, m); err != nil {
			return fmt.Errorf("%s: %w", m.Key, err)
		}
	}
	return nil
}

// Rights is what a person may do with a model as it stands, for the page that shows it.
type Rights struct{ Edit, Fill, Restore bool }

// Allowed is what a person may do with models as a whole; Fill, without a project.
func Allowed(by account.By) Rights {
	may := func(a *access.Action) bool { return by.Can(a, access.Tie{}) }
	return Rights{Edit: may(MayEdit), Fill: may(MayFill), Restore: may(MayEdit)}
}

func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return nil
}

// List gives every model, by name. One query.
func (r *Room) List(ctx context.Context, by account.By) ([]Model, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return list(ctx, r.db)
}

// Model gives a model with the fields that it names. Whoever may restore it also finds a deleted one.
func (r *Room) Model(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	may := Allowed(by)
	m, err := find(ctx, r.db, id, may.Restore)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Model: m, May: may}
	if s.May.Restore = may.Restore && m.DeletedAt != nil; m.DeletedAt != nil {
		s.May.Edit, s.May.Fill = false, false
	}
	opened, done, err := r.open(ctx, m)
	if err != nil {
		return s, err
	}
	defer done()
	s.Fields = opened.Fields()
	return s, nil
}

// File gives the file of a model in Word's format; NotFound where it is none.
func (r *Room) File(ctx context.Context, by account.By, id int64) (data []byte, name string, err error) {
	if err := visible(by); err != nil {
		return nil, "", err
	}
	m, err := find(ctx, r.db, id, Allowed(by).Restore)
	if err == nil && m.content == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return nil, "", err
	}
	data, err = content(ctx, r.db, m.content)
	return data, m.Draft.File, err
}

// opened is a model whose text was read.
type opened struct {
	text markup.Text
	word *docx.Model // nil for a text
}

// Fields are the names of the fields, each once, in their order.
func (o opened) Fields() []string {
	if o.word != nil {
		return o.word.Fields()
	}
	return o.text.Fields()
}

// open reads a model. A document of Word waits for its turn; done ends it.
func (r *Room) open(ctx context.Context, m Model) (o opened, done func(), err error) {
	if m.Format != Word {
		return opened{text: markup.Parse(m.Body)}, func() {}, nil
	}
	select {
	case r.turns <- struct{}{}:
	case <-ctx.Done():
		return o, nil, ctx.Err()
	}
	done = func() { <-r.turns }
	data, err := content(ctx, r.db, m.content)
	if err == nil {
		o.word, err = openFile(data)
	}
	if err != nil {
		done()
		return o, nil, err
	}
	return o, done, nil
}

// History gives a page, from 1, of what was done to a model, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Document, id, page)
}

// Create keeps a new model, with its file where it is one of Word's, and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, d Draft, data []byte) (int64, error) {
	d = d.Tidy()
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return 0, err
	}
	problems := d.Check()
	if d.Format == Word && d.File != "" {
		wrong, err := r.wrong(ctx, data)
		if err != nil {
			return 0, err
		}
		problems = append(problems, wrong...)
	}
	if problems.Any() {
		return 0, problems.Err()
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		id, err := insert(ctx, tx, by, d)
		if err == nil && d.Format == Word {
			err = setContent(ctx, tx, by, id, data)
		}
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Model{ID: id, Draft: d}.Subject()))
	})
}

// wrong says what is wrong with a file, which waits for its turn to be read.
func (r *Room) wrong(ctx context.Context, data []byte) (fault.Problems, error) {
	select {
	case r.turns <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	defer func() { <-r.turns }()
	_, err := openFile(data)
	if problems, ok := fault.ProblemsOf(err); ok {
		return problems, nil
	}
	return nil, err
}

// Edit replaces what was typed about a model, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf). Its file stays.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	return r.change(ctx, by, id, version, d, nil)
}

// Replace gives a model in Word's format another file, in the same way.
func (r *Room) Replace(ctx context.Context, by account.By, id int64, version int, name string, data []byte) error {
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return err
	}
	m, err := find(ctx, r.db, id, false)
	if err == nil && m.Format != Word {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	wrong, err := r.wrong(ctx, data)
	if err = cmp.Or(err, wrong.Err()); err != nil {
		return err
	}
	m.Draft.File = name
	return r.change(ctx, by, id, version, m.Draft, data)
}

func (r *Room) change(ctx context.Context, by account.By, id int64, version int, d Draft, data []byte) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := r.hold(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if d.Format = before.Format; data == nil {
			d.File = before.File
		}
		d := d.Tidy()
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce modèle", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		changes := Fields.Changes(before.Draft, d)
		if len(changes) == 0 && data == nil {
			return nil
		}
		if err := update(ctx, tx, by, id, d); err != nil {
			return err
		}
		if data != nil {
			if err := setContent(ctx, tx, by, id, data); err != nil {
				return err
			}
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, Model{ID: id, Draft: d}.Subject(), changes...))
	})
}

// hold finds a model, living or in the trash, for whoever may edit models, and keeps it from changing until the transaction ends.
func (r *Room) hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Model, error) {
	if err := visible(by); err != nil || trashed && !Allowed(by).Restore {
		return Model{}, fault.Missing(err)
	}
	m, err := lock(ctx, tx, id, trashed)
	return m, cmp.Or(err, by.Check(MayEdit, access.Tie{}))
}

// Delete puts a model in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		m, err := r.hold(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, m.Subject()))
	})
}

// Restore takes a model out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		m, err := r.hold(ctx, tx, by, id, true)
		if err != nil {
			return err
		}
		if err := trash.Check(m.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, nil); err != nil {
			if _, taken := fault.ProblemsOf(err); taken {
				return fault.New(fault.Conflict, "Un autre modèle s’appelle désormais "+french.Quote(m.Name)+"\u00a0: changez d’abord le nom de celui-ci.", err)
			}
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, m.Subject()))
	})
}

// Bins are where models are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "documents", Label: "Modèles de documents", Done: "Le modèle est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
