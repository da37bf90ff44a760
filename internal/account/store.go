package account

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// room is whose numbers postgres.Bump counts here.
const room = "people"

// Revision is the SQL of a number that changes with who there is, how they are called and what they may do.
var Revision = postgres.Revision(room, "0")

const personColumns = `id, email, name, role, must_change_password, session_epoch, disabled_at, erased_at, version`

// personByID reads one person; nobody is a NotFound fault.
func personByID(ctx context.Context, db postgres.Querier, id int64) (Person, error) {
	return postgres.One[Person](ctx, db, `SELECT `+personColumns+` FROM people WHERE id = @id`, pgx.NamedArgs{"id": id})
}

// personWith is personByID, in one batch with what else is asked for.
func personWith(ctx context.Context, db postgres.Querier, id int64, also []Also) (Person, error) {
	var found []Person
	b := &pgx.Batch{}
	postgres.Queue(b, &found, `SELECT `+personColumns+` FROM people WHERE id = (SELECT @id::bigint)`, pgx.NamedArgs{"id": id})
	for _, add := range also {
		add(b)
	}
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return Person{}, postgres.Translate(err)
	}
	if len(found) == 0 {
		return Person{}, fault.Missing(nil)
	}
	return found[0], nil
}

// lockPerson is personByID for a transaction that will change the person.
func lockPerson(ctx context.Context, tx pgx.Tx, id int64) (Person, error) {
	return postgres.One[Person](ctx, tx, `SELECT `+personColumns+` FROM people WHERE id = @id FOR NO KEY UPDATE`, pgx.NamedArgs{"id": id})
}

// lockHeads locks and gives the ids of the active heads, so that two changes at once cannot leave none.
func lockHeads(ctx context.Context, tx pgx.Tx) ([]int64, error) {
	rows, err := tx.Query(ctx, `SELECT id FROM people WHERE role = 'head' AND disabled_at IS NULL ORDER BY id FOR NO KEY UPDATE`)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[int64])
}

// LockPeople keeps anybody else from writing people until the transaction ends.
func LockPeople(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `LOCK TABLE people IN SHARE ROW EXCLUSIVE MODE`)
	return postgres.Translate(err)
}

// stillOpen tells whether a session is still its person's, and keeps it so until the transaction ends.
func stillOpen(ctx context.Context, tx pgx.Tx, s session) (bool, error) {
	_, err := postgres.Scalar[int64](ctx, tx, `SELECT id FROM people
		WHERE id = @id AND disabled_at IS NULL AND session_epoch = @epoch FOR SHARE`, pgx.NamedArgs{"id": s.person, "epoch": s.epoch})
	none, err := notFoundIsNone(err)
	return !none, err
}

// credentials are what a login compares.
type credentials struct {
	Person
	PasswordHash string
}

func credentialsByEmail(ctx context.Context, db postgres.Querier, email string) (credentials, error) {
	return postgres.One[credentials](ctx, db,
		`SELECT `+personColumns+`, password_hash FROM people WHERE lower(email) = @email`, pgx.NamedArgs{"email": email})
}

func credentialsByID(ctx context.Context, db postgres.Querier, id int64) (credentials, error) {
	return postgres.One[credentials](ctx, db,
		`SELECT `+personColumns+`, password_hash FROM people WHERE id = @id`, pgx.NamedArgs{"id": id})
}

func listMembers(ctx context.Context, db postgres.Querier) ([]Member, error) {
	return postgres.List[Member](ctx, db, `SELECT `+personColumns+`, last_login_at FROM people
		ORDER BY disabled_at IS NOT NULL, name COLLATE "fr-x-icu", id`, nil)
}

func memberByID(ctx context.Context, db postgres.Querier, id int64) (Member, error) {
	return postgres.One[Member](ctx, db, `SELECT `+personColumns+`, last_login_at FROM people WHERE id = @id`,
		pgx.NamedArgs{"id": id})
}

func memberByEmail(ctx context.Context, db postgres.Querier, email string) (Member, error) {
	return postgres.One[Member](ctx, db, `SELECT `+personColumns+`, last_login_at FROM people WHERE lower(email) = @email`,
		pgx.NamedArgs{"email": email})
}

func listActive(ctx context.Context, db postgres.Querier) ([]Choice, error) {
	return postgres.List[Choice](ctx, db, `SELECT id, name, role FROM people WHERE disabled_at IS NULL ORDER BY name COLLATE "fr-x-icu", id`, nil)
}

// ActiveName gives, within the caller's own transaction, the name of somebody who exists and may be given
// work; "" says that there is no such person.
func ActiveName(ctx context.Context, db postgres.Querier, id int64) (string, error) {
	return postgres.Scalar[string](ctx, db, `SELECT COALESCE((SELECT name FROM people WHERE id = @id AND disabled_at IS NULL), '')`,
		pgx.NamedArgs{"id": id})
}

// Named gives, within the caller's own transaction, what somebody is called, active or not.
func Named(ctx context.Context, db postgres.Querier, id int64) (Choice, error) {
	return postgres.One[Choice](ctx, db, `SELECT id, name, role FROM people WHERE id = @id`, pgx.NamedArgs{"id": id})
}

func insertPerson(ctx context.Context, tx pgx.Tx, i Identity, hash string, mustChange bool) (Person, error) {
	p, err := postgres.One[Person](ctx, tx, `INSERT INTO people (email, name, role, password_hash, must_change_password)
		VALUES (@email, @name, @role, @hash, @must) RETURNING `+personColumns,
		pgx.NamedArgs{"email": i.Email, "name": i.Name, "role": i.Role, "hash": hash, "must": mustChange})
	return p, Refusals.Translate(err)
}

