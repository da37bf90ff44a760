package postgres

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Open looks at the database and connects a pool to it, bounded as requests are. What Parvis cannot work
// with is a *Refusal. A database that is read-only now can be opened.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	return OpenWithin(ctx, url, ForRequests())
}

// OpenWithin is Open with other bounds.
func OpenWithin(ctx context.Context, url string, b Bounds) (*pgxpool.Pool, error) {
	config, err := parse(url)
	if err != nil {
		return nil, err
	}
	if !strings.Contains(url, "pool_max_conns") {
		config.MaxConns = b.Conns
	}
	k := newKeeper(b, config.MaxConns)
	config.ConnConfig.Tracer = k
	config.MaxConnIdleTime = 5 * time.Minute
	var state *State // nil until the first connection looked
	config.BeforeConnect = func(_ context.Context, c *pgx.ConnConfig) error {
		if state != nil && state.Pooler {
			throughPooler(c, url)
		}
		return nil
	}
	config.AfterConnect = func(ctx context.Context, c *pgx.Conn) error {
		if state == nil {
			s, err := look(ctx, c)
			if err == nil {
				err = s.Refusal()
			}
			if err != nil {
				return err
			}
			state = &s
		}
		return k.settle(ctx, c, state.Pooler)
	}
	config.PrepareConn = func(_ context.Context, c *pgx.Conn) (bool, error) { return k.fresh(c), nil }
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	first, err := pool.Acquire(ctx) // nobody else asks yet: state is written once, before others read it
	if err != nil {
		pool.Close()
		return nil, explain(err)
	}
	first.Release()
	if state.Pooler {
		pool.Reset() // the first connection was opened before that was known
	}
	return pool, nil
}

// throughPooler names no prepared statement: the next transaction may be another server connection's, which
// does not know it. Only the types of a query are remembered. The address may say otherwise.
func throughPooler(config *pgx.ConnConfig, url string) {
	if !strings.Contains(url, "default_query_exec_mode") {
		config.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	}
}

// openedKey marks a connection that was opened while the database refused to write, and was not used yet.
const openedKey = "parvis opened read-only"

// settle gives a new connection the bounds. Behind a pooler a setting would stay with a connection that
// others get: the role's own hold there, and the wait for an answer.
func (k *keeper) settle(ctx context.Context, c *pgx.Conn, pooler bool) error {
	c.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID,
		Codec: &pgtype.TimestamptzCodec{ScanLocation: Paris}})
	if !pooler {
		if err := c.PgConn().Exec(ctx, k.bounds.settings()).Close(); err != nil {
			return fmt.Errorf("postgres: settle a connection: %w", err)
		}
	}
	if !k.readOnly.Load() {
		return nil
	}
	var still bool
	err := c.QueryRow(ctx, `SELECT current_setting('transaction_read_only') = 'on'`, pgx.QueryExecModeExec).Scan(&still)
	if err != nil {
		return fmt.Errorf("postgres: ask whether the database is read-only: %w", err)
	}
	k.readOnly.Store(still)
	c.PgConn().CustomData()[openedKey] = true
	return nil
}

// fresh tells whether a connection may be used: while the database refuses to write, only one that was opened for this very
// use. (A hook on what is given back would say the same, but pgxpool then gives back in the background, and whoever asks
// at once for another connection gets a new one.)
func (k *keeper) fresh(c *pgx.Conn) bool {
	if !k.readOnly.Load() {
		return true
	}
	opened := c.PgConn().CustomData()[openedKey] != nil
	delete(c.PgConn().CustomData(), openedKey)
	return opened
}
