package staff

import "parvis/internal/personal"

// Personal is what the slots hold of those who hold them.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{
		About: aboutSubject, Erase: eraseSubject,
		Tables: []personal.Table{
			{Name: "slot_needs", Thing: "Besoin d’une séance", Title: "label", Columns: map[string]personal.How{"label": typed}},
			{Name: "postings", Thing: "Personne sur une séance", Columns: map[string]personal.How{"answer": c, "told_place": typed}},
		},
		Processings: []personal.Processing{{Key: "postes", Name: "Postes des séances", Purpose: "Savoir qui tient chaque séance, prévenir les personnes et imprimer leurs feuilles de route.",
			Basis:   "Mission d’intérêt public (article 6.1.e du RGPD).",
			People:  "Personnes du service, vacataires, bénévoles, agents d’accueil.",
			Data:    "Séances confiées, ce qui en a été dit et quand, réponse oui ou non.",
			Readers: "Toutes les personnes du service\u00a0; chacun, sans compte, les siennes par un lien personnel.", Kept: "Autant que la séance\u00a0; pour une personne sans compte, autant que sa fiche.",
			Measures: "Le lien d’une personne ne montre que ses séances, et se révoque.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
