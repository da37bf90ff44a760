package written_test

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/french"
	"parvis/internal/written"
)

func TestPhonesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"01.99.00.00.01":                     "+33199000001|01 99 00 00 01|",
		"0199000005":                         "+33199000005|01 99 00 00 05|",
		"01\u00a099\u00a000\u00a000\u202f07": "+33199000007|01 99 00 00 07|",
		"01-99-00-00-01":                     "+33199000001|01 99 00 00 01|",
		"01/99/00/00/01":                     "+33199000001|01 99 00 00 01|",
		"01–99–00–00–01":                     "+33199000001|01 99 00 00 01|",
		"199000002":                          "+33199000002|01 99 00 00 02|",
		"199000002.0":                        "+33199000002|01 99 00 00 02|",
		"33199000002":                        "+33199000002|01 99 00 00 02|",
		"+33 (0)1 99 00 00 01":               "+33199000001|01 99 00 00 01|",
		"+33 01 99 00 00 01":                 "+33199000001|01 99 00 00 01|",
		"(+33) 1 99 00 00 01":                "+33199000001|01 99 00 00 01|",
		"0033 1 99 00 00 01":                 "+33199000001|01 99 00 00 01|",
		"+33-1-99-00-03-03":                  "+33199000303|01 99 00 03 03|",
		"01 99 00 00 06 (secrétariat)":       "+33199000006|01 99 00 00 06|secrétariat",
		"Tél. : 01 99 00 00 06":              "+33199000006|01 99 00 00 06|",
		"Accueil : 01 99 00 00 06":           "+33199000006|01 99 00 00 06|Accueil",
		"01 99 00 00 06 poste 12":            "+33199000006|01 99 00 00 06|poste 12",
		"Bureau 12 : 01 99 00 00 06":         "+33199000006|01 99 00 00 06|Bureau 12",
		"02 62 99 00 01":                     "+262262990001|02 62 99 00 01|",
		"06 99 00 00 01 (Élise)":             "+33699000001|06 99 00 00 01|Élise",
		"+32 2 555 12 12":                    "+3225551212|+32 25 55 12 12|",
		"+44 (0)20 7946 0000":                "+442079460000|+44 20 79 46 00 00|",
		"+352 621 123 456":                   "+352621123456|+352 621 12 34 56|",
		"0041 22 555 12 12":                  "+41225551212|+41 225 55 12 12|",
		"39 49":                              "3949|39 49|",
		"116 117":                            "116117|11 61 17|",
	} {
		number, label, _, err := written.Phone(text)
		if want == "" {
			if err == nil {
				t.Errorf("%q is read as %s", text, number)
			}
			continue
		}
		if got := french.PlainSpaces(fmt.Sprintf("%s|%s|%s", number, written.PhoneText(number), label)); got != want || err != nil {
			t.Errorf("%q is %s, %v, want %s", text, got, err, want)
		}
	}
}

func TestALostZeroIsSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"199000002":      "« 199000002 » est lu comme le 01 99 00 00 02 : le zéro de tête manquait.",
		"33199000002":    "« 33199000002 » est lu comme le 01 99 00 00 02 : le signe + manquait.",
		"01 99 00 00 02": "",
	} {
		if _, _, note, err := written.Phone(text); french.PlainSpaces(note) != want || err != nil {
			t.Errorf("%q: %q, %v", text, note, err)
		}
	}
}

func TestWhatIsNoPhoneSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"":                                "manque",
		"00 00 00 00 00":                  "n’a que des zéros",
		"0":                               "n’est pas un numéro",
		"01 99 00 00":                     "n’est pas un numéro",
		"01 99 00 00 0123":                "n’est pas un numéro",
		"01 99 00 00 03 / 01 99 00 00 04": "n’est pas un numéro",
		"voir Élise":                      "n’est pas un numéro",
		"1,99E+08":                        "le tableur en a perdu des chiffres",
		"+0199000001":                     "n’est pas un numéro",
		strings.Repeat("1", 300):          "est trop long",
	} {
		if _, _, _, err := written.Phone(text); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSeveralPhonesInOneCell(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"01 99 00 00 03 / 01 99 00 00 04":               "[{+33199000003 } {+33199000004 }]",
		"01 99 00 00 03 ou 06 99 00 00 04 (Élise)":      "[{+33199000003 } {+33699000004 Élise}]",
		"01.99.00.00.03\n199000004":                     "[{+33199000003 } {+33199000004 }]",
		"01 99 00 00 03 - 01 99 00 00 04":               "[{+33199000003 } {+33199000004 }]",
		"01/99/00/00/03":                                "[{+33199000003 }]",
		"01 99 00 00 03 (accueil), 01 99 00 00 04 (M.)": "[{+33199000003 accueil} {+33199000004 M}]",
	} {
		if list, _, err := written.Phones(text); fmt.Sprint(list) != want || err != nil {
			t.Errorf("%q: %v, %v", text, list, err)
		}
	}
	if _, _, err := written.Phones(strings.Repeat("01 99 00 00 03;", 11)); err == nil {
		t.Error("eleven numbers are read")
	}
	if _, _, err := written.Phones("01 99 00 00 03 / 12"); err == nil {
		t.Error("half of a cell is read")
	}
}

func TestPhonesThatAreWrittenAreReadBack(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.StringMatching(`\+33[1-9]\d{8}|\+(?:32|44|352|1|39|213)[1-9]\d{7,8}|\+590590\d{6}`).Draw(t, "number")
		switch {
		case strings.HasPrefix(number, "+33") && (strings.HasPrefix(number[3:], "26") || strings.HasPrefix(number[3:], "59") || strings.HasPrefix(number[3:], "6")):
			return // some of these belong to another country code
		}
		if got, label, note, err := written.Phone(written.PhoneText(number)); got != number || label != "" || note != "" || err != nil {
			t.Fatalf("%s is written %s and read %s %s %s %v", number, written.PhoneText(number), got, label, note, err)
		}
	})
}

func FuzzPhone(f *testing.F) {
	for _, text := range []string{"01.99.00.00.01", "+33 (0)1 99 00 00 01", "01 99 00 00 06 (secrétariat)", "1,99E+08", "Tél : 0033199000001 / 39 49", "(+", "+(0)", "00(0)0"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		number, _, _, err := written.Phone(text)
		if err != nil {
			if err.Error() == "" {
				t.Fatal("an error that says nothing")
			}
			return
		}
		if again, label, note, err := written.Phone(written.PhoneText(number)); again != number || label != "" || note != "" || err != nil {
			t.Fatalf("%q is %q, written %q, read again %q %q %q %v", text, number, written.PhoneText(number), again, label, note, err)
		}
		if list, _, err := written.Phones(text); err != nil || len(list) != 1 || list[0].Number != number {
			t.Fatalf("Phones reads %q as %v, %v", text, list, err)
		}
	})
}
