package urls

import "net/url"

// Slots is the slots of every project, by day.
func Slots() string { return "/seances" }

// SlotsOf is the slots of every project under a filter.
func SlotsOf(filter url.Values) string { return with(Slots(), filter) }

// SlotsPrint is that list for paper.
func SlotsPrint(filter url.Values) string { return with(Slots()+"/impression", filter) }

// Slot is one slot; POST edits it.
func Slot(id int64) string { return path(Slots()+"/", id) }

// SlotEdit is the form of a slot; POST to Slot saves it.
func SlotEdit(id int64) string { return Slot(id) + "/modifier" }

// SlotStatus plans, postpones or cancels a slot (POST).
func SlotStatus(id int64) string { return Slot(id) + "/statut" }

// SlotRepeat asks how a slot is repeated (GET) and repeats it (POST).
func SlotRepeat(id int64) string { return Slot(id) + "/repetition" }

// SlotDelete asks (GET) and puts a slot in the trash (POST).
func SlotDelete(id int64) string { return Slot(id) + "/suppression" }

// SlotHistory is who did what to a slot, and when.
func SlotHistory(id int64) string { return Slot(id) + "/historique" }

// SlotGroups enters a group that comes to a slot (POST).
func SlotGroups(id int64) string { return Slot(id) + "/groupes" }

// NewGroup is the form for a group; POST to SlotGroups enters it.
func NewGroup(slot int64) string { return SlotGroups(slot) + "/nouveau" }

// Group is the form of a group that comes to a slot (GET); POST saves it.
func Group(id int64) string { return path("/groupes/", id) }

// GroupIn brings a group that waits among those who come (POST).
func GroupIn(id int64) string { return Group(id) + "/inscription" }

// GroupRemove puts a group in the trash (POST).
func GroupRemove(id int64) string { return Group(id) + "/retrait" }

// ProjectGrid is the days of a project, hour by hour and space by space; POST moves slots, plans and cancels them.
func ProjectGrid(project int64) string { return Project(project) + "/grille" }

// ProjectGridOf is a day of the grid.
func ProjectGridOf(project int64, filter url.Values) string {
	return with(ProjectGrid(project), filter)
}

// ProjectGridPrint is a day of the grid for paper.
func ProjectGridPrint(project int64, filter url.Values) string {
	return with(ProjectGrid(project)+"/impression", filter)
}

// ProjectSlots are the slots of a project as a list; POST creates one.
func ProjectSlots(project int64) string { return Project(project) + "/seances" }

// ProjectSlotsOf are the slots of a project under a filter.
func ProjectSlotsOf(project int64, filter url.Values) string {
	return with(ProjectSlots(project), filter)
}

// ProjectSlotsPrint is that list for paper.
func ProjectSlotsPrint(project int64, filter url.Values) string {
	return with(ProjectSlots(project)+"/impression", filter)
}

// ProjectSlotsExport is the slots of a project as a file of a format.
func ProjectSlotsExport(project int64, format string) string {
	return with(ProjectSlots(project)+"/export", url.Values{"format": {format}})
}

// NewSlot is the form for a slot of a project; the query says what is known of it. POST to ProjectSlots creates it.
func NewSlot(project int64, known url.Values) string {
	return with(ProjectSlots(project)+"/nouvelle", known)
}

// ProjectConflicts are what does not hold in the programme of a project.
func ProjectConflicts(project int64) string { return Project(project) + "/conflits" }
