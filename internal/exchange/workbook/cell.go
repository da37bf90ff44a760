package workbook

import (
	"cmp"
	"encoding/xml"
	"math"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

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
	if style := attribute(e, "s"); style != "" { // most cells have none
		if s, err := strconv.Atoi(style); err == nil && s >= 0 && s < len(g.book.formats) {
			c.format = g.book.formats[s]
		}
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
		text = cmp.Or(c.value, "#ERREUR!")
		return text, sheet.SayMistake(shorten(text)), nil
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
