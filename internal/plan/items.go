package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// TickItem notes that a checklist item is done; a ticked one keeps who ticked it and when.
func (r *Room) TickItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayTick, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil || item.Ticked() {
			return err
		}
		if err := updateItemTick(ctx, h.tx, itemID, by.ID, &by.At); err != nil {
			return err
		}
		return h.record(ctx, "a coché "+french.Quote(item.Label)+" de la tâche "+french.Quote(h.task.Title))
	})
}

// UntickItem takes a tick back; an item that is not ticked stays so.
func (r *Room) UntickItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayTick, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil || !item.Ticked() {
			return err
		}
		if err := updateItemTick(ctx, h.tx, itemID, by.ID, nil); err != nil {
			return err
		}
		return h.record(ctx, "a décoché "+french.Quote(item.Label)+" de la tâche "+french.Quote(h.task.Title))
	})
}

// AddItem adds an item at the end of a task's checklist and gives its id. The same key adds once.
func (r *Room) AddItem(ctx context.Context, by account.By, taskID int64, label, key string) (int64, error) {
	var id int64
	err := r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		if err := checkItem(label).Err(); err != nil {
			return err
		}
		label := french.OneLine(label)
		var err error
		id, err = postgres.Once(ctx, h.tx, key, func() (int64, error) {
			if err := h.roomForItem(ctx); err != nil {
				return 0, err
			}
			id, err := insertItem(ctx, h.tx, taskID, label)
			if err != nil {
				return 0, err
			}
			return id, h.record(ctx, "a ajouté "+french.Quote(label)+" à la tâche "+french.Quote(h.task.Title))
		})
		return err
	})
	return id, err
}

// roomForItem refuses one item too many.
func (h held) roomForItem(ctx context.Context) error {
	n, err := countItems(ctx, h.tx, h.task.ID)
	if err != nil || n < maxItems {
		return err
	}
	var p fault.Problems
	p.Add(FieldItem, "Cette tâche a déjà 100 points à cocher : créez plutôt une autre tâche.")
	return p.Err()
}

// EditItem changes an item's text; was is the text it had when the person began. Where somebody
// else changed it meanwhile, nothing is written and the item is returned as it now stands, with a
// Conflict.
func (r *Room) EditItem(ctx context.Context, by account.By, taskID, itemID int64, was, label string) (Item, error) {
	var stored Item
	err := r.changeTask(ctx, by, taskID, MayEditTask, func(h held) (err error) {
		if stored, err = lockItem(ctx, h.tx, taskID, itemID); err != nil {
			return err
		}
		if err := checkItem(label).Err(); err != nil {
			return err
		}
		label := french.OneLine(label)
		if label == stored.Label {
			return nil
		}
		if stored.Label != french.OneLine(was) {
			return fault.New(fault.Conflict, "Ce point a été modifié entre-temps par quelqu’un d’autre.", nil)
		}
		if err := updateItemLabel(ctx, h.tx, itemID, label); err != nil {
			return err
		}
		return h.record(ctx, "a remplacé "+french.Quote(stored.Label)+" par "+french.Quote(label)+" dans la tâche "+french.Quote(h.task.Title))
	})
	return stored, err
}

// RemoveItem takes an item off a checklist; it can be put back for 30 days.
func (r *Room) RemoveItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil {
			return err
		}
		if err := markRemoved(ctx, h.tx, itemID, &by.At); err != nil {
			return err
		}
		return h.record(ctx, "a retiré "+french.Quote(item.Label)+" de la tâche "+french.Quote(h.task.Title))
	})
}

// RestoreItem puts an item back on its checklist, where it stood and ticked as it was.
func (r *Room) RestoreItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		item, err := lockRemovedItem(ctx, h.tx, taskID, itemID, programme.DeletedSince(by.At))
		if err != nil {
			return err
		}
		if err := h.roomForItem(ctx); err != nil {
			return err
		}
		if err := markRemoved(ctx, h.tx, itemID, nil); err != nil {
			return err
		}
		return h.record(ctx, "a rétabli "+french.Quote(item.Label)+" dans la tâche "+french.Quote(h.task.Title))
	})
}
