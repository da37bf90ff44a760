package question

import (
	"strings"

	"parvis/internal/written"
)

// message is a sentence to somebody who answers, in the languages that Parvis speaks; others read French.
type message map[Lang]string

var (
	required      = message{French: "Veuillez répondre à cette question.", "en": "Please answer this question."}
	oneOnly       = message{French: "Veuillez choisir une seule réponse.", "en": "Please choose one answer only."}
	notOffered    = message{French: "Cette réponse n’est pas proposée\u00a0: veuillez en choisir une autre.", "en": "This answer is not on offer: please choose another one."}
	unsureAndMore = message{French: "Vous avez coché «\u00a0Je ne sais pas\u00a0» avec une autre réponse\u00a0: veuillez garder l’une ou l’autre.", "en": "You ticked “I don’t know” and another answer: please keep one of them."}
	badRank       = message{French: "Veuillez écrire un rang\u00a0: 1 pour votre premier choix, 2 pour le deuxième…", "en": "Please type a rank: 1 for your first choice, 2 for the second…"}
	sameRank      = message{French: "Deux réponses ont le même rang\u00a0: veuillez les départager.", "en": "Two answers have the same rank: please tell them apart."}
	tooLong       = message{French: "Ce texte est trop long\u00a0: veuillez le raccourcir.", "en": "This text is too long: please shorten it."}
	badNumber     = message{French: "Veuillez écrire un nombre, en chiffres.", "en": "Please type a number, in figures."}
	wholeNumber   = message{French: "Veuillez écrire un nombre entier.", "en": "Please type a whole number."}
	badDate       = message{French: "Veuillez écrire une date, par exemple 13/06/2025.", "en": "Please type a date, for example 13/06/2025."}
	between       = message{French: "Veuillez écrire un nombre entre @ et @.", "en": "Please type a number between @ and @."}
	atLeast       = message{French: "Veuillez écrire un nombre d’au moins @.", "en": "Please type a number of at least @."}
	atMost        = message{French: "Veuillez écrire un nombre d’au plus @.", "en": "Please type a number of at most @."}
)

func say(l Lang, m message) string {
	if s := m[l]; s != "" {
		return s
	}
	return m[French]
}

func outside(l Lang, least, most *float64) string {
	m, bounds := between, []*float64{least, most}
	switch {
	case most == nil:
		m, bounds = atLeast, bounds[:1]
	case least == nil:
		m, bounds = atMost, bounds[1:]
	}
	text := say(l, m)
	for _, b := range bounds {
		text = strings.Replace(text, "@", written.NumberText(*b), 1)
	}
	return text
}
