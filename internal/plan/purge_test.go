package plan_test

import (
	"testing"

	"parvis/internal/fault"
)

func TestPurgeRemovesOnlyWhatCannotBePutBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	kept, gone, recent := h.task("Gardée"), h.task("Ancienne"), h.task("Récente")
	h.chain(kept, gone)
	item, err := h.AddItem(ctx, h.head, kept, "Point", "", now)
	h.must(err)
	h.must(h.RemoveItem(ctx, h.head, kept, item, now))
	h.must(h.DeleteTask(ctx, h.head, gone, now))
	h.must(h.DeleteTask(ctx, h.head, recent, now.AddDate(0, 0, 10)))

	h.must(h.Purge(ctx, now.AddDate(0, 0, 29)))
	h.must(h.RestoreItem(ctx, h.head, kept, item, now.AddDate(0, 0, 29)))
	h.must(h.RemoveItem(ctx, h.head, kept, item, now))

	h.must(h.Purge(ctx, now.AddDate(0, 0, 31)))
	h.refused(h.RestoreTask(ctx, h.head, gone, now), fault.NotFound, "")
	h.refused(h.RestoreItem(ctx, h.head, kept, item, now), fault.NotFound, "")
	h.must(h.RestoreTask(ctx, h.head, recent, now.AddDate(0, 0, 31)))
	if d := h.detail(kept); d.Row.Title != "Gardée" {
		t.Errorf("a living task is gone: %+v", d.Row)
	}
}
