package plansheet_test

import (
	"bytes"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// nasty are texts that a spreadsheet, or a reader of one, takes for something else.
func nasty() *rapid.Generator[string] {
	known := rapid.SampledFrom([]string{"", "", "=1+1", "'=x", "+33 1 99 00 12 34", "-3", "@x", "''", "'", `="y"`, "#REF!", "Textes; \"visuels\",\nfin", "TOTAL", "Total : 13", "JANVIER", "Tâche", "N°", "Durée", "JOUR J",
		"J-21", "E+7", "13/06/2025", "05/13/2025", "45821", "A-1", "B+2", "1", "1.2", "oui", "x", "Légende", "a\tb", "50 %", "S10", "é½«»", "\u00a0 a \u00a0b", "sep=;", "[x] fait", "a / b", "fin\r\nde\rligne"})
	letters := rapid.StringOfN(rapid.SampledFrom([]rune("=+-@'\"#;,|/\t\n aé1[x]_x000D_&<")), 0, 12, -1)
	return rapid.OneOf(known, letters)
}

// meant is what comes back of a text.
func meant(s string) string {
	return strings.TrimSpace(strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(s))
}

// line draws a text of one line that says something.
func line(t *rapid.T, what string) string {
	s := strings.TrimSpace(strings.NewReplacer("\n", " ", "\r", " ").Replace(meant(nasty().Draw(t, what))))
	if s == "" {
		return "a"
	}
	return s
}

// drawList draws tasks with all that an export holds, of which some need each other.
func drawList(t *rapid.T) []plansheet.Exported {
	date := rapid.Custom(func(t *rapid.T) workcal.Date {
		return workcal.Date(rapid.SampledFrom([]int{0, 0, int(jea.Event.First), 739000, 760000, 700000}).Draw(t, "date"))
	})
	pair := func(what string) (workcal.Date, workcal.Date) {
		a, b := date.Draw(t, what), date.Draw(t, what)
		if b != 0 {
			return min(a, b), b
		}
		return a, b
	}
	refs := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"1", "2", "01", "A", "a", "A-1", "A+2", "1.2", "13/06/2025", "J-21", "TOTAL", "N°", "=B", "'C", "-3", "JOUR J", "B \"b\", c", "45821", "1FD", "JANVIER"}), 0, 7, rapid.ID[string]).Draw(t, "refs")
	var list []plansheet.Exported
	for i, ref := range refs {
		e := plansheet.Exported{Category: nasty().Draw(t, "category"), Notes: nasty().Draw(t, "notes"), Source: nasty().Draw(t, "source"), Because: nasty().Draw(t, "because")}
		e.Task = retroplan.Task{ID: int64(100 + i), Ref: ref, Title: nasty().Draw(t, "title"), Duration: rapid.IntRange(0, 2000).Draw(t, "duration"), CalendarDays: rapid.Bool().Draw(t, "calendar"),
			MinDuration: rapid.IntRange(0, 3).Draw(t, "least"), Deadline: date.Draw(t, "deadline"), NotBefore: date.Draw(t, "not before"), Statutory: rapid.Bool().Draw(t, "statutory"), Optional: rapid.Bool().Draw(t, "optional"),
			Internal: rapid.Bool().Draw(t, "internal"), Effort: retroplan.Effort(rapid.IntRange(0, 2000).Draw(t, "effort")), State: retroplan.State(rapid.IntRange(0, 4).Draw(t, "state"))}
		e.Task.PinnedStart, e.Task.PinnedFinish = pair("pinned")
		e.Task.Start, e.Task.Finish = pair("actual")
		if rapid.Bool().Draw(t, "has offset") {
			e.Task.Offset = retroplan.Offset{Side: retroplan.Side(rapid.IntRange(1, 2).Draw(t, "side")), Count: rapid.IntRange(0, 99).Draw(t, "count"), Unit: retroplan.Unit(rapid.IntRange(0, 2).Draw(t, "unit"))}
		}
		for j := range i { // those before it: no loops
			if rapid.IntRange(0, 3).Draw(t, "needs") == 0 {
				e.Task.Needs = append(e.Task.Needs, retroplan.Need{ID: int64(100 + j), Lag: rapid.IntRange(-3, 3).Draw(t, "lag")})
			}
		}
		e.PlannedStart, e.PlannedFinish = pair("planned")
		e.Who = rapid.SampledFrom([][]string{nil, {"Anne"}, {"Anne", "Marc"}, {"Dupont, Jean"}, {"Dupont, Jean", "Régie / son"}, {"Marc et Fils"}, {"=Anne", "@Marc"}}).Draw(t, "who")
		for range rapid.IntRange(0, 3).Draw(t, "items") {
			e.Items = append(e.Items, plansheet.Item{Text: line(t, "item"), Ticked: rapid.Bool().Draw(t, "ticked")})
		}
		list = append(list, e)
	}
	return list
}

