package retroplan

import (
	"strconv"

	"parvis/internal/workcal"
)

// Row is what Schedule found about one task. Dates that make no sense for it are zero.
type Row struct {
	ID                            string
	LatestStart, LatestFinish     workcal.Date
	EarliestStart, EarliestFinish workcal.Date
	PlannedStart, PlannedFinish   workcal.Date
	Slack                         int  // working days from earliest to latest finish; negative when late
	Critical                      bool // slack ≤ 0, or pinned too late; never when frozen
	Late                          int  // working days the finish is beyond the latest finish; 0 when in time
	Frozen                        bool // done or dropped
	AfterEvent                    bool
	Pinned                        bool // the planned dates are those a person decided
	Effort                        int  // working days of work left; 0 for calendar days, milestones and frozen tasks
	Reason                        Reason
	Conflicts                     []Conflict
}

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
	begun      bool         // a task before the event has started or is done
}

// Sentence sums the plan up: "le rétroplanning commence 11 jours trop tard". Days are
// working days.
func (r Result) Sentence() string {
	switch {
	case len(r.Rows) == 0:
		return "le rétroplanning est vide"
	case r.LateBefore > 0 && r.begun:
		return "le rétroplanning a " + workingDays(r.LateBefore) + " de retard"
	case r.LateBefore > 0:
		return "le rétroplanning commence " + workingDays(r.LateBefore) + " trop tard"
	case r.Late > 0:
		return "les suites de l’événement ont " + workingDays(r.Late) + " de retard"
	}
	return "le rétroplanning tient dans les délais"
}

func workingDays(n int) string {
	if n == 1 || n == -1 {
		return strconv.Itoa(n) + " jour"
	}
	return strconv.Itoa(n) + " jours"
}
