package written_test

import (
	"strings"
	"testing"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/written"
)

func TestEffortsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for want, texts := range map[retroplan.Effort][]string{
		1: {"0,5", "0.5", "½", "½ j", "1/2", "1/2 j", "1/2 journée", "demi-journée", "une demi-journée", "Demi-journée", "1 demi-journée", "0,50 j", "0,5 jour-homme"},
		2: {"1", "1 j", "un jour", "1 jour", "1,0", "2 demi-journées", "01", "1 j/h", "1 jh", "1 j.h.", "1 jour-homme", "1 jour/homme"},
		3: {"1,5", "1.5", "1,5 jour", "1½", "1 1/2", "1,5\u00a0j", "1 jour et demi", "3 demi-journées", "1,5 jours-personne"},
		4: {"2", "2 j", "2j", "2 jours", "deux jours", "2 jours ouvrés", "2 days", "2 d", "2 jours de travail"},
		5: {"2,5", "2,5 jours", "2 jours et demi", "2½ j"},

		15:   {"1,5 sem", "7,5"},
		20:   {"10", "2 sem", "2 semaines", "2 w"},
		2000: {"1000", "1 000", "1\u202f000 jours", "200 sem", "2000 demi-journées"},
	} {
		for _, text := range texts {
			if got, note, err := written.Effort(text); err != nil || got != want || note != "" {
				t.Errorf("%q: %d %q, %v, want %d", text, got, note, err, want)
			}
		}
	}
}

func TestPartsOfHalfDaysAreCountedAsTheNearestAndSaidSo(t *testing.T) {
	t.Parallel()
	const ending = " : la charge se compte en demi-journées."
	for text, want := range map[string]string{
		"4 h":    "0,5 « 4 h » est compté comme une demi-journée, à 7 heures par jour" + ending,
		"3h30":   "0,5 « 3h30 » est compté comme une demi-journée, à 7 heures par jour" + ending,
		"10 min": "0,5 « 10 min » est compté comme une demi-journée, à 7 heures par jour" + ending,
		"5 h 15": "1 « 5 h 15 » est compté comme 1 jour, à 7 heures par jour" + ending,
		"7 h":    "1 « 7 h » est compté comme 1 jour, à 7 heures par jour" + ending,
		"16 hrs": "2,5 « 16 hrs » est compté comme 2,5 jours, à 7 heures par jour" + ending,
		"0,1":    "0,5 « 0,1 » est compté comme une demi-journée" + ending,
		"0,2 j":  "0,5 « 0,2 j » est compté comme une demi-journée" + ending,
		"1,2":    "1 « 1,2 » est compté comme 1 jour" + ending,
		"1,25":   "1,5 « 1,25 » est compté comme 1,5 jour" + ending,
		"1,75 j": "2 « 1,75 j » est compté comme 2 jours" + ending,
	} {
		got, note, err := written.Effort(text)
		checkNote(t, note)
		if said := strings.ReplaceAll(french.PlainSpaces(got.String()+" "+note), "\u202f", " "); err != nil || said != want {
			t.Errorf("%q: %q, %v, want %q", text, said, err, want)
		}
	}
}

func TestWhatIsNoEffortSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	const example = " : écrivez par exemple 0,5, 2 j ou une demi-journée, ou laissez vide si elle n’est pas connue."
	const zero = "Une charge de zéro n’en est pas une : laissez vide si elle n’est pas connue, ou écrivez 0,5 pour peu de chose."
	for text, want := range map[string]string{
		"":                       "La charge manque" + example,
		"0":                      zero,
		"0,0":                    zero,
		"-0":                     zero,
		"0 j":                    zero,
		"0 h":                    zero,
		"x":                      "« x » n’est pas une charge" + example,
		"?":                      "« ? » n’est pas une charge" + example,
		"jalon":                  "« jalon » n’est pas une charge" + example,
		"forte":                  "« forte » n’est pas une charge" + example,
		"50 %":                   "« 50 % » n’est pas une charge" + example,
		"homme":                  "« homme » n’est pas une charge" + example,
		"-2":                     "La charge « -2 » est négative.",
		"1000,5":                 "La charge « 1000,5 » est trop grande : 1 000 jours au plus.",
		"201 sem":                "La charge « 201 sem » est trop grande : 1 000 jours au plus.",
		"10 jc":                  "« 10 jc » dit combien de temps passe, et non combien de travail il faut" + example,
		"2 mois":                 "« 2 mois » n’a pas une longueur fixe" + example,
		"3 jours ouvrables":      "« 3 jours ouvrables » : Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple 2 jours.",
		"3-5 j":                  "« 3-5 j » laisse le choix : écrivez la plus grande des charges, 5 j.",
		strings.Repeat("9", 210): "La charge « " + strings.Repeat("9", 60) + "… » est trop longue.",
	} {
		got, note, err := written.Effort(text)
		if problem := said(t, err); problem != want || got != 0 || note != "" {
			t.Errorf("%.40q: %d %q %q", text, got, note, problem)
		}
	}
}

// FuzzEffort: what is read is a half-day at least and a thousand days at most, and reads back the same from how it is written.
func FuzzEffort(f *testing.F) {
	for _, text := range []string{"0,5", "½ j", "1,5 sem", "4 h", "3-5 j", "2 jh", "0", "-1", "99999999999999999999 sem", "1/2", "2 jours-homme", "0,000001"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		e, note, err := written.Effort(text)
		checkNote(t, note)
		if said(t, err) != "" {
			if e != 0 {
				t.Fatalf("%q: %d, %v", text, e, err)
			}
			return
		}
		if !e.Known() || !e.Within() {
			t.Fatalf("%q: %d", text, e)
		}
		for _, again := range []string{e.String(), e.Words()} {
			if back, note, err := written.Effort(again); back != e || note != "" || err != nil {
				t.Fatalf("%q is %q, which is %d %q %v", text, again, back, note, err)
			}
		}
	})
}
