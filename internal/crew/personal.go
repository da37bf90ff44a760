package crew

import (
	"parvis/internal/personal"
)

// Personal is what the crew holds of people.
func Personal() personal.Holder {
	c, typed, named := personal.Closed, personal.Typed, personal.Named
	return personal.Holder{
		Finds: personal.Outsider, Find: findSubject, About: aboutSubject, Erase: eraseSubject,
		Tables: []personal.Table{
			{Name: "outsiders", Thing: "Personne sans compte", Title: "name", Place: "outsider", Columns: map[string]personal.How{"name": named, "kind": c, "phone": named, "email": named, "notes": typed}},
			{Name: "skills", Thing: "Compétence", Title: "name", Columns: map[string]personal.How{"name": typed, "name_folded": personal.Derived}, Folds: map[string]string{"name_folded": "name"}},
		},
		Kept: []personal.Kept{{Key: "vacataires", Label: "Vacataires et bénévoles", From: "la dernière modification de la fiche, quand la personne ne reçoit plus de séances",
			What:   "La fiche est effacée, et le nom retiré partout où il est écrit.",
			Why:    "Deux saisons après la dernière mission, une fiche qui ne sert plus n’a pas à rester. Choix prudent de l’application\u00a0; le service décide.",
			Months: 24, Min: 1, Max: 60, Subject: personal.Outsider, One: "personne sans compte", Many: "personnes sans compte", Due: dueOutsiders}},
		Processings: []personal.Processing{{Key: "equipe", Name: "Équipe des séances", Purpose: "Savoir à qui confier une séance, selon ce que chacun sait faire, et le joindre.",
			Basis:   "Mission d’intérêt public (article 6.1.e du RGPD).",
			People:  "Vacataires, bénévoles, agents d’accueil\u00a0; personnes du service, pour leurs compétences.",
			Data:    "Nom, nature, téléphone, adresse électronique, compétences professionnelles, notes. Ni santé, ni handicap, ni situation sociale.",
			Readers: "Toutes les personnes du service.", Keeps: []string{"vacataires"},
			Measures: "Un avertissement sous les notes\u00a0; l’effacement retire le nom de tous les textes.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
