package daybook

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// topicSQL: what people are told of a line, and what is attached to it. See notice.Topic.
const topicSQL = `SELECT e.id, CASE WHEN e.body = '' THEN 'Retard' ELSE left(e.body, 60) END AS name, COALESCE(p.id, 0) AS project_id, COALESCE(p.title, '') AS project,
	e.deleted_at IS NULL AND p.id IS NOT NULL AS living, COALESCE(p.status <> 'archived', false) AS open FROM day_entries e LEFT JOIN project_anchors p ON p.id = e.project_id`

const projectSQL = `SELECT id, title, short_name, status, first, last FROM project_anchors`

// mostComing bounds the days that can be chosen.
const mostComing = 20

func coming(ctx context.Context, q postgres.Querier, by account.By) ([]Running, error) {
	rows, err := postgres.List[struct {
		ID               int64
		Title, ShortName string
		Status           programme.Status
		Day              workcal.Date
		Slots, Mine      int
	}](ctx, q, `SELECT p.id, p.title, p.short_name, p.status, d.day, d.slots, d.mine FROM (
			SELECT s.project_id, (s.starts_at AT TIME ZONE 'Europe/Paris')::date AS day, count(*)::int AS slots,
				(SELECT count(*) FROM members_named m WHERE m.project_id = s.project_id AND m.person_id = @person)::int AS mine
			FROM slots_named s WHERE s.living AND s.status = 'planned' AND s.starts_at >= @from GROUP BY 1, 2 ORDER BY 2, 1 LIMIT @most) d
		JOIN project_anchors p ON p.id = d.project_id ORDER BY d.day, d.mine DESC, d.slots DESC, p.title COLLATE "fr-x-icu", p.id`,
		pgx.NamedArgs{"from": slot.Times{Day: by.Today()}.Start(), "person": by.ID, "most": mostComing})
	list := make([]Running, len(rows))
	for i, r := range rows {
		list[i] = Running{Project: Project{ID: r.ID, Title: r.Title, ShortName: r.ShortName, Status: r.Status}, Day: r.Day, Slots: r.Slots, Mine: r.Mine}
	}
	return list, err
}

// entryRow is a line as the database gives it.
type entryRow struct {
	ID, SlotID        int64
	Kind              Kind
	Day               workcal.Date
	At                time.Time
	Place, Body, Done string
	Minutes           int
	SlotTitle         string
	ClosedAt          *time.Time
	ClosedBy          string
	AuthorID          int64
	Author            string
	CreatedAt         time.Time
	DeletedAt         *time.Time
	Version           int
	ProjectID         int64
	Title, ShortName  string
	Status            programme.Status
}

func (r entryRow) entry() Entry {
	return Entry{ID: r.ID, Draft: Draft{Kind: r.Kind, Slot: r.SlotID, Place: r.Place, Body: r.Body, Done: r.Done, Minutes: r.Minutes, Closed: r.ClosedAt != nil}, Day: r.Day, At: r.At.In(postgres.Paris),
		Project:   Project{ID: r.ProjectID, Title: r.Title, ShortName: r.ShortName, Status: r.Status},
		SlotTitle: r.SlotTitle, ClosedAt: r.ClosedAt, ClosedBy: r.ClosedBy, AuthorID: r.AuthorID, Author: r.Author, ReceivedAt: r.CreatedAt, DeletedAt: r.DeletedAt, Version: r.Version}
}

const entrySQL = `SELECT e.id, COALESCE(e.slot_id, 0) AS slot_id, e.kind, e.day, e.at, e.place, e.body, e.done, e.minutes, COALESCE((SELECT s.title FROM slots_named s WHERE s.id = e.slot_id), '') AS slot_title, e.closed_at, COALESCE(c.name, '') AS closed_by,
	e.created_by AS author_id, who.name AS author, e.created_at, e.deleted_at, e.version, p.id AS project_id, p.title, p.short_name, p.status
	FROM day_entries e JOIN project_anchors p ON p.id = e.project_id JOIN people_named who ON who.id = e.created_by LEFT JOIN people_named c ON c.id = e.closed_by `

