package ui

import "parvis/web/urls"

// entry leads to a room of the house.
type entry struct {
	Section   Section
	URL, Name string
}

// mainEntries are the words of the header: rooms that everybody has. A reader's own rare pages are in her menu.
func mainEntries() []entry {
	return []entry{
		{Home, urls.Home(), "Tableau de bord"},
		{MyList, urls.MyList(), "Ma liste"},
		{Events, urls.Events(), "Événements"},
		{Projects, urls.Projects(), "Projets"},
		{Spaces, urls.Spaces(), "Espaces"},
	}
}

// thumbEntries are the keys at the foot of a narrow page, where the header's words have no room: the last one
// leads to all the others.
func thumbEntries() []entry {
	return []entry{
		{MyList, urls.MyList(), "Ma liste"},
		{Projects, urls.Projects(), "Projets"},
		{Home, urls.Home(), "Tableau de bord"},
		{Map, urls.SiteMap(), "Menu"},
	}
}

// personEntries are those of somebody's own menu, after her account.
func personEntries(f Frame) []entry {
	list := []entry{{Absences, urls.MyAbsences(), "Mes absences"}}
	if f.Settings {
		list = append(list, entry{Settings, urls.Settings(), "Réglages"})
	}
	return append(list, entry{Trash, urls.Trash(), "Corbeille"}, entry{Map, urls.SiteMap(), "Plan du site"})
}
