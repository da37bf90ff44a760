package programmeui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// eventForm is the page of an event's form.
type eventForm struct {
	*form.Form
	Title, Action, Back, Submit string
	Edited                      bool // rather than new
	Projects                    int  // that would move with an edited event
	Series                      []programme.Series
}

// warning says what follows when the event of an edit changes its days.
func (f eventForm) warning() string {
	return french.Agree(f.Projects,
		"Un projet prépare cet événement. Si vous changez les dates, son rétroplanning suit, et le changement est noté dans son historique.",
		french.Projects(f.Projects)+" préparent cet événement. Si vous changez les dates, leurs rétroplannings suivent, et le changement est noté dans leurs historiques.")
}

func (f eventForm) seriesOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Événement propre au musée"}}
	for _, s := range f.Series {
		options = append(options, ui.Option{Value: s.Key, Label: s.Name})
	}
	return options
}

// parseEvent reads the form of an event; the error is what is to mend. Without a year, its days are
// those nearest to near, and it was verified on the day nearest to today.
func parseEvent(f *form.Form, near, today workcal.Date) (programme.EventDraft, error) {
	first, last := f.Days("debut", "fin", near)
	d := programme.EventDraft{SeriesKey: f.Text("serie"), Name: f.Text("nom"), Year: f.Int("annee"), Edition: f.Int("edition"),
		First: first, Last: last, Theme: f.Text("theme"), Notes: f.Text("notes"), Source: f.Text("source"),
		VerifiedOn: f.Day("verifie", today), ToConfirm: f.Flag("a_confirmer")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newEvent(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	blank := form.Of(url.Values{"annee": {strconv.Itoa(serve.Today(r).Year())}}).Keyed(serve.NewKey())
	return h.askEvent(w, r, http.StatusOK, blank, nil)
}

func (h *Handlers) createEvent(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseEvent(f, serve.Ahead(r), serve.Today(r))
	var id int64
	if err == nil {
		id, err = h.programme.CreateEvent(r.Context(), serve.By(r), f.Key(), draft)
	}
	if f.Refuse(err) {
		return h.askEvent(w, r, http.StatusUnprocessableEntity, f, nil)
	}
	return serve.Saved(w, r, f, err, "L’événement est créé.", urls.Event(id))
}

func (h *Handlers) editEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayEdit)
	if err != nil {
		return err
	}
	return h.askEvent(w, r, http.StatusOK, form.Of(programme.EventFields.Values(v.Draft())).Over(v.Version), &v)
}

func (h *Handlers) saveEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseEvent(f, v.First, serve.Today(r))
	if err == nil {
		err = h.programme.EditEvent(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return h.askEvent(w, r, http.StatusUnprocessableEntity, f, &v)
	}
	return serve.Saved(w, r, f, err, "L’événement est enregistré.", urls.Event(v.ID))
}

// askEvent shows the form of an edited event, or of a new one when there is none.
func (h *Handlers) askEvent(w http.ResponseWriter, r *http.Request, status int, f *form.Form, edited *eventView) error {
	series, err := h.programme.Series(r.Context())
	if err != nil {
		return err
	}
	page := eventForm{Form: f, Series: series, Title: "Nouvel événement", Action: urls.Events(), Back: urls.Events(), Submit: "Créer l’événement"}
	if edited != nil {
		page.Title, page.Action, page.Back, page.Submit = "Modifier l’événement", urls.Event(edited.ID), urls.Event(edited.ID), "Enregistrer"
		page.Edited, page.Projects = true, len(edited.Projects)
	}
	return serve.Status(w, r, status, EventFormPage(page))
}
