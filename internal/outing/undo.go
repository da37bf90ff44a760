package outing

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to outings is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{{Name: "outings", Keys: []string{"id"}, Thing: "l’action hors les murs", Of: "de l’action hors les murs", Title: "title", Gone: "deleted_at",
		Touch: "version = t.version + 1, updated_at = @now", Beside: []string{"created_at"}, Groups: [][]string{{"permit", "permit_text"}},
		Labels: map[string]string{"project_id": "le projet", "title": "le titre", "on_day": "le jour", "hours": "les horaires", "organisation_id": "la structure qui accueille", "host": "qui demander sur place", "address": "l’adresse",
			"travel": "le trajet", "driver": "qui conduit", "permit": "l’autorisation", "permit_text": "l’autorisation", "risks": "les risques", "fallback": "le repli", "emergency": "les numéros d’urgence",
			"notes": "le texte des notes", "deleted_at": "la mise à la corbeille"}}}
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
		err := fault.New(fault.Conflict, "Ce geste ne s’annule plus\u00a0: le projet est dans la corbeille.", nil)
		if in.Status != nil {
			if err := cmp.Or(by.Check(MayEdit, access.Tie{Member: in.Member}), in.Status.CheckOpen()); err != nil && refused[row.Act] == nil {
				refused[row.Act] = err
			}
			continue
		}
		if refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// Settle implements undo.Owner: the constraints hold what must.
func (Undoable) Settle(context.Context, pgx.Tx, account.By, []undo.Row) error { return nil }

// Personal is what outings hold of people: whom to ask for there, who drives.
func Personal() personal.Holder {
	typed := personal.Typed
	return personal.Holder{Processings: []personal.Processing{processing}, Tables: []personal.Table{{Name: "outings", Thing: "Action hors les murs", Title: "title", Place: "outing", Columns: map[string]personal.How{
		"title": typed, "hours": typed, "host": typed, "address": typed, "travel": typed, "driver": typed, "permit": personal.Closed, "permit_text": typed, "risks": typed, "fallback": typed, "emergency": typed, "notes": typed}}}}
}

var processing = personal.Processing{Key: "horslesmurs", Name: "Actions hors les murs", Purpose: "Savoir qui accueille une action, qui y conduit et qui appeler.", Basis: "Mission d’intérêt public (article 6.1.e du RGPD).",
	People: "Personnes qui accueillent une action hors les murs, personnes qui conduisent.", Data: "Noms, numéros à appeler, adresse de l’action.", Readers: "Toutes les personnes du service.",
	Kept: "Autant que l’action\u00a0; trente jours après sa mise à la corbeille.", Measures: "L’effacement d’une personne retire son nom de tous les textes.", Source: "Choix prudent de l’application\u00a0; le service décide."}
