package equipment

import (
	"context"
	"fmt"
	"slices"
	"time"

	"parvis/internal/account"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// The hours that a day shows by itself; and those that something takes besides.
const (
	firstHour = 8
	lastHour  = 20
)

// Hourly is a thing that is taken on a day, with how many are left at the worst moment of each of its hours; below zero, how many are lacking.
type Hourly struct {
	ID     int64
	Name   string
	Usable int
	Left   []int
}

// Day is what is taken on a day, hour by hour.
type Day struct {
	Hours  []int    // that are shown, from the hours of the clock
	Things []Hourly // by name
}

// Day gives the things that are taken on a day, by their names, with what is left of them. One query.
func (r *Room) Day(ctx context.Context, by account.By, day workcal.Date) (Day, error) {
	if err := visible(by); err != nil {
		return Day{}, err
	}
	d, err := r.kept.days.Of(by.Changes, fmt.Sprint(day), func() (Day, error) {
		rows, err := held(ctx, r.db, midnight(day), midnight(day.AddDays(1)), everything, 0)
		return hourly(gather(rows), day), err
	})
	d.Things = slices.Clone(d.Things)
	return d, err
}

// hourly works out what is left of things in each hour of a day.
func hourly(list []Held, day workcal.Date) Day {
	at := func(hour int) time.Time { return slot.Times{Day: day, From: hour * 60}.Start() }
	first, last := firstHour, lastHour
	begin, end := at(0), at(24)
	for _, one := range list {
		for _, t := range one.Takers {
			if !t.From.Before(begin) {
				first = min(first, slot.TimesOf(t.From, t.From).From/60)
			}
			if t.To.Before(end) {
				last = max(last, (slot.TimesOf(t.To, t.To).From+59)/60)
			}
		}
	}
	d := Day{Things: make([]Hourly, len(list))}
	edges := make([]time.Time, 0, last-first+1)
	for n := first; n <= last; n++ {
		edges = append(edges, at(n))
		if n < last {
			d.Hours = append(d.Hours, n)
		}
	}
	for i, one := range list {
		d.Things[i] = Hourly{ID: one.ID, Name: one.Name, Usable: one.Usable, Left: make([]int, len(d.Hours))}
		takes := one.takes()
		for n := range d.Hours {
			d.Things[i].Left[n] = one.Usable - Peak(takes, edges[n], edges[n+1])
		}
	}
	return d
}
