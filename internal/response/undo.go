package response

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to collections is taken back. Answers are none of it: nobody takes back what somebody else said.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "collections", Keys: []string{"id"}, Thing: "le recueil", Of: "du recueil", Title: "label", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"opens_on", "closes_on"}},
		Labels: map[string]string{"form_id": "le questionnaire", "project_id": "le projet", "slot_id": "la séance", "audience_id": "le public", "label": "le nom", "token": "l’adresse", "wanted": "le nombre de réponses attendues",
			"asker_id": "la personne qui propose le questionnaire", "asked_when": "le moment", "opens_on": "les jours", "closes_on": "les jours", "closed_at": "la clôture", "deleted_at": "la mise à la corbeille"}}}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	found, err := placesOf(ctx, q, rows, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		in := found[row.ID("id")]
		var err error = fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
		if in.Status != nil {
			err = cmp.Or(by.Check(MayCollect, access.Tie{Member: in.Member}), in.Status.CheckOpen())
		}
		if refused[row.Act] == nil && err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: what was answered does not go back to the trash.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	return keepAnswers(ctx, tx, undo.IDs(undo.Of(rows, "collections"), "id"))
}
