package table_test

import (
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/written"
)

func readWith(t testing.TB, data string, c intake.Choices) (*table.Reading[hall], intake.Report) {
	t.Helper()
	r, err := halls.ReadWith([]byte(data), c)
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Report()
}

// said writes each row of a report: its number, what becomes of it, its title, and its remarks.
func said(report intake.Report) string {
	var lines []string
	for _, row := range report.Rows {
		line := fmt.Sprintf("%d %s %q", row.Number, row.Outcome, row.Title)
		for _, r := range row.Remarks {
			line += fmt.Sprintf(" [%d %s %q %t] %s", r.Column, r.Heading, r.Cell, r.Waits, r.Text)
		}
		lines = append(lines, line)
	}
	return french.PlainSpaces(strings.Join(lines, "\n"))
}

func columns(report intake.Report) string {
	var all []string
	for _, c := range report.Columns {
		all = append(all, fmt.Sprintf("%d %s=%s %s", c.At, c.Heading, c.Role, strings.Join(c.Samples, "/")))
	}
	return strings.Join(all, "\n")
}

const people = "Espaces du musée;;;;\n\nSALLE;Places;Actif;Truc;\nSalle haute;80;oui;x;\nCour;beaucoup;;y;tiens\nGrenier;12;;x;\nsalle;;actif;;\n;;;;z\nTotal;92;;;\n"

func TestEachRowOfAReportHasOneOutcome(t *testing.T) {
	t.Parallel()
	r, report := readWith(t, people, intake.Choices{Columns: map[int]string{2: "assises"}, Out: []int{6}})
	want := `1 skipped "Espaces du musée" [0  "" false] Cette ligne précède les en-têtes.
3 skipped "SALLE" [0  "" false] Cette ligne porte les en-têtes.
4 created "Salle haute"
5 waits "Cour" [2 Places "beaucoup" true] « beaucoup » n’est pas un nombre, en chiffres et sans unité : écrivez par exemple 80.
6 skipped "Grenier" [0  "" false] Vous laissez cette ligne de côté.
7 skipped "salle" [0  "" false] Cette ligne répète les en-têtes.
8 skipped "z" [0  "" false] Cette ligne n’a rien dans les colonnes qui sont lues.
9 skipped "Total" [0  "" false] Cette ligne ressemble à un total : elle est laissée de côté. Prenez-la si ce n’en est pas un.`
	if got := said(report); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := columns(report); got != "1 SALLE=nom Salle haute/Cour/salle\n2 Places=assises 80/beaucoup/92\n3 Actif=actif oui/actif\n4 Truc=- x/y\n5 =- tiens/z" {
		t.Errorf("%s", got)
	}
	if report.Encoding != "UTF-8" || report.Separator != ";" || report.Heading != 3 || len(report.Roles) != 6 || report.Roles[1] != (intake.Role{Name: "assises", Label: "Capacité assise"}) || report.Ready() {
		t.Errorf("%+v", report)
	}
	r.Refuse(0, fault.Problems{{Field: "notes", Sentence: "Vides."}, {Field: "", Sentence: "Rien."}})
	if got := said(r.Report()); !strings.Contains(got, `4 waits "Salle haute" [0 Notes "" true] Vides. [0  "" true] Rien.`) {
		t.Errorf("%s", got)
	}
}

func TestACorrectionMendsARow(t *testing.T) {
	t.Parallel()
	r, report := readWith(t, people, intake.Choices{Columns: map[int]string{2: "assises"}, Cells: map[string]string{intake.At(5, 2): "40"}})
	if report.Count(intake.Waits) != 0 || !report.Ready() || r.Rows[1].Value.Seated != 40 {
		t.Errorf("%s", said(report))
	}
}

