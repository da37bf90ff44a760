package document

import "parvis/internal/personal"

// Personal is what models of documents hold of people: whoever wrote one, and what its text says. What a file of Word holds cannot be searched.
func Personal() personal.Holder {
	c, typed := personal.Closed, personal.Typed
	return personal.Holder{Processings: []personal.Processing{processing}, Tables: []personal.Table{
		{Name: "document_models", Thing: "Modèle de document", Title: "name", Place: "document", Most: map[string]int{"name": MaxName}, Folds: map[string]string{"name_folded": "name"},
			Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived, "kind": c, "format": c, "body": typed, "file_name": typed, "shipped": c}},
		{Name: "document_contents", Thing: "Contenu d’un modèle de document", Columns: map[string]personal.How{"data": personal.Bytes}},
	}}
}

var processing = personal.Processing{Key: "documents", Name: "Lettres et documents", Purpose: "Écrire aux partenaires à partir de ce que le service sait déjà d’eux.", Basis: "Mission d’intérêt public (article 6.1.e du RGPD).",
	People: "Interlocuteurs des structures partenaires.", Data: "Nom, civilité, fonction et coordonnées, dans le document rempli.", Readers: "Les personnes du service qui voient le projet auquel il est joint.",
	Kept: "Un document n’est gardé que si on le joint à un projet\u00a0; il suit alors le sort des fichiers du projet.", Measures: "Rien n’est envoyé par Parvis\u00a0: le document est imprimé ou téléchargé.",
	Source: "Choix prudent de l’application\u00a0; le service décide."}