func entry(ctx context.Context, q postgres.Querier, id int64, lock string) (Entry, error) {
	r, err := postgres.One[entryRow](ctx, q, entrySQL+`WHERE e.id = @id`+lock, pgx.NamedArgs{"id": id})
	return r.entry(), err
}

// onDuty gives the people of the service who hold slots of a project on a day.
func onDuty(ctx context.Context, tx pgx.Tx, of int64, day workcal.Date) ([]int64, error) {
	posts, err := dutyPosts(ctx, tx, of, day)
	var people []int64
	for _, p := range posts {
		if id := p.Hand.Person(); id != 0 {
			people = append(people, id)
		}
	}
	return people, err
}

func phoneOf(ctx context.Context, q postgres.Querier, person int64) (crew.Phone, error) {
	list, err := postgres.Scalars[crew.Phone](ctx, q, `SELECT phone FROM duty_phones WHERE person_id = @id`, pgx.NamedArgs{"id": person})
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

func writePhone(ctx context.Context, tx pgx.Tx, by account.By, phone crew.Phone) error {
	sql := `INSERT INTO duty_phones (person_id, phone, updated_at) VALUES (@id, @phone, @now) ON CONFLICT (person_id) DO UPDATE SET phone = excluded.phone, updated_at = excluded.updated_at`
	if phone == "" {
		sql = `DELETE FROM duty_phones WHERE person_id = @id`
	}
	_, err := tx.Exec(ctx, sql, pgx.NamedArgs{"id": by.ID, "phone": string(phone), "now": by.At})
	return postgres.Translate(err)
}

// tick is that somebody said of a line that it is done, or not.
type tick struct {
	Key     string
	Project int64
	Day     workcal.Date
	Line    string
	Done    bool
	At      time.Time
}

func (t tick) args(by account.By) pgx.NamedArgs {
	return pgx.NamedArgs{"key": t.Key, "project": t.Project, "day": t.Day, "line": t.Line, "done": t.Done, "at": t.At, "by": by.ID, "now": by.At}
}

// ticked tells whether a tick of this key is kept already, and whether it is the same one of the same person.
func ticked(ctx context.Context, q postgres.Querier, by account.By, t tick) (known, same bool, err error) {
	list, err := postgres.Scalars[bool](ctx, q, `SELECT project_id = @project AND day = @day AND line = @line AND done = @done AND created_by = @by FROM day_ticks WHERE key = @key`, t.args(by))
	return len(list) > 0, len(list) > 0 && list[0], err
}

func insertTick(ctx context.Context, tx pgx.Tx, by account.By, t tick) (bool, error) {
	did, err := tx.Exec(ctx, `INSERT INTO day_ticks (key, project_id, day, line, done, at, created_by, created_at) VALUES (@key, @project, @day, @line, @done, @at, @by, @now) ON CONFLICT DO NOTHING`, t.args(by))
	return err == nil && did.RowsAffected() == 1, postgres.Translate(err)
}

type tickRow struct {
	Line string
	Tick
}

const ticksSQL = `SELECT DISTINCT ON (t.line) t.line, t.done, t.at, who.name AS by FROM day_ticks t JOIN people_named who ON who.id = t.created_by
	WHERE t.project_id = @project AND t.day = @day ORDER BY t.line, t.at DESC, t.id DESC LIMIT @most`

func ticksOf(rows []tickRow) map[string]Tick {
	of := make(map[string]Tick, len(rows))
	for _, r := range rows {
		of[r.Line] = r.Tick
	}
	return of
}

func faultMissing() error { return fault.Missing(nil) }

// notedBy finds the line, not in the trash, that somebody noted under a key.
func notedBy(ctx context.Context, q postgres.Querier, by account.By, key string) (int64, error) {
	return postgres.Scalar[int64](ctx, q, `SELECT id FROM day_entries WHERE key = @key AND created_by = @by AND deleted_at IS NULL`, pgx.NamedArgs{"key": key, "by": by.ID})
}
