package written_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/written"
)

func TestTheCodeOfATownIsReadAsSpreadsheetsKeepIt(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"92050": "92050", ` ="92050" `: "92050", `"=""92050"""`: "92050", "'92050": "92050", "92 050": "92050", "2a247": "2A247", "2B033": "2B033", "1004": "01004", "97411": "97411",
		"": "", "9205": "09205", "920": "", "920501": "", "2C033": "", "00123": "", "Nanterre": "", "QN09201M": "", "92O50": "",
	} {
		if got, err := written.INSEE(text); got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestTheCodeOfADistrictTellsItsYear(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]struct {
		code string
		year int
	}{
		"QN09201M": {"QN09201M", 2024}, "qn02a01m": {"QN02A01M", 2024}, `="QN02B01M"`: {"QN02B01M", 2024}, " QN 09219 N": {"QN09219N", 2024}, "QN97601C": {"QN97601C", 2024},
		"QP092001": {"QP092001", 2014}, "qp02a001": {}, "QN0920M": {}, "QN092011": {}, "QN02C01M": {}, "92050": {}, "Le Parc": {}, "": {},
	} {
		code, year, err := written.District(text)
		if code != want.code || year != want.year || (err == nil) != (want.code != "") {
			t.Errorf("%q: %q of %d, %v", text, code, year, err)
		}
	}
}

func TestACellHoldsTheCodesOfSeveralTowns(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"92050": "92050", `="92007;92014;92032;92071"`: "92007 92014 92032 92071", "92007, 92014": "92007 92014", "2A247\n2B033": "2A247 2B033", "13055;x": "", " ; ": "",
	} {
		got, err := written.INSEECodes(text)
		if strings.Join(got, " ") != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}

// TestACodeIsReadAgainAsItIsWritten: what a reader gives, it gives again, and so does the one of several.
func TestACodeIsReadAgainAsItIsWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		town := rapid.StringMatching(`(0[1-9]|[1-9][0-9]|2A|2B)[0-9]{3}`).Draw(rt, "town")
		if got, err := written.INSEE(town); got != town || err != nil {
			rt.Errorf("%q: %q, %v", town, got, err)
		}
		if got, err := written.INSEECodes(town + ";" + town); err != nil || strings.Join(got, ";") != town+";"+town {
			rt.Errorf("%q: %q, %v", town, got, err)
		}
		district := rapid.StringMatching(`QN([0-9]{3}|02[AB])[0-9]{2}[A-Z]|QP[0-9]{6}`).Draw(rt, "district")
		if got, year, err := written.District(strings.ToLower(district)); got != district || year == 0 || err != nil {
			rt.Errorf("%q: %q, %d, %v", district, got, year, err)
		}
	})
}

func FuzzCodesOfTerritories(f *testing.F) {
	for _, seed := range []string{"92050", `="92007;92014"`, "QN09201M", "QP092001", "2A247", "\xff", "'"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if code, err := written.INSEE(text); err == nil {
			if again, err := written.INSEE(code); again != code || err != nil || len(code) != 5 {
				t.Errorf("%q gives %q, then %q, %v", text, code, again, err)
			}
		}
		if code, year, err := written.District(text); err == nil {
			if again, then, err := written.District(code); again != code || then != year || err != nil || len(code) != 8 {
				t.Errorf("%q gives %q, then %q, %v", text, code, again, err)
			}
		}
		if codes, err := written.INSEECodes(text); err == nil && len(codes) == 0 {
			t.Errorf("%q gives nothing and no problem", text)
		}
	})
}
