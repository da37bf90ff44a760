package plansheet_test

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
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
	7:  {"created\nnote 6 \"\": Pas de durée : la tâche compte un jour, qui ne change plus rien.", `2 "Réunion de lancement" 1 done after 6 J-147 by AB+CD`},
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
		"\nnote 5 \"06/06/25 14h\": L’heure de « 06/06/25 14h » est laissée de côté : seul le jour compte.\nwaits 7 \"12\": La tâche « 12 » n’existe pas.",
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

func TestAnAnswerThatIsNoDurationIsSaid(t *testing.T) {
	t.Parallel()
	c := mended()
	c.Answers[plansheet.AskDuration], c.Answers[plansheet.AskByDates] = "bientôt", "10 jc"
	r := imported(t, people(t), c)
	asks := r.Report.Asks
	if len(asks) != 2 || !strings.Contains(asks[0].Problem, "n’est pas une durée") || asks[0].Answer != "bientôt" || asks[1].Problem != "" || r.Report.Ready() {
		t.Errorf("%+v", asks)
	}
	if one := taskOf(r, 14); one.Waits || one.Task.Duration != 10 || !one.Task.CalendarDays {
		t.Errorf("%+v", one)
	}
	if one := taskOf(r, 11); !one.Waits {
		t.Errorf("%+v", one)
	}
}

func TestADurationIsAskedOnceWhereNoColumnSaysIt(t *testing.T) {
	t.Parallel()
	data := []byte("Tâche;Début;Fin\nA;05/05/2025;16/05/2025\nB;;\nC;;06/06/2025\nD;;\n")
	r := imported(t, data, intake.Choices{})
	if asks := r.Report.Asks; len(asks) != 2 || !slices.Equal(asks[0].Rows, []int{3, 4, 5}) || !slices.Equal(asks[1].Rows, []int{2}) {
		t.Fatalf("%+v", asks)
	}
	if m := rowOf(t, r, 2).Remarks[0]; m.Column != 0 || m.Proposal != "9\u00a0j" { // 8 May is a holiday
		t.Errorf("%+v", m)
	}
	if one := taskOf(r, 4); one.WishedFinish != workcal.Of(2025, 6, 6) || one.Task.Deadline != 0 {
		t.Errorf("%+v", one)
	}
	o := jea
	o.Calendar = workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday, Closures: []workcal.Range{{From: workcal.Of(2025, 5, 12), To: workcal.Of(2025, 5, 13)}}})
	o.Choices.Answers = map[string]string{plansheet.AskByDates: "selon leurs dates", plansheet.AskDuration: "0"}
	r, err := plansheet.Read(data, o)
	if err != nil || !r.Report.Ready() || r.Tasks[0].Task.Duration != 7 || r.Tasks[1].Task.Duration != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestAColumnInDoubtWaitsForItsRole: what Decode refuses of a column is a remark on the row of headings,
// which choosing mends.
func TestAColumnInDoubtWaitsForItsRole(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text, says string
		choose     map[int]string
		check      func(plansheet.Imported) bool
	}{
		"dates under an unknown header": {"N°;Tâche;Durée;Relu le\n1;A;2;13/05/2025\n", "waits 4 \"Relu le\": Parvis ne connaît pas cet en-tête, mais ses cellules ressemblent à des dates", map[int]string{4: "pour"},
			func(i plansheet.Imported) bool { return i.Task.Deadline == workcal.Of(2025, 5, 13) }},
		"the same, left aside": {"N°;Tâche;Durée;Relu le\n1;A;2;13/05/2025\n", "waits 4", map[int]string{4: intake.Aside}, func(i plansheet.Imported) bool { return i.Task.Deadline == 0 }},
		"two durations":        {"N°;Tâche;Durée;Nb jours\n1;A;2;3\n", "waits 4 \"Nb jours\": Cette colonne donne la même chose que la colonne « Durée » : n’en gardez qu’une, ou laissez celle-ci de côté.", map[int]string{4: "duree"}, func(i plansheet.Imported) bool { return i.Task.Duration == 3 }},
		"numbers of something": {"N°;Tâche;Durée;Retard estimé\n1;A;2;21\n2;B;1;7\n", "waits 4", map[int]string{4: "jours_avant"}, func(i plansheet.Imported) bool { return i.Task.Offset.Count == 21 }},
		"no title":             {"Machin;Durée\nA;2\n", "waits 0 \"\": Aucune colonne ne dit le nom des tâches", map[int]string{1: "titre"}, func(i plansheet.Imported) bool { return i.Task.Title == "A" }},
		"no headers at all":    {"Machin;Chose\nA;2 j\n", "waits 0 \"\": Aucune colonne", map[int]string{1: "titre", 2: "duree"}, func(i plansheet.Imported) bool { return i.Task.Title == "A" && i.Task.Duration == 2 }},
		"another title":        {"Tâche;Précision du lieu;Durée\nA;cour;2\n", "", map[int]string{1: "categorie", 2: "titre"}, func(i plansheet.Imported) bool { return i.Task.Title == "cour" && i.Category == "A" }},
	} {
		r := imported(t, []byte(c.text), intake.Choices{})
		heading := rowOf(t, r, r.Report.Heading)
		if got := said(heading); c.says != "" && (heading.Outcome != intake.Waits || !strings.Contains(got, c.says) || strings.Contains(got, "--ignore")) {
			t.Errorf("%s: %s", name, got)
		}
		r = imported(t, []byte(c.text), intake.Choices{Columns: c.choose})
		if heading := rowOf(t, r, r.Report.Heading); heading.Outcome != intake.Skipped || len(r.Tasks) == 0 || !c.check(r.Tasks[0]) {
			t.Errorf("%s, chosen: %s\n%+v", name, said(heading), r.Tasks)
		}
		for at, role := range c.choose {
			if got := r.Report.Columns[at-1].Role; got != role {
				t.Errorf("%s: column %d is said to be %q", name, at, got)
			}
		}
	}
}

