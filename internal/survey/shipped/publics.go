package shipped

import "parvis/internal/survey/question"

func public() question.Form {
	return form(both("Votre avis sur l’activité", "Your opinion of the activity"),
		both("Merci de votre venue. Votre avis nous aide à préparer les prochaines activités.\nCe questionnaire est anonyme et demande trois minutes environ. Vous pouvez laisser une question sans réponse.",
			"Thank you for coming. Your opinion helps us to prepare our next activities.\nThis form is anonymous and takes about three minutes. You may leave any question unanswered."),
		both("Merci du temps que vous nous avez donné.", "Thank you for your time."),
		section("votre_avis", both("Votre avis", "Your opinion")),
		satisfaction(),
		when(long("pourquoi", both("Qu’est-ce qui explique cette appréciation\u00a0?", "What explains this opinion?")), "satisfaction", "1", "2"),
		question.Question{Key: "points", Kind: question.Matrix, Unsure: true, Label: both("Quelle est votre appréciation de chacun de ces points\u00a0?", "What is your opinion of each of these points?"), Options: rating(),
			Rows: []question.Option{option("accueil", both("L’accueil", "The welcome")), option("contenu", both("Le contenu", "The content")),
				option("duree", both("La durée", "The length")), option("confort", both("Le confort du lieu", "The comfort of the place"))}},
		outcomes(), recommendation(), striking(), change(),
		section("votre_venue", both("Votre venue", "Your visit")),
		firstTime(), heard(), company(), age(), origin())
}

func youth() question.Form {
	return form(fr("Votre avis compte"),
		fr("Vous venez de participer à une activité du musée. Ce questionnaire est anonyme\u00a0: personne ne saura qui a répondu.\nIl n’y a ni bonne, ni mauvaise réponse. Vous pouvez laisser une question sans réponse."),
		fr("Merci. Vos réponses servent à préparer la suite."),
		section("activite", fr("L’activité")),
		satisfaction(),
		scale("aise", fr("Pendant l’activité, à quel point étiez-vous à l’aise\u00a0?"), extent()),
		unsure(question.Question{Key: "parole", Kind: question.Scale3, Label: fr("Pendant l’activité, avez-vous pu dire ce que vous pensiez\u00a0?"),
			Options: []question.Option{option("1", fr("Jamais")), option("2", fr("Parfois")), option("3", fr("Souvent"))}}),
		outcomes(), striking(),
		section("et_apres", fr("Et après")),
		again(),
		when(other(multiple("formats", fr("Quel type d’activité vous intéresserait\u00a0?"),
			option("visite", fr("Une visite")), option("atelier", fr("Un atelier pour fabriquer ou dessiner")), option("rencontre", fr("Une rencontre avec un professionnel")),
			option("spectacle", fr("Un concert ou un spectacle")), option("projet", fr("Un projet de plusieurs semaines")), option("stage", fr("Un stage ou une découverte de métiers")))), "suite", "2", "3"),
		other(multiple("freins", fr("Qu’est-ce qui peut rendre une venue au musée difficile pour vous\u00a0?"),
			option("horaires", fr("Les horaires")), option("trajet", fr("Le trajet")), option("prix", fr("Le prix")), option("seul", fr("L’idée d’y aller seul")),
			option("sujets", fr("Les sujets proposés")), option("rien", fr("Rien de particulier")))),
		heard(),
		section("vous", fr("Vous, sans dire qui vous êtes")),
		age(), origin(), when(district(), "provenance", "nanterre", "colombes"))
}

// easy is written to be read by people whom long sentences put off. Its texts follow the rules that the test of this package holds, one sentence on each line.
func easy() question.Form {
	f := form(fr("Votre avis sur l’atelier"),
		fr("Bonjour.\nVous venez de faire un atelier.\nNous voulons connaître votre avis.\nIl y a d’abord 2 exemples.\nEnsuite il y a 6 questions.\nUne personne peut vous aider.\nVotre nom reste secret."),
		fr("Merci.\nVotre avis nous aide."),
		question.Question{Key: "exemple_temps", Kind: question.Single, Practice: true, Label: fr("Exemple 1. Comment est le temps dehors\u00a0?"), Help: fr("Vous regardez dehors.\nVous choisissez une image."),
			Options: []question.Option{drawn("soleil", "soleil", fr("Du soleil")), drawn("nuages", "nuages", fr("Des nuages")), drawn("pluie", "pluie", fr("De la pluie"))}},
		question.Question{Key: "exemple_chocolat", Kind: question.Scale3, Practice: true, Label: fr("Exemple 2. Comment est le goût du chocolat\u00a0?"), Help: fr("Vous donnez votre avis.\nToutes les réponses sont bonnes."), Options: faces()},
		easySatisfaction(),
		unsure(question.Question{Key: "accueil_simple", Kind: question.Scale3, Label: fr("Comment est l’accueil\u00a0?"), Help: fr("L’accueil, c’est votre arrivée au musée."), Options: faces()}),
		unsure(question.Question{Key: "explications_simple", Kind: question.Scale3, Label: fr("Comment sont les explications\u00a0?"), Help: fr("Une personne du musée vous explique l’atelier."), Options: faces()}),
		unsure(single("duree_simple", fr("L’atelier dure combien de temps\u00a0?"),
			drawn("court", "duree-courte", fr("Trop peu de temps")), drawn("bien", "duree-bien", fr("Juste le bon temps")), drawn("long", "duree-longue", fr("Trop de temps")))),
		unsure(single("revenir_simple", fr("Vous voulez faire un autre atelier\u00a0?"), drawn("non", "non", fr("Non")), drawn("oui", "oui", fr("Oui")))),
		question.Question{Key: "mot_simple", Kind: question.Long, Label: fr("Quel est votre message pour nous\u00a0?"), Help: fr("Vous pouvez écrire.\nVous pouvez parler et une personne écrit.\nGardez votre nom secret.\nParlez seulement de l’atelier.")})
	f.Layout = question.Easy
	return f
}
