package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// held is a task that a transaction has found and locked for somebody who may change it. Its
// project is locked first, always: changes to one plan wait for one another and never deadlock,
// and two halves of a loop cannot be added at once.
type held struct {
	tx      pgx.Tx
	person  account.Person
	project programme.Project
	task    Task
	tie     access.Tie // of the person to the task, or to the project
	now     time.Time
}

// today is the civil day of the act.
func (h held) today() workcal.Date { return workcal.FromTime(h.now) }

// record writes the project's journal; the line is the task's own too when there is one.
func (h held) record(ctx context.Context, what string) error {
	return programme.RecordTask(ctx, h.tx, h.project.ID, h.task.ID, h.person.ID, what, h.now)
}

// changeTask finds a task that this person may see, asks access for the action and runs do on it,
// in one transaction.
func (r *Room) changeTask(ctx context.Context, person account.Person, taskID int64, action *access.Action, now time.Time, do func(held) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := programme.Visible(person); err != nil {
			return err
		}
		projectID, err := projectOf(ctx, tx, taskID)
		if err != nil {
			return err
		}
		project, tie, err := programme.Locked(ctx, tx, person, projectID)
		if err != nil {
			return err
		}
		task, err := lockTask(ctx, tx, taskID)
		if err != nil {
			return err
		}
		tie = task.Tie(person.ID, tie.Member)
		if err := person.Check(action, tie); err != nil {
			return err
		}
		if err := project.CheckOpen(); err != nil {
			return err
		}
		return do(held{tx: tx, person: person, project: project, task: task, tie: tie, now: now})
	})
}

// changeProject is changeTask for what concerns the whole plan: held has no task.
func (r *Room) changeProject(ctx context.Context, person account.Person, projectID int64, action *access.Action, now time.Time, do func(held) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		project, tie, err := programme.Locked(ctx, tx, person, projectID)
		if err != nil {
			return err
		}
		if err := person.Check(action, tie); err != nil {
			return err
		}
		if err := project.CheckOpen(); err != nil {
			return err
		}
		return do(held{tx: tx, person: person, project: project, tie: tie, now: now})
	})
}
