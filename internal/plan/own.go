package plan

import (
	"strings"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// maxOwn is how many things somebody may have noted for herself, done ones included.
const maxOwn = 1000

// OwnDraft is what somebody notes for herself.
type OwnDraft struct {
	Title string
	Day   workcal.Date // by when; zero: some day
}

// Own is a thing to do that somebody noted for herself, outside any project: she and the head of service see it, and
// she alone changes it.
type Own struct {
	ID       int64
	PersonID int64
	Title    string
	Day      workcal.Date
	DoneOn   workcal.Date // zero: to do
	Version  int          // goes back with EditOwn
}

// OwnDetail is one with its history, newest first, at most ten entries.
type OwnDetail struct {
	Own
	Person  string // whose it is
	Mine    bool   // its reader's: she may change it
	History []journal.Entry
	Today   workcal.Date
}

// Done tells whether it was ticked.
func (o Own) Done() bool { return !o.DoneOn.IsZero() }

// Late is by how many days it is past, on a day.
func (o Own) Late(today workcal.Date) int {
	if o.Done() || o.Day.IsZero() {
		return 0
	}
	return max(0, today.Sub(o.Day))
}

// Draft gives back what may be edited.
func (o Own) Draft() OwnDraft { return OwnDraft{Title: o.Title, Day: o.Day} }

// OwnFields lists what is told of it, in the order of its form.
var OwnFields = field.List[OwnDraft]{
	{Name: FieldTitle, Label: "Titre", Value: func(d OwnDraft) string { return d.Title }},
	{Name: FieldDue, Label: "Pour le", Day: func(d OwnDraft) workcal.Date { return d.Day }},
}

// Check lists what must be mended.
func (d OwnDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(strings.TrimSpace(d.Title) != "", FieldTitle, "Donnez un titre à la tâche.")
	p.CheckText(FieldTitle, d.Title, maxTitle)
	calendar.CheckYear(&p, FieldDue, d.Day)
	return p
}

// trimmed is the draft as it is stored.
func (d OwnDraft) trimmed() OwnDraft {
	d.Title = french.OneLine(d.Title)
	return d
}

// Subject is the task as the journal names it.
func (o Own) Subject() journal.Subject {
	return journal.Subject{Kind: journal.OwnTask, ID: o.ID, Name: o.Title}
}

// when places it in a list; "" leaves it out. One without a day has no date.
func (o Own) when(today workcal.Date) When {
	switch {
	case o.Done() && o.DoneOn.Sub(today) < -recentDays:
		return ""
	case o.Done():
		return WhenDone
	case o.Day.IsZero():
		return WhenUndated
	case o.Day < today:
		return WhenLate
	case o.Day == today:
		return WhenToday
	}
	return ahead(o.Day, today)
}

// mayReadOwn tells whether somebody sees what a person noted for herself.
func mayReadOwn(by account.By, person int64) bool { return by.Can(MayReadOwn, tieTo(by, person)) }
