package plansheet_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// spaced writes the spaces of French typography as plain ones.
func spaced(s string) string { return french.PlainSpaces(s) }

func decode(t *testing.T, text string) []retroplan.Task {
	t.Helper()
	return read(t, text).Tasks
}

// jea is an event on three days of June 2025.
var jea = plansheet.Options{Event: retroplan.Anchor{First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)}}

func read(t *testing.T, text string) *plansheet.Sheet {
	t.Helper()
	sheet, err := plansheet.Decode(strings.NewReader(text), jea)
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return sheet
}

// warnings gives what a table says about how it was read.
func warnings(t *testing.T, text string) []string {
	t.Helper()
	all := read(t, text).Warnings()
	for i := range all {
		all[i] = spaced(all[i])
	}
	return all
}

// refused gives the problems of a table, one a line.
func refused(t *testing.T, text string, ignore ...string) string {
	t.Helper()
	_, err := plansheet.Decode(strings.NewReader(text), plansheet.Options{Event: jea.Event, Ignore: ignore})
	if _, ok := errors.AsType[plansheet.Problems](err); !ok {
		t.Errorf("%q gives %v, not problems", text, err)
		return ""
	}
	return spaced(err.Error())
}

func TestColumnsAreFoundByNameInAnyOrderAndSeparator(t *testing.T) {
	t.Parallel()
	want := []retroplan.Task{
		{ID: 1, Ref: "A", Title: "Textes, visuels", Duration: 5, Deadline: workcal.Of(2025, 5, 12)},
		{ID: 2, Ref: "B", Duration: 10, CalendarDays: true, Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 21},
			Needs: []retroplan.Need{{ID: 1, Lag: -1}}, State: retroplan.InProgress, Start: workcal.Of(2025, 4, 1)},
		{ID: 3, Ref: "C", Needs: []retroplan.Need{{ID: 1}, {ID: 2, Lag: 2}}, NotBefore: workcal.Of(2025, 5, 2)},
	}
	for name, text := range map[string]string{
		"commas": "id,title,duration,needs,offset,deadline,not_before,state,actual_start,actual_finish\n" +
			"A,\"Textes, visuels\",5,,,2025-05-12,,,,\nB,,10c,A-1,J-21,,,in_progress,2025-04-01,\nC,,0,A;B+2,,,2025-05-02,,,\n",
		"another order, short lines": "needs,duration,id,offset,state,actual_start,deadline,title,not_before\n" +
			",5,A,,,,2025-05-12,\"Textes, visuels\"\nA-1,10c,B,J-21,in_progress,2025-04-01\nA;B+2,0,C,,,,,,2025-05-02\n",
		"semicolons, French, byte order mark, CRLF": "\ufeffIdentifiant;Titre;Durée;Dépend de;Décalage;Échéance;Pas avant;État;Début réel\r\n" +
			"A;Textes, visuels;5;;;12/05/2025;;;\r\n;;;;;;;;\r\nB;;10 c;A−1;j-21;;;En cours;01/04/2025\r\nC;;0;\"A ; B+2\";;;02/05/2025;;\r\n",
		"tabs": "id\ttitle\tduration\tneeds\toffset\tdeadline\tnot before\tstate\tactual start\n" +
			"A\tTextes, visuels\t5o\t\t\t2025-05-12\nB\t\t10C\tA-1\tJ-21\t\t\t\t2025-04-01\n\nC\t\t0\tA;B+2;\t\t\t2025-05-02\n",
	} {
		if got := decode(t, text); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%+v\nwant\n%+v", name, got, want)
		}
	}
}

func TestATaskNeedsOnlyAName(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]retroplan.Task{
		"duration,id\n3,A\n":         {{ID: 1, Ref: "A", Duration: 3}},
		"titre\nTextes\nRelecture\n": {{ID: 1, Ref: "1", Title: "Textes", Duration: 1}, {ID: 2, Ref: "2", Title: "Relecture", Duration: 1}},
		"id\nA\n":                    {{ID: 1, Ref: "A", Duration: 1}},
		"id,duration\n":              {},
	} {
		if got := decode(t, text); !reflect.DeepEqual(got, want) {
			t.Errorf("%q gives %+v, want %+v", text, got, want)
		}
	}
}

