package written

import (
	"fmt"
	"regexp"

	"parvis/internal/french"
)

// Day is the minutes of a day, as clocks show them.
const Day = 24 * 60

// SmallHours is until when, in minutes after midnight, an end before its beginning is that of the next day.
const SmallHours = 6 * 60

var hoursOfDay = kind{name: "L’heure", tooLong: "trop longue", example: "écrivez par exemple 9\u00a0h\u00a030 ou 14:00."}

const (
	oneHour   = `(?:(\d{1,2}) ?(?:h|heures?|:|\.) ?(\d{1,2})?(?: ?(?:mn|min|minutes?))?(?::00)?|(midi|minuit))`
	untilSign = `(?: ?- ?| ?/ ?| ?> ?| (?:a|jusqu'a|et) )`
)

var (
	atPattern     = regexp.MustCompile(`^(?:a |vers |des )?` + oneHour + `$`)
	fromToPattern = regexp.MustCompile(`^(?:de |entre )?` + oneHour + untilSign + oneHour + `$`)
)

// Hour reads a time of the day: "9h30", "14 h", "18:00", "midi", "24h00"; in minutes from midnight, 0 to 1440. A number alone is none.
func Hour(text string) (int, error) {
	s, err := hoursOfDay.plain(text)
	if err != nil {
		return 0, err
	}
	m := atPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, noHour(text)
	}
	return clockTime(text, m[1], m[2], m[3])
}

// Hours reads from when to when: "14h-15h30", "de 18:00 à 19:15". An end that comes before its beginning is that of the next day, if it is
// in the small hours and the beginning is not; to is then beyond 1440. Otherwise it is a Problem.
func Hours(text string) (from, to int, err error) {
	s, err := hoursOfDay.plain(text)
	if err != nil {
		return 0, 0, err
	}
	m := fromToPattern.FindStringSubmatch(s)
	if m == nil {
		return 0, 0, Problem(quoted(text) + " ne dit pas de quelle heure à quelle heure" + colon + "écrivez par exemple 14\u00a0h\u00a0- 15\u00a0h\u00a030.")
	}
	if from, err = clockTime(text, m[1], m[2], m[3]); err != nil {
		return 0, 0, err
	}
	if to, err = clockTime(text, m[4], m[5], m[6]); err != nil {
		return 0, 0, err
	}
	to, err = Until(from, to)
	return from, to, err
}

// Until is when something that begins at a time of the day ends, in minutes from the midnight before: at most in the small hours of the next day,
// since an end in the afternoon before its beginning is a mistake. What ends when it begins is none.
func Until(from, to int) (int, error) {
	switch {
	case to > from:
		return to, nil
	case to <= SmallHours && from > SmallHours:
		return to + Day, nil
	case to == from:
		return 0, Problem("La fin est à la même heure que le début" + colon + HourText(from) + ".")
	}
	return 0, Problem("La fin, " + HourText(to) + ", vient avant le début, " + HourText(from) + ". Une fin du lendemain est acceptée jusqu’à " + HourText(SmallHours) + ".")
}

// LooksLikeHours tells whether a cell says from when to when, whatever it is worth.
func LooksLikeHours(text string) bool {
	return !tooLong(text, mostRunes) && fromToPattern.MatchString(french.Fold(text))
}

func noHour(text string) error {
	return Problem(quoted(text) + " n’est pas une heure" + colon + hoursOfDay.example)
}

func clockTime(text, hour, minute, word string) (int, error) {
	switch word {
	case "midi":
		return Day / 2, nil
	case "minuit":
		return 0, nil
	}
	h, m := digits(hour), digits(minute)
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return 0, noHour(text)
	}
	return 60*h + m, nil
}

// HourText writes a time of the day as Hour reads it: "9 h 30", "14 h"; of the next day, what clocks show then.
func HourText(minutes int) string {
	if minutes > Day {
		minutes -= Day
	}
	if minutes%60 == 0 {
		return fmt.Sprintf("%d\u00a0h", minutes/60)
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", minutes/60, minutes%60)
}
