package plan_test

import (
	"fmt"
	"sync"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func TestTickingATaskTwiceIsTickingItOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	lines := len(h.journal(h.project))
	var group sync.WaitGroup
	for range 3 {
		group.Go(func() { _ = h.TickTask(ctx, h.team.At(now), id) })
	}
	group.Wait()
	r := h.row(id)
	if r.State != retroplan.Done || r.ActualFinish != today || len(h.journal(h.project)) != lines+1 {
		t.Errorf("%s on %s, %d lines", r.State, r.ActualFinish, len(h.journal(h.project))-lines)
	}
	h.lastEntry("Inès Marchand a terminé la tâche «\u00a0A\u00a0»", "État: À faire → Faite", "Faite le:  → 7 avril 2025")
	h.must(h.TickTask(ctx, h.team.At(now.AddDate(0, 0, 3)), id))
	if r := h.row(id); r.ActualFinish != today {
		t.Errorf("ticked again on %s", r.ActualFinish)
	}
	h.must(h.UntickTask(ctx, h.team.At(now), id))
	h.must(h.UntickTask(ctx, h.team.At(now), id))
	if r := h.row(id); r.State != retroplan.ToDo || !r.ActualFinish.IsZero() || len(h.journal(h.project)) != lines+2 {
		t.Errorf("unticked: %+v", r.Task)
	}
}

func TestUntickingReturnsToWhatWasBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	prepare := map[retroplan.State]func(int64) error{
		retroplan.ToDo:       func(int64) error { return nil },
		retroplan.InProgress: func(id int64) error { return h.Start(ctx, h.head.At(now), id) },
		retroplan.Blocked:    func(id int64) error { return h.Block(ctx, h.head.At(now), id, "Devis attendu") },
	}
	for state, do := range prepare {
		id := h.task(state.String())
		h.must(do(id))
		before := h.row(id).Task
		h.must(h.TickTask(ctx, h.head.At(now.AddDate(0, 0, 2)), id))
		h.must(h.UntickTask(ctx, h.head.At(now.AddDate(0, 0, 2)), id))
		if after := h.row(id).Task; after != before || after.State != state {
			t.Errorf("%s: %+v, want %+v", state, after, before)
		}
		h.must(h.Drop(ctx, h.head.At(now), id))
		h.must(h.Reopen(ctx, h.head.At(now), id))
		if after := h.row(id).Task; after != before {
			t.Errorf("%s, dropped and reopened: %+v, want %+v", state, after, before)
		}
	}
}

func TestFinishTakesARealDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	h.must(h.Start(ctx, h.head.At(now), id))
	h.refused(h.Finish(ctx, h.head.At(now), id, today+1), fault.Invalid, plan.FieldFinish)
	h.refused(h.Finish(ctx, h.head.At(now), id, today-1), fault.Invalid, plan.FieldFinish)
	h.refused(h.Finish(ctx, h.head.At(now), id, 0), fault.Invalid, plan.FieldFinish)
	h.refused(h.Finish(ctx, h.head.At(now), id, workcal.Of(25, 4, 1)), fault.Invalid, plan.FieldFinish)
	later := now.AddDate(0, 0, 7)
	h.must(h.Finish(ctx, h.head.At(later), id, today+3))
	h.must(h.Finish(ctx, h.head.At(later), id, today+2))
	r := h.row(id)
	if r.ActualStart != today || r.ActualFinish != today+2 || r.PlannedFinish != today+2 {
		t.Errorf("got %s to %s", r.ActualStart, r.ActualFinish)
	}
}

func TestStatesFollowTheirRules(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	h.refused(h.Block(ctx, h.head.At(now), id, " "), fault.Invalid, plan.FieldBecause)
	h.refused(h.Block(ctx, h.head.At(now), id, "nul \x00"), fault.Invalid, plan.FieldBecause)
	h.must(h.Block(ctx, h.head.At(now), id, "Devis attendu"))
	if r := h.row(id); r.State != retroplan.Blocked || r.BlockedBecause != "Devis attendu" || h.view(h.project).Summary.Blocked != 1 {
		t.Errorf("got %+v", r.Task)
	}
	h.lastEntry("Claire Fontaine a noté le blocage de la tâche «\u00a0A\u00a0»", "État: À faire → Bloquée", "Motif:  → Devis attendu")
	h.must(h.Reopen(ctx, h.head.At(now), id))
	if r := h.row(id); r.State != retroplan.ToDo || r.BlockedBecause != "" {
		t.Errorf("unblocked: %+v", r.Task)
	}
	h.must(h.TickTask(ctx, h.head.At(now), id))
	for name, err := range map[string]error{
		"start": h.Start(ctx, h.head.At(now), id), "block": h.Block(ctx, h.head.At(now), id, "Non"), "drop": h.Drop(ctx, h.head.At(now), id),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s a done task: %v", name, err)
		}
	}
	h.must(h.Reopen(ctx, h.head.At(now), id))
	h.must(h.Drop(ctx, h.head.At(now), id))
	h.refused(h.TickTask(ctx, h.head.At(now), id), fault.Conflict, "")
}

