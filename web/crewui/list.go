package crewui

import (
	"net/http"
	"net/url"

	"parvis/internal/crew"
	"parvis/internal/field"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// listView is the list of people under its filter.
type listView struct {
	Members []crew.Member
	Skills  []crew.KeptSkill
	Filter  crew.Filter
	Form    *form.Form // the filter as typed
	May     crew.Rights
}

// parseFilter reads the filter of an address; what cannot be read filters nothing.
func parseFilter(f *form.Form) crew.Filter {
	return crew.Filter{Text: f.Text("texte"), Group: form.Choice(f, "nature", crew.Groups), Skill: max(0, f.ID("competence")), Which: form.Choice(f, "qui", crew.Whiches)}
}

// read reads the people that the filter of the address chooses.
func (h *Handlers) read(r *http.Request) (listView, error) {
	f := form.Query(r)
	v := listView{Filter: parseFilter(f), Form: f, May: crew.Allowed(serve.By(r))}
	var err error
	if v.Members, err = h.crew.List(r.Context(), serve.By(r), v.Filter); err != nil {
		return v, err
	}
	v.Skills, err = h.crew.Skills(r.Context(), serve.By(r))
	return v, err
}

func (h *Handlers) list(w http.ResponseWriter, r *http.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) print(w http.ResponseWriter, r *http.Request) error {
	v, err := h.read(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

// query is the filter as an address holds it.
func (v listView) query() url.Values {
	return url.Values{"texte": {v.Filter.Text}, "nature": {string(v.Filter.Group)}, "competence": {field.Number(v.Filter.Skill)}, "qui": {string(v.Filter.Which)}}
}

// having is the list of those who have a skill.
func having(s crew.KeptSkill) string {
	return urls.CrewOf(url.Values{"competence": {field.Number(s.ID)}})
}
