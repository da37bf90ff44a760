package calendarui

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Form fields of the calendar's settings that the plan room does not name.
const (
	fieldAlsace  = "alsace_moselle"
	fieldVersion = "version"
	fieldUsual   = "service" // the button that gives a person the service's week again
)

// The page has two forms with days in them: each puts its own word before the names.
func closureField(name string) string { return "fermeture_" + name }
func leaveField(name string) string   { return "absence_" + name }

// named gives problems the names their fields have on the page.
func named(problems fault.Problems, field func(string) string) fault.Problems {
	list := slices.Clone(problems)
	for i := range list {
		list[i].Field = field(list[i].Field)
	}
	return list
}

// weekdays are the days of the week as people here count them.
var weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// dayNumber counts the days from 1 for Monday to 7 for Sunday.
func dayNumber(d time.Weekday) string { return strconv.Itoa((int(d)+6)%7 + 1) }

// dayField is the name of a day's check box.
func dayField(d time.Weekday) string { return "jour_" + dayNumber(d) }

// parseDays reads the check boxes of a week.
func parseDays(form url.Values) workcal.Week {
	var week workcal.Week
	for _, d := range weekdays {
		if form.Get(dayField(d)) != "" {
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
	switch n := len(names); n {
	case 0:
		return "aucun jour"
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " et " + names[n-1]
	}
}

// weekForm is the service's week as typed.
type weekForm struct {
	Days          workcal.Week
	AlsaceMoselle bool
	Zone          string
	Version       string
}

func weekFormOf(w calendar.Week) weekForm {
	return weekForm{Days: w.Days, AlsaceMoselle: w.AlsaceMoselle, Zone: w.SchoolZone, Version: strconv.Itoa(w.Version)}
}

func parseWeek(form url.Values) weekForm {
	return weekForm{Days: parseDays(form), AlsaceMoselle: form.Get(fieldAlsace) != "",
		Zone: form.Get(calendar.FieldZone), Version: form.Get(fieldVersion)}
}

// read gives the week that was typed. A version that is no number meets a conflict, like an old one.
func (f weekForm) read() (week calendar.Week, version int) {
	version, err := strconv.Atoi(f.Version)
	if err != nil {
		version = 0
	}
	return calendar.Week{Days: f.Days, AlsaceMoselle: f.AlsaceMoselle, SchoolZone: f.Zone}, version
}

// onPage names the first box where the room speaks of the whole week.
func onPage(field string) string {
	if field == calendar.FieldWeek {
		return dayField(time.Monday)
	}
	return field
}

// clash sets the typed week beside the stored one.
func (f weekForm) clash(stored calendar.Week) ui.Clash {
	hidden := []ui.Hidden{{Name: calendar.FieldZone, Value: f.Zone}, {Name: fieldVersion, Value: strconv.Itoa(stored.Version)}}
	for _, d := range weekdays {
		if f.Days.Has(d) {
			hidden = append(hidden, ui.Hidden{Name: dayField(d), Value: "1"})
		}
	}
	if f.AlsaceMoselle {
		hidden = append(hidden, ui.Hidden{Name: fieldAlsace, Value: "1"})
	}
	return ui.Clash{Title: "Semaine du service", KeepURL: urls.Week(), BackURL: urls.Calendar(), Hidden: hidden,
		Versions: []ui.Version{
			{Field: "Jours travaillés", Yours: dayNames(f.Days), Theirs: dayNames(stored.Days)},
			{Field: "Jours fériés d’Alsace-Moselle", Yours: yesNo(f.AlsaceMoselle), Theirs: yesNo(stored.AlsaceMoselle)},
			{Field: "Zone scolaire", Yours: f.Zone, Theirs: stored.SchoolZone},
		}}
}

func yesNo(yes bool) string {
	if yes {
		return "oui"
	}
	return "non"
}

// awayForm is a closure or a leave as typed.
type awayForm struct {
	First, Last   string
	Label, Person string
	Key           string
	Removed       bool // it holds what was just removed, to put it back
}

func parseAway(form url.Values, field func(string) string) awayForm {
	return awayForm{First: form.Get(field(calendar.FieldFirst)), Last: form.Get(field(calendar.FieldLast)),
		Label: form.Get(field(calendar.FieldLabel)), Person: form.Get(field(calendar.FieldPerson)), Key: form.Get("cle")}
}

// days reads both days; a day that is left empty is zero, and the room says what that means. Without
// a year, the first is the one nearest to near, the last the one nearest to the first.
func (f awayForm) days(near workcal.Date) (first, last workcal.Date, notes []string, err error) {
	var p fault.Problems
	first = serve.ReadDay(&p, &notes, calendar.FieldFirst, f.First, near)
	last = serve.ReadDay(&p, &notes, calendar.FieldLast, f.Last, cmp.Or(first, near))
	return first, last, notes, p.Err()
}

// personID is who is away; 0, which is nobody, when that cannot be read.
func (f awayForm) personID() int64 {
	n, err := strconv.ParseInt(f.Person, 10, 64)
	if err != nil {
		return 0
	}
	return n
}

// awayValues fills in a form with stored days and one more value.
func awayValues(field func(string) string, first, last workcal.Date, name, value string) url.Values {
	return url.Values{field(calendar.FieldFirst): {ui.Day(first)}, field(calendar.FieldLast): {ui.Day(last)}, field(name): {value}}
}

// personWeekForm is somebody's own week as typed.
type personWeekForm struct {
	PersonID int64
	Days     workcal.Week
	Usual    bool // the service's week again
}

func parsePersonWeek(personID int64, form url.Values) personWeekForm {
	return personWeekForm{PersonID: personID, Days: parseDays(form), Usual: form.Get(fieldUsual) != ""}
}

// read gives the week to store: 0 for the service's.
func (f personWeekForm) read() (workcal.Week, error) {
	if f.Usual {
		return 0, nil
	}
	var p fault.Problems
	p.Require(f.Days != 0, personDayID(f.PersonID, time.Monday),
		"Cochez au moins un jour, ou revenez à la semaine du service.")
	return f.Days, p.Err()
}

// personDayID is the id of a check box in somebody's week; Monday's stands for the whole week.
func personDayID(person int64, d time.Weekday) string {
	return "semaine-" + id(person) + "-" + dayNumber(d)
}

// The years whose holidays are shown.
const firstYear, lastYear = 1900, 2199

// yearAsked is the year of the holidays to show.
func yearAsked(query url.Values, usual int) int {
	year, err := strconv.Atoi(query.Get("annee"))
	if err != nil || year < firstYear || year > lastYear {
		return usual
	}
	return year
}
