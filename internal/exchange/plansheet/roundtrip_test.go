package plansheet_test

import (
	"bytes"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// drawTasks draws tasks with names that look like lags, formulas, lists and headings.
func drawTasks(t *rapid.T) []retroplan.Task {
	names := []string{"A", "B", "A-1", "A+2", "A-1-1", "=B", "'C", "-3", "é", "B \"b\", c", "1", "01", "1.2", "TOTAL", "id", "J-21", `="x"`}
	refs := rapid.SliceOfNDistinct(rapid.SampledFrom(names), 1, 8, rapid.ID[string]).Draw(t, "refs")
	date := rapid.Custom(func(t *rapid.T) workcal.Date {
		return workcal.Date(rapid.SampledFrom([]int{0, 739000, 1, 3652059}).Draw(t, "date"))
	})
	var tasks []retroplan.Task
	for i, ref := range refs {
		task := retroplan.Task{ID: int64(i + 1), Ref: ref, Title: rapid.SampledFrom([]string{"", "=1+1", "'=x", "Textes; \"visuels\",\nfin", "@x", "''", "B-1", "A+1", "JANVIER", "Total", `="y"`}).Draw(t, "title"),
			Duration: rapid.IntRange(0, 50).Draw(t, "duration"), CalendarDays: rapid.Bool().Draw(t, "calendar"),
			Deadline: date.Draw(t, "deadline"), NotBefore: date.Draw(t, "not before"), Start: date.Draw(t, "start"), Finish: date.Draw(t, "finish"),
			State: retroplan.State(rapid.IntRange(0, 4).Draw(t, "state"))}
		if rapid.Bool().Draw(t, "has offset") {
			task.Offset = retroplan.Offset{Side: retroplan.Side(rapid.IntRange(1, 2).Draw(t, "side")), Count: rapid.IntRange(0, 99).Draw(t, "days"), Unit: retroplan.Unit(rapid.IntRange(0, 2).Draw(t, "unit"))}
		}
		if rapid.IntRange(0, 3).Draw(t, "has more") == 0 {
			task.PinnedStart, task.PinnedFinish = date.Draw(t, "pinned start"), date.Draw(t, "pinned finish")
			task.MinDuration = rapid.IntRange(0, 5).Draw(t, "least duration")
			task.Statutory, task.Optional = rapid.Bool().Draw(t, "statutory"), rapid.Bool().Draw(t, "optional")
			task.Effort, task.Internal = retroplan.Effort(rapid.IntRange(0, 2000).Draw(t, "effort")), rapid.Bool().Draw(t, "internal")
		}
		needed := rapid.Custom(func(t *rapid.T) retroplan.Need {
			return retroplan.Need{ID: rapid.Int64Range(1, int64(len(refs))).Draw(t, "need"), Lag: rapid.IntRange(-3, 3).Draw(t, "lag")}
		})
		task.Needs = rapid.SliceOfNDistinct(needed, 0, 3, rapid.ID[retroplan.Need]).Draw(t, "needs")
		if len(task.Needs) == 0 {
			task.Needs = nil
		}
		tasks = append(tasks, task)
	}
	return tasks
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		tasks := drawTasks(t)
		var file bytes.Buffer
		if err := plansheet.Encode(&file, tasks); err != nil {
			t.Fatal(err)
		}
		sheet, err := plansheet.Decode(bytes.NewReader(file.Bytes()), plansheet.Options{})
		if err != nil {
			t.Fatalf("%v\n%s", err, file.String())
		}
		if !reflect.DeepEqual(sheet.Tasks, tasks) {
			t.Fatalf("wrote %+v\nread %+v\n%s", tasks, sheet.Tasks, file.String())
		}
		if len(sheet.LeftAside) > 0 || len(sheet.Notes) > 0 {
			t.Fatalf("left aside %v, notes %v\n%s", sheet.LeftAside, sheet.Warnings(), file.String())
		}
	})
}
