package countui

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/attendance"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// deskView is the count of a slot at the desk.
type deskView struct {
	attendance.Desk
	Form *form.Form
	Page int
	May  rights
}

func (h *Handlers) desk(r *http.Request, f *form.Form) (deskView, error) {
	at, err := serve.ID(r, "slot")
	if err != nil {
		return deskView{}, err
	}
	v := deskView{Form: f, Page: max(1, min(form.Query(r).Int("page"), 10_000))}
	if v.Desk, err = h.counts.Desk(r.Context(), serve.By(r), at, v.Page); err != nil {
		return v, err
	}
	v.May = rightsOf(r, v.Project.Status.Open())
	if f == nil {
		figures, values := v.Count.Figures(), map[string][]string{}
		for a, n := range figures {
			values[attendance.NumberField(a)] = []string{strconv.Itoa(n)}
			values[attendance.SeenField(a)] = []string{strconv.Itoa(n)}
		}
		v.Form = form.Of(values).Over(v.Version).Keyed(serve.NewKey())
	}
	return v, nil
}

func (h *Handlers) showSlot(w http.ResponseWriter, r *http.Request) error {
	v, err := h.desk(r, nil)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeskPage(v))
}

// correction reads what was typed of the audiences of a page, over what that showed.
func correction(f *form.Form, audiences []attendance.Audience) attendance.Correction {
	c := attendance.Correction{Seen: attendance.Figures{}, Typed: attendance.Figures{}}
	read := func(id int64) {
		if name := attendance.NumberField(id); strings.TrimSpace(f.Text(name)) != "" {
			c.Typed[id] = f.Int(name)
		}
		if n, err := strconv.Atoi(f.Text(attendance.SeenField(id))); err == nil {
			c.Seen[id] = n
		}
	}
	read(0)
	for _, a := range audiences {
		read(a.ID)
	}
	return c
}

// correct brings the numbers that were typed, says what that changed, and offers to take it back.
func (h *Handlers) correct(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v, err := h.desk(r, f)
	if err != nil {
		return err
	}
	here := urls.SlotAttendance(v.ID)
	c := correction(f, v.Audiences)
	var done attendance.Corrected
	if err = f.Err(); err == nil {
		done, err = h.counts.Correct(r.Context(), serve.By(r), f.Sending(), v.ID, f.Version(), c)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, DeskPage(v))
	}
	if err != nil {
		return serve.Saved(w, r, f, err, "", here)
	}
	if len(done.Changes) == 0 {
		serve.Flash(r, "Rien n’a changé.")
		return serve.Redirect(w, r, here)
	}
	serve.Say(r, ui.Said{Text: "La fréquentation est corrigée\u00a0: " + changesText(done) + ".", URL: urls.SlotAttendanceBack(v.ID),
		Hidden: []ui.Hidden{{Name: fieldKeys, Value: strings.Join(done.Keys, ",")}}, Acts: []ui.Act{{Label: "Annuler cette correction"}}})
	return serve.Redirect(w, r, here)
}

// fieldKeys is the field that names taps.
const fieldKeys = "cles"

// changesText says what changed: « Adultes, de 12 à 14 ».
func changesText(c attendance.Corrected) string {
	var said []string
	for _, one := range c.Changes {
		said = append(said, one.Label+", de "+one.Before+" à "+one.After)
	}
	return strings.Join(said, "\u00a0; ")
}

// takeBack takes taps back: those of a correction, or one of the history.
func (h *Handlers) takeBack(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	done, err := h.counts.TakeBack(r.Context(), serve.By(r), at, strings.Split(f.Text(fieldKeys), ","))
	if err != nil {
		return err
	}
	if len(done.Changes) == 0 {
		serve.Flash(r, "C’était déjà annulé.")
	} else {
		serve.Flash(r, "C’est annulé\u00a0: "+changesText(done)+".")
	}
	return serve.Redirect(w, r, urls.SlotAttendance(at))
}

