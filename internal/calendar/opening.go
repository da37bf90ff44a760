package calendar

import (
	"strings"
	"time"

	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Opening is when the museum is open on each day of a week, Monday's first, as people type it: « 10 h – 18 h », "" where it is closed.
type Opening [7]string

// FieldOpening is the form field of a day, 0 for Monday.
func FieldOpening(day int) string { return "ouverture_" + string(rune('1'+day)) }

// Known tells whether anything is said: a museum that is never open is one of which nobody said when.
func (o Opening) Known() bool { return o != Opening{} }

// Tidied is what is typed as it is kept; what cannot be read is a problem of its day.
func (o Opening) Tidied(p *fault.Problems) Opening {
	for i, text := range o {
		list, err := written.Opening(text)
		if err != nil {
			p.Add(FieldOpening(i), err.Error())
			continue
		}
		o[i] = written.OpeningText(list)
	}
	return o
}

// On is when the museum is open on a day.
func (o Opening) On(day workcal.Date) []written.Range {
	list, _ := written.Opening(o[(int(day.Time().Weekday())+6)%7]) // it is kept as it is read
	return list
}

// Text says when it is, day after day: « mercredi : 10 h – 18 h ; jeudi : fermé »; "" where it is not known.
func (o Opening) Text() string {
	if !o.Known() {
		return ""
	}
	var days []string
	for i, text := range o {
		if text == "" {
			text = "fermé"
		}
		days = append(days, workcal.FrenchWeekday(time.Weekday((i+1)%7))+"\u00a0: "+text)
	}
	return strings.Join(days, "\u00a0; ")
}

// Lines is how it is kept.
func (o Opening) Lines() string {
	if !o.Known() {
		return ""
	}
	return strings.Join(o[:], "\n")
}

// OpeningOf reads Lines.
func OpeningOf(lines string) Opening {
	var o Opening
	copy(o[:], strings.Split(lines, "\n"))
	return o
}
