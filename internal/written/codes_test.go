package written_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// holds checks a reader of codes: what begins with ! is what the refusal says.
func holds(t *testing.T, read func(string) (string, error), cases map[string]string) {
	t.Helper()
	for text, want := range cases {
		got, err := read(text)
		says, refused := strings.CutPrefix(want, "!")
		switch {
		case refused && (err == nil || !strings.Contains(french.PlainSpaces(err.Error()), says)):
			t.Errorf("%q: %q, %v", text, got, err)
		case !refused && (got != want || err != nil):
			t.Errorf("%q: %q, %v, want %q", text, got, err, want)
		}
	}
}

func TestASIRETIsWholeOrRefused(t *testing.T) {
	t.Parallel()
	holds(t, written.SIRET, map[string]string{
		"99900000300015": "99900000300015", "999 000 003 00023": "99900000300023", "999.000.003.00015": "99900000300015", "SIRET 99900000300015": "99900000300015",
		`="99900000300015"`: "99900000300015", "'99900000300015": "99900000300015",
		"35600000000048": "35600000000048",                              // La Poste, by Luhn
		"35600000012345": "!sa clé", "35600000049837": "35600000049837", // 45: a multiple of five, not Luhn's
		"9,99E+13": "!le tableur en a perdu des chiffres", "9.99000003E13": "!le tableur en a perdu des chiffres",
		"999000003": "!ceux d’un SIREN", "9900000300015": "!13 chiffres au lieu de 14", "99900000300016": "!sa clé ne va pas", "00000000000000": "!que des zéros",
		"": "!manque", "NC": "!n’est pas un SIRET", "99900000300015;99900000300023": "!n’est pas un SIRET", strings.Repeat("9", 400): "!trop long",
	})
	if got := french.PlainSpaces(written.SIRETText("99900000300015")); got != "999 000 003 00015" {
		t.Error(got)
	}
}

func TestAUAIIsCheckedByItsLetter(t *testing.T) {
	t.Parallel()
	holds(t, written.UAI, map[string]string{
		"0750655E": "0750655E", "0750654d": "0750654D", "075 0655 E": "0750655E", "0921234S": "0921234S", `="0750655E"`: "0750655E",
		"0750655F": "!sa lettre ne va pas", "750655E": "!sept chiffres", "0750655": "!sept chiffres", "0750655I": "!sa lettre", "": "!manque",
	})
}

func TestPostalCodes(t *testing.T) {
	t.Parallel()
	holds(t, func(s string) (string, error) { code, _, err := written.PostalCode(s); return code, err }, map[string]string{
		"92000": "92000", "92 000": "92000", "92\u00a0000": "92000", "1000": "01000", "F-92000": "92000", "20200": "20200", "97400": "97400", "92014": "92014", `="01000"`: "01000",
		"92014 CEDEX": "92014",
		"00000":       "!n’est pas un code postal", "99000": "!n’est pas", "920": "!n’est pas", "920000": "!n’est pas", "Nanterre": "!n’est pas", "": "!manque", "2A000": "!n’est pas",
	})
	if _, note, _ := written.PostalCode("1000"); french.PlainSpaces(note) != "« 1000 » est lu comme le code postal 01000 : un tableur retire le zéro du début." {
		t.Error(note)
	}
}

func TestTownsAreTamed(t *testing.T) {
	t.Parallel()
	holds(t, func(s string) (string, error) {
		town, cedex, err := written.Town(s)
		return strings.TrimSuffix(town+"|"+cedex, "|"), err
	}, map[string]string{
		"NANTERRE CEDEX": "Nanterre|Cedex", "NANTERRE CEDEX 12": "Nanterre|Cedex 12", "Nanterre cedex": "Nanterre|Cedex", "COLOMBES": "Colombes", "Nanterre ": "Nanterre",
		"ASNIERES-SUR-SEINE": "Asnieres-sur-Seine", "Asnières-sur-Seine": "Asnières-sur-Seine", "L’ÎLE-SAINT-DENIS": "L’Île-Saint-Denis", "VILLENEUVE-D'ASCQ": "Villeneuve-d'Ascq",
		"LE HAVRE": "Le Havre", "colombes": "Colombes", "Bourg-Exemple": "Bourg-Exemple", "SAINT-OUEN": "Saint-Ouen",
		"92000": "!n’est pas le nom d’une ville", "": "!manque", "CEDEX": "!n’est pas",
	})
	for text, want := range map[string]string{"92000 NANTERRE CEDEX": "92000|NANTERRE CEDEX|true", "92 000 - Nanterre": "92 000|Nanterre|true", "1000 Bourg": "1000|Bourg|true", "Nanterre": "||false"} {
		code, town, ok := written.PostalTown(text)
		if got := fmt.Sprintf("%s|%s|%v", code, town, ok); got != want {
			t.Errorf("%q: %s", text, got)
		}
	}
}

