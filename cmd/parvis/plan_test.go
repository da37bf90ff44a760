package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"parvis/internal/french"
	"parvis/internal/workcal"
)

const flyer = "title,needs,id,offset,duration\nProgramme validé,,A,,5\nTextes et visuels,A,B,,10\nBAT signé,B,C,,3\n" +
	"Impression,C,D,,7\nLivraison,D,E,J-21,0\nDiffusion,E,F,,5\n"

// runPlan gives what parvis plan prints on each output, what it says at the end and its exit status.
func runPlan(t *testing.T, in string, args ...string) (out, notes, said string, code int) {
	t.Helper()
	cmd := newPlanCommand()
	cmd.SilenceUsage, cmd.SilenceErrors = true, true
	var stdout, stderr bytes.Buffer
	cmd.SetIn(strings.NewReader(in))
	cmd.SetOut(&stdout)
	cmd.SetErr(&stderr)
	cmd.SetArgs(args)
	err := cmd.ExecuteContext(t.Context())
	if exit, ok := errors.AsType[*exitError](err); ok {
		said, code = exit.text, exit.code
	} else if err != nil {
		t.Fatal(err)
	}
	return french.PlainSpaces(stdout.String()), french.PlainSpaces(stderr.String()), french.PlainSpaces(said), code
}

