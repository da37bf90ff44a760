package territory

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to territories is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "territories", Keys: []string{"id"}, Thing: "le territoire", Of: "du territoire", Title: "name", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Holds:  []undo.Held{{Table: "territory_towns", Column: "district_id"}, {Table: "territory_towns", Column: "town_id"}},
			Groups: [][]string{{"name", "name_folded"}, {"code", "vintage"}, {"longitude", "latitude"}},
			Labels: map[string]string{"kind": "la nature", "name": "le nom", "name_folded": "le nom", "known_as": "l’autre nom", "code": "le code", "vintage": "le code", "predecessor": "le code précédent",
				"longitude": "le lieu", "latitude": "le lieu", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
		{Name: "territory_towns", Keys: []string{"district_id", "town_id"}, Thing: "le lien d’un quartier avec une ville", Of: "du lien d’un quartier avec une ville"},
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
