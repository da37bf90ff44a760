package plan

import (
	"context"
	"strings"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// CreateTask adds a task at the end of a project's plan and gives its id. The same key creates
// once.
func (r *Room) CreateTask(ctx context.Context, by account.By, projectID int64, draft Draft, key string) (int64, error) {
	var id int64
	err := r.changeProject(ctx, by, projectID, MayEditTask, func(h held) error {
		draft, err := h.checked(ctx, draft, nil)
		if err != nil {
			return err
		}
		id, err = postgres.Once(ctx, h.tx, key, func() (int64, error) {
			id, err := insertTask(ctx, h.tx, by, projectID, draft)
			if err != nil {
				return 0, err
			}
			h.task.ID = id
			return id, h.record(ctx, "a ajouté la tâche "+french.Quote(draft.Title))
		})
		return err
	})
	return id, err
}

// EditTask replaces what a person gives about a task. When somebody else changed it since version
// was read, nothing is written and the failure is a fault.Conflict that comes with the task as it
// is now stored.
func (r *Room) EditTask(ctx context.Context, by account.By, taskID int64, version int, draft Draft) (Task, error) {
	var current Task
	err := r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		current = h.task
		draft, err := h.checked(ctx, draft, h.task.ResponsibleID)
		if err != nil {
			return err
		}
		if h.task.Version != version {
			return fault.New(fault.Conflict, "Quelqu’un a modifié cette tâche pendant que vous l’écriviez. "+
				"Rien n’a été remplacé\u00a0: choisissez le texte à garder.", nil)
		}
		changes := changedFields(h.task.Draft(), draft)
		if changes == "" {
			return nil
		}
		if err := updateTask(ctx, h.tx, taskID, draft, by.At); err != nil {
			return err
		}
		if current, err = lockTask(ctx, h.tx, taskID); err != nil {
			return err
		}
		return h.record(ctx, "a modifié la tâche "+french.Quote(draft.Title)+"\u00a0: "+changes)
	})
	return current, err
}

// Assign makes a person responsible for a task; nil leaves it to nobody.
func (r *Room) Assign(ctx context.Context, by account.By, taskID int64, responsibleID *int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		if same(h.task.ResponsibleID, responsibleID) {
			return nil
		}
		if err := h.checkResponsible(ctx, responsibleID, h.task.ResponsibleID); err != nil {
			return err
		}
		if err := updateResponsible(ctx, h.tx, taskID, responsibleID, by.At); err != nil {
			return err
		}
		task, err := lockTask(ctx, h.tx, taskID)
		if err != nil {
			return err
		}
		if responsibleID == nil {
			return h.record(ctx, "a retiré l’attribution de la tâche "+french.Quote(task.Title))
		}
		return h.record(ctx, "a confié la tâche "+french.Quote(task.Title)+" à "+task.Responsible)
	})
}

// checked gives the draft as it will be stored, or its problems. was is who was responsible.
func (h held) checked(ctx context.Context, d Draft, was *int64) (Draft, error) {
	problems := d.Check()
	if err := h.checkResponsible(ctx, d.ResponsibleID, was); err != nil {
		more, ok := fault.ProblemsOf(err)
		if !ok {
			return d, err
		}
		problems = append(problems, more...)
	}
	return d.trimmed(), problems.Err()
}

// checkResponsible lets a task stay with whoever has it, and go only to somebody who may log in.
func (h held) checkResponsible(ctx context.Context, id, was *int64) error {
	if id == nil || same(id, was) {
		return nil
	}
	name, err := account.ActiveName(ctx, h.tx, *id)
	if err != nil || name != "" {
		return err
	}
	var p fault.Problems
	p.Add(FieldResponsible, "Choisissez la personne responsable dans la liste.")
	return p.Err()
}

// changedFields names, for the journal, what differs between two drafts.
func changedFields(before, after Draft) string {
	var names []string
	note := func(changed bool, name string) {
		if changed {
			names = append(names, name)
		}
	}
	note(before.Title != after.Title, "titre (auparavant "+french.Quote(before.Title)+")")
	note(before.Category != after.Category, "catégorie")
	note(!same(before.ResponsibleID, after.ResponsibleID), "responsable")
	note(before.Duration != after.Duration || before.CalendarDays != after.CalendarDays,
		"durée ("+durationText(after.Duration, after.CalendarDays)+")")
	note(!same(before.MinDuration, after.MinDuration), "durée minimale")
	note(before.Offset != after.Offset, "décalage ("+orEmpty(after.Offset.String())+")")
	note(before.Deadline != after.Deadline, "échéance ("+orEmpty(after.Deadline.FrenchDay())+")")
	note(before.NotBefore != after.NotBefore, french.Quote("pas avant")+" ("+orEmpty(after.NotBefore.FrenchDay())+")")
	note(before.PinnedStart != after.PinnedStart || before.PinnedFinish != after.PinnedFinish, "dates fixées")
	note(before.Statutory != after.Statutory, "obligation légale")
	note(before.Optional != after.Optional, "caractère facultatif")
	note(before.Source != after.Source, "source")
	note(before.Notes != after.Notes, "notes")
	return strings.Join(names, ", ")
}

func orEmpty(text string) string {
	if text == "" {
		return "vide"
	}
	return text
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
