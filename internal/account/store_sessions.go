package account

import (
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Sessions keeps login sessions, opaque to it, under hashed tokens: what scs asks of a store. A session
// that was kept once is only ever replaced. So a request that was under way while its session was closed
// writes nothing, whatever it does: only OpeningSession lets a token be kept for the first time.
type Sessions struct{ db *pgxpool.Pool }

// NewSessions gives the sessions of this database. The expired ones are removed by Purge.
func NewSessions(db *pgxpool.Pool) *Sessions { return &Sessions{db: db} }

// sessionWrite bounds the time of a write, which goes on when its reader leaves: closing the page at
// once after « Se déconnecter » is logging out.
const sessionWrite = 10 * time.Second

type openingKey struct{}

// OpeningSession gives a context in which a session is kept under a token that was just made.
func OpeningSession(ctx context.Context) context.Context {
	return context.WithValue(ctx, openingKey{}, true)
}

// CommitCtx keeps a session. One that is not being opened and is no longer there is an Unknown fault,
// and stays away.
func (s *Sessions) CommitCtx(ctx context.Context, token string, data []byte, expiry time.Time) error {
	write, cancel := context.WithTimeout(context.WithoutCancel(ctx), sessionWrite)
	defer cancel()
	args := pgx.NamedArgs{"token": token, "data": data, "expiry": expiry}
	if opening, _ := ctx.Value(openingKey{}).(bool); opening {
		_, err := s.db.Exec(write, `INSERT INTO sessions (token, data, expiry) VALUES (@token, @data, @expiry)`, args)
		return postgres.Translate(err)
	}
	done, err := s.db.Exec(write, `UPDATE sessions SET data = @data, expiry = @expiry WHERE token = @token`, args)
	if err == nil && done.RowsAffected() == 0 {
		return sessionOver()
	}
	return postgres.Translate(err)
}

// FindCtx reads a session that has not expired.
func (s *Sessions) FindCtx(ctx context.Context, token string) (data []byte, found bool, err error) {
	data, err = postgres.Scalar[[]byte](ctx, s.db, `SELECT data FROM sessions WHERE token = @token AND current_timestamp < expiry`,
		pgx.NamedArgs{"token": token})
	if fault.Is(err, fault.NotFound) {
		return nil, false, nil
	}
	return data, err == nil, err
}

// DeleteCtx ends a session.
func (s *Sessions) DeleteCtx(ctx context.Context, token string) error {
	write, cancel := context.WithTimeout(context.WithoutCancel(ctx), sessionWrite)
	defer cancel()
	_, err := s.db.Exec(write, `DELETE FROM sessions WHERE token = @token`, pgx.NamedArgs{"token": token})
	return postgres.Translate(err)
}

// errNoContext refuses the methods that scs has for stores which know no context.
var errNoContext = errors.New("account: sessions are kept within a request")

// Commit is never called: scs uses CommitCtx.
func (s *Sessions) Commit(string, []byte, time.Time) error { return errNoContext }

// Find is never called: scs uses FindCtx.
func (s *Sessions) Find(string) ([]byte, bool, error) { return nil, false, errNoContext }

// Delete is never called: scs uses DeleteCtx.
func (s *Sessions) Delete(string) error { return errNoContext }

// sessionOver is the failure of who goes on with a session that was ended meanwhile.
func sessionOver() error {
	return fault.New(fault.Unknown, "Votre session est terminée. Veuillez vous reconnecter.", nil)
}
