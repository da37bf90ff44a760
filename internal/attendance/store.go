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

// tapped tells whether a tap of this key is kept already, and whether it is the same one of the same person, or through the same door.
func tapped(ctx context.Context, q postgres.Querier, by account.By, t Tap) (known, same bool, err error) {
	list, err := postgres.Scalars[bool](ctx, q, `SELECT slot_id = @slot AND COALESCE(audience_id, 0) = @audience AND measure = @measure AND n = @n AND undoes = @undoes AND COALESCE(created_by, 0) = @by AND COALESCE(door_id, 0) = @door
		FROM attendance_taps WHERE key = @key`, t.args(by))
	return len(list) > 0, len(list) > 0 && list[0], err
}

func (t Tap) args(by account.By) pgx.NamedArgs {
	args := pgx.NamedArgs{"key": t.Key, "slot": t.Slot, "audience": t.Audience, "measure": string(t.Measure), "n": t.N, "undoes": t.Undoes, "at": t.At, "by": by.ID, "door": t.Door, "now": by.At}
	if t.Door != 0 {
		args["by"] = int64(0) // it is nobody's of the service
	}
	return args
}

// insertTap keeps a tap, and tells whether it did: its key, or that of what it takes back, may have been used meanwhile.
func insertTap(ctx context.Context, tx pgx.Tx, by account.By, t Tap) (bool, error) {
	did, err := tx.Exec(ctx, `INSERT INTO attendance_taps (key, slot_id, audience_id, measure, n, undoes, at, created_by, door_id, created_at)
		VALUES (@key, @slot, NULLIF(@audience::bigint, 0), @measure, @n, @undoes, @at, NULLIF(@by::bigint, 0), NULLIF(@door::bigint, 0), @now) ON CONFLICT DO NOTHING`, t.args(by))
	return err == nil && did.RowsAffected() == 1, postgres.Translate(err)
}

type tapRow struct {
	Key      string
	Audience int64
	Measure  Measure
	N        int
	At       time.Time
}

func (r tapRow) tap(slot int64) Tap {
	return Tap{Key: r.Key, Slot: slot, Audience: r.Audience, Measure: r.Measure, N: r.N, At: r.At}
}

// standing are the taps of a slot that took nothing back and were not taken back.
const standing = `SELECT t.key, COALESCE(t.audience_id, 0) AS audience, t.measure, t.n, t.at FROM attendance_taps t
	WHERE t.slot_id = @slot AND t.undoes = '' AND NOT EXISTS (SELECT FROM attendance_taps o WHERE o.undoes = t.key AND o.undoes <> '') `

const lastSQL = standing + `AND COALESCE(t.created_by, 0) = @by AND COALESCE(t.door_id, 0) = @door ORDER BY t.at DESC, t.id DESC LIMIT 1`

// lastTap is the last tap of somebody, or through a door, on a slot that was not taken back.
func lastTap(ctx context.Context, q postgres.Querier, by account.By, slot, door int64) (Tap, bool, error) {
	list, err := postgres.List[tapRow](ctx, q, lastSQL, Tap{Slot: slot, Door: door}.args(by))
	if err != nil || len(list) == 0 {
		return Tap{}, false, err
	}
	return list[0].tap(slot), true, nil
}

func queueLast(b *pgx.Batch, last **Tap, by account.By, slot int64) {
	b.Queue(lastSQL, postgres.Named(Tap{Slot: slot}.args(by))).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[tapRow])
		if len(list) > 0 {
			t := list[0].tap(slot)
			*last = &t
		}
		return err
	})
}

// tapsNamed gives those of these keys, in the order of their keys.
func tapsNamed(ctx context.Context, q postgres.Querier, slot int64, keys []string) ([]Tap, error) {
	rows, err := postgres.List[tapRow](ctx, q, standing+`AND t.key = ANY(@keys) ORDER BY t.key`, pgx.NamedArgs{"slot": slot, "keys": keys})
	list := make([]Tap, len(rows))
	for i, r := range rows {
		list[i] = r.tap(slot)
	}
	return list, err
}

const entryColumns = `t.key, t.at, COALESCE(who.name, '') AS by, COALESCE(d.name, '') AS door, COALESCE(a.name, '') AS audience, t.measure, t.n, t.undoes <> '' AS undoes,
	EXISTS (SELECT FROM attendance_taps o WHERE o.undoes = t.key AND o.undoes <> '') AS undone
	FROM attendance_taps t LEFT JOIN people_named who ON who.id = t.created_by LEFT JOIN count_doors d ON d.id = t.door_id LEFT JOIN count_audiences a ON a.id = t.audience_id
	WHERE t.slot_id = @slot ORDER BY t.at DESC, t.id DESC LIMIT @most OFFSET @skip`

func entries(ctx context.Context, q postgres.Querier, id int64, most, skip int) ([]Entry, error) {
	return postgres.List[Entry](ctx, q, `SELECT `+entryColumns, pgx.NamedArgs{"slot": id, "most": most, "skip": skip})
}

func queueEntries(b *pgx.Batch, into *[]Entry, id int64, most, skip int) {
	postgres.Queue(b, into, `SELECT `+entryColumns, pgx.NamedArgs{"slot": id, "most": most, "skip": skip})
}

// queueTaps reads how many taps a slot has.
func queueTaps(b *pgx.Batch, into *int, id int64) {
	b.Queue(`SELECT COALESCE(sum(taps), 0)::int FROM attendance_sums WHERE slot_id = @slot`, postgres.Named{"slot": id}).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}

