// Package staffui draws who holds the slots: what each needs and who is given it, the board of a day by person and by hour, who is still to be told,
// what everybody is given herself, and the same on paper.
package staffui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/crew"
	"parvis/internal/staff"
	"parvis/web/serve"
	"parvis/web/urls"
)

// Handlers answers the pages of who holds the slots.
type Handlers struct {
	staff *staff.Room
	crew  *crew.Room
}

// New gives the handlers over the rooms.
func New(room *staff.Room, people *crew.Room) *Handlers {
	return &Handlers{staff: room, crew: people}
}

// Routes lists the pages: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.SlotNeeds(urls.AnySlot), h.editNeeds)
	post(urls.SlotNeeds(urls.AnySlot), h.saveNeeds)
	page(urls.SlotNeed(urls.AnySlotNeed), h.showNeed)
	post(urls.SlotNeed(urls.AnySlotNeed), h.give)
	post(urls.PostingTake(urls.AnyPosting), h.take)
	post(urls.PostingAnswer(urls.AnyPosting), h.answer)
	page(urls.ProjectStaff(urls.AnyProject), h.showBoard)
	post(urls.ProjectStaff(urls.AnyProject), h.together)
	page(urls.StaffTell(urls.AnyProject), h.showUntold)
	post(urls.StaffTell(urls.AnyProject), h.tell)
	page(urls.StaffSheets(urls.AnyProject, nil), h.printSheets)
	page(urls.StaffPlaces(urls.AnyProject, nil), h.printPlaces)
	page(urls.StaffSigning(urls.AnyProject, nil), h.printSigning)
	page(urls.MySlots(), h.showMine)
	post(urls.MySlots(), h.acceptMine)
	page(urls.MySlotsPrint(), h.printMine)
}