func TestTheOrderOfDayAndMonthIsAsked(t *testing.T) {
	t.Parallel()
	data := []byte("N°;Tâche;Durée;Échéance\n1;A;2;05/12/2025\n2;B;1;11/25/2025\n3;C;1;7 mai\n")
	r := imported(t, data, intake.Choices{})
	if a := r.Report.Asks; len(a) != 1 || a[0].Name != "dates_4" || !slices.Equal(a[0].Rows, []int{3}) || r.Report.Ready() {
		t.Fatalf("%+v", a)
	}
	r = imported(t, data, intake.Choices{Answers: map[string]string{"dates_4": "Le mois d’abord"}})
	if !r.Report.Ready() || r.Tasks[0].Task.Deadline != workcal.Of(2025, 5, 12) || r.Tasks[1].Task.Deadline != workcal.Of(2025, 11, 25) || len(r.Report.Asks) != 1 {
		t.Errorf("%+v", r.Tasks)
	}
	r = imported(t, data, intake.Choices{Answers: map[string]string{"dates_4": "hein"}})
	if r.Report.Ready() || r.Report.Asks[0].Problem == "" {
		t.Errorf("%+v", r.Report.Asks)
	}
	r = imported(t, data, intake.Choices{Answers: map[string]string{"dates_4": "le jour d’abord"}, Cells: map[string]string{intake.At(3, 4): "25/11/2025"}})
	if !r.Report.Ready() || r.Tasks[0].Task.Deadline != workcal.Of(2025, 12, 5) {
		t.Errorf("%+v", r.Report.Rows)
	}
}

func TestAllThatIsKeptIsRead(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("N°;Tâche;Durée;Catégorie;Qui;Points à cocher;Source;Motif du blocage;Remarques;Commentaires;État\n"+
		"1;A;2;Médiation;\"AB, CD et EF\";\"[x] salle\n- cartels\n☐ chaises\n\nsocle\";mail du 3;devis;un;deux;bloqué\n2;B;1;;\"Dupont, Jean\nRégie\";;;;;seul;\n"), intake.Choices{})
	one, two := r.Tasks[0], r.Tasks[1]
	if one.Category != "Médiation" || !slices.Equal(one.Who, []string{"AB", "CD", "EF"}) || one.Source != "mail du 3" || one.Because != "devis" || one.Notes != "un\ndeux" ||
		!slices.Equal(one.Items, []plansheet.Item{{Text: "salle", Ticked: true}, {Text: "cartels"}, {Text: "chaises"}, {Text: "socle"}}) {
		t.Errorf("%+v", one)
	}
	if !slices.Equal(two.Who, []string{"Dupont, Jean", "Régie"}) || two.Notes != "seul" || !r.Report.Ready() {
		t.Errorf("%+v", two)
	}
}

func TestALinkToARowThatIsLeftOutIsSaid(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("N°;Tâche;Durée;Dépend de\n1;A;2;\n2;B;1;1\n"), intake.Choices{Out: []int{2}})
	if got := said(rowOf(t, r, 3)); !strings.Contains(got, "note 4 \"1\": La tâche « 1 » n’est pas importée : le lien avec elle est laissé de côté.") || len(r.Tasks) != 1 {
		t.Error(got)
	}
}

