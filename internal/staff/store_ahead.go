package staff

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/postgres"
)

// queueAhead reads the beginning of what somebody is given, and how much that is.
func queueAhead(b *pgx.Batch, into *Coming, by account.By, most int) {
	args := pgx.NamedArgs{"hand": int64(crew.OfPerson(by.ID)), "now": by.At, "most": most}
	const hers = `o.hand = @hand AND o.ended_at IS NULL AND o.answer <> 'no' AND n.deleted_at IS NULL AND s.living AND s.status IN ('proposed', 'planned') AND s.ends_at > @now`
	b.Queue(postSQL+hers+` ORDER BY s.starts_at, s.ends_at, o.id LIMIT @most`, args).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[postRow])
		into.Shown = postsOf(list)
		return err
	})
	b.Queue(`SELECT count(*)::int, (count(*) FILTER (WHERE o.answer = '' AND o.told_at IS NOT NULL))::int
		FROM postings o JOIN slot_needs n ON n.id = o.need_id JOIN slots_named s ON s.id = o.slot_id WHERE `+hers, args).
		QueryRow(func(row pgx.Row) error { return row.Scan(&into.Total, &into.Waiting) })
}

// queueLacking reads the projects that lack people for slots that run, or begin before a moment.
func queueLacking(b *pgx.Batch, into *[]Lack, by account.By, until time.Time, most int) {
	postgres.Queue(b, into, `SELECT p.id AS project, COALESCE(NULLIF(p.short_name, ''), p.title) AS title, sum(n.wanted - l.given)::int AS people,
			min((s.starts_at AT TIME ZONE 'Europe/Paris')::date) AS first, max((s.starts_at AT TIME ZONE 'Europe/Paris')::date) AS last
		FROM slots_named s JOIN project_anchors p ON p.id = s.project_id JOIN slot_needs n ON n.slot_id = s.id
			CROSS JOIN LATERAL (SELECT count(*)::int AS given FROM postings o WHERE o.need_id = n.id AND o.ended_at IS NULL AND o.answer <> 'no') l
		WHERE s.living AND s.status = 'planned' AND s.starts_at BETWEEN @now::timestamptz - interval '12 hours' AND @until AND s.ends_at > @now AND n.deleted_at IS NULL AND n.wanted > l.given AND p.status NOT IN ('archived', 'cancelled')
		GROUP BY p.id, p.short_name, p.title ORDER BY first, p.id LIMIT @most`, pgx.NamedArgs{"now": by.At, "until": until, "most": most})
}
