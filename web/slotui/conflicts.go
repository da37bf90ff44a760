package slotui

import (
	"net/url"
	"strings"

	"parvis/internal/activity/clash"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
)

func dayValues(d workcal.Date) url.Values {
	if d.IsZero() {
		return nil
	}
	return url.Values{"jour": {d.String()}}
}

func chosenIDs(list []slot.Slot) string {
	ids := make([]string, len(list))
	for i, s := range list {
		ids[i] = id(s.ID)
	}
	return strings.Join(ids, ",")
}

var togetherLabels = map[string]string{"jours": "De combien de jours", "minutes": "De combien de temps", slot.FieldSpace: "Vers quel espace", slot.FieldBecause: "Pourquoi", slot.FieldDespite: "Conflit"}

func conflictsLead(p slot.Programme) string {
	if len(p.Conflicts) == 0 {
		return "Tout tient ensemble."
	}
	return french.Count(len(p.Conflicts), "point à régler", "points à régler") + ". Chacun disparaît d’ici dès qu’il est réglé."
}

// conflictPart is the conflicts of one sort.
type conflictPart struct {
	ID, Title string
	List      []slot.Conflict
}

// conflictParts are what cannot be, then what lacks.
func conflictParts(p slot.Programme) []conflictPart {
	parts := []conflictPart{{ID: "graves", Title: "Ce qui ne peut pas aller ensemble"}, {ID: "manques", Title: "Ce qui manque encore"}}
	for _, c := range p.Conflicts {
		at := 1
		if c.Grave() {
			at = 0
		}
		parts[at].List = append(parts[at].List, c)
	}
	var kept []conflictPart
	for _, one := range parts {
		if len(one.List) > 0 {
			kept = append(kept, one)
		}
	}
	return kept
}

// settling leads to where a conflict is settled.
func settling(c slot.Conflict, p slot.Programme) []ui.Crumb {
	if c.Kind == clash.NotEnough {
		return enough(c)
	}
	if c.Slot == nil {
		list := []ui.Crumb{{Label: "Voir l’activité", URL: urls.Activity(c.Activity.ID)}}
		if p.May.Add {
			list = append(list, ui.Crumb{Label: "Ajouter une séance", URL: urls.NewSlot(p.Project.ID, url.Values{slot.FieldActivity: {id(c.Activity.ID)}})})
		}
		return list
	}
	list := []ui.Crumb{{Label: "Voir la séance", URL: urls.Slot(c.Slot.ID)}}
	if c.Other != nil {
		list[0].Label = "Voir la première"
		list = append(list, ui.Crumb{Label: "Voir la seconde", URL: urls.Slot(c.Other.ID)})
	}
	if c.Slot.Project.ID == p.Project.ID {
		list = append(list, ui.Crumb{Label: "Voir la grille du jour", URL: urls.ProjectGridOf(p.Project.ID, dayValues(c.Slot.Day))})
	}
	return list
}

// enough leads to what is booked of a thing of which there is not enough, and to all that is lacking.
func enough(c slot.Conflict) []ui.Crumb {
	at := urls.Booking(c.Booking)
	if c.Slot != nil {
		at = urls.SlotEquipment(c.Slot.ID)
	}
	return []ui.Crumb{{Label: "Voir la réservation", URL: at}, {Label: "Voir qui se dispute l’article", URL: urls.EquipmentShortages()}}
}
