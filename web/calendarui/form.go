package calendarui

import (
	"net/url"
	"strconv"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Form fields of the calendar's settings that its room does not name.
const (
	fieldAlsace = "alsace_moselle"
	fieldUsual  = "service" // the button that gives a person the service's week again
)

// weekFieldNames are the fields of the service's week.
var weekFieldNames = []string{"jour_1", "jour_2", "jour_3", "jour_4", "jour_5", "jour_6", "jour_7", fieldAlsace, calendar.FieldZone}

// weekdays are the days of the week as people here count them.
var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// dayNumber counts the days from 1 for Monday to 7 for Sunday.
func dayNumber(d time.Weekday) string { return strconv.Itoa((int(d)+6)%7 + 1) }

// dayField is the name of a day's check box.
func dayField(d time.Weekday) string { return "jour_" + dayNumber(d) }

// parseDays reads the check boxes of a week.
func parseDays(f *form.Form) workcal.Week {
	var week workcal.Week
	for _, d := range weekdays {
		if f.Flag(dayField(d)) {
			week |= workcal.WeekOf(d)
		}
	}
	return week
}

// dayNames writes the days of a week: « lundi, mardi et jeudi ».
func dayNames(week workcal.Week) string {
	var names []string
	for _, d := range weekdays {
		if week.Has(d) {
			names = append(names, workcal.FrenchWeekday(d))
		}
	}
	if len(names) == 0 {
		return "aucun jour"
	}
	return french.And(names)
}

// parseWeek reads the service's week.
func parseWeek(f *form.Form) calendar.Week {
	return calendar.Week{Days: parseDays(f), AlsaceMoselle: f.Flag(fieldAlsace), SchoolZone: f.Text(calendar.FieldZone)}
}

// weekValues writes the service's week as its form would send it.
func weekValues(w calendar.Week) url.Values {
	values := url.Values{calendar.FieldZone: {w.SchoolZone}}
	for _, d := range weekdays {
		if w.Days.Has(d) {
			values.Set(dayField(d), "1")
		}
	}
	if w.AlsaceMoselle {
		values.Set(fieldAlsace, "oui")
	}
	return values
}

// weekClash sets the typed week beside the stored one.
func weekClash(f *form.Form, mine, stored calendar.Week) ui.Clash {
	return ui.Clash{Title: "Semaine du service", KeepURL: urls.Week(), BackURL: urls.Calendar(), Hidden: f.Again(stored.Version, weekFieldNames...),
		Versions: []ui.Version{
			{Field: "Jours travaillés", Yours: dayNames(mine.Days), Theirs: dayNames(stored.Days)},
			{Field: "Jours fériés d’Alsace-Moselle", Yours: yesNo(mine.AlsaceMoselle), Theirs: yesNo(stored.AlsaceMoselle)},
			{Field: "Zone scolaire", Yours: mine.SchoolZone, Theirs: stored.SchoolZone},
		}}
}

func yesNo(yes bool) string {
	if yes {
		return "oui"
	}
	return "non"
}

// parseClosure reads a closure; a day left empty is zero, and the room says what that means. Without
// a year, the first is the one nearest to near.
func parseClosure(f *form.Form, near workcal.Date) calendar.Closure {
	first, last := f.Days(calendar.FieldClosureFirst, calendar.FieldClosureLast, near)
	return calendar.Closure{First: first, Last: last, Label: f.Text(calendar.FieldClosureLabel)}
}

// closureValues writes a closure as its form would send it.
func closureValues(c calendar.Closure) url.Values {
	return url.Values{calendar.FieldClosureLabel: {c.Label}, calendar.FieldClosureFirst: {ui.Day(c.First)}, calendar.FieldClosureLast: {ui.Day(c.Last)}}
}

// parseLeave reads a leave, its days like those of a closure.
func parseLeave(f *form.Form, near workcal.Date) calendar.Leave {
	first, last := f.Days(calendar.FieldLeaveFirst, calendar.FieldLeaveLast, near)
	return calendar.Leave{PersonID: f.ID(calendar.FieldLeavePerson), First: first, Last: last}
}

// leaveValues writes a leave as its form would send it.
func leaveValues(l calendar.Leave) url.Values {
	return url.Values{calendar.FieldLeavePerson: {form.Typed(l.PersonID)}, calendar.FieldLeaveFirst: {ui.Day(l.First)}, calendar.FieldLeaveLast: {ui.Day(l.Last)}}
}

// parsePersonWeek reads somebody's own week: 0 for the service's again.
func parsePersonWeek(f *form.Form, person int64) workcal.Week {
	if f.Flag(fieldUsual) {
		return 0
	}
	week := parseDays(f)
	f.Require(week != 0, personDayID(person, time.Monday), "Cochez au moins un jour, ou revenez à la semaine du service.")
	return week
}

// personDayID is the id of a check box in somebody's week; Monday's stands for the whole week.
func personDayID(person int64, d time.Weekday) string {
	return "semaine-" + form.Typed(person) + "-" + dayNumber(d)
}

// The years whose holidays are shown.
const firstYear, lastYear = 1900, 2199

// yearAsked is the year of the holidays to show.
func yearAsked(query *form.Form, usual int) int {
	if year := query.Int("annee"); year >= firstYear && year <= lastYear {
		return year
	}
	return usual
}
