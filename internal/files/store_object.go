package files

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// objects keeps contents in a store, each under a name of its own that its file's row holds.
type objects struct {
	db    *pgxpool.Pool
	store *Store
}

// Put implements Bytes. No connection to the database is held while the object is sent.
func (o objects) Put(ctx context.Context, content io.ReaderAt, size int64) (string, error) {
	begin, err := o.begin(ctx)
	if err != nil {
		return "", err
	}
	name := begin + rand.Text()
	if err := o.store.put(ctx, name, content, size); err != nil {
		return "", unavailable(err)
	}
	return name, nil
}

// Keep implements Bytes: the row holds the name.
func (objects) Keep(context.Context, pgx.Tx, int64, io.Reader) error { return nil }

// Open implements Bytes. Each piece is a request of its own: a store closes what is read slowly.
func (o objects) Open(ctx context.Context, c Content) io.ReadSeeker {
	return inPieces(objectPiece, c.Size, func(n int64) ([]byte, error) {
		data, err := o.store.read(ctx, c.Object, n*objectPiece, min(objectPiece, c.Size-n*objectPiece))
		if err != nil {
			return nil, unavailable(err)
		}
		return data, nil
	})
}

// Forget implements Bytes.
func (o objects) Forget(ctx context.Context, c Content) error {
	if err := o.store.remove(ctx, c.Object); err != nil {
		return unavailable(err)
	}
	return nil
}

// begin is what the names of this database's objects begin with.
func (o objects) begin(ctx context.Context) (string, error) {
	name, err := postgres.Scalar[string](ctx, o.db, `SELECT name FROM file_store`, nil)
	if fault.Is(err, fault.NotFound) {
		// Of two that come first at once, one makes the name and both read it.
		if _, err := o.db.Exec(ctx, `INSERT INTO file_store (name) VALUES (@name) ON CONFLICT DO NOTHING`, pgx.NamedArgs{"name": strings.ToLower(rand.Text())}); err != nil {
			return "", postgres.Translate(err)
		}
		name, err = postgres.Scalar[string](ctx, o.db, `SELECT name FROM file_store`, nil)
	}
	return name + "/", err
}

// orphanAge is how old an object must be to be removed for want of a row: its form may still be coming.
const orphanAge = 24 * time.Hour

// sweep removes the objects of this database that no row names: what was sent and never kept, and what was purged while the
// store did not answer.
func (o objects) sweep(ctx context.Context, now time.Time) error {
	begin, err := o.begin(ctx)
	if err != nil {
		return err
	}
	return o.store.each(ctx, begin, now.Add(-orphanAge), func(names []string) error {
		orphans, err := postgres.Scalars[string](ctx, o.db, `SELECT o.there FROM unnest(@names::text[]) AS o (there) WHERE NOT EXISTS (SELECT FROM files f WHERE f.object = o.there)`, pgx.NamedArgs{"names": names})
		if err != nil {
			return err
		}
		for _, name := range orphans {
			if err := o.store.remove(ctx, name); err != nil {
				return fmt.Errorf("remove an orphan: %w", err)
			}
		}
		return nil
	})
}

// lost keeps what is said where a content is in a store that this installation was not told of.
type lost struct{}

// Put implements Bytes.
func (lost) Put(context.Context, io.ReaderAt, int64) (string, error) { return "", errLost() }

// Keep implements Bytes.
func (lost) Keep(context.Context, pgx.Tx, int64, io.Reader) error { return errLost() }

// Open implements Bytes.
func (lost) Open(_ context.Context, c Content) io.ReadSeeker {
	return inPieces(objectPiece, c.Size, func(int64) ([]byte, error) { return nil, errLost() })
}

// Forget implements Bytes.
func (lost) Forget(context.Context, Content) error { return errLost() }

func errLost() error {
	return fault.New(fault.Unavailable, "Ce fichier est gardé dans un magasin S3 auquel Parvis n’est plus relié. Prévenez la personne qui administre Parvis.", nil)
}

// elsewhere counts the contents that are in a store.
func elsewhere(ctx context.Context, db postgres.Querier) (int, error) {
	return postgres.Scalar[int](ctx, db, `SELECT count(*)::int FROM files WHERE object <> ''`, nil)
}
