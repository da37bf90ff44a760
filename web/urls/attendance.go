package urls

import "net/url"

// Attendance is how many came to the slots of every project, under a filter.
func Attendance(filter url.Values) string { return with("/frequentation", filter) }

// AttendancePrint is the same for paper.
func AttendancePrint(filter url.Values) string { return with("/frequentation/impression", filter) }

// AttendanceExport is the same as a file.
func AttendanceExport(filter url.Values) string { return with("/frequentation/export", filter) }

// AttendanceYear is the ministry's table of a year.
func AttendanceYear(filter url.Values) string { return with("/frequentation/ministere", filter) }

// AttendanceYearExport is the same as a file.
func AttendanceYearExport(filter url.Values) string {
	return with("/frequentation/ministere/export", filter)
}

// AttendanceImport asks for a file of counts.
func AttendanceImport() string { return BringImport("frequentation", 0) }

// ProjectAttendance is how many came to the slots of a project.
func ProjectAttendance(project int64, filter url.Values) string {
	return with(path("/projets/", project, "/frequentation"), filter)
}

// ProjectAttendancePrint is the same for paper.
func ProjectAttendancePrint(project int64, filter url.Values) string {
	return with(path("/projets/", project, "/frequentation/impression"), filter)
}

// ProjectAttendanceExport is the same as a file.
func ProjectAttendanceExport(project int64, filter url.Values) string {
	return with(path("/projets/", project, "/frequentation/export"), filter)
}

// SlotAttendance is the count of a slot at the desk (GET); POST corrects it.
func SlotAttendance(slot int64) string { return path("/seances/", slot, "/frequentation") }

// SlotAttendanceReason says why nobody knows how many came to a slot (POST).
func SlotAttendanceReason(slot int64) string { return SlotAttendance(slot) + "/raison" }

// SlotAttendanceBack takes taps back (POST).
func SlotAttendanceBack(slot int64) string { return SlotAttendance(slot) + "/annulation" }
