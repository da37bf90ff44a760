package partnership

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

// Undoable is how what was done to the partners of projects is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "project_partners", Keys: []string{"id"}, Thing: "le partenaire", Of: "du partenaire", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
		Labels: map[string]string{"role": "le rôle", "stage": "l’étape", "contact_id": "le contact", "follower_id": "le suivi", "task_id": "le premier appel", "notes": "le texte des notes",
			"deleted_at": "le retrait"}}}
}

// place is the project of a partner as it stands, for whoever would write it again.
type place struct {
	ID, ProjectID int64
	Status        *programme.Status // nil: the project is in the trash
	Member        bool
}

// Lock implements undo.Owner: the projects, as for every change of their partners.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	found, err := placesOf(ctx, tx, rows, 0)
	if err != nil {
		return err
	}
	var ids []int64
	for _, p := range found {
		ids = append(ids, p.ProjectID)
	}
	slices.Sort(ids)
	return programme.Hold(ctx, tx, slices.Compact(ids))
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		if err := mayWrite(by, found[row.ID("id")]); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

func mayWrite(by account.By, at place) error {
	if at.Status == nil {
		return fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
	}
	if err := by.Check(MayEdit, access.Tie{Member: at.Member}); err != nil {
		return err
	}
	return at.Status.CheckOpen()
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
