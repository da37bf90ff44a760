package plansheet_test

import (
	"bytes"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/table"
	"parvis/internal/retroplan"
)

// measured gives the memory that lives after something has run, what it allocated in all, and its time.
func measured(f func()) (lives, allocated uint64, took time.Duration) {
	runtime.GC()
	var before, after, end runtime.MemStats
	runtime.ReadMemStats(&before)
	began := time.Now()
	f()
	took = time.Since(began)
	runtime.ReadMemStats(&end)
	runtime.GC()
	runtime.ReadMemStats(&after)
	return max(after.HeapAlloc, before.HeapAlloc) - before.HeapAlloc, end.TotalAlloc - before.TotalAlloc, took
}

// TestALargePlanIsReadAtLittleCost runs alone: it looks at the memory of the whole process. The file has as
// many rows as there may be; in one, each of them waits for three reasons.
func TestALargePlanIsReadAtLittleCost(t *testing.T) { //nolint:paralleltest // it measures the process
	var waiting strings.Builder
	waiting.WriteString("N°;Tâche;Resp.;Début;Échéance;Durée;Préd.;État;Remarques\n")
	list := make([]plansheet.Exported, plansheet.MostImported-1)
	for i := range list {
		fmt.Fprintf(&waiting, "%d;Tâche %d;AB / CD;06/01/25;fin février;;%d;bof;à voir\n", i+1, i+1, i)
		list[i] = plansheet.Exported{Who: []string{"Anne"}, Notes: "à voir", Items: []plansheet.Item{{Text: "a"}, {Text: "b", Ticked: true}},
			Task: retroplan.Task{ID: int64(i + 1), Title: fmt.Sprint("Tâche ", i+1), Duration: 3, Deadline: jea.Event.First}}
		if i > 0 {
			list[i].Task.Needs = []retroplan.Need{{ID: int64(i)}}
		}
	}
	files := map[string][]byte{"waiting": []byte(waiting.String())}
	for _, f := range table.Formats {
		var out bytes.Buffer
		if err := plansheet.Export(&out, f, "Tâches", list); err != nil {
			t.Fatal(err)
		}
		files[string(f)] = out.Bytes()
	}
	for name, data := range files {
		var r *plansheet.Reading
		var err error
		lives, allocated, took := measured(func() { r, err = plansheet.Read(data, jea) })
		if err != nil {
			t.Fatal(err)
		}
		want := intake.Created
		if name == "waiting" {
			want = intake.Waits
		}
		if r.Report.Count(want) != len(r.Tasks) || len(r.Tasks) != len(list) {
			t.Errorf("%s: %d tasks, of which %d are %s", name, len(r.Tasks), r.Report.Count(want), want)
		}
		t.Logf("%s: %d KB are read in %s; %d MB live, %d MB were allocated", name, len(data)>>10, took.Round(time.Millisecond), lives>>20, allocated>>20)
		if lives > 100<<20 || took > time.Minute {
			t.Errorf("%s takes %d MB and %s", name, lives>>20, took)
		}
	}
}
