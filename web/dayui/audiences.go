package dayui

import (
	"net/http"

	"parvis/internal/access"
	"parvis/internal/attendance"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

type audienceForm struct {
	*form.Form
	Audience attendance.Audience // its number is 0 for a new one
}

func (h *Handlers) listAudiences(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(attendance.MaySet, access.Tie{}); err != nil {
		return err
	}
	list, err := h.counts.Audiences(r.Context(), by)
	if err != nil {
		return err
	}
	return serve.Page(w, r, AudiencesPage(list))
}

func (h *Handlers) newAudience(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(attendance.MaySet, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, AudiencePage(audienceForm{Form: form.Of(attendance.AudienceFields.Values(attendance.BlankAudience)).Keyed(serve.NewKey())}))
}

func audienceOf(f *form.Form) (attendance.AudienceDraft, error) {
	d := attendance.AudienceDraft{Name: f.Text("nom"), Heading: form.Choice(f, "colonne", attendance.Headings), Usual: f.Flag("courant"), Active: f.Flag("actif"), Position: f.Int("place")}
	return d, f.Err()
}

func (h *Handlers) createAudience(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, attendance.MaySet)
	if err != nil {
		return err
	}
	d, err := audienceOf(f)
	if err == nil {
		_, err = h.counts.CreateAudience(r.Context(), serve.By(r), f.Sending(), d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, AudiencePage(audienceForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "Le public est ajouté.", urls.Audiences())
}

// audience finds the one of the request, for whoever may set it.
func (h *Handlers) audience(r *http.Request) (attendance.Audience, error) {
	at, err := serve.ID(r, "audience")
	if err != nil {
		return attendance.Audience{}, err
	}
	if err := serve.By(r).Check(attendance.MaySet, access.Tie{}); err != nil {
		return attendance.Audience{}, err
	}
	return h.counts.Audience(r.Context(), serve.By(r), at)
}

func (h *Handlers) editAudience(w http.ResponseWriter, r *http.Request) error {
	a, err := h.audience(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, AudiencePage(audienceForm{form.Of(attendance.AudienceFields.Values(a.AudienceDraft)).Over(a.Version), a}))
}

func (h *Handlers) saveAudience(w http.ResponseWriter, r *http.Request) error {
	a, err := h.audience(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d, err := audienceOf(f)
	if err == nil {
		err = h.counts.EditAudience(r.Context(), serve.By(r), a.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, AudiencePage(audienceForm{f, a}))
	}
	return serve.Saved(w, r, f, err, "Le public est enregistré.", urls.Audiences())
}

func (h *Handlers) audiencesHistory(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(attendance.MaySet, access.Tie{}); err != nil {
		return err
	}
	page, err := h.counts.AudiencesHistory(r.Context(), serve.By(r), historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Settings, journal.Subject{}, page, ui.Crumb{Label: "Publics", URL: urls.Audiences()})
}

// headingOptions are the columns that an audience may add to.
func headingOptions() []ui.Option {
	var list []ui.Option
	for _, h := range attendance.Headings {
		list = append(list, ui.Option{Value: string(h), Label: h.Label()})
	}
	return list
}

func audienceTitle(f audienceForm) string {
	if f.Audience.ID == 0 {
		return "Ajouter un public"
	}
	return "Modifier " + french.Quote(f.Audience.Name)
}

func audienceAction(f audienceForm) string {
	if f.Audience.ID == 0 {
		return urls.Audiences()
	}
	return urls.Audience(f.Audience.ID)
}
