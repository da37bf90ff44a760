package plansheet

import (
	"bufio"
	"cmp"
	"errors"
	"io"
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The largest file that Decode reads, and the most tasks.
const (
	MaxBytes = sheet.MaxBytes
	MaxTasks = 100_000
)

// spareRows are the titles and headings that may come on top of MaxTasks.
const spareRows = 10_000

// Options is what Decode cannot find in the file.
type Options struct {
	Event  retroplan.Anchor // gives the year of dates that are written without one
	Ignore []string         // headers of columns to leave aside, or "colonne 7"

	// What Read takes besides, and Decode does not look at.
	Choices  intake.Choices
	Calendar *workcal.Calendar // counts the days from a planned start to a finish; nil is Monday to Friday, with French holidays
}

// Sheet is a file of tasks that could be read. Each row that is not empty, but for the headers,
// is either a task or left aside.
type Sheet struct {
	Tasks     []retroplan.Task // numbered from 1; their references are the ids of the file
	Rows      []int            // where each task is
	Notes     []Note           // what was assumed, left aside or not kept
	LeftAside []LeftAside      // in the order of the rows

	columns []*column
}

// Decode reads the tasks of a file, CSV or XLSX, with nobody to ask: Read is for an import. Its error is a
// Problems with every problem of the file, or the reader's own error.
func Decode(r io.Reader, o Options) (*Sheet, error) {
	d := &decoder{options: o, sheet: &Sheet{}}
	table, err := d.open(r)
	if err != nil {
		return nil, err
	}
	d.read(table)
	if len(d.problems) > 0 {
		d.nameLoops()
		slices.SortStableFunc(d.problems, func(a, b Problem) int {
			return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Column, b.Column))
		})
		return nil, d.problems
	}
	slices.SortFunc(d.sheet.LeftAside, func(a, b LeftAside) int { return cmp.Compare(a.Row, b.Row) })
	d.sheet.Notes = d.notes.all(d.headers)
	d.sheet.columns = d.columns
	return d.sheet, nil
}

