package postgres

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
)

// Once makes a creation happen once per submission key, however often its form is sent: the second sending
// waits for the first. A key may be followed by a point and a digest of what was sent, of 32 bytes in base64
// (form.Sending): then the second sending is a fault.Twice, which tells whether it is the same. Without one, it gets the
// same id. The id is given in all these cases. An empty key always creates; one that no form of ours
// carries is Invalid.
func Once(ctx context.Context, tx pgx.Tx, key string, create func() (int64, error)) (int64, error) {
	return OnceAlike(ctx, tx, key, nil, create)
}

// OnceAlike is Once for what has a page of its own, to which the way back from leads to the form that created it,
// under a fresh key. What was created under another key with the same digest, and still lives, is a fault.Twice that is
// Alike: it is created once more only if it is asked for again.
func OnceAlike(ctx context.Context, tx pgx.Tx, key string, lives func(id int64) (bool, error), create func() (int64, error)) (int64, error) {
	if key == "" {
		return create()
	}
	key, sent, told := strings.Cut(key, ".")
	digest, err := base64.RawURLEncoding.DecodeString(sent)
	if n := utf8.RuneCountInString(key); n < 16 || n > 64 || told && (err != nil || len(digest) != sha256.Size) { // as the table checks
		return 0, fault.New(fault.Invalid, "Ce formulaire ne peut plus être envoyé. Veuillez rouvrir la page et recommencer.", nil)
	}
	if !told {
		digest = nil
	}
	// Inserting first makes a concurrent twin wait on the primary key until this transaction ends.
	tag, err := tx.Exec(ctx, `INSERT INTO submissions (key, created_id, digest) VALUES (@key, 0, @digest) ON CONFLICT DO NOTHING`,
		pgx.NamedArgs{"key": key, "digest": digest})
	if err != nil {
		return 0, fmt.Errorf("note the submission: %w", err)
	}
	if tag.RowsAffected() == 0 {
		return again(ctx, tx, key, digest)
	}
	if lives != nil && digest != nil {
		if id, err := alike(ctx, tx, key, digest, lives); err != nil {
			return id, err
		}
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

// again gives what was created with a key, and the failure of who sends it again.
func again(ctx context.Context, tx pgx.Tx, key string, digest []byte) (int64, error) {
	before, err := One[struct {
		CreatedID int64
		Digest    []byte
	}](ctx, tx, `SELECT created_id, digest FROM submissions WHERE key = @key`, pgx.NamedArgs{"key": key})
	if err != nil || digest == nil {
		return before.CreatedID, err
	}
	same := before.Digest == nil || bytes.Equal(before.Digest, digest)
	return before.CreatedID, fault.Again(fault.Twice{ID: before.CreatedID, Same: same})
}

// alike looks for what was created under another key by a form that held the same; its failure is a fault.Twice.
func alike(ctx context.Context, tx pgx.Tx, key string, digest []byte, lives func(id int64) (bool, error)) (int64, error) {
	ids, err := Scalars[int64](ctx, tx, `SELECT created_id FROM submissions WHERE digest = @digest AND key <> @key ORDER BY at DESC LIMIT 1`,
		pgx.NamedArgs{"key": key, "digest": digest})
	if err != nil || len(ids) == 0 {
		return 0, err
	}
	living, err := lives(ids[0])
	if err != nil || !living {
		return 0, err
	}
	return ids[0], fault.Again(fault.Twice{ID: ids[0], Alike: true})
}

// Create runs a creation in a transaction of its own, once per submission key: see Once.
func Create(ctx context.Context, db Beginner, key string, create func(pgx.Tx) (int64, error)) (id int64, err error) {
	err = InTx(ctx, db, func(tx pgx.Tx) error {
		id, err = Once(ctx, tx, key, func() (int64, error) { return create(tx) })
		return err
	})
	return id, err
}

// CreateAlike is Create for what has a page of its own: see OnceAlike.
func CreateAlike(ctx context.Context, db Beginner, key string, lives func(pgx.Tx, int64) (bool, error), create func(pgx.Tx) (int64, error)) (id int64, err error) {
	err = InTx(ctx, db, func(tx pgx.Tx) error {
		id, err = OnceAlike(ctx, tx, key, func(id int64) (bool, error) { return lives(tx, id) }, func() (int64, error) { return create(tx) })
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
