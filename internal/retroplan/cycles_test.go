package retroplan_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/retroplan"
)

func TestEveryLoopIsNamedInTheOrderOfThePlan(t *testing.T) {
	t.Parallel()
	p := jea(t,
		retroplan.Task{ID: 'Z', Needs: needs('E')},
		retroplan.Task{ID: 'C', Title: "Maquette", Needs: needs('D')},
		retroplan.Task{ID: 'A', Needs: needs('B', 'Z')},
		retroplan.Task{ID: 'B', Needs: needs('A')},
		retroplan.Task{ID: 'D', Title: "Devis", Needs: needs('C')},
		retroplan.Task{ID: 'E', Title: "Envoi", Needs: needs('A')},
		retroplan.Task{ID: 'F', Needs: needs('F', 'A')},
	)
	_, err := retroplan.Schedule(p, day(t, "2025-04-07"))
	var cycle *retroplan.CycleError
	if !errors.As(err, &cycle) {
		t.Fatalf("got %v", err)
	}
	var got []string
	for _, loop := range cycle.All() {
		got = append(got, fmt.Sprintf("%c", loop.IDs))
	}
	// Z, A, B and E all wait for each other: they are one knot, which gives one loop.
	if !slices.Equal(got, []string{"[C D]", "[A B]", "[F]"}) {
		t.Errorf("loops %q", got)
	}
	says := french.PlainSpaces(fault.SentenceOf(err))
	if want := "Ces tâches s’attendent les unes les autres : « Maquette » → « Devis » → « Maquette ». " +
		"Ces tâches s’attendent les unes les autres : « A » → « B » → « A ». La tâche « F » dépend d’elle-même."; says != want {
		t.Errorf("says %q", says)
	}
}

func TestManyLoopsAreSaidBriefly(t *testing.T) {
	t.Parallel()
	var tasks []retroplan.Task
	for i := range 100_000 {
		tasks = append(tasks, retroplan.Task{ID: taskID(i), Needs: needs(taskID(i))})
	}
	_, err := retroplan.Schedule(jea(t, tasks...), day(t, "2025-04-07"))
	var cycle *retroplan.CycleError
	if !errors.As(err, &cycle) || len(cycle.All()) != len(tasks) {
		t.Fatalf("%.200v", err)
	}
	if says := fault.SentenceOf(err); len(says) > 1000 || !strings.Contains(says, "autres boucles") {
		t.Errorf("says %.2000q", says)
	}
}

func TestLoopsAreThoseThatTryingEveryPathFinds(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 7).Draw(t, "tasks")
		reach := make([][]bool, n)
		tasks := make([]retroplan.Task, n)
		for i := range tasks {
			tasks[i].ID = taskID(i)
			reach[i] = make([]bool, n)
			for _, k := range rapid.SliceOfN(rapid.IntRange(0, n-1), 0, 2).Draw(t, "needs") {
				tasks[i].Needs = append(tasks[i].Needs, retroplan.Need{ID: taskID(k)})
				reach[i][k] = true
			}
		}
		direct := make([][]bool, n)
		for i := range direct {
			direct[i] = slices.Clone(reach[i])
		}
		for k := range n {
			for i := range n {
				for j := range n {
					reach[i][j] = reach[i][j] || reach[i][k] && reach[k][j]
				}
			}
		}
		want := 0
		for i := range n {
			first := reach[i][i]
			for j := range i {
				first = first && !(reach[i][j] && reach[j][i])
			}
			if first {
				want++
			}
		}
		_, err := retroplan.Schedule(retroplan.Plan{Anchor: retroplan.Anchor{First: 739000}, Tasks: tasks}, 738900)
		var cycle *retroplan.CycleError
		if !errors.As(err, &cycle) {
			if want != 0 || err != nil {
				t.Fatalf("%v instead of %d loops", err, want)
			}
			return
		}
		if got := len(cycle.All()); got != want {
			t.Fatalf("%d loops instead of %d", got, want)
		}
		number := map[int64]int{}
		for i := range tasks {
			number[tasks[i].ID] = i
		}
		for _, loop := range cycle.All() {
			for k, id := range loop.IDs {
				next := number[loop.IDs[(k+1)%len(loop.IDs)]]
				if !direct[next][number[id]] {
					t.Fatalf("%d is not needed by the next of %v", id, loop.IDs)
				}
			}
		}
	})
}
