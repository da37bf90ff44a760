package attendance

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// The bounds of what is read.
const (
	mostAudiences = 500
	mostEntries   = 50
	mostLines     = 50_000 // of some hundred slots, a few audiences each
)

type audienceRow struct {
	ID            int64
	Name          string
	Heading       Heading
	Usual, Active bool
	Position      int
	Version       int
}

func (r audienceRow) audience() Audience {
	return Audience{ID: r.ID, Version: r.Version, AudienceDraft: AudienceDraft{Name: r.Name, Heading: r.Heading, Usual: r.Usual, Active: r.Active, Position: r.Position}}
}

const audienceColumns = `id, name, heading, usual, active, position, version FROM count_audiences`

const audienceOrder = ` ORDER BY position, name COLLATE "fr-x-icu", id LIMIT @most`

func audiencesOf(rows []audienceRow) []Audience {
	list := make([]Audience, len(rows))
	for i, r := range rows {
		list[i] = r.audience()
	}
	return list
}

func audiences(ctx context.Context, q postgres.Querier) ([]Audience, error) {
	rows, err := postgres.List[audienceRow](ctx, q, `SELECT `+audienceColumns+audienceOrder, pgx.NamedArgs{"most": mostAudiences})
	return audiencesOf(rows), err
}

func audience(ctx context.Context, q postgres.Querier, id int64) (Audience, error) {
	r, err := postgres.One[audienceRow](ctx, q, `SELECT `+audienceColumns+` WHERE id = @id`, pgx.NamedArgs{"id": id})
	return r.audience(), err
}

// lockAudience keeps an audience from changing until the transaction ends, and reads it as it stands then.
func lockAudience(ctx context.Context, tx pgx.Tx, id int64) (Audience, error) {
	r, err := postgres.One[audienceRow](ctx, tx, `SELECT `+audienceColumns+` WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
	return r.audience(), err
}

func (d AudienceDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "name": d.Name, "folded": french.Fold(d.Name), "heading": string(d.Heading), "usual": d.Usual, "active": d.Active, "position": d.Position, "by": by.ID, "now": by.At}
}

func insertAudience(ctx context.Context, tx pgx.Tx, by account.By, d AudienceDraft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO count_audiences (name, name_folded, heading, usual, active, position, created_by, created_at, updated_at)
		VALUES (@name, @folded, @heading, @usual, @active, @position, @by, @now, @now) RETURNING id`, d.args(by, 0))
}

