package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
)

// asWorkbook writes the rows of a CSV as those of a workbook, each where it was.
func asWorkbook(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	table, err := sheet.Read(f, sheet.Options{})
	if err != nil {
		t.Fatal(err)
	}
	rows := map[int][]string{}
	last, wide := 1, 1
	for _, row := range table.Rows {
		rows[row.Number], last, wide = row.Cells, row.Number, max(wide, len(row.Cells))
	}
	columns := make([]workbook.Column, wide)
	for i, c := range rows[1] {
		columns[i].Heading = c
	}
	var out bytes.Buffer
	w := workbook.NewWriter(&out, "Feuil1", columns)
	for number := 2; number <= last; number++ {
		for _, c := range rows[number] {
			w.Text(c)
		}
		w.EndRow()
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestAWorkbookIsPlannedAsTheSameCSV plans each table that people keep, as one and as the other.
func TestAWorkbookIsPlannedAsTheSameCSV(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("testdata/plan/*/expected.csv")
	if err != nil || len(folders) < 30 {
		t.Fatalf("only %d cases, %v", len(folders), err)
	}
	for _, expected := range folders {
		dir := filepath.Dir(expected)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			input := filepath.Join(dir, "input.csv")
			path := filepath.Join(t.TempDir(), "taches.xlsx")
			if err := os.WriteFile(path, asWorkbook(t, input), 0o600); err != nil {
				t.Fatal(err)
			}
			options := strings.Fields(readLines(t, filepath.Join(dir, "command.txt"))[0])
			var plans [2]struct{ Tasks []map[string]any }
			for i, file := range []string{input, path} {
				out, _, said, code := runPlan(t, "", append(append([]string{file}, options...), "--json")...)
				if err := json.Unmarshal([]byte(out), &plans[i]); err != nil || code != 0 || len(plans[i].Tasks) == 0 {
					t.Fatalf("%s: exit %d, %s, %v", file, code, said, err)
				}
			}
			if !reflect.DeepEqual(plans[0], plans[1]) {
				t.Errorf("as a workbook: %v\nas a CSV: %v", plans[1], plans[0])
			}
		})
	}
}

func TestAWorkbookThatCannotBeReadIsRefused(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ data, says string }{
		"cut short": {"PK\x03\x04abc", "Ce classeur est abîmé"},
		"a PDF":     {"%PDF-1.7", "n’est pas un tableau en texte"},
	} {
		path := filepath.Join(t.TempDir(), "taches.xlsx")
		if err := os.WriteFile(path, []byte(c.data), 0o600); err != nil {
			t.Fatal(err)
		}
		out, _, said, code := runPlan(t, "", path, "--event", "13/06/2025")
		if code != 2 || out != "" || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d, %q", name, code, said)
		}
	}
}
