package ui

import (
	"net/url"
	"strconv"

	"parvis/web/urls"
)

// The map of the house is data: header, line of neighbours, keys of a narrow page, person's menu, what may be
// created, tabs of a project and the site map are all drawn from what stands in this file and in project.go.
//
// A room that comes takes a line under its word, never an eighth word; one that does not exist has no line,
// and a word without rooms is not shown.

// link leads to a page.
type link struct{ Name, URL string }

// room is a room of the house as the map knows it.
type room struct {
	Section   Section
	Name, URL string
	May       func(Frame) bool // who may open it; nil: everybody of the service
	// Count tells what waits there. A room that counts stands in the header too, with its number, and in the
	// line of a narrow page: notices do. nil: nothing is counted.
	Count func(Frame) int
	Also  []link // its other pages, on the site map only
	Staff []link // those of the head and the team alone
}

// word is a word of the header: it opens the first of its rooms.
type word struct {
	Name  string
	Part  string // its heading on the site map, which neighbours may share
	Rooms []room
}

// theWords are the seven words of the header, in their order.
func theWords() []word {
	return []word{
		{"Tableau de bord", "Mon travail", []room{
			{Section: Home, Name: "Tableau de bord", URL: urls.Home(), Also: []link{{"En retard ou critique", urls.Watch()}}},
		}},
		{"Ma liste", "Mon travail", []room{
			{Section: MyList, Name: "Ma liste", URL: urls.MyList(), Also: []link{{"Ma liste à imprimer", urls.MyListPrint()}}},
			{Section: MySlots, Name: "Mes séances", URL: urls.MySlots(), Also: []link{{"Ma feuille de route", urls.MySlotsPrint()}}},
			{Section: Notices, Name: "Avis", URL: urls.Notices(), Count: func(f Frame) int { return f.Unread }},
		}},
		{"Agenda", "Agenda", nil},
		{"Projets", "Projets", []room{
			{Section: Projects, Name: "Projets", URL: urls.Projects()},
			{Section: Events, Name: "Événements", URL: urls.Events(), Also: []link{{"Événements de l’année à imprimer", urls.EventsPrint(0)}}},
			{Section: DayOf, Name: "Jour J", URL: urls.Days()},
		}},
		{"Public", "Public", []room{
			{Section: Activities, Name: "Activités", URL: urls.Activities(), Also: []link{{"Activités à imprimer", urls.ActivitiesPrint(nil)}}},
			{Section: AllSlots, Name: "Séances", URL: urls.Slots(), Also: []link{{"Séances à imprimer", urls.SlotsPrint(nil)}}},
			{Section: Attendance, Name: "Fréquentation", URL: urls.Attendance(nil), Also: []link{{"Fréquentation à imprimer", urls.AttendancePrint(nil)}, {"Tableau du ministère", urls.AttendanceYear(nil)}}},
			{Section: Forms, Name: "Questionnaires", URL: urls.Forms(), Also: []link{{"Banque de questions", urls.Bank()}}},
			{Section: Crew, Name: "Équipe des séances", URL: urls.Crew(), Also: []link{{"Équipe des séances à imprimer", urls.CrewPrint(nil)}, {"Compétences", urls.Skills()}}},
		}},
		{"Partenaires", "Partenaires", []room{
			{Section: Organisations, Name: "Structures", URL: urls.Organisations(), Also: []link{{"Structures à imprimer", urls.OrganisationsPrint(nil)}, {"Étiquettes d’adresse", urls.OrganisationLabels(nil)}, {"Rappels par étiquette", urls.Tags()}}, Staff: []link{{"Doublons possibles", urls.Duplicates()}}},
			{Section: Contacts, Name: "Contacts", URL: urls.Contacts(), Also: []link{{"Contacts à imprimer", urls.ContactsPrint(nil)}}},
			{Section: Territories, Name: "Territoires", URL: urls.Territories(), Also: []link{{"Territoires à imprimer", urls.TerritoriesPrint(nil)}}},
			{Section: Agreements, Name: "Conventions", URL: urls.Agreements(), Also: []link{{"Conventions à imprimer", urls.AgreementsPrint(nil)}}},
		}},
		{"Ressources", "Ressources", []room{
			{Section: Spaces, Name: "Espaces", URL: urls.Spaces(), Also: []link{{"Espaces à imprimer", urls.SpacesPrint(nil)}}},
			{Section: Equipment, Name: "Matériel", URL: urls.Equipment(), Also: []link{{"Matériel à imprimer", urls.EquipmentPrint(nil)}, {"Lots de matériel", urls.EquipmentSets()}, {"Manques de matériel", urls.EquipmentShortages()}, {"Matériel, heure par heure", urls.EquipmentDay(nil)}}},
			{Section: Documents, Name: "Documents", URL: urls.Documents()},
		}},
	}
}

