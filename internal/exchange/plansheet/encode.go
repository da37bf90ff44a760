package plansheet

import (
	"encoding/csv"
	"io"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/retroplan"
)

// columnNames are the columns that are always written, and moreNames those that are written
// when a task has something to say there.
var (
	columnNames = []string{"id", "title", "duration", "needs", "offset", "deadline", "not_before", "state", "actual_start", "actual_finish"}
	moreNames   = []string{"pinned_start", "pinned_finish", "min_duration", "statutory", "optional", "effort", "internal"}
)

// Encode writes tasks so that Decode reads the same ones back: same references, titles, durations,
// needs, offsets, dates, states and flags. What the columns have no place for (calendars,
// days left) is left out. Texts that a spreadsheet would take for a formula are protected.
func Encode(w io.Writer, tasks []retroplan.Task) error {
	out := csv.NewWriter(w)
	used := make([]bool, len(moreNames))
	for i := range tasks {
		for k, text := range moreTexts(&tasks[i]) {
			used[k] = used[k] || text != ""
		}
	}
	header := slices.Clone(columnNames)
	for k, name := range moreNames {
		if used[k] {
			header = append(header, name)
		}
	}
	if err := out.Write(header); err != nil {
		return err
	}
	n, refs := namesOf(tasks)
	for i := range tasks {
		t := &tasks[i]
		row := []string{sheet.Protect(t.Ref), sheet.Protect(t.Title), durationText(t), sheet.Protect(n.needsText(t.Needs, refs)), t.Offset.String(),
			t.Deadline.String(), t.NotBefore.String(), t.State.String(), t.Start.String(), t.Finish.String()}
		for k, text := range moreTexts(t) {
			if used[k] {
				row = append(row, text)
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// moreTexts gives the cells of moreNames.
func moreTexts(t *retroplan.Task) []string {
	texts := []string{t.PinnedStart.String(), t.PinnedFinish.String(), "", "", "", t.Effort.String(), ""}
	if t.MinDuration != 0 {
		texts[2] = strconv.Itoa(t.MinDuration)
	}
	if t.Statutory {
		texts[3] = "oui"
	}
	if t.Optional {
		texts[4] = "oui"
	}
	if t.Internal {
		texts[6] = "oui"
	}
	return texts
}

func durationText(t *retroplan.Task) string {
	if t.CalendarDays {
		return strconv.Itoa(t.Duration) + "c"
	}
	return strconv.Itoa(t.Duration)
}

// namesOf are the names by which Decode will find these tasks, and what each is called by.
func namesOf(tasks []retroplan.Task) (*names, map[int64]string) {
	n := &names{ids: make(map[string]int, len(tasks)), entries: make([]entry, len(tasks))}
	refs := make(map[int64]string, len(tasks))
	for i := range tasks {
		n.ids[tasks[i].Ref] = i
		n.entries[i] = entry{id: tasks[i].Ref, title: tasks[i].Title}
		refs[tasks[i].ID] = tasks[i].Ref
	}
	return n, refs
}

// needsText writes "B;C+2;D-1". Where "D-1" names another task, the lag is written D-01, which
// only reads as a lag.
func (n *names) needsText(needs []retroplan.Need, refs map[int64]string) string {
	parts := make([]string, len(needs))
	for i, need := range needs {
		parts[i] = refs[need.ID]
		if need.Lag == 0 {
			continue
		}
		sign, lag := "+", strconv.Itoa(max(need.Lag, -need.Lag))
		if need.Lag < 0 {
			sign = "-"
		}
		for n.known(refs[need.ID] + sign + lag) {
			lag = "0" + lag
		}
		parts[i] += sign + lag
	}
	return strings.Join(parts, ";")
}
