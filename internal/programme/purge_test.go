package programme_test

import (
	"context"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/programme"
)

func TestPurgeRemovesProjectsThatCannotBeRestored(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	kept, gone := h.project(), h.project()
	h.must(h.Delete(ctx, h.head.At(now), gone.ID))
	h.purge(now.AddDate(0, 0, 30))
	h.must(h.Restore(ctx, h.head.At(now.AddDate(0, 0, 30)), gone.ID))
	h.must(h.Delete(ctx, h.head.At(now), gone.ID))
	h.purge(now.AddDate(0, 0, 31))
	h.refused(h.Restore(ctx, h.head.At(now), gone.ID), fault.NotFound, "")
	if _, err := h.Project(ctx, h.head.At(now), kept.ID); err != nil {
		t.Errorf("a living project is gone: %v", err)
	}
}

func TestPurgeRemovesEventsOnceNoProjectHangsOnThem(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	bare, prepared := h.event(), h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = prepared.ID, 0, 0 })
	late := now.AddDate(0, 0, 20)
	h.must(h.Delete(ctx, h.head.At(late), p.ID))
	h.must(h.DeleteEvent(ctx, h.head.At(now), bare.ID))
	h.must(h.DeleteEvent(ctx, h.head.At(now), prepared.ID))
	left := func() (n int) {
		return scalar[int](h, `SELECT count(*)::int FROM events WHERE deleted_at IS NOT NULL`, nil)
	}
	h.purge(now.AddDate(0, 0, 30))
	if n := left(); n != 2 {
		t.Errorf("%d deleted events on the last day, want 2", n)
	}
	h.purge(now.AddDate(0, 0, 31))
	if n := left(); n != 1 {
		t.Errorf("%d deleted events once it is too late, want the one whose project can still be restored", n)
	}
	h.purge(late.AddDate(0, 0, 31))
	if n := left(); n != 0 {
		t.Errorf("%d deleted events are kept for ever", n)
	}
}
