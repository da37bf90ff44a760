package written

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"parvis/internal/workcal"
)

// day is a day as it is written, before anybody knows whether it exists.
type day struct {
	number, month, year int
	hasYear             bool
	weekday             time.Weekday // -1 if none is written
	clock               clock
}

const (
	monthPattern = `(janvier|janv|jan|fevrier|fevr|fev|mars|mar|avril|avr|mai|juin|juillet|juil|jul|aout|aou|septembre|sept|sep|octobre|oct|novembre|nov|decembre|dec|` +
		`january|february|feb|march|april|apr|may|june|jun|july|august|aug|september|october|november|december)`
	weekdayPattern = `(lundi|lun|mardi|mar|mercredi|mer|jeudi|jeu|vendredi|ven|samedi|sam|dimanche|dim|` +
		`monday|mon|tuesday|tue|tues|wednesday|wed|thursday|thu|thur|thurs|friday|fri|saturday|sat|sunday|sun)`
)

var (
	leadingWeekday = regexp.MustCompile(`^` + weekdayPattern + `\b\.?,? ?(?:le )?`)
	yearFirst      = regexp.MustCompile(`^(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2}))$`)
	dayFirst       = regexp.MustCompile(`^(\d{1,2})(?:er)?(?: ?- ?(\d{1,2}) ?- ?| ?/ ?(\d{1,2}) ?/ ?| ?\. ?(\d{1,2}) ?\. ?)(\d{4}|\d{2})$`)
	dayAndMonth    = regexp.MustCompile(`^(\d{1,2})(?:er)? ?/ ?(\d{1,2})$`)
	namedMonth     = regexp.MustCompile(`^(\d{1,2})(?:er|e|st|nd|rd|th)?(?: de | ?[-./] ?| ?)` + monthPattern + `(?:(?:\.,?|,)? ?[-/]? ?(\d{4}|\d{2})|\.)?$`)
)

// parseDay reads a folded text as a day with or without year.
func parseDay(s string) (day, bool) {
	d := day{}
	s, d.weekday = cutWeekday(strings.TrimRight(strings.TrimPrefix(s, "le "), " .,"))
	s, d.clock = cutClock(s)
	var number, month, year string
	switch {
	case match(yearFirst, s, &year, &month, &number):
	case match(dayFirst, s, &number, &month, &year):
	case match(dayAndMonth, s, &number, &month):
	case match(namedMonth, s, &number, &month, &year):
	default:
		return day{}, false
	}
	d.number, _ = strconv.Atoi(number)
	d.month = monthNumber(month)
	if year != "" {
		d.hasYear = true
		d.year, _ = strconv.Atoi(year)
		if len(year) == 2 {
			d.year += 2000
		}
	}
	return d, true
}

// cutWeekday takes the day of the week off the front; -1 if there is none.
func cutWeekday(s string) (rest string, weekday time.Weekday) {
	m := leadingWeekday.FindStringSubmatch(s)
	if m == nil {
		return s, -1
	}
	return s[len(m[0]):], weekdays[m[1][:2]]
}

// match puts the groups that took part in a match, in their order, into parts.
func match(re *regexp.Regexp, s string, parts ...*string) bool {
	m := re.FindStringSubmatch(s)
	if m == nil {
		return false
	}
	for _, group := range m[1:] {
		if group != "" && len(parts) > 0 {
			*parts[0], parts = group, parts[1:]
		}
	}
	return true
}

var weekdays = map[string]time.Weekday{
	"lu": time.Monday, "ma": time.Tuesday, "me": time.Wednesday, "je": time.Thursday, "ve": time.Friday, "sa": time.Saturday, "di": time.Sunday,
	"mo": time.Monday, "tu": time.Tuesday, "we": time.Wednesday, "th": time.Thursday, "fr": time.Friday, "su": time.Sunday,
}

