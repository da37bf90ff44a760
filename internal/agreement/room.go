package agreement

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// Room is the agreements: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the agreements kept in a database.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// Topics are the kinds of things of this room that people talk about and attach files to.
var Topics = []notice.Topic{{Kind: journal.Agreement, MayRead: MayRead, SQL: topicSQL}}

// Rights is what a person may do with an agreement as it stands, for the page that shows it.
type Rights struct{ Edit, Exchange, Delete, Restore, Amounts bool }

// Allowed is what a person may do with the agreements as a whole.
func Allowed(by account.By) Rights {
	may := func(a *access.Action) bool { return by.Can(a, access.Tie{}) }
	return Rights{Edit: may(MayEdit), Exchange: may(MayExchange), Delete: may(MayDelete), Restore: may(MayDelete), Amounts: may(account.MaySeeAmounts)}
}

// visible refuses whoever may not read the agreements, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return nil
}

// told takes the amounts off agreements where their reader may not see them.
func told(by account.By, list []Agreement) []Agreement {
	if !Allowed(by).Amounts {
		for i := range list {
			list[i].Amount = Amount{}
		}
	}
	return list
}

// List gives the agreements that pass a filter, in its order. One query.
func (r *Room) List(ctx context.Context, by account.By, f Filter) ([]Agreement, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := list(ctx, r.db, f.Project, f.Organisation)
	return told(by, f.Of(list, by.Today())), err
}

// OfProject gives the agreements of a project, those that end first before the others.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64) ([]Agreement, error) {
	return r.List(ctx, by, Filter{Project: project, Sort: ByEnd})
}

// OfOrganisation gives the agreements with an organisation, those that end first before the others.
func (r *Room) OfOrganisation(ctx context.Context, by account.By, organisation int64) ([]Agreement, error) {
	return r.List(ctx, by, Filter{Organisation: organisation, Sort: ByEnd})
}

// Projects gives the projects that an agreement may be for, with the year in which each begins: the last first.
func (r *Room) Projects(ctx context.Context, by account.By) ([]Project, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return listProjects(ctx, r.db)
}

// Ending is what is about to end.
type Ending struct {
	Shown []Soon
	Total int
}

// Soon is an agreement that is about to end.
type Soon struct {
	ID            int64
	Title         string
	LastDay       workcal.Date
	Organisations string // their names, with commas
	Total         int    // of all that are about to end
}

// EndingSoon adds to a batch the reading of the signed agreements that end within so many days of today, the first few of them: for
// whoever edits agreements, nothing for anybody else.
func EndingSoon(into *Ending, by account.By, days, most int) account.Also {
	if !by.Can(MayEdit, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueEnding(b, into, by.Today(), days, most) }
}

// EndingSoon gives the signed agreements that end within so many days of a day.
func (r *Room) EndingSoon(ctx context.Context, by account.By, today workcal.Date, days int) (Ending, error) {
	var found Ending
	if err := visible(by); err != nil {
		return found, err
	}
	b := &pgx.Batch{}
	queueEnding(b, &found, today, days, mostListed)
	return found, postgres.Translate(r.db.SendBatch(ctx, b).Close())
}

// Agreement gives an agreement. Whoever may restore it also finds a deleted one.
func (r *Room) Agreement(ctx context.Context, by account.By, id int64) (Sheet, error) {
	if err := visible(by); err != nil {
		return Sheet{}, err
	}
	may := Allowed(by)
	found, err := find(ctx, r.db, id)
	if err != nil {
		return Sheet{}, err
	}
	living := found.DeletedAt == nil
	if !living && !may.Restore {
		return Sheet{}, fault.Missing(nil)
	}
	may.Edit, may.Delete, may.Restore = may.Edit && living, may.Delete && living, may.Restore && !living
	return Sheet{told(by, []Agreement{found})[0], may}, nil
}

// History gives a page, from 1, of what was done to an agreement, newest first.
func (r *Room) History(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Agreement(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.Agreement, id, page)
}

// Named gives organisations by their numbers, as far as they stand, and a project: for the form.
func (r *Room) Named(ctx context.Context, by account.By, d Draft) (Draft, error) {
	if err := visible(by); err != nil {
		return d, err
	}
	return named(ctx, r.db, d)
}

// Create keeps a new agreement and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, d Draft) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(visible(by), by.Check(MayEdit, access.Tie{}), d.Check(by.Today()).Err()); err != nil {
		return 0, err
	}
	return postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		d, err := tied(ctx, tx, d, Draft{})
		if err != nil {
			return 0, err
		}
		id, err := insert(ctx, tx, by, d)
		if err != nil {
			return 0, err
		}
		return id, journal.Write(ctx, tx, did(by, journal.Created, Agreement{ID: id, Draft: d}))
	})
}

