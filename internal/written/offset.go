package written

import (
	"math"
	"regexp"
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
)

var offsets = kind{name: "L’échéance relative", tooLong: "trop longue",
	example: "écrivez par exemple J-21, J-10o (jours ouvrés), S-6, J-2 mois ou E+7."}

// Offset reads a due date relative to the event: backwards from its first day ("J-21", "J 21",
// "J-10o", "J-6 semaines", "S-6", "J-2 mois", "M-2", "21 jours avant", "la veille"), or forwards
// from its last ("E+7", "E+1o", "E+1 sem", "7 jours après"). "J" and "E" alone are those days.
// Weeks become calendar days. It reads whatever retroplan.Offset.String writes.
//
// It is a Problem to count the other way ("J+3", "E-2"): the sentence proposes the same day counted
// from the other end of the event.
func Offset(text string) (o retroplan.Offset, note string, err error) {
	s, err := offsets.plain(text)
	if err != nil {
		return retroplan.Offset{}, "", err
	}
	if o, ok := namedOffsets[s]; ok {
		return o, "", nil
	}
	if err := weekOrOffset(text, s); err != nil {
		return retroplan.Offset{}, "", err
	}
	w, ok := parseOffset(s)
	if !ok {
		return retroplan.Offset{}, "", notAnOffset(text)
	}
	if o, err = w.resolve(text); err != nil {
		return retroplan.Offset{}, "", err
	}
	return o, "", nil
}

// LooksLikeOffset reports whether Offset reads the text and it is more than a letter or a letter
// with a number, which may as well name a task ("E", "E7").
func LooksLikeOffset(text string) bool {
	_, _, err := Offset(text)
	return err == nil && !taskName.MatchString(french.Fold(text))
}

var taskName = regexp.MustCompile(`^(?:[je]|e ?\d+)$`)

var (
	firstDay  = retroplan.Offset{Side: retroplan.BeforeEvent}
	eve       = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 1}
	beforeEve = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 2}
	lastDay   = retroplan.Offset{Side: retroplan.AfterEvent}
	dayAfter  = retroplan.Offset{Side: retroplan.AfterEvent, Count: 1}
)

var namedOffsets = map[string]retroplan.Offset{
	"j": firstDay, "jour j": firstDay, "le jour j": firstDay, "premier jour": firstDay, "le premier jour": firstDay,
	"premier jour de l'evenement": firstDay, "le premier jour de l'evenement": firstDay,
	"veille": eve, "la veille": eve, "veille de l'evenement": eve, "la veille de l'evenement": eve,
	"avant-veille": beforeEve, "l'avant-veille": beforeEve, "l'avant-veille de l'evenement": beforeEve,
	"e": lastDay, "dernier jour": lastDay, "le dernier jour": lastDay, "dernier jour de l'evenement": lastDay, "le dernier jour de l'evenement": lastDay,
	"lendemain": dayAfter, "le lendemain": dayAfter, "lendemain de l'evenement": dayAfter, "le lendemain de l'evenement": dayAfter,
}

// offset is an offset as it is written, before anybody knows whether it can be counted.
type offset struct {
	from   retroplan.Side // the end of the event that is named
	toward retroplan.Side // where it is counted to
	count  float64
	unit   unit
	fixed  bool // no other unit may follow the letter: S and M are units
}

var (
	letterOffset = regexp.MustCompile(`^(?:(?:le )?jour )?([jesm])(?: ?([-+]))? ?(` + number + `) ?(.*)$`)
	wordedOffset = regexp.MustCompile(`^(` + number + `) ?(.*?) (avant|apres)(?: (.*))?$`)
	theEvent     = regexp.MustCompile(`^(?:(?:le (?:premier |dernier )?jour|le debut|la fin|l'ouverture) de )?l'evenement$|^(?:le )?jour j$|^[je]$`)
)

var signWords = strings.NewReplacer(" moins ", " - ", " plus ", " + ")

