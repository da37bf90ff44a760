package plan

import (
	"slices"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// LoadAhead is over how many days from today on it is told what a person has to finish.
const LoadAhead = 14

// Load is what a plan asks of somebody within the days ahead: the work of her open tasks that are to be finished until then, those that are
// late too.
type Load struct {
	Person  int64
	Name    string
	Effort  retroplan.Effort
	Tasks   int
	Unknown int // of these, those whose effort nobody said
	Worked  int // days that she works meanwhile
}

// loads adds up the work that a plan asks for, person by person.
func (b *board) loads(today workcal.Date) (list []Load) {
	until := today.AddDays(LoadAhead - 1)
	for i := range b.rows {
		row := &b.rows[i]
		if row.ResponsibleID == nil || !row.State.Open() || row.Milestone() || row.PlannedFinish.IsZero() || row.PlannedFinish > until {
			continue
		}
		at := slices.IndexFunc(list, func(l Load) bool { return l.Person == *row.ResponsibleID })
		if at < 0 {
			calendar := b.calendars.Of(row.ResponsibleID)
			if calendar == nil {
				calendar = b.calendars.Service()
			}
			at, list = len(list), append(list, Load{Person: *row.ResponsibleID, Name: row.Responsible, Worked: calendar.Worked(today, until)})
		}
		l := &list[at]
		l.Tasks++
		if l.Effort += row.Effort; !row.Effort.Known() {
			l.Unknown++
		}
	}
	return list
}

// Over tells whether it asks for more days than there are.
func (l Load) Over() bool { return int(l.Effort) > 2*l.Worked }

// LoadsOf adds up what some plans ask of each person, who has most to do for the days she has first.
func LoadsOf(standings []Standing) (list []Load) {
	for i := range standings {
		for _, one := range standings[i].Loads {
			at := slices.IndexFunc(list, func(l Load) bool { return l.Person == one.Person })
			if at < 0 {
				list = append(list, one)
				continue
			}
			list[at].Effort, list[at].Tasks, list[at].Unknown = list[at].Effort+one.Effort, list[at].Tasks+one.Tasks, list[at].Unknown+one.Unknown
		}
	}
	slices.SortStableFunc(list, func(a, b Load) int {
		return int(b.Effort)*max(1, a.Worked) - int(a.Effort)*max(1, b.Worked)
	})
	return list
}
