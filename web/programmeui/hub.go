package programmeui

import (
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
)

// hubLine is a page of a project as its overview tells it: what goes on there, and one act. A room that has a page of a project
// adds its line to projectView.hub.
type hubLine struct {
	Page, URL   string
	Wrong, Says string // what is wrong there, then the rest
	Act, ActURL string
}

// hub is one line for each page of the project.
func (v projectView) hub() []hubLine {
	if v.DeletedAt != nil {
		return nil
	}
	lines := []hubLine{v.planLine(),
		{Page: "Activités", URL: urls.ProjectActivities(v.ID), Says: "Ce que le projet propose au public, de l’idée à l’annonce.", Act: "Ouvrir", ActURL: urls.ProjectActivities(v.ID)},
		{Page: "Grille", URL: urls.ProjectGrid(v.ID), Says: "Les séances, jour par jour, heure par heure.", Act: "Voir la grille", ActURL: urls.ProjectGrid(v.ID)}}
	lines = append(lines, hubLine{Page: "Dossier", URL: urls.Logistics(v.ID), Says: "Les pièces à obtenir et à envoyer, les livraisons.", Act: "Ouvrir", ActURL: urls.Logistics(v.ID)})
	lines = append(lines, hubLine{Page: "Matériel", URL: urls.ProjectEquipment(v.ID), Says: "Ce qui est réservé, ce qui manque, et les listes de chargement.", Act: "Ouvrir", ActURL: urls.ProjectEquipment(v.ID)})
	if v.Dated() {
		day := urls.Day(v.ID, max(v.First, min(v.Today, v.Last)))
		lines = append(lines, hubLine{Page: "Jour J", URL: day, Says: "Le jour même, sur un téléphone\u00a0: compter, noter, cocher, appeler.", Act: "Ouvrir", ActURL: day})
	}
	lines = append(lines, hubLine{Page: "Évaluation", URL: urls.ProjectAttendance(v.ID, nil), Says: "Combien de personnes sont venues, les questionnaires proposés, les observations.", Act: "Les questionnaires", ActURL: urls.ProjectCollections(v.ID)})
	if v.Partners.Partners > 0 || v.Kind == programme.Twinning {
		lines = append(lines, v.partnerLine())
	}
	if v.Files != nil && len(v.Files.Files) > 0 {
		files := urls.Files(v.Files.Place.Word, v.ID)
		lines = append(lines, hubLine{Page: "Fichiers", URL: files, Says: french.Count(len(v.Files.Files), "fichier", "fichiers") + ".", Act: "Ouvrir", ActURL: files})
	}
	lines = append(lines, hubLine{Page: "Conventions", URL: urls.ProjectAgreements(v.ID), Says: "Ce qui est à rédiger, envoyé ou signé avec les partenaires.", Act: "Ouvrir", ActURL: urls.ProjectAgreements(v.ID)})
	if v.Fills {
		fill := urls.NewDocument(v.ID, nil)
		lines = append(lines, hubLine{Page: "Documents", URL: fill, Says: "Lettres, conventions et autorisations, remplies avec ce qui est connu.", Act: "Préparer", ActURL: fill})
	}
	if v.Shares {
		lines = append(lines, hubLine{Page: "Liens", URL: urls.ProjectLinks(v.ID), Says: "Le montrer à un partenaire qui n’a pas de compte, ou dans un agenda.", Act: "Ouvrir", ActURL: urls.ProjectLinks(v.ID)})
	}
	return lines
}

// planLine tells what presses in the retroplanning, and its next milestone.
func (v projectView) planLine() hubLine {
	line := hubLine{Page: "Rétroplanning", URL: urls.Plan(v.ID), Act: "Ouvrir", ActURL: urls.Plan(v.ID)}
	s := v.Plan
	switch {
	case s.Total == 0:
		line.Says = "Aucune tâche."
		if v.Adds {
			line.Act = "Commencer"
		}
		return line
	case s.Late > 0:
		line.Wrong = french.Count(s.Late, "tâche en retard", "tâches en retard")
		line.Act, line.ActURL = "Voir "+french.Agree(s.Late, "laquelle", "les "+french.Number(s.Late)), urls.Plan(v.ID)+"?etat=en-retard"
	case s.Critical > 0:
		line.Says = french.Count(s.Critical, "tâche sans marge", "tâches sans marge")
	default:
		line.Says = "Rien n’est en retard"
	}
	if s.Blocked > 0 {
		if line.Wrong != "" {
			line.Wrong += ", "
		}
		line.Wrong += french.Count(s.Blocked, "bloquée", "bloquées")
	}
	if line.Wrong != "" && line.Says == "" {
		line.Wrong += "."
	}
	if line.Says != "" {
		line.Says += "."
	}
	if v.Milestone != nil {
		line.Says += " " + milestoneWords(v.Milestone, v.Today)
	}
	return line
}

// partnerLine tells how many take part in the project, and how many calls wait.
func (v projectView) partnerLine() hubLine {
	line := hubLine{Page: "Partenaires", URL: urls.ProjectPartners(v.ID), Act: "Ouvrir", ActURL: urls.ProjectPartners(v.ID)}
	c := v.Partners
	if c.Partners == 0 {
		line.Says = "Aucun partenaire."
		return line
	}
	line.Says = french.Count(c.Partners, "structure", "structures")
	if c.Board > 0 {
		line.Says += ", dont " + french.Number(c.Board) + " sur le tableau et " + french.Count(c.Engaged, "engagée", "engagées")
	}
	line.Says += "."
	if c.Calls > 0 {
		line.Says += " " + french.Count(c.Calls, "premier appel à faire.", "premiers appels à faire.")
	}
	return line
}

// milestoneWords names the next milestone: « Prochain jalon le dim. 18 mai : Impression livrée. »
func milestoneWords(r *plan.Row, today workcal.Date) string {
	return french.Sentence("Prochain jalon le " + r.PlannedFinish.FrenchShortIn(today.Year()) + "\u00a0: " + r.Title)
}
