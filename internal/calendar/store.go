package calendar

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// serviceWeek is the one row of service_calendar.
type serviceWeek struct {
	Week          storedWeek
	AlsaceMoselle bool
	SchoolZone    string
	Opening       string
	Version       int
}

// week is the row as the room gives it; a database without one has no week.
func (s serviceWeek) week() Week {
	return Week{Days: s.Week.days(), AlsaceMoselle: s.AlsaceMoselle, SchoolZone: s.SchoolZone, Opening: OpeningOf(s.Opening), Version: s.Version}
}

type personWeek struct {
	PersonID int64
	Week     storedWeek
}

const (
	serviceSQL = `SELECT week, alsace_moselle, school_zone, opening, version FROM service_calendar`
	weeksSQL   = `SELECT person_id, week FROM person_weeks`
)

type activePerson struct {
	PersonID int64
	Name     string
	Role     string
}

// storedSettings are the rows of the settings page.
type storedSettings struct {
	service  serviceWeek
	closures []Closure
	leaves   []Leave
	weeks    []personWeek
	people   []activePerson
}

// loadSettings reads the settings page, past days included, in one batch.
func loadSettings(ctx context.Context, q postgres.Querier) (storedSettings, error) {
	var s storedSettings
	var service []serviceWeek
	b := &pgx.Batch{}
	postgres.Queue(b, &service, serviceSQL, nil)
	postgres.Queue(b, &s.closures, `SELECT id, first_day AS first, last_day AS last, label FROM closures ORDER BY first_day, id`, nil)
	postgres.Queue(b, &s.leaves, `SELECT id, person_id, first_day AS first, last_day AS last FROM leaves ORDER BY first_day, id`, nil)
	postgres.Queue(b, &s.weeks, weeksSQL, nil)
	postgres.Queue(b, &s.people, `SELECT id AS person_id, name, role FROM people_named WHERE active ORDER BY name COLLATE "fr-x-icu", id`, nil)
	err := q.SendBatch(ctx, b).Close()
	for _, one := range service {
		s.service = one
	}
	return s, postgres.Translate(err)
}

// loadAbsences reads the leaves of everybody active that are not over, and of the settings what concerns
// the reader alone, in one batch.
func loadAbsences(ctx context.Context, q postgres.Querier, by account.By) (own storedSettings, ahead []Away, err error) {
	own.people = []activePerson{{PersonID: by.ID, Name: by.Name, Role: string(by.Role)}}
	var service []serviceWeek
	b := &pgx.Batch{}
	postgres.Queue(b, &service, serviceSQL, nil)
	postgres.Queue(b, &own.weeks, weeksSQL+` WHERE person_id = @me`, pgx.NamedArgs{"me": by.ID})
	postgres.Queue(b, &ahead, `SELECT l.id, l.person_id, who.name, l.first_day AS first, l.last_day AS last
		FROM leaves l JOIN people_named who ON who.id = l.person_id
		WHERE who.active AND l.last_day >= @today ORDER BY l.first_day, who.name COLLATE "fr-x-icu", l.id`, pgx.NamedArgs{"today": by.Today()})
	err = q.SendBatch(ctx, b).Close()
	for _, one := range service {
		own.service = one
	}
	return own, ahead, postgres.Translate(err)
}

// room is whose numbers postgres.Bump counts here.
const room = "calendar"

// Revision is the SQL of a number that changes with what Queue reads.
var Revision = postgres.Revision(room, "0")

// Reading is what a plan needs of the calendar, once the batch it was queued on has run.
type Reading struct {
	service []serviceWeek
	off     []daysOff
	weeks   []personWeek
}

// daysOff is a closure, or a leave when it has a person. One without a first day only says since when
// days off were read.
type daysOff struct {
	Since       workcal.Date
	PersonID    int64
	First, Last workcal.Date
	Label       string
}

// Queue adds to a batch the reading of the service's week, everybody's own, and the closures and
// leaves that end on a day or later. since is the SQL of that day, with its arguments, so that it may be
// found in the caller's tables within the same batch: calendars know no tasks.
func Queue(b *pgx.Batch, since string, args pgx.NamedArgs) *Reading {
	r := &Reading{}
	postgres.Queue(b, &r.service, serviceSQL, nil)
	// One statement finds the day and what ends from it on: two could see the caller's tables at two
	// moments. The order is the one in which a calendar names why a day is off.
	postgres.Queue(b, &r.off, `WITH bound AS MATERIALIZED (SELECT (`+since+`)::date AS since)
		SELECT bound.since, COALESCE(off.person_id, 0) AS person_id, off.first_day AS first, off.last_day AS last,
			COALESCE(off.label, '') AS label
		FROM bound LEFT JOIN (SELECT NULL::bigint AS person_id, id, first_day, last_day, label FROM closures
			UNION ALL SELECT person_id, id, first_day, last_day, '' FROM leaves) off ON off.last_day >= bound.since
		ORDER BY off.first_day, off.id`, args)
	postgres.Queue(b, &r.weeks, weeksSQL, nil)
	return r
}

// Ever is the day from which Queue reads every closure and leave there ever was, for a plan that looks far back.
const Ever = `DATE '0001-01-01'`

