package xlsform

import (
	"slices"
	"strings"

	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// omittedSheet says in the file what the file does not. Programs leave alone a sheet whose name begins so.
const omittedSheet = "_non repris"

// Omission is something that a form says and that its workbook does not, or that Parvis alone reads there.
type Omission struct {
	Name   string // of the question, or of the form
	Reason string // a French sentence
}

var contextReasons = map[string]string{
	question.OfProject:  "sur le projet",
	question.OfSlot:     "sur la séance",
	question.OfAudience: "sur le public",
}

// Omitted lists what a form says and its workbook does not: first of the form as a whole, then question by question.
func Omitted(f question.Form) []Omission {
	list := []Omission{{"Le questionnaire", "À qui il s’adresse, son projet et ses autres versions ne s’écrivent pas\u00a0: le fichier est une version, et rien de plus."}}
	add := func(q question.Question, reason string) {
		list = append(list, Omission{french.Shorten(french.OneLine(q.Label.In(question.French)), 100), reason})
	}
	var titles, banked []string
	for _, l := range f.Langs {
		if l != question.French && f.Title[l] != "" {
			titles = append(titles, l.Name())
		}
	}
	if len(titles) > 0 {
		list = append(list, Omission{"Le questionnaire", "Son titre en " + french.And(titles) + " n’est lu que par Parvis\u00a0: ailleurs, un questionnaire n’a qu’un titre."})
	}
	if f.Layout == question.OneByOne || f.Layout == question.Easy {
		list = append(list, Omission{"Le questionnaire", "Sa présentation (" + f.Layout.Label() + ") n’est lue que par Parvis\u00a0: ailleurs, les questions se suivent comme le programme le veut."})
	}
	for _, q := range f.Questions {
		if q.Retired {
			continue
		}
		if q.When != nil {
			omittedCondition(f, q, add)
		}
		if q.Practice {
			add(q, "C’est un exemple pour Parvis seulement\u00a0: ailleurs, la question se pose et se compte comme les autres.")
		}
		if q.Unsure && !writtenUnsure(q.Kind) {
			add(q, "«\u00a0Je ne sais pas\u00a0» n’est lu que par Parvis\u00a0: ailleurs, ce type de question ne le propose pas.")
		}
		if slices.ContainsFunc(q.Options, func(o question.Option) bool { return o.Picture != "" && !o.Retired }) {
			add(q, "Les dessins des réponses n’y sont pas, seulement leurs noms, que Parvis lit.")
		}
		if q.Bank {
			banked = append(banked, french.Quote(french.Shorten(french.OneLine(q.Label.In(question.French)), 100)))
		}
	}
	if len(banked) > 0 {
		list = append(list, Omission{"Banque de questions", "Que ces questions viennent de la banque n’est lu que par Parvis\u00a0: " + french.And(banked) + "."})
	}
	return list
}

// writtenUnsure tells whether « Je ne sais pas » is one of the choices that are written of a kind.
func writtenUnsure(k question.Kind) bool {
	switch k {
	case question.Ranking, question.Number, question.Text, question.Long, question.Date, question.Consent:
		return false
	}
	return true
}

// lost tells whether a clause of a condition is about what no other program knows, or about a question that the form does not ask any more.
func lost(f question.Form, c question.Clause) bool {
	q, found := f.Question(c.On)
	return slices.Contains(question.Contexts, c.On) || !found || q.Retired
}

func omittedCondition(f question.Form, q question.Question, add func(question.Question, string)) {
	var what []string
	for _, c := range q.When.Of {
		if lost(f, c) {
			reason := contextReasons[c.On]
			if reason == "" {
				reason = "sur une question qui n’est plus posée"
			}
			if !slices.Contains(what, reason) {
				what = append(what, reason)
			}
		}
	}
	if len(what) == 0 {
		return
	}
	said := "Sa condition " + strings.Join(what, " et ") + " n’est pas écrite"
	switch kept := slices.ContainsFunc(q.When.Of, func(c question.Clause) bool { return !lost(f, c) }); {
	case !kept:
		said += "\u00a0: ailleurs, la question se pose à tous."
	case q.When.Any:
		said += ", et le reste de la condition non plus, qui suffisait sans elle\u00a0: ailleurs, la question se pose à tous."
	default:
		said += "\u00a0: ailleurs, elle se pose dès que le reste de la condition est rempli."
	}
	add(q, said)
}
