package plansheet_test

import (
	"strings"
	"testing"
)

func TestADrawnChartIsRefusedAsOne(t *testing.T) {
	t.Parallel()
	for _, headers := range []string{"janv;févr;mars;avr", "janv. 25;févr. 25;mars 25;avr. 25", "S12;S13;S14;S15", "02/06;09/06;16/06;23/06", "Janvier;Février;Mars;Avril"} {
		for _, mark := range []string{"x", "■", "1"} {
			first, _, _ := strings.Cut(headers, ";")
			table := "Tâche;Responsable;" + headers + "\nTextes;AB;" + mark + ";" + mark + ";;\nAffiches;CD;;;" + mark + ";\n"
			got := refused(t, table)
			if !strings.HasPrefix(got, "ligne 1, colonne 3 ("+first+") : Les colonnes de « "+first+" » à ") || !strings.Contains(got, "dessinent un diagramme") || strings.Contains(got, "\n") || strings.Contains(got, "État") {
				t.Errorf("%s: %s", headers, got)
			}
			if sheet, err := decodeLoosely(table, strings.Split(headers, ";")[:3]...); err != nil || len(sheet.Tasks) != 2 {
				t.Errorf("%s, ignored: %v", headers, err)
			}
		}
	}
	if got := decode(t, "Tâche;Durée;juin;juillet\nTextes;2;;\n"); len(got) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAColumnWithItsMonthsFirstIsRefusedOnce(t *testing.T) {
	t.Parallel()
	const want = "ligne 1, colonne 2 (Échéance) : Cette colonne semble écrite à l’américaine, le mois d’abord (« 11/25/2025 », lignes 2 et 4), où « 12/05/2025 », ligne 3, serait lu comme le 12 mai 2025" +
		" : récrivez ses dates en commençant par le jour, par exemple 25/11/2025."
	if got := refused(t, "Tâche;Échéance\nTextes;11/25/2025\nVisuels;12/05/2025\nBAT;11/30/2025\n"); got != want {
		t.Error(got)
	}
	if got := refused(t, "Tâche;Pas avant\nTextes;11/25/2025\nVisuels;11/11/2025\n"); !strings.HasPrefix(got, "ligne 1, colonne 2 (Pas avant) : Cette colonne semble écrite à l’américaine, le mois d’abord (« 11/25/2025 », ligne 2) : récrivez") {
		t.Error(got)
	}
	if got := refused(t, "Tâche;Échéance\nTextes;11/25/2025\nVisuels;25/11/2025\n"); got != "ligne 2, colonne 2 (Échéance) : Dans « 11/25/2025 », le jour vient d’abord, et il n’y a pas de mois 25 : pour le 25 novembre 2025, écrivez 25/11/2025." {
		t.Error(got)
	}
	if got := refused(t, "Tâche;Truc\nTextes;11/25/2025\nVisuels;11/30/2025\n"); !strings.Contains(got, "ressemblent à des dates") {
		t.Error(got)
	}
}

func TestAWeekIsAskedForADay(t *testing.T) {
	t.Parallel()
	for cell, want := range map[string]string{
		"S10":        "« S10 » est la semaine du 3 au 9 mars 2025 : écrivez un jour, par exemple 03/03/2025. Ou bien S-10 pour dire autant de semaines avant l’événement.",
		"semaine 20": "« semaine 20 » est la semaine du 12 au 18 mai 2025 : écrivez un jour, par exemple 12/05/2025. Ou bien S-20 pour dire autant de semaines avant l’événement.",
	} {
		if got := refused(t, "Tâche;Quand\nTextes;"+cell+"\n"); got != "ligne 2, colonne 2 (Quand) : "+want {
			t.Errorf("%s: %s", cell, got)
		}
	}
}
