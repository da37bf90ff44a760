package equipment

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// SetDraft is what a person types about a set.
type SetDraft struct {
	Name  string
	What  string // its things, one a line (ReadWants)
	Notes string
}

// SetFields lists what is told of a set, in the order of its form.
var SetFields = field.List[SetDraft]{
	{Name: FieldName, Label: "Nom", Value: func(d SetDraft) string { return d.Name }},
	{Name: FieldWhat, Label: "Articles", Value: func(d SetDraft) string { return d.What }},
	{Name: "notes", Label: "Notes", Value: func(d SetDraft) string { return d.Notes }},
}

// Set is things that go together, and are booked at once.
type Set struct {
	SetDraft
	ID        int64
	Items     []Want
	UpdatedAt time.Time
	DeletedAt *time.Time
	Version   int
}

// SetSheet is one set as one person sees it.
type SetSheet struct {
	Set
	May Rights
}

// Subject is the set as the journal names it.
func (s Set) Subject() journal.Subject {
	return journal.Subject{Kind: journal.EquipmentSet, ID: s.ID, Name: s.Name}
}

// Tidy trims the texts.
func (d SetDraft) Tidy() SetDraft {
	d.Name, d.Notes = french.OneLine(d.Name), french.Paragraphs(d.Notes)
	return d
}

// read checks a draft, and gives its things; what is kept of them is written as Parvis does.
func (d SetDraft) read(known []Item) (SetDraft, []Want, error) {
	var p fault.Problems
	p.Require(d.Name != "", FieldName, "Veuillez donner un nom au lot.")
	p.CheckText(FieldName, d.Name, MaxName)
	wants, broken := ReadWants(d.What, known)
	p.Merge(broken)
	p.Require(len(wants) > 0 || broken.Any(), FieldWhat, "Veuillez nommer au moins un article.")
	p.CheckText("notes", d.Notes, MaxNotes)
	d.What = WantsText(wants)
	return d, wants, p.Err()
}

// Sets gives the sets by their names.
func (r *Room) Sets(ctx context.Context, by account.By) ([]Set, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.kept.sets.Of(by.Changes, "", func() ([]Set, error) { return sets(ctx, r.db, `s.deleted_at IS NULL`, 0) })
	return slices.Clone(list), err
}

// Set gives a set. Whoever may restore it also finds a deleted one.
func (r *Room) Set(ctx context.Context, by account.By, id int64) (SetSheet, error) {
	if err := visible(by); err != nil {
		return SetSheet{}, err
	}
	s, err := oneSet(ctx, r.db, id)
	may := Allowed(by)
	if err == nil && s.DeletedAt != nil && !may.Restore {
		err = fault.Missing(nil)
	}
	return SetSheet{s, may.living(s.DeletedAt == nil)}, err
}

func oneSet(ctx context.Context, q postgres.Querier, id int64) (Set, error) {
	list, err := sets(ctx, q, `s.id = @id`, id)
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Set{}, err
	}
	return list[0], nil
}

// SetHistory gives a page, from 1, of what was done to a set, newest first.
func (r *Room) SetHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Set(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.EquipmentSet, id, page)
}

// CreateSet keeps a new set and gives its id. The same submission key creates once.
func (r *Room) CreateSet(ctx context.Context, by account.By, key string, d SetDraft) (int64, error) {
	if err := cmp.Or(visible(by), by.Check(MayEdit, access.Tie{})); err != nil {
		return 0, err
	}
	return postgres.Create(ctx, r.db, key, func(tx pgx.Tx) (int64, error) {
		known, err := list(ctx, tx)
		if err != nil {
			return 0, err
		}
		d, wants, err := d.Tidy().read(known)
		if err != nil {
			return 0, err
		}
		id, err := insertSet(ctx, tx, by, d, wants)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, by.Did(journal.Created, Set{ID: id, SetDraft: d}.Subject()))
	})
}

// EditSet replaces what was typed about a set, if it is still at this version: otherwise nothing is written, and the failure carries both texts
// (fault.StaleOf). What is booked already stays as it is.
func (r *Room) EditSet(ctx context.Context, by account.By, id int64, version int, d SetDraft) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdSet(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		known, err := list(ctx, tx)
		if err != nil {
			return err
		}
		d, wants, err := d.Tidy().read(known)
		if err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce lot", before.Subject(), before.Version, SetFields.Both(before.SetDraft, d))
		}
		changes := SetFields.Changes(before.SetDraft, d)
		if len(changes) == 0 {
			return nil
		}
		if err := updateSet(ctx, tx, by, id, d, wants); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Edited, Set{ID: id, SetDraft: d}.Subject(), changes...))
	})
}

func holdSet(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Set, error) {
	if visible(by) != nil || trashed && !Allowed(by).Restore {
		return Set{}, fault.Missing(nil)
	}
	if err := lockSet(ctx, tx, id, trashed); err != nil {
		return Set{}, err
	}
	s, err := oneSet(ctx, tx, id)
	return s, cmp.Or(err, by.Check(action, access.Tie{}))
}

// DeleteSet puts a set in the trash.
func (r *Room) DeleteSet(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := holdSet(ctx, tx, by, id, false, MayDelete)
		if err != nil {
			return err
		}
		if err := markSet(ctx, tx, by, id, &by.At); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Deleted, s.Subject()))
	})
}

// RestoreSet takes a set out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreSet(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := holdSet(ctx, tx, by, id, true, MayDelete)
		if err != nil {
			return err
		}
		if err := trash.Check(s.DeletedAt, by.At); err != nil {
			return err
		}
		if err := markSet(ctx, tx, by, id, nil); err != nil {
			return taken(err, "Un autre lot", s.Name)
		}
		return journal.Write(ctx, tx, by.Did(journal.Restored, s.Subject()))
	})
}
