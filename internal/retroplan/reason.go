package retroplan

import (
	"strings"

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
	Kind      ReasonKind
	TaskRef   string       // ReasonSuccessor: the task that waits, as Task.Ref
	TaskTitle string       // its title, or its reference when it has none
	Lag       int          // ReasonSuccessor: working days between the two; negative when they overlap
	Offset    Offset       // ReasonOffset
	Nominal   workcal.Date // the date before it rolled off a day that is not worked; J for ReasonEve
	Date      workcal.Date // the limit itself; the actual finish for ReasonDone

	by        workcal.Date // ReasonSuccessor: when that task must come
	milestone bool         // ReasonSuccessor: that task is a milestone
	decided   bool         // ReasonSuccessor: somebody decided when that task comes
	calendar  *workcal.Calendar
	year      int // of the reader, whose dates go without it
}

// Short is the reason in a few words, other tasks being named by their reference: "avant B", "J-21",
// "J-20 tombe un samedi", "échéance", "veille de l'événement", "dès que possible", "fait",
// "abandonné".
func (r Reason) Short() string { return r.short(r.TaskRef) }

// Label is Short for whoever does not know the references: other tasks are named by their title.
func (r Reason) Label() string {
	text := r.short(french.Quote(r.TaskTitle))
	if r.Kind == ReasonEve {
		return strings.ReplaceAll(text, "'", "’")
	}
	return text
}

func (r Reason) short(other string) string {
	switch r.Kind {
	case ReasonSuccessor:
		switch {
		case r.Lag > 0:
			return french.WorkingDays(r.Lag) + " avant " + other
		case r.Lag < 0:
			return "en même temps que " + other
		}
		return "avant " + other
	case ReasonOffset:
		return r.Offset.brief() + r.roll()
	case ReasonDeadline:
		if r.rolled() {
			return "l’échéance" + r.roll()
		}
		return "échéance"
	case ReasonEve:
		if r.onEve() {
			return "veille de l'événement"
		}
		return "dernier jour travaillé avant l'événement"
	case ReasonDone:
		return "fait"
	case ReasonDropped:
		return "abandonné"
	}
	return "dès que possible"
}

// Sentence says the reason in full, with titles and dates, without a full stop. The year is
// written where it is not the reader's.
func (r Reason) Sentence() string {
	date := r.Date.FrenchIn(r.year)
	switch r.Kind {
	case ReasonSuccessor:
		return r.successor(date)
	case ReasonOffset:
		switch {
		case r.rolled():
			return r.Offset.inSentence() + " tombe le " + r.rollTo(date, "")
		case r.Offset.Count == 0:
			return "à finir " + r.Offset.inSentence() + ", le " + date
		case r.Offset.Unit == Days:
			return "à finir pour " + r.Offset.String() + ", le " + date
		}
		return "à finir " + r.Offset.inSentence() + ", le " + date
	case ReasonDeadline:
		if r.rolled() {
			return "l’échéance tombe le " + r.rollTo(date, "e")
		}
		return "échéance fixée au " + date
	case ReasonEve:
		begins := ", qui commence le " + r.Nominal.FrenchIn(r.year)
		if r.onEve() {
			return "veille de l’événement" + begins
		}
		return "dernier jour travaillé avant l’événement" + begins + r.between(r.Date, r.Nominal)
	case ReasonDone:
		if r.Date.IsZero() {
			return "faite"
		}
		return "faite le " + date
	case ReasonDropped:
		return "abandonnée"
	}
	return "dès que possible après l’événement"
}

// successor tells what waits for the task, after how long and when it comes.
func (r Reason) successor(date string) string {
	other := french.Quote(r.TaskTitle)
	comes := ", qui commence au plus tard le "
	switch {
	case r.milestone && r.decided:
		comes = ", jalon fixé au "
	case r.milestone:
		comes = ", jalon attendu au plus tard le "
	case r.decided:
		comes = ", dont le début est fixé au "
	}
	if r.by.IsZero() {
		comes = ""
	} else {
		comes += r.by.FrenchIn(r.year)
	}
	switch {
	case r.Lag > 0:
		return "à finir le " + date + "\u00a0: " + french.WorkingDays(r.Lag) + " avant " + other + comes + r.between(r.Date, r.by)
	case r.Lag < 0:
		return "à finir le " + date + ", en même temps que " + other + comes + " (" + french.WorkingDays(-r.Lag) + " de chevauchement)"
	}
	return "à finir avant " + other + comes + r.between(r.Date, r.by)
}

