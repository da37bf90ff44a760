package fault

import (
	"errors"
	"strings"
	"unicode/utf8"

	"parvis/internal/french"
)

// Problem is one thing to mend in what was typed.
type Problem struct {
	Field    string // the form field's name
	Sentence string // what is wrong and how to mend it, in French
	See      string // the path of a page to see about it, or ""

	// With names the field that a rule compares this one with, or "". While that one has a problem of its own,
	// the rule says nothing: what it compared is not what was meant.
	With string
}

// Problems lists what must be mended, in the order of the form.
type Problems []Problem

// Add notes a problem with a field.
func (p *Problems) Add(field, sentence string) {
	*p = append(*p, Problem{Field: field, Sentence: sentence})
}

// Require notes a problem when ok is false.
func (p *Problems) Require(ok bool, field, sentence string) {
	if !ok {
		p.Add(field, sentence)
	}
}

// Compare notes a problem when ok is false, about a field compared with another, unless that one has a
// problem already.
func (p *Problems) Compare(ok bool, field, sentence, with string) {
	if !ok && p.For(with) == "" {
		*p = append(*p, Problem{Field: field, Sentence: sentence, With: with})
	}
}

// Merge adds what more says about the fields that have no problem yet, and are compared with none that has.
func (p *Problems) Merge(more Problems) {
	for _, one := range more {
		if p.For(one.Field) == "" && (one.With == "" || p.For(one.With) == "") {
			*p = append(*p, one)
		}
	}
}

// CheckText notes a text that cannot be stored, or that is longer than most characters.
func (p *Problems) CheckText(field, text string, most int) {
	if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
		p.Add(field, "Ce texte contient un caractère qui ne peut pas être enregistré. Veuillez le ressaisir.")
		return
	}
	if n := utf8.RuneCountInString(text); n > most {
		p.Add(field, "Ce texte compte "+french.Number(n)+" caractères\u202f; le maximum est de "+french.Number(most)+". Veuillez le raccourcir.")
	}
}

// Any tells whether there is anything to mend.
func (p Problems) Any() bool { return len(p) > 0 }

// For gives the first sentence about a field, or "".
func (p Problems) For(field string) string {
	for _, one := range p {
		if one.Field == field {
			return one.Sentence
		}
	}
	return ""
}

// Err gives the problems as an Invalid failure, or nil when there are none.
func (p Problems) Err() error {
	if !p.Any() {
		return nil
	}
	return &Error{Kind: Invalid, Sentence: "Certains champs sont à corriger.", Problems: p}
}

// ProblemsOf finds the problems that err carries, if it is an Invalid failure.
func ProblemsOf(err error) (Problems, bool) {
	if e, ok := errors.AsType[*Error](err); ok && e.Kind == Invalid {
		return e.Problems, true
	}
	return nil, false
}
