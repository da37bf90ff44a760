package written_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

func TestOffsetsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for want, texts := range map[string][]string{
		"J-21":      {"J-21", "j - 21", "J 21", "J21", "J−21", "J–21", "J -21", "J- 21", "J-21 j", "J-21 jours", "J-21 jc", "J - 21 jours calendaires", "J moins 21", "jour J-21", "J-21,0", "21 jours avant", "21 j avant", "21 jours avant l’événement", "21 jours avant l'evenement", "21 jours avant le jour J", "S-3", "3 semaines avant", "trois semaines avant l’événement"},
		"J-10o":     {"J-10o", "j-10O", "J-10 o", "J-10 ouvrés", "J-10 jours ouvrés", "J-10 jo", "J-10 j. ouvrés", "10 jours ouvrés avant", "10 jours ouvrés avant l’événement"},
		"J-35o":     {"J-35 o", "J-35 ouvrés", "35 jours ouvrés avant l’événement"},
		"J-30":      {"J-30 jours", "J-30 j"},
		"J-42":      {"J-6 semaines", "J-6 sem", "J-6 sem.", "J-6 s", "S-6", "s - 6", "S−6", "J 6 sem"},
		"J-2 mois":  {"J-2 mois", "J - 2 MOIS", "M-2", "m−2", "2 mois avant", "deux mois avant", "J 2 mois"},
		"J-12 mois": {"J-1 an", "1 an avant l’événement"},
		"J-0":       {"J", "j", "J0", "J-0", "J+0", "J 0", "jour J", "le jour J", "Jour J", "le premier jour de l’événement", "0 jour avant"},
		"J-0o":      {"J-0o"},
		"J-1":       {"veille", "la veille", "La veille de l’événement", "1 jour avant l’événement"},
		"J-2":       {"l’avant-veille"},
		"J-2000":    {"2\u202f000 jours avant l’événement", "J-2 000", "J-2000"},
		"E+0":       {"E", "E0", "E+0", "E-0", "e", "le dernier jour de l’événement"},
		"E+7":       {"E+7", "e + 7", "E 7", "E7", "E+1 sem", "E+1 semaine", "7 jours après", "7 jours après l’événement", "une semaine après"},
		"E+1":       {"le lendemain", "1 jour après l’événement"},
		"E+1o":      {"E+1o", "E+1 ouvré", "E+1 jour ouvré", "1 jour ouvré après l’événement"},
		"E+2o":      {"2 jours ouvrés après", "2 jours ouvrés après l’événement"},
		"E+1 mois":  {"E+1 mois", "un mois après"},
	} {
		for _, text := range texts {
			o, note, err := written.Offset(text)
			if err != nil || o.String() != want || note != "" {
				t.Errorf("%q: %s %q, %v, want %s", text, o, note, err, want)
			}
			if looks := !strings.Contains(" J j E e E7 E0 ", " "+text+" ") && text != "E 7"; written.LooksLikeOffset(text) != looks {
				t.Errorf("%q looks like an offset: %v", text, !looks)
			}
		}
	}
}

func TestWhatIsNoOffsetSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	const usual = " n’est pas un délai relatif à l’événement : écrivez par exemple J-21, J-10o (jours ouvrés), S-6, J-2 mois ou E+7."
	for text, want := range map[string]string{
		"":                          "L’échéance relative manque : écrivez par exemple J-21, J-10o (jours ouvrés), S-6, J-2 mois ou E+7.",
		"K-2":                       "« K-2 »" + usual,
		"J-":                        "« J- »" + usual,
		"J-x":                       "« J-x »" + usual,
		"J--3":                      "« J--3 »" + usual,
		"J-1oo":                     "« J-1oo »" + usual,
		"J-2 h":                     "« J-2 h »" + usual,
		"21":                        "« 21 »" + usual,
		"21 jours":                  "« 21 jours »" + usual,
		"M2":                        "« M2 »" + usual,
		"S-0":                       "« S-0 »" + usual,
		"avant l’événement":         "« avant l’événement »" + usual,
		"13/06/2025":                "« 13/06/2025 »" + usual,
		"jalon":                     "« jalon »" + usual,
		"E-mail":                    "« E-mail »" + usual,
		"J+3":                       "« J+3 » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+3.",
		"J+3o":                      "« J+3o » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+3o.",
		"J+2 sem":                   "« J+2 sem » : J se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+14.",
		"S+2":                       "« S+2 » : S se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+14.",
		"M+1":                       "« M+1 » : M se compte à rebours. Après l’événement, comptez depuis son dernier jour : E+1 mois.",
		"E-2":                       "« E-2 » : E se compte après l’événement. Avant lui, comptez depuis son premier jour : J-2.",
		"E-2 mois":                  "« E-2 mois » : E se compte après l’événement. Avant lui, comptez depuis son premier jour : J-2 mois.",
		"S10":                       "« S10 » ressemble au numéro de la semaine 10 : écrivez un jour, par exemple 13/06/2025, ou S-10 pour dire autant de semaines avant l’événement.",
		"semaine 10":                "« semaine 10 » ressemble au numéro de la semaine 10 : écrivez un jour, par exemple 13/06/2025, ou S-10 pour dire autant de semaines avant l’événement.",
		"J-10 ouvrables":            "« J-10 ouvrables » : Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple J-10o.",
		"J-10 jours ouvrables":      "« J-10 jours ouvrables » : Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple J-10o.",
		"J-1,5":                     "« J-1,5 » ne tombe pas sur un jour entier : écrivez par exemple J-2.",
		"E+1,5 sem":                 "« E+1,5 sem » ne tombe pas sur un jour entier : écrivez par exemple E+11.",
		"J-36526":                   "L’échéance relative « J-36526 » est trop lointaine.",
		"J-99999999999999999999":    "L’échéance relative « J-99999999999999999999 » est trop lointaine.",
		"S-5218":                    "L’échéance relative « S-5218 » est trop lointaine.",
		"J-999999 ouvrables":        "« J-999999 ouvrables » : Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple J-36525o.",
		strings.Repeat("J", 10<<20): "L’échéance relative « " + strings.Repeat("J", 60) + "… » est trop longue.",
	} {
		o, note, err := written.Offset(text)
		if got := said(t, err); got != want || note != "" || o != (retroplan.Offset{}) {
			t.Errorf("%.40q: %s %q %q", text, o, note, got)
		}
		if written.LooksLikeOffset(text) {
			t.Errorf("%.40q looks like an offset", text)
		}
	}
}

func TestOffsetsThatAreWrittenAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		want := retroplan.Offset{
			Side:  retroplan.Side(rapid.IntRange(1, 2).Draw(rt, "side")),
			Count: rapid.OneOf(rapid.IntRange(0, 3), rapid.IntRange(0, 36525)).Draw(rt, "count"),
			Unit:  retroplan.Unit(rapid.IntRange(0, 2).Draw(rt, "unit")),
		}
		if got, note, err := written.Offset(want.String()); err != nil || got != want || note != "" {
			rt.Fatalf("%s: %s %q, %v", want, got, note, err)
		}
		if got, note, err := written.Offset(inWords(want)); err != nil || got != want || note != "" {
			rt.Fatalf("%q: %s %q, %v", inWords(want), got, note, err)
		}
	})
}

// inWords writes an offset as the pages do.
func inWords(o retroplan.Offset) string {
	text := french.Days(o.Count)
	switch o.Unit {
	case retroplan.WorkingDays:
		text = french.WorkingDays(o.Count)
	case retroplan.Months:
		text = french.Months(o.Count)
	}
	return text + map[retroplan.Side]string{retroplan.BeforeEvent: " avant l’événement", retroplan.AfterEvent: " après l’événement"}[o.Side]
}

func FuzzOffset(f *testing.F) {
	for _, text := range []string{"J-21", "E+1 mois", "S-6", "S10", "j moins deux", "2 jours ouvrés après l’événement", "J-1,5 sem", "M-0", "J-99999999999999999999999", "la veille", "E-2 ouvrables"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		o, note, err := written.Offset(text)
		checkNote(t, note)
		if said(t, err) != "" {
			if written.LooksLikeOffset(text) {
				t.Fatalf("%q looks like an offset: %v", text, err)
			}
			return
		}
		if back, _, err := written.Offset(o.String()); err != nil || back != o || o.Count < 0 || o.Count > 36525 {
			t.Fatalf("%q: %+v is read back as %+v, %v", text, o, back, err)
		}
	})
}
