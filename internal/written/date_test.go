package written_test

import (
	"errors"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// june is the event that years are guessed from.
var june = workcal.Of(2025, 6, 13)

// said gives the sentence of a Problem, which every error of this package is.
func said(t testing.TB, err error) string {
	t.Helper()
	if err == nil {
		return ""
	}
	problem, ok := errors.AsType[written.Problem](err)
	if !ok {
		t.Errorf("%v is no Problem", err)
	}
	checkSentence(t, string(problem))
	return french.PlainSpaces(string(problem))
}

// checkSentence holds the shape of whatever people read.
func checkSentence(t testing.TB, s string) {
	t.Helper()
	outside := regexp.MustCompile(`«[^»]*»`).ReplaceAllString(s, "«»")
	switch {
	case s == "" || !strings.HasSuffix(s, "."):
		t.Errorf("%q is no sentence", s)
	case regexp.MustCompile(`[^\x{00a0}][:?!;]|« | »|'|  `).MatchString(outside):
		t.Errorf("%q is not typeset the French way", s)
	case len(s) > 1200 || strings.ContainsAny(s, "\x00\x1b\n\r\u202e"):
		t.Errorf("%q is too long or holds what upsets a terminal", s)
	}
}

func checkNote(t testing.TB, note string) {
	t.Helper()
	if note != "" {
		checkSentence(t, note)
	}
}

func TestDatesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2025-11-07": "2025-11-07", "2025/11/07": "2025-11-07", "7/11/2025": "2025-11-07", "07/11/2025": "2025-11-07", "07/11/25": "2025-11-07",
		"7-11-2025": "2025-11-07", "07-11-2025": "2025-11-07", "07.11.25": "2025-11-07", "07.11.2025": "2025-11-07", "7 / 11 / 2025": "2025-11-07",
		"01.05.25": "2025-05-01", "1/5/25": "2025-05-01", "7 nov. 2025": "2025-11-07", "7 nov 2025": "2025-11-07", "7 novembre 2025": "2025-11-07", "7 NOVEMBRE 2025": "2025-11-07",
		"1er mai 2025": "2025-05-01", "1ᵉʳ mai 2025": "2025-05-01", "1 mai 2025": "2025-05-01", "le 1er mai 2025": "2025-05-01", "07-nov-25": "2025-11-07", "7-nov.-25": "2025-11-07", "7nov2025": "2025-11-07",
		"ven. 07/11/2025": "2025-11-07", "Ven 07/11/25": "2025-11-07", "ven.07/11/2025": "2025-11-07", "vendredi 7 novembre 2025": "2025-11-07", "Vendredi, 7 novembre 2025": "2025-11-07", "le vendredi 7 novembre 2025": "2025-11-07",
		"Fri 07/11/25": "2025-11-07", "Lun 05/05/25": "2025-05-05", "Mar 20/05/25": "2025-05-20", "Jeu 22/05/25": "2025-05-22", "mer 21/05/25": "2025-05-21", "dim. 15 juin 2025": "2025-06-15",
		"07/11/2025 00:00": "2025-11-07", "07/11/2025 0:00": "2025-11-07", "07/11/2025 00:00:00": "2025-11-07", "2025-11-07T00:00:00": "2025-11-07", "2025-11-07T00:00:00Z": "2025-11-07", "2025-11-07 00:00:00.000": "2025-11-07", "07/11/2025 0h": "2025-11-07",
		"2025‑11‑07": "2025-11-07", "2025−11−07": "2025-11-07", "7\u00a0novembre\u202f2025": "2025-11-07", " 7  nov  2025 ": "2025-11-07", "7/11/2025.": "2025-11-07",
		"7 fe\u0301vrier 2025": "2025-02-07", "7 févr. 2025": "2025-02-07", "7 fév 2025": "2025-02-07", "7 janv. 2025": "2025-01-07", "7 jan 2025": "2025-01-07", "7 mars 2025": "2025-03-07",
		"7 avr. 2025": "2025-04-07", "7 juin 2025": "2025-06-07", "7 juil. 2025": "2025-07-07", "7 août 2025": "2025-08-07", "7 aout 2025": "2025-08-07", "7 sept. 2025": "2025-09-07", "7 sep 2025": "2025-09-07",
		"7 oct. 2025": "2025-10-07", "7 déc. 2025": "2025-12-07", "7 dec 2025": "2025-12-07", "7 August 2025": "2025-08-07", "7 Feb 2025": "2025-02-07", "7th May 2025": "2025-05-07",
		"0001-01-01": "0001-01-01", "9999-12-31": "9999-12-31", "31/12/9999": "9999-12-31", "29/02/2024": "2024-02-29",
	} {
		d, note, err := written.Date(text, 0)
		if err != nil || d.String() != want || note != "" {
			t.Errorf("%q: %s %q, %v", text, d, note, err)
		}
		if !written.LooksLikeDate(text) {
			t.Errorf("%q looks like no date", text)
		}
	}
}

