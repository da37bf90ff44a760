package logisticsui

import (
	"net/http"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// deliveryView is a delivery on its page.
type deliveryView struct {
	logistics.DeliverySheet
	Today  workcal.Date
	Thread *threadui.View
	Files  *fileui.View
}

// deliveryForm is the form of a delivery.
type deliveryForm struct {
	*form.Form
	Of       plan.Project
	Delivery *logistics.DeliverySheet // that is edited; nil for a new one
	Choices  logistics.Choices
	Pick     partnerpick.Choice
}

func (h *Handlers) deliveries(r *http.Request) (logistics.Deliveries, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return logistics.Deliveries{}, err
	}
	return h.room.Deliveries(r.Context(), serve.By(r), project)
}

func (h *Handlers) showDeliveries(w http.ResponseWriter, r *http.Request) error {
	d, err := h.deliveries(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeliveriesPage(d))
}

func (h *Handlers) printDeliveries(w http.ResponseWriter, r *http.Request) error {
	d, err := h.deliveries(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeliveriesPrintPage(d))
}

func (h *Handlers) delivery(r *http.Request) (logistics.DeliverySheet, error) {
	id, err := serve.ID(r, "delivery")
	if err != nil {
		return logistics.DeliverySheet{}, err
	}
	return h.room.Delivery(r.Context(), serve.By(r), id)
}

// livingDelivery finds the delivery of the request, unless it is in the trash or its reader may not change it.
func (h *Handlers) livingDelivery(r *http.Request) (logistics.DeliverySheet, error) {
	d, err := h.delivery(r)
	if err == nil {
		err = mayChange(r, d.Of, d.DeletedAt)
	}
	return d, err
}

func (h *Handlers) showDelivery(w http.ResponseWriter, r *http.Request) error {
	d, err := h.delivery(r)
	if err != nil {
		return err
	}
	v := deliveryView{DeliverySheet: d, Today: serve.Today(r)}
	if d.DeletedAt == nil {
		if v.Thread, v.Files, err = h.threads.Of(r, journal.Delivery, d.ID); err != nil {
			return err
		}
	}
	return serve.Page(w, r, DeliveryPage(v))
}

// parseDelivery reads the form of a delivery but for its organisation; the error is what is to mend.
func parseDelivery(f *form.Form, with []partner.Ref, today, near workcal.Date) (logistics.DeliveryDraft, error) {
	d := logistics.DeliveryDraft{Title: f.Text(logistics.FieldTitle), Transport: f.Text("transport"), Day: f.Day(logistics.FieldDay, near), Hours: f.Text("heures"), Place: f.Text("lieu"),
		State: form.Choice(f, logistics.FieldState, logistics.DeliveryStates), Person: partner.Ref{ID: f.ID(logistics.FieldPerson)}, ReceivedOn: f.Day(logistics.FieldReceived, today),
		Piece: partner.Ref{ID: f.ID(logistics.FieldPiece)}, Notes: f.Text("notes")}
	if len(with) > 0 {
		d.Organisation = with[0]
	}
	d = d.Tidy()
	return d, f.Merge(d.Check(today))
}

func filledDelivery(d logistics.DeliveryDraft) *form.Form {
	return form.Of(partnerpick.Fill(logistics.DeliveryFields.Values(d), logistics.FieldOrganisation, chosen(d.Organisation)))
}

func (h *Handlers) deliveryPage(r *http.Request, project int64, f deliveryForm) (deliveryForm, error) {
	var err error
	f.Of, f.Choices, err = h.room.ToWrite(r.Context(), serve.By(r), project, 0, logistics.Draft{})
	return f, err
}

func (h *Handlers) newDelivery(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := h.deliveryPage(r, project, deliveryForm{Form: filledDelivery(logistics.BlankDelivery).Keyed(serve.NewKey()), Pick: partnerpick.OneOf()})
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeliveryFormPage(f))
}

func (h *Handlers) createDelivery(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	pick, err := h.pickOne(r, f)
	if err != nil {
		return err
	}
	d, err := parseDelivery(f, pick.Refs, serve.Today(r), serve.Ahead(r))
	var made int64
	if err == nil {
		made, err = h.room.CreateDelivery(r.Context(), serve.By(r), f.Sending(), project, d)
	}
	if f.Refuse(fault.SeenAt(err, urls.Delivery(made))) {
		p, err := h.deliveryPage(r, project, deliveryForm{Form: f, Pick: pick})
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, DeliveryFormPage(p))
	}
	return serve.Saved(w, r, f, err, "La livraison est notée.", urls.Delivery(made))
}

func (h *Handlers) editDelivery(w http.ResponseWriter, r *http.Request) error {
	d, err := h.livingDelivery(r)
	if err != nil {
		return err
	}
	f, err := h.deliveryPage(r, d.Project, deliveryForm{Form: filledDelivery(d.DeliveryDraft).Over(d.Version), Delivery: &d, Pick: partnerpick.OneOf(chosen(d.Organisation)...)})
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeliveryFormPage(f))
}

func (h *Handlers) saveDelivery(w http.ResponseWriter, r *http.Request) error {
	d, err := h.livingDelivery(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	pick, err := h.pickOne(r, f)
	if err != nil {
		return err
	}
	draft, err := parseDelivery(f, pick.Refs, serve.Today(r), serve.Ahead(r))
	if err == nil {
		err = h.room.EditDelivery(r.Context(), serve.By(r), d.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		p, err := h.deliveryPage(r, d.Project, deliveryForm{Form: f, Delivery: &d, Pick: pick})
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, DeliveryFormPage(p))
	}
	return serve.Saved(w, r, f, err, "La livraison est enregistrée.", urls.Delivery(d.ID))
}

// receive notes that a delivery came today.
func (h *Handlers) receive(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "delivery")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := h.room.Receive(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	serve.Say(r, ui.Said{Text: "Livraison reçue\u00a0: " + french.Quote(d.Title) + ".", See: ui.Crumb{Label: "Joindre la photo du bon", URL: urls.Delivery(id)}})
	return serve.Redirect(w, r, serve.BackTo(f, urls.Delivery(id)))
}

func (h *Handlers) deliveryHistory(w http.ResponseWriter, r *http.Request) error {
	d, err := h.delivery(r)
	if err != nil {
		return err
	}
	page, err := h.room.DeliveryHistory(r.Context(), serve.By(r), d.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Projects, d.Subject(), page, crumbs(d.Of, deliveriesCrumb(d.Of), ui.Crumb{Label: d.Title, URL: urls.Delivery(d.ID)})...)
}

func (h *Handlers) askDeleteDelivery(w http.ResponseWriter, r *http.Request) error {
	d, err := h.livingDelivery(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteDeliveryPage(d))
}

func (h *Handlers) deleteDelivery(w http.ResponseWriter, r *http.Request) error {
	d, err := h.livingDelivery(r)
	if err != nil {
		return err
	}
	if err := h.room.DeleteDelivery(r.Context(), serve.By(r), d.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La livraison est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "livraisons", d.ID, urls.Deliveries(d.Project))
}
