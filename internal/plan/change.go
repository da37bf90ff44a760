package plan

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// held is a task that a transaction has found and locked for somebody who may change it. Its
// project is locked first, always: changes to one plan wait for one another and never deadlock,
// and two halves of a loop cannot be added at once.
type held struct {
	tx      pgx.Tx
	by      account.By
	project programme.Project
	task    Task
	tie     access.Tie // of who acts to the task, or to the project
}

// record notes what was done to the held task.
func (h held) record(ctx context.Context, verb journal.Verb, changes ...field.Change) error {
	return h.changed(ctx, h.by.Did(verb, h.task.Subject(), changes...))
}

// changed notes what was done to the held project's plan, and that it is to be worked out again.
func (h held) changed(ctx context.Context, did journal.Entry) error {
	if err := postgres.Bump(ctx, h.tx, room, h.project.ID); err != nil {
		return err
	}
	return h.write(ctx, did)
}

// recordItem notes what was done to an item of the held task's checklist, which changes no date.
func (h held) recordItem(ctx context.Context, verb journal.Verb, item Item, changes ...field.Change) error {
	did := h.by.Did(verb, journal.Subject{Kind: journal.Item, ID: item.ID, Name: item.Label}, changes...)
	did.Within = h.task.Subject()
	if err := postgres.Bump(ctx, h.tx, lists, h.project.ID); err != nil {
		return err
	}
	return h.write(ctx, did)
}

// write keeps an entry, and tells whom it gives the task to.
func (h held) write(ctx context.Context, did journal.Entry) error {
	did.Projects = []int64{h.project.ID}
	if err := journal.Write(ctx, h.tx, did); err != nil {
		return err
	}
	return h.tell(ctx, givenBy(did))
}

// Subject is the task as the journal names it.
func (t Task) Subject() journal.Subject {
	return journal.Subject{Kind: journal.Task, ID: t.ID, Name: t.Title}
}

// changeTask finds a task that this person may see, asks access for the action and runs do on it,
// in one transaction.
func (r *Room) changeTask(ctx context.Context, by account.By, taskID int64, action *access.Action, do func(held) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := programme.Visible(by); err != nil {
			return err
		}
		projectID, err := projectOf(ctx, tx, taskID)
		if err != nil {
			return err
		}
		project, tie, err := programme.Locked(ctx, tx, by, projectID)
		if err != nil {
			return err
		}
		task, err := lockTask(ctx, tx, taskID)
		if err != nil {
			return err
		}
		tie = task.Tie(by.ID, tie.Member)
		if err := check(by, action, tie, project.Status); err != nil {
			return err
		}
		return do(held{tx: tx, by: by, project: project, task: task, tie: tie})
	})
}

// changeProject is changeTask for what concerns the whole plan: held has no task.
func (r *Room) changeProject(ctx context.Context, by account.By, projectID int64, action *access.Action, do func(held) error) error {
	return changeProject(ctx, r.db, by, projectID, action, do)
}

func changeProject(ctx context.Context, db postgres.Beginner, by account.By, projectID int64, action *access.Action, do func(held) error) error {
	return postgres.InTx(ctx, db, func(tx pgx.Tx) error {
		project, tie, err := programme.Locked(ctx, tx, by, projectID)
		if err != nil {
			return err
		}
		if err := check(by, action, tie, project.Status); err != nil {
			return err
		}
		return do(held{tx: tx, by: by, project: project, tie: tie})
	})
}
