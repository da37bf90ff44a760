package daybook

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
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
	slots    []slotRow
	counted  counted
	entries  []entryRow
	done     []tickRow
	calls    []callRow
}

type counted struct {
	Before, After workcal.Date
	Over          int // slots of a day that is over; 0 while it is not
}

type callRow struct {
	Hand  crew.Hand
	Phone crew.Phone
}

// held are the slots of @project of a day, and those of the evening before that go on past midnight.
const held = `FROM slots_held s WHERE s.project_id = @project AND s.starts_at >= @from::timestamptz - interval '12 hours' AND s.starts_at < @to AND s.ends_at > @from`

// slotRow is a slot of the day as the database gives it.
type slotRow struct {
	ID               int64
	Title, Place     string
	StartsAt, EndsAt time.Time
	SetUp, Capacity  int
	Taken            int
	Coming, Total    int // of the whole day
}

// slot is what the page of the day needs of it.
func (r slotRow) slot(project int64) slot.Slot {
	return slot.Slot{ID: r.ID, Taken: r.Taken, Activity: slot.Activity{Title: r.Title}, Project: slot.Project{ID: project},
		Draft: slot.Draft{Times: slot.TimesOf(r.StartsAt, r.EndsAt), Elsewhere: r.Place, SetUp: r.SetUp, Capacity: r.Capacity, Status: slot.Planned}}
}

// queue reads what runs at a moment and what comes next in each place, and of the other slots of the day no more than how many there are.
func (d *dayRows) queue(b *pgx.Batch, of int64, day workcal.Date, now time.Time) {
	args := pgx.NamedArgs{"project": of, "day": day, "now": now, "from": slot.Times{Day: day}.Start(), "to": slot.Times{Day: day.AddDays(1)}.Start(), "most": mostPlaces, "lines": mostEntries, "ticks": 10 * mostEntries}
	d.queueProject(b, of)
	postgres.Queue(b, &d.slots, `SELECT x.id, x.title, x.place, x.starts_at, x.ends_at, x.set_up, x.capacity, COALESCE((SELECT t.people FROM slots_taken t WHERE t.slot_id = x.id), 0) AS taken, x.coming, x.total
		FROM (SELECT s.id, s.title, s.place, s.starts_at, s.ends_at, s.set_up, s.capacity, s.starts_at <= @now AND s.ends_at > @now AS runs, s.starts_at > @now AND s.starts_at >= @from AS comes,
				row_number() OVER (PARTITION BY s.place COLLATE "C", s.starts_at > @now AND s.starts_at >= @from ORDER BY s.starts_at, s.id) AS nth,
				(count(*) FILTER (WHERE s.ends_at > @now) OVER ())::int AS coming, (count(*) FILTER (WHERE s.starts_at >= @from) OVER ())::int AS total `+held+`) x
		WHERE x.runs OR x.comes AND x.nth = 1 ORDER BY x.starts_at, x.id LIMIT @most`, args)
	b.Queue(`SELECT (SELECT (o.starts_at AT TIME ZONE 'Europe/Paris')::date FROM slots_held o WHERE o.project_id = @project AND o.starts_at < @from ORDER BY o.starts_at DESC LIMIT 1) AS before,
			(SELECT (o.starts_at AT TIME ZONE 'Europe/Paris')::date FROM slots_held o WHERE o.project_id = @project AND o.starts_at >= @to ORDER BY o.starts_at LIMIT 1) AS after,
			(SELECT count(*)::int `+held+` AND s.starts_at >= @from AND NOT EXISTS (SELECT FROM slots_held n WHERE n.project_id = @project AND n.ends_at > @now AND n.starts_at >= @from::timestamptz - interval '12 hours' AND n.starts_at < @to)) AS over`, args).
		QueryRow(func(row pgx.Row) error { return row.Scan(&d.counted.Before, &d.counted.After, &d.counted.Over) })
	postgres.Queue(b, &d.entries, entrySQL+`WHERE e.project_id = @project AND e.day = @day AND e.deleted_at IS NULL AND (e.kind IN ('message', 'delay') OR e.kind = 'incident' AND e.closed_at IS NULL)
		ORDER BY e.at DESC, e.id DESC LIMIT @lines`, args)
	d.queueTicks(b, of, day)
	d.queuePhones(b)
}

// queueWhole reads all that was noted and ticked on a day.
func (d *dayRows) queueWhole(b *pgx.Batch, of int64, day workcal.Date) {
	d.queueProject(b, of)
	postgres.Queue(b, &d.entries, entrySQL+`WHERE e.project_id = @project AND e.day = @day AND e.deleted_at IS NULL ORDER BY e.at, e.id LIMIT @most`,
		pgx.NamedArgs{"project": of, "day": day, "most": mostEntries})
	d.queueTicks(b, of, day)
}

func (d *dayRows) queueProject(b *pgx.Batch, of int64) {
	postgres.Queue(b, &d.projects, projectSQL+` WHERE id = @project`, pgx.NamedArgs{"project": of})
}

func (d *dayRows) queueTicks(b *pgx.Batch, of int64, day workcal.Date) {
	b.Queue(ticksSQL, pgx.NamedArgs{"project": of, "day": day, "most": 10 * mostEntries}).
		Query(func(rows pgx.Rows) (err error) {
			d.done, err = pgx.CollectRows(rows, pgx.RowToStructByName[tickRow])
			return err
		})
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

// picked are the slots that were read, with how many there are in the whole day and how many of them run or will.
func (d *dayRows) picked(project int64) (list []slot.Slot, coming, total int) {
	for _, r := range d.slots {
		list = append(list, r.slot(project))
		coming, total = r.Coming, r.Total
	}
	return list, coming, max(total, d.counted.Over)
}

// noted are the lines that were read, in their order.
func (d *dayRows) noted() []Entry {
	list := make([]Entry, len(d.entries))
	for i, e := range d.entries {
		list[i] = e.entry()
	}
	return list
}

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

// queueToday reads slots by when they begin, as staff.OnDuty does.
func queueToday(b *pgx.Batch, into *[]Today, by account.By, from, to time.Time, most int) {
	postgres.Queue(b, into, `SELECT p.id AS project, COALESCE(NULLIF(p.short_name, ''), p.title) AS title, d.slots, d.coming,
			(SELECT count(*)::int FROM (SELECT DISTINCT ON (e.slot_id) e.slot_id, e.minutes FROM day_entries e WHERE e.project_id = p.id AND e.day = @day AND e.kind = 'delay' AND e.deleted_at IS NULL ORDER BY e.slot_id, e.at DESC, e.id DESC) l
				JOIN slots_held s ON s.id = l.slot_id WHERE l.minutes > 0 AND s.ends_at > @now) AS late,
			(SELECT count(*)::int FROM day_entries e WHERE e.project_id = p.id AND e.day = @day AND e.kind = 'incident' AND e.closed_at IS NULL AND e.deleted_at IS NULL) AS incidents,
			EXISTS (SELECT FROM members_named m WHERE m.project_id = p.id AND m.person_id = @person) AS member
		FROM (SELECT s.project_id, count(*)::int AS slots, (count(*) FILTER (WHERE s.ends_at > @now))::int AS coming FROM slots_held s
				WHERE s.starts_at >= @from::timestamptz - interval '12 hours' AND s.starts_at < @to AND s.ends_at > @from GROUP BY s.project_id) d
			JOIN project_anchors p ON p.id = d.project_id
		ORDER BY d.slots DESC, p.id LIMIT @most`, pgx.NamedArgs{"person": by.ID, "now": by.At, "day": by.Today(), "from": from, "to": to, "most": most})
}