// personRooms are somebody's own, and rare: they are under her name.
func personRooms() []room {
	return []room{
		{Section: Account, Name: "Mon compte", URL: urls.MyAccount(), Also: []link{{"Changer mon mot de passe", urls.Password()}, {"Mes tâches dans mon agenda", urls.MyFeeds()}, {"Mes imports", urls.Imports()}}},
		{Section: Absences, Name: "Mes absences", URL: urls.MyAbsences()},
		{Section: Settings, Name: "Réglages", URL: urls.Settings(), May: func(f Frame) bool { return f.Settings }},
		{Section: Trash, Name: "Corbeille", URL: urls.Trash()},
		{Section: Map, Name: "Plan du site", URL: urls.SiteMap()},
	}
}

// theKeys are the keys at the foot of a narrow page, from left to right: each is the first of its rooms that exists. Whoever is on
// duty has the day itself under her thumb.
func theKeys(f Frame) [][]Section {
	fourth := []Section{Agenda, Notices, Home}
	if f.OnDuty {
		fourth = []Section{DayOf}
	}
	return [][]Section{{MyList}, {Projects}, {New}, fourth, {Map}}
}

// Here is what a page is about, for what is created from it.
type Here struct {
	Project int64 // of which it is a page; 0: none
	Adds    bool  // the reader may add to that project: tasks, activities, slots
	Event   int64 // of which it is the page; 0: none
}

// query names it in the address of the page that offers what may be created.
func (h Here) query() url.Values {
	q := url.Values{}
	if h.Adds {
		q.Set("projet", strconv.FormatInt(h.Project, 10))
	}
	if h.Event != 0 {
		q.Set("evenement", strconv.FormatInt(h.Event, 10))
	}
	return q
}

// creations are what the reader may create from a page, filled with what it is about.
func creations(f Frame, h Here) (list []link) {
	add := func(may bool, name, url string) {
		if may {
			list = append(list, link{name, url})
		}
	}
	project := urls.NewProject()
	if h.Event != 0 {
		project = urls.NewProjectFor(h.Event)
	}
	add(h.Adds, "Tâche de ce projet", urls.NewTask(h.Project))
	add(h.Adds, "Activité de ce projet", urls.NewActivity(h.Project))
	add(h.Adds, "Séance de ce projet", urls.NewSlot(h.Project, nil))
	add(h.Adds, "Pièce du dossier", urls.NewPiece(h.Project))
	add(true, "Tâche pour moi", urls.MyList()+"#titre")
	add(f.Creates, "Projet", project)
	add(f.Creates, "Événement", urls.NewEvent())
	add(true, "Échange avec une structure", urls.NewExchange(nil))
	add(true, "Structure", urls.NewOrganisation())
	add(f.Creates && !h.Adds, "Espace", urls.NewSpace())
	add(true, "Absence", urls.MyAbsences()+"#absences")
	add(f.Settings && !h.Adds, "Personne de l’équipe", urls.NewMember()) // in a project there is more to add to it
	return list
}

// mayOpen keeps the rooms that the reader may open.
func mayOpen(f Frame, rooms []room) (list []room) {
	for _, r := range rooms {
		if r.May == nil || r.May(f) {
			list = append(list, r)
		}
	}
	return list
}

// words are those that have a room for this reader.
func words(f Frame) (list []word) {
	for _, w := range theWords() {
		if w.Rooms = mayOpen(f, w.Rooms); len(w.Rooms) > 0 {
			list = append(list, w)
		}
	}
	return list
}

