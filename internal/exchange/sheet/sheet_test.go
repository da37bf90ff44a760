package sheet_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
)

// rows reads a text and writes it as "number: cell|cell".
func rows(t *testing.T, text string) []string {
	t.Helper()
	table, err := sheet.Read(strings.NewReader(text), sheet.Options{})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	var all []string
	for _, r := range table.Rows {
		all = append(all, fmt.Sprintf("%d: %s", r.Number, strings.Join(r.Cells, "|")))
	}
	return all
}

func TestRowsAreCutAndNumberedAsASpreadsheetShowsThem(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		want []string
	}{
		"LF":                             {"a;b\n1;2\n", []string{"1: a|b", "2: 1|2"}},
		"CRLF":                           {"a;b\r\n1;2\r\n", []string{"1: a|b", "2: 1|2"}},
		"lone CR":                        {"a;b\r1;2\r3;4", []string{"1: a|b", "2: 1|2", "3: 3|4"}},
		"a mixture":                      {"a;b\r1;2\n\r\n3;4", []string{"1: a|b", "2: 1|2", "4: 3|4"}},
		"empty rows count":               {"\na;b\n;;;\n \u00a0;\n1;2\n", []string{"2: a|b", "5: 1|2"}},
		"a line break is in its row":     {"a;b\n\"1\r\nbis\";2\n3;4\n", []string{"1: a|b", "2: 1\nbis|2", "3: 3|4"}},
		"a lone CR in a cell":            {"a;b\r\"1\rbis\";2\r", []string{"1: a|b", "2: 1\nbis|2"}},
		"doubled quotes":                 {"a;\"\"\"b\"\"\"\n", []string{"1: a|\"b\""}},
		"an empty quoted cell":           {"a;\"\";c\n", []string{"1: a||c"}},
		"bare quotes inside":             {"a;b\nUn \"pot\" d’accueil;2\n3\" de large;4\n", []string{"1: a|b", "2: Un \"pot\" d’accueil|2", "3: 3\" de large|4"}},
		"text after a closing quote":     {"a;b\n\"pot\" d’accueil;2\n\"x\"\"y\"z;3\n", []string{"1: a|b", "2: pot d’accueil|2", "3: x\"yz|3"}},
		"separators in quotes":           {"a;b\n\"x;y\";2\n", []string{"1: a|b", "2: x;y|2"}},
		"no end on the last row":         {"a;b\n1;", []string{"1: a|b", "2: 1|"}},
		"rows of several lengths":        {"a;b;c\n1\n2;3;4;5\n", []string{"1: a|b|c", "2: 1", "3: 2|3|4|5"}},
		"text with lines and separators": {"a;b;c\n1;\"voir ; plus bas\nou ; là\";3\n", []string{"1: a|b|c", "2: 1|voir ; plus bas\nou ; là|3"}},
		"sep= counts as row 1":           {"sep=;\r\na;b\r\n1;2\r\n", []string{"2: a|b", "3: 1|2"}},
		"sep= with another separator":    {"SEP=,\na;x,b\n", []string{"2: a;x|b"}},
		"sep= padded and quoted":         {"\"sep=;\";;;\na;b\n", []string{"2: a|b"}},
		"sep= with a tab":                {"sep=\t\na\tb,c\n", []string{"2: a|b,c"}},
		"no sep= but nearly":             {"sep=;x;y\na;b;c\n", []string{"1: sep=|x|y", "2: a|b|c"}},
		"nothing":                        {"", nil},
		"blanks":                         {"\n\r\n;;\n", nil},
	} {
		if got := rows(t, c.text); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestTheSeparatorIsTheOneThatGivesTheMostConsistentTable(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ text, want string }{
		"semicolons":               {"a;b;c\n1;2;3\n", ";"},
		"commas":                   {"a,b,c\n1,2;3,4\n5,6;7;8,9\n", ","},
		"tabs":                     {"a\tb\n1,5\t2;3\n", "\t"},
		"bars":                     {"a|b\n1|2\n", "|"},
		"decimal commas":           {"N°;durée\n1;1,5\n2;2,5\n3;0,5\n", ";"},
		"sentences with commas":    {"Tâche;Quand\nColle, ciseaux, papier;J-1\nEau, jus, verres;J-2\nSacs, badges, stylos;J-3\n", ";"},
		"a title with commas":      {"Plan, version 2, à relire, merci\n\nN°;Tâche\n1;x\n2;y\n", ";"},
		"a title with semicolons":  {"Plan ; version 2 ; à relire\n\nN°,Tâche,Durée\n1,x,2\n2,y,3\n", ","},
		"a header of two lines":    {"\"N°\n(code)\";\"Durée\";\"Dépend de\"\nA;5;\n", ";"},
		"quoted separators":        {"\"a;b;c;d\",\"e;f;g\"\n\"h;i\",j\n", ","},
		"a single column":          {"Tâche\nTextes, visuels\nRelecture\nImpression\n", ""},
		"one column without marks": {"Tâche\nTextes\n", ""},
		"needs with semicolons":    {"id,needs\nA,\nB,A;C\nC,A;D;E\nD,\n", ","},
	} {
		table, err := sheet.Read(strings.NewReader(c.text), sheet.Options{})
		if err != nil || table.Separator != c.want {
			t.Errorf("%s: %q, %v; want %q", name, table.Separator, err, c.want)
		}
	}
}

