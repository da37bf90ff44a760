package plansheet

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"io"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// jsonRow is a task: dates are YYYY-MM-DD, or null.
type jsonRow struct {
	ID             string           `json:"id"`
	Title          string           `json:"title"`
	State          string           `json:"state"`
	Effort         retroplan.Effort `json:"effort_days"` // null when it is not known
	Internal       bool             `json:"internal"`
	LatestStart    workcal.Date     `json:"latest_start"`
	LatestFinish   workcal.Date     `json:"latest_finish"`
	EarliestStart  workcal.Date     `json:"earliest_start"`
	EarliestFinish workcal.Date     `json:"earliest_finish"`
	PlannedStart   workcal.Date     `json:"planned_start"`
	PlannedFinish  workcal.Date     `json:"planned_finish"`
	Slack          *int             `json:"slack"` // null when there is nothing to lose days on
	Critical       bool             `json:"critical"`
	Reason         string           `json:"reason"`
	Why            string           `json:"why"`
	Conflicts      []string         `json:"conflicts"`
}

// EncodeJSON writes the plan as an object: "tasks", in their order, one a line, "warnings",
// sentences about how the table was read where it could be read otherwise, and "summary", the one
// that closes the table. Reasons are
// Reason.Short and Reason.Sentence; conflicts are sentences, and an empty array when there are
// none. A task that is done or dropped, or that nothing limits, has no slack.
func EncodeJSON(w io.Writer, p retroplan.Plan, r retroplan.Result, warnings []string) error {
	out := bufio.NewWriter(w)
	list := jsonList{out: out}
	list.encoder = json.NewEncoder(&list.line)
	list.encoder.SetEscapeHTML(false)
	list.open("{\n  \"tasks\": [")
	for i := range r.Rows {
		list.add(jsonRowOf(&p.Tasks[i], &r.Rows[i]))
	}
	list.open("\n  ],\n  \"warnings\": [")
	for _, text := range warnings {
		list.add(text)
	}
	out.WriteString("\n  ],\n  \"summary\": ")
	list.value(french.Sentence(r.Sentence()))
	out.WriteString("\n}\n")
	return cmp.Or(list.err, out.Flush())
}

// jsonList writes the values of arrays, each on its line, without holding them all.
type jsonList struct {
	out     *bufio.Writer
	line    bytes.Buffer
	encoder *json.Encoder // into line
	some    bool
	err     error
}

func (l *jsonList) open(text string) {
	l.out.WriteString(text)
	l.some = false
}

func (l *jsonList) add(value any) {
	if l.some {
		l.out.WriteByte(',')
	}
	l.some = true
	l.out.WriteString("\n    ")
	l.value(value)
}

func (l *jsonList) value(value any) {
	l.line.Reset()
	if err := l.encoder.Encode(value); l.err == nil {
		l.err = err
	}
	l.out.Write(bytes.TrimSuffix(l.line.Bytes(), []byte("\n")))
}

func jsonRowOf(t *retroplan.Task, row *retroplan.Row) jsonRow {
	j := jsonRow{
		ID: t.Ref, Title: t.Title, State: t.State.String(), Effort: t.Effort, Internal: t.Internal,
		LatestStart: row.LatestStart, LatestFinish: row.LatestFinish,
		EarliestStart: row.EarliestStart, EarliestFinish: row.EarliestFinish,
		PlannedStart: row.PlannedStart, PlannedFinish: row.PlannedFinish,
		Critical: row.Critical,
		Reason:   row.Reason.Short(), Why: row.Reason.Sentence(),
		Conflicts: make([]string, len(row.Conflicts)),
	}
	if !row.Frozen && !row.LatestFinish.IsZero() {
		j.Slack = &row.Slack
	}
	for k, c := range row.Conflicts {
		j.Conflicts[k] = c.Sentence()
	}
	return j
}
