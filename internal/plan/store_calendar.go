package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// calendars are the service's calendar and those of the people who differ from it.
type calendars struct {
	service *workcal.Calendar
	zone    string // of school holidays: "A", "B" or "C"
	own     map[int64]*workcal.Calendar
}

// of gives a person's calendar, or nil where the service's applies.
func (c calendars) of(personID *int64) *workcal.Calendar {
	if personID == nil {
		return nil
	}
	return c.own[*personID]
}

// storedWeek is a week as stored: bit 0 is Monday, bit 6 is Sunday.
type storedWeek int16

func (w storedWeek) days() workcal.Week {
	var week workcal.Week
	for bit := range 7 {
		if w>>bit&1 == 1 {
			week |= workcal.WeekOf(time.Weekday((bit + 1) % 7))
		}
	}
	return week
}

func storeWeek(week workcal.Week) storedWeek {
	var w storedWeek
	for bit := range 7 {
		if week.Has(time.Weekday((bit + 1) % 7)) {
			w |= 1 << bit
		}
	}
	return w
}

type serviceWeek struct {
	Week          storedWeek
	AlsaceMoselle bool
	SchoolZone    string
	Version       int
}

type personWeek struct {
	PersonID int64
	Week     storedWeek
}

// rawCalendars are the rows that calendars are built from.
type rawCalendars struct {
	service  []serviceWeek
	closures []Closure
	leaves   []Leave
	weeks    []personWeek
}

func (r *rawCalendars) queue(b *pgx.Batch) {
	queue(b, &r.service, `SELECT week, alsace_moselle, school_zone, version FROM service_calendar`, nil)
	queue(b, &r.closures, `SELECT id, first_day AS first, last_day AS last, label FROM closures ORDER BY first_day, id`, nil)
	queue(b, &r.leaves, `SELECT id, person_id, first_day AS first, last_day AS last FROM leaves ORDER BY first_day, id`, nil)
	queue(b, &r.weeks, `SELECT person_id, week FROM person_weeks`, nil)
}

func (r *rawCalendars) build() calendars {
	config := workcal.Config{}
	zone := ""
	for _, s := range r.service {
		zone = s.SchoolZone
		config.Week, config.AlsaceMoselle = s.Week.days(), s.AlsaceMoselle
	}
	for _, c := range r.closures {
		config.Closures = append(config.Closures, workcal.Range{From: c.First, To: c.Last, Label: c.Label})
	}
	leaves := map[int64][]workcal.Range{}
	for _, l := range r.leaves {
		leaves[l.PersonID] = append(leaves[l.PersonID], workcal.Range{From: l.First, To: l.Last})
	}
	c := calendars{service: workcal.NewCalendar(config), zone: zone, own: map[int64]*workcal.Calendar{}}
	for _, w := range r.weeks {
		own := config
		own.Week, own.Leave = w.Week.days(), leaves[w.PersonID]
		c.own[w.PersonID] = workcal.NewCalendar(own)
	}
	for person, away := range leaves {
		if c.own[person] == nil {
			c.own[person] = c.service.WithLeave(away)
		}
	}
	return c
}

type activePerson struct {
	PersonID int64
	Name     string
	Role     string
}

// loadCalendars reads the settings page in one batch.
func loadCalendars(ctx context.Context, q postgres.Querier) (rawCalendars, []activePerson, error) {
	var raw rawCalendars
	var people []activePerson
	b := &pgx.Batch{}
	raw.queue(b)
	queue(b, &people, `SELECT id AS person_id, name, role FROM people WHERE disabled_at IS NULL ORDER BY name, id`, nil)
	err := q.SendBatch(ctx, b).Close()
	return raw, people, postgres.Translate(err)
}

// updateWeek gives false when the version is no longer the stored one.
func updateWeek(ctx context.Context, tx pgx.Tx, w Week, version int) (bool, error) {
	tag, err := tx.Exec(ctx, `UPDATE service_calendar SET week = @week, alsace_moselle = @alsace, school_zone = @zone,
		version = version + 1 WHERE version = @version`,
		pgx.NamedArgs{"week": int16(storeWeek(w.Days)), "alsace": w.AlsaceMoselle, "zone": w.SchoolZone, "version": version})
	return tag.RowsAffected() == 1, postgres.Translate(err)
}

func insertClosure(ctx context.Context, tx pgx.Tx, c Closure) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO closures (first_day, last_day, label)
		VALUES (@first, @last, @label) RETURNING id`, pgx.NamedArgs{"first": c.First, "last": c.Last, "label": c.Label})
}

func insertLeave(ctx context.Context, tx pgx.Tx, l Leave) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO leaves (person_id, first_day, last_day)
		VALUES (@person, @first, @last) RETURNING id`, pgx.NamedArgs{"person": l.PersonID, "first": l.First, "last": l.Last})
}

func deleteClosure(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := postgres.Scalar[int64](ctx, tx, `DELETE FROM closures WHERE id = @id RETURNING id`, pgx.NamedArgs{"id": id})
	return err
}

func deleteLeave(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := postgres.Scalar[int64](ctx, tx, `DELETE FROM leaves WHERE id = @id RETURNING id`, pgx.NamedArgs{"id": id})
	return err
}

// upsertPersonWeek stores a person's own week; 0 returns her to the service's.
func upsertPersonWeek(ctx context.Context, tx pgx.Tx, personID int64, week workcal.Week) error {
	sql := `INSERT INTO person_weeks (person_id, week) VALUES (@person, @week)
		ON CONFLICT (person_id) DO UPDATE SET week = excluded.week`
	if week == 0 {
		sql = `DELETE FROM person_weeks WHERE person_id = @person AND @week = 0::smallint`
	}
	_, err := tx.Exec(ctx, sql, pgx.NamedArgs{"person": personID, "week": int16(storeWeek(week))})
	return postgres.Translate(err)
}

// personIsActive tells whether somebody exists and may log in.
func personIsActive(ctx context.Context, q postgres.Querier, id int64) (bool, error) {
	return postgres.Scalar[bool](ctx, q, `SELECT EXISTS (SELECT FROM people WHERE id = @id AND disabled_at IS NULL)`,
		pgx.NamedArgs{"id": id})
}
