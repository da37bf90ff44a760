package slotui

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/activity"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/ui"
	"parvis/web/urls"
)

func id(n int64) string { return strconv.FormatInt(n, 10) }

// tone chooses the badge of a status; its word says the same.
func tone(s slot.Status) string {
	switch s {
	case slot.Planned:
		return "good"
	case slot.Proposed:
		return "warn"
	case slot.Cancelled:
		return "bad"
	}
	return "muted"
}

// standing says how a slot is, with what is computed: « prévue », « complète », « terminée », « annulée ».
func standing(s slot.Slot, now time.Time) string {
	switch {
	case s.Over(now):
		return "terminée"
	case s.Full():
		return s.Status.Label() + ", complète"
	}
	return s.Status.Label()
}

// cardClass is how the card of a slot looks; its words say the same.
func cardClass(s slot.Slot, conflicts []slot.Conflict, gap string) string {
	switch {
	case !s.Status.Held():
		return "slot is-off"
	case len(conflicts) > 0:
		return "slot is-bad"
	case gap != "":
		return "slot is-gap"
	case s.Full():
		return "slot is-full"
	case s.Status == slot.Proposed:
		return "slot is-draft"
	}
	return "slot"
}

// marks are the words of a card besides its hours, title and places.
func marks(s slot.Slot, conflicts []slot.Conflict) string {
	var said []string
	switch {
	case !s.Status.Held(), s.Status == slot.Proposed:
		said = append(said, s.Status.Label())
	case s.Full():
		said = append(said, "complète")
	}
	if s.Waiting > 0 && s.Status.Held() {
		said = append(said, french.Number(s.Waiting)+" en attente")
	}
	for _, c := range conflicts {
		if label := c.Label(); label != "" && !slices.Contains(said, label) {
			said = append(said, label)
		}
	}
	return strings.Join(said, ", ")
}

// dayLead says how a day stands: « Samedi 14 juin 2025 : 18 séances dont 1 annulée, 234 places prises sur 423. »
func dayLead(day workcal.Date, list []slot.Slot) string {
	off, taken, places := 0, 0, 0
	for _, s := range list {
		if !s.Status.Held() {
			off++
			continue
		}
		taken += s.Taken
		places += s.Capacity
	}
	said := french.Capital(day.French()) + "\u00a0: "
	if len(list) == 0 {
		return said + "aucune séance."
	}
	said += french.Slots(len(list))
	if off > 0 {
		said += " dont " + french.Number(off) + " annulée ou reportée"
		if off > 1 {
			said = strings.TrimSuffix(said, " annulée ou reportée") + " annulées ou reportées"
		}
	}
	if places > 0 {
		said += ", " + french.Count(taken, "place prise", "places prises") + " sur " + french.Number(places)
	}
	return said + "."
}

// hourText is an hour of a grid: « 14 h », beyond midnight « 1 h (lendemain) ».
func hourText(minutes int) string {
	if minutes >= slot.Day {
		return slot.Clock(minutes) + " (nuit)"
	}
	return slot.Clock(minutes)
}

func kindLabel(k activity.Kind) string { return french.Capital(k.Label()) }

// activityOptions are the activities of a project, under the headings of their kinds.
func activityOptions(list []slot.Activity, first ...ui.Option) []ui.Option {
	for _, k := range activity.Kinds {
		for _, a := range list {
			if a.Kind == k && a.State != activity.SetAside {
				first = append(first, ui.Option{Value: id(a.ID), Label: a.Title, Group: kindLabel(k)})
			}
		}
	}
	return first
}

// spaceOptions are the places of the museum, with how many people they take.
func spaceOptions(list []slot.Space, first ...ui.Option) []ui.Option {
	for _, s := range list {
		label := s.Name
		if s.Capacity > 0 {
			label += ", " + french.Count(s.Capacity, "place", "places")
		}
		group := ""
		if len(list)+len(first) > 15 {
			group = "De " + strings.ToUpper(french.Fold(s.Name)[:1])
		}
		first = append(first, ui.Option{Value: id(s.ID), Label: label, Group: group})
	}
	return first
}

func statusOptions(first ...ui.Option) []ui.Option {
	for _, s := range slot.Statuses {
		first = append(first, ui.Option{Value: string(s), Label: french.Capital(s.Label())})
	}
	return first
}

// crumbs lead back to the slots of the project.
func crumbs(p slot.Project, more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: p.Short(), URL: urls.Project(p.ID)}, {Label: "Grille", URL: urls.ProjectGrid(p.ID)}}, more...)
}

// slotCrumb leads back to a slot.
func slotCrumb(s slot.Slot) ui.Crumb { return ui.Crumb{Label: s.Name(), URL: urls.Slot(s.ID)} }

// spare says what is needed before and after: « 30 min avant, 15 min après ».
func spare(s slot.Slot) string {
	var said []string
	if s.SetUp > 0 {
		said = append(said, written.MinutesText(s.SetUp)+" avant")
	}
	if s.Tidy > 0 {
		said = append(said, written.MinutesText(s.Tidy)+" après")
	}
	return strings.Join(said, ", ")
}

// places says how many come, how many places are left and who waits.
func places(s slot.Slot) string {
	said := []string{s.PlacesText()}
	if left := s.Left(); left > 0 {
		said = append(said, french.Count(left, "place libre", "places libres"))
	} else if left == 0 && s.Status.Held() {
		said = append(said, "complète")
	}
	if s.Companions > 0 {
		said = append(said, french.Count(s.Companions, "accompagnateur", "accompagnateurs"))
	}
	if s.Waiting > 0 {
		said = append(said, french.Count(s.Waiting, "personne en attente", "personnes en attente"))
	}
	return strings.Join(said, ", ")
}

// headcount says how many come: « 24 personnes, 3 accompagnateurs ».
func headcount(g slot.Registration) string {
	said := french.Count(g.People, "personne", "personnes")
	if g.Companions > 0 {
		said += ", " + french.Count(g.Companions, "accompagnateur", "accompagnateurs")
	}
	return said
}

func groupLead(f groupForm) string { return f.Slot.Name() + "\u00a0: " + places(f.Slot) + "." }

// mayChoose tells whether its reader may do anything with a slot of the grid, or of the list: an intern moves those that are still proposed.
func mayChoose(may slot.Rights, s slot.Slot) bool {
	return may.Plan || may.Add && s.Status == slot.Proposed
}

// paperWords are the hours of a slot on a printed grid, its places and how it stands: « 14 h – 15 h, 8 sur 20, proposée ».
func paperWords(s slot.Slot) string {
	said := []string{s.Hours(), s.PlacesText()}
	if words := marks(s, nil); words != "" {
		said = append(said, words)
	}
	return strings.Join(said, ", ")
}
