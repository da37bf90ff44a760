package workbook

import (
	"archive/zip"
	"bufio"
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Column is a column of a sheet that is written.
type Column struct {
	Heading string
	Width   float64 // in characters, up to 255; a column without a width has the usual one
}

// Sheet is a sheet of a workbook that is written. Its name has at most 31 characters and none of []:*?/\.
type Sheet struct {
	Name    string
	Columns []Column
}

// Writer writes a workbook: of each sheet its headings, bold and always in view, then the rows, cell
// by cell. It holds none of them: what is written leaves as it comes. The first error stays, and is
// that of Close.
type Writer struct {
	zip    *zip.Writer
	out    *bufio.Writer // the sheet
	sheets []Sheet
	rows   []int // of the sheets that are written, with their headings
	row    int   // the one that is being written, from 1
	column int   // the one to write next, from 1
	err    error
}

const usualWidth = 12.0

// The styles of styles.xml, by number.
const (
	styleNumber = "0"
	styleHead   = "1"
	styleText   = "2"
	styleDay    = "3"
)

// NewWriter begins a workbook of one sheet.
func NewWriter(w io.Writer, name string, columns []Column) *Writer {
	return NewBook(w, Sheet{name, columns})
}

// NewBook begins a workbook of these sheets, the first of which is written first; Next goes on to the one after.
func NewBook(w io.Writer, sheets ...Sheet) *Writer {
	o := &Writer{zip: zip.NewWriter(w), sheets: sheets}
	for _, s := range sheets {
		if len(s.Columns) == 0 || s.Name == "" || utf8.RuneCountInString(s.Name) > 31 || strings.ContainsAny(s.Name, `[]:*?/\`) || strings.HasPrefix(s.Name, "'") || strings.HasSuffix(s.Name, "'") {
			o.err = errors.New("workbook: no sheet can be called " + strconv.Quote(s.Name) + ", or it has no column")
		}
	}
	for _, part := range fixedParts(len(sheets)) {
		o.part(part.name, part.text)
	}
	o.begin()
	return o
}

// begin begins the sheet after those that are written, with its headings.
func (w *Writer) begin() {
	n := len(w.rows)
	w.row, w.column = 1, 1
	w.out = bufio.NewWriter(w.create("xl/worksheets/sheet" + strconv.Itoa(n+1) + ".xml"))
	w.write(sheetHead(n == 0))
	for i, c := range w.sheets[n].Columns {
		n := strconv.Itoa(i + 1)
		w.write(`<col min="` + n + `" max="` + n + `" width="` + strconv.FormatFloat(cmp.Or(c.Width, usualWidth), 'f', 2, 64) + `" customWidth="1"/>`)
	}
	w.write(`</cols><sheetData><row r="1">`)
	for _, c := range w.sheets[n].Columns {
		w.text(c.Heading, styleHead)
	}
	w.EndRow()
}

// end ends the sheet that is being written.
func (w *Writer) end() {
	w.rows = append(w.rows, w.row-1)
	w.write(`</sheetData><autoFilter ref="` + w.area(len(w.rows)-1) + `"/>` + sheetFoot)
	if err := w.out.Flush(); err != nil && w.err == nil {
		w.err = err
	}
}

// Next ends a sheet and begins the next.
func (w *Writer) Next() {
	w.end()
	if len(w.rows) == len(w.sheets) {
		w.err = cmp.Or(w.err, errors.New("workbook: there is no other sheet"))
		w.rows = w.rows[:len(w.rows)-1]
		return
	}
	w.begin()
}

// area is what a sheet that is written holds.
func (w *Writer) area(n int) string {
	return "A1:" + ColumnName(max(len(w.sheets[n].Columns), 1)) + strconv.Itoa(w.rows[n])
}

// create begins a part. After an error, what is written goes nowhere.
func (w *Writer) create(name string) io.Writer {
	if w.err == nil {
		var part io.Writer
		if part, w.err = w.zip.Create(name); w.err == nil {
			return part
		}
	}
	return io.Discard
}

func (w *Writer) part(name, text string) {
	if _, err := io.WriteString(w.create(name), text); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *Writer) write(s string) {
	if _, err := w.out.WriteString(s); err != nil && w.err == nil {
		w.err = err
	}
}

// cell begins the next cell of the row.
func (w *Writer) cell(style, kind string) {
	w.beginRow()
	w.write(`<c r="` + ColumnName(w.column) + strconv.Itoa(w.row) + `" s="` + style + `"` + kind + `>`)
	w.column++
}

func (w *Writer) text(s, style string) {
	w.cell(style, ` t="inlineStr"`)
	w.write(`<is><t xml:space="preserve">`)
	if err := xml.EscapeText(w.out, []byte(escape(s))); err != nil && w.err == nil {
		w.err = err
	}
	w.write(`</t></is></c>`)
}

// Text writes a text, which no spreadsheet takes for a formula or a number.
func (w *Writer) Text(s string) { w.text(s, styleText) }

// Number writes a number, to the fifteen digits that spreadsheets keep.
func (w *Writer) Number(x float64) { w.number(strconv.FormatFloat(x, 'g', 15, 64), styleNumber) }

// Day writes a day as one, or as text where it is before 1900, for which spreadsheets have none.
func (w *Writer) Day(d workcal.Date) {
	if n, ok := serial(d); ok {
		w.number(strconv.Itoa(n), styleDay)
		return
	}
	w.Text(written.DayText(d))
}

func (w *Writer) number(value, style string) {
	w.cell(style, "")
	w.write(`<v>` + value + `</v></c>`)
}

// Skip leaves a cell empty.
func (w *Writer) Skip() {
	w.beginRow()
	w.column++
}

// beginRow comes before the first cell, if there is any.
func (w *Writer) beginRow() {
	if w.column == 1 && w.row > 1 {
		w.write(`<row r="` + strconv.Itoa(w.row) + `">`)
	}
}

// EndRow ends the row.
func (w *Writer) EndRow() {
	w.beginRow()
	w.write(`</row>`)
	w.row, w.column = w.row+1, 1
}

// Close ends the workbook and gives the first error there was.
func (w *Writer) Close() error {
	w.end()
	if len(w.rows) != len(w.sheets) {
		w.err = cmp.Or(w.err, errors.New("workbook: a sheet is not written"))
	}
	var sheets, names strings.Builder
	for i := range w.rows {
		n := strconv.Itoa(i + 1)
		sheets.WriteString(`<sheet name="` + quoteXML(w.sheets[i].Name) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		local := `localSheetId="` + strconv.Itoa(i) + `"`
		names.WriteString(`<definedName name="_xlnm._FilterDatabase" ` + local + ` hidden="1">` + absolute(w.sheets[i].Name, w.area(i)) + `</definedName>` +
			`<definedName name="_xlnm.Print_Titles" ` + local + `>` + absolute(w.sheets[i].Name, "1:1") + `</definedName>`)
	}
	w.part("xl/workbook.xml", xml.Header+`<workbook xmlns="`+mainSpace+`" xmlns:r="`+linkSpace+`"><bookViews><workbookView/></bookViews><sheets>`+sheets.String()+`</sheets>`+
		`<definedNames>`+names.String()+`</definedNames></workbook>`)
	if err := w.zip.Close(); err != nil && w.err == nil {
		w.err = err
	}
	return w.err
}

// absolute writes an area of a sheet as names refer to it: 'Espaces'!$A$1:$C$9.
func absolute(name, area string) string {
	var b strings.Builder
	for i := range len(area) {
		if letter := area[i] >= 'A'; area[i] != ':' && (i == 0 || area[i-1] == ':' || letter != (area[i-1] >= 'A')) {
			b.WriteByte('$')
		}
		b.WriteByte(area[i])
	}
	return quoteXML("'" + strings.ReplaceAll(name, "'", "''") + "'!" + b.String())
}

func quoteXML(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a Builder refuses nothing
	return b.String()
}

const (
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	linkSpace    = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	contentType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."

	sheetFoot = `<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>` +
		`<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`
)

// sheetHead begins a sheet; the first is the one in front.
func sheetHead(front bool) string {
	selected := ""
	if front {
		selected = ` tabSelected="1"`
	}
	return xml.Header + `<worksheet xmlns="` + mainSpace + `"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>` +
		`<sheetViews><sheetView` + selected + ` workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>` +
		`<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols>`
}

// fixedParts are those that every workbook has alike. Texts are marked as such (49), so that "0102"
// stays one when somebody edits it, and days are written as the reader's own country does (14).
func fixedParts(sheets int) []struct{ name, text string } {
	var types, links strings.Builder
	for i := range sheets {
		n := strconv.Itoa(i + 1)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + contentType + `worksheet+xml"/>`)
		links.WriteString(`<Relationship Id="rId` + n + `" Type="` + linkSpace + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	return []struct{ name, text string }{
		{"[Content_Types].xml", xml.Header + `<Types xmlns="` + packageSpace + `content-types">` +
			`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/xl/workbook.xml" ContentType="` + contentType + `sheet.main+xml"/>` +
			types.String() +
			`<Override PartName="/xl/styles.xml" ContentType="` + contentType + `styles+xml"/></Types>`},
		{"_rels/.rels", xml.Header + `<Relationships xmlns="` + packageSpace + `relationships">` +
			`<Relationship Id="rId1" Type="` + linkSpace + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/_rels/workbook.xml.rels", xml.Header + `<Relationships xmlns="` + packageSpace + `relationships">` +
			links.String() +
			`<Relationship Id="rId` + strconv.Itoa(sheets+1) + `" Type="` + linkSpace + `/styles" Target="styles.xml"/></Relationships>`},
		{"xl/styles.xml", xml.Header + `<styleSheet xmlns="` + mainSpace + `">` +
			`<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font><font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>` +
			`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
			`<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border><left/><right/><top/><bottom style="thin"><color auto="1"/></bottom><diagonal/></border></borders>` +
			`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">` +
			`<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>` +
			`<xf numFmtId="0" fontId="1" fillId="0" borderId="1" xfId="0" applyFont="1" applyBorder="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
			`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>` +
			`<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>` +
			`</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`},
	}
}