func TestTheEventIsNoTaskButOtherDaysAreAsked(t *testing.T) {
	t.Parallel()
	for cells, want := range map[string]intake.Outcome{
		";JOUR J;;13/06/2025;": intake.Skipped, ";Événement;;;15/06/2025": intake.Skipped, "JOUR J;;;13/06/25;": intake.Skipped,
		";JOUR J;;14/07/2025;": intake.Waits, "4;JOUR J;1;13/06/2025;": intake.Created,
	} {
		r := imported(t, []byte("N°;Tâche;Durée;Début;Échéance\n1;A;2;;J-3\n2;B;1;;J-2\n"+cells+"\n"), intake.Choices{})
		if got := rowOf(t, r, 4); got.Outcome != want {
			t.Errorf("%s: %s", cells, said(got))
		}
	}
}

// packed is a workbook of one sheet of rows of texts.
func packed(t testing.TB, rows [][]string, more string) []byte {
	t.Helper()
	columns := make([]workbook.Column, len(rows[0]))
	for i, c := range rows[0] {
		columns[i].Heading = c
	}
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "Feuil1", columns)
	for _, row := range rows[1:] {
		for _, c := range row {
			w.Text(c)
		}
		w.EndRow()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if more == "" {
		return out.Bytes()
	}
	return repacked(t, out.Bytes(), "</sheetData>", "</sheetData><mergeCells>"+more+"</mergeCells>")
}

func TestMergedCellsOfAWorkbookLoseNothing(t *testing.T) {
	t.Parallel()
	rows := [][]string{
		{"Rétroplanning", "", "", ""},
		{"N°", "Tâche", "Durée", "Échéance"},
		{"AVRIL", "", "", ""},
		{"1", "A", "2", "13/05/2025"},
		{"2", "B", "1", ""},
	}
	r := imported(t, packed(t, rows, `<mergeCell ref="A1:D1"/><mergeCell ref="A3:D3"/><mergeCell ref="D4:D5"/>`), intake.Choices{})
	for number, want := range map[int]string{
		1: "skipped\nnote 0 \"\": Cette ligne est au-dessus des en-têtes : elle est laissée de côté.",
		3: "skipped\nnote 0 \"\": Cette ligne n’est qu’un texte : elle est laissée de côté.",
		4: "created",
		5: "waits\nwaits 4 \"\": Cette cellule est fusionnée avec la cellule D4 : défusionnez-les et remplissez chacune.",
	} {
		if got := said(rowOf(t, r, number)); got != want {
			t.Errorf("row %d: %s", number, got)
		}
	}
	r = imported(t, packed(t, rows, `<mergeCell ref="D4:D5"/>`), intake.Choices{Cells: map[string]string{intake.At(5, 4): "13/05/2025"}})
	if !r.Report.Ready() || r.Tasks[1].Task.Deadline != workcal.Of(2025, 5, 13) {
		t.Error(said(rowOf(t, r, 5)))
	}
}

func TestAFormulaWithoutAResultWaits(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"N°", "Tâche", "Durée"}, {"1", "A", "sans"}, {"2", "B", "avec"}, {"3", "C", "erreur"}}
	const cell = `<is><t xml:space="preserve">`
	data := repacked(t, packed(t, rows, ""), ` t="inlineStr">`+cell+`sans</t></is>`, `><f>1+1</f>`, ` t="inlineStr">`+cell+`avec</t></is>`, `><f>1+1</f><v>2</v>`, ` t="inlineStr">`+cell+`erreur</t></is>`, ` t="e"><f>1/0</f><v>#DIV/0!</v>`)
	r := imported(t, data, intake.Choices{})
	for number, want := range map[int]string{
		2: "waits\nwaits 3 \"=1+1\": Le résultat de cette formule n’est pas enregistré dans le fichier : ouvrez-le dans votre tableur et enregistrez-le.",
		3: "created",
		4: "waits\nwaits 3 \"#DIV/0!\": Cette cellule contient une erreur de calcul, « #DIV/0! » : corrigez sa formule, ou remplacez-la par sa valeur.",
	} {
		if got := said(rowOf(t, r, number)); got != want {
			t.Errorf("row %d: %s", number, got)
		}
	}
	if len(r.Report.Asks) > 0 || r.Tasks[1].Task.Duration != 2 {
		t.Errorf("%+v, %+v", r.Report.Asks, r.Tasks)
	}
	r = imported(t, data, intake.Choices{Cells: map[string]string{intake.At(2, 3): "3", intake.At(4, 3): "1 sem"}})
	if !r.Report.Ready() || r.Tasks[0].Task.Duration != 3 || r.Tasks[2].Task.Duration != 5 {
		t.Errorf("%+v", r.Report.Rows)
	}
}

