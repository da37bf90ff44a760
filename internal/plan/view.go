package plan

import (
	"time"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Project is what a plan's pages need to know about the project it belongs to.
type Project struct {
	ID           int64
	Title        string
	ShortName    string // "": none
	Kind         programme.Kind
	Status       programme.Status
	PilotID      int64
	Pilot        string
	EventID      int64        // 0: the days are the project's own
	EventName    string       // "" then
	First        workcal.Date // zero: none yet
	Last         workcal.Date
	SafetyMargin int  // working days
	Version      int  // of its sheet
	Member       bool // the reader is a member or the pilot
}

// Short is what the project is called where there is little room.
func (p Project) Short() string { return programme.Short(p.ShortName, p.Title) }

// Anchor gives the days the plan hangs on: J and E.
func (p Project) Anchor() retroplan.Anchor { return retroplan.Anchor{First: p.First, Last: p.Last} }

// Dated tells whether there are such days. Without them tasks have no date: they stand by hand, with their
// offsets and durations, and nothing is critical or late.
func (p Project) Dated() bool { return !p.First.IsZero() }

// DaysText writes those days: « 13–15 juin 2025 », or that there are none yet.
func (p Project) DaysText() string { return programme.DaysText(p.First, p.Last) }

// Open tells whether the project still accepts changes.
func (p Project) Open() bool { return p.Status.Open() }

// Live tells whether the project's tasks still ask for work: neither archived nor cancelled.
func (p Project) Live() bool { return p.Open() && p.Status != programme.Cancelled }

// Link names another task of the plan.
type Link struct {
	ID     int64
	Number int // its own
	Title  string
	Lag    int // working days between the two; negative is an overlap
}

// Row is one task of a plan with everything a page says about it. The dates of a done task are
// what really happened; a dropped task has none.
type Row struct {
	Task
	retroplan.Row
	Allowed
	Year        int    // of the day the plan is read on: days of another year are written with theirs
	J           string // where the planned finish stands: "J-21", "E+7", "Jour J", "pendant"; without a date, the offset
	ItemsTicked int
	Items       int
	Needs       []Link // predecessors
	Successors  []Link
}

// Why says in a French sentence why the latest finish is that day.
func (r *Row) Why() string { return french.Sentence(r.Reason.Sentence()) }

// View is a whole plan on one day.
type View struct {
	Project          Project
	Today            workcal.Date
	Rows             []Row // by planned finish, then by hand; only by hand while the project has no date
	Summary          Summary
	Calendar         *workcal.Calendar // the service's, to shade days off from the plan's first month on
	SchoolZone       string            // whose school holidays are shown: "A", "B" or "C"
	CanEdit          bool              // may create tasks here
	CanApplyTemplate bool
	CanExchange      bool // may have it as a file
	CanMoveDate      bool
	CanUnarchive     bool // it is archived, and she may take it out
}

// Row gives the row of a task, if the plan has it.
func (v View) Row(taskID int64) (Row, bool) {
	for _, r := range v.Rows {
		if r.ID == taskID {
			return r, true
		}
	}
	return Row{}, false
}

// Month is the part of a plan that finishes in one month.
type Month struct {
	First workcal.Date // the month's first day; zero for the dropped tasks, which come last, and without a date
	Label string       // "juin 2025"
	Rows  []Row
}

// Months groups the rows by the month of their planned finish, in order: one group without a month while
// the project has no date.
func (v View) Months() []Month {
	if !v.Project.Dated() && len(v.Rows) > 0 {
		return []Month{{Label: "Sans date", Rows: v.Rows}}
	}
	var months []Month
	for i, r := range v.Rows {
		first, label := monthOf(r.PlannedFinish)
		if len(months) == 0 || months[len(months)-1].First != first {
			months = append(months, Month{First: first, Label: label, Rows: v.Rows[i:i]})
		}
		last := &months[len(months)-1]
		last.Rows = last.Rows[:len(last.Rows)+1]
	}
	return months
}

func monthOf(d workcal.Date) (first workcal.Date, label string) {
	if d.IsZero() {
		return 0, "Abandonnées"
	}
	first = d.AddDays(1 - d.Day())
	return first, first.FrenchMonthYear()
}

// Group is the part of a plan that one person, or nobody yet, is responsible for.
type Group struct {
	PersonID int64 // 0: nobody yet
	Name     string
	Rows     []Row
}

// ByPerson groups the rows by responsible person, in the order they first appear; what is
// nobody's comes last.
func (v View) ByPerson() []Group {
	var groups []Group
	at := map[int64]int{}
	nobody := Group{Name: french.Unassigned}
	for _, r := range v.Rows {
		if r.ResponsibleID == nil {
			nobody.Rows = append(nobody.Rows, r)
			continue
		}
		i, ok := at[*r.ResponsibleID]
		if !ok {
			i = len(groups)
			at[*r.ResponsibleID] = i
			groups = append(groups, Group{PersonID: *r.ResponsibleID, Name: r.Responsible})
		}
		groups[i].Rows = append(groups[i].Rows, r)
	}
	if len(nobody.Rows) > 0 {
		groups = append(groups, nobody)
	}
	return groups
}

// Health is how a plan stands, in one word.
type Health string

// The healths.
const (
	OnTrack Health = "on_track" // nothing open is critical, blocked or in conflict
	Tight   Health = "tight"    // something is: no day may be lost
	Overdue Health = "overdue"  // something cannot be finished in time any more
	Undated Health = "undated"  // the project has no date yet: nobody can tell
)

// Label is the health's French name.
func (h Health) Label() string {
	switch h {
	case Overdue:
		return "En retard"
	case Tight:
		return "Tendu"
	case Undated:
		return "Sans date"
	}
	return "À jour"
}

// Summary counts a plan. Dropped tasks are counted in Dropped only.
type Summary struct {
	Health    Health
	Sentence  string // « Le rétroplanning commence 11 jours ouvrés trop tard. »
	Total     int    // dropped ones left out
	Done      int
	Dropped   int
	Open      int
	Blocked   int
	Late      int // open tasks that miss their latest finish
	Critical  int // open tasks without slack, late ones included
	Conflicts int // open tasks with a conflict
	LateBy    int // the worst lateness, in working days
}

// Percent is how much of the plan is done, from 0 to 100.
func (s Summary) Percent() int {
	if s.Total == 0 {
		return 0
	}
	return s.Done * 100 / s.Total
}

// Progress is how far a plan has come, dropped tasks left out.
type Progress struct{ Total, Done int }

// Detail is one task with all that its page shows.
type Detail struct {
	Project    Project
	Row        Row
	Items      []Item
	Removed    []Item          // taken off the checklist less than 30 days ago, last first
	Candidates []Candidate     // tasks that could be needed first, in the plan's order
	People     []Assignee      // who may be made responsible: members first
	History    []journal.Entry // of the task and its items, newest first, at most ten
	Today      workcal.Date

	CanAdd       bool // may create tasks in the project
	CanUnarchive bool // its project is archived, and she may take it out
}

// Candidate is a task that may be picked as a predecessor.
type Candidate struct {
	ID     int64
	Number int
	Title  string
	J      string
	Month  string // of its planned finish, "juin 2025"; "" for a task without a date
	Cycle  string // not "": it cannot be picked, and this sentence says which loop it would close
}

// Assignee is a person who may be made responsible for a task.
type Assignee struct {
	ID     int64
	Name   string
	Role   access.Role
	Member bool // of the task's project
}

// Blank is what the form of a new task needs.
type Blank struct {
	Project    Project
	People     []Assignee
	Candidates []Candidate // tasks that it could wait for, in the plan's order
}

// Deleted is a task that can still be restored.
type Deleted struct {
	ID    int64
	Title string
	At    time.Time
	Until time.Time // after that it cannot
}

// Milestone is one of a plan, as far as a list of plans names it.
type Milestone struct {
	ID            int64
	Title         string
	PlannedFinish workcal.Date // zero where its project has no date
	Year          int          // that of today: its day is written without it
}

// Standing is how one project's plan stands, for a dashboard.
type Standing struct {
	Project  Project
	Summary  Summary
	Next     *Milestone // the next open one from today on, or nil
	Late     []Place    // by planned finish
	Critical []Place    // late ones left out
	Blocked  []Place
	Loads    []Load // what it asks of people in the days ahead
}
