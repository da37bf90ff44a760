package plansheet_test

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/sheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

var fuzzSeeds = []string{
	"id,title,duration,needs,offset,deadline,not_before,state,actual_start,actual_finish\nA,a,5,,J-21,2025-05-12,,fait,,2025-04-01\nB,b,10c,A+2;A-1,E+7o,,,,,\n",
	"\ufeffid;durée\r\nA;\"5\r\n",
	"id\tduration\tneeds\n'=A\t0\t'=A-1",
	"sep=;\nPlan;;\nN°;Tâche;Durée (j);À faire pour;Préd.;Avancement\nJANVIER;;;;;\n1;\"a\nb\";1,5;J-75;;1\n2;b;;7/11/25;1FD+2 jours;0,5\n;c;2 sem;14-avr;5DD;\nTotal;;3;;;\n",
	"ID,Name,Duration,Completion,Predecessors,Outline number\n0,P,18,40,,1\n1,T,9,100,,1.1\n3,M,3,0,0;1-FS=P1D,2\n\nID,Name,e-mail\n0,Z,\n",
	"Tâche|Quand|Truc\nTextes|45968|J-3\n",
	"T\xe2che;Dur\xe9e\rNote;5\r",
	"\xff\xfeI\x00d\x00\n\x001\x00",
	"id,deadline,fin réelle,pas avant\n1,12/11/2025,1/2/25,3-4-2025\n",
}

// numericDay is a day written with numbers, the year last.
var numericDay = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})$`)

func FuzzDecode(f *testing.F) {
	for _, text := range fuzzSeeds {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		read, err := plansheet.Decode(bytes.NewReader(data), jea)
		if err != nil {
			problems, ok := errors.AsType[plansheet.Problems](err)
			if !ok || len(problems) == 0 || err.Error() == "" {
				t.Fatalf("an error that says nothing: %v", err)
			}
			return
		}
		table, err := sheet.Read(bytes.NewReader(data), sheet.Options{Known: plansheet.KnownHeader})
		if err != nil {
			t.Fatal(err)
		}
		holdNoSilentDrop(t, read, table)
		holdDayFirst(t, read, table)
		holdPlan(t, read)
	})
}

// holdNoSilentDrop: each row that is not empty, but for the headers, is a task or left aside, and
// no row is both.
func holdNoSilentDrop(t *testing.T, read *plansheet.Sheet, table *sheet.Table) {
	seen := map[int]bool{}
	for _, row := range read.Rows {
		seen[row] = true
	}
	for _, left := range read.LeftAside {
		if seen[left.Row] || left.Text == "" {
			t.Fatalf("row %d is left aside and a task, or without a word: %+v", left.Row, left)
		}
		seen[left.Row] = true
	}
	filled := len(table.Rows) - 1 // the headers
	if table.SepRow {
		filled++
	}
	if len(read.Tasks)+len(read.LeftAside) != filled || len(seen) != filled {
		t.Fatalf("%d tasks and %d rows left aside of %d", len(read.Tasks), len(read.LeftAside), filled)
	}
	for _, w := range read.Warnings() {
		if w == "" || !utf8.ValidString(w) {
			t.Fatalf("a warning %q", w)
		}
	}
}

// holdDayFirst: no day of a task is one that a cell of its row gives when read month first.
func holdDayFirst(t *testing.T, read *plansheet.Sheet, table *sheet.Table) {
	rows := map[int][]string{}
	for _, row := range table.Rows {
		rows[row.Number] = row.Cells
	}
	for i, task := range read.Tasks {
		right, wrong, otherwise := map[workcal.Date]bool{}, map[workcal.Date]bool{}, false
		for _, cell := range rows[read.Rows[i]] {
			m := numericDay.FindStringSubmatch(strings.TrimSpace(cell))
			if m == nil {
				_, excel := written.ExcelDay(cell)
				otherwise = otherwise || excel || written.LooksLikeDate(cell)
				continue
			}
			day, _ := strconv.Atoi(m[1])
			month, _ := strconv.Atoi(m[2])
			year, _ := strconv.Atoi(m[3])
			if len(m[3]) == 2 {
				year += 2000
			}
			addDay(right, year, month, day)
			addDay(wrong, year, day, month)
		}
		for _, d := range []workcal.Date{task.Deadline, task.NotBefore, task.Start, task.Finish, task.PinnedStart, task.PinnedFinish} {
			if wrong[d] && !right[d] && !otherwise {
				t.Fatalf("row %d: %s was read month first in %q", read.Rows[i], d, rows[read.Rows[i]])
			}
		}
	}
}

func addDay(days map[workcal.Date]bool, year, month, day int) {
	if d, err := workcal.Parse(workcal.Of(year, 1, 1).String()[:5] + two(month) + "-" + two(day)); err == nil {
		days[d] = true
	}
}

func two(n int) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }

// holdPlan: what Decode accepts can be planned and written, or has loops that are named.
func holdPlan(t *testing.T, read *plansheet.Sheet) {
	plan := retroplan.Plan{Anchor: jea.Event, Tasks: read.Tasks}
	today := workcal.Of(2025, 4, 7)
	result, err := retroplan.Schedule(plan, today)
	if err != nil {
		cycle, ok := errors.AsType[*retroplan.CycleError](err)
		if !ok {
			t.Fatalf("what Decode accepts fails otherwise than by a cycle: %v", err)
		}
		if said := read.Explain(err); len(said) != len(cycle.All()) || said.Error() == "" {
			t.Fatalf("%d loops, of which %d are explained", len(cycle.All()), len(said))
		}
		return
	}
	if err := plansheet.EncodeTable(io.Discard, plan, today, result, read.Warnings()); err != nil {
		t.Fatal(err)
	}
	if err := plansheet.EncodeJSON(io.Discard, plan, result, read.Warnings()); err != nil {
		t.Fatal(err)
	}
}

// FuzzRead reads bytes for an import, as they are and with a few choices.
func FuzzRead(f *testing.F) {
	for _, text := range fuzzSeeds {
		f.Add([]byte(text))
	}
	f.Add(people(f))
	f.Add(packed(f, [][]string{{"N°", "Tâche", "Durée", "Échéance"}, {"1", "A", "2", "fin mai"}, {"1", "", "", "11/25/2025"}}, `<mergeCell ref="B2:C3"/>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		short := string(data[:min(len(data), 6)])
		for _, c := range []intake.Choices{{}, mended(), {Heading: 2, Columns: map[int]string{1: "titre", 2: "pour", 3: "duree"}, Answers: map[string]string{plansheet.AskDuration: short, "dates_2": "le mois d’abord"}, Cells: map[string]string{intake.At(3, 1): short}}} {
			r := holdAccount(t, data, c)
			if r == nil {
				continue
			}
			for _, note := range r.Report.Notes {
				if note == "" || !utf8.ValidString(note) {
					t.Fatalf("a note %q", note)
				}
			}
			holdReady(t, r)
		}
	})
}

// holdReady: what would be created can be planned.
func holdReady(t *testing.T, r *plansheet.Reading) {
	if !r.Report.Ready() {
		return
	}
	plan := retroplan.Plan{Anchor: jea.Event}
	for _, one := range r.Tasks {
		plan.Tasks = append(plan.Tasks, one.Task)
	}
	if _, err := retroplan.Schedule(plan, workcal.Of(2025, 4, 7)); err != nil {
		t.Fatalf("what is ready cannot be planned: %v", err)
	}
}
