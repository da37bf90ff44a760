package table

import (
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
	"parvis/internal/written"
)

// note says what was not read and why, and what the file has not.
func (t Table[T]) note(r *Reading[T], s *source, h header, repeated, nothing []int) {
	say := func(text string) { r.Notes = append(r.Notes, text) }
	var above []int
	for _, row := range s.rows[:h.at] {
		above = append(above, row.Number)
	}
	if len(above) > 0 {
		say("Ce qui précède les en-têtes n’est pas lu\u00a0: " + sheet.AllRows(above) + ".")
	}
	unknown, silent, only := t.unread(s, h)
	if len(unknown) > 0 {
		say("Ces en-têtes ne sont pas connus, et leurs colonnes ne sont pas lues\u00a0: " + french.And(unknown) + ".")
	}
	if len(silent) > 0 {
		say("Ces colonnes ont du contenu sans en-tête et ne sont pas lues\u00a0: " + french.And(silent) + ".")
	}
	if len(only) > 0 {
		say("Parvis écrit lui-même ces colonnes et ne les lit pas\u00a0: " + french.And(only) + ".")
	}
	if missing := t.missing(h); len(missing) > 0 {
		say("Ces colonnes ne sont pas dans le fichier\u00a0: " + quotedLabels(missing) + ".")
	}
	if len(repeated) > 0 {
		say("Les en-têtes sont répétés, et ne sont lus qu’une fois\u00a0: " + sheet.AllRows(repeated) + ".")
	}
	if len(nothing) > 0 {
		say("Ces lignes n’ont rien dans les colonnes qui sont lues, et sont laissées de côté\u00a0: " + sheet.AllRows(nothing) + ".")
	}
	r.Notes = append(r.Notes, s.notes...)
}

// unread names the columns of the file that are not known, that have no heading, and that are
// written only.
func (t Table[T]) unread(s *source, h header) (unknown, silent, only []string) {
	wide := 0
	for _, row := range s.below(h) {
		wide = max(wide, len(row.Cells))
	}
	for i := range max(wide, len(h.columns)) {
		heading := ""
		if i < len(s.rows[h.at].Cells) {
			heading = strings.TrimSpace(s.rows[h.at].Cells[i])
		}
		switch {
		case heading == "" && s.filled(h, i):
			silent = append(silent, workbook.ColumnName(i+1))
		case heading == "":
		case h.columns[i] < 0:
			unknown = append(unknown, written.Quoted(heading)+" ("+workbook.ColumnName(i+1)+")")
		case t.Columns[h.columns[i]].Read == nil:
			only = append(only, french.Quote(t.Columns[h.columns[i]].Label))
		}
	}
	return unknown, silent, only
}

// filled tells whether something stands in a column below the headings.
func (s *source) filled(h header, at int) bool {
	for _, row := range s.below(h) {
		if at < len(row.Cells) && strings.TrimSpace(row.Cells[at]) != "" {
			return true
		}
	}
	return false
}

// missing names the columns that would be read and that the file has not.
func (t Table[T]) missing(h header) []string {
	there := map[int]bool{}
	for _, column := range h.columns {
		there[column] = true
	}
	var labels []string
	for i, c := range t.Columns {
		if c.Read != nil && !there[i] {
			labels = append(labels, c.Label)
		}
	}
	return labels
}