func (r Reason) onEve() bool { return r.Date == r.Nominal.AddDays(-1) }

// rolled reports whether the nominal date was a day off.
func (r Reason) rolled() bool { return r.Nominal != r.Date && !r.Nominal.IsZero() }

// Public is the reason without anybody's absence: what moved the date is then nobody else's business.
func (r Reason) Public() Reason {
	if r.rolled() && r.off().Kind == workcal.OnLeave {
		r.Nominal = r.Date
	}
	return r
}

// off says why the nominal date is not worked.
func (r Reason) off() workcal.DayOff {
	if r.calendar == nil {
		return workcal.DayOff{}
	}
	return r.calendar.Off(r.Nominal)
}

// roll adds to a short reason what moved the date: " tombe un samedi".
func (r Reason) roll() string {
	if !r.rolled() {
		return ""
	}
	switch off := r.off(); off.Kind {
	case workcal.PublicHolidayOff:
		return " tombe un jour férié (" + off.Label + ")"
	case workcal.WeekdayOff:
		return " tombe un " + off.Label
	case workcal.Closed:
		return " tombe pendant la " + offName(off, r.year)
	case workcal.OnLeave:
		return " tombe pendant l’" + offName(off, r.year)
	}
	return ""
}

// rollTo ends a sentence about a date that rolled: "samedi 24 mai : avancé au vendredi 23 mai".
func (r Reason) rollTo(date, feminine string) string {
	text := r.Nominal.FrenchIn(r.year)
	switch off := r.off(); off.Kind {
	case workcal.Worked, workcal.WeekdayOff:
	case workcal.PublicHolidayOff:
		text += " (" + off.Label + ")"
	default:
		text += " (" + offName(off, r.year) + ")"
	}
	if r.Date > r.Nominal {
		return text + "\u00a0: reporté" + feminine + " au " + date + r.between(r.Nominal, r.Date)
	}
	return text + "\u00a0: avancé" + feminine + " au " + date + r.between(r.Date, r.Nominal)
}

// between names what is off, other than usual week-ends, strictly between two days: " (entre les
// deux : absence du 8 au 11 avril)". It looks at a few weeks at most.
func (r Reason) between(a, b workcal.Date) string {
	const looked = 60
	if r.calendar == nil || a.IsZero() || b.IsZero() {
		return ""
	}
	var names []string
	for d := a.AddDays(1); d < b && d <= a.AddDays(looked); d = d.AddDays(1) {
		off := r.calendar.Off(d)
		switch {
		case off.Kind == workcal.Worked, off.Kind == workcal.WeekdayOff:
			continue
		case off.Kind == workcal.PublicHolidayOff:
			names = append(names, off.Label)
		case r.Nominal < off.From || r.Nominal > off.To: // else it is named already
			names = append(names, offName(off, r.year))
		}
		d = max(d, off.To)
	}
	if len(names) == 0 {
		return ""
	}
	return " (entre les deux\u00a0: " + strings.Join(names, ", ") + ")"
}

// offName names a closure or a leave with its days: "absence du 8 au 11 avril", "fermeture du
// 30 mai", "fermeture du 30 mai, pont de l’Ascension".
func offName(off workcal.DayOff, year int) string {
	name := "absence "
	if off.Kind == workcal.Closed {
		name = "fermeture "
	}
	name += "du " + strings.TrimPrefix(strings.TrimPrefix(workcal.FrenchSpanIn(off.From, off.To, year), "le "), "du ")
	if off.Label != "" && off.Label != "fermeture" {
		name += ", " + off.Label
	}
	return name
}
