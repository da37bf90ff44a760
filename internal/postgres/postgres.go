// Package postgres looks at the database, opens it within bounds, runs transactions and migrations, and
// translates the database's refusals into faults.
package postgres

import (
	"context"
	"errors"
	"time"
	_ "time/tzdata" // the service's time zone, wherever Parvis runs

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"parvis/internal/fault"
)

// Querier is what a query needs: a pool, a connection or a transaction.
type Querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
}

// Paris is the service's time zone: every moment read from the database is told in it, wherever
// the machine stands.
var Paris = func() *time.Location {
	l, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err) // time/tzdata is linked in
	}
	return l
}()

// Beginner starts transactions: a pool, or a transaction (a savepoint).
type Beginner interface {
	Begin(ctx context.Context) (pgx.Tx, error)
}

// InTx runs do in one transaction: committed when do returns nil, and the context's Guard allows it, rolled
// back otherwise. Everything that is written for somebody goes through here, under the name of an act (see Acting).
// In a trial (see fault.Trial) it runs nothing.
func InTx(ctx context.Context, db Beginner, do func(pgx.Tx) error) error {
	if refusal := fault.TrialOf(ctx); refusal != nil {
		return refusal
	}
	return Translate(begin(changing(ctx), db, func(tx pgx.Tx) error {
		if err := do(tx); err != nil {
			return err
		}
		if guard, ok := ctx.Value(guardKey{}).(Guard); ok {
			if err := guard.Allow(ctx, tx); err != nil {
				return err
			}
		}
		return rehearse(ctx, tx)
	}))
}

// Guard says whether a transaction may still commit, once everything is done in it: what it locks is locked
// last, when nobody waits for more.
type Guard interface {
	Allow(ctx context.Context, tx pgx.Tx) error
}

type guardKey struct{}

// Guarded gives a context whose transactions commit only if guard allows it; nil lets them commit.
func Guarded(ctx context.Context, guard Guard) context.Context {
	return context.WithValue(ctx, guardKey{}, guard)
}

// Refusals are the problems that a person is told of where a constraint refuses what she typed, by the
// constraint's name.
type Refusals map[string]fault.Problem

// Translate is the function of that name, except that what a constraint of r refused becomes its problem.
func (r Refusals) Translate(err error) error {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		if problem, ok := r[pg.ConstraintName]; ok {
			return fault.Problems{problem}.Err()
		}
	}
	return Translate(err)
}

// List runs a query whose rows are scanned by name into T.
func List[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := db.Query(ctx, sql, Named(args))
	if err != nil {
		return nil, Translate(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return list, Translate(err)
}

// One runs a query that gives exactly one row, scanned by name into T; none is NotFound.
func One[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := db.Query(ctx, sql, Named(args))
	if err != nil {
		var none T
		return none, Translate(err)
	}
	one, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
	return one, Translate(err)
}

// Scalar runs a query that gives one value.
func Scalar[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := db.Query(ctx, sql, Named(args))
	if err != nil {
		var none T
		return none, Translate(err)
	}
	one, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[T])
	return one, Translate(err)
}

// Scalars runs a query whose rows are one value each.
func Scalars[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := db.Query(ctx, sql, Named(args))
	if err != nil {
		return nil, Translate(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[T])
	return list, Translate(err)
}

// Queue adds to a batch a query whose rows are scanned by name into list.
func Queue[T any](b *pgx.Batch, list *[]T, sql string, args pgx.NamedArgs) {
	b.Queue(sql, Named(args)).Query(func(rows pgx.Rows) (err error) {
		*list, err = pgx.CollectRows(rows, pgx.RowToStructByName[T])
		return err
	})
}
