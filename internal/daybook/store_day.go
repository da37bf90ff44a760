package daybook

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// dayRows are what one batch reads of a day.
type dayRows struct {
	projects []Project
	ids      []int64
	counted  counted
	entries  []entryRow
	done     []tickRow
	calls    []callRow
}

type counted struct {
	Coming, Total int
	Before, After workcal.Date
}

type callRow struct {
	Hand  crew.Hand
	Phone crew.Phone
}

// planned are the slots of @project that are held on a day, and those of the evening before that go on past midnight.
const planned = `FROM slots_named s WHERE s.project_id = @project AND s.living AND s.status = 'planned' AND s.starts_at >= @from::timestamptz - interval '12 hours' AND s.starts_at < @to`

// queue reads what runs at a moment and what comes next in each place, never more of the slots than that.
func (d *dayRows) queue(b *pgx.Batch, of int64, day workcal.Date, now time.Time) {
	args := pgx.NamedArgs{"project": of, "day": day, "now": now, "from": slot.Times{Day: day}.Start(), "to": slot.Times{Day: day.AddDays(1)}.Start(), "most": mostPlaces, "lines": mostEntries, "ticks": 10 * mostEntries}
	postgres.Queue(b, &d.projects, projectSQL+` WHERE id = @project`, args)
	b.Queue(`SELECT id FROM (SELECT s.id `+planned+` AND s.starts_at <= @now AND s.ends_at > @now
			UNION ALL SELECT n.id FROM (SELECT DISTINCT ON (s.place) s.id `+planned+` AND s.starts_at >= @from AND s.starts_at > @now ORDER BY s.place, s.starts_at, s.id) n) x LIMIT @most`, args).
		Query(func(rows pgx.Rows) (err error) { d.ids, err = pgx.CollectRows(rows, pgx.RowTo[int64]); return err })
	b.Queue(`SELECT count(*) FILTER (WHERE s.ends_at > @now)::int AS coming, count(*) FILTER (WHERE s.starts_at >= @from)::int AS total,
			(SELECT (max(o.starts_at) AT TIME ZONE 'Europe/Paris')::date FROM slots_named o WHERE o.project_id = @project AND o.living AND o.status = 'planned' AND o.starts_at < @from) AS before,
			(SELECT (min(o.starts_at) AT TIME ZONE 'Europe/Paris')::date FROM slots_named o WHERE o.project_id = @project AND o.living AND o.status = 'planned' AND o.starts_at >= @to) AS after `+planned, args).
		QueryRow(func(row pgx.Row) error {
			return row.Scan(&d.counted.Coming, &d.counted.Total, &d.counted.Before, &d.counted.After)
		})
	postgres.Queue(b, &d.entries, entrySQL+`WHERE e.project_id = @project AND e.day = @day AND e.deleted_at IS NULL AND (e.kind IN ('message', 'delay') OR e.kind = 'incident' AND e.closed_at IS NULL)
		ORDER BY e.at DESC, e.id DESC LIMIT @lines`, args)
	b.Queue(ticksSQL, pgx.NamedArgs{"project": of, "day": day, "most": 10 * mostEntries}).
		Query(func(rows pgx.Rows) (err error) {
			d.done, err = pgx.CollectRows(rows, pgx.RowToStructByName[tickRow])
			return err
		})
	d.queuePhones(b)
}

// queuePhones reads the numbers at which people are called on the day.
func (d *dayRows) queuePhones(b *pgx.Batch) {
	postgres.Queue(b, &d.calls, `SELECT person_id AS hand, phone FROM duty_phones UNION ALL SELECT -id, phone FROM outsiders_named WHERE living AND phone <> '' ORDER BY 1 LIMIT @most`, pgx.NamedArgs{"most": 5_000})
}

func (d *dayRows) of() (Project, error) {
	if len(d.projects) == 0 {
		return Project{}, fault.Missing(nil)
	}
	return d.projects[0], nil
}

func (d *dayRows) picks() []int64 { return slices.Compact(slices.Sorted(slices.Values(d.ids))) }

func (d *dayRows) ticks() map[string]Tick { return ticksOf(d.done) }

// late is by how much slots are said to be late, the last word on each.
func (d *dayRows) late() map[int64]int {
	late := map[int64]int{}
	for _, e := range d.entries {
		if _, said := late[e.SlotID]; e.Kind == Delay && !said {
			late[e.SlotID] = e.Minutes
		}
	}
	return late
}

// told are the last messages, the last open incidents, and how many of these there are.
func (d *dayRows) told() (messages, incidents []Entry, open int) {
	for _, e := range d.entries {
		switch {
		case e.Kind == Message && len(messages) < Recent:
			messages = append(messages, e.entry())
		case e.Kind == Incident:
			if open++; len(incidents) < Recent {
				incidents = append(incidents, e.entry())
			}
		}
	}
	return messages, incidents, open
}

func (d *dayRows) phones() map[crew.Hand]crew.Phone {
	of := make(map[crew.Hand]crew.Phone, len(d.calls))
	for _, c := range d.calls {
		of[c.Hand] = c.Phone
	}
	return of
}

// dutyPosts gives what people have to hold of a project on a day.
func dutyPosts(ctx context.Context, q postgres.Querier, of int64, day workcal.Date) ([]staff.Post, error) {
	var people staff.Reading
	b := &pgx.Batch{}
	people.QueueDay(b, of, day)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return people.Posts(), err
}
