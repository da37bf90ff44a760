package workbook_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
)

// parts is a workbook by its parts. Those of basic stand where nothing else is said.
type parts map[string]string

const (
	space = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	links = `http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
)

var basic = parts{
	"_rels/.rels":                `<Relationships><Relationship Id="a" Type="` + links + `officeDocument" Target="xl/workbook.xml"/></Relationships>`,
	"xl/workbook.xml":            `<workbook ` + space + `><sheets><sheet name="Espaces" sheetId="1" r:id="s1"/></sheets></workbook>`,
	"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s1" Type="` + links + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="t" Type="` + links + `sharedStrings" Target="sharedStrings.xml"/><Relationship Id="f" Type="` + links + `styles" Target="styles.xml"/></Relationships>`,
	"xl/sharedStrings.xml":       `<sst ` + space + `><si><t>Nom</t></si><si><t>Salle haute</t></si></sst>`,
	"xl/styles.xml":              `<styleSheet ` + space + `><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\ hh:mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="9"/></cellXfs></styleSheet>`,
}

// file packs a workbook, its sheet given by what is in it.
func (p parts) file(t testing.TB, inside string) []byte {
	t.Helper()
	return p.pack(t, inside, zip.Deflate)
}

func (p parts) pack(t testing.TB, inside string, method uint16) []byte {
	t.Helper()
	all := maps.Clone(basic)
	all["xl/worksheets/sheet1.xml"] = `<worksheet ` + space + `>` + inside + `</worksheet>`
	maps.Copy(all, p)
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err == nil {
			_, err = w.Write([]byte(all[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// rows writes a book as "number: cell|cell".
func rows(b *workbook.Book) []string {
	var all []string
	for _, r := range b.Rows {
		all = append(all, fmt.Sprintf("%d: %s", r.Number, strings.Join(r.Cells, "|")))
	}
	return all
}

func read(t testing.TB, data []byte) *workbook.Book {
	t.Helper()
	b, err := workbook.Read(data, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestCellsGiveTheTextThatASpreadsheetWouldSave(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ cells, want string }{
		"a shared text":                 {`<c r="A1" t="s"><v>1</v></c>`, "Salle haute"},
		"an inline text":                {`<c r="A1" t="inlineStr"><is><t>Cour</t></is></c>`, "Cour"},
		"a text in pieces":              {`<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t xml:space="preserve">Grande </t></r><r><t>salle</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c>`, "Grande salle"},
		"a text cut by a comment":       {`<c r="A1" t="inlineStr"><is><t>Gran<!-- -->de<![CDATA[ & belle]]></t></is></c>`, "Grande & belle"},
		"a line break":                  {"<c r=\"A1\" t=\"inlineStr\"><is><t>a&#10;b_x000D_\r\nc</t></is></c>", "a\nb\nc"},
		"characters that XML has not":   {`<c r="A1" t="inlineStr"><is><t>a_x000B_b_x005F_x0041_ _x0000_ _xD800_</t></is></c>`, "a\vb_x0041_ _x0000_ _xD800_"},
		"a text that looks like one":    {`<c r="A1" t="inlineStr"><is><t>0102</t></is></c>`, "0102"},
		"the result of a formula":       {`<c r="A1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>`, "ab"},
		"a number":                      {`<c r="A1"><v>80</v></c>`, "80"},
		"a number that says so":         {`<c r="A1" t="n"><v> 80 </v></c>`, "80"},
		"a number with decimals":        {`<c r="A1"><v>120.5</v></c>`, "120,5"},
		"a number of a computer":        {`<c r="A1"><v>0.30000000000000004</v></c>`, "0,3"},
		"a small number":                {`<c r="A1"><v>1.5E-3</v></c>`, "0,0015"},
		"a large number":                {`<c r="A1"><v>1.2E6</v></c>`, "1200000"},
		"zero":                          {`<c r="A1"><v>-0</v></c>`, "0"},
		"a percentage":                  {`<c r="A1" s="3"><v>7.0000000000000007E-2</v></c>`, "7 %"},
		"a day":                         {`<c r="A1" s="1"><v>45821</v></c>`, "13/06/2025"},
		"a day and its hour":            {`<c r="A1" s="2"><v>45821.604166666664</v></c>`, "13/06/2025 14:30"},
		"midnight":                      {`<c r="A1" s="2"><v>45821</v></c>`, "13/06/2025"},
		"the first day":                 {`<c r="A1" s="1"><v>1</v></c>`, "01/01/1900"},
		"the last of February 1900":     {`<c r="A1" s="1"><v>59</v></c>`, "28/02/1900"},
		"a day that there was not":      {`<c r="A1" s="1"><v>60</v></c>`, "29/02/1900"},
		"the first of March 1900":       {`<c r="A1" s="1"><v>61</v></c>`, "01/03/1900"},
		"a formula that found nothing":  {`<c r="A1" s="1"><v>0</v></c>`, "00/01/1900"},
		"the last day":                  {`<c r="A1" s="1"><v>2958465</v></c>`, "31/12/9999"},
		"no day any more":               {`<c r="A1" s="1"><v>2958466</v></c>`, "2958466"},
		"no day either":                 {`<c r="A1" s="1"><v>-3</v></c>`, "-3"},
		"a day spelled out":             {`<c r="A1" t="d"><v>2025-06-13</v></c>`, "13/06/2025"},
		"a moment spelled out":          {`<c r="A1" t="d"><v>2025-06-13T14:30:00.000Z</v></c>`, "13/06/2025 14:30"},
		"true":                          {`<c r="A1" t="b"><v>1</v></c>`, "VRAI"},
		"false":                         {`<c r="A1" t="b"><v>0</v></c>`, "FAUX"},
		"a style that there is not":     {`<c r="A1" s="99"><v>3</v></c>`, "3"},
		"a cell without its place":      {`<c t="s"><v>0</v></c>`, "Nom"},
		"prefixes and unknown elements": {`<c r="A1" t="inlineStr"><x:y xmlns:x="u"><v>no</v></x:y><x:is xmlns:x="v"><x:t>Cour</x:t></x:is></c>`, "Cour"},
	} {
		b, err := workbook.Read(parts{}.file(t, `<sheetData><row r="1">`+c.cells+`</row></sheetData>`), workbook.Options{})
		if err != nil || len(b.Rows) != 1 || french.PlainSpaces(b.Rows[0].Cells[0]) != c.want {
			t.Errorf("%s: %+v, %v; want %q", name, b, err, c.want)
		}
	}
}

