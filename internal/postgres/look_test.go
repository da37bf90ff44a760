package postgres_test

import (
	"errors"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
)

// refused checks that a failure is a refusal of this word whose French sentence names what to change.
func refused(t *testing.T, err error, word string, names ...string) {
	t.Helper()
	r, ok := errors.AsType[*postgres.Refusal](err)
	if !ok || r.Word != word {
		t.Errorf("got %v, want a refusal %q", err, word)
		return
	}
	for _, name := range names {
		if !strings.Contains(r.Text, name) {
			t.Errorf("%q does not name %q", r.Text, name)
		}
	}
}

// alter changes a database from another one of its server; sql has %s where its name goes.
func alter(t *testing.T, address, sql string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	name := pgx.Identifier{u.Path[1:]}.Sanitize()
	u.Path = "/postgres"
	exec(t, u.String(), strings.ReplaceAll(sql, "%s", name))
}

func withoutPool(q url.Values) string {
	q.Del("pool_max_conns")
	return q.Encode()
}

func exec(t *testing.T, address, sql string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.RawQuery = withoutPool(u.Query())
	conn, err := pgx.Connect(t.Context(), u.String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	if _, err := conn.Exec(t.Context(), sql); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
}

func setting(t *testing.T, q postgres.Querier, name string) string {
	t.Helper()
	value, err := postgres.Scalar[string](t.Context(), q, `SELECT current_setting(@name)`, pgx.NamedArgs{"name": name})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// TestBoundsHoldWhateverTheDatabaseIsSetTo gives a database settings that Parvis is not written for.
func TestBoundsHoldWhateverTheDatabaseIsSetTo(t *testing.T) {
	t.Parallel()
	address := pgtest.Empty(t)
	exec(t, address, `CREATE FUNCTION slow() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(2.5); END $$;
		CREATE EVENT TRIGGER slow ON ddl_command_end WHEN TAG IN ('CREATE DOMAIN') EXECUTE FUNCTION slow()`)
	for _, set := range []string{"statement_timeout = '2s'", "lock_timeout = '2s'", "default_transaction_isolation = 'serializable'", "client_encoding = 'LATIN1'"} {
		alter(t, address, `ALTER DATABASE %s SET `+set)
	}
	if err := postgres.Migrate(t.Context(), address); err != nil { // one statement lasts longer
		t.Fatal(err)
	}
	for what, want := range map[string]struct {
		bounds postgres.Bounds
		values map[string]string
	}{
		"requests": {postgres.ForRequests(), map[string]string{"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "1min"}},
		"upkeep":   {postgres.ForUpkeep(), map[string]string{"statement_timeout": "0", "lock_timeout": "1min", "idle_in_transaction_session_timeout": "0"}},
	} {
		db, err := postgres.OpenWithin(t.Context(), address, want.bounds)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		want.values["transaction_isolation"], want.values["client_encoding"] = "read committed", "UTF8"
		for name, value := range want.values {
			if got := setting(t, db, name); got != value {
				t.Errorf("%s: %s is %q, want %q", what, name, got, value)
			}
		}
		if word, err := postgres.Scalar[string](t.Context(), db, `SELECT @word::text`, pgx.NamedArgs{"word": "europ\u00e9enne, œuvre"}); err != nil || word != "européenne, œuvre" {
			t.Errorf("%s: %q %v", what, word, err)
		}
	}
}

// TestAPoolIsSizedToTheWorkAndTheAddressSaysOtherwise asks without and with a size.
func TestAPoolIsSizedToTheWorkAndTheAddressSaysOtherwise(t *testing.T) {
	t.Parallel()
	u, err := url.Parse(pgtest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	u.RawQuery = withoutPool(u.Query())
	for size, address := range map[int32]string{16: u.String(), 3: u.String() + "&pool_max_conns=3"} {
		if u.RawQuery == "" {
			address = strings.Replace(address, "&", "?", 1)
		}
		db, err := postgres.Open(t.Context(), address)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if got := db.Config().MaxConns; got != size {
			t.Errorf("%d connections, want %d", got, size)
		}
	}
}

func TestADatabaseOfANewerParvisIsRefusedInFrench(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	exec(t, address, `UPDATE schema_migrations SET version = version + 41`)
	err := postgres.Migrate(t.Context(), address)
	refused(t, err, "newer", "plus récent", "Rien n’a été modifié")
	_, err = postgres.Open(t.Context(), address)
	refused(t, err, "newer")
}

func TestAnUpToDateDatabaseIsNotWrittenTo(t *testing.T) {
	t.Parallel()
	address := pgtest.URL(t)
	alter(t, address, `ALTER DATABASE %s SET default_transaction_read_only = on`)
	if err := postgres.Migrate(t.Context(), address); err != nil {
		t.Errorf("an up-to-date database that is read-only: %v", err)
	}
	empty := pgtest.Empty(t)
	alter(t, empty, `ALTER DATABASE %s SET default_transaction_read_only = on`)
	refused(t, postgres.Migrate(t.Context(), empty), "read-only", "default_transaction_read_only")
}

// TestAddressesThatReadAsAnotherAreRefusedWithoutTheirPassword writes passwords as they are.
func TestAddressesThatReadAsAnotherAreRefusedWithoutTheirPassword(t *testing.T) {
	t.Parallel()
	for _, address := range []string{
		"postgres://parvis:hunter@2@db.example/parvis", "postgres://parvis:hunter/2@db.example/parvis",
		"postgres://parvis:1/hunter2@db.example/parvis", "postgres://parvis:hunter#2@db.example/parvis",
		"postgres://parvis:1#hunter2@db.example/parvis", "postgres://parvis:hunter?2@db.example/parvis",
		"postgres://parvis:1?hunter=2@db.example/parvis", "postgres://parvis:hunter%2@db.example/parvis",
		"postgres://parvis:hunter[2@db.example/parvis", "postgres://parvis:hunter 2^@db example/parvis",
	} {
		_, err := postgres.Open(t.Context(), address)
		refused(t, err, "address", "DATABASE_URL", "%40", "PGPASSWORD")
		if err != nil && (strings.Contains(err.Error(), "hunter") || strings.Contains(err.Error(), "example")) {
			t.Errorf("%q is quoted: %v", address, err)
		}
	}
	for _, mode := range []string{"exec", "simple_protocol"} {
		_, err := postgres.Open(t.Context(), "postgres://parvis@db.example/parvis?default_query_exec_mode="+mode)
		refused(t, err, "address", "default_query_exec_mode")
	}
}

func TestADatabaseThatIsNotThereIsToldInFrench(t *testing.T) {
	t.Parallel()
	address := pgtest.Empty(t)
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/parvis_test_absent"
	_, err = postgres.Open(t.Context(), u.String())
	refused(t, err, "access", "CREATE DATABASE", "DATABASE_URL")
	u.Path, u.RawQuery = "/postgres", withoutPool(u.Query())+"&inconnue=1"
	_, err = postgres.Open(t.Context(), u.String())
	refused(t, err, "address", "DATABASE_URL", "option")
	_, err = postgres.Open(t.Context(), "postgres://parvis@127.0.0.1:1/parvis")
	refused(t, err, "unavailable", "DATABASE_URL")
	if !postgres.Passes(err) {
		t.Error("a server that is not there yet is not waited for")
	}
}

// TestWhatTheDatabaseCannotDoNowIsUnavailable raises what a server does, by its codes.
func TestWhatTheDatabaseCannotDoNowIsUnavailable(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	for code, said := range map[string]string{"53100": "n’a plus de place", "25006": "vous pouvez consulter", "55P03": "D’autres enregistrements",
		"57014": "très occupé", "53200": "ne répond pas", "58030": "ne répond pas", "08006": "ne répond pas"} {
		err := postgres.InTx(t.Context(), db, func(tx pgx.Tx) error {
			_, err := tx.Exec(t.Context(), `DO $$ BEGIN RAISE EXCEPTION 'so' USING ERRCODE = '`+code+`'; END $$`)
			return err
		})
		if !fault.Is(err, fault.Unavailable) || !strings.Contains(fault.SentenceOf(err), said) {
			t.Errorf("%s: %v", code, err)
		}
	}
}