// lockSums keeps the numbers of a slot that somebody counted already from changing until the transaction ends, and gives them, with how many taps there are.
func lockSums(ctx context.Context, tx pgx.Tx, id int64) (Figures, int, error) {
	rows, err := postgres.List[struct {
		AudienceID int64
		N, Taps    int
		Standing   int
	}](ctx, tx, `SELECT audience_id, n, taps, standing FROM attendance_sums WHERE slot_id = @slot ORDER BY audience_id FOR UPDATE`, pgx.NamedArgs{"slot": id})
	f, taps := Figures{}, 0
	for _, r := range rows {
		if taps += r.Taps; r.N != 0 || r.Standing > 0 {
			f[r.AudienceID] = r.N
		}
	}
	return f, taps, err
}

// holdSums keeps every count from changing until the transaction ends.
func holdSums(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE attendance_sums IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

// audienceNames are the names of audiences, those who did not come too; one that there is not is refused.
func audienceNames(ctx context.Context, q postgres.Querier, of Figures) (map[int64]string, error) {
	list, err := audiences(ctx, q)
	if err != nil {
		return nil, err
	}
	names, known := map[int64]string{}, map[int64]string{0: "Absents"}
	for _, a := range list {
		known[a.ID] = a.Name
	}
	for id := range of {
		if names[id] = known[id]; names[id] == "" {
			return nil, fault.New(fault.Invalid, "Ce public n’est pas dans la liste.", nil)
		}
	}
	return names, nil
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
	sums      []sumRow
	came      []came
	counters  []counter
	reasons   []reasonRow
	audiences []audienceRow // every one, in the order of the lists, where lines were read
}

type sumRow struct {
	SlotID  int64
	Measure Measure
	N       int
	audienceRow
}

// counter is somebody who counted at a slot, or a door through which others did.
type counter struct {
	SlotID   int64
	By, Door string
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

// Queue adds to a batch the reading of the counts of slots, and of who counted.
func (s *Reading) Queue(b *pgx.Batch, slots []int64) {
	s.QueueLines(b, slots)
	postgres.Queue(b, &s.counters, `SELECT c.slot_id, COALESCE(who.name, '') AS by, COALESCE(d.name, '') AS door
		FROM (SELECT DISTINCT t.slot_id, t.created_by, t.door_id FROM attendance_taps t WHERE t.slot_id = ANY(@slots)
				AND EXISTS (SELECT FROM attendance_sums s WHERE s.slot_id = t.slot_id AND s.audience_id = COALESCE(t.audience_id, 0) AND (s.n <> 0 OR s.standing > 0))) c
			LEFT JOIN people_named who ON who.id = c.created_by LEFT JOIN count_doors d ON d.id = c.door_id LIMIT @most`, pgx.NamedArgs{"slots": slots, "most": mostLines})
}

func (s *Reading) queueReasons(b *pgx.Batch, slots []int64) {
	postgres.Queue(b, &s.reasons, `SELECT slot_id, reason FROM attendance_reasons WHERE slot_id = ANY(@slots) ORDER BY slot_id`, pgx.NamedArgs{"slots": slots})
}

// QueueLines is Queue without who counted.
func (s *Reading) QueueLines(b *pgx.Batch, slots []int64) {
	b.Queue(`SELECT slot_id, audience_id, n FROM attendance_sums WHERE slot_id = ANY(@slots) AND (n <> 0 OR standing > 0) LIMIT @most`, postgres.Named{"slots": slots, "most": mostLines}).
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
	b.Queue(`SELECT `+audienceColumns+audienceOrder, postgres.Named{"most": mostAudiences}).Query(func(rows pgx.Rows) (err error) {
		s.audiences, err = pgx.CollectRows(rows, pgx.RowToStructByName[audienceRow])
		s.name(s.audiences)
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
	b.Queue(`SELECT slot_id, sum(n)::int AS n FROM attendance_sums WHERE slot_id = ANY(@slots) AND audience_id <> 0 AND (n <> 0 OR standing > 0) GROUP BY slot_id`, postgres.Named{"slots": slots}).Query(func(rows pgx.Rows) (err error) {
		s.came, err = pgx.CollectRows(rows, pgx.RowToStructByPos[came])
		return err
	})
}

// stampOf differs whenever who counted at a slot, what they counted or the audiences do: taps are added to, never changed.
func stampOf(ctx context.Context, q postgres.Querier, slot int64) (string, error) {
	return postgres.Scalar[string](ctx, q, `SELECT concat_ws(' ', (SELECT sum(taps) FROM attendance_sums WHERE slot_id = @slot), (SELECT reason FROM attendance_reasons WHERE slot_id = @slot),
		(SELECT concat(max(id), ' ', sum(version)) FROM count_audiences))`, pgx.NamedArgs{"slot": slot})
}

// QueueAudiences adds to a batch the reading of the audiences that are counted, in the order of the lists.
func QueueAudiences(b *pgx.Batch, into *[]Audience) {
	b.Queue(`SELECT `+audienceColumns+` WHERE active`+audienceOrder, postgres.Named{"most": mostAudiences}).Query(func(rows pgx.Rows) error {
		list, err := pgx.CollectRows(rows, pgx.RowToStructByName[audienceRow])
		*into = audiencesOf(list)
		return err
	})
}

// Refusals are the problems that what is typed can meet in the database.
var Refusals = postgres.Refusals{
	"count_audiences_name_key": fault.Problem{Field: "nom", Sentence: "Un public porte déjà ce nom."},
}
