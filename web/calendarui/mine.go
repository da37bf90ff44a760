package calendarui

import (
	"net/http"

	"parvis/internal/calendar"
	"parvis/web/form"
	"parvis/web/serve"
)

// absences reads the person's own page, with nothing typed yet; the address may fill in the form that
// adds with what was just removed.
func (h *Handlers) absences(r *http.Request) (calendarPage, error) {
	a, err := h.room.Absences(r.Context(), serve.By(r))
	if err != nil {
		return calendarPage{}, err
	}
	return calendarPage{Settings: calendar.Settings{People: []calendar.PersonCalendar{a.Mine}, CanEdit: a.CanEdit}, Mine: true, Others: a.Others,
		Today: serve.Today(r), Removed: form.Query(r), Leave: form.Query(r).Keyed(serve.NewKey())}, nil
}

func (h *Handlers) showMine(w http.ResponseWriter, r *http.Request) error {
	page, err := h.absences(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, MinePage(page))
}
