package plansheet

import (
	"slices"
	"strings"

	"parvis/internal/exchange/intake"
)

// kept is what an import keeps of a column beyond what the dates depend on.
type kept int8

const (
	keptNothing kept = iota
	keptStart        // a planned start, a wish
	keptFinish       // a planned finish
	keptWho          // people
	keptCategory
	keptBecause // why a task is blocked
	keptItems   // its checklist
	keptSource
	keptNotes
)

// repeats reports whether several columns may be kept as the same thing, one after the other.
func (k kept) repeats() bool { return k == keptWho || k == keptNotes || k == keptItems }

// keptWords are the headers of what is kept; all of them are among those of roleUnused or rolePlanned.
var keptWords = map[kept][]string{
	keptWho: {"responsable", "responsables", "resp", "qui", "par qui", "qui fait quoi", "référent", "référente", "référents", "référentes", "pilote", "pilotes", "porteur", "porteuse",
		"en charge", "en charge de", "chargé de", "chargé de projet", "chargée de projet", "personne en charge", "à faire par", "fait par", "qui fait", "attribué à", "attribuée à", "assigné à", "assigned to", "assignee", "affecté à", "owner", "who", "personne", "personnes", "personne responsable", "intervenant", "intervenants",
		"intervenante", "intervenantes", "acteur", "acteurs", "coordinator", "coordinateur", "coordinatrice", "ressource", "ressources", "resource", "resources", "resource names",
		"noms ressources", "nom ressources", "noms des ressources"},
	keptCategory: {"catégorie", "catégories", "category", "thème", "domaine", "rubrique", "famille", "volet", "axe"},
	keptBecause:  {"motif du blocage", "motif", "raison du blocage", "raison"},
	keptItems:    {"points à cocher", "checklist", "check-list", "liste à cocher"},
	keptSource:   {"source", "sources", "source du délai"},
	keptNotes: {"notes", "note", "remarque", "remarques", "rq", "commentaire", "commentaires", "comment", "comments", "observation", "observations", "obs", "précisions",
		"détail", "détails", "details", "information", "informations", "info", "infos"},
	keptStart: {"début", "débuts", "date de début", "date début", "dates de début", "start", "start date", "begin", "begin date", "du", "de", "from", "départ", "démarrage", "début prévu",
		"début prévisionnel", "début planifié", "date de début prévue", "planned start", "scheduled start", "baseline start", "prévu du", "commence le"},
	keptFinish: {"fin", "fins", "date de fin", "date fin", "dates de fin", "finish", "finish date", "end", "end date", "au", "jusqu’au", "fin prévue", "fin prévisionnelle", "fin planifiée",
		"date de fin prévue", "planned finish", "planned end", "scheduled finish", "baseline finish"},
}

var keptOf = func() map[string]kept {
	all := map[string]kept{}
	for k, list := range keptWords {
		for _, word := range list {
			all[headerKey(word)] = k
		}
	}
	return all
}()

// importRole is what a person may say that a column is.
type importRole struct {
	intake.Role
	role role
	kept kept
}

// importRoles are the choices for a column, in the order in which they are offered.
var importRoles = []importRole{
	{intake.Role{Name: "numero", Label: "N°", Group: "La tâche"}, roleID, 0},
	{intake.Role{Name: "titre", Label: "Tâche", Group: "La tâche"}, roleTitle, 0},
	{intake.Role{Name: "categorie", Label: "Catégorie", Group: "La tâche"}, roleUnused, keptCategory},
	{intake.Role{Name: "responsable", Label: "Responsable", Group: "La tâche"}, roleUnused, keptWho},
	{intake.Role{Name: "points", Label: "Points à cocher", Group: "La tâche"}, roleUnused, keptItems},
	{intake.Role{Name: "source", Label: "Source", Group: "La tâche"}, roleUnused, keptSource},
	{intake.Role{Name: "notes", Label: "Notes", Group: "La tâche"}, roleUnused, keptNotes},
	{intake.Role{Name: "interne", Label: "Interne", Group: "La tâche"}, roleInternal, 0},
	{intake.Role{Name: "hierarchie", Label: "Numéro hiérarchique", Group: "La tâche"}, roleOutline, 0},
	{intake.Role{Name: "niveau", Label: "Niveau hiérarchique", Group: "La tâche"}, roleLevel, 0},
	{intake.Role{Name: "active", Label: "Tâche active (oui ou non)", Group: "La tâche"}, roleActive, 0},
	{intake.Role{Name: "jalon", Label: "Jalon (oui ou non)", Group: "La tâche"}, roleMilestone, 0},
	{intake.Role{Name: "duree", Label: "Durée", Group: "Durée et travail"}, roleDuration, 0},
	{intake.Role{Name: "unite", Label: "Unité de la durée", Group: "Durée et travail"}, roleUnit, 0},
	{intake.Role{Name: "jours_calendaires", Label: "Jours calendaires (oui ou non)", Group: "Durée et travail"}, roleCalendarDays, 0},
	{intake.Role{Name: "duree_minimale", Label: "Durée minimale", Group: "Durée et travail"}, roleMinDuration, 0},
	{intake.Role{Name: "charge", Label: "Charge", Group: "Durée et travail"}, roleEffort, 0},
	{intake.Role{Name: "pour", Label: "À faire pour", Group: "Dates et liens"}, roleDue, 0},
	{intake.Role{Name: "jours_avant", Label: "Jours avant l’événement", Group: "Dates et liens"}, roleDue, 0},
	{intake.Role{Name: "besoin", Label: "Dépend de", Group: "Dates et liens"}, roleNeeds, 0},
	{intake.Role{Name: "suivantes", Label: "Suivie de", Group: "Dates et liens"}, roleSuccessors, 0},
	{intake.Role{Name: "pas_avant", Label: "Pas avant", Group: "Dates et liens"}, roleNotBefore, 0},
	{intake.Role{Name: "debut_prevu", Label: "Début prévu", Group: "Dates et liens"}, rolePlanned, keptStart},
	{intake.Role{Name: "fin_prevue", Label: "Fin prévue", Group: "Dates et liens"}, rolePlanned, keptFinish},
	{intake.Role{Name: "debut_fixe", Label: "Début fixé", Group: "Dates et liens"}, rolePinnedStart, 0},
	{intake.Role{Name: "fin_fixe", Label: "Fin fixée", Group: "Dates et liens"}, rolePinnedFinish, 0},
	{intake.Role{Name: "etat", Label: "État", Group: "Avancement"}, roleState, 0},
	{intake.Role{Name: "motif", Label: "Motif du blocage", Group: "Avancement"}, roleUnused, keptBecause},
	{intake.Role{Name: "debut_reel", Label: "Début réel", Group: "Avancement"}, roleActualStart, 0},
	{intake.Role{Name: "fin_reelle", Label: "Fin réelle", Group: "Avancement"}, roleActualFinish, 0},
	{intake.Role{Name: "legale", Label: "Obligation légale", Group: "Poids"}, roleStatutory, 0},
	{intake.Role{Name: "facultative", Label: "Facultative", Group: "Poids"}, roleOptional, 0},
}

