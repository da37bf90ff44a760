package plansheet_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

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
	if asks := r.Report.Asks; len(asks) != 3 || !slices.Equal(asks[1].Rows, []int{3, 4, 5}) || !slices.Equal(asks[2].Rows, []int{2}) {
		t.Fatalf("%+v", asks)
	}
	if m := rowOf(t, r, 2).Remarks[1]; m.Column != 0 || m.Proposal != "9\u00a0j" { // 8 May is a holiday
		t.Errorf("%+v", m)
	}
	if one := taskOf(r, 4); one.WishedFinish != workcal.Of(2025, 6, 6) || one.Task.Deadline != 0 {
		t.Errorf("%+v", one)
	}
	o := jea
	o.Calendar = workcal.NewCalendar(workcal.Config{Week: workcal.MondayToFriday, Closures: []workcal.Range{{From: workcal.Of(2025, 5, 12), To: workcal.Of(2025, 5, 13)}}})
	o.Choices.Answers = map[string]string{plansheet.AskByDates: "selon leurs dates", plansheet.AskDuration: "0", plansheet.AskFinishes: plansheet.FinishesAreWishes}
	r, err := plansheet.Read(data, o)
	if err != nil || !r.Report.Ready() || r.Tasks[0].Task.Duration != 7 || r.Tasks[1].Task.Duration != 0 {
		t.Errorf("%+v, %v", r, err)
	}
}

// TestAnOffsetIsComparedWithThePlannedStart: J−35 worked days is 18 April, whatever Easter Monday and May are.
func TestAnOffsetIsComparedWithThePlannedStart(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("N°;Tâche;Début;Échéance;Durée\n1;A;19/04/2025;J-35 ouvrés;2\n2;B;18/04/2025;J-35o;1\n3;C;11/06/2025;E+1;\n"), intake.Choices{})
	for number, want := range map[int]string{
		2: "waits\nwaits 4 \"J-35 ouvrés\": La fin, le 18 avril 2025, précède le début, le 19 avril 2025 : corrigez l’une ou l’autre.",
		3: "created",
		4: "waits\nwaits 5 \"\": Pas de durée : du début à la fin prévus, il y a 4 jours ouvrés. [4 j]",
	} {
		if got := said(rowOf(t, r, number)); got != want {
			t.Errorf("row %d: %s", number, got)
		}
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
		"dates under an unknown header": {"N°;Tâche;Durée;Relu le\n1;A;2;13/05/2025\n", "waits 4 \"Relu le\": La colonne « Relu le » (D) a un en-tête que Parvis ne connaît pas, mais ses cellules ressemblent à des dates", map[int]string{4: "pour"},
			func(i plansheet.Imported) bool { return i.Task.Deadline == workcal.Of(2025, 5, 13) }},
		"the same, left aside": {"N°;Tâche;Durée;Relu le\n1;A;2;13/05/2025\n", "waits 4", map[int]string{4: intake.Aside}, func(i plansheet.Imported) bool { return i.Task.Deadline == 0 }},
		"two durations":        {"N°;Tâche;Durée;Nb jours\n1;A;2;3\n", "waits 4 \"Nb jours\": La colonne « Nb jours » (D) donne la même chose que la colonne « Durée » : n’en gardez qu’une, ou laissez celle-ci de côté.", map[int]string{4: "duree"}, func(i plansheet.Imported) bool { return i.Task.Duration == 3 }},
		"numbers of something": {"N°;Tâche;Durée;Retard estimé\n1;A;2;21\n2;B;1;7\n", "waits 4", map[int]string{4: "jours_avant"}, func(i plansheet.Imported) bool { return i.Task.Offset.Count == 21 }},
		"no title":             {"Machin;Durée\nA;2\n", "waits 0 \"\": Aucune colonne ne dit le nom des tâches : choisissez laquelle, ou appelez-en une « Tâche ».", map[int]string{1: "titre"}, func(i plansheet.Imported) bool { return i.Task.Title == "A" }},
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
		{"N°", "Tâche", "Durée", "Échéance", "Catégorie"},
		{"AVRIL", "", "", ""},
		{"1", "A", "2", "13/05/2025", "Médiation"},
		{"2", "B", "1", "", ""},
	}
	r := imported(t, packed(t, rows, `<mergeCell ref="A1:D1"/><mergeCell ref="A3:D3"/><mergeCell ref="D4:D5"/><mergeCell ref="E4:E5"/>`), intake.Choices{})
	for number, want := range map[int]string{
		1: "skipped\nnote 0 \"\": Cette ligne est au-dessus des en-têtes : elle est laissée de côté.",
		3: "skipped\nnote 0 \"\": Cette ligne n’est qu’un texte : elle est laissée de côté.",
		4: "created",
		5: "waits\nwaits 4 \"\": Cette cellule est fusionnée avec la cellule D4 : défusionnez-les et remplissez chacune. [13/05/2025]" +
			"\nnote 5 \"\": Cette cellule est fusionnée avec une autre : « Médiation » vaut pour elle aussi.",
	} {
		if got := said(rowOf(t, r, number)); got != want {
			t.Errorf("row %d: %s", number, got)
		}
	}
	if r.Tasks[1].Category != "Médiation" {
		t.Errorf("%+v", r.Tasks[1])
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
		"an export with English words": {"ID,Task Name,Duration,Start,Finish,Predecessors,Resource Names,% Complete,Notes\n1,Texts,10 days,06/01/2025,17/01/2025,,Anne,100%,\n2,Proofs,3 days,20/01/2025,22/01/2025,1FS+2 days,Marc,0%,see mail\n", "skipped waits waits",
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
