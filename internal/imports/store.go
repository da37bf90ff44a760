package imports

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"parvis/internal/account"
	"parvis/internal/exchange/intake"
	"parvis/internal/postgres"
)

// silence is how long a run may say nothing before it passes for interrupted. It beats every second.
const silence = `interval '20 seconds'`

const columns = `id, kind, subject_id, name, octet_length(data) AS size, choices, state,
	state = 'running' AND beat_at < now() - ` + silence + ` AS silent, rows_done, rows_total, failure, COALESCE(act::text, '') AS act,
	created, changed, same, skipped, created_by AS person_id, created_at, version`

// stored is an import whose choices are still to be read.
type stored struct {
	ID        int64
	Kind      string
	SubjectID int64
	Name      string
	Size      int
	Choices   []byte
	State     State
	Silent    bool
	RowsDone  int
	RowsTotal int
	Failure   string
	Act       string
	Created   int
	Changed   int
	Same      int
	Skipped   int
	PersonID  int64
	CreatedAt time.Time
	Version   int
}

func (s stored) read() (Import, error) {
	i := Import{ID: s.ID, Kind: s.Kind, SubjectID: s.SubjectID, Name: s.Name, Size: s.Size, State: s.State, Silent: s.Silent, RowsDone: s.RowsDone, RowsTotal: s.RowsTotal,
		Failure: s.Failure, Act: s.Act, Created: s.Created, Changed: s.Changed, Same: s.Same, Skipped: s.Skipped, PersonID: s.PersonID, CreatedAt: s.CreatedAt, Version: s.Version}
	if err := json.Unmarshal(s.Choices, &i.Choices); err != nil {
		return i, fmt.Errorf("read the choices of import %d: %w", s.ID, err)
	}
	return i, nil
}

func find(ctx context.Context, q postgres.Querier, id int64) (Import, error) {
	s, err := postgres.One[stored](ctx, q, `SELECT `+columns+` FROM imports WHERE id = @id`, pgx.NamedArgs{"id": id})
	if err != nil {
		return Import{}, err
	}
	return s.read()
}

func dataOf(ctx context.Context, q postgres.Querier, id int64) ([]byte, error) {
	return postgres.Scalar[[]byte](ctx, q, `SELECT data FROM imports WHERE id = @id`, pgx.NamedArgs{"id": id})
}