// did makes an entry about an agreement, which the history of its project tells too.
func did(by account.By, verb journal.Verb, a Agreement, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, a.Subject(), changes...)
	if a.Project.ID != 0 {
		entry.Projects = []int64{a.Project.ID}
	}
	return entry
}

// tied names with whom and for what an agreement is, and refuses what is not there; before is how it stood, which it may stay
// whatever became of that.
func tied(ctx context.Context, q postgres.Querier, d, before Draft) (Draft, error) {
	found, err := named(ctx, q, d)
	if err != nil {
		return d, err
	}
	for _, one := range before.Organisations {
		same := func(r partner.Ref) bool { return r.ID == one.ID }
		if slices.ContainsFunc(d.Organisations, same) && !slices.ContainsFunc(found.Organisations, same) {
			found.Organisations = append(found.Organisations, one)
		}
	}
	if d.Project.ID == before.Project.ID {
		found.Project = before.Project
	}
	var p fault.Problems
	p.Require(len(found.Organisations) == len(d.Organisations), FieldOrganisations, "Une de ces structures n’est plus là\u00a0: veuillez la choisir de nouveau.")
	p.Require(found.Project.ID == d.Project.ID, FieldProject, "Ce projet n’est plus là\u00a0: veuillez en choisir un autre.")
	return found, p.Err()
}

// hold finds an agreement, living or in the trash, that this person may see, keeps it from changing until the transaction ends, and
// asks access for the action.
func hold(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action *access.Action) (Agreement, error) {
	if err := visible(by); err != nil || trashed && !Allowed(by).Restore {
		return Agreement{}, fault.Missing(err)
	}
	a, err := lock(ctx, tx, id)
	if err != nil {
		return a, err
	}
	if (a.DeletedAt != nil) != trashed {
		return a, fault.Missing(nil)
	}
	return a, by.Check(action, access.Tie{})
}

// Edit replaces what was typed about an agreement, if it is still at this version: otherwise nothing is written, and the failure
// carries both texts (fault.StaleOf). Whoever may not see its amount leaves it as it is.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	d = d.Tidy()
	return r.change(ctx, by, id, version, journal.Edited, func(Draft) Draft { return d })
}

// SetState notes that an agreement came to a state on a day, if it is still at this version; days of what it is not any more are
// left out. To the state that it is in, it corrects the day.
func (r *Room) SetState(ctx context.Context, by account.By, id int64, version int, to State, on workcal.Date) error {
	return r.change(ctx, by, id, version, journal.StateSet, func(d Draft) Draft { return d.In(to, on) })
}

func (r *Room) change(ctx context.Context, by account.By, id int64, version int, verb journal.Verb, to func(Draft) Draft) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := hold(ctx, tx, by, id, false, MayEdit)
		if err != nil {
			return err
		}
		d := to(before.Draft)
		sees := Allowed(by).Amounts
		if !sees {
			d.Amount = before.Amount
		}
		if err := d.Check(by.Today()).Err(); err != nil {
			return err
		}
		if d, err = tied(ctx, tx, d, before.Draft); err != nil {
			return err
		}
		if before.Version != version {
			texts := Fields.Both(before.Draft, d)
			if !sees {
				texts = apart(texts, false)
			}
			return journal.Met(ctx, tx, "Cette convention", before.Subject(), before.Version, texts)
		}
		return replace(ctx, tx, by, before, d, verb)
	})
}

// apart keeps of some changes that of the amount, or the others.
func apart(changes []field.Change, amount bool) []field.Change {
	return slices.DeleteFunc(slices.Clone(changes), func(c field.Change) bool { return (c.Name == FieldAmount) != amount })
}

// replace writes what differs, and nothing if nothing does. What became of the amount is an entry apart, which only those read who may
// see amounts.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Agreement, d Draft, verb journal.Verb) error {
	changes := Fields.Changes(before.Draft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	after := Agreement{ID: before.ID, Draft: d}
	if others := apart(changes, false); len(others) > 0 {
		if err := journal.Write(ctx, tx, did(by, verb, after, others...)); err != nil {
			return err
		}
	}
	if amount := apart(changes, true); len(amount) > 0 {
		entry := did(by, journal.Edited, after, amount...)
		entry.Within, entry.Subject = entry.Subject, journal.Subject{Kind: journal.Amount, ID: before.ID}
		if err := journal.Write(ctx, tx, entry); err != nil {
			return err
		}
		return journal.Keep(ctx, tx, journal.Amount, []int64{before.ID}, true)
	}
	return nil
}

// Delete puts an agreement in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, false, journal.Deleted)
}

// Restore takes an agreement out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, true, journal.Restored)
}

func (r *Room) throw(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		a, err := hold(ctx, tx, by, id, back, MayDelete)
		if err != nil {
			return err
		}
		at, err := trash.Mark(a.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, a))
	})
}

// Bins are where agreements are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "conventions", Label: "Conventions", Done: "La convention est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
