package ui

import (
	"slices"
	"testing"

	"parvis/web/urls"
)

// TestTheMapHasSevenWordsAndShowsThoseWithARoom holds the words, what they lead to, and that no room stands twice.
func TestTheMapHasSevenWordsAndShowsThoseWithARoom(t *testing.T) {
	t.Parallel()
	if n := len(theWords()); n != 7 {
		t.Errorf("the header has %d words", n)
	}
	seen := map[Section]bool{}
	for _, w := range words(Frame{Name: "Inès"}) {
		if len(w.Rooms) == 0 {
			t.Errorf("%s leads nowhere", w.Name)
		}
		for _, r := range w.Rooms {
			if seen[r.Section] {
				t.Errorf("%s stands twice", r.Name)
			}
			seen[r.Section] = true
		}
	}
	for _, w := range words(Frame{}) {
		if w.Name == "Agenda" {
			t.Errorf("%s is shown, and has no room", w.Name)
		}
	}
}

// TestAKeyIsTheFirstOfItsRoomsThatExists holds the keys of a narrow page, that whoever is on duty has the day's, and that New is filled with what the page is about.
func TestAKeyIsTheFirstOfItsRoomsThatExists(t *testing.T) {
	t.Parallel()
	for fourth, f := range map[string]Frame{"Avis /avis": {}, "Jour J /jour": {OnDuty: true}} {
		var names []string
		for _, k := range keys(f, Here{Project: 3, Adds: true, Event: 7}) {
			names = append(names, k.Name+" "+k.URL)
		}
		want := []string{"Ma liste /ma-liste", "Projets /projets", "Nouveau /nouveau?evenement=7&projet=3", fourth, "Menu /plan-du-site"}
		if !slices.Equal(names, want) {
			t.Errorf("the keys are %q", names)
		}
	}
	if got := urls.New(Here{Project: 3}.query()); got != urls.New(nil) {
		t.Errorf("who may add no task is led to %s", got)
	}
}

// TestNeighboursStandOnListsOnly holds the line under the header: on the list of a room that has neighbours, not on a record, nor
// where a word has one room.
func TestNeighboursStandOnListsOnly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		path    string
		section Section
		want    int
	}{
		{urls.Projects(), Projects, 3}, {urls.Events(), Events, 3},
		{urls.Project(3), Projects, 0}, {urls.NewEvent(), Events, 0}, {urls.Organisations(), Organisations, 4}, {urls.Organisation(3), Organisations, 0}, {urls.Spaces(), Spaces, 3}, {urls.Home(), Home, 0},
	} {
		if got := neighbours(Frame{Path: c.path}, c.section); len(got) != c.want {
			t.Errorf("%s has %d neighbours, want %d", c.path, len(got), c.want)
		}
	}
}

// TestWhatMayBeCreatedIsWhatTheReaderMay holds the entries of New for who may do less and more, filled with the page's project and event.
func TestWhatMayBeCreatedIsWhatTheReaderMay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		frame Frame
		here  Here
		want  []string
	}{
		{Frame{}, Here{Project: 3}, []string{"/ma-liste#titre", "/echanges/nouveau", "/structures/nouvelle", "/mon-compte/absences#absences"}},
		{Frame{}, Here{Project: 3, Adds: true}, []string{"/projets/3/retroplanning/taches", "/projets/3/activites/nouvelle", "/projets/3/seances/nouvelle", "/projets/3/logistique/pieces/nouvelle", "/ma-liste#titre", "/echanges/nouveau", "/structures/nouvelle", "/mon-compte/absences#absences"}},
		{Frame{Creates: true, Settings: true}, Here{Event: 7}, []string{"/ma-liste#titre", "/projets/nouveau?evenement=7", "/evenements/nouveau", "/echanges/nouveau", "/structures/nouvelle", "/espaces/nouveau",
			"/mon-compte/absences#absences", "/reglages/equipe/ajout"}},
	} {
		var got []string
		for _, l := range creations(c.frame, c.here) {
			got = append(got, l.URL)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%+v on %+v: %q", c.frame, c.here, got)
		}
	}
}

// TestAProjectHasSevenTabsAndShowsThoseWithAView holds the tabs of each page of a project: the page itself, or what it stands under,
// and the views beside it.
func TestAProjectHasSevenTabsAndShowsThoseWithAView(t *testing.T) {
	t.Parallel()
	if n := len(theTabs()); n != 7 {
		t.Errorf("a project has %d tabs", n)
	}
	for page, want := range map[ProjectView]struct{ tab, at, view string }{
		Overview: {"Aperçu", "page", "Résumé"}, History: {"Aperçu", "true", "Historique"}, Members: {"Aperçu", "true", ""},
		PlanList: {"Rétroplanning", "page", "Liste"}, Gantt: {"Rétroplanning", "true", "Gantt"}, Templates: {"Rétroplanning", "true", ""},
		Offers: {"Programme", "page", "Activités"}, SlotGrid: {"Programme", "true", "Grille"}, SlotConflicts: {"Programme", "true", "Conflits"}, SlotList: {"Programme", "true", ""},
		FileView: {"Logistique", "page", "Dossier"}, DeliveryView: {"Logistique", "true", "Livraisons"},
		Signed:            {"Partenaires", "true", "Conventions"},
		ProjectAttendance: {"Évaluation", "page", "Fréquentation"},
		PartnerBoard:      {"Partenaires", "page", "Tableau"}, PartnerList: {"Partenaires", "true", "Liste"}, PartnerMap: {"Partenaires", "true", "Carte"},
		ProjectForms: {"Évaluation", "true", "Questionnaires"}, ProjectObservations: {"Évaluation", "true", "Observations"},
	} {
		tabs := ProjectTabs(3, page)
		if len(tabs.Tabs) != 6 || tabs.count() != "Les 6 pages du projet" {
			t.Errorf("%s: %d tabs, %s", page, len(tabs.Tabs), tabs.count())
		}
		if here := tabs.here(); here.Label != want.tab || here.current() != want.at {
			t.Errorf("%s stands at %s (%s)", page, here.Label, here.current())
		}
		view := ""
		for _, v := range tabs.Views {
			if v.Current {
				view = v.Label
			}
		}
		if view != want.view {
			t.Errorf("%s is the view %q", page, view)
		}
	}
}

// TestThePathOfAPageFindsItsPageOfTheGuide holds the table: its own line, the beginning that is longest, the guide itself for what is unknown.
func TestThePathOfAPageFindsItsPageOfTheGuide(t *testing.T) {
	t.Parallel()
	for path, want := range map[string]string{
		"/":                           "/aide/tableau-de-bord",
		"/projets/nouveau":            "/aide/evenements-et-projets#créer-un-projet",
		"/projets/3/retroplanning":    "/aide/retroplanning",
		"/projets/3/modifier":         "/aide/evenements-et-projets#la-page-dun-projet",
		"/taches/3/decalage":          "/aide/retroplanning#la-page-dune-tâche",
		"/reglages/equipe/3/un/autre": "/aide/reglages#équipe",
		"/nulle-part":                 "/aide",
	} {
		if got := (Frame{Path: path}).help(); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
}
