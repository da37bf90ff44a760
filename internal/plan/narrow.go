package plan

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Narrow is what a plan's page or sheet is narrowed to. Its criteria add up; the zero value keeps every row.
type Narrow struct {
	Words      string           // each of them is in the title, the category's name or the responsible person's
	Person     int64            // who is responsible; 0: anybody
	Unassigned bool             // nobody is
	Mine       int64            // the reader, who is; 0: not asked
	Category   Category         // "": any
	State      *retroplan.State // nil: any
	Late       bool             // open, and misses its latest finish
	Critical   bool             // open, without slack, late or not
	Blocked    bool
	Remaining  bool         // neither done nor dropped
	Until      workcal.Date // its planned finish is that day at the latest; zero: any
	Partner    bool         // what is shown outside of the service: see View.Narrowed
}

// Zero tells whether it keeps every row.
func (n Narrow) Zero() bool { return n == Narrow{} }

// Keeps tells whether a row answers every criterion.
func (n Narrow) Keeps(r *Row) bool {
	switch {
	case n.Person != 0 && (r.ResponsibleID == nil || *r.ResponsibleID != n.Person),
		n.Mine != 0 && (r.ResponsibleID == nil || *r.ResponsibleID != n.Mine),
		n.Unassigned && r.ResponsibleID != nil,
		n.Category != "" && r.Category != n.Category,
		n.State != nil && r.State != *n.State,
		n.Late && (!r.State.Open() || r.Late == 0),
		n.Critical && (!r.State.Open() || !r.Critical),
		n.Blocked && r.State != retroplan.Blocked,
		n.Remaining && !r.State.Open(),
		!n.Until.IsZero() && (r.PlannedFinish.IsZero() || r.PlannedFinish > n.Until),
		n.Partner && internal(r):
		return false
	}
	return n.Words == "" || r.says(n.Words)
}

// Rows are those that it keeps, in their order. The rows it is given are left as they are.
func (n Narrow) Rows(rows []Row) []Row {
	if n.Zero() {
		return rows
	}
	kept := make([]Row, 0, len(rows))
	for i := range rows {
		if n.Keeps(&rows[i]) {
			kept = append(kept, rows[i])
		}
	}
	return kept
}

// says tells whether every one of the words is in what a row of the list shows of its task.
func (r *Row) says(words string) bool {
	text := french.Fold(r.Title + "\n" + r.Category.Label() + "\n" + r.Responsible)
	for _, word := range strings.Fields(french.Fold(words)) {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}

// internal tells whether a task is the service's own business, which a partner's version leaves out.
func internal(r *Row) bool { return r.Internal }

// Narrowed is a plan with the rows that a page or a sheet is narrowed to; what it counts stays what the whole plan
// counts. A partner's version has no name, no reason that is the service's own, and counts only what it shows.
func (v View) Narrowed(n Narrow) View {
	all := v.Rows
	v.Rows = n.Rows(all)
	if !n.Partner {
		return v
	}
	shown := map[int64]bool{}
	for i := range all {
		shown[all[i].ID] = !internal(&all[i])
	}
	counted := Narrow{Partner: true}.Rows(all)
	v.Summary = summed(counted)
	v.Project.Pilot, v.Project.PilotID = "", 0
	rows := make([]Row, len(v.Rows))
	for i, r := range v.Rows {
		r.Responsible, r.ResponsibleID, r.SuggestedRole = "", nil, ""
		r.BlockedBecause, r.Notes, r.Source, r.Conflicts = "", "", "", nil
		if r.Reason.Kind == retroplan.ReasonSuccessor {
			r.Reason = retroplan.Reason{}
		}
		r.Reason = r.Reason.Public()
		r.Needs, r.Successors = visible(r.Needs, shown), visible(r.Successors, shown)
		rows[i] = r
	}
	v.Rows = rows
	return v
}

// visible are the links that lead to what is shown.
func visible(links []Link, shown map[int64]bool) []Link {
	kept := make([]Link, 0, len(links))
	for _, l := range links {
		if shown[l.ID] {
			kept = append(kept, l)
		}
	}
	return kept
}
