package postgres

import (
	"context"
	"fmt"
	"sync/atomic"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Bounds are how much a pool takes of the database, and how long it waits. Zero times are no limit.
type Bounds struct {
	Conns     int32         // connections at most; pool_max_conns in the URL says otherwise
	Wait      time.Duration // for a connection, and for the turn to change something
	Statement time.Duration // for one statement
	Lock      time.Duration // for one lock
	Idle      time.Duration // for the next statement of a transaction
}

// ForRequests are the bounds of what people ask for: a page needs a connection for some milliseconds,
// and whoever waits longer than these is told so. Half of the connections at most change something at once:
// changes that wait for one another never keep pages from being read.
func ForRequests() Bounds {
	return Bounds{Conns: 16, Wait: 10 * time.Second, Statement: 30 * time.Second, Lock: 10 * time.Second, Idle: time.Minute}
}

// ForUpkeep are the bounds of work that nobody waits for: seeding, purging, filling a demonstration.
func ForUpkeep() Bounds {
	return Bounds{Conns: 2, Wait: time.Minute, Lock: time.Minute}
}

// settings is the SQL that gives a connection these bounds, whatever its role's own are, and the isolation
// that the rooms' locks are written for.
func (b Bounds) settings() string {
	return fmt.Sprintf(`SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d;
		SET default_transaction_isolation = 'read committed'`, b.Statement.Milliseconds(), b.Lock.Milliseconds(), b.Idle.Milliseconds())
}

// answering is how long an answer is waited for here. The database ends a statement before; this is for
// one that is frozen, or behind a connection that was cut without a word.
func (b Bounds) answering() time.Duration {
	if b.Statement == 0 {
		return 0
	}
	return b.Statement + 5*time.Second
}

// keeper is a pool's tracer: it counts queries, and keeps what waits within the bounds.
type keeper struct {
	bounds  Bounds
	changes chan struct{} // holds one per transaction that holds a connection
	// readOnly is set while the database refuses to write. No connection is kept then: one remembers the
	// default it was opened with.
	readOnly atomic.Bool
}

func newKeeper(b Bounds, conns int32) *keeper {
	return &keeper{bounds: b, changes: make(chan struct{}, max(1, conns/2))}
}

type changingKey struct{}

// changing marks the context of whoever waits for a connection in order to change something.
func changing(ctx context.Context) context.Context {
	return context.WithValue(ctx, changingKey{}, true)
}

// acquiring is one wait for a connection.
type acquiring struct {
	end  context.CancelFunc
	turn bool // it holds a place in keeper.changes
}

type acquiringKey struct{}

// TraceAcquireStart bounds a wait for a connection.
func (k *keeper) TraceAcquireStart(ctx context.Context, _ *pgxpool.Pool, _ pgxpool.TraceAcquireStartData) context.Context {
	a := &acquiring{}
	ctx, a.end = context.WithTimeout(ctx, k.bounds.Wait)
	if ctx.Value(changingKey{}) != nil {
		select {
		case k.changes <- struct{}{}:
			a.turn = true
		case <-ctx.Done(): // the acquisition fails at once, with the reason
		}
	}
	return context.WithValue(ctx, acquiringKey{}, a)
}

// turnKey marks a connection that holds a place in keeper.changes.
const turnKey = "parvis turn"

// TraceAcquireEnd ends a wait for a connection; what got one keeps its turn until it gives it back.
func (k *keeper) TraceAcquireEnd(ctx context.Context, _ *pgxpool.Pool, got pgxpool.TraceAcquireEndData) {
	a, ok := ctx.Value(acquiringKey{}).(*acquiring)
	if !ok {
		return
	}
	a.end()
	switch {
	case a.turn && got.Conn != nil:
		got.Conn.PgConn().CustomData()[turnKey] = true
	case a.turn:
		<-k.changes
	}
}

// TraceRelease gives the turn back with the connection.
func (k *keeper) TraceRelease(_ *pgxpool.Pool, given pgxpool.TraceReleaseData) {
	if data := given.Conn.PgConn().CustomData(); data[turnKey] != nil {
		delete(data, turnKey)
		<-k.changes
	}
}

type answeringKey struct{}

// begin counts a query and bounds the wait for its answer.
func (k *keeper) begin(ctx context.Context) context.Context {
	count(ctx)
	most := k.bounds.answering()
	if most == 0 {
		return ctx
	}
	ctx, end := context.WithTimeout(ctx, most)
	return context.WithValue(ctx, answeringKey{}, end)
}

// end gives the timer back, and notes that the database refuses to write.
func (k *keeper) end(ctx context.Context, err error) {
	if stop, ok := ctx.Value(answeringKey{}).(context.CancelFunc); ok {
		stop()
	}
	if IsReadOnly(err) {
		k.readOnly.Store(true)
	}
}

func (k *keeper) TraceQueryStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceQueryStartData) context.Context {
	return k.begin(ctx)
}

func (k *keeper) TraceQueryEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceQueryEndData) {
	k.end(ctx, data.Err)
}

func (k *keeper) TraceBatchStart(ctx context.Context, _ *pgx.Conn, _ pgx.TraceBatchStartData) context.Context {
	return k.begin(ctx)
}

func (k *keeper) TraceBatchQuery(context.Context, *pgx.Conn, pgx.TraceBatchQueryData) {}

func (k *keeper) TraceBatchEnd(ctx context.Context, _ *pgx.Conn, data pgx.TraceBatchEndData) {
	k.end(ctx, data.Err)
}
