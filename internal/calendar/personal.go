package calendar

import (
	"parvis/internal/personal"
)

// Personal is what the calendar holds of people: days, never reasons.
func Personal() personal.Holder {
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "service_calendar", Key: "only_one", Thing: "Calendrier", Columns: map[string]personal.How{"school_zone": personal.Closed, "opening": personal.Closed}},
			{Name: "closures", Thing: "Fermeture", Title: "label", Place: "closure", Columns: map[string]personal.How{"label": personal.Typed}},
		},
		About: aboutDays,
		Erase: eraseDays,
	}
}
