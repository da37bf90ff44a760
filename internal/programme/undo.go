package programme

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/undo"
)

// Undoable is how what was done to the programme is taken back.
type Undoable struct{}

var _ undo.Owner = Undoable{}

const touch = "version = t.version + 1, updated_at = @now"

// Tables implements undo.Owner.
func (Undoable) Tables() []undo.Table {
	return []undo.Table{
		{Name: "events", Keys: []string{"id"}, Thing: "l’événement", Of: "de l’événement", Title: "name", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Groups: [][]string{{"first_day", "last_day", "year"}, {"series_key", "edition"}},
			Labels: map[string]string{"name": "le nom", "year": "l’année", "first_day": "les dates", "last_day": "les dates", "theme": "le thème", "notes": "le texte des notes",
				"source": "la source", "verified_on": "la vérification", "to_confirm": "la mention «\u00a0à confirmer\u00a0»", "series_key": "l’événement national", "edition": "le numéro d’édition",
				"deleted_at": "la mise à la corbeille"}},
		{Name: "projects", Keys: []string{"id"}, Thing: "le projet", Of: "du projet", Title: "title", Gone: "deleted_at", Touch: touch, Beside: []string{"created_at"},
			Holds:  []undo.Held{{Table: "tasks", Column: "project_id"}, {Table: "project_members", Column: "project_id"}},
			Groups: [][]string{{"status", "status_before_archive", "archived_at", "event_id", "target_first", "target_last"}},
			Labels: map[string]string{"title": "le titre", "kind": "la nature", "status": "le statut", "status_before_archive": "le statut", "archived_at": "l’archivage",
				"pilot_id": "le pilote", "event_id": "les dates", "target_first": "les dates", "target_last": "les dates", "objectives": "les objectifs", "audiences": "les publics",
				"safety_margin": "la marge de sécurité", "opening": "les heures d’ouverture", "edition_of": "l’édition précédente", "deleted_at": "la mise à la corbeille"}},
		{Name: "project_members", Keys: []string{"project_id", "person_id"}, Thing: "un membre de l’équipe", Of: "d’un membre de l’équipe"},
	}
}

// Lock implements undo.Owner.
func (Undoable) Lock(ctx context.Context, tx pgx.Tx, rows []undo.Row) error {
	if err := holdEvents(ctx, tx, undo.IDs(undo.Of(rows, "events"), "id")); err != nil {
		return err
	}
	ids := slices.Concat(undo.IDs(undo.Of(rows, "projects"), "id"), undo.IDs(undo.Of(rows, "project_members"), "project_id"))
	return Hold(ctx, tx, ids)
}

// Judge implements undo.Owner.
func (Undoable) Judge(ctx context.Context, q postgres.Querier, by account.By, rows []undo.Row) (map[string]error, error) {
	ids := slices.Concat(undo.IDs(undo.Of(rows, "projects"), "id"), undo.IDs(undo.Of(rows, "project_members"), "project_id"))
	status, err := statusesOf(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	refused := map[string]error{}
	for _, row := range rows {
		if refused[row.Act] != nil {
			continue
		}
		if err := mayWrite(by, row, status); err != nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// mayWrite asks what the operation asks that writes a row so.
func mayWrite(by account.By, row undo.Row, status map[int64]Status) error {
	if err := by.Check(MayEdit, access.Tie{}); err != nil {
		return err
	}
	was, is := undo.Text(row.Before, "status"), undo.Text(row.After, "status")
	archiving := was == string(Archived) || is == string(Archived)
	for action, asked := range map[*access.Action]bool{
		MayMoveDate: row.Wrote("first_day", "last_day", "event_id", "target_first", "target_last"),
		MayArchive:  archiving || row.Wrote("deleted_at"),
		MayConfirm:  was == string(Confirmed) || is == string(Confirmed),
	} {
		if err := by.Check(action, access.Tie{}); asked && err != nil {
			return err
		}
	}
	project := row.ID("id")
	if row.Table == "project_members" {
		project = row.ID("project_id")
	}
	if row.Table == "events" || archiving || row.Wrote("deleted_at") {
		return nil
	}
	return status[project].CheckOpen()
}

// Settle implements undo.Owner: an event that projects prepare does not go to the trash, and none prepares one that is there.
func (Undoable) Settle(ctx context.Context, tx pgx.Tx, _ account.By, rows []undo.Row) error {
	lost, err := thrownAmong(ctx, tx, undo.IDs(undo.Of(rows, "events"), "id"), undo.IDs(undo.Of(rows, "projects"), "id"))
	if err != nil {
		return err
	}
	if len(lost) > 0 {
		return fault.New(fault.Conflict, "Rien n’a été annulé. "+stillPrepared(lost[0].Name, lost[0].Projects), nil)
	}
	return postgres.Bump(ctx, tx, room, 0)
}
