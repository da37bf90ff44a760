package planui

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/form"
	"parvis/web/ui"
)

// parseTask reads the form of a task; the error is what is to mend. Days without a year are the ones nearest to near.
// was is the deadline that the task had.
func parseTask(f *form.Form, near, was workcal.Date) (plan.Draft, error) {
	d := plan.Draft{
		Title: f.Text(plan.FieldTitle), Category: form.Choice(f, plan.FieldCategory, plan.Categories),
		CalendarDays: f.Flag(plan.FieldCalendarDays), Statutory: f.Flag(plan.FieldStatutory),
		Optional: f.Flag(plan.FieldOptional), Internal: f.Flag(plan.FieldInternal), Source: f.Text(plan.FieldSource), Notes: f.Text(plan.FieldNotes),
		NotBefore:   f.Day(plan.FieldNotBefore, near),
		PinnedStart: f.Day(plan.FieldPinnedStart, near), PinnedFinish: f.Day(plan.FieldPinnedFinish, near),
	}
	parseDurations(f, &d)
	d.Effort = parseEffort(f)
	d.Offset, d.Deadline = parseDue(f, near, was)
	d.ResponsibleID = parseResponsible(f)
	return d, f.Merge(d.Check())
}

func parseResponsible(f *form.Form) *int64 {
	person := f.ID(plan.FieldResponsible)
	if person == 0 {
		return nil
	}
	f.Require(person > 0, plan.FieldResponsible, "Choisissez une personne dans la liste.")
	return &person
}

// parseDue reads by when a task is to be done. The year that was assumed is worth saying only of a day that the
// task did not have.
func parseDue(f *form.Form, near, was workcal.Date) (retroplan.Offset, workcal.Date) {
	offset, deadline, note, err := plan.ParseDue(f.Text(plan.FieldDue), near)
	if err != nil {
		f.Add(plan.FieldDue, err.Error())
	}
	if deadline != was {
		f.Note(note)
	}
	return offset, deadline
}

// taskForm is the form of a task that exists.
func taskForm(d plan.Detail, near workcal.Date) *form.Form {
	values := plan.TaskFields.Values(d.Row.Draft())
	values[plan.FieldDue] = []string{dueTyped(d.Row.Task, d.Today.Year(), near)}
	return form.Of(values).Over(d.Row.Version)
}

// dueTyped is due as a form gives it back: a day goes without its year only where it is read without it.
func dueTyped(t plan.Task, year int, near workcal.Date) string {
	text := t.DueText(year)
	if _, day, _, err := plan.ParseDue(text, near); err != nil || day != t.Deadline {
		return t.DueText(0)
	}
	return text
}

// due writes by when a task is to be done, as people type it: "J-21", "15 mai", "15 mai 2026" in another year.
func due(r *plan.Row) string { return r.DueText(r.Year) }

// parseDurations reads both durations. One that is written in calendar days says what the box says.
func parseDurations(f *form.Form, d *plan.Draft) {
	var calendar bool
	d.Duration, calendar = parseDuration(f, plan.FieldDuration, d.CalendarDays)
	d.CalendarDays = d.CalendarDays || calendar
	if f.Text(plan.FieldMinDuration) == "" {
		return
	}
	least, calendar := parseDuration(f, plan.FieldMinDuration, d.CalendarDays)
	if calendar && !d.CalendarDays {
		f.Add(plan.FieldMinDuration, "La durée minimale se compte comme la durée, en jours ouvrés\u00a0: elle ne peut pas être en jours calendaires.")
	}
	d.MinDuration = &least
}

// parseDuration reads a duration, and whether it says that it is in calendar days. When the box says
// so for it, two weeks are fourteen days and not ten, and "jours ouvrés" contradicts the box.
func parseDuration(f *form.Form, field string, box bool) (days int, calendar bool) {
	text := f.Text(field)
	days, calendar, note, err := written.Duration(text)
	if err == nil && box && !calendar && days > 0 {
		if days, calendar, note, err = written.Duration(text + " cal"); err != nil {
			err = written.Problem(french.Quote(shorten(text)) + " ne compte pas tous les jours\u00a0: décochez la case, ou écrivez par exemple 10\u00a0jc.")
		}
	}
	f.Note(note)
	if err != nil {
		f.Add(field, err.Error())
	}
	return days, calendar
}

// parseEffort reads the effort; nothing is not known.
func parseEffort(f *form.Form) retroplan.Effort {
	text := f.Text(plan.FieldEffort)
	if text == "" {
		return 0
	}
	e, note, err := written.Effort(text)
	f.Note(note)
	if err != nil {
		f.Add(plan.FieldEffort, err.Error())
	}
	return e
}

// shorten keeps the beginning of what was typed, for a message.
func shorten(text string) string {
	letters := []rune(text)
	if len(letters) > 30 {
		return string(letters[:30]) + "…"
	}
	return text
}

// advanced tells whether the rarely used part of a task's form holds anything.
func advanced(f *form.Form) bool {
	for _, name := range []string{plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish,
		plan.FieldMinDuration, plan.FieldSource, plan.FieldStatutory, plan.FieldOptional} {
		if f.Text(name) != "" || f.Wrong(name) {
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
	options := []ui.Option{{Value: "", Label: french.Unassigned}}
	for _, p := range people {
		label := p.Name + " (" + strings.ToLower(p.Role.Label()) + ")"
		if !p.Member {
			label += ", hors du projet"
		}
		options = append(options, ui.Option{Value: id(p.ID), Label: label})
	}
	return options
}
