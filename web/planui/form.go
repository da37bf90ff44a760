package planui

import (
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/web/ui"
)

// taskForm is a task's form as it was typed, so that nothing typed is lost.
type taskForm struct {
	raw      url.Values
	Problems fault.Problems
	Version  int
	Key      string // submission key of a new task
	Back     string
}

// formOf fills the form with a task as it is stored.
func formOf(d plan.Draft, version int) taskForm {
	raw := url.Values{}
	raw.Set(plan.FieldTitle, d.Title)
	raw.Set(plan.FieldCategory, string(d.Category))
	raw.Set(plan.FieldResponsible, personText(d.ResponsibleID))
	raw.Set(plan.FieldDuration, strconv.Itoa(d.Duration))
	raw.Set(plan.FieldCalendarDays, boolText(d.CalendarDays))
	if d.MinDuration != nil {
		raw.Set(plan.FieldMinDuration, strconv.Itoa(*d.MinDuration))
	}
	raw.Set(plan.FieldOffset, d.Offset.String())
	for field, day := range map[string]workcal.Date{plan.FieldDeadline: d.Deadline, plan.FieldNotBefore: d.NotBefore,
		plan.FieldPinnedStart: d.PinnedStart, plan.FieldPinnedFinish: d.PinnedFinish} {
		raw.Set(field, dateText(day))
	}
	raw.Set(plan.FieldStatutory, boolText(d.Statutory))
	raw.Set(plan.FieldOptional, boolText(d.Optional))
	raw.Set(plan.FieldSource, d.Source)
	raw.Set(plan.FieldNotes, d.Notes)
	return taskForm{raw: raw, Version: version}
}

// readForm takes what was sent as it is; draft reads it.
func readForm(form url.Values) taskForm {
	version, _ := strconv.Atoi(form.Get("version"))
	return taskForm{raw: form, Version: version, Key: form.Get("cle"), Back: form.Get(fieldReturn)}
}

// draft reads the typed values; what cannot be read is noted as a problem of its field.
func (t *taskForm) draft() plan.Draft {
	d := plan.Draft{
		Title: t.raw.Get(plan.FieldTitle), Category: plan.Category(t.raw.Get(plan.FieldCategory)),
		CalendarDays: t.checked(plan.FieldCalendarDays), Statutory: t.checked(plan.FieldStatutory),
		Optional: t.checked(plan.FieldOptional), Source: t.raw.Get(plan.FieldSource), Notes: t.raw.Get(plan.FieldNotes),
		Deadline: t.date(plan.FieldDeadline), NotBefore: t.date(plan.FieldNotBefore),
		PinnedStart: t.date(plan.FieldPinnedStart), PinnedFinish: t.date(plan.FieldPinnedFinish),
	}
	d.Duration = t.number(plan.FieldDuration, "Indiquez une durée en jours : un nombre entier, 0 pour un jalon.")
	if t.raw.Get(plan.FieldMinDuration) != "" {
		least := t.number(plan.FieldMinDuration, "Indiquez un nombre entier de jours.")
		d.MinDuration = &least
	}
	if text := t.raw.Get(plan.FieldOffset); text != "" {
		offset, err := plan.ParseOffset(text)
		if err != nil {
			t.Problems.Add(plan.FieldOffset, plan.OffsetProblem)
		}
		d.Offset = offset
	}
	if text := t.raw.Get(plan.FieldResponsible); text != "" {
		person, err := strconv.ParseInt(text, 10, 64)
		if err != nil || person <= 0 {
			t.Problems.Add(plan.FieldResponsible, "Choisissez une personne dans la liste.")
		}
		d.ResponsibleID = &person
	}
	return d
}

// check reads the draft and gathers every problem, each field once.
func (t *taskForm) check() plan.Draft {
	d := t.draft()
	t.merge(d.Check())
	return d
}

// merge adds problems about fields that have none yet.
func (t *taskForm) merge(problems fault.Problems) {
	for _, p := range problems {
		if t.Problems.For(p.Field) == "" {
			t.Problems = append(t.Problems, p)
		}
	}
}

func (t taskForm) checked(field string) bool { return t.raw.Get(field) == "oui" }

func (t *taskForm) number(field, problem string) int {
	n, err := strconv.Atoi(t.raw.Get(field))
	if err != nil {
		t.Problems.Add(field, problem)
	}
	return n
}

func (t *taskForm) date(field string) workcal.Date {
	text := t.raw.Get(field)
	if text == "" {
		return 0
	}
	d, err := workcal.Parse(text)
	if err != nil {
		t.Problems.Add(field, "« "+shorten(text)+" » n’est pas une date : écrivez par exemple 2025-06-13.")
	}
	return d
}

// shorten keeps the beginning of what was typed, for a message.
func shorten(text string) string {
	letters := []rune(text)
	if len(letters) > 30 {
		return string(letters[:30]) + "…"
	}
	return text
}

// field gives a field its typed value and its problem.
func (t taskForm) field(f ui.Field) ui.Field {
	f = f.With(t.raw.Get(f.Name), t.Problems)
	f.Options = ui.Choose(f.Options, t.raw.Get(f.Name))
	return f
}

// box gives a check box its typed state.
func (t taskForm) box(f ui.Field) ui.Field {
	f.Value, f.Checked, f.Problem, f.Required = "oui", t.checked(f.Name), t.Problems.For(f.Name), true
	return f
}

// advanced tells whether the rarely used part of the form holds anything.
func (t taskForm) advanced() bool {
	for _, name := range []string{plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish,
		plan.FieldMinDuration, plan.FieldSource, plan.FieldStatutory, plan.FieldOptional} {
		if t.raw.Get(name) != "" || t.Problems.For(name) != "" {
			return true
		}
	}
	return false
}

func categoryOptions() []ui.Option {
	options := []ui.Option{{Value: "", Label: "Choisir…"}}
	for _, c := range plan.Categories {
		options = append(options, ui.Option{Value: string(c), Label: c.Label()})
	}
	return options
}

// peopleOptions lists who may be responsible, members of the project first.
func peopleOptions(people []plan.Assignee) []ui.Option {
	options := []ui.Option{{Value: "", Label: "À attribuer"}}
	for _, p := range people {
		label := p.Name + " (" + strings.ToLower(p.Role.Label()) + ")"
		if !p.Member {
			label += ", hors du projet"
		}
		options = append(options, ui.Option{Value: strconv.FormatInt(p.ID, 10), Label: label})
	}
	return options
}

func personText(id *int64) string {
	if id == nil {
		return ""
	}
	return strconv.FormatInt(*id, 10)
}

func boolText(b bool) string {
	if b {
		return "oui"
	}
	return ""
}

func dateText(d workcal.Date) string {
	if d.IsZero() {
		return ""
	}
	return d.String()
}
