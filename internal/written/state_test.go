package written_test

import (
	"strings"
	"testing"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

func TestStatesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for want, texts := range map[retroplan.State][]string{
		retroplan.ToDo:       {"à faire", "a faire", "À FAIRE", "todo", "TODO", "to do", "to-do", "non", "non commencé", "non commencée", "pas commencé", "à venir", "prévu", "prévues", "planifié", "planifiée", "0", "0 %", "0%", "–", "-", "—", "faux", "FALSE", "pas encore", "☐"},
		retroplan.InProgress: {"en cours", "En cours", "in progress", "in_progress", "in-progress", "commencé", "commencée", "démarré", "démarrées", "1 %", "50 %", "50%", "99 %", "0,6 %", "60", "99", "99,9 %", "1,0 %", "started"},
		retroplan.Blocked:    {"bloqué", "bloquée", "bloqués", "bloquées", "en attente", "blocked", "suspendu", "suspendue", "suspendues"},
		retroplan.Done:       {"fait", "faite", "faits", "faites", "ok", "OK", "Ok.", "oui", "x", "X", "✓", "✔", "✔\ufe0f", "☑", "✅", "terminé", "terminée", "terminées", "fini", "finie", "réalisé", "réalisée", "achevé", "achevés", "done", "completed", "100 %", "100", "100,0 %", "vrai", "VRAI", "true", "fait !"},
		retroplan.Dropped:    {"abandonné", "abandonnée", "annulé", "annulées", "dropped", "cancelled", "canceled", "supprimé", "supprimée", "sans objet"},
	} {
		for _, text := range texts {
			if s, note, err := written.State(text); err != nil || s != want || note != "" {
				t.Errorf("%q: %v %q, %v, want %v", text, s, note, err, want)
			}
		}
	}
}

func TestStatesThatAreWrittenAreReadBack(t *testing.T) {
	t.Parallel()
	for want := retroplan.ToDo; want <= retroplan.Dropped; want++ {
		for _, text := range []string{want.String(), want.French()} {
			if s, note, err := written.State(text); err != nil || s != want || note != "" {
				t.Errorf("%q: %v %q, %v", text, s, note, err)
			}
		}
	}
}

func TestAFractionIsAPercentageAndSaidSo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"0,6": "« 0,6 » est lu comme 60 %, comme l’écrit un tableur.", "0.6": "« 0.6 » est lu comme 60 %, comme l’écrit un tableur.", "0,125": "« 0,125 » est lu comme 12,5 %, comme l’écrit un tableur."} {
		s, note, err := written.State(text)
		checkNote(t, note)
		if err != nil || s != retroplan.InProgress || french.PlainSpaces(note) != want {
			t.Errorf("%q: %v %q, %v", text, s, note, err)
		}
	}
}

func TestWhatIsNoStateSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	const usual = " n’est pas un état : écrivez à faire, en cours, bloqué, fait ou abandonné."
	for text, want := range map[string]string{
		"":                          "L’état manque : écrivez à faire, en cours, bloqué, fait ou abandonné.",
		"peut-être":                 "« peut-être »" + usual,
		"101 %":                     "« 101 % »" + usual,
		"-5":                        "« -5 »" + usual,
		"50 j":                      "« 50 j »" + usual,
		"s":                         "« s »" + usual,
		"é":                         "« é »" + usual,
		"1":                         "« 1 » peut vouloir dire 1 % ou, dans un tableur, 100 % : écrivez 100 %, fait ou en cours.",
		"1,0":                       "« 1,0 » peut vouloir dire 1 % ou, dans un tableur, 100 % : écrivez 100 %, fait ou en cours.",
		strings.Repeat("xy", 5<<20): "L’état « " + strings.Repeat("xy", 30) + "… » est trop long.",
	} {
		s, note, err := written.State(text)
		if got := said(t, err); got != want || s != 0 || note != "" {
			t.Errorf("%.40q: %v %q %q", text, s, note, got)
		}
	}
}

func TestPercentagesAreReadAsTheyAreWritten(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{"60 %": 60, "60\u202f%": 60, "60": 60, "0,6": 0.6, "0.6": 0.6, "1": 1, "100": 100, "0": 0, "33,3 %": 33.3,
		"": -1, "101": -1, "-1": -1, "60 j": -1, "x": -1, "%": -1, "1e2": -1, strings.Repeat("9", 10<<20): -1} {
		if got, ok := written.Percent(text); ok != (want >= 0) || ok && got != want {
			t.Errorf("%.20q: %v %v", text, got, ok)
		}
	}
}
