package written

import (
	"regexp"
	"strings"

	"parvis/internal/french"
)

// Range is from when to when of a day, in minutes from its midnight; beyond 1440 it ends on the next day.
type Range struct{ From, To int }

// mostRanges bounds what is open in a day: morning, afternoon, evening, and some to spare.
const mostRanges = 6

var rangeSeparator = regexp.MustCompile(`\s*(?:[,;\n]|\bet\b|\bpuis\b)\s*`)

// Opening reads when something is open in a day: "10h-18h", "9 h - 12 h, 14 h - 17 h 30", "18h à 1h"; none for "" and "fermé". They come in
// order and do not meet. Otherwise it is a Problem.
func Opening(text string) ([]Range, error) {
	text = strings.TrimSpace(text)
	switch french.Fold(text) {
	case "", "-", "–", "ferme", "fermee":
		return nil, nil
	}
	parts := []string{text}
	if !LooksLikeHours(text) {
		parts = rangeSeparator.Split(text, mostRanges+1)
	}
	var list []Range
	for _, part := range parts {
		from, to, err := Hours(part)
		if err != nil {
			return nil, err
		}
		if n := len(list); n > 0 && from <= list[n-1].To {
			return nil, Problem(quoted(part) + " commence avant la fin des heures qui précèdent, " + HourText(list[n-1].To) + ".")
		}
		list = append(list, Range{from, to})
	}
	if len(list) > mostRanges {
		return nil, Problem("Il y a trop d’heures en un jour" + colon + "donnez-en six au plus.")
	}
	return list, nil
}

// OpeningText writes it as Opening reads it: « 9 h – 12 h, 14 h – 17 h 30 »; "" for none.
func OpeningText(list []Range) string {
	parts := make([]string, len(list))
	for i, r := range list {
		parts[i] = HourText(r.From) + "\u00a0–\u00a0" + HourText(r.To)
	}
	return strings.Join(parts, ", ")
}