func TestHeadersThatTheImportKnowsDecideTheSeparator(t *testing.T) {
	t.Parallel()
	known := func(cell string) bool { return slices.Contains([]string{"Tâche", "Quand", "Qui"}, cell) }
	for text, want := range map[string]string{
		"Tâche;Quand\nColle,ciseaux,papier;J-1\nEau,jus,verres;J-2\nSacs,badges,stylos;J-3\n": ";",
		"Liste, à relire, vite\nA, b, c\nTâche|Qui\nx, y|z\n":                                 "|",
		"Tâche\nTextes,visuels\nEau,jus\n":                                                    "",
	} {
		table, err := sheet.Read(strings.NewReader(text), sheet.Options{Known: known})
		if err != nil || table.Separator != want {
			t.Errorf("%q: %q, %v; want %q", text, table.Separator, err, want)
		}
	}
}

const sample = "N°;Tâche;Durée\r\n1;Préparer l’été à Évry – « Nuit » : 3 €;½\r\n2;Où naît l’œuvre ? ÇA ET LÀ…;ÉTÉ\r\n"

func utf16Bytes(order binary.AppendByteOrder, text string) []byte {
	out := order.AppendUint16(nil, 0xfeff)
	for _, u := range utf16.Encode([]rune(text)) {
		out = order.AppendUint16(out, u)
	}
	return out
}

