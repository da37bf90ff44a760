package question

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"parvis/internal/french"
)

// The bounds of a form.
const (
	MaxQuestions = 80
	MaxOptions   = 40
	MaxRows      = 15
	MaxWording   = 500  // characters of a label or an option
	MaxSaid      = 4000 // of an introduction, a help, a text of information
	MaxClauses   = 8
	MaxEasy      = 6 // questions that a form easy to read may count
	MaxPractice  = 2
	MaxKey       = 40
)

var (
	questionKey = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,39}$`)
	optionKey   = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$`)
)

// IsQuestionKey tells whether a text can be the key of a question.
func IsQuestionKey(s string) bool { return questionKey.MatchString(s) }

// IsOptionKey tells whether a text can be the key of an option or a row.
func IsOptionKey(s string) bool { return optionKey.MatchString(s) }

// Problem is what keeps a form from being published.
type Problem struct {
	Question string // its key; "": the form itself
	Sentence string
}

// Check lists what keeps a form from being published, in the order of its questions.
func (f Form) Check() []Problem {
	var list []Problem
	say := func(key, sentence string) { list = append(list, Problem{key, sentence}) }
	if f.Title[French] == "" {
		say("", "Veuillez donner un titre au questionnaire, en français.")
	}
	if len(f.Langs) == 0 || f.Langs[0] != French {
		say("", "Le français doit être la première langue du questionnaire.")
	}
	for _, l := range f.Langs {
		if l.Label() == "" {
			say("", "La langue «\u00a0"+string(l)+"\u00a0» n’est pas dans la liste.")
		}
	}
	list = append(list, f.checkWhole()...)
	asks, practice := 0, 0
	for i, q := range f.Questions {
		if q.Kind.Asks() {
			if q.Practice {
				practice++
			} else {
				asks++
			}
		}
		if slices.ContainsFunc(f.Questions[:i], func(p Question) bool { return p.Key == q.Key }) {
			say(q.Key, "Deux questions ont le même code «\u00a0"+q.Key+"\u00a0».")
		}
		for _, s := range q.check(f.Questions[:i]) {
			say(q.Key, s)
		}
		if f.Layout == Easy {
			for _, s := range q.easy() {
				say(q.Key, s)
			}
		}
	}
	switch {
	case asks == 0:
		say("", "Ce questionnaire ne pose encore aucune question.")
	case len(f.Questions) > MaxQuestions:
		say("", "Un questionnaire a au plus "+french.Number(MaxQuestions)+" questions et textes.")
	case f.Layout == Easy && asks > MaxEasy:
		say("", "Un questionnaire en version simplifiée a au plus 6 questions, sans compter les exemples.")
	case practice > MaxPractice:
		say("", "Deux questions d’entraînement suffisent.")
	}
	return list
}

// checkWhole lists what is wrong with the form besides its questions.
func (f Form) checkWhole() []Problem {
	var list []Problem
	add := func(ok bool, sentence string) {
		if !ok {
			list = append(list, Problem{"", sentence})
		}
	}
	add(slices.Contains(Layouts, f.Layout), "Veuillez choisir une présentation de la liste.")
	for i, l := range f.Langs {
		add(!slices.Contains(f.Langs[:i], l), "Une langue est deux fois dans la liste.")
	}
	for _, text := range f.Title {
		add(utf8.RuneCountInString(text) <= MaxWording, "Le titre est trop long\u00a0: "+french.Number(MaxWording)+" caractères au plus.")
	}
	for _, w := range []Wording{f.Intro, f.Thanks} {
		for _, text := range w {
			add(utf8.RuneCountInString(text) <= MaxSaid, "L’introduction et le remerciement ont au plus "+french.Number(MaxSaid)+" caractères.")
		}
	}
	return list
}

// check lists what is wrong with a question, given those before it.
func (q Question) check(before []Question) []string {
	var list []string
	add := func(ok bool, sentence string) {
		if !ok {
			list = append(list, sentence)
		}
	}
	add(questionKey.MatchString(q.Key), "Le code d’une question commence par une lettre et n’a que des lettres sans accent, des chiffres, «\u00a0_\u00a0» et «\u00a0-\u00a0», 40 au plus.")
	add(q.Kind.Label() != "", "Veuillez choisir un type de question de la liste.")
	add(q.Label[French] != "", "Veuillez écrire la question en français.")
	for _, text := range q.Label {
		most := MaxWording
		if q.Kind == Info {
			most = MaxSaid
		}
		add(utf8.RuneCountInString(text) <= most, "Ce texte est trop long\u00a0: "+french.Number(most)+" caractères au plus.")
	}
	for _, text := range q.Help {
		add(utf8.RuneCountInString(text) <= MaxSaid, "L’aide est trop longue\u00a0: "+french.Number(MaxSaid)+" caractères au plus.")
	}
	list = append(list, q.checkOptions()...)
	add(q.Least == nil || q.Most == nil || *q.Least <= *q.Most, "Le plus petit nombre accepté est plus grand que le plus grand.")
	add(!q.Other || q.Kind == Single || q.Kind == Multiple, "«\u00a0Autre\u00a0» ne se propose que dans un choix.")
	if q.When != nil {
		add(len(q.When.Of) <= MaxClauses, "Une condition a au plus 8 parties.")
		for _, c := range q.When.Of {
			list = append(list, c.check(before)...)
		}
	}
	return list
}

