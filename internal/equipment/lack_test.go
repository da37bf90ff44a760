package equipment_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/equipment"
)

// TestLacksAgreeWithAMinuteByMinuteCount compares what is found with a count of each minute.
func TestLacksAgreeWithAMinuteByMinuteCount(t *testing.T) {
	t.Parallel()
	begin := at(0)
	rapid.Check(t, func(r *rapid.T) {
		var takes []equipment.Take
		for range rapid.IntRange(0, 8).Draw(r, "takes") {
			from := rapid.IntRange(0, 60).Draw(r, "from")
			to := rapid.IntRange(0, 60).Draw(r, "to")
			takes = append(takes, equipment.Take{From: begin.Add(time.Duration(from) * time.Minute), To: begin.Add(time.Duration(to) * time.Minute), Count: rapid.IntRange(0, 4).Draw(r, "count")})
		}
		usable := rapid.IntRange(0, 6).Draw(r, "usable")
		lacks := equipment.Lacks(usable, takes)
		peak := 0
		for m := range 61 {
			now := begin.Add(time.Duration(m) * time.Minute)
			taken := 0
			for _, k := range takes {
				if !k.From.After(now) && k.To.After(now) {
					taken += k.Count
				}
			}
			peak = max(peak, taken)
			found := 0
			for _, l := range lacks {
				if !l.From.After(now) && l.To.After(now) {
					found++
					if l.Wanted < taken || l.Usable != usable || l.Missing() <= 0 {
						r.Errorf("at %d: %+v, %d are taken", m, l, taken)
					}
				}
			}
			if (taken > usable) != (found == 1) || found > 1 {
				r.Errorf("at %d: %d of %d, found %d", m, taken, usable, found)
			}
		}
		if got := equipment.Peak(takes, begin, begin.Add(61*time.Minute)); got != peak {
			r.Errorf("peak %d, want %d", got, peak)
		}
		for i, l := range lacks {
			if i > 0 && !lacks[i-1].To.Before(l.From) {
				r.Errorf("%+v and %+v touch", lacks[i-1], l)
			}
		}
	})
}

func TestWhatIsTypedIsRead(t *testing.T) {
	t.Parallel()
	known := []equipment.Item{{ID: 1, Draft: equipment.Draft{Name: "Table pliante"}}, {ID: 2, Draft: equipment.Draft{Name: "Vidéoprojecteur"}}, {ID: 3, Draft: equipment.Draft{Name: "3 panneaux d’exposition"}}, {ID: 4, Draft: equipment.Draft{Name: "Bois"}}}
	for text, want := range map[string]string{
		"2 tables pliantes":                  "2 × Table pliante",
		"2 x TABLE PLIANTE; videoprojecteur": "2 × Table pliante\n1 × Vidéoprojecteur",
		"12× table pliante":                  "12 × Table pliante",
		"1 table pliante\n3 table pliante":   "4 × Table pliante",
		"3 panneaux d'exposition":            "1 × 3 panneaux d’exposition",
		"2 3 panneaux d’exposition":          "2 × 3 panneaux d’exposition",
		"\n ; ":                              "",
		"4 bois":                             "4 × Bois",
	} {
		got, p := equipment.ReadWants(text, known)
		if equipment.WantsText(got) != want || p.Any() {
			t.Errorf("%q: %q, %v; want %q", text, equipment.WantsText(got), p, want)
		}
		again, _ := equipment.ReadWants(equipment.WantsText(got), known)
		if equipment.WantsText(again) != want {
			t.Errorf("%q is read again as %q", want, equipment.WantsText(again))
		}
	}
	for _, text := range []string{"1", "chaise", "2 × ", "0 table pliante", "999999999 table pliante", "Table"} {
		if got, p := equipment.ReadWants(text, known); !p.Any() {
			t.Errorf("%q is read as %v", text, got)
		}
	}
}
