package plansheet_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/retroplan"
)

func TestEffortsAreReadUnderTheirHeaders(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Charge", "CHARGE", "Charge (j)", "Charge [jours]", "Charge\n(jours)", "Charge en jours", "Charge de travail", "Charge estimée", "Charge prévue (j)",
		"Travail", "Work", "Effort", "effort", "Jours-homme", "JH", "Nb jours homme", "Charge :"} {
		for cell, want := range map[string]retroplan.Effort{"0,5": 1, "1/2 j": 1, "2 j": 4, "2 jh": 4, "1,5": 3, "une demi-journée": 1, "": 0, "-": 0} {
			if got := decode(t, fmt.Sprintf("Tâche;Durée;\"%s\"\nA;5;3\nB;5;%s\n", header, cell)); got[1].Effort != want || got[0].Effort != 6 || got[1].Duration != 5 {
				t.Errorf("%q, %q: %+v", header, cell, got)
			}
		}
	}
	if got := decode(t, "Tâche;Durée;Charge (heures)\nA;5;14\nB;5;4\nC;5;\n"); got[0].Effort != 4 || got[1].Effort != 1 || got[2].Effort != 0 {
		t.Errorf("in hours: %+v", got)
	}
	// An effort is no duration, and says nothing of it.
	if got := decode(t, "Tâche;Charge\nA;5\nB;\n"); got[0].Effort != 10 || got[0].Duration != 1 || got[1].Effort.Known() {
		t.Errorf("without durations: %+v", got)
	}
}

func TestInternalIsReadAsYesOrNo(t *testing.T) {
	t.Parallel()
	for _, header := range []string{"Interne", "interne ?", "INTERNE", "internal", "Tâche interne"} {
		for cell, want := range map[string]bool{"oui": true, "x": true, "X": true, "1": true, "vrai": true, "non": false, "0": false, "": false, "-": false} {
			if got := decode(t, "Titre;Durée;"+header+"\nA;5;oui\nB;5;"+cell+"\n"); got[1].Internal != want || !got[0].Internal {
				t.Errorf("%q, %q: %+v", header, cell, got)
			}
		}
	}
}

// What people keep under the same headers and is something else is left aside, and said.
func TestOtherThingsUnderTheHeadersOfEffortsAreLeftAside(t *testing.T) {
	t.Parallel()
	for header, cell := range map[string]string{"Charge": "forte", "En charge": "Claire", "Chargé de": "Samir", "Interne": "interne", "Travail": "à relire"} {
		sheet, err := decodeLoosely("Tâche;Durée;" + header + "\nA;2;" + cell + "\nB;3;" + cell + "\n")
		if err != nil || sheet.Tasks[0].Effort.Known() || sheet.Tasks[0].Internal {
			t.Fatalf("%s: %+v, %v", header, sheet, err)
		}
		if want := "La colonne « " + header + " » ne change aucune date : elle est laissée de côté."; !slices.ContainsFunc(sheet.Warnings(), func(w string) bool { return spaced(w) == want }) {
			t.Errorf("%s: %q", header, sheet.Warnings())
		}
	}
}

// Microsoft Project writes « 0 hrs » for the work of what nobody was given.
func TestAnEffortOfZeroIsNotKnownAndSaidSo(t *testing.T) {
	t.Parallel()
	for _, zero := range []string{"0", "0,0", "0 h", "0 hrs", "0 j", "0 jour"} {
		sheet, err := decodeLoosely("Tâche;Durée;Charge\nA;2;16 hrs\nB;0;" + zero + "\n")
		if err != nil || sheet.Tasks[1].Effort.Known() || sheet.Tasks[0].Effort != 5 {
			t.Fatalf("%s: %+v, %v", zero, sheet, err)
		}
		if want := "ligne 3, colonne 3 (Charge) : Une charge de zéro n’en est pas une : elle est lue comme inconnue."; !slices.ContainsFunc(sheet.Warnings(), func(w string) bool { return spaced(w) == want }) {
			t.Errorf("%s: %q", zero, sheet.Warnings())
		}
	}
}

func TestWhatIsNoEffortIsNamedWithItsPlace(t *testing.T) {
	t.Parallel()
	const table = "Tâche;Durée;Charge;Interne\nA;2;1;oui\nB;3;2;non\n"
	for row, want := range map[string]string{
		"C;3;?;":      "ligne 4, colonne 3 (Charge) : « ? » n’est pas une charge",
		"C;3;-2;":     "ligne 4, colonne 3 (Charge) : La charge « -2 » est négative.",
		"C;3;1001;":   "ligne 4, colonne 3 (Charge) : La charge « 1001 » est trop grande",
		"C;3;2 mois;": "ligne 4, colonne 3 (Charge) : « 2 mois » n’a pas une longueur fixe",
		"C;3;1;bof":   "ligne 4, colonne 4 (Interne) : « bof » n’est ni oui ni non.",
	} {
		if got := refused(t, table+row+"\n"); !strings.HasPrefix(got, want) {
			t.Errorf("%s: %s", row, got)
		}
	}
	if got := refused(t, "Tâche;Charge;Effort\nA;2;3\n"); !strings.Contains(got, "donne la même chose que la colonne « Charge »") {
		t.Error(got)
	}
}

func TestTheTableForPeopleHasTheEffortsThatAreKnown(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"N°;Tâche;Durée;Charge\n1;A;3;1,5\n2;B;3;\n": true, "N°;Tâche;Durée\n1;A;3\n": false} {
		p := retroplan.Plan{Anchor: jea.Event, Tasks: decode(t, text)}
		r, err := retroplan.Schedule(p, jea.Event.First-60)
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := plansheet.EncodeTable(&out, p, jea.Event.First-60, r, nil); err != nil {
			t.Fatal(err)
		}
		if got := strings.Contains(out.String(), "Charge") && strings.Contains(out.String(), "1,5"); got != want {
			t.Errorf("%s\n%s", text, out.String())
		}
	}
}
