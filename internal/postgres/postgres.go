// Package postgres opens the database, runs transactions and migrations, and translates the
// database's refusals into faults.
package postgres

import (
	"context"
	"errors"
	"fmt"
	"time"
	_ "time/tzdata" // the service's time zone, wherever Parvis runs

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/jackc/pgx/v5/pgxpool"

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

// Open connects a pool to url and checks that the database answers.
func Open(ctx context.Context, url string) (*pgxpool.Pool, error) {
	config, err := pgxpool.ParseConfig(url)
	if err != nil {
		// The parse error may quote the URL and its password: keep it out of logs.
		return nil, errors.New("postgres: the database URL cannot be read")
	}
	config.ConnConfig.Tracer = queryCounter{}
	config.AfterConnect = func(_ context.Context, c *pgx.Conn) error {
		c.TypeMap().RegisterType(&pgtype.Type{Name: "timestamptz", OID: pgtype.TimestamptzOID,
			Codec: &pgtype.TimestamptzCodec{ScanLocation: Paris}})
		return nil
	}
	config.MaxConnIdleTime = 5 * time.Minute
	pool, err := pgxpool.NewWithConfig(ctx, config)
	if err != nil {
		return nil, fmt.Errorf("postgres: open: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("postgres: the database does not answer: %w", err)
	}
	return pool, nil
}

// Beginner starts transactions: a pool, or a transaction (a savepoint).
type Beginner interface {
	Begin(ctx context.Context) (pgx.Tx, error)
}

// InTx runs do in one transaction: committed when do returns nil, rolled back otherwise. In a trial
// (see fault.Trial) it runs nothing.
func InTx(ctx context.Context, db Beginner, do func(pgx.Tx) error) error {
	if refusal := fault.TrialOf(ctx); refusal != nil {
		return refusal
	}
	return Translate(pgx.BeginFunc(ctx, db, do))
}

// Translate turns the database's own refusals into faults; other errors pass unchanged.
// pgx.ErrNoRows becomes NotFound; a connection failure becomes Unavailable.
func Translate(err error) error {
	if err == nil {
		return nil
	}
	if _, ok := errors.AsType[*fault.Error](err); ok {
		return err
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return fault.Missing(err)
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch pg.Code {
		case "23505", "23P01": // unique_violation, exclusion_violation
			return fault.New(fault.Conflict, "Cet enregistrement existe déjà.", err)
		case "23503": // foreign_key_violation
			return fault.New(fault.Conflict, "Un élément lié n’existe plus, ou est encore utilisé ailleurs.", err)
		case "40001", "40P01": // serialization_failure, deadlock_detected
			return fault.New(fault.Conflict, "Quelqu’un d’autre enregistrait au même moment. Veuillez recommencer.", err)
		case "22021", "22P05": // a NUL byte or an impossible character
			return fault.New(fault.Invalid, "Le texte contient un caractère qui ne peut pas être enregistré.", err)
		case "57P01", "57P02", "57P03", "53300": // shutting down, starting, too many connections
			return unavailable(err)
		}
		return err
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return unavailable(err)
	}
	return err
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

func unavailable(err error) error {
	return fault.New(fault.Unavailable, "La base de données ne répond pas. Veuillez réessayer dans un instant.", err)
}

// List runs a query whose rows are scanned by name into T.
func List[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		return nil, Translate(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	return list, Translate(err)
}

// One runs a query that gives exactly one row, scanned by name into T; none is NotFound.
func One[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		var none T
		return none, Translate(err)
	}
	one, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[T])
	return one, Translate(err)
}

// Scalar runs a query that gives one value.
func Scalar[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) (T, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		var none T
		return none, Translate(err)
	}
	one, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[T])
	return one, Translate(err)
}

// Scalars runs a query whose rows are one value each.
func Scalars[T any](ctx context.Context, db Querier, sql string, args pgx.NamedArgs) ([]T, error) {
	rows, err := db.Query(ctx, sql, args)
	if err != nil {
		return nil, Translate(err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[T])
	return list, Translate(err)
}

// Queue adds to a batch a query whose rows are scanned by name into list.
func Queue[T any](b *pgx.Batch, list *[]T, sql string, args pgx.NamedArgs) {
	if args == nil {
		args = pgx.NamedArgs{}
	}
	b.Queue(sql, args).Query(func(rows pgx.Rows) (err error) {
		*list, err = pgx.CollectRows(rows, pgx.RowToStructByName[T])
		return err
	})
}
