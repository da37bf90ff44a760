package ui

import (
	"parvis/internal/french"
	"parvis/web/urls"
	"slices"
)

// ProjectView is a page of a project: a view of one of its tabs.
type ProjectView string

// The pages of a project that exist.
const (
	Overview      ProjectView = "overview"
	History       ProjectView = "history"
	PlanList      ProjectView = "plan"
	Gantt         ProjectView = "gantt"
	Signed        ProjectView = "agreements"
	Offers        ProjectView = "activities"
	SlotGrid      ProjectView = "slot-grid"
	SlotConflicts ProjectView = "slot-conflicts"
	StaffBoard    ProjectView = "staff-board"
	FileView      ProjectView = "file"
	DeliveryView  ProjectView = "deliveries"
	SlotList      ProjectView = "slot-list" // the grid leads to it
	Editions      ProjectView = "editions"  // the overview leads to it
	PartnerBoard  ProjectView = "partner-board"
	PartnerList   ProjectView = "partner-list"
	PartnerMap    ProjectView = "partner-map"

	ProjectEquipment ProjectView = "equipment"
	ProjectOutings   ProjectView = "outings"
	ProjectLoading   ProjectView = "loading" // the equipment leads to it

	ProjectForms        ProjectView = "forms"
	ProjectObservations ProjectView = "observations"
	ProjectAttendance   ProjectView = "attendance"

	// Without a link of their own: the overview leads to the first, the list to the second.
	Members   ProjectView = "members"
	Templates ProjectView = "templates"
)

// projectTab is a tab of a project with its views: it opens the first. A tab without views is not shown.
type projectTab struct {
	Label string
	Views []projectView
}

type projectView struct {
	View   ProjectView
	Label  string // one word
	URL    func(project int64) string
	Behind bool // it has no link of its own on the line
}

// theTabs are the seven tabs of a project, in their order; a room that comes takes a view in one of them, never an eighth tab.
func theTabs() []projectTab {
	return []projectTab{
		{"Aperçu", []projectView{
			{View: Overview, Label: "Résumé", URL: urls.Project},
			{View: History, Label: "Historique", URL: urls.ProjectHistory},
			{View: Members, Behind: true},
			{View: Editions, Behind: true},
		}},
		{"Rétroplanning", []projectView{
			{View: PlanList, Label: "Liste", URL: urls.Plan},
			{View: Gantt, Label: "Gantt", URL: urls.Gantt},
			{View: Templates, Behind: true},
		}},
		{"Programme", []projectView{
			{View: Offers, Label: "Activités", URL: urls.ProjectActivities},
			{View: SlotGrid, Label: "Grille", URL: urls.ProjectGrid},
			{View: StaffBoard, Label: "Postes", URL: urls.ProjectStaff},
			{View: SlotConflicts, Label: "Conflits", URL: urls.ProjectConflicts},
			{View: SlotList, Behind: true},
		}},
		{"Logistique", []projectView{
			{View: FileView, Label: "Dossier", URL: urls.Logistics},
			{View: DeliveryView, Label: "Livraisons", URL: urls.Deliveries},
			{View: ProjectEquipment, Label: "Matériel", URL: urls.ProjectEquipment},
			{View: ProjectOutings, Label: "Hors les murs", URL: urls.ProjectOutings},
			{View: ProjectLoading, Behind: true},
		}},
		{"Partenaires", []projectView{
			{View: PartnerBoard, Label: "Tableau", URL: urls.ProjectPartners},
			{View: PartnerList, Label: "Liste", URL: urls.ProjectPartnerList},
			{View: PartnerMap, Label: "Carte", URL: urls.ProjectPartnerMap},
			{View: Signed, Label: "Conventions", URL: urls.ProjectAgreements},
		}},
		{"Supports", nil},
		{"Évaluation", []projectView{
			{View: ProjectAttendance, Label: "Fréquentation", URL: func(project int64) string { return urls.ProjectAttendance(project, nil) }},
			{View: ProjectForms, Label: "Questionnaires", URL: urls.ProjectCollections},
			{View: ProjectObservations, Label: "Observations", URL: urls.ProjectObservations},
		}},
	}
}

// Tab leads to a page of a thing that has several.
type Tab struct {
	Key, Label, URL string
	Current         bool // it is the page
	Within          bool // the page stands under it
}

// current is what the tab is to the page that is read; "": nothing.
func (t Tab) current() string {
	switch {
	case t.Current:
		return "page"
	case t.Within:
		return "true"
	}
	return ""
}

// Tabs are the pages of a thing, and the views of the one that is read.
type Tabs struct {
	Label string // of the whole, for whoever hears it
	Of    string // whose pages they are, within « Les 3 pages … »
	Tabs  []Tab
	Views []Tab
}

// here is the tab of the page.
func (t Tabs) here() Tab {
	for _, tab := range t.Tabs {
		if tab.Current || tab.Within {
			return tab
		}
	}
	return t.Tabs[0]
}

// count says how many pages there are.
func (t Tabs) count() string { return "Les " + french.Number(len(t.Tabs)) + " pages " + t.Of }

// ProjectTabs are the tabs of a project and the views of the one that a page belongs to.
func ProjectTabs(project int64, page ProjectView) Tabs {
	t := Tabs{Label: "Pages du projet", Of: "du projet"}
	for _, tab := range theTabs() {
		if len(tab.Views) == 0 {
			continue
		}
		shown := Tab{Label: tab.Label, URL: tab.Views[0].URL(project), Current: tab.Views[0].View == page}
		var views []Tab
		for _, v := range tab.Views {
			shown.Within = shown.Within || v.View == page
			if !v.Behind {
				views = append(views, Tab{Label: v.Label, URL: v.URL(project), Current: v.View == page})
			}
		}
		if shown.Within && len(views) > 1 {
			t.Views = views
		}
		t.Tabs = append(t.Tabs, shown)
	}
	return t
}

// ProjectCrumbs are the way back from a page of a project, whose short name it bears.
func ProjectCrumbs(project int64, short string) []Crumb {
	return []Crumb{{Label: "Projets", URL: urls.Projects()}, {Label: short, URL: urls.Project(project)}}
}

// isWord tells whether a tab is called like a word of the header, which leads elsewhere: for whoever does not see them, it says more.
func isWord(label string) bool {
	return slices.ContainsFunc(theWords(), func(w word) bool { return w.Name == label })
}