// chooseAsAsked gives the columns the roles that the person chose. What somebody chose is not doubted, and no
// other column is read as the same thing besides.
func (d *decoder) chooseAsAsked() {
	taken := map[role]bool{}
	for _, c := range d.columns {
		c.importing = true
		name := d.options.Choices.Columns[c.at+1]
		at := slices.IndexFunc(importRoles, func(r importRole) bool { return r.Name == name })
		switch {
		case name == intake.Aside:
			c.leaveAside()
		case at >= 0:
			r := importRoles[at]
			c.roles, c.role, c.kept, c.chosen, c.whole, c.choice = []role{r.role}, r.role, r.kept, true, true, name
			if name == "jours_avant" {
				c.counting = counting{unit: "jours", side: "avant"}
			}
			if !r.role.mayRepeat() {
				taken[r.role] = true
			}
		}
	}
	for _, c := range d.columns {
		if c.chosen || c.asked || len(c.roles) == 0 {
			continue
		}
		c.roles = slices.DeleteFunc(slices.Clone(c.roles), func(r role) bool { return taken[r] })
		if len(c.roles) == 0 {
			c.leaveAside()
			continue
		}
		c.role = c.roles[0]
	}
}

// leaveAside is that a person does not want a column read.
func (c *column) leaveAside() { c.asked, c.roles, c.role = true, []role{roleUnused}, roleUnused }

// keep decides what is kept of the columns that no date depends on, once their roles are settled.
func (d *decoder) keep() {
	first := map[kept]bool{}
	for _, c := range d.columns {
		if c.chosen && c.kept != keptNothing {
			first[c.kept] = true
		}
	}
	for _, filled := range []bool{true, false} { // an empty column takes no place
		for _, c := range d.columns {
			if k := c.mayKeep(); k != keptNothing && (c.filled > 0) == filled && (!first[k] || k.repeats()) {
				c.kept, first[k] = k, true
			}
		}
	}
}

// mayKeep tells what could be kept of a column that nobody decided about.
func (c *column) mayKeep() kept {
	if c.chosen || c.asked || c.role != roleUnused && c.role != rolePlanned {
		return keptNothing
	}
	k := keptAs(c.header)
	if planned := k == keptStart || k == keptFinish; planned != (c.role == rolePlanned) {
		return keptNothing
	}
	return k
}

// keptAs tells what a header announces that is kept.
func keptAs(header string) kept {
	for _, text := range readings(header) {
		key := headerKey(text)
		if k := keptOf[key]; k != keptNothing {
			return k
		}
		for _, part := range strings.FieldsFunc(key, func(r rune) bool { return r == '/' || r == ',' }) {
			if k := keptOf[strings.TrimSpace(part)]; k != keptNothing {
				return k
			}
		}
	}
	return keptNothing
}

// roleName gives the name of what a column is read as, for a report.
func (c *column) roleName() string {
	switch {
	case c.chosen:
		return c.choice
	case c.asked:
		return intake.Aside
	}
	for _, r := range importRoles {
		if r.kept == c.kept && r.role == c.role {
			return r.Name
		}
	}
	return intake.Aside
}
