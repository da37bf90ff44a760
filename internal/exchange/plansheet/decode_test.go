package plansheet_test

import (
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// spaced writes the spaces of French typography as plain ones.
func spaced(s string) string { return strings.NewReplacer("\u00a0", " ", "\u202f", " ").Replace(s) }

func decode(t *testing.T, text string) []retroplan.Task {
	t.Helper()
	sheet, err := plansheet.Decode(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return sheet.Tasks
}

func TestColumnsAreFoundByNameInAnyOrderAndSeparator(t *testing.T) {
	t.Parallel()
	want := []retroplan.Task{
		{ID: "A", Title: "Textes, visuels", Duration: 5, Deadline: workcal.Of(2025, 5, 12)},
		{ID: "B", Duration: 10, CalendarDays: true, Offset: &retroplan.Offset{Count: 21},
			Needs: []retroplan.Need{{ID: "A", Lag: -1}}, State: retroplan.InProgress, Start: workcal.Of(2025, 4, 1)},
		{ID: "C", Needs: []retroplan.Need{{ID: "A"}, {ID: "B", Lag: 2}}, NotBefore: workcal.Of(2025, 5, 2)},
	}
	for name, text := range map[string]string{
		"commas": "id,title,duration,needs,offset,deadline,not_before,state,start,finish\n" +
			"A,\"Textes, visuels\",5,,,2025-05-12,,,,\nB,,10c,A-1,J-21,,,in_progress,2025-04-01,\nC,,0,A;B+2,,,2025-05-02,,,\n",
		"another order, short lines": "needs,duration,id,offset,state,start,deadline,title,not_before\n" +
			",5,A,,,,2025-05-12,\"Textes, visuels\"\nA-1,10c,B,J-21,in_progress,2025-04-01\nA;B+2,0,C,,,,,,2025-05-02\n",
		"semicolons, French, byte order mark, CRLF": "\ufeffIdentifiant;Titre;Durée;Dépend de;Décalage;Échéance;Pas avant;État;Début réel\r\n" +
			"A;Textes, visuels;5;;;12/05/2025;;;\r\n;;;;;;;;\r\nB;;10 c;A−1;j-21;;;En cours;01/04/2025\r\nC;;0;\"A ; B+2\";;;02/05/2025;;\r\n",
		"tabs": "id\ttitle\tduration\tneeds\toffset\tdeadline\tnot before\tstate\tstart\n" +
			"A\tTextes, visuels\t5o\t\t\t2025-05-12\nB\t\t10C\tA-1\tJ-21\t\t\t\t2025-04-01\n\nC\t\t0\tA;B+2;\t\t\t2025-05-02\n",
	} {
		if got := decode(t, text); !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n%+v\nwant\n%+v", name, got, want)
		}
	}
}

func TestOnlyIDAndDurationAreRequired(t *testing.T) {
	t.Parallel()
	got := decode(t, "duration,id\n3,A\n")
	if len(got) != 1 || got[0].ID != "A" || got[0].Duration != 3 {
		t.Errorf("%+v", got)
	}
	if got := decode(t, "id,duration\n"); len(got) != 0 {
		t.Errorf("a header alone gives %+v", got)
	}
}

func TestNeedsPreferTheLongestKnownID(t *testing.T) {
	t.Parallel()
	got := decode(t, "id,duration,needs\nLOT,1,\nLOT-2,1,\nX,1,LOT-2\nY,1,LOT-1\nZ,1,LOT-2-3;LOT+02\n")
	for i, want := range map[int][]retroplan.Need{
		2: {{ID: "LOT-2"}}, 3: {{ID: "LOT", Lag: -1}}, 4: {{ID: "LOT-2", Lag: -3}, {ID: "LOT", Lag: 2}},
	} {
		if !reflect.DeepEqual(got[i].Needs, want) {
			t.Errorf("%s needs %+v, want %+v", got[i].ID, got[i].Needs, want)
		}
	}
}

func TestOffsetsAndStatesAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]retroplan.Offset{
		"J-21": {Count: 21}, "j - 21": {Count: 21}, "J−10o": {Count: 10, Unit: retroplan.WorkingDays}, "J-10O": {Count: 10, Unit: retroplan.WorkingDays},
		"J": {}, "J0": {}, "J-0": {}, "J+0": {}, "E": {Side: retroplan.AfterEvent}, "E+7": {Side: retroplan.AfterEvent, Count: 7},
		"e+1o": {Side: retroplan.AfterEvent, Count: 1, Unit: retroplan.WorkingDays},
	} {
		if got := decode(t, "id,duration,offset\nA,1,"+text+"\n")[0].Offset; got == nil || *got != want {
			t.Errorf("%q gives %+v, want %+v", text, got, want)
		}
	}
	for text, want := range map[string]retroplan.State{
		"": retroplan.ToDo, "à faire": retroplan.ToDo, "TODO": retroplan.ToDo, "En cours": retroplan.InProgress, "in-progress": retroplan.InProgress,
		"Bloquée": retroplan.Blocked, "fait": retroplan.Done, "Terminée": retroplan.Done, "done": retroplan.Done, "abandonné": retroplan.Dropped,
	} {
		if got := decode(t, "id,duration,state\nA,1,"+text+"\n")[0].State; got != want {
			t.Errorf("%q gives %v, want %v", text, got, want)
		}
	}
	implied := decode(t, "id,duration,start,finish\nA,1,2025-04-01,\nB,1,,2025-04-01\nC,1,,\n")
	for i, want := range []retroplan.State{retroplan.InProgress, retroplan.Done, retroplan.ToDo} {
		if implied[i].State != want {
			t.Errorf("%s is %v, want %v", implied[i].ID, implied[i].State, want)
		}
	}
}

func TestEveryProblemIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"several": {"id,duration,needs,offset,deadline\nA,x,,,\nA,-3,,K-2,2025-02-30\n,2,Z+1,J+3,hier\n",
			"ligne 2, colonne 2 (duration) : « x » n’est pas une durée : écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires.\n" +
				"ligne 3, colonne 1 (id) : L’identifiant « A » est déjà celui de la ligne 2.\n" +
				"ligne 3, colonne 2 (duration) : La durée « -3 » est négative.\n" +
				"ligne 3, colonne 4 (offset) : « K-2 » n’est pas une échéance relative : écrivez par exemple J-21, J-10o (jours ouvrés) ou E+7.\n" +
				"ligne 3, colonne 5 (deadline) : La date « 2025-02-30 » n’existe pas.\n" +
				"ligne 4, colonne 1 (id) : L’identifiant manque.\n" +
				"ligne 4, colonne 3 (needs) : La tâche « Z+1 » n’existe pas.\n" +
				"ligne 4, colonne 4 (offset) : « J+3 » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+3.\n" +
				"ligne 4, colonne 5 (deadline) : « hier » n’est pas une date : écrivez par exemple 2025-06-13."},
		"after the event": {"id,duration,offset\nA,1,E-2\n", "ligne 2, colonne 3 (offset) : « E-2 » : E se compte après l’événement. Avant lui, comptez depuis son premier jour : J-2."},
		"no duration":     {"id,duration\nA\n", "ligne 2, colonne 2 (duration) : La durée manque : écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires."},
		"a half day":      {"id,duration\nA,2.5\n", "ligne 2, colonne 2 (duration) : « 2.5 » n’est pas une durée : écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires."},
		"absurd numbers": {"id,duration,needs,offset\nA,999999999999999999999,,\nB,1,A+99999999,J-99999999\n",
			"ligne 2, colonne 2 (duration) : La durée « 999999999999999999999 » est trop longue.\n" +
				"ligne 3, colonne 3 (needs) : Le délai de « A+99999999 » est trop long.\n" +
				"ligne 3, colonne 4 (offset) : L’échéance relative « J-99999999 » est trop lointaine."},
		"unknown state":  {"id,duration,state\nA,1,peut-être\n", "ligne 2, colonne 3 (state) : « peut-être » n’est pas un état : écrivez à faire, en cours, bloqué, fait ou abandonné."},
		"missing column": {"titre,durée\nA,1\n", "ligne 1, colonne id : Cette colonne est indispensable, et elle manque."},
		"column twice":   {"id,duration,Durée\nA,1,2\n", "ligne 1, colonne 3 (Durée) : Cette colonne donne la même chose que la colonne « duration »."},
		"empty":          {"", "Le fichier est vide : sa première ligne doit nommer les colonnes, dont id et duration."},
		"blank":          {"\n\n ,,\n", "Le fichier est vide : sa première ligne doit nommer les colonnes, dont id et duration."},
		"a cell too far": {"id,duration\nA,1,,x\n", "ligne 2, colonne 4 : Cette cellule est au-delà de la dernière colonne : un séparateur de trop, sans doute."},
		"open quote":     {"id,duration\nA,1\nB,\"2\nC,3\n", "ligne 3 : Un guillemet ouvert n’est pas refermé, ou se ferme au milieu de la cellule."},
		"stray quote":    {"id,duration\nA,1\nB\"b,2\n", "ligne 3 : Un guillemet se trouve au milieu d’une cellule (caractère 2) : doublez-le et entourez la cellule de guillemets."},
		"Windows-1252":   {"id,duration\nA,1\n\xe9,2\n", "ligne 3 : Le fichier n’est pas écrit en UTF-8 : enregistrez-le au format « CSV UTF-8 »."},
		"line breaks in a cell": {"id,title,duration\nA,\"deux\nlignes\",1\nB,,x\n",
			"ligne 4, colonne 3 (duration) : « x » n’est pas une durée : écrivez par exemple 5, 0 pour un jalon, 10c pour dix jours calendaires."},
	} {
		_, err := plansheet.Decode(strings.NewReader(c.text))
		if _, ok := errors.AsType[plansheet.Problems](err); !ok {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if got := spaced(err.Error()); got != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, c.want)
		}
	}
}

