// Package equipmentui draws what the service lends to its projects: the catalogue, its sets, what is booked and lacking hour by hour, what a project and
// a slot need, and the lists by which it is loaded.
package equipmentui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/equipment"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the pages of the equipment.
type Handlers struct {
	room    *equipment.Room
	threads *threadui.Handlers
}

// New gives the handlers over the equipment.
func New(room *equipment.Room, threads *threadui.Handlers) *Handlers {
	return &Handlers{room: room, threads: threads}
}

// Routes lists the pages of the equipment: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.Equipment(), h.listItems)
	post(urls.Equipment(), h.createItem)
	page(urls.NewEquipment(), h.newItem)
	page(urls.EquipmentExport(nil), h.exportItems)
	page(urls.EquipmentPrint(nil), h.printItems)
	page(urls.EquipmentShortages(), h.showShortages)
	page(urls.EquipmentDay(nil), h.showDay)
	page(urls.EquipmentSets(), h.listSets)
	post(urls.EquipmentSets(), h.createSet)
	page(urls.NewEquipmentSet(), h.newSet)
	page(urls.EquipmentSet(urls.AnyEquipmentSet), h.showSet)
	post(urls.EquipmentSet(urls.AnyEquipmentSet), h.saveSet)
	page(urls.EquipmentSetEdit(urls.AnyEquipmentSet), h.editSet)
	page(urls.EquipmentSetDelete(urls.AnyEquipmentSet), h.askDeleteSet)
	post(urls.EquipmentSetDelete(urls.AnyEquipmentSet), h.deleteSet)
	page(urls.EquipmentSetHistory(urls.AnyEquipmentSet), h.showSetHistory)
	page(urls.EquipmentItem(urls.AnyEquipment), h.showItem)
	post(urls.EquipmentItem(urls.AnyEquipment), h.saveItem)
	page(urls.EquipmentEdit(urls.AnyEquipment), h.editItem)
	page(urls.EquipmentDelete(urls.AnyEquipment), h.askDelete)
	post(urls.EquipmentDelete(urls.AnyEquipment), h.deleteItem)
	page(urls.EquipmentHistory(urls.AnyEquipment), h.showHistory)

	page(urls.ProjectEquipment(urls.AnyProject), h.showProject)
	post(urls.ProjectEquipment(urls.AnyProject), h.book)
	page(urls.NewBooking(urls.AnyProject, nil), h.newBooking)
	page(urls.ProjectLoading(urls.AnyProject), h.showLoading)
	post(urls.ProjectLoading(urls.AnyProject), h.tick)
	page(urls.ProjectLoadingPrint(urls.AnyProject, nil), h.printLoading)
	page(urls.Booking(urls.AnyBooking), h.showBooking)
	post(urls.Booking(urls.AnyBooking), h.saveBooking)
	page(urls.BookingEdit(urls.AnyBooking), h.editBooking)
	post(urls.BookingCancel(urls.AnyBooking), h.cancel)
	page(urls.BookingHistory(urls.AnyBooking), h.showBookingHistory)
	page(urls.BookingReturn(urls.AnyBookingLine), h.askReturn)
	post(urls.BookingReturn(urls.AnyBookingLine), h.noteReturn)
	page(urls.SlotEquipment(urls.AnySlot), h.editNeeds)
	post(urls.SlotEquipment(urls.AnySlot), h.saveNeeds)
	post(urls.SlotEquipmentSet(urls.AnySlot), h.addSet)
}
