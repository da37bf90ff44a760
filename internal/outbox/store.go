package outbox

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

func queue(ctx context.Context, q postgres.Querier, letters []Letter) error {
	n := len(letters)
	kinds, periods, ids := make([]string, n), make([]string, n), make([]string, n)
	people, asked := make([]int64, n), make([]time.Time, n)
	for i, l := range letters {
		kinds[i], people[i], periods[i], ids[i], asked[i] = string(l.Kind), l.PersonID, l.Period, messageID(), l.At
	}
	_, err := q.Exec(ctx, `INSERT INTO outbox (kind, person_id, period, message_id, asked_at, due_at)
		SELECT kind, person, period, id, at, at FROM unnest(@kinds::text[], @people::bigint[], @periods::text[], @ids::text[], @asked::timestamptz[])
			AS letter (kind, person, period, id, at)
		ORDER BY person, kind COLLATE "C", period COLLATE "C" ON CONFLICT (kind, person_id, period) DO NOTHING`,
		pgx.NamedArgs{"kinds": kinds, "people": people, "periods": periods, "ids": ids, "asked": asked})
	return postgres.Translate(err)
}

func lease(ctx context.Context, q postgres.Querier, name string, now time.Time, n int) ([]Waiting, error) {
	return postgres.List[Waiting](ctx, q, `WITH due AS (SELECT id FROM outbox
			WHERE state = 'waiting' AND due_at <= @now AND (leased_until IS NULL OR leased_until <= @now)
			ORDER BY due_at, id LIMIT @n FOR UPDATE SKIP LOCKED),
		taken AS (UPDATE outbox o SET lease = @lease, leased_until = @until, attempts = o.attempts + 1 FROM due WHERE o.id = due.id
			RETURNING o.id, o.kind, o.person_id, o.period, o.message_id, o.asked_at, o.attempts, o.lease, o.leased_until AS until, o.due_at)
		SELECT id, kind, person_id, period, message_id, asked_at, attempts, lease, until FROM taken ORDER BY due_at, id`,
		pgx.NamedArgs{"lease": name, "now": now, "until": now.Add(Leased), "n": n})
}

// end notes what became of a letter. What left, left, whoever leases it now; anything else is only said by who still does.
func end(ctx context.Context, q postgres.Querier, w Waiting, state string, why Reason, code int, now time.Time) error {
	_, err := q.Exec(ctx, `UPDATE outbox SET state = @state, reason = @reason, code = @code, ended_at = @now, leased_until = NULL, lease = ''
		WHERE id = @id AND (@state = 'sent' OR lease = @lease)`,
		pgx.NamedArgs{"id": w.ID, "lease": w.Lease, "state": state, "reason": string(why), "code": code, "now": now})
	return postgres.Translate(err)
}

func postpone(ctx context.Context, q postgres.Querier, w Waiting, why Reason, code int, due time.Time) error {
	_, err := q.Exec(ctx, `UPDATE outbox SET due_at = @due, reason = @reason, code = @code, leased_until = NULL, lease = ''
		WHERE id = @id AND lease = @lease`,
		pgx.NamedArgs{"id": w.ID, "lease": w.Lease, "reason": string(why), "code": code, "due": due})
	return postgres.Translate(err)
}

func release(ctx context.Context, q postgres.Querier, list []Waiting, due time.Time) error {
	ids := make([]int64, len(list))
	for i, w := range list {
		ids[i] = w.ID
	}
	_, err := q.Exec(ctx, `UPDATE outbox SET due_at = GREATEST(due_at, @due), attempts = attempts - 1, leased_until = NULL, lease = ''
		WHERE id = ANY(@ids) AND lease = @lease`, pgx.NamedArgs{"ids": ids, "lease": list[0].Lease, "due": due})
	return postgres.Translate(err)
}

func fates(ctx context.Context, q postgres.Querier, kind Kind, periods []string) (map[string]Fate, error) {
	list, err := postgres.List[Fate](ctx, q, `SELECT period, state, reason, ended_at FROM outbox WHERE kind = @kind AND period = ANY(@periods)`, pgx.NamedArgs{"kind": string(kind), "periods": periods})
	found := make(map[string]Fate, len(list))
	for _, f := range list {
		found[f.Period] = f
	}
	return found, err
}

