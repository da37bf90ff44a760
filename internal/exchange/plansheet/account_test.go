package plansheet_test

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/fault"
)

// someChoices are decisions about a small file, of which some make no sense.
func someChoices() *rapid.Generator[intake.Choices] {
	number := rapid.IntRange(-1, 9)
	return rapid.Custom(func(t *rapid.T) intake.Choices {
		c := intake.Choices{Columns: map[int]string{}, Cells: map[string]string{}, Answers: map[string]string{}}
		c.Separator = rapid.SampledFrom([]string{"", "", ";", ","}).Draw(t, "separator")
		c.Heading = rapid.SampledFrom([]int{0, 0, 0, 1, 3, 99}).Draw(t, "heading")
		c.Answers[plansheet.AskDuration] = rapid.SampledFrom([]string{"", "1 j", "x", "0"}).Draw(t, "duration")
		c.Answers[plansheet.AskByDates] = rapid.SampledFrom([]string{"", "selon leurs dates", "x"}).Draw(t, "by dates")
		for range rapid.IntRange(0, 3).Draw(t, "choices") {
			c.Columns[number.Draw(t, "column")] = rapid.SampledFrom([]string{intake.Aside, "numero", "titre", "duree", "besoin", "pour", "notes", "debut_prevu", "hierarchie", "?"}).Draw(t, "role")
			c.Cells[intake.At(number.Draw(t, "row"), number.Draw(t, "at"))] = rapid.SampledFrom([]string{"", "1", "13/06/2025", "#REF!", "A", "JOUR J"}).Draw(t, "cell")
			c.Out = append(c.Out, number.Draw(t, "out"))
		}
		return c
	})
}

func TestEveryRowOfAnImportIsAccountedFor(t *testing.T) {
	t.Parallel()
	cell := rapid.SampledFrom([]string{"", "", "N°", "Tâche", "Durée", "Dépend de", "Échéance", "Début", "Responsable", "1", "2", "A", "B", "JANVIER", "JOUR J", "Total", "13/06/2025", "05/13/2025", "J-3", "S10", "fin mai", "2 j", "x", "#REF!", "1.2", "légende"})
	rapid.Check(t, func(rt *rapid.T) {
		lines := []string{"N°;Tâche;Durée;Dépend de;Échéance;Début"}
		for range rapid.IntRange(1, 8).Draw(rt, "rows") {
			lines = append(lines, strings.Join(rapid.SliceOfN(cell, 1, 7).Draw(rt, "cells"), ";"))
		}
		at := rapid.SampledFrom([]int{0, 1}).Draw(rt, "from")
		holdAccount(rt, []byte(strings.Join(lines[at:], "\n")), someChoices().Draw(rt, "choices"))
	})
}

// holdAccount: each row that is not empty has one outcome, those that wait or are skipped say why, and
// each task is a row.
func holdAccount(t interface{ Fatalf(string, ...any) }, data []byte, c intake.Choices) *plansheet.Reading {
	o := jea
	o.Choices = c
	r, err := plansheet.Read(data, o)
	if err != nil {
		if !fault.Is(err, fault.Invalid) || fault.SentenceOf(err) == "" {
			t.Fatalf("an error that says nothing: %v", err)
		}
		return nil
	}
	s, err := intake.Open(data, c, plansheet.KnownHeader, intake.Bounds{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	var want, got, tasks []int
	if s.SepRow {
		want = append(want, 1)
	}
	for _, row := range s.Rows {
		want = append(want, row.Number)
	}
	for i, one := range r.Tasks {
		tasks = append(tasks, one.Row)
		if one.Task.ID != int64(i+1) {
			t.Fatalf("task %d is numbered %d", i+1, one.Task.ID)
		}
	}
	counts := 0
	for _, row := range r.Report.Rows {
		got = append(got, row.Number)
		waits := slices.ContainsFunc(row.Remarks, func(m intake.Remark) bool { return m.Waits })
		at, isTask := slices.BinarySearch(tasks, row.Number)
		switch {
		case waits != (row.Outcome == intake.Waits), row.Outcome == intake.Skipped && len(row.Remarks) == 0:
			t.Fatalf("row %d: %s", row.Number, said(row))
		case isTask && (row.Outcome == intake.Skipped || r.Tasks[at].Waits != waits), row.Outcome == intake.Created && !isTask:
			t.Fatalf("row %d: task %t, %s", row.Number, isTask, said(row))
		case slices.ContainsFunc(row.Remarks, func(m intake.Remark) bool { return m.Text == "" || m.Column < 0 }):
			t.Fatalf("row %d: %+v", row.Number, row.Remarks)
		}
	}
	for _, outcome := range []intake.Outcome{intake.Created, intake.Changed, intake.Same, intake.Skipped, intake.Waits} {
		counts += r.Report.Count(outcome)
	}
	if !slices.Equal(got, want) || counts != len(want) {
		t.Fatalf("rows %v are accounted for, of %v", got, want)
	}
	return r
}
