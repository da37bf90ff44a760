package response

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/undo"
)

// Undoable is how what was done to collections is taken back, and what was corrected of a sheet. That an answer came is none of it: nobody takes back what somebody else said.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "responses", Keys: []string{"id"}, Thing: "la saisie d’une feuille", Of: "d’une feuille saisie", Labels: map[string]string{"choices": "les réponses", "day": "le jour", "language": "la langue", "help": "l’aide reçue"}},
		{Name: "response_texts", Keys: []string{"id"}, Thing: "le texte d’une réponse", Of: "d’une feuille saisie", Groups: [][]string{{"body", "body_folded"}}, Labels: map[string]string{"body": "un texte", "body_folded": "un texte"}},
		{Name: "collections", Keys: []string{"id"}, Thing: "le recueil", Of: "du recueil", Title: "label", Gone: "deleted_at",
			Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"opens_on", "closes_on"}},
			Labels: map[string]string{"form_id": "le questionnaire", "project_id": "le projet", "slot_id": "la séance", "audience_id": "le public", "label": "le nom", "token": "l’adresse", "wanted": "le nombre de réponses attendues",
				"asker_id": "la personne qui propose le questionnaire", "asked_when": "le moment", "opens_on": "les jours", "closes_on": "les jours", "closed_at": "la clôture", "deleted_at": "la mise à la corbeille"}}}
}

// Lock implements undo.Owner: the rows themselves are enough. What goes back in texts is noted as their correction was.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, _ []undo.Row) error { return correcting(ctx, tx) }

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	collections, sheets := parted(rows)
	found, err := placesOf(ctx, q, collections, by.ID)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	if len(sheets) > 0 {
		list, err := correctedOf(ctx, q, sheets, by.ID)
		if err != nil {
			return nil, err
		}
		for i, row := range sheets {
			var err error = fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: la feuille n’est plus là.", nil)
			if list[i].Status != nil {
				err = CheckCorrect(by, slot.Project{Member: list[i].Member, Status: *list[i].Status}, list[i].EnteredBy)
			}
			if refused[row.Act] == nil && err != nil {
				refused[row.Act] = err
			}
		}
	}
	for _, row := range collections {
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

// parted tells rows of collections from those of answers that were corrected.
func parted(rows []undo.Row) (collections, sheets []undo.Row) {
	for _, row := range rows {
		if row.Table == "collections" {
			collections = append(collections, row)
		} else {
			sheets = append(sheets, row)
		}
	}
	return collections, sheets
}

// Settle implements undo.Owner: what was answered does not go back to the trash, and a sheet that was corrected again since does not go back by halves.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, by account.By, rows []undo.Row) error {
	collections, sheets := parted(rows)
	if len(collections) > 0 {
		if err := keepAnswers(ctx, tx, undo.IDs(collections, "id")); err != nil {
			return err
		}
	}
	if len(sheets) == 0 {
		return nil
	}
	list, err := correctedOf(ctx, tx, sheets, by.ID)
	if err != nil {
		return err
	}
	settled := map[int64]bool{}
	for _, one := range list {
		if one.ID == 0 || settled[one.ID] {
			continue
		}
		settled[one.ID] = true
		if err := whole(ctx, tx, by, one); err != nil {
			return err
		}
	}
	return nil
}

// whole refuses that a sheet stands of which the line that is counted and the texts do not go together.
func whole(ctx context.Context, tx pgx.Tx, by account.By, s corrected) error {
	c, err := one(ctx, tx, by, s.CollectionID)
	if err != nil {
		return err
	}
	row, texts, err := typedOf(ctx, tx, s.CollectionID, s.ID)
	if err != nil {
		return err
	}
	v, err := survey.Numbered(ctx, tx, c.Form.ID, row.Number)
	if err == nil && !(Typed{Version: v, choices: row.Choices, texts: texts}).agrees(c.Context()) {
		err = fault.New(fault.Conflict, "Rien n’a été annulé\u00a0: cette feuille a été corrigée de nouveau depuis. Corrigez-la encore pour revenir à ce qui est écrit dessus.", nil)
	}
	return err
}
