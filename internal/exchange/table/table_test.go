package table_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/table"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// hall is a room of a museum, as a room of the house would keep it.
type hall struct {
	Name       string
	Seated     int // 0 is not known
	Surface    float64
	Renovated  workcal.Date
	Notes      string
	Active     bool
	EventsHeld int
}

var halls = table.Table[hall]{Name: "Espaces", Blank: hall{Active: true}, Columns: []table.Column[hall]{
	{Name: "nom", Label: "Nom", Aliases: []string{"Espace", "Salle"}, Required: true,
		Cell: func(h hall) table.Cell { return table.Text(h.Name) },
		Read: func(h *hall, text string) error { h.Name = text; return nil }},
	{Name: "assises", Label: "Capacité assise", Aliases: []string{"Places assises"},
		Cell: func(h hall) table.Cell {
			if h.Seated == 0 {
				return table.Cell{}
			}
			return table.Whole(h.Seated)
		},
		Read: func(h *hall, text string) (err error) { h.Seated, err = written.Whole(text); return err }},
	{Name: "surface", Label: "Surface (m²)", Aliases: []string{"Surface"},
		Cell: func(h hall) table.Cell { return table.Decimal(h.Surface) },
		Read: func(h *hall, text string) (err error) { h.Surface, err = written.Decimal(text); return err }},
	{Name: "renovation", Label: "Rénovée le",
		Cell: func(h hall) table.Cell { return table.Day(h.Renovated) },
		Read: func(h *hall, text string) (err error) { h.Renovated, _, err = written.Date(text, 0); return err }},
	{Name: "notes", Label: "Notes",
		Cell: func(h hall) table.Cell { return table.Text(h.Notes) },
		Read: func(h *hall, text string) error { h.Notes = text; return nil }},
	{Name: "actif", Label: "Actif",
		Cell: func(h hall) table.Cell { return table.YesNo(h.Active) },
		Read: func(h *hall, text string) (err error) { h.Active, err = written.YesNo(text); return err }},
	{Name: "tenus", Label: "Événements tenus", Cell: func(h hall) table.Cell { return table.Whole(h.EventsHeld) }},
}}

var some = []hall{
	{Name: "Salle haute", Seated: 80, Surface: 120.5, Renovated: workcal.Of(2019, 6, 13), Notes: "Accès par le quai ;\nmonte-charge « 2 »", Active: true, EventsHeld: 12},
	{Name: "=1+1", Surface: 0, Notes: "-5 °C l’hiver"},
}

func write(t testing.TB, f table.Format, rows []hall) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := halls.Write(&out, f, rows); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, data []byte) *table.Reading[hall] {
	t.Helper()
	r, err := halls.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// text drops what no text of the database holds, and what no CSV can.
func text() *rapid.Generator[string] {
	letters := rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("=+-@'\"#;,|\t\n\r\v _x0041REF!NA/\u00a0é")))
	return rapid.Map(rapid.StringOfN(letters, -1, -1, 80), func(s string) string {
		return strings.ToValidUTF8(strings.NewReplacer("\x00", "", "\ufffd", "").Replace(s), "")
	})
}

func TestBothFormatsGiveBackTheValuesThatWereWritten(t *testing.T) {
	t.Parallel()
	lineEnds := strings.NewReplacer("\r\n", "\n", "\r", "\n")
	meant := func(s string) string {
		if strings.TrimSpace(s) == "" {
			return "" // a blank cell is an empty one
		}
		return lineEnds.Replace(s)
	}
	rapid.Check(t, func(rt *rapid.T) {
		var rows, want []hall
		for range rapid.IntRange(0, 25).Draw(rt, "rows") {
			h := hall{Name: text().Draw(rt, "name"), Seated: rapid.IntRange(0, 5000).Draw(rt, "seated"), Surface: float64(rapid.IntRange(-1_000_000, 1_000_000).Draw(rt, "surface")) / 100,
				Renovated: workcal.Date(rapid.Int32Range(0, int32(workcal.MaxDate)).Draw(rt, "renovated")), Notes: text().Draw(rt, "notes"), Active: rapid.Bool().Draw(rt, "active"), EventsHeld: 3}
			rows = append(rows, h)
			h.Name, h.Notes, h.EventsHeld = meant(h.Name), meant(h.Notes), 0
			want = append(want, h)
		}
		for _, f := range table.Formats {
			data := write(t, f, rows)
			r, err := halls.Read(data)
			if err != nil {
				rt.Fatalf("%s: %v\n%q", f, err, data)
			}
			got := r.Values()
			if len(r.Problems()) > 0 || !slices.Equal(got, want) {
				rt.Fatalf("%s: %+v, %v\nwant %+v", f, got, r.Problems(), want)
			}
			if notes := french.PlainSpaces(strings.Join(r.Notes, " ")); notes != "Parvis écrit lui-même ces colonnes et ne les lit pas : « Événements tenus »." {
				rt.Fatalf("%s: noted %q", f, notes)
			}
		}
	})
}

