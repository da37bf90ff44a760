package activityui

import (
	"net/http"

	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/partnerpick"
	"parvis/web/serve"
	"parvis/web/urls"
)

// activityForm is the page of an activity's form.
type activityForm struct {
	*form.Form
	Project  activity.Project
	Activity *activity.Sheet // that is edited; nil for a new one
	Choice   partnerpick.Choice
}

// parse reads the form of an activity but for its organisations; the error is what is to mend.
func parse(f *form.Form, with []partner.Ref) (activity.Draft, error) {
	d := activity.Draft{Kind: form.Choice(f, activity.FieldKind, activity.Kinds), Title: f.Text(activity.FieldTitle), Summary: f.Text("accroche"), Text: f.Text("texte"), Audiences: f.Text("publics"),
		AgeFrom: f.Int("age_de"), AgeTo: f.Int("age_a"), Duration: f.Minutes("duree"), Languages: f.Text("langues"), Free: f.Flag("gratuit"), Price: form.Value(f, "prix", written.Euros),
		Booking: form.Choice(f, "reservation", activity.Bookings), BookingText: f.Text("reserver"), GroupMost: f.Int("groupe"), PerStaff: f.Int("encadrement"), Speakers: f.Text("intervenants"),
		Organisations: with, Materials: f.Text("materiel"), Credits: f.Text("credits"), Notes: f.Text("notes")}
	for _, one := range activity.Disabilities {
		d.Access[one] = form.Choice(f, one.Field(), activity.Answers)
	}
	for _, one := range activity.Offers {
		d.Offers[one] = f.Flag(one.Field())
	}
	d = d.Tidy()
	return d, f.Merge(d.Check())
}

// filled is the form of a draft.
func filled(d activity.Draft) *form.Form {
	return form.Of(partnerpick.Fill(activity.Fields.Values(d), activity.FieldOrganisations, d.Organisations))
}

// project finds the project of the request, for whoever may add activities to it.
func (h *Handlers) project(r *http.Request) (activity.Project, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return activity.Project{}, err
	}
	return h.activities.Project(r.Context(), serve.By(r), id)
}

func (h *Handlers) newActivity(w http.ResponseWriter, r *http.Request) error {
	p, err := h.project(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(activityForm{Form: filled(activity.Blank).Keyed(serve.NewKey()), Project: p}))
}

func (h *Handlers) createActivity(w http.ResponseWriter, r *http.Request) error {
	p, err := h.project(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, activity.FieldOrganisations)
	if err != nil {
		return err
	}
	draft, err := parse(f, choice.Refs)
	var id int64
	if err == nil {
		id, err = h.activities.Create(r.Context(), serve.By(r), f.Sending(), p.ID, draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Activity(id))) {
		return serve.Invalid(w, r, FormPage(activityForm{Form: f, Project: p, Choice: choice}))
	}
	return serve.Saved(w, r, f, err, "L’idée d’activité est notée.", urls.Activity(id))
}

func (h *Handlers) editActivity(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(activityForm{Form: filled(v.Draft).Over(v.Version), Project: v.Project, Activity: &v, Choice: partnerpick.Of(v.Organisations)}))
}

func (h *Handlers) saveActivity(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editable(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	choice, err := h.pick.Pick(r, f, activity.FieldOrganisations)
	if err != nil {
		return err
	}
	draft, err := parse(f, choice.Refs)
	if err == nil {
		err = h.activities.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(activityForm{Form: f, Project: v.Project, Activity: &v, Choice: choice}))
	}
	return serve.Saved(w, r, f, err, "L’activité est enregistrée.", urls.Activity(v.ID))
}
