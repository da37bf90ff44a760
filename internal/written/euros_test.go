package written_test

import (
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/written"
)

func TestAmountsAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int64{
		"1200": 120_000, "1 200,50 €": 120_050, "1\u202f200,5\u00a0€": 120_050, "80 euros": 8_000, "0": 0, "0,01€": 1, "12.30 EUR": 1_230, "100000000": 10_000_000_000,
	} {
		if got, err := written.Euros(text); err != nil || got != want {
			t.Errorf("%q: %d, %v, want %d", text, got, err, want)
		}
	}
	for _, text := range []string{"", "-1", "mille", "1,005", "100000000,01", "12 $", "€", "1e9", "12 € 50"} {
		if got, err := written.Euros(text); err == nil {
			t.Errorf("%q: %d", text, got)
		}
	}
}

func TestAnAmountIsReadAsItIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		cents := rapid.Int64Range(0, written.MostEuros*100).Draw(t, "cents")
		if got, err := written.Euros(written.EurosText(cents)); err != nil || got != cents {
			t.Fatalf("%d is written %q and read %d, %v", cents, written.EurosText(cents), got, err)
		}
	})
}

func FuzzEuros(f *testing.F) {
	for _, text := range []string{"1 200,50 €", "0,1", "-3", "€€", "12 euros euros", "1.200,50"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		cents, err := written.Euros(text)
		if err != nil {
			return
		}
		if again, err := written.Euros(written.EurosText(cents)); err != nil || again != cents || cents < 0 || cents > written.MostEuros*100 {
			t.Errorf("%q: %d, then %d, %v", text, cents, again, err)
		}
	})
}
