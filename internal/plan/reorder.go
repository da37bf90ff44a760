package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// MoveUp puts a task before the one above it in the list. Dates come first there: only tasks
// planned for the same day can change places, else a fault.Invalid says so.
func (r *Room) MoveUp(ctx context.Context, by account.By, taskID int64) error {
	return r.move(ctx, by, taskID, -1)
}

// MoveDown puts a task after the one below it in the list, under the rule of MoveUp.
func (r *Room) MoveDown(ctx context.Context, by account.By, taskID int64) error {
	return r.move(ctx, by, taskID, 1)
}

func (r *Room) move(ctx context.Context, by account.By, taskID int64, step int) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		current, err := h.board(ctx)
		if err != nil {
			return err
		}
		neighbour := current.neighbour(taskID, step)
		if neighbour == 0 {
			return fault.New(fault.Invalid, "La liste suit les dates\u00a0: une tâche n’y change de place qu’avec une tâche prévue le même jour.", nil)
		}
		order, err := orderOf(ctx, h.tx, h.project.ID)
		if err != nil {
			return err
		}
		// Numbering afresh makes a difference between tasks that shared a position.
		order = slices.DeleteFunc(order, func(id int64) bool { return id == taskID })
		at := slices.Index(order, neighbour)
		if step > 0 {
			at++
		}
		if err := setPositions(ctx, h.tx, h.project.ID, slices.Insert(order, at, taskID)); err != nil {
			return err
		}
		return h.record(ctx, journal.Reordered)
	})
}

// board is the held project's plan as the transaction sees it: nothing that is kept is asked.
func (h held) board(ctx context.Context) (*board, error) {
	send := func(b *pgx.Batch) error { return postgres.Translate(h.tx.SendBatch(ctx, b).Close()) }
	s, boards, err := workedOut(send, h.by, []int64{h.project.ID})
	if err != nil {
		return nil, err
	}
	return boards[s.projects[0].key(h.by.Today())], nil // the project is locked
}

// neighbour gives the task next to another in the list that is planned for the same day, or 0.
func (b *board) neighbour(taskID int64, step int) int64 {
	i := slices.IndexFunc(b.rows, func(r Row) bool { return r.ID == taskID })
	if i < 0 || !b.sameDay(i, i+step) {
		return 0
	}
	return b.rows[i+step].ID
}

// sameDay tells whether there is a row at j that is planned for the day of the one at i.
func (b *board) sameDay(i, j int) bool {
	return j >= 0 && j < len(b.rows) && b.rows[i].PlannedFinish == b.rows[j].PlannedFinish
}

// Reorder makes the manual order of a plan that of ids. Ids of other projects and repeated ones
// are refused as fault.Invalid; tasks that are not named keep their order, after the others.
func (r *Room) Reorder(ctx context.Context, by account.By, projectID int64, ids []int64) error {
	return r.changeProject(ctx, by, projectID, MayGiveTask, func(h held) error {
		order, err := orderOf(ctx, h.tx, projectID)
		if err != nil {
			return err
		}
		known, named := make(map[int64]bool, len(order)), make(map[int64]bool, len(ids))
		for _, id := range order {
			known[id] = true
		}
		for _, id := range ids {
			if !known[id] || named[id] {
				return fault.New(fault.Invalid, "Cet ordre ne correspond plus aux tâches du projet. Rechargez la page puis recommencez.", nil)
			}
			named[id] = true
		}
		wanted := slices.Clone(ids)
		for _, id := range order {
			if !named[id] {
				wanted = append(wanted, id)
			}
		}
		if slices.Equal(wanted, order) {
			return nil
		}
		if err := setPositions(ctx, h.tx, projectID, wanted); err != nil {
			return err
		}
		return h.changed(ctx, by.Did(journal.Reordered, h.project.Subject()))
	})
}
