package written

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"parvis/internal/workcal"
)

var dates = kind{name: "La date", tooLong: "trop longue", example: "écrivez par exemple 13/06/2025."}

// Date reads a day, its number first and never its month: "7/11/2025", "07.11.25", "7-11-2025",
// "7 nov. 2025", "1er mai 2025", "07-nov-25", "2025-11-07", each with the day of the week before
// it or an hour after it if need be. Without a year ("7/11", "14-avr"), it is the one nearest to
// near, and the note says so; if there is no near either, the year is asked for.
//
// It is a Problem that the day does not exist, that its day of the week is another one, or that
// the words are no day ("fin février", "S10"): the sentence proposes one where it is plain which.
func Date(text string, near workcal.Date) (d workcal.Date, note string, err error) {
	s, err := dates.plain(text)
	if err != nil {
		return 0, "", err
	}
	if day, ok := parseDay(s); ok {
		return day.resolve(text, near)
	}
	if from, to, _, err := Span(text, near); err == nil && from != to {
		return 0, "", Problem(quoted(text) + " va du " + from.FrenchDay() + " au " + to.FrenchDay() + colon + "écrivez un seul jour, par exemple " + DayText(from) + ".")
	}
	if err := vague(text, s, near); err != nil {
		return 0, "", err
	}
	return 0, "", notADate(text)
}

func notADate(text string) error {
	return Problem(quoted(text) + " n’est pas une date" + colon + dates.example)
}

// LooksLikeDate reports whether Date reads the text, given a day to guess the year from. Numbers
// of an outline ("1.2.13") look like no date.
func LooksLikeDate(text string) bool {
	s, err := dates.plain(text)
	if err != nil {
		return false
	}
	day, ok := parseDay(s)
	if !ok || outlineNumber.MatchString(s) {
		return false
	}
	if !day.hasYear {
		return day.number >= 1 && day.number <= daysIn(2024, day.month)
	}
	_, _, err = day.resolve(text, 0)
	return err == nil
}

// MonthFirst reports whether a text is a day only if its month is written first, as 11/25/2025 is.
func MonthFirst(text string) bool {
	s, err := dates.plain(text)
	if err != nil {
		return false
	}
	day, ok := parseDay(s)
	return ok && day.month > 12 && day.month <= daysIn(2024, day.number)
}

// DayFirst reports whether a text is a day only if its month is not written first, as 25/11/2025 is.
func DayFirst(text string) bool {
	s, err := dates.plain(text)
	if err != nil || yearFirst.MatchString(s) {
		return false
	}
	day, ok := parseDay(s)
	return ok && day.number > 12 && day.number <= daysIn(2024, day.month)
}

var outlineNumber = regexp.MustCompile(`^(\d\.\d\d?|\d\d\.\d)\.\d\d$`)

var excelDay = regexp.MustCompile(`^(\d{5})(?:[.,]\d+)?$`)

// ExcelDay reads the number under which Excel keeps a day, with or without a fraction for its
// hour: "45968" is 7 November 2025. Only numbers of the years 1954 to 2119 are days.
func ExcelDay(text string) (d workcal.Date, ok bool) {
	m := excelDay.FindStringSubmatch(strings.TrimSpace(text[:min(len(text), mostRunes)]))
	if m == nil || len(text) > mostRunes {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n < 20000 || n > 80000 {
		return 0, false
	}
	return workcal.Of(1899, time.December, 30).AddDays(n), true
}
