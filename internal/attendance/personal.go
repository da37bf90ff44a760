package attendance

import "parvis/internal/personal"

// Personal is what counts hold of people: numbers of the public, and who of the service counted them.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "count_audiences", Thing: "Public", Title: "name", Folds: map[string]string{"name_folded": "name"}, Columns: map[string]personal.How{"name": personal.Typed, "name_folded": personal.Derived, "heading": c}},
			{Name: "attendance_taps", Thing: "Comptage", Columns: map[string]personal.How{"key": c, "measure": c, "undoes": c}},
			{Name: "count_doors", Thing: "Lien de comptage", Title: "name", Most: map[string]int{"name": MaxDoorName}, Columns: map[string]personal.How{"name": personal.Typed}},
			{Name: "attendance_reasons", Key: "slot_id", Thing: "Fréquentation non renseignée", Columns: map[string]personal.How{"reason": c}},
		},
		Processings: []personal.Processing{{Key: "frequentation", Name: "Fréquentation", Purpose: "Compter les visiteurs par catégorie de public, sans en identifier aucun.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes du service qui comptent. Les visiteurs ne sont que des nombres.",
			Data: "Combien de personnes, de quelle catégorie de public, à quelle séance\u00a0; qui les a comptées, et quand, ou par quel lien de porte.", Readers: "Toutes les personnes du service.", Kept: "Autant que la séance.",
			Measures: "Aucun nom, aucun âge, aucune adresse de visiteur.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
