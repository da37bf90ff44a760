package urls

import (
	"net/url"
	"strconv"
)

// Events is the list of events by year.
func Events() string { return "/evenements" }

// Event is one edition.
func Event(id int64) string { return path("/evenements/", id) }

// Projects is the list of projects.
func Projects() string { return "/projets" }

// ProjectsOf is the list under a filter, in an order.
func ProjectsOf(filter url.Values) string { return with(Projects(), filter) }

// Project is the overview of a project.
func Project(id int64) string { return path("/projets/", id) }

// ProjectHistory is who did what in a project, and when.
func ProjectHistory(id int64) string { return Project(id) + "/historique" }

// EventHistory is who did what to an event, and when.
func EventHistory(id int64) string { return Event(id) + "/historique" }

// EventsOf is a year's events.
func EventsOf(year int) string { return ofYear(Events(), year, "") }

func ofYear(path string, year int, format string) string {
	q := url.Values{"format": {format}}
	if year != 0 {
		q.Set("annee", strconv.Itoa(year))
	}
	return with(path, q)
}

// EventsExport is a year's events as a file of a format; year 0 is this one.
func EventsExport(year int, format string) string { return ofYear(Events()+"/export", year, format) }

// EventsPrint is a year's events for paper; year 0 is this one.
func EventsPrint(year int) string { return ofYear(Events()+"/impression", year, "") }

// NewEvent is the form for an event; POST to Events creates it.
func NewEvent() string { return "/evenements/nouveau" }

// EventEdit is the form of an event; POST to Event saves it.
func EventEdit(id int64) string { return Event(id) + "/modifier" }

// EventDelete asks (GET) and puts an event in the trash (POST).
func EventDelete(id int64) string { return Event(id) + "/suppression" }

// NewProject is the form for a project; POST to Projects creates it.
func NewProject() string { return "/projets/nouveau" }

// NewProjectFor is the form for a project that prepares an event.
func NewProjectFor(event int64) string {
	return with(NewProject(), url.Values{"evenement": {strconv.FormatInt(event, 10)}})
}

// ProjectEdit is the form of a project; POST to Project saves it.
func ProjectEdit(id int64) string { return Project(id) + "/modifier" }

// ProjectConfirm confirms a project from a list (POST).
func ProjectConfirm(id int64) string { return Project(id) + "/confirmation" }

// ProjectAsk asks for the confirmation of a project (POST).
func ProjectAsk(id int64) string { return Project(id) + "/demande" }

// ProjectStatus changes the status of a project (POST).
func ProjectStatus(id int64) string { return Project(id) + "/statut" }

// ProjectMembers shows who works on a project (GET) and adds somebody (POST).
func ProjectMembers(id int64) string { return Project(id) + "/membres" }

// ProjectMemberDelete takes somebody off a project (POST).
func ProjectMemberDelete(id, person int64) string {
	return path("/projets/", id, "/membres/", person, "/suppression")
}

// ProjectArchive asks (GET) and archives a project (POST).
func ProjectArchive(id int64) string { return Project(id) + "/archive" }

// ProjectUnarchive takes a project out of the archive (POST).
func ProjectUnarchive(id int64) string { return ProjectArchive(id) + "/supprimer" }

// ProjectDelete asks (GET) and puts a project in the trash (POST).
func ProjectDelete(id int64) string { return Project(id) + "/suppression" }
