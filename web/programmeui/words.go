package programmeui

import (
	"strconv"

	"parvis/internal/programme"
	"parvis/internal/workcal"
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

// edition writes "21e édition", "1re édition".
func edition(n int) string {
	if n == 1 {
		return "1re édition"
	}
	return strconv.Itoa(n) + "e édition"
}
