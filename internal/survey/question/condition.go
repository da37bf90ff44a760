package question

import "slices"

// Op is how a clause compares.
type Op string

// The comparisons, as stored.
const (
	Is       Op = "is"       // one of the values was chosen
	IsNot    Op = "not"      // none of them was
	Answered Op = "answered" // anything was
)

// Ops lists the comparisons in the order of the builder.
var Ops = []Op{Is, IsNot, Answered}

var opLabels = map[Op]string{Is: "est ou contient", IsNot: "n’est pas", Answered: "a une réponse"}

// Label is the comparison in French.
func (o Op) Label() string { return opLabels[o] }

// What a clause may be about besides an earlier question: where the form is asked. Their values are numbers in figures.
const (
	OfProject  = "@project"
	OfSlot     = "@slot"
	OfAudience = "@audience"
)

// Contexts lists what a clause may be about besides questions.
var Contexts = []string{OfProject, OfSlot, OfAudience}

// Condition says when a question is shown: when all of its clauses hold, or any of them.
type Condition struct {
	Any bool     `json:"any,omitempty"`
	Of  []Clause `json:"of"`
}

// Clause is about one earlier question, or about where the form is asked.
type Clause struct {
	On     string   `json:"on"` // the key of a question, or one of Contexts
	Op     Op       `json:"op"`
	Values []string `json:"values,omitempty"` // keys of options; of a matrix, "row=option"
}

// Context is where a form is asked; 0 is nowhere in particular.
type Context struct {
	Project, Slot, Audience int64
}

// Shown tells whether a question is shown to somebody who answered so far.
func (q Question) Shown(c Context, a Answers) bool {
	if q.When == nil || len(q.When.Of) == 0 {
		return true
	}
	holds := func(cl Clause) bool { return cl.holds(c, a) }
	if q.When.Any {
		return slices.ContainsFunc(q.When.Of, holds)
	}
	return !slices.ContainsFunc(q.When.Of, func(cl Clause) bool { return !holds(cl) })
}

func (cl Clause) holds(c Context, a Answers) bool {
	values := a[cl.On].values()
	switch cl.On {
	case OfProject:
		values = number(c.Project)
	case OfSlot:
		values = number(c.Slot)
	case OfAudience:
		values = number(c.Audience)
	}
	switch cl.Op {
	case Answered:
		return len(values) > 0
	case IsNot:
		return !slices.ContainsFunc(values, func(v string) bool { return slices.Contains(cl.Values, v) })
	}
	return slices.ContainsFunc(values, func(v string) bool { return slices.Contains(cl.Values, v) })
}

// About tells whether the question is shown or not by what was answered to another.
func (q Question) About(key string) bool {
	return q.When != nil && slices.ContainsFunc(q.When.Of, func(c Clause) bool { return c.On == key })
}

// Pages puts the questions on pages, in order. A section begins a page; so does a question that depends on one of the page before it would stand on, so that
// the same form can be answered without a script. One question a page: what is only said stands with the question that follows it.
func (f Form) Pages() [][]Question {
	var pages [][]Question
	var page []Question
	cut := func() {
		if len(page) > 0 {
			pages = append(pages, page)
			page = nil
		}
	}
	for _, q := range f.Questions {
		switch {
		case q.Kind == Section, f.Layout != Paged && slices.ContainsFunc(page, func(p Question) bool { return p.Kind.Asks() }),
			slices.ContainsFunc(page, func(p Question) bool { return q.About(p.Key) }):
			cut()
		}
		page = append(page, q)
	}
	cut()
	return pages
}
