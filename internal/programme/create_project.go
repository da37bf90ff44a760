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

// Create makes a project, its pilot its first member, and gives its id. The same submission key
// creates once. Problems with what was typed come back as an Invalid fault.
func (r *Room) Create(ctx context.Context, by account.By, key string, d ProjectDraft) (int64, error) {
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return 0, err
	}
	d = d.Tidy()
	if err := d.Check().Err(); err != nil {
		return 0, err
	}
	return r.create(ctx, key, projectLives, func(tx pgx.Tx) (int64, error) { return create(ctx, tx, by, d) })
}

func create(ctx context.Context, tx pgx.Tx, by account.By, d ProjectDraft) (int64, error) {
	if _, _, err := checkLinks(ctx, tx, d, 0); err != nil {
		return 0, err
	}
	id, err := insertProject(ctx, tx, by, d)
	if err != nil {
		return 0, fmt.Errorf("insert project: %w", err)
	}
	if _, err := insertMember(ctx, tx, id, d.PilotID); err != nil {
		return 0, fmt.Errorf("insert pilot: %w", err)
	}
	return id, record(ctx, tx, by, journal.Created, Project{ID: id, Title: d.Title})
}

// checkLinks holds that the draft's event exists, and its pilot too unless she is the one who already
// was; it gives the name of a new pilot, and the event (its zero value when the draft has none).
func checkLinks(ctx context.Context, tx pgx.Tx, d ProjectDraft, pilotBefore int64) (pilot string, event Event, err error) {
	var p fault.Problems
	if d.PilotID != pilotBefore {
		name, err := account.ActiveName(ctx, tx, d.PilotID)
		if err != nil {
			return "", Event{}, fmt.Errorf("find pilot: %w", err)
		}
		p.Require(name != "", "pilote", "Cette personne n’a pas, ou n’a plus, de compte actif\u00a0: veuillez en choisir une autre.")
		pilot = name
	}
	if d.EventID != 0 {
		event, err = shareEvent(ctx, tx, d.EventID)
		if err != nil && !fault.Is(err, fault.NotFound) {
			return "", Event{}, fmt.Errorf("find event: %w", err)
		}
		p.Require(err == nil, "evenement", "Cet événement n’existe pas, ou n’existe plus\u00a0: veuillez en choisir un autre.")
	}
	return pilot, event, p.Err()
}
