package calendar

import (
	"parvis/internal/workcal"
)

// Calendars are the service's calendar and those of the people who differ from it, as whoever plans
// reads them: they know the days off from their horizon on.
type Calendars struct {
	service *workcal.Calendar
	zone    string
	own     map[int64]*workcal.Calendar
	horizon *workcal.Horizon
}

// Service is the service's calendar: Monday to Friday before anybody set it.
func (c Calendars) Service() *workcal.Calendar { return c.service }

// Of gives a person's calendar, or nil where the service's applies.
func (c Calendars) Of(personID *int64) *workcal.Calendar {
	if personID == nil {
		return nil
	}
	return c.own[*personID]
}

// SchoolZone is the zone of school holidays: "A", "B" or "C".
func (c Calendars) SchoolZone() string { return c.zone }

// Count is how many calendars there are: the service's, and one for each person who differs.
func (c Calendars) Count() int { return 1 + len(c.own) }

// Need says that d will be asked about, for whoever draws a calendar later.
func (c Calendars) Need(d workcal.Date) { c.horizon.See(d) }

// Crossed reports whether a day was asked about whose days off were not read. What was worked out
// then has to be worked out again, over Whole.
func (c Calendars) Crossed() bool { return c.horizon.Crossed() }

// Build makes the calendars once the batch has run. A Reading that was never queued gives those of a
// service that has set nothing.
func (r *Reading) Build() Calendars {
	config := workcal.Config{}
	c := Calendars{own: map[int64]*workcal.Calendar{}}
	for _, s := range r.service {
		c.zone = s.SchoolZone
		config.Week, config.AlsaceMoselle = s.Week.days(), s.AlsaceMoselle
	}
	leaves := map[int64][]workcal.Range{}
	for _, d := range r.off {
		c.horizon = workcal.NewHorizon(d.Since) // the same on every row
		away := workcal.Range{From: d.First, To: d.Last, Label: d.Label}
		switch {
		case d.First.IsZero(): // no day off at all
		case d.PersonID == 0:
			config.Closures = append(config.Closures, away)
		default:
			leaves[d.PersonID] = append(leaves[d.PersonID], away)
		}
	}
	config.Horizon = c.horizon
	c.service = workcal.NewCalendar(config)
	for _, w := range r.weeks {
		own := config
		own.Week, own.Leave = w.Week.days(), leaves[w.PersonID]
		c.own[w.PersonID] = workcal.NewCalendar(own)
	}
	for person, away := range leaves {
		if c.own[person] == nil {
			c.own[person] = c.service.WithLeave(away)
		}
	}
	return c
}
