package table_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"errors"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/table"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// packed is a workbook of one sheet, given by what is in it, and the texts that its cells share.
func packed(t testing.TB, inside, shared string) []byte {
	t.Helper()
	const link = `Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/`
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, part := range [][2]string{
		{"_rels/.rels", `<Relationships><Relationship Id="a" ` + link + `officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook><sheets><sheet name="Feuil1" id="s"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="s" ` + link + `worksheet" Target="s.xml"/><Relationship Id="t" ` + link + `sharedStrings" Target="t.xml"/></Relationships>`},
		{"xl/s.xml", `<worksheet>` + inside + `</worksheet>`}, {"xl/t.xml", `<sst>` + shared + `</sst>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
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

// inline is the cells of rows of texts, by column.
func inline(rows ...[]string) string {
	var b strings.Builder
	b.WriteString(`<sheetData>`)
	for _, row := range rows {
		b.WriteString(`<row>`)
		for _, text := range row {
			b.WriteString(`<c t="inlineStr"><is><t>` + text + `</t></is></c>`)
		}
		b.WriteString(`</row>`)
	}
	b.WriteString(`</sheetData>`)
	return b.String()
}

func TestMergedCellsCostNoMoreThanTheTableHas(t *testing.T) {
	t.Parallel()
	rows := [][]string{{"Nom", "Notes"}}
	for range 1000 {
		rows = append(rows, []string{"a", "b"})
	}
	everything := `<mergeCell ref="A2:XFD1048576"/>`
	r := read(t, packed(t, inline(rows...)+`<mergeCells>`+everything+`</mergeCells>`, ""))
	if len(r.Rows) != 1000 || len(r.Rows[0].Problems) != 1 || len(r.Rows[999].Problems) != 1 || len(r.Values()) != 0 {
		t.Errorf("%d rows, %v", len(r.Rows), r.Rows[0].Problems)
	}
	_, err := halls.Read(packed(t, inline(rows...)+`<mergeCells>`+strings.Repeat(everything, 10_000)+`</mergeCells>`, ""))
	if !fault.Is(err, fault.Invalid) || !strings.Contains(fault.SentenceOf(err), "fusionnées") {
		t.Error(err)
	}
}

// worst is the workbook that takes the most of what is accepted: as many cells as there may be in what it
// may unpack, most of them with a text of its own. Its rows are those of wide.
func worst(t testing.TB) []byte {
	var cells, shared strings.Builder
	cells.WriteString(`<sheetData>`)
	n := 0
	for row := range worstRows + 1 {
		cells.WriteString(`<row>`)
		for column := range table.MostColumns {
			text := ""
			if row == 0 {
				text = "C" + strconv.Itoa(column)
			} else if n < 900_000 {
				text = fmt.Sprintf("text no. %07d", n)
			}
			if text != "" {
				shared.WriteString(`<si><t>` + text + `</t></si>`)
				n++
			}
			fmt.Fprintf(&cells, `<c t="s"><v>%d</v></c>`, n-1)
		}
		cells.WriteString(`</row>`)
	}
	cells.WriteString(`</sheetData>`)
	return packed(t, cells.String(), shared.String())
}

// worstRows is how many rows of cells with texts fit in what a workbook may unpack.
const worstRows = table.MostRows / 2

// row is one thing of a table as wide as there may be.
type row [table.MostColumns]string

func wide() table.Table[row] {
	t := table.Table[row]{Name: "Large"}
	for i := range table.MostColumns {
		t.Columns = append(t.Columns, table.Column[row]{Name: "c" + strconv.Itoa(i), Label: "C" + strconv.Itoa(i),
			Cell: func(r row) table.Cell { return table.Text(r[i]) },
			Read: func(r *row, text string) error { r[i] = text; return nil }})
	}
	return t
}

// mostMemory is what reading any file may take, in bytes, as seldom as the server collects. The worst takes
// some 90 MB.
const mostMemory = 130 << 20

// measured gives the most memory that something takes while it runs, and its time. It looks at the whole
// process: whoever calls it runs alone.
func measured(f func()) (used uint64, took time.Duration) {
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	stop, top := make(chan struct{}), make(chan uint64)
	go func() {
		var most uint64
		var now runtime.MemStats
		for {
			runtime.ReadMemStats(&now)
			most = max(most, now.HeapAlloc)
			select {
			case <-stop:
				top <- most
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	began := time.Now()
	f()
	took = time.Since(began)
	close(stop)
	return max(<-top, before.HeapAlloc) - before.HeapAlloc, took
}

func TestTheWorstFileTakesABoundedMemory(t *testing.T) { //nolint:paralleltest // it measures the process
	data, columns := worst(t), wide()
	if len(data) > table.MostBytes {
		t.Fatalf("the worst file has %d bytes, more than are accepted", len(data))
	}
	var r *table.Reading[row]
	var err error
	used, took := measured(func() { r, err = columns.Read(data) })
	if err != nil || len(r.Rows) != worstRows || r.Rows[0].Value[99] != "text no. 0000199" {
		t.Fatal(err)
	}
	t.Logf("%d KB are read in %s with %d MB", len(data)>>10, took.Round(time.Millisecond), used>>20)
	if used > mostMemory*slack {
		t.Errorf("reading takes %d MB", used>>20)
	}
}

// bomb is a workbook of which a part unpacks to 200 MB of blanks. The first of them are packed, and said
// again and again.
func bomb(t *testing.T, part string) []byte {
	t.Helper()
	const blanks, times = 1 << 20, 200
	var once, end, out bytes.Buffer
	for dst, text := range map[*bytes.Buffer]string{&once: strings.Repeat(" ", blanks), &end: ""} {
		f, err := flate.NewWriter(dst, flate.BestCompression)
		if err == nil {
			_, err = io.WriteString(f, text)
		}
		if err == nil && text != "" {
			err = f.Flush()
		} else if err == nil {
			err = f.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	raw := append(bytes.Repeat(once.Bytes(), times), end.Bytes()...)
	plain := packed(t, "", "")
	in, err := zip.NewReader(bytes.NewReader(plain), int64(len(plain)))
	if err != nil {
		t.Fatal(err)
	}
	z := zip.NewWriter(&out)
	for _, f := range in.File {
		if f.Name != part {
			err = errors.Join(err, z.Copy(f))
			continue
		}
		w, failed := z.CreateRaw(&zip.FileHeader{Name: part, Method: zip.Deflate, CompressedSize64: uint64(len(raw)), UncompressedSize64: blanks * times})
		if failed == nil {
			_, failed = w.Write(raw)
		}
		err = errors.Join(err, failed)
	}
	if err = errors.Join(err, z.Close()); err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, flate.NewReader(bytes.NewReader(raw))); n != blanks*times || err != nil {
		t.Fatalf("the bomb unpacks to %d bytes, %v", n, err)
	}
	return out.Bytes()
}

// laughs is a sheet whose entities would unfold to gigabytes.
const laughs = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>`

// ole is the beginning of the container of old files of Microsoft, and the name of what one holds.
func ole(name string) []byte {
	data := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 4<<20)...)
	for i, c := range []byte(name) {
		data[2048+2*i] = c
	}
	return data
}

// hostile are files that would take the memory or the time of a server, and what is said of each.
func hostile(t *testing.T) map[string]struct {
	data []byte
	says string
} {
	million := strings.Repeat(`<row><c><v>1</v></c></row>`, 1_000_000)
	return map[string]struct {
		data []byte
		says string
	}{
		"a workbook of 200 MB":          {append([]byte("PK\x03\x04"), make([]byte, 200<<20)...), "dépasse 5 Mo"},
		"200 MB of blanks":              {bomb(t, "xl/s.xml"), "dépasse ce que Parvis lit"},
		"200 MB of shared blanks":       {bomb(t, "xl/t.xml"), "dépasse ce que Parvis lit"},
		"entities within entities":      {packed(t, laughs+inline([]string{"Nom"}, []string{"&c;"}), ""), "abîmé"},
		"an entity that nobody defines": {packed(t, inline([]string{"Nom"}, []string{"&c;"}), ""), "abîmé"},
		"a million rows":                {packed(t, `<sheetData><row><c t="inlineStr"><is><t>Nom</t></is></c></row>`+million+`</sheetData>`, ""), "plus de 20 000 lignes"},
		"a million rows of text":        {[]byte("Nom;Notes\n" + strings.Repeat("a;b\n", 1_000_000)), "plus de 20 000 lignes"},
		"a million and a half of cells": {[]byte("Nom;Notes\n" + strings.Repeat("a"+strings.Repeat(";", 98)+"b\n", 50_000)), "plus de 20 000 lignes"},
		"16,000 columns":                {packed(t, `<sheetData>`+strings.Repeat(`<row>`+strings.Repeat(`<c><v>1</v></c>`, 16_000)+`</row>`, 100)+`</sheetData>`, ""), "au-delà de la dernière qui est lue, CV"},
		"16,000 columns of text":        {[]byte("Nom;Notes\n" + strings.Repeat("a"+strings.Repeat(";a", 16_000)+"\n", 150)), "au-delà de la dernière qui est lue, CV"},
		"five million cells in a row":   {[]byte("Nom;Notes\n" + strings.Repeat(";", 5_000_000) + "a\n"), "trop de cellules"},
		"one line of text":              {[]byte("Nom;Notes\n" + strings.Repeat("a", 5_000_000)), "trop longue"},
		"quotes without end":            {[]byte("Nom;Notes\na;\"" + strings.Repeat("b\n", 2_400_000)), "guillemet"},
		"a password":                    {ole("EncryptedPackage"), "mot de passe"},
		"the old format":                {ole("Workbook"), "ancien format d’Excel (.xls)"},
	}
}

// TestHostileFilesGetASentenceAtLittleCost runs alone, as the test above.
func TestHostileFilesGetASentenceAtLittleCost(t *testing.T) { //nolint:paralleltest // it measures the process
	for name, c := range hostile(t) {
		var err error
		used, took := measured(func() { _, err = halls.Read(c.data) })
		t.Logf("%s: %d KB, %s, %d MB", name, len(c.data)>>10, took.Round(time.Millisecond), used>>20)
		if !fault.Is(err, fault.Invalid) || !strings.Contains(french.PlainSpaces(fault.SentenceOf(err)), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
		if used > 100<<20 || took > time.Minute {
			t.Errorf("%s takes %d MB and %s", name, used>>20, took)
		}
	}
}

func TestAFormulaIsItsLastResultOrAFault(t *testing.T) {
	t.Parallel()
	r := read(t, packed(t, `<sheetData><row><c t="str"><v>Nom</v></c><c t="str"><v>Places assises</v></c></row>`+
		`<row><c t="str"><f>A1</f><v>Cour</v></c><c><f>40*2</f><v>80</v></c></row><row><c t="str"><v>Grenier</v></c><c><f>B2</f></c></row></sheetData>`, ""))
	if len(r.Rows) != 2 || r.Rows[0].Value.Name != "Cour" || r.Rows[0].Value.Seated != 80 || len(r.Rows[0].Problems) > 0 {
		t.Errorf("%+v", r.Rows)
	}
	if p := r.Rows[1].Problems; len(p) != 1 || !strings.Contains(p[0].Text, "n’est pas enregistré dans le fichier") {
		t.Errorf("%v", p)
	}
}

// accounted holds that every row that is not empty, as the reader below gives them, is the headings,
// a row or left aside, once.
func accounted(t *testing.T, rows []sheet.Row, r *table.Reading[hall]) {
	t.Helper()
	all := append([]int{r.Heading}, r.Aside...)
	for _, one := range r.Rows {
		all = append(all, one.Number)
		for _, p := range one.Problems {
			if p.Row != one.Number || p.Text == "" || p.String() == "" {
				t.Fatalf("a problem that says nothing: %+v", p)
			}
		}
	}
	slices.Sort(all)
	var want []int
	for _, row := range rows {
		want = append(want, row.Number)
	}
	if !slices.Equal(all, want) {
		t.Fatalf("rows %v are accounted for, of %v", all, want)
	}
}

// FuzzRead reads bytes as they are, and the same bytes as the cells of a workbook.
func FuzzRead(f *testing.F) {
	for _, format := range table.Formats {
		f.Add(write(f, format, some))
	}
	for _, text := range []string{
		inline([]string{"Nom", "Capacité assise", "Actif", "x"}, []string{"Cour", "12", "oui", "y"}, []string{"", "", "", "z"}, []string{"nom", "actif"}),
		inline([]string{"Titre"}, []string{"Salle", "Notes"}, []string{"a", "b"}) + `<mergeCells><mergeCell ref="A3:A4"/></mergeCells>`,
		`<sheetData><row r="3"><c r="B3" t="s"><v>0</v></c><c t="str"><v>Notes</v></c></row><row><c t="e"><v>#N/A</v></c><c><f>1</f></c><c><v>1.5</v></c></row></sheetData>`,
		"Titre;;\n\nNom;Capacité assise;Truc\n'=1;beaucoup;#REF!\n;;x\nnom;capacite assise;\n\"a\n\";'+1;\n", "sep=,\nSalle,Surface\na,\"1,5\"\n", "Dur\xe9e;Nom\n", "\xff\xfeN\x00o\x00m\x00",
	} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		for _, file := range [][]byte{data, packed(t, string(data), `<si><t>Nom</t></si>`)} {
			r, err := halls.Read(file)
			if err != nil {
				if !fault.Is(err, fault.Invalid) || fault.SentenceOf(err) == "" {
					t.Fatalf("an error that says nothing: %v", err)
				}
				continue
			}
			accounted(t, rawRows(t, file), r)
			checkReport(t, file, intake.Choices{Columns: map[int]string{2: "nom"}, Out: []int{2}, Cells: map[string]string{intake.At(3, 1): string(data[:min(len(data), 5)])}})
			for _, note := range r.Notes {
				if note == "" || strings.Contains(note, "\n") {
					t.Fatalf("a note %q", note)
				}
			}
			for _, format := range table.Formats {
				var out bytes.Buffer
				if err := halls.Write(&out, format, r.Values()); err != nil && !fault.Is(err, fault.TooLarge) {
					t.Fatal(err)
				}
			}
		}
	})
}

// rawRows gives the rows of a file by the readers below.
func rawRows(t *testing.T, file []byte) []sheet.Row {
	t.Helper()
	if workbook.Is(file) {
		b, err := workbook.Read(file, workbook.Options{})
		if err != nil {
			t.Fatal(err)
		}
		return b.Rows
	}
	known := func(cell string) bool { return table.Known(halls, cell) }
	read, err := sheet.Read(bytes.NewReader(file), sheet.Options{Known: known})
	if problem, ok := errors.AsType[*sheet.Problem](err); ok {
		t.Fatal(problem)
	}
	return read.Rows
}
