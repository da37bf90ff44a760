package plansheet

import (
	"encoding/csv"
	"encoding/json"
	"io"
	"strconv"
	"strings"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Encode writes tasks so that Decode reads the same ones back: same ids, titles, durations,
// needs, offsets, dates and states. What the columns have no place for (pins, calendars,
// flags) is left out. Texts that a spreadsheet would take for a formula are protected.
func Encode(w io.Writer, tasks []retroplan.Task) error {
	out := csv.NewWriter(w)
	if err := out.Write(columnNames); err != nil {
		return err
	}
	ids := make(map[string]bool, len(tasks))
	for _, t := range tasks {
		ids[t.ID] = true
	}
	for _, t := range tasks {
		offset := ""
		if t.Offset != nil {
			offset = t.Offset.String()
		}
		if err := out.Write([]string{protect(t.ID), protect(t.Title), durationText(t), protect(needsText(t.Needs, ids)), offset,
			t.Deadline.String(), t.NotBefore.String(), t.State.String(), t.Start.String(), t.Finish.String()}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func durationText(t retroplan.Task) string {
	if t.CalendarDays {
		return strconv.Itoa(t.Duration) + "c"
	}
	return strconv.Itoa(t.Duration)
}

// needsText writes "B;C+2;D-1". Where a task D-1 exists too, the lag is written D-01, which
// only reads as a lag.
func needsText(needs []retroplan.Need, ids map[string]bool) string {
	parts := make([]string, len(needs))
	for i, n := range needs {
		parts[i] = n.ID
		if n.Lag == 0 {
			continue
		}
		sign, lag := "+", strconv.Itoa(max(n.Lag, -n.Lag))
		if n.Lag < 0 {
			sign = "-"
		}
		for ids[n.ID+sign+lag] {
			lag = "0" + lag
		}
		parts[i] += sign + lag
	}
	return strings.Join(parts, ";")
}

const formulaStarts = "=+-@\t\r"

// protect puts an apostrophe before what a spreadsheet would run as a formula.
func protect(s string) string {
	if s != "" && (strings.ContainsRune(formulaStarts, rune(s[0])) || s[0] == '\'') {
		return "'" + s
	}
	return s
}

// unprotect takes the apostrophe of protect away.
func unprotect(s string) string {
	if len(s) > 1 && s[0] == '\'' && (strings.ContainsRune(formulaStarts, rune(s[1])) || s[1] == '\'') {
		return s[1:]
	}
	return s
}

// jsonRow is a row as parvis plan --json prints it: dates are YYYY-MM-DD, or null.
type jsonRow struct {
	ID             string       `json:"id"`
	LatestStart    workcal.Date `json:"latest_start"`
	LatestFinish   workcal.Date `json:"latest_finish"`
	EarliestStart  workcal.Date `json:"earliest_start"`
	EarliestFinish workcal.Date `json:"earliest_finish"`
	PlannedStart   workcal.Date `json:"planned_start"`
	PlannedFinish  workcal.Date `json:"planned_finish"`
	Slack          int          `json:"slack"`
	Critical       bool         `json:"critical"`
	Reason         string       `json:"reason"`
	Conflicts      []string     `json:"conflicts"`
}

// EncodeJSON writes the plan as one array of rows, in the order of the tasks. Reasons are
// Reason.Short; conflicts are sentences, and an empty array when there are none.
func EncodeJSON(w io.Writer, r retroplan.Result) error {
	rows := make([]jsonRow, len(r.Rows))
	for i, row := range r.Rows {
		rows[i] = jsonRow{
			ID:          row.ID,
			LatestStart: row.LatestStart, LatestFinish: row.LatestFinish,
			EarliestStart: row.EarliestStart, EarliestFinish: row.EarliestFinish,
			PlannedStart: row.PlannedStart, PlannedFinish: row.PlannedFinish,
			Slack: row.Slack, Critical: row.Critical,
			Reason: row.Reason.Short(), Conflicts: make([]string, len(row.Conflicts)),
		}
		for k, c := range row.Conflicts {
			rows[i].Conflicts[k] = c.Sentence()
		}
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", "  ")
	return out.Encode(rows)
}
