package slot

import (
	"testing"

	"parvis/internal/activity"
	"parvis/internal/french"
	"parvis/internal/workcal"
)

var near = workcal.Of(2025, 6, 13)

func TestPlacesAreRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"12": 12, "12 pers.": 12, "12 personnes": 12, "max. 15": 15, "1 200 places": 1200, "20 pers. max": 20, "15p": 15, "12,0": 12, "illimitée": 0, "ILLIMITÉ": 0, "-": 0, "–": 0, "sans limite": 0} {
		if got, err := readCapacity(text); got != want || err != nil {
			t.Errorf("%q: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"vingt", "0", "-3", "12 à 15", "12-15", "2 x 15", "12 h", "12,5", "12 %", "NC", "", "3 groupes de 10"} {
		if got, err := readCapacity(text); err == nil {
			t.Errorf("%q is %d", text, got)
		}
	}
}

func TestADayIsReadWithWhatItsCellSaysBesides(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]Status{"15/06/2025": "", "ANNULÉ - 15/06/2025": Cancelled, "15/06/2025 (annulée)": Cancelled, "Reportée : dim. 15 juin 2025": Postponed, "15/06/2025 à confirmer": "", "option 15/06": Proposed,
		"15 juin 2025 – ANNULÉES": Cancelled} {
		var l Line
		err := l.readDay(text, near, false)
		if text == "15/06/2025 à confirmer" {
			if err == nil {
				t.Errorf("%q: %s, %s", text, l.Day, l.dayStatus)
			}
			continue
		}
		if err != nil || l.Day != workcal.Of(2025, 6, 15) || l.dayStatus != want {
			t.Errorf("%q: %s, %q, %v, want %q", text, l.Day, l.dayStatus, err, want)
		}
	}
	for _, text := range []string{"annulé", "annulé annulé", "reporté au 15/06/2025", "31/06/2025", "ANNULÉ - 31/06/2025", "15/06/2025 16/06/2025", "annulations 15/06/2025", "lun. 15/06/2025"} {
		var l Line
		if err := l.readDay(text, near, false); err == nil {
			t.Errorf("%q is %s", text, l.Day)
		}
	}
}

func TestWhatARowSaysOfItsActivityIsRead(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]activity.Draft{
		"Dès 8 ans":                         {AgeFrom: 8},
		"Familles, à partir de 6 ans":       {Audiences: "Familles", AgeFrom: 6},
		"8-12 ans ; Scolaires":              {Audiences: "Scolaires", AgeFrom: 8, AgeTo: 12},
		"12 à 8 ans":                        {Audiences: "12 à 8 ans"},
		"Tout public":                       {Audiences: "Tout public"},
		"Adultes\nEnfants, 200 ans et plus": {Audiences: "Adultes, Enfants, 200 ans et plus"},
	} {
		var l Line
		if l.readAudiences(text); l.said.Audiences != want.Audiences || l.said.AgeFrom != want.AgeFrom || l.said.AgeTo != want.AgeTo {
			t.Errorf("%q: %+v", text, l.said)
		}
	}
	for text, want := range map[string]activity.Draft{"Gratuit": {Free: true}, "entrée libre": {Free: true}, "0 €": {Free: true}, "5,50 €": {Price: 550}, "1 200,00 €": {Price: 120_000}, "3": {Price: 300}, "sur devis": {}, "5 € / 3 €": {}, "2000000": {}} {
		var l Line
		if l.readPrice(text); l.said.Free != want.Free || l.said.Price != want.Price || (len(l.loose) == 1) != (!want.Free && want.Price == 0) {
			t.Errorf("%q: %+v, %+v", text, l.said, l.loose)
		}
	}
	for text, want := range map[string]activity.Booking{"01 99 00 08 01": activity.ByPhone, "resa@example.org": activity.ByMail, "https://example.org/resa": activity.Online, "Sans réservation": activity.NoBooking,
		"sur place": activity.OnSite, "auprès de l’accueil": "", "2 semaines avant": ""} {
		var l Line
		if l.readBooking(text); l.said.Booking != want || l.said.BookingText != "" && l.said.BookingText != text {
			t.Errorf("%q: %+v", text, l.said)
		}
	}
	for text, want := range map[string]activity.Kind{"Visites guidées": activity.Visit, "ATELIER": activity.Workshop, "hors les murs": activity.OffSite, "conférence": activity.Talk, "visiteur": "", "animation": ""} {
		if got, _ := kindOf(text); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestAnEndComesBackAsItIsWritten(t *testing.T) {
	t.Parallel()
	for from := 0; from < Day; from += 7 {
		for to := from + 1; to <= from+Day; to += 11 {
			got, until, _, err := readTimes(Clock(from), endText(Times{From: from, To: to}), 0)
			if err != nil || got != from || until != to {
				t.Fatalf("%d to %d: %d to %d, %v (%s)", from, to, got, until, err, endText(Times{From: from, To: to}))
			}
		}
	}
}

func FuzzCapacity(f *testing.F) {
	for _, seed := range []string{"12 pers.", "illimitée", "-", "vingt", "1 200 places", "max. 15", "٣", "9999999999999999999", "12p.p.p.p"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		n, err := readCapacity(text)
		if n < 0 || err != nil && (n != 0 || err.Error() == "") {
			t.Errorf("%q: %d, %v", text, n, err)
		}
		if n == 0 && err == nil && french.Fold(text) != "" && french.Fold(text)[0] >= '0' && french.Fold(text)[0] <= '9' {
			t.Errorf("%q has no limit", text)
		}
	})
}

func FuzzDayCell(f *testing.F) {
	for _, seed := range []string{"ANNULÉ - 15/06/2025", "15/06 (reportée)", "ven. 13/06/25", "reporté au 15/06", "annulé", "-", "()", "\u00a0annulé\u202f15 juin", "31/06/2025 annulé"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var l, above Line
		err := l.readDay(text, near, false)
		if (err == nil) != !l.Day.IsZero() || err != nil && l.dayStatus != "" {
			t.Errorf("%q: %s, %q, %v", text, l.Day, l.dayStatus, err)
		}
		if l.dayStatus != "" && len(l.remarks) == 0 {
			t.Errorf("%q is %s in silence", text, l.dayStatus)
		}
		if again := above.readDay(text, near, true); (again == nil) != (err == nil) || above.dayStatus != "" || above.Day != l.Day {
			t.Errorf("%q from above: %s, %q, %v", text, above.Day, above.dayStatus, again)
		}
	})
}
