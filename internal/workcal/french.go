package workcal

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

var (
	frenchDays   = [...]string{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"}
	frenchAbbr   = [...]string{"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."}
	frenchMonths = [...]string{"", "janvier", "février", "mars", "avril", "mai", "juin", "juillet",
		"août", "septembre", "octobre", "novembre", "décembre"}
)

// FrenchWeekday names a day of the week: "vendredi".
func FrenchWeekday(w time.Weekday) string { return frenchDays[(int(w)%7+7)%7] }

// FrenchMonth names a month: "juin".
func FrenchMonth(m time.Month) string {
	if m < time.January || m > time.December {
		return ""
	}
	return frenchMonths[m]
}

// French writes "vendredi 13 juin 2025", and nothing for no date.
func (d Date) French() string {
	if d == 0 {
		return ""
	}
	return FrenchWeekday(d.Weekday()) + " " + d.FrenchDay()
}

// FrenchDay writes "13 juin 2025" ("1er juin 2025" for the first), and nothing for no date.
func (d Date) FrenchDay() string {
	if d == 0 {
		return ""
	}
	y, m, day := d.civil()
	return ordinal(day) + " " + frenchMonths[m] + " " + strconv.Itoa(y)
}

// FrenchDayIn writes "13 juin", and "13 juin 2025" in another year; nothing for no date.
func (d Date) FrenchDayIn(year int) string {
	if d == 0 {
		return ""
	}
	_, m, day := d.civil()
	return ordinal(day) + " " + frenchMonths[m] + d.otherYear(year)
}

// FrenchIn writes the day for somebody who is in a year: "vendredi 13 juin", with its year only
// when it is another one. Nothing for no date.
func (d Date) FrenchIn(year int) string {
	if d == 0 {
		return ""
	}
	_, m, day := d.civil()
	return FrenchWeekday(d.Weekday()) + " " + ordinal(day) + " " + frenchMonths[m] + d.otherYear(year)
}

// FrenchShortIn writes "ven. 13 juin", and "ven. 13 juin 2025" in another year.
func (d Date) FrenchShortIn(year int) string {
	if d == 0 {
		return ""
	}
	return d.FrenchShort() + d.otherYear(year)
}

func (d Date) otherYear(year int) string {
	if y := d.Year(); y != year {
		return " " + strconv.Itoa(y)
	}
	return ""
}

// FrenchSpanIn writes the days from a to b as they are read in a sentence: "le 8 avril",
// "du 8 au 11 avril", "du 30 mai au 2 juin", with the year where it is not the given one.
func FrenchSpanIn(a, b Date, year int) string {
	if a > b {
		a, b = b, a
	}
	ya, ma, da := a.civil()
	yb, mb, db := b.civil()
	end := ordinal(db) + " " + frenchMonths[mb] + b.otherYear(year)
	start := ordinal(da)
	switch {
	case a == b:
		return "le " + end
	case ya != yb:
		start += " " + frenchMonths[ma] + " " + strconv.Itoa(ya)
	case ma != mb:
		start += " " + frenchMonths[ma]
	}
	return "du " + start + " au " + end
}

// FrenchShort writes "ven. 13 juin", and nothing for no date.
func (d Date) FrenchShort() string {
	if d == 0 {
		return ""
	}
	_, m, day := d.civil()
	return frenchAbbr[d.Weekday()] + " " + ordinal(day) + " " + frenchMonths[m]
}

// FrenchBrief writes "Sam. 14", where there is little room and the month is known.
func (d Date) FrenchBrief() string {
	name := frenchAbbr[d.Weekday()]
	return strings.ToUpper(name[:1]) + name[1:] + " " + strconv.Itoa(d.Day())
}

// FrenchRange writes the days from a to b: "13 juin 2025", "13–15 juin 2025",
// "30 mai – 2 juin 2025", "30 décembre 2025 – 2 janvier 2026". Bounds given in the
// wrong order are put right; a missing one leaves the other alone.
func FrenchRange(a, b Date) string {
	switch {
	case a == 0 || a == b:
		return b.FrenchDay()
	case b == 0:
		return a.FrenchDay()
	case b < a:
		a, b = b, a
	}
	ya, ma, da := a.civil()
	yb, mb, _ := b.civil()
	switch {
	case ya != yb:
		return a.FrenchDay() + " – " + b.FrenchDay()
	case ma != mb:
		return ordinal(da) + " " + frenchMonths[ma] + " – " + b.FrenchDay()
	}
	return ordinal(da) + "–" + b.FrenchDay()
}

// FrenchMonthYear writes "juin 2025", the heading of a month.
func (d Date) FrenchMonthYear() string {
	if d == 0 {
		return ""
	}
	y, m, _ := d.civil()
	return strings.Join([]string{frenchMonths[m], strconv.Itoa(y)}, " ")
}

func ordinal(day int) string {
	if day == 1 {
		return "1er"
	}
	return strconv.Itoa(day)
}

// Digits writes the day as people type it, "13/06/2025"; "" for no date.
func (d Date) Digits() string {
	if d.IsZero() {
		return ""
	}
	return fmt.Sprintf("%02d/%02d/%04d", d.Day(), d.Month(), d.Year())
}
