package partner

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/workcal"
)

const contactColumns = `c.id, c.civility, c.first_name, c.last_name, c.phones, c.emails, c.channel, c.consent, c.consent_on, c.notes,
	COALESCE(c.merged_into, 0) AS merged_into, c.updated_at, c.deleted_at, c.version`

const contactStanding = `c.deleted_at IS NULL AND c.merged_into IS NULL`

func findContacts(ctx context.Context, q postgres.Querier, ids []int64) ([]Contact, error) {
	return postgres.List[Contact](ctx, q, `SELECT `+contactColumns+` FROM contacts c WHERE c.id = ANY(@ids) AND c.erased_at IS NULL ORDER BY c.id`, pgx.NamedArgs{"ids": ids})
}

func queueContact(b *pgx.Batch, into *[]Contact, id int64) {
	postgres.Queue(b, into, `SELECT `+contactColumns+` FROM contacts c WHERE c.id = @id AND c.erased_at IS NULL`, pgx.NamedArgs{"id": id})
}

// lockContacts finds contacts and holds them until the transaction ends, in the order of their numbers.
func lockContacts(ctx context.Context, tx pgx.Tx, ids ...int64) ([]Contact, error) {
	return postgres.List[Contact](ctx, tx, `SELECT `+contactColumns+` FROM contacts c WHERE c.id = ANY(@ids) AND c.erased_at IS NULL ORDER BY c.id FOR NO KEY UPDATE`, pgx.NamedArgs{"ids": ids})
}

func (d ContactDraft) args(by account.By, id int64) pgx.NamedArgs {
	return pgx.NamedArgs{"id": id, "by": by.ID, "now": by.At, "civility": d.Civility, "first": d.FirstName, "last": d.LastName, "phones": texts(d.Phones), "emails": texts(d.Emails),
		"channel": string(d.Channel), "consent": string(d.Consent), "consent_on": d.ConsentOn, "notes": d.Notes}
}

