package table

import (
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
)

// Report tells how the file was read, and what would become of each of its rows: one that is read would be
// created, as long as nobody above knows better; one with a problem waits. The row of headings waits too
// while a column is missing or there twice.
func (r *Reading[T]) Report() intake.Report {
	s := r.source
	report := intake.Report{Encoding: s.Encoding, Separator: s.Separator, Sheet: s.Sheet, Sheets: s.Sheets, Heading: r.Heading, Notes: r.Notes}
	for _, c := range r.table.Columns {
		if c.Read != nil {
			report.Roles = append(report.Roles, intake.Role{Name: c.Name, Label: c.Label, Group: c.Group})
		}
	}
	first := map[string]int{} // where a heading comes first: what stands under it follows there
	for i, role := range report.Roles {
		if _, there := first[role.Group]; !there {
			first[role.Group] = i
		}
	}
	slices.SortStableFunc(report.Roles, func(a, b intake.Role) int { return first[a.Group] - first[b.Group] })
	report.Columns = s.Columns(r.header.at, func(at int) string {
		if at >= len(r.header.columns) || r.header.columns[at] < 0 || r.table.Columns[r.header.columns[at]].Read == nil {
			return intake.Aside
		}
		return r.table.Columns[r.header.columns[at]].Name
	})
	rows := make([]intake.Row, 0, len(s.Rows)+1)
	if s.SepRow {
		rows = append(rows, intake.Row{Number: 1, Outcome: intake.Skipped, Remarks: []intake.Remark{{Text: intake.SepRowSays}}})
	}
	rows = append(append(rows, r.headingRow()), r.aside...)
	for i := range r.Rows {
		rows = append(rows, r.rowOf(&r.Rows[i]))
	}
	slices.SortStableFunc(rows, func(a, b intake.Row) int { return a.Number - b.Number })
	report.Rows = rows
	return report
}

// headingRow tells what is to be decided about the columns.
func (r *Reading[T]) headingRow() intake.Row {
	cells := r.source.Rows[r.header.at]
	row := intake.Row{Number: r.Heading, Title: titleOf(cells), Outcome: intake.Waits}
	for _, label := range r.Missing {
		row.Remarks = append(row.Remarks, intake.Remark{Text: "Aucune colonne n’est lue comme " + french.Quote(label) + "\u00a0: choisissez laquelle l’est.", Waits: true})
	}
	for _, d := range r.header.twice {
		row.Remarks = append(row.Remarks, intake.Remark{Column: d.again + 1, Heading: cellOf(cells, d.again), Cell: cellOf(cells, d.again), Waits: true,
			Text: r.table.sayTwice(d, "") + "\u00a0: choisissez ce qu’est celle-ci, ou laissez-la de côté."})
	}
	if !r.header.found && len(r.Missing) == 0 && !slices.Contains(r.header.chosen, true) {
		row.Remarks = append(row.Remarks, intake.Remark{Text: "Aucune des premières lignes ne porte d’en-tête connu\u00a0: choisissez ce que sont les colonnes.", Waits: true})
	}
	if len(row.Remarks) == 0 {
		row.Outcome, row.Remarks = intake.Skipped, []intake.Remark{{Text: "Cette ligne porte les en-têtes."}}
	}
	return row
}

// rowOf tells what would become of a row that was read.
func (r *Reading[T]) rowOf(one *Row[T]) intake.Row {
	row := intake.Row{Number: one.Number, Title: r.titleOf(one.cells), Outcome: intake.Created}
	for _, p := range one.Problems {
		row.Outcome = intake.Waits
		remark := intake.Remark{Column: p.at, Heading: p.Label, Text: p.Text, Waits: true}
		if p.at > 0 {
			remark.Heading, remark.Cell = cellOf(r.source.Rows[r.header.at], p.at-1), cellOf(one.cells, p.at-1)
			remark.Proposal = r.source.CoveredBy(one.Number, p.at)
		}
		row.Remarks = append(row.Remarks, remark)
	}
	return row
}

// titleOf gives what a person would call a row: what must be there, else its first text.
func (r *Reading[T]) titleOf(row sheet.Row) string {
	for i, column := range r.header.columns {
		if column >= 0 && r.table.Columns[column].Required {
			if text := cellOf(row, i); text != "" {
				return intake.Shown(text)
			}
		}
	}
	return titleOf(row)
}

func titleOf(row sheet.Row) string { return intake.Shown(sheet.FirstText(row.Cells)) }

// cellOf gives what stands in a cell, its place counted from 0.
func cellOf(row sheet.Row, at int) string {
	if at >= len(row.Cells) {
		return ""
	}
	return sheet.Unprotect(strings.TrimSpace(row.Cells[at]))
}
