// Package slotui draws when and where activities are held: the grid of a project's days, the same as a list, each slot with its groups, what does not
// hold, the slots of every project, and the same on paper.
package slotui

import (
	"github.com/go-chi/chi/v5"

	"parvis/internal/slot"
	"parvis/web/equipmentui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/staffui"
	"parvis/web/threadui"
	"parvis/web/urls"
)

// Handlers answers the pages of the slots.
type Handlers struct {
	slots   *slot.Room
	pick    *partnerpick.Picker
	staff   *staffui.Handlers
	gear    *equipmentui.Handlers
	threads *threadui.Handlers
}

// New gives the handlers over the slots.
func New(room *slot.Room, pick *partnerpick.Picker, staff *staffui.Handlers, gear *equipmentui.Handlers, threads *threadui.Handlers) *Handlers {
	return &Handlers{slots: room, pick: pick, staff: staff, gear: gear, threads: threads}
}

// Routes lists the pages of the slots: read with GET, act with POST.
func (h *Handlers) Routes(r chi.Router) {
	page, post := serve.Routes(r)

	page(urls.ProjectGrid(urls.AnyProject), h.showGrid)
	post(urls.ProjectGrid(urls.AnyProject), h.together)
	page(urls.ProjectGridPrint(urls.AnyProject, nil), h.printGrid)
	page(urls.ProjectSlots(urls.AnyProject), h.listProject)
	post(urls.ProjectSlots(urls.AnyProject), h.createSlot)
	page(urls.ProjectSlotsPrint(urls.AnyProject, nil), h.printProject)
	page(urls.ProjectSlotsExport(urls.AnyProject, ""), h.exportProject)
	page(urls.NewSlot(urls.AnyProject, nil), h.newSlot)
	page(urls.ProjectConflicts(urls.AnyProject), h.showConflicts)
	page(urls.Slots(), h.listSlots)
	page(urls.SlotsPrint(nil), h.printSlots)
	page(urls.Slot(urls.AnySlot), h.showSlot)
	post(urls.Slot(urls.AnySlot), h.saveSlot)
	page(urls.SlotEdit(urls.AnySlot), h.editSlot)
	post(urls.SlotStatus(urls.AnySlot), h.setStatus)
	page(urls.SlotRepeat(urls.AnySlot), h.askRepeat)
	post(urls.SlotRepeat(urls.AnySlot), h.repeat)
	page(urls.SlotDelete(urls.AnySlot), h.askDelete)
	post(urls.SlotDelete(urls.AnySlot), h.deleteSlot)
	page(urls.SlotHistory(urls.AnySlot), h.showHistory)
	page(urls.NewGroup(urls.AnySlot), h.newGroup)
	post(urls.SlotGroups(urls.AnySlot), h.register)
	page(urls.Group(urls.AnyGroup), h.editGroup)
	post(urls.Group(urls.AnyGroup), h.saveGroup)
	post(urls.GroupIn(urls.AnyGroup), h.letIn)
	post(urls.GroupRemove(urls.AnyGroup), h.removeGroup)
}
