package agreement

import "parvis/internal/personal"

// Personal is what agreements hold of people: who signs them, and what is noted.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Processings: []personal.Processing{processing}, Tables: []personal.Table{
		{Name: "agreements", Thing: "Convention", Title: "title", Place: "agreement", Columns: map[string]personal.How{"title": typed, "kind": c, "state": c, "signatories": typed, "notes": typed}},
	}}
}

var processing = personal.Processing{Key: "conventions", Name: "Conventions", Purpose: "Suivre ce qui est convenu avec les partenaires, et savoir qui s’y est engagé.",
	Basis: "Exécution d’un contrat (article 6.1.b du RGPD).", People: "Signataires des conventions.", Data: "Nom et qualité des signataires, notes, texte signé joint au dossier.",
	Readers: "Toutes les personnes du service\u00a0; les montants sont réservés à l’équipe et à la cheffe de service.", Kept: "Tant que la convention est gardée\u00a0; trente jours après sa mise à la corbeille.",
	Measures: "Un avertissement sous les notes\u00a0; l’effacement d’une personne retire son nom de tous les textes.", Source: "Choix prudent de l’application\u00a0; le service décide."}
