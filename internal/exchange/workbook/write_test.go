package workbook_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/workbook"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

var two = []workbook.Column{{Heading: "Nom", Width: 30}, {Heading: "Le <jour> & l’heure", Width: 12.5}}

func TestAWorkbookIsReadAsItWasWritten(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(rt *rapid.T) {
		var out bytes.Buffer
		w := workbook.NewWriter(&out, "L’atelier d'été", two)
		want := []string{"Nom|" + two[1].Heading}
		for range rapid.IntRange(0, 5).Draw(rt, "rows") {
			if rapid.IntRange(0, 9).Draw(rt, "blank") == 0 {
				w.EndRow()
				continue
			}
			text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("_xX0D41\t\n\r\v\x00\x7f\ufffe&<>\"' =")))).Draw(rt, "text")
			// What stands for nothing is no text of a database.
			text = strings.ToValidUTF8(strings.ReplaceAll(text, "\x00", "_x0000_"), "")
			second := ""
			w.Text("." + text)
			switch rapid.IntRange(0, 3).Draw(rt, "kind") {
			case 0:
				x := float64(rapid.IntRange(-999_999_999, 999_999_999).Draw(rt, "number")) / 1000
				w.Number(x)
				second = written.NumberText(x)
			case 1:
				d := workcal.Date(rapid.Int32Range(int32(workcal.MinDate), int32(workcal.MaxDate)).Draw(rt, "day"))
				w.Day(d)
				second = written.DayText(d)
			case 2:
				w.Skip()
			case 3:
				w.Text("")
			}
			w.EndRow()
			want = append(want, strings.TrimSuffix("."+lineEnds.Replace(text)+"|"+second, "|"))
		}
		if err := w.Close(); err != nil {
			rt.Fatal(err)
		}
		b, err := workbook.Read(out.Bytes(), workbook.Options{})
		if err != nil {
			rt.Fatal(err)
		}
		var got []string
		for _, r := range b.Rows {
			got = append(got, strings.Join(r.Cells, "|"))
		}
		if !slices.Equal(got, want) || b.Sheet != "L’atelier d'été" || len(b.Notes) > 0 {
			rt.Fatalf("%q (%v)\nwant %q", got, b.Notes, want)
		}
	})
}

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// full fails after some bytes, like a connection that somebody left.
type full struct{ left int }

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, io.ErrShortWrite
	}
	return len(p), nil
}

func TestTheFirstErrorOfWritingIsThatOfClose(t *testing.T) {
	t.Parallel()
	for left := range 60 {
		w := workbook.NewWriter(&full{left * 50}, "Espaces", two)
		for range 200 {
			w.Text("Salle")
			w.Number(1)
			w.EndRow()
		}
		if err := w.Close(); left < 40 && !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("after %d bytes: %v", left*50, err)
		}
	}
	for _, name := range []string{"", "a/b", "'a", strings.Repeat("a", 32)} {
		if workbook.NewWriter(io.Discard, name, two).Close() == nil {
			t.Errorf("a sheet is called %q", name)
		}
	}
	if workbook.NewWriter(io.Discard, "a", nil).Close() == nil {
		t.Error("a sheet has no column")
	}
}