func TestFormatsSayWhatANumberMeans(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]string{
		"General": "45821,75", "Standard": "45821,75", "@": "45821,75", "# ##0,00": "45821,75", "#,##0.00\\ &quot;€&quot;": "45821,75", "0.00E+00": "45821,75",
		"&quot;le dd&quot;0": "45821,75", "[Red]0": "45821,75", "0_h": "45821,75", "\\d0": "45821,75", "0\\ &quot;jours&quot;;0\\ d": "45821,75",
		"0%": "4582175 %", "[$-40C]d mmmm yyyy;@": "13/06/2025", "jj/mm/aaaa": "13/06/2025", "mmm-yy": "13/06/2025", "d/m/yy h:mm": "13/06/2025 18:00",
		"[$-F800]dddd, mmmm dd, yyyy": "13/06/2025", "hh:mm": "18:00", "h:mm AM/PM": "18:00", "mm:ss": "18:00", "[h]:mm": "1099722:00", "[mm]": "1099722:00",
		"0 &quot;dd": "45821,75", "0 [dd": "45821,75",
	} {
		styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + code + `"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`
		b := read(t, parts{"xl/styles.xml": styles}.file(t, `<sheetData><row r="1"><c r="A1" s="0"><v>45821.75</v></c></row></sheetData>`))
		if got := french.PlainSpaces(b.Rows[0].Cells[0]); got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
	for code, want := range map[string]string{"00000": "01000", "0#&quot; &quot;##&quot; &quot;##": "001000", "0": "1000", "# ##0": "1000", "0000000.0": "1000", "0 000 000": "0001000"} {
		styles := `<styleSheet><numFmts><numFmt numFmtId="164" formatCode="` + code + `"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs></styleSheet>`
		b := read(t, parts{"xl/styles.xml": styles}.file(t, `<sheetData><row r="1"><c r="A1" s="0"><v>1000</v></c></row></sheetData>`))
		if got := b.Rows[0].Cells[0]; got != want {
			t.Errorf("%s: %q, want %q", code, got, want)
		}
	}
}