// back is what Read gives of a list that was exported.
func back(list []plansheet.Exported) []plansheet.Imported {
	all := make([]plansheet.Imported, len(list))
	for i, e := range list {
		one := plansheet.Imported{Row: i + 2, Task: e.Task, Who: e.Who, Category: meant(e.Category), Notes: meant(e.Notes), Source: meant(e.Source), Because: meant(e.Because), Items: e.Items}
		one.Task.ID, one.Task.Title, one.Task.Needs = int64(i+1), meant(e.Task.Title), nil
		for _, n := range e.Task.Needs {
			one.Task.Needs = append(one.Task.Needs, retroplan.Need{ID: n.ID - 99, Lag: n.Lag})
		}
		all[i] = one
	}
	return all
}

func TestWhatIsExportedIsImportedTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		list := drawList(rt)
		for _, f := range table.Formats {
			var out bytes.Buffer
			if err := plansheet.Export(&out, f, "Rétroplanning", list); err != nil {
				rt.Fatal(err)
			}
			r, err := plansheet.Read(out.Bytes(), jea)
			if err != nil {
				rt.Fatalf("%s: %v", f, err)
			}
			want := back(list)
			if len(r.Tasks) != len(want) || r.Report.Count(intake.Waits) > 0 || r.Report.Count(intake.Skipped) != 1 {
				rt.Fatalf("%s: %d tasks of %d, %+v\n%s", f, len(r.Tasks), len(want), r.Report.Rows, out.String())
			}
			for i, one := range r.Tasks {
				if !reflect.DeepEqual(one, want[i]) {
					rt.Fatalf("%s: %+v\nwant %+v\n%q", f, one, want[i], out.String())
				}
			}
		}
	})
}

func TestAnEmptyExportIsAFormToFillIn(t *testing.T) {
	t.Parallel()
	for _, f := range table.Formats {
		var out bytes.Buffer
		if err := plansheet.Export(&out, f, "Un nom : [bien] trop long pour une feuille de classeur", nil); err != nil {
			t.Fatal(err)
		}
		if want := "\ufeffN°;Tâche;Catégorie;Responsable;Durée;Dépend de;À faire pour;Pas avant;Début fixé;Fin fixée;Durée minimale;Charge;État;Motif du blocage;Début réel;Fin réelle;Début calculé;Fin calculée;Obligation légale;Facultative;Interne;Points à cocher;Source;Notes\r\n"; f == table.CSV && out.String() != want {
			t.Errorf("%q", out.String())
		}
		r, err := plansheet.Read(out.Bytes(), jea)
		if err != nil || len(r.Tasks) != 0 || len(r.Report.Rows) != 1 || len(r.Report.Asks) != 0 || len(r.Report.Columns) != 24 {
			t.Errorf("%s: %+v, %v", f, r, err)
		}
		for _, c := range r.Report.Columns {
			if f == table.CSV && c.Role == intake.Aside && !strings.Contains(c.Heading, "calculé") {
				t.Errorf("the column %s of a form would not be read", c.Heading)
			}
		}
	}
}

func TestTasksWithoutANumberGetOneThatIsFree(t *testing.T) {
	t.Parallel()
	list := []plansheet.Exported{{Task: retroplan.Task{ID: 7, Title: "a", Needs: []retroplan.Need{{ID: 9}}}}, {Task: retroplan.Task{ID: 8, Ref: "1", Title: "b"}}, {Task: retroplan.Task{ID: 9, Ref: "1", Title: "c"}}}
	var out bytes.Buffer
	if err := plansheet.Export(&out, table.CSV, "", list); err != nil {
		t.Fatal(err)
	}
	r, err := plansheet.Read(out.Bytes(), jea)
	if err != nil || len(r.Tasks) != 3 || r.Tasks[0].Task.Ref != "2" || r.Tasks[2].Task.Ref != "3" || r.Tasks[0].Task.Needs[0].ID != 3 {
		t.Errorf("%+v, %v", r.Tasks, err)
	}
}

func TestATextThatNoCellHoldsIsNotExported(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	err := plansheet.Export(&out, table.XLSX, "a", []plansheet.Exported{{Notes: strings.Repeat("é", table.MostLetters)}})
	if !fault.Is(err, fault.TooLarge) || out.Len() > 0 {
		t.Errorf("%v after %d bytes", err, out.Len())
	}
}

// TestAMendedFileComesBackTheSame exports what was read of a file as people keep it.
func TestAMendedFileComesBackTheSame(t *testing.T) {
	t.Parallel()
	first := imported(t, people(t), mended())
	var list []plansheet.Exported
	for _, one := range first.Tasks {
		list = append(list, plansheet.Exported{Task: one.Task, Who: one.Who, Category: one.Category, Notes: one.Notes, Source: one.Source, Because: one.Because, Items: one.Items})
	}
	for _, f := range table.Formats {
		var out bytes.Buffer
		if err := plansheet.Export(&out, f, "Journées", list); err != nil {
			t.Fatal(err)
		}
		again := imported(t, out.Bytes(), intake.Choices{})
		if !again.Report.Ready() || again.Report.Noted() > 0 || len(again.Tasks) != len(list) {
			t.Fatalf("%s: %+v", f, again.Report.Rows)
		}
		for i, one := range again.Tasks {
			want := first.Tasks[i]
			want.Row, want.WishedStart = one.Row, 0
			if want.Task.Ref == "" {
				want.Task.Ref = one.Task.Ref
			}
			if !reflect.DeepEqual(one, want) {
				t.Errorf("%s: %+v\nwant %+v", f, one, want)
			}
		}
	}
}
