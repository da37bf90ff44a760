package planui

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// fieldStateWas carries the state that a task had when its row was opened: asking for the same changes nothing.
const fieldStateWas = "etat_lu"

// lineFields are what a row edits, in its order, with what its cells are called.
var lineFields = []ui.Field{{Name: plan.FieldTitle, Label: "Tâche", Max: 200}, {Name: plan.FieldResponsible, Label: "Responsable"}, {Name: plan.FieldCategory, Label: "Catégorie"},
	{Name: plan.FieldDuration, Label: "Durée"}, {Name: plan.FieldEffort, Label: "Charge en jours"}, {Name: plan.FieldDue, Label: "À faire pour"},
	{Name: plan.FieldState, Label: "État"}, {Name: plan.FieldBecause, Label: "Ce qui la bloque", Max: 500}}

// linePage is a task's row in edition.
type linePage struct {
	plan.LineView
	Form   *form.Form
	Effect *plan.Effect // what is typed would change; nil when it cannot be told
	Tried  bool         // something is typed
}

// title tells a row that is tried, or that is to mend, from one that is opened.
func (p linePage) title() string {
	title := "Modifier dans la liste · " + p.Row.Title + " · " + p.Project.Title
	switch {
	case p.Tried && !p.Form.Valid():
		return "Erreur\u00a0: " + title
	case p.Tried:
		return "Effet · " + title
	}
	return title
}

// showLine draws the row of a task in edition, and what the address asks to try in it.
func (h *Handlers) showLine(w http.ResponseWriter, r *http.Request) error {
	v, err := h.line(r)
	if err != nil {
		return err
	}
	near := near(r, v.Project)
	f := form.Tried(r).Behind(lineValues(v, near)).Behind(map[string][]string{"version": {strconv.Itoa(v.Row.Version)}})
	page := linePage{LineView: v, Form: f, Tried: slices.ContainsFunc(lineNames(), r.URL.Query().Has)}
	line, err := parseLine(f, v, near)
	if err == nil {
		var effect plan.Effect
		if effect, err = h.plans.TryLine(r.Context(), v, line); err == nil {
			page.Effect = &effect
		}
	}
	if err != nil && !f.Refuse(err) {
		return err
	}
	return serve.Page(w, r, LinePage(page))
}

// saveLine keeps a row. What was not sent stays as it is.
func (h *Handlers) saveLine(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	v, err := h.line(r)
	if err != nil {
		return err
	}
	near := near(r, v.Project)
	f.Behind(lineValues(v, near))
	line, err := parseLine(f, v, near)
	var effect plan.Effect
	if err == nil {
		effect, err = h.plans.EditLine(r.Context(), serve.By(r), v, f.Version(), line)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, LinePage(linePage{LineView: v, Form: f}))
	}
	return serve.Saved(w, r, f, err, savedText(v, effect), backTo(f, rowURL(v.Project.ID, v.Row.ID)))
}

func (h *Handlers) line(r *http.Request) (plan.LineView, error) {
	task, err := serve.ID(r, "task")
	if err != nil {
		return plan.LineView{}, err
	}
	return h.plans.TaskLine(r.Context(), serve.By(r), task)
}

// lineValues is what a row holds before anything is typed.
func lineValues(v plan.LineView, near workcal.Date) map[string][]string {
	values := plan.TaskFields.Values(v.Row.Draft())
	state := v.Row.State.String()
	return map[string][]string{
		plan.FieldTitle: values[plan.FieldTitle], plan.FieldResponsible: values[plan.FieldResponsible], plan.FieldCategory: values[plan.FieldCategory],
		plan.FieldDuration: {durationTyped(v.Row.Task)}, plan.FieldEffort: values[plan.FieldEffort],
		plan.FieldDue: {dueTyped(v.Row.Task, v.Row.Year, near)}, plan.FieldState: {state}, fieldStateWas: {state}, plan.FieldBecause: {v.Row.BlockedBecause},
	}
}

// durationTyped is a duration as a cell gives it back: "6 j", "21 j cal.", "jalon".
func durationTyped(t plan.Task) string {
	switch {
	case t.Milestone():
		return "jalon"
	case t.CalendarDays:
		return french.ShortDays(t.Duration) + " cal."
	}
	return french.ShortDays(t.Duration)
}

