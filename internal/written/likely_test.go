package written_test

import (
	"testing"

	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestALikelyDayIsProposedForVagueWords(t *testing.T) {
	t.Parallel()
	event := workcal.Of(2025, 6, 13)
	for text, want := range map[string]string{
		"fin février": "28/02/2025", "mi-juillet": "15/07/2025", "début mai": "01/05/2025", "mars": "31/03/2025", "fin janvier 26": "31/01/2026",
		"S10": "07/03/2025", "semaine 24": "13/06/2025", "S1 2026": "02/01/2026", "semaine du 4 mars": "07/03/2025", "semaine du 9 mars 2025": "07/03/2025",
		"45821": "13/06/2025", "20250613": "13/06/2025",
		"à définir": "", "S60": "", "13/06/2025": "", "": "", "Texte": "", "20251399": "",
	} {
		d, ok := written.Likely(text, event)
		if got := written.DayText(d); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %t; want %q", text, got, ok, want)
		}
	}
	if _, ok := written.Likely("fin février", 0); ok {
		t.Error("a year out of nowhere")
	}
}