func updateIdentity(ctx context.Context, tx pgx.Tx, id int64, i Identity) (Person, error) {
	p, err := postgres.One[Person](ctx, tx, `UPDATE people SET email = @email, name = @name, role = @role,
		version = version + 1, updated_at = now() WHERE id = @id RETURNING `+personColumns,
		pgx.NamedArgs{"id": id, "email": i.Email, "name": i.Name, "role": i.Role})
	return p, Refusals.Translate(err)
}

// Refusals are the constraints that what is typed here can meet.
var Refusals = postgres.Refusals{
	"people_email_key": {Field: FieldEmail, Sentence: "Cette adresse est déjà celle d’une autre personne de la liste."},
}

// updatePassword stores a new hash and ends every session opened before.
func updatePassword(ctx context.Context, db postgres.Querier, id int64, hash string, mustChange bool) (Person, error) {
	return postgres.One[Person](ctx, db, `UPDATE people SET password_hash = @hash, must_change_password = @must,
		session_epoch = session_epoch + 1, updated_at = now() WHERE id = @id RETURNING `+personColumns,
		pgx.NamedArgs{"id": id, "hash": hash, "must": mustChange})
}

func updateDisabled(ctx context.Context, tx pgx.Tx, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `UPDATE people SET disabled_at = @at, session_epoch = session_epoch + 1, updated_at = now()
		WHERE id = @id`, pgx.NamedArgs{"id": id, "at": at})
	return err
}

func bumpEpoch(ctx context.Context, db postgres.Querier, id int64) error {
	_, err := db.Exec(ctx, `UPDATE people SET session_epoch = session_epoch + 1, updated_at = now() WHERE id = @id`,
		pgx.NamedArgs{"id": id})
	return err
}

// noteLogin keeps the time of a login and, when hash is not empty, a hash made with today's parameters.
// The hash is only replaced while it is still the one that was compared.
func noteLogin(ctx context.Context, tx pgx.Tx, id int64, now time.Time, compared, fresh string) error {
	_, err := tx.Exec(ctx, `UPDATE people SET last_login_at = @now,
		password_hash = CASE WHEN @fresh <> '' AND password_hash = @compared THEN @fresh ELSE password_hash END
		WHERE id = @id`, pgx.NamedArgs{"id": id, "now": now, "compared": compared, "fresh": fresh})
	return err
}

// lockLogins makes attempts be counted one after the other until the transaction ends, so that a
// burst of them cannot pass a limit together.
func lockLogins(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('parvis login'))`)
	return err
}

// countFailures counts what was failed since a time, no further than matters.
func countFailures(ctx context.Context, tx pgx.Tx, k keys, since time.Time) (failures, error) {
	return postgres.One[failures](ctx, tx, `SELECT
		(SELECT count(*) FROM (SELECT 1 FROM login_failures WHERE account_key = @account AND address_key = @address
			AND at > @since LIMIT @most_pair) AS p) AS pair,
		(SELECT max(at) FROM login_failures WHERE account_key = @account AND address_key = @address AND at > @since) AS pair_last,
		(SELECT count(*) FROM (SELECT 1 FROM login_failures WHERE account_key = @account
			AND at > @since LIMIT @most_account) AS a) AS account,
		(SELECT at FROM login_failures WHERE address_key = @address AND at > @since
			ORDER BY at DESC OFFSET @per_address LIMIT 1) AS address_since`,
		pgx.NamedArgs{"account": k.account, "address": k.address, "since": since, "per_address": addressFailures - 1,
			"most_pair": freeFailures + len(waits), "most_account": aimedFailures * len(waits)})
}

// insertFailure keeps one more, and no more than mostFailures in all.
func insertFailure(ctx context.Context, tx pgx.Tx, k keys, now time.Time) error {
	id, err := postgres.Scalar[int64](ctx, tx, `INSERT INTO login_failures (account_key, address_key, at)
		VALUES (@account, @address, @now) RETURNING id`, pgx.NamedArgs{"account": k.account, "address": k.address, "now": now})
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `DELETE FROM login_failures WHERE id <= @oldest`, pgx.NamedArgs{"oldest": id - mostFailures})
	return err
}

// deleteFailures takes back those of an account from an address: what others tried elsewhere still counts.
func deleteFailures(ctx context.Context, db postgres.Querier, k keys) error {
	_, err := db.Exec(ctx, `DELETE FROM login_failures WHERE account_key = @account AND address_key = @address`,
		pgx.NamedArgs{"account": k.account, "address": k.address})
	return err
}

func deleteFailuresBefore(ctx context.Context, db postgres.Querier, before time.Time) error {
	_, err := db.Exec(ctx, `DELETE FROM login_failures WHERE id IN
		(SELECT id FROM login_failures WHERE at <= @before FOR UPDATE SKIP LOCKED)`, pgx.NamedArgs{"before": before})
	return err
}

// deleteExpiredSessions uses the database's clock, as the session store does.
func deleteExpiredSessions(ctx context.Context, db postgres.Querier) error {
	_, err := db.Exec(ctx, `DELETE FROM sessions WHERE expiry < current_timestamp`)
	return err
}

// notFoundIsNone separates « nobody » from a failure of the database.
func notFoundIsNone(err error) (none bool, failure error) {
	if fault.Is(err, fault.NotFound) {
		return true, nil
	}
	return false, err
}

// Choice is a person as a select list shows her.
type Choice struct {
	ID   int64
	Name string
	Role access.Role
}

func queueCounted(b *pgx.Batch, into *int64) {
	b.Queue(`SELECT ` + postgres.Revisions).QueryRow(func(row pgx.Row) error { return row.Scan(into) })
}
