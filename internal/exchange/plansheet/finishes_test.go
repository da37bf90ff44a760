package plansheet_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// dated is a plan that says when tasks are to be finished nowhere but under « Fin ».
const dated = "Tâche;Durée;Début;Fin;État;Notes\nA;2;05/05/2025;16/05/2025;;\nB;1;;fin mai;;seul\nC;1;;-;;\nD;1;;02/05/2025;fait;\n"

// TestPlannedFinishesAreAsked: nobody loses the only dates of a plan without a word.
func TestPlannedFinishesAreAsked(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte(dated), intake.Choices{})
	a := r.Report.Asks
	if len(a) != 1 || a[0].Name != plansheet.AskFinishes || !slices.Equal(a[0].Rows, []int{2, 3, 5}) || a[0].Proposal != plansheet.FinishesAreDue || len(a[0].Options) != 2 || a[0].Free || a[0].Problem != "" ||
		french.PlainSpaces(a[0].Label) != "Les dates de la colonne « Fin »" {
		t.Fatalf("%+v", a)
	}
	for number, want := range map[int]intake.Outcome{2: intake.Waits, 3: intake.Waits, 4: intake.Created, 5: intake.Waits} {
		if row := rowOf(t, r, number); row.Outcome != want || len(row.Remarks) > 1 {
			t.Errorf("row %d: %s", number, said(row))
		}
	}
	r = imported(t, []byte(dated), intake.Choices{Answers: map[string]string{plansheet.AskFinishes: plansheet.FinishesAreDue}})
	if r.Tasks[0].Task.Deadline != workcal.Of(2025, 5, 16) || r.Tasks[0].WishedFinish != 0 || r.Tasks[3].Task.Deadline != workcal.Of(2025, 5, 2) || r.Report.Asks[0].Answer == "" {
		t.Errorf("%+v", r.Tasks)
	}
	if row := rowOf(t, r, 3); row.Outcome != intake.Waits || row.Remarks[0].Proposal != "31/05/2025" {
		t.Errorf("%s", said(row))
	}
	r = imported(t, []byte(dated), intake.Choices{Answers: map[string]string{plansheet.AskFinishes: plansheet.FinishesAreWishes}})
	if one := r.Tasks[1]; !r.Report.Ready() || one.Waits || french.PlainSpaces(one.Notes) != "Fin : fin mai\nseul" || r.Tasks[0].WishedFinish != workcal.Of(2025, 5, 16) || r.Tasks[0].Task.Deadline != 0 {
		t.Errorf("%+v, %s", one, said(rowOf(t, r, 3)))
	}
	r = imported(t, []byte(dated), intake.Choices{Answers: map[string]string{plansheet.AskFinishes: "peut-être"}})
	if r.Report.Asks[0].Problem == "" || r.Report.Ready() {
		t.Errorf("%+v", r.Report.Asks)
	}
}

func TestPlannedFinishesAreNotAskedWhereTheyAreClear(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text    string
		columns map[int]string
	}{
		"another column is due": {"Tâche;Durée;Fin;Échéance\nA;2;16/05/2025;J-3\n", nil},
		"the role was chosen":   {"Tâche;Durée;Fin\nA;2;16/05/2025\n", map[int]string{3: "fin_prevue"}},
		"nothing stands there":  {"Tâche;Durée;Fin\nA;2;\n", nil},
		"a date is due":         {"Tâche;Durée;Fin;Date\nA;2;16/05/2025;17/05/2025\n", nil},
	} {
		if r := imported(t, []byte(c.text), intake.Choices{Columns: c.columns}); len(r.Report.Asks) > 0 || !r.Report.Ready() {
			t.Errorf("%s: %+v", name, r.Report)
		}
	}
}

// TestAColumnOfDatesIsDue: « Date » alone is what people call it.
func TestAColumnOfDatesIsDue(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Date", "Dates", "Jour", "Le", "DATE :"} {
		r := imported(t, []byte("Tâche;Durée;"+header+"\nA;2;16/05/2025\nB;1;J-3\n"), intake.Choices{})
		if !r.Report.Ready() || r.Tasks[0].Task.Deadline != workcal.Of(2025, 5, 16) || r.Report.Columns[2].Role != "pour" || !strings.Contains(french.PlainSpaces(strings.Join(r.Report.Notes, "\n")), "(C) est lue comme « À faire pour »") {
			t.Errorf("%s: %+v", header, r.Report)
		}
	}
	r := imported(t, []byte("Tâche;Durée;Jour;Date\nA;2;lundi;16/05/2025\nB;1;mardi;J-3\n"), intake.Choices{})
	if r.Tasks[0].Task.Deadline != workcal.Of(2025, 5, 16) {
		t.Errorf("%+v", r.Report)
	}
	r = imported(t, []byte("Tâche;Durée;Date;Échéance\nA;2;16/05/2025;J-3\n"), intake.Choices{})
	if got := said(rowOf(t, r, 1)); r.Report.Ready() || !strings.Contains(got, "La colonne « Date » (C) a un en-tête que Parvis ne connaît pas") {
		t.Error(got)
	}
}

