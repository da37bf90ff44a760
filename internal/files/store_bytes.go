package files

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/postgres"
)

// chunkSize is how long the pieces of a content are in the database, in bytes, but the last.
const chunkSize = 256 << 10

// chunks keeps contents in the database, in pieces: a dump holds all that there is.
type chunks struct{ db *pgxpool.Pool }

// Put implements Bytes: everything is stored with the transaction.
func (chunks) Put(context.Context, io.ReaderAt, int64) (string, error) { return "", nil }

// Keep implements Bytes.
func (c chunks) Keep(ctx context.Context, tx pgx.Tx, file int64, content io.Reader) error {
	piece := make([]byte, chunkSize)
	for n := 0; ; n++ {
		length, err := io.ReadFull(content, piece)
		if length > 0 {
			if _, err := tx.Exec(ctx, `INSERT INTO file_chunks (file_id, n, data) VALUES (@file, @n, @data)`, pgx.NamedArgs{"file": file, "n": n, "data": piece[:length]}); err != nil {
				return postgres.Translate(err)
			}
		}
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			return nil
		case err != nil:
			return fmt.Errorf("read what arrived: %w", err)
		}
	}
}

// Open implements Bytes. Each piece is a query of its own: whoever reads slowly holds no connection.
func (c chunks) Open(ctx context.Context, of Content) io.ReadSeeker {
	return inPieces(chunkSize, of.Size, func(n int64) ([]byte, error) {
		return postgres.Scalar[[]byte](ctx, c.db, `SELECT data FROM file_chunks WHERE file_id = @file AND n = @n`, pgx.NamedArgs{"file": of.File, "n": n})
	})
}

// Forget implements Bytes.
func (c chunks) Forget(ctx context.Context, of Content) error {
	_, err := c.db.Exec(ctx, `DELETE FROM file_chunks WHERE file_id = @file`, pgx.NamedArgs{"file": of.File})
	return postgres.Translate(err)
}
