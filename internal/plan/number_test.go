package plan_test

import (
	"slices"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/plan"
	"parvis/internal/programme"
)

// numbers gives the numbers of a project's tasks, by title.
func (h house) numbers(project int64) map[string]int {
	h.T.Helper()
	of := map[string]int{}
	for _, r := range h.view(project).Rows {
		of[r.Title] = r.Number
	}
	return of
}

// TestATaskKeepsItsNumber holds that what prints name a task by is its own: another task, another order, another
// date and another state leave it as it was, and no task ever gets the number of one that is gone.
func TestATaskKeepsItsNumber(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.task("Fin", due("J-1")), h.task("Milieu", due("J-20"))
	h.chain(b, a)
	want := map[string]int{"Fin": 1, "Milieu": 2}
	same := func(after string) {
		t.Helper()
		got := h.numbers(h.project)
		for title, n := range want {
			if got[title] != n {
				t.Errorf("after %s, « %s » is number %d, not %d", after, title, got[title], n)
			}
		}
	}
	same("they were created")
	c := h.task("Avant tout", due("J-60"))
	want["Avant tout"] = 3
	same("one that comes before them was")
	if r := h.row(a); len(r.Needs) != 1 || r.Needs[0].Number != 2 {
		t.Errorf("it waits for %+v", r.Needs)
	}
	h.exec(`UPDATE projects SET target_first = '2025-09-12', target_last = '2025-09-12' WHERE id = @id`, pgx.NamedArgs{"id": h.project})
	same("the project has another date")
	h.Must(h.Drop(ctx, h.Head.At(now), b))
	same("one is dropped")
	h.Must(h.DeleteTask(ctx, h.Head.At(now), c))
	delete(want, "Avant tout")
	same("one is in the trash")
	h.task("Encore une")
	want["Encore une"] = 4
	same("another one was created")
	h.Must(h.RestoreTask(ctx, h.Head.At(now), c))
	want["Avant tout"] = 3
	same("it is back")
	last := h.task("La dernière") // 5
	h.Must(h.DeleteTask(ctx, h.Head.At(now), last))
	h.purge(now.Add(40 * 24 * time.Hour))
	h.task("Sa suivante")
	want["Sa suivante"] = 6
	same("the last one is gone for good")
}

// TestATemplateNumbersItsTasksAfterThoseThatAreThere holds that a plan's numbers differ, whatever it came from.
func TestATemplateNumbersItsTasksAfterThoseThatAreThere(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(plan.SeedTemplates(ctx, h.DB))
	h.task("La première")
	list, err := h.Templates(ctx, h.Head.At(now), programme.EventProgramme)
	h.Must(err)
	_, err = h.ApplyTemplate(ctx, h.Head.At(now), h.project, list[0].ID, nil, "")
	h.Must(err)
	h.task("La dernière")
	var got []int
	for _, r := range h.view(h.project).Rows {
		got = append(got, r.Number)
	}
	slices.Sort(got)
	for i, n := range got {
		if n != i+1 {
			t.Fatalf("the numbers are %v", got)
		}
	}
	of := h.numbers(h.project)
	if len(got) < 10 || of["La première"] != 1 || of["La dernière"] != len(got) {
		t.Errorf("%d tasks, the first is %d, the last %d", len(got), of["La première"], of["La dernière"])
	}
	if n := h.numbers(h.elsewhere); len(n) != 0 {
		t.Errorf("elsewhere: %v", n)
	}
	h.taskIn(h.elsewhere, "Ailleurs")
	if n := h.numbers(h.elsewhere); n["Ailleurs"] != 1 {
		t.Errorf("another project begins at %v", n)
	}
}
