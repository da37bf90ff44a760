package written

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/workcal"
)

var spans = kind{name: "La période", tooLong: "trop longue", example: "écrivez par exemple 13/06/2025 ou 13/06/2025..15/06/2025."}

// Span reads one day as Date does, or the first and last of several: "13/06/2025..15/06/2025",
// "13/06/2025 - 15/06/2025", "du 13 au 15 juin 2025", "13-15 juin 2025", "13 et 14 juin 2025",
// "13/06–15/06/2025", and whatever workcal.FrenchRange writes. What the first day leaves out it
// takes from the last, and the last its year from the first.
//
// It is a Problem that the last day comes before the first, or that days joined by "et" do not
// follow each other.
func Span(text string, near workcal.Date) (from, to workcal.Date, note string, err error) {
	s, err := spans.plain(text)
	if err != nil {
		return 0, 0, "", err
	}
	if day, ok := parseDay(s); ok {
		from, note, err = day.resolve(text, near)
		return from, from, note, err
	}
	if days, ok := parseDays(s); ok {
		return days.resolve(text, near)
	}
	if err := vague(text, s, near); err != nil {
		return 0, 0, "", err
	}
	return 0, 0, "", Problem(quoted(text) + " n’est ni un jour ni une période" + colon + spans.example)
}

// days are a first and a last day as they are written.
type days struct {
	first, last day
	listed      int // how many are named one by one ("13 et 14 juin"); 0 if only the ends are
}

// separators are tried in this order, so that a dash inside a date is the last to part it.
var separators = []string{"...", "..", " jusqu'au ", " au ", " et ", " a ", "->", "→", " - ", " -", "- ", "-"}

var (
	leadingFrom = regexp.MustCompile(`^(?:du|de|des|les|le|entre le|entre) `)
	bareNumber  = regexp.MustCompile(`^(\d{1,2})(?:er|e)?$`)
	bareMonth   = regexp.MustCompile(`^(\d{1,2}) ?[-./] ?(\d{1,2})\.?$`)
	numberList  = regexp.MustCompile(`^\d{1,2}(?:er)?(?:, ?\d{1,2})*,?$`)
)

// parseDays parts a folded text into its first and last day.
func parseDays(s string) (days, bool) {
	s = leadingFrom.ReplaceAllString(s, "")
	for _, separator := range separators {
		for at := 0; ; at++ {
			i := strings.Index(s[at:], separator)
			if i < 0 {
				break
			}
			at += i
			d, ok := parseEnds(strings.TrimSpace(s[:at]), strings.TrimSpace(s[at+len(separator):]), separator == " et ")
			if ok {
				return d, true
			}
		}
	}
	return days{}, false
}

func parseEnds(left, right string, listed bool) (d days, ok bool) {
	if d.last, ok = parseDay(strings.TrimPrefix(right, "au ")); !ok {
		return days{}, false
	}
	if listed {
		d.listed = 2
	}
	if d.first, ok = parseDay(left); ok {
		return d, true
	}
	d.first = day{month: d.last.month, year: d.last.year, hasYear: d.last.hasYear}
	left, d.first.weekday = cutWeekday(strings.TrimPrefix(left, "le "))
	if listed && numberList.MatchString(left) {
		d.first.number, d.listed = firstOfList(strings.TrimSuffix(left, ","))
		return d, true
	}
	if match(bareNumber, left, new(string)) {
		d.first.number = digits(bareNumber.FindStringSubmatch(left)[1])
		return d, true
	}
	if m := bareMonth.FindStringSubmatch(left); m != nil {
		d.first.number, d.first.month, d.first.hasYear = digits(m[1]), digits(m[2]), false
		return d, true
	}
	return days{}, false
}

// firstOfList reads "13, 14" before "et 15 juin": its first number, and how many days the list
// names with the one that follows, or -1 if the numbers do not.
func firstOfList(s string) (first, listed int) {
	numbers := strings.Split(s, ",")
	for i, number := range numbers {
		n := digits(strings.TrimSuffix(strings.TrimSpace(number), "er"))
		if i == 0 {
			first = n
		} else if n != first+i {
			return first, -1
		}
	}
	return first, len(numbers) + 1
}

// resolve gives the two days that text writes, or says why there are none.
func (w days) resolve(text string, near workcal.Date) (from, to workcal.Date, note string, err error) {
	var notes []string
	if w.shareYear(near) {
		notes = append(notes, "L’année manque dans "+quoted(text)+colon+strconv.Itoa(w.last.year)+" est retenue.")
	}
	from, note, err = w.first.resolve(text, near)
	if err != nil {
		return 0, 0, "", err
	}
	notes = append(notes, note)
	to, note, err = w.last.resolve(text, near)
	if err != nil {
		return 0, 0, "", err
	}
	notes = append(notes, note)
	switch {
	case to < from:
		return 0, 0, "", Problem(quoted(text) + " finit avant de commencer" + colon + "le premier jour vient d’abord, par exemple " + DayText(to) + ".." + DayText(from) + ".")
	case w.listed != 0 && to.Sub(from) != w.listed-1 && to != from:
		return 0, 0, "", Problem(quoted(text) + " nomme des jours qui ne se suivent pas" + colon + "écrivez " + DayText(from) + ".." + DayText(to) + " si ceux qui les séparent comptent aussi.")
	}
	notes = slices.DeleteFunc(notes, func(s string) bool { return s == "" })
	return from, to, strings.Join(slices.Compact(notes), " "), nil
}

// shareYear gives the day without year that of the other, or one year earlier or later where
// they stand on both sides of a new year. If neither has one, both get that nearest to near,
// and it is true that a year was assumed.
func (w *days) shareYear(near workcal.Date) (assumed bool) {
	overNewYear := 0
	if w.first.month >= int(time.October) && w.last.month <= int(time.March) {
		overNewYear = 1
	}
	switch {
	case w.first.hasYear && w.last.hasYear:
		return false
	case w.first.hasYear:
		w.last.year = w.first.year + overNewYear
	case w.last.hasYear:
		w.first.year = w.last.year - overNewYear
	case near.IsZero() || w.last.month < 1 || w.last.month > 12:
		return false
	default:
		w.last.year = w.last.nearestYear(near)
		w.first.year = w.last.year - overNewYear
		assumed = true
	}
	w.first.hasYear, w.last.hasYear = true, true
	return assumed
}
