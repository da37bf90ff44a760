package plan_test

import (
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/plan"
)

// An intern edits, in her projects, her own tasks and the unassigned ones, and ticks those and hers elsewhere; head and team do both everywhere.
func TestWhoMayDoWhatToATask(t *testing.T) {
	t.Parallel()
	h := open(t)
	colleagues, free, hers := h.task("d’Inès", assignedTo(h.team)), h.task("libre"), h.task("à elle", assignedTo(h.intern))
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", assignedTo(h.intern))
	type may struct{ edit, tick bool }
	want := map[int64]may{colleagues: {false, false}, free: {true, true}, hers: {true, true}, elsewhere: {false, false}, hersElsewhere: {false, true}}
	for _, who := range []account.Person{h.head, h.other, h.intern} {
		for id, w := range want {
			if who.ID != h.intern.ID {
				w = may{true, true}
			}
			d, err := h.Task(ctx, who.On(today), id)
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
	item, err := h.AddItem(ctx, h.head.At(now), r.ID, "Point", "")
	h.must(err)
	editing := h.EditTask(ctx, who.At(now), r.ID, h.row(r.ID).Version, r.Draft())
	renaming := h.EditItem(ctx, who.At(now), r.ID, item, "Point", "Autre")
	_, adding := h.AddItem(ctx, who.At(now), r.ID, "Point", "")
	for name, err := range map[string]error{
		"edit": editing, "add item": adding, "edit item": renaming,
		"assign": h.Assign(ctx, who.At(now), r.ID, r.ResponsibleID), "unlink": h.RemoveNeed(ctx, who.At(now), r.ID, 999),
		"drop": h.Drop(ctx, who.At(now), r.ID),
	} {
		h.allowed(who, name+" "+r.Title, err, edit)
	}
	h.must(h.Reopen(ctx, h.head.At(now), r.ID))
	for name, do := range map[string]func() error{
		"tick item":   func() error { return h.TickItem(ctx, who.At(now), r.ID, item) },
		"untick item": func() error { return h.UntickItem(ctx, who.At(now), r.ID, item) },
		"tick":        func() error { return h.TickTask(ctx, who.At(now), r.ID) },
		"untick":      func() error { return h.UntickTask(ctx, who.At(now), r.ID) },
		"block":       func() error { return h.Block(ctx, who.At(now), r.ID, "Attente") },
		"reopen":      func() error { return h.Reopen(ctx, who.At(now), r.ID) },
		"finish":      func() error { return h.Finish(ctx, who.At(now), r.ID, today) },
	} {
		h.allowed(who, name+" "+r.Title, do(), tick)
		h.must(h.Reopen(ctx, h.head.At(now), r.ID))
		h.must(h.Reopen(ctx, h.head.At(now), r.ID))
	}
	h.allowed(who, "delete "+r.Title, h.DeleteTask(ctx, who.At(now), r.ID), edit)
	if edit {
		h.must(h.RestoreTask(ctx, who.At(now), r.ID))
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
	templates, err := h.Templates(ctx, h.intern.At(now), "")
	h.must(err)
	for _, who := range []account.Person{h.head, h.other, h.intern} {
		for _, project := range []int64{h.project, h.elsewhere} {
			office := who.ID != h.intern.ID
			edit := office || project == h.project
			v, err := h.Plan(ctx, who.On(today), project)
			h.must(err)
			if v.CanEdit != edit || v.CanApplyTemplate != office || v.CanMoveDate != office {
				t.Errorf("%s: edit %v, template %v, date %v", who.Name, v.CanEdit, v.CanApplyTemplate, v.CanMoveDate)
			}
			_, err = h.CreateTask(ctx, who.At(now), project, draft("A"), "")
			h.allowed(who, "create", err, edit)
			_, err = h.NewTask(ctx, who.At(now), project)
			h.allowed(who, "form", err, edit)
			h.allowed(who, "reorder", h.Reorder(ctx, who.At(now), project, nil), office)
			_, err = h.ApplyTemplate(ctx, who.At(now), project, templates[0].ID, nil, "")
			h.allowed(who, "template", err, office)
		}
	}
}

func TestWhoDropsATaskMayTakeItBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	colleagues, hers := h.task("d’Inès", assignedTo(h.team)), h.task("à elle", assignedTo(h.intern))
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", assignedTo(h.intern))
	for id, may := range map[int64]bool{colleagues: false, hers: true, hersElsewhere: false} {
		h.must(h.Drop(ctx, h.head.At(now), id))
		d, err := h.Task(ctx, h.intern.On(today), id)
		h.must(err)
		if d.Row.CanReopen != may {
			t.Errorf("%s: the page offers %v", d.Row.Title, d.Row.CanReopen)
		}
		h.allowed(h.intern, "reopen "+d.Row.Title, h.Reopen(ctx, h.intern.At(now), id), may)
	}
	h.must(h.Reopen(ctx, h.head.At(now), colleagues))
	h.must(h.TickTask(ctx, h.head.At(now), colleagues))
	h.allowed(h.intern, "reopen what is done", h.Reopen(ctx, h.intern.At(now), colleagues), false)
}

// An intern takes a task that is nobody's and leaves hers to nobody; giving one to somebody else is for
// the team, and the page offers her nobody else.
func TestAnInternTakesTasksAndGivesNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	free, colleagues := h.task("libre"), h.task("d’Inès", assignedTo(h.team))
	h.allowed(h.intern, "give", h.Assign(ctx, h.intern.At(now), free, &h.team.ID), false)
	_, err := h.CreateTask(ctx, h.intern.At(now), h.project, draft("Pour une autre", assignedTo(h.other)), "")
	h.allowed(h.intern, "create for somebody else", err, false)
	h.allowed(h.intern, "take somebody's", h.Assign(ctx, h.intern.At(now), colleagues, &h.intern.ID), false)
	h.must(h.Assign(ctx, h.intern.At(now), free, &h.intern.ID))
	h.must(h.Assign(ctx, h.intern.At(now), free, nil))
	for who, most := range map[*account.Person]int{&h.intern: 1, &h.other: 9} {
		d, err := h.Task(ctx, who.On(today), free)
		h.must(err)
		blank, err := h.NewTask(ctx, who.On(today), h.project)
		h.must(err)
		if n := len(d.People); n == 0 || n > most || n != len(blank.People) || most > 1 && n < 3 {
			t.Errorf("%s may give it to %d people, a new one to %d", who.Name, n, len(blank.People))
		}
	}
}
