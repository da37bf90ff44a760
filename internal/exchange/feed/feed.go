// Package feed writes days and times for calendar programs, as an iCalendar file (RFC 5545).
package feed

import (
	"io"
	"slices"
	"time"

	ics "github.com/arran4/golang-ical"

	"parvis/internal/workcal"
)

// Calendar is what a program subscribes to.
type Calendar struct {
	Name   string
	Events []Event
}

// Event is something that lasts whole days, or from a moment to another one.
type Event struct {
	UID         string // the same as long as it is the same thing, whatever becomes of it
	Summary     string
	First, Last workcal.Date // both included
	Start, End  time.Time    // instead of days; written as clocks of their zone show them, which is Paris
	Description string       // "": none
	Location    string       // "": none
	URL         string       // "": none
	Categories  string       // "": none
	Status      Status       // "": not said
	Sequence    int          // how many times it changed
	Changed     time.Time    // when what it says last changed: a feed in which nothing did is the same to the byte
}

// Status is whether an event takes place.
type Status string

// The statuses.
const (
	Confirmed Status = "CONFIRMED"
	Cancelled Status = "CANCELLED"
)

func (e Event) timed() bool { return !e.Start.IsZero() }

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
	if slices.ContainsFunc(c.Events, Event.timed) {
		addParis(cal)
	}
	for _, e := range c.Events {
		one := cal.AddEvent(e.UID)
		one.SetDtStampTime(e.Changed.UTC())
		if e.timed() {
			one.SetProperty(ics.ComponentPropertyDtStart, e.Start.Format(shown), ics.WithTZID(paris))
			one.SetProperty(ics.ComponentPropertyDtEnd, e.End.Format(shown), ics.WithTZID(paris))
			one.SetSequence(e.Sequence)
		} else {
			one.SetProperty(ics.ComponentPropertyDtStart, stamp(e.First), ics.WithValue("DATE"))
			one.SetProperty(ics.ComponentPropertyDtEnd, stamp(e.Last.AddDays(1)), ics.WithValue("DATE")) // the day after: RFC 5545, 3.6.1
			one.SetTimeTransparency(ics.TransparencyTransparent)                                         // a task leaves the day free
		}
		if e.Status != "" {
			one.SetStatus(ics.ObjectStatus(e.Status))
		}
		one.SetSummary(e.Summary)
		if e.Location != "" {
			one.SetLocation(e.Location)
		}
		if e.Description != "" {
			one.SetDescription(e.Description)
		}
		if e.URL != "" {
			one.SetURL(e.URL)
		}
		if e.Categories != "" {
			one.SetProperty(ics.ComponentPropertyCategories, e.Categories)
		}
	}
	return cal.SerializeTo(w, ics.WithNewLineWindows)
}

const (
	paris = "Europe/Paris"
	shown = "20060102T150405" // what clocks show
)

// addParis says how clocks of Paris run, for the programs that do not know: summer time since 1981, which ends in October since 1996.
func addParis(cal *ics.Calendar) {
	zone := cal.AddTimezone(paris)
	summer, winter := &ics.Daylight{}, ics.NewStandard()
	for _, one := range []struct {
		of                              *ics.ComponentBase
		begins, rule, before, after, is string
	}{
		{&summer.ComponentBase, "19810329T020000", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "+0100", "+0200", "CEST"},
		{&winter.ComponentBase, "19961027T030000", "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "+0200", "+0100", "CET"},
	} {
		one.of.SetProperty(ics.ComponentPropertyDtStart, one.begins)
		one.of.SetProperty(ics.ComponentPropertyRrule, one.rule)
		one.of.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetfrom), one.before)
		one.of.SetProperty(ics.ComponentProperty(ics.PropertyTzoffsetto), one.after)
		one.of.SetProperty(ics.ComponentProperty(ics.PropertyTzname), one.is)
	}
	zone.Components = append(zone.Components, summer, winter)
}

func stamp(d workcal.Date) string {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC).Format("20060102")
}
