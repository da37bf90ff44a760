package askedui

import (
	"slices"
	"strconv"
	"strings"

	"parvis/internal/survey/question"
)

// Leaf is a form on paper.
type Leaf struct {
	Form    question.Form
	Lang    question.Lang
	Context question.Context // where it is handed out: what is asked nowhere else is left out
}

// page is everything that is printed: the same questions, in one go.
func (l Leaf) page() Page {
	p := Page{Lang: l.Lang, Easy: l.Form.Layout == question.Easy, Numbers: l.Form.Numbers()}
	for _, q := range l.Form.Questions {
		if l.printed(q) {
			p.Questions = append(p.Questions, q)
		}
	}
	return p
}

// printed tells whether a question may be asked there: what depends on answers is printed with its condition, what depends on the place is known.
func (l Leaf) printed(q question.Question) bool {
	if q.When == nil {
		return true
	}
	place := question.Question{When: &question.Condition{Any: q.When.Any}}
	answers := false
	for _, c := range q.When.Of {
		if slices.Contains(question.Contexts, c.On) {
			place.When.Of = append(place.When.Of, c)
		} else {
			answers = true
		}
	}
	return place.Shown(l.Context, nil) || q.When.Any && answers
}

// condition says in words when a question is to be answered: « 3 : Oui ou Non »; "" for always.
func (l Leaf) condition(q question.Question) string {
	if q.When == nil {
		return ""
	}
	numbers := l.Form.Numbers()
	var parts []string
	for _, c := range q.When.Of {
		on, found := l.Form.Question(c.On)
		if !found {
			continue
		}
		about := strconv.Itoa(numbers[on.Key]) + "\u00a0: "
		if numbers[on.Key] == 0 {
			about = "«\u00a0" + on.Label.In(l.Lang) + "\u00a0»\u00a0: "
		}
		var values []string
		for _, v := range c.Values {
			values = append(values, valueWords(on, v, l.Lang))
		}
		text := strings.Join(values, " "+or.in(l.Lang)+" ")
		switch c.Op {
		case question.Answered:
			text = anyAnswer.in(l.Lang)
		case question.IsNot:
			text = notThat.in(l.Lang) + " " + text
		}
		parts = append(parts, about+text)
	}
	if len(parts) == 0 {
		return ""
	}
	join := " " + and.in(l.Lang) + " "
	if q.When.Any {
		join = " " + or.in(l.Lang) + " "
	}
	return onlyIf.in(l.Lang) + " " + strings.Join(parts, join)
}

// valueWords is what a condition compares with, in words: an option, or a row of a matrix with one.
func valueWords(q question.Question, value string, l question.Lang) string {
	if row, key, ok := strings.Cut(value, "="); ok && q.Kind == question.Matrix {
		for _, r := range q.Rows {
			if r.Key == row {
				return r.Label.In(l) + ", " + valueWords(question.Question{Options: q.Options}, key, l)
			}
		}
	}
	switch {
	case value == question.Unsure:
		return unsure.in(l)
	case value == question.OtherKey && q.Other:
		return other.in(l)
	}
	for _, o := range q.Choices() {
		if o.Key == value {
			return o.Label.In(l)
		}
	}
	return value
}

// printedBox is a box with its number and its words.
type printedBox struct {
	Number  string
	Picture string
	Words   text
}

// boxes are those of a question, or of a row of a matrix.
func (a asked) boxes() []printedBox {
	var list []printedBox
	for _, c := range a.Codes() {
		b := printedBox{Number: c.Number}
		switch {
		case c.Key == question.Unsure:
			b.Words = a.text(question.Wording(unsure))
		case c.Key == question.OtherKey && a.Other:
			b.Words = a.text(question.Wording(other))
		case a.Kind == question.Consent:
			b.Words = a.text(question.Wording(agree))
		case a.Kind == question.NPS: // its number says all
		default:
			for _, o := range a.Options {
				if o.Key == c.Key {
					b.Words, b.Picture = a.text(o.Label), picture(o.Picture)
				}
			}
		}
		list = append(list, b)
	}
	return list
}

// letter names a row of a matrix on paper: a, b, c…
func letter(i int) string { return string(rune('a'+i)) + "." }
