package crew

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to the crew is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	const touch = "version = t.version + 1, updated_at = @now"
	return []undo.Table{
		{Name: "outsiders", Keys: []string{"id"}, Thing: "la personne sans compte", Of: "de la personne sans compte", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Holds: []undo.Held{{Table: "skill_holders", Column: "outsider_id"}},
			Labels: map[string]string{"name": "le nom", "kind": "la nature", "phone": "le téléphone", "email": "l’adresse électronique", "notes": "le texte des notes", "active": "l’état",
				"deleted_at": "la mise à la corbeille"}},
		{Name: "skills", Keys: []string{"id"}, Thing: "la compétence", Of: "de la compétence", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Holds: []undo.Held{{Table: "skill_holders", Column: "skill_id"}}, Groups: [][]string{{"name", "name_folded"}},
			Labels: map[string]string{"name": "le nom", "name_folded": "le nom", "deleted_at": "la mise à la corbeille"}},
		{Name: "skill_holders", Keys: []string{"skill_id", "hand"}, Thing: "la compétence de quelqu’un", Of: "de la compétence de quelqu’un"},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	return undo.ByActions(by, rows, MayEdit, MayDelete)
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
