package plansheet

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// The largest file that Decode reads, and the most tasks.
const (
	MaxBytes = 10 << 20
	MaxTasks = 100_000
)

// Sheet is a file of tasks that could be read.
type Sheet struct {
	Tasks   []retroplan.Task
	Ignored []string // headers of columns that mean nothing here

	lines   []int // where each task is
	headers []string
	columns map[string]int // place of each known column
}

// Decode reads the tasks of a file. Its error is a Problems with every problem of the file,
// or the reader's own error.
func Decode(r io.Reader) (*Sheet, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxBytes {
		return nil, Problems{{Text: "Le fichier est trop gros\u00a0: dix mégaoctets au plus."}}
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bad := firstInvalid(data); bad >= 0 {
		return nil, Problems{{Line: 1 + bytes.Count(data[:bad], []byte("\n")),
			Text: "Le fichier n’est pas écrit en UTF-8\u00a0: enregistrez-le au format «\u00a0CSV UTF-8\u00a0»."}}
	}
	d := &decoder{sheet: &Sheet{}, ids: map[string]int{}}
	d.read(data)
	if len(d.problems) > 0 {
		return nil, d.problems
	}
	return d.sheet, nil
}

func firstInvalid(data []byte) int {
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRune(data[at:])
		if r == utf8.RuneError && size == 1 || r == 0 {
			return at
		}
		at += size
	}
	return -1
}

type decoder struct {
	sheet    *Sheet
	records  []record
	ids      map[string]int // line of each id
	problems Problems
}

type record struct {
	line  int
	cells []string
}

// add notes a problem with the cell at a place counted from 0.
func (d *decoder) add(line, at int, sentence string) {
	if sentence == "" || len(d.problems) >= keptProblems {
		return
	}
	p := Problem{Line: line, Column: at + 1, Text: sentence}
	if at < len(d.sheet.headers) {
		p.Header = d.sheet.headers[at]
	}
	d.problems = append(d.problems, p)
}

func (d *decoder) read(data []byte) {
	reader := csv.NewReader(bytes.NewReader(data))
	reader.Comma = separator(data)
	reader.FieldsPerRecord = -1
	header := false
	for {
		cells, err := reader.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			d.unreadable(err)
			return
		}
		line, _ := reader.FieldPos(0)
		switch {
		case blank(cells):
		case !header:
			header = true
			d.readHeader(line, cells)
		case len(d.records) == MaxTasks:
			d.problems = append(d.problems, Problem{Line: line, Text: "Le fichier a trop de tâches\u00a0: cent mille au plus."})
			return
		default:
			d.records = append(d.records, record{line: line, cells: cells})
		}
	}
	if !header {
		d.problems = append(d.problems, Problem{Text: "Le fichier est vide\u00a0: sa première ligne doit nommer les colonnes, dont id et duration."})
	}
	if len(d.problems) > 0 {
		return
	}
	d.collectIDs()
	for _, rec := range d.records {
		d.readTask(rec)
	}
	slices.SortStableFunc(d.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
}

func (d *decoder) unreadable(err error) {
	p := Problem{Text: "Ce tableau ne peut pas être lu."}
	var parse *csv.ParseError
	if errors.As(err, &parse) {
		p.Line, p.Column = parse.Line, 0
		switch {
		case errors.Is(err, csv.ErrQuote):
			p.Line = parse.StartLine
			p.Text = "Un guillemet ouvert n’est pas refermé, ou se ferme au milieu de la cellule."
		case errors.Is(err, csv.ErrBareQuote):
			p.Text = "Un guillemet se trouve au milieu d’une cellule (caractère " + strconv.Itoa(parse.Column) + ")\u00a0: doublez-le et entourez la cellule de guillemets."
		}
	}
	d.problems = append(d.problems, p)
}

// separator finds what separates the cells of the first line: the most frequent of comma,
// semicolon and tab outside quotes.
func separator(data []byte) rune {
	counts := map[rune]int{}
	inQuotes := false
	for _, r := range string(firstLine(data)) {
		switch r {
		case '"':
			inQuotes = !inQuotes
		case ',', ';', '\t':
			if !inQuotes {
				counts[r]++
			}
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

func firstLine(data []byte) []byte {
	data = bytes.TrimLeft(data, "\r\n")
	if at := bytes.IndexAny(data, "\r\n"); at >= 0 {
		return data[:at]
	}
	return data
}

func blank(cells []string) bool {
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// cell gives the text of a column of a record and its place; empty when there is none.
func (d *decoder) cell(rec record, column string) (string, int) {
	at, ok := d.sheet.columns[column]
	if !ok || at >= len(rec.cells) {
		return "", at
	}
	return strings.TrimSpace(unprotect(rec.cells[at])), at
}

func (d *decoder) collectIDs() {
	for _, rec := range d.records {
		id, at := d.cell(rec, "id")
		switch first, taken := d.ids[id]; {
		case id == "":
			d.add(rec.line, at, "L’identifiant manque.")
		case taken:
			d.add(rec.line, at, "L’identifiant "+quoted(id)+" est déjà celui de la ligne "+strconv.Itoa(first)+".")
		default:
			d.ids[id] = rec.line
		}
	}
}

func (d *decoder) readTask(rec record) {
	t := retroplan.Task{}
	t.ID, _ = d.cell(rec, "id")
	t.Title, _ = d.cell(rec, "title")
	var sentence string

	text, at := d.cell(rec, "duration")
	t.Duration, t.CalendarDays, sentence = parseDuration(text)
	d.add(rec.line, at, sentence)

	text, at = d.cell(rec, "needs")
	for part := range strings.SplitSeq(text, ";") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		need, sentence := parseNeed(part, d.ids)
		d.add(rec.line, at, sentence)
		t.Needs = append(t.Needs, need)
	}

	text, at = d.cell(rec, "offset")
	t.Offset, sentence = parseOffset(text)
	d.add(rec.line, at, sentence)

	for _, c := range []struct {
		column string
		date   *workcal.Date
	}{{"deadline", &t.Deadline}, {"not_before", &t.NotBefore}, {"start", &t.Start}, {"finish", &t.Finish}} {
		text, at = d.cell(rec, c.column)
		*c.date, sentence = parseDate(text)
		d.add(rec.line, at, sentence)
	}

	text, at = d.cell(rec, "state")
	state, found, sentence := parseState(text)
	d.add(rec.line, at, sentence)
	t.State = state
	if !found && sentence == "" {
		t.State = impliedState(t)
	}
	for at := len(d.sheet.headers); at < len(rec.cells); at++ {
		if strings.TrimSpace(rec.cells[at]) != "" {
			d.add(rec.line, at, "Cette cellule est au-delà de la dernière colonne\u00a0: un séparateur de trop, sans doute.")
			break
		}
	}
	d.sheet.Tasks = append(d.sheet.Tasks, t)
	d.sheet.lines = append(d.sheet.lines, rec.line)
}

func impliedState(t retroplan.Task) retroplan.State {
	switch {
	case t.Finish != 0:
		return retroplan.Done
	case t.Start != 0:
		return retroplan.InProgress
	}
	return retroplan.ToDo
}