func TestPlanPrintsTheWorkedExampleAsJSON(t *testing.T) {
	t.Parallel()
	file := filepath.Join(t.TempDir(), "tasks.csv")
	if err := os.WriteFile(file, []byte(flyer), 0o600); err != nil {
		t.Fatal(err)
	}
	out, notes, said, code := runPlan(t, "", file, "--event", "2025-06-13..2025-06-15", "--today", "2025-04-07", "--json")
	if code != 0 || said != "" || notes != "" {
		t.Fatalf("exit %d: %s%s", code, notes, said)
	}
	var plan struct {
		Tasks []struct {
			ID, Reason   string
			Slack        int
			LatestStart  string `json:"latest_start"`
			LatestFinish string `json:"latest_finish"`
		}
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil {
		t.Fatal(err)
	}
	rows := plan.Tasks
	if len(rows) != 6 || rows[0].LatestStart != "2025-04-16" || rows[0].LatestFinish != "2025-04-23" || rows[0].Slack != 7 ||
		rows[0].Reason != "avant B" || rows[4].Reason != "J-21" || rows[5].Reason != "veille de l'événement" {
		t.Errorf("%+v", rows)
	}
}

func TestPlanReadsStandardInputAndPrintsATable(t *testing.T) {
	t.Parallel()
	out, _, said, code := runPlan(t, flyer, "-", "--event", "2025-06-13..2025-06-15", "--today", "2025-05-05")
	if code != 0 || !strings.Contains(out, "Le rétroplanning commence 11 jours trop tard.") || !strings.Contains(out, "Programme validé") {
		t.Errorf("exit %d: %s\n%s", code, said, out)
	}
}

func TestPlanFollowsTheWeekAndTheClosures(t *testing.T) {
	t.Parallel()
	latest := func(args ...string) string {
		out, _, said, code := runPlan(t, "id,duration\nA,1\n", append([]string{"-", "--event", "2025-06-16", "--today", "2025-04-07", "--json"}, args...)...)
		var plan struct {
			Tasks []struct {
				LatestFinish string `json:"latest_finish"`
			}
		}
		if err := json.Unmarshal([]byte(out), &plan); err != nil || code != 0 {
			t.Fatalf("exit %d: %s, %v", code, said, err)
		}
		return plan.Tasks[0].LatestFinish
	}
	if got := latest(); got != "2025-06-13" {
		t.Errorf("Monday to Friday: %s", got)
	}
	if got := latest("--week", "tue-sat"); got != "2025-06-14" {
		t.Errorf("Tuesday to Saturday: %s", got)
	}
	for _, closed := range [][]string{
		{"--closed", "2025-06-10,2025-06-12..2025-06-13"},
		{"--closed", "10/06/2025", "--closed", "12/06/2025..13/06/2025"},
		{"--closed", "10 juin,du 12 au 13 juin 2025"},
		{"--closed", "10/6,12-13 juin"},
	} {
		if got := latest(closed...); got != "2025-06-11" {
			t.Errorf("%q: %s", closed, got)
		}
	}
	if got := latest("--week", "lun,mar,jeu"); got != "2025-06-12" {
		t.Errorf("Mondays, Tuesdays and Thursdays: %s", got)
	}
}

func TestOptionsAreWrittenLikeCells(t *testing.T) {
	t.Parallel()
	plain, _, _, _ := runPlan(t, flyer, "-", "--event", "2025-06-13..2025-06-15", "--today", "2025-04-07")
	for _, event := range []string{"13/06/2025..15/06/2025", "13-15 juin 2025", "du 13 au 15 juin 2025", "13/06/25 - 15/06/25"} {
		if out, notes, said, code := runPlan(t, flyer, "-", "--event", event, "--today", "lun. 7 avril 2025"); out != plain || notes != "" {
			t.Errorf("%s: exit %d: %s%s\n%s", event, code, notes, said, out)
		}
	}
	out, notes, _, code := runPlan(t, flyer, "-", "--event", "13-15 juin", "--today", "2025-04-07")
	if code != 0 || !strings.HasPrefix(notes, "--event : L’année manque dans « 13-15 juin » : 2025 est retenue.") || !strings.Contains(out, "- --event : L’année manque") {
		t.Errorf("exit %d, notes %q, printed %s", code, notes, out)
	}
}

func TestDaysWithoutAYearAreNearTheEvent(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{{"13-15 juin 2025", "07/04"}, {"2032-06-13", "7 avril"}, {"13/01/2019", "20/12"}} {
		year := map[string]string{"07/04": "2025", "7 avril": "2032", "20/12": "2018"}[c[1]]
		_, notes, said, code := runPlan(t, flyer, "-", "--event", c[0], "--today", c[1])
		if code != 0 || !strings.HasPrefix(notes, "--today : L’année manque dans « "+c[1]+" » : "+year+" est retenue.") {
			t.Errorf("%q: exit %d, %s%s", c, code, notes, said)
		}
	}
	if _, _, said, code := runPlan(t, flyer, "-", "--event", "13/06/2025", "--today", "32/04"); code != 2 || !strings.HasPrefix(said, "--today vaut « 32/04 »") {
		t.Errorf("exit %d, %s", code, said)
	}
}

func TestTheTableSaysWhichTasksAreUnderWayAndTheJSONHowItEnds(t *testing.T) {
	t.Parallel()
	const table = "N°;Tâche;Durée;État\n1;Textes;2;en cours\n2;BAT;2;bloqué\n3;Pose;1;\n"
	args := []string{"-", "--event", "2025-06-13", "--today", "2025-04-07"}
	out, _, said, code := runPlan(t, table, args...)
	for _, want := range []string{"Alerte", "en cours", "bloquée"} {
		if !strings.Contains(out, want) {
			t.Errorf("exit %d %s: no %s in %s", code, said, want, out)
		}
	}
	out, _, _, _ = runPlan(t, table, append(args, "--json")...)
	var plan struct{ Summary string }
	if err := json.Unmarshal([]byte(out), &plan); err != nil || plan.Summary != "Le rétroplanning tient dans les délais." {
		t.Errorf("%v: %+v", err, plan)
	}
}

func TestPlanSaysWhatEachTaskAsksForAndWhichAreInternal(t *testing.T) {
	t.Parallel()
	const table = "N°;Tâche;Durée;Charge;Interne\n1;Textes;5;1,5;\n2;Budget;2;½ j;oui\n3;Impression;10 jc;;non\n"
	out, notes, said, code := runPlan(t, table, "-", "--event", "2025-06-13", "--today", "2025-04-07", "--json")
	var plan struct {
		Tasks []struct {
			Effort   *float64 `json:"effort_days"`
			Internal *bool    `json:"internal"`
		}
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil || code != 0 || notes != "" || len(plan.Tasks) != 3 {
		t.Fatalf("exit %d, %v: %s%s%s", code, err, said, notes, out)
	}
	for i, want := range []struct {
		days     float64
		internal bool
	}{{1.5, false}, {0.5, true}, {0, false}} {
		got := plan.Tasks[i]
		if got.Internal == nil || *got.Internal != want.internal || (got.Effort == nil) != (want.days == 0) || got.Effort != nil && *got.Effort != want.days {
			t.Errorf("task %d: %+v in %s", i+1, got, out)
		}
	}
	out, _, _, _ = runPlan(t, table, "-", "--event", "2025-06-13", "--today", "2025-04-07")
	if !strings.Contains(out, "Charge") || !strings.Contains(out, " 1,5 ") {
		t.Errorf("the table says no effort:\n%s", out)
	}
	for name, in := range map[string]string{"ligne 2, colonne 3 (Charge) : « ? » n’est pas une charge": "Tâche;Durée;Charge\nA;1;?\nB;2;1\nC;2;1\n"} {
		if out, _, said, code := runPlan(t, in, "-", "--event", "2025-06-13", "--today", "2025-04-07"); code != 2 || out != "" || !strings.HasPrefix(said, name) {
			t.Errorf("exit %d: %s%s", code, said, out)
		}
	}
}

func TestBadInputPrintsNothingAndExitsWith2(t *testing.T) {
	t.Parallel()
	event := []string{"--event", "2025-06-13", "--today", "2025-04-07"}
	with := func(args ...string) []string { return append(args, event...) }
	for name, c := range map[string]struct {
		in   string
		args []string
		says string
	}{
		"a bad duration":      {"id,duration\nA,x\n", with("-"), "ligne 2, colonne 2 (duration)"},
		"a cycle":             {"id,duration,needs\nA,1,B\nB,1,A\n", with("-"), "ligne 2, colonne 3 (needs) : Ces tâches s’attendent"},
		"an unknown column":   {"id,quandonc\nA,J-20\n", with("-"), "--ignore \"quandonc\""},
		"a column not there":  {flyer, with("-", "--ignore", "Quand"), "Aucune colonne ne s’appelle « Quand »"},
		"a month first":       {flyer, []string{"-", "--event", "06/13/2025"}, "--event vaut « 06/13/2025 » : Dans « 06/13/2025 », le jour vient d’abord"},
		"an empty file":       {"", with("-"), "Le fichier est vide"},
		"no such file":        {"", with("/nowhere/tasks.csv"), "n’existe pas"},
		"a directory":         {"", with(os.TempDir()), "ne peut pas être lu"},
		"no file":             {"", with(), "Indiquez un seul fichier"},
		"two files":           {"", with("a", "b"), "Indiquez un seul fichier"},
		"no event":            {flyer, []string{"-"}, "Indiquez la date de l’événement"},
		"an impossible event": {flyer, []string{"-", "--event", "2025-02-30"}, "--event vaut « 2025-02-30 »"},
		"an event backwards":  {flyer, []string{"-", "--event", "2025-06-15..2025-06-13"}, "--event vaut"},
		"a bad today":         {flyer, with("-", "--today", "demain")[:3], "--today vaut « demain »"},
		"a bad week":          {flyer, with("-", "--week", "x-y"), "--week vaut « x-y »"},
		"a bad closure":       {flyer, with("-", "--closed", "2025-05-30,mai"), "--closed contient « mai »"},
		"an unknown option":   {flyer, with("-", "--evnt"), "L’option --evnt n’existe pas"},
		"an option alone":     {flyer, []string{"-", "--event"}, "L’option --event demande une valeur"},
	} {
		out, _, said, code := runPlan(t, c.in, c.args...)
		if code != 2 || out != "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d, printed %q, said %q; want %q", name, code, out, said, c.says)
		}
	}
}

