package programmeui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// eventFields is the order of the form of an event.
var eventFields = []string{"serie", "nom", "annee", "edition", "debut", "fin", "a_confirmer", "theme", "source", "verifie", "notes"}

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
		"Un projet prépare cet événement. Si vous changez les dates, son rétroplanning suit, et le changement est noté dans son journal.",
		french.Projects(f.Projects)+" préparent cet événement. Si vous changez les dates, leurs rétroplannings suivent, et le changement est noté dans leurs journaux.")
}

func (f eventForm) seriesOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Événement propre au musée"}}
	for _, s := range f.Series {
		options = append(options, ui.Option{Value: s.Key, Label: s.Name})
	}
	return options
}

// parseEvent reads the form of an event. Without a year, its days are those nearest to near, and it
// was verified on the day nearest to today.
func parseEvent(f *form.Form, near, today workcal.Date) programme.EventDraft {
	first, last := f.Days("debut", "fin", near)
	d := programme.EventDraft{SeriesKey: f.Text("serie"), Name: f.Text("nom"), Year: f.Int("annee"), Edition: f.Int("edition"),
		First: first, Last: last, Theme: f.Text("theme"), Notes: f.Text("notes"), Source: f.Text("source"),
		VerifiedOn: f.Day("verifie", today), ToConfirm: f.Flag("a_confirmer")}.Tidy()
	f.Merge(d.Check())
	return d
}

// eventValues writes an event as its form would send it.
func eventValues(d programme.EventDraft) url.Values {
	values := url.Values{"serie": {d.SeriesKey}, "nom": {d.Name}, "annee": {form.Typed(d.Year)}, "edition": {form.Typed(d.Edition)},
		"debut": {ui.Day(d.First)}, "fin": {ui.Day(d.Last)}, "theme": {d.Theme}, "notes": {d.Notes}, "source": {d.Source},
		"verifie": {ui.Day(d.VerifiedOn)}}
	if d.ToConfirm {
		values.Set("a_confirmer", "oui")
	}
	return values
}

func (h *Handlers) newEvent(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	blank := form.Of(url.Values{"annee": {strconv.Itoa(serve.Today(r).Year())}}).Keyed(serve.NewKey())
	page, err := h.eventForm(r, blank, nil)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventFormPage(page))
}

// eventForm puts a form on the page of an edited event, or of a new one when there is none.
func (h *Handlers) eventForm(r *http.Request, f *form.Form, edited *programme.EventSummary) (eventForm, error) {
	series, err := h.programme.Series(r.Context())
	page := eventForm{Form: f, Series: series, Title: "Nouvel événement", Action: urls.Events(), Back: urls.Events(), Submit: "Créer l’événement"}
	if edited != nil {
		page.Title, page.Action, page.Back, page.Submit = "Modifier l’événement", urls.Event(edited.ID), urls.Event(edited.ID), "Enregistrer"
		page.Edited, page.Projects = true, len(edited.Projects)
	}
	return page, err
}

func (h *Handlers) createEvent(w http.ResponseWriter, r *http.Request) error {
	by := serve.By(r)
	if err := by.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft := parseEvent(f, serve.Ahead(r), serve.Today(r))
	if f.Valid() {
		id, err := h.programme.CreateEvent(r.Context(), by, f.Key(), draft)
		if err == nil {
			serve.Flash(r, "L’événement est créé.", f.Notes()...)
			return serve.Redirect(w, r, urls.Event(id))
		}
		if !f.Refuse(err) {
			return err
		}
	}
	page, err := h.eventForm(r, f, nil)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, EventFormPage(page))
}

func (h *Handlers) editEvent(w http.ResponseWriter, r *http.Request) error {
	event, err := h.eventToEdit(r)
	if err != nil {
		return err
	}
	page, err := h.eventForm(r, form.Of(eventValues(event.Draft())).Over(event.Version), &event)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventFormPage(page))
}

// eventToEdit finds the event of the request, if its reader may edit it.
func (h *Handlers) eventToEdit(r *http.Request) (programme.EventSummary, error) {
	id, err := serve.ID(r, "event")
	if err != nil {
		return programme.EventSummary{}, err
	}
	event, err := h.programme.Event(r.Context(), serve.By(r), id)
	if err != nil {
		return programme.EventSummary{}, err
	}
	if event.DeletedAt != nil {
		return programme.EventSummary{}, fault.Missing(nil)
	}
	return event, serve.By(r).Check(programme.MayEdit, access.Tie{})
}

func (h *Handlers) saveEvent(w http.ResponseWriter, r *http.Request) error {
	event, err := h.eventToEdit(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft := parseEvent(f, event.First, serve.Today(r))
	if f.Valid() {
		current, err := h.programme.EditEvent(r.Context(), serve.By(r), event.ID, f.Version(), draft)
		switch {
		case err == nil:
			serve.Flash(r, "L’événement est enregistré.", f.Notes()...)
			return serve.Redirect(w, r, urls.Event(event.ID))
		case fault.Is(err, fault.Conflict) && current.ID != 0:
			return h.clashEvent(w, r, f, draft, current)
		case !f.Refuse(err):
			return err
		}
	}
	page, err := h.eventForm(r, f, &event)
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, EventFormPage(page))
}

// clashEvent shows both texts of an event that two people edited.
func (h *Handlers) clashEvent(w http.ResponseWriter, r *http.Request, f *form.Form, mine programme.EventDraft, current programme.Event) error {
	series, err := h.programme.Series(r.Context())
	if err != nil {
		return err
	}
	yours, theirs := eventTexts(mine, series), eventTexts(current.Draft(), series)
	clash := ui.Clash{Title: french.Quote(current.Name) + " a changé entre-temps", KeepURL: urls.Event(current.ID),
		BackURL: urls.Event(current.ID), Hidden: f.Again(current.Version, eventFields...)}
	for i, field := range []string{"Nom", "Événement national", "Année", "Édition", "Dates", "Dates à confirmer", "Thème", "Source", "Vérifié le", "Notes"} {
		clash.Versions = append(clash.Versions, ui.Version{Field: field, Yours: yours[i], Theirs: theirs[i]})
	}
	return serve.Conflict(w, r, ui.ClashPage(ui.Page{Title: "Deux textes pour un événement", Section: ui.Events}, clash))
}

// eventTexts writes an event field by field, as people read it.
func eventTexts(d programme.EventDraft, series []programme.Series) []string {
	name := "Événement propre au musée"
	for _, s := range series {
		if s.Key == d.SeriesKey {
			name = s.Name
		}
	}
	confirm := "non"
	if d.ToConfirm {
		confirm = "oui"
	}
	return []string{d.Name, name, form.Typed(d.Year), form.Typed(d.Edition), workcal.FrenchRange(d.First, d.Last), confirm,
		d.Theme, d.Source, d.VerifiedOn.FrenchDay(), d.Notes}
}