func (h *Handlers) saveReason(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	at, err := serve.ID(r, "slot")
	if err != nil {
		return err
	}
	reason := form.Choice(f, "raison", append([]attendance.Reason{""}, attendance.Reasons...))
	if err := h.counts.SetReason(r.Context(), serve.By(r), at, reason); err != nil {
		return err
	}
	said := "La fréquentation est à renseigner."
	if reason != "" {
		said = "La fréquentation n’est pas renseignée\u00a0: " + reason.Label() + "."
	}
	return serve.Saved(w, r, f, nil, said, urls.SlotAttendance(at))
}

// lead says of a slot what is known of who came, and who counted.
func (v deskView) lead() string {
	said := french.Capital(v.Day.French()) + ", " + v.Hours() + ", " + v.Place() + ". "
	if v.Taken > 0 {
		said += french.Count(v.Taken, "inscrit", "inscrits") + ". "
	}
	switch {
	case v.Count.Present.Known:
		said += french.Count(v.Count.Present.N, "présent", "présents") + "."
	case v.Count.Reason != "":
		said += french.Capital(unknown) + " (" + v.Count.Reason.Label() + ")."
	default:
		said += french.Capital(unknown) + "."
	}
	if len(v.Count.By) > 0 {
		said += " Compté par " + french.And(v.Count.By) + "."
	}
	return said
}

func (v deskView) crumbs() []ui.Crumb {
	return append(ui.ProjectCrumbs(v.Project.ID, v.Project.Short()), ui.Crumb{Label: "Fréquentation", URL: urls.ProjectAttendance(v.Project.ID, nil)})
}

// audiences parts those that have a field at once from the others: those that are usual, and those that somebody counted or typed.
func (v deskView) audiences() (shown, others []attendance.Audience) {
	for _, a := range v.Audiences {
		if name := attendance.NumberField(a.ID); a.Usual || v.Form.Text(name) != "" || v.Form.Wrong(name) {
			shown = append(shown, a)
		} else {
			others = append(others, a)
		}
	}
	return shown, others
}

// hidden is what the form carries of what it showed.
func (v deskView) hidden() []ui.Hidden {
	list := v.Form.Edition()
	for _, a := range append([]attendance.Audience{{}}, v.Audiences...) {
		if one := v.Form.Kept(attendance.SeenField(a.ID)); one.Value != "" {
			list = append(list, one)
		}
	}
	return list
}

// fieldNames are the fields of the form in its order, and what they are called.
func (v deskView) fieldNames() (names []string, labels map[string]string) {
	labels = map[string]string{attendance.NumberField(0): "Absents"}
	shown, others := v.audiences()
	for _, a := range slices.Concat(shown, others) {
		names, labels[attendance.NumberField(a.ID)] = append(names, attendance.NumberField(a.ID)), a.Name
	}
	return append(names, attendance.NumberField(0)), labels
}

func (v deskView) summary() []string { names, _ := v.fieldNames(); return names }

func (v deskView) labels() map[string]string { _, labels := v.fieldNames(); return labels }

func reasonOptions(current attendance.Reason) []ui.Option {
	options := []ui.Option{{Value: "", Label: "À renseigner"}}
	for _, r := range attendance.Reasons {
		options = append(options, ui.Option{Value: string(r), Label: french.Capital(r.Label())})
	}
	return ui.Choose(options, string(current))
}

// entryText says what a tap counted: « +3, Adultes ».
func entryText(e attendance.Entry) string {
	who := e.Audience
	if e.Measure == attendance.Absent {
		who = "Absents"
	}
	switch {
	case e.N > 0:
		return "+" + french.Number(e.N) + ", " + who
	case e.N < 0:
		return "−" + french.Number(-e.N) + ", " + who
	}
	return "0, " + who
}

// entryWhen is when a tap was made: « 14 juin 2025, 14 h 12 ».
func entryWhen(e attendance.Entry) string {
	t := slot.TimesOf(e.At, e.At)
	return t.Day.FrenchDay() + ", " + slot.Clock(t.From)
}

func (v deskView) pages() int {
	return (v.Taps + attendance.EntriesAPage - 1) / attendance.EntriesAPage
}

func (v deskView) turn(page int) string { return urls.PageOf(urls.SlotAttendance(v.ID), page) }

// title is the title of the window.
func (v deskView) title() string {
	title := "Fréquentation · " + v.Name()
	if v.Page > 1 {
		title += ", page " + french.Number(v.Page)
	}
	return title
}