func TestColumnsThatCannotBeToldAreChosen(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		data    string
		choices intake.Choices
		want    string // of the row of headings, then how many wait
		missing []string
	}{
		"no name":              {"Intitulé;Notes\na;b\n", intake.Choices{}, "1 waits \"Intitulé\" [0  \"\" true] Aucune colonne n’est lue comme « Nom » : choisissez laquelle l’est.", []string{"Nom"}},
		"its name is chosen":   {"Intitulé;Notes\na;b\n", intake.Choices{Columns: map[int]string{1: "nom"}}, "", nil},
		"two names":            {"Nom;Notes;Salle\na;b;c\n", intake.Choices{}, "1 waits \"Nom\" [3 Salle \"Salle\" true] Les colonnes A et C sont toutes deux lues comme « Nom » : choisissez ce qu’est celle-ci, ou laissez-la de côté.", nil},
		"one is left aside":    {"Nom;Notes;Salle\na;b;c\n", intake.Choices{Columns: map[int]string{3: intake.Aside}}, "", nil},
		"the other is chosen":  {"Nom;Notes;Salle\na;b;c\n", intake.Choices{Columns: map[int]string{3: "nom"}}, "", nil},
		"two are chosen":       {"x;y\na;b\n", intake.Choices{Columns: map[int]string{1: "nom", 2: "nom"}}, "1 waits \"x\" [2 y \"y\" true] Les colonnes A et B sont toutes deux lues comme « Nom » : choisissez ce qu’est celle-ci, ou laissez-la de côté.", nil},
		"a name is put aside":  {"Nom;Notes\na;b\n", intake.Choices{Columns: map[int]string{1: intake.Aside}}, "1 waits \"Nom\" [0  \"\" true] Aucune colonne n’est lue comme « Nom » : choisissez laquelle l’est.", []string{"Nom"}},
		"no headings at all":   {"Titre\n;a;b;c\n", intake.Choices{}, "2 waits \"a\" [0  \"\" true] Aucune colonne n’est lue comme « Nom » : choisissez laquelle l’est.", []string{"Nom"}},
		"another row":          {"Nom;Notes\nx;y\na;b\n", intake.Choices{Heading: 2, Columns: map[int]string{1: "nom"}}, "", nil},
		"a row that is not":    {"Nom;Notes\na;b\n", intake.Choices{Heading: 7}, "", nil},
		"a role that is not":   {"Nom;Notes\na;b\n", intake.Choices{Columns: map[int]string{1: "tenus", 2: "x", 7: "y", 900: "nom", -3: "nom"}}, "", nil},
		"a column without one": {"Nom\na;b\n", intake.Choices{Columns: map[int]string{2: "notes"}, Separator: ";"}, "", nil},
	} {
		r, report := readWith(t, c.data, c.choices)
		var waits []string
		for _, row := range report.Rows {
			if row.Outcome == intake.Waits {
				waits = append(waits, said(intake.Report{Rows: []intake.Row{row}}))
			}
		}
		if got := strings.Join(waits, "\n"); got != c.want || !slices.Equal(r.Missing, c.missing) {
			t.Errorf("%s: %s, missing %q", name, got, r.Missing)
		}
	}
	r, _ := readWith(t, "Nom;Notes;Salle\na;b;c\n", intake.Choices{Columns: map[int]string{3: "nom"}})
	if r.Rows[0].Value.Name != "c" || french.PlainSpaces(r.Notes[0]) != "Vous laissez ces colonnes de côté : « Nom » (A)." {
		t.Errorf("%+v, %q", r.Rows[0].Value, r.Notes)
	}
}

