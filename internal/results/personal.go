package results

import "parvis/internal/personal"

// Personal is what results hold of people: why a response is not counted, and who of the service said so.
func Personal() personal.Holder {
	c := personal.Closed
	return personal.Holder{
		Tables: []personal.Table{
			{Name: "responses_set_aside", Key: "response_id", Thing: "Réponse mise de côté", Columns: map[string]personal.How{"reason": c, "note": personal.Typed}, Most: map[string]int{"note": MaxNote}},
			{Name: "result_tasks", Key: "task_id", Thing: "Tâche tirée d’un résultat", Columns: map[string]personal.How{"question": c}},
		},
		Processings: []personal.Processing{{Key: "resultats", Name: "Résultats des questionnaires", Purpose: "Savoir ce que les publics ont pensé, et ce qu’il y a à améliorer.",
			Basis: "Mission d’intérêt public (article 6.1.e du RGPD).", People: "Personnes du service qui mettent une réponse de côté. Qui a répondu n’est pas connu.",
			Data: "Le motif d’une mise de côté, par qui et quand\u00a0; la tâche tirée d’une réponse.", Readers: "Toutes les personnes du service.", Kept: "Autant que les réponses.",
			Measures: "Sous cinq réponses, des nombres seulement\u00a0; les fichiers sont dans le désordre et ne donnent que le jour.", Source: "Choix prudent de l’application\u00a0; le service décide."}},
	}
}
