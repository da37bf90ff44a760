package slot

import (
	"parvis/internal/activity/clash"
	"parvis/internal/french"
)

// peopleLabels are the kinds of conflicts of people, in few words.
var peopleLabels = map[clash.Kind]string{clash.PersonTwice: "personne prise deux fois", clash.PersonAway: "personne absente", clash.NoTimeToGo: "trajet trop court",
	clash.TooFewStaff: "encadrement insuffisant", clash.Nobody: "sans personne"}

// ofPeople says in French what does not hold about who is given a slot; "" for the other kinds.
func (c Conflict) ofPeople() string {
	switch c.Kind {
	case clash.PersonTwice:
		return c.Who + " a deux séances en même temps le " + c.Slot.Day.French() + "\u00a0: " + told(c.Slot) + ", et " + toldOn(c.Other, c.Slot.Day) + "."
	case clash.PersonAway:
		return c.Who + " n’est pas là le " + c.Slot.Day.French() + "\u00a0: " + told(c.Slot) + "."
	case clash.NoTimeToGo:
		return c.Who + " n’a pas le temps d’aller d’un lieu à l’autre le " + c.Slot.Day.French() + "\u00a0: " + told(c.Slot) + ", puis " + toldOn(c.Other, c.Slot.Day) + "."
	case clash.TooFewStaff:
		return told(c.Slot) + " le " + c.Slot.Day.French() + "\u00a0: il manque " + french.Count(c.Count, "personne", "personnes") + " pour encadrer le public."
	case clash.Nobody:
		return told(c.Slot) + " le " + c.Slot.Day.French() + " est annoncée, et n’est confiée à personne."
	}
	return ""
}
