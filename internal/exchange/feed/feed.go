// Package feed writes days for calendar programs, as an iCalendar file (RFC 5545).
package feed

import (
	"io"
	"time"

	ics "github.com/arran4/golang-ical"

	"parvis/internal/workcal"
)

// Calendar is what a program subscribes to.
type Calendar struct {
	Name   string
	Events []Event
}

// Event is something that lasts whole days.
type Event struct {
	UID         string // the same as long as it is the same thing, whatever becomes of it
	Summary     string
	First, Last workcal.Date // both included
	Description string       // "": none
	URL         string       // "": none
	Categories  string       // "": none
	Changed     time.Time    // when what it says last changed: a feed in which nothing did is the same to the byte
}

// refresh is how often programs are asked to read a feed again.
const refresh = "PT4H"

// Write writes the calendar with CRLF, and folds lines between characters.
func (c Calendar) Write(w io.Writer) error {
	cal := ics.NewCalendarFor("Parvis")
	cal.SetProductId("-//Parvis//Service des publics//FR")
	cal.SetCalscale("GREGORIAN")
	cal.SetXWRCalName(c.Name)
	cal.SetXWRTimezone("Europe/Paris")
	cal.SetRefreshInterval(refresh)
	cal.SetXPublishedTTL(refresh)
	for _, e := range c.Events {
		one := cal.AddEvent(e.UID)
		one.SetDtStampTime(e.Changed.UTC())
		one.SetProperty(ics.ComponentPropertyDtStart, stamp(e.First), ics.WithValue("DATE"))
		one.SetProperty(ics.ComponentPropertyDtEnd, stamp(e.Last.AddDays(1)), ics.WithValue("DATE")) // the day after: RFC 5545, 3.6.1
		one.SetSummary(e.Summary)
		if e.Description != "" {
			one.SetDescription(e.Description)
		}
		if e.URL != "" {
			one.SetURL(e.URL)
		}
		if e.Categories != "" {
			one.SetProperty(ics.ComponentPropertyCategories, e.Categories)
		}
		one.SetTimeTransparency(ics.TransparencyTransparent) // a task leaves the day free
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

func stamp(d workcal.Date) string {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC).Format("20060102")
}
