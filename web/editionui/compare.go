package editionui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/edition"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// comparePage is an edition beside the last one.
type comparePage struct {
	edition.Comparison
	Form   *form.Form // of which edition was before; nil for whoever may not say
	Others []programme.Project
}

func (h *Handlers) comparison(r *http.Request) (comparePage, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return comparePage{}, err
	}
	p := comparePage{}
	if p.Comparison, err = h.editions.Compare(r.Context(), serve.By(r), id); err != nil || !p.MaySay {
		return p, err
	}
	before := int64(0)
	if p.Before != nil {
		before = p.Before.ID
	}
	p.Form = form.Of(url.Values{programme.FieldEditionOf: {field.Number(before)}}).Over(p.Project.Version)
	p.Others, err = h.editions.Others(r.Context(), serve.By(r), id)
	return p, err
}

func (h *Handlers) compare(w http.ResponseWriter, r *http.Request) error {
	p, err := h.comparison(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ComparePage(p))
}

func (h *Handlers) print(w http.ResponseWriter, r *http.Request) error {
	p, err := h.comparison(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(p))
}

func (h *Handlers) setBefore(w http.ResponseWriter, r *http.Request) error {
	p, err := h.comparison(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	before := f.ID(programme.FieldEditionOf)
	if err = f.Err(); err == nil {
		err = h.editions.SetBefore(r.Context(), serve.By(r), p.Project.ID, f.Version(), before)
	}
	if f.Refuse(err) {
		p.Form = f
		return serve.Invalid(w, r, ComparePage(p))
	}
	return serve.Saved(w, r, f, err, "L’édition précédente est notée.", urls.ProjectEdition(p.Project.ID))
}

func (p comparePage) otherOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Aucune"}}
	for _, one := range p.Others {
		year := "Sans date"
		if one.Dated() {
			year = strconv.Itoa(one.First.Year())
		}
		options = append(options, ui.Option{Value: field.Number(one.ID), Label: one.Title, Group: year})
	}
	return options
}

// lead says what stands beside what.
func (p comparePage) lead() string {
	if p.Before == nil {
		return "Aucune édition précédente n’est connue pour ce projet."
	}
	return french.Quote(p.Before.Short()) + ", puis " + french.Quote(p.Project.Short()) + "\u00a0: activité par activité."
}

func (p comparePage) title() string { return "D’une édition à l’autre" }

// part is rows of one sort.
type part struct {
	ID, Title string
	Rows      []edition.Row
}

func (p comparePage) parts() []part {
	var list []part
	for _, one := range []part{{"reprises", "Dans les deux éditions", p.Both}, {"absentes", "Seulement dans l’édition précédente", p.Gone}, {"nouvelles", "Seulement dans celle-ci", p.New}} {
		if len(one.Rows) > 0 {
			list = append(list, one)
		}
	}
	return list
}

// state is how far an activity is in an edition; "–" where it is not there.
func state(s *edition.Side) string {
	if s == nil {
		return "–"
	}
	return s.Activity.State.Label()
}

// held says how many slots an activity has, and how many were called off.
func held(s *edition.Side) string {
	switch {
	case s == nil:
		return "–"
	case s.Off > 0:
		return french.Number(s.Slots) + " (et " + french.Count(s.Off, "annulée", "annulées") + ")"
	}
	return french.Number(s.Slots)
}

// places says how many places its slots have.
func places(s *edition.Side) string {
	switch {
	case s == nil:
		return "–"
	case s.Unlimited && s.Places == 0 || s.Slots == 0:
		return "sans jauge"
	case s.Unlimited:
		return french.Number(s.Places) + " et sans jauge"
	}
	return french.Number(s.Places)
}

// people says how many people came, in groups.
func people(s *edition.Side) string {
	switch {
	case s == nil:
		return "–"
	case s.Groups == 0:
		return "0"
	}
	return french.Number(s.People) + " (" + french.Count(s.Groups, "groupe", "groupes") + ")"
}
