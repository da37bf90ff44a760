package workcal

import (
	"slices"
	"sync"
)

// Range is a run of days off, both ends included, with what people call it. A zero To
// means a single day; a range that ends before it begins is empty.
type Range struct {
	From, To Date
	Label    string
}

// Contains reports whether d lies in the range.
func (r Range) Contains(d Date) bool {
	r = r.normal()
	return d >= r.From && d <= r.To && r.From != 0
}

func (r Range) normal() Range {
	if r.To == 0 {
		r.To = r.From
	}
	return r
}

// Config says which days are worked. A zero Week means Monday to Friday.
type Config struct {
	Week          Week
	AlsaceMoselle bool // Good Friday and 26 December are off too
	NoHolidays    bool // public holidays are worked days like others
	Closures      []Range
	Leave         []Range
	Open          []Range  // worked whatever all the rest says
	Horizon       *Horizon // from when Closures and Leave are complete; nil: always
}

// Calendar knows the worked days of a service or of a person. A day is worked if its
// weekday is in the week and it is not a public holiday, a closure or a leave, or if it was
// opened.
//
// Every operation costs constant time, for any date. A calendar never changes its answers and may be
// shared between goroutines. Dates saturate: a calendar with no worked day left answers
// MaxDate when asked for a later one and MinDate for an earlier one.
type Calendar struct {
	config Config
	usual  *index
	whole  func() *index
}

// NewCalendar makes a calendar; the configuration is copied.
func NewCalendar(c Config) *Calendar {
	if c.Week&0b1111111 == 0 {
		c.Week = MondayToFriday
	}
	c.Closures, c.Leave, c.Open = tidy(c.Closures), tidy(c.Leave), tidy(c.Open)
	return newCalendar(c, c.index(usualSpan))
}

func (c Config) index(s span) *index {
	return newIndex(s, c.Week, c.holidays(s), c.Closures, c.Leave).with(c.Open)
}

// WithLeave makes a person's calendar: this one, less the days of leave.
func (c *Calendar) WithLeave(leave []Range) *Calendar {
	leave = tidy(leave)
	config := c.config
	config.Leave = append(slices.Clip(slices.Clone(config.Leave)), leave...)
	return newCalendar(config, c.usual.without(leave).with(config.Open))
}

// Opened makes a calendar on which the days of r are worked, whatever the week, public holidays,
// closures and leave say. Those are still known to LeaveIn.
func (c *Calendar) Opened(r Range) *Calendar {
	open := tidy([]Range{r})
	config := c.config
	config.Open = append(slices.Clip(slices.Clone(config.Open)), open...)
	return newCalendar(config, c.usual.copy().with(open))
}

func newCalendar(c Config, usual *index) *Calendar {
	return &Calendar{config: c, usual: usual, whole: sync.OnceValue(func() *index {
		return c.index(wholeSpan)
	})}
}

func (c Config) holidays(s span) []Date {
	if c.NoHolidays {
		return nil
	}
	return holidayDays(s, c.AlsaceMoselle)
}

func tidy(ranges []Range) []Range {
	kept := make([]Range, 0, len(ranges))
	for _, r := range ranges {
		if r = r.normal(); r.From != 0 && r.From <= r.To {
			kept = append(kept, r)
		}
	}
	return kept
}

// IsWorked reports whether d is a worked day; no date is not.
func (c *Calendar) IsWorked(d Date) bool {
	c.config.Horizon.See(d)
	return c.isWorked(d)
}

func (c *Calendar) isWorked(d Date) bool {
	if c.usual.contains(d) {
		return c.usual.worked(d)
	}
	return wholeSpan.contains(d) && c.whole().worked(d)
}

// Next gives the first worked day on or after d.
func (c *Calendar) Next(d Date) Date {
	if c.IsWorked(d) {
		return d
	}
	return c.Add(d, 1)
}

// Prev gives the last worked day on or before d.
func (c *Calendar) Prev(d Date) Date {
	if c.IsWorked(d) {
		return d
	}
	return c.Add(d, -1)
}

// Add moves by n working days: the n-th worked day strictly after d for n > 0, strictly
// before d for n < 0, and d itself for 0. From a Saturday, +1 is Monday and -1 is Friday.
func (c *Calendar) Add(d Date, n int) Date {
	if n == 0 || d == 0 {
		return d
	}
	got := c.move(d, n)
	c.config.Horizon.See(min(d, got))
	return got
}