func TestAWorkbookMayCountFrom1904(t *testing.T) {
	t.Parallel()
	from := parts{"xl/workbook.xml": strings.Replace(basic["xl/workbook.xml"], "<sheets>", `<workbookPr date1904="1"/><sheets>`, 1)}
	b := read(t, from.file(t, `<sheetData><row r="1"><c r="A1" s="1"><v>44359</v></c><c r="B1" s="1"><v>0</v></c><c r="C1" s="1"><v>2957003</v></c><c r="D1" s="1"><v>2957004</v></c></row></sheetData>`))
	if got := rows(b); !slices.Equal(got, []string{"1: 13/06/2025|01/01/1904|31/12/9999|2957004"}) {
		t.Errorf("%q", got)
	}
}

func TestRowsAreNumberedAsTheSpreadsheetShowsThem(t *testing.T) {
	t.Parallel()
	one := func(at string) string { return `<c` + at + `><v>1</v></c>` }
	for name, c := range map[string]struct {
		cells string
		want  []string
	}{
		"empty rows and cells":       {`<sheetData><row r="2" spans="1:3">` + one(` r="B2"`) + `</row><row r="3"><c r="A3" s="1"/></row><row r="7">` + one(` r="A7"`) + one(` r="D7"`) + `<c r="XFD7" s="1"/></row></sheetData>`, []string{"2: |1", "7: 1|||1"}},
		"no numbers":                 {`<sheetData><row>` + one("") + one("") + `</row><row/><row>` + one("") + `</row></sheetData>`, []string{"1: 1|1", "3: 1"}},
		"some numbers":               {`<sheetData><row r="4">` + one("") + one(` r="C4"`) + one("") + `</row><row>` + one("") + `</row></sheetData>`, []string{"4: 1||1|1", "5: 1"}},
		"a dimension that lies":      {`<dimension ref="A1:XFD1048576"/><sheetData><row r="1">` + one(` r="A1"`) + `</row></sheetData>`, []string{"1: 1"}},
		"the last row":               {`<sheetData><row r="1048576">` + one(` r="A1048576"`) + `</row></sheetData>`, []string{"1048576: 1"}},
		"columns before, more after": {`<cols><col min="1" max="3" width="9"/></cols><sheetData><row r="1">` + one(` r="A1"`) + `</row></sheetData><conditionalFormatting><cfRule><formula>1</formula></cfRule></conditionalFormatting><extLst><ext><c r="A9"><v>1</v></c></ext></extLst>`, []string{"1: 1"}},
		"nothing":                    {``, nil},
		"no row":                     {`<sheetData/>`, nil},
	} {
		b, err := workbook.Read(parts{}.file(t, c.cells), workbook.Options{})
		if err != nil || !slices.Equal(rows(b), c.want) {
			t.Errorf("%s: %+v, %v; want %q", name, b, err, c.want)
		}
	}
}

func TestWhatIsHiddenMergedOrWorkedOutIsSaid(t *testing.T) {
	t.Parallel()
	b := read(t, parts{"xl/worksheets/_rels/sheet1.xml.rels": `<Relationships><Relationship Id="c" Type="` + links + `comments" Target="../comments1.xml"/></Relationships>`}.file(t,
		`<cols><col min="2" max="2" hidden="1"/><col min="9" max="16384" hidden="true"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c><c r="B1"><f>A1+1</f><v>2</v></c></row>`+
			`<row r="2" hidden="1"><c r="A2"><f t="shared" si="0"/><v>3</v></c></row><row r="3" hidden="1"/></sheetData><mergeCells count="2"><mergeCell ref="A1:A2"/><mergeCell ref="$C$4"/></mergeCells>`))
	if !slices.Equal(rows(b), []string{"1: 1|2", "2: 3"}) || !slices.Equal(b.Merged, []workbook.Area{{1, 1, 2, 1}, {4, 3, 4, 3}}) || b.Sheet != "Espaces" {
		t.Errorf("%+v", b)
	}
	notes := french.PlainSpaces(strings.Join(b.Notes, "\n"))
	if notes != "Ce qui est masqué dans votre tableur est lu comme le reste : ligne 2, colonne B.\nLes formules sont lues par leur dernier résultat enregistré.\nLes commentaires attachés aux cellules ne sont pas lus." {
		t.Error(notes)
	}
}