func encoded(t *testing.T, m *charmap.Charmap, text string) []byte {
	t.Helper()
	out, err := m.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestEveryEncodingGivesTheSameLetters(t *testing.T) {
	t.Parallel()
	mac := strings.ReplaceAll(sample, "½", "1")
	for name, c := range map[string]struct {
		data []byte
		want sheet.Encoding
		text string
	}{
		"UTF-8":               {[]byte(sample), sheet.UTF8, sample},
		"UTF-8 with its mark": {[]byte("\ufeff" + sample), sheet.UTF8, sample},
		"UTF-16LE":            {utf16Bytes(binary.LittleEndian, sample+"😀;x"), sheet.UTF16, sample + "😀;x"},
		"UTF-16BE":            {utf16Bytes(binary.BigEndian, sample), sheet.UTF16, sample},
		"Windows-1252":        {encoded(t, charmap.Windows1252, sample), sheet.Windows1252, sample},
		"Mac Roman":           {encoded(t, charmap.Macintosh, mac), sheet.MacRoman, mac},
		"one é of Windows":    {[]byte("a;Dur\xe9e\n"), sheet.Windows1252, "a;Durée\n"},
		"one é of a Mac":      {[]byte("a;Dur\x8ee\n"), sheet.MacRoman, "a;Durée\n"},
		"N° of Windows":       {[]byte("N\xb0;a\n"), sheet.Windows1252, "N°;a\n"},
		"N° of a Mac":         {[]byte("N\xa1;a\n"), sheet.MacRoman, "N°;a\n"},
		// « é » before a no-break space and a « » » is valid UTF-8 for another letter.
		"Windows bytes that look like UTF-8": {[]byte("x;\xab\xa0D\xe9clar\xe9\xa0\xbb;MARCH\xc9\xa0:\n1;\xe9;\n"), sheet.Windows1252, "x;«\u00a0Déclaré\u00a0»;MARCHÉ\u00a0:\n1;é;\n"},
		"Mac bytes that look like UTF-8":     {[]byte("x;l\xd5\x8et\x8e\n"), sheet.MacRoman, "x;l’été\n"},
		"a capital at the start in Windows":  {[]byte("N;\xc9tat;\xc0 faire\n"), sheet.Windows1252, "N;État;À faire\n"},
		"ASCII":                              {[]byte("a;b\n"), sheet.UTF8, "a;b\n"},
	} {
		table, err := sheet.Read(bytes.NewReader(c.data), sheet.Options{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		want, _ := sheet.Read(strings.NewReader(c.text), sheet.Options{})
		if table.Encoding != c.want || !reflect.DeepEqual(table.Rows, want.Rows) {
			t.Errorf("%s: read as %s: %v\nwant %v", name, table.Encoding, table.Rows, want.Rows)
		}
	}
}

func TestWhatCannotBeReadIsRefusedWithItsRow(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		text string
		row  int
		says string
	}{
		"a quote never closed":          {"a;b\n1;\"2\n3;4\n", 2, "n’est jamais refermé"},
		"a quote that swallows rows":    {"a;b\n\"1;2\n3;4\n\"5\";6\n", 2, "ne se referme que plus bas"},
		"a quote that swallows whole":   {"a;b;c\n1;2;3\n4;\"5;6\n7;8;9\n10;11\";12\n", 3, "prend des lignes entières"},
		"one that takes a row between":  {"a;b;c;d\n4;\"5;6;7\n7;8;9;0\n10\";11;12\n", 2, "prend des lignes entières"},
		"a bad byte in UTF-8":           {"N°;Tâche\n1;Été\n2;\"a\nb\"\n3;Dur\xe9e\n", 4, "n’est pas écrite en UTF-8"},
		"a bad byte before UTF-8":       {"a;b\n1;Dur\xe9e\n2;Été\n", 2, "n’est pas écrite en UTF-8"},
		"a bad byte beside a tick":      {"a;b\n1;✓\n2;Dur\xe9e\n", 3, "n’est pas écrite en UTF-8"},
		"a mark of UTF-8 and no UTF-8":  {"\ufeffa;b\n1;Dur\xe9e Été\n", 2, "n’est pas écrite en UTF-8"},
		"a NUL":                         {"a;b\n1;\x002\n", 2, "caractère nul"},
		"a NUL in Windows-1252":         {"a;b\n1;\xe9\x00\n", 2, "caractère nul"},
		"UTF-16 without its mark":       {"a\x00;\x00b\x00\n\x00", 1, "caractère nul"},
		"a letter already lost":         {"a;b\n1;Dur\ufffde\n", 2, "lettre perdue"},
		"half a character of UTF-16":    {"\xff\xfea\x00;\x00b\x00\n\x001\x00;\x00\x00\xd8\n\x00", 2, "lettre perdue"},
		"half a unit of UTF-16":         {"\xff\xfea\x00;\x00b\x00\n\x001", 2, "lettre perdue"},
		"DOS letters":                   {"a;b\n1;Dur\x82e\n", 2, "ne se laissent pas reconnaître"},
		"bytes that stand for nothing":  {"a;b\n1;\xe9t\xe9\n2;\x81\n", 3, "ne se laissent pas reconnaître"},
		"an XLSX":                       {"PK\x03\x04\x14\x00", 0, "un classeur"},
		"an XLS":                        {"\xd0\xcf\x11\xe0\xa1\xb1", 0, "un classeur"},
		"more than ten megabytes":       {strings.Repeat("x", sheet.MaxBytes+1), 0, "dix mégaoctets"},
		"a quote never closed after CR": {"a;b\r\"x\ry\";1\r\"2", 3, "n’est jamais refermé"},
		"after a line sep=":             {"sep=;\na;b\n1;\"2\n", 3, "n’est jamais refermé"},
	} {
		table, err := sheet.Read(strings.NewReader(c.text), sheet.Options{})
		problem, ok := errors.AsType[*sheet.Problem](err)
		if !ok || problem.Row != c.row || !strings.Contains(french.PlainSpaces(problem.Error()), c.says) {
			t.Errorf("%s: %+v, %v; want row %d, %q", name, table, err, c.row, c.says)
		}
	}
	if _, err := sheet.Read(iotest.ErrReader(io.ErrClosedPipe), sheet.Options{}); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a reader that fails gives %v", err)
	}
}

func TestRowsBeyondTheBoundAreNotKept(t *testing.T) {
	t.Parallel()
	table, err := sheet.Read(strings.NewReader("a;b\n\n1;2\n\n\n3;4\n5;6\n"), sheet.Options{MaxRows: 2})
	if err != nil || len(table.Rows) != 2 || table.Cut != 6 {
		t.Errorf("%+v, %v", table, err)
	}
	table, err = sheet.Read(strings.NewReader("a;b\n\n1;2\n\n"), sheet.Options{MaxRows: 2})
	if err != nil || len(table.Rows) != 2 || table.Cut != 0 {
		t.Errorf("%+v, %v", table, err)
	}
}

func FuzzRead(f *testing.F) {
	for _, text := range []string{sample, "\ufeff" + sample, "sep=;\na;\"b\nc\"\r1;2", "\xff\xfea\x00;\x00", "Dur\xe9e;\"\"\"\"", "l\xd5\x8et\x8e|x\n"} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		table, err := sheet.Read(bytes.NewReader(data), sheet.Options{MaxRows: 1000})
		if err != nil {
			if problem, ok := errors.AsType[*sheet.Problem](err); !ok || problem.Text == "" || problem.Row < 0 {
				t.Fatalf("an error that says nothing: %v", err)
			}
			return
		}
		last := 0
		for _, r := range table.Rows {
			if r.Number <= last || sheet.Empty(r.Cells) {
				t.Fatalf("row %d after row %d: %q", r.Number, last, r.Cells)
			}
			last = r.Number
			for _, c := range r.Cells {
				if !utf8.ValidString(c) || strings.ContainsAny(c, "\r\x00\ufffd") {
					t.Fatalf("row %d holds %q", r.Number, c)
				}
			}
		}
	})
}