func TestHeadingsThatNobodyKnowsWaitEvenIfNoneIsRequired(t *testing.T) {
	t.Parallel()
	loose := classes
	loose.Columns = slices.Clone(classes.Columns)
	loose.Columns[1].Required = false
	r, err := loose.ReadWith([]byte("x;y\na;b\n"), intake.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	if report := r.Report(); report.Count(intake.Waits) != 1 {
		t.Errorf("%+v", report)
	}
	if r, err = loose.ReadWith([]byte("x;y\na;b\n"), intake.Choices{Columns: map[int]string{1: "ecole"}}); err != nil {
		t.Fatal(err)
	}
	if report := r.Report(); !report.Ready() {
		t.Errorf("%+v", report)
	}
}

func TestACoveredCellIsProposedWhatCoversIt(t *testing.T) {
	t.Parallel()
	_, report := readWith(t, string(packed(t, inline([]string{"Nom", "Notes"}, []string{"Cour", "a"}, []string{"", "b"})+`<mergeCells><mergeCell ref="A2:A3"/></mergeCells>`, "")), intake.Choices{})
	if m := report.Rows[2].Remarks; len(m) != 1 || m[0].Proposal != "Cour" || !m[0].Waits {
		t.Errorf("%+v", m)
	}
}

func TestAWorkbookReportsItsSheets(t *testing.T) {
	t.Parallel()
	_, report := readWith(t, string(packed(t, inline([]string{"Nom"}, []string{"a"}), "")), intake.Choices{})
	if report.Encoding != "" || report.Sheet != "Feuil1" || !slices.Equal(report.Sheets, []string{"Feuil1"}) || !report.Ready() {
		t.Errorf("%+v", report)
	}
}

// class is a row of a school's classes.
type class struct {
	UAI, School string
	Pupils      int
}

var classes = table.Table[class]{Name: "Classes", Columns: []table.Column[class]{
	{Name: "uai", Label: "UAI", Cell: func(c class) table.Cell { return table.Text(c.UAI) }, Read: func(c *class, text string) error { c.UAI = text; return nil }},
	{Name: "ecole", Label: "Établissement", Required: true, Cell: func(c class) table.Cell { return table.Text(c.School) }, Read: func(c *class, text string) error { c.School = text; return nil }},
	{Name: "eleves", Label: "Effectif", Cell: func(c class) table.Cell { return table.Whole(c.Pupils) }, Read: func(c *class, text string) (err error) { c.Pupils, err = written.Whole(text); return err }},
}}

// TestAUnicodeTextOfExcelIsRead reads what Excel calls « Texte Unicode »: UTF-16, tabs, and a last row of sums.
func TestAUnicodeTextOfExcelIsRead(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("testdata/classes.txt")
	if err != nil {
		t.Fatal(err)
	}
	r, err := classes.ReadWith(data, intake.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	report := r.Report()
	if report.Encoding != "UTF-16" || report.Separator != "\t" || report.Heading != 1 || len(report.Columns) != 9 {
		t.Errorf("%+v", report)
	}
	want := `1 skipped "UAI" [0  "" false] Cette ligne porte les en-têtes.
2 created "École Exemple A"
3 waits "Collège Exemple B" [4 Effectif "24 + 2 AESH" true] « 24 + 2 AESH » n’est pas un nombre, en chiffres et sans unité : écrivez par exemple 80.
4 waits "Collège Exemple C" [4 Effectif "26 et 25" true] « 26 et 25 » n’est pas un nombre, en chiffres et sans unité : écrivez par exemple 80.
5 created "Lycée Exemple D"
6 created "Lycée Exemple E"
7 created "IME Exemple F"
8 created "Ecole exemple A"
9 skipped "131" [0  "" false] Cette ligne est un total.`
	if got := said(report); got != want {
		t.Errorf("%s", got)
	}
}

func TestATotalIsNoValueUnlessItCouldBeOne(t *testing.T) {
	t.Parallel()
	for rows, want := range map[string]string{
		"\tA\t3\n\tTotal\t3":           "skipped", // or a school of that name: see below
		"\tA\t3\nTotal\t\t3":           "skipped",
		"\tA\t3\nTotal : 1 classe\t\t": "skipped",
		"\tA\t3\nTotal\tpar jour\t3":   "created",
		"\tA\t3\n\t\t3":                "skipped",
		"\tA\t3\n0999001W\t\t3":        "created", // the room asks for its name
	} {
		r, err := classes.ReadWith([]byte("UAI\tÉtablissement\tEffectif\n"+rows+"\n"), intake.Choices{})
		if err != nil {
			t.Fatal(err)
		}
		all := r.Report().Rows
		if got := string(all[len(all)-1].Outcome); got != want || len(all) != 3 {
			t.Errorf("%q: %s of %d", rows, got, len(all))
		}
	}
}

// TestARowThatLooksLikeATotalMayBeTaken: a school may have that name.
func TestARowThatLooksLikeATotalMayBeTaken(t *testing.T) {
	t.Parallel()
	data := []byte("UAI\tÉtablissement\tEffectif\n\tA\t3\n\tTotal\t3\nTotal\t\t3\n")
	r, err := classes.ReadWith(data, intake.Choices{})
	if err != nil {
		t.Fatal(err)
	}
	report := r.Report()
	if may, sure := report.Row(3), report.Row(4); may.Outcome != intake.Skipped || !may.MayTake || sure.MayTake || len(r.Rows) != 1 {
		t.Errorf("%+v", report.Rows)
	}
	if r, err = classes.ReadWith(data, intake.Choices{In: []int{3}}); err != nil {
		t.Fatal(err)
	}
	report = r.Report()
	if taken := report.Row(3); taken.Outcome != intake.Created || len(taken.Remarks) > 0 || len(r.Rows) != 2 {
		t.Errorf("%+v", taken)
	}
	if r, err = classes.Read(data); err != nil || len(r.Rows) != 2 {
		t.Errorf("with nobody to ask: %+v, %v", r, err)
	}
}

// choices are some that a person may make about a file of a few rows, of which some make no sense.
func someChoices() *rapid.Generator[intake.Choices] {
	number := rapid.IntRange(-1, 8)
	text := rapid.SampledFrom([]string{"", " ", "12", "oui", "Nom", "=1", "#REF!", "Total"})
	return rapid.Custom(func(t *rapid.T) intake.Choices {
		c := intake.Choices{Columns: map[int]string{}, Cells: map[string]string{}}
		c.Separator = rapid.SampledFrom([]string{"", "", ";", ",", "x"}).Draw(t, "separator")
		c.Heading = rapid.SampledFrom([]int{0, 0, 0, 1, 3, 99}).Draw(t, "heading")
		for range rapid.IntRange(0, 2).Draw(t, "choices") {
			c.Columns[number.Draw(t, "column")] = rapid.SampledFrom([]string{intake.Aside, "nom", "assises", "tenus", "", "?"}).Draw(t, "role")
			c.Cells[intake.At(number.Draw(t, "row"), number.Draw(t, "at"))] = text.Draw(t, "cell")
			c.Out = append(c.Out, number.Draw(t, "out"))
		}
		return c
	})
}

func TestEveryRowIsAccountedForWhateverIsChosen(t *testing.T) {
	t.Parallel()
	cell := rapid.OneOf(rapid.SampledFrom([]string{"", "Nom", "Actif", "Capacité assise", "Total", "12", "oui", "a", "#REF!", "Truc"}), rapid.StringN(0, 5, 20))
	rapid.Check(t, func(rt *rapid.T) {
		var lines []string
		for range rapid.IntRange(1, 8).Draw(rt, "rows") {
			row := rapid.SliceOfN(cell, 1, 5).Draw(rt, "cells")
			lines = append(lines, `"`+strings.ReplaceAll(strings.Join(row, "\x01"), `"`, "")+`"`)
		}
		data := strings.ReplaceAll(strings.Join(lines, "\n"), "\x01", `";"`)
		checkReport(rt, []byte(data), someChoices().Draw(rt, "choices"))
	})
}

// checkReport holds that each row that is not empty has one outcome and that those that wait or are set
// aside say why.
func checkReport(t interface{ Fatalf(string, ...any) }, data []byte, c intake.Choices) {
	r, err := halls.ReadWith(data, c)
	if err != nil {
		if !fault.Is(err, fault.Invalid) {
			t.Fatalf("an error that says nothing: %v", err)
		}
		return
	}
	s, err := intake.Open(data, c, func(cell string) bool { return table.Known(halls, cell) }, intake.Bounds{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	var want, got []int
	if s.SepRow {
		want = append(want, 1)
	}
	for _, row := range s.Rows {
		want = append(want, row.Number)
	}
	report := r.Report()
	for _, row := range report.Rows {
		got = append(got, row.Number)
		for _, remark := range row.Remarks {
			if remark.Text == "" || remark.Waits && row.Outcome != intake.Waits {
				t.Fatalf("a remark that says nothing: %+v", row)
			}
		}
		if (row.Outcome == intake.Waits || row.Outcome == intake.Skipped) && len(row.Remarks) == 0 {
			t.Fatalf("nobody says why: %+v", row)
		}
	}
	if !slices.Equal(got, want) || report.Count(intake.Created)+report.Count(intake.Skipped)+report.Count(intake.Waits) != len(want) {
		t.Fatalf("rows %v are accounted for, of %v", got, want)
	}
	if report.Count(intake.Created) != len(r.Values()) {
		t.Fatalf("%d rows are created of %d values", report.Count(intake.Created), len(r.Values()))
	}
}

// TestWhatIsEmptyIsAsAboveWhereAColumnSaysSo: below a row that is left out too, not below headings that are repeated, a total, or nothing.
func TestWhatIsEmptyIsAsAboveWhereAColumnSaysSo(t *testing.T) {
	t.Parallel()
	type entry struct{ Day, Title string }
	read := func(of func(*entry) *string) func(*entry, string) error {
		return func(e *entry, text string) error {
			if text == "?" {
				return errors.New("Quel jour\u00a0?")
			}
			*of(e) = text
			return nil
		}
	}
	day, title := read(func(e *entry) *string { return &e.Day }), read(func(e *entry) *string { return &e.Title })
	entries := table.Table[entry]{Name: "Jours", Columns: []table.Column[entry]{{Name: "jour", Label: "Jour", Required: true, Read: day, Down: func(e *entry, text string) error { return day(e, text) }}, {Name: "titre", Label: "Titre", Read: title}}}
	r, err := entries.ReadWith([]byte("Jour;Titre\n;rien au-dessus\nlundi;a\n;b\nmardi;c\n;d\nJour;Titre\n;e\nTotal;12\n;f\n?;g\n;h\n"), intake.Choices{Out: []int{5}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, row := range r.Rows {
		got = append(got, fmt.Sprintf("%d %s %s %d", row.Number, row.Value.Day, row.Value.Title, len(row.Problems)))
	}
	if want := "2  rien au-dessus 0|3 lundi a 0|4 lundi b 0|6 mardi d 0|8 mardi e 0|10 mardi f 0|11  g 1|12  h 1"; strings.Join(got, "|") != want {
		t.Errorf("%s\nwant\n%s", strings.Join(got, "|"), want)
	}
}
