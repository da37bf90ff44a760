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
func parseTask(f *form.Form, near workcal.Date) (plan.Draft, error) {
	d := plan.Draft{
		Title: f.Text(plan.FieldTitle), Category: form.Choice(f, plan.FieldCategory, plan.Categories),
		CalendarDays: f.Flag(plan.FieldCalendarDays), Statutory: f.Flag(plan.FieldStatutory),
		Optional: f.Flag(plan.FieldOptional), Internal: f.Flag(plan.FieldInternal), Source: f.Text(plan.FieldSource), Notes: f.Text(plan.FieldNotes),
		Deadline: f.Day(plan.FieldDeadline, near), NotBefore: f.Day(plan.FieldNotBefore, near),
		PinnedStart: f.Day(plan.FieldPinnedStart, near), PinnedFinish: f.Day(plan.FieldPinnedFinish, near),
	}
	parseDurations(f, &d)
	d.Effort = parseEffort(f)
	offset, err := plan.ParseOffset(f.Text(plan.FieldOffset))
	if err != nil {
		f.Add(plan.FieldOffset, err.Error())
	}
	d.Offset = offset
	if person := f.ID(plan.FieldResponsible); person != 0 {
		f.Require(person > 0, plan.FieldResponsible, "Choisissez une personne dans la liste.")
		d.ResponsibleID = &person
	}
	return d, f.Merge(d.Check())
}

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
	for _, name := range []string{plan.FieldDeadline, plan.FieldNotBefore, plan.FieldPinnedStart, plan.FieldPinnedFinish,
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
