package cardsheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/cards"
	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// The bounds of a file.
const (
	MostRows    = 20_000
	MostColumns = 100 // that may hold something
	MostBytes   = 5 << 20
)

// Options is what a person decided, and what day it is.
type Options struct {
	Choices intake.Choices
	Today   workcal.Date // near which a day without a year is; zero asks for years
}

// Reading is a sheet about partners as far as it could be read.
type Reading struct {
	Cards  []cards.Card  // in the order of the file; those that wait too
	Report intake.Report // rows of cards wait, are created, or change the organisation of an earlier row
}

// Read reads a sheet about partners from its bytes, CSV or XLSX, for somebody who is asked about what cannot be
// read. Its error is a fault.Invalid that says why nothing can be read at all.
func Read(data []byte, o Options) (*Reading, error) {
	source, err := intake.Open(data, o.Choices, knownHeading, intake.Bounds{Bytes: MostBytes, Rows: MostRows, Columns: MostColumns})
	if err != nil {
		return nil, err
	}
	if source.Cut > 0 {
		return nil, fault.New(fault.Invalid, "Ce tableau compte plus de 20\u202f000 lignes. Importez-le en plusieurs fois.", nil)
	}
	if len(source.Rows) == 0 { // a first line « sep=; » and nothing else
		return nil, fault.New(fault.Invalid, "Ce fichier est vide.", nil)
	}
	r := &reader{options: o, choices: o.Choices, source: source, remarks: map[int][]intake.Remark{}, skipped: map[int]string{}, mayTake: map[int]bool{}}
	r.findHeadings()
	if err := source.Cover(source.Rows[r.heading].Number+1, len(r.columns)); err != nil {
		return nil, err
	}
	for _, row := range r.body() {
		r.read(row)
	}
	return &Reading{Report: r.report(), Cards: r.cards}, nil
}

// reader reads one file.
type reader struct {
	options  Options
	choices  intake.Choices
	source   *intake.Source
	heading  int // place of the row of headings
	second   int // number of the row beside it that completes it; 0 for none
	headings []string
	columns  []column
	cards    []cards.Card
	remarks  map[int][]intake.Remark
	skipped  map[int]string // by row, why
	mayTake  map[int]bool
	notes    []string
	bad      []int // rows with cells that cannot be read
	tests    []int // rows that look like tests
	before   string
}

// body gives the rows below the headings.
func (r *reader) body() []sheet.Row {
	rows := r.source.Rows[r.heading+1:]
	if len(rows) > 0 && rows[0].Number == r.second {
		return rows[1:]
	}
	return rows
}

// wait says that a row cannot go in before something is mended, its place counted from 0; -1 is the whole row.
func (r *reader) wait(row, at int, text, proposal string) {
	r.remark(row, at, intake.Remark{Text: text, Proposal: proposal, Waits: true})
}

func (r *reader) note(row, at int, text string) { r.remark(row, at, intake.Remark{Text: text}) }

// remark says something of a row, once.
func (r *reader) remark(row, at int, m intake.Remark) {
	if at >= 0 {
		m.Column = at + 1
		if at < len(r.columns) {
			m.Heading = r.columns[at].heading
		}
		if i, found := slices.BinarySearchFunc(r.source.Rows, row, func(s sheet.Row, n int) int { return s.Number - n }); found && at < len(r.source.Rows[i].Cells) {
			m.Cell = intake.Shown(r.source.Rows[i].Cells[at])
		}
	}
	if !slices.Contains(r.remarks[row], m) {
		r.remarks[row] = append(r.remarks[row], m)
	}
}

func waits(list []intake.Remark) bool {
	return slices.ContainsFunc(list, func(m intake.Remark) bool { return m.Waits })
}

// read takes a row below the headings: as a card, or with why it is none.
func (r *reader) read(row sheet.Row) {
	if why := r.source.Aside(row); why != "" {
		r.skipped[row.Number] = why
		return
	}
	if why, may := r.noCard(row); why != "" {
		if r.mayTake[row.Number] = may; !may || !slices.Contains(r.choices.In, row.Number) {
			r.skipped[row.Number] = why
			return
		}
	}
	e := &entry{reader: r, Row: row}
	e.card.Row = row.Number
	if e.isTest() && !e.takeTest() {
		return
	}
	e.read()
	r.cards = append(r.cards, e.card)
}

// report gives every row that is not empty its one outcome.
func (r *reader) report() intake.Report {
	for i := range r.cards {
		r.cards[i].Waits = waits(r.remarks[r.cards[i].Row])
	}
	judged := cards.Judge(r.cards, r.choices, "ligne")
	for row, more := range judged.Remarks {
		r.remarks[row] = append(r.remarks[row], more...)
	}
	s := r.source
	all := intake.Report{Encoding: s.Encoding, Separator: s.Separator, Sheet: s.Sheet, Sheets: s.Sheets, Heading: s.Rows[r.heading].Number, Notes: append(s.Notes, r.notes...), Asks: append(r.asks(), judged.Asks...)}
	for _, c := range columnRoles {
		all.Roles = append(all.Roles, intake.Role{Name: string(c.role), Label: c.label, Group: c.group})
	}
	all.Columns = s.Columns(r.heading, func(at int) string { return string(r.columns[at].role) })
	for i, c := range all.Columns { // its heading may stand over two rows
		all.Columns[i].Heading = r.columns[c.At-1].heading
	}
	at := map[int]*cards.Card{}
	for i := range r.cards {
		at[r.cards[i].Row] = &r.cards[i]
	}
	if s.SepRow {
		all.Rows = append(all.Rows, intake.Row{Number: 1, Outcome: intake.Skipped, Remarks: []intake.Remark{{Text: intake.SepRowSays}}})
	}
	for i, row := range s.Rows {
		all.Rows = append(all.Rows, r.outcome(i, row, at[row.Number]))
	}
	return all
}

// outcome is what becomes of a row.
func (r *reader) outcome(i int, row sheet.Row, c *cards.Card) intake.Row {
	one := intake.Row{Number: row.Number, Title: intake.Shown(sheet.FirstText(row.Cells)), Outcome: intake.Skipped, Remarks: r.remarks[row.Number], MayTake: r.mayTake[row.Number]}
	skipped := func(why string) { one.Remarks = append([]intake.Remark{{Text: why}}, one.Remarks...) }
	switch {
	case i == r.heading:
		if !waits(one.Remarks) {
			skipped("Cette ligne porte les en-têtes.")
		}
	case row.Number == r.second:
		skipped("Cette ligne complète les en-têtes.")
	case i < r.heading:
		skipped("Cette ligne est au-dessus des en-têtes\u00a0: elle est laissée de côté.")
	case c != nil:
		one.Outcome = c.Outcome()
		if title := c.Called(); title != "" {
			one.Title = intake.Shown(title)
		}
	case r.skipped[row.Number] != "":
		skipped(r.skipped[row.Number])
	}
	if at := r.columnOf(roleName); c == nil && i > r.heading && at >= 0 && at < len(row.Cells) && strings.TrimSpace(row.Cells[at]) != "" {
		one.Title = intake.Shown(row.Cells[at])
	}
	if waits(one.Remarks) {
		one.Outcome = intake.Waits
	}
	return one
}

func letters(column int) string { return workbook.ColumnName(column) }

// clean is a text of people on one line.
func clean(text string) string { return strings.TrimSpace(oneLine(text)) }
