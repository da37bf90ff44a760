package workbook_test

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
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

// TestAnotherProgramReadsWhatIsWritten asks an independent reader, which knows far more of the format.
func TestAnotherProgramReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "L’été d'Anna", two)
	w.Text("=1+1")
	w.Day(workcal.Of(2025, 6, 13))
	w.EndRow()
	w.Text(" a\n<b> & \v_x0041_ ")
	w.Number(120.5)
	w.EndRow()
	w.Skip()
	w.Number(-3)
	w.EndRow()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	const name = "L’été d'Anna"
	if got := f.GetSheetList(); !slices.Equal(got, []string{name}) {
		t.Errorf("sheets %q", got)
	}
	for _, c := range []struct {
		at, raw string
		kind    excelize.CellType
	}{
		{"A1", "Nom", excelize.CellTypeInlineString}, {"B1", "Le <jour> & l’heure", excelize.CellTypeInlineString},
		{"A2", "=1+1", excelize.CellTypeInlineString}, {"B2", "45821", excelize.CellTypeUnset},
		{"A3", " a\n<b> & \v_x0041_ ", excelize.CellTypeInlineString}, {"B3", "120.5", excelize.CellTypeUnset},
		{"A4", "", excelize.CellTypeUnset}, {"B4", "-3", excelize.CellTypeUnset},
	} {
		raw, err := f.GetCellValue(name, c.at, excelize.Options{RawCellValue: true})
		kind, _ := f.GetCellType(name, c.at)
		if raw != c.raw || kind != c.kind || err != nil {
			t.Errorf("%s: %q of type %d, %v; want %q of type %d", c.at, raw, kind, err, c.raw, c.kind)
		}
		if formula, err := f.GetCellFormula(name, c.at); formula != "" || err != nil {
			t.Errorf("%s is a formula: %q, %v", c.at, formula, err)
		}
	}
	style := func(at string) *excelize.Style {
		n, err := f.GetCellStyle(name, at)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(n)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	if !style("A1").Font.Bold || style("A2").Font.Bold || style("A2").NumFmt != 49 || style("B2").NumFmt != 14 || style("B3").NumFmt != 0 {
		t.Errorf("styles %+v, %+v, %+v", style("A1"), style("A2"), style("B2"))
	}
	if day, err := f.GetCellValue(name, "B2"); !strings.Contains(day, "13") || err != nil {
		t.Errorf("the day is shown as %q, %v", day, err)
	}
	panes, err := f.GetPanes(name)
	if err != nil || !panes.Freeze || panes.YSplit != 1 || panes.TopLeftCell != "A2" {
		t.Errorf("panes %+v, %v", panes, err)
	}
	if width, err := f.GetColWidth(name, "A"); width != 30 || err != nil {
		t.Errorf("width %v, %v", width, err)
	}
	names := map[string]string{}
	for _, n := range f.GetDefinedName() {
		names[n.Name] = n.RefersTo
	}
	if names["_xlnm._FilterDatabase"] != "'L’été d''Anna'!$A$1:$B$4" || names["_xlnm.Print_Titles"] != "'L’été d''Anna'!$1:$1" {
		t.Errorf("names %v", names)
	}
}

// TestWhatAnotherProgramWritesIsRead reads what an independent writer makes of the same values.
func TestWhatAnotherProgramWritesIsRead(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	must := func(err error) {
		if err != nil {
			t.Fatal(err)
		}
	}
	must(f.SetSheetRow("Sheet1", "A1", &[]any{"Nom", "Jour", "Surface", "Actif", "Taux", "Heure"}))
	must(f.SetSheetRow("Sheet1", "A2", &[]any{"Salle <haute>", workcal.Of(2025, 6, 13).Time(), 120.5, true, 0.5, nil}))
	day, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	must(err)
	percent, err := f.NewStyle(&excelize.Style{NumFmt: 9})
	must(err)
	code := `[$-40C]hh"h"mm`
	hour, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
	must(err)
	must(f.SetCellStyle("Sheet1", "B2", "B2", day))
	must(f.SetCellStyle("Sheet1", "E2", "E2", percent))
	must(f.SetCellValue("Sheet1", "F2", 0.375))
	must(f.SetCellStyle("Sheet1", "F2", "F2", hour))
	must(f.SetCellRichText("Sheet1", "A4", []excelize.RichTextRun{{Text: "Grande ", Font: &excelize.Font{Bold: true}}, {Text: "salle"}}))
	must(f.SetCellFormula("Sheet1", "C4", "C2*2"))
	must(f.MergeCell("Sheet1", "A4", "A5"))
	must(f.SetRowVisible("Sheet1", 4, false))
	_, err = f.NewSheet("Feuil2")
	must(err)
	must(f.SetCellValue("Feuil2", "B9", "autre"))
	out, err := f.WriteToBuffer()
	must(err)
	b := read(t, out.Bytes())
	if got := rows(b); !slices.Equal(got, []string{"1: Nom|Jour|Surface|Actif|Taux|Heure", "2: Salle <haute>|13/06/2025|120,5|VRAI|50\u00a0%|09:00", "4: Grande salle||=C2*2"}) {
		t.Errorf("%q", got)
	}
	if !slices.Equal(b.Merged, []workbook.Area{{4, 1, 5, 1}}) || len(b.Faults) != 1 || len(b.Notes) != 2 {
		t.Errorf("%+v", b)
	}
	protected, err := excelize.Encrypt(out.Bytes(), &excelize.Options{Password: "secret"})
	must(err)
	if p := workbook.Foreign(protected); p == nil || !strings.Contains(p.Text, "mot de passe") {
		t.Errorf("with a password: %v", p)
	}
}

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
