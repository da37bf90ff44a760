package programmeui

import (
	"strconv"

	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/ui"
)

// days writes a period in full: "du vendredi 13 juin 2025 au dimanche 15 juin 2025".
func days(first, last workcal.Date) string {
	if first == last {
		return first.French()
	}
	return "du " + first.French() + " au " + last.French()
}

// statusTone chooses the badge of a status; its word says the same.
func statusTone(s programme.Status) string {
	switch s {
	case programme.Confirmed, programme.Running:
		return "good"
	case programme.Cancelled:
		return "bad"
	case programme.Finished, programme.Archived:
		return "muted"
	}
	return ""
}

// stepClass draws the way forward as the main button, and the way out as a dangerous one.
func stepClass(t programme.Transition) string {
	switch t.To {
	case programme.Cancelled:
		return "button danger small"
	case programme.Preparing, programme.Confirmed, programme.Running, programme.Finished:
		if t.From != programme.Cancelled && forward(t) {
			return "button primary small"
		}
	}
	return "button small"
}

// forward tells whether a change goes on with the project's life rather than back.
func forward(t programme.Transition) bool {
	order := map[programme.Status]int{programme.Idea: 0, programme.Preparing: 1, programme.Confirmed: 2, programme.Running: 3, programme.Finished: 4}
	return order[t.To] > order[t.From]
}

// warning says what follows when an event that projects prepare changes its days.
func warning(projects int) string {
	return french.Agree(projects,
		"Un projet prépare cet événement. Si vous changez les dates, son rétroplanning suit, et le changement est noté dans son historique.",
		french.Projects(projects)+" préparent cet événement. Si vous changez les dates, leurs rétroplannings suivent, et le changement est noté dans leurs historiques.")
}

func seriesOptions(series []programme.Series) []ui.Option {
	options := []ui.Option{{Value: "", Label: "Événement propre au musée"}}
	for _, s := range series {
		options = append(options, ui.Option{Value: s.Key, Label: s.Name})
	}
	return options
}

// edition writes "21e édition", "1re édition".
func edition(n int) string {
	if n == 1 {
		return "1re édition"
	}
	return strconv.Itoa(n) + "e édition"
}