func TestAMissingYearIsTheNearestAndSaidSo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"7/11": "2025-11-07", "14-avr": "2025-04-14", "1er mai": "2025-05-01", "13 juin": "2025-06-13", "ven. 13 juin": "2025-06-13", "20/12": "2024-12-20", "5/12": "2025-12-05",
	} {
		d, note, err := written.Date(text, june)
		if want := "L’année manque dans « " + text + " » : " + want[:4] + " est retenue."; err != nil || french.PlainSpaces(note) != want {
			t.Errorf("%q: %q, %v", text, french.PlainSpaces(note), err)
		}
		checkNote(t, note)
		if d.String() != want || !written.LooksLikeDate(text) {
			t.Errorf("%q: %s", text, d)
		}
		if _, _, err := written.Date(text, 0); said(t, err) != "L’année manque dans « "+text+" » : écrivez par exemple 13/06/2025." {
			t.Errorf("%q without a year to guess: %v", text, err)
		}
	}
	for _, near := range []workcal.Date{workcal.MinDate, workcal.MaxDate} {
		if d, _, err := written.Date("1/7", near); err != nil || d.Year() != near.Year() {
			t.Errorf("near %s: %s, %v", near, d, err)
		}
	}
}

func TestAnHourIsLeftAsideAndSaidSo(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"06/06/25 14h", "06/06/2025 14:30", "06/06/2025 14 h 30", "06/06/2025 à 14h", "6 juin 2025 à 14 h 30", "ven. 06/06/2025 14h", "06/06/2025, 14h30", "2025-06-06T14:30:00", "2025-06-06T08:00:00Z", "2025-06-06T23:00:00+02:00",
		"06/06/2025 2:30 PM", "06/06/2025 matin", "06/06/2025 après-midi", "06/06/2025 9h-12h", "06/06/2025 de 9h à 12h30",
	} {
		d, note, err := written.Date(text, 0)
		if want := "L’heure de « " + text + " » est laissée de côté : seul le jour compte."; err != nil || d.String() != "2025-06-06" || french.PlainSpaces(note) != want {
			t.Errorf("%q: %s %q, %v", text, d, french.PlainSpaces(note), err)
		}
		checkNote(t, note)
	}
	_, note, err := written.Date("6/6 14h", june)
	if want := "L’année manque dans « 6/6 14h » : 2025 est retenue. L’heure de « 6/6 14h » est laissée de côté : seul le jour compte."; err != nil || french.PlainSpaces(note) != want {
		t.Errorf("%q, %v", french.PlainSpaces(note), err)
	}
}

func TestWhatIsNoDaySaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                      "La date manque : écrivez par exemple 13/06/2025.",
		" \u00a0":               "La date manque : écrivez par exemple 13/06/2025.",
		"hier":                  "« hier » n’est pas une date : écrivez par exemple 13/06/2025.",
		"2025-02-30":            "La date « 2025-02-30 » n’existe pas.",
		"30/02/2025":            "La date « 30/02/2025 » n’existe pas.",
		"29/02/2025":            "La date « 29/02/2025 » n’existe pas.",
		"31/04":                 "La date « 31/04 » n’existe pas.",
		"29/02":                 "La date « 29/02 » n’existe pas en 2025.",
		"0/1/2025":              "La date « 0/1/2025 » n’existe pas.",
		"45/13/2025":            "La date « 45/13/2025 » n’existe pas.",
		"0000-01-01":            "La date « 0000-01-01 » n’existe pas.",
		"11/25/2025":            "Dans « 11/25/2025 », le jour vient d’abord, et il n’y a pas de mois 25 : pour le 25 novembre 2025, écrivez 25/11/2025.",
		"2/30/2025":             "Dans « 2/30/2025 », le jour vient d’abord, et il n’y a pas de mois 30.",
		"lun. 07/11/2025":       "Dans « lun. 07/11/2025 », le jour de la semaine ne va pas avec la date : le 7 novembre 2025 est un vendredi.",
		"jeudi 13 juin":         "Dans « jeudi 13 juin », le jour de la semaine ne va pas avec la date : le 13 juin 2025 est un vendredi.",
		"fin février":           "« fin février » n’est pas un jour précis : écrivez par exemple 28/02/2025.",
		"fin février 2024":      "« fin février 2024 » n’est pas un jour précis : écrivez par exemple 29/02/2024.",
		"mi-juillet":            "« mi-juillet » n’est pas un jour précis : écrivez par exemple 15/07/2025.",
		"début mars":            "« début mars » n’est pas un jour précis : écrivez par exemple 01/03/2025.",
		"courant mai":           "« courant mai » n’est pas un jour précis : écrivez par exemple 15/05/2025.",
		"2e quinzaine de mai":   "« 2e quinzaine de mai » n’est pas un jour précis : écrivez par exemple 31/05/2025.",
		"1re quinzaine d’avril": "« 1re quinzaine d’avril » n’est pas un jour précis : écrivez par exemple 15/04/2025.",
		"mai 2025":              "« mai 2025 » n’est pas un jour précis : écrivez par exemple 31/05/2025.",
		"nov-25":                "« nov-25 » n’est pas un jour précis : écrivez par exemple 30/11/2025.",
		"S10":                   "« S10 » est la semaine du 3 au 9 mars 2025 : écrivez un jour, par exemple 03/03/2025.",
		"semaine 10":            "« semaine 10 » est la semaine du 3 au 9 mars 2025 : écrivez un jour, par exemple 03/03/2025.",
		"sem. 22":               "« sem. 22 » est la semaine du 26 mai au 1er juin 2025 : écrivez un jour, par exemple 26/05/2025.",
		"S1":                    "« S1 » est la semaine du 30 décembre 2024 au 5 janvier 2025 : écrivez un jour, par exemple 30/12/2024.",
		"S10 2026":              "« S10 2026 » est la semaine du 2 au 8 mars 2026 : écrivez un jour, par exemple 02/03/2026.",
		"semaine du 3 mars":     "« semaine du 3 mars » est une semaine : écrivez un jour, par exemple 03/03/2025.",
		"à définir":             "« à définir » n’est pas une date : laissez la case vide tant que le jour n’est pas connu.",
		"?":                     "« ? » n’est pas une date : laissez la case vide tant que le jour n’est pas connu.",
		"45968":                 "« 45968 » n’est pas une date : si c’est un numéro de jour d’Excel, écrivez 07/11/2025 pour le 7 novembre 2025.",
		"20251107":              "« 20251107 » se lit comme un nombre : écrivez 07/11/2025 si c’est le 7 novembre 2025.",
		"13-15 juin 2025":       "« 13-15 juin 2025 » va du 13 juin 2025 au 15 juin 2025 : écrivez un seul jour, par exemple 13/06/2025.",
		"2025-11-06T23:00:00Z":  "« 2025-11-06T23:00:00Z » est écrit en temps universel et peut être minuit du jour suivant en France : écrivez 06/11/2025 ou 07/11/2025.",
		"7/11/925":              "« 7/11/925 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"７/11/2025":             "« ７/11/2025 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"7/11/2025 25:00":       "« 7/11/2025 25:00 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"J-21":                  "« J-21 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"12":                    "« 12 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"1.2.3":                 "« 1.2.3 » n’est pas une date : écrivez par exemple 13/06/2025.",
		"x\x00\x1b[31m\u202ey":  "« x [31m y » n’est pas une date : écrivez par exemple 13/06/2025.",
	} {
		d, note, err := written.Date(text, june)
		if got := said(t, err); got != want || !d.IsZero() || note != "" {
			t.Errorf("%q: %s %q %q", text, d, note, got)
		}
		if written.LooksLikeDate(text) && text != "29/02" && text != "jeudi 13 juin" {
			t.Errorf("%q looks like a date", text)
		}
	}
	_, _, err := written.Date("S10", 0)
	if got := said(t, err); got != "« S10 » est le numéro d’une semaine : écrivez un jour, par exemple 13/06/2025." {
		t.Errorf("S10 of no year: %s", got)
	}
	_, _, err = written.Date("fin février", 0)
	if got := said(t, err); got != "« fin février » n’est pas un jour précis : écrivez par exemple 13/06/2025." {
		t.Errorf("fin février of no year: %s", got)
	}
}

