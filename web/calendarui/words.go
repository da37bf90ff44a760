package calendarui

import (
	"time"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
)

// person finds somebody among the people shown.
func (p calendarPage) person(personID int64) (calendar.PersonCalendar, bool) {
	for _, one := range p.People {
		if one.PersonID == personID {
			return one, true
		}
	}
	return calendar.PersonCalendar{}, false
}

// upcoming are the closures that are not over; past are the others, last first.
func (p calendarPage) upcoming() []calendar.Closure {
	var list []calendar.Closure
	for _, c := range p.Closures {
		if c.Last >= p.Today {
			list = append(list, c)
		}
	}
	return list
}

func (p calendarPage) past() []calendar.Closure {
	var list []calendar.Closure
	for _, c := range p.Closures {
		if c.Last < p.Today {
			list = append([]calendar.Closure{c}, list...)
		}
	}
	return list
}

// leavesAhead are somebody's leaves that are not over.
func (p calendarPage) leavesAhead(one calendar.PersonCalendar) []calendar.Leave {
	var list []calendar.Leave
	for _, l := range one.Leaves {
		if l.Last >= p.Today {
			list = append(list, l)
		}
	}
	return list
}

// ownDays are the days ticked in somebody's form: as typed when it was refused, else as stored.
func (p calendarPage) ownDays(one calendar.PersonCalendar) workcal.Week {
	if p.OwnID == one.PersonID {
		return parseDays(p.Own)
	}
	return one.Days
}

// leavesURL is where a leave is added.
func (p calendarPage) leavesURL() string {
	if p.Mine {
		return urls.MyAbsences()
	}
	return urls.Leaves()
}

// weekURL is where somebody's own week is set.
func (p calendarPage) weekURL(one calendar.PersonCalendar) string {
	if p.Mine {
		return urls.MyWeek()
	}
	return urls.PersonWeek(one.PersonID)
}

// peopleOptions are the people who may be away.
func (p calendarPage) peopleOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir une personne"}}
	for _, one := range p.People {
		options = append(options, ui.Option{Value: field.Number(one.PersonID), Label: one.Name})
	}
	return options
}

// zones are the three zones of the school holidays, with their academies.
var zones = []ui.Option{
	{Value: "A", Label: "Zone A (Besançon, Bordeaux, Clermont-Ferrand, Dijon, Grenoble, Limoges, Lyon, Poitiers)"},
	{Value: "B", Label: "Zone B (Aix-Marseille, Amiens, Lille, Nancy-Metz, Nantes, Nice, Normandie, Orléans-Tours, Reims, Rennes, Strasbourg)"},
	{Value: "C", Label: "Zone C (Créteil, Montpellier, Paris, Toulouse, Versailles)"},
}

// holidays are the public holidays of the year shown.
func (p calendarPage) holidays() []workcal.PublicHoliday {
	return workcal.PublicHolidays(p.Year, p.Week.AlsaceMoselle)
}

// schoolHolidays are those of the service's zone that touch the year shown.
func (p calendarPage) schoolHolidays() []workcal.SchoolHoliday {
	var list []workcal.SchoolHoliday
	for _, h := range workcal.SchoolHolidays(p.Week.SchoolZone) {
		if h.From.Year() == p.Year || h.To.Year() == p.Year {
			list = append(list, h)
		}
	}
	return list
}

// schoolDays writes the days of school holidays, whose end may not be known yet.
func schoolDays(h workcal.SchoolHoliday) string {
	if h.To.IsZero() {
		return "à partir du " + h.From.FrenchDay()
	}
	return workcal.FrenchRange(h.From, h.To)
}

// personProblem is what must be mended in somebody's week, or "".
func (p calendarPage) personProblem(one calendar.PersonCalendar) string {
	return p.Problems.For(personDayID(one.PersonID, time.Monday))
}

func personProblemID(one calendar.PersonCalendar) string {
	return "semaine-" + field.Number(one.PersonID) + "-problem"
}

// describedBy is the id of the sentence about a field, or "" when there is nothing to say.
func describedBy(problems fault.Problems, field, sentenceID string) string {
	if problems.For(field) == "" {
		return ""
	}
	return sentenceID
}

func calendarLead(canEdit bool) string {
	lead := "Les jours travaillés du service. Les rétroplannings ne placent une tâche que sur ces jours-là"
	if canEdit {
		return lead + "\u00a0: changez-les, toutes les dates se recalculent."
	}
	return lead + "."
}
