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
	h.Must(h.Delete(ctx, h.Head.At(now), gone.ID))
	h.purge(now.AddDate(0, 0, 30))
	h.Must(h.Restore(ctx, h.Head.At(now.AddDate(0, 0, 30)), gone.ID))
	h.Must(h.Delete(ctx, h.Head.At(now), gone.ID))
	h.purge(now.AddDate(0, 0, 31))
	h.Refused(h.Restore(ctx, h.Head.At(now), gone.ID), fault.NotFound, "")
	if _, err := h.Project(ctx, h.Head.At(now), kept.ID); err != nil {
		t.Errorf("a living project is gone: %v", err)
	}
}

func TestPurgeRemovesEventsOnceNoProjectHangsOnThem(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	bare, prepared := h.event(), h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = prepared.ID, 0, 0 })
	late := now.AddDate(0, 0, 20)
	h.Must(h.Delete(ctx, h.Head.At(late), p.ID))
	h.Must(h.DeleteEvent(ctx, h.Head.At(now), bare.ID))
	h.Must(h.DeleteEvent(ctx, h.Head.At(now), prepared.ID))
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
