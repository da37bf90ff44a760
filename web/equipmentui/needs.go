package equipmentui

import (
	"net/http"
	"net/url"

	"parvis/internal/equipment"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// View is what a slot needs of the equipment, on the page of the slot.
type View struct{ equipment.SlotNeeds }

// Of reads the panel of a slot.
func (h *Handlers) Of(r *http.Request, id int64) (*View, error) {
	n, err := h.room.OfSlot(r.Context(), serve.By(r), id)
	if err != nil {
		return nil, err
	}
	return &View{n}, nil
}

// lacks tells whether there are not enough of a line for the slot.
func (v *View) lacks(l equipment.Line) bool {
	return v.Status == slot.Planned && !l.Firm && l.BackAt == nil
}

// needsPage is the form of what a slot needs.
type needsPage struct {
	*form.Form
	equipment.SlotNeeds
	equipment.Adding
	Chosen equipment.Set // that was asked about
}

func slotCrumbs(s slot.Slot) []ui.Crumb {
	return append(ui.ProjectCrumbs(s.Project.ID, s.Project.Short()), ui.Crumb{Label: s.Name(), URL: urls.Slot(s.ID)})
}

func (h *Handlers) needs(r *http.Request) (needsPage, error) {
	id, err := serve.ID(r, "slot")
	if err != nil {
		return needsPage{}, err
	}
	p := needsPage{}
	if p.SlotNeeds, err = h.room.OfSlot(r.Context(), serve.By(r), id); err != nil {
		return p, err
	}
	p.Form = form.Of(url.Values{equipment.FieldWhat: {p.Booking.What}}).Over(p.Booking.Version)
	p.Adding, err = h.room.EditingSlot(r.Context(), serve.By(r), p.SlotNeeds)
	return p, err
}

func (h *Handlers) editNeeds(w http.ResponseWriter, r *http.Request) error {
	p, err := h.needs(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, NeedsPage(p))
}

func (h *Handlers) saveNeeds(w http.ResponseWriter, r *http.Request) error {
	p, err := h.needs(r)
	if err != nil {
		return err
	}
	if p.Form, err = form.Read(r); err != nil {
		return err
	}
	said, err := h.room.SetSlot(r.Context(), serve.By(r), p.Slot.ID, p.Version(), p.Text(equipment.FieldWhat), p.Flag(equipment.FieldDespite))
	if p.Refuse(err) {
		return serve.Invalid(w, r, NeedsPage(p))
	}
	if err == nil {
		say(r, "Le matériel de la séance est enregistré.", said, nil)
		return serve.Redirect(w, r, urls.Slot(p.Slot.ID))
	}
	return serve.Saved(w, r, p.Form, err, "Le matériel de la séance est enregistré.", urls.Slot(p.Slot.ID))
}

// addSet adds a set to what a slot needs: what is lacking is asked about on the form, which is filled with both.
func (h *Handlers) addSet(w http.ResponseWriter, r *http.Request) error {
	p, err := h.needs(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	set, said, err := h.room.AddSet(r.Context(), serve.By(r), p.Slot.ID, max(0, f.ID("lot")), f.Flag(equipment.FieldDespite))
	p.Chosen = set
	if f.Refuse(err) {
		p.Form = f.Behind(map[string][]string{equipment.FieldWhat: {p.Booking.What}}).Over(p.Booking.Version)
		return serve.Invalid(w, r, NeedsPage(p))
	}
	if err != nil {
		return err
	}
	say(r, "Le lot "+french.Quote(set.Name)+" est ajouté à la séance.", said, nil)
	return serve.Redirect(w, r, urls.Slot(p.Slot.ID))
}
