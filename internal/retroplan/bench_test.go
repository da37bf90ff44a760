package retroplan_test

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"testing"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func taskID(i int) int64 { return int64(i + 1) }

// bigPlan makes a plan of n tasks with twice as many dependencies, on ten calendars.
func bigPlan(n int) retroplan.Plan {
	random := rand.New(rand.NewPCG(1, 2))
	service := workcal.NewCalendar(workcal.Config{})
	event := workcal.Of(2025, 6, 13)
	calendars := make([]*workcal.Calendar, 10)
	for i := range calendars {
		from := event.AddDays(-30 * (i + 1))
		calendars[i] = service.WithLeave([]workcal.Range{{From: from, To: from.AddDays(10)}})
	}
	p := retroplan.Plan{Anchor: retroplan.Anchor{First: event, Last: event.AddDays(2)}, Calendar: service,
		Tasks: make([]retroplan.Task, n)}
	for i := range p.Tasks {
		t := &p.Tasks[i]
		t.ID, t.Title = taskID(i), "Tâche "+strconv.Itoa(i)
		t.Duration = random.IntN(6)
		t.CalendarDays = i%17 == 0
		t.Calendar = calendars[i%len(calendars)]
		if i%9 == 0 {
			t.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: random.IntN(180), Unit: retroplan.Unit(1 - i%2)}
		}
		for k := 0; k < 2 && i > 0; k++ {
			back := 1 + random.IntN(min(i, 50))
			t.Needs = append(t.Needs, retroplan.Need{ID: taskID(i - back), Lag: random.IntN(3) - 1})
		}
	}
	return p
}

func BenchmarkSchedule(b *testing.B) {
	today := workcal.Of(2025, 2, 3)
	for _, n := range []int{1_000, 10_000, 100_000} {
		p := bigPlan(n)
		b.Run(fmt.Sprintf("tasks=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := retroplan.Schedule(p, today); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
