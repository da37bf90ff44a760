package calendar

import (
	"time"

	"parvis/internal/workcal"
)

// storedWeek is a week as stored: bit 0 is Monday, bit 6 is Sunday.
type storedWeek int16

func (w storedWeek) days() workcal.Week {
	var week workcal.Week
	for bit := range 7 {
		if w>>bit&1 == 1 {
			week |= workcal.WeekOf(time.Weekday((bit + 1) % 7))
		}
	}
	return week
}

func storeWeek(week workcal.Week) storedWeek {
	var w storedWeek
	for bit := range 7 {
		if week.Has(time.Weekday((bit + 1) % 7)) {
			w |= 1 << bit
		}
	}
	return w
}