func insertContact(ctx context.Context, tx pgx.Tx, by account.By, d ContactDraft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO contacts (civility, first_name, last_name, phones, emails, channel, consent, consent_on, notes, created_by, created_at, updated_at)
		VALUES (@civility, @first, @last, @phones, @emails, @channel, @consent, @consent_on, @notes, @by, @now, @now) RETURNING id`, d.args(by, 0))
}

func updateContact(ctx context.Context, tx pgx.Tx, by account.By, id int64, d ContactDraft) error {
	_, err := tx.Exec(ctx, `UPDATE contacts SET civility = @civility, first_name = @first, last_name = @last, phones = @phones, emails = @emails, channel = @channel,
			consent = @consent, consent_on = @consent_on, notes = @notes, updated_at = @now, version = version + 1 WHERE id = @id`, d.args(by, id))
	return postgres.Translate(err)
}

func markContactDeleted(ctx context.Context, tx pgx.Tx, by account.By, id int64, at *time.Time) error {
	_, err := tx.Exec(ctx, `WITH marked AS (UPDATE contacts SET deleted_at = @at, updated_at = @now, version = version + 1 WHERE id = @id)
		UPDATE contact_index SET standing = @at::timestamptz IS NULL WHERE contact_id = @id`, pgx.NamedArgs{"id": id, "at": at, "now": by.At})
	return postgres.Translate(err)
}

func (r *Room) trashedContacts(ctx context.Context, by account.By) ([]trash.Item, error) {
	if !by.Can(MayDelete, access.Tie{}) {
		return nil, nil
	}
	return postgres.List[trash.Item](ctx, r.db, `SELECT id, concat_ws(' ', NULLIF(first_name, ''), NULLIF(last_name, '')) AS name, 0::bigint AS project_id, '' AS project, deleted_at, true AS may
		FROM contacts WHERE deleted_at >= @since AND erased_at IS NULL ORDER BY deleted_at DESC, id`, pgx.NamedArgs{"since": trash.Since(by.At)})
}

func (r *Room) purgeContacts(ctx context.Context, before time.Time) error {
	_, err := r.db.Exec(ctx, `DELETE FROM contacts WHERE deleted_at < @before AND erased_at IS NULL`, pgx.NamedArgs{"before": before})
	return postgres.Translate(err)
}

// postRow is a post as the database gives it.
type postRow struct {
	ID                            int64
	Role                          string
	Since, Until                  workcal.Date
	ContactID, OrganisationID     int64
	ContactName, OrganisationName string
}

func (r postRow) post() Post {
	return Post{ID: r.ID, PostDraft: PostDraft{Role: r.Role, Since: r.Since, Until: r.Until},
		Contact: Ref{ID: r.ContactID, Name: r.ContactName}, Organisation: Ref{ID: r.OrganisationID, Name: r.OrganisationName}}
}

const postSQL = `SELECT p.id, p.role, p.since, p.until, p.contact_id, p.organisation_id,
	concat_ws(' ', NULLIF(c.first_name, ''), NULLIF(c.last_name, '')) AS contact_name, o.name AS organisation_name
	FROM posts p JOIN contacts c ON c.id = p.contact_id JOIN organisations o ON o.id = p.organisation_id `

// queuePosts reads the posts of contacts in organisations that stand, those who are there first.
func queuePosts(b *pgx.Batch, into *[]postRow, contacts []int64) {
	postgres.Queue(b, into, postSQL+`WHERE p.contact_id = ANY(@contacts) AND `+standing+` ORDER BY p.until DESC NULLS FIRST, p.since DESC NULLS LAST, p.id`,
		pgx.NamedArgs{"contacts": contacts})
}

// lockPost finds a post and holds it until the transaction ends.
func lockPost(ctx context.Context, tx pgx.Tx, id int64) (Post, error) {
	row, err := postgres.One[postRow](ctx, tx, postSQL+`WHERE p.id = @id FOR UPDATE OF p`, pgx.NamedArgs{"id": id})
	return row.post(), err
}

func findPost(ctx context.Context, q postgres.Querier, id int64) (Post, error) {
	row, err := postgres.One[postRow](ctx, q, postSQL+`WHERE p.id = @id AND `+contactStanding, pgx.NamedArgs{"id": id})
	return row.post(), err
}

func insertPost(ctx context.Context, tx pgx.Tx, contact, organisation int64, d PostDraft) (int64, error) {
	return postgres.Scalar[int64](ctx, tx, `INSERT INTO posts (contact_id, organisation_id, role, since, until) VALUES (@contact, @organisation, @role, @since, @until) RETURNING id`,
		pgx.NamedArgs{"contact": contact, "organisation": organisation, "role": d.Role, "since": d.Since, "until": d.Until})
}

func updatePost(ctx context.Context, tx pgx.Tx, id int64, d PostDraft) error {
	_, err := tx.Exec(ctx, `UPDATE posts SET role = @role, since = @since, until = @until WHERE id = @id`, pgx.NamedArgs{"id": id, "role": d.Role, "since": d.Since, "until": d.Until})
	return postgres.Translate(err)
}

func deletePost(ctx context.Context, tx pgx.Tx, id int64) error {
	_, err := tx.Exec(ctx, `DELETE FROM posts WHERE id = @id`, pgx.NamedArgs{"id": id})
	return postgres.Translate(err)
}

// memberRow is a contact of an organisation, with her post there.
type memberRow struct {
	Contact
	Post         int64
	Role         string
	Since, Until workcal.Date
}

func queueMembers(b *pgx.Batch, into *[]memberRow, organisations ...int64) {
	postgres.Queue(b, into, `SELECT `+contactColumns+`, p.id AS post, p.role, p.since, p.until FROM posts p JOIN contacts c ON c.id = p.contact_id
		WHERE p.organisation_id = ANY(@organisations) AND `+contactStanding+`
		ORDER BY p.until DESC NULLS FIRST, c.last_name COLLATE "fr-x-icu", c.first_name COLLATE "fr-x-icu", p.id LIMIT 200`, pgx.NamedArgs{"organisations": organisations})
}
