package plansheet_test

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/french"
)

// people is the file of a service, as it was kept: Windows-1252, titles, months, a total.
func people(t testing.TB) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/journees.csv")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func imported(t testing.TB, data []byte, c intake.Choices) *plansheet.Reading {
	t.Helper()
	o := jea
	o.Choices = c
	r, err := plansheet.Read(data, o)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// rowOf gives a row of a report.
func rowOf(t testing.TB, r *plansheet.Reading, number int) intake.Row {
	t.Helper()
	for _, row := range r.Report.Rows {
		if row.Number == number {
			return row
		}
	}
	t.Fatalf("no row %d", number)
	return intake.Row{}
}

// taskOf gives the task of a row; one that it has not is zero.
func taskOf(r *plansheet.Reading, number int) (one plansheet.Imported) {
	for _, task := range r.Tasks {
		if task.Row == number {
			return task
		}
	}
	return one
}

// said writes what a report says of a row: its outcome, then each remark with its column and what is
// proposed.
func said(row intake.Row) string {
	text := string(row.Outcome)
	for _, m := range row.Remarks {
		sign := "note"
		if m.Waits {
			sign = "waits"
		}
		text += fmt.Sprintf("\n%s %d %q: %s", sign, m.Column, m.Cell, m.Text)
		if m.Proposal != "" {
			text += " [" + m.Proposal + "]"
		}
	}
	return french.PlainSpaces(text)
}

// summary writes what was read of a task.
func summary(r *plansheet.Reading, number int) string {
	one := taskOf(r, number)
	t := one.Task
	needs := ""
	for _, n := range t.Needs {
		needs += fmt.Sprintf(" after %d", r.Tasks[n.ID-1].Row)
		if n.Lag != 0 {
			needs += fmt.Sprintf("%+d", n.Lag)
		}
	}
	text := fmt.Sprintf("%s %q %d %s%s %s %s", t.Ref, t.Title, t.Duration, t.State, needs, t.Offset, t.Deadline)
	if len(one.Who) > 0 {
		text += " by " + strings.Join(one.Who, "+")
	}
	if !one.WishedStart.IsZero() {
		text += " from " + one.WishedStart.String()
	}
	if one.Notes != "" {
		text += " (" + one.Notes + ")"
	}
	return strings.Join(strings.Fields(text), " ")
}

const noDuration = "\nwaits 6 \"\": Pas de durée : donnez-la, ou répondez à la question qui vaut pour toutes les tâches sans durée."

// loop is what is said of both tasks that wait for each other.
const loop = "Les lignes 17 et 19 s’attendent les unes les autres, « Sécurité : dossier » → « Montage » → « Sécurité : dossier ». Retirez un de ces liens."

// journees is what becomes of each row of the file, and what is read of it.
var journees = map[int]struct{ said, task string }{
	1:  {"skipped\nnote 0 \"\": Cette ligne est au-dessus des en-têtes : elle est laissée de côté.", ""},
	2:  {"skipped\nnote 0 \"\": Cette ligne est au-dessus des en-têtes : elle est laissée de côté.", ""},
	3:  {"skipped\nnote 0 \"\": Cette ligne est au-dessus des en-têtes : elle est laissée de côté.", ""},
	4:  {"skipped\nnote 0 \"\": Cette ligne porte les en-têtes.", ""},
	5:  {"skipped\nnote 0 \"\": Cette ligne n’est qu’un texte : elle est laissée de côté.", ""},
	6:  {"created", `1 "Note d’intention" 10 done 2025-01-17 by AB from 2025-01-06`},
	7:  {"created\nnote 6 \"\": Pas de durée : la tâche, déjà faite, compte un jour.", `2 "Réunion de lancement" 1 done after 6 J-147 by AB+CD`},
	8:  {"skipped\nnote 0 \"\": Cette ligne n’est qu’un texte : elle est laissée de côté.", ""},
	9:  {"created", `3 "Devis \"traiteur\"" 5 in_progress after 7+2 2025-02-28 by CD`},
	10: {"waits\nwaits 5 \"fin février\": « fin février » n’est pas un jour précis : écrivez par exemple 28/02/2025. [28/02/2025]", `4 "Conventions partenaires" 3 done`},
	11: {"waits\nwaits 1 \"4\": L’identifiant « 4 » est déjà celui de la ligne 10." +
		"\nwaits 5 \"S10\": « S10 » est la semaine du 3 au 9 mars 2025 : écrivez un jour, par exemple 07/03/2025. Ou bien S-10 pour dire autant de semaines avant l’événement. [07/03/2025]" + noDuration,
		`4 "Conventions partenaires (bis)" 1 todo after 9 by EF (numéro en double)`},
	12: {"skipped\nnote 0 \"\": Cette ligne n’est qu’un texte : elle est laissée de côté.", ""},
	13: {"created", `5 "BAT à l’imprimeur" 0 in_progress after 9 J-35o by CD (jalon)`},
	14: {"waits\nnote 7 \"5DD\": Le lien avec « 5 » est de début à début (DD), et Parvis ne garde que les liens de fin à début : il est laissé de côté." +
		"\nwaits 6 \"\": Pas de durée : du début à la fin prévus, il y a 21 jours ouvrés. [21 j]", `6 "Textes, visuels\net crédits" 1 todo 2025-04-30 by AB from 2025-04-01`},
	15: {"created\nnote 6 \"½ j\": « ½ j » est compté comme 1 jour : les jours sont entiers." +
		"\nnote 7 \"6FF-1j\": Le lien avec « 6 » est de fin à fin (FF), et Parvis ne garde que les liens de fin à début : il est laissé de côté.", `7 "Relecture FALC" 1 todo 2025-05-02`},
	16: {"waits\nwaits 5 \"02/05/25\": La fin, le 2 mai 2025, précède le début, le 5 mai 2025 : corrigez l’une ou l’autre." + noDuration,
		`8 "Impression" 1 todo after 15 2025-05-02 by imprimeur from 2025-05-05 (fin avant début)`},
	17: {"waits\nnote 5 \"14-avr\": L’année manque dans « 14-avr » : 2025 est retenue.\nwaits 7 \"11\": " + loop, `9 "Sécurité : dossier" 30 todo after 19 2025-04-14 by AB (boucle avec 11)`},
	18: {"waits\nnote 6 \"2 h\": « 2 h » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers." +
		"\nnote 5 \"06/06/25 14h\": L’heure de « 06/06/25 14h » est laissée de côté : seul le jour compte.\nwaits 7 \"12\": La tâche « 12 » n’est pas dans ce fichier.",
		`10 "Briefing" 1 blocked 2025-06-06 by tous (prédécesseur inconnu)`},
	19: {"waits\nwaits 7 \"9\": " + loop, `11 "Montage" 2 todo after 17 2025-06-12 by Régie`},
	20: {"skipped\nnote 0 \"\": Cette ligne est l’événement lui-même, et dit ses jours : elle est laissée de côté.", ""},
	21: {"waits\nnote 1 \"\": Pas d’identifiant : la tâche est désignée par sa ligne." + noDuration, `"Sans numéro" 1 todo 2025-06-20`},
	22: {"waits\nwaits 5 \"mi-juillet\": « mi-juillet » n’est pas un jour précis : écrivez par exemple 15/07/2025. [15/07/2025]" + noDuration, `13 "Bilan" 1 todo after 19 by AB`},
	23: {"skipped\nnote 0 \"\": Cette ligne n’a qu’un nombre, sans titre : elle est laissée de côté.", ""},
	24: {"skipped\nnote 0 \"\": Cette ligne est un total : elle est laissée de côté.", ""},
}

