package plansheet_test

import (
	"slices"
	"strings"
	"testing"
)

func TestOfTwoTitlesTheFinerNamesTheTasks(t *testing.T) {
	t.Parallel()
	for headers, rows := range map[string]string{
		"Étape;Tâche":       "Com;Affiche\n;Tracts\nLogistique;Chaises",
		"Étape;Action":      "Com;Affiche\n;Tracts\nLogistique;Chaises",
		"Tâche;Sous-tâche":  "Com;Affiche\nCom;Tracts\nCom;Chaises",
		"Phase;Tâche":       "Com;Affiche\n;Tracts\nLogistique;Chaises",
		"Objet;Désignation": "a;Affiche\nb;Tracts\nc;Chaises",
		"Étape;Nom":         "Com;Affiche\nCom;Tracts\nMontage;Chaises",
		"Description;Tâche": "en couleurs;Affiche\nà plier;Tracts\npliantes;Chaises",
		"Étape;Description": "Com;Affiche\nCom;Tracts\nMontage;Chaises",
	} {
		table := headers + ";Durée\n" + strings.ReplaceAll(rows, "\n", ";2\n") + ";2\n"
		sheet := read(t, table)
		var titles []string
		for _, task := range sheet.Tasks {
			titles = append(titles, task.Title)
		}
		if first, _, _ := strings.Cut(headers, ";"); !slices.Equal(titles, []string{"Affiche", "Tracts", "Chaises"}) || !strings.Contains(spaced(strings.Join(sheet.Warnings(), "\n")), "« "+first+" »") {
			t.Errorf("%s: %q, %q", headers, titles, sheet.Warnings())
		}
	}
}

func TestATaskThatOnlyItsPartNamesIsKept(t *testing.T) {
	t.Parallel()
	got := warnings(t, "Étape;Action;Durée\nCom;Affiche;2\n;Tracts;3\nMontage;;1\n")
	if want := "ligne 4, colonne 2 (Action) : Pas de nom : celui de la colonne « Étape » est pris."; !slices.Contains(got, want) {
		t.Errorf("%q", got)
	}
}

func TestOutlineNumbersAreIdsWhereThereAreNoOthers(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"N° hiérarchique", "WBS", "Truc"} {
		sheet := read(t, header+";Tâche;Durée;Prédécesseur\n1;Com;;\n1.1;Textes;5;\n1.2;Affiche;3;1.1\n2;Pose;1;1\n")
		var got []string
		for _, task := range sheet.Tasks {
			for _, need := range task.Needs {
				got = append(got, task.Ref+" after "+sheet.Tasks[need.ID-1].Ref)
			}
		}
		if !slices.Equal(got, []string{"1.2 after 1.1", "2 after 1.1", "2 after 1.2"}) {
			t.Errorf("%s: %q", header, got)
		}
		if all := spaced(strings.Join(sheet.Warnings(), "\n")); !strings.Contains(all, "les tâches portent ceux de la colonne « "+header+" »") {
			t.Errorf("%s: %s", header, all)
		}
	}
	if got := refused(t, "WBS;Tâche;Durée\n1;Com;1\n1;Textes;5\n"); !strings.Contains(got, "est déjà celui de la ligne 2") {
		t.Error(got)
	}
	if got := warnings(t, "Tâche;Durée\nTextes;1\n"); !slices.Contains(got, "Le tableau n’a pas de numéros : sa tâche porte le numéro 1.") {
		t.Errorf("%q", got)
	}
}

func TestTheUnitOfADurationMayStandBesideIt(t *testing.T) {
	t.Parallel()
	tasks := decode(t, "Tâche;Durée;Unité\nA;5;jours\nB;2;semaines\nC;3;sem\nD;14;h\nE;10;jc\nF;4;\nG;2 sem;semaines\n")
	for i, want := range []int{5, 10, 15, 2, 10, 4, 10} {
		if tasks[i].Duration != want || tasks[i].CalendarDays != (i == 4) {
			t.Errorf("%+v, want %d", tasks[i], want)
		}
	}
	for text, want := range map[string]string{
		"Tâche;Durée;Unité\nA;2 j;semaines\n":             "ligne 2, colonne 3 (Unité) : La durée de cette ligne est « 2 j », et cette colonne dit « semaines »",
		"Tâche;Durée;Unité\nA;2;jours\nB;3;kg\n":          "ligne 3, colonne 2 (Durée) : « 3 kg » n’est pas une durée",
		"Tâche;Durée;Unité\nA;1;mois\n":                   "n’a pas une longueur fixe",
		"Tâche;Quantité;Unité\nA;2;semaines\nB;3;jours\n": "Cette colonne dit des unités de temps (« semaines »), mais aucune colonne ne dit les durées",
	} {
		if got := refused(t, text); !strings.Contains(got, want) {
			t.Errorf("%q: %s", text, got)
		}
	}
	if got := decode(t, "Tâche;Durée;Quantité;Unité\nA;2;300;pièces\nB;3;20;kg\n"); got[0].Duration != 2 {
		t.Errorf("%+v", got)
	}
}

func TestMilestonesAreSaidInAColumnOfTheirOwn(t *testing.T) {
	t.Parallel()
	for _, table := range []string{
		"Tâche;Durée;Jalon\nBAT;;oui\nPose;2;non\n", "Tâche;Durée;Jalon\nBAT;;x\nPose;2;\n", "Tâche;Type;Durée\nBAT;Jalon;\nPose;Tâche;2\n",
		"Tâche;Type;Durée\nBAT;jalon;\nPose;Réunion;2\n", "Tâche;Durée;Jalon ?\nBAT;;Oui\nPose;2;Non\n",
	} {
		sheet := read(t, table)
		if sheet.Tasks[0].Duration != 0 || sheet.Tasks[1].Duration != 2 || !strings.Contains(spaced(strings.Join(sheet.Warnings(), "\n")), "La tâche est un jalon : elle ne dure pas.") {
			t.Errorf("%q: %+v, %q", table, sheet.Tasks, sheet.Warnings())
		}
	}
	if got := refused(t, "Tâche;Durée;Jalon\nBAT;2;oui\n"); !strings.Contains(got, "La tâche est dite un jalon, mais sa durée est « 2 »") {
		t.Error(got)
	}
	if got := decode(t, "Jalon;Durée\nBAT;2\nPose;1\n"); got[0].Title != "BAT" || got[0].Duration != 2 {
		t.Errorf("%+v", got)
	}
	if got := decode(t, "Tâche;Durée;Type\nBAT;2;Réunion\n"); got[0].Duration != 2 {
		t.Errorf("%+v", got)
	}
}

func TestRowsThatAreNotActiveAreLeftAside(t *testing.T) {
	t.Parallel()
	const table = "ID;Actif;Nom;Durée;Prédécesseurs\n1;Oui;Écrire;5 jours;\n2;Non;Traduire;40 jours;1\n3;Oui;Imprimer;2 sem;2\n"
	if got := outcome(t, table); !slices.Equal(got, []string{"2 1 Écrire", "4 3 Imprimer", "-3"}) {
		t.Errorf("%q", got)
	}
	want := []string{"ligne 3 : Cette ligne n’est pas active : elle est laissée de côté (« Traduire »).",
		"ligne 4, colonne 5 (Prédécesseurs) : La tâche « 2 » n’est pas active : le lien avec elle est laissé de côté."}
	if got := warnings(t, table); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := refused(t, "ID;Actif;Nom\n1;peut-être;Écrire\n"); !strings.Contains(got, "« peut-être » n’est ni oui ni non.") {
		t.Error(got)
	}
}
