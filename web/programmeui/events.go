package programmeui

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/actui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// event finds the event of the request and what its reader may do with it.
func (h *Handlers) event(r *http.Request) (eventView, error) {
	id, err := serve.ID(r, "event")
	if err != nil {
		return eventView{}, err
	}
	event, err := h.programme.Event(r.Context(), serve.By(r), id)
	return eventView{EventSheet: event, Today: serve.Today(r)}, err
}

// livingEvent finds the event of the request, unless it is in the trash or its reader may not do this
// with it.
func (h *Handlers) livingEvent(r *http.Request, action *access.Action) (eventView, error) {
	v, err := h.event(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) listEvents(w http.ResponseWriter, r *http.Request) error {
	page, err := h.programme.Year(r.Context(), serve.By(r), parseYear(form.Query(r)))
	if err != nil {
		return err
	}
	v := yearView{YearOfEvents: page}
	if v.Plans, err = h.standingsOf(r, page.All...); err != nil {
		return err
	}
	return serve.Page(w, r, EventsPage(v))
}

func (h *Handlers) printEvents(w http.ResponseWriter, r *http.Request) error {
	page, err := h.programme.Year(r.Context(), serve.By(r), parseYear(form.Query(r)))
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventsPrintPage(page))
}

func (h *Handlers) exportEvents(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayExchange, access.Tie{}); err != nil {
		return err
	}
	page, err := h.programme.Year(r.Context(), serve.By(r), parseYear(form.Query(r)))
	if err != nil {
		return err
	}
	series, err := h.programme.Series(r.Context())
	if err != nil {
		return err
	}
	var drafts []programme.EventDraft
	for _, e := range page.All {
		drafts = append(drafts, e.Draft())
	}
	return serve.Table(w, r, programme.EventTable(series), drafts, "evenements-"+strconv.Itoa(page.Year))
}

func (h *Handlers) showEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err == nil {
		v.Thread, v.Files, err = h.threads.Of(r, journal.Event, v.ID)
	}
	if err == nil {
		v.Plans, err = h.standingsOf(r, v.EventSummary)
	}
	if err != nil {
		return err
	}
	return serve.Page(w, r, EventPage(v))
}

func (h *Handlers) showEventHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	page, err := h.programme.EventHistory(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Events, v.Subject(), page, append(eventCrumbs(v), ui.Crumb{Label: v.Name, URL: urls.Event(v.ID)})...)
}

func (h *Handlers) askDeleteEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayArchive)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeleteEventPage(v))
}

func (h *Handlers) deleteEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.event(r)
	if err != nil {
		return err
	}
	if err := h.programme.DeleteEvent(r.Context(), serve.By(r), v.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "L’événement est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "evenements", v.ID, urls.EventsOf(v.Year))
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

func (h *Handlers) askEvent(w http.ResponseWriter, r *http.Request, f *form.Form, edited *eventView) error {
	series, err := h.programme.Series(r.Context())
	if err != nil {
		return err
	}
	return serve.Form(w, r, f, EventFormPage(eventForm{Form: f, Event: edited, Series: series}))
}

func (h *Handlers) newEvent(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(programme.MayEdit, access.Tie{}); err != nil {
		return err
	}
	return h.askEvent(w, r, form.Of(url.Values{"annee": {strconv.Itoa(serve.Today(r).Year())}}).Keyed(serve.NewKey()), nil)
}

func (h *Handlers) createEvent(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, programme.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseEvent(f, serve.Ahead(r), serve.Today(r))
	var id int64
	if err == nil {
		id, err = h.programme.CreateEvent(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.Event(id))) {
		return h.askEvent(w, r, f, nil)
	}
	return serve.Saved(w, r, f, err, "L’événement est créé.", urls.Event(id))
}

func (h *Handlers) editEvent(w http.ResponseWriter, r *http.Request) error {
	v, err := h.livingEvent(r, programme.MayEdit)
	if err != nil {
		return err
	}
	return h.askEvent(w, r, form.Of(programme.EventFields.Values(v.Draft())).Over(v.Version), &v)
}

// keepTheirDays says what does not follow when days move: somebody has to move it.
const keepTheirDays = "Les séances, ce qui est réservé et les questionnaires proposés gardent leurs jours\u00a0: ensuite, «\u00a0Conflits\u00a0», dans le programme du projet, dit quelles séances tombent hors des dates."

// moving is the page of what follows when an event's days change.
func moving(v eventView, to programme.EventDraft) actui.Ahead {
	return actui.Ahead{Section: ui.Events, Title: "Changer les dates de " + french.Quote(v.Name), Save: "Enregistrer ces dates",
		Lead:   "Avant\u00a0: " + programme.DaysText(v.First, v.Last) + ". Après\u00a0: " + programme.DaysText(to.First, to.Last) + ". " + keepTheirDays,
		Crumbs: append(eventCrumbs(v), ui.Crumb{Label: v.Name, URL: urls.Event(v.ID)})}
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
	if actui.Revising(f) {
		return h.askEvent(w, r, f, &v)
	}
	save := func(ctx context.Context) error {
		return h.programme.EditEvent(ctx, serve.By(r), v.ID, f.Version(), draft)
	}
	if err == nil && (draft.First != v.First || draft.Last != v.Last) {
		var asked bool
		if asked, err = actui.Before(w, r, f, h.plans, moving(v, draft), save); asked {
			return err
		}
	}
	if err == nil {
		err = save(r.Context())
	}
	if f.Refuse(err) {
		return h.askEvent(w, r, f, &v)
	}
	return serve.Saved(w, r, f, err, "L’événement est enregistré.", urls.Event(v.ID))
}

// figures says in a sentence how many of a year's events are to come, and how many are over.
func figures(v programme.YearOfEvents) string {
	switch coming, past := french.Count(len(v.Coming), "événement à venir", "événements à venir"), french.Count(len(v.Past), "déjà passé", "déjà passés"); {
	case len(v.Coming)+len(v.Past) == 0:
		return "Aucun événement."
	case len(v.Past) == 0:
		return coming + "."
	case len(v.Coming) == 0:
		return french.Count(len(v.Past), "événement, déjà passé", "événements, déjà passés") + "."
	default:
		return coming + ", " + past + "."
	}
}
