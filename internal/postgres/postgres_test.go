package postgres_test

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
)

const columnsQuery = `SELECT table_name || '.' || column_name FROM information_schema.columns
	WHERE table_schema = 'public' ORDER BY 1`

// The readers' columns are those of tables; of views and constraints they have the names.
const readersQuery = `SELECT table_name || '.' || column_name FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name)
		WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
	UNION ALL SELECT 'VIEW ' || viewname FROM pg_views WHERE schemaname = 'public'
	UNION ALL SELECT 'CONSTRAINT ' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'p', 'u', 'x')`

func columns(t *testing.T, url string) []string {
	t.Helper()
	list := made(t, url, columnsQuery)
	return slices.DeleteFunc(list, func(c string) bool { return strings.HasPrefix(c, "schema_migrations.") })
}

// made gives what a query of one column finds of what the migrations make.
func made(t *testing.T, url, query string) []string {
	t.Helper()
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	rows, err := db.Query(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestMigrationsGoUpDownAndUpAgain(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	if err := postgres.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	first := columns(t, url)
	if len(first) == 0 {
		t.Fatal("no table after the migrations")
	}
	if err := postgres.MigrateDown(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	if left := columns(t, url); len(left) != 0 {
		t.Errorf("left after going down: %v", left)
	}
	if err := postgres.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	if again := columns(t, url); !slices.Equal(first, again) {
		t.Errorf("the second time differs:\n%v\n%v", first, again)
	}
	if err := postgres.Migrate(t.Context(), url); err != nil {
		t.Errorf("migrating an up-to-date database: %v", err)
	}
	version, dirty, err := postgres.MigrationVersion(t.Context(), url)
	if err != nil || dirty || version == 0 {
		t.Errorf("version %d, dirty %v, %v", version, dirty, err)
	}
}

func TestDirtyDatabaseSaysHowToMendIt(t *testing.T) {
	t.Parallel()
	url := pgtest.Empty(t)
	if err := postgres.Migrate(t.Context(), url); err != nil {
		t.Fatal(err)
	}
	db, err := postgres.Open(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(t.Context(), `UPDATE schema_migrations SET dirty = true`); err != nil {
		t.Fatal(err)
	}
	err = postgres.Migrate(t.Context(), url)
	if err == nil || !strings.Contains(err.Error(), "parvis migrate force") {
		t.Errorf("a dirty database: %v", err)
	}
	newest, _, err := postgres.MigrationVersion(t.Context(), url)
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.MigrationForce(t.Context(), url, int(newest)); err != nil {
		t.Fatal(err)
	}
	if err := postgres.Migrate(t.Context(), url); err != nil {
		t.Errorf("after mending: %v", err)
	}
}

// TestSchemaForReadersIsCurrent holds migrations/schema.sql, the dump for readers, to the tables
// that the migrations really make.
func TestSchemaForReadersIsCurrent(t *testing.T) {
	t.Parallel()
	dump, err := os.ReadFile("../../migrations/schema.sql")
	if err != nil {
		t.Fatal(err)
	}
	var written []string
	table := regexp.MustCompile(`(?ms)^CREATE TABLE public\.(\w+) \((.*?)^\);`)
	column := regexp.MustCompile(`(?m)^ {4}"?(\w+)"? `)
	for _, m := range table.FindAllStringSubmatch(string(dump), -1) {
		for _, c := range column.FindAllStringSubmatch(m[2], -1) {
			if c[1] != "CONSTRAINT" {
				written = append(written, m[1]+"."+c[1])
			}
		}
	}
	for _, m := range regexp.MustCompile(`(?m)^CREATE (VIEW) public\.(\w+)|(CONSTRAINT) ([a-z]\w*)`).FindAllStringSubmatch(string(dump), -1) {
		written = append(written, m[1]+m[3]+" "+m[2]+m[4])
	}
	slices.Sort(written)
	made := slices.DeleteFunc(made(t, pgtest.URL(t), readersQuery), func(c string) bool { return strings.Contains(c, "schema_migrations") })
	slices.Sort(made)
	if !slices.Equal(written, made) {
		t.Errorf("migrations/schema.sql is not what the migrations make: run `make schema`\nwritten %v\nmade    %v", written, made)
	}
}

func TestSubmissionSentTwiceAtOnceCreatesOnce(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var made sync.Map
	next := make(chan int64, 20)
	for i := range int64(20) {
		next <- i + 100
	}
	var ids [8]int64
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			err := postgres.InTx(context.WithoutCancel(t.Context()), db, func(tx pgx.Tx) (err error) {
				ids[i], err = postgres.Once(t.Context(), tx, "the-same-key-of-a-form", func() (int64, error) {
					id := <-next
					made.Store(id, true)
					return id, waitForTwins(t.Context(), tx, len(ids)-1)
				})
				return err
			})
			if err != nil {
				t.Errorf("submission %d: %v", i, err)
			}
		})
	}
	wait.Wait()
	count := 0
	made.Range(func(any, any) bool { count++; return true })
	if count != 1 {
		t.Errorf("%d creations, want 1", count)
	}
	for _, id := range ids {
		if id != ids[0] {
			t.Errorf("ids %v, want all the same", ids)
			break
		}
	}
}

// waitForTwins waits until so many other transactions wait for the end of this one.
func waitForTwins(ctx context.Context, tx pgx.Tx, want int) error {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	for waiting := 0; waiting < want; {
		err := tx.QueryRow(ctx, `SELECT count(*) FROM pg_locks WHERE NOT granted AND transactionid = pg_current_xact_id()::xid`).Scan(&waiting)
		if err != nil {
			return fmt.Errorf("%d of %d submissions arrived: %w", waiting, want, err)
		}
	}
	return nil
}

func TestFailedSubmissionCanBeSentAgain(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	attempt := func(create func() (int64, error)) (id int64, err error) {
		err = postgres.InTx(t.Context(), db, func(tx pgx.Tx) (err error) {
			id, err = postgres.Once(t.Context(), tx, "a-key-that-fails-first", create)
			return err
		})
		return id, err
	}
	if _, err := attempt(func() (int64, error) { return 0, fault.New(fault.Invalid, "Non.", nil) }); err == nil {
		t.Fatal("the failure is lost")
	}
	if id, err := attempt(func() (int64, error) { return 7, nil }); err != nil || id != 7 {
		t.Errorf("second attempt: %d, %v", id, err)
	}
}

func TestRefusalsOfTheDatabaseBecomeFaults(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	_, err := postgres.One[struct{ Name string }](t.Context(), db, `SELECT name FROM people WHERE id = -1`, nil)
	if !fault.Is(err, fault.NotFound) {
		t.Errorf("no row: %v", err)
	}
	insert := func() error {
		return postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
			_, err := tx.Exec(t.Context(), `INSERT INTO event_series (key, name, position) VALUES ('x', 'X', 9)`)
			return err
		})
	}
	if err := insert(); err != nil {
		t.Fatal(err)
	}
	if err := insert(); !fault.Is(err, fault.Conflict) {
		t.Errorf("twice the same key: %v", err)
	}
	err = postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
		_, err := tx.Exec(t.Context(), `INSERT INTO project_members (project_id, person_id) VALUES (-1, -1)`)
		return err
	})
	if !fault.Is(err, fault.Conflict) {
		t.Errorf("a project that does not exist: %v", err)
	}
	err = postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
		_, err := tx.Exec(t.Context(), `SELECT @text::text`, pgx.NamedArgs{"text": "a\x00b"})
		return err
	})
	if !fault.Is(err, fault.Invalid) {
		t.Errorf("a NUL byte: %v", err)
	}
}

