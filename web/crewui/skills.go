package crewui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/crew"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

// skillsView is the list of skills, and the form that adds one.
type skillsView struct {
	List []crew.KeptSkill
	Form *form.Form
	May  crew.Rights
}

func (h *Handlers) skillsView(r *http.Request, f *form.Form) (skillsView, error) {
	list, err := h.crew.Skills(r.Context(), serve.By(r))
	return skillsView{List: list, Form: f, May: crew.Allowed(serve.By(r))}, err
}

func (h *Handlers) skills(w http.ResponseWriter, r *http.Request) error {
	v, err := h.skillsView(r, form.Of(nil).Keyed(serve.NewKey()))
	if err != nil {
		return err
	}
	return serve.Page(w, r, SkillsPage(v))
}

func (h *Handlers) addSkill(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, crew.MayEdit)
	if err != nil {
		return err
	}
	_, err = h.crew.CreateSkill(r.Context(), serve.By(r), f.Sending(), crew.SkillDraft{Name: f.Text("nom")})
	if f.Refuse(err) {
		v, err := h.skillsView(r, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, SkillsPage(v))
	}
	return serve.Saved(w, r, f, err, "La compétence est ajoutée.", urls.Skills())
}

// skillForm is the page that renames a skill.
type skillForm struct {
	*form.Form
	Skill crew.KeptSkill
	May   crew.Rights
}

// skill finds the skill of the request, unless its reader may not do this with it.
func (h *Handlers) skill(r *http.Request, action *access.Action) (crew.KeptSkill, error) {
	id, err := serve.ID(r, "skill")
	if err != nil {
		return crew.KeptSkill{}, err
	}
	s, err := h.crew.Skill(r.Context(), serve.By(r), id)
	if err == nil {
		err = serve.By(r).Check(action, access.Tie{})
	}
	return s, err
}

func (h *Handlers) editSkill(w http.ResponseWriter, r *http.Request) error {
	s, err := h.skill(r, crew.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SkillPage(skillForm{Form: form.Of(crew.SkillFields.Values(s.SkillDraft)).Over(s.Version), Skill: s, May: crew.Allowed(serve.By(r))}))
}

func (h *Handlers) renameSkill(w http.ResponseWriter, r *http.Request) error {
	s, err := h.skill(r, crew.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	err = h.crew.RenameSkill(r.Context(), serve.By(r), s.ID, f.Version(), crew.SkillDraft{Name: f.Text("nom")})
	if f.Refuse(err) {
		return serve.Invalid(w, r, SkillPage(skillForm{Form: f, Skill: s, May: crew.Allowed(serve.By(r))}))
	}
	return serve.Saved(w, r, f, err, "La compétence est renommée.", urls.Skills())
}

func (h *Handlers) askDeleteSkill(w http.ResponseWriter, r *http.Request) error {
	s, err := h.skill(r, crew.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteSkillPage(s))
}

func (h *Handlers) deleteSkill(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "skill")
	if err != nil {
		return err
	}
	if err := h.crew.DeleteSkill(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La compétence est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "competences", id, urls.Skills())
}