func (q Question) checkOptions() []string {
	var list []string
	add := func(ok bool, sentence string) {
		if !ok {
			list = append(list, sentence)
		}
	}
	switch q.Kind {
	case Single, Multiple, Ranking, Matrix:
		add(len(q.Options) >= 2 || q.Other && len(q.Options) == 1, "Veuillez proposer au moins deux réponses.")
	case Scale5:
		add(len(q.Options) == 5, "Une échelle à 5 points a cinq réponses, de la moins bonne à la meilleure.")
	case Scale3:
		add(len(q.Options) == 3, "Une échelle à 3 points a trois réponses, de la moins bonne à la meilleure.")
	}
	add(len(q.Options) <= MaxOptions, "Une question propose au plus 40 réponses.")
	add(q.Kind != Matrix || len(q.Rows) > 0 && len(q.Rows) <= MaxRows, "Un tableau d’échelles a de 1 à 15 lignes.")
	for _, of := range [][]Option{q.Options, q.Rows} {
		for i, o := range of {
			add(optionKey.MatchString(o.Key), "Le code d’une réponse n’a que des lettres sans accent, des chiffres, «\u00a0_\u00a0» et «\u00a0-\u00a0», 40 au plus.")
			add(!q.Other || o.Key != OtherKey, "Le code «\u00a0autre\u00a0» est celui de la réponse «\u00a0Autre\u00a0» qui se précise.")
			add(!slices.ContainsFunc(of[:i], func(p Option) bool { return p.Key == o.Key }), "Deux réponses ont le même code «\u00a0"+o.Key+"\u00a0».")
			add(o.Label[French] != "", "Veuillez écrire chaque réponse en français.")
			for _, text := range o.Label {
				add(utf8.RuneCountInString(text) <= MaxWording, "Une réponse proposée est trop longue\u00a0: 500 caractères au plus.")
			}
		}
	}
	return list
}

func (c Clause) check(before []Question) []string {
	if opLabels[c.Op] == "" {
		return []string{"La condition ne dit pas comment elle compare."}
	}
	if c.Op != Answered && len(c.Values) == 0 {
		return []string{"La condition ne dit pas quelle réponse elle attend."}
	}
	if slices.Contains(Contexts, c.On) {
		return nil
	}
	at := slices.IndexFunc(before, func(q Question) bool { return q.Key == c.On })
	if at < 0 {
		return []string{"La condition porte sur «\u00a0" + c.On + "\u00a0», qui n’est pas une question posée avant celle-ci."}
	}
	q := before[at]
	if !q.Kind.Asks() {
		return []string{"La condition porte sur «\u00a0" + c.On + "\u00a0», qui n’est pas une question."}
	}
	if c.Op == Answered || !q.Kind.Closed() || q.Kind == Consent {
		return nil
	}
	for _, v := range c.Values {
		if row, option, ok := strings.Cut(v, "="); ok && q.Kind == Matrix {
			if !slices.ContainsFunc(q.Rows, func(o Option) bool { return o.Key == row }) {
				return []string{"La condition parle d’une ligne que la question «\u00a0" + c.On + "\u00a0» n’a pas."}
			}
			v = option
		}
		if v != Unsure && !q.Offers(v) {
			return []string{"La condition attend une réponse «\u00a0" + v + "\u00a0» que la question «\u00a0" + c.On + "\u00a0» ne propose pas."}
		}
	}
	return nil
}

// easy lists what a form easy to read may not ask.
func (q Question) easy() []string {
	switch q.Kind {
	case Matrix, Ranking, NPS, Scale5, Number, Date:
		return []string{"Un questionnaire en version simplifiée ne pose pas de question de ce type\u00a0: choisissez un choix, une échelle à 3 points ou un texte."}
	}
	return nil
}

// Follows lists what keeps a form from being the next version of one that was published: a key keeps its kind, but for a text that becomes a long one. What is removed stays in the
// data, retired.
func (f Form) Follows(published Form) []Problem {
	var list []Problem
	for _, q := range f.Questions {
		old, found := published.Question(q.Key)
		if !found || old.Kind == q.Kind || old.Kind == Text && q.Kind == Long {
			continue
		}
		list = append(list, Problem{q.Key, "La question «\u00a0" + q.Key + "\u00a0» a déjà été publiée comme «\u00a0" + old.Kind.Label() + "\u00a0»\u00a0: ajoutez une nouvelle question pour changer de type, l’ancienne garde ses réponses."})
	}
	return list
}
