package calendarui

import (
	"net/http"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// calendarPage is the settings: what is stored, and the forms as they were typed.
type calendarPage struct {
	calendar.Settings
	Today    workcal.Date
	Year     int            // of the holidays shown
	Removed  *form.Form     // the address, which may hold what was just removed
	WeekForm *form.Form     // the service's
	Closure  *form.Form     // to add
	Leave    *form.Form     // to add
	Own      *form.Form     // somebody's week that was refused, if any
	OwnID    int64          // whose
	Problems fault.Problems // of whichever form was refused
}

// settings reads them as they stand, with nothing typed yet; the address may fill in the forms that
// add with what was just removed.
func (h *Handlers) settings(r *http.Request) (calendarPage, error) {
	c, err := h.room.Settings(r.Context(), serve.By(r))
	if err != nil {
		return calendarPage{}, err
	}
	today, removed := serve.Today(r), form.Query(r)
	return calendarPage{Settings: c, Today: today, Year: yearAsked(removed, today.Year()), Removed: removed,
		WeekForm: form.Of(weekValues(c.Week)).Over(c.Week.Version),
		Closure:  form.Query(r).Keyed(serve.NewKey()), Leave: form.Query(r).Keyed(serve.NewKey())}, nil
}

func (h *Handlers) showCalendar(w http.ResponseWriter, r *http.Request) error {
	page, err := h.settings(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, CalendarPage(page))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	page, err := h.room.History(r.Context(), serve.By(r), historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Settings, calendar.Subject, page, ui.Crumb{Label: "Calendrier", URL: urls.Calendar()})
}

// setWeek replaces the service's week.
func (h *Handlers) setWeek(w http.ResponseWriter, r *http.Request) error {
	f, err := calendarForm(r)
	if err != nil {
		return err
	}
	week := parseWeek(f)
	err = h.room.SetWeek(r.Context(), serve.By(r), week, f.Version())
	return h.answerCalendar(w, r, f, err, "La semaine du service est enregistrée\u00a0: les rétroplannings en tiennent compte.",
		func(page *calendarPage) { page.WeekForm = f })
}

// addClosure closes the service for some days.
func (h *Handlers) addClosure(w http.ResponseWriter, r *http.Request) error {
	f, err := calendarForm(r)
	if err != nil {
		return err
	}
	closure := parseClosure(f, serve.Ahead(r))
	if f.Valid() {
		_, err = h.room.AddClosure(r.Context(), serve.By(r), closure, f.Key())
	}
	return h.answerCalendar(w, r, f, err, "La fermeture est ajoutée\u00a0: les rétroplannings en tiennent compte.",
		func(page *calendarPage) { page.Closure = f })
}

// removeClosure opens the service again, and offers to put the closure back.
func (h *Handlers) removeClosure(w http.ResponseWriter, r *http.Request) error {
	closureID, page, err := h.calendarThing(r, "closure")
	if err != nil {
		return err
	}
	for _, c := range page.Closures {
		if c.ID != closureID {
			continue
		}
		if err := h.room.RemoveClosure(r.Context(), serve.By(r), c.ID); err != nil {
			return err
		}
		serve.Flash(r, "La fermeture "+french.Quote(c.Label)+" est supprimée.")
		return serve.Redirect(w, r, urls.CalendarWith(closureValues(c), "fermetures"))
	}
	return fault.Missing(nil)
}

// addLeave notes days on which somebody is away.
func (h *Handlers) addLeave(w http.ResponseWriter, r *http.Request) error {
	f, err := calendarForm(r)
	if err != nil {
		return err
	}
	leave := parseLeave(f, serve.Ahead(r))
	if f.Valid() {
		_, err = h.room.AddLeave(r.Context(), serve.By(r), leave, f.Key())
	}
	return h.answerCalendar(w, r, f, err, "L’absence est ajoutée\u00a0: les dates des tâches de cette personne en tiennent compte.",
		func(page *calendarPage) { page.Leave = f })
}

// removeLeave takes a leave back, and offers to put it again.
func (h *Handlers) removeLeave(w http.ResponseWriter, r *http.Request) error {
	leaveID, page, err := h.calendarThing(r, "leave")
	if err != nil {
		return err
	}
	for _, p := range page.People {
		for _, l := range p.Leaves {
			if l.ID != leaveID {
				continue
			}
			if err := h.room.RemoveLeave(r.Context(), serve.By(r), l.ID); err != nil {
				return err
			}
			serve.Flash(r, "L’absence "+french.Of(p.Name)+" est supprimée.")
			return serve.Redirect(w, r, urls.CalendarWith(leaveValues(l), "absences"))
		}
	}
	return fault.Missing(nil)
}

// setPersonWeek gives somebody a week of her own, or the service's again.
func (h *Handlers) setPersonWeek(w http.ResponseWriter, r *http.Request) error {
	personID, page, err := h.calendarThing(r, "person")
	if err != nil {
		return err
	}
	person, found := page.person(personID)
	if !found {
		return fault.Missing(nil)
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	week := parsePersonWeek(f, personID)
	if f.Valid() {
		err = h.room.SetPersonWeek(r.Context(), serve.By(r), personID, week)
	}
	return h.answerCalendar(w, r, f, err, "La semaine "+french.Of(person.Name)+" est enregistrée.",
		func(page *calendarPage) { page.Own, page.OwnID = f, personID })
}

// calendarForm reads a form of the settings, from somebody who may send it.
func calendarForm(r *http.Request) (*form.Form, error) {
	if err := calendar.CheckEdit(serve.By(r)); err != nil {
		return nil, err
	}
	return form.Read(r)
}

// calendarThing reads which stored thing an act is about, for somebody who may change it.
func (h *Handlers) calendarThing(r *http.Request, name string) (int64, calendarPage, error) {
	if err := calendar.CheckEdit(serve.By(r)); err != nil {
		return 0, calendarPage{}, err
	}
	thing, err := serve.ID(r, name)
	if err != nil {
		return 0, calendarPage{}, err
	}
	page, err := h.settings(r)
	return thing, page, err
}

// answerCalendar ends an act: back to the settings with a sentence or, when there is something to mend,
// the page again with the form that put puts on it.
func (h *Handlers) answerCalendar(w http.ResponseWriter, r *http.Request, f *form.Form, err error, done string, put func(*calendarPage)) error {
	if f.Refuse(err); f.Valid() {
		return serve.Saved(w, r, f, err, done, urls.Calendar())
	}
	page, err := h.settings(r)
	if err != nil {
		return err
	}
	put(&page)
	page.Problems = f.Problems()
	return serve.Invalid(w, r, CalendarPage(page))
}
