package programme

import (
	"cmp"
	"fmt"
	"slices"

	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// The years in which a date is believed: beyond, it is a slip of the keyboard.
const (
	MinYear = 1900
	MaxYear = 2200
)

// maxSpan is the longest event or target period, in days.
const maxSpan = 366

// checkDays notes what is impossible about a first and a last day, named by their form fields.
func checkDays(p *fault.Problems, firstField, lastField string, first, last workcal.Date) {
	checkDay(p, firstField, first)
	if last == first {
		return // a single day needs a single sentence
	}
	checkDay(p, lastField, last)
	if first.IsZero() || last.IsZero() {
		return
	}
	switch {
	case last < first:
		p.Add(lastField, "Le dernier jour précède le premier : veuillez vérifier les deux dates.")
	case last.Sub(first) >= maxSpan:
		p.Add(lastField, "La période dépasse un an : veuillez vérifier les deux dates.")
	}
}

func checkDay(p *fault.Problems, field string, d workcal.Date) {
	if !d.IsZero() && (d.Year() < MinYear || d.Year() > MaxYear) {
		p.Add(field, fmt.Sprintf("L’année %d semble être une faute de frappe : veuillez donner une date entre %d et %d.",
			d.Year(), MinYear, MaxYear))
	}
}

// Countdown says how far today is from a first and last day: "J-67" before, "Jour J" on the
// first, "en cours" until the last, "E+3" after.
func Countdown(today, first, last workcal.Date) string {
	switch {
	case today.IsZero() || first.IsZero():
		return ""
	case today < first:
		return fmt.Sprintf("J-%d", first.Sub(today))
	case today == first:
		return "Jour J"
	case today <= last:
		return "En cours"
	}
	return fmt.Sprintf("E+%d", today.Sub(last))
}

// DaysText writes target days: « 13–15 juin 2025 », or that there are none yet.
func DaysText(first, last workcal.Date) string {
	if first.IsZero() {
		return "pas encore de date"
	}
	return workcal.FrenchRange(first, last)
}

// Dated is what has a first and a last day, or none yet.
type Dated interface {
	Days() (first, last workcal.Date)
}

// ComingFirst puts what is not over yet first, nearest first, then what is over, latest first, then what has
// no date. It returns how many are not over.
func ComingFirst[D Dated](list []D, today workcal.Date) (coming int) {
	part := func(d D) int {
		switch first, last := d.Days(); {
		case first.IsZero():
			return 2
		case last < today:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(list, func(a, b D) int {
		firstA, _ := a.Days()
		firstB, _ := b.Days()
		if part(a) == 1 {
			firstA, firstB = firstB, firstA
		}
		return cmp.Or(cmp.Compare(part(a), part(b)), cmp.Compare(firstA, firstB))
	})
	for _, d := range list {
		if part(d) == 0 {
			coming++
		}
	}
	return coming
}
