package partner

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// Next says what becomes of the next step of an exchange.
type Next struct {
	Task    bool  // it becomes something to do
	Project int64 // in this project's plan; 0: on the list of who logs it
}

// ExchangeSheet is an exchange as one person sees it.
type ExchangeSheet struct {
	Interaction
	May Rights
}

// Log keeps an exchange, and its next step as something to do where that is asked for, and gives its id. The same submission key
// keeps it once.
func (r *Room) Log(ctx context.Context, by account.By, key string, d InteractionDraft, next Next) (int64, error) {
	return postgres.CreateAlike(ctx, r.db, key, LoggedStands(ctx), func(tx pgx.Tx) (int64, error) { return LogIn(ctx, tx, by, d, next) })
}

// LogIn is Log within the transaction of a room above, which holds nothing yet that a plan's changes wait for.
func LogIn(ctx context.Context, tx pgx.Tx, by account.By, d InteractionDraft, next Next) (int64, error) {
	d = d.Tidy()
	if err := cmp.Or(visible(by), by.Check(MayLog, access.Tie{}), d.Check(by.Today()).Err()); err != nil {
		return 0, err
	}
	if next.Task && d.NextStep == "" {
		return 0, fault.Problems{{Field: "suite", Sentence: "Veuillez dire ce qui est à faire."}}.Err()
	}
	task, own, err := step(ctx, tx, by, d, next)
	if err != nil {
		return 0, err
	}
	if d, err = tied(ctx, tx, d, InteractionDraft{}); err != nil {
		return 0, err
	}
	id, err := insertInteraction(ctx, tx, by, d, task, own)
	if err != nil {
		return 0, err
	}
	if err := noteLastDays(ctx, tx, numbers(d.Organisations)); err != nil {
		return 0, err
	}
	return id, journal.Write(ctx, tx, did(by, journal.Created, Interaction{ID: id, InteractionDraft: d}))
}

// did makes an entry about an exchange, which the histories of its first organisation and of its projects tell too.
func did(by account.By, verb journal.Verb, i Interaction) journal.Entry {
	entry := by.Did(verb, i.Subject())
	if len(i.Organisations) > 0 {
		entry.Within = journal.Subject{Kind: journal.Organisation, ID: i.Organisations[0].ID, Name: i.Organisations[0].Name}
	} else if len(i.Contacts) > 0 {
		entry.Within = journal.Subject{Kind: journal.Contact, ID: i.Contacts[0].ID, Name: i.Contacts[0].Name}
	}
	entry.Projects = numbers(i.Projects)
	return entry
}

// step makes a next step something to do, in a project's plan or on one's own list.
func step(ctx context.Context, tx pgx.Tx, by account.By, d InteractionDraft, next Next) (task, own int64, err error) {
	switch {
	case !next.Task || d.NextStep == "":
		return 0, 0, nil
	case next.Project == 0:
		own, err = plan.AddOwnIn(ctx, tx, by, plan.OwnDraft{Title: d.NextStep, Day: d.NextDay})
		return 0, own, reworded(err, plan.FieldTitle, "suite")
	}
	ids, err := plan.AddTasksIn(ctx, tx, by, next.Project, plan.Draft{Title: d.NextStep, Category: plan.Partners, ResponsibleID: &by.ID, Duration: 1, Deadline: d.NextDay})
	if err != nil {
		return 0, 0, reworded(gone(err, "suite_ou", "Ce projet n’est plus là\u00a0: veuillez en choisir un autre."), plan.FieldTitle, "suite")
	}
	return ids[0], 0, nil
}

// reworded gives a problem of one field to another, under which it was typed here.
func reworded(err error, from, to string) error {
	problems, ok := fault.ProblemsOf(err)
	if !ok {
		return err
	}
	for i := range problems {
		if problems[i].Field == from {
			problems[i].Field = to
		}
	}
	return problems.Err()
}

// tied names what an exchange was with, and refuses what is not there; before is what it was with until now, which it may stay
// with whatever became of it.
func tied(ctx context.Context, q postgres.Querier, d, before InteractionDraft) (InteractionDraft, error) {
	k, err := findTied(ctx, q, d)
	if err != nil {
		return d, err
	}
	k.organisations = still(k.organisations, d.Organisations, before.Organisations)
	k.contacts = still(k.contacts, d.Contacts, before.Contacts)
	k.projects = still(k.projects, d.Projects, before.Projects)
	var p fault.Problems
	p.Require(len(k.organisations) == len(d.Organisations), "structures", "Une de ces structures n’est plus là\u00a0: veuillez la choisir de nouveau.")
	p.Require(len(k.contacts) == len(d.Contacts), "contacts", "Un de ces contacts n’est plus là\u00a0: veuillez le choisir de nouveau.")
	p.Require(len(k.projects) == len(d.Projects), "projets", "Un de ces projets n’est plus là\u00a0: veuillez le choisir de nouveau.")
	d.Organisations, d.Contacts, d.Projects = k.organisations, k.contacts, k.projects
	return d, p.Err()
}

// still adds to what was found what is asked for and was already there.
func still(found, asked, before []Ref) []Ref {
	for _, one := range before {
		same := func(r Ref) bool { return r.ID == one.ID }
		if slices.ContainsFunc(asked, same) && !slices.ContainsFunc(found, same) {
			found = append(found, one)
		}
	}
	return found
}

