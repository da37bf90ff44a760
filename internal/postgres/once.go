package postgres

import (
	"context"
	"fmt"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
)

// Once makes a creation happen once per submission key, however often its form is sent: the
// second sending waits for the first and gets the same id. An empty key always creates; one
// that no form of ours carries is Invalid.
func Once(ctx context.Context, tx pgx.Tx, key string, create func() (int64, error)) (int64, error) {
	if key == "" {
		return create()
	}
	if n := utf8.RuneCountInString(key); n < 16 || n > 64 { // as the table checks
		return 0, fault.New(fault.Invalid, "Ce formulaire ne peut plus être envoyé. Veuillez rouvrir la page et recommencer.", nil)
	}
	// Inserting first makes a concurrent twin wait on the primary key until this transaction ends.
	tag, err := tx.Exec(ctx, `INSERT INTO submissions (key, created_id) VALUES (@key, 0) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"key": key})
	if err != nil {
		return 0, fmt.Errorf("note the submission: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return Scalar[int64](ctx, tx, `SELECT created_id FROM submissions WHERE key = @key`, pgx.NamedArgs{"key": key})
	}
	id, err := create()
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `UPDATE submissions SET created_id = @id WHERE key = @key`, pgx.NamedArgs{"key": key, "id": id})
	if err != nil {
		return 0, fmt.Errorf("note what was created: %w", err)
	}
	return id, nil
}

// Create runs a creation in a transaction of its own, once per submission key: see Once.
func Create(ctx context.Context, db Beginner, key string, create func(pgx.Tx) (int64, error)) (id int64, err error) {
	err = InTx(ctx, db, func(tx pgx.Tx) error {
		id, err = Once(ctx, tx, key, func() (int64, error) { return create(tx) })
		return err
	})
	return id, err
}

// ForgetSubmissions removes the keys older than age: nobody sends a form that old again.
func ForgetSubmissions(ctx context.Context, db Querier, age time.Duration) error {
	_, err := db.Exec(ctx, `DELETE FROM submissions WHERE at < now() - make_interval(secs => @age)`,
		pgx.NamedArgs{"age": age.Seconds()})
	return Translate(err)
}
