package slotui

import (
	"cmp"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// slotForm is the page of a slot's form.
type slotForm struct {
	*form.Form
	slot.Adding
	Slot *slot.Sheet // that is edited; nil for a new one
}

// order is that of the problems of the form.
func order() []string {
	return append([]string{slot.FieldActivity}, append(slot.Fields.Names(), slot.FieldDespite)...)
}

func labels() map[string]string {
	all := slot.Fields.Labels()
	all[slot.FieldActivity], all[slot.FieldDespite] = "Activité", "Conflit"
	return all
}

// parse reads the form of a slot; the error is what is to mend. An end that was not typed is when the activity ends that lasts as long as it says.
func parse(f *form.Form, near workcal.Date, activities []slot.Activity) (slot.Draft, error) {
	d := slot.Draft{ActivityID: max(0, f.ID(slot.FieldActivity)), Space: partner.Ref{ID: max(0, f.ID(slot.FieldSpace))}, Elsewhere: f.Text(slot.FieldPlace), SetUp: f.Minutes("montage"),
		Tidy: f.Minutes("rangement"), Capacity: f.Int(slot.FieldCapacity), Filled: f.Flag("complete"), Notes: f.Text("notes"), Status: slot.Planned}
	d.Day = f.Day(slot.FieldDay, near)
	from, to := f.Text(slot.FieldFrom), f.Text(slot.FieldTo)
	if to == "" && from != "" && !written.LooksLikeHours(from) {
		for _, a := range activities {
			if at, err := written.Hour(from); err == nil && (a.ID == d.ActivityID || d.ActivityID == 0 && len(activities) == 1) && a.Duration > 0 {
				to = written.HourText((at + a.Duration) % slot.Day)
			}
		}
	}
	switch {
	case from == "":
		f.Add(slot.FieldFrom, "Veuillez donner l’heure du début, par exemple 14\u00a0h.")
	case to == "" && !written.LooksLikeHours(from):
		f.Add(slot.FieldTo, "Veuillez donner l’heure de la fin, par exemple 15\u00a0h\u00a030.")
	default:
		var err error
		if d.From, d.To, err = slot.Read(from, to); err != nil {
			at := slot.FieldTo
			if _, bad := written.Hour(from); bad != nil && !written.LooksLikeHours(from) {
				at = slot.FieldFrom
			}
			f.Add(at, err.Error())
		}
	}
	d = d.Tidied()
	return d, f.Merge(d.Check())
}

// known is the form of a new slot, filled with what an address knows: the activity, the day, the hour, the space.
func (h *Handlers) known(r *http.Request, a slot.Adding) *form.Form {
	q := form.Query(r)
	v := url.Values{}
	for _, name := range []string{slot.FieldActivity, slot.FieldDay, slot.FieldFrom, slot.FieldSpace} {
		v.Set(name, q.Text(name))
	}
	if d, err := workcal.Parse(q.Text(slot.FieldDay)); err == nil {
		v.Set(slot.FieldDay, d.Digits())
	} else if !a.Project.First.IsZero() {
		v.Set(slot.FieldDay, a.Project.First.Digits())
	}
	for _, one := range a.Activities {
		if q.Text(slot.FieldActivity) == id(one.ID) {
			v.Set(slot.FieldCapacity, field.Number(one.Most))
		}
	}
	for _, one := range a.Spaces {
		if q.Text(slot.FieldSpace) == id(one.ID) {
			v.Set("montage", written.MinutesText(one.SetUp))
		}
	}
	return form.Of(v).Keyed(serve.NewKey())
}

func (h *Handlers) newSlot(w http.ResponseWriter, r *http.Request) error {
	a, err := h.adding(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FormPage(slotForm{Form: h.known(r, a), Adding: a}))
}

func (h *Handlers) adding(r *http.Request) (slot.Adding, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return slot.Adding{}, err
	}
	return h.slots.Adding(r.Context(), serve.By(r), project)
}

// near is the day near which days without a year are.
func near(r *http.Request, p slot.Project) workcal.Date {
	if !p.First.IsZero() {
		return p.First
	}
	return serve.Today(r)
}

