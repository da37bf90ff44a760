package staffui

import (
	"net/http"
	"strings"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// View is what a slot needs and who holds it, on the page of the slot.
type View struct {
	staff.Slot
	Own *staff.Post // what its reader is given there
}

// Of reads the panel of a slot.
func (h *Handlers) Of(r *http.Request, of int64) (*View, error) {
	s, err := h.staff.OfSlot(r.Context(), serve.By(r), of)
	if err != nil {
		return nil, err
	}
	v := &View{Slot: s}
	for _, n := range s.Needs {
		for _, p := range n.Posts {
			if p.Hand == crew.OfPerson(serve.By(r).ID) {
				v.Own = &p
			}
		}
	}
	return v, nil
}

// People is how many people are given the slot.
func (v *View) People() int {
	n := 0
	for _, one := range v.Needs {
		n += one.Held()
	}
	return n
}

// lacking is how many people the slot lacks.
func (v *View) lacking() int {
	n := 0
	for _, one := range v.Needs {
		n += one.Lacking()
	}
	return n
}

// needsForm is the page of what a slot needs.
type needsForm struct {
	*form.Form
	Slot   staff.Slot
	Skills []crew.Skill
}

// hint shows how needs are typed, with the skills that there are.
func (f needsForm) hint() string {
	said := "Un par ligne, avec le nombre\u00a0: «\u00a01 médiatrice LSF\u00a0», «\u00a02 accueils\u00a0»."
	if len(f.Skills) == 0 {
		return said
	}
	list := make([]string, 0, len(f.Skills))
	for _, s := range f.Skills {
		list = append(list, s.Name)
	}
	return said + " Le nom d’une compétence dans une ligne la demande\u00a0: " + french.AndOthers(list, 12) + "."
}

func (h *Handlers) needs(r *http.Request) (needsForm, error) {
	of, err := serve.ID(r, "slot")
	if err != nil {
		return needsForm{}, err
	}
	f := needsForm{}
	if f.Slot, err = h.staff.OfSlot(r.Context(), serve.By(r), of); err != nil {
		return f, err
	}
	if err := staff.CheckNeeds(serve.By(r), f.Slot.Slot); err != nil {
		return f, err
	}
	f.Skills, err = h.staff.Skills(r.Context(), serve.By(r))
	return f, err
}

func (h *Handlers) editNeeds(w http.ResponseWriter, r *http.Request) error {
	f, err := h.needs(r)
	if err != nil {
		return err
	}
	f.Form = form.Of(staff.NeedFields.Values(f.Slot.Wants())).Over(f.Slot.Version)
	return serve.Page(w, r, NeedsPage(f))
}

func (h *Handlers) saveNeeds(w http.ResponseWriter, r *http.Request) error {
	page, err := h.needs(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	page.Form = f
	err = h.staff.SetNeeds(r.Context(), serve.By(r), page.Slot.ID, f.Version(), f.Text(staff.FieldNeeds))
	if f.Refuse(err) {
		return serve.Invalid(w, r, NeedsPage(page))
	}
	return serve.Saved(w, r, f, err, "Les besoins de la séance sont enregistrés.", urls.Slot(page.Slot.ID))
}

// needPage is a need with who may be given it.
type needPage struct {
	staff.Choice
	Form *form.Form
	Back string // where giving comes back to
}

// asked are the people whom giving was asked about, with what does not hold.
func (p needPage) asked() string { return p.Form.Text(staff.FieldHand) }

func (h *Handlers) need(r *http.Request) (needPage, error) {
	of, err := serve.ID(r, "slotneed")
	if err != nil {
		return needPage{}, err
	}
	c, err := h.staff.Choice(r.Context(), serve.By(r), of)
	return needPage{Choice: c, Form: form.Of(nil), Back: urls.SlotNeed(of)}, err
}

func (h *Handlers) showNeed(w http.ResponseWriter, r *http.Request) error {
	p, err := h.need(r)
	if err != nil {
		return err
	}
	p.Back = serve.BackTo(form.Query(r), p.Back)
	return serve.Page(w, r, NeedPage(p))
}

// give gives a need to somebody: what does not hold is asked about on its page.
func (h *Handlers) give(w http.ResponseWriter, r *http.Request) error {
	p, err := h.need(r)
	if err != nil {
		return err
	}
	if err := staff.CheckStaff(serve.By(r), p.Slot.Project); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p.Form, p.Back = f, serve.BackTo(f, urls.SlotNeed(p.Need.ID))
	given, err := h.giveTo(r, f, []int64{p.Need.ID})
	if f.Refuse(err) {
		return serve.Invalid(w, r, NeedPage(p))
	}
	if err != nil {
		return err
	}
	sayGiven(r, given)
	return serve.Redirect(w, r, p.Back)
}

// giveTo gives needs to the person whom a form names.
func (h *Handlers) giveTo(r *http.Request, f *form.Form, needs []int64) (staff.Given, error) {
	hand, err := crew.ParseHand(f.Text(staff.FieldHand))
	if err != nil {
		f.Add(staff.FieldHand, fault.SentenceOf(err))
	}
	f.Require(hand != 0 || err != nil, staff.FieldHand, "Veuillez choisir une personne de la liste.")
	if err := f.Err(); err != nil {
		return staff.Given{}, err
	}
	pairs := make([]staff.Pair, len(needs))
	for i, n := range needs {
		pairs[i] = staff.Pair{Need: n, Hand: hand}
	}
	return h.staff.GiveMany(r.Context(), serve.By(r), pairs, f.Flag(slot.FieldDespite))
}

// sayGiven says what giving did, and what does not hold about it.
func sayGiven(r *http.Request, g staff.Given) {
	said := "Rien à changer\u00a0: ce poste est déjà confié à cette personne."
	if g.Count > 0 {
		said = french.Count(g.Count, "poste est confié", "postes sont confiés") + " à " + french.And(g.Names) + "."
	}
	var effects []ui.Effect
	for _, one := range g.Said {
		effects = append(effects, ui.Effect{Text: one})
	}
	serve.Say(r, ui.Said{Text: said, Effects: effects})
}

func (h *Handlers) take(w http.ResponseWriter, r *http.Request) error {
	of, err := serve.ID(r, "posting")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.staff.Take(r.Context(), serve.By(r), of)
	if err != nil {
		return err
	}
	serve.Flash(r, p.Name+" n’est plus sur cette séance ("+p.Need+").")
	return serve.Redirect(w, r, serve.BackTo(f, urls.Slot(p.SlotID)))
}

func (h *Handlers) answer(w http.ResponseWriter, r *http.Request) error {
	of, err := serve.ID(r, "posting")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.staff.Answer(r.Context(), serve.By(r), of, form.Choice(f, "reponse", staff.Answers))
	if problems, ok := fault.ProblemsOf(err); ok {
		return fault.New(fault.Invalid, problems.For("reponse"), err)
	}
	if err != nil {
		return err
	}
	serve.Flash(r, "La réponse est notée.")
	return serve.Redirect(w, r, serve.BackTo(f, urls.Slot(p.SlotID)))
}

// why joins what would not hold of somebody.
func why(c staff.Candidate) string { return strings.Join(c.Why, " ") }

var needLabels = map[string]string{staff.FieldHand: "Personne", slot.FieldDespite: "Ce qui ne va pas"}

// Gaps says what nobody is given yet of each slot of a project, for the grid that shows it: « accueil », « 2 médiatrices, accueil ».
func (h *Handlers) Gaps(r *http.Request, project int64) (map[int64]string, error) {
	needs, err := h.staff.Needs(r.Context(), serve.By(r), project)
	if err != nil {
		return nil, err
	}
	gaps := map[int64]string{}
	for id, list := range needs {
		var lacking []string
		for _, n := range list {
			if gap := n.Gap(); gap != "" {
				lacking = append(lacking, gap)
			}
		}
		if len(lacking) > 0 {
			gaps[id] = strings.Join(lacking, ", ")
		}
	}
	return gaps, nil
}