// Exchange gives an exchange. Whoever may restore it also finds a deleted one.
func (r *Room) Exchange(ctx context.Context, by account.By, id int64) (ExchangeSheet, error) {
	if err := visible(by); err != nil {
		return ExchangeSheet{}, err
	}
	i, err := findInteraction(ctx, r.db, id)
	if err != nil {
		return ExchangeSheet{}, err
	}
	i = i.seenBy(by)
	edit := by.Can(MayEditLog, tieTo(by, i))
	if i.DeletedAt != nil && !edit {
		return ExchangeSheet{}, fault.Missing(nil)
	}
	living := i.DeletedAt == nil
	return ExchangeSheet{i, Rights{Edit: edit && living, Delete: edit && living, Restore: edit && !living, Log: by.Can(MayLog, access.Tie{})}}, nil
}

// seenBy leaves out what became of a next step on a list that this person may not read: to her it is only what was said of it.
func (i Interaction) seenBy(by account.By) Interaction {
	if i.Step != nil && i.Step.Own != 0 && !by.Can(plan.MayReadOwn, access.Tie{Mine: i.Step.OwnerID == by.ID}) {
		i.Step = nil
	}
	return i
}

// tieTo is how somebody stands to an exchange.
func tieTo(by account.By, i Interaction) access.Tie { return access.Tie{Mine: i.ByID == by.ID} }

// mayEditAll tells whether somebody may edit what others logged.
func mayEditAll(by account.By) bool { return by.Can(MayEditLog, access.Tie{}) }

// holdExchange finds an exchange that this person may see, keeps it from changing and asks whether she may edit it.
func holdExchange(ctx context.Context, tx pgx.Tx, by account.By, id int64, trashed bool) (Interaction, error) {
	if err := visible(by); err != nil {
		return Interaction{}, err
	}
	i, err := holdInteraction(ctx, tx, id)
	if err != nil {
		return Interaction{}, err
	}
	if (i.DeletedAt != nil) != trashed || trashed && !by.Can(MayEditLog, tieTo(by, i)) {
		return Interaction{}, fault.Missing(nil)
	}
	return i, by.Check(MayEditLog, tieTo(by, i))
}

// EditExchange replaces what was typed about an exchange, if it is still at this version. What its next step became stays.
func (r *Room) EditExchange(ctx context.Context, by account.By, id int64, version int, d InteractionDraft) error {
	d = d.Tidy()
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		before, err := holdExchange(ctx, tx, by, id, false)
		if err != nil {
			return err
		}
		if err := d.Check(by.Today()).Err(); err != nil {
			return err
		}
		if d, err = tied(ctx, tx, d, before.InteractionDraft); err != nil {
			return err
		}
		if before.Version != version {
			return journal.Met(ctx, tx, "Cet échange", before.Subject(), before.Version, InteractionFields.Both(before.InteractionDraft, d))
		}
		return replaceExchange(ctx, tx, by, before, d)
	})
}

func replaceExchange(ctx context.Context, tx pgx.Tx, by account.By, before Interaction, d InteractionDraft) error {
	changes := InteractionFields.Changes(before.InteractionDraft, d)
	if len(changes) == 0 {
		return nil
	}
	if err := updateInteraction(ctx, tx, by, before.ID, d); err != nil {
		return err
	}
	if err := noteLastDays(ctx, tx, append(numbers(before.Organisations), numbers(d.Organisations)...)); err != nil {
		return err
	}
	entry := did(by, journal.Edited, Interaction{ID: before.ID, InteractionDraft: d})
	entry.Changes = changes
	return journal.Write(ctx, tx, entry)
}

// DeleteExchange puts an exchange in the trash.
func (r *Room) DeleteExchange(ctx context.Context, by account.By, id int64) error {
	return r.throwExchange(ctx, by, id, false, journal.Deleted)
}

// RestoreInteraction takes an exchange out of the trash; NotFound once it is too late, or to whoever may not.
func (r *Room) RestoreInteraction(ctx context.Context, by account.By, id int64) error {
	return r.throwExchange(ctx, by, id, true, journal.Restored)
}

func (r *Room) throwExchange(ctx context.Context, by account.By, id int64, back bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		i, err := holdExchange(ctx, tx, by, id, back)
		if err != nil {
			return err
		}
		at, err := trash.Mark(i.DeletedAt, by.At, back)
		if err != nil {
			return err
		}
		if err := markInteractionDeleted(ctx, tx, by, id, at); err != nil {
			return err
		}
		if err := noteLastDays(ctx, tx, numbers(i.Organisations)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, did(by, verb, i))
	})
}

// Tied gives what an exchange is about to be with, by numbers, as far as they stand: for its form.
func (r *Room) Tied(ctx context.Context, by account.By, d InteractionDraft) (InteractionDraft, error) {
	if err := visible(by); err != nil {
		return d, err
	}
	k, err := findTied(ctx, r.db, d)
	d.Organisations, d.Contacts, d.Projects = k.organisations, k.contacts, k.projects
	return d, err
}

// OfProject gives a page of the exchanges about a project.
func (r *Room) OfProject(ctx context.Context, by account.By, project int64, page int) (Page, error) {
	return r.exchanges(ctx, by, "project", project, page)
}

// OfTask gives the exchange whose next step a task is, if it is one.
func (r *Room) OfTask(ctx context.Context, by account.By, task int64) (Page, error) {
	return r.exchanges(ctx, by, "task", task, 1)
}

// OfOwn gives the exchange whose next step is something on a list, if it is one.
func (r *Room) OfOwn(ctx context.Context, by account.By, own int64) (Page, error) {
	return r.exchanges(ctx, by, "own", own, 1)
}

func (r *Room) exchanges(ctx context.Context, by account.By, which string, of int64, page int) (Page, error) {
	if err := visible(by); err != nil {
		return Page{}, err
	}
	var rows []interactionRow
	b := &pgx.Batch{}
	queueInteractions(b, &rows, which, of, page)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return Page{}, postgres.Translate(err)
	}
	return pageOf(by, rows, page), nil
}
