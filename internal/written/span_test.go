package written_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestSpansAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"13/06/2025": "2025-06-13..2025-06-13", "2025-06-13": "2025-06-13..2025-06-13", "ven. 13 juin 2025": "2025-06-13..2025-06-13", "07-11-25": "2025-11-07..2025-11-07",
		"2025-06-13..2025-06-15": "2025-06-13..2025-06-15", "13/06/2025..15/06/2025": "2025-06-13..2025-06-15", "2025-06-13 .. 2025-06-15": "2025-06-13..2025-06-15",
		"13/06/2025 - 15/06/2025": "2025-06-13..2025-06-15", "13/06/2025-15/06/2025": "2025-06-13..2025-06-15", "13/06/2025–15/06/2025": "2025-06-13..2025-06-15",
		"2025-06-13-2025-06-15": "2025-06-13..2025-06-15", "2025-06-13 – 2025-06-15": "2025-06-13..2025-06-15", "13-06-2025 - 15-06-2025": "2025-06-13..2025-06-15",
		"13/06/2025 au 15/06/2025": "2025-06-13..2025-06-15", "du 13/06/2025 au 15/06/2025": "2025-06-13..2025-06-15", "13/06/2025 → 15/06/2025": "2025-06-13..2025-06-15",
		"du 13 au 15 juin 2025": "2025-06-13..2025-06-15", "Du vendredi 13 au dimanche 15 juin 2025": "2025-06-13..2025-06-15", "13 au 15/06/2025": "2025-06-13..2025-06-15",
		"13-15 juin 2025": "2025-06-13..2025-06-15", "13–15 juin 2025": "2025-06-13..2025-06-15", "13 à 15 juin 2025": "2025-06-13..2025-06-15", "du 1er au 3 juin 2025": "2025-06-01..2025-06-03", "1er–3 juin 2025": "2025-06-01..2025-06-03",
		"13 et 14 juin 2025": "2025-06-13..2025-06-14", "les 13 et 14 juin 2025": "2025-06-13..2025-06-14", "13, 14 et 15 juin 2025": "2025-06-13..2025-06-15", "les 13, 14, et 15 juin 2025": "2025-06-13..2025-06-15",
		"31 mai et 1er juin 2025": "2025-05-31..2025-06-01", "13/06/2025 et 14/06/2025": "2025-06-13..2025-06-14", "13-15/06/2025": "2025-06-13..2025-06-15", "13-15-06-2025": "2025-06-13..2025-06-15",
		"13/06–15/06/2025": "2025-06-13..2025-06-15", "13/06 au 15/06/25": "2025-06-13..2025-06-15", "13.06-15.06.2025": "2025-06-13..2025-06-15", "13/06/2025 - 15/06": "2025-06-13..2025-06-15",
		"30 mai – 2 juin 2025": "2025-05-30..2025-06-02", "30 décembre 2025 – 2 janvier 2026": "2025-12-30..2026-01-02", "du 30 mai au 2 juin 2025": "2025-05-30..2025-06-02",
		"du 30 décembre au 2 janvier 2026": "2025-12-30..2026-01-02", "30 décembre 2025 au 2 janvier": "2025-12-30..2026-01-02",
		"lun. 7 au ven. 11 avril 2025": "2025-04-07..2025-04-11", "13/06/2025 00:00 - 15/06/2025 00:00": "2025-06-13..2025-06-15", "13 et 13 juin 2025": "2025-06-13..2025-06-13",
	} {
		from, to, note, err := written.Span(text, 0)
		if got := from.String() + ".." + to.String(); err != nil || got != want || note != "" {
			t.Errorf("%q: %s %q, %v", text, got, note, err)
		}
	}
}

func TestASpanSaysWhatItAssumes(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][2]string{
		"13-15 juin":                      {"2025-06-13..2025-06-15", "L’année manque dans « 13-15 juin » : 2025 est retenue."},
		"13/06 - 15/06":                   {"2025-06-13..2025-06-15", "L’année manque dans « 13/06 - 15/06 » : 2025 est retenue."},
		"30 décembre – 2 janvier":         {"2024-12-30..2025-01-02", "L’année manque dans « 30 décembre – 2 janvier » : 2025 est retenue."},
		"13 juin":                         {"2025-06-13..2025-06-13", "L’année manque dans « 13 juin » : 2025 est retenue."},
		"13/06/2025 9h - 15/06/2025 18 h": {"2025-06-13..2025-06-15", "L’heure de « 13/06/2025 9h - 15/06/2025 18 h » est laissée de côté : seul le jour compte."},
	} {
		from, to, note, err := written.Span(text, june)
		checkNote(t, note)
		if got := from.String() + ".." + to.String(); err != nil || got != want[0] || french.PlainSpaces(note) != want[1] {
			t.Errorf("%q: %s %q, %v", text, got, french.PlainSpaces(note), err)
		}
	}
}

func TestWhatIsNoSpanSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                        "La période manque : écrivez par exemple 13/06/2025 ou 13/06/2025..15/06/2025.",
		"cet été":                 "« cet été » n’est ni un jour ni une période : écrivez par exemple 13/06/2025 ou 13/06/2025..15/06/2025.",
		"15/06/2025..13/06/2025":  "« 15/06/2025..13/06/2025 » finit avant de commencer : le premier jour vient d’abord, par exemple 13/06/2025..15/06/2025.",
		"15-13 juin 2025":         "« 15-13 juin 2025 » finit avant de commencer : le premier jour vient d’abord, par exemple 13/06/2025..15/06/2025.",
		"13 et 15 juin 2025":      "« 13 et 15 juin 2025 » nomme des jours qui ne se suivent pas : écrivez 13/06/2025..15/06/2025 si ceux qui les séparent comptent aussi.",
		"13, 15 et 16 juin 2025":  "« 13, 15 et 16 juin 2025 » nomme des jours qui ne se suivent pas : écrivez 13/06/2025..16/06/2025 si ceux qui les séparent comptent aussi.",
		"30-31 juin 2025":         "La date « 30-31 juin 2025 » n’existe pas.",
		"du 31 au 32/05/2025":     "La date « du 31 au 32/05/2025 » n’existe pas.",
		"sam. 13 au 15 juin 2025": "Dans « sam. 13 au 15 juin 2025 », le jour de la semaine ne va pas avec la date : le 13 juin 2025 est un vendredi.",
		"06/13/2025 - 06/15/2025": "Dans « 06/13/2025 - 06/15/2025 », le jour vient d’abord, et il n’y a pas de mois 13 : pour le 13 juin 2025, écrivez 13/06/2025.",
		"mi-juillet":              "« mi-juillet » n’est pas un jour précis : écrivez par exemple 15/07/2025.",
		"S10":                     "« S10 » est la semaine du 3 au 9 mars 2025 : écrivez un jour, par exemple 03/03/2025.",
		"..":                      "« .. » n’est ni un jour ni une période : écrivez par exemple 13/06/2025 ou 13/06/2025..15/06/2025.",
	} {
		from, to, note, err := written.Span(text, june)
		if got := said(t, err); got != want || !from.IsZero() || !to.IsZero() || note != "" {
			t.Errorf("%q: %s %s %q %q", text, from, to, note, got)
		}
	}
	if _, _, _, err := written.Span("13-15 juin", 0); said(t, err) != "L’année manque dans « 13-15 juin » : écrivez par exemple 13/06/2025." {
		t.Error(err)
	}
}

func TestRangesThatAreWrittenAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		from := anyDate(workcal.Of(1000, 1, 1)).Draw(rt, "from")
		to := from.AddDays(rapid.OneOf(rapid.IntRange(0, 40), rapid.IntRange(0, 4000)).Draw(rt, "days"))
		for _, text := range []string{workcal.FrenchRange(from, to), from.String() + ".." + to.String(), "du " + from.French() + " au " + to.French()} {
			a, b, note, err := written.Span(text, 0)
			if err != nil || a != from || b != to || note != "" {
				rt.Fatalf("%q: %s %s %q, %v", text, a, b, note, err)
			}
		}
	})
}

func FuzzSpan(f *testing.F) {
	for _, text := range []string{"2025-06-13..2025-06-15", "du 13 au 15 juin 2025", "30 décembre – 2 janvier", "13, 14 et 15 juin", "13/06–15/06/2025", "--..--", "1 et 2 et 3 mai 25"} {
		f.Add(text, int32(june))
		f.Add(text, int32(0))
	}
	f.Fuzz(func(t *testing.T, text string, n int32) {
		near := workcal.Date(n)
		if near != 0 {
			near = near.AddDays(0)
		}
		from, to, note, err := written.Span(text, near)
		checkNote(t, note)
		if said(t, err) != "" != from.IsZero() || from > to || to > workcal.MaxDate {
			t.Fatalf("%q: %s %s, %v", text, from, to, err)
		}
		if d, _, err := written.Date(text, near); err == nil && (from != d || to != d) {
			t.Fatalf("%q is the day %s and the span %s..%s", text, d, from, to)
		}
	})
}