func (h *Handlers) createSlot(w http.ResponseWriter, r *http.Request) error {
	a, err := h.adding(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parse(f, near(r, a.Project), a.Activities)
	var made int64
	var out slot.Effects
	if err == nil {
		made, out, err = h.slots.Create(r.Context(), serve.By(r), f.Sending(), a.Project.ID, draft, f.Flag(slot.FieldDespite))
	}
	if f.Refuse(fault.SeenAt(err, urls.Slot(made))) {
		return serve.Invalid(w, r, FormPage(slotForm{Form: f, Adding: a}))
	}
	if err == nil {
		serve.Say(r, ui.Said{Text: notes("La séance est ajoutée.", f), Effects: effects(out, a.Project.ID)})
		return serve.Redirect(w, r, urls.Slot(made))
	}
	return serve.Saved(w, r, f, err, "La séance est ajoutée.", urls.Slot(made))
}

// notes says what was done, and what was assumed to read it.
func notes(said string, f *form.Form) string {
	return strings.Join(append([]string{said}, f.Notes()...), " ")
}

func (h *Handlers) editSlot(w http.ResponseWriter, r *http.Request) error {
	s, a, err := h.editable(r)
	if err != nil {
		return err
	}
	f := form.Of(slot.Fields.Values(s.Draft)).Over(s.Version)
	return serve.Page(w, r, FormPage(slotForm{Form: f, Adding: a, Slot: &s}))
}

func (h *Handlers) editable(r *http.Request) (slot.Sheet, slot.Adding, error) {
	s, err := h.living(r)
	if err != nil {
		return s, slot.Adding{}, err
	}
	a, err := h.slots.Editing(r.Context(), serve.By(r), s.Slot)
	return s, a, err
}

func (h *Handlers) saveSlot(w http.ResponseWriter, r *http.Request) error {
	s, a, err := h.editable(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parse(f, near(r, a.Project), []slot.Activity{s.Activity})
	var out slot.Effects
	if err == nil {
		out, err = h.slots.Edit(r.Context(), serve.By(r), s.ID, f.Version(), draft, f.Flag(slot.FieldDespite))
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, FormPage(slotForm{Form: f, Adding: a, Slot: &s}))
	}
	if err == nil {
		serve.Say(r, ui.Said{Text: notes("La séance est enregistrée.", f), Effects: effects(out, s.Project.ID)})
		return serve.Redirect(w, r, urls.Slot(s.ID))
	}
	return serve.Saved(w, r, f, err, "La séance est enregistrée.", urls.Slot(s.ID))
}

// repeatForm is the page that asks how a slot is repeated.
type repeatForm struct {
	*form.Form
	slot.Sheet
	Days []workcal.Date // that are proposed
}

// proposed are the days on which a slot may be repeated with a box: those of the event, or its own and the six that follow.
func proposed(s slot.Slot) []workcal.Date {
	first, last := s.Project.First, s.Project.Last
	if first.IsZero() || last.Sub(first) > 13 || s.Day < first || s.Day > last {
		first, last = s.Day, s.Day.AddDays(6)
	}
	var days []workcal.Date
	for d := first; d <= last; d = d.AddDays(1) {
		days = append(days, d)
	}
	return days
}

func (h *Handlers) askRepeat(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckEdit(serve.By(r))); err != nil {
		return err
	}
	f := form.Of(url.Values{dayBox(s.Day): {field.Flag(true)}}).Keyed(serve.NewKey())
	return serve.Page(w, r, RepeatPage(repeatForm{Form: f, Sheet: s, Days: proposed(s.Slot)}))
}

// dayBox is the name of the box of a day.
func dayBox(d workcal.Date) string { return "jour-" + d.String() }

func (h *Handlers) repeat(w http.ResponseWriter, r *http.Request) error {
	s, err := h.living(r)
	if err = cmp.Or(err, s.CheckEdit(serve.By(r))); err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	rep := slot.Repeating{Every: f.Minutes("toutes"), Count: f.Int("fois"), Until: form.Value(f, "jusqua", written.Hour)}
	page := repeatForm{Form: f, Sheet: s, Days: proposed(s.Slot)}
	for _, d := range page.Days {
		if f.Flag(dayBox(d)) {
			rep.Days = append(rep.Days, d.Sub(s.Day))
		}
	}
	var made slot.Made
	if err = f.Err(); err == nil {
		made, err = h.slots.Repeat(r.Context(), serve.By(r), f.Sending(), s.ID, rep, f.Flag(slot.FieldDespite))
	}
	back := urls.ProjectGridOf(s.Project.ID, dayValues(s.Day))
	if f.Refuse(fault.SeenAt(err, back)) {
		return serve.Invalid(w, r, RepeatPage(page))
	}
	if err == nil && len(made.IDs) > 0 {
		n := len(made.IDs)
		serve.Say(r, ui.Said{Text: french.Count(n, "autre séance est ajoutée.", "autres séances sont ajoutées."), Effects: effects(made.Effects, s.Project.ID)})
		return serve.Redirect(w, r, back)
	}
	return serve.Saved(w, r, f, err, "Les séances sont ajoutées.", back)
}

// lead says which slot is repeated.
func (p repeatForm) lead() string {
	return french.Quote(p.Activity.Title) + ", " + p.Slot.Text() + ", " + p.Place() + "."
}

// every is a placeholder of how often: as long as the slot lasts, with what it takes to set it up.
func (p repeatForm) every() string {
	return "Par exemple 1\u00a0h, ou " + strconv.Itoa(p.To-p.From+p.SetUp+p.Tidy) + "\u00a0min pour les enchaîner. Vide\u00a0: une seule fois par jour."
}
