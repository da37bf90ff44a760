package postgres_test

import (
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
)

func TestARevisionCountsWhatWasCommitted(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	read := func(q postgres.Querier) int64 {
		t.Helper()
		n, err := postgres.Scalar[int64](t.Context(), q, `SELECT `+postgres.Revision("plan", "@id"), pgx.NamedArgs{"id": 7})
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	bump := func(room string, id int64, end error) {
		t.Helper()
		err := postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
			if err := postgres.Bump(t.Context(), tx, room, id); err != nil {
				t.Fatal(err)
			}
			return end
		})
		if err != end {
			t.Fatal(err)
		}
	}
	for i := range int64(3) {
		if n := read(db); n != i {
			t.Errorf("%d after %d changes", n, i)
		}
		bump("plan", 7, nil)
	}
	bump("plan", 8, nil)
	bump("calendar", 7, nil)
	bump("plan", 7, pgx.ErrTxCommitRollback)
	if n := read(db); n != 3 {
		t.Errorf("%d: other things, other rooms and what was rolled back count", n)
	}
}

func TestASnapshotSeesOneMomentAndLeavesTheConnectionAsItWas(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	type moment struct{ Isolation, Writes, At string }
	var first, last []moment
	for range 3 {
		b := &pgx.Batch{}
		const sql = `SELECT current_setting('transaction_isolation') AS isolation, current_setting('transaction_read_only') AS writes, pg_current_snapshot()::text || now() AS at`
		postgres.Queue(b, &first, sql, nil)
		postgres.Queue(b, &last, sql, nil)
		if err := postgres.Snapshot(t.Context(), db, b); err != nil {
			t.Fatal(err)
		}
		if len(first) != 1 || len(last) != 1 || first[0] != last[0] || first[0].Isolation != "repeatable read" || first[0].Writes != "on" {
			t.Fatalf("%v, then %v", first, last)
		}
		b = &pgx.Batch{}
		b.Queue(`INSERT INTO revisions (room, id, number) VALUES ('plan', 1, 1)`)
		if err := postgres.Snapshot(t.Context(), db, b); err == nil {
			t.Fatal("it writes")
		}
		outside, err := postgres.Scalar[string](t.Context(), db, `SELECT current_setting('transaction_isolation')`, nil)
		if err != nil || outside != "read committed" {
			t.Fatalf("afterwards: %q, %v", outside, err)
		}
	}
}
