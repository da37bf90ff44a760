package slotui

import (
	"cmp"
	"net/http"
	"net/url"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/web/equipmentui"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/staffui"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
	"time"
)

// slotView is a slot on its page, with what is said of it and attached to it.
type slotView struct {
	slot.Sheet
	Form   *form.Form    // of its status
	Staff  *staffui.View // who holds it
	Gear   *equipmentui.View
	Thread *threadui.View
	Files  *fileui.View
	Now    time.Time
}

// slot finds the slot of the request and what its reader may do with it; what does not hold about it is left to its own page.
func (h *Handlers) slot(r *http.Request) (slot.Sheet, error) {
	id, err := serve.ID(r, "slot")
	if err != nil {
		return slot.Sheet{}, err
	}
	return h.slots.Plain(r.Context(), serve.By(r), id)
}

// living finds the slot of the request, unless it is in the trash.
func (h *Handlers) living(r *http.Request) (slot.Sheet, error) {
	s, err := h.slot(r)
	if err == nil && s.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return s, err
}

func (h *Handlers) view(r *http.Request, sheet slot.Sheet, f *form.Form) (slotView, error) {
	v := slotView{Sheet: sheet, Form: f, Now: serve.By(r).At}
	if sheet.DeletedAt != nil {
		return v, nil
	}
	var err error
	if v.Staff, err = h.staff.Of(r, sheet.ID); err != nil {
		return v, err
	}
	if v.Gear, err = h.gear.Of(r, sheet.ID); err != nil {
		return v, err
	}
	v.Thread, v.Files, err = h.threads.Of(r, journal.Slot, sheet.ID)
	return v, err
}

func (h *Handlers) showSlot(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	sheet, err := h.slots.Slot(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	v, err := h.view(r, sheet, form.Of(url.Values{slot.FieldStatus: {string(sheet.Status)}, slot.FieldBecause: {sheet.Because}}))
	if err != nil {
		return err
	}
	return serve.Page(w, r, SlotPage(v))
}

// setStatus plans, postpones or cancels a slot.
func (h *Handlers) setStatus(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckPlan(serve.By(r))); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	to := form.Choice(f, slot.FieldStatus, slot.Statuses)
	out, err := h.slots.SetStatus(r.Context(), serve.By(r), s.Project.ID, []int64{s.ID}, to, f.Text(slot.FieldBecause), f.Flag(slot.FieldDespite))
	if f.Refuse(err) {
		if s, err = h.slots.Slot(r.Context(), serve.By(r), s.ID); err != nil {
			return err
		}
		v, err := h.view(r, s, f)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, SlotPage(v))
	}
	if err != nil {
		return err
	}
	said := "La séance est " + to.Label() + "."
	if out.Changed > 0 && !to.Held() && len(s.Groups) > 0 {
		said += " " + french.Count(len(s.Groups), "groupe est noté sur cette séance\u00a0: prévenez-le.", "groupes sont notés sur cette séance\u00a0: prévenez-les.")
	}
	if out.Changed > 0 && !to.Held() {
		held, err := h.staff.Of(r, s.ID)
		if err != nil {
			return err
		}
		if n := held.People(); n > 0 {
			said += " " + french.Count(n, "personne y était attendue", "personnes y étaient attendues") + "\u00a0: prévenez-" + french.Agree(n, "la", "les") + " depuis la page des postes."
		}
	}
	serve.Say(r, ui.Said{Text: said, Effects: effects(out.Effects, s.Project.ID)})
	return serve.Redirect(w, r, urls.Slot(s.ID))
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	s, err := h.slot(r)
	if err != nil {
		return err
	}
	page, err := h.slots.History(r.Context(), serve.By(r), s.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, s.Subject(), page, crumbs(s.Project, slotCrumb(s.Slot))...)
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckDelete(serve.By(r))); err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(s))
}

func (h *Handlers) deleteSlot(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err != nil {
		return err
	}
	if err := h.slots.Delete(r.Context(), serve.By(r), s.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La séance est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "seances", s.ID, urls.ProjectGridOf(s.Project.ID, dayValues(s.Day)))
}

// groupForm is the page of a group's form.
type groupForm struct {
	*form.Form
	Slot   slot.Slot
	Group  *slot.Registration // that is edited; nil for a new one
	Choice partnerpick.Choice
}

