package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// TickItem notes that a checklist item is done; a ticked one keeps who ticked it and when.
func (r *Room) TickItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayTick, func(h held) error {
		item, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil || item.Ticked() {
			return err
		}
		return h.tickItem(ctx, item)
	})
}

func (h held) tickItem(ctx context.Context, item Item) error {
	if err := updateItemTick(ctx, h.tx, item.ID, h.by.ID, &h.by.At); err != nil {
		return err
	}
	return h.recordItem(ctx, journal.Ticked, item)
}

// openItems locks what is left to tick of the held task's checklist.
func (h held) openItems(ctx context.Context) ([]Item, error) {
	return lockOpenItems(ctx, h.tx, h.task.ID)
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
		return h.recordItem(ctx, journal.Unticked, item)
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
			return id, h.recordItem(ctx, journal.Created, Item{ID: id, Label: label})
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

// EditItem changes an item's text; was is the text it had when the person began. Where somebody else
// changed it meanwhile, nothing is written, and the failure carries both texts (fault.StaleOf).
func (r *Room) EditItem(ctx context.Context, by account.By, taskID, itemID int64, was, label string) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		stored, err := lockItem(ctx, h.tx, taskID, itemID)
		if err != nil {
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
			return journal.Met(ctx, h.tx, "Ce point", journal.Subject{Kind: journal.Item, ID: itemID, Name: stored.Label}, 0,
				[]field.Change{{Name: FieldItem, Label: "Point", Before: stored.Label, After: label}})
		}
		if err := updateItemLabel(ctx, h.tx, itemID, label); err != nil {
			return err
		}
		return h.recordItem(ctx, journal.Edited, stored, field.Change{Name: FieldItem, Label: "Point", Before: stored.Label, After: label})
	})
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
		return h.recordItem(ctx, journal.Removed, item)
	})
}

// RestoreItem puts an item back on its checklist, where it stood and ticked as it was.
func (r *Room) RestoreItem(ctx context.Context, by account.By, taskID, itemID int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		item, err := lockRemovedItem(ctx, h.tx, taskID, itemID, trash.Since(by.At))
		if err != nil {
			return err
		}
		if err := h.roomForItem(ctx); err != nil {
			return err
		}
		if err := markRemoved(ctx, h.tx, itemID, nil); err != nil {
			return err
		}
		return h.recordItem(ctx, journal.Restored, item)
	})
}

// Names gives the title of a task and the text of one of its items, for the sentence that says what was done
// to them; what is not found is "", and so is the item when its id is 0. It asks no right: it is for somebody
// who just acted on them.
func (r *Room) Names(ctx context.Context, taskID, itemID int64) (task, item string, err error) {
	return readNames(ctx, r.db, taskID, itemID)
}
