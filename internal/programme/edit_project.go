package programme

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
)

// Edit replaces what was typed about a project, if it is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf).
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d ProjectDraft) error {
	d = d.Tidy()
	return r.change(ctx, func(tx pgx.Tx) error {
		before, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := checkEditable(by, tie, before); err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		pilot, event, err := checkLinks(ctx, tx, d, before.PilotID)
		if err != nil {
			return err
		}
		if d.Undated && !before.Status.MayWait() {
			var p fault.Problems
			p.Add("jour_j", "Seule une idée peut attendre sa date\u00a0: veuillez choisir un événement, ou donner une date propre au projet.")
			return p.Err()
		}
		fields := projectFields(before, pilot, event)
		if before.Version != version {
			return journal.Met(ctx, tx, "Ce projet", before.Subject(), before.Version, fields.Both(before.Draft(), d))
		}
		changes := fields.Changes(before.Draft(), d)
		if len(changes) == 0 {
			return nil
		}
		verb := editing(before, d, event)
		if verb != journal.Edited {
			if err := by.Check(MayMoveDate, tie); err != nil {
				return err
			}
		}
		if err := updateProject(ctx, tx, id, d, by.At); err != nil {
			return fmt.Errorf("update project %d: %w", id, err)
		}
		if _, err := insertMember(ctx, tx, id, d.PilotID); err != nil {
			return fmt.Errorf("keep the pilot a member: %w", err)
		}
		after := Project{ID: id, Title: d.Title}
		if err := record(ctx, tx, by, verb, after, changes...); err != nil || !movesDays(before, d, event) || !before.asksForWork() {
			return err
		}
		return r.tellMoved(ctx, tx, by, after.Subject(), []int64{id})
	})
}

func checkEditable(by account.By, tie access.Tie, project Project) error {
	if err := by.Check(MayEdit, tie); err != nil {
		return err
	}
	return project.CheckOpen()
}

// movesDays tells whether an edit gives a project other days.
func movesDays(before Project, d ProjectDraft, event Event) bool {
	if d.EventID != 0 {
		return event.First != before.First || event.Last != before.Last
	}
	return d.First != before.First || d.Last != before.Last
}

// editing is what an edit is about: the event a project hangs on, its dates, or the rest.
func editing(before Project, d ProjectDraft, event Event) journal.Verb {
	switch {
	case d.EventID != before.EventID && d.EventID == 0:
		return journal.Unlinked
	case d.EventID != before.EventID:
		return journal.Linked
	case movesDays(before, d, event):
		return journal.Moved
	}
	return journal.Edited
}
