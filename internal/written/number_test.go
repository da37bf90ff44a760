package written_test

import (
	"math"
	"strings"
	"testing"

	"parvis/internal/workcal"
	"parvis/internal/written"
)

func TestWhole(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int{"0": 0, "80": 80, " 80 ": 80, "1 200": 1200, "1\u202f200": 1200, "1\u00a0234\u00a0567": 1234567, "12,0": 12, "12.00": 12, "-3": -3, "−3": -3, "+4": 4, "007": 7, "999999999": 999_999_999} {
		if got, err := written.Whole(text); got != want || err != nil {
			t.Errorf("%q: %d, %v; want %d", text, got, err, want)
		}
	}
	for text, says := range map[string]string{
		"": "manque", "12,5": "n’est pas un nombre entier", "1.200": "n’est pas un nombre entier", "80 places": "sans unité", "douze": "n’est pas un nombre", "1 20": "n’est pas un nombre",
		"1e3": "n’est pas un nombre", "9999999999": "trop grand", "5-6": "n’est pas un nombre", strings.Repeat("1", 400): "trop long",
	} {
		if got, err := written.Whole(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %d, %v; want %q", text, got, err, says)
		}
	}
}

func TestDecimal(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{"0": 0, "12,5": 12.5, "12.5": 12.5, "1 200,75": 1200.75, "-0,5": -0.5, "80": 80} {
		if got, err := written.Decimal(text); got != want || err != nil {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for text, says := range map[string]string{"": "manque", "12 m²": "sans unité", "1,2,3": "n’est pas un nombre", "NaN": "n’est pas un nombre", "1" + strings.Repeat("0", 40): "trop grand"} {
		if got, err := written.Decimal(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, %v; want %q", text, got, err, says)
		}
	}
}

func TestYesNo(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{"oui": true, "Oui.": true, "OUI": true, "x": true, "✓": true, "VRAI": true, "TRUE": true, "1": true, "non": false, "Non": false, "FAUX": false, "0": false} {
		if got, err := written.YesNo(text); got != want || err != nil {
			t.Errorf("%q: %v, %v; want %v", text, got, err, want)
		}
	}
	for text, says := range map[string]string{"": "manque", "peut-être": "n’est ni oui ni non", "2": "n’est ni oui ni non"} {
		if got, err := written.YesNo(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, %v; want %q", text, got, err, says)
		}
	}
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{0: "0", math.Copysign(0, -1): "0", 12.5: "12,5", 1200.75: "1200,75", -0.5: "-0,5", 0.1 + 0.2: "0,3", 123456789.25: "123456789,25"} {
		text := written.NumberText(x)
		back, err := written.Decimal(text)
		if text != want || err != nil || written.NumberText(back) != want {
			t.Errorf("%v is written %q, want %q; read as %v, %v", x, text, want, back, err)
		}
	}
	for _, yes := range []bool{true, false} {
		if back, err := written.YesNo(written.Answer(yes)); back != yes || err != nil {
			t.Errorf("%v is read as %v, %v", yes, back, err)
		}
	}
	day := workcal.Of(2025, 6, 13)
	if back, note, err := written.Date(written.DayText(day), 0); back != day || note != "" || err != nil || written.DayText(0) != "" {
		t.Errorf("%s is read as %s, %q, %v", day, back, note, err)
	}
}
