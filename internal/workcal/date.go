package workcal

import (
	"fmt"
	"strconv"
	"time"
)

// Date is a day of the Gregorian calendar, without hour or time zone, counted in
// days since 31 December of the year 0. The zero value means "no date"; real days
// run from MinDate (1 January 1) to MaxDate (31 December 9999).
type Date int32

// The first and last real days. Arithmetic saturates there rather than wrap.
const (
	MinDate Date = 1
	MaxDate Date = 3652059
)

const (
	daysPer400Years = 146097
	// hinnantShift is the distance from our day 0 to 1 March of the year 0, the
	// origin of the civil-from-days formulas.
	hinnantShift = 305
)

// Of gives the date of a year, month and day, normalising like time.Date does:
// 31 June is 1 July. Days outside MinDate..MaxDate saturate.
func Of(year int, month time.Month, day int) Date {
	m := int(month) - 1
	year += floorDiv(m, 12)
	m = m - floorDiv(m, 12)*12 + 1
	year = max(-1, min(year, 10001)) // beyond, the result saturates anyway
	return clamp(int64(daysFromCivil(year, m, 1)) + int64(day) - 1)
}

// Parse reads a date written 2006-01-02 and nothing else. A day that does not
// exist (30 February) or a year 0 is an error.
func Parse(s string) (Date, error) {
	if len(s) != 10 || s[4] != '-' || s[7] != '-' {
		return 0, fmt.Errorf("date %q is not written YYYY-MM-DD", shorten(s))
	}
	year, okY := digits(s[0:4])
	month, okM := digits(s[5:7])
	day, okD := digits(s[8:10])
	if !okY || !okM || !okD {
		return 0, fmt.Errorf("date %q is not written YYYY-MM-DD", shorten(s))
	}
	if year < 1 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month) {
		return 0, fmt.Errorf("date %q does not exist", s)
	}
	return Date(daysFromCivil(year, month, day)), nil
}

// FromTime gives the civil day of t in t's own location; the zero time gives no date.
func FromTime(t time.Time) Date {
	if t.IsZero() {
		return 0
	}
	return Of(t.Date())
}

// Time gives midnight UTC of the day, or the zero time for no date.
func (d Date) Time() time.Time {
	if d.IsZero() {
		return time.Time{}
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}

// IsZero reports whether d means "no date".
func (d Date) IsZero() bool { return d == 0 }

// AddDays moves by n calendar days. No date stays no date.
func (d Date) AddDays(n int) Date {
	if d == 0 {
		return 0
	}
	return clamp(int64(d) + int64(max(min(n, int(MaxDate)), -int(MaxDate))))
}

// AddMonths moves by n months to the same day of the month, or to the month's last day where it
// is shorter. No date stays no date.
func (d Date) AddMonths(n int) Date {
	if d == 0 {
		return 0
	}
	y, m, day := d.civil()
	months := y*12 + int(m) - 1 + max(min(n, 12*10000), -12*10000)
	year, month := floorDiv(months, 12), months-floorDiv(months, 12)*12+1
	return Of(year, time.Month(month), min(day, daysIn(year, month)))
}

// Sub gives the number of calendar days from other to d.
func (d Date) Sub(other Date) int { return int(d) - int(other) }

// Weekday gives the day of the week; it means nothing for no date.
func (d Date) Weekday() time.Weekday { return time.Weekday(d % 7) }

// Year gives the year, 1 to 9999 (0 for no date).
func (d Date) Year() int { y, _, _ := d.civil(); return y }

// Month gives the month (0 for no date).
func (d Date) Month() time.Month { _, m, _ := d.civil(); return m }

// Day gives the day of the month (0 for no date).
func (d Date) Day() int { _, _, day := d.civil(); return day }

// ISOWeek gives the ISO 8601 year and week number.
func (d Date) ISOWeek() (year, week int) { return d.Time().ISOWeek() }

// String writes 2006-01-02, and nothing for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return string(d.appendISO(make([]byte, 0, 10)))
}

func (d Date) appendISO(b []byte) []byte {
	y, m, day := d.civil()
	return append(b,
		byte('0'+y/1000%10), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10), '-',
		byte('0'+int(m)/10), byte('0'+int(m)%10), '-',
		byte('0'+day/10), byte('0'+day%10))
}

// civil is the inverse of daysFromCivil (H. Hinnant, "chrono-compatible low-level
// date algorithms"): constant time, no loop over years.
func (d Date) civil() (year int, month time.Month, day int) {
	if d == 0 {
		return 0, 0, 0
	}
	z := int(d) + hinnantShift
	era := floorDiv(z, daysPer400Years)
	doe := z - era*daysPer400Years
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = doy - (153*mp+2)/5 + 1
	m := mp + 3
	year = yoe + era*400
	if m > 12 {
		m -= 12
		year++
	}
	return year, time.Month(m), day
}

func daysFromCivil(year, month, day int) int {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := (153*(month-3)+2)/5 + day - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*daysPer400Years + doe - hinnantShift
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

func clamp(n int64) Date {
	return Date(max(int64(MinDate), min(int64(MaxDate), n)))
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

func digits(s string) (int, bool) {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s)
	return n, err == nil
}

// shorten keeps a hostile ten-megabyte "date" out of error messages.
func shorten(s string) string {
	if len(s) <= 40 {
		return s
	}
	return s[:40] + "…"
}
