package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// CreateTask adds a task at the end of a project's plan and gives its id. The same key creates
// once.
func (r *Room) CreateTask(ctx context.Context, by account.By, projectID int64, draft Draft, key string) (int64, error) {
	var id int64
	err := r.changeProject(ctx, by, projectID, MayAddTask, func(h held) error {
		draft, _, err := h.checked(ctx, draft, nil)
		if err != nil {
			return err
		}
		id, err = postgres.Once(ctx, h.tx, key, func() (int64, error) {
			if err := h.roomForTasks(ctx, 1); err != nil {
				return 0, err
			}
			id, err := insertTask(ctx, h.tx, by, projectID, draft)
			if err != nil {
				return 0, err
			}
			h.task.ID, h.task.Title = id, draft.Title
			return id, h.record(ctx, journal.Created)
		})
		return err
	})
	return id, err
}

// roomForTasks refuses more tasks than a plan can hold.
func (h held) roomForTasks(ctx context.Context, more int) error {
	n, _, err := lastPosition(ctx, h.tx, h.project.ID)
	if err != nil || n+more <= maxTasks {
		return err
	}
	return fault.New(fault.Conflict, "Un rétroplanning a au plus "+french.Number(maxTasks)+"\u00a0tâches, et celui-ci en a déjà "+french.Number(n)+"\u00a0: supprimez celles qui ne servent plus, ou créez un autre projet.", nil)
}

// EditTask replaces what a person gives about a task, if it is still at this version: otherwise nothing
// is written, and the failure carries both texts (fault.StaleOf).
func (r *Room) EditTask(ctx context.Context, by account.By, taskID int64, version int, draft Draft) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		draft, to, err := h.checked(ctx, draft, h.task.ResponsibleID)
		if err != nil {
			return err
		}
		fields := taskFields(h.names(draft.ResponsibleID, to))
		if h.task.Version != version {
			return journal.Met(ctx, h.tx, "Cette tâche", h.task.Subject(), h.task.Version, fields.Both(h.task.Draft(), draft))
		}
		changes := fields.Changes(h.task.Draft(), draft)
		if len(changes) == 0 {
			return nil
		}
		if err := updateTask(ctx, h.tx, taskID, draft, by.At); err != nil {
			return err
		}
		h.task.Title = draft.Title
		return h.record(ctx, journal.Edited, changes...)
	})
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

// Assign makes a person responsible for a task; nil leaves it to nobody.
func (r *Room) Assign(ctx context.Context, by account.By, taskID int64, responsibleID *int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		if same(h.task.ResponsibleID, responsibleID) {
			return nil
		}
		to, err := h.checkResponsible(ctx, responsibleID, h.task.ResponsibleID)
		if err != nil {
			return err
		}
		if err := updateResponsible(ctx, h.tx, taskID, responsibleID, by.At); err != nil {
			return err
		}
		after := h.task.Draft()
		after.ResponsibleID = responsibleID
		return h.record(ctx, journal.Assigned, taskFields(h.names(responsibleID, to)).Changes(h.task.Draft(), after)...)
	})
}

// checked gives the draft as it will be stored, with the name of a new responsible person, or its
// problems. was is who was responsible.
func (h held) checked(ctx context.Context, d Draft, was *int64) (_ Draft, to string, err error) {
	problems := d.Check()
	to, err = h.checkResponsible(ctx, d.ResponsibleID, was)
	if err != nil {
		more, ok := fault.ProblemsOf(err)
		if !ok {
			return d, "", err
		}
		problems = append(problems, more...)
	}
	return d.trimmed(), to, problems.Err()
}

// checkResponsible lets a task stay with whoever has it, be taken, or go to somebody who may log in, by
// those who may give it; it gives her name.
func (h held) checkResponsible(ctx context.Context, id, was *int64) (name string, err error) {
	if id == nil || same(id, was) {
		return "", nil
	}
	if *id != h.by.ID {
		if err := h.by.Check(MayGiveTask, h.tie); err != nil {
			return "", err
		}
	}
	name, err = account.ActiveName(ctx, h.tx, *id)
	if err != nil || name != "" {
		return name, err
	}
	var p fault.Problems
	p.Add(FieldResponsible, "Choisissez la personne responsable dans la liste.")
	return "", p.Err()
}

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
