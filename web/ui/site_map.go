package ui

import "parvis/web/urls"

// mapPart is a heading of the site map with its pages.
type mapPart struct {
	Title string
	Links []mapLink
}

type mapLink struct{ Label, URL string }

// siteMap lists the pages that somebody may open from anywhere, in the order of the navigation.
func siteMap(f Frame) []mapPart {
	parts := []mapPart{
		{"Mon travail", []mapLink{
			{"Tableau de bord", urls.Home()},
			{"Ma liste", urls.MyList()},
			{"Ma liste à imprimer", urls.MyListPrint()},
			{"En retard ou critique", urls.Watch()},
			{"Avis", urls.Notices()},
		}},
		{"Projets", []mapLink{
			{"Projets", urls.Projects()},
			{"Événements", urls.Events()},
			{"Événements de l’année à imprimer", urls.EventsPrint(0)},
		}},
		{"Calendrier", []mapLink{
			{"Calendrier du service", urls.Calendar()},
			{"Historique du calendrier", urls.CalendarHistory()},
		}},
		{"Ressources", []mapLink{
			{"Espaces", urls.Spaces()},
			{"Espaces à imprimer", urls.SpacesPrint(nil)},
		}},
	}
	if f.Creates {
		parts = append(parts, mapPart{"Ajouter", []mapLink{
			{"Ajouter un événement", urls.NewEvent()},
			{"Créer un projet", urls.NewProject()},
			{"Ajouter un espace", urls.NewSpace()},
			{"Importer des espaces", urls.SpacesImport()},
		}})
	}
	if f.Settings {
		parts = append(parts, mapPart{"Réglages", []mapLink{
			{"Équipe", urls.Team()},
			{"Ajouter une personne", urls.NewMember()},
		}})
	}
	return append(parts, mapPart{"Mon compte", []mapLink{
		{"Mon compte", urls.MyAccount()},
		{"Mes absences et ma semaine", urls.MyAbsences()},
		{"Changer mon mot de passe", urls.Password()},
		{"Corbeille", urls.Trash()},
		{"Déclaration d’accessibilité", urls.Accessibility()},
	}})
}
