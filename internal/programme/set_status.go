package programme

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
)

// SetStatus makes one of the allowed changes of status, if the project is still at this version:
// otherwise nothing is written, and the failure is a Conflict. Archiving goes through here too; coming back from the archive is Unarchive.
func (r *Room) SetStatus(ctx context.Context, by account.By, id int64, version int, to Status) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := by.Check(MayEdit, tie); err != nil {
			return err
		}
		if project.Version != version {
			return journal.Met(ctx, tx, "Ce projet", project.Subject(), project.Version, nil)
		}
		return change(ctx, tx, by, tie, project, to)
	})
}

func change(ctx context.Context, tx pgx.Tx, by account.By, tie access.Tie, project Project, to Status) error {
	step, ok := TransitionTo(project.Status, to)
	if !ok {
		return impossibleStep(project.Status, to)
	}
	if err := by.Check(step.Needs, tie); err != nil {
		return err
	}
	if !project.Dated() && to != Archived && !to.MayWait() {
		var p fault.Problems
		p.Add("statut", "Ce projet n’a pas encore de date : veuillez d’abord lui donner un événement ou une date propre, avec le bouton « Modifier ».")
		return p.Err()
	}
	var before Status
	var archivedAt *time.Time
	if to == Archived {
		before, archivedAt = project.Status, &by.At
	}
	if err := updateStatus(ctx, tx, project.ID, to, before, archivedAt, by.At); err != nil {
		return fmt.Errorf("set status of project %d: %w", project.ID, err)
	}
	if err := record(ctx, tx, by, step.Did, project); err != nil {
		return err
	}
	return tellValidation(ctx, tx, by, step.Did, project)
}

func impossibleStep(from, to Status) error {
	var p fault.Problems
	switch {
	case !to.Valid():
		p.Add("statut", "Veuillez choisir un statut de la liste.")
	case from == to:
		p.Add("statut", "Le projet a déjà ce statut.")
	case from == Archived:
		p.Add("statut", "Le projet est archivé : il faut d’abord le désarchiver.")
	case to == Archived:
		p.Add("statut", "Un projet en préparation, confirmé ou en cours ne s’archive pas : veuillez d’abord le terminer ou l’annuler.")
	default:
		p.Add("statut", fmt.Sprintf("Un projet ne passe pas directement de « %s » à « %s ».", from.Label(), to.Label()))
	}
	return p.Err()
}

// Unarchive takes a project out of the archive, back to the status it had. Doing it twice is an
// Invalid fault the second time.
func (r *Room) Unarchive(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := by.Check(MayArchive, tie); err != nil {
			return err
		}
		if project.Status != Archived {
			var p fault.Problems
			p.Add("statut", "Le projet n’est pas archivé.")
			return p.Err()
		}
		back := project.StatusBeforeArchive
		if _, ok := TransitionTo(back, Archived); !ok {
			back = Finished
		}
		if err := updateStatus(ctx, tx, id, back, "", nil, by.At); err != nil {
			return fmt.Errorf("unarchive project %d: %w", id, err)
		}
		return record(ctx, tx, by, journal.Unarchived, project)
	})
}

// Archive puts a project away, if it is still at this version: see SetStatus.
func (r *Room) Archive(ctx context.Context, by account.By, id int64, version int) error {
	return r.SetStatus(ctx, by, id, version, Archived)
}
