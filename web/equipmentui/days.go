package equipmentui

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"parvis/internal/equipment"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// shortagesView is what is lacking from today on.
type shortagesView struct {
	Shortages []equipment.Shortage
	Today     workcal.Date
}

func (h *Handlers) showShortages(w http.ResponseWriter, r *http.Request) error {
	list, err := h.room.Shortages(r.Context(), serve.By(r), serve.Today(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, ShortagesPage(shortagesView{list, serve.Today(r)}))
}

// dayView is what is taken on a day, hour by hour.
type dayView struct {
	Day  workcal.Date
	Held []equipment.Held
	Form *form.Form

	Hours []int // that its table shows
}

func (h *Handlers) showDay(w http.ResponseWriter, r *http.Request) error {
	f := form.Query(r)
	day := f.Day("jour", serve.Today(r))
	if day.IsZero() || day.Year() < 2000 || day.Year() > 2100 {
		day = serve.Today(r)
	}
	list, err := h.room.Day(r.Context(), serve.By(r), day)
	if err != nil {
		return err
	}
	v := dayView{Day: day, Held: list, Form: form.Of(url.Values{"jour": {day.Digits()}})}
	v.Hours = v.hours()
	return serve.Page(w, r, DayPage(v))
}

// The hours that a day shows by itself, and those that something takes besides.
const (
	firstHour = 8
	lastHour  = 20
)

// hours are those that the table of the day shows.
func (v dayView) hours() []int {
	first, last := firstHour, lastHour
	begin, end := v.at(0), v.at(24)
	for _, one := range v.Held {
		for _, t := range one.Takers {
			if t.From.After(begin) || t.From.Equal(begin) {
				first = min(first, slot.TimesOf(t.From, t.From).From/60)
			}
			if t.To.Before(end) {
				last = max(last, (slot.TimesOf(t.To, t.To).From+59)/60)
			}
		}
	}
	list := make([]int, 0, last-first)
	for n := first; n < last; n++ {
		list = append(list, n)
	}
	return list
}

// at is an hour of the day.
func (v dayView) at(hour int) time.Time { return slot.Times{Day: v.Day, From: hour * 60}.Start() }

// left is how many are left of a thing within an hour, below zero how many are lacking.
func (v dayView) left(one equipment.Held, hour int) int {
	return one.Left(v.at(hour), v.at(hour+1))
}

// leftText says it: « 3 », « il en manque 1 ».
func leftText(n int) string {
	if n < 0 {
		return "−" + french.Number(-n)
	}
	return french.Number(n)
}

// hourText is an hour as the heading of a column.
func hourText(hour int) string { return strconv.Itoa(hour) + "\u00a0h" }

// of is the address of another day.
func dayURL(d workcal.Date) string { return urls.EquipmentDay(dayValues(d)) }

func dayValues(d workcal.Date) url.Values { return url.Values{"jour": {d.String()}} }

// dayOf is the day on which something begins.
func dayOf(at time.Time) workcal.Date { return slot.TimesOf(at, at).Day }

// whose says whose a taker is, and what for: « JEA 2025, Fouille pour tous ».
func whose(t equipment.Taker) string { return t.Project + ", " + t.Title }

// takerURL leads to what takes a thing.
func takerURL(t equipment.Taker) string {
	if t.SlotID != 0 {
		return urls.Slot(t.SlotID)
	}
	return urls.Booking(t.Booking)
}