var monthNumbers = map[string]int{
	"jan": 1, "fev": 2, "feb": 2, "mar": 3, "avr": 4, "apr": 4, "mai": 5, "may": 5, "jun": 6, "jul": 7,
	"aou": 8, "aug": 8, "sep": 9, "oct": 10, "nov": 11, "dec": 12,
}

// monthNumber gives the number of a month written with digits or as monthPattern has it.
func monthNumber(s string) int {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	switch {
	case strings.HasPrefix(s, "juin"):
		return 6
	case strings.HasPrefix(s, "juil"):
		return 7
	}
	return monthNumbers[s[:3]]
}

// resolve gives the day that text writes, or says why there is none.
func (w day) resolve(text string, near workcal.Date) (d workcal.Date, note string, err error) {
	if w.month > 12 && w.number >= 1 && w.number <= 12 {
		return 0, "", w.monthFirst(text)
	}
	if w.number < 1 || w.number > daysIn(2024, w.month) || w.hasYear && (w.year < 1 || w.number > daysIn(w.year, w.month)) {
		return 0, "", Problem("La date " + quoted(text) + " n’existe pas.")
	}
	var notes []string
	if !w.hasYear {
		if near.IsZero() {
			return 0, "", Problem("L’année manque dans " + quoted(text) + colon + dates.example)
		}
		w.year = w.nearestYear(near)
		if w.number > daysIn(w.year, w.month) {
			return 0, "", Problem("La date " + quoted(text) + " n’existe pas en " + strconv.Itoa(w.year) + ".")
		}
		notes = append(notes, "L’année manque dans "+quoted(text)+colon+strconv.Itoa(w.year)+" est retenue.")
	}
	d = workcal.Of(w.year, time.Month(w.month), w.number)
	if w.weekday >= 0 && w.weekday != d.Weekday() {
		return 0, "", Problem("Dans " + quoted(text) + ", le jour de la semaine ne va pas avec la date" + colon + "le " + d.FrenchDay() + " est un " + workcal.FrenchWeekday(d.Weekday()) + ".")
	}
	if err := w.clock.betweenDays(text, d); err != nil {
		return 0, "", err
	}
	if w.clock.matters {
		notes = append(notes, "L’heure de "+quoted(text)+" est laissée de côté"+colon+"seul le jour compte.")
	}
	return d, strings.Join(notes, " "), nil
}

// monthFirst refuses 11/25/2025: to swap the two in silence would swap 11/12/2025 as well.
func (w day) monthFirst(text string) error {
	sentence := "Dans " + quoted(text) + ", le jour vient d’abord, et il n’y a pas de mois " + strconv.Itoa(w.month)
	if !w.hasYear || w.year < 1 || w.month > daysIn(w.year, w.number) {
		return Problem(sentence + ".")
	}
	d := workcal.Of(w.year, time.Month(w.number), w.month)
	return Problem(sentence + colon + "pour le " + d.FrenchDay() + ", écrivez " + DayText(d) + ".")
}

// nearestYear gives the year whose day of this number and month is nearest to near.
func (w day) nearestYear(near workcal.Date) int {
	best, distance := 0, 0
	for year := max(1, near.Year()-1); year <= min(9999, near.Year()+1); year++ {
		d := workcal.Of(year, time.Month(w.month), min(w.number, daysIn(year, w.month)))
		if away := max(d.Sub(near), near.Sub(d)); best == 0 || away < distance {
			best, distance = year, away
		}
	}
	return best
}

// daysIn gives the number of days of a month, none for a month that there is not.
func daysIn(year, month int) int {
	if month < 1 || month > 12 {
		return 0
	}
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// DayText writes a day as Date reads it, 13/06/2025, and nothing for no day.
func DayText(d workcal.Date) string {
	iso := d.String()
	if len(iso) != len("2025-06-13") {
		return iso
	}
	return iso[8:] + "/" + iso[5:7] + "/" + iso[:4]
}
