package planui

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/serve"
	"parvis/web/ui"
)

// taskForm is a task's form as it was typed, so that nothing typed is lost.
type taskForm struct {
	raw      url.Values
	Problems fault.Problems
	notes    []string // what had to be assumed, to be said once the task is kept
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
		raw.Set(field, ui.Day(day))
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

// draft reads the typed values; what cannot be read is noted as a problem of its field. Days
// without a year are the ones nearest to near.
func (t *taskForm) draft(near workcal.Date) plan.Draft {
	d := plan.Draft{
		Title: t.raw.Get(plan.FieldTitle), Category: plan.Category(t.raw.Get(plan.FieldCategory)),
		CalendarDays: t.checked(plan.FieldCalendarDays), Statutory: t.checked(plan.FieldStatutory),
		Optional: t.checked(plan.FieldOptional), Source: t.raw.Get(plan.FieldSource), Notes: t.raw.Get(plan.FieldNotes),
		Deadline: t.day(plan.FieldDeadline, near), NotBefore: t.day(plan.FieldNotBefore, near),
		PinnedStart: t.day(plan.FieldPinnedStart, near), PinnedFinish: t.day(plan.FieldPinnedFinish, near),
	}
	t.durations(&d)
	offset, err := plan.ParseOffset(t.raw.Get(plan.FieldOffset))
	if err != nil {
		t.Problems.Add(plan.FieldOffset, err.Error())
	}
	d.Offset = offset
	if text := t.raw.Get(plan.FieldResponsible); text != "" {
		person, err := strconv.ParseInt(text, 10, 64)
		if err != nil || person <= 0 {
			t.Problems.Add(plan.FieldResponsible, "Choisissez une personne dans la liste.")
		}
		d.ResponsibleID = &person
	}
	return d
}

// durations reads both durations. One that is written in calendar days says what the box says.
func (t *taskForm) durations(d *plan.Draft) {
	var calendar bool
	d.Duration, calendar = t.duration(plan.FieldDuration, d.CalendarDays)
	d.CalendarDays = d.CalendarDays || calendar
	if t.raw.Get(plan.FieldMinDuration) == "" {
		return
	}
	least, calendar := t.duration(plan.FieldMinDuration, d.CalendarDays)
	if calendar && !d.CalendarDays {
		t.Problems.Add(plan.FieldMinDuration, "La durée minimale se compte comme la durée, en jours ouvrés\u00a0: elle ne peut pas être en jours calendaires.")
	}
	d.MinDuration = &least
}

// duration reads a duration, and whether it says that it is in calendar days. When the box says so
// for it, two weeks are fourteen days and not ten, and "jours ouvrés" contradicts the box.
func (t *taskForm) duration(field string, box bool) (days int, calendar bool) {
	text := t.raw.Get(field)
	days, calendar, note, err := written.Duration(text)
	if err == nil && box && !calendar && days > 0 {
		if days, calendar, note, err = written.Duration(text + " cal"); err != nil {
			err = written.Problem(french.Quote(shorten(text)) + " ne compte pas tous les jours\u00a0: décochez la case, ou écrivez par exemple 10\u00a0jc.")
		}
	}
	if err != nil {
		t.Problems.Add(field, err.Error())
	}
	if note != "" {
		t.notes = append(t.notes, note)
	}
	return days, calendar
}

// withNotes says what was done, and what had to be assumed for it.
func withNotes(done string, notes ...string) string {
	return strings.TrimSpace(done + " " + strings.Join(notes, " "))
}

// check reads the draft and gathers every problem, each field once.
func (t *taskForm) check(near workcal.Date) plan.Draft {
	d := t.draft(near)
	t.merge(d.Check())
	slices.SortStableFunc(t.Problems, func(a, b fault.Problem) int {
		return cmp.Compare(slices.Index(formOrder, a.Field), slices.Index(formOrder, b.Field))
	})
	return d
}

// formOrder is the order of the fields on the page, hence that of the problems in the summary.
var formOrder = []string{plan.FieldTitle, plan.FieldCategory, plan.FieldResponsible, plan.FieldDuration, plan.FieldOffset,
	plan.FieldCalendarDays, plan.FieldNotes, plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish,
	plan.FieldMinDuration, plan.FieldStatutory, plan.FieldSource, plan.FieldOptional}

// merge adds problems about fields that have none yet.
func (t *taskForm) merge(problems fault.Problems) {
	for _, p := range problems {
		if t.Problems.For(p.Field) == "" {
			t.Problems = append(t.Problems, p)
		}
	}
}

func (t taskForm) checked(field string) bool { return t.raw.Get(field) == "oui" }

func (t *taskForm) day(field string, near workcal.Date) workcal.Date {
	return serve.ReadDay(&t.Problems, &t.notes, field, t.raw.Get(field), near)
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
