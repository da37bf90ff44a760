package xlsform_test

import (
	"bytes"
	"strconv"
	"testing"
	"time"

	"parvis/internal/exchange/workbook"
	"parvis/internal/exchange/xlsform"
)

// The largest file that is read takes no longer than somebody waits, and says no more than a page shows.
func TestALargeFileIsReadInTime(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	columns := func(names ...string) (list []workbook.Column) {
		for _, n := range names {
			list = append(list, workbook.Column{Heading: n})
		}
		return list
	}
	w := workbook.NewWriter(&out, "survey", columns("type", "name", "label::Français (fr)", "relevant", "appearance", "default"))
	for i := range xlsform.MostRows + 100 {
		for _, cell := range []string{"select_one l" + strconv.Itoa(i%7), "q" + strconv.Itoa(i), "**Question** _un_ [peu](longue)", "${q0} = 'c1' and not(${q1} != 'c2')", "minimal", "3"} {
			w.Text(cell)
		}
		w.EndRow()
	}
	w.NextSheet("choices", columns("list_name", "name", "label::Français (fr)", "image", "filtre"))
	for i := range xlsform.MostChoices + 100 {
		for _, cell := range []string{"l" + strconv.Itoa(i/30), "c" + strconv.Itoa(i) + " é", "Réponse **" + strconv.Itoa(i) + "**", "a.png", "x"} {
			w.Text(cell)
		}
		w.EndRow()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	before := time.Now()
	read := mustRead(t, out.Bytes())
	if took := time.Since(before); took > time.Minute {
		t.Errorf("%d kB took %v", out.Len()/1024, took)
	} else {
		t.Logf("%d kB took %v", out.Len()/1024, took)
	}
	if len(read.Notes) > 310 || len(read.Left) > xlsform.MostRows+510 {
		t.Errorf("%d notes, %d listed", len(read.Notes), len(read.Left))
	}
}
