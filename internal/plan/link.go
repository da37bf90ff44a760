package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/trash"
)

// AddNeed makes a task wait for another of the same project, lag working days after it (negative:
// they overlap); a dependency that stands only changes its lag. One that would close a loop is
// refused by a problem of FieldNeed that names the tasks on the loop in order.
func (r *Room) AddNeed(ctx context.Context, by account.By, taskID, needID int64, lag int) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		var p fault.Problems
		checkLag(&p, lag)
		need, err := lockTask(ctx, h.tx, needID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return err
		}
		if err != nil || need.ProjectID != h.project.ID {
			p.Add(FieldNeed, needProblem)
		}
		if p.Any() {
			return p.Err()
		}
		if err := h.checkLoop(ctx, needID); err != nil {
			return err
		}
		changed, err := upsertNeed(ctx, h.tx, h.project.ID, storedNeed{TaskID: taskID, NeedID: needID, Lag: lag})
		if err != nil || !changed {
			return err
		}
		return h.record(ctx, journal.NeedAdded, waits(needID, need.Title))
	})
}

// needProblem is what is said where no task was chosen that another could wait for.
const needProblem = "Choisissez une tâche de ce projet dans la liste."

func checkLag(p *fault.Problems, lag int) {
	p.Require(lag >= -maxLag && lag <= maxLag, FieldLag, "Le délai va de −500 à 500 jours ouvrés.")
}

// waits is the change of a task that now waits for another.
func waits(id int64, title string) field.Change {
	return field.Change{Name: FieldNeed, Label: "Attend", After: title, To: pointed(&id)}
}

// checkLoop refuses to make the held task wait for one that already waits for it.
func (h held) checkLoop(ctx context.Context, needID int64) error {
	needs, err := needsOf(ctx, h.tx, h.project.ID, 0)
	if err != nil {
		return err
	}
	way := graphOf(needs).loop(h.task.ID, needID)
	if way == nil {
		return nil
	}
	title, err := titlesOf(ctx, h.tx, way)
	if err != nil {
		return err
	}
	var p fault.Problems
	p.Add(FieldNeed, loopSentence(way, title))
	return p.Err()
}

// RemoveNeed frees a task from waiting for another; doing it twice changes nothing.
func (r *Room) RemoveNeed(ctx context.Context, by account.By, taskID, needID int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		there, err := deleteNeed(ctx, h.tx, h.project.ID, taskID, needID)
		if err != nil || !there {
			return err
		}
		title, err := titlesOf(ctx, h.tx, []int64{needID})
		if err != nil {
			return err
		}
		return h.record(ctx, journal.NeedRemoved, field.Change{Name: FieldNeed, Label: "Attend", Before: title(needID), From: pointed(&needID)})
	})
}

// DeleteTask puts a task in the trash for 30 days, with its checklist and dependencies.
func (r *Room) DeleteTask(ctx context.Context, by account.By, taskID int64) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		if err := markDeleted(ctx, h.tx, taskID, &by.At, by.At); err != nil {
			return err
		}
		return h.record(ctx, journal.Deleted)
	})
}

// RestoreTask takes a task back from the trash, with the dependencies that still make sense: those
// which would now close a loop are left out, and the journal says so.
func (r *Room) RestoreTask(ctx context.Context, by account.By, taskID int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := programme.Visible(by); err != nil {
			return err
		}
		gone, err := trashedTask(ctx, tx, taskID, trash.Since(by.At))
		if err != nil {
			return err
		}
		project, tie, err := programme.Locked(ctx, tx, by, gone.ProjectID)
		if err != nil {
			return err
		}
		// Read again under the lock: it may be back already, or somebody else's.
		if gone, err = trashedTask(ctx, tx, taskID, trash.Since(by.At)); err != nil {
			return err
		}
		task := Task{ID: taskID, Title: gone.Title, ResponsibleID: gone.ResponsibleID}
		if err := check(by, MayEditTask, task.Tie(by.ID, tie.Member), project.Status); err != nil {
			return err
		}
		h := held{tx: tx, by: by, project: project, task: task}
		left, err := h.dropLoops(ctx)
		if err != nil {
			return err
		}
		if err := markDeleted(ctx, tx, taskID, nil, by.At); err != nil {
			return err
		}
		if left > 0 {
			return h.record(ctx, journal.Restored, field.Change{Name: FieldNeed, Label: "Laissé de côté",
				After: french.Count(left, "dépendance qui aurait formé une boucle", "dépendances qui auraient formé une boucle")})
		}
		return h.record(ctx, journal.Restored)
	})
}

// dropLoops removes the needs of a task to restore that would close a loop, and counts them.
func (h held) dropLoops(ctx context.Context) (int, error) {
	needs, err := needsOf(ctx, h.tx, h.project.ID, h.task.ID)
	if err != nil {
		return 0, err
	}
	removed := 0
	for _, n := range needs {
		if n.TaskID != h.task.ID {
			continue
		}
		others := slices.DeleteFunc(slices.Clone(needs), func(o storedNeed) bool { return o.TaskID == n.TaskID })
		if graphOf(others).loop(n.TaskID, n.NeedID) == nil {
			continue
		}
		if _, err := deleteNeed(ctx, h.tx, h.project.ID, n.TaskID, n.NeedID); err != nil {
			return 0, err
		}
		removed++
	}
	return removed, nil
}