func TestNeedsPreferTheLongestKnownID(t *testing.T) {
	t.Parallel()
	got := decode(t, "id,duration,needs\nLOT,1,\nLOT-2,1,\nX,1,LOT-2\nY,1,LOT-1\nZ,1,LOT-2-3;LOT+02\n")
	for i, want := range map[int][]retroplan.Need{
		2: {{ID: 2}}, 3: {{ID: 1, Lag: -1}}, 4: {{ID: 2, Lag: -3}, {ID: 1, Lag: 2}},
	} {
		if !reflect.DeepEqual(got[i].Needs, want) {
			t.Errorf("%s needs %+v, want %+v", got[i].Ref, got[i].Needs, want)
		}
	}
}

func TestStatesAreToldByActualDatesOnly(t *testing.T) {
	t.Parallel()
	implied := decode(t, "id,duration,début réel,fin réelle\nA,1,2025-04-01,\nB,1,,2025-04-01\nC,1,,\n")
	for i, want := range []retroplan.State{retroplan.InProgress, retroplan.Done, retroplan.ToDo} {
		if implied[i].State != want {
			t.Errorf("%s is %v, want %v", implied[i].Ref, implied[i].State, want)
		}
	}
	said := decode(t, "id,duration,fin réelle,état\nA,1,2025-04-01,en cours\n")
	if said[0].State != retroplan.InProgress || said[0].Finish != workcal.Of(2025, 4, 1) {
		t.Errorf("a state that is written gives way to a date: %+v", said[0])
	}
}

func TestEveryProblemIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"several": {"id,duration,needs,offset,deadline\nA,x,,,\nA,-3,,K-2,2025-02-30\n,2,Z+1,J+3,hier\n",
			"ligne 2, colonne 2 (duration) : « x » n’est pas une durée : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon.\n" +
				"ligne 3, colonne 1 (id) : L’identifiant « A » est déjà celui de la ligne 2.\n" +
				"ligne 3, colonne 2 (duration) : La durée « -3 » est négative.\n" +
				"ligne 3, colonne 4 (offset) : « K-2 » n’est ni une date ni un délai avant l’événement : écrivez par exemple 13/06/2025, J-21, J-10o (jours ouvrés) ou E+7.\n" +
				"ligne 3, colonne 5 (deadline) : La date « 2025-02-30 » n’existe pas.\n" +
				"ligne 4, colonne 1 (id) : L’identifiant manque.\n" +
				"ligne 4, colonne 3 (needs) : La tâche « Z+1 » n’existe pas.\n" +
				"ligne 4, colonne 4 (offset) : « J+3 » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+3.\n" +
				"ligne 4, colonne 5 (deadline) : « hier » n’est ni une date ni un délai avant l’événement : écrivez par exemple 13/06/2025, J-21, J-10o (jours ouvrés) ou E+7."},
		"after the event": {"id,duration,offset\nA,1,E-2\n", "ligne 2, colonne 3 (offset) : « E-2 » : E se compte après l’événement. Avant lui, comptez depuis son premier jour : J-2."},
		"absurd numbers": {"id,duration,needs,offset\nA,999999999999999999999,,\nB,1,A+99999999,J-99999999\n",
			"ligne 2, colonne 2 (duration) : La durée « 999999999999999999999 » est trop longue.\n" +
				"ligne 3, colonne 3 (needs) : Le délai de « A+99999999 » est trop long.\n" +
				"ligne 3, colonne 4 (offset) : L’échéance relative « J-99999999 » est trop lointaine."},
		"unknown state": {"id,duration,state\nA,1,peut-être\n", "ligne 2, colonne 3 (state) : « peut-être » n’est pas un état : écrivez à faire, en cours, bloqué, fait ou abandonné."},
		"column twice": {"id,duration,Durée\nA,1,2\n",
			"ligne 1, colonne 3 (Durée) : Cette colonne donne la même chose que la colonne « duration » : n’en gardez qu’une, ou laissez celle-ci de côté avec --ignore \"Durée\"."},
		"no name": {"durée,responsable\n1,Zoé\n", "ligne 1 : Aucune colonne ne dit le nom des tâches : appelez-la Tâche."},
		"no header": {"un;deux\ntrois;quatre\n", "ligne 1 : Ni cette ligne (« un ») ni les suivantes ne nomment de colonne connue : écrivez au-dessus des tâches une ligne d’en-têtes, " +
			"par exemple Tâche, Durée, À faire pour."},
		"empty":          {"", "Le fichier est vide : une de ses premières lignes doit nommer les colonnes, par exemple Tâche, Durée, À faire pour."},
		"blank":          {"\n\n ,,\n", "Le fichier est vide : une de ses premières lignes doit nommer les colonnes, par exemple Tâche, Durée, À faire pour."},
		"a cell too far": {"id,duration\nA,1,,x\n", "ligne 2, colonne 4 : Cette cellule est au-delà de la dernière colonne : un séparateur de trop, sans doute."},
		"open quote":     {"id,duration\nA,1\nB,\"2\nC,3\n", "ligne 3 : Un guillemet ouvert à cette ligne n’est jamais refermé : fermez-le, ou doublez-le s’il fait partie du texte."},
		"line breaks in a cell": {"id,title,duration\nA,\"deux\nlignes\",1\nB,,x\n",
			"ligne 3, colonne 3 (duration) : « x » n’est pas une durée : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon."},
		"a bad byte": {"id;titre\n1;Été\n2;Dur\xe9e\n", "ligne 3 : Cette ligne n’est pas écrite en UTF-8, alors que le reste du fichier l’est : une de ses lettres est abîmée. " +
			"Dans votre tableur, enregistrez-le au format « CSV UTF-8 »."},
		"a loop beside": {"id,duration,needs\nA,1,B\nB,x,A\n", "ligne 2, colonne 3 (needs) : Ces tâches s’attendent les unes les autres : « A » → « B » → « A ».\n" +
			"ligne 3, colonne 2 (duration) : « x » n’est pas une durée : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon."},
	} {
		if got := refused(t, c.text); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestOversizedFilesAreRefusedBriefly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"ten megabytes of text":      {strings.Repeat("x", plansheet.MaxBytes+1), "dix mégaoctets"},
		"too many tasks":             {"id,duration\n" + strings.Repeat("a,1\n", plansheet.MaxTasks+1), "cent mille"},
		"one huge cell":              {"id,duration\nA," + strings.Repeat("9", 5<<20), "trop long"},
		"six hundred columns":        {"id" + strings.Repeat(",x", 600) + "\na" + strings.Repeat(",y", 600), "cinq cents"},
		"a hundred thousand columns": {strings.Repeat("id,", 100_000), "trop de cellules"},
		"a problem on each row":      {"id,duration\n" + strings.Repeat("a,x\n", 50_000), "beaucoup d’autres problèmes"},
	} {
		_, err := plansheet.Decode(strings.NewReader(c.text), jea)
		if err == nil || !strings.Contains(err.Error(), c.says) || len(err.Error()) > 30_000 {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

func TestEveryLoopIsExplainedWithItsPlace(t *testing.T) {
	t.Parallel()
	sheet := read(t, "duration,id,dépend de,titre\n1,A,C,Textes\n1,B,A,Visuels\n1,C,B,BAT\n2,D,A,Affiches\n1,E,E,\n")
	_, err := retroplan.Schedule(retroplan.Plan{Anchor: jea.Event, Tasks: sheet.Tasks}, workcal.Of(2025, 4, 7))
	want := "ligne 2, colonne 3 (dépend de) : Ces tâches s’attendent les unes les autres : « Textes » → « Visuels » → « BAT » → « Textes ».\n" +
		"ligne 6, colonne 3 (dépend de) : La tâche « E » dépend d’elle-même."
	if got := spaced(sheet.Explain(err).Error()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
