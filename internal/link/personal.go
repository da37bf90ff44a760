package link

import (
	"parvis/internal/personal"
)

// Personal is what links hold of people: for whom they are, in the words of who made them.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{{Name: "links", Thing: "Lien", Title: "label", Place: "link", Most: map[string]int{"label": 120},
			Columns: map[string]personal.How{"hash": c, "former_hash": c, "lock": c, "purpose": c, "subject_kind": c, "label": personal.Typed}}},
		Processings: []personal.Processing{{Key: "liens", Name: "Liens de partage", Purpose: "Montrer un rétroplanning, un calendrier ou ses propres séances à quelqu’un qui n’a pas de compte.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Destinataires des liens, s’ils sont nommés.", Data: "Pour qui est le lien, dans les mots de qui l’a créé\u00a0; jour de la dernière ouverture, sans qui.",
			Readers: "La personne qui l’a créé et la cheffe de service.", Kept: "Un an après la fin du lien.", Measures: "L’adresse n’est gardée que hachée.", Source: "Durée fixée par l’application."}},
	}
}
