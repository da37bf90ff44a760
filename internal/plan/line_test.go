package plan_test

import (
	"fmt"
	"reflect"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// line gives the row of a task as somebody finds it.
func (h house) line(by account.By, task int64) plan.LineView {
	h.T.Helper()
	v, err := h.TaskLine(ctx, by, task)
	h.Must(err)
	return v
}

// comparable is what an effect says, without what only a trial tells, and the words of its row instead of its reason.
func plainly(e plan.Effect) (plan.Effect, []string) {
	says := texts(e.Row)
	e.Own, e.Row.Reason, e.Row.Version = retroplan.Reason{}, retroplan.Reason{}, 0
	return e, says
}

// TestWhatARowIsTriedAsIsWhatItBecomes tries rows on plans where people do anything, keeps them, and compares what
// was foretold with the plan as it is read afterwards.
func TestWhatARowIsTriedAsIsWhatItBecomes(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 5)
	kept, late := 0, 0
	for i := range 60 {
		if err := b.act(deeds[i%len(deeds)]); err != nil && fault.KindOf(err) == fault.Internal {
			t.Fatal(err)
		}
		by, task := b.Head.At(now), b.someTask()
		v, err := b.TaskLine(ctx, by, task)
		if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) { // its project is in the trash, or archived
			continue
		}
		b.Must(err)
		line, d := v.Row.Line(), b.someDraft()
		line.Title, line.Duration, line.ResponsibleID = d.Title, d.Duration, d.ResponsibleID
		line.Offset, line.Deadline = d.Offset, pick(b, 0, 0, b.soon(), workcal.Of(2021, 3, 6))
		line.Move.To, line.Move.Because = pick(b, v.States...), "devis attendu"
		foretold, err := b.TryLine(ctx, v, line)
		if err != nil {
			if _, invalid := fault.ProblemsOf(err); !invalid {
				t.Fatal(err)
			}
			if _, err := b.EditLine(ctx, by, v, v.Row.Version, line); !fault.Is(err, fault.Invalid) {
				t.Fatalf("a trial is refused, keeping it is not: %v", err)
			}
			continue
		}
		became, err := b.EditLine(ctx, by, v, v.Row.Version, line)
		b.Must(err)
		want, wantSays := plainly(became)
		got, gotSays := plainly(foretold)
		if !reflect.DeepEqual(got, want) || !reflect.DeepEqual(gotSays, wantSays) {
			t.Fatalf("foretold %+v\nbecame %+v\nrow %v\nrow %v\n%q\n%q", got, want, got.Row, want.Row, gotSays, wantSays)
		}
		b.fresh.Forget()
		read, err := b.fresh.Task(ctx, by, task)
		b.Must(err)
		if foretold.Row.PlannedStart != read.Row.PlannedStart || foretold.Row.PlannedFinish != read.Row.PlannedFinish || foretold.Row.Late != read.Row.Late {
			t.Fatalf("foretold %s to %s, it is %s to %s", foretold.Row.PlannedStart, foretold.Row.PlannedFinish, read.Row.PlannedStart, read.Row.PlannedFinish)
		}
		kept++
		late += len(foretold.Consequences.Late)
	}
	if kept < 15 || late == 0 {
		t.Errorf("%d rows were kept, %d tasks became late", kept, late)
	}
}

