package logistics

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// deliveryRow is a delivery as the database gives it.
type deliveryRow struct {
	ID, ProjectID                     int64
	Title                             string
	OrganisationID, PersonID, PieceID int64
	Organisation, Person, Piece       string
	Transport                         string
	Day                               workcal.Date
	Hours, Place                      string
	State                             DeliveryState
	ReceivedOn                        workcal.Date
	Notes                             string
	DeletedAt                         *time.Time
	Version                           int
}

func (r deliveryRow) delivery() Delivery {
	return Delivery{ID: r.ID, Project: r.ProjectID, DeletedAt: r.DeletedAt, Version: r.Version, DeliveryDraft: DeliveryDraft{Title: r.Title, Organisation: partner.Ref{ID: r.OrganisationID, Name: r.Organisation},
		Transport: r.Transport, Day: r.Day, Hours: r.Hours, Place: r.Place, State: r.State, Person: partner.Ref{ID: r.PersonID, Name: r.Person}, ReceivedOn: r.ReceivedOn,
		Piece: partner.Ref{ID: r.PieceID, Name: r.Piece}, Notes: r.Notes}}
}

const deliveryColumns = `d.id, d.project_id, d.title, COALESCE(o.id, 0) AS organisation_id, COALESCE(o.name, '') AS organisation, COALESCE(w.id, 0) AS person_id, COALESCE(w.name, '') AS person,
	COALESCE(p.id, 0) AS piece_id, COALESCE(p.title, '') AS piece, d.transport, d.day, d.hours, d.place, d.state, d.received_on, d.notes, d.deleted_at, d.version
	FROM deliveries d LEFT JOIN organisations_named o ON o.id = d.organisation_id LEFT JOIN people_named w ON w.id = d.person_id LEFT JOIN pieces p ON p.id = d.piece_id AND p.deleted_at IS NULL `

// listDeliveries gives the living deliveries of a project by day, those without one last.
func listDeliveries(ctx context.Context, q postgres.Querier, project int64) ([]Delivery, error) {
	rows, err := postgres.List[deliveryRow](ctx, q, `SELECT `+deliveryColumns+`WHERE d.project_id = @project AND d.deleted_at IS NULL
		ORDER BY d.day NULLS LAST, d.title COLLATE "fr-x-icu", d.id LIMIT @most`, pgx.NamedArgs{"project": project, "most": 2 * MostDeliveries})
	list := make([]Delivery, len(rows))
	for i, row := range rows {
		list[i] = row.delivery()
	}
	return list, err
}

func findDelivery(ctx context.Context, q postgres.Querier, id int64) (Delivery, error) {
	row, err := postgres.One[deliveryRow](ctx, q, `SELECT `+deliveryColumns+`WHERE d.id = @id`, pgx.NamedArgs{"id": id})
	return row.delivery(), err
}

func lockDelivery(ctx context.Context, tx pgx.Tx, id int64) (Delivery, error) {
	if _, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM deliveries WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id}); err != nil {
		return Delivery{}, err
	}
	return findDelivery(ctx, tx, id)
}

func countDeliveries(ctx context.Context, q postgres.Querier, project int64) (int, error) {
	return postgres.Scalar[int](ctx, q, `SELECT count(*)::int FROM deliveries WHERE project_id = @project AND deleted_at IS NULL`, pgx.NamedArgs{"project": project})
}

func (d DeliveryDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "title": d.Title, "organisation": d.Organisation.ID, "transport": d.Transport, "day": d.Day, "hours": d.Hours, "place": d.Place,
		"state": string(d.State), "person": d.Person.ID, "received": d.ReceivedOn, "piece": d.Piece.ID, "notes": d.Notes}
}

func insertDelivery(ctx context.Context, tx pgx.Tx, by account.By, project int64, d DeliveryDraft) (int64, error) {
	args := d.args(by, 0)
	args["project"] = project
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO deliveries (project_id, title, organisation_id, transport, day, hours, place, state, person_id, received_on, piece_id, notes, created_by, created_at, updated_at)
		VALUES (@project, @title, NULLIF(@organisation::bigint, 0), @transport, @day, @hours, @place, @state, NULLIF(@person::bigint, 0), @received, NULLIF(@piece::bigint, 0), @notes, @by, @now, @now) RETURNING id`, args)
}

func updateDelivery(ctx context.Context, tx pgx.Tx, by account.By, id int64, d DeliveryDraft) error {
	_, err := tx.Exec(ctx, `UPDATE deliveries SET title = @title, organisation_id = NULLIF(@organisation::bigint, 0), transport = @transport, day = @day, hours = @hours, place = @place, state = @state,
		person_id = NULLIF(@person::bigint, 0), received_on = @received, piece_id = NULLIF(@piece::bigint, 0), notes = @notes, updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

func markDeliveryDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE deliveries SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// trashedDeliveries lists the deliveries thrown away from the projects that stand.
func (r *Room) trashedDeliveries(ctx context.Context, by account.By) ([]trash.Item, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	rows, err := postgres.List[binned](ctx, r.db, `SELECT d.id, d.title AS name, a.id AS project_id, a.title AS project, d.deleted_at, false AS may, a.status,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person) AS member
		FROM deliveries d JOIN project_anchors a ON a.id = d.project_id WHERE d.deleted_at >= @since ORDER BY d.deleted_at DESC, d.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	return items(by, rows), err
}

func (r *Room) purgeDeliveries(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM deliveries WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// deliveryStands tells whether a delivery still does, for a form that is sent again.
func deliveryStands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM deliveries WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}
