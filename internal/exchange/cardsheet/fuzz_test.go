package cardsheet_test

import (
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/cardsheet"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/fault"
)

// holdOutcomes: every row that is not empty has one outcome, one that does not go in says why, and the cards are
// those that go in or wait.
func holdOutcomes(t rapid.TB, data []byte, c intake.Choices) {
	r, err := cardsheet.Read(data, cardsheet.Options{Choices: c, Today: today})
	if err != nil {
		if !fault.Is(err, fault.Invalid) || fault.SentenceOf(err) == "" {
			t.Fatalf("an error that says nothing: %v", err)
		}
		return
	}
	source, err := intake.Open(data, c, nil, intake.Bounds{})
	if err != nil {
		t.Fatal(err)
	}
	if c.Separator == "" && source.Separator != r.Report.Separator { // it is found by the headings that are known
		c.Separator = r.Report.Separator
		if source, err = intake.Open(data, c, nil, intake.Bounds{}); err != nil {
			return
		}
	}
	filled := len(source.Rows)
	if source.SepRow {
		filled++
	}
	if len(r.Report.Rows) != filled {
		t.Fatalf("%d outcomes of %d rows", len(r.Report.Rows), filled)
	}
	in := map[int]bool{}
	for _, c := range r.Cards {
		row := r.Report.Row(c.Row)
		if row == nil || in[c.Row] || c.Waits != (row.Outcome == intake.Waits) || row.Outcome == intake.Skipped {
			t.Fatalf("card of row %d, %+v", c.Row, row)
		}
		in[c.Row] = true
		if c.With >= c.Row || c.With != 0 && !in[c.With] {
			t.Fatalf("row %d is with row %d", c.Row, c.With)
		}
		if !c.Waits && c.Called() == "" {
			t.Fatalf("row %d goes in without a name", c.Row)
		}
	}
	last := 0
	for _, row := range r.Report.Rows {
		if row.Number <= last {
			t.Fatalf("row %d after %d", row.Number, last)
		}
		last = row.Number
		if row.Outcome != intake.Created && row.Outcome != intake.Changed && (len(row.Remarks) == 0 || row.Remarks[0].Text == "") {
			t.Fatalf("row %d is %s without a word", row.Number, row.Outcome)
		}
		for _, m := range row.Remarks {
			if !utf8.ValidString(m.Text + m.Proposal + row.Title) {
				t.Fatalf("row %d: %q", row.Number, m.Text)
			}
		}
		if (row.Outcome == intake.Created || row.Outcome == intake.Changed) && !in[row.Number] {
			t.Fatalf("row %d is %s and no card", row.Number, row.Outcome)
		}
	}
	n := 0
	for _, g := range cards.Whole(r.Cards) {
		n += len(g.Rows)
	}
	for _, c := range r.Cards {
		if c.Waits {
			n++
		}
	}
	if n != len(r.Cards) {
		t.Fatalf("%d cards are put together of %d", n, len(r.Cards))
	}
}

func FuzzRead(f *testing.F) {
	data, err := os.ReadFile("testdata/relais.csv")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(data, "", "sans", uint8(0))
	f.Add([]byte("sep=;\nStructure;Contact;Tél / mail\nA;Zoé X et Luc Y;01 99 00 00 01 - a@example.org\n"), "laisser", "", uint8(2))
	f.Add([]byte("Structure,Date,Canal,Objet,Suite\nA,12/03/25,RDV,x,\nA,févr-25,,y,\n"), "prendre", "sans", uint8(3))
	f.Add([]byte("STRUCTURE\t\tCONTACT\nNom\tCP Ville\tNom\tPrénom\nA\t92000 X\tB\tC\n"), "", "", uint8(4))
	f.Fuzz(func(t *testing.T, data []byte, tests, bad string, out uint8) {
		if len(data) > 4096 {
			return
		}
		holdOutcomes(t, data, intake.Choices{Out: []int{int(out)}, Answers: map[string]string{cardsheet.AskTests: tests, cardsheet.AskBad: bad, cards.AskAlike(3): bad}})
	})
}

func TestEveryRowHasOneOutcomeWhateverIsChosen(t *testing.T) {
	t.Parallel()
	names := []string{"Structure", "Contact", "Nom", "Prénom", "Tél", "Mail", "CP", "Ville", "Type", "Date", "Objet", "Remarques", "SIRET", "Truc", "Civ", "QPV", "Coordonnées", ""}
	cells := []string{"", "", "", "CSC Test", "CENTRE SOCIO-CULTUREL TEST", "Zoé MARTIN-X", "MARTIN-X Zoé / EX Luc", "0199000001", "199000002 / 0199000003", "a@example.org", "a@example,org", "test@test", "92000", "1000", "Nanterre",
		"NANTERRE CEDEX", "12/03/25", "févr-25", "45717", "31/02/2025", "9,99E+13", "NC", "-", "Total : 3", "ASSO", "RDV", "=1+1", "#REF!", "00 00 00 00 00", "aaa", "MAJ le 1", "Mme"}
	rapid.Check(t, func(t *rapid.T) {
		wide := rapid.IntRange(1, 6).Draw(t, "wide")
		line := func(from []string) string {
			return strings.Join(rapid.SliceOfN(rapid.SampledFrom(from), wide, wide).Draw(t, "line"), ";")
		}
		lines := []string{line(names)}
		for range rapid.IntRange(0, 12).Draw(t, "rows") {
			lines = append(lines, line(cells))
		}
		c := intake.Choices{Separator: ";", Answers: map[string]string{}, Columns: map[int]string{}, Cells: map[string]string{}}
		for _, a := range []string{cardsheet.AskTests, cardsheet.AskBad, cards.AskAlike(2), cards.AskAlike(3), cards.AskAlike(4), cards.AskAlike(5), cards.AskOthers} {
			c.Answers[a] = rapid.SampledFrom([]string{"", "sans", "laisser", "prendre", cards.Join, cards.Apart, "?"}).Draw(t, a)
		}
		c.Heading = rapid.SampledFrom([]int{0, 0, 1, 2, 40}).Draw(t, "heading")
		c.Columns[rapid.IntRange(0, 8).Draw(t, "column")] = rapid.SampledFrom([]string{"structure", "contact", "tel", "mail", intake.Aside, "?", ""}).Draw(t, "role")
		c.Out = rapid.SliceOfN(rapid.IntRange(1, 12), 0, 3).Draw(t, "out")
		c.In = rapid.SliceOfN(rapid.IntRange(1, 12), 0, 3).Draw(t, "in")
		c.Cells[intake.At(rapid.IntRange(1, 12).Draw(t, "row"), rapid.IntRange(1, 7).Draw(t, "at"))] = rapid.SampledFrom(cells).Draw(t, "cell")
		holdOutcomes(t, []byte(strings.Join(lines, "\n")), c)
	})
}

func TestWhatIsReadHoldsNoFormula(t *testing.T) {
	t.Parallel()
	r := read(t, "Structure;Observations\n'=A;'=1+1\n", intake.Choices{})
	if o := r.Cards[0].Organisation; o.Name != "=A" || o.Notes != "=1+1" || sheet.Protect(o.Notes) == o.Notes {
		t.Errorf("%+v", o)
	}
}
