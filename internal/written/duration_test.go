package written_test

import (
	"strconv"
	"strings"
	"testing"

	"parvis/internal/french"
	"parvis/internal/written"
)

// lasting writes a duration as "5", or "10c" in calendar days.
func lasting(days int, calendar bool) string {
	if calendar {
		return strconv.Itoa(days) + "c"
	}
	return strconv.Itoa(days)
}

func TestDurationsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"0": {"0", "0 j", "0 jour", "0,0", "jalon", "Jalon", "0 h", "-0", "0 jours", "milestone"},
		"1": {"1", "1 j", "1 jour", "un jour", "1 journée", "2 demi-journées"},
		"5": {"5", "5,0", "5.00", "5,00", "5 j", "5j", "5J", "5 jours", "5 jour(s)", "5 jours ouvrés", "5 j. ouvrés", "5 JOURS OUVRÉS", "5o", "5 o", "5jo", "5 jo", "5 d", "5 days", "5 days?", "5 jours ?",
			"1 sem", "1 sem.", "1 semaine", "une semaine", "1 w", " 5\u00a0j ", "05"},
		"7":    {"7 j"},
		"10":   {"10 days?", "10 jours?", "2 sem", "2 sem.", "2sem", "2 semaines", "deux semaines", "2 w", "2 wks", "2 weeks", "2 wk"},
		"1000": {"1000", "1 000", "1\u202f000 jours", "200 sem"},
		"10c": {"10 jc", "10jc", "10c", "10 C", "10 c", "10 j. cal.", "10 j.c.", "10 jours cal.", "10 jours calendaires", "10 jours calendaires", "10\u00a0jours calendaires", "10 jours é", "10 jours e\u0301", "10 jé",
			"10 edays", "10 ed", "10 calendaires", "10 jours écoulés"},
		"14c": {"2 semaines calendaires", "2 sem. cal.", "2 ew", "14 jc"},
	} {
		for _, text := range texts {
			days, calendar, note, err := written.Duration(text)
			if err != nil || lasting(days, calendar) != want || note != "" {
				t.Errorf("%q: %d %v %q, %v, want %s", text, days, calendar, note, err, want)
			}
		}
	}
}

func TestPartsOfDaysAreCountedAsDaysAndSaidSo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"½ j":                    {"1", "« ½ j » est compté comme 1 jour : les jours sont entiers."},
		"½ journée":              {"1", "« ½ journée » est compté comme 1 jour : les jours sont entiers."},
		"1/2 j":                  {"1", "« 1/2 j » est compté comme 1 jour : les jours sont entiers."},
		"demi-journée":           {"1", "« demi-journée » est compté comme 1 jour : les jours sont entiers."},
		"une demi-journée":       {"1", "« une demi-journée » est compté comme 1 jour : les jours sont entiers."},
		"3 demi-journées":        {"2", "« 3 demi-journées » est compté comme 2 jours : les jours sont entiers."},
		"0,5":                    {"1", "« 0,5 » est compté comme 1 jour : les jours sont entiers."},
		"1,5 j":                  {"2", "1,5 jour est compté comme 2 : les jours sont entiers."},
		"1.5":                    {"2", "1,5 jour est compté comme 2 : les jours sont entiers."},
		"1½ j":                   {"2", "1,5 jour est compté comme 2 : les jours sont entiers."},
		"2 jours et demi":        {"3", "2,5 jours sont comptés comme 3 : les jours sont entiers."},
		"3,3 days":               {"4", "3,3 jours sont comptés comme 4 : les jours sont entiers."},
		"1,5 sem":                {"8", "1,5 semaine fait 7,5 jours, comptés comme 8 : les jours sont entiers."},
		"2,5 semaines":           {"13", "2,5 semaines font 12,5 jours, comptés comme 13 : les jours sont entiers."},
		"1,5 jc":                 {"2c", "1,5 jour est compté comme 2 : les jours sont entiers."},
		"1,5 semaine calendaire": {"11c", "1,5 semaine fait 10,5 jours, comptés comme 11 : les jours sont entiers."},
		"2 h":                    {"1", "« 2 h » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers."},
		"4 heures":               {"1", "« 4 heures » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers."},
		"7 h":                    {"1", "« 7 h » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers."},
		"3h30":                   {"1", "« 3h30 » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers."},
		"7 h 30":                 {"2", "« 7 h 30 » est compté comme 2 jours, à 7 heures par jour : les jours sont entiers."},
		"16 hrs":                 {"3", "« 16 hrs » est compté comme 3 jours, à 7 heures par jour : les jours sont entiers."},
		"30 min":                 {"1", "« 30 min » est compté comme 1 jour, à 7 heures par jour : les jours sont entiers."},
		"36524,2":                {"36525", "36524,2 jours sont comptés comme 36 525 : les jours sont entiers."},
	} {
		days, calendar, note, err := written.Duration(text)
		checkNote(t, note)
		if note = strings.ReplaceAll(french.PlainSpaces(note), "\u202f", " "); err != nil || lasting(days, calendar) != want[0] || note != want[1] {
			t.Errorf("%q: %s %q, %v", text, lasting(days, calendar), note, err)
		}
	}
	if days, _, note, err := written.Duration("5,00000000001"); days != 5 || note != "" || err != nil {
		t.Errorf("the noise of a spreadsheet: %d %q %v", days, note, err)
	}
}

func TestWhatIsNoDurationSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	const usual = " n’est pas une durée : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon."
	for text, want := range map[string]string{
		"":                          "La durée manque : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon.",
		"x":                         "« x »" + usual,
		"longtemps":                 "« longtemps »" + usual,
		"dix":                       "« dix »" + usual,
		"–":                         "« – »" + usual,
		"5 k":                       "« 5 k »" + usual,
		"50 %":                      "« 50 % »" + usual,
		"5 5":                       "« 5 5 »" + usual,
		"-5":                        "La durée « -5 » est négative.",
		"−2 sem":                    "La durée « −2 sem » est négative.",
		"36526":                     "La durée « 36526 » est trop longue.",
		"7306 sem":                  "La durée « 7306 sem » est trop longue.",
		"1 mois":                    "« 1 mois » n’a pas une longueur fixe : écrivez par exemple 30 jc (jours calendaires) ou 4 sem.",
		"2 mois":                    "« 2 mois » n’a pas une longueur fixe : écrivez par exemple 60 jc (jours calendaires) ou 8 sem.",
		"un mois":                   "« un mois » n’a pas une longueur fixe : écrivez par exemple 30 jc (jours calendaires) ou 4 sem.",
		"1 an":                      "« 1 an » n’a pas une longueur fixe : écrivez par exemple 360 jc (jours calendaires) ou 48 sem.",
		"999999 mois":               "« 999999 mois » n’a pas une longueur fixe : écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon.",
		"3-5 j":                     "« 3-5 j » laisse le choix : écrivez la plus longue des durées, 5 j.",
		"3 à 5 jours":               "« 3 à 5 jours » laisse le choix : écrivez la plus longue des durées, 5 jours.",
		"3 j ou 5 j":                "« 3 j ou 5 j » laisse le choix : écrivez la plus longue des durées, 5 j.",
		"2/3 sem":                   "« 2/3 sem » laisse le choix : écrivez la plus longue des durées, 3 sem.",
		"10 jours ouvrables":        "« 10 jours ouvrables » : Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple 9 jours ouvrés.",
		strings.Repeat("9", 10<<20): "La durée « " + strings.Repeat("9", 60) + "… » est trop longue.",
		strings.Repeat("9", 190):    "La durée « " + strings.Repeat("9", 60) + "… » est trop longue.",
	} {
		days, calendar, note, err := written.Duration(text)
		if got := said(t, err); got != want || days != 0 || calendar || note != "" {
			t.Errorf("%.40q: %d %v %q %q", text, days, calendar, note, got)
		}
	}
}

func FuzzDuration(f *testing.F) {
	for _, text := range []string{"5", "1,5 sem", "10 jours calendaires", "½ j", "3h30", "3-5 j", "2 mois", "-1", "1 000 j", "99999999999999999999 sem", "1/2", "\u00bd\u0301"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		days, _, note, err := written.Duration(text)
		checkNote(t, note)
		if days < 0 || days > 36525 || said(t, err) != "" && days != 0 {
			t.Fatalf("%q: %d, %v", text, days, err)
		}
	})
}
