package retroplan

import (
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// ReasonKind is the kind of limit that sets a task's latest finish.
type ReasonKind int8

// The kinds of reason.
const (
	ReasonNone      ReasonKind = iota // after the event, nothing sets a limit: as soon as possible
	ReasonSuccessor                   // another task waits for this one
	ReasonOffset                      // its own offset, J−n or E+n
	ReasonDeadline                    // its own fixed date
	ReasonEve                         // the event itself
	ReasonDone                        // frozen: done
	ReasonDropped                     // frozen: dropped
)

// Reason says why a task's latest finish is that date.
type Reason struct {
	Kind       ReasonKind
	TaskID     string       // ReasonSuccessor: the task that waits
	TaskTitle  string       // its title, or its id when it has none
	Offset     Offset       // ReasonOffset
	Nominal    workcal.Date // the date before it rolled off a day that is not worked; J for ReasonEve
	Date       workcal.Date // the limit itself; the actual finish for ReasonDone
	needsStart workcal.Date // ReasonSuccessor: when that task must start
	calendar   *workcal.Calendar
}

// Short is the reason in a few words: "avant B" (with the id), "J-21", "échéance",
// "veille de l'événement", "dès que possible", "fait", "abandonné".
func (r Reason) Short() string {
	switch r.Kind {
	case ReasonSuccessor:
		return "avant " + r.TaskID
	case ReasonOffset:
		return r.Offset.String()
	case ReasonDeadline:
		return "échéance"
	case ReasonEve:
		return "veille de l'événement"
	case ReasonDone:
		return "fait"
	case ReasonDropped:
		return "abandonné"
	}
	return "dès que possible"
}

// Sentence says the reason in full, with titles and dates, without a full stop.
func (r Reason) Sentence() string {
	switch r.Kind {
	case ReasonSuccessor:
		return "à finir avant " + french.Quote(r.TaskTitle) + r.startSuffix()
	case ReasonOffset:
		return r.rolled(r.Offset.String(), "à finir pour "+r.Offset.String()+", le "+r.Date.French())
	case ReasonDeadline:
		return r.rolled("l’échéance", "échéance fixée au "+r.Date.French())
	case ReasonEve:
		return "veille de l’événement, qui commence le " + r.Nominal.French()
	case ReasonDone:
		if r.Date.IsZero() {
			return "faite"
		}
		return "faite le " + r.Date.French()
	case ReasonDropped:
		return "abandonnée"
	}
	return "dès que possible après l’événement"
}

func (r Reason) startSuffix() string {
	if r.needsStart.IsZero() {
		return ""
	}
	return ", qui doit commencer au plus tard le " + r.needsStart.French()
}

// rolled tells the move when the nominal date was a day off, else gives plain.
func (r Reason) rolled(what, plain string) string {
	if r.Nominal == r.Date || r.Nominal.IsZero() {
		return plain
	}
	why := ""
	if r.calendar != nil {
		why = r.calendar.WhyOff(r.Nominal)
	}
	if why != "" && why != workcal.FrenchWeekday(r.Nominal.Weekday()) {
		why = " (" + why + ")"
	} else {
		why = ""
	}
	verb := "avancé"
	if r.Date > r.Nominal {
		verb = "reporté"
	}
	if r.Kind == ReasonDeadline {
		verb += "e"
	}
	return what + " tombe le " + r.Nominal.French() + why + "\u00a0: " + verb + " au " + r.Date.French()
}
