package pgtest_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres/pgtest"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	one, two := pgtest.New(t), pgtest.New(t)
	if _, err := one.Exec(ctx, `CREATE TABLE only_here (id int)`); err != nil {
		t.Fatal(err)
	}
	if tables(t, one) != tables(t, two)+1 {
		t.Errorf("a table made in one database: %d tables there, %d in the other", tables(t, one), tables(t, two))
	}
}

func TestDatabaseIsMigratedAndSortsInFrench(t *testing.T) {
	t.Parallel()
	pool := pgtest.New(t)
	if tables(t, pool) < 2 {
		t.Errorf("only %d tables: the migrations did not run", tables(t, pool))
	}
	var lower string
	var sorted []string
	err := pool.QueryRow(context.Background(),
		`SELECT lower('ÉTÉ'), array_agg(w ORDER BY w) FROM unnest(ARRAY['zèbre','Été','eau','école']) w`).Scan(&lower, &sorted)
	if err != nil {
		t.Fatal(err)
	}
	if lower != "été" || len(sorted) != 4 || sorted[0] != "eau" || sorted[1] != "école" || sorted[2] != "Été" {
		t.Errorf("lower: %s, order: %v; want French rules", lower, sorted)
	}
}

func TestEmptyDatabaseHasNoTables(t *testing.T) {
	t.Parallel()
	pool, err := pgxpool.New(context.Background(), pgtest.Empty(t))
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	if n := tables(t, pool); n != 0 {
		t.Errorf("%d tables in an empty database", n)
	}
}

func TestDatabaseDisappearsWithItsTest(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	var name string
	t.Run("a test", func(t *testing.T) {
		if err := pgtest.New(t).QueryRow(ctx, `SELECT current_database()`).Scan(&name); err != nil {
			t.Fatal(err)
		}
	})
	var left bool
	err := pgtest.New(t).QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)`, name).Scan(&left)
	if err != nil {
		t.Fatal(err)
	}
	if name == "" || left {
		t.Errorf("database %q is still there after its test", name)
	}
}

func tables(t *testing.T, pool *pgxpool.Pool) (n int) {
	t.Helper()
	err := pool.QueryRow(context.Background(),
		`SELECT count(*) FROM pg_tables WHERE schemaname = 'public'`).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		pgtest.New(b)
	}
}

func TestFilledDatabasesAreCopiesOfOneWriting(t *testing.T) {
	t.Parallel()
	ctx, written := context.Background(), 0
	filled := pgtest.Filled(func(ctx context.Context, pool *pgxpool.Pool) error {
		written++
		_, err := pool.Exec(ctx, `CREATE TABLE story AS SELECT 'il était une fois' AS begins`)
		return err
	})
	one, two := filled(t), filled(t)
	if _, err := one.Exec(ctx, `UPDATE story SET begins = 'fin'`); err != nil {
		t.Fatal(err)
	}
	var begins string
	if err := two.QueryRow(ctx, `SELECT begins FROM story`).Scan(&begins); err != nil || begins != "il était une fois" {
		t.Errorf("the second copy says %q, %v", begins, err)
	}
	if written != 1 {
		t.Errorf("written %d times", written)
	}
}
