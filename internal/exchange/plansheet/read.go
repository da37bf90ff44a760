package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/fault"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The bounds of a file that is imported.
const (
	MostImported        = 20_000  // rows
	MostImportedColumns = 200     // that may hold something
	MostImportedBytes   = 5 << 20 // of the file
)

// Reading is a file of tasks as it is read for an import: as far as it could be.
type Reading struct {
	Tasks  []Imported    // in the order of the file
	Report intake.Report // rows of tasks wait, or are created with what is noted
}

// Imported is a row that is a task. Where it waits, what could not be read is empty.
type Imported struct {
	Row          int
	Task         retroplan.Task // its ID is its place from 1, its Ref as in the file; it needs other tasks of the file
	Waits        bool
	Who          []string // people as they are written, in order
	Category     string   // as it is written
	Notes        string
	Source       string
	Because      string // why it is blocked
	Items        []Item
	WishedStart  workcal.Date // « Début »: a planned date
	WishedFinish workcal.Date // a planned finish that is no due date
}

// Item is a line of a checklist.
type Item struct {
	Text   string
	Ticked bool
}

// Read reads a file of tasks, CSV or XLSX, for somebody who is asked about what cannot be read: such rows
// wait, each with its remarks, and so does the row of headings while a column is in doubt. It reads what
// Decode reads, the same way, and what no date depends on besides: people, categories, checklists, notes.
// Its error is a fault.Invalid that says why nothing can be read at all.
func Read(data []byte, o Options) (*Reading, error) {
	source, err := intake.Open(data, o.Choices, knownHeader, intake.Bounds{Bytes: MostImportedBytes, Rows: MostImported, Columns: MostImportedColumns})
	if err != nil {
		return nil, err
	}
	if source.Cut > 0 {
		return nil, fault.New(fault.Invalid, "Ce tableau compte plus de 20\u202f000 lignes. Importez-le en plusieurs fois.", nil)
	}
	d := &decoder{options: o, sheet: &Sheet{}, source: source, importing: true}
	d.report.decoder = d
	d.notes.told = d.report.note
	d.read(d.tableOf(source))
	if d.stopped {
		return nil, fault.New(fault.Invalid, d.problems[0].Text, nil)
	}
	for _, p := range d.problems {
		d.report.wait(d.headerRow.Number, p.Column-1, p.Text, "")
	}
	d.waitForLoops()
	return d.reading(), nil
}

// tableOf gives the rows of a source without the cells that hold no value, which the report says, and
// without the rows that corrections emptied.
func (d *decoder) tableOf(s *intake.Source) *sheet.Table {
	t := &sheet.Table{Encoding: sheet.Encoding(s.Encoding), Separator: s.Separator, SepRow: s.SepRow, Cut: s.Cut}
	for _, row := range s.Rows {
		if sheet.Empty(row.Cells) {
			continue
		}
		copied := false
		for at := range row.Cells {
			if _, why := s.Cell(row, at); why == "" {
				continue
			}
			if !copied {
				row.Cells, copied = slices.Clone(row.Cells), true
			}
			row.Cells[at] = ""
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// readFaults tells, of the rows that are tasks, which of their cells hold no value.
func (d *decoder) readFaults() {
	if d.source == nil {
		return
	}
	if err := d.source.Cover(d.headerRow.Number+1, len(d.columns)); err != nil {
		d.stop(d.headerRow.Number, fault.SentenceOf(err))
		return
	}
	for i := range d.entries {
		e := &d.entries[i]
		for _, c := range d.columns {
			if e.heading || !d.reads(e, c) {
				continue
			}
			d.readFault(e, c)
		}
	}
}

// reads reports whether something of a row depends on what stands in a column.
func (d *decoder) reads(e *entry, c *column) bool {
	switch {
	case c.asked || c.role == roleUnknown:
		return false
	case c.role >= roleComputed, d.importing && c.role == rolePlanned:
		return c.kept != keptNothing
	case d.importing && c.role == roleOtherTitle:
		return c.kept != keptNothing || e.title == "" || e.borrowed != nil
	}
	return true
}

// readFault tells why a cell holds no value. What is kept as a text, and no date depends on, is taken from
// the cell that covers it, as where a category stands once for several rows.
func (d *decoder) readFault(e *entry, c *column) {
	why := d.source.Fault(e.Number, c.at+1)
	if why == "" {
		if _, why = d.source.Cell(d.rawRow(e), c.at); why == "" {
			return
		}
	}
	text := cellText(d.source.CoveredBy(e.Number, c.at+1))
	if text == "" || !d.importing || c.kept != keptCategory && c.kept != keptWho && c.kept != keptSource {
		d.addProposing(e.Number, c.at, why, text)
		return
	}
	e.Cells = slices.Clone(e.Cells)
	for len(e.Cells) <= c.at {
		e.Cells = append(e.Cells, "")
	}
	e.Cells[c.at] = sheet.Protect(text)
	d.notes.add(noteEmpty, e.Number, c.at, "Cette cellule est fusionnée avec une autre\u00a0: "+quoted(text)+" vaut pour elle aussi.")
}

// rawRow gives the row of an entry as the source has it, with the cells that hold no value.
func (d *decoder) rawRow(e *entry) sheet.Row {
	at, _ := slices.BinarySearchFunc(d.source.Rows, e.Number, func(r sheet.Row, number int) int { return r.Number - number })
	return d.source.Rows[at]
}

// leaveOut parts the rows that the person leaves out. Nobody waits for them.
func (d *decoder) leaveOut(all []entry) []entry {
	if !d.importing {
		return all
	}
	kept := all[:0]
	for i := range all {
		e := &all[i]
		why := d.source.Aside(e.Row)
		if why == "" {
			kept = append(kept, *e)
			continue
		}
		d.sheet.LeftAside = append(d.sheet.LeftAside, LeftAside{Row: e.Number, Text: why})
		for _, name := range []string{e.id, e.title} {
			if name != "" {
				d.names.addInactive(name)
			}
		}
	}
	return kept
}

// waitForLoops has the tasks wait that wait for each other.
func (d *decoder) waitForLoops() {
	for _, loop := range d.loops() {
		rows := make([]int, len(loop.IDs))
		for i, id := range loop.IDs {
			rows[i] = d.sheet.Rows[id-1]
		}
		where := loop.Sentence()
		if _, path, several := strings.Cut(where, "\u00a0: "); several && len(rows) > 1 {
			where = "Les " + sheet.RowList(slices.Sorted(slices.Values(rows))) + " s’attendent les unes les autres, " + path + " Retirez un de ces liens."
		}
		for _, row := range rows {
			at := -1
			if c := d.first(roleNeeds); c != nil {
				at = c.at
			}
			d.report.wait(row, at, printable(where, 2000), "")
		}
	}
}

// reading puts together what was read.
func (d *decoder) reading() *Reading {
	r := &Reading{Tasks: make([]Imported, len(d.sheet.Tasks))}
	for i := range d.entries {
		if e := &d.entries[i]; !e.heading {
			r.Tasks[e.task] = d.importedOf(e)
		}
	}
	r.Report = d.report.all()
	for i := range r.Tasks {
		r.Tasks[i].Waits = d.report.waits(r.Tasks[i].Row)
	}
	return r
}
