package written

import (
	"regexp"
	"time"

	"parvis/internal/workcal"
)

var (
	monthYear   = regexp.MustCompile(`^` + monthPattern + `\.?[ /-]?(\d{4}|\d{2})$`)
	monthDigits = regexp.MustCompile(`^(\d{1,2})[/.-](\d{4})$`)
	yearMonth   = regexp.MustCompile(`^(\d{4})-(\d{2})$`)
)

// Month reads a month with its year where no day is said: "févr-25", "février 2025", "02/2025", "2025-02". It
// gives its first day, which stands for the month alone.
func Month(text string) (workcal.Date, bool) {
	s, err := dates.plain(text)
	if err != nil {
		return 0, false
	}
	var month, year string
	if !match(monthYear, s, &month, &year) && !match(monthDigits, s, &month, &year) && !match(yearMonth, s, &year, &month) {
		return 0, false
	}
	m, y := monthNumber(month), digits(year)
	if len(year) == 2 {
		y += 2000
	}
	if m < 1 || m > 12 || y < 1000 {
		return 0, false
	}
	return workcal.Of(y, time.Month(m), 1), true
}
