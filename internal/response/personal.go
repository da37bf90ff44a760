package response

import "parvis/internal/personal"

// Personal is what collections and answers hold of people: what whoever answered may have written, of herself or of others, and who of the service asked,
// typed or observed.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "collections", Thing: "Recueil", Title: "label", Place: "collection", Columns: map[string]personal.How{"label": typed, "token": c, "asked_when": typed}},
			{Name: "responses", Thing: "Réponse", Columns: map[string]personal.How{"key": c, "digest": c, "channel": c, "language": c, "help": c, "choices": c}},
			{Name: "response_counts", Thing: "Nombre de réponses", Columns: map[string]personal.How{"channel": c}},
			{Name: "response_texts", Thing: "Texte d’une réponse", Folds: map[string]string{"body_folded": "body"}, Columns: map[string]personal.How{"question": c, "body": typed, "body_folded": personal.Derived}},
			{Name: "response_checks", Key: "response_id", Thing: "Deuxième saisie", Columns: map[string]personal.How{"choices": c}},
		},
		Processings: []personal.Processing{{Key: "questionnaires", Name: "Questionnaires et observations", Purpose: "Savoir ce que le public pense de ce qui lui est proposé, sans savoir qui répond.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes qui répondent, sans nom ni compte\u00a0; personnes du service qui proposent, saisissent ou observent.",
			Data:    "Les réponses, le jour, la langue, la voie (lien, tablette, papier, entretien)\u00a0; l’aide reçue pour répondre à une version simplifiée\u00a0; ce que chacun a écrit librement. Ni nom, ni adresse, ni appareil, ni heure.",
			Readers: "Toutes les personnes du service.", Kept: "Autant que le projet.",
			Measures: "Aucun compte, aucun témoin de connexion, rien au journal technique. L’effacement d’une personne retire son nom des textes libres. Un avertissement demande de ne nommer personne.",
			Source:   "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
