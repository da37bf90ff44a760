package workbook

import (
	"cmp"
	"encoding/xml"
	"errors"
	"io"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"parvis/internal/exchange/sheet"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// grid walks through the rows of a sheet.
type grid struct {
	*parser
	book    *reader
	row     int      // number of the row it is in or has just left
	cells   []string // of that row
	column  int      // of the cell it has just left
	content bool     // whether some cell of that row holds something
	masked  bool     // whether that row is hidden
	results int      // cells so far whose value is the result of a formula
	faults  []Fault  // so far
	ended   bool     // the part ended with the cells
}

// begin opens a sheet and steps to its first row. It gives the columns that are hidden.
func (r *reader) begin(t tab) (g *grid, hidden []Area, err error) {
	p, err := r.archive.open(t.part)
	if err != nil {
		return nil, nil, err
	}
	if err := p.root(); err != nil {
		return nil, nil, err
	}
	g = &grid{parser: p, book: r}
	for {
		e, more, err := p.child(1)
		switch {
		case err != nil:
			return nil, nil, err
		case !more:
			g.ended = true
			return g, hidden, nil
		case e.Name.Local == "sheetData":
			return g, hidden, nil
		case e.Name.Local == "cols":
			continue // and step into it
		case e.Name.Local == "col" && truth(attribute(e, "hidden")) && len(hidden) < MostColumns:
			first, _ := strconv.Atoi(attribute(e, "min"))
			last, _ := strconv.Atoi(attribute(e, "max"))
			hidden = append(hidden, Area{FirstColumn: first, LastColumn: last})
		}
		if err := p.skip(); err != nil {
			return nil, nil, err
		}
	}
}

// next reads the next row that holds something; more is false at the end of the cells.
func (g *grid) next() (more bool, err error) {
	for !g.ended {
		e, more, err := g.child(2)
		if err != nil {
			return false, g.at(err)
		}
		if !more {
			break
		}
		if e.Name.Local != "row" {
			if err := g.skip(); err != nil {
				return false, g.at(err)
			}
			continue
		}
		if err := g.readRow(e); err != nil {
			return false, g.at(err)
		}
		if g.content {
			return true, nil
		}
	}
	g.ended = true
	return false, nil
}

// at says in which row reading failed.
func (g *grid) at(err error) error { return refusal(err, g.row) }

func (g *grid) readRow(e xml.StartElement) error {
	number, ok := place(attribute(e, "r"), g.row+1, MostRows)
	if !ok || number <= g.row {
		return damaged(g.row)
	}
	g.row, g.cells, g.column, g.content = number, g.cells[:0], 0, false
	g.masked = truth(attribute(e, "hidden"))
	for depth := g.depth; ; {
		e, more, err := g.child(depth)
		if err != nil || !more {
			return err
		}
		if e.Name.Local != "c" {
			if err := g.skip(); err != nil {
				return err
			}
			continue
		}
		if err := g.readCell(e); err != nil {
			return err
		}
	}
}

// place reads a number that a row or a column may give, and that otherwise follows the last one.
func place(text string, following, most int) (int, bool) {
	if text == "" {
		return following, following <= most
	}
	n, err := strconv.Atoi(text)
	return n, err == nil && n >= 1 && n <= most
}

// cell is what a file says of one.
type cell struct {
	kind    string // the attribute t
	format  format
	value   string // of v or is
	given   bool   // there was one
	formula string // "" when it has none
}

func (g *grid) readCell(e xml.StartElement) error {
	column, ok := g.columnOf(attribute(e, "r"))
	if !ok || column <= g.column {
		return damaged(g.row)
	}
	g.column = column
	c := cell{kind: attribute(e, "t")}
	if s, err := strconv.Atoi(attribute(e, "s")); err == nil && s >= 0 && s < len(g.book.formats) {
		c.format = g.book.formats[s]
	}
	if err := g.readValue(&c); err != nil {
		return err
	}
	text, fault, err := g.textOf(&c)
	if err != nil {
		return err
	}
	if strings.TrimSpace(text) == "" {
		return nil
	}
	return g.keep(column, text, fault)
}

// columnOf reads the letters of a place like "AB12", whose number is that of the row.
func (g *grid) columnOf(ref string) (int, bool) {
	if ref == "" {
		return g.column + 1, g.column < MostColumns
	}
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	column := columnNumber(ref[:len(ref)-len(digits)])
	return column, column > 0 && digits == strconv.Itoa(g.row)
}

// columnNumber reads letters; 0 when they name no column.
func columnNumber(letters string) int {
	n := 0
	for i := range len(letters) {
		if letters[i] < 'A' || letters[i] > 'Z' || n > MostColumns {
			return 0
		}
		n = n*26 + int(letters[i]-'A') + 1
	}
	if n > MostColumns {
		return 0
	}
	return n
}

// ColumnName writes the letters of a column, counted from 1: "AB".
func ColumnName(column int) string {
	name := ""
	for ; column > 0; column = (column - 1) / 26 {
		name = string(rune('A'+(column-1)%26)) + name
	}
	return name
}

func (g *grid) readValue(c *cell) error {
	for depth := g.depth; ; {
		e, more, err := g.child(depth)
		if err != nil || !more {
			return err
		}
		switch e.Name.Local {
		case "v":
			c.given = true
			c.value, err = g.text()
		case "is":
			c.given = true
			c.value, err = g.rich()
		case "f":
			c.formula, err = g.text()
			c.formula = "=" + c.formula // that of a group of cells is written once
		default:
			err = g.skip()
		}
		if err != nil {
			return err
		}
	}
}

// textOf gives the text of a cell, and why it holds no value if it holds none.
func (g *grid) textOf(c *cell) (text, fault string, err error) {
	// An empty text is a result: it is written, as a text.
	if c.formula != "" && c.value == "" && !(c.given && c.kind == "str") {
		return c.formula, "Le résultat de cette formule n’est pas enregistré dans le fichier\u00a0: ouvrez-le dans votre tableur et enregistrez-le.", nil
	}
	if c.formula != "" && c.value != "" {
		g.results++
	}
	if !c.given {
		return "", "", nil
	}
	switch c.kind {
	case "s":
		n, err := strconv.Atoi(strings.TrimSpace(c.value))
		if err != nil || n < 0 || n >= len(g.book.shared) {
			return "", "", damaged(g.row)
		}
		return g.book.shared[n], "", nil
	case "inlineStr":
		return c.value, "", nil
	case "str":
		return plainText(c.value), "", nil
	case "b":
		if truth(strings.TrimSpace(c.value)) {
			return "VRAI", "", nil
		}
		return "FAUX", "", nil
	case "e":
		return cmp.Or(c.value, "#ERREUR!"), "Cette cellule contient une erreur de calcul, " + written.Quoted(c.value) + "\u00a0: corrigez sa formule, ou remplacez-la par sa valeur.", nil
	case "d":
		return isoText(c.value), "", nil
	case "", "n":
		return g.numberText(c)
	}
	return "", "", damaged(g.row)
}

func (g *grid) numberText(c *cell) (text, fault string, err error) {
	value := strings.TrimSpace(c.value)
	if value == "" {
		return "", "", nil
	}
	x, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(x, 0) || math.IsNaN(x) {
		return "", "", damaged(g.row)
	}
	return c.format.text(x, g.book.from), "", nil
}

// isoText writes a moment that the file spells out as 2025-06-13T14:30:00.
func isoText(value string) string {
	value = strings.TrimSpace(value)
	day, clock, _ := strings.Cut(value, "T")
	d, err := workcal.Parse(day)
	if err != nil {
		return value
	}
	clock, _, _ = strings.Cut(strings.TrimSuffix(clock, "Z"), ".")
	clock = strings.TrimSuffix(clock, ":00")
	if clock == "" || clock == "00:00" {
		return written.DayText(d)
	}
	return written.DayText(d) + " " + clock
}

// keep puts a text in its place in the row.
func (g *grid) keep(column int, text, fault string) error {
	if column > g.book.options.MaxColumns {
		return &sheet.Problem{Row: g.row, Text: "Cette ligne a du contenu dans la colonne " + ColumnName(column) + ", au-delà de la dernière qui est lue, " + ColumnName(g.book.options.MaxColumns) + "."}
	}
	if TooLong(text) {
		return &sheet.Problem{Row: g.row, Text: "La cellule " + ColumnName(column) + strconv.Itoa(g.row) + " est trop longue\u00a0: 32\u202f767 caractères au plus, comme dans un tableur."}
	}
	if fault != "" {
		if len(g.faults) == mostFaults {
			return &sheet.Problem{Row: g.row, Text: "Plus de 10\u202f000 cellules de ce tableau contiennent une erreur de calcul ou une formule sans résultat\u00a0: corrigez leurs formules, ou remplacez-les par leurs valeurs."}
		}
		g.faults = append(g.faults, Fault{g.row, column, fault})
	}
	for len(g.cells) < column-1 {
		g.cells = append(g.cells, "")
	}
	g.cells = append(g.cells, text)
	g.content = true
	return nil
}

// TooLong reports whether a text is longer than a cell of a spreadsheet can be.
func TooLong(text string) bool {
	return len(text) > MostLetters && len(utf16.Encode([]rune(text))) > MostLetters
}

// look counts the headings of the row that has most of them, and tells whether there is anything.
func (r *reader) look(t tab) (known int, filled bool, err error) {
	g, _, err := r.begin(t)
	if err != nil {
		return 0, false, err
	}
	for range headerRows {
		more, err := g.next()
		if err != nil || !more {
			return known, filled, err
		}
		filled = true
		n := 0
		for _, c := range g.cells[:min(len(g.cells), sheet.HeaderCells)] {
			if r.options.Known != nil && r.options.Known(c) {
				n++
			}
		}
		known = max(known, n)
	}
	return known, filled, nil
}

// fill reads the sheet whole.
func (r *reader) fill(t tab) (*Book, error) {
	g, hidden, err := r.begin(t)
	if err != nil {
		return nil, err
	}
	b := &Book{Sheet: t.name}
	size := 0
	var masked []int // rows that are hidden
	widest := 0
	for b.Cut == 0 {
		more, err := g.next()
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if r.options.MaxRows > 0 && len(b.Rows) == r.options.MaxRows {
			b.Cut = g.row
			break
		}
		for _, c := range g.cells {
			size += len(c)
		}
		if size > MostText {
			return nil, errTooBig
		}
		b.Rows = append(b.Rows, sheet.Row{Number: g.row, Cells: slices.Clone(g.cells)})
		widest = max(widest, len(g.cells))
		if g.masked {
			masked = append(masked, g.row)
		}
	}
	b.Faults = g.faults
	if b.Cut == 0 {
		if b.Merged, err = g.rest(); err != nil {
			return nil, err
		}
	}
	b.noteHidden(masked, hiddenColumns(hidden, widest))
	if g.results > 0 {
		b.note("Les formules sont lues par leur dernier résultat enregistré.")
	}
	links, err := r.archive.relations(t.part)
	if err == nil && (related(links, "comments") != "" || related(links, "threadedComment") != "") {
		b.note("Les commentaires attachés aux cellules ne sont pas lus.")
	}
	return b, err
}

// rest reads what follows the cells, to the end of the part, and gives the areas that are merged.
func (g *grid) rest() (all []Area, err error) {
	for g.depth > 0 {
		e, more, err := g.child(1)
		if err != nil {
			return nil, g.at(err)
		}
		if !more {
			break
		}
		switch e.Name.Local {
		case "mergeCells":
			continue // and step into it
		case "mergeCell":
			area, ok := areaOf(attribute(e, "ref"))
			if !ok {
				return nil, damaged(0)
			}
			if len(all) == mostMerged {
				return nil, &sheet.Problem{Text: "Plus de 10\u202f000 groupes de cellules de ce tableau sont fusionnés\u00a0: défusionnez-les, puis recommencez."}
			}
			all = append(all, area)
		}
		if err := g.skip(); err != nil {
			return nil, g.at(err)
		}
	}
	if err := g.finish(); err != nil && !errors.Is(err, io.EOF) {
		return nil, damaged(0)
	}
	return all, nil
}

// areaOf reads "B3:C5".
func areaOf(ref string) (a Area, ok bool) {
	first, last, several := strings.Cut(strings.ReplaceAll(ref, "$", ""), ":")
	if !several {
		last = first
	}
	var ok1, ok2 bool
	a.FirstRow, a.FirstColumn, ok1 = spot(first)
	a.LastRow, a.LastColumn, ok2 = spot(last)
	return a, ok1 && ok2 && a.FirstRow <= a.LastRow && a.FirstColumn <= a.LastColumn
}

func spot(ref string) (row, column int, ok bool) {
	digits := strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
	column = columnNumber(ref[:len(ref)-len(digits)])
	row, ok = place(digits, 0, MostRows)
	return row, column, ok && row > 0 && column > 0
}

// hiddenColumns names the columns that are hidden among those that hold something.
func hiddenColumns(areas []Area, widest int) []string {
	var names []string
	for column := 1; column <= widest; column++ {
		if slices.ContainsFunc(areas, func(a Area) bool { return a.FirstColumn <= column && column <= a.LastColumn }) {
			names = append(names, ColumnName(column))
		}
	}
	return names
}

func (b *Book) noteHidden(rows []int, columns []string) {
	var parts []string
	if len(rows) > 0 {
		parts = append(parts, sheet.AllRows(rows))
	}
	switch {
	case len(columns) == 1:
		parts = append(parts, "colonne "+columns[0])
	case len(columns) > 1:
		parts = append(parts, "colonnes "+listed(columns))
	}
	if len(parts) > 0 {
		b.note("Ce qui est masqué dans votre tableur est lu comme le reste\u00a0: " + strings.Join(parts, ", ") + ".")
	}
}
