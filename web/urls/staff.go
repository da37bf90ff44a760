package urls

import "net/url"

// SlotNeeds is the form of what a slot needs (GET); POST saves it.
func SlotNeeds(slot int64) string { return Slot(slot) + "/besoins" }

// SlotNeed is a need of a slot with who may be given it (GET); POST gives it to somebody.
func SlotNeed(id int64) string { return path("/besoins/", id) }

// SlotNeedFrom is the same from a page to which giving it comes back.
func SlotNeedFrom(id int64, back string) string {
	return with(SlotNeed(id), url.Values{"retour": {back}})
}

// postingAt is what somebody is given.
func postingAt(id int64) string { return path("/postes/", id) }

// PostingTake takes somebody off what she is given (POST).
func PostingTake(id int64) string { return postingAt(id) + "/retrait" }

// PostingAnswer notes whether somebody takes what she is given (POST).
func PostingAnswer(id int64) string { return postingAt(id) + "/reponse" }

// ProjectStaff is who is where on a day of a project, by person and by hour; POST gives and takes back.
func ProjectStaff(project int64) string { return Project(project) + "/postes" }

// ProjectStaffOf is a day of it; the query says which, and which need is looked at.
func ProjectStaffOf(project int64, filter url.Values) string {
	return with(ProjectStaff(project), filter)
}

// StaffTell lists who was not told yet (GET), and tells them (POST).
func StaffTell(project int64) string { return ProjectStaff(project) + "/prevenir" }

// StaffSheets are the sheets of people, one each, for paper; the query says of whom, and which day.
func StaffSheets(project int64, filter url.Values) string {
	return with(ProjectStaff(project)+"/feuilles-de-route", filter)
}

// StaffPlaces is what happens in each place, for paper.
func StaffPlaces(project int64, filter url.Values) string {
	return with(ProjectStaff(project)+"/conducteur", filter)
}

// StaffSigning is the sheet that people sign, for paper.
func StaffSigning(project int64, filter url.Values) string {
	return with(ProjectStaff(project)+"/emargement", filter)
}

// MySlots is what its reader is given, and her answers.
func MySlots() string { return "/mes-seances" }

// MySlotsPrint is the same for paper.
func MySlotsPrint() string { return MySlots() + "/impression" }
