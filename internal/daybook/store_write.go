package daybook

import (
	"bytes"
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

// noted finds what was kept under a key, 0 for nothing, and tells whether it is the same.
func noted(ctx context.Context, q postgres.Querier, key string, digest []byte) (id int64, same bool, err error) {
	list, err := postgres.List[struct {
		ID     int64
		Digest []byte
	}](ctx, q, `SELECT id, digest FROM day_entries WHERE key = @key`, pgx.NamedArgs{"key": key})
	if err != nil || len(list) == 0 {
		return 0, false, err
	}
	return list[0].ID, bytes.Equal(list[0].Digest, digest), nil
}

func (d Draft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "kind": string(d.Kind), "slot": d.Slot, "place": d.Place, "body": d.Body, "done": d.Done, "minutes": d.Minutes, "closed": d.Closed, "by": by.ID, "now": by.At}
}

// insertEntry keeps a line and gives its number: 0 where its key was used meanwhile.
func insertEntry(ctx context.Context, tx pgx.Tx, by account.By, e Entry, key string, digest []byte) (int64, error) {
	args := e.args(by, 0)
	args["key"], args["digest"], args["project"], args["day"], args["at"] = key, digest, e.Project.ID, e.Day, e.At
	list, err := postgres.Scalars[int64](ctx, tx, `INSERT INTO day_entries (key, digest, project_id, slot_id, kind, day, at, place, body, done, minutes, closed_at, closed_by, created_by, created_at, updated_at)
		VALUES (@key, @digest, @project, NULLIF(@slot::bigint, 0), @kind, @day, @at, @place, @body, @done, @minutes, CASE WHEN @closed::boolean THEN @at::timestamptz END, CASE WHEN @closed::boolean THEN @by::bigint END, @by, @now, @now)
		ON CONFLICT DO NOTHING RETURNING id`, args)
	if err != nil || len(list) == 0 {
		return 0, err
	}
	return list[0], nil
}

func updateEntry(ctx context.Context, tx pgx.Tx, by account.By, id int64, d, before Draft) error {
	args := d.args(by, id)
	args["was"] = before.Closed
	_, err := tx.Exec(ctx, `UPDATE day_entries SET kind = @kind, slot_id = NULLIF(@slot::bigint, 0), place = @place, body = @body, done = @done, minutes = @minutes,
			closed_at = CASE WHEN NOT @closed::boolean THEN NULL WHEN @was::boolean THEN closed_at ELSE @now::timestamptz END,
			closed_by = CASE WHEN NOT @closed::boolean THEN NULL WHEN @was::boolean THEN closed_by ELSE @by::bigint END, updated_at = @now, version = version + 1
		WHERE id = @id`, args)
	return postgres.Translate(err)
}

func markDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE day_entries SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

// did makes an entry of the journal about a line, which its project's history tells too.
func did(by account.By, verb journal.Verb, e Entry, changes ...field.Change) journal.Entry {
	entry := by.Did(verb, e.Subject(), changes...)
	entry.Projects = []int64{e.Project.ID}
	return entry
}

// trashed lists the lines that this person can still put back.
func (r *Room) trashed(ctx context.Context, by account.By) ([]trash.Item, error) {
	if visible(by) != nil || !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT e.id, CASE WHEN e.body = '' THEN 'Retard' ELSE left(e.body, 60) END AS name, p.id AS project_id, p.title AS project, e.deleted_at, p.status <> 'archived' AS may
		FROM day_entries e JOIN project_anchors p ON p.id = e.project_id WHERE e.deleted_at >= @since ORDER BY e.deleted_at DESC, e.id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purge(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM day_entries WHERE deleted_at < @before`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// erasePhone forgets the number of somebody, and says so where there was one.
func erasePhone(ctx context.Context, tx pgx.Tx, person int64) ([]string, error) {
	n, err := tx.Exec(ctx, `DELETE FROM duty_phones WHERE person_id = @id`, pgx.NamedArgs{"id": person})
	if err != nil || n.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Son numéro du jour même est effacé."}, nil
}
