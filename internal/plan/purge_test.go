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
	item, err := h.AddItem(ctx, h.Head.At(now), kept, "Point", "")
	h.Must(err)
	h.Must(h.RemoveItem(ctx, h.Head.At(now), kept, item))
	h.Must(h.DeleteTask(ctx, h.Head.At(now), gone))
	h.Must(h.DeleteTask(ctx, h.Head.At(now.AddDate(0, 0, 10)), recent))

	h.purge(now.AddDate(0, 0, 29))
	h.Must(h.RestoreItem(ctx, h.Head.At(now.AddDate(0, 0, 29)), kept, item))
	h.Must(h.RemoveItem(ctx, h.Head.At(now), kept, item))

	h.purge(now.AddDate(0, 0, 31))
	h.Refused(h.RestoreTask(ctx, h.Head.At(now), gone), fault.NotFound, "")
	h.Refused(h.RestoreItem(ctx, h.Head.At(now), kept, item), fault.NotFound, "")
	h.Must(h.RestoreTask(ctx, h.Head.At(now.AddDate(0, 0, 31)), recent))
	if d := h.detail(kept); d.Row.Title != "Gardée" {
		t.Errorf("a living task is gone: %+v", d.Row)
	}
}
