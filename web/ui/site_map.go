package ui

import "parvis/web/urls"

// mapPart is a heading of the site map with its pages.
type mapPart struct {
	Title string
	Links []mapLink
}

type mapLink struct{ Label, URL, Hint string }

// siteMap lists the pages that somebody may open from anywhere, in the order of the navigation.
func siteMap(f Frame) []mapPart {
	parts := []mapPart{
		{"Mon travail", []mapLink{
			{"Tableau de bord", urls.Home(), "Ce qui approche et ce qui presse."},
			{"Ce qui est en retard ou critique", urls.Watch(), ""},
			{"Ma liste", urls.MyList(), "Vos tâches, tous projets confondus."},
			{"Ma liste à imprimer", urls.MyListPrint(), ""},
		}},
		{"Ce que le service prépare", []mapLink{
			{"Événements", urls.Events(), "Chaque événement mène à ses projets."},
			{"Événements de l’année à imprimer", urls.EventsPrint(0), ""},
			{"Projets", urls.Projects(), "Chaque projet mène à son rétroplanning, à son équipe et à son historique."},
			{"Espaces", urls.Spaces(), "Les salles, les halls et les cours du musée."},
			{"Espaces à imprimer", urls.SpacesPrint(nil), ""},
			{"Calendrier du service", urls.Calendar(), "Les jours travaillés, les fermetures, les jours fériés."},
			{"Historique du calendrier", urls.CalendarHistory(), ""},
			{"Corbeille", urls.Trash(), "Ce qui a été supprimé et peut encore être rétabli."},
		}},
		{"Mon compte", []mapLink{
			{"Mon compte", urls.MyAccount(), ""},
			{"Mes absences et ma semaine", urls.MyAbsences(), ""},
			{"Changer mon mot de passe", urls.Password(), ""},
		}},
	}
	if f.Settings {
		parts = append(parts, mapPart{"Réglages", []mapLink{
			{"Équipe", urls.Team(), "Les comptes de l’équipe."},
			{"Ajouter une personne", urls.NewMember(), ""},
		}})
	}
	return append(parts, mapPart{"À propos", []mapLink{{"Déclaration d’accessibilité", urls.Accessibility(), ""}}})
}
