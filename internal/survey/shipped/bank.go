package shipped

import "parvis/internal/survey/question"

// The questions of the bank. Their keys, and those of their options, are for good.

func satisfaction() question.Question {
	return bank(scale("satisfaction", both("Dans l’ensemble, quelle est votre appréciation de cette activité\u00a0?", "Overall, what is your opinion of this activity?"), rating()))
}

func recommendation() question.Question {
	return bank(question.Question{Key: "recommandation", Kind: question.NPS,
		Label: both("De 0 à 10, dans quelle mesure recommanderiez-vous cette activité à un proche\u00a0?", "From 0 to 10, how likely are you to recommend this activity to a friend?"),
		Help:  both("0\u00a0: certainement pas. 10\u00a0: certainement.", "0: certainly not. 10: certainly.")})
}

func striking() question.Question {
	return bank(long("marque", both("Qu’est-ce qui vous a le plus marqué\u00a0?", "What struck you most?")))
}

func change() question.Question {
	return bank(long("changer", both("S’il y avait une chose à changer, laquelle serait-ce\u00a0?", "If there were one thing to change, what would it be?")))
}

// outcomes follow the five generic learning outcomes, so that they compare with what free texts are coded by.
func outcomes() question.Question {
	return bank(multiple("apports", both("Qu’est-ce que cette activité vous a apporté\u00a0?", "What did this activity bring you?"),
		option("savoirs", both("J’ai appris ou mieux compris quelque chose", "I learned or better understood something")),
		option("competences", both("J’ai appris à faire quelque chose", "I learned how to do something")),
		option("attitudes", both("Mon regard sur un sujet a changé", "My view of something changed")),
		option("plaisir", both("J’ai trouvé du plaisir ou de l’inspiration", "I found pleasure or inspiration")),
		option("activite", both("J’ai envie de poursuivre par moi-même", "I would like to carry on by myself")),
		option("rien", both("Rien de particulier", "Nothing in particular"))))
}

func again() question.Question {
	return bank(unsure(question.Question{Key: "suite", Kind: question.Scale3, Label: fr("Aimeriez-vous participer à une autre activité du musée\u00a0?"), Options: maybe()}))
}

func firstTime() question.Question {
	return bank(unsure(single("premiere_visite", both("Aviez-vous déjà participé à une activité du musée\u00a0?", "Had you taken part in an activity of the museum before?"),
		option("premiere", both("Non, c’est la première fois", "No, this is the first time")),
		option("une", both("Oui, une fois", "Yes, once")),
		option("plusieurs", both("Oui, plusieurs fois", "Yes, several times")))))
}

func heard() question.Question {
	return bank(other(multiple("connu", both("Comment avez-vous connu cette activité\u00a0?", "How did you hear about this activity?"),
		option("entourage", both("Par mon entourage", "From family, friends or colleagues")),
		option("structure", both("Par une association, un centre social ou une mission locale", "From an association or a community centre")),
		option("ecole", both("Par un établissement scolaire ou une université", "From a school or a university")),
		option("site", both("Sur le site du musée", "On the museum’s website")),
		option("reseaux", both("Sur les réseaux sociaux", "On social media")),
		option("presse", both("Dans la presse, à la radio ou à la télévision", "In the press, on the radio or on television")),
		option("affiche", both("Par une affiche ou un dépliant", "From a poster or a leaflet")),
		option("passage", both("En passant devant", "By walking past")))))
}

func company() question.Question {
	return bank(other(single("avec_qui", both("Avec qui êtes-vous ici\u00a0?", "Who are you here with?"),
		option("seul", both("Personne, je viens individuellement", "Nobody, I came by myself")),
		option("famille", both("De la famille", "Family")),
		option("amis", both("Des amis", "Friends")),
		option("groupe", both("Un groupe organisé", "An organised group")))))
}

func age() question.Question {
	return bank(single("age", both("Quel âge avez-vous\u00a0?", "How old are you?"),
		option("moins_16", both("Moins de 16 ans", "Under 16")), option("16_17", both("16 ou 17 ans", "16 or 17")), option("18_25", both("18 à 25 ans", "18 to 25")),
		option("26_39", both("26 à 39 ans", "26 to 39")), option("40_59", both("40 à 59 ans", "40 to 59")), option("60_plus", both("60 ans ou plus", "60 or over"))))
}

// origin is no finer than a town: with an age, more would tell a person.
func origin() question.Question {
	return bank(single("provenance", both("Où habitez-vous\u00a0?", "Where do you live?"),
		option("nanterre", both("À Nanterre", "In Nanterre")), option("colombes", both("À Colombes", "In Colombes")),
		option("hauts_de_seine", both("Dans une autre ville des Hauts-de-Seine", "In another town of Hauts-de-Seine")), option("paris", both("À Paris", "In Paris")),
		option("ile_de_france", both("Ailleurs en Île-de-France", "Elsewhere in the Paris region")), option("france", both("Ailleurs en France", "Elsewhere in France")),
		option("etranger", both("Dans un autre pays", "In another country"))))
}

// district bears the codes of 2024, so that answers meet the territories of the service.
func district() question.Question {
	return bank(unsure(single("quartier", fr("Dans quel quartier habitez-vous\u00a0?"),
		option("QN09201M", fr("Nanterre\u00a0: Université I (Provinces-Françaises)")), option("QN09202I", fr("Nanterre\u00a0: Université II (Marcelin-Berthelot)")),
		option("QN09205I", fr("Nanterre\u00a0: Chemin de l’Île")), option("QN09206M", fr("Nanterre\u00a0: Le Parc")), option("QN09213M", fr("Nanterre\u00a0: Petit Nanterre")),
		option("QN09218N", fr("Nanterre\u00a0: Anatole France")), option("QN09209I", fr("Colombes\u00a0: Fossés Jean")), option("QN09212I", fr("Colombes\u00a0: Petit Colombes")),
		option("QN09217M", fr("Colombes\u00a0: Audra, Musiciens")), option("ailleurs", fr("Un autre quartier")))))
}

func easySatisfaction() question.Question {
	return bank(unsure(question.Question{Key: "satisfaction_simple", Kind: question.Scale3, Label: fr("Comment est l’atelier\u00a0?"), Options: faces()}))
}
