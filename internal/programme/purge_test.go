package programme_test

import (
	"context"
	"testing"

	"parvis/internal/fault"
)

func TestPurgeRemovesProjectsThatCannotBeRestored(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	kept, gone := h.project(), h.project()
	h.must(h.Delete(ctx, h.head.At(now), gone.ID))
	h.must(h.Purge(ctx, now.AddDate(0, 0, 29)))
	h.must(h.Restore(ctx, h.head.At(now.AddDate(0, 0, 29)), gone.ID))
	h.must(h.Delete(ctx, h.head.At(now), gone.ID))
	h.must(h.Purge(ctx, now.AddDate(0, 0, 31)))
	h.refused(h.Restore(ctx, h.head.At(now), gone.ID), fault.NotFound, "")
	if _, err := h.Project(ctx, h.head.At(now), kept.ID); err != nil {
		t.Errorf("a living project is gone: %v", err)
	}
}
