package written

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"parvis/internal/french"
)

var durations = kind{name: "La durée", tooLong: "trop longue", example: "écrivez par exemple 5, 2 sem, 10 jc (jours calendaires) ou 0 pour un jalon."}

const hoursPerDay = 7

// Duration reads a number of working days, "5", "5,0", "5 j", "5 jours ouvrés" or, for five each,
// "2 sem"; or of calendar days, "10 jc", "10c", "10 jours calendaires", "10 edays". "0" and
// "jalon" are a milestone. Halves, and hours at seven a day, are rounded up to whole days, and the
// note says so.
//
// It is a Problem that the duration is negative, that it is longer than a hundred years, or that
// it leaves a choice to make: months, "3-5 j", "jours ouvrables".
func Duration(text string) (days int, calendar bool, note string, err error) {
	s, err := durations.plain(text)
	if err != nil {
		return 0, false, "", err
	}
	if s == "jalon" || s == "milestone" {
		return 0, false, "", nil
	}
	x, u, ok := parseDuration(s)
	switch {
	case !ok:
		return 0, false, "", durations.notOne(text, s, "une durée", "la plus longue des durées")
	case x < 0:
		return 0, false, "", Problem("La durée " + quoted(text) + " est négative.")
	case u == months || u == years:
		return 0, false, "", inMonths(text, x, u)
	case u == ouvrables:
		return 0, false, "", Problem(notOuvrables(text) + french.WorkingDays(roundUp(min(x, maxNumber)*5/6)) + ".")
	case u == percents:
		return 0, false, "", durations.notOne(text, s, "une durée", "la plus longue des durées")
	}
	exact := x * u.workingDays()
	if exact > maxNumber {
		return 0, false, "", Problem("La durée " + quoted(text) + " est trop longue.")
	}
	days = roundUp(exact)
	return days, u == calendarDays || u == calendarWeeks, roundedNote(text, x, exact, days, u), nil
}

var (
	amount   = regexp.MustCompile(`^(-)? ?(` + number + `) ?(.*)$`)
	inHours  = regexp.MustCompile(`^(\d{1,4}) ?h ?(\d{1,2})(?: ?mi?n?)?$`)
	halves   = regexp.MustCompile(`^(?:(\d{0,4}) ?½|(?:(\d{1,4}) )?1/2) ?(.*)$`)
	andAHalf = regexp.MustCompile(`^(\d{1,4}) ?(j|jours?|sem\.?|semaines?) (?:et demie?|½|1/2)$`)
	aHalfDay = regexp.MustCompile(`^(?:une )?demi[- ](?:journee|j)$`)
	choice   = regexp.MustCompile(`^(` + number + `) ?([a-z. ]*?) ?(?:-|/| a | ou )+ ?(` + number + `) ?(.*)$`)
)

// parseDuration reads a folded text as a number with its unit.
func parseDuration(s string) (x float64, u unit, ok bool) {
	if aHalfDay.MatchString(s) {
		return 1, halfDays, true
	}
	if m := inHours.FindStringSubmatch(s); m != nil {
		return decimal(m[1]) + decimal(m[2])/60, hours, true
	}
	rest := ""
	if m := halves.FindStringSubmatch(s); m != nil {
		x, rest = float64(digits(m[1]+m[2]))+0.5, m[3]
	} else if m := andAHalf.FindStringSubmatch(s); m != nil {
		x, rest = decimal(m[1])+0.5, m[2]
	} else if m := amount.FindStringSubmatch(countInDigits(s)); m != nil {
		if x, rest = decimal(m[2]), m[3]; m[1] != "" {
			x = -x
		}
	} else {
		return 0, 0, false
	}
	u, ok = unitOf(rest)
	return x, u, ok
}

// workingDays gives the days that one unit lasts: working days, or calendar days for a unit of
// those.
func (u unit) workingDays() float64 {
	switch u {
	case weeks:
		return 5
	case calendarWeeks:
		return 7
	case halfDays:
		return 0.5
	case hours:
		return 1.0 / hoursPerDay
	case minutes:
		return 1.0 / hoursPerDay / 60
	}
	return 1
}

// roundUp counts a day that is begun as whole, leaving aside what is only a rounding of the
// spreadsheet.
func roundUp(x float64) int { return int(math.Ceil(x - 1e-6)) }

// roundedNote says how a number that is no whole number of days was counted.
func roundedNote(text string, x, exact float64, days int, u unit) string {
	const ending = colon + "les jours sont entiers."
	switch {
	case math.Abs(exact-float64(days)) <= 1e-6 && (u != hours && u != minutes || days == 0):
		return ""
	case u == hours || u == minutes:
		return quoted(text) + " est compté comme " + french.Days(days) + ", à " + strconv.Itoa(hoursPerDay) + " heures par jour" + ending
	case (u == weeks || u == calendarWeeks) && x >= 2:
		return comma(x) + " semaines font " + comma(exact) + " jours, comptés comme " + french.Number(days) + ending
	case u == weeks || u == calendarWeeks:
		return comma(x) + " semaine fait " + comma(exact) + " jours, comptés comme " + french.Number(days) + ending
	case u == halfDays || x < 1:
		return quoted(text) + " est compté comme " + french.Days(days) + ending
	case x < 2:
		return comma(x) + " jour est compté comme " + french.Number(days) + ending
	}
	return comma(x) + " jours sont comptés comme " + french.Number(days) + ending
}

// inMonths proposes days or weeks: a duration of months has no length of its own.
func inMonths(text string, x float64, u unit) error {
	if u == years {
		x *= 12
	}
	sentence := quoted(text) + " n’a pas une longueur fixe" + colon
	if x < 1 || x > 60 {
		return Problem(sentence + durations.example)
	}
	return Problem(sentence + "écrivez par exemple " + strconv.Itoa(roundUp(x*30)) + " jc (jours calendaires) ou " + strconv.Itoa(roundUp(x*4)) + " sem.")
}

// notOne says why a text is none of a kind of lengths, and what to write: one of them, the longest of the two that
// it gives.
func (k kind) notOne(text, s, one, longestOf string) error {
	if m := choice.FindStringSubmatch(s); m != nil {
		longest, rest := m[3], strings.TrimSpace(m[4])
		if decimal(m[1]) > decimal(m[3]) {
			longest = m[1]
		}
		if _, ok := unitOf(rest); ok {
			return Problem(quoted(text) + " laisse le choix" + colon + "écrivez " + longestOf + ", " + strings.TrimSpace(longest+" "+rest) + ".")
		}
	}
	return Problem(quoted(text) + " n’est pas " + one + colon + k.example)
}

// notOuvrables says that only worked days are counted; what to write instead is to follow.
func notOuvrables(text string) string {
	return quoted(text) + colon + "Parvis compte les jours ouvrés, pas les jours ouvrables. Écrivez par exemple "
}

var countWords = map[string]string{
	"un": "1", "une": "1", "deux": "2", "trois": "3", "quatre": "4", "cinq": "5", "six": "6", "sept": "7", "huit": "8", "neuf": "9",
	"dix": "10", "douze": "12", "quinze": "15", "vingt": "20", "trente": "30",
}

// countInDigits writes the word at the front of "deux semaines" as a number.
func countInDigits(s string) string {
	word, rest, ok := strings.Cut(s, " ")
	if n := countWords[word]; ok && n != "" {
		return n + " " + rest
	}
	return s
}
