package retroplan

import (
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// Row is what Schedule found about one task of the plan, in its place. Dates that make no sense for it are zero.
type Row struct {
	LatestStart, LatestFinish     workcal.Date
	EarliestStart, EarliestFinish workcal.Date
	PlannedStart, PlannedFinish   workcal.Date
	Slack                         int  // working days from earliest to latest finish; negative when late; see HasSlack
	Critical                      bool // slack ≤ 0; after the event, only when late or once it is over; never when frozen
	Late                          int  // working days by which the slack is negative; 0 when in time
	Frozen                        bool // done or dropped
	AfterEvent                    bool
	Pinned                        bool // the planned dates are those a person decided
	Reason                        Reason
	Conflicts                     []Conflict
}

// HasSlack reports whether the task has a slack: it is open and has a latest finish.
func (r Row) HasSlack() bool { return !r.Frozen && !r.LatestFinish.IsZero() }

// Result is a whole plan, with its rows in the order of Plan.Tasks.
type Result struct {
	Rows       []Row
	Late       int          // worst lateness, in working days
	LateBefore int          // worst lateness among the tasks before the event
	LateTasks  int          // how many tasks are late
	Critical   int          // how many are critical
	Done       int          // how many are done
	Dropped    int          // how many are dropped
	Conflicts  int          // how many conflicts there are in all
	Start      workcal.Date // first planned (or actual) day
	Finish     workcal.Date // last planned (or actual) day

	begun bool  // a task before the event has started or is done
	cause cause // why the latest task before the event is late
}

// Sentence sums the plan up: "le rétroplanning commence 11 jours trop tard". Days are
// working days.
func (r Result) Sentence() string {
	switch {
	case len(r.Rows) == 0:
		return "le rétroplanning est vide"
	case r.LateBefore > 0 && (r.begun || r.cause.kind != startedLate):
		text := "le rétroplanning a " + french.Days(r.LateBefore) + " de retard"
		if r.begun && r.cause.kind == eventOver { // that is no news to who is at work
			return text
		}
		return text + r.cause.clause()
	case r.LateBefore > 0:
		return "le rétroplanning commence " + french.Days(r.LateBefore) + " trop tard"
	case r.Late > 0:
		return "les suites de l’événement ont " + french.Days(r.Late) + " de retard"
	}
	return "le rétroplanning tient dans les délais"
}