// parseGroup reads the form of a group; the error is what is to mend.
func parseGroup(f *form.Form, choice partnerpick.Choice) (slot.Group, error) {
	g := slot.Group{Name: f.Text(slot.FieldName), People: f.Int(slot.FieldPeople), Companions: f.Int("accompagnateurs"), Needs: f.Text("besoins"), Contact: f.Text("contact"), Notes: f.Text("remarques")}
	if len(choice.Refs) > 0 {
		g.Organisation = choice.Refs[0]
	}
	f.Require(len(choice.Refs) <= 1, "structures", "Un groupe vient d’une seule structure\u00a0: gardez celle que vous voulez dire, et décochez les autres.")
	g = g.Tidied()
	return g, f.Merge(g.Check())
}

func (h *Handlers) newGroup(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckRegister(serve.By(r))); err != nil {
		return err
	}
	return serve.Page(w, r, GroupPage(groupForm{Form: form.Of(nil).Keyed(serve.NewKey()), Slot: s.Slot}))
}

func (h *Handlers) register(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckRegister(serve.By(r))); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, "structures")
	if err != nil {
		return err
	}
	g, err := parseGroup(f, choice)
	if err == nil {
		_, err = h.slots.Register(r.Context(), serve.By(r), f.Sending(), s.ID, g, f.Flag("attente"))
	}
	if f.Refuse(fault.SeenAt(err, urls.Slot(s.ID))) {
		return serve.Invalid(w, r, GroupPage(groupForm{Form: f, Slot: s.Slot, Choice: choice}))
	}
	said := "Le groupe est inscrit."
	if f.Flag("attente") {
		said = "Le groupe est en liste d’attente."
	}
	return serve.Saved(w, r, f, err, said, urls.Slot(s.ID))
}

// group finds the group of the request with its slot, for whoever may enter groups.
func (h *Handlers) group(r *http.Request) (slot.Registration, slot.Slot, error) {
	id, err := serve.ID(r, "group")
	if err != nil {
		return slot.Registration{}, slot.Slot{}, err
	}
	g, s, err := h.slots.Registration(r.Context(), serve.By(r), id)
	if err != nil {
		return g, s, err
	}
	return g, s, s.CheckRegister(serve.By(r))
}

func (h *Handlers) editGroup(w http.ResponseWriter, r *http.Request) error {
	g, s, err := h.group(r)
	if err != nil {
		return err
	}
	values := slot.GroupFields.Values(g.Group)
	var refs []partner.Ref
	if g.Organisation.ID != 0 {
		refs = []partner.Ref{g.Organisation}
	}
	if g.Waiting {
		values["attente"] = []string{"oui"}
	}
	f := form.Of(partnerpick.Fill(values, "structures", refs)).Over(g.Version)
	return serve.Page(w, r, GroupPage(groupForm{Form: f, Slot: s, Group: &g, Choice: partnerpick.Of(refs)}))
}

func (h *Handlers) saveGroup(w http.ResponseWriter, r *http.Request) error {
	g, s, err := h.group(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, "structures", g.Organisation)
	if err != nil {
		return err
	}
	d, err := parseGroup(f, choice)
	if err == nil {
		err = h.slots.EditGroup(r.Context(), serve.By(r), g.ID, f.Version(), d, f.Flag("attente"))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, GroupPage(groupForm{Form: f, Slot: s, Group: &g, Choice: choice}))
	}
	return serve.Saved(w, r, f, err, "Le groupe est enregistré.", urls.Slot(s.ID))
}

func (h *Handlers) letIn(w http.ResponseWriter, r *http.Request) error {
	g, s, err := h.group(r)
	if err != nil {
		return err
	}
	if _, err := h.slots.LetIn(r.Context(), serve.By(r), g.ID); err != nil {
		if p, ok := fault.ProblemsOf(err); ok {
			return fault.New(fault.Conflict, p.For(slot.FieldPeople), err)
		}
		return err
	}
	serve.Flash(r, "Le groupe est inscrit\u00a0: "+g.Name+".")
	return serve.Redirect(w, r, urls.Slot(s.ID))
}

func (h *Handlers) removeGroup(w http.ResponseWriter, r *http.Request) error {
	g, s, err := h.group(r)
	if err != nil {
		return err
	}
	if _, err := h.slots.RemoveGroup(r.Context(), serve.By(r), g.ID); err != nil {
		return err
	}
	said := "Le groupe est retiré\u00a0: " + g.Name + "."
	if after, err := h.slots.Plain(r.Context(), serve.By(r), s.ID); err == nil {
		for _, one := range after.Groups {
			if one.Fits {
				said += " Les places suffisent maintenant pour " + french.Quote(one.Name) + ", en liste d’attente."
				break
			}
		}
	}
	return serve.Thrown(w, r, said, "groupes", g.ID, urls.Slot(s.ID))
}
