package agreement

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// topicSQL: what is said of an agreement, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT a.id, a.title AS name, COALESCE(p.id, 0) AS project_id, COALESCE(p.title, '') AS project, a.deleted_at IS NULL AS living, true AS open
	FROM agreements a LEFT JOIN project_anchors p ON p.id = a.project_id`

// mostListed bounds a list: a service signs some fifty a year.
const mostListed = 10_000

// row is an agreement as the database gives it.
type row struct {
	ID                                               int64
	Title                                            string
	Kind                                             Kind
	State                                            State
	Organisations                                    []partner.Ref
	ProjectID                                        int64
	Project                                          string
	FirstDay, LastDay, SentOn, SignedOn, DenouncedOn workcal.Date
	Signatories                                      string
	Amount                                           *int64
	Notes                                            string
	UpdatedAt                                        time.Time
	DeletedAt                                        *time.Time
	Version                                          int
}

func (r row) agreement() Agreement {
	a := Agreement{ID: r.ID, UpdatedAt: r.UpdatedAt, DeletedAt: r.DeletedAt, Version: r.Version,
		Draft: Draft{Title: r.Title, Kind: r.Kind, State: r.State, Organisations: r.Organisations, Project: partner.Ref{ID: r.ProjectID, Name: r.Project}, First: r.FirstDay, Last: r.LastDay,
			SentOn: r.SentOn, SignedOn: r.SignedOn, DenouncedOn: r.DenouncedOn, Signatories: r.Signatories, Notes: r.Notes}}
	if r.Amount != nil {
		a.Amount = Amount{true, *r.Amount}
	}
	return a
}

// withSQL names the organisations of an agreement a: one that is in the trash keeps its name.
const withSQL = `FROM agreement_organisations l JOIN organisations_named o ON o.id = l.organisation_id WHERE l.agreement_id = a.id`

const columns = `a.id, a.title, a.kind, a.state, COALESCE(a.project_id, 0) AS project_id, COALESCE(p.title, '') AS project, a.first_day, a.last_day, a.sent_on, a.signed_on, a.denounced_on,
	a.signatories, a.amount, a.notes, a.updated_at, a.deleted_at, a.version,
	COALESCE((SELECT jsonb_agg(jsonb_build_object('ID', o.id, 'Name', o.name) ORDER BY o.name COLLATE "fr-x-icu", o.id) ` + withSQL + `), '[]') AS organisations
	FROM agreements a LEFT JOIN project_anchors p ON p.id = a.project_id `

// list gives the living agreements of a project and with an organisation, 0 for any.
func list(ctx context.Context, q postgres.Querier, project, organisation int64) ([]Agreement, error) {
	rows, err := postgres.List[row](ctx, q, `SELECT `+columns+`WHERE a.deleted_at IS NULL AND (@project::bigint = 0 OR a.project_id = @project)
			AND (@organisation::bigint = 0 OR a.id IN (SELECT agreement_id FROM agreement_organisations WHERE organisation_id = @organisation))
		ORDER BY a.title COLLATE "fr-x-icu", a.id LIMIT @most`, pgx.NamedArgs{"project": project, "organisation": organisation, "most": mostListed})
	found := make([]Agreement, len(rows))
	for i, one := range rows {
		found[i] = one.agreement()
	}
	return found, err
}

func find(ctx context.Context, q postgres.Querier, id int64) (Agreement, error) {
	found, err := postgres.One[row](ctx, q, `SELECT `+columns+`WHERE a.id = @id`, pgx.NamedArgs{"id": id})
	return found.agreement(), err
}

// lock keeps an agreement from changing until the transaction ends, and reads it as it stands then.
func lock(ctx context.Context, tx pgx.Tx, id int64) (Agreement, error) {
	held, err := postgres.Scalars[int64](ctx, tx, `SELECT id FROM agreements WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
	if err != nil {
		return Agreement{}, err
	}
	if len(held) == 0 {
		return Agreement{}, fault.Missing(nil)
	}
	return find(ctx, tx, id)
}

// named gives with whom and for what a draft is, by numbers, as far as they stand.
func named(ctx context.Context, q postgres.Querier, d Draft) (Draft, error) {
	var projects []partner.Ref
	args := pgx.NamedArgs{"ids": numbers(d.Organisations), "project": d.Project.ID}
	d.Organisations = nil
	b := &pgx.Batch{}
	postgres.Queue(b, &d.Organisations, `SELECT id, name FROM organisations_named WHERE id = ANY(@ids) AND living ORDER BY name COLLATE "fr-x-icu", id`, args)
	postgres.Queue(b, &projects, `SELECT id, title AS name FROM project_anchors WHERE id = @project`, args)
	err := q.SendBatch(ctx, b).Close()
	d.Project = partner.Ref{}
	if len(projects) == 1 {
		d.Project = projects[0]
	}
	return d, postgres.Translate(err)
}

