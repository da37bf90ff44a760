package partner

import (
	"parvis/internal/personal"
)

const decides = " Choix prudent de l’application\u00a0; le service décide."

// Personal is what the directory holds of people.
func Personal() personal.Holder {
	c, typed, named, derived := personal.Closed, personal.Typed, personal.Named, personal.Derived
	contact := []string{"contact", "contacts"}
	return personal.Holder{
		Finds: personal.Contact, Find: findSubject, About: aboutSubject, Erase: eraseSubject, After: afterWords,
		Tables: []personal.Table{
			{Name: "organisations", Thing: "Structure", Title: "name", Place: "organisation", Columns: map[string]personal.How{"name": typed, "kind": c, "address": typed, "postal_code": c, "town": typed,
				"siret": c, "uai": c, "phones": typed, "emails": typed, "website": typed, "tags": typed, "notes": typed}},
			{Name: "contacts", Thing: "Contact", Title: "last_name", Place: "contact", Columns: map[string]personal.How{"civility": c, "first_name": named, "last_name": named, "phones": named, "emails": named,
				"channel": c, "consent": c, "notes": typed}},
			{Name: "posts", Thing: "Fonction", Title: "role", Place: "contact", PlaceID: "contact_id", Columns: map[string]personal.How{"role": typed}},
			{Name: "interactions", Thing: "Échange", Place: "interaction", Columns: map[string]personal.How{"channel": c, "outcome": c, "summary": typed, "next_step": typed}},
			{Name: "organisation_index", Key: "organisation_id", Thing: "Index", Columns: map[string]personal.How{"called": derived, "sought": derived, "words": derived, "alike": derived}},
			{Name: "contact_index", Key: "contact_id", Thing: "Index", Columns: map[string]personal.How{"called": derived, "sought": derived, "words": derived, "alike": derived}},
			{Name: "tag_thresholds", Key: "tag", Thing: "Rappel", Title: "tag", Columns: map[string]personal.How{"tag": typed}},
			{Name: "not_duplicates", Key: "one_id", Thing: "Fiches distinctes", Columns: map[string]personal.How{"kind": c}},
			{Name: "saved_lists", Thing: "Liste gardée", Title: "name", Columns: map[string]personal.How{"name": typed, "query": personal.Query}},
		},
		Kept: []personal.Kept{
			{Key: "contacts", Label: "Contacts sans échange", From: "le dernier échange, ou à défaut la création de la fiche", What: "La fiche est effacée, et le nom retiré partout où il est écrit.",
				Why:    "Trois ans après le dernier contact\u00a0: la durée que la CNIL retient pour des personnes qui ne répondent plus (référentiel relatif à la gestion commerciale)." + decides,
				Months: 36, Min: 1, Max: 120, Subject: personal.Contact, One: contact[0], Many: contact[1], Due: dueSilent},
			{Key: "refus", Label: "Contacts qui ne veulent pas être contactés", From: "le refus, ou à défaut la dernière modification de la fiche", What: "La fiche est effacée, et le nom retiré partout où il est écrit.",
				Why:    "Le temps de respecter le refus pendant une saison, sans garder la personne au-delà." + decides,
				Months: 12, Min: 1, Max: 60, Subject: personal.Contact, One: contact[0], Many: contact[1], Due: dueRefused},
			{Key: "echanges", Label: "Échanges", From: "la date de l’échange", What: "Le résumé et la suite sont effacés\u00a0; la date, le moyen et la structure restent, pour les comptes.",
				Why:    "Cinq ans, le temps d’un conventionnement et de son bilan." + decides,
				Months: 60, Min: 6, Max: 120, One: "échange", Many: "échanges", Due: dueExchanges, Purge: purgeWords},
		},
		Processings: []personal.Processing{
			{Key: "annuaire", Name: "Annuaire des partenaires", Purpose: "Joindre les personnes avec qui le service prépare ses projets.", Basis: "Mission d’intérêt public (article 6.1.e du RGPD).",
				People: "Interlocuteurs des structures partenaires.", Data: "Civilité, nom, prénom, téléphones et adresses électroniques, fonction et structure, moyen préféré, accord de contact, notes.",
				Readers: "Toutes les personnes du service\u00a0; l’export est réservé à l’équipe et à la cheffe de service.", Keeps: []string{"contacts", "refus"},
				Measures: "Un avertissement sous les notes\u00a0; l’effacement retire le nom de tous les textes.", Source: "Référentiel de la CNIL relatif à la gestion commerciale, par prudence\u00a0; le service décide."},
			{Key: "echanges", Name: "Échanges avec les partenaires", Purpose: "Se souvenir de ce qui a été dit et de ce qui reste à faire\u00a0; rendre compte du travail de relation.", Basis: "Mission d’intérêt public (article 6.1.e du RGPD).",
				People: "Interlocuteurs des structures partenaires\u00a0; personnes du service qui ont noté un échange.", Data: "Date, moyen, résultat, résumé, suite à donner.", Readers: "Toutes les personnes du service.",
				Keeps: []string{"echanges"}, Measures: "Un avertissement sous le résumé.", Source: "Choix prudent de l’application\u00a0; le service décide."},
		},
	}
}
