package calendarui

import (
	"net/url"
	"strconv"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/field"
	"parvis/internal/workcal"
	"parvis/web/form"
)

// Form fields of the calendar's settings that its room does not name.
const (
	fieldAlsace = "alsace_moselle"
	fieldUsual  = "service" // the button that gives a person the service's week again
)

// fieldLabels name the fields of the calendar's forms.
var fieldLabels = withDays(map[string]string{calendar.FieldZone: "Zone des vacances scolaires",
	calendar.FieldClosureLabel: "Nom de la fermeture", calendar.FieldClosureFirst: "Premier jour de la fermeture", calendar.FieldClosureLast: "Dernier jour de la fermeture",
	calendar.FieldLeavePerson: "Personne", calendar.FieldLeaveFirst: "Premier jour de l’absence", calendar.FieldLeaveLast: "Dernier jour de l’absence"})

// withDays adds when the museum is open on each day.
func withDays(labels map[string]string) map[string]string {
	for i, d := range calendar.Weekdays {
		labels[calendar.FieldOpening(i)] = "Ouverture du " + workcal.FrenchWeekday(d)
	}
	return labels
}

// window is the title of the window: another year than this one is named.
func (p calendarPage) window() string {
	if p.Year == p.Today.Year() {
		return "Calendrier"
	}
	return "Calendrier " + strconv.Itoa(p.Year)
}

// dayNumber counts the days from 1 for Monday to 7 for Sunday.
func dayNumber(d time.Weekday) string { return strconv.Itoa((int(d)+6)%7 + 1) }

// dayField is the name of a day's check box.
func dayField(d time.Weekday) string { return "jour_" + dayNumber(d) }

// parseDays reads the check boxes of a week.
func parseDays(f *form.Form) workcal.Week {
	var week workcal.Week
	for _, d := range calendar.Weekdays {
		if f.Flag(dayField(d)) {
			week |= workcal.WeekOf(d)
		}
	}
	return week
}

// parseWeek reads the service's week.
func parseWeek(f *form.Form) calendar.Week {
	return calendar.Week{Days: parseDays(f), AlsaceMoselle: f.Flag(fieldAlsace), SchoolZone: f.Text(calendar.FieldZone), Opening: parseOpening(f)}
}

// parseOpening reads when the museum is open, day by day.
func parseOpening(f *form.Form) calendar.Opening {
	var o calendar.Opening
	for i := range o {
		o[i] = f.Text(calendar.FieldOpening(i))
	}
	return o
}

// weekValues writes the service's week as its form would send it.
func weekValues(w calendar.Week) url.Values {
	values := url.Values{calendar.FieldZone: {w.SchoolZone}}
	for _, d := range calendar.Weekdays {
		if w.Days.Has(d) {
			values.Set(dayField(d), "1")
		}
	}
	for i, text := range w.Opening {
		if text != "" {
			values.Set(calendar.FieldOpening(i), text)
		}
	}
	if w.AlsaceMoselle {
		values.Set(fieldAlsace, "oui")
	}
	return values
}

// parseClosure reads a closure; a day left empty is zero, and the room says what that means. Without
// a year, the first is the one nearest to near.
func parseClosure(f *form.Form, near workcal.Date) calendar.Closure {
	first, last := f.Days(calendar.FieldClosureFirst, calendar.FieldClosureLast, near)
	return calendar.Closure{First: first, Last: last, Label: f.Text(calendar.FieldClosureLabel)}
}

// closureValues writes a closure as its form would send it.
func closureValues(c calendar.Closure) url.Values {
	return url.Values{calendar.FieldClosureLabel: {c.Label}, calendar.FieldClosureFirst: {c.First.Digits()}, calendar.FieldClosureLast: {c.Last.Digits()}}
}

// parseLeave reads a leave, its days like those of a closure.
func parseLeave(f *form.Form, near workcal.Date) calendar.Leave {
	first, last := f.Days(calendar.FieldLeaveFirst, calendar.FieldLeaveLast, near)
	return calendar.Leave{PersonID: f.ID(calendar.FieldLeavePerson), First: first, Last: last}
}

// leaveValues writes a leave as its form would send it.
func leaveValues(l calendar.Leave) url.Values {
	values := daysValues(l)
	values.Set(calendar.FieldLeavePerson, field.Number(l.PersonID))
	return values
}

// daysValues is leaveValues where the person is known: one's own page.
func daysValues(l calendar.Leave) url.Values {
	return url.Values{calendar.FieldLeaveFirst: {l.First.Digits()}, calendar.FieldLeaveLast: {l.Last.Digits()}}
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
	return "semaine-" + field.Number(person) + "-" + dayNumber(d)
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
