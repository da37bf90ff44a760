package plansheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// outcome writes each task as "row id title" and each row left aside as "-row".
func outcome(t *testing.T, text string) []string {
	t.Helper()
	sheet := read(t, text)
	var all []string
	for i, task := range sheet.Tasks {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%d %s %s", sheet.Rows[i], task.Ref, task.Title)))
	}
	for _, left := range sheet.LeftAside {
		all = append(all, fmt.Sprintf("-%d", left.Row))
	}
	return all
}

func TestRowsThatAreNoTasksAreLeftAside(t *testing.T) {
	t.Parallel()
	const three = "N°;Tâche;Durée;Quand\n1;Textes;5;J-30\n2;Visuels;3;J-20\n3;BAT;0;J-10\n"
	tasks := []string{"2 1 Textes", "3 2 Visuels", "4 3 BAT"}
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"titles above":                     {"Rétroplanning 2025;;;\nversion 2, à relire;;;\nTÂCHES;;DATES;\n" + three, []string{"5 1 Textes", "6 2 Visuels", "7 3 BAT", "-1", "-2", "-3"}},
		"a long heading with known words":  {"Tâches;Dates;;\n" + three, []string{"3 1 Textes", "4 2 Visuels", "5 3 BAT", "-1"}},
		"sep=":                             {"sep=;\n" + three, []string{"3 1 Textes", "4 2 Visuels", "5 3 BAT", "-1"}},
		"months in the first column":       {three + "JANVIER;;;\n4;Pose;1;J-1\nMars - avril;;;\n", append(slices.Clone(tasks), "6 4 Pose", "-5", "-7")},
		"months in the title":              {three + ";JANVIER;;\n4;Pose;1;J-1\n;Février 2025;;\n", append(slices.Clone(tasks), "6 4 Pose", "-5", "-7")},
		"a total":                          {three + "Total : 3 tâches;;;\n", append(slices.Clone(tasks), "-5")},
		"a total with its sum":             {three + "Total;;8;\n", append(slices.Clone(tasks), "-5")},
		"a total in another column":        {three + ";TOTAL;8 j;\n", append(slices.Clone(tasks), "-5")},
		"a number without a title":         {three + "4;;;\n", append(slices.Clone(tasks), "-5")},
		"a task called total":              {three + "4;Total des dépenses à faire;2;J-3\n", append(slices.Clone(tasks), "5 4 Total des dépenses à faire")},
		"a remark":                         {three + ";;;\nx : fait par le service technique;;;\n", append(slices.Clone(tasks), "-6")},
		"a legend in the last column":      {three + ";;;rouge : urgent\n", append(slices.Clone(tasks), "-5")},
		"headers said again":               {three + "N°;Tâche;Durée;Quand\n4;Pose;1;J-1\n", append(slices.Clone(tasks), "6 4 Pose", "-5")},
		"headers said again after a gap":   {three + "\nN°;Tâche;Durée;Quand\n4;Pose;1;J-1\n", append(slices.Clone(tasks), "7 4 Pose", "-6")},
		"averages and counts":              {three + ";Moyenne;4;\n;Total général;8;50 %\nNombre de tâches : 3;;;\n;Nombre de jours;8;\n", append(slices.Clone(tasks), "-5", "-6", "-7", "-8")},
		"tasks that begin like a total":    {three + "4;Moyenne section : accueil;2;\n;Nombre de places à revoir;1;\n;Cumulus à peindre;1;\n", append(slices.Clone(tasks), "5 4 Moyenne section : accueil", "6 ligne 6 Nombre de places à revoir", "7 ligne 7 Cumulus à peindre")},
		"a legend":                         {three + ";;;\n;;;\nLégende;;;\nx;fait;;\no;à faire;;\n;;;\n4;Pose;1;J-1\n", append(slices.Clone(tasks), "11 4 Pose", "-7", "-8", "-9")},
		"a legend after an empty row":      {three + ";;;\n;Légende :;;\n;;;\nx;fait;;\n", append(slices.Clone(tasks), "-6", "-8")},
		"a task that speaks of a legend":   {three + "4;Légende des cartels;1;J-2\n", append(slices.Clone(tasks), "5 4 Légende des cartels")},
		"headings in any case":             {"Tâche;Durée;Quand;Fait\nAvril 2025;;;\nTextes;5;J-30;\nSemaine du 2 juin;;;\nPose;1;J-1;\nCOMMUNICATION;;;\nAffiches;1;J-3;\nLogistique;;;\nChaises;1;;\nSemaine 24;;;\n", []string{"3 1 Textes", "5 2 Pose", "7 3 Affiches", "9 4 Chaises", "-2", "-4", "-6", "-8", "-10"}},
		"a second table":                   {three + ";;;\nNom;E-mail;Téléphone;\nZoé;zoe@example.org;01 99 00 12 34;\nLéo;;;\n", append(slices.Clone(tasks), "-6", "-7", "-8")},
		"no second table without a gap":    {three + "4;Notes;2;J-2\n", append(slices.Clone(tasks), "5 4 Notes")},
		"a task after a gap":               {three + "\n4;Action;2;J-2\n", append(slices.Clone(tasks), "6 4 Action")},
		"a title without number":           {three + ";Accueil;1;J-1\n", append(slices.Clone(tasks), "5 ligne 5 Accueil")},
		"the event itself":                 {three + "JOUR J;;;13/06/2025\n", append(slices.Clone(tasks), "5 JOUR J")},
		"a title alone among few columns":  {"Tâche;Quand\nTextes;J-30\nRelecture;\nBAT;J-10\n", []string{"2 1 Textes", "3 2 Relecture", "4 3 BAT"}},
		"titles alone":                     {"Tâche;Quand;Qui\nTextes;;\nRelecture;;\nBAT;;\n", []string{"2 1 Textes", "3 2 Relecture", "4 3 BAT"}},
		"a part among few columns":         {"Tâche;Quand\nCOMMUNICATION;\nTextes;J-30\nMai;\nBAT;J-10\nLogistique :;\n", []string{"3 1 Textes", "5 2 BAT", "-2", "-4", "-6"}},
		"headers on two rows":              {"N°;Tâche;Durée;Dates;;État\n;;;Début;Fin / échéance;\n1;Textes;5;;J-30;\n2;BAT;0;;J-10;fait\n", []string{"3 1 Textes", "4 2 BAT", "-2"}},
		"headers on two rows, upside down": {"N°;Tâche;Durée;;;\n;;;Début;Échéance;État\n1;Textes;5;;J-30;\n2;BAT;0;;J-10;fait\n", []string{"3 1 Textes", "4 2 BAT", "-2"}},
		"parts with a letter":              {"N°;Tâche;Durée;Quand\nA;COMMUNICATION;;\nA1;Textes;5;J-30\nB;LOGISTIQUE;;\nB1;Socles;3;J-20\nB2;Pose;1;J-1\n", []string{"3 A1 Textes", "5 B1 Socles", "6 B2 Pose", "-2", "-4"}},
		"tasks in capitals":                {"N°;Tâche;Durée;Quand\n1;TEXTES;5;J-30\n2;VISUELS;;\n3;MONTAGE;1;J-2\n", []string{"2 1 TEXTES", "3 2 VISUELS", "4 3 MONTAGE"}},
		"tasks that all say little":        {"N°;Tâche;Qui\n1;Textes;AB\n2;BAT SIGNÉ;AB\n3;Pose;\n", []string{"2 1 Textes", "3 2 BAT SIGNÉ", "4 3 Pose"}},
		"a task in two columns":            {"Tâche;Sous-tâche;Durée;Quand\nCom;Textes;5;J-30\nCom;Visuels;3;J-20\nBilan;;1;E+7\n", []string{"2 1 Textes", "3 2 Visuels", "4 3 Bilan"}},
		"ids alone":                        {"id;durée\nA;1\nB;\nC;2\n", []string{"2 A", "3 B", "4 C"}},
		"blank rows of a spreadsheet":      {"id;titre;durée;;;\nA;Textes;5;;;\n;;;;;\nB;Visuels;3;;;\n;;;;;\n", []string{"2 A Textes", "4 B Visuels"}},
	} {
		if got := outcome(t, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestARowThatSaysWhenButNotWhatIsRefused(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"N°;Tâche;Durée;Quand\n1;Textes;5;J-30\n;;;J-20\n": "ligne 3, colonne 1 (N°) : L’identifiant manque, et le titre aussi.",
		"Tâche;Durée;Quand\nTextes;5;J-30\n;3;J-20\n":      "ligne 3, colonne 1 (Tâche) : Le titre manque.",
		"id;Durée\nA;5\n;3\n":                              "ligne 3, colonne 1 (id) : L’identifiant manque.",
	} {
		if got := refused(t, text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestWhatIsLeftAsideIsSaidWithItsRows(t *testing.T) {
	t.Parallel()
	got := warnings(t, "Plan 2025;;;\nN°;Tâche;Durée;Quand\nJANVIER;;;\n1;Textes;5;J-30\nMARS;;;\n2;Visuels;3;J-20\nTotal : 2;;;\n\nNom;E-mail;;\nZoé;;;\n")
	want := []string{
		"ligne 1 : Cette ligne est au-dessus des en-têtes : elle est laissée de côté (« Plan 2025 »).",
		"lignes 9 et 10 : Un second tableau commence à la ligne 9 (« Nom », « E-mail »…) : il est laissé de côté.",
		"lignes 3 et 5 : Ces lignes ne sont qu’un texte : elles sont laissées de côté (« JANVIER », « MARS »).",
		"ligne 7 : Cette ligne est un total : elle est laissée de côté (« Total : 2 »).",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

func TestWhatIsAssumedIsSaidOnceWithItsRows(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("titre;durée\n")
	for i := range 15 {
		fmt.Fprintf(&b, "Tâche %d;%s\n", i, []string{"1,5", "", "2"}[i%3])
	}
	got := warnings(t, b.String())
	want := []string{
		"Le tableau n’a pas de numéros : les tâches sont numérotées de 1 à 15, dans l’ordre des lignes.",
		"lignes 2, 5, 8, 11 et 14, colonne 2 (durée) : 1,5 jour est compté comme 2 : les jours sont entiers.",
		"lignes 3, 6, 9, 12 et 15, colonne 2 (durée) : Pas de durée : la tâche compte un jour.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
	many := warnings(t, "id;titre;durée\n"+strings.Repeat(";x;\n", 30))
	if !strings.HasPrefix(many[0], "lignes 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 et 20 autres, colonne 3 (durée) : ") &&
		!strings.HasPrefix(many[1], "lignes 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 et 20 autres, colonne 3 (durée) : ") {
		t.Errorf("%q", many)
	}
	if got := warnings(t, "id;durée;état\n1;;fait\n2;;abandonné\n3;4;\n"); len(got) > 0 {
		t.Errorf("tasks that are over say %q", got)
	}
}

func TestRowsWithoutNumberAreNamedByTheirPlace(t *testing.T) {
	t.Parallel()
	sheet := read(t, "id;titre;attend\n1;Textes;\n;Visuels;1\nligne 3;BAT;Visuels\n")
	if second := sheet.Tasks[1]; second.Ref != "ligne 3 bis" || sheet.Tasks[2].Needs[0].ID != second.ID {
		t.Errorf("%+v", sheet.Tasks)
	}
}

func TestEveryRowLeftAsideIsNamed(t *testing.T) {
	t.Parallel()
	table := "Tâche;Durée;Quand\n"
	for range 12 {
		table += "Textes;5;J-30\nJANVIER;;\nFÉVRIER;;\nMARS;;\n"
	}
	want := "lignes 3 à 5, 7 à 9, 11 à 13, 15 à 17, 19 à 21, 23 à 25, 27 à 29, 31 à 33, 35 à 37, 39 à 41, 43 à 45 et 47 à 49 : Ces lignes ne sont qu’un texte"
	if got := warnings(t, table); !strings.HasPrefix(got[0], want) {
		t.Errorf("%q", got)
	}
}

func TestATotalSaysNothingOfItsColumn(t *testing.T) {
	t.Parallel()
	if got := decode(t, "N°;Tâche;Durée;Fait\n1;Textes;2;oui\n2;BAT;1;\n;Total;3;2/11\n"); len(got) != 2 || got[0].State.String() != "done" {
		t.Errorf("%+v", got)
	}
}
