package equipmentui

import (
	"cmp"
	"net/http"

	"parvis/internal/access"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// setsView is the list of sets.
type setsView struct {
	Sets []equipment.Set
	May  equipment.Rights
}

func (h *Handlers) listSets(w http.ResponseWriter, r *http.Request) error {
	list, err := h.room.Sets(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	return serve.Page(w, r, SetsPage(setsView{list, equipment.Allowed(serve.By(r))}))
}

func (h *Handlers) set(r *http.Request) (equipment.SetSheet, error) {
	id, err := serve.ID(r, "equipmentset")
	if err != nil {
		return equipment.SetSheet{}, err
	}
	return h.room.Set(r.Context(), serve.By(r), id)
}

func (h *Handlers) livingSet(r *http.Request, action *access.Action) (equipment.SetSheet, error) {
	v, err := h.set(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) showSet(w http.ResponseWriter, r *http.Request) error {
	v, err := h.set(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SetPage(v))
}

func setCrumbs(more ...ui.Crumb) []ui.Crumb {
	return crumbs(append([]ui.Crumb{{Label: "Lots", URL: urls.EquipmentSets()}}, more...)...)
}

func (h *Handlers) showSetHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.set(r)
	if err != nil {
		return err
	}
	page, err := h.room.SetHistory(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Equipment, v.Subject(), page, setCrumbs(ui.Crumb{Label: v.Name, URL: urls.EquipmentSet(v.ID)})...)
}

// setForm is the page of a set's form.
type setForm struct {
	*form.Form
	Set   *equipment.SetSheet // that is edited; nil for a new one
	Items []equipment.Item    // of the catalogue
}

// setPage draws a form with the catalogue beside it.
func (h *Handlers) setPage(r *http.Request, f *form.Form, of *equipment.SetSheet) (setForm, error) {
	items, err := h.room.List(r.Context(), serve.By(r), equipment.Filter{})
	return setForm{f, of, items}, err
}

func parseSet(f *form.Form) equipment.SetDraft {
	return equipment.SetDraft{Name: f.Text(equipment.FieldName), What: f.Text(equipment.FieldWhat), Notes: f.Text("notes")}
}

func (h *Handlers) newSet(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(equipment.MayEdit, access.Tie{}); err != nil {
		return err
	}
	p, err := h.setPage(r, form.Of(nil).Keyed(serve.NewKey()), nil)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SetFormPage(p))
}

func (h *Handlers) createSet(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	id, err := h.room.CreateSet(r.Context(), serve.By(r), f.Sending(), parseSet(f))
	if f.Refuse(fault.SeenAt(err, urls.EquipmentSet(id))) {
		return h.setAgain(w, r, f, nil)
	}
	return serve.Saved(w, r, f, err, "Le lot est créé.", urls.EquipmentSet(id))
}

// setAgain gives a form back with what is to mend.
func (h *Handlers) setAgain(w http.ResponseWriter, r *http.Request, f *form.Form, of *equipment.SetSheet) error {
	p, err := h.setPage(r, f, of)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, SetFormPage(p))
}

func (h *Handlers) editSet(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingSet(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	p, err := h.setPage(r, form.Of(equipment.SetFields.Values(v.SetDraft)).Over(v.Version), &v)
	if err != nil {
		return err
	}
	return serve.Page(w, r, SetFormPage(p))
}

func (h *Handlers) saveSet(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingSet(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	err = h.room.EditSet(r.Context(), serve.By(r), v.ID, f.Version(), parseSet(f))
	if f.Refuse(err) {
		return h.setAgain(w, r, f, &v)
	}
	return serve.Saved(w, r, f, err, "Le lot est enregistré.", urls.EquipmentSet(v.ID))
}

func (h *Handlers) askDeleteSet(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingSet(r, equipment.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteSetPage(v))
}

func (h *Handlers) deleteSet(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "equipmentset")
	if err != nil {
		return err
	}
	if err := h.room.DeleteSet(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le lot est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "lots", id, urls.EquipmentSets())
}
