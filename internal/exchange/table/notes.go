package table

import (
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
	"parvis/internal/written"
)

// note says what was not read and why, and what the file has not.
func (t Table[T]) note(r *Reading[T]) {
	say := func(text string, names string) {
		if names != "" {
			r.Notes = append(r.Notes, text+"\u00a0: "+names+".")
		}
	}
	s, h := r.source, r.header
	var above []int
	for _, row := range s.Rows[:h.at] {
		above = append(above, row.Number)
	}
	say("Ce qui précède les en-têtes n’est pas lu", rowNames(above))
	u := t.unread(s, h)
	say("Ces en-têtes ne sont pas connus, et leurs colonnes ne sont pas lues", names(u.unknown))
	say("Ces colonnes ont du contenu sans en-tête et ne sont pas lues", names(u.silent))
	say("Parvis écrit lui-même ces colonnes et ne les lit pas", names(u.only))
	say("Vous laissez ces colonnes de côté", names(u.left))
	say("Ces colonnes ne sont pas dans le fichier", names(quotedAll(t.missing(h))))
	say("Les en-têtes sont répétés, et ne sont lus qu’une fois", rowNames(r.asideFor(repeated)))
	say("Ces lignes n’ont rien dans les colonnes qui sont lues, et sont laissées de côté", rowNames(r.asideFor(nothingRead)))
	say("Ces lignes sont des totaux, et sont laissées de côté", rowNames(r.asideFor(isTotal)))
	r.Notes = append(r.Notes, s.Notes...)
}

// asideFor gives the numbers of the rows that were set aside for a reason.
func (r *Reading[T]) asideFor(why string) (rows []int) {
	for _, row := range r.aside {
		if row.Remarks[0].Text == why {
			rows = append(rows, row.Number)
		}
	}
	return rows
}

func rowNames(rows []int) string {
	if len(rows) == 0 {
		return ""
	}
	return sheet.AllRows(rows)
}

func names(all []string) string {
	if len(all) == 0 {
		return ""
	}
	return french.And(all)
}

// unread names the columns of the file that are not read.
type unread struct {
	unknown, silent []string // their heading is not known, or there is none
	only            []string // they are written only
	left            []string // the person leaves them aside, or takes another one instead
}

func (t Table[T]) unread(s *intake.Source, h header) (u unread) {
	for _, c := range s.Columns(h.at, func(int) string { return "" }) {
		at := c.At - 1
		column := notRead
		if at < len(h.columns) {
			column = h.columns[at]
		}
		name := workbook.ColumnName(c.At)
		if c.Heading != "" {
			name = written.Quoted(c.Heading) + " (" + name + ")"
		}
		switch {
		case column >= 0 && t.Columns[column].Read == nil:
			u.only = append(u.only, french.Quote(t.Columns[column].Label))
		case column >= 0 || slices.ContainsFunc(h.twice, func(d twice) bool { return d.again == at }):
		case at < len(h.chosen) && h.chosen[at]:
			u.left = append(u.left, name)
		case c.Heading == "":
			u.silent = append(u.silent, name)
		default:
			u.unknown = append(u.unknown, name)
		}
	}
	return u
}

// missing names the columns that would be read and that the file has not.
func (t Table[T]) missing(h header) []string {
	var labels []string
	for i, c := range t.Columns {
		if c.Read != nil && !c.Rare && !slices.Contains(h.columns, i) {
			labels = append(labels, c.Label)
		}
	}
	return labels
}

// quotedAll puts labels between the marks of a quotation.
func quotedAll(labels []string) []string {
	quoted := make([]string, len(labels))
	for i, l := range labels {
		quoted[i] = french.Quote(strings.TrimSpace(l))
	}
	return quoted
}
