package planui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/trash"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func (h *Handlers) own(r *http.Request) (plan.OwnDetail, error) {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return plan.OwnDetail{}, err
	}
	return h.plans.Own(r.Context(), serve.By(r), id)
}

// ownToEdit is own for whose it is; the head, who only reads it, is refused.
func (h *Handlers) ownToEdit(r *http.Request) (plan.OwnDetail, error) {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return plan.OwnDetail{}, err
	}
	return h.plans.OwnToEdit(r.Context(), serve.By(r), id)
}

func (h *Handlers) showOwn(w http.ResponseWriter, r *http.Request) error {
	d, err := h.own(r)
	if err != nil {
		return err
	}
	from, err := h.said.OfOwn(r.Context(), serve.By(r), d.ID)
	if err != nil {
		return err
	}
	return serve.Page(w, r, OwnPage(d, form.Of(plan.OwnFields.Values(d.Draft())).Over(d.Version), from.List))
}

func (h *Handlers) saveOwn(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.ownToEdit(r)
	if err != nil {
		return err
	}
	draft := plan.OwnDraft{Title: f.Text(plan.FieldTitle), Day: f.Soon(plan.FieldDue, serve.Today(r), serve.Ahead(r))}
	if err = f.Merge(draft.Check()); err == nil {
		err = h.plans.EditOwn(r.Context(), serve.By(r), d.ID, f.Version(), draft)
	}
	if fault.Is(err, fault.Conflict) {
		return serve.Clash(w, r, f, err, urls.OwnTask(d.ID))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, OwnPage(d, f, nil))
	}
	return serve.Saved(w, r, f, err, "La tâche "+french.Quote(draft.Title)+" est enregistrée.", urls.MyList())
}

func (h *Handlers) askDeleteOwn(w http.ResponseWriter, r *http.Request) error {
	d, err := h.ownToEdit(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteOwnPage(d))
}

func (h *Handlers) deleteOwn(w http.ResponseWriter, r *http.Request) error {
	d, err := h.ownToEdit(r)
	if err != nil {
		return err
	}
	if err := h.plans.DeleteOwn(r.Context(), serve.By(r), d.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La tâche "+french.Quote(d.Title)+" est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "personnelles", d.ID, urls.MyList())
}

// ownWords says by when it is to be done, or when it was.
func ownWords(o plan.Own, year int) string {
	switch {
	case o.Done():
		return "faite le " + o.DoneOn.FrenchShortIn(year) + " · personnelle"
	case o.Day.IsZero():
		return "personnelle"
	}
	return "pour le " + o.Day.FrenchShortIn(year) + " · personnelle"
}

// seenBy says who sees what somebody noted for herself.
func seenBy(d plan.OwnDetail) string {
	if d.Mine {
		return "Une tâche personnelle\u00a0: la cheffe de service peut la lire, personne d’autre."
	}
	return "Une tâche que " + d.Person + " a notée pour elle-même\u00a0: vous pouvez la lire, elle seule peut la changer."
}

// ownCrumbs is the way back to the list that it stands in.
func ownCrumbs(d plan.OwnDetail) []ui.Crumb {
	if d.Mine {
		return []ui.Crumb{{Label: "Ma liste", URL: urls.MyList()}}
	}
	return []ui.Crumb{{Label: "Ma liste", URL: urls.MyList()}, {Label: "Liste " + french.Of(d.Person), URL: urls.ListOf(d.PersonID)}}
}