func TestCSVIsWhatExcelReadsInFrance(t *testing.T) {
	t.Parallel()
	got := string(write(t, table.CSV, some))
	want := "\ufeffNom;Capacité assise;Surface (m²);Rénovée le;Notes;Actif;Événements tenus\r\n" +
		"\"Salle haute\";\"80\";\"120,5\";\"13/06/2019\";\"Accès par le quai ;\nmonte-charge « 2 »\";\"oui\";\"12\"\r\n" +
		"'=1+1;;0;;'-5 °C l’hiver;non;0\r\n"
	if got != want {
		t.Errorf("%q\nwant %q", got, want)
	}
}

// TestAProgramReadsTheCSV asks a reader that knows nothing of ours.
func TestAProgramReadsTheCSV(t *testing.T) {
	t.Parallel()
	r := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(write(t, table.CSV, some)), "\ufeff")))
	r.Comma = ';'
	records, err := r.ReadAll()
	if err != nil || len(records) != 3 || records[1][4] != some[0].Notes || records[2][0] != "'=1+1" {
		t.Errorf("%q, %v", records, err)
	}
}

// saved gives a table as each of the files in which people send it: rows of cells, of which those that
// begin with a number sign are numbers in a workbook.
func saved(t *testing.T, rows [][]string) map[table.Format][]byte {
	t.Helper()
	var lines []string
	columns := make([]workbook.Column, 6)
	for j, c := range rows[0] {
		columns[j].Heading = c
	}
	var out bytes.Buffer
	f := workbook.NewWriter(&out, "Feuil1", columns)
	for i, row := range rows {
		lines = append(lines, strings.ReplaceAll(strings.Join(row, ";"), "#", ""))
		if i == 0 {
			continue
		}
		for _, c := range row {
			n, is := strings.CutPrefix(c, "#")
			if !is {
				f.Text(c)
				continue
			}
			number, err := written.Decimal(n)
			if err != nil {
				t.Fatal(err)
			}
			f.Number(number)
		}
		f.EndRow()
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return map[table.Format][]byte{table.CSV: []byte(strings.Join(lines, "\r\n")), table.XLSX: out.Bytes()}
}

func TestEachRowIsAValueOrItsProblemsWhateverTheFile(t *testing.T) {
	t.Parallel()
	for f, data := range saved(t, [][]string{
		{"Espaces du musée"},
		{},
		{"  SALLE ", "places_assises", "Surface", "Truc", "", "Actif"},
		{"Salle haute", "#80", "#120,5", "x", "", "Oui"},
		{"", "", "", "", "", ""},
		{"Cour", "beaucoup", "#12", "", "tiens", "peut-être"},
		{"salle", "Places assises", "surface"},
		{"Grenier"},
		{"", "", "", "total"},
	}) {
		r := read(t, data)
		if want := []hall{{Name: "Salle haute", Seated: 80, Surface: 120.5, Active: true}, {Name: "Grenier", Active: true}}; !slices.Equal(r.Values(), want) {
			t.Errorf("%s: %+v", f, r.Values())
		}
		var said []string
		for _, p := range r.Problems() {
			said = append(said, french.PlainSpaces(p.String()))
		}
		if want := []string{"Ligne 6, colonne B (Capacité assise) : « beaucoup » n’est pas un nombre, en chiffres et sans unité : écrivez par exemple 80.", "Ligne 6, colonne F (Actif) : « peut-être » n’est ni oui ni non : écrivez oui ou non."}; !slices.Equal(said, want) {
			t.Errorf("%s: %q", f, said)
		}
		if r.Heading != 3 || !slices.Equal(r.Aside, []int{1, 7, 9}) || len(r.Rows) != 3 || r.Rows[1].Number != 6 {
			t.Errorf("%s: headings %d, aside %v, %d rows", f, r.Heading, r.Aside, len(r.Rows))
		}
		want := "Ce qui précède les en-têtes n’est pas lu : ligne 1.\n" +
			"Ces en-têtes ne sont pas connus, et leurs colonnes ne sont pas lues : « Truc » (D).\n" +
			"Ces colonnes ont du contenu sans en-tête et ne sont pas lues : E.\n" +
			"Ces colonnes ne sont pas dans le fichier : « Rénovée le » et « Notes ».\n" +
			"Les en-têtes sont répétés, et ne sont lus qu’une fois : ligne 7.\n" +
			"Ces lignes n’ont rien dans les colonnes qui sont lues, et sont laissées de côté : ligne 9."
		if got := french.PlainSpaces(strings.Join(r.Notes, "\n")); got != want {
			t.Errorf("%s: %s", f, got)
		}
	}
}

func TestRulesOfTheRoomJoinTheProblemsOfARow(t *testing.T) {
	t.Parallel()
	r := read(t, []byte("Nom;Capacité assise\nCour;x\nGrenier;3\n"))
	r.Refuse(0, fault.Problems{{Field: "assises", Sentence: "Trop."}, {Field: "nom", Sentence: "Déjà pris."}, {Field: "notes", Sentence: "Vides."}, {Field: "", Sentence: "Rien."}})
	r.Refuse(1, nil)
	var said []string
	for _, p := range r.Problems() {
		said = append(said, french.PlainSpaces(p.String()))
	}
	if !slices.Equal(said[1:], []string{"Ligne 2, colonne A (Nom) : Déjà pris.", "Ligne 2, « Notes » : Vides.", "Ligne 2 : Rien."}) || len(r.Values()) != 1 {
		t.Errorf("%q", said)
	}
}

func TestMergedCellsAndErrorsAreRefusedNotGuessed(t *testing.T) {
	t.Parallel()
	r := read(t, packed(t, `<sheetData>`+
		`<row r="1"><c r="A1" t="str"><v>Nom</v></c><c r="B1" t="str"><v>Capacité assise</v></c><c r="C1" t="str"><v>Notes</v></c></row>`+
		`<row r="2"><c r="A2" t="str"><v>Salle</v></c><c r="B2"><v>80</v></c><c r="C2" t="str"><v>a</v></c></row>`+
		`<row r="3"><c r="C3" t="str"><v>b</v></c></row>`+
		`<row r="4"><c r="A4" t="str"><v>Cour</v></c><c r="B4" t="str"><v>x</v></c></row>`+
		`<row r="5"><c r="D5" t="str"><v>y</v></c></row></sheetData>`+
		`<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="B4:C4"/><mergeCell ref="B6:C9"/></mergeCells>`, ""))
	var said []string
	for _, p := range r.Problems() {
		said = append(said, french.PlainSpaces(p.String()))
	}
	if want := []string{"Ligne 3, colonne A (Nom) : Cette cellule est fusionnée avec la cellule A2 : défusionnez-les et remplissez chacune.",
		"Ligne 4, colonne B (Capacité assise) : « x » n’est pas un nombre, en chiffres et sans unité : écrivez par exemple 80.", "Ligne 4, colonne C (Notes) : Cette cellule est fusionnée avec la cellule B4 : défusionnez-les et remplissez chacune."}; !slices.Equal(said, want) {
		t.Errorf("%q", said)
	}
	r = read(t, []byte("Nom;Notes\n#REF!;#VALEUR!\n'#REF!;#musée\n"))
	if p := r.Rows[0].Problems; len(p) != 2 || !strings.Contains(french.PlainSpaces(p[1].Text), "une erreur de calcul, « #VALEUR! »") || r.Rows[1].Value.Name != "#REF!" || r.Rows[1].Value.Notes != "#musée" {
		t.Errorf("%+v", r.Rows)
	}
}

func TestWhatIsNoSuchTableIsRefusedWithWhatToDo(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, says string }{
		"nothing":           {"", "Ce fichier est vide."},
		"a mark and blanks": {"\ufeff \r\n", "Ce fichier est vide."},
		"other headings":    {"Tâche;Durée\na;1\n", "les en-têtes attendus : « Nom », « Capacité assise », « Surface (m²) », « Rénovée le », « Notes » et « Actif »."},
		"no name":           {"\nNotes;Actif\na;oui\n", "Il manque à ce fichier la colonne « Nom », dans la ligne d’en-têtes 2."},
		"a name twice":      {"Nom;Notes;Salle\na;b;c\n", "Les colonnes A et C de ce fichier sont toutes deux lues comme « Nom » : n’en gardez qu’une."},
		"a bad row":         {"Nom;Notes\na;\"b\n", "Ligne 2 : Un guillemet"},
		"too many rows":     {"Nom;Notes\n" + strings.Repeat("a;b\n", table.MostRows+1), "plus de 20 000 lignes"},
		"far too many":      {"Nom;Notes\n" + strings.Repeat("a;b\n", 3*table.MostRows), "plus de 20 000 lignes"},
		"too many columns":  {"Nom;Notes\na;b" + strings.Repeat(";", 99) + "c\n", "Ligne 2 : Cette ligne a du contenu dans la colonne CW, au-delà de la dernière qui est lue, CV"},
		"a long cell":       {"Nom;Notes\na;" + strings.Repeat("é", 32_768) + "\n", "Ligne 2 : La cellule B2 est trop longue : 32 767 caractères"},
		"a large file":      {"Nom;Notes\n" + strings.Repeat("a", table.MostBytes), "dépasse 5 Mo"},
		"a picture":         {"\x89PNG\r\n\x1a\n", "une image"},
		"an archive":        {"PK\x03\x04", "abîmé"},
	} {
		_, err := halls.Read([]byte(c.data))
		if !fault.Is(err, fault.Invalid) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
	if r := read(t, []byte("Nom;Notes\n"+strings.Repeat("a;b\n", table.MostRows))); len(r.Rows) != table.MostRows {
		t.Errorf("%d rows", len(r.Rows))
	}
}

func TestManyProblemsAreCountedNotSpelledOut(t *testing.T) {
	t.Parallel()
	r := read(t, []byte("Nom;Capacité assise;Actif\n"+strings.Repeat("a;x;z\n", 3000)))
	if n := len(r.Problems()); n != 1000+2500 || len(r.Values()) != 0 {
		t.Errorf("%d problems, %d values", n, len(r.Values()))
	}
	if last := r.Rows[2999].Problems; len(last) != 1 || last[0].String() != "Ligne 3001\u00a0: Cette ligne aussi est à corriger." {
		t.Errorf("%v", last)
	}
}

func TestWhatNoFileCanHoldIsNotWritten(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		rows []hall
		kind fault.Kind
	}{
		"too many rows": {make([]hall, table.MostRows+1), fault.TooLarge},
		"a long text":   {[]hall{{Notes: strings.Repeat("😀", 16_384)}}, fault.TooLarge},
		"no text":       {[]hall{{Notes: "\xff"}}, fault.Internal},
		"a NUL":         {[]hall{{Notes: "\x00"}}, fault.Internal},
	} {
		for _, f := range table.Formats {
			var out bytes.Buffer
			if err := halls.Write(&out, f, c.rows); !fault.Is(err, c.kind) || out.Len() > 0 {
				t.Errorf("%s as %s: %v after %d bytes", name, f, err, out.Len())
			}
		}
	}
	long := []hall{{Name: "a", Notes: "=" + strings.Repeat("é", table.MostLetters-2)}}
	for _, f := range table.Formats {
		if got := read(t, write(t, f, long)).Values(); len(got) != 1 || got[0].Notes != long[0].Notes {
			t.Errorf("%s: the longest text does not come back", f)
		}
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrClosedPipe }

func TestAWriterThatFailsSaysSo(t *testing.T) {
	t.Parallel()
	for _, f := range table.Formats {
		if err := halls.Write(full{}, f, some); !errors.Is(err, io.ErrClosedPipe) {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestColumnsThatCannotBeToldApartAreAMistake(t *testing.T) {
	t.Parallel()
	text := func(hall) table.Cell { return table.Cell{} }
	for name, columns := range map[string][]table.Column[hall]{
		"none":       nil,
		"two alike":  {{Label: "Nom", Cell: text}, {Label: "N O M", Cell: text}},
		"no heading": {{Label: " ", Cell: text}},
		"too many":   make([]table.Column[hall], table.MostColumns+1),
	} {
		bad := table.Table[hall]{Name: "Espaces", Columns: columns}
		if _, err := bad.Read([]byte("Nom\na\n")); !fault.Is(err, fault.Internal) {
			t.Errorf("%s: %v", name, err)
		}
		if err := bad.Write(io.Discard, table.CSV, nil); !fault.Is(err, fault.Internal) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFieldsAreWrittenAsPeopleReadThem(t *testing.T) {
	t.Parallel()
	shown := table.Table[hall]{Name: "Espaces", Columns: table.Shown(field.List[hall]{
		{Name: "nom", Label: "Nom", Value: func(h hall) string { return h.Name }},
		{Name: "assises", Label: "Capacité", Text: func(h hall) string { return french.Count(h.Seated, "place", "places") }},
	})}
	var out bytes.Buffer
	if err := shown.Write(&out, table.CSV, some[:1]); err != nil || out.String() != "\ufeffNom;Capacité\r\nSalle haute;80\u00a0places\r\n" {
		t.Errorf("%q, %v", out.String(), err)
	}
}

func TestFormatsSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	for _, f := range table.Formats {
		z, err := zip.NewReader(bytes.NewReader(write(t, f, nil)), int64(len(write(t, f, nil))))
		if isZip := err == nil && len(z.File) > 0; isZip != (f == table.XLSX) || strings.HasPrefix(f.ContentType(), "text/csv") == isZip {
			t.Errorf("%s: %s", f, f.ContentType())
		}
	}
	if !reflect.DeepEqual(read(t, write(t, table.XLSX, nil)).Rows, read(t, write(t, table.CSV, nil)).Rows) {
		t.Error("an empty table is not the same in both")
	}
}
