package plansheet_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// headerFamilies are headers that people and programs write, by what a cell under them changes.
var headerFamilies = []struct {
	cell    string
	changes func(t retroplan.Task) bool
	headers []string
}{
	{"5", func(t retroplan.Task) bool { return t.Duration == 5 }, []string{"Durée", "DUREE", "durée en jours", "Durée (jours)", "Durée\n(jours)", "Durée [j]", "duration", "Duration (days)",
		"Nb jours", "nb de jours", "Nombre de jours", "Jours", "Durée estimée", "Durée prévue (j) *", "Durée :", "Durée de l’action"}},
	{"J-21", func(t retroplan.Task) bool { return t.Offset.Side == retroplan.BeforeEvent && t.Offset.Count == 21 }, []string{"À faire pour", "A FAIRE POUR", "Quand", "Quand ?", "J-", "J -", "J−n", "Échéance", "échéances",
		"Échéance fixe", "Date limite", "Date butoir", "Date butoire", "butée", "Pour le", "Pour quand ?", "Délai", "Délais", "décalage", "offset", "deadline", "Due", "due date", "Fin / échéance",
		"Action / délai", "Qui / quand", "Rétro", "Rétroplanning", "Date d’échéance", "Échéance prévue", "Date limite de réalisation", "Au plus tard", "Échéance (J-)", "ÉCHÉANCE :", "echeance"}},
	{"07/11/2025", func(t retroplan.Task) bool { return t.Deadline == workcal.Of(2025, 11, 7) }, []string{"Échéance", "Date limite", "Date butoir", "Pour le", "Quand", "À faire pour", "deadline", "Fin / échéance", "Délai"}},
	{"07/11/2025", func(t retroplan.Task) bool { return t.NotBefore == workcal.Of(2025, 11, 7) }, []string{"Pas avant", "Pas avant le", "not_before", "Not before", "Au plus tôt", "À partir du"}},
	{"07/11/2025", func(t retroplan.Task) bool {
		return t.Start == workcal.Of(2025, 11, 7) && t.State == retroplan.InProgress
	}, []string{"Début réel", "début effectif", "Date réelle de début",
		"Date de début réelle", "Date de début effective", "actual start", "Actual_start", "Commencée le"}},
	{"07/11/2025", func(t retroplan.Task) bool { return t.Finish == workcal.Of(2025, 11, 7) && t.State == retroplan.Done }, []string{"Fin réelle", "Fin effective", "Date réelle de fin",
		"Date de fin réelle", "actual finish", "actual_finish", "Actual end", "Faite le", "Fait le", "Terminée le", "Fait", "Réalisé"}},
	{"07/11/2025", func(t retroplan.Task) bool { return t.PinnedStart == workcal.Of(2025, 11, 7) }, []string{"Début fixé par vous", "Début fixé"}},
	{"07/11/2025", func(t retroplan.Task) bool { return t.PinnedFinish == workcal.Of(2025, 11, 7) }, []string{"Fin fixée par vous", "Fin fixée"}},
	{"en cours", func(t retroplan.Task) bool { return t.State == retroplan.InProgress }, []string{"État", "Etat", "Statut", "state", "status", "Avancement", "% achevé", "% d’avancement",
		"Completion", "Fait", "Fait ?", "Progress", "OK ?", "État d’avancement", "Suivi", "% complete"}},
	{"x", func(t retroplan.Task) bool { return t.State == retroplan.Done }, []string{"Fait", "Fait ?", "OK", "Terminé", "✓", "Fait (x)"}},
	{"60 %", func(t retroplan.Task) bool { return t.State == retroplan.InProgress }, []string{"Avancement", "% achevé", "Completion", "% d’avancement", "%"}},
	{"oui", func(t retroplan.Task) bool { return t.Statutory }, []string{"Obligation légale ou réglementaire", "Obligation légale", "statutory"}},
	{"oui", func(t retroplan.Task) bool { return t.Optional }, []string{"Facultative : peut être abandonnée si le temps manque", "Facultative", "optional"}},
	{"oui", func(t retroplan.Task) bool { return t.CalendarDays }, []string{"La durée compte tous les jours (délai d’un imprimeur, d’un fournisseur)", "Calendar days"}},
	{"3", func(t retroplan.Task) bool { return t.MinDuration == 3 }, []string{"Durée minimale", "min_duration"}},
	{"A", func(t retroplan.Task) bool { return len(t.Needs) == 1 && t.Needs[0].ID == 1 }, []string{"Dépend de", "Attend", "Attend la tâche", "Après", "Prédécesseur", "Prédécesseurs", "Prédéc.", "Préd.",
		"Antécédent", "antécédents", "Préalable", "Préalables", "Tâche précédente", "Tâches précédentes", "Tâche(s) précédente(s)", "needs", "predecessors", "Depends on", "Dépendances", "Besoins", "Prédécesseur(s)"}},
}

func TestHeadersAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, family := range headerFamilies {
		for _, header := range family.headers {
			text := fmt.Sprintf("N°;Tâche;\"%s\"\nA;Textes;\nB;Visuels;%s\n", header, family.cell)
			if got := decode(t, text)[1]; !family.changes(got) {
				t.Errorf("%q with %q gives %+v", header, family.cell, got)
			}
		}
	}
	for _, header := range []string{"N°", "n", "Num", "Num.", "Numéro", "ID", "id", "Identifiant", "Code", "Réf", "Réf.", "ref", "#", "N° (code)", "N°\n(code)", "N° de tâche", "Numéro :"} {
		if got := decode(t, "\""+header+"\";Tâche\nA7;Textes\n")[0]; got.Ref != "A7" || got.Title != "Textes" {
			t.Errorf("%q gives %+v", header, got)
		}
	}
	for _, header := range []string{"Titre", "Tâche", "Tâches", "TACHES", "Action", "Étape", "Nom", "Nom de la tâche", "Libellé", "Intitulé", "Désignation", "Quoi", "Quoi ?", "task", "name", "Task name", "title",
		"Sujet", "Action / étape", "Tâches à faire", "Intitulé de l’action", "Tâche (verbe + objet)", "Actions à mener", "À faire"} {
		if got := decode(t, "id;"+header+"\nA7;Textes\n")[0]; got.Title != "Textes" {
			t.Errorf("%q gives %+v", header, got)
		}
	}
}

// TestEveryLabelOfTheTaskFormIsAHeader reads the labels from the form itself, so that a label
// added there is missed here.
func TestEveryLabelOfTheTaskFormIsAHeader(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("../../../web/planui/edit.templ")
	if err != nil {
		t.Fatal(err)
	}
	_, form, ok := strings.Cut(string(source), "templ taskInputs(")
	if !ok {
		t.Fatal("the form of a task is no longer called taskInputs")
	}
	form, _, _ = strings.Cut(form, "\n}\n")
	labels := regexp.MustCompile(`Label: "([^"]+)"`).FindAllStringSubmatch(form, -1)
	if len(labels) < 15 {
		t.Fatalf("only %d labels: the search misses some", len(labels))
	}
	for _, label := range labels {
		text := "\"" + label[1] + "\";Tâche;id\nnon;Textes;1\n"
		if label[1] == "Titre" {
			text = "Titre;id\nTextes;1\n"
		}
		sheet, err := decodeLoosely(text)
		if err == nil {
			for _, note := range sheet.Warnings() {
				if strings.Contains(note, "connue") {
					t.Errorf("the label %q is no header: %s", label[1], note)
				}
			}
		} else if strings.Contains(err.Error(), "ne connaît pas cet en-tête") {
			t.Errorf("the label %q is no header: %s", label[1], err)
		}
	}
}

func TestCellsDecideBetweenTheMeaningsOfAHeader(t *testing.T) {
	t.Parallel()
	// « Action / délai » with offsets is when; with words, what.
	if got := decode(t, "N°;Action / délai\n1;Textes\n2;Visuels\n")[0]; got.Title != "Textes" || !got.Offset.IsZero() {
		t.Errorf("%+v", got)
	}
	// « Fait » with days is when it was done; with ticks, that it was.
	got := decode(t, "id;Fait\nA;12/05/2025\nB;\nC;13/05/2025\n")
	if got[0].Finish != workcal.Of(2025, 5, 12) || got[1].State != retroplan.ToDo || got[2].State != retroplan.Done {
		t.Errorf("%+v", got)
	}
	// « Besoins » may be other tasks, or a projector.
	if got := decode(t, "id;Besoins\nA;vidéoprojecteur\nB;\n"); len(got[0].Needs)+len(got[1].Needs) > 0 {
		t.Errorf("%+v", got)
	}
	// « Étape » repeats, « Action » does not: the action is the title.
	if got := decode(t, "Étape;Action\nCom;Affiche\nCom;Flyer\n"); got[0].Title != "Affiche" || got[1].Title != "Flyer" {
		t.Errorf("%+v", got)
	}
}