func TestCellsWithoutAValueAreFaults(t *testing.T) {
	t.Parallel()
	b := read(t, parts{}.file(t, `<sheetData><row r="1"><c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>A1</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1" t="str"><f>""</f><v/></c><c r="F1"><f>B1</f><v></v></c></row></sheetData>`))
	if !slices.Equal(rows(b), []string{"1: #DIV/0!||=A1|||=B1"}) || len(b.Faults) != 3 {
		t.Fatalf("%+v", b)
	}
	for i, want := range []struct {
		column int
		says   string
	}{{1, "une erreur de calcul, « #DIV/0! »"}, {3, "n’est pas enregistré"}, {6, "n’est pas enregistré"}} {
		if f := b.Faults[i]; f.Row != 1 || f.Column != want.column || !strings.Contains(french.PlainSpaces(f.Text), want.says) {
			t.Errorf("%+v", f)
		}
	}
}

// several is a workbook of five sheets: "A" without a heading, "B" hidden, "C" empty, "D" and "E".
func several(t *testing.T) []byte {
	text := func(words ...string) string {
		cells := ""
		for _, w := range words {
			cells += `<c t="inlineStr"><is><t>` + w + `</t></is></c>`
		}
		return `<worksheet><sheetData><row>` + cells + `</row></sheetData></worksheet>`
	}
	return parts{
		"xl/workbook.xml": `<workbook ` + space + `><sheets><sheet name="A" r:id="s1"/><sheet name="B" state="veryHidden" r:id="s2"/><sheet name="Graph" r:id="g"/><sheet name="C" r:id="s3"/><sheet name="D" r:id="s4"/><sheet name="E" r:id="s5"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s1" Type="` + links + `worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="s2" Type="` + links + `worksheet" Target="/xl/worksheets/Feuille2.xml"/><Relationship Id="g" Type="` + links + `chartsheet" Target="no.xml"/>` +
			`<Relationship Id="s3" Type="` + links + `worksheet" Target="./worksheets/c.xml"/><Relationship Id="s4" Type="` + links + `worksheet" Target="../xl/worksheets/d.xml"/><Relationship Id="s5" Type="` + links + `worksheet" Target="worksheets\e.xml"/></Relationships>`,
		"xl/worksheets/feuille2.xml": text("Nom", "Notes", "Surface"), "xl/worksheets/c.xml": `<worksheet/>`, "xl/worksheets/d.xml": text("Nom", "Notes"), `xl\worksheets\E.xml`: text("Nom"),
	}.file(t, `<sheetData><row><c t="inlineStr"><is><t>Lisez-moi</t></is></c></row></sheetData>`)
}

func TestTheSheetWithTheMostHeadingsIsRead(t *testing.T) {
	t.Parallel()
	known := func(cell string) bool { return slices.Contains([]string{"Nom", "Notes", "Surface"}, cell) }
	for name, c := range map[string]struct {
		known func(string) bool
		want  string
		notes string
	}{
		"with headings": {known, "D", "Seule la feuille « D » est lue. Les autres ne le sont pas : « A » et « E ». Celles qui sont masquées ne le sont pas non plus : « B »."},
		"without":       {nil, "A", "Seule la feuille « A » est lue. Les autres ne le sont pas : « D » et « E ». Celles qui sont masquées ne le sont pas non plus : « B »."},
	} {
		b, err := workbook.Read(several(t), workbook.Options{Known: c.known})
		if err != nil || b.Sheet != c.want || french.PlainSpaces(strings.Join(b.Notes, " ")) != c.notes {
			t.Errorf("%s: %+v, %v", name, b, err)
		}
	}
	for wanted, got := range map[string]string{"E": "E", "B": "B", "C": "C", "Graph": "D", "d": "D"} {
		b, err := workbook.Read(several(t), workbook.Options{Known: known, Sheet: wanted})
		if err != nil || b.Sheet != got || !slices.Equal(b.Sheets, []string{"A", "B", "C", "D", "E"}) {
			t.Errorf("%s is asked for: %+v, %v", wanted, b, err)
		}
	}
	hidden := parts{"xl/workbook.xml": strings.Replace(basic["xl/workbook.xml"], `r:id`, `state="hidden" r:id`, 1)}.file(t, `<sheetData><row><c><v>1</v></c></row></sheetData>`)
	if b := read(t, hidden); len(b.Rows) != 1 || len(b.Notes) != 0 {
		t.Errorf("the only sheet is hidden: %+v", b)
	}
}

