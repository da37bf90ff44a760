package cardsheet_test

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/workbook"
)

// packed is a workbook of rows with merged cells.
func packed(t *testing.T, rows [][]string, merged ...string) string {
	t.Helper()
	columns := make([]workbook.Column, len(rows[0]))
	for i, c := range rows[0] {
		columns[i].Heading = c
	}
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "Annuaire", columns)
	for _, row := range rows[1:] {
		for _, c := range row {
			w.Text(c)
		}
		w.EndRow()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	in, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var again bytes.Buffer
	z := zip.NewWriter(&again)
	for _, part := range in.File {
		from, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(from)
		if err != nil {
			t.Fatal(err)
		}
		to, err := z.Create(part.Name)
		if err != nil {
			t.Fatal(err)
		}
		areas := ""
		for _, m := range merged {
			areas += `<mergeCell ref="` + m + `"/>`
		}
		if _, err := io.WriteString(to, strings.Replace(string(text), "</sheetData>", "</sheetData><mergeCells>"+areas+"</mergeCells>", 1)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return again.String()
}

func TestAMergedCellStandsForTheRowsThatItCovers(t *testing.T) {
	t.Parallel()
	data := packed(t, [][]string{{"Structure", "Ville", "Contact", "Tél."}, {"CSC Test", "Nanterre", "Zoé MARTIN-X", "0199000001"}, {"", "", "Luc EX-W", ""}}, "A2:A3", "B2:B3", "D2:D3")
	r := read(t, data, intake.Choices{})
	if got := said(r.Report.Row(3)); got != `waits
note 1: Cette cellule est fusionnée avec une autre : « CSC Test » vaut pour elle aussi.
note 2: Cette cellule est fusionnée avec une autre : « Nanterre » vaut pour elle aussi.
waits 4: Cette cellule est fusionnée avec la cellule D2 : défusionnez-les et remplissez chacune. [0199000001]` {
		t.Error(got)
	}
	r = read(t, data, intake.Choices{Cells: map[string]string{intake.At(3, 4): "0199000002"}})
	if whole := cards.Whole(r.Cards); !r.Report.Ready() || len(whole) != 1 || len(whole[0].Contacts) != 2 {
		t.Errorf("%+v", whole)
	}
	if r.Report.Sheet != "Annuaire" || r.Report.Encoding != "" {
		t.Errorf("%+v", r.Report)
	}
}
