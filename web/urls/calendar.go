package urls

import (
	"net/url"
	"strconv"
)

// Calendar is the service's week, closures and leaves.
func Calendar() string { return Settings() + "/calendrier" }

// CalendarHistory is what was done to the calendar, and when.
func CalendarHistory() string { return Calendar() + "/historique" }

// CalendarYear is the calendar with the holidays of a year.
func CalendarYear(year int) string {
	return with(Calendar(), url.Values{"annee": {strconv.Itoa(year)}}) + "#feries"
}

// CalendarWith is the calendar with a form filled in, for instance with what was just removed.
func CalendarWith(typed url.Values, section string) string {
	return with(Calendar(), typed) + "#" + section
}

// Week sets the service's week (POST).
func Week() string { return Calendar() + "/semaine" }

// Closures adds a closure (POST).
func Closures() string { return Calendar() + "/fermetures" }

// ClosureDelete removes a closure (POST).
func ClosureDelete(id int64) string { return path(Calendar(), "/fermetures/", id, "/suppression") }

// Leaves adds a person's leave (POST).
func Leaves() string { return Calendar() + "/absences" }

// LeaveDelete removes a leave (POST).
func LeaveDelete(id int64) string { return path(Calendar(), "/absences/", id, "/suppression") }

// MyAbsences is the person's own leaves and week, and who else is away; POST adds a leave of hers.
func MyAbsences() string { return MyAccount() + "/absences" }

// MyAbsencesWith is that page with the leave that was just removed.
func MyAbsencesWith(typed url.Values) string { return with(MyAbsences(), typed) + "#absences" }

// MyLeaveDelete removes a leave of the person's own (POST).
func MyLeaveDelete(id int64) string { return path(MyAbsences(), "/", id, "/suppression") }

// MyWeek sets the person's own week (POST).
func MyWeek() string { return MyAbsences() + "/semaine" }

// PersonWeek sets a person's own week (POST).
func PersonWeek(person int64) string { return path(Calendar(), "/personnes/", person, "/semaine") }
