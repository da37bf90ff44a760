package calendar

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Closures is how closures are written as a file and read from one.
var Closures = table.Table[Closure]{Name: "Fermetures", Columns: []table.Column[Closure]{
	{Name: FieldClosureLabel, Label: "Fermeture", Aliases: []string{"Libellé", "Nom", "Motif", "Intitulé", "Quoi", "Événement"}, Required: true, Cell: func(c Closure) table.Cell { return table.Text(c.Label) },
		Read: func(c *Closure, text string) error { c.Label = french.OneLine(text); return nil }},
	{Name: FieldClosureFirst, Label: "Premier jour", Aliases: []string{"Début", "Du", "Date", "Jour", "Date de début"}, Required: true, Cell: func(c Closure) table.Cell { return table.Day(c.First) },
		Read: func(c *Closure, text string) (err error) { c.First, err = readDay(text); return err }},
	{Name: FieldClosureLast, Label: "Dernier jour", Aliases: []string{"Fin", "Au", "Date de fin"}, Cell: func(c Closure) table.Cell { return table.Day(c.Last) },
		Read: func(c *Closure, text string) (err error) { c.Last, err = readDay(text); return err }},
}}

// readDay reads a day with its year, written out or as Excel counts it.
func readDay(text string) (workcal.Date, error) {
	if day, ok := written.ExcelDay(text); ok {
		return day, nil
	}
	day, _, err := written.Date(text, 0)
	return day, err
}

// Import is how closures come from a spreadsheet. A row is the closure of the same days, or a new one.
func (r *Room) Import() imports.Kind { return importer{} }

type importer struct{}

// Name implements imports.Kind.
func (importer) Name() string { return "fermetures" }

// Check implements imports.Kind.
func (importer) Check(_ context.Context, _ postgres.Querier, by account.By, _ int64) (journal.Subject, error) {
	if err := visible(by); err != nil {
		return journal.Subject{}, err
	}
	return journal.Subject{Kind: journal.Calendar, Name: "Calendrier du service"}, CheckEdit(by)
}

// Hold implements imports.Kind.
func (importer) Hold(ctx context.Context, tx pgx.Tx, by account.By, _ int64) error {
	if err := CheckEdit(by); err != nil {
		return err
	}
	return lockClosures(ctx, tx)
}

// Read implements imports.Kind.
func (importer) Read(ctx context.Context, q postgres.Querier, _ account.By, _ int64, data []byte, c intake.Choices) (imports.Read, error) {
	kept, err := listClosures(ctx, q)
	if err != nil {
		return nil, err
	}
	read, err := Closures.ReadWith(data, c)
	if err != nil {
		return nil, err
	}
	in := &incoming{}
	in.judge(read, kept)
	return in, nil
}

// incoming is a file of closures beside those that are there.
type incoming struct {
	report intake.Report
	seen   strings.Builder
	rows   []Closure // to create, and with an id to rename
}

// Report implements imports.Read.
func (in *incoming) Report() *intake.Report { return &in.report }

// Seen implements imports.Read.
func (in *incoming) Seen() string { return in.seen.String() }

// judge compares the rows with the closures that are there.
func (in *incoming) judge(read *table.Reading[Closure], kept []Closure) {
	type days struct{ first, last workcal.Date }
	known := make(map[days]Closure, len(kept))
	for _, c := range kept {
		known[days{c.First, c.Last}] = c
		fmt.Fprint(&in.seen, c.ID, ".", c.Label, ".", c.First, ".", c.Last, " ")
	}
	rowOf := map[days]int{}
	for i := range read.Rows {
		row := &read.Rows[i]
		var broken fault.Problems
		c := &row.Value
		broken.Require(c.Label != "", FieldClosureLabel, "Donnez un nom à la fermeture.")
		broken.CheckText(FieldClosureLabel, c.Label, maxLabel)
		if len(row.Problems) == 0 {
			c.First, c.Last = checkAway(&broken, FieldClosureFirst, c.First, FieldClosureLast, c.Last)
		}
		if first, twice := rowOf[days{c.First, c.Last}]; twice && !c.First.IsZero() {
			broken.Add(FieldClosureFirst, fmt.Sprintf("La ligne %d dit déjà ces mêmes jours.", first))
		}
		rowOf[days{c.First, c.Last}] = row.Number
		read.Refuse(i, broken)
	}
	in.report = read.Report()
	others := besideOf(read, kept)
	for _, row := range read.Rows {
		if out := in.report.Row(row.Number); out.Outcome == intake.Created {
			in.settle(out, known[days{row.Value.First, row.Value.Last}], row.Value)
			if out.Outcome != intake.Same {
				others.remark(out, row.Value)
			}
		}
	}
}

