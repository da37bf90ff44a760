package crewui

import (
	"net/http"
	"strconv"
	"strings"

	"parvis/internal/crew"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// personView is somebody of the service with her skills, and the form that sets them.
type personView struct {
	crew.Person
	Form   *form.Form
	Skills []crew.KeptSkill
}

// shown is the field that holds the skills that she was shown with.
const shown = "montrees"

func (h *Handlers) person(r *http.Request) (personView, error) {
	id, err := serve.ID(r, "person")
	if err != nil {
		return personView{}, err
	}
	p, err := h.crew.Person(r.Context(), serve.By(r), id)
	if err != nil {
		return personView{}, err
	}
	skills, err := h.crew.Skills(r.Context(), serve.By(r))
	return personView{Person: p, Skills: skills}, err
}

func (h *Handlers) showPerson(w http.ResponseWriter, r *http.Request) error {
	v, err := h.person(r)
	if err != nil {
		return err
	}
	ids, texts := make([]int64, len(v.Person.Skills)), make([]string, len(v.Person.Skills))
	for i, s := range v.Person.Skills {
		ids[i], texts[i] = s.ID, strconv.FormatInt(s.ID, 10)
	}
	v.Form = form.Of(ticked(map[string][]string{shown: {strings.Join(texts, ",")}}, ids))
	return serve.Page(w, r, PersonPage(v))
}

func (h *Handlers) setSkills(w http.ResponseWriter, r *http.Request) error {
	v, err := h.person(r)
	if err != nil {
		return err
	}
	f, err := serve.Sent(r, crew.MayEdit)
	if err != nil {
		return err
	}
	v.Form = f
	names := skillsOf(f, v.Skills)
	id := v.Hand.Person()
	if err = f.Err(); err == nil {
		err = h.crew.SetSkills(r.Context(), serve.By(r), id, f.IDs(shown), names)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, PersonPage(v))
	}
	return serve.Saved(w, r, f, err, "Les compétences sont enregistrées.", urls.CrewPerson(id))
}

func (h *Handlers) personHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.person(r)
	if err != nil {
		return err
	}
	id := v.Hand.Person()
	page, err := h.crew.PersonHistory(r.Context(), serve.By(r), id, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Crew, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.CrewPerson(id)})...)
}
