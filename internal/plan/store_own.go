package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

// someone is a person who may have a list, as others name her.
type someone struct {
	ID     int64
	Name   string
	Active bool // she may log in
}

func queuePeople(b *pgx.Batch, list *[]someone) {
	postgres.Queue(b, list, `SELECT id, name, active FROM people_named ORDER BY name COLLATE "fr-x-icu", id`, nil)
}

const ownColumns = `o.id, o.person_id, o.title, o.day, o.done_on, o.version`

// queueOwn reads what somebody noted for herself and what of it she did since a day, by day.
func queueOwn(b *pgx.Batch, list *[]Own, person int64, since workcal.Date) {
	postgres.Queue(b, list, `SELECT `+ownColumns+` FROM own_tasks o WHERE o.person_id = @person AND o.deleted_at IS NULL
		AND (o.done_on IS NULL OR o.done_on >= @since) ORDER BY o.day NULLS LAST, o.id`, pgx.NamedArgs{"person": person, "since": since})
}

// namedOwn is one with whose it is.
type namedOwn struct {
	Own
	Person string
}

// readOwn finds one that is not in the trash, and its history.
func readOwn(ctx context.Context, db postgres.Querier, id int64, history *[]journal.Entry) (namedOwn, error) {
	b := &pgx.Batch{}
	var found []namedOwn
	postgres.Queue(b, &found, `SELECT `+ownColumns+`, who.name AS person FROM own_tasks o JOIN people_named who ON who.id = o.person_id
		WHERE o.id = @id AND o.deleted_at IS NULL`, pgx.NamedArgs{"id": id})
	journal.QueueOf(b, journal.Sight{All: true}, history, journal.OwnTask, id, 10)
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return namedOwn{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return namedOwn{}, fault.Missing(nil)
	}
	return found[0], nil
}

// lockOwn finds one that stands, or one that went to the trash since a moment, and holds it.
func lockOwn(ctx context.Context, tx pgx.Tx, id int64, deleted bool, since time.Time) (Own, error) {
	return postgres.One[Own](ctx, tx, `SELECT `+ownColumns+` FROM own_tasks o WHERE o.id = @id
		AND CASE WHEN @deleted THEN o.deleted_at >= @since ELSE o.deleted_at IS NULL END FOR NO KEY UPDATE`,
		pgx.NamedArgs{"id": id, "deleted": deleted, "since": since})
}

func countOwn(ctx context.Context, tx pgx.Tx, person int64) (int, error) {
	return postgres.Scalar[int](ctx, tx, `SELECT count(*) FROM own_tasks WHERE person_id = @person AND deleted_at IS NULL`, pgx.NamedArgs{"person": person})
}

func insertOwn(ctx context.Context, tx pgx.Tx, by account.By, d OwnDraft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO own_tasks (person_id, title, day, created_at, updated_at)
		VALUES (@person, @title, @day, @now, @now) RETURNING id`, pgx.NamedArgs{"person": by.ID, "title": d.Title, "day": d.Day, "now": by.At})
}

func updateOwn(ctx context.Context, tx pgx.Tx, id int64, d OwnDraft, now time.Time) error {
	return exec(ctx, tx, `UPDATE own_tasks SET title = @title, day = @day, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "title": d.Title, "day": d.Day, "now": now})
}

// markOwnDone leaves the version: nobody's text changed.
func markOwnDone(ctx context.Context, tx pgx.Tx, id int64, day workcal.Date, now time.Time) error {
	return exec(ctx, tx, `UPDATE own_tasks SET done_on = @day, updated_at = @now WHERE id = @id`, pgx.NamedArgs{"id": id, "day": day, "now": now})
}

func markOwnDeleted(ctx context.Context, tx pgx.Tx, id int64, at *time.Time, now time.Time) error {
	return exec(ctx, tx, `UPDATE own_tasks SET deleted_at = @at, updated_at = @now WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": now})
}

// trashedOwn lists what somebody threw away of her own.
func trashedOwn(ctx context.Context, q postgres.Querier, by account.By) ([]trash.Item, error) {
	return postgres.List[trash.Item](ctx, q, `SELECT id, title AS name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM own_tasks
		WHERE person_id = @person AND deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"person": by.ID, "since": trash.Since(by.At)})
}

// purgeOwn removes what was thrown away before a moment, and as long after their last change those of people whose
// access has ended.
func purgeOwn(ctx context.Context, db postgres.Querier, before time.Time) error {
	_, err := db.Exec(ctx, `DELETE FROM own_tasks o WHERE o.deleted_at < @before
		OR o.updated_at < @before AND NOT EXISTS (SELECT FROM people_named who WHERE who.id = o.person_id AND who.active)`, pgx.NamedArgs{"before": before})
	return err
}