// beside is what a closure of a file is compared with: the others, in the order of their first days, and public holidays.
type beside struct {
	spans    []span
	holidays map[int][]workcal.PublicHoliday // by year, once looked up
}

// span is a closure that is kept, or one of a file.
type span struct {
	Closure
	row int // 0 for one that is kept
}

func besideOf(read *table.Reading[Closure], kept []Closure) beside {
	all := make([]span, 0, len(kept)+len(read.Rows))
	for _, c := range kept {
		all = append(all, span{c, 0})
	}
	for _, row := range read.Rows {
		if c := row.Value; !c.First.IsZero() && c.First <= c.Last {
			all = append(all, span{c, row.Number})
		}
	}
	slices.SortStableFunc(all, func(a, b span) int { return cmp.Compare(a.First, b.First) })
	return beside{all, map[int][]workcal.PublicHoliday{}}
}

// remark says of a row that goes in which other closure has some of its days, and that its day is a public holiday anyway.
func (b beside) remark(row *intake.Row, c Closure) {
	from, _ := slices.BinarySearchFunc(b.spans, c.First-maxAway, func(o span, first workcal.Date) int { return cmp.Compare(o.First, first) })
	for _, o := range b.spans[from:] {
		if o.First > c.Last {
			break
		}
		if o.Last < c.First || o.First == c.First && o.Last == c.Last {
			continue
		}
		where := "qui est déjà là"
		if o.row > 0 {
			where = fmt.Sprintf("à la ligne %d", o.row)
		}
		row.Remarks = append(row.Remarks, intake.Remark{Text: "Cette fermeture a des jours en commun avec " + french.Quote(o.Label) + " (" + workcal.FrenchRange(o.First, o.Last) + "), " + where + "."})
		break
	}
	if c.First != c.Last {
		return
	}
	year := c.First.Year()
	if b.holidays[year] == nil {
		b.holidays[year] = workcal.PublicHolidays(year, false)
	}
	for _, h := range b.holidays[year] {
		if h.Date == c.First {
			row.Remarks = append(row.Remarks, intake.Remark{Text: "Ce jour est férié (" + h.Name + ")\u00a0: le service y est fermé de toute façon."})
			break
		}
	}
}

// importFields lists what an import tells of a closure: its name too, which nothing else may have changed.
var importFields = append(field.List[Closure]{{Name: FieldClosureLabel, Label: "Fermeture", Value: func(c Closure) string { return c.Label }}}, daysOffFields...)

// settle says what a row that goes in does.
func (in *incoming) settle(row *intake.Row, before, c Closure) {
	row.Title, row.Changes = c.Label, importFields.Changes(before, c)
	switch {
	case before.ID == 0:
	case before.Label == c.Label:
		row.Outcome = intake.Same
		return
	default:
		row.Outcome = intake.Changed
	}
	c.ID = before.ID
	in.rows = append(in.rows, c)
}

// written is how many closures are written at a time.
const writtenAtOnce = 500

// Apply implements imports.Read.
func (in *incoming) Apply(ctx context.Context, tx pgx.Tx, by account.By, past func(int)) error {
	did := by.Did(journal.FromSheet, Subject, imports.Counts(&in.report, "Fermetures créées", "Fermetures modifiées")...)
	if err := changed(ctx, tx, did); err != nil {
		return err
	}
	for done := 0; done < len(in.rows); {
		next := min(done+writtenAtOnce, len(in.rows))
		if err := writeClosures(ctx, tx, by, in.rows[done:next]); err != nil {
			return err
		}
		done = next
		past(done)
	}
	return nil
}