func TestCodesOfTownsAndDistricts(t *testing.T) {
	t.Parallel()
	holds(t, written.INSEE, map[string]string{
		"92050": "92050", "2A247": "2A247", "2b033": "2B033", `="92050"`: "92050", `"=""92050"""`: "92050", "1004": "01004", "": "!manque", "920500": "!n’est pas", "2C033": "!n’est pas", "00123": "!n’est pas",
	})
	holds(t, func(s string) (string, error) {
		code, year, err := written.District(s)
		return fmt.Sprint(code, year), err
	}, map[string]string{
		"QN09201M": "QN09201M2024", "qn02a01m": "QN02A01M2024", "QN02B01M": "QN02B01M2024", "QN09219N": "QN09219N2024", "QP092001": "QP0920012014",
		"QN0920M": "!n’est pas le code d’un quartier", "QN02C01M": "!n’est pas", "QP09200": "!n’est pas", "": "!manque", "Petit Nanterre": "!n’est pas",
	})
	if got := written.Codes(`="92007;92014;92032;92071"`); strings.Join(got, " ") != "92007 92014 92032 92071" {
		t.Error(got)
	}
	if got := written.Codes(` "" `); len(got) != 1 {
		t.Error(got)
	}
	if got := written.Codes(`=""`); len(got) != 0 && got[0] == "" {
		t.Error(got)
	}
}

func TestAMonthAloneIsNoDay(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"févr-25": "2025-02-01", "février 2025": "2025-02-01", "Févr. 2025": "2025-02-01", "02/2025": "2025-02-01", "2025-02": "2025-02-01", "mars 25": "2025-03-01", "juil.-25": "2025-07-01",
		"13/2025": "", "12/03/25": "", "février": "", "25 février": "", "": "", "00/2025": "",
	} {
		if d, ok := written.Month(text); ok != (want != "") || ok && d.String() != want {
			t.Errorf("%q: %s", text, d)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		first := workcal.Of(rapid.IntRange(1950, 2100).Draw(t, "year"), 1, 1).AddMonths(rapid.IntRange(0, 11).Draw(t, "month"))
		if d, ok := written.Month(first.FrenchMonthYear()); d != first || !ok {
			t.Fatalf("%s is read %s", first.FrenchMonthYear(), d)
		}
	})
}

func TestEveryDigitOfASIRETIsChecked(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		digits := []byte("99900000300015")
		at := rapid.IntRange(0, 13).Draw(t, "at")
		digits[at] = '0' + (digits[at]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "more")))%10
		if s, err := written.SIRET(string(digits)); err == nil {
			t.Fatalf("%s is taken", s)
		}
	})
}

func FuzzCodes(f *testing.F) {
	for _, text := range []string{"99900000300015", "9,99E+13", "0750655E", "92 000", `"=""2A247"""`, "QN02A01M", "NANTERRE CEDEX 12", "92000 L’ÎLE", "févr-25", `="`, `'="1;2"`} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, read := range map[string]func(string) (string, error){
			"SIRET": written.SIRET, "UAI": written.UAI, "INSEE": written.INSEE,
			"PostalCode": func(s string) (string, error) { code, _, err := written.PostalCode(s); return code, err },
			"District":   func(s string) (string, error) { code, _, err := written.District(s); return code, err },
			"Town":       func(s string) (string, error) { town, _, err := written.Town(s); return town, err },
		} {
			got, err := read(text)
			if err != nil {
				if err.Error() == "" {
					t.Fatalf("%s: an error that says nothing", name)
				}
				continue
			}
			if again, err := read(got); again != got || err != nil {
				t.Fatalf("%s reads %q as %q, and that as %q, %v", name, text, got, again, err)
			}
		}
		written.Codes(text)
		written.PostalTown(text)
		written.Month(text)
	})
}
