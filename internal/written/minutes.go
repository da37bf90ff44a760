package written

import (
	"fmt"
	"math"
	"strconv"

	"parvis/internal/french"
)

var times = kind{name: "Le temps", tooLong: "trop long", example: "écrivez par exemple 45\u00a0min ou 1\u00a0h\u00a030."}

// Minutes reads a time of some hours: "1 h 30", "90 min", "1,5 h", "45" for minutes. It is a Problem
// that it is negative, or counted in days.
func Minutes(text string) (int, error) {
	s, err := times.plain(text)
	if err != nil {
		return 0, err
	}
	x, u, ok := parseDuration(s)
	if u == hours {
		x *= 60
	}
	m := inHours.FindStringSubmatch(s)
	switch {
	case !ok || u != bare && u != minutes && u != hours || m != nil && digits(m[2]) > 59:
		return 0, Problem(quoted(text) + " n’est pas un nombre d’heures et de minutes" + colon + times.example)
	case x < 0:
		return 0, Problem("Le temps " + quoted(text) + " est négatif.")
	case x > MostNumber:
		return 0, Problem("Le temps " + quoted(text) + " est trop long" + colon + french.Number(MostNumber) + "\u00a0minutes au plus.")
	}
	return int(math.Round(x)), nil
}

// MinutesText writes a time as Minutes reads it: "45 min", "2 h", "1 h 30", "" for none.
func MinutesText(n int) string {
	switch {
	case n == 0:
		return ""
	case n < 60:
		return strconv.Itoa(n) + "\u00a0min"
	case n%60 == 0:
		return strconv.Itoa(n/60) + "\u00a0h"
	}
	return fmt.Sprintf("%d\u00a0h\u00a0%02d", n/60, n%60)
}
