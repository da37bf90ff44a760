package shipped

import "parvis/internal/survey/question"

const few = " Le questionnaire est anonyme et demande cinq minutes environ. Vous pouvez laisser une question sans réponse."

func teachers() question.Form {
	return form(fr("Votre avis d’enseignant"),
		fr("Vous avez accompagné une classe au musée, ou nous avez reçus dans votre établissement."+few),
		fr("Merci. Vos réponses servent à préparer les prochaines venues."),
		section("venue", fr("La venue")),
		single("classe", fr("Quel niveau accompagniez-vous\u00a0?"), option("maternelle", fr("Maternelle")), option("elementaire", fr("Élémentaire")), option("college", fr("Collège")),
			option("lycee", fr("Lycée")), option("superieur", fr("Enseignement supérieur")), option("specialise", fr("Dispositif ou enseignement spécialisé")), option("plusieurs", fr("Plusieurs niveaux"))),
		satisfaction(),
		scale("organisation", fr("Quelle est votre appréciation de l’organisation avant la venue\u00a0?"), rating()),
		unsure(scale("documents", fr("Dans quelle mesure les documents préparatoires vous ont-ils été utiles\u00a0?"), extent())),
		section("pedagogie", fr("Les élèves")),
		unsure(single("niveau", fr("Comment était le niveau de l’activité pour vos élèves\u00a0?"), option("facile", fr("Trop facile")), option("adapte", fr("Adapté")), option("difficile", fr("Trop difficile")))),
		single("duree", fr("Comment était la durée de l’activité\u00a0?"), option("courte", fr("Trop courte")), option("adaptee", fr("Adaptée")), option("longue", fr("Trop longue"))),
		scale("lien_classe", fr("Dans quelle mesure l’activité rejoint-elle votre travail en classe\u00a0?"), extent()),
		seen("apports_eleves", "D’après ce que vous observez, qu’est-ce que l’activité a apporté aux élèves\u00a0?"),
		other(multiple("prolongements", fr("Quelles suites prévoyez-vous en classe\u00a0?"), option("echange", fr("Un échange oral")), option("production", fr("Une production écrite, plastique ou numérique")),
			option("projet", fr("Un projet plus long")), option("venue", fr("Une autre venue au musée")), option("aucune", fr("Aucune pour le moment")))),
		section("la_suite", fr("La suite")),
		recommendation(), change(), heard())
}

func relays() question.Form {
	return form(fr("Votre avis de partenaire"),
		fr("Vous avez mené ou accompagné un projet avec le musée."+few),
		fr("Merci. Nous reviendrons vers vous avec ce que nous en retenons."),
		section("projet", fr("Le projet")),
		other(single("structure", fr("Dans quel type de structure travaillez-vous\u00a0?"), option("centre_social", fr("Centre social ou socioculturel")), option("insertion", fr("Mission locale ou insertion")),
			option("association", fr("Association")), option("medico_social", fr("Établissement médico-social")), option("sante", fr("Hôpital ou établissement de santé")),
			option("justice", fr("Protection judiciaire ou justice")), option("collectivite", fr("Ville ou autre collectivité")), option("culture", fr("Lieu culturel")))),
		satisfaction(),
		scale("part", fr("Dans quelle mesure votre structure a-t-elle pris part à la préparation\u00a0?"), extent()),
		scale("information", fr("Dans quelle mesure avez-vous reçu les informations à temps\u00a0?"), extent()),
		scale("adaptation", fr("Dans quelle mesure l’activité convenait-elle au public que vous accompagniez\u00a0?"), extent()),
		section("public", fr("Le public")),
		seen("apports_public", "D’après ce que vous observez, qu’est-ce que le projet a apporté au public\u00a0?"),
		other(multiple("obstacles", fr("Qu’est-ce qui a rendu la participation du public difficile\u00a0?"), option("horaires", fr("Les horaires ou les dates")), option("trajet", fr("Le trajet")),
			option("duree", fr("La durée")), option("contenu", fr("Le contenu")), option("accessibilite", fr("L’accessibilité du lieu")), option("encadrement", fr("Le nombre d’accompagnateurs")), option("rien", fr("Rien de particulier")))),
		section("la_suite", fr("La suite")),
		unsure(question.Question{Key: "nouveau_projet", Kind: question.Scale3, Label: fr("Souhaitez-vous mener un nouveau projet avec le musée\u00a0?"), Options: maybe()}),
		recommendation(), striking(), change())
}

// seen is outcomes as somebody else observes them.
func seen(key, label string) question.Question {
	return unsure(multiple(key, fr(label), option("savoirs", fr("Des connaissances ou une meilleure compréhension")), option("competences", fr("Des savoir-faire")),
		option("attitudes", fr("Un autre regard, de la confiance ou de l’écoute")), option("plaisir", fr("Du plaisir, de l’inspiration ou de la créativité")),
		option("activite", fr("L’envie de poursuivre")), option("rien", fr("Rien de particulier"))))
}

