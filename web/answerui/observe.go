package answerui

import (
	"net/http"
	"time"

	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/response"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
	"parvis/web/dayui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
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

// observing finds the slot of the request and the grid that its address names.
func (h *Handlers) observing(r *http.Request, number int) (response.Observing, survey.Version, error) {
	at, err := serve.ID(r, "slot")
	if err != nil {
		return response.Observing{}, survey.Version{}, err
	}
	grid, err := serve.ID(r, "form")
	if err != nil {
		return response.Observing{}, survey.Version{}, err
	}
	o, err := h.room.Observing(r.Context(), serve.By(r), at)
	if err != nil {
		return o, survey.Version{}, err
	}
	v, err := h.room.Grid(r.Context(), grid, number)
	return o, v, err
}

// chooseGrid leads to the only grid that may be filled at a slot; where there are several, or none, it says so.
func (h *Handlers) chooseGrid(w http.ResponseWriter, r *http.Request) error {
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	o, err := h.room.Observing(r.Context(), serve.By(r), at)
	if err != nil {
		return err
	}
	if len(o.Grids) == 1 {
		return serve.Redirect(w, r, urls.SlotGrid(at, o.Grids[0].ID))
	}
	return serve.Page(w, r, ChooseGridPage(o))
}

// gridPage is a grid on its way, at a slot.
type gridPage struct {
	walk
	Slot  slot.Slot
	At    time.Time
	Fresh bool // nothing of it was sent yet: a script may show all of it
}

// observed dresses a walk for whoever watches a slot.
func observed(r *http.Request, k walk, o response.Observing) gridPage {
	s := o.Slot
	k.Action, k.Slot, k.Asker = urls.SlotGrid(s.ID, k.Version.FormID), true, true
	k.Title = k.Version.Form.Title.In(k.Lang)
	k.About, k.Back = "Séance observée\u00a0: "+s.Activity.Title+", "+s.Day.FrenchDay()+". Observée par "+serve.By(r).Name+".", urls.Day(s.Project.ID, s.Day)
	if len(o.Done) > 0 {
		k.About += " " + french.Capital(french.Count(len(o.Done), "grille y est déjà remplie.", "grilles y sont déjà remplies."))
	}
	return gridPage{walk: k, Slot: s, At: serve.By(r).At}
}

// page is the frame of a grid: one of the pages of its day, which a telephone keeps.
func (g gridPage) page() ui.Page {
	return ui.Page{Title: g.Title + " · " + g.Slot.Name(), Section: ui.DayOf, Here: ui.Here{Project: g.Slot.Project.ID}, Light: true, Sheets: []string{"asked.css"}, Scripts: []string{"asking.js", "day.js"}, Keys: dayui.Keys(g.Slot.Project.ID, g.Slot.Day)}
}

// called says what waits on a telephone: « Observation : Fouille, 14 h ».
func (g gridPage) called() string { return g.Title + ", " + g.Slot.Name() }

func slotContext(o response.Observing) question.Context {
	return question.Context{Project: o.Slot.Project.ID, Slot: o.Slot.ID}
}

func (h *Handlers) showGrid(w http.ResponseWriter, r *http.Request) error {
	o, v, err := h.observing(r, 0)
	if err != nil {
		return err
	}
	k := begin(v, slotContext(o), question.French, serve.NewKey())
	k.Day = min(o.Slot.Day, serve.Today(r)).Digits()
	g := observed(r, k, o)
	g.Fresh = true
	dayui.Kept(w, r)
	return serve.Page(w, r, GridPage(g))
}

// watched reads on which day somebody watched.
func watched(f *form.Form, k *walk, o response.Observing, today workcal.Date) workcal.Date {
	k.Day = f.Text(fieldDay)
	day := f.Day(fieldDay, min(o.Slot.Day, today))
	f.Require(day <= today, fieldDay, "Ce jour est à venir\u00a0: une observation se note le jour même ou après.")
	if f.Wrong(fieldDay) {
		k.DayBad = f.Problems(fieldDay).For(fieldDay)
	}
	return day
}

func (h *Handlers) observe(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	o, v, err := h.observing(r, max(1, f.Int(fieldForm)))
	if err != nil {
		return err
	}
	k := read(f, v, slotContext(o))
	day := watched(f, &k, o, serve.Today(r))
	done := (k.DayBad == "" || k.held != "") && k.move(f.Text(fieldGo))
	if !done {
		return serve.Status(w, r, k.status(), GridPage(observed(r, k, o)))
	}
	g := k.given(response.ByObserver)
	g.Day = day
	kept, err := h.room.Observe(r.Context(), serve.By(r), o.Slot.ID, v, g)
	return serve.Saved(w, r, f, err, "La grille d’observation est enregistrée.", urls.Observation(kept))
}

// TakeGrid keeps a grid that a telephone kept, once for its key. Where it cannot be read, the failure says which question it is about: the telephone is to settle it.
func (h *Handlers) TakeGrid(r *http.Request, s daybook.Sent) error {
	o, err := h.room.Observing(r.Context(), serve.By(r), s.Grid.Slot)
	if err != nil {
		return err
	}
	if s.Grid.Number < 1 {
		return fault.New(fault.Invalid, "Cette grille ne dit pas de quelle version elle est.", nil)
	}
	v, err := h.room.Grid(r.Context(), s.Grid.Form, s.Grid.Number)
	if err != nil {
		return err
	}
	f := form.Of(s.Grid.Fields)
	k := read(f, v, slotContext(o))
	k.Key = s.Key
	day := watched(f, &k, o, serve.Today(r))
	if k.DayBad != "" {
		return fault.Problems{{Field: fieldDay, Sentence: k.DayBad}}.Err()
	}
	if k.Page = len(k.pages) - 1; !k.move("") {
		p := k.drawn()
		var said fault.Problems
		for _, one := range k.Problems {
			said = append(said, fault.Problem{Field: one.Field, Sentence: p.About(one)})
		}
		return said.Err()
	}
	g := k.given(response.ByObserver)
	g.Day = day
	_, err = h.room.Observe(r.Context(), serve.By(r), o.Slot.ID, v, g)
	return err
}