// parseOffset reads a folded text as an offset on either side.
func parseOffset(s string) (offset, bool) {
	s = signWords.Replace(s)
	if m := letterOffset.FindStringSubmatch(s); m != nil {
		return lettered(m[1], m[2], decimal(m[3]), m[4])
	}
	m := wordedOffset.FindStringSubmatch(countInDigits(s))
	if m == nil || m[4] != "" && !theEvent.MatchString(m[4]) {
		return offset{}, false
	}
	w := offset{from: retroplan.BeforeEvent, toward: retroplan.BeforeEvent, count: decimal(m[1])}
	if m[3] == "apres" {
		w.from, w.toward = retroplan.AfterEvent, retroplan.AfterEvent
	}
	var ok bool
	w.unit, ok = unitOf(m[2])
	return w, ok && w.unit != bare
}

func lettered(letter, sign string, count float64, rest string) (offset, bool) {
	u, ok := unitOf(rest)
	w := offset{from: retroplan.BeforeEvent, toward: retroplan.BeforeEvent, count: count, unit: u}
	switch letter {
	case "e":
		w.from, w.toward = retroplan.AfterEvent, retroplan.AfterEvent
	case "s", "m":
		w.fixed = true
		ok = ok && u == bare && sign != "" && count > 0
		if w.unit = weeks; letter == "m" {
			w.unit = months
		}
	}
	switch sign {
	case "+":
		w.toward = retroplan.AfterEvent
	case "-":
		w.toward = retroplan.BeforeEvent
	}
	return w, ok
}

// resolve gives the offset that text writes; with an error, the one that the sentence proposes.
func (w offset) resolve(text string) (retroplan.Offset, error) {
	o := retroplan.Offset{Side: w.from}
	times := 1.0
	switch w.unit {
	case bare, plainDays, calendarDays:
	case workingDays:
		o.Unit = retroplan.WorkingDays
	case weeks, calendarWeeks:
		times = 7
	case months:
		o.Unit = retroplan.Months
	case years:
		o.Unit, times = retroplan.Months, 12
	case ouvrables:
		o.Side, o.Unit, o.Count = w.toward, retroplan.WorkingDays, int(min(w.count, maxNumber))
		return o, Problem(notOuvrables(text) + o.String() + ".")
	default:
		return o, notAnOffset(text)
	}
	exact := w.count * times
	o.Count = int(math.Ceil(min(exact, maxNumber+1)))
	switch {
	case o.Count > maxNumber:
		return o, Problem("L’échéance relative " + quoted(text) + " est trop lointaine.")
	case float64(o.Count) != exact:
		o.Side = w.toward
		return o, Problem(quoted(text) + " ne tombe pas sur un jour entier" + colon + "écrivez par exemple " + o.String() + ".")
	case w.from == w.toward || o.Count == 0:
		return o, nil
	}
	o.Side = w.toward
	if w.toward == retroplan.AfterEvent {
		return o, Problem(quoted(text) + colon + w.letter() + " se compte à rebours. Après l’événement, comptez depuis son dernier jour" + colon + o.String() + ".")
	}
	return o, Problem(quoted(text) + colon + "E se compte après l’événement. Avant lui, comptez depuis son premier jour" + colon + o.String() + ".")
}

// letter names what was counted from the first day.
func (w offset) letter() string {
	if !w.fixed {
		return "J"
	}
	if w.unit == months {
		return "M"
	}
	return "S"
}

// weekOrOffset asks which is meant by "S10", the tenth week of the year or ten weeks before.
func weekOrOffset(text, s string) error {
	m := weekNumber.FindStringSubmatch(s)
	if m == nil || digits(m[1]) < 1 || digits(m[1]) > 53 {
		return nil
	}
	return Problem(quoted(text) + " ressemble au numéro de la semaine " + m[1] + colon + "écrivez un jour, par exemple 13/06/2025, ou S-" + m[1] +
		" pour dire autant de semaines avant l’événement.")
}

func notAnOffset(text string) error {
	return Problem(quoted(text) + " n’est pas un délai relatif à l’événement" + colon + offsets.example)
}
