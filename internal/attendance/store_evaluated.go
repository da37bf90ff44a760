package attendance

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

// MostEvaluated bounds what a page or a file adds up: ten years of the largest service.
const MostEvaluated = 30_000

// evaluatedRow is a slot as the database gives it.
type evaluatedRow struct {
	ID, ActivityID, ProjectID     int64
	Title, Place                  string
	StartsAt, EndsAt              time.Time
	Capacity                      int
	Status                        slot.Status
	Free                          bool
	Price                         int64
	ProjectTitle, ProjectShort    string
	ProjectKind                   programme.Kind
	ProjectStatus                 programme.Status
	EventID                       int64
	EventName, Series, SeriesName string
	EventYear                     int
	Taken                         int
	Territories                   []int64
}

func (r evaluatedRow) slot() Slot {
	s := Slot{Times: slot.TimesOf(r.StartsAt, r.EndsAt), ID: r.ID, ActivityID: r.ActivityID, Title: r.Title, Place: r.Place, Status: r.Status,
		Project: Project{ID: r.ProjectID, Title: r.ProjectTitle, ShortName: r.ProjectShort, Kind: r.ProjectKind, Status: r.ProjectStatus},
		Event:   Event{ID: r.EventID, Name: r.EventName, Year: r.EventYear, Series: r.Series, SeriesName: r.SeriesName},
		Planned: Number{r.Capacity > 0, r.Capacity}, Registered: Number{true, r.Taken}}
	switch {
	case r.Free:
		s.Price = Free
	case r.Price > 0:
		s.Price = Paid
	}
	switch len(r.Territories) {
	case 0:
	case 1:
		s.Origin.Territory = r.Territories[0] // 0: nobody knows
	default:
		s.Origin.Several = true
	}
	return s
}

// evaluatedSQL reads slots, each in one row, without their counts.
const evaluatedSQL = `SELECT s.id, s.activity_id, s.project_id, s.title, s.place, s.starts_at, s.ends_at, s.capacity, s.status, s.free, s.price,
		p.title AS project_title, p.short_name AS project_short, p.kind AS project_kind, p.status AS project_status,
		COALESCE(e.id, 0) AS event_id, COALESCE(e.name, '') AS event_name, COALESCE(e.year, 0) AS event_year, COALESCE(e.series, '') AS series, COALESCE(e.series_name, '') AS series_name,
		COALESCE(g.people, 0) AS taken, g.territories
	FROM slots_evaluated s JOIN project_anchors p ON p.id = s.project_id LEFT JOIN events_named e ON e.id = p.event_id
	LEFT JOIN LATERAL (SELECT sum(v.people)::int AS people, array_agg(DISTINCT COALESCE(o.territory_id, 0)) AS territories
		FROM slots_visited_by v LEFT JOIN organisations_named o ON o.id = v.organisation_id WHERE v.slot_id = s.id) g ON true
	WHERE true `

const evaluatedOrder = ` ORDER BY s.starts_at, s.title COLLATE "fr-x-icu", s.id LIMIT @most`

// TerritoryNamed is a territory of which a group came.
type TerritoryNamed struct {
	ID   int64
	Name string
	Kind string
	Code string
}

// evaluatedRows are what one batch reads of slots and of what they are told apart by.
type evaluatedRows struct {
	slots       []evaluatedRow
	territories []TerritoryNamed
	years       struct{ First, Last int }
}

// queue reads the slots that a condition takes.
func (e *evaluatedRows) queue(b *pgx.Batch, condition string, args pgx.NamedArgs) {
	args["most"] = MostEvaluated
	b.Queue(evaluatedSQL+condition+evaluatedOrder, args).Query(func(rows pgx.Rows) (err error) {
		e.slots, err = pgx.CollectRows(rows, scanEvaluated)
		return err
	})
	b.Queue(`SELECT t.id, t.name, t.kind, t.code FROM territories_named t ORDER BY t.name COLLATE "fr-x-icu", t.id LIMIT 5000`).Query(func(rows pgx.Rows) (err error) {
		e.territories, err = pgx.CollectRows(rows, pgx.RowToStructByName[TerritoryNamed])
		return err
	})
}

// queueEvery reads every audience, those that are counted no more too.
func queueEvery(b *pgx.Batch, into *[]Audience) {
	b.Queue(`SELECT `+audienceColumns+audienceOrder, pgx.NamedArgs{"most": mostAudiences}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[audienceRow])
		*into = audiencesOf(list)
		return err
	})
}

// scanEvaluated reads a row by its place: there are thousands of them.
func scanEvaluated(row pgx.CollectableRow) (r evaluatedRow, err error) {
	err = row.Scan(&r.ID, &r.ActivityID, &r.ProjectID, &r.Title, &r.Place, &r.StartsAt, &r.EndsAt, &r.Capacity, &r.Status, &r.Free, &r.Price,
		&r.ProjectTitle, &r.ProjectShort, &r.ProjectKind, &r.ProjectStatus, &r.EventID, &r.EventName, &r.EventYear, &r.Series, &r.SeriesName,
		&r.Taken, &r.Territories)
	return r, err
}

// queueYears reads the first and the last year that has slots.
func (e *evaluatedRows) queueYears(b *pgx.Batch) {
	b.Queue(`SELECT COALESCE(extract(year FROM min(starts_at) AT TIME ZONE 'Europe/Paris'), 0)::int, COALESCE(extract(year FROM max(starts_at) AT TIME ZONE 'Europe/Paris'), 0)::int FROM slots_evaluated`).
		QueryRow(func(row pgx.Row) error { return row.Scan(&e.years.First, &e.years.Last) })
}

