package ui

import (
	"time"

	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// Place is where the things of a kind stand that people are told of, talk about and attach files to.
type Place struct {
	Kind    journal.Kind
	Word    string // in addresses: "taches"
	Label   string // « Tâche »
	Section Section
	Page    func(id int64) string
}

// When says when something happened, to somebody who reads it on a day: « aujourd’hui à 9 h 40 ».
func When(at time.Time, today workcal.Date) string {
	day := workcal.FromTime(at)
	hour := " à " + french.Hour(at)
	switch day {
	case today:
		return "aujourd’hui" + hour
	case today.AddDays(-1):
		return "hier" + hour
	}
	return "le " + day.FrenchDayIn(today.Year()) + hour
}
