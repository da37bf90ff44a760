package urls

import "net/url"

// Equipment is the catalogue of what the service lends; POST adds to it.
func Equipment() string { return "/materiel" }

// EquipmentOf is the catalogue under a filter.
func EquipmentOf(filter url.Values) string { return with(Equipment(), filter) }

// EquipmentExport is the catalogue under a filter as a file; the filter holds its format.
func EquipmentExport(filter url.Values) string { return with(Equipment()+"/export", filter) }

// EquipmentPrint is the catalogue under a filter for paper.
func EquipmentPrint(filter url.Values) string { return with(Equipment()+"/impression", filter) }

// EquipmentImport asks for a file of things.
func EquipmentImport() string { return BringImport("materiel", 0) }

// EquipmentShortages is what is lacking from today on.
func EquipmentShortages() string { return Equipment() + "/manques" }

// EquipmentDay is what is taken on a day, hour by hour; the query says which.
func EquipmentDay(filter url.Values) string { return with(Equipment()+"/jour", filter) }

// NewEquipment is the form for a thing; POST to Equipment adds it.
func NewEquipment() string { return Equipment() + "/nouveau" }

// EquipmentItem is one thing; POST edits it.
func EquipmentItem(id int64) string { return path(Equipment()+"/", id) }

// EquipmentEdit is the form of a thing; POST to EquipmentItem saves it.
func EquipmentEdit(id int64) string { return EquipmentItem(id) + "/modifier" }

// EquipmentDelete asks (GET) and puts a thing in the trash (POST).
func EquipmentDelete(id int64) string { return EquipmentItem(id) + "/suppression" }

// EquipmentHistory is who did what to a thing, and when.
func EquipmentHistory(id int64) string { return EquipmentItem(id) + "/historique" }

// EquipmentSets is the list of sets; POST creates one.
func EquipmentSets() string { return Equipment() + "/lots" }

// NewEquipmentSet is the form for a set; POST to EquipmentSets creates it.
func NewEquipmentSet() string { return EquipmentSets() + "/nouveau" }

// EquipmentSet is one set; POST edits it.
func EquipmentSet(id int64) string { return path(EquipmentSets()+"/", id) }

// EquipmentSetEdit is the form of a set; POST to EquipmentSet saves it.
func EquipmentSetEdit(id int64) string { return EquipmentSet(id) + "/modifier" }

// EquipmentSetDelete asks (GET) and puts a set in the trash (POST).
func EquipmentSetDelete(id int64) string { return EquipmentSet(id) + "/suppression" }

// EquipmentSetHistory is who did what to a set, and when.
func EquipmentSetHistory(id int64) string { return EquipmentSet(id) + "/historique" }

// ProjectEquipment is what a project books; POST books more, by hand.
func ProjectEquipment(project int64) string { return Project(project) + "/materiel" }

// NewBooking is the form of a booking by hand, filled with a set that the query names (lot); POST to ProjectEquipment keeps it.
func NewBooking(project int64, from url.Values) string {
	return with(ProjectEquipment(project)+"/reservation", from)
}

// ProjectLoading is what a project loads on a day, which the query says; POST notes what left and what came back.
func ProjectLoading(project int64) string { return ProjectEquipment(project) + "/chargement" }

// ProjectLoadingOf is a day of it.
func ProjectLoadingOf(project int64, filter url.Values) string {
	return with(ProjectLoading(project), filter)
}

// ProjectLoadingPrint is the same for paper.
func ProjectLoadingPrint(project int64, filter url.Values) string {
	return with(ProjectLoading(project)+"/impression", filter)
}

// Booking is one booking made by hand; POST edits it.
func Booking(id int64) string { return path("/reservations/", id) }

// BookingEdit is the form of a booking; POST to Booking saves it.
func BookingEdit(id int64) string { return Booking(id) + "/modifier" }

// BookingCancel puts a booking in the trash (POST).
func BookingCancel(id int64) string { return Booking(id) + "/retrait" }

// BookingHistory is who did what to a booking, and when.
func BookingHistory(id int64) string { return Booking(id) + "/historique" }

// BookingReturn asks how a thing that was booked came back (GET), and notes it (POST).
func BookingReturn(line int64) string { return path("/retours/", line) }

// BookingReturnWith is the same for all that came back with it, which the query names (avec).
func BookingReturnWith(line int64, others url.Values) string {
	return with(BookingReturn(line), others)
}

// SlotEquipment is the form of what a slot needs of the equipment (GET); POST saves it.
func SlotEquipment(slot int64) string { return Slot(slot) + "/materiel" }

// SlotEquipmentSet adds a set to it (POST).
func SlotEquipmentSet(slot int64) string { return SlotEquipment(slot) + "/lot" }
