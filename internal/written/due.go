package written

import (
	"math"
	"regexp"
	"strings"

	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

var dues = kind{name: "L’échéance", tooLong: "trop longue", example: "écrivez par exemple 15 mai, J-21, 35 jours ouvrés avant ou E+7."}

// Due reads by when something is to be done, in whichever way people say it: a day, as Date reads it
// ("15 mai", "2025-05-15"), or a distance from the event, as Offset reads it ("J-21", "35 jours ouvrés
// avant", "E+7"). "J-21 et 15 mai" gives one of each. It reads whatever DueText writes.
//
// It is a Problem to leave open which is meant ("S10"), or whether a number counts before the event
// or after it ("21 jours").
func Due(text string, near workcal.Date) (o retroplan.Offset, day workcal.Date, note string, err error) {
	s, err := dues.plain(text)
	if err != nil {
		return retroplan.Offset{}, 0, "", err
	}
	o, day, note, err = oneDue(text, s, near)
	if err == nil {
		return o, day, note, nil
	}
	if parts := twoDues.Split(strings.TrimSpace(text), -1); len(parts) == 2 {
		return bothDues(text, parts, near, err)
	}
	return retroplan.Offset{}, 0, "", err
}

// DueText writes what Due reads, for somebody who is in a year: "J-21", "15 mai", "15 mai 2026" in
// another year, "J-21 et 15 mai", "" for neither. In year 0 days always have theirs.
func DueText(o retroplan.Offset, day workcal.Date, year int) string {
	switch {
	case day.IsZero():
		return o.String()
	case o.IsZero():
		return day.FrenchDayIn(year)
	}
	return o.String() + " et " + day.FrenchDayIn(year)
}

var twoDues = regexp.MustCompile(`(?i)[\s\p{Z}]+et[\s\p{Z}]+`)

// oneDue reads a day or an offset, whichever it is; s is the text folded.
func oneDue(text, s string, near workcal.Date) (o retroplan.Offset, day workcal.Date, note string, err error) {
	o, _, byOffset := Offset(text)
	day, note, byDay := Date(text, near)
	switch {
	case byOffset == nil && byDay == nil:
		return retroplan.Offset{}, 0, "", Problem(quoted(text) + " peut être un jour ou un délai" + colon + dues.example)
	case byOffset == nil:
		return o, 0, "", nil
	case byDay == nil:
		return retroplan.Offset{}, day, note, nil
	case byOffset != notAnOffset(text):
		return o, 0, "", byOffset
	case byDay != notADate(text):
		return o, 0, "", byDay
	}
	return o, 0, "", noDue(text, s)
}

// bothDues reads an offset and a day, in either order. whole says what is wrong with the text as one
// of them; it is given back where neither part can be read.
func bothDues(text string, parts []string, near workcal.Date, whole error) (o retroplan.Offset, day workcal.Date, note string, err error) {
	days, wrong := 0, 0
	for _, part := range parts {
		s, partErr := dues.plain(part)
		var oneOffset retroplan.Offset
		var oneDay workcal.Date
		var oneNote string
		if partErr == nil {
			oneOffset, oneDay, oneNote, partErr = oneDue(part, s, near)
		}
		switch {
		case partErr != nil:
			wrong++
			err = partErr
		case !oneDay.IsZero():
			days++
			day, note = oneDay, oneNote
		default:
			o = oneOffset
		}
	}
	switch {
	case wrong == 2:
		err = whole
	case wrong == 0 && days == 2:
		err = Problem(quoted(text) + " donne deux jours" + colon + "gardez celui qui compte.")
	case wrong == 0 && days == 0:
		err = Problem(quoted(text) + " donne deux délais" + colon + "gardez celui qui compte.")
	}
	if err != nil {
		return retroplan.Offset{}, 0, "", err
	}
	return o, day, note, nil
}

// noDue says what to write instead of a text that is neither; a number of days only lacks its side.
func noDue(text, s string) error {
	x, u, ok := parseDuration(s)
	w := offset{from: retroplan.BeforeEvent, toward: retroplan.BeforeEvent, count: math.Abs(x), unit: u}
	before, err := w.resolve(text)
	if !ok || err != nil {
		return Problem(quoted(text) + " n’est ni un jour ni un délai" + colon + dues.example)
	}
	after := before
	after.Side = retroplan.AfterEvent
	return Problem(quoted(text) + " ne dit pas si c’est avant ou après l’événement" + colon + "écrivez par exemple " + before.String() + " ou " + after.String() + ".")
}
