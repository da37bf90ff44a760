package intake_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// headings are what the tests know.
func heading(cell string) bool { return cell == "Nom" || cell == "Notes" || cell == "Âge" }

func open(t *testing.T, data string, c intake.Choices) *intake.Source {
	t.Helper()
	s, err := intake.Open([]byte(data), c, heading, intake.Bounds{Bytes: 5 << 20, Rows: 100, Columns: 10})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// cells gives all cells of a source, row by row.
func cells(s *intake.Source) string {
	var lines []string
	for _, row := range s.Rows {
		lines = append(lines, strings.Join(row.Cells, "|"))
	}
	return strings.Join(lines, "\n")
}

func utf16le(text string) string {
	out := []byte("\xff\xfe")
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit), byte(unit>>8))
	}
	return string(out)
}

func TestAFileIsReadAsFoundOrAsChosen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data                       string
		choices                    intake.Choices
		cells, encoding, separator string
	}{
		"as found":                 {"Nom;Notes\na;b,c\n", intake.Choices{}, "Nom|Notes\na|b,c", "UTF-8", ";"},
		"another separator":        {"Nom;Notes\na;b,c\n", intake.Choices{Separator: ","}, "Nom;Notes\na;b|c", "UTF-8", ","},
		"no separator of ours":     {"Nom;Notes\na;b\n", intake.Choices{Separator: "\""}, "Nom|Notes\na|b", "UTF-8", ";"},
		"one that the file names":  {"sep=,\nNom,Notes\na;b,c\n", intake.Choices{}, "Nom|Notes\na;b|c", "UTF-8", ","},
		"another than it names":    {"sep=,\nNom;Notes\na;b\n", intake.Choices{Separator: ";"}, "Nom|Notes\na|b", "UTF-8", ";"},
		"Excel's Unicode text":     {utf16le("Nom\tÂge\r\n½\t3\r\n"), intake.Choices{}, "Nom|Âge\n½|3", "UTF-16", "\t"},
		"Windows":                  {"Nom;\xc2ge\n\xe9;3\n", intake.Choices{}, "Nom|Âge\né|3", "Windows-1252", ";"},
		"Windows, asked for":       {"Nom;Notes\n\xbd;\x8e\n", intake.Choices{Encoding: "Windows-1252"}, "Nom|Notes\n½|Ž", "Windows-1252", ";"},
		"Macintosh, asked for":     {"Nom;Notes\nDur\x8ee;b\n", intake.Choices{Encoding: "Mac Roman"}, "Nom|Notes\nDurée|b", "Mac Roman", ";"},
		"UTF-8 that looks foreign": {"Nom;Notes\né;b\n", intake.Choices{Encoding: "Windows-1252"}, "Nom|Notes\nÃ©|b", "Windows-1252", ";"},
		"UTF-16 without its mark":  {utf16le("Nom\tÂge\r\na\t3\r\n")[2:], intake.Choices{Encoding: "UTF-16"}, "Nom|Âge\na|3", "UTF-16", "\t"},
	} {
		s := open(t, c.data, c.choices)
		if got := cells(s); got != c.cells || s.Encoding != c.encoding || s.Separator != c.separator || !s.Text {
			t.Errorf("%s: %q in %q by %q", name, got, s.Encoding, s.Separator)
		}
	}
}

func TestAnEncodingThatMakesNoLettersIsRefused(t *testing.T) {
	t.Parallel()
	for encoding, says := range map[string]string{"UTF-8": "Ligne 2 : Cette ligne n’est pas écrite en UTF-8", "EBCDIC": "ne lit pas l’encodage choisi"} {
		_, err := intake.Open([]byte("Nom;Notes\n\xe9;3\n"), intake.Choices{Encoding: encoding}, heading, intake.Bounds{})
		if !fault.Is(err, fault.Invalid) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), says) {
			t.Errorf("%s: %v", encoding, err)
		}
	}
}

func TestCorrectionsStandInTheCells(t *testing.T) {
	t.Parallel()
	s := open(t, "Nom;Notes\na;#REF!\n\nb\nc;d\ne;f\n", intake.Choices{Out: []int{6}, Cells: map[string]string{
		intake.At(2, 2): "'=ok", intake.At(4, 3): "loin", intake.At(5, 1): "", intake.At(5, 2): " ",
		intake.At(3, 1): "rien ici", intake.At(2, 11): "trop loin", "2": "x", "0.1": "x", "a.b": "x", "2.2.2": "x", "-1.4": "x",
	}})
	if got, want := cells(s), "Nom|Notes\na|''=ok\nb||loin\n| \ne|f"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if text, why := s.Cell(s.Rows[1], 1); text != "'=ok" || why != "" || !s.Corrected(2, 2) || s.Corrected(2, 1) {
		t.Errorf("a correction reads %q, %q", text, why)
	}
	var aside []string
	for _, row := range s.Rows {
		aside = append(aside, s.Aside(row))
	}
	if want := []string{"", "", "", "Vos corrections ont vidé cette ligne.", "Vous laissez cette ligne de côté."}; !slices.Equal(aside, want) {
		t.Errorf("%q", aside)
	}
}

func TestABoundIsSaid(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data string
		o    intake.Bounds
		says string
	}{
		"bytes":   {strings.Repeat("a", 2<<20), intake.Bounds{Bytes: 1 << 20}, "dépasse 1 Mo"},
		"columns": {"Nom;Notes\na;b;c\n", intake.Bounds{Columns: 2}, "Ligne 2 : Cette ligne a du contenu dans la colonne C, au-delà de la dernière qui est lue, B."},
		"empty":   {" \r\n", intake.Bounds{}, "Ce fichier est vide."},
		"foreign": {"%PDF-1.7", intake.Bounds{}, "Ce fichier est un PDF"},
	} {
		_, err := intake.Open([]byte(c.data), intake.Choices{}, heading, c.o)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), c.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if s := open(t, "Nom\n"+strings.Repeat("a\n", 200), intake.Choices{}); s.Cut != 101 || len(s.Rows) != 100 {
		t.Errorf("%d rows, cut at %d", len(s.Rows), s.Cut)
	}
}
