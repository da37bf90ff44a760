package written_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/french"
	"parvis/internal/written"
)

// among knows these tasks and no other.
func among(refs ...string) func(string) bool {
	return func(ref string) bool { return slices.Contains(refs, ref) }
}

var tasks = among("1", "2", "5", "6", "12", "A", "B", "X", "LOT", "LOT-2", "A+B", "07", "1.1", "Devis, plans et visuels", "Devis", "Textes – relecture", "Tirage / pose", "Relecture")

// linked writes links as "2:SS+1 5".
func linked(links []written.Link) string {
	var parts []string
	for _, l := range links {
		s := l.Ref
		if l.Kind != written.FinishToStart {
			s += ":" + []string{"FS", "SS", "FF", "SF"}[l.Kind]
		}
		if l.Lag > 0 {
			s += "+" + strconv.Itoa(l.Lag)
		} else if l.Lag < 0 {
			s += strconv.Itoa(l.Lag)
		}
		parts = append(parts, s)
	}
	return strings.Join(parts, " | ")
}

func TestLinksAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"2":                                 {"2", "02", "002", " 2 ", "2FD", "2 FD", "2FS", "2fs", "2 (FD)", "2-FS", "2 - FS", "2-FS=PT0S", "2-FS=P0D", "2FD+0 h", "2+0", "2;", ";2", "« 2 »", "\"2\"", "n° 2", "N°2", "#2", "tâche 2", "2.0"},
		"07":                                {"7", "07", "007"},
		"2+1":                               {"2+1", "2FD+1 jour", "2FD + 1 jour", "2FS+1d", "2FS+1 day", "2FD+1j", "2 + 1 j", "2-FS=P1D", "02FD+1 jour", "2 (FD) + 1 j", "2FD+1 jour ouvré", "2FD+1o", "2FD+1,0 j", "2\u00a0FD\u00a0+\u00a01\u00a0jour"},
		"2+2":                               {"2FD+2 j", "2+2"},
		"2+5":                               {"2FD+1 sem", "2FD+1 semaine", "2FS+1 wk", "2-FS=P1W"},
		"2-1":                               {"2-1", "2−1", "2 – 1 j", "2FD-1 jour", "2-FS=P-1D", "2-FS=-P1D"},
		"5:SS":                              {"5DD", "5 DD", "5SS", "5-SS", "5 (DD)", "5dd", "5DD+0%"},
		"6:FF-1":                            {"6FF-1j", "6FF - 1 jour", "6 FF −1 j"},
		"6:SF+2":                            {"6DF+2j", "6SF+2d"},
		"B+2":                               {"B+2", "B +2", "B + 2 j", "B+2j"},
		"A+2":                               {"A+2j", "A + 2 jours", "2 jours après A", "deux jours après A", "2 j ouvrés après la fin de A", "AFD+2 jours", "A FD + 2 j"},
		"A | B":                             {"A,B", "A;B", "A, B", "A / B", "A/B", "A et B", "A\nB", "A\r\nB", "A & B", "A,,B", "A ; B ;", "A\u00a0et\u00a0B"},
		"A":                                 {"après A", "Après la fin de A"},
		"A+5":                               {"une semaine après A", "1 sem après « A »"},
		"A+B":                               {"A+B"},
		"A+B+1":                             {"A+B+1"},
		"LOT-2":                             {"LOT-2"},
		"LOT-1":                             {"LOT-1"},
		"LOT-2-3 | LOT+2":                   {"LOT-2-3;LOT+02"},
		"Devis, plans et visuels":           {"Devis, plans et visuels", "« Devis, plans et visuels »"},
		"Devis, plans et visuels | 2+1":     {"Devis, plans et visuels, 2+1", "Devis, plans et visuels et 2FD+1 jour"},
		"Devis, plans et visuels+2 | A":     {"Devis, plans et visuels + 2 j; A"},
		"Textes – relecture":                {"Textes – relecture"},
		"Textes – relecture-2":              {"Textes – relecture – 2 j"},
		"Tirage / pose | Devis | Relecture": {"Tirage / pose / Devis / Relecture"},
		"2+1 | 5":                           {"2FD+1,5", "2+1;5"},
		"2 | 5:SS | 6:FF-1":                 {"2; 5DD; 6FF-1j"},
		"1.1":                               {"1.1"},
		"":                                  {"-", "–", "aucune", "Aucun", "néant"},
	} {
		for _, text := range texts {
			links, notes, err := written.Links(text, tasks)
			if err != nil || linked(links) != want || len(notes) != 0 {
				t.Errorf("%q: %s %q, %v, want %s", text, linked(links), notes, err, want)
			}
		}
	}
}

func TestATaskNamedTwiceIsLinkedOnceAndSaidSo(t *testing.T) {
	t.Parallel()
	links, notes, err := written.Links("2, 02, 5, 2+1", tasks)
	if err != nil || linked(links) != "2 | 5 | 2+1" || len(notes) != 1 || french.PlainSpaces(notes[0]) != "La tâche « 2 » est nommée deux fois." {
		t.Errorf("%s %q, %v", linked(links), notes, err)
	}
}