func TestNumbersOfAnOutlineLookLikeNoDates(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"1.2.13", "1.1.10", "1.10.10", "10.1.10", "45968", "12", "1.2", "2025", "20251107"} {
		if written.LooksLikeDate(text) {
			t.Errorf("%q looks like a date", text)
		}
	}
}

func TestExcelDaysCountFromTheEndOf1899(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"45968": "2025-11-07", "45581": "2024-10-16", "43522": "2019-02-26", "45968,0": "2025-11-07", "45968.0": "2025-11-07", "45968.75": "2025-11-07", " 45968 ": "2025-11-07",
		"20000": "1954-10-03", "80000": "2119-01-11", "19999": "", "80001": "", "5": "", "-45968": "", "45 968": "", "4.5968E4": "", "": "", "459680": "", strings.Repeat("4", 10<<20): "",
	} {
		if d, ok := written.ExcelDay(text); d.String() != want || ok != (want != "") {
			t.Errorf("%.20q: %s %v", text, d, ok)
		}
	}
}

func TestDatesThatAreWrittenAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		d := anyDate(workcal.MinDate).Draw(rt, "date")
		if got, note, err := written.Date(d.String(), 0); err != nil || got != d || note != "" {
			rt.Fatalf("%s: %s %q, %v", d, got, note, err)
		}
		d = anyDate(workcal.Of(1000, 1, 1)).Draw(rt, "date with four digits")
		for _, text := range []string{d.FrenchDay(), d.French()} {
			if got, note, err := written.Date(text, 0); err != nil || got != d || note != "" {
				rt.Fatalf("%q: %s %q, %v", text, got, note, err)
			}
		}
		near := d.AddDays(rapid.IntRange(-180, 180).Draw(rt, "days away"))
		got, note, err := written.Date(d.FrenchShort(), near)
		if leap := d.Month() == 2 && d.Day() == 29; err != nil || got != d || note == "" && !leap {
			rt.Fatalf("%q near %s: %s %q, %v", d.FrenchShort(), near, got, note, err)
		}
	})
}

func anyDate(from workcal.Date) *rapid.Generator[workcal.Date] {
	return rapid.Map(rapid.Int32Range(int32(from), int32(workcal.MaxDate)), func(n int32) workcal.Date { return workcal.Date(n) })
}

// dayFirst is told apart here without the package's own patterns.
var dayFirst = regexp.MustCompile(`^\s*([0-9]{1,2})([-/.])([0-9]{1,2})([-/.])([0-9]{4})\s*$`)

func FuzzDate(f *testing.F) {
	for _, text := range []string{"7/11/2025", "07.11.25", "7 nov. 2025", "ven. 07/11/2025 14 h 30", "14-avr", "fin février", "S53", "2025-11-07T00:00:00Z", "29/02", "semaine du 31/04", "11/25/2025", "\xff\u0301", "45968"} {
		f.Add(text, int32(june))
		f.Add(text, int32(0))
	}
	f.Fuzz(func(t *testing.T, text string, n int32) {
		near := workcal.Date(n)
		if near != 0 {
			near = near.AddDays(0) // within what dates there are
		}
		d, note, err := written.Date(text, near)
		checkNote(t, note)
		if said(t, err) != "" != d.IsZero() || d < 0 || d > workcal.MaxDate {
			t.Fatalf("%q: %s, %v", text, d, err)
		}
		if err != nil && written.LooksLikeDate(text) && n == 0 && !strings.Contains(err.Error(), "année manque") {
			t.Fatalf("%q looks like a date: %v", text, err)
		}
		if m := dayFirst.FindStringSubmatch(text); m != nil && m[2] == m[4] && err == nil {
			day, _ := strconv.Atoi(m[1])
			month, _ := strconv.Atoi(m[3])
			if d.Day() != day || int(d.Month()) != month {
				t.Fatalf("%q is read as %s", text, d)
			}
		}
		if e, ok := written.ExcelDay(text); ok && (e.Year() < 1954 || e.Year() > 2119) {
			t.Fatalf("%q is %s", text, e)
		}
	})
}
