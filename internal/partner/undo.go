package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to the directory is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

const touch = "version = t.version + 1, updated_at = @now"

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "organisations", Keys: []string{"id"}, Thing: "la structure", Of: "de la structure", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Labels: map[string]string{"name": "le nom", "kind": "le type", "address": "l’adresse", "postal_code": "le code postal", "town": "la ville", "territory_id": "le territoire", "siret": "le SIRET",
				"uai": "l’UAI", "phones": "les téléphones", "emails": "les adresses électroniques", "website": "le site", "tags": "les étiquettes", "notes": "le texte des notes",
				"merged_into": "la fusion", "deleted_at": "la mise à la corbeille"}},
		{Name: "contacts", Keys: []string{"id"}, Thing: "le contact", Of: "du contact", Title: "last_name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Groups: [][]string{{"consent", "consent_on"}},
			Labels: map[string]string{"civility": "la civilité", "first_name": "le prénom", "last_name": "le nom", "phones": "les téléphones", "emails": "les adresses électroniques",
				"channel": "le moyen préféré", "consent": "l’accord", "consent_on": "l’accord", "notes": "le texte des notes", "merged_into": "la fusion", "deleted_at": "la mise à la corbeille"}},
		{Name: "posts", Keys: []string{"id"}, Thing: "la fonction", Of: "de la fonction", Title: "role",
			Labels: map[string]string{"role": "la fonction", "since": "l’arrivée", "until": "le départ", "contact_id": "le contact", "organisation_id": "la structure"}},
		{Name: "interactions", Keys: []string{"id"}, Thing: "l’échange", Of: "de l’échange", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Groups: [][]string{{"day", "month_only"}, {"next_step", "next_day"}},
			Labels: map[string]string{"channel": "le moyen", "day": "la date", "month_only": "la date", "outcome": "le résultat", "summary": "le résumé", "next_step": "la suite", "next_day": "la suite",
				"task_id": "la tâche qui suit", "own_task_id": "la tâche qui suit", "deleted_at": "la mise à la corbeille"}},
		{Name: "interaction_organisations", Keys: []string{"interaction_id", "organisation_id"}, Thing: "la structure d’un échange", Of: "de la structure d’un échange"},
		{Name: "interaction_contacts", Keys: []string{"interaction_id", "contact_id"}, Thing: "le contact d’un échange", Of: "du contact d’un échange"},
		{Name: "interaction_projects", Keys: []string{"interaction_id", "project_id"}, Thing: "le projet d’un échange", Of: "du projet d’un échange"},
		{Name: "tag_thresholds", Keys: []string{"tag"}, KeyOf: "text", Thing: "le rappel", Of: "du rappel", Title: "tag", Touch: touch, Labels: map[string]string{"months": "le délai"}},
	}
}

// Lock implements undo.Owner: the rows themselves are enough.
func (Undoable) Lock(context.Context, pgx.Tx, []undo.Row) error { return nil }

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	authors, err := authorsOf(ctx, q, exchangesOf(rows))
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		action, tie := MayEdit, access.Tie{}
		switch {
		case row.Table == "tag_thresholds":
			action = MaySetTags
		case row.Wrote("merged_into"):
			action = MayMerge
		case row.Table == "organisations" && row.Wrote("deleted_at"), row.Table == "contacts" && row.Wrote("deleted_at"):
			action = MayDelete
		case row.Table != "organisations" && row.Table != "contacts" && row.Table != "posts":
			action, tie = MayEditLog, access.Tie{Mine: authors[exchangeOf(row)] == by.ID}
		}
		if err := by.Check(action, tie); err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// exchangeOf is the exchange that a row is, or hangs on; 0 for none.
func exchangeOf(row undo.Row) int64 {
	if row.Table == "interactions" {
		return row.ID("id")
	}
	return row.ID("interaction_id")
}

func exchangesOf(rows []undo.Row) []int64 {
	var list []int64
	for _, row := range rows {
		if id := exchangeOf(row); id != 0 && row.Table != "organisations" && row.Table != "contacts" {
			list = append(list, id)
		}
	}
	return once(list)
}

// Settle implements undo.Owner: the constraints hold what must, and what records are found by is worked out again.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	var organisations, contacts []int64
	for _, row := range rows {
		switch row.Table {
		case "organisations":
			organisations = append(organisations, row.ID("id"))
		case "contacts":
			contacts = append(contacts, row.ID("id"))
		case "interaction_organisations":
			organisations = append(organisations, row.ID("organisation_id"))
		}
	}
	with, err := organisationsOf(ctx, tx, exchangesOf(rows))
	if err != nil {
		return err
	}
	if err := indexOrganisations(ctx, tx, once(append(organisations, with...))...); err != nil {
		return err
	}
	return indexContacts(ctx, tx, once(contacts)...)
}
