package activity

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

// hold locks a project, the first of all that is locked, and asks whether somebody may do this with its activities.
func hold(ctx context.Context, tx pgx.Tx, by account.By, project int64, action *access.Action) (programme.Project, error) {
	if err := visible(by); err != nil {
		return programme.Project{}, err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return p, err
	}
	return p, cmp.Or(by.Check(action, tie), p.CheckOpen())
}

// holdActivity locks the project of an activity, then the activity, living or in the trash, and asks access for the action that what
// is found there takes.
func holdActivity(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool, action func(Activity) *access.Action) (Activity, error) {
	if err := visible(by); err != nil {
		return Activity{}, err
	}
	project, err := projectOf(ctx, tx, id)
	if err != nil {
		return Activity{}, err
	}
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return Activity{}, err
	}
	a, err := lock(ctx, tx, by, id)
	if err != nil {
		return a, err
	}
	if (a.DeletedAt != nil) != trashed || trashed && !by.Can(MayDelete, tie) {
		return a, fault.Missing(nil)
	}
	return a, cmp.Or(by.Check(action(a), tie), p.CheckOpen())
}

func editing(a Activity) *access.Action { return toEdit(a.State) }

func deleting(Activity) *access.Action { return MayDelete }

// did makes an entry about an activity, which its project's history tells too.
func did(by account.By, verb journal.Verb, a Activity, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, a.Subject(), changes...)
	entry.Projects = []int64{a.Project.ID}
	return entry
}

// tied names the organisations of a draft, and refuses those that are not there; before are those that it had, which it may keep
// whatever became of them.
func tied(ctx context.Context, q postgres.Querier, d Draft, before []partner.Ref) (Draft, error) {
	if len(d.Organisations) == 0 {
		return d, nil
	}
	found, err := standing(ctx, q, numbers(d.Organisations))
	if err != nil {
		return d, err
	}
	for _, one := range before {
		same := func(r partner.Ref) bool { return r.ID == one.ID }
		if slices.ContainsFunc(d.Organisations, same) && !slices.ContainsFunc(found, same) {
			found = append(found, one)
		}
	}
	var p fault.Problems
	p.Require(len(found) == len(d.Organisations), FieldOrganisations, "Une de ces structures n’est plus là\u00a0: veuillez la choisir de nouveau.")
	d.Organisations = found
	return d, p.Err()
}

// Create keeps a new idea of a project and gives its id. The same submission key creates once.
func (r *Room) Create(ctx context.Context, by account.By, key string, project int64, d Draft) (int64, error) {
	d = d.In(Idea, "").Tidy()
	return postgres.CreateAlike(ctx, r.db, key, stands(ctx), func(tx pgx.Tx) (int64, error) {
		if _, err := hold(ctx, tx, by, project, MayPropose); err != nil {
			return 0, err
		}
		if err := d.Check().Err(); err != nil {
			return 0, err
		}
		d, err := tied(ctx, tx, d, nil)
		if err != nil {
			return 0, err
		}
		return create(ctx, tx, by, project, d)
	})
}

func create(ctx context.Context, tx pgx.Tx, by account.By, project int64, d Draft, changes ...field.Change) (int64, error) {
	id, err := insert(ctx, tx, by, project, 0, d)
	if err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, did(by, journal.Created, Activity{ID: id, Project: Project{ID: project}, Draft: d}, changes...))
}

// Edit replaces what was typed about an activity, if it is still at this version: otherwise nothing is written, and the failure carries
// both texts (fault.StaleOf). Its state stays.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d Draft) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdActivity(ctx, tx, by, id, false, editing)
		if err != nil {
			return err
		}
		d := d.In(before.State, before.Because).Tidy()
		if err := d.Check().Err(); err != nil {
			return err
		}
		if d, err = tied(ctx, tx, d, before.Organisations); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette activité", before.Subject(), before.Version, Fields.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// SetState brings an activity to a state, if it is still at this version; because says why it is put aside. Its author is told when it
// is retained or put aside by somebody else.
func (r *Room) SetState(ctx context.Context, by account.By, id int64, version int, to State, because string) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdActivity(ctx, tx, by, id, false, func(a Activity) *access.Action { return toChange(a.State, to) })
		if err != nil {
			return err
		}
		d := before.Draft.In(to, french.OneLine(because))
		if err := d.Check().Err(); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cette activité", before.Subject(), before.Version, Standing.Both(before.Draft, d))
		}
		return replace(ctx, tx, by, before, d)
	})
}

// replace writes what differs, and nothing if nothing does.
func replace(ctx context.Context, tx pgx.Tx, by account.By, before Activity, d Draft) error {
	typed, state := Fields.Changes(before.Draft, d), Standing.Changes(before.Draft, d)
	if len(typed)+len(state) == 0 {
		return nil
	}
	if err := update(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	verb := journal.Edited
	if len(typed) == 0 {
		verb = journal.StateSet
	}
	after := Activity{ID: before.ID, Project: before.Project, Author: before.Author, Draft: d}
	if err := journal.Write(ctx, tx, did(by, verb, after, append(typed, state...)...)); err != nil {
		return err
	}
	return tell(ctx, tx, by, before.State, after)
}

// told are the states that an author is told of.
var told = map[State]notice.What{Retained: notice.Retained, SetAside: notice.PutAside}

// tell tells the author of an activity what was decided. What was decided before and she did not look at is not told any more.
func tell(ctx context.Context, tx pgx.Tx, by account.By, before State, a Activity) error {
	if before == a.State || before == Announced && a.State == Retained {
		return nil
	}
	if what, was := told[before]; was && a.State != Announced {
		if _, err := notice.Untell(ctx, tx, what, a.Subject(), []int64{a.Author}, 1); err != nil {
			return err
		}
	}
	if what, is := told[a.State]; is {
		return notice.Tell(ctx, tx, by, notice.News{What: what, About: a.Subject(), MayRead: MayRead, To: []int64{a.Author}})
	}
	return nil
}

// Delete puts an activity in the trash.
func (r *Room) Delete(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, false, journal.Deleted)
}

// Restore takes an activity out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) Restore(ctx context.Context, by account.By, id int64) error {
	return r.throw(ctx, by, id, true, journal.Restored)
}

func (r *Room) throw(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		a, err := holdActivity(ctx, tx, by, id, back, deleting)
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

// Bins are where activities are thrown away.
func (r *Room) Bins() []trash.Bin {
	return []trash.Bin{{Key: "activites", Label: "Activités", Done: "L’activité est rétablie.", List: r.trashed, Restore: r.Restore, Purge: r.purge}}
}
