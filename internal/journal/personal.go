package journal

import (
	"parvis/internal/personal"
)

// Personal is what histories hold of people.
func Personal() personal.Holder {
	c, copied := personal.Closed, personal.Copied
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "journal", Thing: "Ligne d’historique",
				Columns: map[string]personal.How{"said": copied, "person_name": copied, "verb": c, "subject_kind": c, "subject_name": copied, "within_kind": c, "within_name": copied, "changes": copied}},
			{Name: "row_changes", Thing: "Trace d’un geste", Wipe: "before = '{}', after = '{}', erased = true",
				Columns: map[string]personal.How{"relation": c, "key": copied, "before": copied, "after": copied}},
		},
		Processings: []personal.Processing{{Key: "historique", Name: "Historique des gestes", Purpose: "Savoir qui a fait quoi, revenir en arrière, répondre de ce qui a été fait.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes du service\u00a0; toute personne que nomme ce qui a été modifié.", Data: "Auteur, date, ce qui a changé.",
			Readers: "Les personnes qui peuvent lire ce dont parle l’historique.", Kept: "Dix ans\u00a0; ce qui sert à annuler un geste, huit jours.", Measures: "Un nom s’en retire à l’effacement d’une personne.", Source: "Durée fixée par l’application."}},
		Erase: eraseSubject,
	}
}
