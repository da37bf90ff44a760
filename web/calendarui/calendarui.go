// Package calendarui draws the working calendar: the service's week and holidays, its closures, and
// everybody's days off.
package calendarui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/calendar"
	"parvis/web/serve"
)

// Handlers answers the calendar's pages.
type Handlers struct {
	room *calendar.Room
}

// New gives the handlers over the calendar room.
func New(room *calendar.Room) *Handlers { return &Handlers{room: room} }

// Routes lists the calendar's pages.
func (h *Handlers) Routes(r chi.Router) {
	post := func(pattern string, do serve.Handler) { r.Post(pattern, serve.Handle(do)) }

	r.Get("/reglages/calendrier", serve.Handle(h.showCalendar))
	post("/reglages/calendrier/semaine", h.setWeek)
	post("/reglages/calendrier/fermetures", h.addClosure)
	post("/reglages/calendrier/fermetures/{closure}/suppression", h.removeClosure)
	post("/reglages/calendrier/absences", h.addLeave)
	post("/reglages/calendrier/absences/{leave}/suppression", h.removeLeave)
	post("/reglages/calendrier/personnes/{person}/semaine", h.setPersonWeek)
}