// has tells whether a section is one of the word's rooms.
func (w word) has(s Section) bool {
	for _, r := range w.Rooms {
		if r.Section == s {
			return true
		}
	}
	return false
}

// neighbours are the rooms of the word that a page belongs to, when it is the list of one of them and there are others.
func neighbours(f Frame, s Section) []room {
	for _, w := range words(f) {
		if len(w.Rooms) < 2 || !w.has(s) {
			continue
		}
		for _, r := range w.Rooms {
			if r.Section == s && r.URL == f.Path {
				return w.Rooms
			}
		}
	}
	return nil
}

// counting are the rooms that stand in the header with what waits in them.
func counting(f Frame) (list []room) {
	for _, w := range words(f) {
		for _, r := range w.Rooms {
			if r.Count != nil {
				list = append(list, r)
			}
		}
	}
	return list
}

// keys are the keys of a narrow page.
func keys(f Frame, h Here) (list []room) {
	known := map[Section]room{New: {Section: New, Name: "Nouveau", URL: urls.New(h.query())}, Map: {Section: Map, Name: "Menu", URL: urls.SiteMap()}}
	for _, w := range words(f) {
		for _, r := range w.Rooms {
			known[r.Section] = r
		}
	}
	for _, of := range theKeys(f) {
		for _, s := range of {
			if r, exists := known[s]; exists {
				list = append(list, r)
				break
			}
		}
	}
	return list
}

// current says of the link to a room what it is to the page that is read: the page itself, or what it is a part of.
func (f Frame) current(s Section, url string) string {
	if url == f.Path {
		return "page"
	}
	return "true"
}

// mapPart is a heading of the site map with its pages.
type mapPart struct {
	Title, ID string
	Links     []link
}

// siteMap lists the pages that somebody may open from anywhere, in the order of the navigation.
func siteMap(f Frame) (parts []mapPart) {
	add := func(title string, links ...link) {
		if len(links) == 0 {
			return
		}
		if n := len(parts); n == 0 || parts[n-1].Title != title {
			parts = append(parts, mapPart{Title: title, ID: "rubrique-" + strconv.Itoa(n+1)})
		}
		last := &parts[len(parts)-1]
		last.Links = append(last.Links, links...)
	}
	rooms := func(title string, list []room) {
		for _, r := range mayOpen(f, list) {
			if r.Section != Map {
				add(title, append([]link{{r.Name, r.URL}}, r.Also...)...)
			}
			if f.Creates {
				add(title, r.Staff...)
			}
		}
	}
	for _, w := range words(f) {
		rooms(w.Part, w.Rooms)
	}
	add("Nouveau", creations(f, Here{})...)
	add("Nouveau", link{"Contact", urls.NewContact(nil)}, link{"Questionnaire", urls.NewForm()}, link{"Questionnaire d’après un fichier", urls.FormImport()})
	if f.Creates {
		add("Nouveau", link{"Territoire", urls.NewTerritory()}, link{"Personne sans compte", urls.NewOutsider()}, link{"Convention", urls.NewAgreement(nil)}, link{"Document", urls.NewDocument(0, nil)},
			link{"Modèle de document", urls.NewModel()}, link{"Modèle de document Word", urls.WordModel()}, link{"Espaces d’après un tableau", urls.SpacesImport()},
			link{"Article du catalogue", urls.NewEquipment()}, link{"Lot de matériel", urls.NewEquipmentSet()}, link{"Matériel d’après un tableau", urls.EquipmentImport()},
			link{"Fréquentation d’après un tableau", urls.AttendanceImport()})
	}
	rooms("À votre nom", personRooms())
	add("Réglages", settingsLinks(f)...)
	add("Pour s’y retrouver", link{"Aide", urls.Guide()}, link{"Nouveau", urls.New(nil)}, link{"Déclaration d’accessibilité", urls.Accessibility()})
	if f.Demo {
		add("Pour s’y retrouver", link{"Messages de la démonstration", urls.DemoMessages()})
	}
	return parts
}
