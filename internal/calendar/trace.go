package calendar

import (
	"context"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// weekFields lists what is told of the service's week.
var weekFields = field.List[Week]{
	{Name: "jours", Label: "Jours travaillés", Value: func(w Week) string { return WeekText(w.Days) }},
	{Name: "alsace_moselle", Label: "Jours fériés d’Alsace-Moselle", Value: func(w Week) string { return field.YesNo(w.AlsaceMoselle) }},
	{Name: FieldZone, Label: "Zone scolaire", Value: func(w Week) string { return w.SchoolZone }},
	{Name: "ouverture", Label: "Heures d’ouverture du musée", Value: func(w Week) string { return w.Opening.Text() }},
}

// daysOffFields lists what is told of a closure or a leave.
var daysOffFields = field.List[Closure]{
	{Name: "debut", Label: "Premier jour", Day: func(c Closure) workcal.Date { return c.First }},
	{Name: "dernier", Label: "Dernier jour", Day: func(c Closure) workcal.Date { return c.Last }},
}

// Weekdays are the days of the week as people here count them.
var Weekdays = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// WeekText writes the days of a week: « lundi, mardi et jeudi ».
func WeekText(week workcal.Week) string {
	var names []string
	for _, d := range Weekdays {
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

// Subject is the calendar as the journal names it.
var Subject = journal.Subject{Kind: journal.Calendar}

func (c Closure) subject() journal.Subject {
	return journal.Subject{Kind: journal.Closure, ID: c.ID, Name: c.Label}
}

// History gives a page, from 1, of what was done to the calendar, newest first. People's leaves and
// weeks are told to those who may edit them only.
func (r *Room) History(ctx context.Context, by account.By, page int) (journal.Page, error) {
	if err := visible(by); err != nil {
		return journal.Page{}, err
	}
	kinds := []journal.Kind{journal.Calendar, journal.Closure}
	if CheckEdit(by) == nil {
		kinds = append(kinds, journal.Leave, journal.OwnWeek)
	}
	return journal.OfKinds(ctx, r.db, page, kinds...)
}
