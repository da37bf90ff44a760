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
	equipment.Day
	On   workcal.Date
	Form *form.Form
}

func (h *Handlers) showDay(w http.ResponseWriter, r *http.Request) error {
	f := form.Query(r)
	day := f.Day("jour", serve.Today(r))
	if day.IsZero() || day.Year() < 2000 || day.Year() > 2100 {
		day = serve.Today(r)
	}
	d, err := h.room.Day(r.Context(), serve.By(r), day)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DayPage(dayView{Day: d, On: day, Form: form.Of(url.Values{"jour": {day.Digits()}})}))
}

// leftText says how many are left: « 3 », « il en manque 1 ».
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
