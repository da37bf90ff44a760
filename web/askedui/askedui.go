// Package askedui draws what a form asks, for whoever answers it: as fields on a screen, one page of a form at a time, and as numbered boxes on paper. The builder's
// previews and the pages of the public are this one drawing.
//
// It has a light style sheet of its own (asked.css), needs no script, and follows the width of what holds it, not of the window.
package askedui

import (
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/survey/question"
)

// Page is what stands of a form on one page.
type Page struct {
	Questions []question.Question // those that are shown
	Lang      question.Lang
	Easy      bool                        // large, one sentence a line, pictures that are seen from afar
	Values    func(field string) []string // what stands in a field; nil: nothing yet
	Problems  fault.Problems
	Numbers   map[string]int // of questions by their keys, as on paper (question.Form.Numbers); nil: none
}

// Values gives what stands in the fields of questions that were answered: what a Page takes.
func Values(questions []question.Question, a question.Answers) func(field string) []string {
	fields := map[string][]string{}
	for _, q := range questions {
		for field, values := range q.Fields(a[q.Key]) {
			fields[field] = values
		}
	}
	return func(field string) []string { return fields[field] }
}

// asked is one question of a page.
type asked struct {
	question.Question
	Page
	Number int // 0: it bears none
}

// each gives the questions of the page with their numbers.
func (p Page) each() []asked {
	var list []asked
	for _, q := range p.Questions {
		list = append(list, asked{Question: q, Page: p, Number: p.Numbers[q.Key]})
	}
	return list
}

func (a asked) id() string { return question.Field(a.Key, "") }

// has tells whether a value stands in a field.
func (a asked) has(field, value string) bool {
	for _, v := range a.of(field) {
		if v == value {
			return true
		}
	}
	return false
}

func (a asked) of(field string) []string {
	if a.Values == nil {
		return nil
	}
	return a.Values(field)
}

// typed is the text of a field.
func (a asked) typed(field string) string {
	for _, v := range a.of(field) {
		if v != question.Unsure {
			return v
		}
	}
	return ""
}

// inputID is the id of a box of a field: the first one has the field's own, where a link to the field leads.
func inputID(field string, at int) string {
	if at == 0 {
		return field
	}
	return field + "-" + strconv.Itoa(at)
}

// choices are the boxes of a question after which « Autre » and « Je ne sais pas » stand.
func (a asked) choices() []question.Option { return a.Question.Choices() }

// pictured tells whether an option has a drawing.
func (a asked) pictured() bool {
	for _, o := range a.Options {
		if picture(o.Picture) != "" {
			return true
		}
	}
	return false
}

// layout is the class of the choices: a line of steps, pictures side by side, or a list.
func (a asked) layout() string {
	switch {
	case a.Kind == question.NPS:
		return "asked-figures"
	case a.pictured():
		return "asked-pictures"
	case a.Kind == question.Scale5, a.Kind == question.Scale3, a.Kind == question.Matrix:
		return "asked-steps"
	}
	return "asked-list"
}

// box is what is pressed: one of several, or any of them.
func (a asked) box() string {
	if a.Kind == question.Multiple {
		return "checkbox"
	}
	return "radio"
}

// describedBy are the ids of what stands under the question.
func (a asked) describedBy(field string) string {
	var ids []string
	if len(a.Help) > 0 {
		ids = append(ids, a.id()+"-aide")
	}
	if a.hint() != "" {
		ids = append(ids, a.id()+"-precision")
	}
	if a.Problems.For(field) != "" {
		ids = append(ids, field+"-probleme")
	}
	return strings.Join(ids, " ")
}

// hint says how one answers; where the form has a help, that says it.
func (a asked) hint() string {
	switch a.Kind {
	case question.Multiple:
		if len(a.Help) > 0 {
			return ""
		}
		return severalOf.in(a.Lang)
	case question.Ranking:
		return rankHint.in(a.Lang)
	case question.Date:
		return dateHint.in(a.Lang)
	}
	return ""
}

// keyboard is what a telephone offers to type a number with.
func (a asked) keyboard() string {
	if a.Decimals {
		return "decimal"
	}
	return "numeric"
}

func (a asked) most() string {
	if a.Kind == question.Long {
		return strconv.Itoa(question.MaxLong)
	}
	return strconv.Itoa(question.MaxText)
}

// mostListed is up to how many ranks are chosen in a list; beyond, they are typed.
const mostListed = 14

func (a asked) ranks() []string {
	list := make([]string, len(a.Options))
	for i := range list {
		list[i] = strconv.Itoa(i + 1)
	}
	return list
}

// clears tells whether an answer can be taken back: a radio button, once pressed, has no other way.
func (a asked) clears() bool { return !a.Required }

// lines are the sentences of a text where each stands on a line of its own.
func (p Page) lines(text string) []string {
	if !p.Easy {
		return strings.Split(text, "\n")
	}
	var list []string
	for _, line := range strings.Split(text, "\n") {
		for {
			at := sentenceEnd(line)
			if at < 0 {
				break
			}
			list = append(list, strings.TrimSpace(line[:at]))
			line = line[at:]
		}
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// sentenceEnd is where a sentence of a line ends that another one follows; -1: none does.
func sentenceEnd(line string) int {
	for i, r := range line {
		if (r == '.' || r == '?' || r == '!' || r == '؟') && i+len(string(r)) < len(line) && strings.HasPrefix(line[i+len(string(r)):], " ") && strings.TrimSpace(line[i+1:]) != "" {
			return i + len(string(r))
		}
	}
	return -1
}

// Dir is the direction in which a language is written.
func Dir(l question.Lang) string {
	if l.RightToLeft() {
		return "rtl"
	}
	return "ltr"
}

// text is a wording as it is read in a language, which may be in French for want of another.
type text struct {
	Lines   []string
	Lang    question.Lang
	Foreign bool // not in the page's language
}

func (p Page) text(w question.Wording) text {
	l := w.Lang(p.Lang)
	return text{Lines: p.lines(w.In(p.Lang)), Lang: l, Foreign: l != p.Lang}
}
