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
	item, err := h.AddItem(ctx, h.head.At(now), kept, "Point", "")
	h.must(err)
	h.must(h.RemoveItem(ctx, h.head.At(now), kept, item))
	h.must(h.DeleteTask(ctx, h.head.At(now), gone))
	h.must(h.DeleteTask(ctx, h.head.At(now.AddDate(0, 0, 10)), recent))

	h.purge(now.AddDate(0, 0, 29))
	h.must(h.RestoreItem(ctx, h.head.At(now.AddDate(0, 0, 29)), kept, item))
	h.must(h.RemoveItem(ctx, h.head.At(now), kept, item))

	h.purge(now.AddDate(0, 0, 31))
	h.refused(h.RestoreTask(ctx, h.head.At(now), gone), fault.NotFound, "")
	h.refused(h.RestoreItem(ctx, h.head.At(now), kept, item), fault.NotFound, "")
	h.must(h.RestoreTask(ctx, h.head.At(now.AddDate(0, 0, 31)), recent))
	if d := h.detail(kept); d.Row.Title != "Gardée" {
		t.Errorf("a living task is gone: %+v", d.Row)
	}
}
