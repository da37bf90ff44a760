package slot

import (
	"strings"
	"time"

	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// Day is the minutes of a day, as clocks show them.
const Day = 24 * 60

// Times is when a slot is held, as clocks of Paris show it.
type Times struct {
	Day  workcal.Date // on which it begins
	From int          // minutes from the midnight before, 0 to 1439
	To   int          // the same; beyond 1440 it ends on the next day
}

// moment is what time it is when clocks of Paris show so many minutes after the midnight that begins a day. Of an hour that comes twice it is the
// first.
func moment(day workcal.Date, minutes int) time.Time {
	at := day.AddDays(minutes / Day).Time()
	return time.Date(at.Year(), at.Month(), at.Day(), 0, minutes%Day, 0, 0, postgres.Paris)
}

// Start is when it begins.
func (t Times) Start() time.Time { return moment(t.Day, t.From) }

// End is when it ends.
func (t Times) End() time.Time { return moment(t.Day, t.To) }

// shown tells whether clocks show both its hours: in spring they pass over one.
func (t Times) shown() bool {
	shows := func(at time.Time, minutes int) bool { return at.Hour()*60+at.Minute() == minutes%Day }
	return shows(t.Start(), t.From) && shows(t.End(), t.To)
}

// timesOf are the times of two moments.
func timesOf(start, end time.Time) Times {
	start, end = start.In(postgres.Paris), end.In(postgres.Paris)
	day := workcal.FromTime(start)
	return Times{Day: day, From: start.Hour()*60 + start.Minute(), To: workcal.FromTime(end).Sub(day)*Day + end.Hour()*60 + end.Minute()}
}

// Clock is a time of the day as programmes show it: « 9 h », « 14 h 30 »; minutes may be beyond a day.
func Clock(minutes int) string { return written.HourText(minutes) }

// Hours are from when to when: « 9 h 30 – 11 h ».
func (t Times) Hours() string { return Clock(t.From) + "\u00a0–\u00a0" + Clock(t.To) }

// Text is the day and the hours: « samedi 14 juin 2025, 9 h 30 – 11 h ».
func (t Times) Text() string { return t.Day.French() + ", " + t.Hours() }

// TextIn is Text without the year, where that is the one that people are in.
func (t Times) TextIn(year int) string { return t.Day.FrenchIn(year) + ", " + t.Hours() }

// Overnight tells whether it ends after midnight.
func (t Times) Overnight() bool { return t.To > Day }

// minutesText says how long it lasts: « 1 h 30 ».
func minutesText(minutes int) string { return strings.TrimSpace(written.MinutesText(minutes)) }

// Lasts is how long it lasts, in minutes; on the nights on which clocks change that is not what they show.
func (t Times) Lasts() int { return int(t.End().Sub(t.Start()) / time.Minute) }

// LastsText is Lasts in words.
func (t Times) LastsText() string { return minutesText(t.Lasts()) }

// moved are the times so many days and minutes later.
func (t Times) moved(days, minutes int) Times {
	from := t.From + minutes
	day := t.Day.AddDays(days)
	for from < 0 {
		from, day = from+Day, day.AddDays(-1)
	}
	day, lasts := day.AddDays(from/Day), t.To-t.From
	return Times{Day: day, From: from % Day, To: from%Day + lasts}
}

// Gap says by how much something moves: « un jour plus tard », « 30 min plus tôt »; "" for nothing.
func Gap(days, minutes int) string {
	var said []string
	for _, one := range []struct {
		n    int
		text func(int) string
	}{{days, func(n int) string { return french.Count(n, "jour", "jours") }}, {minutes, minutesText}} {
		switch {
		case one.n > 0:
			said = append(said, one.text(one.n)+" plus tard")
		case one.n < 0:
			said = append(said, one.text(-one.n)+" plus tôt")
		}
	}
	return strings.Join(said, ", ")
}
