package planui

import (
	"net/url"
	"strings"

	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The fields of what a printed plan is narrowed to, in its address.
const (
	fieldFormat  = "format" // "liste" or "gantt"
	fieldRemains = "reste"
	fieldWho     = "qui" // a person's id, or nobodyYet
	fieldUntil   = "jusquau"
	fieldVersion = "version" // "partenaires" or ""

	asGantt    = "gantt"
	forOthers  = "partenaires"
	nobodyYet  = "personne"
	wholeSheet = ""
)

// planPaper is a plan on paper: what it is narrowed to, and what it shows of the plan.
type planPaper struct {
	plan.View             // narrowed
	Whole     plan.View   // not narrowed, for what may be chosen
	Narrow    plan.Narrow // remaining, person, until, partner
	Format    string      // asGantt, or "" for the list
	Until     string      // as it was typed

	Shared  bool         // read through a link, by somebody who goes nowhere else
	Changed workcal.Date // of a shared one, when it last changed; zero: not known
}

// paperOf reads what an address narrows a printed plan to; what it cannot read it leaves out.
func paperOf(v plan.View, f *form.Form) planPaper {
	n := plan.Narrow{Remaining: f.Flag(fieldRemains), Partner: f.Text(fieldVersion) == forOthers}
	if f.Text(fieldWho) == nobodyYet {
		n.Unassigned = true
	} else {
		n.Person = max(0, f.ID(fieldWho))
	}
	p := planPaper{Whole: v}
	if v.Project.Dated() {
		if n.Until = f.Day(fieldUntil, v.Today); !n.Until.IsZero() {
			p.Until = f.Text(fieldUntil)
		}
	}
	if f.Text(fieldFormat) == asGantt {
		p.Format = asGantt
	}
	p.View, p.Narrow = v.Narrowed(n), n
	return p
}

// wholePlan is all of a plan on paper.
func wholePlan(v plan.View, format string) planPaper {
	return planPaper{View: v, Whole: v, Format: format}
}

// url is the address of the sheet narrowed otherwise, or in the other format.
func (p planPaper) url(format string, n plan.Narrow) string {
	choice := url.Values{fieldFormat: {format}, fieldUntil: {p.Until}}
	if n.Until.IsZero() {
		choice.Del(fieldUntil)
	}
	if n.Remaining {
		choice.Set(fieldRemains, "oui")
	}
	if n.Partner {
		choice.Set(fieldVersion, forOthers)
	}
	if n.Person > 0 {
		choice.Set(fieldWho, id(n.Person))
	}
	if n.Unassigned {
		choice.Set(fieldWho, nobodyYet)
	}
	return urls.PlanPrintOf(p.Project.ID, choice)
}

// whose is whose tasks a sheet shows, as a phrase; "" for everybody's. A partner's version names nobody.
func (p planPaper) whose() string {
	switch {
	case p.Narrow.Unassigned:
		return "tâches à attribuer"
	case p.Narrow.Person == 0:
		return ""
	case p.Narrow.Partner:
		return "tâches d’une personne"
	}
	for _, g := range p.Whole.ByPerson() {
		if g.PersonID == p.Narrow.Person {
			return "tâches " + french.Of(g.Name)
		}
	}
	return "tâches de quelqu’un qui n’en a pas ici"
}

// narrowed says what the sheet is narrowed to, in phrases; nil when it shows the whole plan.
func (p planPaper) narrowed() []string {
	var words []string
	if p.Narrow.Remaining {
		words = append(words, "ce qui reste à faire")
	}
	if whose := p.whose(); whose != "" {
		words = append(words, whose)
	}
	if !p.Narrow.Until.IsZero() {
		words = append(words, "jusqu’au "+p.Narrow.Until.FrenchDay())
	}
	if p.Narrow.Partner {
		words = append(words, "version pour les partenaires")
	}
	return words
}

// sentence says what a narrowed sheet holds of the plan: « Ce qui reste à faire, tâches d’Inès Carpentier : 12 sur 77. »
func (p planPaper) sentence() string {
	all := len(p.Whole.Rows)
	if p.Narrow.Partner {
		all = len(plan.Narrow{Partner: true}.Rows(p.Whole.Rows))
	}
	count := french.Tasks(len(p.Rows))
	if len(p.Rows) != all {
		count += " sur " + french.Number(all)
	}
	words := french.Capital(strings.Join(p.narrowed(), ", "))
	if p.Narrow.Partner {
		words += " (sans les tâches internes ni les noms)"
	}
	return words + "\u00a0: " + count + "."
}

// people are those who have tasks in the plan, to choose one.
func (p planPaper) people() []plan.Group { return p.Whole.ByPerson() }

// personField chooses one of them.
func (p planPaper) personField() ui.Field {
	options := []ui.Option{{Value: "", Label: "Tout le monde"}}
	chosen := field.Number(p.Narrow.Person)
	for _, g := range p.people() {
		value, label := id(g.PersonID), g.Name
		if g.PersonID == 0 {
			value, label = nobodyYet, "À attribuer"
		}
		options = append(options, ui.Option{Value: value, Label: label})
	}
	if p.Narrow.Unassigned {
		chosen = nobodyYet
	}
	return ui.Field{Name: fieldWho, Label: "Tâches de", Options: ui.Choose(options, chosen)}
}

// remaining is the sheet of what remains of one person's tasks, or of nobody's for 0.
func (p planPaper) remaining(person int64) plan.Narrow {
	n := p.Narrow
	n.Remaining, n.Person, n.Unassigned = true, person, person == 0
	return n
}