func TestWhatIsNoLinkIsToldTruly(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                               "La tâche précédente manque : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		" \u200b":                        "La tâche précédente manque : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		" ; ,":                           "« ; , » ne nomme aucune tâche : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"Z":                              "La tâche « Z » n’existe pas.",
		"Z+1":                            "La tâche « Z+1 » n’existe pas.",
		"99":                             "La tâche « 99 » n’existe pas.",
		"99FD+1 jour":                    "La tâche « 99 » n’existe pas.",
		"99+2":                           "La tâche « 99 » n’existe pas.",
		"99 – 1 j":                       "La tâche « 99 » n’existe pas.",
		"Zut DD":                         "La tâche « Zut » n’existe pas.",
		"2 jours après Z":                "La tâche « Z » n’existe pas.",
		"2 mois après A":                 "Le décalage de « 2 mois après A » est en mois, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple A+40.",
		"A; Z; B; Y":                     "La tâche « Z » n’existe pas. La tâche « Y » n’existe pas.",
		"Z, Y et W / V":                  "La tâche « Z » n’existe pas. La tâche « Y » n’existe pas. La tâche « W » n’existe pas. Cette case pose encore 1 autre problème.",
		"Z, Y, W, V, U":                  "La tâche « Z » n’existe pas. La tâche « Y » n’existe pas. La tâche « W » n’existe pas. Cette case pose encore 2 autres problèmes.",
		"Add":                            "La tâche « Add » n’existe pas.",
		"A-Z":                            "La tâche « A-Z » n’existe pas.",
		"2FD+3 jours é":                  "Le décalage de « 2FD+3 jours é » est en jours calendaires, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FD+3.",
		"2FS+3ed":                        "Le décalage de « 2FS+3ed » est en jours calendaires, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FS+3.",
		"2FD-7 jours é":                  "Le décalage de « 2FD-7 jours é » est en jours calendaires, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FD-5.",
		"2FD+50 %":                       "Le décalage de « 2FD+50 % » est en pourcentage, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FD+1.",
		"2FD+4 h":                        "Le décalage de « 2FD+4 h » est en heures, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FD+1.",
		"2-FS=PT16H":                     "Le décalage de « 2-FS=PT16H » est en heures, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2-FS+3.",
		"2FD+1 mois":                     "Le décalage de « 2FD+1 mois » est en mois, et Parvis ne le garde qu’en jours ouvrés : écrivez par exemple 2FD+20.",
		"2FD+1,5 j":                      "Le décalage de « 2FD+1,5 j » n’est pas un nombre entier de jours : écrivez par exemple 2FD+2.",
		"Relecture+0,5 sem":              "Le décalage de « Relecture+0,5 sem » n’est pas un nombre entier de jours : écrivez par exemple Relecture+3.",
		"2FD+tard":                       "Dans « 2FD+tard », la tâche « 2 » existe, mais le décalage ne se lit pas : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"2+":                             "Dans « 2+ », la tâche « 2 » existe, mais le décalage ne se lit pas : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"2-FS=demain":                    "Dans « 2-FS=demain », la tâche « 2 » existe, mais le décalage ne se lit pas : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"2FD 3 j":                        "Dans « 2FD 3 j », la tâche « 2 » existe, mais la suite ne se lit pas : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"2 après livraison":              "Dans « 2 après livraison », la tâche « 2 » existe, mais la suite ne se lit pas : écrivez par exemple 2, ou 2+3 pour commencer trois jours ouvrés plus tard.",
		"A+99999999":                     "Le délai de « A+99999999 » est trop long.",
		"A+999999999999999999999999 sem": "Le délai de « A+999999999999999999999999 sem » est trop long.",
		"2FD+1;Z":                        "La tâche « Z » n’existe pas.",
		strings.Repeat("2;", 600):        "« " + strings.Repeat("2;", 30) + "… » nomme trop de tâches.",
	} {
		links, notes, err := written.Links(text, tasks)
		if got := said(t, err); got != want || links != nil || notes != nil {
			t.Errorf("%.40q: %s %q %q", text, linked(links), notes, got)
		}
	}
}

// TestManyLinksAreRead reads what would never end if the reader went back over it at each sign.
func TestManyLinksAreRead(t *testing.T) {
	t.Parallel()
	for _, text := range []string{strings.Repeat("2FD+1,5 j; ", 360), strings.Repeat("a-b+c=d, ", 440), strings.Repeat("Devis, plans et visuels FD + 1 j / ", 110), strings.Repeat("12;", 499), strings.Repeat("-", 3999) + "1", strings.Repeat("é-", 1900)} {
		_, _, err := written.Links(text, among("2", "Devis, plans et visuels"))
		said(t, err)
	}
}

func FuzzLinks(f *testing.F) {
	for _, text := range []string{"A,B", "2FD+1 jour", "2-FS=P1D", "LOT-2-3;LOT+02", "Devis, plans et visuels + 2 j; A", "6FF-1j", "« 2 »", "2FD+3 jours é", "A et B\n1", "=-+", "(((FD)))", "n° n° 2"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		links, notes, err := written.Links(text, tasks)
		for _, note := range notes {
			checkSentence(t, note)
		}
		sentence := said(t, err)
		if err != nil && (links != nil || notes != nil) {
			t.Fatalf("%q: %v and %v", text, links, err)
		}
		if strings.Contains(sentence, "« "+text+" » n’existe pas") && tasks(text) {
			t.Fatalf("%q exists: %s", text, sentence)
		}
		for _, l := range links {
			if !tasks(l.Ref) || l.Lag > 36525 || l.Lag < -36525 || l.Kind < written.FinishToStart || l.Kind > written.StartToFinish {
				t.Fatalf("%q: %+v", text, l)
			}
		}
	})
}
