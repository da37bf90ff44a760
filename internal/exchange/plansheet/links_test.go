package plansheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/retroplan"
)

// needsOf writes what each task needs: "B: A+2 C".
func needsOf(tasks []retroplan.Task) []string {
	var all []string
	for _, t := range tasks {
		var needs []string
		for _, n := range t.Needs {
			text := tasks[n.ID-1].Ref
			if n.Lag != 0 {
				text += fmt.Sprintf("%+d", n.Lag)
			}
			needs = append(needs, text)
		}
		if len(needs) > 0 {
			all = append(all, t.Ref+": "+strings.Join(needs, " "))
		}
	}
	return all
}

func TestLinksAreReadByNumberTitleAndLag(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"an id that ends like a lag": {"id,duration,needs\nLOT,1,\nLOT-2,1,\nX,1,LOT-2\nY,1,LOT-1\nZ,1,LOT-2-3;LOT+02\n", []string{"X: LOT-2", "Y: LOT-1", "Z: LOT-2-3 LOT+2"}},
		"1 for 01":                   {"N°;Tâche;Attend\n01;a;\n02;b;1\n10;c;2\n", []string{"02: 01", "10: 02"}},
		"01 for 1":                   {"N°;Tâche;Attend\n1;a;\n2;b;01\n", []string{"2: 1"}},
		"several":                    {"N°;Tâche;Attend\n1;a;\n2;b;\n3;c;1,2\n4;d;1;\n5;e;\"1 ; 2+2j\"\n6;f;\"1\n2\"\n7;g;1 et 2\n", []string{"3: 1 2", "4: 1", "5: 1 2+2", "6: 1 2", "7: 1 2"}},
		"titles":                     {"Tâche;Attend\nTextes, visuels;\nBAT;textes, VISUELS\nPose;\"Textes, visuels, BAT\"\n", []string{"2: 1", "3: 1 2"}},
		"Microsoft Project":          {"N°;Nom de la tâche;Prédécesseurs\n1;a;\n2;b;1\n3;c;2FD+1 jour\n4;d;2FS+1d;\n5;e;\"1FD-2 jours;3\"\n", []string{"2: 1", "3: 2+1", "4: 2+1", "5: 1-2 3"}},
		"GanttProject":               {"ID,Name,Predecessors\n0,a,\n1,b,0\n2,c,1-FS=P1D;0\n", []string{"1: 0", "2: 1+1 0"}},
		"numbers of rows":            {"Tâche;Après\na;\nb;1\nc;1,2\n", []string{"2: 1", "3: 1 2"}},
		"from the other end":         {"N°;Tâche;Successeurs\n1;a;2,3+1j\n2;b;3\n3;c;\n", []string{"2: 1", "3: 1+1 2"}},
		"from both ends":             {"N°;Tâche;Attend;Suivie de\n1;a;;2\n2;b;1;\n", []string{"2: 1"}},
		"numbers with dots":          {"N°;Tâche;Attend\n1.;a;\n2.;b;1\n3);c;2.\n4;d;3\n", []string{"2.: 1.", "3): 2.", "4: 3)"}},
		"small letters":              {"id;Tâche;Attend\nA1;x;\nB;y;a1\nb;z;B\n", []string{"B: A1", "b: B"}},
		"nothing":                    {"N°;Tâche;Attend\n1;a;-\n2;b;aucune\n3;c;—\n", nil},
	} {
		if got := needsOf(decode(t, c.text)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestLinksThatAreNotKeptAreSaidByRow(t *testing.T) {
	t.Parallel()
	sheet := read(t, "N°;Tâche;Durée;Préd.\n1;a;1;\n2;b;1;1DD\n3;c;1;1FF+2j\n4;d;1;\"1SF,2\"\n")
	if got := needsOf(sheet.Tasks); !slices.Equal(got, []string{"4: 2"}) {
		t.Errorf("kept %q", got)
	}
	var got []string
	for _, w := range sheet.Warnings() {
		got = append(got, spaced(w))
	}
	const end = ", et Parvis ne garde que les liens de fin à début : il est laissé de côté."
	want := []string{
		"ligne 3, colonne 4 (Préd.) : Le lien avec « 1 » est de début à début (DD)" + end,
		"ligne 4, colonne 4 (Préd.) : Le lien avec « 1 » est de fin à fin (FF)" + end,
		"ligne 5, colonne 4 (Préd.) : Le lien avec « 1 » est de début à fin (DF)" + end,
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

func TestLinksToNothingAreToldTheTruth(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"no such number": {"N°;Tâche;Attend\n1;a;\n2;b;12\n", "ligne 3, colonne 3 (Attend) : La tâche « 12 » n’existe pas."},
		"no numbers":     {"Tâche;Attend\na;\nb;7\n", "ligne 3, colonne 2 (Attend) : La tâche « 7 » n’existe pas. Sans colonne de numéros, les tâches sont numérotées de 1 à 2, dans l’ordre des lignes."},
		"two tasks of one name": {"N°;Tâche;Attend\n1;Relire;\n2;Relire;\n3;BAT;relire\n",
			"ligne 4, colonne 3 (Attend) : Plusieurs tâches s’appellent « relire » (lignes 2 et 3) : donnez le numéro de celle qui est attendue, 1 ou 2."},
		"a row that is only a text": {"N°;Tâche;Durée;Attend\n1;Textes;5;\n2;Visuels;5;1\n;Communication;;\n3;BAT;1;Communication\n",
			"ligne 5, colonne 4 (Attend) : « Communication » est à la ligne 4, qui est laissée de côté parce qu’elle ne dit rien d’autre : donnez-lui une durée si c’est une tâche."},
	} {
		if got := refused(t, c.text); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestHeadingsStandForTheTasksUnderThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text  string
		tasks []string
		needs []string
	}{
		"outline numbers": {"ID,Name,Duration,Predecessors,Outline number\n0,Préparer,18,,1\n1,Textes,9,,1.1\n2,Tirage,9,1,1.2\n3,Pose,3,\"0;2-FS=P1D\",2\n",
			[]string{"3 1 Textes", "4 2 Tirage", "5 3 Pose", "-2"}, []string{"2: 1", "3: 1 2 2+1"}},
		"headings of headings": {"ID,Name,Duration,Predecessors,WBS\n0,Tout,9,,1\n1,Préparer,9,,1.1\n2,Textes,9,,1.1.1\n3,Visuels,9,,1.1.2\n4,Poser,9,1,1.2\n5,Socles,1,,1.2.1\n6,Bilan,1,0,2\n",
			[]string{"4 2 Textes", "5 3 Visuels", "7 5 Socles", "8 6 Bilan", "-2", "-3", "-6"}, []string{"5: 2 3", "6: 2 3 5"}},
		"outline levels": {"N°;Nom;Durée;Prédécesseurs;Niveau hiérarchique\n1;Préparer;18 jours;;1\n2;Textes;9 jours;;2\n3;Tirage;9 jours;2;2\n4;Pose;3 jours;1;1\n",
			[]string{"3 2 Textes", "4 3 Tirage", "5 4 Pose", "-2"}, []string{"3: 2", "4: 2 3"}},
		"numbers with dots": {"N°;Tâche;Durée;Attend\n1;PRÉPARATION;;\n1.1;Textes;5;\n1.2;Visuels;5;1.1\n2;Pose;1;1\n",
			[]string{"3 1.1 Textes", "4 1.2 Visuels", "5 2 Pose", "-2"}, []string{"1.2: 1.1", "2: 1.1 1.2"}},
		"outline numbers under another header": {"ID,Name,Duration,Predecessors,Structure\n0,Préparer,18,,1\n1,Textes,9,,1.1\n2,Tirage,9,1,1.2\n3,Pose,3,0,2\n",
			[]string{"3 1 Textes", "4 2 Tirage", "5 3 Pose", "-2"}, []string{"2: 1", "3: 1 2"}},
		"numbers with dots that all work": {"N°;Tâche;Durée;Attend\n1;Préparer;2;\n1.1;Textes;5;1\n",
			[]string{"2 1 Préparer", "3 1.1 Textes"}, []string{"1.1: 1"}},
	} {
		if got := outcome(t, c.text); !slices.Equal(got, c.tasks) {
			t.Errorf("%s: %q, want %q", name, got, c.tasks)
		}
		if got := needsOf(decode(t, c.text)); !slices.Equal(got, c.needs) {
			t.Errorf("%s: %q, want %q", name, got, c.needs)
		}
	}
	// However many tasks wait for a heading, the links stay countable.
	var b strings.Builder
	b.WriteString("ID,Name,Predecessors,Outline number\n0,Tout,,1\n")
	for i := range 3000 {
		fmt.Fprintf(&b, "%d,a,,1.%d\n%d,b,0,%d\n", 2*i+1, i+1, 2*i+2, i+2)
	}
	if got := refused(t, b.String()); !strings.Contains(got, "trop de liens") {
		t.Errorf("nine million links: %s", got)
	}
}