func TestColumnsAreLeftAsideOnRequest(t *testing.T) {
	t.Parallel()
	out, notes, said, code := runPlan(t, "id,duration,responsable,Quandonc,\"Où, quand\"\nA,1,Zoé,J-20,12/05/2025\n", "-", "--event", "2025-06-13", "--today", "2025-04-07",
		"--ignore", "quandonc", "--ignore", "Où, quand", "--json")
	want := "La colonne « responsable » ne change aucune date : elle est laissée de côté.\nLes colonnes « Quandonc » et « Où, quand » sont laissées de côté, comme vous le demandez.\n"
	if code != 0 || !json.Valid([]byte(out)) || notes != want {
		t.Errorf("exit %d: %s, notes %q, printed %s", code, said, notes, out)
	}
}

func TestHelpExplainsEveryWritingOnOneScreen(t *testing.T) {
	t.Parallel()
	out, _, _, _ := runPlan(t, "", "--help")
	if lines := strings.Count(out, "\n"); lines > 50 {
		t.Errorf("%d lines", lines)
	}
	for line := range strings.Lines(out) {
		if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > 110 {
			t.Errorf("%d characters: %s", n, line)
		}
	}
	for _, word := range []string{"J-21", "J-10o", "S-6", "J-2 mois", "E+7", "7/11/2025", "1,5", "2 sem", "10 jc", "jalon", "2FD+1 jour", "2-FS=P1D", "A+2", "B-1", "60 %", "DD", "--ignore",
		"Lu ainsi", "warnings", "Début réel"} {
		if !strings.Contains(out, word) {
			t.Errorf("the help does not say %q", word)
		}
	}
}

func TestTodayIsTheMuseumsDay(t *testing.T) {
	t.Parallel()
	got, err := todayInParis(time.Date(2025, 6, 12, 22, 30, 0, 0, time.UTC))
	if err != nil || got != workcal.Of(2025, 6, 13) {
		t.Errorf("half past midnight in Paris is %v, %v", got, err)
	}
}