func (c *Calendar) move(d Date, n int) Date {
	if c.usual.contains(d) {
		if got, ok := c.usual.add(d, n); ok {
			return got
		}
	}
	d = clamp(int64(d))
	if got, ok := c.whole().add(d, n); ok {
		return got
	}
	if n > 0 {
		return MaxDate
	}
	return MinDate
}

func (x *index) add(d Date, n int) (Date, bool) {
	n = max(min(n, int(MaxDate)), -int(MaxDate))
	r := int(x.rank(d)) + n
	if n < 0 && !x.worked(d) {
		r++
	}
	return x.nth(int32(r), d)
}

// Between counts the worked days after a, up to and including b: 0 when a = b, and the
// opposite of Between(b, a) when b is before a.
func (c *Calendar) Between(a, b Date) int {
	if a == 0 || b == 0 {
		return 0
	}
	c.config.Horizon.See(min(a, b))
	x := c.usual
	if !x.contains(a) || !x.contains(b) {
		x = c.whole()
		a, b = clamp(int64(a)), clamp(int64(b))
	}
	return int(x.rank(b) - x.rank(a))
}

// Worked counts the worked days from a to b, both included; 0 when b is before a.
func (c *Calendar) Worked(a, b Date) int {
	if a == 0 || b == 0 || b < a {
		return 0
	}
	n := c.Between(a, b)
	if c.IsWorked(a) {
		n++
	}
	return n
}

// WhyOff says why d is not worked: the name of the public holiday, else the label of the
// closure, else of the leave, else the day of the week ("samedi"). It is empty for a
// worked day and for no date.
func (c *Calendar) WhyOff(d Date) string {
	off := c.Off(d)
	switch {
	case off.Kind == Worked || off.Label != "":
		return off.Label
	case off.Kind == Closed:
		return "fermeture"
	}
	return "congé"
}

// OffKind is why a day is not worked.
type OffKind int8

// The kinds of days off, from the first that is looked for to the last.
const (
	Worked OffKind = iota
	PublicHolidayOff
	Closed
	OnLeave
	WeekdayOff
)

// DayOff says why a day is not worked.
type DayOff struct {
	Kind     OffKind
	Label    string // of the holiday, closure or leave (may be empty); the day of the week
	From, To Date   // the days that are off together: those of the closure or leave, else the day
}

// Off says why d is not worked; its kind is Worked when it is, and for no date.
func (c *Calendar) Off(d Date) DayOff {
	if d == 0 || c.IsWorked(d) {
		return DayOff{}
	}
	off := DayOff{From: d, To: d}
	if name := c.Holiday(d); name != "" {
		off.Kind, off.Label = PublicHolidayOff, name
		return off
	}
	if r, ok := rangeAt(c.config.Closures, d, d); ok {
		return DayOff{Kind: Closed, Label: r.Label, From: r.From, To: r.To}
	}
	if r, ok := rangeAt(c.config.Leave, d, d); ok {
		return DayOff{Kind: OnLeave, Label: r.Label, From: r.From, To: r.To}
	}
	off.Kind, off.Label = WeekdayOff, FrenchWeekday(d.Weekday())
	return off
}

// LeaveIn gives the first leave that has a day from a to b.
func (c *Calendar) LeaveIn(a, b Date) (Range, bool) {
	c.config.Horizon.See(max(a, MinDate))
	return rangeAt(c.config.Leave, a, b)
}

// Holiday names the public holiday that falls on d, if the calendar observes one.
func (c *Calendar) Holiday(d Date) string {
	if c.config.NoHolidays || d == 0 {
		return ""
	}
	if _, is := slices.BinarySearch(holidayDays(usualSpan, c.config.AlsaceMoselle), d); !is && usualSpan.contains(d) {
		return ""
	}
	for _, h := range PublicHolidays(d.Year(), c.config.AlsaceMoselle) {
		if h.Date == d {
			return h.Name
		}
	}
	return ""
}

// Week gives the weekdays the calendar works.
func (c *Calendar) Week() Week { return c.config.Week }

func rangeAt(ranges []Range, a, b Date) (Range, bool) {
	for _, r := range ranges {
		if r.From <= b && r.To >= a {
			return r, true
		}
	}
	return Range{}, false
}
