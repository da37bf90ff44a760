package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/french"
	"parvis/internal/postgres"
)

// indexOrganisations works out what organisations are found by, from what was just written of them. It takes two round trips, however
// many there are.
func indexOrganisations(ctx context.Context, tx pgx.Tx, ids ...int64) error {
	rows, err := postgres.List[struct {
		ID int64
		organisationFacts
	}](ctx, tx, `SELECT id, name, kind, address, postal_code, town, siret, uai, phones, emails, tags, notes FROM organisations WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
	if err != nil {
		return err
	}
	b := &pgx.Batch{}
	for _, row := range rows {
		d := row.draft()
		queueOrganisationIndex(b, row.ID, d)
	}
	queueLastDays(b, ids)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func queueOrganisationIndex(b *pgx.Batch, id int64, d OrganisationDraft) {
	b.Queue(`INSERT INTO organisation_index (organisation_id, standing, called, sought, words, alike)
			SELECT o.id, `+standing+`, @called, @sought, to_tsvector('french', @words), @alike FROM organisations o WHERE o.id = @id
		ON CONFLICT (organisation_id) DO UPDATE SET standing = EXCLUDED.standing, called = EXCLUDED.called, sought = EXCLUDED.sought, words = EXCLUDED.words, alike = EXCLUDED.alike`,
		pgx.NamedArgs{"id": id, "called": d.called(), "sought": d.sought(), "words": french.Fold(d.sought() + " " + d.Notes), "alike": texts(d.likeness().Keys())})
}

// queueLastDays notes the day of the last exchange with organisations.
func queueLastDays(b *pgx.Batch, ids []int64) {
	b.Queue(`UPDATE organisation_index i SET last_day = (SELECT max(x.day) FROM interaction_organisations l JOIN interactions x ON x.id = l.interaction_id
		WHERE l.organisation_id = i.organisation_id AND x.deleted_at IS NULL) WHERE i.organisation_id = ANY(@ids)`, pgx.NamedArgs{"ids": ids})
}

func noteLastDays(ctx context.Context, tx pgx.Tx, ids []int64) error {
	b := &pgx.Batch{}
	queueLastDays(b, ids)
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// organisationFacts are the columns that an organisation is found by.
type organisationFacts struct {
	Name, Kind, Address, PostalCode, Town, Siret, Uai string
	Phones                                            []Phone
	Emails, Tags                                      []string
	Notes                                             string
}

func (f organisationFacts) draft() OrganisationDraft {
	return organisationRow{Name: f.Name, Kind: kindOf(f.Kind), Address: f.Address, PostalCode: f.PostalCode, Town: f.Town, Siret: f.Siret, Uai: f.Uai,
		Phones: f.Phones, Emails: f.Emails, Tags: f.Tags, Notes: f.Notes}.organisation().OrganisationDraft
}

// indexContacts is indexOrganisations for contacts.
func indexContacts(ctx context.Context, tx pgx.Tx, ids ...int64) error {
	contacts, err := findContacts(ctx, tx, ids)
	if err != nil {
		return err
	}
	b := &pgx.Batch{}
	for _, c := range contacts {
		queueContactIndex(b, c.ID, c.ContactDraft)
	}
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func queueContactIndex(b *pgx.Batch, id int64, d ContactDraft) {
	b.Queue(`INSERT INTO contact_index (contact_id, standing, called, sought, words, alike)
			SELECT c.id, `+contactStanding+`, @called, @sought, to_tsvector('french', @words), @alike FROM contacts c WHERE c.id = @id
		ON CONFLICT (contact_id) DO UPDATE SET standing = EXCLUDED.standing, called = EXCLUDED.called, sought = EXCLUDED.sought, words = EXCLUDED.words, alike = EXCLUDED.alike`,
		pgx.NamedArgs{"id": id, "called": d.called(), "sought": d.sought(), "words": french.Fold(d.sought() + " " + d.Notes), "alike": texts(d.likeness().Keys())})
}
