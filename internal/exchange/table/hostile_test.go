package table_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
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

// mostMemory is what reading the worst file may take, in bytes, as seldom as the server collects. It
// takes some 250 MB; half as much again leaves room for another version of Go.
const mostMemory = 400 << 20

// TestTheWorstFileTakesABoundedMemory runs alone: it looks at the memory of the whole process.
func TestTheWorstFileTakesABoundedMemory(t *testing.T) { //nolint:paralleltest // it measures the process
	data, columns := worst(t), wide()
	if len(data) > table.MostBytes {
		t.Fatalf("the worst file has %d bytes, more than are accepted", len(data))
	}
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
	r, err := columns.Read(data)
	took := time.Since(began)
	close(stop)
	used := <-top - before.HeapAlloc
	if err != nil || len(r.Rows) != worstRows || r.Rows[0].Value[99] != "text no. 0000199" {
		t.Fatal(err)
	}
	t.Logf("%d KB are read in %s with %d MB", len(data)>>10, took.Round(time.Millisecond), used>>20)
	if used > mostMemory {
		t.Errorf("reading takes %d MB", used>>20)
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
