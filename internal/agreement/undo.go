package agreement

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to agreements is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "agreements", Keys: []string{"id"}, Thing: "la convention", Of: "de la convention", Title: "title", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"},
			Groups: [][]string{{"state", "sent_on", "signed_on", "denounced_on"}, {"first_day", "last_day"}},
			Labels: map[string]string{"title": "le titre", "kind": "le type", "state": "l’état", "sent_on": "l’état", "signed_on": "l’état", "denounced_on": "l’état", "project_id": "le projet",
				"first_day": "les dates", "last_day": "les dates", "signatories": "les signataires", "amount": "le montant", "notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}},
		{Name: "agreement_organisations", Keys: []string{"agreement_id", "organisation_id"}, Thing: "la structure d’une convention", Of: "de la structure d’une convention"},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		err := by.Check(MayEdit, access.Tie{})
		if row.Wrote("deleted_at") {
			err = cmp.Or(err, by.Check(MayDelete, access.Tie{}))
		}
		if row.Wrote("amount") {
			err = cmp.Or(err, by.Check(account.MaySeeAmounts, access.Tie{}))
		}
		if err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }
