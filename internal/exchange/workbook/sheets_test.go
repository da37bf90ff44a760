package workbook_test

import (
	"bytes"
	"strings"
	"testing"

	"parvis/internal/exchange/workbook"
)

// three writes a workbook of three sheets.
func three(t *testing.T) []byte {
	t.Helper()
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "Questions", two)
	w.Text("a")
	w.EndRow()
	w.NextSheet("L’aide d'été", two[:1])
	w.Text("b")
	w.EndRow()
	w.Text("c")
	w.EndRow()
	w.NextSheet("Réglages", two)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestSeveralSheetsAreReadAsTheyWereWritten(t *testing.T) {
	t.Parallel()
	books, unread, err := workbook.ReadSheets(three(t), []string{"l’aide d'été", "questions", "absente"}, workbook.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if books[2] != nil || len(books[0].Rows) != 3 || books[0].Rows[2].Cells[0] != "c" || len(books[1].Rows) != 2 || books[1].Sheet != "Questions" {
		t.Errorf("%+v %+v %+v", books[0], books[1], books[2])
	}
	if len(unread) != 1 || !strings.Contains(unread[0], "Réglages") {
		t.Errorf("what is not read: %v", unread)
	}
	b, err := workbook.Read(three(t), workbook.Options{Sheet: "L’aide d'été"})
	if err != nil || b.Rows[1].Cells[0] != "b" || len(b.Sheets) != 3 {
		t.Errorf("one of several: %+v, %v", b, err)
	}
}

func TestNoTwoSheetsHaveOneName(t *testing.T) {
	t.Parallel()
	for name, wrong := range map[string]bool{"Autre": false, "questions": true, "": true, "a/b": true, strings.Repeat("a", 32): true} {
		var out bytes.Buffer
		w := workbook.NewWriter(&out, "Questions", two)
		w.NextSheet(name, two)
		if err := w.Close(); (err != nil) != wrong {
			t.Errorf("%q: %v", name, err)
		}
	}
}
