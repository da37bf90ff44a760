package results

import (
	"bytes"
	"context"
	"encoding/csv"
	"math/rand/v2"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/table"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/survey/question"
	"parvis/internal/survey/tally"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// MostExported bounds the responses of a file: what a spreadsheet still opens at once.
const MostExported = 20_000

// Part is which part of the responses a text file holds; a workbook has all three as sheets.
type Part string

// The parts, as an address names them.
const (
	Labels   Part = "libelles"
	Codes    Part = "codes"
	Codebook Part = "dictionnaire"
)

// Parts lists them in the order of the sheets.
var Parts = []Part{Labels, Codes, Codebook}

// Name is the part in French, and of its sheet.
func (p Part) Name() string {
	return map[Part]string{Labels: "Réponses", Codes: "Codes", Codebook: "Dictionnaire"}[p]
}

// column is a question of the file, or a row of one, or what « Autre » stands for.
type column struct {
	key   string // of kept lines; of a text, its question
	label string
	of    question.Question
	said  bool // its cells are texts that were typed
}

// File is every response that a filter takes, in no order, each with the day alone; those set aside say so.
type File struct {
	Form    Form
	columns []column
	rows    []fileRow
}

// fileRow is a response of a file.
type fileRow struct {
	Response
	audience string
	kept     map[string]string
	said     map[string]string
}

// Len is how many responses it holds.
func (f File) Len() int { return len(f.rows) }

// Export gives every response that a filter takes.
func (r *Room) Export(ctx context.Context, by account.By, form int64, filter Filter) (File, error) {
	if err := mayExport(by); err != nil {
		return File{}, err
	}
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return File{}, err
	}
	list, texts, err := exported(ctx, r.db, by, form, filter)
	if err != nil {
		return File{}, err
	}
	if len(list) > MostExported {
		return File{}, fault.New(fault.TooLarge, "Plus de "+french.Number(MostExported)+" réponses répondent à ce filtre, et un fichier en contient "+french.Number(MostExported)+" au plus. Choisissez un projet ou des jours, puis recommencez.", nil)
	}
	f := File{Form: s.form, columns: columnsOf(s.form), rows: make([]fileRow, len(list))}
	at := make(map[int64]int, len(list))
	for i, one := range list {
		row := fileRow{Response: one, kept: map[string]string{}, said: map[string]string{}}
		for _, a := range s.audiences {
			if a.ID == one.AudienceID {
				row.audience = a.Name
			}
		}
		question.EachKept(one.Choices, func(key, value string) { row.kept[key] = value })
		f.rows[i], at[one.ID] = row, i
	}
	for _, t := range texts {
		if i, ok := at[t.ResponseID]; ok {
			f.rows[i].said[t.Key] = t.Body
		}
	}
	rand.Shuffle(len(f.rows), func(i, j int) { f.rows[i], f.rows[j] = f.rows[j], f.rows[i] }) //nolint:gosec // an order that says nothing, not a secret
	return f, nil
}

func columnsOf(f Form) []column {
	var list []column
	for _, q := range f.Asked.Questions {
		if !q.Kind.Asks() || q.Practice {
			continue
		}
		label := f.QuestionNumber(q.Key) + ". " + q.Label.In(question.French) + retired(q.Retired)
		if q.Kind == question.Matrix {
			for _, row := range q.Rows {
				list = append(list, column{key: q.Key + "." + row.Key, label: label + " — " + row.Label.In(question.French) + retired(row.Retired), of: q})
			}
			continue
		}
		list = append(list, column{key: q.Key, label: label, of: q, said: q.Kind == question.Text || q.Kind == question.Long})
		if q.Other {
			list = append(list, column{key: question.OtherText(q.Key), label: label + " — autre, précisions", of: q, said: true})
		}
	}
	return list
}

func retired(yes bool) string {
	if yes {
		return " (retirée)"
	}
	return ""
}

// facts are what a file says of each response before its answers.
var facts = []string{"Jour", "Version", "Recueil", "Langue", "Présentation", "Aide reçue", "Projet", "Séance", "Public", "Mise de côté"}

// cell is a text, a number or a day.
type cell struct {
	text   string
	number float64
	day    workcal.Date
	kind   byte // 't', 'n', 'd'
}

func text(s string) cell { return cell{text: s, kind: 't'} }

func (c cell) String() string {
	switch c.kind {
	case 'n':
		return written.NumberText(c.number)
	case 'd':
		return written.DayText(c.day)
	}
	return c.text
}

