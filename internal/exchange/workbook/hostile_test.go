package workbook_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"hash/crc32"
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
)

// lying packs a workbook whose sheet is longer than it says.
func lying(t *testing.T) []byte {
	t.Helper()
	text := []byte(`<worksheet><sheetData>` + strings.Repeat(" ", 1<<20) + `</sheetData></worksheet>`)
	var packed, out bytes.Buffer
	f, err := flate.NewWriter(&packed, flate.BestCompression)
	if err == nil {
		_, err = f.Write(text)
	}
	if err != nil || f.Close() != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&out)
	for name, text := range basic {
		if w, err := z.Create(name); err != nil {
			t.Fatal(err)
		} else if _, err = w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Deflate, CRC32: crc32.ChecksumIEEE(text), CompressedSize64: uint64(packed.Len()), UncompressedSize64: 100})
	if err == nil {
		_, err = w.Write(packed.Bytes())
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// filled is a sheet of so many rows of so many cells.
func filled(rows, columns int, cell string) string {
	var b strings.Builder
	b.WriteString(`<sheetData>`)
	for range rows {
		b.WriteString(`<row>`)
		b.WriteString(strings.Repeat(cell, columns))
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	return b.String()
}

// long is texts that cells share, each of so many letters.
func long(texts, letters int) string {
	return `<sst>` + strings.Repeat(`<si><t>`+strings.Repeat("é", letters)+`</t></si>`, texts) + `</sst>`
}

func TestAWorkbookThatWouldFillTheMemoryIsRefused(t *testing.T) {
	t.Parallel()
	const big, bad = "dépasse ce que Parvis lit", "abîmé"
	shared := `<c t="s"><v>0</v></c>`
	many := map[string]string{}
	for i := range 10_001 {
		many[fmt.Sprintf("x/%d", i)] = ""
	}
	for name, c := range map[string]struct {
		data []byte
		says string
	}{
		"blanks that pack well":       {parts{"xl/sharedStrings.xml": `<sst>` + strings.Repeat(" ", 65<<20) + `</sst>`}.file(t, ""), big},
		"a part that lies":            {lying(t), bad},
		"parts without end":           {parts(many).file(t, ""), big},
		"two million texts":           {parts{"xl/sharedStrings.xml": `<sst>` + strings.Repeat("<si/>", 1_000_001) + `</sst>`}.file(t, ""), big},
		"texts without end":           {parts{"xl/sharedStrings.xml": long(300, 30_000)}.file(t, ""), big},
		"one text, a million times":   {parts{"xl/sharedStrings.xml": long(1, 30_000)}.file(t, filled(1000, 100, shared)), big},
		"a text longer than a cell":   {parts{"xl/sharedStrings.xml": long(1, 32_768)}.file(t, filled(1, 1, shared)), "trop longue"},
		"a text longer than that":     {parts{"xl/sharedStrings.xml": long(1, 400_000)}.file(t, ""), bad},
		"a text cut in pieces":        {parts{}.file(t, filled(1, 1, `<c t="inlineStr"><is>`+strings.Repeat(`<r><t>`+strings.Repeat("x", 1000)+`</t></r>`, 600)+`</is></c>`)), bad},
		"a text cut by comments":      {parts{}.file(t, filled(1, 1, `<c t="str"><v>`+strings.Repeat(`xxxxxxxx<!---->`, 100_000)+`</v></c>`)), bad},
		"an attribute":                {parts{}.file(t, filled(1, 1, `<c x="`+strings.Repeat("x", 1<<20)+`"/>`)), bad},
		"a comment":                   {parts{}.file(t, `<!--`+strings.Repeat("x", 1<<20)+`-->`), bad},
		"errors without end":          {parts{}.file(t, filled(101, 100, `<c t="e"><v>#N/A</v></c>`)), "Plus de 10 000 cellules"},
		"merges without end":          {parts{}.file(t, `<sheetData/><mergeCells>`+strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 10_001)+`</mergeCells>`), "Plus de 10 000 groupes"},
		"styles without end":          {parts{"xl/styles.xml": `<styleSheet><cellXfs>` + strings.Repeat(`<xf/>`, 70_000) + `</cellXfs></styleSheet>`}.file(t, ""), big},
		"sheets without end":          {parts{"xl/workbook.xml": `<workbook><sheets>` + strings.Repeat(`<sheet id="s1"/>`, 501) + `</sheets></workbook>`}.file(t, ""), big},
		"more columns than there are": {parts{}.file(t, filled(1, 16_385, `<c/>`)), bad},
	} {
		b, err := workbook.Read(c.data, workbook.Options{MaxRows: 10_000, MaxColumns: 100})
		if p, ok := errors.AsType[*sheet.Problem](err); !ok || !strings.Contains(french.PlainSpaces(p.Text), c.says) {
			t.Errorf("%s: %v, %v; want %q", name, b != nil, err, c.says)
		}
	}
}

// FuzzRead packs parts that may be anything: a mutated archive would only show its checksums.
func FuzzRead(f *testing.F) {
	f.Add(`<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c><c><f>1</f></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells></worksheet>`, `<sst><si><t>a_x000D_</t></si></sst>`, basic["xl/styles.xml"])
	f.Add(`<x:worksheet xmlns:x="u"><x:sheetData><x:row hidden="1"><x:c s="2"><x:v>45821.6</x:v></x:c><x:c t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>`, `<sst/>`, `<styleSheet><numFmts><numFmt numFmtId="9" formatCode="[h]:mm"/></numFmts><cellXfs><xf/><xf numFmtId="9"/></cellXfs></styleSheet>`)
	f.Fuzz(func(t *testing.T, cells, shared, styles string) {
		data := parts{"xl/worksheets/sheet1.xml": cells, "xl/sharedStrings.xml": shared, "xl/styles.xml": styles}.pack(t, "", zip.Store)
		b, err := workbook.Read(data, workbook.Options{MaxRows: 100, MaxColumns: 50})
		if err != nil {
			if p, ok := errors.AsType[*sheet.Problem](err); !ok || p.Text == "" || p.Row < 0 {
				t.Fatalf("an error that says nothing: %v", err)
			}
			return
		}
		last, widths := 0, map[int]int{}
		for _, r := range b.Rows {
			if r.Number <= last || r.Number > workbook.MostRows || sheet.Empty(r.Cells) || len(r.Cells) > 50 {
				t.Fatalf("row %d after row %d: %q", r.Number, last, r.Cells)
			}
			last, widths[r.Number] = r.Number, len(r.Cells)
			for _, c := range r.Cells {
				if !utf8.ValidString(c) || strings.ContainsAny(c, "\r\x00") || workbook.TooLong(c) {
					t.Fatalf("row %d holds %q", r.Number, c)
				}
			}
		}
		if b.Cut == 0 {
			for _, fault := range b.Faults {
				if fault.Text == "" || fault.Column < 1 || fault.Column > widths[fault.Row] {
					t.Fatalf("a fault nowhere: %+v in %v", fault, widths)
				}
			}
		}
	})
}