// TestDaysAfterTheFirstAreProposedFromTheLast: the event lasts three days.
func TestDaysAfterTheFirstAreProposedFromTheLast(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("Tâche;Durée;Échéance\nA;1;J+30\nB;1;J+2\nC;1;J + 3 jours\nD;1;J+1 sem\nE;1;J+3o\n"), intake.Choices{})
	for number, want := range map[int]string{2: "E+28", 3: "", 4: "E+1", 5: "E+5", 6: ""} {
		row := rowOf(t, r, number)
		if row.Outcome != intake.Waits || row.Remarks[0].Proposal != want || want != "" && !strings.Contains(row.Remarks[0].Text, want+".") {
			t.Errorf("%s, want %s", said(row), want)
		}
	}
}

func TestMergedCellsOfAColumnThatIsNotReadAreNoMatter(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"Mois", "Étape", "Tâche", "Durée"}, {"mai", "Salles", "A", "2"}, {"", "", "B", "1"}}
	r := imported(t, packed(t, rows, `<mergeCell ref="A2:A3"/><mergeCell ref="B2:B3"/>`), intake.Choices{})
	if row := rowOf(t, r, 3); row.Outcome != intake.Created || !r.Report.Ready() {
		t.Error(said(row))
	}
}

func TestWhoDoesItHasManyNames(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Personne en charge", "À faire par", "Fait par", "Qui fait", "Chargée de projet", "En charge de", "Attribué à", "attribuée à", "Qui fait ?"} {
		r := imported(t, []byte("Tâche;Durée;"+header+"\nA;2;Anne\n"), intake.Choices{})
		if !r.Report.Ready() || !slices.Equal(r.Tasks[0].Who, []string{"Anne"}) {
			t.Errorf("%s: %+v", header, r.Report)
		}
	}
}

func TestWordsOfAStateAreItsReason(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("Tâche;Durée;État;Motif\nA;2;en attente;\nB;1;bloquée;\nC;1;en attente;devis\nD;1;fait;\n"), intake.Choices{})
	for i, want := range []string{"En attente", "", "devis", ""} {
		if got := r.Tasks[i]; got.Because != want || i < 3 && got.Task.State != retroplan.Blocked {
			t.Errorf("%+v, want %q", got, want)
		}
	}
}

func TestARowThatLooksLikeATotalMayBeTaken(t *testing.T) {
	t.Parallel()
	data := []byte("Tâche;Durée\nA;2\nTotal;3\n")
	r := imported(t, data, intake.Choices{})
	if row := rowOf(t, r, 3); row.Outcome != intake.Skipped || !row.MayTake || len(r.Tasks) != 1 || rowOf(t, r, 1).MayTake {
		t.Errorf("%+v", row)
	}
	r = imported(t, data, intake.Choices{In: []int{3}})
	if row := rowOf(t, r, 3); row.Outcome != intake.Created || len(r.Tasks) != 2 || r.Tasks[1].Task.Duration != 3 {
		t.Errorf("%+v", row)
	}
}

func TestAClosedTaskWithoutADurationIsCalledWhatItIs(t *testing.T) {
	t.Parallel()
	r := imported(t, []byte("Tâche;Durée;État\nA;;fait\nB;;abandonné\n"), intake.Choices{})
	for number, want := range map[int]string{2: "la tâche, déjà faite, compte un jour.", 3: "la tâche, abandonnée, compte un jour."} {
		if got := said(rowOf(t, r, number)); !strings.HasSuffix(got, want) {
			t.Error(got)
		}
	}
}

// TestAColumnInDoubtIsNamed: its question may stand far from its cells.
func TestAColumnInDoubtIsNamed(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Tâche;Durée;Relu le\nA;2;13/05/2025\n": "La colonne « Relu le » (C) a un en-tête que Parvis ne connaît pas, mais ses cellules ressemblent à des dates (« 13/05/2025 ») : choisissez ce qu’elle est,",
		"Tâche;Durée;\nA;2;J-3\n":               "La colonne C n’a pas d’en-tête, mais ses cellules ressemblent à des échéances",
		"Tâche;Durée;Lieu\nA;2;J-3\n":           "La colonne « Lieu » (C) n’annonce rien qui change une date, mais ses cellules ressemblent à des échéances",
		"Tâche;Durée;Fin\nA;2;J-3\n":            "La colonne « Fin » (C) annonce des dates prévues",
		"Tâche;Unité\nA;jours\n":                "La colonne « Unité » (B) dit des unités de temps (« jours »), mais aucune colonne ne dit les durées : choisissez « Durée » pour celle de leurs nombres",
		"Tâche;Durée;Retard estimé\nA;2;21\n":   "La colonne « Retard estimé » (C) a un en-tête que Parvis ne connaît pas, qui parle de durée",
	} {
		r := imported(t, []byte(text), intake.Choices{})
		if got := said(rowOf(t, r, 1)); !strings.Contains(got, want) {
			t.Errorf("%s: %s", got, want)
		}
	}
}
