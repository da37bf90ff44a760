package thread

import (
	"parvis/internal/personal"
)

// Personal is what the threads hold of people.
func Personal() personal.Holder {
	return personal.Holder{
		Tables: []personal.Table{{Name: "thread_texts", Thing: "Message", Place: "=subject_kind", PlaceID: "subject_id",
			Columns: map[string]personal.How{"subject_kind": personal.Closed, "body": personal.Typed}}},
		Processings: []personal.Processing{{Key: "fils", Name: "Messages et fichiers du service", Purpose: "Garder auprès d’un projet, d’une tâche, d’un événement ou d’une structure ce qui s’en dit et les documents qui vont avec.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes du service\u00a0; toute personne qu’un texte ou un document nomme.",
			Data: "Auteur et date d’un message ou d’un fichier\u00a0; ce que le texte ou le fichier contient.", Readers: "Toutes les personnes du service.",
			Kept: "Aussi longtemps que ce dont on parle\u00a0; trente jours après un retrait.", Measures: "Un avertissement sous chaque zone de texte\u00a0; les photographies perdent le lieu et l’heure de leur prise.",
			Source: "Choix du service."}},
		Erase: eraseTexts,
	}
}
