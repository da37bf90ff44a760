package survey

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
	"parvis/internal/trash"
)

// Answers counts what was answered to forms, by their numbers.
type Answers func(ctx context.Context, q postgres.Querier, forms []int64) (map[int64]int, error)

// Room is the forms and the bank of questions: every operation is one of its methods.
type Room struct {
	db       *pgxpool.Pool
	answered Answers // nil: nobody counts
	aside    Answers // of those, what is not counted
	where    Where
	counts   *attendance.Room
}

// New opens the forms kept in a database; questions may depend on the audiences that counts tell apart.
func New(db *pgxpool.Pool, counts *attendance.Room) *Room { return &Room{db: db, counts: counts} }

// Answered says how many answers forms have, and how many of those are set aside: rooms above this one know.
func (r *Room) Answered(count, aside Answers) { r.answered, r.aside = count, aside }

// Asked is a version of a form.
type Asked struct {
	Form   int64
	Number int
}

// Answering is a project in which a form was answered.
type Answering struct {
	FormID  int64
	ID      int64 // of the project
	Project string
	Year    int // of its first day, or of the day on which the form was first asked there
}

// Where finds the projects in which any of these versions was answered, the last one first.
type Where func(ctx context.Context, q postgres.Querier, versions []Asked) ([]Answering, error)

// Where says where versions were answered: a room above this one knows.
func (r *Room) Where(find Where) { r.where = find }

// Rights is what a person may do with a form as it stands, for the page that shows it.
type Rights struct{ Build, Publish, Delete, Restore, Bank bool }

// Allowed is what a person may do with the forms as a whole.
func Allowed(by account.By) Rights {
	none := access.Tie{}
	return Rights{Build: by.Can(MayBuild, none), Publish: by.Can(MayPublish, none), Delete: by.Can(MayDelete, none), Restore: by.Can(MayDelete, none), Bank: by.Can(MayBank, none)}
}

// List gives the forms that pass the filter, in its order.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Row, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	rows, err := list(ctx, r.db)
	if err != nil {
		return nil, err
	}
	if r.answered != nil {
		ids := make([]int64, len(rows))
		for i, row := range rows {
			ids[i] = row.ID
		}
		counts, err := r.answered(ctx, r.db, ids)
		if err != nil {
			return nil, err
		}
		aside, err := r.aside(ctx, r.db, ids)
		if err != nil {
			return nil, err
		}
		for i := range rows {
			rows[i].Aside = aside[rows[i].ID]
			rows[i].Answers = counts[rows[i].ID] - rows[i].Aside
		}
	}
	return f.Of(rows), nil
}

// Counted tells whether somebody counts the answers.
func (r *Room) Counted() bool { return r.answered != nil }

// Form gives a form with its versions. Whoever may restore it also finds one in the trash.
func (r *Room) Form(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Sheet{}, fault.Missing(nil)
	}
	may := Allowed(by)
	form, err := find(ctx, r.db, id, may.Restore)
	if err != nil {
		return Sheet{}, err
	}
	s := Sheet{Form: form, Answers: -1}
	if form.Published > 0 {
		last, err := Numbered(ctx, r.db, id, form.Published)
		if err != nil {
			return Sheet{}, err
		}
		s.Last = &last.Form
		if s.Versions, err = editions(ctx, r.db, id); err != nil {
			return Sheet{}, err
		}
	}
	if r.answered != nil {
		counts, err := r.answered(ctx, r.db, []int64{id})
		if err != nil {
			return Sheet{}, err
		}
		s.Answers = counts[id]
	}
	living := form.DeletedAt == nil
	may.Build, may.Publish, may.Delete, may.Restore = may.Build && living, may.Publish && living, may.Delete && living && form.Published == 0, may.Restore && !living
	s.May = may
	return s, nil
}

// Version gives one version of a form that is there, with what is known of it.
func (r *Room) Version(ctx context.Context, by account.By, id int64, number int) (Sheet, Version, error) {
	s, err := r.Form(ctx, by, id)
	if err != nil {
		return Sheet{}, Version{}, err
	}
	v, err := Numbered(ctx, r.db, id, number)
	return s, v, err
}

// History gives a page, from 1, of what was done to a form, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Form(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Form, id, page)
}

// Create keeps a new form that begins with these questions, under these settings, and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, s Settings, begins []question.Question) (int64, error) {
	s = s.Tidy()
	if err := cmp.Or(by.Check(MayBuild, access.Tie{}), s.Check().Err()); err != nil {
		return 0, err
	}
	if err := sound(begins); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, lives(ctx), func(tx pgx.Tx) (int64, error) {
		f := s.over(Form{Draft: Blank()})
		f.Draft.Questions = begins
		var err error
		if f.ID, err = insert(ctx, tx, by, f); err != nil {
			return 0, err
		}
		return f.ID, journal.Write(ctx, tx, by.Did(journal.Created, f.Subject()))
	})
}

// Edit replaces the settings of a form, if they are still those of this edition: otherwise nothing is written, and the failure carries both texts.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, edition int, s Settings) error {
	s = s.Tidy()
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		if err := s.Check().Err(); err != nil {
			return nil, err
		}
		now := f.Settings()
		if now.Edition() != edition {
			return nil, journal.Met(ctx, tx, "Ce questionnaire", f.Subject(), now.Edition(), SettingsFields.Both(now, s))
		}
		*f = s.over(*f)
		return SettingsFields.Changes(now, s), nil
	})
}

// change does something to the draft of a form, under its lock, and writes what differs.
func (r *Room) change(ctx context.Context, by account.By, id int64, do func(tx pgx.Tx, f *Form) ([]field.Change, error)) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, false, MayBuild)
		if err != nil {
			return err
		}
		changes, err := do(tx, &f)
		if err != nil || len(changes) == 0 {
			return err
		}
		if err := update(ctx, tx, by, f); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, f.Subject(), changes...))
	})
}

// hold finds a form, living or in the trash, that this person may see, keeps it from changing until the transaction ends, and asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Form, error) {
	if !by.Can(MayRead, access.Tie{}) || trashed && !Allowed(by).Restore {
		return Form{}, fault.Missing(nil)
	}
	f, err := lock(ctx, tx, id, trashed)
	return f, cmp.Or(err, by.Check(action, access.Tie{}))
}

// Delete puts a form in the trash. One that was published stays, for answers hang on it: it is taken out of use instead.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if f.Published > 0 {
			return fault.New(fault.Conflict, "Ce questionnaire a été publié\u00a0: il ne se supprime pas, car des réponses peuvent en dépendre. Retirez-le de l’usage.", nil)
		}
		if err := markDeleted(ctx, tx, by, id, true); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, f.Subject()))
	})
}

// Restore takes a form out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := cmp.Or(trash.Check(f.DeletedAt, by.At), markDeleted(ctx, tx, by, id, false)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, f.Subject()))
	})
}

// Bins are where forms are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "questionnaires", Label: "Questionnaires", Done: "Le questionnaire est rétabli.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
