package plan

import (
	"context"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// CreateTask adds a task at the end of a project's plan, which waits for others of it where some are given, and gives its id.
// The same key creates once.
func (r *Room) CreateTask(ctx context.Context, by account.By, projectID int64, draft Draft, key string, after ...Need) (int64, error) {
	var id int64
	err := r.changeProject(ctx, by, projectID, MayAddTask, func(h held) error {
		draft, _, err := h.checked(ctx, draft, nil)
		if err != nil {
			return err
		}
		changes, err := h.checkAfter(ctx, after)
		if err != nil {
			return err
		}
		id, err = postgres.OnceAlike(ctx, h.tx, key, func(id int64) (bool, error) { return taskLives(ctx, h.tx, id) }, func() (int64, error) {
			if err := h.roomForTasks(ctx, 1); err != nil {
				return 0, err
			}
			id, err := insertTask(ctx, h.tx, by, projectID, draft)
			if err != nil {
				return 0, err
			}
			if err := h.waitFor(ctx, []int64{id}, after); err != nil {
				return 0, err
			}
			h.task.ID, h.task.Title, h.task.ResponsibleID = id, draft.Title, draft.ResponsibleID
			if err := h.record(ctx, journal.Created, changes...); err != nil {
				return 0, err
			}
			return id, h.tell(ctx, givenOf([]Task{h.task}))
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
		return h.edit(ctx, version, draft, to)
	})
}

// edit stores a draft in place of the held task's own; to is the name of a new responsible person.
func (h held) edit(ctx context.Context, version int, draft Draft, to string) error {
	fields := taskFields(h.names(draft.ResponsibleID, to))
	if h.task.Version != version {
		return journal.Met(ctx, h.tx, "Cette tâche", h.task.Subject(), h.task.Version, fields.Both(h.task.Draft(), draft))
	}
	changes := fields.Changes(h.task.Draft(), draft)
	if len(changes) == 0 {
		return nil
	}
	if err := updateTask(ctx, h.tx, h.task.ID, draft, h.by.At); err != nil {
		return err
	}
	h.task.Title = draft.Title
	return h.record(ctx, journal.Edited, changes...)
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

func same[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