func TestTickingAnItemTwiceKeepsWhoDidItFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.team.At(now), task, " Appeler  la mairie ", key)
	h.must(err)
	again, err := h.AddItem(ctx, h.team.At(now), task, "Appeler la mairie", key)
	h.must(err)
	if item != again {
		t.Error("the same form added two items")
	}
	h.must(h.TickItem(ctx, h.intern.At(now), task, item))
	lines := len(h.journal(h.project))
	h.must(h.TickItem(ctx, h.head.At(now.AddDate(0, 0, 1)), task, item))
	d := h.detail(task)
	if len(d.Items) != 1 || d.Items[0].TickedBy != "Zoé Petit" || !d.Items[0].TickedAt.Equal(now) || d.Items[0].Label != "Appeler la mairie" {
		t.Errorf("got %+v", d.Items)
	}
	if d.Row.Items != 1 || d.Row.ItemsTicked != 1 || len(h.journal(h.project)) != lines {
		t.Errorf("%d of %d, %d more lines", d.Row.ItemsTicked, d.Row.Items, len(h.journal(h.project))-lines)
	}
	h.lastEntry("Zoé Petit a coché le point «\u00a0Appeler la mairie\u00a0» de la tâche «\u00a0A\u00a0»")
	h.must(h.UntickItem(ctx, h.intern.At(now), task, item))
	h.must(h.UntickItem(ctx, h.intern.At(now), task, item))
	h.lastEntry("Zoé Petit a décoché le point «\u00a0Appeler la mairie\u00a0» de la tâche «\u00a0A\u00a0»")
	if d := h.detail(task); d.Items[0].Ticked() || d.Items[0].TickedBy != "" {
		t.Errorf("still ticked: %+v", d.Items[0])
	}
}

func TestItemsAreFoundOnlyUnderTheirOwnTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A"), h.task("B")
	item, err := h.AddItem(ctx, h.head.At(now), a, "Point", "")
	h.must(err)
	h.refused(h.TickItem(ctx, h.head.At(now), b, item), fault.NotFound, "")
	h.refused(h.UntickItem(ctx, h.head.At(now), b, item), fault.NotFound, "")
	h.refused(h.EditItem(ctx, h.head.At(now), b, item, "Point", "Autre"), fault.NotFound, "")
	h.refused(h.RemoveItem(ctx, h.head.At(now), b, item), fault.NotFound, "")
	h.must(h.EditItem(ctx, h.intern.At(now), a, item, "Point", "Autre"))
	h.lastEntry("Zoé Petit a modifié le point «\u00a0Point\u00a0» de la tâche «\u00a0A\u00a0»", "Point: Point → Autre")
	h.must(h.RemoveItem(ctx, h.intern.At(now), a, item))
	h.lastEntry("Zoé Petit a retiré le point «\u00a0Autre\u00a0» de la tâche «\u00a0A\u00a0»")
}

func TestSecondToChangeAnItemMeetsTheFirstText(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.head.At(now), task, "Point", "")
	h.must(err)
	h.must(h.EditItem(ctx, h.head.At(now), task, item, "Point", "Le sien"))
	h.must(h.TickItem(ctx, h.intern.At(now), task, item)) // who ticks writes no text
	stale := h.met(h.EditItem(ctx, h.team.At(now), task, item, "Point", "Le mien"))
	equal(t, "both texts", said(stale.Texts), []string{"Point: Le sien → Le mien"})
	if stale.By != h.head.Name || h.detail(task).Items[0].Label != "Le sien" {
		t.Errorf("%q saved, %+v: the first text must stay", stale.By, h.detail(task).Items)
	}
	h.must(h.EditItem(ctx, h.team.At(now), task, item, "Le sien", "Le mien"))
}

func TestRemovedItemCanBePutBackForThirtyDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.head.At(now), task, "Point", "")
	h.must(err)
	h.must(h.TickItem(ctx, h.head.At(now), task, item))
	h.must(h.RemoveItem(ctx, h.head.At(now), task, item))
	h.refused(h.UntickItem(ctx, h.head.At(now), task, item), fault.NotFound, "")
	h.refused(h.RemoveItem(ctx, h.head.At(now), task, item), fault.NotFound, "")
	if d := h.detail(task); len(d.Items) != 0 || len(d.Removed) != 1 || d.Row.Items != 0 {
		t.Errorf("%d items, %d removed, %d counted", len(d.Items), len(d.Removed), d.Row.Items)
	}
	h.refused(h.RestoreItem(ctx, h.head.At(now.AddDate(0, 0, 31)), task, item), fault.NotFound, "")
	h.must(h.RestoreItem(ctx, h.head.At(now.AddDate(0, 0, 29)), task, item))
	if d := h.detail(task); len(d.Items) != 1 || !d.Items[0].Ticked() || len(d.Removed) != 0 {
		t.Errorf("the item did not come back as it was: %+v, removed %+v", d.Items, d.Removed)
	}
	h.lastEntry("Claire Fontaine a rétabli le point «\u00a0Point\u00a0» de la tâche «\u00a0A\u00a0»")
}

func TestAChecklistHasLimits(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	for _, label := range []string{"", " ", "nul \x00", fmt.Sprintf("%0301d", 0)} {
		_, err := h.AddItem(ctx, h.head.At(now), task, label, "")
		h.refused(err, fault.Invalid, plan.FieldItem)
	}
	h.exec(fmt.Sprintf(`INSERT INTO checklist_items (task_id, position, label) SELECT %d, g, 'x' FROM generate_series(1, 100) g`, task), nil)
	_, err := h.AddItem(ctx, h.head.At(now), task, "de trop", "")
	h.refused(err, fault.Invalid, plan.FieldItem)
}

func TestDoneTasksNeverMove(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A", due("J-60"))
	h.must(h.TickTask(ctx, h.head.At(now), id))
	for _, day := range []workcal.Date{today, today + 30, today + 200} {
		v, err := h.Plan(ctx, h.head.On(day), h.project)
		h.must(err)
		r, _ := v.Row(id)
		if r.PlannedFinish != today || r.Late != 0 || r.Critical {
			t.Errorf("on %s: %+v", day, r)
		}
	}
}
