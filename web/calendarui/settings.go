package calendarui

import (
	"cmp"
	"context"
	"net/http"

	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/actui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// calendarPage is the settings, or the person's own days: what is stored, and the forms as they were
// typed. Her own page has herself as its only person, and neither the service's week nor its closures.
type calendarPage struct {
	calendar.Settings
	Mine     bool            // it is her own page
	Others   []calendar.Away // who else is away, on her own page
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
	f, err := h.form(r)
	if err != nil {
		return err
	}
	week := parseWeek(f)
	err = h.room.SetWeek(r.Context(), serve.By(r), week, f.Version())
	return h.answerCalendar(w, r, f, err, weekSaved(week),
		func(page *calendarPage) { page.WeekForm = f })
}

// weekSaved says what follows from the week.
func weekSaved(week calendar.Week) string {
	said := "La semaine du service est enregistrée\u00a0: les rétroplannings en tiennent compte."
	if week.Opening.Known() {
		said += " Les séances au musée en dehors de ses heures d’ouverture sont sur la page des conflits de leur projet, sauf celles d’un projet qui a ses propres heures."
	}
	return said
}

// closing is the page of what follows when the service closes.
func closing(c calendar.Closure) actui.Ahead {
	return actui.Ahead{Section: ui.Settings, Title: "Fermer le service", Save: "Ajouter la fermeture", Lead: french.Quote(c.Label) + "\u00a0: " + programme.DaysText(c.First, cmp.Or(c.Last, c.First)),
		Crumbs: []ui.Crumb{{Label: "Calendrier", URL: urls.Calendar()}}}
}

// addClosure closes the service for some days.
func (h *Handlers) addClosure(w http.ResponseWriter, r *http.Request) error {
	f, err := h.form(r)
	if err != nil {
		return err
	}
	closure := parseClosure(f, serve.Ahead(r))
	if actui.Revising(f) {
		page, err := h.settings(r)
		page.Closure = f
		if err != nil {
			return err
		}
		return serve.Form(w, r, f, CalendarPage(page))
	}
	if f.Valid() {
		add := func(ctx context.Context) error {
			_, err := h.room.AddClosure(ctx, serve.By(r), closure, f.Sending())
			return err
		}
		var asked bool
		if asked, err = actui.Before(w, r, f, h.plans, closing(closure), add); asked {
			return err
		}
		if err == nil {
			err = add(r.Context())
		}
	}
	return h.answerCalendar(w, r, f, err, "La fermeture est ajoutée\u00a0: les rétroplannings en tiennent compte.",
		func(page *calendarPage) { page.Closure = f })
}

// removeClosure opens the service again, and offers to put the closure back.
func (h *Handlers) removeClosure(w http.ResponseWriter, r *http.Request) error {
	closureID, err := h.thing(r, "closure")
	if err != nil {
		return err
	}
	page, err := h.settings(r)
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
	f, err := h.form(r)
	if err != nil {
		return err
	}
	leave := parseLeave(f, serve.Ahead(r))
	if h.mine {
		leave.PersonID = serve.By(r).ID
	}
	if f.Valid() {
		_, err = h.room.AddLeave(r.Context(), serve.By(r), leave, f.Sending())
	}
	return h.answerCalendar(w, r, f, err, h.said("L’absence est ajoutée\u00a0: les dates des tâches de cette personne en tiennent compte.",
		"Votre absence est ajoutée\u00a0: les dates de vos tâches en tiennent compte."),
		func(page *calendarPage) { page.Leave = f })
}

// removeLeave takes a leave back, and offers to put it again.
func (h *Handlers) removeLeave(w http.ResponseWriter, r *http.Request) error {
	leaveID, err := h.thing(r, "leave")
	if err != nil {
		return err
	}
	gone, err := h.room.RemoveLeave(r.Context(), serve.By(r), leaveID)
	if err != nil {
		return err
	}
	serve.Flash(r, h.said("L’absence "+french.Of(gone.Name)+" est supprimée.", "Votre absence est supprimée."))
	if h.mine {
		return serve.Redirect(w, r, urls.MyAbsencesWith(daysValues(gone.Leave)))
	}
	return serve.Redirect(w, r, urls.CalendarWith(leaveValues(gone.Leave), "absences"))
}

// setPersonWeek gives somebody a week of her own, or the service's again.
func (h *Handlers) setPersonWeek(w http.ResponseWriter, r *http.Request) error {
	person, err := h.person(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	week := parsePersonWeek(f, person.PersonID)
	if f.Valid() {
		err = h.room.SetPersonWeek(r.Context(), serve.By(r), person.PersonID, week)
	}
	return h.answerCalendar(w, r, f, err, h.said("La semaine "+french.Of(person.Name)+" est enregistrée.", "Votre semaine est enregistrée."),
		func(page *calendarPage) { page.Own, page.OwnID = f, person.PersonID })
}

// check refuses whoever may not use this page's forms: the settings are the head's, and of one's own
// days the room decides.
func (h *Handlers) check(r *http.Request) error {
	if h.mine {
		return nil
	}
	return calendar.CheckEdit(serve.By(r))
}

// form reads a form of the page, from somebody who may send it.
func (h *Handlers) form(r *http.Request) (*form.Form, error) {
	if err := h.check(r); err != nil {
		return nil, err
	}
	return form.Read(r)
}

// thing reads which stored thing an act is about, for somebody who may change it.
func (h *Handlers) thing(r *http.Request, name string) (int64, error) {
	if err := h.check(r); err != nil {
		return 0, err
	}
	return serve.ID(r, name)
}

// person finds whose week is set: the reader's on her own page, else the one that the path names.
func (h *Handlers) person(r *http.Request) (calendar.PersonCalendar, error) {
	if h.mine {
		return calendar.PersonCalendar{PersonID: serve.By(r).ID}, nil
	}
	personID, err := h.thing(r, "person")
	if err != nil {
		return calendar.PersonCalendar{}, err
	}
	page, err := h.settings(r)
	if err != nil {
		return calendar.PersonCalendar{}, err
	}
	person, found := page.person(personID)
	if !found {
		return person, fault.Missing(nil)
	}
	return person, nil
}

// said is what is told of an act on the settings, or to herself on her own page.
func (h *Handlers) said(ofHer, toHer string) string {
	if h.mine {
		return toHer
	}
	return ofHer
}

// answerCalendar ends an act: back to the page with a sentence or, when there is something to mend,
// the page again with the form that put puts on it.
func (h *Handlers) answerCalendar(w http.ResponseWriter, r *http.Request, f *form.Form, err error, done string, put func(*calendarPage)) error {
	if f.Refuse(err); f.Valid() {
		return serve.Saved(w, r, f, err, done, h.said(urls.Calendar(), urls.MyAbsences()))
	}
	load, draw := h.settings, CalendarPage
	if h.mine {
		load, draw = h.absences, MinePage
	}
	page, err := load(r)
	if err != nil {
		return err
	}
	put(&page)
	page.Problems = f.Problems()
	return serve.Invalid(w, r, draw(page))
}
