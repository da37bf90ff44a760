package plansheet_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/retroplan"
)

func TestNumbersAloneCountWhatTheHeaderSays(t *testing.T) {
	t.Parallel()
	for header, want := range map[string]string{
		"Jours avant": "J-3", "Nb de jours avant": "J-3", "Nb de jours avant l’événement": "J-3", "Jours avant J": "J-3", "Jours avant le jour J": "J-3", "Compte à rebours": "J-3", "J - x": "J-3",
		"Semaines avant": "J-21", "Compte à rebours (semaines)": "J-21", "S-": "J-21", "Weeks before the event": "J-21", "Avant (semaines)": "J-21",
		"Mois avant": "J-3 mois", "M-": "J-3 mois", "Jours ouvrés avant": "J-3o", "Délai avant l’événement (jours)": "J-3",
		"Nb sem. av. l’événement": "J-21", "J moins": "J-3", "Échéance (semaines avant)": "J-21", "À faire avant (jours)": "J-3",
		"Jours après": "E+3", "Nombre de jours après": "E+3", "Semaines après l’événement": "E+21", "E+": "E+3", "Days after": "E+3",
	} {
		for _, cell := range []string{"3", "3,0", "-3", "− 3"} {
			sheet := read(t, "N°;Tâche;"+header+"\n1;Textes;\n2;Visuels;\n3;BAT;"+cell+"\n")
			got := sheet.Tasks[2]
			if got.Offset.IsZero() || got.Offset.String() != want || len(got.Needs) > 0 {
				t.Errorf("%s, %s: %+v, want %s", header, cell, got, want)
			}
			if all := spaced(strings.Join(sheet.Warnings(), "\n")); strings.Count(all, "Un nombre seul est lu comme des ") != 1 {
				t.Errorf("%s, %s: %s", header, cell, all)
			}
		}
	}
}

func TestWhatCountsReadsOtherWritingsToo(t *testing.T) {
	t.Parallel()
	sheet := read(t, "Tâche;Jours avant\nA;21 j\nB;3 sem\nC;J-5\nD;7 nov. 2025\nE;E+3\n")
	for i, want := range []string{"J-21", "J-21", "J-5", "", "E+3"} {
		got := ""
		if o := sheet.Tasks[i].Offset; !o.IsZero() {
			got = o.String()
		}
		if got != want {
			t.Errorf("row %d: %q, want %q", i, got, want)
		}
	}
	if sheet.Tasks[3].Deadline.IsZero() {
		t.Errorf("%+v", sheet.Tasks[3])
	}
}

func TestNumbersThatCountFromElsewhereAreRefused(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Jours avant livraison", "Jours après le début", "Semaines avant la fin", "Jours restants", "Retard", "Avant"} {
		got := refused(t, "Tâche;Durée;"+header+"\nA;2;3\nB;3;2\nC;1;1\n")
		if !strings.Contains(got, "colonne 3 ("+header+")") || strings.Contains(got, "« Dépend de »") {
			t.Errorf("%s: %s", header, got)
		}
	}
	got := refused(t, "Tâche;Durée;N° de semaine\nA;2;20\nB;3;21\n")
	if !strings.Contains(got, "colonne 3 (N° de semaine) : Parvis ne connaît pas cet en-tête") || !strings.Contains(got, "« Semaines avant »") {
		t.Error(got)
	}
}

func TestBeforeTheEventCellsMaySayWhatTheyCount(t *testing.T) {
	t.Parallel()
	const table = "Tâche;Avant l’événement\nA;4 jours\nB;3 sem\nC;"
	if got := decode(t, table+"J-2\n"); got[0].Offset.String() != "J-4" || got[1].Offset.String() != "J-21" || got[2].Offset.String() != "J-2" {
		t.Errorf("%+v", got)
	}
	if got := refused(t, table+"5\n"); !strings.Contains(got, "ligne 4, colonne 2 (Avant l’événement) : « 5 » n’est ni une date ni un délai") {
		t.Error(got)
	}
}

func TestNumbersUnderWordsOfTimeAreNeverHarmless(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Durée réelle", "Durée max", "Temps passé", "Reste à faire", "Reste (j)", "Délai fournisseur", "Retard (j)", "% du budget", "Date (n)"} {
		text := "Tâche;Durée;" + header + "\nA;2;4\nB;3;5\n"
		got := refused(t, text)
		if want := "ligne 1, colonne 3 (" + header + ") : Parvis ne connaît pas cet en-tête, qui parle de durée, de date ou d’avancement, et ses cellules sont des nombres (« 4 », « 5 ») : renommez-la « Jours avant » ou « État » si c’est ce qu’elle dit, ou laissez-la de côté avec --ignore"; !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", header, got)
		}
		if sheet, err := decodeLoosely(text, header); err != nil || len(sheet.Tasks) != 2 {
			t.Errorf("%s, ignored: %v", header, err)
		}
	}
	if got := refused(t, "Tâche;Durée min;Durée max\nA;2;4\nB;3;5\n"); !strings.Contains(got, "renommez-la « Durée », « Jours avant » ou « État »") {
		t.Error(got)
	}
	if got := refused(t, "Tâche;Heures\nA;14\nB;3\n"); !strings.Contains(got, "colonne 2 (Heures)") {
		t.Error(got)
	}
	for _, header := range []string{"Marge (jours)", "Nb personnes", "Heures"} {
		if got := decode(t, "Tâche;Durée;"+header+"\nA;2;4\nB;3;5\n"); got[0].Duration != 2 {
			t.Errorf("%s: %+v", header, got)
		}
	}
}

func TestProgressIsReadUnderItsManyNames(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"% réalisé", "% effectué", "% fait", "Avancement en %", "Avancement (%)", "Effectué", "Réalisé", "Effectuée ?", "% de réalisation", "% terminé"} {
		for _, cells := range []string{"100;40;0", "1;0,5;0", "100 %;40 %;0 %"} {
			cell := strings.Split(cells, ";")
			tasks := decode(t, "Tâche;Durée;"+header+"\nA;2;"+cell[0]+"\nB;3;"+cell[1]+"\nC;3;"+cell[2]+"\n")
			got := []retroplan.State{tasks[0].State, tasks[1].State, tasks[2].State}
			if !slices.Equal(got, []retroplan.State{retroplan.Done, retroplan.InProgress, retroplan.ToDo}) {
				t.Errorf("%s, %s: %v", header, cells, got)
			}
		}
	}
}
