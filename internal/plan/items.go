package plan

import (
	"context"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// TickItem notes that a checklist item is done; a ticked one keeps who ticked it and when.
func (r *Room) TickItem(ctx context.Context, person account.Person, taskID, itemID int64, now time.Time) error {
	return r.changeTask(ctx, person, taskID, access.Tick, now, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil || item.Ticked() {
			return err
		}
		if err := updateItemTick(ctx, h.tx, itemID, person.ID, &now); err != nil {
			return err
		}
		return h.record(ctx, "a coché "+quote(item.Label)+" de la tâche "+quote(h.task.Title))
	})
}

// UntickItem takes a tick back; an item that is not ticked stays so.
func (r *Room) UntickItem(ctx context.Context, person account.Person, taskID, itemID int64, now time.Time) error {
	return r.changeTask(ctx, person, taskID, access.Tick, now, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil || !item.Ticked() {
			return err
		}
		if err := updateItemTick(ctx, h.tx, itemID, person.ID, nil); err != nil {
			return err
		}
		return h.record(ctx, "a décoché "+quote(item.Label)+" de la tâche "+quote(h.task.Title))
	})
}

// AddItem adds an item at the end of a task's checklist and gives its id. The same key adds once.
func (r *Room) AddItem(ctx context.Context, person account.Person, taskID int64, label, key string, now time.Time) (int64, error) {
	var id int64
	err := r.changeTask(ctx, person, taskID, access.EditTask, now, func(h held) error {
		if err := checkItem(label).Err(); err != nil {
			return err
		}
		label := oneLine(label)
		var err error
		id, err = postgres.Once(ctx, h.tx, key, func() (int64, error) {
			n, err := countItems(ctx, h.tx, taskID)
			if err != nil {
				return 0, err
			}
			if n >= maxItems {
				var p fault.Problems
				p.Add(FieldItem, "Cette tâche a déjà 100 points à cocher\u00a0: créez plutôt une autre tâche.")
				return 0, p.Err()
			}
			id, err := insertItem(ctx, h.tx, taskID, label)
			if err != nil {
				return 0, err
			}
			return id, h.record(ctx, "a ajouté "+quote(label)+" à la tâche "+quote(h.task.Title))
		})
		return err
	})
	return id, err
}

// EditItem changes an item's text.
func (r *Room) EditItem(ctx context.Context, person account.Person, taskID, itemID int64, label string, now time.Time) error {
	return r.changeTask(ctx, person, taskID, access.EditTask, now, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil {
			return err
		}
		if err := checkItem(label).Err(); err != nil {
			return err
		}
		label := oneLine(label)
		if label == item.Label {
			return nil
		}
		if err := updateItemLabel(ctx, h.tx, itemID, label); err != nil {
			return err
		}
		return h.record(ctx, "a remplacé "+quote(item.Label)+" par "+quote(label)+" dans la tâche "+quote(h.task.Title))
	})
}

// RemoveItem takes an item off a checklist; the journal keeps its text.
func (r *Room) RemoveItem(ctx context.Context, person account.Person, taskID, itemID int64, now time.Time) error {
	return r.changeTask(ctx, person, taskID, access.EditTask, now, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil {
			return err
		}
		if err := deleteItem(ctx, h.tx, itemID); err != nil {
			return err
		}
		return h.record(ctx, "a retiré "+quote(item.Label)+" de la tâche "+quote(h.task.Title))
	})
}
