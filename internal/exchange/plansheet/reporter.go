package plansheet

import (
	"regexp"
	"slices"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/written"
)

// reporter collects what an import says of the rows.
type reporter struct {
	decoder *decoder
	remarks map[int][]intake.Remark // by row
	notes   []string
	asks    []intake.Ask
}

// wait says that a row cannot go in before a cell is mended, its place counted from 0; -1 is the whole row.
func (r *reporter) wait(row, at int, sentence, proposal string) {
	if proposal != "" { // the sentence has an example of its own
		sentence = exampleDay.ReplaceAllLiteralString(sentence, "par exemple "+proposal)
	}
	r.remark(row, at, intake.Remark{Text: sentence, Proposal: proposal, Waits: true})
}

var exampleDay = regexp.MustCompile(`par exemple \d\d/\d\d/\d{4}`)

// remark says something of a row. The same is said once.
func (r *reporter) remark(row, at int, remark intake.Remark) {
	if at >= 0 {
		remark.Column = at + 1
		if at < len(r.decoder.headers) {
			remark.Heading = r.decoder.headers[at]
		}
		remark.Cell = r.decoder.cellAt(row, at)
	}
	if r.remarks == nil {
		r.remarks = map[int][]intake.Remark{}
	}
	if !slices.Contains(r.remarks[row], remark) {
		r.remarks[row] = append(r.remarks[row], remark)
	}
}

// note takes what Decode would note: of rows, or of the file or a column. What was left aside is said with
// its rows.
func (r *reporter) note(kind noteKind, rows []int, at int, text string) {
	switch {
	case len(rows) > 0 && kind == noteFile:
		return
	case len(rows) == 0:
		header := ""
		if at >= 0 {
			header = r.decoder.headers[at]
		}
		if text = placed(nil, at+1, header, text); !slices.Contains(r.notes, text) {
			r.notes = append(r.notes, text)
		}
	}
	for _, row := range rows {
		r.remark(row, at, intake.Remark{Text: text})
	}
}

// waits tells whether something of a row is to be mended.
func (r *reporter) waits(row int) bool {
	return slices.ContainsFunc(r.remarks[row], func(m intake.Remark) bool { return m.Waits })
}

// all gives the whole report.
func (r *reporter) all() intake.Report {
	d, s := r.decoder, r.decoder.source
	report := intake.Report{Encoding: s.Encoding, Separator: s.Separator, Sheet: s.Sheet, Sheets: s.Sheets, Heading: d.headerRow.Number, Asks: r.asks, Notes: r.notes}
	for _, role := range importRoles {
		report.Roles = append(report.Roles, role.Role)
	}
	heading := slices.IndexFunc(s.Rows, func(row sheet.Row) bool { return row.Number == d.headerRow.Number })
	report.Columns = s.Columns(max(heading, 0), func(at int) string {
		if at < len(d.columns) {
			return d.columns[at].roleName()
		}
		return intake.Aside
	})
	for i, c := range report.Columns { // its header may stand over two rows
		if c.At <= len(d.headers) {
			report.Columns[i].Heading = d.headers[c.At-1]
		}
	}
	report.Rows = r.rows()
	return report
}

// rows gives each row that is not empty its one outcome.
func (r *reporter) rows() []intake.Row {
	d := r.decoder
	aside, tasks := map[int]string{}, map[int]bool{}
	for _, left := range d.sheet.LeftAside {
		aside[left.Row] = left.Text
	}
	for _, row := range d.sheet.Rows {
		tasks[row] = true
	}
	var all []intake.Row
	if d.source.SepRow {
		all = append(all, intake.Row{Number: 1, Outcome: intake.Skipped, Remarks: []intake.Remark{{Text: intake.SepRowSays}}})
	}
	for _, row := range d.source.Rows {
		one := intake.Row{Number: row.Number, Title: intake.Shown(d.headlineOf(row)), Outcome: intake.Skipped, Remarks: r.remarks[row.Number]}
		left := d.source.Aside(row)
		switch {
		case row.Number == d.headerRow.Number:
			if one.Title = intake.Shown(sheet.FirstText(row.Cells)); !r.waits(row.Number) {
				one.Remarks = append(one.Remarks, intake.Remark{Text: "Cette ligne porte les en-têtes."})
			}
		case left != "" && !tasks[row.Number]:
			one.Remarks = []intake.Remark{{Text: left}}
		case tasks[row.Number]:
			one.Outcome = intake.Created
		default:
			one.Remarks = append([]intake.Remark{{Text: whyAside(row, aside[row.Number])}}, r.faults(row)...)
			one.MayTake = d.takeable[row.Number]
		}
		if slices.ContainsFunc(one.Remarks, func(m intake.Remark) bool { return m.Waits }) {
			one.Outcome = intake.Waits
		}
		all = append(all, one)
	}
	return all
}

// whyAside says why a row is no task.
func whyAside(row sheet.Row, why string) string {
	_, numbers := sheet.LooksLikeTotal(row.Cells)
	switch {
	case why == "":
		return "Cette ligne ne dit rien qui puisse être lu."
	case numbers && countFilled(row.Cells) == 1:
		return "Cette ligne n’a qu’un nombre, sans titre\u00a0: elle est laissée de côté."
	}
	return why
}

// faults says, of a row that is no task, which cells hold no value, if it has no other: nobody can tell
// what it is.
func (r *reporter) faults(row sheet.Row) (all []intake.Remark) {
	for at := range row.Cells {
		text, why := r.decoder.source.Cell(row, at)
		switch {
		case why != "":
			all = append(all, intake.Remark{Column: at + 1, Cell: intake.Shown(row.Cells[at]), Text: why, Waits: true})
		case text != "":
			return nil
		}
	}
	return all
}

// cellAt gives what stands in a cell, its place counted from 0.
func (d *decoder) cellAt(row, at int) string {
	i, found := slices.BinarySearchFunc(d.source.Rows, row, func(r sheet.Row, number int) int { return r.Number - number })
	if !found || at >= len(d.source.Rows[i].Cells) {
		return ""
	}
	return cellText(d.source.Rows[i].Cells[at])
}

// likely gives the day that could stand in a cell instead of its words, "" for none.
func (d *decoder) likely(text string) string {
	if !d.importing {
		return ""
	}
	if day, ok := written.Likely(text, d.options.Event.First); ok {
		return written.DayText(day)
	}
	return ""
}
