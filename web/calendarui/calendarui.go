// Package calendarui draws the working calendar: the service's week and holidays, its closures, and
// everybody's days off; and each person's own page of hers.
package calendarui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/calendar"
	"parvis/internal/plan"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the calendar's pages.
type Handlers struct {
	room  *calendar.Room
	plans *plan.Room // what a closure would change
	mine  bool       // forms come from and go back to the person's own page, not the settings
}

// New gives the handlers over the calendar room and the plans that it moves.
func New(room *calendar.Room, plans *plan.Room) *Handlers { return &Handlers{room: room, plans: plans} }

// Routes lists the calendar's pages.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)
	page(urls.Calendar(), h.showCalendar)
	page(urls.CalendarHistory(), h.showHistory)
	post(urls.Week(), h.setWeek)
	post(urls.Closures(), h.addClosure)
	post(urls.ClosureDelete(urls.AnyClosure), h.removeClosure)
	post(urls.Leaves(), h.addLeave)
	post(urls.LeaveDelete(urls.AnyLeave), h.removeLeave)
	post(urls.PersonWeek(urls.AnyPerson), h.setPersonWeek)

	own := &Handlers{room: h.room, plans: h.plans, mine: true}
	page(urls.MyAbsences(), own.showMine)
	post(urls.MyAbsences(), own.addLeave)
	post(urls.MyLeaveDelete(urls.AnyLeave), own.removeLeave)
	post(urls.MyWeek(), own.setPersonWeek)
}
