package ui

import "parvis/internal/plan"

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

// healthTones gives each health of a plan the tone of its badge; the word says the same.
var healthTones = map[plan.Health]string{plan.OnTrack: "good", plan.Tight: "warn", plan.Overdue: "bad", plan.Undated: "muted"}
