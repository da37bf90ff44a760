package programme

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// Edit replaces what was typed about a project, if it is still at this version. Otherwise
// nothing is written: the project as it now stands comes back with a Conflict fault.
func (r *Room) Edit(ctx context.Context, by account.By, id int64, version int, d ProjectDraft) (Project, error) {
	var current Project
	d = d.Tidy()
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := checkEditable(by, tie, project); err != nil {
			return err
		}
		if err := d.Check().Err(); err != nil {
			return err
		}
		if project.Version != version {
			current = project
			return changedMeanwhile("Ce projet")
		}
		return edit(ctx, tx, by, tie, project, d)
	})
	return current, err
}

func checkEditable(by account.By, tie access.Tie, project Project) error {
	if err := by.Check(MayEdit, tie); err != nil {
		return err
	}
	return project.CheckOpen()
}

func changedMeanwhile(what string) error {
	return fault.New(fault.Conflict, what+" a été modifié par quelqu’un d’autre pendant que vous le modifiiez. Rien n’a été écrasé.", nil)
}

func edit(ctx context.Context, tx pgx.Tx, by account.By, tie access.Tie, before Project, d ProjectDraft) error {
	event, err := checkLinks(ctx, tx, d, before.PilotID)
	if err != nil {
		return err
	}
	if d.Undated && !before.Status.MayWait() {
		var p fault.Problems
		p.Add("jour_j", "Seule une idée peut attendre sa date : veuillez choisir un événement, ou donner une date propre au projet.")
		return p.Err()
	}
	first, last := d.First, d.Last
	if d.EventID != 0 {
		first, last = event.First, event.Last
	}
	dateMoved := first != before.First || last != before.Last
	if dateMoved || d.EventID != before.EventID {
		if err := by.Check(MayMoveDate, tie); err != nil {
			return err
		}
	}
	if err := updateProject(ctx, tx, before.ID, d, by.At); err != nil {
		return fmt.Errorf("update project %d: %w", before.ID, err)
	}
	if _, err := insertMember(ctx, tx, before.ID, d.PilotID); err != nil {
		return fmt.Errorf("keep the pilot a member: %w", err)
	}
	var lines []string
	if dateMoved {
		lines = append(lines, targetSentence(before, first, last))
	}
	if d.EventID != before.EventID {
		lines = append(lines, linkSentence(before, event))
	}
	if fields := changedFields(before.Draft(), d); fields != "" {
		lines = append(lines, "a modifié le projet ("+fields+")")
	}
	for _, what := range lines {
		if err := Record(ctx, tx, by, before.ID, what); err != nil {
			return err
		}
	}
	return nil
}

// targetSentence says in the journal's words that target days were given, moved or taken back.
func targetSentence(before Project, first, last workcal.Date) string {
	switch {
	case !before.Dated():
		return "a donné sa date au projet : " + workcal.FrenchRange(first, last)
	case first.IsZero():
		return "a retiré la date visée, qui était : " + before.DaysText()
	}
	return moved("la date visée", before.First, before.Last, first, last)
}

func linkSentence(before Project, event Event) string {
	if event.ID == 0 {
		return "a détaché le projet de l’événement « " + before.EventName + " »"
	}
	return "a rattaché le projet à l’événement « " + event.Name + " »"
}
