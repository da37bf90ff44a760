package workcal

import (
	"fmt"
	"strings"
	"time"
)

// Week is the set of weekdays a service works, one bit per time.Weekday.
type Week uint8

// The two usual weeks: an administration's, and a museum's that opens on Saturday.
const (
	MondayToFriday    Week = 0b0111110
	TuesdayToSaturday Week = 0b1111100
)

// WeekOf makes a week of the given days.
func WeekOf(days ...time.Weekday) Week {
	var w Week
	for _, d := range days {
		w |= 1 << (uint(d) % 7)
	}
	return w
}

// Has reports whether the day of the week is worked.
func (w Week) Has(d time.Weekday) bool { return w>>(uint(d)%7)&1 == 1 }

var weekdayNames = map[string]time.Weekday{
	"sun": time.Sunday, "mon": time.Monday, "tue": time.Tuesday, "wed": time.Wednesday,
	"thu": time.Thursday, "fri": time.Friday, "sat": time.Saturday,
	"dim": time.Sunday, "lun": time.Monday, "mar": time.Tuesday, "mer": time.Wednesday,
	"jeu": time.Thursday, "ven": time.Friday, "sam": time.Saturday,
}

// ParseWeek reads a pattern: "tue-sat", "mar-sam", "mon,wed,fri" or a mixture.
// Names are the first three letters in English or French; longer names are accepted.
func ParseWeek(s string) (Week, error) {
	var w Week
	for part := range strings.SplitSeq(strings.ToLower(s), ",") {
		first, last, isRange := strings.Cut(strings.TrimSpace(part), "-")
		from, err := parseWeekday(first)
		if err != nil {
			return 0, err
		}
		to := from
		if isRange {
			if to, err = parseWeekday(last); err != nil {
				return 0, err
			}
		}
		for d := from; ; d = (d + 1) % 7 {
			w |= 1 << uint(d)
			if d == to {
				break
			}
		}
	}
	return w, nil
}

func parseWeekday(s string) (time.Weekday, error) {
	s = strings.TrimSpace(s)
	if len(s) >= 3 {
		if d, ok := weekdayNames[s[:3]]; ok && fullNameOf(d, s) {
			return d, nil
		}
	}
	return 0, fmt.Errorf("%q is not a day of the week", shorten(s))
}

func fullNameOf(d time.Weekday, s string) bool {
	return strings.HasPrefix(strings.ToLower(d.String()), s) || strings.HasPrefix(frenchDays[d], s)
}
