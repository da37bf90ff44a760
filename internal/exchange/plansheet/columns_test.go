package plansheet_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

func decodeLoosely(text string, ignore ...string) (*plansheet.Sheet, error) {
	return plansheet.Decode(strings.NewReader(text), plansheet.Options{Event: jea.Event, Ignore: ignore})
}

func TestNoColumnThatMayChangeADateIsDroppedInSilence(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ header, cells, says string }{
		"offsets":             {"Truc", "J-75;J-60", "Parvis ne connaît pas cet en-tête, mais ses cellules ressemblent à des échéances (« J-75 », « J-60 ») : renommez-la « À faire pour », ou laissez-la de côté avec --ignore \"Truc\"."},
		"some offsets":        {"Truc", "bientôt;J-75", "ressemblent à des échéances"},
		"after the event":     {"Truc", "E+7;E+30", "ressemblent à des échéances"},
		"weeks before":        {"Truc", "S-6;M-2", "ressemblent à des échéances"},
		"dates":               {"Date", "07/11/2025;8/11/25", "ressemblent à des dates (« 07/11/2025 », « 8/11/25 ») : renommez-la « À faire pour » (date limite), « Début » (date prévue) ou « Fin réelle », ou"},
		"days of Excel":       {"Truc", "45830;45833", "ressemblent à des numéros de jour d’Excel"},
		"weeks":               {"Truc", "S12;semaine 14", "ressemblent à des semaines ou des mois"},
		"months":              {"Truc", "fin février;mars", "ressemblent à des semaines ou des mois"},
		"percentages":         {"Truc", "50 %;100 %", "ressemblent à un avancement"},
		"ticks":               {"Truc", "x;", "ressemblent à un avancement (« x ») : renommez-la « État »"},
		"numbers of tasks":    {"Truc", ";1", "ressemblent à des noms ou des numéros d’autres tâches (« 1 ») : renommez-la « Dépend de »"},
		"titles of tasks":     {"Truc", ";Demander", "ressemblent à des noms ou des numéros d’autres tâches"},
		"links":               {"Truc", "2DD;1FD+2j", "ressemblent à des noms ou des numéros d’autres tâches"},
		"durations":           {"Truc", "3 jours;2 sem", "ressemblent à des durées (« 3 jours », « 2 sem ») : renommez-la « Durée »"},
		"no header":           {"", "J-75;", "Cette colonne n’a pas d’en-tête, mais ses cellules ressemblent à des échéances (« J-75 ») : appelez-la « À faire pour », ou laissez-la de côté avec --ignore \"colonne 3\"."},
		"a header in vain":    {"Remarques", "J-75;J-60", "Cet en-tête n’annonce rien qui change une date, mais ses cellules ressemblent à des échéances"},
		"half a known header": {"Lieu / date", "12/05/2025;13/05/2025", "ressemblent à des dates"},
		"planned offsets":     {"Fin", "J-75;", "Cet en-tête annonce des dates prévues, qui ne sont pas utilisées, mais ses cellules ressemblent à des échéances (« J-75 »)"},
	} {
		first, second, _ := strings.Cut(c.cells, ";")
		text := "N°;Tâche;" + c.header + "\n1;Demander;" + first + "\n2;Envoyer;" + second + "\n"
		place := "ligne 1, colonne 3"
		if c.header != "" {
			place += " (" + c.header + ")"
		}
		if got := refused(t, text); !strings.HasPrefix(got, place+" : ") || !strings.Contains(got, c.says) || strings.Contains(got, "\n") {
			t.Errorf("%s: %s", name, got)
		}
		ignored := c.header
		if ignored == "" {
			ignored = "Colonne 3"
		}
		sheet, err := decodeLoosely(text, strings.ToUpper(ignored))
		if err != nil || len(sheet.Tasks) != 2 || !sheet.Tasks[0].Offset.IsZero() || !strings.Contains(spaced(strings.Join(sheet.Warnings(), "\n")), "est laissée de côté, comme vous le demandez.") {
			t.Errorf("%s, ignored: %v", name, err)
		}
	}
	if got := refused(t, "id;titre\n1;Textes\n", "Quand"); got != "ligne 1 : Aucune colonne ne s’appelle « Quand » : elle ne peut pas être laissée de côté." {
		t.Errorf("a column that is not there: %s", got)
	}
}

func TestATextAndAnOffsetInOneCellAreRefused(t *testing.T) {
	t.Parallel()
	got := refused(t, "N°;Action / délai\n1;Textes\n2;Visuels (J-21)\n3;BAT\n")
	if got != "ligne 1, colonne 2 (Action / délai) : Une cellule de cette colonne mêle un texte et une échéance (« Visuels (J-21) ») : séparez-les en deux colonnes." {
		t.Error(got)
	}
	if got := decode(t, "N°;Action\n1;Textes\n2;Réunion J-21\n"); got[1].Title != "Réunion J-21" {
		t.Errorf("%+v", got)
	}
}