// Whole reads them all.
func Whole(ctx context.Context, q postgres.Querier) (Calendars, error) {
	b := &pgx.Batch{}
	r := Queue(b, Ever, nil)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Calendars{}, postgres.Translate(err)
	}
	return r.Build(), nil
}

// lockWeek finds the service's week and holds it until the transaction ends.
func lockWeek(ctx context.Context, tx pgx.Tx) (serviceWeek, error) {
	return postgres.One[serviceWeek](ctx, tx, serviceSQL+` FOR NO KEY UPDATE`, nil)
}

func updateWeek(ctx context.Context, tx pgx.Tx, w Week) error {
	_, err := tx.Exec(ctx, `UPDATE service_calendar SET week = @week, alsace_moselle = @alsace, school_zone = @zone, opening = @opening, version = version + 1`,
		pgx.NamedArgs{"week": int16(storeWeek(w.Days)), "alsace": w.AlsaceMoselle, "zone": w.SchoolZone, "opening": w.Opening.Lines()})
	return postgres.Translate(err)
}

func listClosures(ctx context.Context, q postgres.Querier) ([]Closure, error) {
	return postgres.List[Closure](ctx, q, `SELECT id, first_day AS first, last_day AS last, label FROM closures ORDER BY first_day, id`, nil)
}

// lockClosures keeps anybody else from writing closures until the transaction ends.
func lockClosures(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE closures IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

// writeClosures stores new closures, and the names of those that have an id, in one round trip.
func writeClosures(ctx context.Context, tx pgx.Tx, by account.By, list []Closure) error {
	b := &pgx.Batch{}
	for _, c := range list {
		args := pgx.NamedArgs{"id": c.ID, "first": c.First, "last": c.Last, "label": c.Label, "by": by.ID}
		if c.ID == 0 {
			b.Queue(`INSERT INTO closures (first_day, last_day, label, created_by) VALUES (@first, @last, @label, @by)`, args)
		} else {
			b.Queue(`UPDATE closures SET label = @label WHERE id = @id`, args)
		}
	}
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func insertClosure(ctx context.Context, tx pgx.Tx, by account.By, c Closure) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO closures (first_day, last_day, label, created_by)
		VALUES (@first, @last, @label, @by) RETURNING id`,
		pgx.NamedArgs{"first": c.First, "last": c.Last, "label": c.Label, "by": by.ID})
}

// Refusals are the constraints that what is typed here can meet; insertLeave says more where it can.
var Refusals = postgres.Refusals{
	"leaves_apart_excl": {Field: FieldLeaveFirst, Sentence: "Cette personne est déjà absente à ces dates."},
}

func insertLeave(ctx context.Context, tx pgx.Tx, by account.By, l Leave) (int64, error) {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO leaves (person_id, first_day, last_day, created_by)
		VALUES (@person, @first, @last, @by) RETURNING id`,
		pgx.NamedArgs{"person": l.PersonID, "first": l.First, "last": l.Last, "by": by.ID})
	return id, Refusals.Translate(err)
}

// met gives the leaves of a person that meet another, by first day.
func met(ctx context.Context, tx pgx.Tx, l Leave) ([]Away, error) {
	return postgres.List[Away](ctx, tx, `SELECT l.id, l.person_id, who.name, l.first_day AS first, l.last_day AS last
		FROM leaves l JOIN people_named who ON who.id = l.person_id
		WHERE l.person_id = @person AND l.first_day <= @last AND l.last_day >= @first ORDER BY l.first_day`,
		pgx.NamedArgs{"person": l.PersonID, "first": l.First, "last": l.Last})
}

func deleteClosure(ctx context.Context, tx pgx.Tx, id int64) (Closure, error) {
	return postgres.One[Closure](ctx, tx, `DELETE FROM closures WHERE id = @id
		RETURNING id, first_day AS first, last_day AS last, label`, pgx.NamedArgs{"id": id})
}

// lockLeave finds a leave and holds it until the transaction ends.
func lockLeave(ctx context.Context, tx pgx.Tx, id int64) (Leave, error) {
	return postgres.One[Leave](ctx, tx, `SELECT id, person_id, first_day AS first, last_day AS last
		FROM leaves WHERE id = @id FOR UPDATE`, pgx.NamedArgs{"id": id})
}

func deleteLeave(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM leaves WHERE id = @id`, pgx.NamedArgs{"id": id})
	return postgres.Translate(err)
}

// upsertPersonWeek stores a person's own week, 0 for the service's again, and gives the one she had.
func upsertPersonWeek(ctx context.Context, tx pgx.Tx, personID int64, week workcal.Week) (before workcal.Week, err error) {
	stored, err := postgres.Scalars[storedWeek](ctx, tx, `SELECT week FROM person_weeks WHERE person_id = @person FOR UPDATE`, pgx.NamedArgs{"person": personID})
	if err != nil {
		return 0, err
	}
	for _, w := range stored {
		before = w.days()
	}
	sql := `INSERT INTO person_weeks (person_id, week) VALUES (@person, @week)
		ON CONFLICT (person_id) DO UPDATE SET week = excluded.week`
	if week == 0 {
		sql = `DELETE FROM person_weeks WHERE person_id = @person AND @week = 0::smallint`
	}
	_, err = tx.Exec(ctx, sql, pgx.NamedArgs{"person": personID, "week": int16(storeWeek(week))})
	return before, postgres.Translate(err)
}
