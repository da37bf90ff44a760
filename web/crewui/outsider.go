package crewui

import (
	"cmp"
	"net/http"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/trash"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// outsiderForm is the page of the form of somebody without an account.
type outsiderForm struct {
	*form.Form
	Skills   []crew.KeptSkill
	Outsider *crew.Sheet // that is edited; nil for a new one
}

// box is the name of the box of a skill.
func box(id int64) string { return boxes + strconv.FormatInt(id, 10) }

const boxes = "sait-"

// ticked gives a form the boxes of some skills.
func ticked(values map[string][]string, skills []int64) map[string][]string {
	delete(values, "competences") // takes names that have no box yet
	for _, id := range skills {
		values[box(id)] = []string{"oui"}
	}
	return values
}

// skillsOf reads the skills that a form gives, of boxes and typed; a box that is no skill any more is a problem.
func skillsOf(f *form.Form, known []crew.KeptSkill) []string {
	names := crew.SplitSkills(f.Text("competences"))
	left := f.Flags(boxes)
	for _, s := range known {
		if f.Flag(box(s.ID)) {
			names, left = append(names, s.Name), left[1:]
		}
	}
	f.Require(len(left) == 0, "competences", "Une de ces compétences vient d’être supprimée\u00a0: veuillez vérifier celles qui restent.")
	return names
}

// parseOutsider reads the form of an outsider; the error is what is to mend.
func parseOutsider(f *form.Form, known []crew.KeptSkill) (crew.Draft, error) {
	d := crew.Draft{Name: f.Text("nom"), Kind: form.Choice(f, "nature", crew.Kinds), Phone: form.Value(f, "telephone", crew.ReadPhone), Email: form.Value(f, "courriel", written.Email),
		Skills: crew.JoinSkills(skillsOf(f, known)), Notes: f.Text("notes"), Active: f.Flag("actif")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newOutsider(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(crew.MayEdit, access.Tie{}); err != nil {
		return err
	}
	skills, err := h.crew.Skills(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(outsiderForm{Form: form.Of(crew.Fields.Values(crew.Blank)).Keyed(serve.NewKey()), Skills: skills}))
}

func (h *Handlers) create(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, crew.MayEdit)
	if err != nil {
		return err
	}
	skills, err := h.crew.Skills(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	draft, err := parseOutsider(f, skills)
	var id int64
	if err == nil {
		id, err = h.crew.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Outsider(id))) {
		return serve.Invalid(w, r, FormPage(outsiderForm{Form: f, Skills: skills}))
	}
	return serve.Saved(w, r, f, err, "La fiche est créée.", urls.Outsider(id))
}

// outsider finds the outsider of the request and what its reader may do with her.
func (h *Handlers) outsider(r *http.Request) (crew.Sheet, error) {
	id, err := serve.ID(r, "outsider")
	if err != nil {
		return crew.Sheet{}, err
	}
	return h.crew.Outsider(r.Context(), serve.By(r), id)
}

// living finds the outsider of the request, unless she is in the trash or its reader may not do this with her.
func (h *Handlers) living(r *http.Request, action *access.Action) (crew.Sheet, error) {
	v, err := h.outsider(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	v, err := h.outsider(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, OutsiderPage(v))
}

func (h *Handlers) edit(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, crew.MayEdit)
	if err != nil {
		return err
	}
	skills, err := h.crew.Skills(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(outsiderForm{Form: form.Of(ticked(crew.Fields.Values(v.Draft), v.SkillIDs)).Over(v.Version), Skills: skills, Outsider: &v}))
}

func (h *Handlers) save(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, crew.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	skills, err := h.crew.Skills(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	draft, err := parseOutsider(f, skills)
	if err == nil {
		err = h.crew.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(outsiderForm{Form: f, Skills: skills, Outsider: &v}))
	}
	return serve.Saved(w, r, f, err, "La fiche est enregistrée.", urls.Outsider(v.ID))
}

func (h *Handlers) history(w http.ResponseWriter, r *http.Request) error {
	v, err := h.outsider(r)
	if err != nil {
		return err
	}
	page, err := h.crew.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Crew, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.Outsider(v.ID)})...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, crew.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) delete(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "outsider")
	if err != nil {
		return err
	}
	if err := h.crew.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La fiche est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "vacataires", id, urls.Crew())
}