func look(ctx context.Context, q postgres.Querier) (State, error) {
	var counted []struct {
		Waiting, Sent    int
		Oldest, LastSent *time.Time
	}
	var s State
	b := &pgx.Batch{}
	postgres.Queue(b, &counted, `SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting, count(*) FILTER (WHERE state = 'sent')::int AS sent,
		min(asked_at) FILTER (WHERE state = 'waiting') AS oldest, max(ended_at) FILTER (WHERE state = 'sent') AS last_sent FROM outbox`, nil)
	postgres.Queue(b, &s.Failures, `SELECT id, kind, person_id, state = 'failed' AS failed, reason, code, attempts, asked_at, due_at, ended_at
		FROM outbox WHERE state = 'failed' OR state = 'waiting' AND reason <> '' ORDER BY id DESC LIMIT @most`, pgx.NamedArgs{"most": MostListed + 1})
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return s, postgres.Translate(err)
	}
	s.Waiting, s.Sent, s.Oldest, s.LastSent = counted[0].Waiting, counted[0].Sent, counted[0].Oldest, counted[0].LastSent
	s.More = len(s.Failures) > MostListed
	s.Failures = s.Failures[:min(len(s.Failures), MostListed)]
	return s, nil
}

func retry(ctx context.Context, q postgres.Querier, id int64, now time.Time) (bool, error) {
	tag, err := q.Exec(ctx, `UPDATE outbox SET state = 'waiting', ended_at = NULL, asked_at = @now, due_at = @now, attempts = 0, reason = '', code = 0
		WHERE id = @id AND state = 'failed'`, pgx.NamedArgs{"id": id, "now": now})
	return tag.RowsAffected() > 0, postgres.Translate(err)
}

func drop(ctx context.Context, q postgres.Querier, id int64, now time.Time) (bool, error) {
	tag, err := q.Exec(ctx, `UPDATE outbox SET state = 'void', ended_at = @now, lease = '', leased_until = NULL
		WHERE id = @id AND (state = 'failed' OR state = 'waiting' AND reason <> '')`, pgx.NamedArgs{"id": id, "now": now})
	return tag.RowsAffected() > 0, postgres.Translate(err)
}

func purge(ctx context.Context, q postgres.Querier, ended, failed, asked time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM outbox WHERE state IN ('sent', 'void') AND ended_at < @ended OR state = 'failed' AND ended_at < @failed
		OR state = 'waiting' AND asked_at < @asked`, pgx.NamedArgs{"ended": ended, "failed": failed, "asked": asked})
	return postgres.Translate(err)
}

func keep(ctx context.Context, q postgres.Querier, k Kept) error {
	args := pgx.NamedArgs{"id": k.LetterID, "at": k.KeptAt, "name": k.Name, "address": k.Address, "subject": k.Subject, "body": k.Body, "most": MostKept}
	b := &pgx.Batch{}
	b.Queue(`INSERT INTO outbox_kept (letter_id, kept_at, name, address, subject, body) VALUES (@id, @at, @name, @address, @subject, @body)
		ON CONFLICT (letter_id) DO UPDATE SET kept_at = excluded.kept_at, body = excluded.body`, args)
	b.Queue(`DELETE FROM outbox_kept WHERE letter_id NOT IN (SELECT letter_id FROM outbox_kept ORDER BY kept_at DESC, letter_id DESC LIMIT @most)`, args)
	return postgres.Translate(q.SendBatch(ctx, b).Close())
}

func listKept(ctx context.Context, q postgres.Querier) ([]Kept, error) {
	return postgres.List[Kept](ctx, q, `SELECT letter_id, kept_at, name, address, subject, body FROM outbox_kept
		ORDER BY kept_at DESC, letter_id DESC LIMIT @most`, pgx.NamedArgs{"most": MostKept})
}
