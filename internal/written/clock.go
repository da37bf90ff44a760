package written

import (
	"regexp"
	"strconv"
	"strings"

	"parvis/internal/workcal"
)

// clock is the hour written after a day, which Parvis does not keep.
type clock struct {
	matters bool // neither absent nor the midnight that spreadsheets add
	foreign bool // universal time, at an hour that may be midnight in France
}

var (
	clockPattern = regexp.MustCompile(`^(.*?[\da-z.])(?:t|,? t |,? (?:a )?)(\d{1,2})(?: ?h ?(\d{2})?| ?: ?(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?) ?(am|pm)?(z| ?utc|[+-]\d{2}:?\d{2})?$`)
	hoursPattern = regexp.MustCompile(`^(.*?[\da-z.]),? (?:de )?\d{1,2} ?[h:] ?(?:\d{2})? ?(?:-|a) ?\d{1,2} ?[h:] ?(?:\d{2})?$`)
	partOfDay    = regexp.MustCompile(`^(.*?[\da-z.]),? (?:le |au |a |en )?(?:matin|matinee|apres-midi|midi|soir|soiree|fin de journee)$`)
)

var universal = map[string]bool{"z": true, "utc": true, "+00:00": true, "+0000": true}

// cutClock takes the hour off the end of a folded text. What is no hour stays where it is.
func cutClock(s string) (rest string, c clock) {
	for _, words := range []*regexp.Regexp{partOfDay, hoursPattern} {
		if m := words.FindStringSubmatch(s); m != nil {
			return m[1], clock{matters: true}
		}
	}
	m := clockPattern.FindStringSubmatch(s)
	if m == nil {
		return s, clock{}
	}
	hour, minute, second, fraction := digits(m[2]), digits(m[3]+m[4]), digits(m[5]), digits(m[6])
	if hour > 23 || minute > 59 || second > 59 {
		return s, clock{}
	}
	c.matters = hour+minute+second+fraction > 0 || m[7] == "pm"
	c.foreign = universal[strings.TrimSpace(m[8])] && (hour == 22 || hour == 23) && minute+second+fraction == 0
	return m[1], c
}

// digits reads at most nine digits; none at all is zero.
func digits(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}

// betweenDays refuses the hour at which programs write midnight in France in universal time:
// the day meant is the next one.
func (c clock) betweenDays(text string, d workcal.Date) error {
	if !c.foreign {
		return nil
	}
	return Problem(quoted(text) + " est écrit en temps universel et peut être minuit du jour suivant en France" + colon +
		"écrivez " + DayText(d) + " ou " + DayText(d.AddDays(1)) + ".")
}