func TestAnElementThatEndsOtherwiseThanItBeganIsRefused(t *testing.T) {
	t.Parallel()
	for _, inside := range []string{`<sheetData><row><c><v>1</v></row></c></sheetData>`, `<sheetData><row></x:row></sheetData>`, `<sheetData><row>`, `</worksheet><sheetData/>`, `<sheetData></sheetdata>`} {
		if b, err := workbook.Read(parts{}.file(t, inside), workbook.Options{}); err == nil {
			t.Errorf("%s: %+v", inside, b)
		}
	}
}

func TestBounds(t *testing.T) {
	t.Parallel()
	data := parts{}.file(t, `<sheetData><row r="2"><c r="A2"><v>1</v></c></row><row r="4"><c r="C4"><v>1</v></c></row><row r="9"><c r="A9"><v>1</v></c></row></sheetData>`)
	b, err := workbook.Read(data, workbook.Options{MaxRows: 2})
	if err != nil || b.Cut != 9 || len(b.Rows) != 2 {
		t.Errorf("%+v, %v", b, err)
	}
	if b, err = workbook.Read(data, workbook.Options{MaxRows: 3, MaxColumns: 3}); err != nil || b.Cut != 0 || len(b.Rows) != 3 {
		t.Errorf("%+v, %v", b, err)
	}
	_, err = workbook.Read(data, workbook.Options{MaxColumns: 2})
	if p, ok := errors.AsType[*sheet.Problem](err); !ok || p.Row != 4 || !strings.Contains(p.Text, "colonne C") {
		t.Errorf("%v", err)
	}
}

