package answerui

import (
	"net/http"
	"net/url"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/urls"
)

func (h *Handlers) showObservations(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	o, err := h.room.Observations(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ObservationsPage(o))
}

func (h *Handlers) showObservation(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "observation")
	if err != nil {
		return err
	}
	o, err := h.room.Observation(r.Context(), serve.By(r), id)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ObservationPage(o))
}

// observing finds the slot of the request and the grid that is asked for, or the only one there is; without one, the version is none.
func (h *Handlers) observing(r *http.Request, number int) (response.Observing, survey.Version, error) {
	at, err := serve.ID(r, "slot")
	if err != nil {
		return response.Observing{}, survey.Version{}, err
	}
	o, err := h.room.Observing(r.Context(), serve.By(r), at)
	if err != nil {
		return o, survey.Version{}, err
	}
	grid := max(0, form.Query(r).ID("grille"))
	if grid == 0 && len(o.Grids) == 1 {
		grid = o.Grids[0].ID
	}
	if grid == 0 {
		return o, survey.Version{}, nil
	}
	v, err := h.room.Grid(r.Context(), grid, number)
	return o, v, err
}

// observed dresses a walk for whoever watches a slot.
func observed(k walk, o response.Observing, name string) walk {
	s := o.Slot
	k.Action, k.Slot, k.Asker = urls.SlotObserve(s.ID, url.Values{"grille": {id(k.Version.FormID)}}), true, true
	k.Title = k.Version.Form.Title.In(k.Lang)
	k.Window = k.Title + " · " + s.Name()
	k.About, k.Back = "Séance observée\u00a0: "+s.Activity.Title+", "+s.Day.FrenchDay()+". Observée par "+name+".", urls.Slot(s.ID)
	if len(o.Done) > 0 {
		k.About += " " + french.Capital(french.Count(len(o.Done), "grille y est déjà remplie.", "grilles y sont déjà remplies."))
	}
	return k
}

func slotContext(o response.Observing) question.Context {
	return question.Context{Project: o.Slot.Project.ID, Slot: o.Slot.ID}
}

func (h *Handlers) showObserve(w http.ResponseWriter, r *http.Request) error {
	o, v, err := h.observing(r, 0)
	if err != nil {
		return err
	}
	if v.FormID == 0 {
		return serve.Page(w, r, ChooseGridPage(o))
	}
	k := begin(v, slotContext(o), question.French, serve.NewKey())
	k.Day = min(o.Slot.Day, serve.Today(r)).Digits()
	return serve.Page(w, r, WalkPage(observed(k, o, serve.By(r).Name)))
}

func (h *Handlers) observe(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	o, v, err := h.observing(r, max(1, f.Int(fieldForm)))
	if err == nil && v.FormID == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return err
	}
	k := read(f, v, slotContext(o))
	k.Day = f.Text(fieldDay)
	day := f.Day(fieldDay, min(o.Slot.Day, serve.Today(r)))
	f.Require(day <= serve.Today(r), fieldDay, "Ce jour est à venir\u00a0: une observation se note le jour même ou après.")
	if p := f.Problems(fieldDay); f.Wrong(fieldDay) {
		k.DayBad = p.For(fieldDay)
	}
	done := (k.DayBad == "" || k.held != "") && k.move(f.Text(fieldGo))
	if !done {
		return serve.Status(w, r, k.status(), WalkPage(observed(k, o, serve.By(r).Name)))
	}
	g := k.given(response.ByObserver)
	g.Day = day
	kept, err := h.room.Observe(r.Context(), serve.By(r), o.Slot.ID, v, g)
	return serve.Saved(w, r, f, err, "La grille d’observation est enregistrée.", urls.Observation(kept))
}