func team() question.Form {
	return form(fr("Retour de l’équipe après l’événement"),
		fr("Vous avez préparé ou tenu cet événement. Vos réponses sont lues ensemble, en réunion de bilan."+few),
		fr("Merci. Ce retour nourrit le bilan et la prochaine édition."),
		section("deroulement", fr("Le déroulement")),
		single("moment", fr("Quelle a été votre part\u00a0?"), option("preparation", fr("La préparation")), option("jour", fr("L’accueil ou l’animation le jour même")), option("deux", fr("Les deux"))),
		question.Question{Key: "conditions", Kind: question.Matrix, Unsure: true, Label: fr("Quelle est votre appréciation de chacun de ces points\u00a0?"), Options: rating(),
			Rows: []question.Option{option("consignes", fr("Les consignes reçues")), option("effectif", fr("Le nombre de personnes de l’équipe")), option("materiel", fr("Le matériel")),
				option("espaces", fr("Les espaces")), option("horaires", fr("Les horaires et les pauses")), option("entente", fr("La coordination le jour même"))}},
		single("charge", fr("Comment était votre charge de travail\u00a0?"), option("faible", fr("Trop faible")), option("adaptee", fr("Adaptée")), option("lourde", fr("Trop lourde"))),
		single("securite", fr("Avez-vous rencontré une difficulté de sécurité\u00a0?"), option("non", fr("Non")), option("oui", fr("Oui"))),
		when(long("securite_quoi", fr("Que s’est-il passé\u00a0?")), "securite", "oui"),
		section("bilan", fr("Le bilan")),
		unsure(scale("objectifs", fr("Dans quelle mesure les objectifs de l’événement sont-ils atteints\u00a0?"), extent())),
		scale("public_present", fr("Quelle est votre appréciation de la rencontre avec le public\u00a0?"), rating()),
		long("garder", fr("Que faut-il garder pour la prochaine édition\u00a0?")),
		change(),
		long("idees", fr("Quelle idée aimeriez-vous essayer\u00a0?")))
}

// grid is filled by somebody of the team about a group. The form does not ask who observes: that is known of whoever fills it.
func grid() question.Form {
	minutes := func(key, label string) question.Question {
		least, most := 0.0, 600.0
		return question.Question{Key: key, Kind: question.Number, Label: fr(label), Help: fr("En minutes."), Least: &least, Most: &most}
	}
	people := minutes("observes", "Combien de personnes avez-vous observées\u00a0?")
	people.Most = new(200.0)
	people.Help = fr("Celles du groupe, sans les accompagnateurs.")
	return form(fr("Grille d’observation d’une séance"),
		fr("Cette grille décrit ce que vous voyez du groupe entier. Notez ce qui se voit et s’entend, sans interpréter, et sans décrire une personne en particulier."),
		fr("Merci. L’observation est enregistrée avec la séance."),
		section("groupe", fr("Le groupe")),
		people,
		question.Question{Key: "observation", Kind: question.Matrix, Unsure: true, Label: fr("Dans le groupe, qu’observez-vous\u00a0?"),
			Help:    fr("0\u00a0: pas observé. 1\u00a0: chez quelques personnes. 2\u00a0: chez la moitié du groupe environ. 3\u00a0: chez presque tout le groupe. Le besoin d’aide se note dans le même sens\u00a0: 3 veut dire beaucoup d’aide."),
			Options: []question.Option{option("0", fr("0\u00a0: pas observé")), option("1", fr("1\u00a0: quelques personnes")), option("2", fr("2\u00a0: la moitié environ")), option("3", fr("3\u00a0: presque tout le groupe"))},
			Rows: []question.Option{option("engagement", fr("Engagement\u00a0: le groupe participe, manipule, regarde")), option("autonomie", fr("Autonomie\u00a0: le groupe fait par lui-même")),
				option("echanges", fr("Échanges\u00a0: le groupe parle, écoute, questionne")), option("plaisir", fr("Plaisir visible\u00a0: sourires, rires, envie de continuer")),
				option("aide", fr("Besoin d’aide\u00a0: le groupe demande ou reçoit de l’aide"))}},
		section("temps", fr("Le temps passé à chaque étape")),
		minutes("temps_accueil", "Combien de temps a duré l’accueil\u00a0?"),
		minutes("temps_1", "Combien de temps a duré la première étape\u00a0?"),
		minutes("temps_2", "Combien de temps a duré la deuxième étape\u00a0?"),
		minutes("temps_3", "Combien de temps a duré la troisième étape\u00a0?"),
		minutes("temps_fin", "Combien de temps a duré la fin de séance\u00a0?"),
		section("libre", fr("Note libre")),
		question.Question{Key: "note_libre", Kind: question.Long, Label: fr("Que retenez-vous de cette séance\u00a0?"),
			Help: fr("Des faits, des paroles entendues, ce qui est à revoir. N’écrivez ni nom, ni information de santé, ni rien qui désigne une personne.")})
}