func TestColumnsThatChangeNoDateAreNamed(t *testing.T) {
	t.Parallel()
	got := warnings(t, "id;titre;durée;Qui;Budget;Couleur préférée;;Créé le;Vide;Notes\n1;Textes;1;J;450;bleu;à voir;12/05/2025;;le 12/05\n2;Visuels;2;E;45800;;;13/05/2025;;rappeler Zoé\n")
	want := []string{
		"Les colonnes « Qui », « Budget », « Créé le » et « Notes » ne changent aucune date : elles sont laissées de côté.",
		"Les colonnes « Couleur préférée » (par exemple « bleu ») et 7 (sans en-tête) (par exemple « à voir ») ne sont pas connues et ne ressemblent à rien qui change une date : elles sont laissées de côté.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

func TestPlannedDatesAreNoFacts(t *testing.T) {
	t.Parallel()
	for _, headers := range []string{"Début;Fin", "Date de début;Date de fin", "Start;Finish", "Begin date;End date", "Du;Au", "Début prévu;Fin prévue", "start date;END"} {
		sheet := read(t, "id;durée;"+headers+";Début réel\nA;3;03/03/2025;05/03/2025;\nB;3;03/03/2025;05/03/2025;04/03/2025\n")
		for i, want := range []retroplan.Task{{Duration: 3}, {Duration: 3, State: retroplan.InProgress, Start: workcal.Of(2025, 3, 4)}} {
			if got := sheet.Tasks[i]; got.State != want.State || got.Start != want.Start || got.Finish != 0 || got.NotBefore != 0 || got.Deadline != 0 {
				t.Errorf("%s: %+v", headers, got)
			}
		}
		if len(sheet.Notes) != 1 || !strings.Contains(spaced(sheet.Notes[0].String()), "disent des dates prévues, qui ne sont pas utilisées : ce ne sont pas des faits") {
			t.Errorf("%s: %q", headers, sheet.Warnings())
		}
	}
}

func TestTheSameThingTwiceIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, says string }{
		"two ids":         {"id;Code;Tâche\n1;A;x\n", "colonne 2 (Code) : Cette colonne donne la même chose que la colonne « id »"},
		"two durations":   {"id;Durée;Nb jours\n1;2;3\n", "colonne 3 (Nb jours) : Cette colonne donne la même chose que la colonne « Durée »"},
		"the same header": {"id;Durée;Durée\n1;2;3\n", "colonne 3 (Durée) : Cette colonne donne la même chose"},
		"two states":      {"id;État;% achevé\n1;fait;100\n", "colonne 3 (% achevé)"},
		"two finishes":    {"id;Fin réelle;Faite le\n1;12/05/2025;12/05/2025\n", "colonne 3 (Faite le)"},
		"two offsets":     {"id;J-;Quand\n1;J-21;J-20\n", "ligne 2, colonne 3 (Quand) : La colonne « J- » donne déjà une autre échéance à cette ligne"},
		"two deadlines":   {"id;Date limite;Quand\n1;12/05/2025;13/05/2025\n", "ligne 2, colonne 3 (Quand) : La colonne « Date limite » donne déjà une autre échéance"},
	} {
		if got := refused(t, c.text); !strings.Contains(got, c.says) {
			t.Errorf("%s: %s", name, got)
		}
	}
	for _, text := range []string{"id;Durée;Nb jours\n1;2;\n", "id;Durée;Durée\n1;;2\n"} {
		if got := decode(t, text); got[0].Duration != 2 {
			t.Errorf("%q, where one of two is empty, gives %+v", text, got)
		}
	}
	both := decode(t, "id;J-;Date limite;Quand\n1;J-21;12/05/2025;\n2;;13/05/2025;J-3\n3;J-7;;J-7\n")
	if both[0].Offset.Count != 21 || both[0].Deadline != workcal.Of(2025, 5, 12) || both[1].Offset.Count != 3 || both[2].Offset.Count != 7 {
		t.Errorf("%+v", both)
	}
}

