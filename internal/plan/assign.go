package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
)

// Assign makes a person responsible for a task; nil leaves it to nobody.
func (r *Room) Assign(ctx context.Context, by account.By, taskID int64, responsibleID *int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error { return h.assign(ctx, responsibleID) })
}

// assign is Assign of the held task; who has it already keeps it, and nothing is written.
func (h held) assign(ctx context.Context, responsibleID *int64) error {
	if same(h.task.ResponsibleID, responsibleID) {
		return nil
	}
	to, err := h.checkResponsible(ctx, responsibleID, h.task.ResponsibleID)
	if err != nil {
		return err
	}
	if err := updateResponsible(ctx, h.tx, h.task.ID, responsibleID, h.by.At); err != nil {
		return err
	}
	after := h.task.Draft()
	after.ResponsibleID = responsibleID
	return h.record(ctx, journal.Assigned, taskFields(h.names(responsibleID, to)).Changes(h.task.Draft(), after)...)
}

// names are those of who is responsible for the held task, and of who will be.
func (h held) names(next *int64, name string) map[int64]string {
	names := map[int64]string{}
	if next != nil {
		names[*next] = name
	}
	if h.task.ResponsibleID != nil {
		names[*h.task.ResponsibleID] = h.task.Responsible
	}
	return names
}

// checkResponsible lets a task stay with whoever has it, be taken, or go to somebody who may log in, by
// those who may give it; it gives her name.
func (h held) checkResponsible(ctx context.Context, id, was *int64) (name string, err error) {
	if id == nil || same(id, was) {
		return "", nil
	}
	if err := h.mayGive(*id); err != nil {
		return "", err
	}
	name, err = account.ActiveName(ctx, h.tx, *id)
	if err != nil || name != "" {
		return name, err
	}
	return "", unknownResponsible(FieldResponsible)
}

// mayGive asks whether who acts may make somebody responsible for the held task: anybody takes one, some give them.
func (h held) mayGive(person int64) error {
	if person == h.by.ID {
		return nil
	}
	return h.by.Check(MayGiveTask, h.tie)
}

// unknownResponsible is that nobody who may log in was chosen.
func unknownResponsible(field string) error {
	return fault.Problems{{Field: field, Sentence: "Choisissez la personne responsable dans la liste."}}.Err()
}