// parseLine reads a row; the error is what is to mend.
func parseLine(f *form.Form, v plan.LineView, near workcal.Date) (plan.Line, error) {
	line := v.Row.Line()
	line.Title, line.Category = f.Text(plan.FieldTitle), form.Choice(f, plan.FieldCategory, plan.Categories)
	line.ResponsibleID = parseResponsible(f)
	line.Duration, line.CalendarDays = parseLineDuration(f, v.Row.CalendarDays)
	line.Effort = parseEffort(f)
	line.Offset, line.Deadline = parseDue(f, near, v.Row.Deadline)
	line.Move.Because = f.Text(plan.FieldBecause)
	if was, known := stateOf(f.Text(fieldStateWas)); known {
		line.Move.From = was
	}
	to, known := stateOf(f.Text(plan.FieldState))
	f.Require(known, plan.FieldState, "Choisissez un état dans la liste.")
	line.Move.To = to
	return line, f.Merge(v.Problems(line))
}

// parseLineDuration reads the duration of a task that counts every day, or only those worked: what does not say
// which is counted as before.
func parseLineDuration(f *form.Form, was bool) (days int, calendar bool) {
	text := f.Text(plan.FieldDuration)
	days, calendar, note, err := written.Duration(text)
	if err != nil {
		f.Add(plan.FieldDuration, err.Error())
		return 0, was
	}
	if days == 0 {
		calendar = was
	} else if was && !calendar {
		if all, _, allNote, err := written.Duration(text + " cal"); err == nil {
			days, calendar, note = all, true, allNote
		}
	}
	f.Note(note)
	return days, calendar
}

// stateOf reads the code of a state.
func stateOf(code string) (retroplan.State, bool) {
	for s := retroplan.ToDo; s <= retroplan.Dropped; s++ {
		if s.String() == code {
			return s, true
		}
	}
	return 0, false
}

// field is a cell's field with what was typed in it and what is to mend there.
func (p linePage) field(name string) ui.Field {
	for _, f := range lineFields {
		if f.Name == name {
			return p.Form.Field(f)
		}
	}
	return p.Form.Field(ui.Field{Name: name})
}

// choice is field for a select.
func (p linePage) choice(name string, options []ui.Option) ui.Field {
	f := p.field(name)
	f.Options = ui.Choose(options, f.Value)
	return f
}

// state is the select of states. What she did not touch, or can no longer ask for, is the state that the task is in now: the
// page says so of the one that it was seen in too.
func (p linePage) state() ui.Field {
	f := p.choice(plan.FieldState, stateOptions(p.States))
	asked, known := stateOf(f.Value)
	if !known || f.Value == p.Form.Text(fieldStateWas) || !slices.Contains(p.States, asked) {
		f.Options = ui.Choose(f.Options, p.Row.State.String())
	}
	return f
}

// lineNames and lineLabels are the names of the row's fields, in order, and what they are called.
func lineNames() (names []string) {
	for _, f := range lineFields {
		names = append(names, f.Name)
	}
	return names
}

func lineLabels() map[string]string {
	labels := make(map[string]string, len(lineFields))
	for _, f := range lineFields {
		labels[f.Name] = f.Label
	}
	return labels
}

// asksWhy tells whether the row asks what blocks the task.
func (p linePage) asksWhy() bool {
	return p.Form.Text(plan.FieldState) == retroplan.Blocked.String() || p.Form.Wrong(plan.FieldBecause)
}

// row is the task as it would become, or as it is.
func (p linePage) row() plan.Row {
	if p.Effect != nil {
		return p.Effect.Row
	}
	return p.Row
}

// back is where the row leads back to.
func (p linePage) back() string { return backTo(p.Form, rowURL(p.Project.ID, p.Row.ID)) }

// lineAttributes name a cell's field, which no label does, and say where what it comes to is told.
func lineAttributes(f ui.Field) templ.Attributes {
	a := templ.Attributes{}
	if f.Name != plan.FieldBecause {
		a["aria-label"] = f.Label
	}
	described := ""
	if f.Problem != "" {
		a["aria-invalid"], described = "true", f.Name+"-problem "
	}
	a["aria-describedby"] = described + "dit"
	if f.Max > 0 {
		a["maxlength"] = strconv.Itoa(f.Max)
	}
	return a
}

func stateOptions(states []retroplan.State) []ui.Option {
	options := make([]ui.Option, len(states))
	for i, s := range states {
		options[i] = ui.Option{Value: s.String(), Label: s.French()}
	}
	return options
}

// lineCrumbs is the way back from a row.
func lineCrumbs(p plan.Project) []ui.Crumb {
	return append(ui.ProjectCrumbs(p.ID, p.Short()), ui.Crumb{Label: "Rétroplanning", URL: urls.Plan(p.ID)})
}
