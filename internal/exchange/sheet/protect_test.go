package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/sheet"
)

func TestWhatASpreadsheetWouldRunIsProtectedAndComesBack(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"":                         "",
		"Salle haute":              "Salle haute",
		"=1+1":                     "'=1+1",
		"+33 1 02 03 04 05":        "'+33 1 02 03 04 05",
		"-Salle":                   "'-Salle",
		"@SOMME(A1)":               "'@SOMME(A1)",
		"\t=1":                     "'\t=1",
		"\r=1":                     "'\r=1",
		"\n=1":                     "'\n=1",
		"＝1+1":                     "'＝1+1",
		"#REF!":                    "'#REF!",
		"#VALEUR!":                 "'#VALEUR!",
		"#musée":                   "#musée",
		"'":                        "'",
		"''":                       "'''",
		"'Le Cri'":                 "'Le Cri'",
		"'=1":                      "''=1",
		"=\"0102\"":                "'=\"0102\"",
		"=HYPERLINK(\"http://a\")": "'=HYPERLINK(\"http://a\")",
	} {
		if got := sheet.Protect(text); got != want {
			t.Errorf("%q is written %q, want %q", text, got, want)
		}
		if got := sheet.Unprotect(sheet.Protect(text)); got != text {
			t.Errorf("%q comes back as %q", text, got)
		}
	}
	if got := sheet.Unprotect(`="0102"`); got != "0102" {
		t.Errorf("a text that a program kept from being counted is %q", got)
	}
	if got := sheet.Unprotect(`="a"&"b"`); got != `="a"&"b"` {
		t.Errorf("a formula is %q", got)
	}
}

func TestARecordThatIsQuotedThroughoutHoldsAnyText(t *testing.T) {
	t.Parallel()
	text := "a;b;c;d\n\"1\";\"2;3;4\n5;6;7;8\n9\";\"10\";\"11\"\n"
	if got := rows(t, text); !slices.Equal(got, []string{"1: a|b|c|d", "2: 1|2;3;4\n5;6;7;8\n9|10|11"}) {
		t.Errorf("%q", got)
	}
	if _, err := sheet.Read(strings.NewReader(strings.Replace(text, `"1"`, "1", 1)), sheet.Options{}); err == nil {
		t.Error("a quote that takes whole rows is no longer seen")
	}
}

func TestRowsAreNamedForPeople(t *testing.T) {
	t.Parallel()
	many := []int{2, 4, 5, 6, 8, 9, 12, 14, 16, 18, 20, 22}
	for _, c := range []struct {
		rows      []int
		list, all string
	}{
		{[]int{3}, "ligne 3", "ligne 3"},
		{[]int{3, 7}, "lignes 3 et 7", "lignes 3 et 7"},
		{many, "lignes 2, 4, 5, 6, 8, 9, 12, 14, 16, 18 et 2\u00a0autres", "lignes 2, 4 à 6, 8, 9, 12, 14, 16, 18, 20 et 22"},
	} {
		if got := sheet.RowList(c.rows); got != c.list {
			t.Errorf("%v: %q, want %q", c.rows, got, c.list)
		}
		if got := sheet.AllRows(c.rows); got != c.all {
			t.Errorf("%v: %q, want %q", c.rows, got, c.all)
		}
	}
}
