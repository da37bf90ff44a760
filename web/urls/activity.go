package urls

import "net/url"

// Activities is the activities of every project.
func Activities() string { return "/activites" }

// ActivitiesOf is the list under a filter.
func ActivitiesOf(filter url.Values) string { return with(Activities(), filter) }

// ActivitiesExport is the list under a filter as a file; the filter holds its format.
func ActivitiesExport(filter url.Values) string { return with(Activities()+"/export", filter) }

// ActivitiesPrint is the list under a filter for paper.
func ActivitiesPrint(filter url.Values) string { return with(Activities()+"/impression", filter) }

// Activity is one activity; POST edits it.
func Activity(id int64) string { return path(Activities()+"/", id) }

// ActivityEdit is the form of an activity; POST to Activity saves it.
func ActivityEdit(id int64) string { return Activity(id) + "/modifier" }

// ActivityState brings an activity to a state (POST).
func ActivityState(id int64) string { return Activity(id) + "/etat" }

// ActivityTakeUp asks for which project (GET) and copies an activity for it (POST).
func ActivityTakeUp(id int64) string { return Activity(id) + "/reprise" }

// ActivityPrint is the sheet of an activity for paper.
func ActivityPrint(id int64) string { return Activity(id) + "/impression" }

// ActivityDelete asks (GET) and puts an activity in the trash (POST).
func ActivityDelete(id int64) string { return Activity(id) + "/suppression" }

// ActivityHistory is who did what to an activity, and when.
func ActivityHistory(id int64) string { return Activity(id) + "/historique" }

// ProjectActivities are the activities of a project; POST creates one.
func ProjectActivities(project int64) string { return Project(project) + "/activites" }

// ProjectActivitiesOf are the activities of a project under a filter.
func ProjectActivitiesOf(project int64, filter url.Values) string {
	return with(ProjectActivities(project), filter)
}

// ProjectActivitiesExport is that list as a file; the filter holds its format.
func ProjectActivitiesExport(project int64, filter url.Values) string {
	return with(ProjectActivities(project)+"/export", filter)
}

// ProjectActivitiesPrint is that list for paper.
func ProjectActivitiesPrint(project int64, filter url.Values) string {
	return with(ProjectActivities(project)+"/impression", filter)
}

// ActivitiesImport brings activities of a project from a file.
func ActivitiesImport(project int64) string { return BringImport("activites", project) }

// NewActivity is the form for an activity of a project; POST to ProjectActivities creates it.
func NewActivity(project int64) string { return ProjectActivities(project) + "/nouvelle" }
