package files

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Bytes is where the content of files is kept, by their ids. What is kept never changes.
type Bytes interface {
	// Keep stores a content with the transaction that makes its file: it is there once that is committed.
	Keep(ctx context.Context, tx pgx.Tx, file int64, content io.Reader) error
	// Open reads a content of this size, from any place in it.
	Open(ctx context.Context, file, size int64) io.ReadSeeker
	// Forget removes a content for good, or what is left of it. The file goes after it.
	Forget(ctx context.Context, file int64) error
}

// chunkSize is how long the pieces of a content are, in bytes, but the last.
const chunkSize = 256 << 10

// chunks keeps contents in the database, in pieces: a dump holds all that there is.
type chunks struct{ db *pgxpool.Pool }

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
func (c chunks) Open(ctx context.Context, file, size int64) io.ReadSeeker {
	return &chunkReader{ctx: ctx, db: c.db, file: file, size: size, n: -1}
}

// Forget implements Bytes.
func (c chunks) Forget(ctx context.Context, file int64) error {
	_, err := c.db.Exec(ctx, `DELETE FROM file_chunks WHERE file_id = @file`, pgx.NamedArgs{"file": file})
	return postgres.Translate(err)
}

// chunkReader reads a content piece by piece, and holds one.
type chunkReader struct {
	ctx      context.Context
	db       *pgxpool.Pool
	file     int64
	size, at int64
	n        int64  // of the piece that is held; -1: none
	piece    []byte // that piece
}

// Read implements io.Reader.
func (c *chunkReader) Read(p []byte) (int, error) {
	if c.at >= c.size {
		return 0, io.EOF
	}
	if n := c.at / chunkSize; n != c.n {
		data, err := postgres.Scalar[[]byte](c.ctx, c.db, `SELECT data FROM file_chunks WHERE file_id = @file AND n = @n`, pgx.NamedArgs{"file": c.file, "n": n})
		if err != nil {
			return 0, err
		}
		c.n, c.piece = n, data
	}
	from := c.at % chunkSize
	if from >= int64(len(c.piece)) {
		return 0, io.ErrUnexpectedEOF // shorter than it was noted
	}
	copied := copy(p, c.piece[from:])
	c.at += int64(copied)
	return copied, nil
}

// Seek implements io.Seeker.
func (c *chunkReader) Seek(offset int64, whence int) (int64, error) {
	switch whence {
	case io.SeekCurrent:
		offset += c.at
	case io.SeekEnd:
		offset += c.size
	}
	if offset < 0 {
		return 0, fault.New(fault.Invalid, "", errors.New("before the beginning of a content"))
	}
	c.at = offset
	return offset, nil
}
