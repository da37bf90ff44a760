package ui

type kind struct{ letter, class, label string }

// kinds gives each kind of project a letter and a shape; the labels are the words on screen.
var kinds = map[string]kind{
	"event_programme":        {"P", "event-programme", "Programme d’un événement"},
	"twinning":               {"J", "twinning", "Jumelage"},
	"accessibility_workshop": {"A", "accessibility-workshop", "Atelier accessibilité"},
	"off_site":               {"H", "off-site", "Action hors les murs"},
	"eac":                    {"E", "eac", "Projet EAC"},
	"residency":              {"R", "residency", "Résidence d’artiste"},
}

func kindOf(code string) kind {
	if k, ok := kinds[code]; ok {
		return k
	}
	return kind{"?", "unknown", "Type inconnu"}
}