func numbers(list []partner.Ref) []int64 {
	kept := make([]int64, len(list))
	for i, one := range list {
		kept[i] = one.ID
	}
	return kept
}

// Project is a project that an agreement may be for.
type Project struct {
	ID   int64
	Name string
	Year int // in which it begins; 0: not known
}

// mostProjects bounds the projects to choose from.
const mostProjects = 1000

func listProjects(ctx context.Context, q postgres.Querier) ([]Project, error) {
	return postgres.List[Project](ctx, q, `SELECT id, title AS name, COALESCE(extract(year FROM first), 0)::int AS year FROM project_anchors
		ORDER BY year DESC, title COLLATE "fr-x-icu", id LIMIT @most`, pgx.NamedArgs{"most": mostProjects})
}

// queueEnding reads what ends within so many days of a day: the first few, each with how many there are in all.
func queueEnding(b *pgx.Batch, into *Ending, today workcal.Date, days, most int) {
	b.Queue(`SELECT a.id, a.title, a.last_day, COALESCE((SELECT string_agg(o.name, ', ' ORDER BY o.name COLLATE "fr-x-icu", o.id) `+withSQL+`), '') AS organisations, (count(*) OVER ())::int AS total
		FROM agreements a WHERE a.deleted_at IS NULL AND a.state = 'signed' AND a.last_day BETWEEN @today AND @until ORDER BY a.last_day, a.title COLLATE "fr-x-icu", a.id LIMIT @most`,
		pgx.NamedArgs{"today": today, "until": today.AddDays(days), "most": most}).Query(func(rows pgx.Rows) (err error) {
		into.Shown, err = pgx.CollectRows(rows, pgx.RowToStructByName[Soon])
		if len(into.Shown) > 0 {
			into.Total = into.Shown[0].Total
		}
		return err
	})
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	args := pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "title": d.Title, "kind": string(d.Kind), "state": string(d.State), "project": d.Project.ID, "first": d.First, "last": d.Last,
		"sent": d.SentOn, "signed": d.SignedOn, "denounced": d.DenouncedOn, "signatories": d.Signatories, "amount": nil, "notes": d.Notes, "organisations": numbers(d.Organisations)}
	if d.Amount.Said {
		args["amount"] = d.Amount.Cents
	}
	return args
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, d Draft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO agreements (title, kind, state, project_id, first_day, last_day, sent_on, signed_on, denounced_on, signatories, amount, notes,
			created_by, created_at, updated_at)
		VALUES (@title, @kind, @state, NULLIF(@project::bigint, 0), @first, @last, @sent, @signed, @denounced, @signatories, @amount, @notes, @by, @now, @now) RETURNING id`, d.args(by, 0))
	if err != nil {
		return 0, err
	}
	return id, tie(ctx, tx, by, id, d)
}

func update(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	_, err := tx.Exec(ctx, `UPDATE agreements SET title = @title, kind = @kind, state = @state, project_id = NULLIF(@project::bigint, 0), first_day = @first, last_day = @last, sent_on = @sent,
			signed_on = @signed, denounced_on = @denounced, signatories = @signatories, amount = @amount, notes = @notes, updated_at = @now, version = version + 1
		WHERE id = @id`, d.args(by, id))
	if err != nil {
		return postgres.Translate(err)
	}
	return tie(ctx, tx, by, id, d)
}

// tie writes with whom an agreement is: only what differs is touched.
func tie(ctx context.Context, tx pgx.Tx, by account.By, id int64, d Draft) error {
	args := d.args(by, id)
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM agreement_organisations WHERE agreement_id = @id AND organisation_id <> ALL(@organisations)`, args)
	b.Queue(`INSERT INTO agreement_organisations (agreement_id, organisation_id) SELECT @id, unnest(@organisations::bigint[]) ON CONFLICT DO NOTHING`, args)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE agreements SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// trashed lists what this person can still restore.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT a.id, a.title AS name, COALESCE(p.id, 0) AS project_id, COALESCE(p.title, '') AS project, a.deleted_at, true AS may
		FROM agreements a LEFT JOIN project_anchors p ON p.id = a.project_id WHERE a.deleted_at >= @since ORDER BY a.deleted_at DESC, a.id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM agreements WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// stands tells whether an agreement still does, for a form that is sent again.
func stands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM agreements WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}
