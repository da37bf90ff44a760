package otherprograms_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"parvis/internal/exchange/table"
	"parvis/internal/exchange/workbook"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// TestAnotherProgramReadsWhatIsWritten asks an independent reader, which knows far more of the format.
func TestAnotherProgramReadsWhatIsWritten(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "L’été d'Anna", []workbook.Column{{Heading: "Nom", Width: 30}, {Heading: "Le <jour> & l’heure", Width: 12.5}})
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
	b, err := workbook.Read(out.Bytes(), workbook.Options{})
	must(err)
	var got []string
	for _, r := range b.Rows {
		got = append(got, fmt.Sprintf("%d: %s", r.Number, strings.Join(r.Cells, "|")))
	}
	if want := []string{"1: Nom|Jour|Surface|Actif|Taux|Heure", "2: Salle <haute>|13/06/2025|120,5|VRAI|50\u00a0%|09:00", "4: Grande salle||=C2*2"}; !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if !slices.Equal(b.Merged, []workbook.Area{{FirstRow: 4, FirstColumn: 1, LastRow: 5, LastColumn: 1}}) || len(b.Faults) != 1 || len(b.Notes) != 2 {
		t.Errorf("%+v", b)
	}
	protected, err := excelize.Encrypt(out.Bytes(), &excelize.Options{Password: "secret"})
	must(err)
	if p := workbook.Foreign(protected); p == nil || !strings.Contains(p.Text, "mot de passe") {
		t.Errorf("with a password: %v", p)
	}
}

// hall is a row of a table with each kind of cell.
type hall struct {
	name    string
	seated  int
	surface float64
	since   workcal.Date
	active  bool
}

var halls = table.Table[hall]{Name: "Espaces", Columns: []table.Column[hall]{
	{Name: "nom", Label: "Nom", Required: true, Cell: func(h hall) table.Cell { return table.Text(h.name) },
		Read: func(h *hall, text string) error { h.name = text; return nil }},
	{Name: "assises", Label: "Places assises", Cell: func(h hall) table.Cell {
		if h.seated == 0 {
			return table.Cell{}
		}
		return table.Whole(h.seated)
	}, Read: func(h *hall, text string) (err error) { h.seated, err = written.Whole(text); return err }},
	{Name: "surface", Label: "Surface (m²)", Cell: func(h hall) table.Cell { return table.Decimal(h.surface) },
		Read: func(h *hall, text string) (err error) { h.surface, err = written.Decimal(text); return err }},
	{Name: "depuis", Label: "Depuis le", Cell: func(h hall) table.Cell { return table.Day(h.since) },
		Read: func(h *hall, text string) (err error) { h.since, _, err = written.Date(text, 0); return err }},
	{Name: "actif", Label: "Actif", Cell: func(h hall) table.Cell { return table.YesNo(h.active) },
		Read: func(h *hall, text string) (err error) { h.active, err = written.YesNo(text); return err }},
}}

func TestAnotherProgramFindsRealNumbersAndDaysInATable(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := halls.Write(&out, table.XLSX, []hall{{"Salle haute", 80, 120.5, workcal.Of(2019, 6, 13), true}, {name: "=1+1"}}); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&out)
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]struct {
		raw  string
		kind excelize.CellType
	}{
		"A2": {"Salle haute", excelize.CellTypeInlineString}, "B2": {"80", excelize.CellTypeUnset}, "C2": {"120.5", excelize.CellTypeUnset}, "D2": {"43629", excelize.CellTypeUnset},
		"E2": {"oui", excelize.CellTypeInlineString}, "A3": {"=1+1", excelize.CellTypeInlineString}, "B3": {"", excelize.CellTypeUnset},
	} {
		raw, err := f.GetCellValue("Espaces", at, excelize.Options{RawCellValue: true})
		kind, _ := f.GetCellType("Espaces", at)
		if raw != want.raw || kind != want.kind || err != nil {
			t.Errorf("%s: %q of type %d, %v; want %q of type %d", at, raw, kind, err, want.raw, want.kind)
		}
	}
}

// TestATableThatAnotherProgramSavedIsRead holds what people send: numbers as numbers, merged cells.
func TestATableThatAnotherProgramSavedIsRead(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	for at, value := range map[string]any{"A1": "NOM", "B1": "places_assises", "C1": "Surface (m²)", "D1": "Depuis le", "E1": "Actif",
		"A2": "Salle haute", "B2": 80, "C2": 120.5, "D2": workcal.Of(2019, 6, 13).Time(), "E2": true, "A3": "Cour", "B3": 7} {
		if err := f.SetCellValue("Sheet1", at, value); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell("Sheet1", "A3", "A4"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellValue("Sheet1", "B4", 8); err != nil {
		t.Fatal(err)
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		t.Fatal(err)
	}
	r, err := halls.Read(out.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if want := []hall{{"Salle haute", 80, 120.5, workcal.Of(2019, 6, 13), true}, {name: "Cour", seated: 7}}; !slices.Equal(r.Values(), want) {
		t.Errorf("%+v", r.Values())
	}
	if p := r.Problems(); len(p) != 1 || !strings.Contains(p[0].Text, "fusionnée avec la cellule A3") {
		t.Errorf("%v", p)
	}
}
