package programmeui

import (
	"net/http"
	"slices"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// eventsView is a year's events.
type eventsView struct {
	Year         int
	Years        []programme.YearCount
	Coming, Past []programme.EventSummary
	Today        workcal.Date
	May          programme.Rights
}

func (h *Handlers) listEvents(w http.ResponseWriter, r *http.Request) error {
	by, today := serve.By(r), serve.Today(r)
	year := parseYear(form.Query(r))
	if year == 0 {
		year = today.Year()
	}
	years, err := h.programme.Years(r.Context(), by)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(years, func(y programme.YearCount) bool { return y.Year == year }) {
		years = append(years, programme.YearCount{Year: year})
		slices.SortFunc(years, func(a, b programme.YearCount) int { return a.Year - b.Year })
	}
	list, err := h.programme.Events(r.Context(), by, year)
	if err != nil {
		return err
	}
	coming := programme.ComingFirst(list, today)
	return serve.Page(w, r, EventsPage(eventsView{Year: year, Years: years, Coming: list[:coming], Past: list[coming:], Today: today,
		May: programme.Allowed(by)}))
}

// parseYear reads a year of the address; what is not a believable one is 0.
func parseYear(f *form.Form) int {
	year := f.Int("annee")
	if year < programme.MinYear || year > programme.MaxYear {
		return 0
	}
	return year
}

// eventView is one event as its reader sees it.
type eventView struct {
	programme.EventSheet
	Today workcal.Date
}

// over tells whether the event is a thing of the past, for which nothing is prepared any more.
func (v eventView) over() bool { return v.Last < v.Today }

// event finds the event of the request and what its reader may do with it.
func (h *Handlers) event(r *http.Request) (eventView, error) {
	id, err := serve.ID(r, "event")
	if err != nil {
		return eventView{}, err
	}
	event, err := h.programme.Event(r.Context(), serve.By(r), id)
	return eventView{EventSheet: event, Today: serve.Today(r)}, err
}

// livingEvent finds the event of the request, unless it is in the trash or its reader may not do this
// with it.
func (h *Handlers) livingEvent(r *http.Request, action *access.Action) (eventView, error) {
	v, err := h.event(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err == nil {
		err = serve.By(r).Check(action, access.Tie{})
	}
	return v, err
}

func (h *Handlers) showEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventPage(v))
}

func (h *Handlers) showEventHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	page, err := h.programme.EventHistory(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, historyui.History{Frame: ui.Page{Title: "Historique · " + v.Name, Section: ui.Events},
		Heading: ui.Heading{Title: "Historique", Crumbs: append(eventCrumbs(v), ui.Crumb{Label: v.Name, URL: urls.Event(v.ID)})},
		Of:      v.Subject(), Page: page})
}

func (h *Handlers) askDeleteEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayArchive)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteEventPage(v))
}

func (h *Handlers) deleteEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayArchive)
	if err != nil {
		return err
	}
	if err := h.programme.DeleteEvent(r.Context(), serve.By(r), v.ID); err != nil {
		return err
	}
	serve.Flash(r, "L’événement est à la corbeille. Vous pouvez le rétablir pendant 30\u00a0jours.")
	return serve.Redirect(w, r, urls.Trash())
}
