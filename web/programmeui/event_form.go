package programmeui

import (
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// eventFields is the order of the form of an event.
var eventFields = []string{"serie", "nom", "annee", "edition", "debut", "fin", "a_confirmer", "theme", "source", "verifie", "notes"}

// eventForm is the page of an event's form, with what was typed and what is to mend.
type eventForm struct {
	Title, Action, Back string
	Submit              string
	Key                 string // of a creation
	Version             int    // of an edit; 0 for a creation
	Projects            int    // that would move with the event
	Values              url.Values
	Series              []programme.Series
	Problems            fault.Problems
}

func (f eventForm) field(name, label, hint string) ui.Field {
	return ui.Field{Name: name, Label: label, Hint: hint}.With(f.Values.Get(name), f.Problems)
}

func (f eventForm) check(name, value, label, hint string) ui.Field {
	field := f.field(name, label, hint)
	field.Value, field.Checked = value, f.Values.Get(name) != ""
	return field
}

// warning says what follows when the event of an edit changes its days.
func (f eventForm) warning() string {
	if f.Projects == 1 {
		return "Un projet prépare cet événement. Si vous changez les dates, son rétroplanning suit, et le changement est noté dans son journal."
	}
	return strconv.Itoa(f.Projects) + " projets préparent cet événement. Si vous changez les dates, leurs rétroplannings suivent, et le changement est noté dans leurs journaux."
}

func (f eventForm) seriesOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Événement propre au musée"}}
	for _, s := range f.Series {
		options = append(options, ui.Option{Value: s.Key, Label: s.Name})
	}
	return ui.Choose(options, f.Values.Get("serie"))
}

// parseEvent reads the form of an event. Without a year, its days are those nearest to near, and it
// was verified on the day nearest to today.
func parseEvent(values url.Values, near, today workcal.Date) (d programme.EventDraft, problems fault.Problems, notes []string) {
	r := reading{values: values}
	first, last := r.days("debut", "fin", near)
	d = programme.EventDraft{SeriesKey: r.text("serie"), Name: r.text("nom"), Year: r.number("annee"), Edition: r.number("edition"),
		First: first, Last: last, Theme: r.text("theme"), Notes: r.text("notes"), Source: r.text("source"),
		VerifiedOn: r.day("verifie", today), ToConfirm: r.text("a_confirmer") != ""}.Tidy()
	return d, gather(r.problems, d.Check(), eventFields), r.notes
}

// eventValues writes an event as its form would send it.
func eventValues(d programme.EventDraft) url.Values {
	values := url.Values{"serie": {d.SeriesKey}, "nom": {d.Name}, "annee": {typedNumber(d.Year)}, "edition": {typedNumber(d.Edition)},
		"debut": {ui.Day(d.First)}, "fin": {ui.Day(d.Last)}, "theme": {d.Theme}, "notes": {d.Notes}, "source": {d.Source},
		"verifie": {ui.Day(d.VerifiedOn)}}
	if d.ToConfirm {
		values.Set("a_confirmer", "oui")
	}
	return values
}

func (h *Handlers) newEvent(w http.ResponseWriter, r *http.Request) error {
	if err := serve.Person(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	page, err := h.eventForm(r, eventForm{Key: serve.NewKey(), Values: url.Values{"annee": {strconv.Itoa(serve.Today(r).Year())}}})
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventFormPage(page))
}

// eventForm completes the form of a new event, or of an edited one when it already has a title.
func (h *Handlers) eventForm(r *http.Request, f eventForm) (eventForm, error) {
	if f.Title == "" {
		f.Title, f.Action, f.Back, f.Submit = "Nouvel événement", urls.Events(), urls.Events(), "Créer l’événement"
	}
	var err error
	f.Series, err = h.programme.Series(r.Context())
	return f, err
}

func (h *Handlers) createEvent(w http.ResponseWriter, r *http.Request) error {
	person := serve.Person(r)
	if err := person.Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	draft, problems, notes := parseEvent(values, serve.Today(r), serve.Today(r))
	if !problems.Any() {
		id, err := h.programme.CreateEvent(r.Context(), person, values.Get("cle"), draft, serve.Now(r))
		if err == nil {
			serve.Flash(r, "L’événement est créé.", notes...)
			return serve.Redirect(w, r, urls.Event(id))
		}
		var ok bool
		if problems, ok = fault.ProblemsOf(err); !ok || !problems.Any() {
			return err
		}
	}
	page, err := h.eventForm(r, eventForm{Key: values.Get("cle"), Values: values, Problems: problems})
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
	page, err := h.eventForm(r, editForm(event, event.Version, eventValues(event.Draft()), nil))
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventFormPage(page))
}

func editForm(e programme.EventSummary, version int, values url.Values, problems fault.Problems) eventForm {
	return eventForm{Title: "Modifier l’événement", Action: urls.Event(e.ID), Back: urls.Event(e.ID), Submit: "Enregistrer",
		Version: version, Projects: len(e.Projects), Values: values, Problems: problems}
}

// eventToEdit finds the event of the request, if its reader may edit it.
func (h *Handlers) eventToEdit(r *http.Request) (programme.EventSummary, error) {
	id, err := serve.ID(r, "event")
	if err != nil {
		return programme.EventSummary{}, err
	}
	event, err := h.programme.Event(r.Context(), serve.Person(r), id)
	if err != nil {
		return programme.EventSummary{}, err
	}
	if event.DeletedAt != nil {
		return programme.EventSummary{}, fault.Missing(nil)
	}
	return event, serve.Person(r).Check(programme.MayEdit, access.Tie{})
}

func (h *Handlers) saveEvent(w http.ResponseWriter, r *http.Request) error {
	event, err := h.eventToEdit(r)
	if err != nil {
		return err
	}
	values, err := serve.Form(r)
	if err != nil {
		return err
	}
	draft, problems, notes := parseEvent(values, event.First, serve.Today(r))
	if !problems.Any() {
		current, err := h.programme.EditEvent(r.Context(), serve.Person(r), event.ID, version(values), draft, serve.Now(r))
		switch {
		case err == nil:
			serve.Flash(r, "L’événement est enregistré.", notes...)
			return serve.Redirect(w, r, urls.Event(event.ID))
		case fault.Is(err, fault.Conflict) && current.ID != 0:
			return h.clashEvent(w, r, current, draft, values)
		}
		var ok bool
		if problems, ok = fault.ProblemsOf(err); !ok || !problems.Any() {
			return err
		}
	}
	page, err := h.eventForm(r, editForm(event, version(values), values, problems))
	if err != nil {
		return err
	}
	return serve.Invalid(w, r, EventFormPage(page))
}

// clashEvent shows both texts of an event that two people edited.
func (h *Handlers) clashEvent(w http.ResponseWriter, r *http.Request, current programme.Event, mine programme.EventDraft, values url.Values) error {
	series, err := h.programme.Series(r.Context())
	if err != nil {
		return err
	}
	yours, theirs := eventTexts(mine, series), eventTexts(current.Draft(), series)
	clash := ui.Clash{Title: "« " + current.Name + " » a changé entre-temps", KeepURL: urls.Event(current.ID),
		BackURL: urls.Event(current.ID), Hidden: hidden(values, eventFields, current.Version)}
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
	return []string{d.Name, name, typedNumber(d.Year), typedNumber(d.Edition), workcal.FrenchRange(d.First, d.Last), confirm,
		d.Theme, d.Source, d.VerifiedOn.FrenchDay(), d.Notes}
}
