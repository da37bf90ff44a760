package account

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
)

// asked is how often links were asked for.
type asked struct{ Account, Address int }

func countAsked(ctx context.Context, tx pgx.Tx, k keys, since time.Time) (asked, error) {
	return postgres.One[asked](ctx, tx, `SELECT
		(SELECT count(*)::int FROM (SELECT FROM login_failures WHERE account_key = @account AND at > @since LIMIT @most_account) AS a) AS account,
		(SELECT count(*)::int FROM (SELECT FROM login_failures WHERE address_key = @address AND at > @since LIMIT @most_address) AS f) AS address`,
		pgx.NamedArgs{"account": k.account, "address": k.address, "since": since, "most_account": mostAsked, "most_address": mostAskedFrom})
}

// activeByEmail gives the one who has an address and may log in, or nobody.
func activeByEmail(ctx context.Context, tx pgx.Tx, email string) ([]int64, error) {
	return postgres.Scalars[int64](ctx, tx, `SELECT id FROM people WHERE lower(email) = @email AND disabled_at IS NULL`, pgx.NamedArgs{"email": email})
}

func insertLink(ctx context.Context, tx pgx.Tx, hash []byte, p Person, ends time.Time) error {
	_, err := tx.Exec(ctx, `INSERT INTO password_links (hash, person_id, epoch, expires_at) VALUES (@hash, @person, @epoch, @ends)`,
		pgx.NamedArgs{"hash": hash, "person": p.ID, "epoch": p.SessionEpoch, "ends": ends})
	return err
}

// linked gives the person of a link that still opens something.
func linked(ctx context.Context, q postgres.Querier, hash []byte, now time.Time) (Person, error) {
	return postgres.One[Person](ctx, q, `SELECT `+personColumns+` FROM people WHERE disabled_at IS NULL AND id =
		(SELECT person_id FROM password_links WHERE hash = @hash AND epoch = people.session_epoch AND expires_at > @now)`,
		pgx.NamedArgs{"hash": hash, "now": now})
}

func deleteLinks(ctx context.Context, tx pgx.Tx, person int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM password_links WHERE person_id = @person`, pgx.NamedArgs{"person": person})
	return err
}

func deleteLinksBefore(ctx context.Context, q postgres.Querier, now time.Time) error {
	_, err := q.Exec(ctx, `DELETE FROM password_links WHERE expires_at <= @now`, pgx.NamedArgs{"now": now})
	return postgres.Translate(err)
}
