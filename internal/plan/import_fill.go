package plan

import (
	"cmp"
	"slices"
	"strings"

	"parvis/internal/exchange/plansheet"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// fill makes the task that a row says, over the one that is there: what the row does not say stays as it is.
func (in *incoming) fill(one *incomingTask) {
	from, t := one.from, &one.task
	if one.was != nil {
		*t = *one.was
	} else {
		*t = Task{ID: -from.Task.ID, ProjectID: in.project.ID, Category: in.category(), Duration: from.Task.Duration}
	}
	s := from.Task
	t.Title = french.OneLine(s.Title)
	if one.was == nil || s.State.Open() || s.Duration != 1 { // a done task may say nothing of it
		t.Duration, t.CalendarDays = s.Duration, s.CalendarDays
	}
	if s.Effort.Known() {
		t.Effort = s.Effort
	}
	if s.MinDuration != 0 {
		t.MinDuration = &s.MinDuration
	}
	if !s.Offset.IsZero() || !s.Deadline.IsZero() {
		t.Offset, t.Deadline = s.Offset, s.Deadline
	}
	for _, d := range []struct{ to, from *workcal.Date }{{&t.NotBefore, &s.NotBefore}, {&t.PinnedStart, &s.PinnedStart}, {&t.PinnedFinish, &s.PinnedFinish}} {
		if !d.from.IsZero() {
			*d.to = *d.from
		}
	}
	t.Statutory, t.Optional, t.Internal = t.Statutory || s.Statutory, t.Optional || s.Optional, t.Internal || s.Internal
	if from.Source != "" {
		t.Source = from.Source
	}
	in.fillTexts(one)
	in.fillState(one)
	in.fillItems(one)
	for _, p := range t.Draft().Check() {
		in.waits(one.row, p.Sentence)
	}
	t.set(t.Draft().trimmed())
}

// fillTexts reads who does it and of what kind it is; what the service does not know is kept among the notes, in the words of the file.
func (in *incoming) fillTexts(one *incomingTask) {
	from, t := one.from, &one.task
	var kept []string
	if from.Category == "" && one.was == nil {
		in.plain = append(in.plain, from.Row)
	}
	if from.Category != "" {
		if c, ok := categoryOf(from.Category); ok {
			t.Category = c
		} else if one.was == nil || !strings.Contains(t.Notes, from.Category) {
			kept = append(kept, "Catégorie dans le tableau\u00a0: "+from.Category)
			remark(one.row, "La catégorie "+french.Quote(from.Category)+" n’est pas de celles de Parvis\u00a0: elle est gardée dans les notes.")
		}
	}
	kept = append(kept, in.fillPeople(one)...)
	if !from.WishedStart.IsZero() && one.was == nil {
		kept = append(kept, "Début prévu dans le tableau\u00a0: "+from.WishedStart.FrenchDay())
	}
	if !from.WishedFinish.IsZero() && one.was == nil {
		kept = append(kept, "Fin prévue dans le tableau\u00a0: "+from.WishedFinish.FrenchDay())
	}
	notes := t.Notes
	if from.Notes != "" {
		notes = from.Notes
	}
	for _, text := range kept {
		if !strings.Contains(notes, text) {
			notes = strings.TrimSpace(notes + "\n" + text)
		}
	}
	t.Notes = notes
}

// categoryOf finds a category by its name, however it is written.
func categoryOf(text string) (Category, bool) {
	for _, c := range Categories {
		if french.Fold(c.Label()) == french.Fold(text) || french.Fold(string(c)) == french.Fold(text) {
			return c, true
		}
	}
	return "", false
}

// fillPeople gives the task to the first person of the file that the service knows, and gives what is kept of the others.
func (in *incoming) fillPeople(one *incomingTask) (kept []string) {
	var unknown, others []string
	var to *Assignee
	for _, name := range one.from.Who {
		who := in.person(name)
		if who == nil {
			who = in.answered(name, one.from.Row)
		}
		switch {
		case who == nil:
			unknown = append(unknown, name)
		case to == nil:
			to = who
			if french.Fold(who.Name) != french.Fold(name) && in.person(name) != nil {
				remark(one.row, french.Quote(name)+" est lu comme "+who.Name+".")
			}
		default:
			others = append(others, who.Name)
		}
	}
	if to != nil {
		id := to.ID
		one.task.ResponsibleID, one.task.Responsible = &id, to.Name
	}
	if len(unknown) > 0 {
		remark(one.row, "Le service ne connaît pas "+french.And(quotes(unknown))+"\u00a0: ce texte est gardé dans les notes.")
		kept = append(kept, "Responsable dans le tableau\u00a0: "+strings.Join(unknown, ", "))
	}
	if len(others) > 0 {
		remark(one.row, "Une tâche a une seule personne responsable, "+to.Name+"\u00a0: "+french.And(quotes(others))+" est gardé dans les notes.")
		kept = append(kept, "Avec\u00a0: "+strings.Join(others, ", "))
	}
	return kept
}

func quotes(texts []string) []string {
	quoted := make([]string, len(texts))
	for i, text := range texts {
		quoted[i] = french.Quote(text)
	}
	return quoted
}

// person finds somebody by her name, her first or last name alone or her initials, where only one person has them.
func (in *incoming) person(name string) *Assignee {
	wanted := french.Fold(strings.TrimSpace(name))
	for _, by := range []func(full []string) bool{
		func(full []string) bool { return strings.Join(full, " ") == wanted },
		func(full []string) bool {
			return len(full) > 1 && full[len(full)-1]+" "+strings.Join(full[:len(full)-1], " ") == wanted
		},
		func(full []string) bool {
			return len(full) > 1 && (full[0] == wanted || strings.Join(full[1:], " ") == wanted)
		},
		func(full []string) bool {
			return len(full) > 1 && initials(full) == strings.ReplaceAll(wanted, ".", "")
		},
	} {
		var found []*Assignee
		for i := range in.people {
			if by(strings.Fields(french.Fold(in.people[i].Name))) {
				found = append(found, &in.people[i])
			}
		}
		if len(found) == 1 {
			return found[0]
		}
		if len(found) > 1 {
			return nil
		}
	}
	return nil
}

func initials(full []string) string {
	text := ""
	for _, part := range full {
		text += string([]rune(part)[:1])
	}
	return text
}

// fillState brings the task to where the row says it is.
func (in *incoming) fillState(one *incomingTask) {
	s, t, today := one.from.Task, &one.task, in.by.Today()
	if !saysState(s) {
		return
	}
	if one.was != nil && t.State == s.State && (s.Finish.IsZero() || s.Finish == t.ActualFinish) && (s.Start.IsZero() || s.Start == t.ActualStart) {
		return
	}
	t.State = s.State
	t.ActualStart, t.ActualFinish = cmp.Or(s.Start, t.ActualStart), 0
	if !s.Start.IsZero() && s.Start > today {
		in.waits(one.row, "Une tâche ne peut pas avoir commencé à une date future ("+s.Start.FrenchDay()+").")
	}
	switch s.State {
	case retroplan.Done:
		day := s.Finish
		if day.IsZero() {
			day = in.doneOn(one.from, today)
			remark(one.row, "Faite, sans date\u00a0: elle est notée faite le "+day.FrenchDay()+".")
		}
		t.ActualStart = min(t.ActualStart, day)
		if err := (&Task{ActualStart: s.Start}).Finish(day, today); err != nil {
			problems, _ := fault.ProblemsOf(err)
			for _, p := range problems {
				in.waits(one.row, p.Sentence)
			}
		}
		t.ActualFinish = day
	case retroplan.Blocked:
		if t.BlockedBecause = cmp.Or(strings.TrimSpace(one.from.Because), t.BlockedBecause); t.BlockedBecause == "" {
			t.BlockedBecause = "Noté bloqué dans le tableau importé"
			remark(one.row, "Bloquée, sans motif\u00a0: vous pourrez l’écrire sur la tâche.")
		}
	}
}

// doneOn is when a task that is said to be done, and not when, was to be: on its planned day or its due day, and at the latest today.
func (in *incoming) doneOn(from *plansheet.Imported, today workcal.Date) workcal.Date {
	s := from.Task
	due := cmp.Or(from.WishedFinish, s.Deadline)
	if due.IsZero() {
		if reason, err := ownDue(in.project.Project, Task{ID: 1, Offset: s.Offset}, in.stock.calendars, today); err == nil {
			due = reason.Date
		}
	}
	if due.IsZero() || due > today || today.Sub(due) > longestAgo {
		return today
	}
	return due
}

// fillItems adds the points that the task's checklist has not.
func (in *incoming) fillItems(one *incomingTask) {
	for _, item := range one.from.Items {
		label := french.OneLine(item.Text)
		if label == "" || one.was != nil && slices.Contains(in.items[one.was.ID], french.Fold(label)) {
			continue
		}
		if len([]rune(label)) > maxItem || len(one.items) >= maxItems {
			in.waits(one.row, "Un point à cocher a au plus "+french.Number(maxItem)+"\u00a0caractères, et une tâche "+french.Number(maxItems)+"\u00a0points.")
			return
		}
		one.items = append(one.items, newItem{Label: label, Ticked: item.Ticked})
	}
}
