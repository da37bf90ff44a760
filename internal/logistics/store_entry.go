package logistics

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// entryRow is a line of the ready list as the database gives it.
type entryRow struct {
	ID          int64
	Key, Title  string
	Kind        Kind
	Part        Part
	Direction   Direction
	ProjectKind programme.Kind
	Switch      Switch
	Offset      retroplan.Offset
	Statutory   bool
	Source      string
	VerifiedOn  workcal.Date
	Notes       string
	DeletedAt   *time.Time
	Version     int
}

func (r entryRow) entry() Entry {
	return Entry{ID: r.ID, Key: r.Key, DeletedAt: r.DeletedAt, Version: r.Version, EntryDraft: EntryDraft{Title: r.Title, Kind: r.Kind, Part: r.Part, Direction: r.Direction, Project: r.ProjectKind, Switch: r.Switch,
		Offset: r.Offset, Statutory: r.Statutory, Source: r.Source, VerifiedOn: r.VerifiedOn, Notes: r.Notes}}
}

const entryColumns = `e.id, COALESCE(e.key, '') AS key, e.title, e.kind, e.part, e.direction, e.project_kind, e.switch,
	CASE WHEN e.offset_side IS NOT NULL THEN ROW(e.offset_side, e.offset_count, 'day'::text) END AS "offset", e.statutory, e.source, e.verified_on, e.notes, e.deleted_at, e.version FROM file_entries e `

// listEntries gives the lines that stand, by part, the earliest first.
func listEntries(ctx context.Context, q postgres.Querier) ([]Entry, error) {
	rows, err := postgres.List[entryRow](ctx, q, `SELECT `+entryColumns+`WHERE e.deleted_at IS NULL ORDER BY array_position(@parts::text[], e.part),
		CASE WHEN e.offset_side = 'E' THEN e.offset_count ELSE -COALESCE(e.offset_count, 0) END, e.title COLLATE "fr-x-icu", e.id LIMIT @most`,
		pgx.NamedArgs{"parts": partCodes(), "most": 2 * mostEntries})
	list := make([]Entry, len(rows))
	for i, row := range rows {
		list[i] = row.entry()
	}
	return list, err
}

func partCodes() []string {
	codes := make([]string, len(Parts))
	for i, p := range Parts {
		codes[i] = string(p)
	}
	return codes
}

// holdsOf gives what the living pieces of a project are called, and from which lines they came.
func holdsOf(ctx context.Context, q postgres.Querier, project int64) (holds, error) {
	return postgres.List[held](ctx, q, `SELECT COALESCE(p.entry_id, 0) AS entry_id, p.title FROM pieces p WHERE p.project_id = @project AND p.deleted_at IS NULL`, pgx.NamedArgs{"project": project})
}

func findEntry(ctx context.Context, q postgres.Querier, id int64) (Entry, error) {
	row, err := postgres.One[entryRow](ctx, q, `SELECT `+entryColumns+`WHERE e.id = @id`, pgx.NamedArgs{"id": id})
	return row.entry(), err
}

func lockEntry(ctx context.Context, tx pgx.Tx, id int64) (Entry, error) {
	row, err := postgres.One[entryRow](ctx, tx, `SELECT `+entryColumns+`WHERE e.id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
	return row.entry(), err
}

func (d EntryDraft) args(now time.Time) pgx.NamedArgs {
	args := pgx.NamedArgs{"now": now, "title": d.Title, "kind": string(d.Kind), "part": string(d.Part), "direction": string(d.Direction), "project_kind": string(d.Project), "switch": string(d.Switch),
		"side": nil, "count": nil, "statutory": d.Statutory, "source": d.Source, "verified": d.VerifiedOn, "notes": d.Notes}
	if !d.Offset.IsZero() {
		args["side"], args["count"] = d.Offset.Side.String(), d.Offset.Count
	}
	return args
}

const insertEntrySQL = `INSERT INTO file_entries (key, title, kind, part, direction, project_kind, switch, offset_side, offset_count, statutory, source, verified_on, notes, created_at, updated_at)
	VALUES (NULLIF(@key, ''), @title, @kind, @part, @direction, @project_kind, @switch, @side, @count, @statutory, @source, @verified, @notes, COALESCE(@now::timestamptz, now()), COALESCE(@now::timestamptz, now())) `

func insertEntry(ctx context.Context, q postgres.Querier, now time.Time, d EntryDraft) (int64, error) {
	args := d.args(now)
	args["key"] = ""
	return postgres.Scalar[int64](ctx, q, insertEntrySQL+`RETURNING id`, args)
}

// insertShipped keeps a line that Parvis comes with, unless it is there, or was.
func insertShipped(ctx context.Context, q postgres.Querier, one shippedEntry) error {
	args := one.args(time.Time{})
	args["key"], args["now"] = one.key, nil
	_, err := q.Exec(ctx, insertEntrySQL+`ON CONFLICT (key) DO NOTHING`, args)
	return postgres.Translate(err)
}

func updateEntry(ctx context.Context, tx pgx.Tx, by account.By, id int64, d EntryDraft) error {
	args := d.args(by.At)
	args["id"] = id
	_, err := tx.Exec(ctx, `UPDATE file_entries SET title = @title, kind = @kind, part = @part, direction = @direction, project_kind = @project_kind, switch = @switch, offset_side = @side, offset_count = @count,
		statutory = @statutory, source = @source, verified_on = @verified, notes = @notes, updated_at = @now, version = version + 1 WHERE id = @id`, args)
	return postgres.Translate(err)
}

func markEntryDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE file_entries SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// trashedEntries lists the lines thrown away, for whoever may restore them.
func (r *Room) trashedEntries(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayCorrect, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT e.id, e.title AS name, 0::bigint AS project_id, '' AS project, e.deleted_at, true AS may
		FROM file_entries e WHERE e.deleted_at >= @since ORDER BY e.deleted_at DESC, e.id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

// purgeEntries removes the lines thrown away for good; those that Parvis comes with stay where they are, so that they do not come back.
func (r *Room) purgeEntries(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM file_entries WHERE deleted_at < @before AND key IS NULL`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// entryStands tells whether a line still does, for a form that is sent again.
func entryStands(ctx context.Context) func(pgx.Tx, int64) (bool, error) {
	return func(tx pgx.Tx, id int64) (bool, error) {
		return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM file_entries WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
	}
}
