package plan

import (
	"strconv"

	"parvis/internal/field"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// taskFields lists what is told of a task, in the order of its form; names are the people's.
func taskFields(names map[int64]string) field.List[Draft] {
	return field.List[Draft]{
		{Name: FieldTitle, Label: "Titre", Value: func(d Draft) string { return d.Title }},
		{Name: FieldCategory, Label: "Catégorie", Value: func(d Draft) string { return string(d.Category) }, Text: func(d Draft) string { return d.Category.Label() }},
		{Name: FieldResponsible, Label: "Responsable", Value: func(d Draft) string { return pointed(d.ResponsibleID) }, Text: func(d Draft) string { return responsible(d, names) }},
		{Name: FieldDuration, Label: "Durée", Value: func(d Draft) string { return strconv.Itoa(d.Duration) }, Text: func(d Draft) string { return durationText(d.Duration, d.CalendarDays) }},
		{Name: FieldDue, Label: "À faire pour", Value: func(d Draft) string { return written.DueText(d.Offset, d.Deadline, 0) }},
		{Name: FieldCalendarDays, Label: "Jours calendaires", Value: func(d Draft) string { return field.Flag(d.CalendarDays) }},
		{Name: FieldEffort, Label: "Charge", Value: func(d Draft) string { return d.Effort.String() }, Text: func(d Draft) string { return d.Effort.Words() }},
		{Name: FieldInternal, Label: "Interne", Value: func(d Draft) string { return field.Flag(d.Internal) }},
		{Name: FieldNotes, Label: "Notes", Value: func(d Draft) string { return d.Notes }},
		{Name: FieldNotBefore, Label: "Pas avant", Day: func(d Draft) workcal.Date { return d.NotBefore }},
		{Name: FieldPinnedStart, Label: "Début fixé", Day: func(d Draft) workcal.Date { return d.PinnedStart }},
		{Name: FieldPinnedFinish, Label: "Fin fixée", Day: func(d Draft) workcal.Date { return d.PinnedFinish }},
		{Name: FieldMinDuration, Label: "Durée minimale", Value: func(d Draft) string { return pointed(d.MinDuration) }},
		{Name: FieldStatutory, Label: "Obligation légale", Value: func(d Draft) string { return field.Flag(d.Statutory) }},
		{Name: FieldSource, Label: "Source", Value: func(d Draft) string { return d.Source }},
		{Name: FieldOptional, Label: "Facultative", Value: func(d Draft) string { return field.Flag(d.Optional) }},
	}
}

// TaskFields is taskFields where nobody is named: for a form's values and its order.
var TaskFields = taskFields(nil)

// pointed writes a number that may be none.
func pointed[T int | int64](n *T) string {
	if n == nil {
		return ""
	}
	return strconv.FormatInt(int64(*n), 10)
}

func responsible(d Draft, names map[int64]string) string {
	if d.ResponsibleID == nil {
		return "à attribuer"
	}
	return names[*d.ResponsibleID]
}

// progressFields lists what the progress of a task changes.
var progressFields = field.List[Task]{
	{Name: FieldState, Label: "État", Value: func(t Task) string { return t.State.String() }, Text: func(t Task) string { return t.State.Label() }},
	{Name: "commencee", Label: "Commencée le", Day: func(t Task) workcal.Date { return t.ActualStart }},
	{Name: FieldFinish, Label: "Faite le", Day: func(t Task) workcal.Date { return t.ActualFinish }},
	{Name: FieldBecause, Label: "Motif", Value: func(t Task) string { return t.BlockedBecause }},
}
