package plansheet_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

const flyer = "id,title,duration,needs,offset,state,actual_start,actual_finish\n" +
	"A,Programme validé,5,,,done,2025-04-07,2025-04-11\n" +
	"B,Textes <et> visuels,10,A,,,,\n" +
	"C,BAT\x1b[31m signé,3,B,J-200,,,\n" +
	"D,Débriefing,1,,E+7,,,\n" +
	"E,Remerciements,1,D,,,,\n" +
	"F,Relecture,1,,,dropped,,\n"

func planned(t *testing.T) (retroplan.Plan, workcal.Date, retroplan.Result) {
	t.Helper()
	today := workcal.Of(2025, 4, 14)
	p := retroplan.Plan{Anchor: retroplan.Anchor{First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)}, Tasks: decode(t, flyer)}
	r, err := retroplan.Schedule(p, today)
	if err != nil {
		t.Fatal(err)
	}
	return p, today, r
}

func TestJSONIsAnObjectWithTheAgreedNames(t *testing.T) {
	t.Parallel()
	p, _, r := planned(t)
	var out bytes.Buffer
	if err := plansheet.EncodeJSON(&out, p, r, []string{"Une <chose>."}); err != nil {
		t.Fatal(err)
	}
	var all struct {
		Tasks    []map[string]any
		Warnings []string
	}
	if err := json.Unmarshal(out.Bytes(), &all); err != nil {
		t.Fatal(err)
	}
	names := []string{"id", "title", "state", "latest_start", "latest_finish", "earliest_start", "earliest_finish", "planned_start",
		"planned_finish", "effort_days", "internal", "slack", "critical", "reason", "why", "conflicts"}
	rows := all.Tasks
	for _, row := range rows {
		if len(row) != len(names) {
			t.Errorf("%d fields: %v", len(row), row)
		}
		for _, name := range names {
			if _, ok := row[name]; !ok {
				t.Errorf("no %s in %v", name, row)
			}
		}
		if _, ok := row["conflicts"].([]any); !ok {
			t.Errorf("conflicts of %v are %v, want an array", row["id"], row["conflicts"])
		}
	}
	if rows[0]["planned_finish"] != "2025-04-11" || rows[1]["reason"] != "avant C" || rows[1]["critical"] != true ||
		rows[0]["state"] != "done" || rows[1]["title"] != "Textes <et> visuels" {
		t.Errorf("%v\n%v", rows[0], rows[1])
	}
	if why := r.Rows[1].Reason.Sentence(); rows[1]["why"] != why || why == "" {
		t.Errorf("why is %q, want %q", rows[1]["why"], why)
	}
	if rows[5]["planned_start"] != nil || rows[4]["latest_finish"] != nil {
		t.Errorf("dates that make no sense are not null: %v, %v", rows[5], rows[4])
	}
	if rows[0]["slack"] != nil || rows[5]["slack"] != nil || rows[4]["slack"] != nil || rows[1]["slack"] == nil {
		t.Errorf("slacks: done %v, dropped %v, without limit %v, late %v", rows[0]["slack"], rows[5]["slack"], rows[4]["slack"], rows[1]["slack"])
	}
	if !slices.Equal(all.Warnings, []string{"Une <chose>."}) {
		t.Errorf("warnings %q", all.Warnings)
	}
}

func TestAnEmptyPlanIsTwoEmptyArraysAndASentence(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := plansheet.EncodeJSON(&out, retroplan.Plan{}, retroplan.Result{}, nil); err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(strings.Fields(out.String()), ""); got != `{"tasks":[],"warnings":[],"summary":"Lerétroplanningestvide."}` {
		t.Errorf("an empty plan gives %s", got)
	}
}

func TestTableIsAlignedInFrenchAndSafeForATerminal(t *testing.T) {
	t.Parallel()
	p, today, r := planned(t)
	var out bytes.Buffer
	if err := plansheet.EncodeTable(&out, p, today, r, []string{"Ceci a été\x1bsupposé."}); err != nil {
		t.Fatal(err)
	}
	text := spaced(out.String())
	for _, want := range []string{"Événement : 13–15 juin 2025. Aujourd’hui : lundi 14 avril 2025.", "en retard de ",
		"Le rétroplanning a ", "dès que possible", "abandonné", "\nLu ainsi :\n- Ceci a été supposé.\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if strings.ContainsRune(text, '\x1b') {
		t.Error("a title reaches the terminal with its escape sequence")
	}
	lines := strings.Split(text, "\n")
	at := utf8.RuneCountInString(lines[2][:strings.Index(lines[2], "Pourquoi")])
	for i, want := range []string{"fait", "avant C", "J-200", "E+7 tombe un dimanche", "dès que possible", "abandonné"} {
		if cells := []rune(lines[3+i]); string(cells[at:]) != want {
			t.Errorf("last column of %q is %q, want %q", lines[3+i], string(cells[at:]), want)
		}
	}
}