func projects(ctx context.Context, q postgres.Querier, id int64) ([]Project, error) {
	return postgres.List[Project](ctx, q, `SELECT id, title, short_name, kind, status FROM project_anchors WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// countedSoFar is a number that grows whenever somebody counts anywhere.
func countedSoFar(ctx context.Context, q postgres.Querier) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT COALESCE(sum(number), 0)::bigint FROM attendance_counted`, nil)
}

type visitorsRow struct{ Slots, Counted, Sum int }

// visitors adds up the counts of slots, in one query.
func visitors(ctx context.Context, q postgres.Querier, of Scope) (visitorsRow, error) {
	condition := `s.id = ANY(@slots)`
	switch {
	case of.Project != 0:
		condition = `s.project_id = @project`
	case of.Event != 0:
		condition = `s.project_id IN (SELECT p.id FROM project_anchors p WHERE p.event_id = @event)`
	}
	return postgres.One[visitorsRow](ctx, q, `SELECT count(*)::int AS slots, count(c.n)::int AS counted, COALESCE(sum(c.n), 0)::int AS sum
		FROM slots_evaluated s JOIN project_anchors a ON a.id = s.project_id
		LEFT JOIN LATERAL (SELECT sum(t.n) AS n FROM attendance_sums t WHERE t.slot_id = s.id AND t.audience_id <> 0 AND (t.n <> 0 OR t.standing > 0)) c ON true
		WHERE (s.status IN ('proposed', 'planned') OR c.n IS NOT NULL) AND `+condition, pgx.NamedArgs{"slots": of.Slots, "project": of.Project, "event": of.Event})
}

// countRows are what is read of the counts of slots, with each look.
type countRows struct {
	sums    []sumOf
	reasons []reasonRow
}

type sumOf struct {
	slot, audience    int64
	n, taps, standing int
}

// queue reads the counts of the slots that a condition takes.
func (c *countRows) queue(b *pgx.Batch, condition string, args pgx.NamedArgs) {
	b.Queue(`SELECT a.slot_id, a.audience_id, a.n, a.taps, a.standing FROM attendance_sums a JOIN slots_evaluated s ON s.id = a.slot_id WHERE true `+condition, args).Query(func(rows pgx.Rows) error {
		var one sumOf
		_, err := pgx.ForEachRow(rows, []any{&one.slot, &one.audience, &one.n, &one.taps, &one.standing}, func() error {
			c.sums = append(c.sums, one)
			return nil
		})
		return err
	})
	postgres.Queue(b, &c.reasons, `SELECT r.slot_id, r.reason FROM attendance_reasons r JOIN slots_evaluated s ON s.id = r.slot_id WHERE true `+condition, args)
}

// over puts the counts into slots, in a list of its own, without those that are neither held nor counted.
func (c *countRows) over(kept []Slot) []Slot {
	at := make(map[int64]int, len(kept))
	list := make([]Slot, len(kept))
	for i, s := range kept {
		list[i], at[s.ID] = s, i
	}
	for _, row := range c.sums {
		i, known := at[row.slot]
		if !known {
			continue
		}
		s := &list[i]
		if s.Taps += row.taps; row.n == 0 && row.standing <= 0 {
			continue
		}
		if row.audience == 0 {
			s.Absent = Number{true, row.n}
			continue
		}
		s.Present = Number{true, s.Present.N + row.n}
		s.Parts = append(s.Parts, Part{row.audience, row.n})
	}
	for _, row := range c.reasons {
		if i, known := at[row.SlotID]; known && !list[i].Present.Known {
			list[i].Reason = row.Reason
		}
	}
	return slices.DeleteFunc(list, func(s Slot) bool { return !s.Status.Held() && !s.Present.Known && !s.Absent.Known })
}

// queueUncounted reads the projects whose slots ended since a moment and that nobody counted, the latest first.
func queueUncounted(b *pgx.Batch, into *[]Uncounted, by account.By, since time.Time, most int) {
	postgres.Queue(b, into, `SELECT a.id AS project, COALESCE(NULLIF(a.short_name, ''), a.title) AS title, count(*)::int AS slots,
			min((s.starts_at AT TIME ZONE 'Europe/Paris')::date) AS first, max((s.starts_at AT TIME ZONE 'Europe/Paris')::date) AS last, (array_agg(s.id ORDER BY s.starts_at, s.id))[1] AS slot
		FROM slots_evaluated s JOIN project_anchors a ON a.id = s.project_id
		WHERE s.status = 'planned' AND s.starts_at > @since::timestamptz - interval '2 days' AND s.ends_at BETWEEN @since AND @now AND a.status NOT IN ('archived', 'cancelled')
			AND (@all OR EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person))
			AND NOT EXISTS (SELECT FROM attendance_sums t WHERE t.slot_id = s.id AND t.audience_id <> 0 AND (t.n <> 0 OR t.standing > 0))
			AND NOT EXISTS (SELECT FROM attendance_reasons r WHERE r.slot_id = s.id)
		GROUP BY a.id, a.short_name, a.title ORDER BY last DESC, a.id LIMIT @most`, pgx.NamedArgs{"since": since, "now": by.At, "all": by.Role == access.Head, "person": by.ID, "most": most})
}
