package programme

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/trash"
)

const eventColumns = `e.id, COALESCE(e.series_key, '') AS series_key, COALESCE(s.name, '') AS series_name, e.name, e.year,
	COALESCE(e.edition, 0) AS edition, e.first_day AS first, e.last_day AS last, e.theme, e.notes, e.source,
	e.verified_on, e.to_confirm, e.updated_at, e.deleted_at, e.version`

const eventFrom = ` FROM events e LEFT JOIN event_series s ON s.key = e.series_key `

// Whoever reads an event sees the living projects that prepare it, in the same query.
const eventProjects = `COALESCE((SELECT json_agg(json_build_object('id', p.id, 'title', p.title, 'kind', p.kind, 'status', p.status,
		'pilot', pilot.name, 'version', p.version) ORDER BY p.title COLLATE "fr-x-icu", p.id)
	FROM projects p JOIN people_named pilot ON pilot.id = p.pilot_id
	WHERE p.event_id = e.id AND p.deleted_at IS NULL), '[]') AS projects`

func listEvents(ctx context.Context, q postgres.Querier, year int) ([]EventSummary, error) {
	return postgres.List[EventSummary](ctx, q, `SELECT `+eventColumns+`, `+eventProjects+eventFrom+
		`WHERE e.deleted_at IS NULL AND (@year = 0::int OR e.year = @year) ORDER BY e.first_day, e.last_day, e.name COLLATE "fr-x-icu", e.id`,
		pgx.NamedArgs{"year": year})
}

// EventsAhead adds to a batch the reading of the events that are not over, soonest first, for somebody who may read the
// programme.
func EventsAhead(events *[]Coming, by account.By) account.Also {
	return func(b *pgx.Batch) {
		postgres.Queue(b, events, `SELECT e.id, e.name, e.first_day AS first, e.last_day AS last, e.to_confirm FROM events e
			WHERE e.deleted_at IS NULL AND e.last_day >= @today ORDER BY e.first_day, e.last_day, e.name COLLATE "fr-x-icu", e.id`,
			pgx.NamedArgs{"today": by.Today()})
	}
}

// listYears gives the years that have events, and the one that is shown.
func listYears(ctx context.Context, q postgres.Querier, shown int) ([]YearCount, error) {
	return postgres.List[YearCount](ctx, q, `SELECT year, count(id) AS events FROM (SELECT id, year FROM events WHERE deleted_at IS NULL
		UNION ALL SELECT NULL, @shown::int) AS each GROUP BY year ORDER BY year`, pgx.NamedArgs{"shown": shown})
}

func findEvent(ctx context.Context, q postgres.Querier, id int64, deletedToo bool) (EventSummary, error) {
	return postgres.One[EventSummary](ctx, q, `SELECT `+eventColumns+`, `+eventProjects+eventFrom+
		`WHERE e.id = @id AND (e.deleted_at IS NULL OR @deleted)`, pgx.NamedArgs{"id": id, "deleted": deletedToo})
}

// lockEvent finds an event, deleted or not, and holds it until the transaction ends.
func lockEvent(ctx context.Context, tx pgx.Tx, id int64, deleted bool) (Event, error) {
	return postgres.One[Event](ctx, tx, `SELECT `+eventColumns+eventFrom+
		`WHERE e.id = @id AND (e.deleted_at IS NOT NULL) = @deleted FOR NO KEY UPDATE OF e`, pgx.NamedArgs{"id": id, "deleted": deleted})
}

func listSeries(ctx context.Context, q postgres.Querier) ([]Series, error) {
	return postgres.List[Series](ctx, q, `SELECT key, name FROM event_series ORDER BY position, key`, nil)
}

func insertEvent(ctx context.Context, tx pgx.Tx, by account.By, d EventDraft) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO events (series_key, name, year, edition, first_day, last_day, theme, notes,
			source, verified_on, to_confirm, created_by, created_at, updated_at)
		VALUES (NULLIF(@series, ''), @name, @year, NULLIF(@edition, 0::int), @first, @last, @theme, @notes,
			@source, @verified, @confirm, @by, @now, @now)
		RETURNING id`, eventArgs(by, 0, d))
	return id, Refusals.Translate(err)
}

func updateEvent(ctx context.Context, tx pgx.Tx, by account.By, id int64, d EventDraft) error {
	_, err := tx.Exec(ctx, `UPDATE events SET series_key = NULLIF(@series, ''), name = @name, year = @year,
			edition = NULLIF(@edition, 0::int), first_day = @first, last_day = @last, theme = @theme, notes = @notes,
			source = @source, verified_on = @verified, to_confirm = @confirm, updated_at = @now, version = version + 1
		WHERE id = @id`, eventArgs(by, id, d))
	return Refusals.Translate(err)
}

func eventArgs(by account.By, id int64, d EventDraft) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "series": d.SeriesKey, "name": d.Name, "year": d.Year, "edition": d.Edition, "first": d.First,
		"last": d.Last, "theme": d.Theme, "notes": d.Notes, "source": d.Source, "verified": d.VerifiedOn,
		"confirm": d.ToConfirm}
}

func markEventDeleted(ctx context.Context, tx pgx.Tx, id int64, at *time.Time, now time.Time) error {
	return exec(ctx, tx, `UPDATE events SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id`,
		pgx.NamedArgs{"id": id, "at": at, "now": now})
}

// projectsOf gives the projects that hang on an event, those in the trash too unless only the living are asked for.
func projectsOf(ctx context.Context, tx pgx.Tx, event int64, living bool) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM projects WHERE event_id = @event AND (deleted_at IS NULL OR NOT @living) ORDER BY id`,
		pgx.NamedArgs{"event": event, "living": living})
}

// liveOf gives the projects that hang on an event and still ask for work.
func liveOf(ctx context.Context, tx pgx.Tx, event int64) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM projects WHERE event_id = @event AND deleted_at IS NULL
		AND status NOT IN ('archived', 'cancelled') ORDER BY id`, pgx.NamedArgs{"event": event})
}

func trashedEvents(ctx context.Context, q postgres.Querier, since time.Time) ([]trash.Item, error) {
	return postgres.List[trash.Item](ctx, q, `SELECT id, name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may FROM events
		WHERE deleted_at >= @since ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": since})
}

// eventLives tells whether an event is there, and not in the trash.
func eventLives(ctx context.Context, tx pgx.Tx, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, tx, `SELECT EXISTS (SELECT FROM events WHERE id = @id AND deleted_at IS NULL)`, pgx.NamedArgs{"id": id})
}