func TestOneColumnMayHoldOffsetsAndDates(t *testing.T) {
	t.Parallel()
	sheet := read(t, "id;Échéance\n1;J-21\n2;7/11/2025\n3;ven. 07/11/2025\n4;45968\n5;J\n6;E+7\n7;—\n8;NC\n9;14-avr\n10;J-2 mois\n")
	for i, want := range []struct {
		offset   string
		deadline string
	}{{"J-21", ""}, {"", "2025-11-07"}, {"", "2025-11-07"}, {"", "2025-11-07"}, {"J-0", ""}, {"E+7", ""}, {"", ""}, {"", ""}, {"", "2025-04-14"}, {"J-2 mois", ""}} {
		got := sheet.Tasks[i]
		offset := ""
		if !got.Offset.IsZero() {
			offset = got.Offset.String()
		}
		if offset != want.offset || got.Deadline.String() != want.deadline {
			t.Errorf("row %d: %s, %s", sheet.Rows[i], offset, got.Deadline)
		}
	}
	want := []string{
		"Le tableau ne dit pas les durées : chaque tâche compte un jour.",
		"ligne 5, colonne 2 (Échéance) : « 45968 » est lu comme un numéro de jour d’Excel : le 7 novembre 2025.",
		"ligne 10, colonne 2 (Échéance) : L’année manque dans « 14-avr » : 2025 est retenue.",
		"ligne 9, colonne 2 (Échéance) : « NC » est lu comme une cellule vide.",
	}
	got := sheet.Warnings()
	for i := range got {
		got[i] = spaced(got[i])
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant\n%q", got, want)
	}
}

func TestNumbersUnderJMinusAreDaysBeforeTheEvent(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"J-", "J -", "J−", "J-n", "J- (jours)"} {
		sheet := read(t, "id;"+header+"\n1;75\n2;J-60\n3;-30\n")
		if sheet.Tasks[0].Offset.Count != 75 || sheet.Tasks[1].Offset.Count != 60 || len(sheet.Notes) != 2 {
			t.Errorf("%s: %+v, %q", header, sheet.Tasks, sheet.Warnings())
		}
	}
	if got := refused(t, "id;Quand\n1;75\n"); !strings.Contains(got, "« 75 » n’est ni une date ni un délai") {
		t.Errorf("a number alone elsewhere: %s", got)
	}
}

func TestTheUnitOfAHeaderIsThatOfItsNumbers(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]retroplan.Task{
		"Durée (semaines)": {Duration: 10}, "Durée en semaines": {Duration: 10}, "Nb de semaines": {Duration: 10}, "Durée (sem.)": {Duration: 10},
		"Durée (jours calendaires)": {Duration: 2, CalendarDays: true}, "Durée (jours ouvrés)": {Duration: 2}, "Durée (h)": {Duration: 1}, "Durée (j)": {Duration: 2},
	} {
		sheet := read(t, "id;"+header+"\n1;2\n2;3 j\n")
		if got := sheet.Tasks[0]; got.Duration != want.Duration || got.CalendarDays != want.CalendarDays || sheet.Tasks[1].Duration != 3 {
			t.Errorf("%s: %+v", header, sheet.Tasks)
		}
		said := strings.Contains(strings.Join(sheet.Warnings(), "\n"), "comme l’annonce l’en-tête")
		if plain := header == "Durée (j)" || header == "Durée (jours ouvrés)"; said == plain {
			t.Errorf("%s says %q", header, sheet.Warnings())
		}
	}
	if got := refused(t, "id;Durée (mois)\n1;2\n"); !strings.Contains(got, "n’a pas une longueur fixe") {
		t.Errorf("months: %s", got)
	}
	for header, want := range map[string]string{
		"Délai (jours ouvrés)": "J-10o", "Délai en semaines": "J-70", "J- (semaines)": "J-70", "Délai (mois)": "J-10 mois", "Délai (jours)": "J-10", "À faire pour": "J-10",
	} {
		sheet := read(t, "id;"+header+"\n1;J-10\n2;J-3 jours\n")
		if got := sheet.Tasks[0].Offset.String(); got != want || sheet.Tasks[1].Offset.String() != "J-3" {
			t.Errorf("%s: %s and %s", header, got, sheet.Tasks[1].Offset)
		}
	}
}

func TestProgressIsJudgedOnTheWholeColumn(t *testing.T) {
	t.Parallel()
	for cells, want := range map[string]string{
		"100 %|60 %|0 %|":      "done in_progress todo todo",
		"100|60|0|1":           "done in_progress todo in_progress",
		"1|0,6|0|":             "done in_progress todo todo",
		"1|0.25|0,0|1,0":       "done in_progress todo done",
		"1|0|0|":               "done todo todo todo",
		"1 %|100 %|0 %|0,5 %":  "in_progress done todo in_progress",
		"x|oui|non|":           "done done todo todo",
		"fait|en cours|✓|-":    "done in_progress done todo",
		"VRAI|FAUX||abandonné": "done todo todo dropped",
	} {
		text := "id;titre;Avancement\n"
		for _, cell := range strings.Split(cells, "|") {
			text += ";Textes " + string(rune('a'+len(text)%26)) + ";" + cell + "\n"
		}
		var got []string
		for _, task := range decode(t, text) {
			got = append(got, task.State.String())
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s gives %q, want %q", cells, got, want)
		}
	}
	if got := refused(t, "id;Avancement\n1;120 %\n"); !strings.Contains(got, "n’est pas un état") {
		t.Errorf("more than all: %s", got)
	}
}
