package browsertest

import (
	_ "embed"
	"time"
)

//go:embed assets/ical.min.js
var icalSource string

// CalendarEvent is an event of an iCalendar file as ical.js, which several calendar programs are made with, reads it by the zones that the file
// itself tells.
type CalendarEvent struct {
	UID         string
	Summary     string
	Description string
	Location    string
	Status      string
	Sequence    int
	AllDay      bool      // Start and End are days, at their midnight in UTC; the end is the day after the last one
	Start, End  time.Time // in UTC
	Stamp       time.Time
}

//go:embed assets/calendar.js
var readCalendar string

// Calendar reads the events of an iCalendar file, in its order. A file that ical.js refuses fails the test.
func (p *Page) Calendar(file string) []CalendarEvent {
	p.t.Helper()
	if !script[bool](p, "looking for ical.js", "typeof ICAL === 'object'") {
		script[any](p, "loading ical.js", icalSource+"\n;null")
	}
	return script[[]CalendarEvent](p, "reading a calendar", "("+readCalendar+")("+quoted(file)+")")
}
