package shipped

import "parvis/internal/survey/question"

// Ready is a form that a service may take up as it is, or as a beginning.
type Ready struct {
	Key     string // which one it is, for good
	Purpose string // whom it asks and when, in French
	Form    question.Form
}

// Banked is a question of the bank.
type Banked struct {
	Theme    string // in French, what it is listed under
	Question question.Question
}

// Forms lists the ready forms, those for the public first.
func Forms() []Ready {
	return []Ready{
		{"tout-public", "Pour les visiteurs, après une visite, un atelier ou un événement. En français et en anglais, trois minutes environ.", public()},
		{"jeunes", "Pour les jeunes de 16 à 25 ans venus avec un centre social, une mission locale ou le PRIJ, à la fin de l’activité.", youth()},
		{"handicap-mental", "Pour les participants d’un atelier en situation de handicap mental, sur tablette ou sur papier, seuls ou aidés. Texte simplifié, à relire par des personnes concernées avant de s’en servir.", easy()},
		{"enseignants", "Pour les enseignants et les accompagnateurs d’une classe, dans la semaine qui suit la venue.", teachers()},
		{"partenaires", "Pour les partenaires et les relais du champ social, médico-social ou associatif, à la fin d’un projet.", relays()},
		{"equipe", "Pour l’équipe, les vacataires et les bénévoles, dans les jours qui suivent un événement.", team()},
		{"observation", "Grille remplie par une personne de l’équipe pendant ou juste après une séance. Elle décrit le groupe, jamais une personne.", grid()},
	}
}

// Bank lists the questions of the bank, by theme.
func Bank() []Banked {
	const (
		opinion = "Appréciation"
		effects = "Ce que l’activité apporte"
		coming  = "Venue"
		who     = "Profil, sans identifier personne"
		simple  = "Texte simplifié"
	)
	return []Banked{
		{opinion, satisfaction()}, {opinion, recommendation()}, {opinion, striking()}, {opinion, change()},
		{effects, outcomes()}, {effects, again()},
		{coming, firstTime()}, {coming, heard()}, {coming, company()},
		{who, age()}, {who, origin()}, {who, district()},
		{simple, easySatisfaction()},
	}
}

func form(title question.Wording, intro, thanks question.Wording, questions ...question.Question) question.Form {
	langs := []question.Lang{question.French}
	if title["en"] != "" {
		langs = append(langs, "en")
	}
	return question.Form{Format: question.Format, Title: title, Intro: intro, Thanks: thanks, Langs: langs, Layout: question.Paged, Questions: questions}
}

// fr is a wording in French alone, both one in French and in English.
func fr(text string) question.Wording { return question.FR(text) }

func both(french, english string) question.Wording {
	return question.Wording{question.French: french, "en": english}
}

func option(key string, label question.Wording) question.Option {
	return question.Option{Key: key, Label: label}
}

func drawn(key, picture string, label question.Wording) question.Option {
	return question.Option{Key: key, Label: label, Picture: picture}
}

func section(key string, title question.Wording) question.Question {
	return question.Question{Key: key, Kind: question.Section, Label: title}
}

// scale is a scale of five points with these words, the least first.
func scale(key string, label question.Wording, words []question.Option) question.Question {
	return question.Question{Key: key, Kind: question.Scale5, Label: label, Options: words}
}

func single(key string, label question.Wording, options ...question.Option) question.Question {
	return question.Question{Key: key, Kind: question.Single, Label: label, Options: options}
}

func multiple(key string, label question.Wording, options ...question.Option) question.Question {
	return question.Question{Key: key, Kind: question.Multiple, Label: label, Help: both("Plusieurs réponses sont possibles.", "You may choose several answers."), Options: options}
}

// long is a free text, which always warns.
func long(key string, label question.Wording) question.Question {
	return question.Question{Key: key, Kind: question.Long, Label: label, Help: warning()}
}

func warning() question.Wording {
	return both("Pour rester anonyme, n’écrivez ni nom, ni coordonnées, ni information de santé.", "To stay anonymous, please write no name, no contact details and nothing about health.")
}

func unsure(q question.Question) question.Question {
	q.Unsure = true
	return q
}

func other(q question.Question) question.Question {
	q.Other = true
	return q
}

func bank(q question.Question) question.Question {
	q.Bank = true
	return q
}

func when(q question.Question, on string, values ...string) question.Question {
	q.When = &question.Condition{Of: []question.Clause{{On: on, Op: question.Is, Values: values}}}
	return q
}

// The scales, the least first.

func rating() []question.Option {
	return []question.Option{option("1", both("Très négative", "Very negative")), option("2", both("Plutôt négative", "Rather negative")),
		option("3", both("Ni négative, ni positive", "Neither negative nor positive")), option("4", both("Plutôt positive", "Rather positive")), option("5", both("Très positive", "Very positive"))}
}

func extent() []question.Option {
	return []question.Option{option("1", fr("Pas du tout")), option("2", fr("Plutôt non")), option("3", fr("Moyennement")), option("4", fr("Plutôt oui")), option("5", fr("Tout à fait"))}
}

func maybe() []question.Option {
	return []question.Option{option("1", fr("Non")), option("2", fr("Peut-être")), option("3", fr("Oui"))}
}

func faces() []question.Option {
	return []question.Option{drawn("1", "visage-pas-bien", fr("Pas bien")), drawn("2", "visage-moyen", fr("Moyen")), drawn("3", "visage-bien", fr("Bien"))}
}