func TestUnreadableURLIsRefusedWithoutItsPassword(t *testing.T) {
	t.Parallel()
	_, err := postgres.Open(t.Context(), "postgres://parvis:hunter2@[bad/parvis")
	if err == nil || strings.Contains(err.Error(), "hunter2") {
		t.Errorf("got %v", err)
	}
}

func TestQueriesAreCountedOnlyWhenAsked(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	ctx, n := postgres.CountQueries(t.Context())
	for range 3 {
		if _, err := db.Exec(ctx, `SELECT 1`); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := db.Exec(t.Context(), `SELECT 1`); err != nil {
		t.Fatal(err)
	}
	if n.Load() != 3 {
		t.Errorf("counted %d, want 3", n.Load())
	}
}

func TestMomentsComeOutInParis(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	var winter, summer time.Time
	err := db.QueryRow(t.Context(), `SELECT '2025-01-07 23:30Z'::timestamptz, '2025-06-13 23:30Z'::timestamptz`).Scan(&winter, &summer)
	if err != nil {
		t.Fatal(err)
	}
	if got := winter.Format("2006-01-02 15:04"); got != "2025-01-08 00:30" {
		t.Errorf("winter: %s", got)
	}
	if got := summer.Format("2006-01-02 15:04"); got != "2025-06-14 01:30" {
		t.Errorf("summer: %s", got)
	}
}