func TestAFileAsPeopleKeepItIsReadRowByRow(t *testing.T) {
	t.Parallel()
	r := imported(t, people(t), intake.Choices{})
	if len(r.Report.Rows) != len(journees) || len(r.Tasks) != 14 {
		t.Errorf("%d rows, %d tasks", len(r.Report.Rows), len(r.Tasks))
	}
	for number, want := range journees {
		row := rowOf(t, r, number)
		if got := said(row); got != want.said {
			t.Errorf("row %d: %s\nwant %s", number, got, want.said)
		}
		task := taskOf(r, number)
		if task.Row == 0 {
			if want.task != "" {
				t.Errorf("row %d is no task", number)
			}
			continue
		}
		if got := summary(r, number); got != want.task || task.Waits != (row.Outcome == intake.Waits) {
			t.Errorf("row %d: %s\nwant %s", number, got, want.task)
		}
	}
	report := r.Report
	if report.Encoding != "Windows-1252" || report.Separator != ";" || report.Heading != 4 || report.Ready() {
		t.Errorf("read as %q by %q from row %d", report.Encoding, report.Separator, report.Heading)
	}
	var roles []string
	for _, c := range report.Columns {
		roles = append(roles, c.Heading+"="+c.Role)
	}
	if got := strings.Join(roles, " "); got != "N°=numero Tâche=titre Resp.=responsable Début=debut_prevu Fin / échéance=pour Durée=duree Préd.=besoin État=etat Remarques=notes" {
		t.Error(got)
	}
	if len(report.Asks) != 2 || report.Asks[0].Name != plansheet.AskDuration || !slices.Equal(report.Asks[0].Rows, []int{11, 16, 21, 22}) || report.Asks[0].Proposal != "1 j" || !slices.Equal(report.Asks[1].Rows, []int{14}) {
		t.Errorf("%+v", report.Asks)
	}
}

// mended is what a person decides about the file, so that nothing waits any more.
func mended() intake.Choices {
	return intake.Choices{Out: []int{16}, Answers: map[string]string{plansheet.AskDuration: "2 j", plansheet.AskByDates: "Selon leurs dates"}, Cells: map[string]string{
		intake.At(10, 5): "28/02/2025", intake.At(11, 1): "4 bis", intake.At(11, 5): "07/03/2025", intake.At(18, 7): "", intake.At(19, 7): "", intake.At(22, 5): "J-0",
	}}
}

func TestWhatAPersonDecidesLetsEverythingIn(t *testing.T) {
	t.Parallel()
	r := imported(t, people(t), mended())
	for _, row := range r.Report.Rows {
		if row.Outcome == intake.Waits {
			t.Errorf("row %d: %s", row.Number, said(row))
		}
	}
	if !r.Report.Ready() || r.Report.Count(intake.Created) != 13 || len(r.Tasks) != 13 {
		t.Errorf("%d rows of %d tasks", r.Report.Count(intake.Created), len(r.Tasks))
	}
	for number, want := range map[int]string{
		14: `6 "Textes, visuels\net crédits" 21 todo 2025-04-30 by AB from 2025-04-01`,
		11: `4 bis "Conventions partenaires (bis)" 2 todo after 9 2025-03-07 by EF (numéro en double)`,
		22: `13 "Bilan" 2 todo after 19 J-0 by AB`,
	} {
		if got := summary(r, number); got != want {
			t.Errorf("row %d: %s", number, got)
		}
	}
	if got := said(rowOf(t, r, 16)); got != "skipped\nnote 0 \"\": Vous laissez cette ligne de côté." {
		t.Error(got)
	}
	if got := said(rowOf(t, r, 14)); !strings.Contains(got, "note 6 \"\": Pas de durée : la tâche compte 21 jours ouvrés, comme vous l’avez choisi.") {
		t.Error(got)
	}
}
