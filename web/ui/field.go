package ui

import (
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"parvis/internal/fault"
)

// Field is one question of a form.
type Field struct {
	Name, Label, Hint string
	Value             string
	Problem           string // shown beside the field and in the summary
	Type              string // of the input (email, password); "text" when empty
	Required          bool   // always; a field that another one's answer asks for has When instead
	When              string // what makes it compulsory: "si le jour J vient d’un événement"
	Alone             bool   // its form has no Mandatory, for it is short: the label says that it is compulsory
	Autocomplete      string
	Inputmode         string
	Max               int  // characters; 0: no bound shown
	Rows              int  // of a text area
	Checked           bool // of a check box
	Short             bool // a narrow input (numbers, codes)
	Options           []Option
	Accept            string // of a file: the endings of names, ".csv,.xlsx"
	Multiple          bool   // several files may be chosen
	Personal          bool   // it may hold what somebody writes of a person: its hint warns
}

// Option is a choice of a select or of radio buttons.
type Option struct {
	Value, Label, Hint string
	Selected           bool
	Disabled           bool
	Group              string // of a select: the heading that it stands under with those beside it; "" for none
}

// optionGroup is a run of options under one heading.
type optionGroup struct {
	Label   string
	Options []Option
}

// grouped gathers the options that follow each other under one heading.
func grouped(options []Option) []optionGroup {
	var groups []optionGroup
	for _, o := range options {
		if n := len(groups); n == 0 || groups[n-1].Label != o.Group {
			groups = append(groups, optionGroup{Label: o.Group})
		}
		last := &groups[len(groups)-1]
		last.Options = append(last.Options, o)
	}
	return groups
}

// With gives the field its value and its problem, if it has one.
func (f Field) With(value string, problems fault.Problems) Field {
	f.Value = value
	f.Problem = problems.For(f.Name)
	return f
}

// Choose marks the option of this value as selected.
func Choose(options []Option, value string) []Option {
	chosen := make([]Option, len(options))
	for i, o := range options {
		o.Selected = o.Value == value
		chosen[i] = o
	}
	return chosen
}

// day completes a field that asks for a day: it shows one way to write it.
func (f Field) day() Field {
	if f.Hint == "" {
		f.Hint = "Par exemple 13/06/2025."
	}
	return f
}

func (f Field) kind() string {
	if f.Type == "" {
		return "text"
	}
	return f.Type
}

func (f Field) rows() string {
	if f.Rows == 0 {
		return "4"
	}
	return strconv.Itoa(f.Rows)
}

func (f Field) class() string {
	if f.Problem != "" {
		return "field wrong"
	}
	return "field"
}

func (f Field) inputClass() string {
	if f.Short {
		return "input short"
	}
	return "input"
}

// ofPeople warns under a text in which somebody may write of a person.
const ofPeople = "N’écrivez rien de la santé, du handicap, de la situation sociale ou judiciaire d’une personne."

// hint is what stands under the label.
func (f Field) hint() string {
	switch {
	case !f.Personal:
		return f.Hint
	case f.Hint == "":
		return ofPeople
	}
	return f.Hint + " " + ofPeople
}

// describedBy lists the ids of the hint and the problem.
func (f Field) describedBy() string {
	ids := ""
	if f.hint() != "" {
		ids = f.Name + "-hint"
	}
	if f.Problem != "" {
		if ids != "" {
			ids += " "
		}
		ids += f.Name + "-problem"
	}
	return ids
}

// about is what is to mend in a field, which it names.
func about(p fault.Problem, labels map[string]string) string {
	label := labels[p.Field]
	if label == "" || strings.Contains(strings.ToLower(p.Sentence), strings.ToLower(label)) {
		return p.Sentence
	}
	return label + "\u00a0: " + p.Sentence
}

// mandatory is the sentence at the head of forms.
const mandatory = "Tous les champs sont obligatoires, sauf mention (facultatif)."

// mark is what stands beside the label.
func (f Field) mark() string {
	switch {
	case f.When != "":
		return "(" + f.When + ")"
	case !f.Required:
		return "(facultatif)"
	case f.Alone:
		return "(obligatoire)"
	}
	return ""
}

// optionID is the id of a radio button; the first has the field's own.
func (f Field) optionID(i int) string {
	if i == 0 {
		return f.Name
	}
	return f.Name + "-" + strconv.Itoa(i)
}

// groupAttributes describe a group of radio buttons.
func (f Field) groupAttributes() templ.Attributes {
	a := templ.Attributes{}
	if ids := f.describedBy(); ids != "" {
		a["aria-describedby"] = ids
	}
	return a
}

// optionAttributes are those of each radio button of a group.
func (f Field) optionAttributes() templ.Attributes {
	a := templ.Attributes{}
	if f.Problem != "" {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["required"] = true
	}
	return a
}

func (f Field) attributes() templ.Attributes {
	a := templ.Attributes{}
	if ids := f.describedBy(); ids != "" {
		a["aria-describedby"] = ids
	}
	if f.Problem != "" {
		a["aria-invalid"] = "true"
	}
	if f.Required {
		a["required"] = true
	}
	if f.Autocomplete != "" {
		a["autocomplete"] = f.Autocomplete
	}
	if f.Inputmode != "" {
		a["inputmode"] = f.Inputmode
	}
	if f.Max > 0 {
		a["maxlength"] = strconv.Itoa(f.Max)
	}
	return a
}
