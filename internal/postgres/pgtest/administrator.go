package pgtest

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
)

// WithoutPool takes a pool's size out of an address, as somebody would give it to Parvis or to a program of PostgreSQL.
func WithoutPool(t testing.TB, address string) string {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	q := u.Query()
	q.Del("pool_max_conns")
	u.RawQuery = strings.ReplaceAll(q.Encode(), "+", "%20")
	return u.String()
}

// Administrator is a connection of somebody who looks after the server: it may write where Parvis may not. It is
// closed with the test.
type Administrator struct {
	*pgx.Conn
	t testing.TB
}

// Administer connects to the database of an address.
func Administer(t testing.TB, address string) Administrator {
	t.Helper()
	config, err := pgx.ParseConfig(WithoutPool(t, address))
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	config.RuntimeParams["default_transaction_read_only"] = "off"
	conn, err := pgx.ConnectConfig(t.Context(), config)
	if err != nil {
		t.Fatalf("pgtest: %v", err)
	}
	t.Cleanup(func() { _ = conn.Close(context.Background()) })
	return Administrator{conn, t}
}

// Run executes SQL.
func (a Administrator) Run(sql string) {
	a.t.Helper()
	if _, err := a.Exec(a.t.Context(), sql); err != nil {
		a.t.Fatalf("%s: %v", sql, err)
	}
}
