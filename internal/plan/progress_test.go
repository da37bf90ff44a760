package plan_test

import (
	"fmt"
	"sync"
	"testing"

	"parvis/internal/account/accounttest"
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
		group.Go(func() { _ = h.TickTask(ctx, h.Team.At(now), id) })
	}
	group.Wait()
	r := h.row(id)
	if r.State != retroplan.Done || r.ActualFinish != today || len(h.journal(h.project)) != lines+1 {
		t.Errorf("%s on %s, %d lines", r.State, r.ActualFinish, len(h.journal(h.project))-lines)
	}
	h.lastEntry("Inès Marchand a terminé la tâche «\u00a0A\u00a0»", "État: À faire → Faite", "Faite le:  → 7 avril 2025")
	h.Must(h.TickTask(ctx, h.Team.At(now.AddDate(0, 0, 3)), id))
	if r := h.row(id); r.ActualFinish != today {
		t.Errorf("ticked again on %s", r.ActualFinish)
	}
	h.Must(h.UntickTask(ctx, h.Team.At(now), id))
	h.Must(h.UntickTask(ctx, h.Team.At(now), id))
	if r := h.row(id); r.State != retroplan.ToDo || !r.ActualFinish.IsZero() || len(h.journal(h.project)) != lines+2 {
		t.Errorf("unticked: %+v", r.Task)
	}
}

func TestUntickingReturnsToWhatWasBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	prepare := map[retroplan.State]func(int64) error{
		retroplan.ToDo:       func(int64) error { return nil },
		retroplan.InProgress: func(id int64) error { return h.Start(ctx, h.Head.At(now), id) },
		retroplan.Blocked:    func(id int64) error { return h.Block(ctx, h.Head.At(now), id, "Devis attendu") },
	}
	for state, do := range prepare {
		id := h.task(state.String())
		h.Must(do(id))
		before := h.row(id).Task
		h.Must(h.TickTask(ctx, h.Head.At(now.AddDate(0, 0, 2)), id))
		h.Must(h.UntickTask(ctx, h.Head.At(now.AddDate(0, 0, 2)), id))
		if after := h.row(id).Task; after != before || after.State != state {
			t.Errorf("%s: %+v, want %+v", state, after, before)
		}
		h.Must(h.Drop(ctx, h.Head.At(now), id))
		h.Must(h.Reopen(ctx, h.Head.At(now), id))
		if after := h.row(id).Task; after != before {
			t.Errorf("%s, dropped and reopened: %+v, want %+v", state, after, before)
		}
	}
}

func TestFinishTakesARealDay(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	h.Must(h.Start(ctx, h.Head.At(now), id))
	h.Refused(h.Finish(ctx, h.Head.At(now), id, today+1), fault.Invalid, plan.FieldFinish)
	h.Refused(h.Finish(ctx, h.Head.At(now), id, today-1), fault.Invalid, plan.FieldFinish)
	h.Refused(h.Finish(ctx, h.Head.At(now), id, 0), fault.Invalid, plan.FieldFinish)
	h.Refused(h.Finish(ctx, h.Head.At(now), id, workcal.Of(25, 4, 1)), fault.Invalid, plan.FieldFinish)
	later := now.AddDate(0, 0, 7)
	h.Must(h.Finish(ctx, h.Head.At(later), id, today+3))
	h.Must(h.Finish(ctx, h.Head.At(later), id, today+2))
	r := h.row(id)
	if r.ActualStart != today || r.ActualFinish != today+2 || r.PlannedFinish != today+2 {
		t.Errorf("got %s to %s", r.ActualStart, r.ActualFinish)
	}
}

func TestStatesFollowTheirRules(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A")
	h.Refused(h.Block(ctx, h.Head.At(now), id, " "), fault.Invalid, plan.FieldBecause)
	h.Refused(h.Block(ctx, h.Head.At(now), id, "nul \x00"), fault.Invalid, plan.FieldBecause)
	h.Must(h.Block(ctx, h.Head.At(now), id, "Devis attendu"))
	if r := h.row(id); r.State != retroplan.Blocked || r.BlockedBecause != "Devis attendu" || h.view(h.project).Summary.Blocked != 1 {
		t.Errorf("got %+v", r.Task)
	}
	h.lastEntry("Claire Fontaine a noté le blocage de la tâche «\u00a0A\u00a0»", "État: À faire → Bloquée", "Motif:  → Devis attendu")
	h.Must(h.Reopen(ctx, h.Head.At(now), id))
	if r := h.row(id); r.State != retroplan.ToDo || r.BlockedBecause != "" {
		t.Errorf("unblocked: %+v", r.Task)
	}
	h.Must(h.TickTask(ctx, h.Head.At(now), id))
	for name, err := range map[string]error{
		"start": h.Start(ctx, h.Head.At(now), id), "block": h.Block(ctx, h.Head.At(now), id, "Non"), "drop": h.Drop(ctx, h.Head.At(now), id),
	} {
		if !fault.Is(err, fault.Conflict) {
			t.Errorf("%s a done task: %v", name, err)
		}
	}
	h.Must(h.Reopen(ctx, h.Head.At(now), id))
	h.Must(h.Drop(ctx, h.Head.At(now), id))
	h.Refused(h.TickTask(ctx, h.Head.At(now), id), fault.Conflict, "")
}

func TestTickingAnItemTwiceKeepsWhoDidItFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.Team.At(now), task, " Appeler  la mairie ", key)
	h.Must(err)
	again, err := h.AddItem(ctx, h.Team.At(now), task, "Appeler la mairie", key)
	h.Must(err)
	if item != again {
		t.Error("the same form added two items")
	}
	h.Must(h.TickItem(ctx, h.Intern.At(now), task, item))
	lines := len(h.journal(h.project))
	h.Must(h.TickItem(ctx, h.Head.At(now.AddDate(0, 0, 1)), task, item))
	d := h.detail(task)
	if len(d.Items) != 1 || d.Items[0].TickedBy != "Zoé Petit" || !d.Items[0].TickedAt.Equal(now) || d.Items[0].Label != "Appeler la mairie" {
		t.Errorf("got %+v", d.Items)
	}
	if d.Row.Items != 1 || d.Row.ItemsTicked != 1 || len(h.journal(h.project)) != lines {
		t.Errorf("%d of %d, %d more lines", d.Row.ItemsTicked, d.Row.Items, len(h.journal(h.project))-lines)
	}
	h.lastEntry("Zoé Petit a coché le point «\u00a0Appeler la mairie\u00a0» de la tâche «\u00a0A\u00a0»")
	h.Must(h.UntickItem(ctx, h.Intern.At(now), task, item))
	h.Must(h.UntickItem(ctx, h.Intern.At(now), task, item))
	h.lastEntry("Zoé Petit a décoché le point «\u00a0Appeler la mairie\u00a0» de la tâche «\u00a0A\u00a0»")
	if d := h.detail(task); d.Items[0].Ticked() || d.Items[0].TickedBy != "" {
		t.Errorf("still ticked: %+v", d.Items[0])
	}
}

func TestItemsAreFoundOnlyUnderTheirOwnTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("A"), h.task("B")
	item, err := h.AddItem(ctx, h.Head.At(now), a, "Point", "")
	h.Must(err)
	h.Refused(h.TickItem(ctx, h.Head.At(now), b, item), fault.NotFound, "")
	h.Refused(h.UntickItem(ctx, h.Head.At(now), b, item), fault.NotFound, "")
	h.Refused(h.EditItem(ctx, h.Head.At(now), b, item, "Point", "Autre"), fault.NotFound, "")
	h.Refused(h.RemoveItem(ctx, h.Head.At(now), b, item), fault.NotFound, "")
	h.Must(h.EditItem(ctx, h.Intern.At(now), a, item, "Point", "Autre"))
	h.lastEntry("Zoé Petit a modifié le point «\u00a0Point\u00a0» de la tâche «\u00a0A\u00a0»", "Point: Point → Autre")
	h.Must(h.RemoveItem(ctx, h.Intern.At(now), a, item))
	h.lastEntry("Zoé Petit a retiré le point «\u00a0Autre\u00a0» de la tâche «\u00a0A\u00a0»")
}

func TestSecondToChangeAnItemMeetsTheFirstText(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.Head.At(now), task, "Point", "")
	h.Must(err)
	h.Must(h.EditItem(ctx, h.Head.At(now), task, item, "Point", "Le sien"))
	h.Must(h.TickItem(ctx, h.Intern.At(now), task, item)) // who ticks writes no text
	stale := h.Met(h.EditItem(ctx, h.Team.At(now), task, item, "Point", "Le mien"))
	equal(t, "both texts", accounttest.Said(stale.Texts), []string{"Point: Le sien → Le mien"})
	if stale.By != h.Head.Name || h.detail(task).Items[0].Label != "Le sien" {
		t.Errorf("%q saved, %+v: the first text must stay", stale.By, h.detail(task).Items)
	}
	h.Must(h.EditItem(ctx, h.Team.At(now), task, item, "Le sien", "Le mien"))
}