func TestOversizedFilesAreRefusedBriefly(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"ten megabytes of text": {strings.Repeat("x", plansheet.MaxBytes+1), "dix mégaoctets"},
		"too many tasks":        {"id,duration\n" + strings.Repeat("a,1\n", plansheet.MaxTasks+1), "cent mille"},
		"one huge cell":         {"id,duration\nA," + strings.Repeat("9", 5<<20), "trop longue"},
		"a problem on each row": {"id,duration\n" + strings.Repeat("a,x\n", 50_000), "beaucoup d’autres problèmes"},
	} {
		_, err := plansheet.Decode(strings.NewReader(c.text))
		if err == nil || !strings.Contains(err.Error(), c.says) || len(err.Error()) > 30_000 {
			t.Errorf("%s: %.200v", name, err)
		}
	}
}

func TestErrorsOfThePlanAreExplainedWithTheirPlace(t *testing.T) {
	t.Parallel()
	sheet, err := plansheet.Decode(strings.NewReader("duration,id,dépend de\n1,A,C\n1,B,A\n1,C,B\n"))
	if err != nil {
		t.Fatal(err)
	}
	_, err = retroplan.Schedule(retroplan.Plan{Anchor: retroplan.Anchor{First: workcal.Of(2025, 6, 13)}, Tasks: sheet.Tasks}, workcal.Of(2025, 4, 7))
	want := "ligne 2, colonne 3 (dépend de) : Ces tâches s’attendent les unes les autres : « A » → « B » → « C » → « A »."
	if got := spaced(sheet.Explain(err).Error()); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestWhatIsWrittenReadsBackTheSame(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{"A", "B", "A-1", "A+2", "A-1-1", "=B", "'C", "-3", "é", "B \"b\", c"}), 1, 8, rapid.ID[string]).Draw(t, "ids")
		date := rapid.Custom(func(t *rapid.T) workcal.Date {
			return workcal.Date(rapid.SampledFrom([]int{0, 739000, 1, 3652059}).Draw(t, "date"))
		})
		var tasks []retroplan.Task
		for _, id := range ids {
			task := retroplan.Task{ID: id, Title: rapid.SampledFrom([]string{"", "=1+1", "'=x", "Textes; \"visuels\",\nfin", "@x", "''"}).Draw(t, "title"),
				Duration: rapid.IntRange(0, 50).Draw(t, "duration"), CalendarDays: rapid.Bool().Draw(t, "calendar"),
				Deadline: date.Draw(t, "deadline"), NotBefore: date.Draw(t, "not before"), Start: date.Draw(t, "start"), Finish: date.Draw(t, "finish"),
				State: retroplan.State(rapid.IntRange(0, 4).Draw(t, "state"))}
			if rapid.Bool().Draw(t, "has offset") {
				task.Offset = &retroplan.Offset{Side: retroplan.Side(rapid.IntRange(0, 1).Draw(t, "side")), Count: rapid.IntRange(0, 99).Draw(t, "days"), Unit: retroplan.Unit(rapid.IntRange(0, 1).Draw(t, "unit"))}
			}
			for _, need := range rapid.SliceOfN(rapid.SampledFrom(ids), 0, 3).Draw(t, "needs") {
				task.Needs = append(task.Needs, retroplan.Need{ID: need, Lag: rapid.IntRange(-3, 3).Draw(t, "lag")})
			}
			tasks = append(tasks, task)
		}
		var file bytes.Buffer
		if err := plansheet.Encode(&file, tasks); err != nil {
			t.Fatal(err)
		}
		sheet, err := plansheet.Decode(bytes.NewReader(file.Bytes()))
		if err != nil {
			t.Fatalf("%v\n%s", err, file.String())
		}
		if !reflect.DeepEqual(sheet.Tasks, tasks) {
			t.Fatalf("wrote %+v\nread %+v\n%s", tasks, sheet.Tasks, file.String())
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("id,title,duration,needs,offset,deadline,not_before,state,start,finish\nA,a,5,,J-21,2025-05-12,,fait,,2025-04-01\nB,b,10c,A+2;A-1,E+7o,,,,,\n"))
	f.Add([]byte("\ufeffid;durée\r\nA;\"5\r\n"))
	f.Add([]byte("id\tduration\tneeds\n'=A\t0\t'=A-1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		sheet, err := plansheet.Decode(bytes.NewReader(data))
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error that says nothing")
			}
			return
		}
		plan := retroplan.Plan{Anchor: retroplan.Anchor{First: workcal.Of(2025, 6, 13)}, Tasks: sheet.Tasks}
		today := workcal.Of(2025, 4, 7)
		result, err := retroplan.Schedule(plan, today)
		if err != nil {
			if cycle, ok := errors.AsType[*retroplan.CycleError](err); !ok {
				t.Fatalf("what Decode accepts fails otherwise than by a cycle: %v", err)
			} else if len(sheet.Explain(err).Error()) == 0 || len(cycle.IDs) == 0 {
				t.Fatal("a cycle that is not named")
			}
			return
		}
		var out bytes.Buffer
		if err := plansheet.EncodeTable(&out, plan, today, result); err != nil {
			t.Fatal(err)
		}
		if err := plansheet.EncodeJSON(&out, result); err != nil {
			t.Fatal(err)
		}
	})
}
