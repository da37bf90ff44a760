package written

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"parvis/internal/workcal"
)

var (
	partOfMonth = regexp.MustCompile(`^(?:vers |pour )?(?:(?:la )?(debut|mi|milieu|fin|courant|1re quinzaine|1ere quinzaine|premiere quinzaine|2e quinzaine|2eme quinzaine|2nde quinzaine|deuxieme quinzaine|seconde quinzaine)[ -]?(?:de |du mois de |d'|du |mois de )?)?` +
		monthPattern + `\b\.?[ -]?(\d{4}|\d{2})?$`)
	weekNumber = regexp.MustCompile(`^(?:la )?(?:s|sem\.?|semaine) ?(?:n° ?)?(\d{1,2})(?: ?[-/ ] ?(\d{4}))?$`)
	weekOf     = regexp.MustCompile(`^(?:la )?(?:semaine|sem\.?) du (.+)$`)
	eightDigit = regexp.MustCompile(`^(\d{4})(\d{2})(\d{2})$`)
	undecided  = regexp.MustCompile(`^(?:(?:date )?a (?:definir|preciser|determiner|fixer|confirmer|voir|venir|planifier)|non (?:definie?|fixee?|connue?)|inconnue?|tbd|tbc|tba|nc|n\.?c\.?|n/?a|des que possible|asap|\?+|-+)$`)
)

// vague says which day to write instead of words and numbers that people take for a date; nil if
// s is nothing of the kind.
func vague(text, s string, near workcal.Date) error {
	if d, ok := ExcelDay(text); ok {
		return Problem(quoted(text) + " n’est pas une date" + colon + "si c’est un numéro de jour d’Excel, écrivez " + DayText(d) + " pour le " + d.FrenchDay() + ".")
	}
	if m := eightDigit.FindStringSubmatch(s); m != nil {
		if d, err := workcal.Parse(m[1] + "-" + m[2] + "-" + m[3]); err == nil {
			return Problem(quoted(text) + " se lit comme un nombre" + colon + "écrivez " + DayText(d) + " si c’est le " + d.FrenchDay() + ".")
		}
	}
	if undecided.MatchString(s) {
		return Problem(quoted(text) + " n’est pas une date" + colon + "laissez la case vide tant que le jour n’est pas connu.")
	}
	if err := notAWeek(text, s, near); err != nil {
		return err
	}
	if m := partOfMonth.FindStringSubmatch(s); m != nil {
		return notAMonth(text, m[1], monthNumber(m[2]), m[3], near)
	}
	return nil
}

// Likely gives the day that words most likely mean where Date asks which: the end of a part of a month
// ("fin février", "mi-juillet"), the Friday of a week ("S10", "semaine du 3 mars"), a number of Excel. A
// year that is not written is the one nearest to near. It is a proposal to confirm, never a reading.
func Likely(text string, near workcal.Date) (d workcal.Date, ok bool) {
	s, err := dates.plain(text)
	if err != nil {
		return 0, false
	}
	if d, ok := ExcelDay(text); ok {
		return d, true
	}
	if m := eightDigit.FindStringSubmatch(s); m != nil {
		d, err := workcal.Parse(m[1] + "-" + m[2] + "-" + m[3])
		return d, err == nil
	}
	if m := weekOf.FindStringSubmatch(s); m != nil {
		if day, ok := parseDay(m[1]); ok {
			first, _, err := day.resolve(text, near)
			return first.AddDays(4 - (int(first.Weekday())+6)%7), err == nil
		}
	}
	if m := weekNumber.FindStringSubmatch(s); m != nil {
		if week := digits(m[1]); week >= 1 && week <= 53 {
			monday, ok := firstOfWeek(week, digits(m[2]), near)
			return monday.AddDays(4), ok
		}
	}
	if m := partOfMonth.FindStringSubmatch(s); m != nil {
		return endOfPart(m[1], monthNumber(m[2]), m[3], near)
	}
	return 0, false
}

// notAMonth asks which day of a month is meant, and proposes the one that its part ends on.
func notAMonth(text, part string, month int, year string, near workcal.Date) error {
	d, ok := endOfPart(part, month, year, near)
	if !ok {
		return Problem(quoted(text) + " n’est pas un jour précis" + colon + dates.example)
	}
	return Problem(quoted(text) + " n’est pas un jour précis" + colon + "écrivez par exemple " + DayText(d) + ".")
}

// endOfPart gives the day on which a part of a month ends; not ok where nobody can tell the year.
func endOfPart(part string, month int, year string, near workcal.Date) (workcal.Date, bool) {
	w := day{number: 1, month: month, year: digits(year), hasYear: year != ""}
	if len(year) == 2 {
		w.year += 2000
	}
	if !w.hasYear && !near.IsZero() {
		w.number = 15
		w.year = w.nearestYear(near)
	}
	if w.year < 1 {
		return 0, false
	}
	number := daysIn(w.year, month)
	switch {
	case part == "debut":
		number = 1
	case strings.HasPrefix(part, "mi"), part == "courant", strings.HasPrefix(part, "1"), strings.HasPrefix(part, "premiere"):
		number = 15
	}
	return workcal.Of(w.year, time.Month(month), number), true
}

// notAWeek says which days a week has; nil if s is no week.
func notAWeek(text, s string, near workcal.Date) error {
	if m := weekOf.FindStringSubmatch(s); m != nil {
		if d, ok := parseDay(m[1]); ok {
			if first, _, err := d.resolve(text, near); err == nil {
				return Problem(quoted(text) + " est une semaine" + colon + "écrivez un jour, par exemple " + DayText(first) + ".")
			}
		}
	}
	m := weekNumber.FindStringSubmatch(s)
	if m == nil {
		return nil
	}
	week, year := digits(m[1]), digits(m[2])
	if week < 1 || week > 53 {
		return nil
	}
	monday, ok := firstOfWeek(week, year, near)
	if !ok {
		return Problem(quoted(text) + " est le numéro d’une semaine" + colon + "écrivez un jour, par exemple 13/06/2025.")
	}
	return Problem(quoted(text) + " est la semaine du " + between(monday, monday.AddDays(6)) + colon + "écrivez un jour, par exemple " + DayText(monday) + ".")
}

// firstOfWeek gives the Monday of an ISO week, of the given year or of the one that puts it
// nearest to near.
func firstOfWeek(week, year int, near workcal.Date) (workcal.Date, bool) {
	if year == 0 && near.IsZero() {
		return 0, false
	}
	var best workcal.Date
	from, to := year, year
	if year == 0 {
		from, to = max(2, near.Year()-1), min(9998, near.Year()+1)
	}
	for y := from; y <= to; y++ {
		fourth := workcal.Of(y, time.January, 4) // always in week 1
		monday := fourth.AddDays(-(int(fourth.Weekday())+6)%7 + 7*(week-1))
		if got, _ := monday.AddDays(3).ISOWeek(); got != y {
			continue // a year without week 53
		}
		if best.IsZero() || abs(monday.Sub(near)) < abs(best.Sub(near)) {
			best = monday
		}
	}
	return best, !best.IsZero()
}

func abs(n int) int { return max(n, -n) }

// between writes "3 au 9 mars 2025", to follow "du".
func between(a, b workcal.Date) string {
	short, _, _ := strings.Cut(a.FrenchDay(), " ")
	switch {
	case a.Year() != b.Year():
		short = a.FrenchDay()
	case a.Month() != b.Month():
		short = strings.TrimSuffix(a.FrenchDay(), " "+strconv.Itoa(a.Year()))
	}
	return short + " au " + b.FrenchDay()
}
