package logistics

import "parvis/internal/personal"

// Personal is what the files of projects hold of people.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{About: aboutSubject, Erase: eraseSubject, Processings: []personal.Processing{processing}, Tables: []personal.Table{
		{Name: "pieces", Thing: "Pièce d’un dossier", Title: "title", Place: "piece", Columns: map[string]personal.How{"title": typed, "kind": c, "part": c, "direction": c, "state": c, "offset_side": c, "source": typed,
			"reference": typed, "notes": typed}},
		{Name: "deliveries", Thing: "Livraison", Title: "title", Place: "delivery", Columns: map[string]personal.How{"title": typed, "transport": typed, "hours": typed, "place": typed, "state": c, "notes": typed}},
		{Name: "file_entries", Thing: "Pièce habituelle", Title: "title", Place: "file_entry", Columns: map[string]personal.How{"key": c, "title": typed, "kind": c, "part": c, "direction": c, "project_kind": c, "switch": c,
			"offset_side": c, "source": typed, "notes": typed}},
	}}
}

var processing = personal.Processing{Key: "dossiers", Name: "Dossiers des projets et livraisons", Purpose: "Réunir les pièces administratives d’un projet, et savoir qui livre quoi et quand.",
	Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Contacts des fournisseurs et des administrations, personnes du service qui suivent une pièce.",
	Data: "Nom du contact, pièces demandées et reçues, fichiers joints, notes.", Readers: "Toutes les personnes du service\u00a0; les montants sont réservés à l’équipe et à la cheffe de service.",
	Kept: "Tant que le projet est gardé\u00a0; trente jours après la mise à la corbeille.", Measures: "Un avertissement sous les notes\u00a0; l’effacement d’une personne retire son nom de tous les textes.", Source: "Choix prudent de l’application\u00a0; le service décide."}