func (r fileRow) facts() []cell {
	presentation := Usual
	if r.Easy {
		presentation = Easy
	}
	aside := ""
	if r.IsAside() {
		aside = r.Aside.Said()
	}
	return []cell{{day: r.Day, kind: 'd'}, {number: float64(r.Number), kind: 'n'}, text(r.Channel.Label()), text(r.Language), text(presentation.Label()), text(r.HelpText()),
		text(r.Project), text(r.Slot), text(r.audience), text(aside)}
}

// answer is what stands in a column, in keys or in words.
func (r fileRow) answer(c column, codes bool) cell {
	if c.said {
		return text(r.said[c.key])
	}
	value, asked := r.kept[c.key]
	switch {
	case !asked || value == question.NotAsked:
		if codes {
			return text(question.NotAsked)
		}
		return text("(non posée)")
	case value == question.Unsure && !codes:
		return text("Je ne sais pas")
	case value == "" || value == question.Unsure:
		return text(value)
	}
	switch c.of.Kind {
	case question.Number:
		if x, err := strconv.ParseFloat(value, 64); err == nil {
			return cell{number: x, kind: 'n'}
		}
	case question.Date:
		if d, err := workcal.Parse(value); err == nil {
			return cell{day: d, kind: 'd'}
		}
	case question.Consent:
		if !codes {
			return text("accord donné")
		}
	case question.NPS:
		if x, err := strconv.Atoi(value); err == nil {
			return cell{number: float64(x), kind: 'n'}
		}
	}
	if codes {
		return text(value)
	}
	names, between := strings.Split(value, "+"), " ; "
	if c.of.Kind == question.Ranking {
		between = " > "
	}
	for i, key := range names {
		names[i] = optionName(c.of, key)
	}
	return text(strings.Join(names, between))
}

func optionName(q question.Question, key string) string {
	for _, o := range q.Choices() {
		if o.Key == key {
			return o.Label.In(question.French) + retired(o.Retired)
		}
	}
	if key == question.OtherKey {
		return "Autre"
	}
	return key
}

// grid is a sheet of the file.
type grid struct {
	headings []string
	rows     func(yield func([]cell))
}

func (f File) grid(p Part) grid {
	if p == Codebook {
		return grid{[]string{"Colonne", "Question", "Type", "Code", "Réponse"}, f.codebook}
	}
	g := grid{headings: append([]string{}, facts...)}
	for _, c := range f.columns {
		if p == Codes {
			g.headings = append(g.headings, c.key)
		} else {
			g.headings = append(g.headings, c.label)
		}
	}
	g.rows = func(yield func([]cell)) {
		for _, r := range f.rows {
			cells := r.facts()
			for _, c := range f.columns {
				cells = append(cells, r.answer(c, p == Codes))
			}
			yield(cells)
		}
	}
	return g
}

// codebook says what each key stands for.
func (f File) codebook(yield func([]cell)) {
	for _, c := range f.columns {
		line := func(code, means string) {
			kind := c.of.Kind.Label()
			if c.said {
				kind = question.Text.Label()
			}
			yield([]cell{text(c.key), text(c.label), text(kind), text(code), text(means)})
		}
		options := c.of.Choices()
		if c.said {
			options = nil
			line("", "ce qui a été écrit")
		}
		switch {
		case c.said:
		case c.of.Kind == question.Consent:
			line("1", "accord donné")
		case c.of.Kind == question.Number, c.of.Kind == question.Date:
			line("", "ce qui a été répondu")
		}
		for _, o := range options {
			line(o.Key, o.Label.In(question.French)+retired(o.Retired))
		}
		if c.said {
			continue
		}
		if c.of.Other {
			line(question.OtherKey, "Autre")
		}
		line("(vide)", "posée, sans réponse")
		line(question.NotAsked, "non posée à cette personne")
		if c.of.Unsure {
			line(question.Unsure, "Je ne sais pas")
		}
	}
}

// Workbook writes the three parts as sheets.
func (f File) Workbook() ([]byte, error) {
	var out bytes.Buffer
	var w *workbook.Writer
	for i, p := range Parts {
		var columns []workbook.Column
		for _, h := range f.grid(p).headings {
			columns = append(columns, workbook.Column{Heading: h, Width: float64(min(max(french.Letters(h), 10), 40))})
		}
		if i == 0 {
			w = workbook.NewWriter(&out, p.Name(), columns)
		} else {
			w.NextSheet(p.Name(), columns)
		}
		f.grid(p).rows(func(cells []cell) {
			for _, c := range cells {
				switch c.kind {
				case 'n':
					w.Number(c.number)
				case 'd':
					w.Day(c.day)
				default:
					w.Text(c.text)
				}
			}
			w.EndRow()
		})
	}
	err := w.Close()
	return out.Bytes(), err
}