// TestARowLeavesTheRestOfItsTask edits the row of a task that has everything.
func TestARowLeavesTheRestOfItsTask(t *testing.T) {
	t.Parallel()
	h := open(t)
	least := 1
	whole := plan.Draft{Title: "Dossier de sécurité", Category: plan.Administrative, ResponsibleID: &h.Intern.ID, Duration: 6, CalendarDays: true, Effort: 3,
		MinDuration: &least, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 60}, Deadline: workcal.Of(2025, 5, 2), NotBefore: workcal.Of(2025, 4, 8),
		PinnedStart: workcal.Of(2025, 4, 9), PinnedFinish: workcal.Of(2025, 4, 18), Statutory: true, Internal: true, Source: "Mairie", Notes: "Deux exemplaires"}
	id, err := h.CreateTask(ctx, h.Head.At(now), h.project, whole, "")
	h.Must(err)
	if d := h.row(id).Task.Draft(); !reflect.DeepEqual(d, whole) {
		t.Fatalf("%+v", d)
	}
	if again := plan.Set(whole).Draft(); !reflect.DeepEqual(again, whole) {
		t.Errorf("a task set from a draft gives %+v", again)
	}
	v := h.line(h.Head.At(now), id)
	_, err = h.EditLine(ctx, h.Head.At(now), v, 1, v.Row.Line())
	h.Must(err)
	if row := h.row(id); row.Version != 1 {
		t.Errorf("saying the same is version %d", row.Version)
	}
	line := v.Row.Line()
	line.Title, line.Duration, line.Move.To = "Dossier", 7, retroplan.InProgress
	e, err := h.EditLine(ctx, h.Head.At(now), v, 1, line)
	h.Must(err)
	want := whole
	want.Title, want.Duration = "Dossier", 7
	row := h.row(id)
	if d := row.Task.Draft(); !reflect.DeepEqual(d, want) || row.State != retroplan.InProgress || row.ActualStart != today || row.Version != 2 {
		t.Errorf("%+v, %s since %s, version %d", d, row.State, row.ActualStart, row.Version)
	}
	if e.Row.Title != "Dossier" || e.Row.PlannedFinish != row.PlannedFinish {
		t.Errorf("it tells %+v", e)
	}
	h.lastEntry("Claire Fontaine a commencé la tâche «\u00a0Dossier\u00a0»", "État: À faire → En cours", "Commencée le:  → 7 avril 2025")
}

// TestARowMovesATaskByTheRulesOfItsState asks every state of a task in every state.
func TestARowMovesATaskByTheRulesOfItsState(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Head.At(now)
	to := func(states ...retroplan.State) []retroplan.State { return states }
	for _, c := range []struct {
		name string
		put  func(id int64) error
		ways []retroplan.State
	}{
		{"to do", func(int64) error { return nil }, to(retroplan.ToDo, retroplan.InProgress, retroplan.Blocked, retroplan.Done, retroplan.Dropped)},
		{"begun", func(id int64) error { return h.Start(ctx, by, id) }, to(retroplan.InProgress, retroplan.Blocked, retroplan.Done, retroplan.Dropped)},
		{"blocked", func(id int64) error { return h.Block(ctx, by, id, "devis") }, to(retroplan.ToDo, retroplan.InProgress, retroplan.Blocked, retroplan.Done, retroplan.Dropped)},
		{"done", func(id int64) error { return h.TickTask(ctx, by, id) }, to(retroplan.ToDo, retroplan.Done)},
		{"done when blocked", func(id int64) error {
			h.Must(h.Block(ctx, by, id, "devis"))
			return h.TickTask(ctx, by, id)
		}, to(retroplan.Blocked, retroplan.Done)},
		{"dropped", func(id int64) error { return h.Drop(ctx, by, id) }, to(retroplan.ToDo, retroplan.Dropped)},
	} {
		for s := retroplan.ToDo; s <= retroplan.Dropped; s++ {
			id := h.task(c.name)
			h.Must(c.put(id))
			v := h.line(by, id)
			equal(t, c.name, v.States, c.ways)
			line := v.Row.Line()
			line.Move.To, line.Move.Because = s, "un motif"
			offered := false
			for _, way := range v.States {
				offered = offered || way == s
			}
			_, tried := h.TryLine(ctx, v, line)
			_, err := h.EditLine(ctx, by, v, 1, line)
			if (err == nil) != offered || (tried == nil) != offered {
				t.Errorf("%s to %s: %v, tried %v", c.name, s, err, tried)
			}
			if err != nil {
				h.Refused(err, fault.Invalid, plan.FieldState)
			} else if got := h.row(id).State; got != s {
				t.Errorf("%s to %s: %s", c.name, s, got)
			}
		}
	}
	id := h.task("sans motif")
	line := h.line(by, id).Row.Line()
	line.Move.To = retroplan.Blocked
	_, err := h.EditLine(ctx, by, h.line(by, id), 1, line)
	h.Refused(err, fault.Invalid, plan.FieldBecause)
	line.Move.To = retroplan.InProgress
	h.Must(h.TickTask(ctx, by, id)) // meanwhile
	_, err = h.EditLine(ctx, by, h.line(by, id), 1, line)
	h.Refused(err, fault.Invalid, plan.FieldState)
	if h.row(id).State != retroplan.Done {
		t.Error("what was done meanwhile is undone")
	}
}