// open makes rows of a file, whichever kind it is.
func (d *decoder) open(r io.Reader) (*sheet.Table, error) {
	in := bufio.NewReader(r)
	if start, _ := in.Peek(4); !workbook.Is(start) { // a short file is read below
		table, err := sheet.Read(in, sheet.Options{Known: knownHeader, MaxRows: MaxTasks + spareRows})
		if problem, ok := errors.AsType[*sheet.Problem](err); ok {
			return nil, Problems{{Row: problem.Row, Text: problem.Text}}
		}
		return table, err
	}
	data, err := io.ReadAll(io.LimitReader(in, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if d.source, err = intake.Open(data, intake.Choices{}, knownHeader, intake.Bounds{Bytes: MaxBytes, Rows: MaxTasks + spareRows}); err != nil {
		return nil, Problems{{Text: fault.SentenceOf(err)}}
	}
	return d.tableOf(d.source), nil
}

// nameLoops adds the loops to the other problems, so that they are all told at once.
func (d *decoder) nameLoops() {
	if err := d.scheduleBare(); len(loopsOf(err)) > 0 {
		d.sheet.columns = d.columns
		d.problems = append(d.problems, d.sheet.Explain(err)...)
	}
}

// loops gives every loop of the tasks.
func (d *decoder) loops() []*retroplan.CycleError { return loopsOf(d.scheduleBare()) }

func loopsOf(err error) []*retroplan.CycleError {
	if cycle, ok := errors.AsType[*retroplan.CycleError](err); ok {
		return cycle.All()
	}
	return nil
}

// scheduleBare plans the tasks by nothing but their links.
func (d *decoder) scheduleBare() error {
	bare := make([]retroplan.Task, len(d.sheet.Tasks))
	for i, t := range d.sheet.Tasks {
		bare[i] = retroplan.Task{ID: t.ID, Ref: t.Ref, Title: t.Title, Needs: t.Needs}
	}
	_, err := retroplan.Schedule(retroplan.Plan{Anchor: retroplan.Anchor{First: 1}, Tasks: bare}, 1)
	return err
}

// decoder reads one table. Its steps need each other in this order: the headers tell columns
// from rows of text, ids and titles tell links from other numbers, and only then do the cells
// mean something.
type decoder struct {
	options  Options
	sheet    *Sheet
	notes    notes
	problems Problems

	headerRow   sheet.Row
	headers     []string // as written
	columns     []*column
	working     []*column                      // those that a plan depends on
	otherTitles []*column                      // those that name a task where its title is empty
	by          [roleUnusedDates + 1][]*column // those that hold something
	entries     []entry                        // the rows below that are tasks or headings
	names       names
	numbered    bool // the tasks are numbered by their rows
	cache       caches
	american    map[int][]Problem // days whose month comes first, by column

	source    *intake.Source // nil for a text that is read from a stream
	importing bool           // somebody can be asked: rows wait where Decode refuses the file
	report    reporter       // what an import says of each row
	wishes    []wishes       // of each task, for an import
	takeable  map[int]bool   // rows that look like totals, by number
	fins      string         // what the finish of an import is: an answer of askFins, or finsAsked
	stopped   bool           // the file cannot be read at all: the first problem says why
}

// entry is a row below the headers.
type entry struct {
	sheet.Row
	id, title string
	unnamed   bool    // the file gives it no id: the one that it has is its place
	borrowed  *column // where the title comes from, when its own column is empty
	filled    int     // cells that hold something
	works     bool    // it says more than its name: when, how long, how far
	heading   bool
	parent    int // the heading it stands under; -1 when there is none
	task      int // its place in Sheet.Tasks; -1 for a heading
}

// taskID is the number of the row's task.
func (e *entry) taskID() int64 { return int64(e.task + 1) }

func (d *decoder) read(table *sheet.Table) {
	d.tellHowItWasRead(table)
	if !d.findHeader(table) {
		d.stopped = true
		return
	}
	if d.source != nil {
		for _, note := range d.source.Notes {
			d.tell(note)
		}
	}
	d.makeColumns()
	body := d.cutBody(table)
	if d.tooWide(body) {
		d.stopped = true
		return
	}
	d.chooseRoles(body)
	d.separate(body)
	if len(d.entries) > MaxTasks || table.Cut > 0 {
		row := table.Cut
		if len(d.entries) > MaxTasks {
			row = d.entries[MaxTasks].Number
		}
		d.stop(row, "Le fichier a trop de tâches\u00a0: cent mille au plus.")
		return
	}
	d.findHeadings()
	d.nameTasks()
	d.settleColumns()
	d.readFaults()
	d.turnDays()
	d.readTasks()
	d.readLinks()
	if d.importing {
		d.askDurations()
	}
}

// stop says why the file cannot be read at all.
func (d *decoder) stop(row int, sentence string) {
	d.problems, d.stopped = append(d.problems, Problem{Row: row, Text: sentence}), true
}

func (d *decoder) tellHowItWasRead(table *sheet.Table) {
	if table.Encoding != sheet.UTF8 && table.Encoding != "" {
		d.tell("Le fichier est écrit en " + string(table.Encoding) + "\u00a0: ses lettres ont été lues ainsi.")
	}
	if table.SepRow {
		d.sheet.LeftAside = append(d.sheet.LeftAside, LeftAside{Row: 1, Text: "Cette ligne dit seulement ce qui sépare les cellules."})
	}
}

// tell notes something about the whole file.
func (d *decoder) tell(text string) { d.notes.add(noteFile, 0, -1, text) }

// add notes a problem with the cell of a row in the column at a place counted from 0.
func (d *decoder) add(row, at int, sentence string) { d.addProposing(row, at, sentence, "") }

// addProposing is add with what could stand in the cell instead.
func (d *decoder) addProposing(row, at int, sentence, proposal string) {
	if sentence == "" {
		return
	}
	if d.importing {
		d.report.wait(row, at, sentence, proposal)
		return
	}
	if len(d.problems) >= keptProblems {
		return
	}
	p := Problem{Row: row, Column: at + 1, Text: sentence}
	if at < len(d.headers) {
		p.Header = d.headers[at]
	}
	d.problems = append(d.problems, p)
}

// leave puts rows aside for one reason and says so, with what the first of them hold.
func (d *decoder) leave(rows []sheet.Row, one, many string) {
	if len(rows) == 0 {
		return
	}
	var texts []string
	for _, row := range rows[:min(len(rows), 3)] {
		texts = append(texts, quoted(d.headlineOf(row)))
	}
	if len(rows) > len(texts) {
		texts = append(texts, "…")
	}
	reason := one
	if len(rows) > 1 {
		reason = many
	}
	d.leaveAs(rows, one+".", reason+" ("+strings.Join(texts, ", ")+").")
}

// leaveAs puts rows aside with a text for each and a note for all.
func (d *decoder) leaveAs(rows []sheet.Row, each, note string) {
	numbers := make([]int, len(rows))
	for i, row := range rows {
		numbers[i] = row.Number
		d.sheet.LeftAside = append(d.sheet.LeftAside, LeftAside{Row: row.Number, Text: each})
	}
	d.notes.addRows(noteFile, numbers, -1, note)
}

// headlineOf gives what a person would call a row: its title, else its first text.
func (d *decoder) headlineOf(row sheet.Row) string {
	if title := d.first(roleTitle); title != nil {
		e := entry{Row: row}
		if text := d.fullTitle(&e, title); text != "" {
			return text
		}
	}
	return textOf(row)
}

// textOf gives the first text of a row, a number only when it has no other.
func textOf(row sheet.Row) string {
	first := ""
	for _, c := range row.Cells {
		switch text := cellText(c); {
		case text == "":
		case !bareNumber.MatchString(text):
			return text
		case first == "":
			first = text
		}
	}
	return first
}

// cell gives the text of a row in a column; empty when there is none.
func (e *entry) cell(at int) string {
	if at >= len(e.Cells) {
		return ""
	}
	return cellText(e.Cells[at])
}

// cellText takes away what is not the cell's own text: blanks, the apostrophe that protects
// against formulas, the ="…" that keeps a spreadsheet from counting with a text.
func cellText(s string) string {
	return strings.TrimSpace(sheet.Unprotect(strings.TrimSpace(s)))
}