// broken are workbooks that break their own format, by what is wrong with them.
func broken(t testing.TB) map[string][]byte {
	row := func(inside string) []byte { return parts{}.file(t, `<sheetData>`+inside+`</sheetData>`) }
	whole := row(`<row r="1"><c r="A1"><v>1</v></c></row>`)
	return map[string][]byte{
		"cut short":               whole[:len(whole)-30],
		"rows out of order":       row(`<row r="2"/><row r="1"/>`),
		"a row twice":             row(`<row r="2"/><row r="2"/>`),
		"a row beyond the last":   row(`<row r="1048577"><c><v>1</v></c></row>`),
		"a row that is no number": row(`<row r="x"/>`),
		"a cell twice":            row(`<row r="1"><c r="B1"/><c r="B1"/></row>`),
		"a cell of another row":   row(`<row r="1"><c r="A2"/></row>`),
		"a cell nowhere":          row(`<row r="1"><c r="ABCD1"/></row>`),
		"a cell without letters":  row(`<row r="1"><c r="1"/></row>`),
		"a text that is not":      row(`<row r="1"><c t="s"><v>2</v></c></row>`),
		"a text before the first": row(`<row r="1"><c t="s"><v>-1</v></c></row>`),
		"no number":               row(`<row r="1"><c><v>douze</v></c></row>`),
		"an endless number":       row(`<row r="1"><c><v>1e999</v></c></row>`),
		"a kind that is not":      row(`<row r="1"><c t="z"><v>1</v></c></row>`),
		"cells cut short":         parts{"xl/worksheets/sheet1.xml": `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`}.file(t, ""),
		"an end too many":         parts{"xl/worksheets/sheet1.xml": `<worksheet><sheetData></row></sheetData></worksheet>`}.file(t, ""),
		"bytes that are no text":  parts{"xl/worksheets/sheet1.xml": "<worksheet><sheetData><row><c t=\"inlineStr\"><is><t>\xff</t></is></c></row></sheetData></worksheet>"}.file(t, ""),
		"a merge that is none":    parts{}.file(t, `<sheetData/><mergeCells><mergeCell ref="B2:A1"/></mergeCells>`),
		"a merge of nothing":      parts{}.file(t, `<sheetData/><mergeCells><mergeCell ref=""/></mergeCells>`),
		"a document type":         parts{"xl/sharedStrings.xml": `<!DOCTYPE sst [<!ENTITY a "aaaa">]><sst><si><t>&a;</t></si></sst>`}.file(t, `<sheetData/>`),
		"an entity":               parts{"xl/sharedStrings.xml": `<sst><si><t>&a;</t></si></sst>`}.file(t, `<sheetData/>`),
		"another encoding":        parts{"xl/sharedStrings.xml": `<?xml version="1.0" encoding="UTF-16"?><sst/>`}.file(t, `<sheetData/>`),
		"an empty part":           parts{"xl/sharedStrings.xml": ``}.file(t, `<sheetData/>`),
		"a workbook of nothing":   parts{"xl/workbook.xml": ``}.file(t, `<sheetData/>`),
		"a sheet that is not":     parts{"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="s1" Type="` + links + `worksheet" Target="worksheets/sheet9.xml"/></Relationships>`}.file(t, `<sheetData/>`),
		"a part twice":            parts{"XL/Workbook.xml": basic["xl/workbook.xml"]}.file(t, `<sheetData/>`),
		"nested without end":      parts{"xl/sharedStrings.xml": strings.Repeat("<a>", 200)}.file(t, `<sheetData/>`),
		"a checksum that differs": bytes.Replace(stored(t), []byte("<v>12</v>"), []byte("<v>13</v>"), 1),
	}
}

// stored is a workbook whose parts are not compressed.
func stored(t testing.TB) []byte {
	return parts{}.pack(t, `<sheetData><row><c><v>12</v></c></row></sheetData>`, zip.Store)
}

func TestWhatIsBrokenIsRefusedNeverReadInPart(t *testing.T) {
	t.Parallel()
	if got := rows(read(t, stored(t))); !slices.Equal(got, []string{"1: 12"}) {
		t.Errorf("%q", got)
	}
	for name, data := range broken(t) {
		b, err := workbook.Read(data, workbook.Options{})
		if p, ok := errors.AsType[*sheet.Problem](err); !ok || !strings.Contains(p.Text, "abîmé ou incomplet") {
			t.Errorf("%s: %+v, %v", name, b, err)
		}
	}
	_, err := workbook.Read(parts{"xl/workbook.xml": `<workbook/>`}.file(t, ""), workbook.Options{})
	if err == nil || !strings.Contains(err.Error(), "aucune feuille") {
		t.Errorf("no sheet: %v", err)
	}
}

func TestOtherFilesAreToldApart(t *testing.T) {
	t.Parallel()
	archive := func(names ...string) []byte {
		var out bytes.Buffer
		z := zip.NewWriter(&out)
		for _, name := range names {
			if _, err := z.Create(name); err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"ods":         {archive("mimetype", "content.xml", "styles.xml"), "LibreOffice (.ods)"},
		"numbers":     {archive("Index/Document.iwa", "Metadata/Properties.plist"), "Numbers"},
		"docx":        {archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"), "un texte ou une présentation"},
		"pptx":        {archive("[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"), "un texte ou une présentation"},
		"xlsb":        {archive("[Content_Types].xml", "_rels/.rels", "xl/workbook.bin"), "(.xlsb)"},
		"zip":         {archive("tableau.csv"), "archive compressée"},
		"empty zip":   {archive(), "archive compressée"},
		"xls":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\x00o\x00r\x00k\x00b\x00o\x00o\x00k\x00"), "ancien format d’Excel"},
		"protected":   {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"), "mot de passe"},
		"msg":         {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1...."), "n’est pas un tableau"},
		"pdf":         {[]byte("%PDF-1.7"), "un PDF"},
		"png":         {[]byte("\x89PNG\r\n\x1a\n"), "une image"},
		"jpeg":        {[]byte("\xff\xd8\xff\xe0"), "une image"},
		"heic":        {[]byte("\x00\x00\x00\x18ftypheic"), "une image"},
		"html":        {[]byte("\ufeff\r\n <HTML xmlns:x=\"urn:schemas-microsoft-com:office:excel\">"), "page web"},
		"xml of 2003": {[]byte("<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>"), "page web ou un document XML"},
		"mhtml":       {[]byte("MIME-Version: 1.0\r\n"), "page web"},
		"7z":          {[]byte("7z\xbc\xaf\x27\x1c"), "archive compressée"},
	} {
		var err error
		if workbook.Is(c.data) {
			_, err = workbook.Read(c.data, workbook.Options{})
		} else if p := workbook.Foreign(c.data); p != nil {
			err = p
		}
		if err == nil || !strings.Contains(french.PlainSpaces(err.Error()), c.says) || !strings.Contains(err.Error(), "recommencez") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, text := range []string{"Nom;Notes\n", "", "BM;x\n", "<Nom>;x\n", "\ufeffNom\r\n"} {
		if p := workbook.Foreign([]byte(text)); workbook.Is([]byte(text)) || p != nil {
			t.Errorf("%q is taken for another file: %v", text, p)
		}
	}
}
