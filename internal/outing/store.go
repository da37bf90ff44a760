package outing

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

// The bounds of the outings of a project, and of those of one of its days.
const (
	mostListed = 1_000
	mostOnDay  = 12
)

// row is an outing as the database gives it.
type row struct {
	ID                                            int64
	Title                                         string
	OnDay                                         workcal.Date
	Hours                                         string
	OrganisationID                                int64
	Organisation                                  string
	Host, Address, Travel, Driver                 string
	Permit                                        Permit
	PermitText, Risks, Fallback, Emergency, Notes string
	UpdatedAt                                     time.Time
	DeletedAt                                     *time.Time
	Version                                       int
	slot.ProjectRow
}

func (r row) outing() Outing {
	return Outing{ID: r.ID, Project: r.Named(), UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version, Draft: Draft{Title: r.Title, Day: r.OnDay, Hours: r.Hours,
		Host: partner.Ref{ID: r.OrganisationID, Name: r.Organisation}, Contact: r.Host, Address: r.Address, Travel: r.Travel, Driver: r.Driver, Permit: r.Permit, PermitText: r.PermitText,
		Risks: r.Risks, Fallback: r.Fallback, Emergency: r.Emergency, Notes: r.Notes}}
}

// outings reads those o of living projects that a condition with @of takes.
func outings(ctx context.Context, q postgres.Querier, by account.By, where string, of int64) ([]Outing, error) {
	return listed(ctx, q, by, where, pgx.NamedArgs{"of": of, "most": mostListed})
}

func onDay(ctx context.Context, q postgres.Querier, by account.By, project int64, day workcal.Date) ([]Outing, error) {
	return listed(ctx, q, by, `o.project_id = @of AND o.on_day = @day AND o.deleted_at IS NULL`, pgx.NamedArgs{"of": project, "day": day, "most": mostOnDay})
}

func listed(ctx context.Context, q postgres.Querier, by account.By, where string, args pgx.NamedArgs) ([]Outing, error) {
	args["person"] = by.ID
	rows, err := postgres.List[row](ctx, q, `SELECT o.id, o.title, o.on_day, o.hours, COALESCE(o.organisation_id, 0) AS organisation_id, COALESCE(h.name, '') AS organisation, o.host, o.address, o.travel, o.driver,
			o.permit, o.permit_text, o.risks, o.fallback, o.emergency, o.notes, o.updated_at, o.deleted_at, o.version, `+slot.ProjectColumns+`
		FROM outings o JOIN project_anchors p ON p.id = o.project_id LEFT JOIN organisations_named h ON h.id = o.organisation_id WHERE `+where+`
		ORDER BY o.on_day, o.title COLLATE "fr-x-icu", o.id LIMIT @most`, args)
	list := make([]Outing, len(rows))
	for i, r := range rows {
		list[i] = r.outing()
	}
	return list, err
}

func one(ctx context.Context, q postgres.Querier, by account.By, id int64) (Outing, error) {
	list, err := outings(ctx, q, by, `o.id = @of`, id)
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Outing{}, err
	}
	return list[0], nil
}

func projectOf(ctx context.Context, q postgres.Querier, id int64) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT project_id FROM outings WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// lock keeps an outing from changing until the transaction ends, and reads it as it stands then.
func lock(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Outing, error) {
	if _, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM outings WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id}); err != nil {
		return Outing{}, err
	}
	return one(ctx, tx, by, id)
}

func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM outings WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}

func organisationNamed(ctx context.Context, q postgres.Querier, id int64) ([]partner.Ref, error) {
	return postgres.List[partner.Ref](ctx, q, `SELECT id, name FROM organisations_named WHERE id = @id AND living`, pgx.NamedArgs{"id": id})
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "title": d.Title, "day": d.Day, "hours": d.Hours, "organisation": d.Host.ID, "host": d.Contact, "address": d.Address, "travel": d.Travel,
		"driver": d.Driver, "permit": string(d.Permit), "permit_text": d.PermitText, "risks": d.Risks, "fallback": d.Fallback, "emergency": d.Emergency, "notes": d.Notes}
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, project int64, d Draft) (int64, error) {
	args := d.args(by, 0)
	args["project"] = project
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO outings (project_id, title, on_day, hours, organisation_id, host, address, travel, driver, permit, permit_text, risks, fallback, emergency, notes, created_by, created_at, updated_at)
		VALUES (@project, @title, @day, @hours, NULLIF(@organisation::bigint, 0), @host, @address, @travel, @driver, @permit, @permit_text, @risks, @fallback, @emergency, @notes, @by, @now, @now) RETURNING id`, args)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE outings SET title = @title, on_day = @day, hours = @hours, organisation_id = NULLIF(@organisation::bigint, 0), host = @host, address = @address, travel = @travel, driver = @driver,
			permit = @permit, permit_text = @permit_text, risks = @risks, fallback = @fallback, emergency = @emergency, notes = @notes, updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

func mark(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE outings SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil {
		return nil, nil
	}
	rows, err := postgres.List[struct {
		trash.Item
		Status programme.Status
	}](ctx, r.db, `SELECT o.id, o.title AS name, p.id AS project_id, p.title AS project, o.deleted_at, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS may, p.status
		FROM outings o JOIN project_anchors p ON p.id = o.project_id WHERE o.deleted_at >= @since ORDER BY o.deleted_at DESC, o.id`, pgx.NamedArgs{"since": trash.Since(by.At), "person": by.ID})
	var items []trash.Item
	for _, r := range rows {
		if !by.Can(MayEdit, access.Tie{Member: r.May}) {
			continue
		}
		r.Item.May = r.Status.Open()
		items = append(items, r.Item)
	}
	return items, err
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM outings WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// Movers say what becomes of outings when two organisations become one.
var Movers = []partner.Mover{{Kind: journal.Organisation, Moves: []string{"outings.organisation_id"}, Move: moveOrganisation}}

func moveOrganisation(ctx context.Context, tx pgx.Tx, by account.By, from, to journal.Subject) error {
	_, err := tx.Exec(ctx, `UPDATE outings SET organisation_id = @to, updated_at = @now, version = version + 1 WHERE organisation_id = @from`, pgx.NamedArgs{"from": from.ID, "to": to.ID, "now": by.At})
	return postgres.Translate(err)
}

// place is the project of a row as it stands, for whoever would write it again.
type place struct {
	Status *programme.Status // nil: the project is in the trash
	Member bool
}

// placesOf finds the projects of rows, by their ids; of what went, the project that its row tells.
func placesOf(ctx context.Context, q postgres.Querier, rows []undo.Row, person int64) (map[int64]place, error) {
	var ids, projects []int64
	for _, row := range rows {
		ids, projects = append(ids, row.ID("id")), append(projects, row.ID("project_id"))
	}
	list, err := postgres.List[struct {
		ID int64
		place
	}](ctx, q, `SELECT x.id, p.status, EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM (SELECT id, max(project) AS project FROM unnest(@ids::bigint[], @projects::bigint[]) u(id, project) GROUP BY id) x LEFT JOIN outings o ON o.id = x.id
			LEFT JOIN project_anchors p ON p.id = COALESCE(o.project_id, x.project)`, pgx.NamedArgs{"ids": ids, "projects": projects, "person": person})
	found := make(map[int64]place, len(list))
	for _, one := range list {
		found[one.ID] = one.place
	}
	return found, err
}