func TestRemovedItemCanBePutBackForThirtyDays(t *testing.T) {
	t.Parallel()
	h := open(t)
	task := h.task("A")
	item, err := h.AddItem(ctx, h.Head.At(now), task, "Point", "")
	h.Must(err)
	h.Must(h.TickItem(ctx, h.Head.At(now), task, item))
	h.Must(h.RemoveItem(ctx, h.Head.At(now), task, item))
	h.Refused(h.UntickItem(ctx, h.Head.At(now), task, item), fault.NotFound, "")
	h.Refused(h.RemoveItem(ctx, h.Head.At(now), task, item), fault.NotFound, "")
	if d := h.detail(task); len(d.Items) != 0 || len(d.Removed) != 1 || d.Row.Items != 0 {
		t.Errorf("%d items, %d removed, %d counted", len(d.Items), len(d.Removed), d.Row.Items)
	}
	h.Refused(h.RestoreItem(ctx, h.Head.At(now.AddDate(0, 0, 31)), task, item), fault.NotFound, "")
	h.Must(h.RestoreItem(ctx, h.Head.At(now.AddDate(0, 0, 29)), task, item))
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
		_, err := h.AddItem(ctx, h.Head.At(now), task, label, "")
		h.Refused(err, fault.Invalid, plan.FieldItem)
	}
	h.exec(fmt.Sprintf(`INSERT INTO checklist_items (task_id, position, label) SELECT %d, g, 'x' FROM generate_series(1, 100) g`, task), nil)
	_, err := h.AddItem(ctx, h.Head.At(now), task, "de trop", "")
	h.Refused(err, fault.Invalid, plan.FieldItem)
}

func TestDoneTasksNeverMove(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("A", due("J-60"))
	h.Must(h.TickTask(ctx, h.Head.At(now), id))
	for _, day := range []workcal.Date{today, today + 30, today + 200} {
		v, err := h.Plan(ctx, h.Head.On(day), h.project)
		h.Must(err)
		r, _ := v.Row(id)
		if r.PlannedFinish != today || r.Late != 0 || r.Critical {
			t.Errorf("on %s: %+v", day, r)
		}
	}
}

// A task whose checklist is not all ticked is not ticked by the way: who ticks it says what becomes of the rest.
func TestATaskWithOpenItemsIsTickedAsItsReaderSays(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Head.At(now)
	task := h.task("Convention")
	for _, label := range []string{"Relire", "Signer"} {
		_, err := h.AddItem(ctx, by, task, label, "")
		h.Must(err)
	}
	left, err := h.TickTaskWith(ctx, by, task, plan.AskItems)
	h.Must(err)
	if left != 2 || !h.row(task).State.Open() {
		t.Fatalf("%d items are said to be open, want 2; the task is %s", left, h.row(task).State)
	}
	h.Refused(second(h.FinishWith(ctx, by, task, today+1, plan.AskItems)), fault.Invalid, plan.FieldFinish) // a wrong day comes first
	if left, err = h.FinishWith(ctx, by, task, today-1, plan.AskItems); err != nil || left != 2 || !h.row(task).State.Open() {
		t.Fatalf("finishing on a day asks about %d, %v", left, err)
	}
	h.Must(second(h.TickTaskWith(ctx, by, task, plan.TickItems)))
	d, err := h.Task(ctx, by, task)
	h.Must(err)
	if d.Row.State != retroplan.Done || d.Row.ItemsTicked != 2 || len(d.History) < 5 { // made, two items added, two ticked, done
		t.Errorf("the task is %s, %d items are ticked, %d entries", d.Row.State, d.Row.ItemsTicked, len(d.History))
	}
	// A done task asks nothing more, and one whose items are all ticked neither.
	h.Must(h.UntickTask(ctx, by, task))
	if left, err = h.TickTaskWith(ctx, by, task, plan.AskItems); err != nil || left != 0 || h.row(task).State != retroplan.Done {
		t.Errorf("%d left, %v, the task is %s", left, err, h.row(task).State)
	}
	h.Must(h.UntickTask(ctx, by, task))
	h.Must(h.UntickItem(ctx, by, task, d.Items[0].ID))
	h.Must(h.TickTask(ctx, by, task))
	if left, err = h.TickTaskWith(ctx, by, task, plan.AskItems); err != nil || left != 0 {
		t.Errorf("a task that is done with an open item asks about %d, %v", left, err)
	}
}

// second is the failure of what gives something besides.
func second[T any](_ T, err error) error { return err }
