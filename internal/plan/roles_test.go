package plan_test

import (
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/plan"
)

// An intern edits the tasks of her projects only, and ticks hers and the unassigned ones of her
// projects; head and team do both everywhere.
func TestWhoMayDoWhatToATask(t *testing.T) {
	t.Parallel()
	h := open(t)
	colleagues, free, hers := h.task("d’Inès", by(h.team)), h.task("libre"), h.task("à elle", by(h.intern))
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", by(h.intern))
	type may struct{ edit, tick bool }
	want := map[int64]may{colleagues: {true, false}, free: {true, true}, hers: {true, true}, elsewhere: {false, false}, hersElsewhere: {false, true}}
	for _, who := range []account.Person{h.head, h.other, h.intern} {
		for id, w := range want {
			if who.ID != h.intern.ID {
				w = may{true, true}
			}
			d, err := h.Task(ctx, who, id, today)
			h.must(err)
			if d.Row.CanEdit != w.edit || d.Row.CanTick != w.tick {
				t.Errorf("%s, %s: the page offers edit %v, tick %v", who.Name, d.Row.Title, d.Row.CanEdit, d.Row.CanTick)
			}
			h.tries(who, d.Row, w.edit, w.tick)
		}
	}
}

// tries does everything to a task and checks each refusal, leaving the task as it was.
func (h house) tries(who account.Person, r plan.Row, edit, tick bool) {
	h.t.Helper()
	item, err := h.AddItem(ctx, h.head, r.ID, "Point", "", now)
	h.must(err)
	_, editing := h.EditTask(ctx, who, r.ID, h.row(r.ID).Version, r.Draft(), now)
	_, renaming := h.EditItem(ctx, who, r.ID, item, "Point", "Autre", now)
	_, adding := h.AddItem(ctx, who, r.ID, "Point", "", now)
	for name, err := range map[string]error{
		"edit": editing, "add item": adding, "edit item": renaming,
		"assign": h.Assign(ctx, who, r.ID, r.ResponsibleID, now), "unlink": h.RemoveNeed(ctx, who, r.ID, 999, now),
		"drop": h.Drop(ctx, who, r.ID, now),
	} {
		h.allowed(who, name+" "+r.Title, err, edit)
	}
	h.must(h.Reopen(ctx, h.head, r.ID, now))
	for name, do := range map[string]func() error{
		"tick item":   func() error { return h.TickItem(ctx, who, r.ID, item, now) },
		"untick item": func() error { return h.UntickItem(ctx, who, r.ID, item, now) },
		"tick":        func() error { return h.TickTask(ctx, who, r.ID, now) },
		"untick":      func() error { return h.UntickTask(ctx, who, r.ID, now) },
		"block":       func() error { return h.Block(ctx, who, r.ID, "Attente", now) },
		"reopen":      func() error { return h.Reopen(ctx, who, r.ID, now) },
		"finish":      func() error { return h.Finish(ctx, who, r.ID, today, now) },
	} {
		h.allowed(who, name+" "+r.Title, do(), tick)
		h.must(h.Reopen(ctx, h.head, r.ID, now))
		h.must(h.Reopen(ctx, h.head, r.ID, now))
	}
	h.allowed(who, "delete "+r.Title, h.DeleteTask(ctx, who, r.ID, now), edit)
	if edit {
		h.must(h.RestoreTask(ctx, who, r.ID, now))
	}
}

func (h house) allowed(who account.Person, what string, err error, may bool) {
	h.t.Helper()
	switch {
	case may && err != nil:
		h.t.Errorf("%s: %s: %v", who.Name, what, err)
	case !may && !fault.Is(err, fault.Forbidden):
		h.t.Errorf("%s: %s: got %v, want a refusal", who.Name, what, err)
	case !may && !strings.Contains(fault.SentenceOf(err), "peut faire cela"):
		h.t.Errorf("%s: %s: the refusal does not say who may: %s", who.Name, what, fault.SentenceOf(err))
	}
}

func TestWhoMayChangeAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.must(plan.SeedTemplates(ctx, h.db))
	templates, err := h.Templates(ctx, h.intern, "")
	h.must(err)
	for _, who := range []account.Person{h.head, h.other, h.intern} {
		for _, project := range []int64{h.project, h.elsewhere} {
			office := who.ID != h.intern.ID
			edit := office || project == h.project
			v, err := h.Plan(ctx, who, project, today)
			h.must(err)
			if v.CanEdit != edit || v.CanApplyTemplate != office || v.CanMoveDate != office {
				t.Errorf("%s: edit %v, template %v, date %v", who.Name, v.CanEdit, v.CanApplyTemplate, v.CanMoveDate)
			}
			_, err = h.CreateTask(ctx, who, project, draft("A"), "", now)
			h.allowed(who, "create", err, edit)
			_, err = h.NewTask(ctx, who, project)
			h.allowed(who, "form", err, edit)
			h.allowed(who, "reorder", h.Reorder(ctx, who, project, nil, now), edit)
			_, err = h.ApplyTemplate(ctx, who, project, templates[0].ID, nil, "", now)
			h.allowed(who, "template", err, office)
		}
	}
}

func TestWhoDropsATaskMayTakeItBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	colleagues := h.task("d’Inès", by(h.team))
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", by(h.intern))
	for id, may := range map[int64]bool{colleagues: true, hersElsewhere: false} {
		h.must(h.Drop(ctx, h.head, id, now))
		d, err := h.Task(ctx, h.intern, id, today)
		h.must(err)
		if d.Row.CanReopen != may {
			t.Errorf("%s: the page offers %v", d.Row.Title, d.Row.CanReopen)
		}
		h.allowed(h.intern, "reopen "+d.Row.Title, h.Reopen(ctx, h.intern, id, now), may)
	}
	h.must(h.TickTask(ctx, h.head, colleagues, now))
	h.allowed(h.intern, "reopen what is done", h.Reopen(ctx, h.intern, colleagues, now), false)
}