// CSV writes a part as a text that spreadsheets open; what they would run as a formula is protected.
func (f File) CSV(p Part) ([]byte, error) {
	var out bytes.Buffer
	out.WriteString("\ufeff")
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = ';', true
	g := f.grid(p)
	line := make([]string, len(g.headings))
	for i, h := range g.headings {
		line[i] = sheet.Protect(h)
	}
	_ = w.Write(line) // Error gives the first error there was
	g.rows(func(cells []cell) {
		for i, c := range cells {
			line[i] = c.String()
			if c.kind == 't' && c.text != question.NotAsked { // a dash alone is no formula, and is the same in both files
				line[i] = sheet.Protect(line[i])
			}
		}
		_ = w.Write(line)
	})
	w.Flush()
	return out.Bytes(), w.Error()
}

// AggregateRow is a line of the counts as a file.
type AggregateRow struct {
	Question, Row string
	Pool          tally.Pool
	Line          tally.Line
	Result        tally.Result
}

// Aggregates are the counts of a view, one line for each answer; questions without options have one line.
func (v View) Aggregates() []AggregateRow {
	var list []AggregateRow
	for _, q := range v.Tally.Questions {
		for _, part := range q.Parts {
			for _, pool := range tally.Pools {
				if v.Tally.Responses(pool) == 0 {
					continue
				}
				r := part.In(pool)
				row := AggregateRow{Question: v.Form.QuestionNumber(q.Key) + ". " + q.Label.In(question.French) + retired(q.Retired), Row: part.Row.Label.In(question.French), Pool: pool, Result: r}
				lines := r.Lines()
				if lines == nil {
					list = append(list, row)
				}
				for _, l := range lines {
					row.Line = l
					list = append(list, row)
				}
			}
		}
	}
	return list
}

// Aggregated is how counts are written as a file.
var Aggregated = table.Table[AggregateRow]{Name: "Résultats", Columns: []table.Column[AggregateRow]{
	{Name: "question", Label: "Question", Cell: func(r AggregateRow) table.Cell { return table.Text(r.Question) }},
	{Name: "ligne", Label: "Ligne du tableau", Cell: func(r AggregateRow) table.Cell { return table.Text(r.Row) }},
	{Name: "aide", Label: "Aide", Cell: func(r AggregateRow) table.Cell { return table.Text(r.Pool.Label()) }},
	{Name: "reponse", Label: "Réponse", Cell: func(r AggregateRow) table.Cell {
		if r.Line.Key == "" {
			return table.Text("toutes")
		}
		return table.Text(r.Line.Name())
	}},
	{Name: "nombre", Label: "Nombre", Cell: func(r AggregateRow) table.Cell {
		if r.Line.Key == "" {
			return table.Whole(r.Result.N)
		}
		return table.Whole(r.Line.N)
	}},
	{Name: "sur", Label: "Sur", Cell: func(r AggregateRow) table.Cell { return table.Whole(r.Result.N) }},
	{Name: "part", Label: "Part (%)", Cell: share(tally.Share.Part)},
	{Name: "de", Label: "Intervalle à 95 %, de", Cell: share(tally.Share.Low)},
	{Name: "a", Label: "Intervalle à 95 %, à", Cell: share(tally.Share.High)},
	{Name: "vide", Label: "Sans réponse", Cell: func(r AggregateRow) table.Cell { return table.Whole(r.Result.Blank) }},
	{Name: "nsp", Label: "Je ne sais pas", Cell: func(r AggregateRow) table.Cell { return table.Whole(r.Result.Unsure) }},
	{Name: "non_posee", Label: "Non posée", Cell: func(r AggregateRow) table.Cell { return table.Whole(r.Result.NotAsked) }},
	{Name: "mediane", Label: "Médiane", Cell: func(r AggregateRow) table.Cell { return table.Text(MedianText(r.Result)) }},
	{Name: "avertissement", Label: "Avertissement", Cell: func(AggregateRow) table.Cell { return table.Text(tally.Warning) }},
}}

// share writes one of the figures of a share in percent, to a tenth; nothing where there is none.
func share(of func(tally.Share) float64) func(AggregateRow) table.Cell {
	return func(r AggregateRow) table.Cell {
		s, ok := r.Line.Share()
		if !ok {
			return table.Cell{}
		}
		return table.Decimal(float64(int(1000*of(s)+.5)) / 10)
	}
}

// MedianText says what stands in the middle, "" where nothing may be said.
func MedianText(r tally.Result) string {
	if s, ok := r.Spread(); ok {
		return written.NumberText(s.Median)
	}
	m, ok := r.Median()
	switch {
	case !ok:
		return ""
	case m.Between():
		return "entre " + french.Quote(m.Lower.Label.In(question.French)) + " et " + french.Quote(m.Upper.Label.In(question.French))
	}
	return m.Lower.Label.In(question.French)
}
