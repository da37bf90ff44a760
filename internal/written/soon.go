package written

import (
	"strings"
	"time"

	"parvis/internal/workcal"
)

// Soon reads a day as Date does, and as people say one that is near: "aujourd’hui", "demain", "après-demain",
// and "vendredi" or "vendredi prochain" for the next one after today.
func Soon(text string, today, near workcal.Date) (d workcal.Date, note string, err error) {
	s, err := dates.plain(text)
	if err != nil {
		return 0, "", err
	}
	said := strings.TrimSuffix(strings.TrimRight(strings.TrimPrefix(s, "pour "), " .,"), " prochain")
	said = strings.TrimPrefix(said, "le ")
	if ahead, ok := map[string]int{"aujourd'hui": 0, "ce jour": 0, "demain": 1, "apres-demain": 2, "apres demain": 2}[said]; ok {
		return today.AddDays(ahead), "", nil
	}
	if rest, weekday := cutWeekday(said + " "); weekday >= 0 && rest == "" && len(said) > 2 {
		ahead := int(weekday-time.Weekday(today.Weekday())+7) % 7
		if ahead == 0 {
			ahead = 7
		}
		return today.AddDays(ahead), "", nil
	}
	return Date(text, near)
}