func listOf(ctx context.Context, q postgres.Querier, person int64) ([]Import, error) {
	rows, err := postgres.List[stored](ctx, q, `SELECT `+columns+` FROM imports WHERE created_by = @person ORDER BY id DESC LIMIT 100`, pgx.NamedArgs{"person": person})
	if err != nil {
		return nil, err
	}
	list := make([]Import, len(rows))
	for n, s := range rows {
		if list[n], err = s.read(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// countOpen tells how many files somebody keeps, and their bytes together.
func countOpen(ctx context.Context, tx pgx.Tx, person int64) (n int, bytes int64, err error) {
	type total struct {
		N     int
		Bytes int64
	}
	t, err := postgres.One[total](ctx, tx, `SELECT count(*)::int AS n, COALESCE(sum(octet_length(data)), 0)::bigint AS bytes FROM imports WHERE created_by = @person`,
		pgx.NamedArgs{"person": person})
	return t.N, t.Bytes, err
}

// choicesOf gives what the same person decided about the same bytes, the last time that she brought them into the same thing.
func choicesOf(ctx context.Context, q postgres.Querier, person int64, i Import, data []byte) (c intake.Choices, err error) {
	list, err := postgres.Scalars[[]byte](ctx, q, `SELECT choices FROM imports WHERE created_by = @person AND kind = @kind AND subject_id = @subject AND data = @data
		ORDER BY id DESC LIMIT 1`, pgx.NamedArgs{"person": person, "kind": i.Kind, "subject": i.SubjectID, "data": data})
	if err != nil || len(list) == 0 {
		return c, err
	}
	return c, json.Unmarshal(list[0], &c)
}

func insert(ctx context.Context, tx pgx.Tx, by account.By, i Import, data []byte) (int64, error) {
	choices, err := json.Marshal(i.Choices)
	if err != nil {
		return 0, err
	}
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO imports (kind, subject_id, name, data, choices, created_by, created_at, touched_at)
		VALUES (@kind, @subject, @name, @data, @choices, @by, @now, @now) RETURNING id`,
		pgx.NamedArgs{"kind": i.Kind, "subject": i.SubjectID, "name": i.Name, "data": data, "choices": choices, "by": by.ID, "now": by.At})
}

// decide keeps choices, if nobody kept others meanwhile and it does not run; done is false otherwise.
func decide(ctx context.Context, tx pgx.Tx, by account.By, id int64, version int, c intake.Choices) (done bool, err error) {
	choices, err := json.Marshal(c)
	if err != nil {
		return false, err
	}
	return changedOne(tx.Exec(ctx, `UPDATE imports SET choices = @choices, state = 'open', failure = '', touched_at = @now, version = version + 1
		WHERE id = @id AND version = @version AND (state = 'open' OR state = 'running' AND beat_at < now() - `+silence+`)`,
		pgx.NamedArgs{"id": id, "version": version, "choices": choices, "now": by.At}))
}

// begin marks an import as running under a number of this attempt; done is false when it may not run.
func begin(ctx context.Context, tx pgx.Tx, id, attempt int64, rows int) (done bool, err error) {
	return changedOne(tx.Exec(ctx, `UPDATE imports SET state = 'running', attempt = @attempt, beat_at = now(), rows_done = 0, rows_total = @rows,
			failure = ''
		WHERE id = @id AND (state = 'open' OR state = 'running' AND beat_at < now() - `+silence+`)`,
		pgx.NamedArgs{"id": id, "attempt": attempt, "rows": rows}))
}

// beat says that a run goes on, and how far it is.
func beat(ctx context.Context, q postgres.Querier, id, attempt int64, rows int) error {
	_, err := q.Exec(ctx, `UPDATE imports SET beat_at = now(), rows_done = @rows WHERE id = @id AND state = 'running' AND attempt = @attempt`,
		pgx.NamedArgs{"id": id, "attempt": attempt, "rows": rows})
	return postgres.Translate(err)
}

// finish marks a run as done in its own transaction; done is false when another took over meanwhile.
func finish(ctx context.Context, tx pgx.Tx, by account.By, id, attempt int64, act string, r *intake.Report) (done bool, err error) {
	return changedOne(tx.Exec(ctx, `UPDATE imports SET state = 'done', act = @act::uuid, touched_at = @now, rows_done = rows_total, created = @created, changed = @changed, same = @same, skipped = @skipped
		WHERE id = @id AND state = 'running' AND attempt = @attempt`,
		pgx.NamedArgs{"id": id, "attempt": attempt, "act": act, "now": by.At, "created": r.Count(intake.Created), "changed": r.Count(intake.Changed), "same": r.Count(intake.Same),
			"skipped": r.Count(intake.Skipped)}))
}

// fail opens an import again, with why its run stopped.
func fail(ctx context.Context, q postgres.Querier, id, attempt int64, why string) error {
	_, err := q.Exec(ctx, `UPDATE imports SET state = 'open', failure = @why, attempt = 0, beat_at = NULL, rows_done = 0, rows_total = 0 WHERE id = @id AND state = 'running' AND attempt = @attempt`,
		pgx.NamedArgs{"id": id, "attempt": attempt, "why": why})
	return postgres.Translate(err)
}

// reopen makes a done import one that can be run again, once what it did was taken back.
func reopen(ctx context.Context, tx pgx.Tx, by account.By, id int64) error {
	_, err := tx.Exec(ctx, `UPDATE imports SET state = 'open', act = NULL, touched_at = @now, version = version + 1 WHERE id = @id AND state = 'done'`,
		pgx.NamedArgs{"id": id, "now": by.At})
	return postgres.Translate(err)
}

// forget throws a file away unless it is being done; done is false then.
func forget(ctx context.Context, tx pgx.Tx, id int64) (done bool, err error) {
	return changedOne(tx.Exec(ctx, `DELETE FROM imports WHERE id = @id AND NOT (state = 'running' AND beat_at >= now() - `+silence+`)`, pgx.NamedArgs{"id": id}))
}

func deleteBefore(ctx context.Context, q postgres.Querier, files, columns time.Time) error {
	if _, err := q.Exec(ctx, `DELETE FROM imports WHERE touched_at < @before`, pgx.NamedArgs{"before": files}); err != nil {
		return postgres.Translate(err)
	}
	_, err := q.Exec(ctx, `DELETE FROM import_columns WHERE touched_at < @before`, pgx.NamedArgs{"before": columns})
	return postgres.Translate(err)
}

// columnsOf gives what the columns of a table with these headings were said to be; nil when nobody said.
func columnsOf(ctx context.Context, q postgres.Querier, kind string, headings []byte) (map[int]string, error) {
	list, err := postgres.Scalars[[]byte](ctx, q, `SELECT columns FROM import_columns WHERE kind = @kind AND headings = @headings`,
		pgx.NamedArgs{"kind": kind, "headings": headings})
	if err != nil || len(list) == 0 {
		return nil, err
	}
	var columns map[int]string
	return columns, json.Unmarshal(list[0], &columns)
}

func keepColumns(ctx context.Context, tx pgx.Tx, by account.By, kind string, headings []byte, c map[int]string) error {
	text, err := json.Marshal(c)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO import_columns (kind, headings, columns, touched_at) VALUES (@kind, @headings, @columns, @now)
		ON CONFLICT (kind, headings) DO UPDATE SET columns = EXCLUDED.columns, touched_at = EXCLUDED.touched_at`,
		pgx.NamedArgs{"kind": kind, "headings": headings, "columns": text, "now": by.At})
	return postgres.Translate(err)
}

// changedOne tells whether a statement changed a row.
func changedOne(tag pgconn.CommandTag, err error) (bool, error) {
	return tag.RowsAffected() > 0, postgres.Translate(err)
}
