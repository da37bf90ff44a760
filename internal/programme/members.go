package programme

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/journal"
)

// AddMember makes somebody a member of a project; adding a member again changes nothing.
func (r *Room) AddMember(ctx context.Context, by account.By, id, member int64) error {
	return r.changeMembers(ctx, by, id, func(tx pgx.Tx, project Project) error {
		name, err := account.ActiveName(ctx, tx, member)
		if err != nil {
			return fmt.Errorf("find person: %w", err)
		}
		if name == "" {
			var p fault.Problems
			p.Add("membre", "Cette personne n’a pas, ou n’a plus, de compte actif : veuillez en choisir une autre.")
			return p.Err()
		}
		added, err := insertMember(ctx, tx, id, member)
		if err != nil || !added {
			return err
		}
		return record(ctx, tx, by, journal.MemberAdded, project, field.Change{Name: "membre", Label: "Membre", After: name, To: field.Number(member)})
	})
}

// RemoveMember takes somebody off a project. The pilot stays a member: she is refused.
func (r *Room) RemoveMember(ctx context.Context, by account.By, id, member int64) error {
	return r.changeMembers(ctx, by, id, func(tx pgx.Tx, project Project) error {
		if project.PilotID == member {
			var p fault.Problems
			p.Add("membre", "La personne qui pilote le projet en est toujours membre : veuillez d’abord confier le pilotage à quelqu’un d’autre.")
			return p.Err()
		}
		name, err := deleteMember(ctx, tx, id, member)
		if fault.Is(err, fault.NotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return record(ctx, tx, by, journal.MemberRemoved, project, field.Change{Name: "membre", Label: "Membre", Before: name, From: field.Number(member)})
	})
}

func (r *Room) changeMembers(ctx context.Context, by account.By, id int64, change func(pgx.Tx, Project) error) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := checkEditable(by, tie, project); err != nil {
			return err
		}
		return change(tx, project)
	})
}
