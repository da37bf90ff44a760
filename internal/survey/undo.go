package survey

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to forms and to the bank is taken back. A draft is one field: what was changed in it since keeps an act from being taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	touch := "version = t.version + 1, updated_at = @now"
	return []undo.Table{
		{Name: "forms", Keys: []string{"id"}, Thing: "le questionnaire", Of: "du questionnaire", Title: "title", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"}, Groups: [][]string{{"title", "draft"}, {"published", "active"}},
			Labels: map[string]string{"title": "les questions et les textes", "draft": "les questions et les textes", "purpose": "à qui il s’adresse", "project_id": "le projet", "published": "la publication", "active": "l’usage", "deleted_at": "la mise à la corbeille"}},
		{Name: "bank_questions", Keys: []string{"id"}, Thing: "la question de la banque", Of: "de la question de la banque", Title: "key", Touch: touch, Beside: []string{"created_at"},
			Labels: map[string]string{"key": "le code", "theme": "le thème", "definition": "les textes", "active": "l’usage"}},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner: what was published stays, for answers may have come.
func (Undoable) Judge(_ context.Context, _ postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		action := MayBuild
		switch {
		case row.Table == "bank_questions":
			action = MayBank
		case row.Wrote("deleted_at"):
			action = MayDelete
		case row.Wrote("published") && row.Before != nil:
			refused[row.Act] = fault.New(fault.Conflict, "Une publication ne s’annule pas\u00a0: des réponses ont pu être données. Corrigez le questionnaire et publiez-le à nouveau, ou retirez-le de l’usage.", nil)
			continue
		case row.Wrote("active") && row.Before != nil:
			action = MayPublish
		}
		if err := by.Check(action, access.Tie{}); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	var ids []int64
	for _, row := range undo.Of(rows, "forms") {
		ids = append(ids, row.ID("id"))
	}
	return livingIfPublished(ctx, tx, ids)
}
