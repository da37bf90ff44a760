package files

import (
	"context"
	"errors"
	"io"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
)

// Bytes is where the content of files is kept. What is kept never changes.
type Bytes interface {
	// Put stores what can be stored before the transaction that makes the file, and gives the object's name that its row
	// keeps; "" where there is none. What no row names in the end is dropped, or swept later.
	Put(ctx context.Context, content io.ReaderAt, size int64) (object string, err error)
	// Keep stores the rest with that transaction: the content is there once it is committed.
	Keep(ctx context.Context, tx pgx.Tx, file int64, content io.Reader) error
	// Open reads a content, from any place in it.
	Open(ctx context.Context, c Content) io.ReadSeeker
	// Forget removes a content for good, or what is left of it. The file goes after it.
	Forget(ctx context.Context, c Content) error
}

// Content says which content is meant.
type Content struct {
	File   int64
	Object string // as Put gave it
	Size   int64  // in bytes
}

// pieces reads a content piece by piece, and holds one: whoever reads slowly holds nothing else.
type pieces struct {
	each     int64                         // how long a piece is, in bytes, but the last
	load     func(n int64) ([]byte, error) // reads one
	size, at int64
	n        int64  // of the piece that is held; -1: none
	piece    []byte // that piece
}

func inPieces(each, size int64, load func(n int64) ([]byte, error)) *pieces {
	return &pieces{each: each, load: load, size: size, n: -1}
}

// Read implements io.Reader.
func (c *pieces) Read(p []byte) (int, error) {
	if c.at >= c.size {
		return 0, io.EOF
	}
	if n := c.at / c.each; n != c.n {
		data, err := c.load(n)
		if err != nil {
			return 0, err
		}
		c.n, c.piece = n, data
	}
	from := c.at % c.each
	if from >= int64(len(c.piece)) {
		return 0, io.ErrUnexpectedEOF // shorter than it was noted
	}
	copied := copy(p, c.piece[from:])
	c.at += int64(copied)
	return copied, nil
}

// Seek implements io.Seeker.
func (c *pieces) Seek(offset int64, whence int) (int64, error) {
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
