package plan

import (
	"context"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// TickTask notes that a task was done today; a done task stays as it is.
func (r *Room) TickTask(ctx context.Context, by account.By, taskID int64) error {
	return r.progress(ctx, by, taskID, MayTick, journal.Finished, func(t *Task) error {
		return t.Tick(by.Today())
	})
}

// OpenItems says what becomes of the items that are left to tick on a task that is done.
type OpenItems int

const (
	AskItems   OpenItems = iota // where there is one, nothing is noted
	TickItems                   // they are ticked
	LeaveItems                  // they stay open
)

// TickTaskWith is TickTask by who says what becomes of the items that are left to tick; open tells how many they are where
// that has to be said and nothing was noted.
func (r *Room) TickTaskWith(ctx context.Context, by account.By, taskID int64, items OpenItems) (open int, err error) {
	return r.finish(ctx, by, taskID, items, func(t *Task) error { return t.Tick(by.Today()) })
}

// FinishWith is Finish in the same way.
func (r *Room) FinishWith(ctx context.Context, by account.By, taskID int64, day workcal.Date, items OpenItems) (open int, err error) {
	return r.finish(ctx, by, taskID, items, func(t *Task) error { return t.Finish(day, by.Today()) })
}

func (r *Room) finish(ctx context.Context, by account.By, taskID int64, items OpenItems, rule func(*Task) error) (open int, err error) {
	err = r.changeTask(ctx, by, taskID, MayTick, func(h held) error {
		if task := h.task; items != LeaveItems {
			if err := rule(&task); err != nil { // before anything is asked
				return err
			}
			left, err := h.openItems(ctx)
			if err != nil {
				return err
			}
			if items == AskItems && len(left) > 0 && h.task.State != retroplan.Done {
				open = len(left)
				return nil
			}
			for i := 0; items == TickItems && i < len(left); i++ { // a hundred at most
				if err := h.tickItem(ctx, left[i]); err != nil {
					return err
				}
			}
		}
		return h.progress(ctx, journal.Finished, rule)
	})
	return open, err
}

// UntickTask takes a done task back to what it was before; any other stays as it is.
func (r *Room) UntickTask(ctx context.Context, by account.By, taskID int64) error {
	return r.progress(ctx, by, taskID, MayTick, journal.Reopened, func(t *Task) error {
		t.Untick()
		return nil
	})
}

// Start notes that work on a task began today.
func (r *Room) Start(ctx context.Context, by account.By, taskID int64) error {
	return r.progress(ctx, by, taskID, MayTick, journal.Started, func(t *Task) error {
		return t.Start(by.Today())
	})
}

// Finish notes the day a task was done, today at the latest.
func (r *Room) Finish(ctx context.Context, by account.By, taskID int64, day workcal.Date) error {
	return r.progress(ctx, by, taskID, MayTick, journal.Finished, func(t *Task) error {
		return t.Finish(day, by.Today())
	})
}

// Block notes why a task cannot go on; Reopen unblocks it.
func (r *Room) Block(ctx context.Context, by account.By, taskID int64, because string) error {
	return r.progress(ctx, by, taskID, MayTick, journal.Blocked, func(t *Task) error {
		return t.Block(because)
	})
}

// Reopen takes a done or blocked task back to work, and for whoever may edit it a dropped one too.
func (r *Room) Reopen(ctx context.Context, by account.By, taskID int64) error {
	return r.changeTask(ctx, by, taskID, programme.MayRead, func(h held) error {
		if err := check(by, reopening(h.task.State), h.tie, h.project.Status); err != nil {
			return err
		}
		return h.progress(ctx, journal.Reopened, func(t *Task) error {
			t.Reopen()
			return nil
		})
	})
}

// Drop gives a task up: it takes no time any more, but what needed it still waits for what it needed.
func (r *Room) Drop(ctx context.Context, by account.By, taskID int64) error {
	return r.progress(ctx, by, taskID, MayEditTask, journal.Dropped, (*Task).Drop)
}

func (r *Room) progress(ctx context.Context, by account.By, taskID int64, action *access.Action,
	verb journal.Verb, rule func(*Task) error) error {
	return r.changeTask(ctx, by, taskID, action, func(h held) error { return h.progress(ctx, verb, rule) })
}

// progress applies a rule of state.go; what leaves the task as it was is not written.
func (h held) progress(ctx context.Context, verb journal.Verb, rule func(*Task) error) error {
	task := h.task
	if err := rule(&task); err != nil {
		return err
	}
	if task == h.task {
		return nil
	}
	if err := updateState(ctx, h.tx, task, h.by.At); err != nil {
		return err
	}
	return h.record(ctx, verb, progressFields.Changes(h.task, task)...)
}
