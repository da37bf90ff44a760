package ui

import "parvis/web/urls"

// ProjectRoom is one of the tabs of a project.
type ProjectRoom string

// The rooms that exist, in the order of the tabs.
const (
	Overview ProjectRoom = "overview"
	PlanRoom ProjectRoom = "plan"
	History  ProjectRoom = "history"
)

// TeamRoom is a page that has no tab of its own: it stands under the overview, which leads to it.
const TeamRoom ProjectRoom = "team"

// ProjectTabs are the rooms of a project, the current one marked.
func ProjectTabs(project int64, current ProjectRoom) []Tab {
	return []Tab{
		{Label: "Aperçu", URL: urls.Project(project), Current: current == Overview, Within: current == TeamRoom},
		{Label: "Rétroplanning", URL: urls.Plan(project), Current: current == PlanRoom},
		{Label: "Historique", URL: urls.ProjectHistory(project), Current: current == History},
	}
}
