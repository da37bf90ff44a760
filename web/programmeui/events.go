package programmeui

import (
	"context"
	"net/http"
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// eventsView is a year's events.
type eventsView struct {
	Year         int
	Years        []programme.YearCount
	Coming, Past []programme.EventSummary
	Today        workcal.Date
	CanEdit      bool
	CanRestore   bool
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
		CanEdit:    by.Can(programme.MayEdit, access.Tie{}),
		CanRestore: by.Can(programme.MayArchive, access.Tie{})}))
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
	programme.EventSummary
	Today      workcal.Date
	Until      workcal.Date // the last day on which a deleted event can be restored
	CanEdit    bool
	CanDelete  bool
	CanRestore bool
}

// over tells whether the event is a thing of the past, for which nothing is prepared any more.
func (v eventView) over() bool { return v.Last < v.Today }

// event finds the event of the request and what its reader may do with it.
func (h *Handlers) event(r *http.Request) (eventView, error) {
	id, err := serve.ID(r, "event")
	if err != nil {
		return eventView{}, err
	}
	by := serve.By(r)
	event, err := h.programme.Event(r.Context(), by, id)
	if err != nil {
		return eventView{}, err
	}
	v := eventView{EventSummary: event, Today: serve.Today(r)}
	if event.DeletedAt != nil {
		v.Until = until(event.DeletedAt)
		v.CanRestore = by.Can(programme.MayArchive, access.Tie{})
		return v, nil
	}
	v.CanEdit = by.Can(programme.MayEdit, access.Tie{})
	v.CanDelete = by.Can(programme.MayArchive, access.Tie{})
	return v, nil
}

func (h *Handlers) showEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventPage(v))
}

func (h *Handlers) askDeleteEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	if v.DeletedAt != nil {
		return fault.Missing(nil)
	}
	if err := serve.By(r).Check(programme.MayArchive, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, DeleteEventPage(v))
}

func (h *Handlers) deleteEvent(w http.ResponseWriter, r *http.Request) error {
	return h.actOnEvent(w, r, h.programme.DeleteEvent,
		"L’événement est à la corbeille. Vous pouvez le rétablir pendant 30 jours.", func(int64) string { return urls.Trash() })
}

func (h *Handlers) restoreEvent(w http.ResponseWriter, r *http.Request) error {
	return h.actOnEvent(w, r, h.programme.RestoreEvent, "L’événement est rétabli.", urls.Event)
}

// actOnEvent does something to the event of the request, says so and goes on.
func (h *Handlers) actOnEvent(w http.ResponseWriter, r *http.Request, do act, said string, next func(int64) string) error {
	id, err := serve.ID(r, "event")
	if err != nil {
		return err
	}
	if err := do(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, next(id))
}

// act is something done to an event or a project by its id.
type act func(ctx context.Context, by account.By, id int64) error
