package workbook

import (
	"encoding/xml"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"

	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
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
	if len(columns) > 0 {
		parts = append(parts, french.Agree(len(columns), "colonne ", "colonnes ")+french.AndOthers(columns, mostNamed))
	}
	if len(parts) > 0 {
		b.note("Ce qui est masqué dans votre tableur est lu comme le reste\u00a0: " + strings.Join(parts, ", ") + ".")
	}
}