// TestARowIsEditedByWhoMay asks the rights of each part alone.
func TestARowIsEditedByWhoMay(t *testing.T) {
	t.Parallel()
	h := open(t)
	away := h.taskIn(h.elsewhere, "ailleurs", assignedTo(h.Intern)) // of a project that she does not work on
	hers, theirs := h.task("à elle", assignedTo(h.Intern)), h.task("à lui", assignedTo(h.Team))
	by := h.Intern.At(now)
	_, err := h.TaskLine(ctx, by, theirs)
	h.Refused(err, fault.Forbidden, "")
	_, err = h.EditLine(ctx, by, h.line(h.Head.At(now), theirs), 1, plan.Line{Title: "x", Category: plan.Budget})
	h.Refused(err, fault.Forbidden, "")

	v := h.line(by, away)
	if v.Row.CanEdit || !v.Row.CanTick {
		t.Errorf("%+v", v.Row.Allowed)
	}
	line := v.Row.Line()
	line.Title = "autre"
	_, err = h.TryLine(ctx, v, line)
	h.Refused(err, fault.Forbidden, "")
	_, err = h.EditLine(ctx, by, v, 1, line)
	h.Refused(err, fault.Forbidden, "")
	line = v.Row.Line()
	line.Move.To = retroplan.Dropped
	_, err = h.EditLine(ctx, by, v, 1, line)
	h.Refused(err, fault.Forbidden, "")
	line.Move.To = retroplan.Done
	_, err = h.EditLine(ctx, by, v, 0, line) // without a version: nothing of the text differs
	h.Must(err)

	given := h.taskIn(h.elsewhere, "abandonnée", assignedTo(h.Intern)) // she could tick it, and only who edits it takes it up again
	h.Must(h.Drop(ctx, h.Head.At(now), given))
	_, err = h.TaskLine(ctx, by, given)
	h.Refused(err, fault.Forbidden, "")

	v = h.line(by, hers)
	line = v.Row.Line()
	line.Title, line.ResponsibleID = "autre", &h.Team.ID
	_, err = h.TryLine(ctx, v, line)
	h.Refused(err, fault.Invalid, plan.FieldResponsible)
	_, err = h.EditLine(ctx, by, v, 1, line)
	h.Refused(err, fault.Forbidden, "")
	line.ResponsibleID = nil
	_, err = h.EditLine(ctx, by, v, 1, line)
	h.Must(err)
	line.Title = "encore"
	stale := h.Met(func() error { _, err := h.EditLine(ctx, h.Head.At(now), v, 1, line); return err }())
	if stale.Version != 2 || h.row(hers).Title != "autre" {
		t.Errorf("%+v", stale)
	}
	h.put(h.project, "archived")
	_, err = h.TaskLine(ctx, h.Head.At(now), hers)
	h.Refused(err, fault.Forbidden, "")
}

func TestARowSaysWhatItsDueDateFallsOn(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, last := h.task("Dossier de sécurité", lasting(6)), h.task("Impression", due("J-56"))
	h.chain(first, last)
	v := h.line(h.Head.On(today), first)
	line := v.Row.Line()
	line.Deadline = workcal.Of(2025, 4, 12)
	e, err := h.TryLine(ctx, v, line)
	h.Must(err)
	if e.Own.Date != workcal.Of(2025, 4, 11) || e.Own.Nominal != line.Deadline || e.Row.Late != 1 || e.Row.PlannedFinish != workcal.Of(2025, 4, 14) {
		t.Errorf("%+v, %+v", e.Own, e.Row)
	}
	line.Duration = 12
	e, err = h.TryLine(ctx, v, line)
	h.Must(err)
	if c := e.Consequences; len(c.Late) != 2 || c.Late[0].ID != first || c.Late[1].ID != last || c.Moved != 2 || len(c.Later) != 0 {
		t.Errorf("%+v", e)
	}
	if h.row(first).Duration != 6 {
		t.Error("a trial was written")
	}
}

// BenchmarkTryLine tries one row of a plan that is kept, database included.
func BenchmarkTryLine(b *testing.B) {
	for _, n := range []int{70, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			room, person, project := benchHouse(b, 1, n)
			person.Role = access.Head
			whole, err := room.Plan(ctx, person.On(today), project)
			if err != nil {
				b.Fatal(err)
			}
			task := whole.Rows[n/2].ID
			for b.Loop() {
				v, err := room.TaskLine(ctx, person.On(today), task)
				if err != nil {
					b.Fatal(err)
				}
				line := v.Row.Line()
				line.Duration += 5
				if _, err := room.TryLine(ctx, v, line); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
