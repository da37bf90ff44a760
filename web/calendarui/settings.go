package calendarui

import (
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
)

// calendarPage is the settings: what is stored, and the forms as they were typed.
type calendarPage struct {
	calendar.Settings
	Today    workcal.Date
	Year     int            // of the holidays shown
	WeekForm weekForm       // the service's
	Closure  awayForm       // to add
	Leave    awayForm       // to add
	Own      personWeekForm // the one that was refused, if any
	Problems fault.Problems // of whichever form was refused, by the names of its fields
}

// settings reads them as they stand, with nothing typed yet.
func (h *Handlers) settings(r *http.Request) (calendarPage, error) {
	c, err := h.room.Settings(r.Context(), serve.Person(r))
	if err != nil {
		return calendarPage{}, err
	}
	today := serve.Today(r)
	return calendarPage{Settings: c, Today: today, Year: yearAsked(r.URL.Query(), today.Year()), WeekForm: weekFormOf(c.Week),
		Closure: awayForm{Key: serve.NewKey()}, Leave: awayForm{Key: serve.NewKey()}}, nil
}

// showCalendar shows the settings; a query may fill in a form with what was just removed.
func (h *Handlers) showCalendar(w http.ResponseWriter, r *http.Request) error {
	page, err := h.settings(r)
	if err != nil {
		return err
	}
	query := r.URL.Query()
	if query.Has(closureField(calendar.FieldFirst)) {
		page.Closure = parseAway(query, closureField)
		page.Closure.Key, page.Closure.Removed = serve.NewKey(), true
	}
	if query.Has(leaveField(calendar.FieldFirst)) {
		page.Leave = parseAway(query, leaveField)
		page.Leave.Key, page.Leave.Removed = serve.NewKey(), true
	}
	return serve.Page(w, r, CalendarPage(page))
}

// setWeek replaces the service's week.
func (h *Handlers) setWeek(w http.ResponseWriter, r *http.Request) error {
	form, err := calendarForm(r)
	if err != nil {
		return err
	}
	f := parseWeek(form)
	week, version := f.read()
	err = h.room.SetWeek(r.Context(), serve.Person(r), week, version)
	if fault.Is(err, fault.Conflict) {
		return h.weekClash(w, r, f)
	}
	return h.answerCalendar(w, r, err, "La semaine du service est enregistrée\u00a0: les rétroplannings en tiennent compte.",
		func(page *calendarPage, problems fault.Problems) {
			page.WeekForm, page.Problems = f, named(problems, onPage)
		})
}

// weekClash shows both weeks when somebody else changed it first.
func (h *Handlers) weekClash(w http.ResponseWriter, r *http.Request, f weekForm) error {
	c, err := h.room.Settings(r.Context(), serve.Person(r))
	if err != nil {
		return err
	}
	return serve.Conflict(w, r, WeekClashPage(f.clash(c.Week)))
}

// addClosure closes the service for some days.
func (h *Handlers) addClosure(w http.ResponseWriter, r *http.Request) error {
	form, err := calendarForm(r)
	if err != nil {
		return err
	}
	f := parseAway(form, closureField)
	first, last, notes, err := f.days(serve.Ahead(r))
	if err == nil {
		_, err = h.room.AddClosure(r.Context(), serve.Person(r), calendar.Closure{First: first, Last: last, Label: f.Label}, f.Key)
	}
	return h.answerCalendar(w, r, err, withNotes("La fermeture est ajoutée\u00a0: les rétroplannings en tiennent compte.", notes...),
		func(page *calendarPage, problems fault.Problems) {
			page.Closure, page.Problems = f, named(problems, closureField)
		})
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
		if err := h.room.RemoveClosure(r.Context(), serve.Person(r), c.ID); err != nil {
			return err
		}
		serve.Flash(r, "La fermeture «\u00a0"+c.Label+"\u00a0» est supprimée.")
		return serve.Redirect(w, r, urls.CalendarWith(awayValues(closureField, c.First, c.Last, calendar.FieldLabel, c.Label), "fermetures"))
	}
	return fault.Missing(nil)
}

// addLeave notes days on which somebody is away.
func (h *Handlers) addLeave(w http.ResponseWriter, r *http.Request) error {
	form, err := calendarForm(r)
	if err != nil {
		return err
	}
	f := parseAway(form, leaveField)
	first, last, notes, err := f.days(serve.Ahead(r))
	if err == nil {
		_, err = h.room.AddLeave(r.Context(), serve.Person(r), calendar.Leave{PersonID: f.personID(), First: first, Last: last}, f.Key)
	}
	return h.answerCalendar(w, r, err, withNotes("L’absence est ajoutée\u00a0: les dates des tâches de cette personne en tiennent compte.", notes...),
		func(page *calendarPage, problems fault.Problems) {
			page.Leave, page.Problems = f, named(problems, leaveField)
		})
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
			if err := h.room.RemoveLeave(r.Context(), serve.Person(r), l.ID); err != nil {
				return err
			}
			serve.Flash(r, "L’absence de "+p.Name+" est supprimée.")
			return serve.Redirect(w, r, urls.CalendarWith(awayValues(leaveField, l.First, l.Last, calendar.FieldPerson, id(p.PersonID)), "absences"))
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
	form, err := serve.Form(r)
	if err != nil {
		return err
	}
	f := parsePersonWeek(personID, form)
	week, err := f.read()
	if err == nil {
		err = h.room.SetPersonWeek(r.Context(), serve.Person(r), personID, week)
	}
	return h.answerCalendar(w, r, err, "La semaine de "+person.Name+" est enregistrée.",
		func(page *calendarPage, problems fault.Problems) { page.Own, page.Problems = f, problems })
}

// calendarForm reads a form of the settings, from somebody who may send it.
func calendarForm(r *http.Request) (url.Values, error) {
	if err := serve.Person(r).Check(calendar.MayEdit, access.Tie{}); err != nil {
		return nil, err
	}
	return serve.Form(r)
}

// calendarThing reads which stored thing an act is about, for somebody who may change it.
func (h *Handlers) calendarThing(r *http.Request, name string) (int64, calendarPage, error) {
	if err := serve.Person(r).Check(calendar.MayEdit, access.Tie{}); err != nil {
		return 0, calendarPage{}, err
	}
	thing, err := serve.ID(r, name)
	if err != nil {
		return 0, calendarPage{}, err
	}
	page, err := h.settings(r)
	return thing, page, err
}

// answerCalendar ends an act: back to the settings with a sentence or, when refuse has problems to
// put on it, the page again with what was typed.
func (h *Handlers) answerCalendar(w http.ResponseWriter, r *http.Request, err error, done string,
	refuse func(*calendarPage, fault.Problems)) error {
	if err == nil {
		serve.Flash(r, done)
		return serve.Redirect(w, r, urls.Calendar())
	}
	problems, invalid := fault.ProblemsOf(err)
	if !invalid || !problems.Any() {
		return err
	}
	page, err := h.settings(r)
	if err != nil {
		return err
	}
	refuse(&page, problems)
	return serve.Invalid(w, r, CalendarPage(page))
}
