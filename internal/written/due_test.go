package written_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestADueDateIsADayOrADistanceFromTheEvent(t *testing.T) {
	t.Parallel()
	near := workcal.Of(2025, time.June, 13)
	for want, texts := range map[string][]string{
		"15 mai 2025":              {"15 mai", "15 mai 2025", "2025-05-15", "15/05/2025", "15/5", "le 15 mai", "jeudi 15 mai", "JEU. 15/05/25", "15\u00a0mai"},
		"15 mai 2026":              {"15 mai 2026"},
		"2 janvier 2026":           {"2/1/2026"},
		"J-21":                     {"J-21", "j − 21", "21 jours avant", "3 semaines avant", "S-3"},
		"J-35o":                    {"35 jours ouvrés avant", "J-35 ouvrés"},
		"J-2 mois":                 {"2 mois avant", "M-2"},
		"J-0":                      {"J", "jour J"},
		"E+7":                      {"E+7", "une semaine après"},
		"E+0":                      {"E", "le dernier jour"},
		"J-21 et 15 mai 2025":      {"J-21 et 15 mai", "15 mai et J-21", "3 semaines avant  ET  2025-05-15"},
		"E+1 mois et 1er mai 2025": {"un mois après et 1er mai"},
	} {
		for _, text := range texts {
			o, day, _, err := written.Due(text, near)
			if got := written.DueText(o, day, 0); got != want || err != nil {
				t.Errorf("%q: %q, %v; want %q", text, got, err, want)
			}
		}
	}
	if _, _, note, _ := written.Due("15 mai", near); !strings.Contains(note, "2025 est retenue") {
		t.Errorf("the year is assumed in silence: %q", note)
	}
}

func TestADueDateThatLeavesAChoiceSaysWhichOnes(t *testing.T) {
	t.Parallel()
	const example = "écrivez par exemple 15 mai, J-21, 35 jours ouvrés avant ou E+7."
	for text, want := range map[string]string{
		"":                        "L’échéance manque : " + example,
		"bientôt":                 "« bientôt » n’est ni un jour ni un délai : " + example,
		"avant l’été":             "« avant l’été » n’est ni un jour ni un délai : " + example,
		"3 h":                     "« 3 h » n’est ni un jour ni un délai : " + example,
		"21":                      "« 21 » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-21 ou E+21.",
		"-21":                     "« -21 » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-21 ou E+21.",
		"21 jours":                "« 21 jours » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-21 ou E+21.",
		"10 jours ouvrés":         "« 10 jours ouvrés » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-10o ou E+10o.",
		"3 semaines":              "« 3 semaines » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-21 ou E+21.",
		"2 mois":                  "« 2 mois » ne dit pas si c’est avant ou après l’événement : écrivez par exemple J-2 mois ou E+2 mois.",
		"S20":                     "« S20 » ressemble au numéro de la semaine 20 : écrivez un jour, par exemple 13/06/2025, ou S-20 pour dire autant de semaines avant l’événement.",
		"J+3":                     "« J+3 » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+3.",
		"31/06/2025":              "La date « 31/06/2025 » n’existe pas.",
		"fin mai":                 "« fin mai » n’est pas un jour précis : écrivez par exemple 31/05/2025.",
		"J-21 et J-14":            "« J-21 et J-14 » donne deux délais : gardez celui qui compte.",
		"15 mai et 16 mai":        "« 15 mai et 16 mai » donne deux jours : gardez celui qui compte.",
		"J-21 et fin mai":         "« fin mai » n’est pas un jour précis : écrivez par exemple 31/05/2025.",
		"textes et images":        "« textes et images » n’est ni un jour ni un délai : " + example,
		"J-21 et 15 mai et J-2":   "« J-21 et 15 mai et J-2 » n’est ni un jour ni un délai : " + example,
		strings.Repeat("1", 1000): "L’échéance « " + strings.Repeat("1", 60) + "… » est trop longue.",
	} {
		o, day, note, err := written.Due(text, workcal.Of(2025, time.June, 13))
		if got := said(t, err); got != want || note != "" || !o.IsZero() || !day.IsZero() {
			t.Errorf("%.40q: %q; want %q (%s, %s, %q)", text, got, want, o, day, note)
		}
	}
}

// TestADueDateThatIsWrittenIsReadBack holds it for whatever year the reader is in, where what lacks its
// year is near.
func TestADueDateThatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var o retroplan.Offset
		var day workcal.Date
		if rapid.Bool().Draw(rt, "offset") {
			o = retroplan.Offset{Side: retroplan.Side(rapid.IntRange(1, 2).Draw(rt, "side")), Count: rapid.IntRange(0, 2000).Draw(rt, "count"),
				Unit: retroplan.Unit(rapid.IntRange(0, 2).Draw(rt, "unit"))}
		}
		if o.IsZero() || rapid.Bool().Draw(rt, "day") {
			day = workcal.Of(1900, time.January, 1).AddDays(rapid.IntRange(0, 109_000).Draw(rt, "days"))
		}
		near := workcal.Of(2025, time.June, 30).AddDays(rapid.IntRange(-150, 150).Draw(rt, "near"))
		for _, year := range []int{0, 1999} {
			text := written.DueText(o, day, year)
			if day.Year() == year {
				continue
			}
			if gotOffset, gotDay, note, err := written.Due(text, near); gotOffset != o || gotDay != day || note != "" || err != nil {
				rt.Fatalf("%q: %s, %s, %q, %v", text, gotOffset, gotDay, note, err)
			}
		}
	})
}

func FuzzDue(f *testing.F) {
	for _, text := range []string{"15 mai", "2025-05-15", "J-21", "35 jours ouvrés avant", "E+7", "J-21 et 15 mai", "S20", "21 jours", "et", "J et J", "15 mai et 16 mai", "\xff et J", "45968", "un an"} {
		f.Add(text)
	}
	near := workcal.Of(2025, time.June, 13)
	f.Fuzz(func(t *testing.T, text string) {
		o, day, note, err := written.Due(text, near)
		checkNote(t, note)
		_, _, byOffset := written.Offset(text)
		_, _, byDay := written.Date(text, near)
		if byOffset == nil && byDay == nil {
			t.Fatalf("%q is a day and a distance", text)
		}
		if (byOffset == nil || byDay == nil) && err != nil {
			t.Fatalf("%q is read alone and refused: %v", text, err)
		}
		if said(t, err) != "" {
			if !o.IsZero() || !day.IsZero() {
				t.Fatalf("%q is refused and read", text)
			}
			return
		}
		if o.IsZero() && day.IsZero() {
			t.Fatalf("%q is read as nothing", text)
		}
		if day.Year() >= 1900 || day.IsZero() {
			if backOffset, backDay, _, err := written.Due(written.DueText(o, day, 0), near); backOffset != o || backDay != day || err != nil {
				t.Fatalf("%q: %s and %s come back as %s and %s, %v", text, o, day, backOffset, backDay, err)
			}
		}
	})
}