func updateAudience(ctx context.Context, tx pgx.Tx, by account.By, id int64, d AudienceDraft) error {
	_, err := tx.Exec(ctx, `UPDATE count_audiences SET name = @name, name_folded = @folded, heading = @heading, usual = @usual, active = @active, position = @position, updated_at = @now, version = version + 1
		WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

// tapped tells whether a tap of this key is kept already, and whether it is the same one of the same person.
func tapped(ctx context.Context, q postgres.Querier, by account.By, t Tap) (known, same bool, err error) {
	list, err := postgres.Scalars[bool](ctx, q, `SELECT slot_id = @slot AND COALESCE(audience_id, 0) = @audience AND measure = @measure AND n = @n AND undoes = @undoes AND created_by = @by
		FROM attendance_taps WHERE key = @key`, t.args(by))
	return len(list) > 0, len(list) > 0 && list[0], err
}

func (t Tap) args(by account.By) pgx.NamedArgs {
	return pgx.NamedArgs{"key": t.Key, "slot": t.Slot, "audience": t.Audience, "measure": string(t.Measure), "n": t.N, "undoes": t.Undoes, "at": t.At, "by": by.ID, "now": by.At}
}

// insertTap keeps a tap, and tells whether it did: its key, or that of what it takes back, may have been used meanwhile.
func insertTap(ctx context.Context, tx pgx.Tx, by account.By, t Tap) (bool, error) {
	did, err := tx.Exec(ctx, `INSERT INTO attendance_taps (key, slot_id, audience_id, measure, n, undoes, at, created_by, created_at)
		VALUES (@key, @slot, NULLIF(@audience::bigint, 0), @measure, @n, @undoes, @at, @by, @now) ON CONFLICT DO NOTHING`, t.args(by))
	return err == nil && did.RowsAffected() == 1, postgres.Translate(err)
}

// lastTap is the last tap of somebody on a slot that was not taken back.
func lastTap(ctx context.Context, q postgres.Querier, by account.By, id int64) (Tap, bool, error) {
	list, err := postgres.List[struct {
		Key      string
		Audience int64
		Measure  Measure
		N        int
		At       time.Time
	}](ctx, q, `SELECT t.key, COALESCE(t.audience_id, 0) AS audience, t.measure, t.n, t.at FROM attendance_taps t
		WHERE t.slot_id = @slot AND t.created_by = @by AND t.undoes = '' AND NOT EXISTS (SELECT FROM attendance_taps o WHERE o.undoes = t.key AND o.undoes <> '')
		ORDER BY t.at DESC, t.id DESC LIMIT 1`, pgx.NamedArgs{"slot": id, "by": by.ID})
	if err != nil || len(list) == 0 {
		return Tap{}, false, err
	}
	one := list[0]
	return Tap{Key: one.Key, Slot: id, Audience: one.Audience, Measure: one.Measure, N: one.N, At: one.At}, true, nil
}

func entries(ctx context.Context, q postgres.Querier, id int64) ([]Entry, error) {
	return postgres.List[Entry](ctx, q, `SELECT t.at, who.name AS by, COALESCE(a.name, '') AS audience, t.measure, t.n
		FROM attendance_taps t JOIN people_named who ON who.id = t.created_by LEFT JOIN count_audiences a ON a.id = t.audience_id
		WHERE t.slot_id = @slot ORDER BY t.at DESC, t.id DESC LIMIT @most`, pgx.NamedArgs{"slot": id, "most": mostEntries})
}

func reasonOf(ctx context.Context, q postgres.Querier, id int64) (Reason, error) {
	list, err := postgres.Scalars[Reason](ctx, q, `SELECT reason FROM attendance_reasons WHERE slot_id = @slot`, pgx.NamedArgs{"slot": id})
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0], nil
}

func writeReason(ctx context.Context, tx pgx.Tx, by account.By, id int64, reason Reason) error {
	args := pgx.NamedArgs{"slot": id, "reason": string(reason), "by": by.ID, "now": by.At}
	sql := `INSERT INTO attendance_reasons (slot_id, reason, created_by, created_at) VALUES (@slot, @reason, @by, @now)
		ON CONFLICT (slot_id) DO UPDATE SET reason = excluded.reason, created_by = excluded.created_by, created_at = excluded.created_at`
	if reason == "" {
		sql = `DELETE FROM attendance_reasons WHERE slot_id = @slot`
	}
	_, err := tx.Exec(ctx, sql, args)
	return postgres.Translate(err)
}

// Reading reads counts in the batch of a room above this one: Queue, then Counts once the batch was read.
type Reading struct {
	sums    []sumRow
	came    []came
	reasons []reasonRow
}

type sumRow struct {
	SlotID  int64
	Measure Measure
	N       int
	By      []string
	audienceRow
}

// came is how many came to a slot that somebody counted.
type came struct {
	SlotID int64
	N      int
}

type reasonRow struct {
	SlotID int64
	Reason Reason
}

// Queue adds to a batch the reading of the counts of slots.
func (s *Reading) Queue(b *pgx.Batch, slots []int64) {
	args := pgx.NamedArgs{"slots": slots, "most": mostLines}
	postgres.Queue(b, &s.sums, `SELECT t.slot_id, t.measure, t.n, t.by, COALESCE(a.id, 0) AS id, COALESCE(a.name, '') AS name, COALESCE(a.heading, '') AS heading,
			COALESCE(a.usual, false) AS usual, COALESCE(a.active, false) AS active, COALESCE(a.position, 0) AS position, COALESCE(a.version, 0) AS version
		FROM (SELECT c.slot_id, c.measure, c.audience_id, sum(c.n)::int AS n, array_agg(DISTINCT who.name) AS by FROM attendance_taps c JOIN people_named who ON who.id = c.created_by
			WHERE c.slot_id = ANY(@slots) GROUP BY c.slot_id, c.measure, c.audience_id) t LEFT JOIN count_audiences a ON a.id = t.audience_id
		ORDER BY t.slot_id, a.position, a.id LIMIT @most`, args)
	s.queueReasons(b, slots)
}

func (s *Reading) queueReasons(b *pgx.Batch, slots []int64) {
	postgres.Queue(b, &s.reasons, `SELECT slot_id, reason FROM attendance_reasons WHERE slot_id = ANY(@slots) ORDER BY slot_id`, pgx.NamedArgs{"slots": slots})
}

// QueueLines is Queue without who counted.
func (s *Reading) QueueLines(b *pgx.Batch, slots []int64) {
	b.Queue(`SELECT slot_id, COALESCE(audience_id, 0), sum(n)::int FROM attendance_taps WHERE slot_id = ANY(@slots) GROUP BY slot_id, audience_id LIMIT @most`, pgx.NamedArgs{"slots": slots, "most": mostLines}).
		Query(func(rows pgx.Rows) (err error) {
			s.sums, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (sumRow, error) {
				one := sumRow{Measure: Present}
				err := row.Scan(&one.SlotID, &one.ID, &one.N)
				if one.ID == 0 {
					one.Measure = Absent
				}
				return one, err
			})
			return err
		})
	b.Queue(`SELECT `+audienceColumns+` LIMIT @most`, pgx.NamedArgs{"most": mostAudiences}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[audienceRow])
		s.name(list)
		return err
	})
	s.queueReasons(b, slots)
}

// QueueKnown is Queue for how many came, or why nobody knows, and no more.
func (s *Reading) QueueKnown(b *pgx.Batch, slots []int64) {
	s.QueuePresent(b, slots)
	s.queueReasons(b, slots)
}

// QueuePresent is Queue for how many came.
func (s *Reading) QueuePresent(b *pgx.Batch, slots []int64) {
	b.Queue(`SELECT slot_id, sum(n)::int AS n FROM attendance_taps WHERE slot_id = ANY(@slots) AND audience_id IS NOT NULL GROUP BY slot_id`, pgx.NamedArgs{"slots": slots}).Query(func(rows pgx.Rows) (err error) {
		s.came, err = pgx.CollectRows(rows, pgx.RowToStructByPos[came])
		return err
	})
}

// QueueAudiences adds to a batch the reading of the audiences that are counted, in the order of the lists.
func QueueAudiences(b *pgx.Batch, into *[]Audience) {
	b.Queue(`SELECT `+audienceColumns+` WHERE active`+audienceOrder, pgx.NamedArgs{"most": mostAudiences}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[audienceRow])
		*into = audiencesOf(list)
		return err
	})
}

// Refusals are the problems that what is typed can meet in the database.
var Refusals = postgres.Refusals{
	"count_audiences_name_key": fault.Problem{Field: "nom", Sentence: "Un public porte déjà ce nom."},
}