// TestFilesOfOtherHandsAreRead reads more kinds of files as people keep them, and what becomes of their rows.
func TestFilesOfOtherHandsAreRead(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		want  string // the outcome of each row
		tasks []string
	}{
		"an online sheet, with commas": {"Tâche,Qui,Durée,Échéance\n\"Textes, visuels\",\"Anne, Marc\",2 sem,2025-05-12\nBAT,Anne,0,J-21\n,,,\nTotal,,10,\n", "skipped created created skipped",
			[]string{`"Textes, visuels" 10 todo 2025-05-12 by Anne+Marc`, `"BAT" 0 todo J-21 by Anne`}},
		"a checklist with ticks": {"Fait ?\tÀ faire\tDurée (jours)\tRemarques\n☑\tRéserver\t1\t\n☐\tRelancer\t2\tpar mail\n\t\t\t\n\tLÉGENDE\t\t\n", "skipped created created skipped",
			[]string{`"Réserver" 1 done`, `"Relancer" 2 todo (par mail)`}},
		"weeks and months": {"N°;Action;Semaine;Durée;Pour le\n1;Textes;S12;3;12/5\n2;BAT;S14;1;mi-mai\n3;Pose;;5 à 7 jours;la veille\n", "skipped created waits waits",
			[]string{`1 "Textes" 3 todo 2025-05-12`, `2 "BAT" 1 todo`, `3 "Pose" 0 todo J-1`}},
		"an export with English words": {"ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete,Notes\n1,Texts,10 days,06/01/2025,17/01/2025,,Anne,100%,\n2,Proofs,3 days,20/01/2025,22/01/2025,1FS+2 days,Marc,0%,see mail\n", "skipped created created",
			[]string{`1 "Texts" 10 done by Anne from 2025-01-06`, `2 "Proofs" 3 todo after 2+2 by Marc from 2025-01-20 (see mail)`}},
		"two tables one above the other": {"N°;Tâche;Durée\n1;Textes;3\n\nNom;Téléphone;E-mail\nZoé;01 99 00 12 34;zoe@example.org\n", "skipped created skipped skipped",
			[]string{`1 "Textes" 3 todo`}},
		"two lines of headings":      {"N°;Tâche;Dates;;Durée\n;;Début;Échéance;\n1;Textes;05/05/2025;16/05/2025;9\n", "skipped skipped created", []string{`1 "Textes" 9 todo 2025-05-16 from 2025-05-05`}},
		"a file that names its sign": {"sep=|\nN°|Tâche|Durée\n1|a;b|3\n", "skipped skipped created", []string{`1 "a;b" 3 todo`}},
	} {
		r := imported(t, []byte(c.text), intake.Choices{})
		var outcomes, tasks []string
		for _, row := range r.Report.Rows {
			outcomes = append(outcomes, string(row.Outcome))
		}
		for _, one := range r.Tasks {
			tasks = append(tasks, summary(r, one.Row))
		}
		if got := strings.Join(outcomes, " "); got != c.want || !slices.Equal(tasks, c.tasks) {
			t.Errorf("%s: %s\n%q", name, got, tasks)
			for _, row := range r.Report.Rows {
				t.Log(row.Number, said(row))
			}
		}
	}
}

func TestARowOfHeadingsThatIsNotThereIsSaid(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("N°;Tâche;Durée\n1;A;2\n"), intake.Choices{Heading: 9})
	if !r.Report.Ready() || r.Report.Heading != 1 || !strings.Contains(strings.Join(r.Report.Notes, " "), "La ligne 9, choisie pour les en-têtes, est vide ou n’existe pas") {
		t.Errorf("%+v", r.Report)
	}
}

func TestAFileThatIsNoTableIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, says string }{
		"nothing":       {"", "Ce fichier est vide."},
		"a PDF":         {"%PDF-1.7", "Ce fichier est un PDF"},
		"too many rows": {"Tâche;Durée\n" + strings.Repeat("a;1\n", plansheet.MostImported), "plus de 20 000 lignes"},
		"too wide":      {"Tâche" + strings.Repeat(";x", 600) + "\na" + strings.Repeat(";y", 600) + "\n", "au-delà de la dernière qui est lue"},
		"a lost quote":  {"Tâche;Durée\n\"a;1\n", "Ligne 2 : Un guillemet"},
	} {
		_, err := plansheet.Read([]byte(c.data), jea)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

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
