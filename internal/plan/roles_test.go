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
	colleagues, free, hers := h.task("d’Inès", assignedTo(h.Team)), h.task("libre"), h.task("à elle", assignedTo(h.Intern))
	elsewhere := h.taskIn(h.elsewhere, "Ailleurs")
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", assignedTo(h.Intern))
	type may struct{ edit, tick bool }
	want := map[int64]may{colleagues: {false, false}, free: {true, true}, hers: {true, true}, elsewhere: {false, false}, hersElsewhere: {false, true}}
	for _, who := range []account.Person{h.Head, h.Other, h.Intern} {
		for id, w := range want {
			if who.ID != h.Intern.ID {
				w = may{true, true}
			}
			d, err := h.Task(ctx, who.On(today), id)
			h.Must(err)
			if d.Row.CanEdit != w.edit || d.Row.CanTick != w.tick {
				t.Errorf("%s, %s: the page offers edit %v, tick %v", who.Name, d.Row.Title, d.Row.CanEdit, d.Row.CanTick)
			}
			h.tries(who, d.Row, w.edit, w.tick)
		}
	}
}

// tries does everything to a task and checks each refusal, leaving the task as it was.
func (h house) tries(who account.Person, r plan.Row, edit, tick bool) {
	h.T.Helper()
	item, err := h.AddItem(ctx, h.Head.At(now), r.ID, "Point", "")
	h.Must(err)
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
	h.Must(h.Reopen(ctx, h.Head.At(now), r.ID))
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
		h.Must(h.Reopen(ctx, h.Head.At(now), r.ID))
		h.Must(h.Reopen(ctx, h.Head.At(now), r.ID))
	}
	h.allowed(who, "delete "+r.Title, h.DeleteTask(ctx, who.At(now), r.ID), edit)
	if edit {
		h.Must(h.RestoreTask(ctx, who.At(now), r.ID))
	}
}

func (h house) allowed(who account.Person, what string, err error, may bool) {
	h.T.Helper()
	switch {
	case may && err != nil:
		h.T.Errorf("%s: %s: %v", who.Name, what, err)
	case !may && !fault.Is(err, fault.Forbidden):
		h.T.Errorf("%s: %s: got %v, want a refusal", who.Name, what, err)
	case !may && !strings.Contains(fault.SentenceOf(err), "peut faire cela"):
		h.T.Errorf("%s: %s: the refusal does not say who may: %s", who.Name, what, fault.SentenceOf(err))
	}
}

func TestWhoMayChangeAPlan(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(plan.SeedTemplates(ctx, h.DB))
	templates, err := h.Templates(ctx, h.Intern.At(now), "")
	h.Must(err)
	for _, who := range []account.Person{h.Head, h.Other, h.Intern} {
		for _, project := range []int64{h.project, h.elsewhere} {
			office := who.ID != h.Intern.ID
			edit := office || project == h.project
			v, err := h.Plan(ctx, who.On(today), project)
			h.Must(err)
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
	colleagues, hers := h.task("d’Inès", assignedTo(h.Team)), h.task("à elle", assignedTo(h.Intern))
	hersElsewhere := h.taskIn(h.elsewhere, "à elle, ailleurs", assignedTo(h.Intern))
	for id, may := range map[int64]bool{colleagues: false, hers: true, hersElsewhere: false} {
		h.Must(h.Drop(ctx, h.Head.At(now), id))
		d, err := h.Task(ctx, h.Intern.On(today), id)
		h.Must(err)
		if d.Row.CanReopen != may {
			t.Errorf("%s: the page offers %v", d.Row.Title, d.Row.CanReopen)
		}
		h.allowed(h.Intern, "reopen "+d.Row.Title, h.Reopen(ctx, h.Intern.At(now), id), may)
	}
	h.Must(h.Reopen(ctx, h.Head.At(now), colleagues))
	h.Must(h.TickTask(ctx, h.Head.At(now), colleagues))
	h.allowed(h.Intern, "reopen what is done", h.Reopen(ctx, h.Intern.At(now), colleagues), false)
}

// An intern takes a task that is nobody's and leaves hers to nobody; giving one to somebody else is for
// the team, and the page offers her nobody else.
func TestAnInternTakesTasksAndGivesNone(t *testing.T) {
	t.Parallel()
	h := open(t)
	free, colleagues := h.task("libre"), h.task("d’Inès", assignedTo(h.Team))
	h.allowed(h.Intern, "give", h.Assign(ctx, h.Intern.At(now), free, &h.Team.ID), false)
	_, err := h.CreateTask(ctx, h.Intern.At(now), h.project, draft("Pour une autre", assignedTo(h.Other)), "")
	h.allowed(h.Intern, "create for somebody else", err, false)
	h.allowed(h.Intern, "take somebody's", h.Assign(ctx, h.Intern.At(now), colleagues, &h.Intern.ID), false)
	h.Must(h.Assign(ctx, h.Intern.At(now), free, &h.Intern.ID))
	h.Must(h.Assign(ctx, h.Intern.At(now), free, nil))
	for who, most := range map[*account.Person]int{&h.Intern: 1, &h.Other: 9} {
		d, err := h.Task(ctx, who.On(today), free)
		h.Must(err)
		blank, err := h.NewTask(ctx, who.On(today), h.project)
		h.Must(err)
		if n := len(d.People); n == 0 || n > most || n != len(blank.People) || most > 1 && n < 3 {
			t.Errorf("%s may give it to %d people, a new one to %d", who.Name, n, len(blank.People))
		}
	}
}
