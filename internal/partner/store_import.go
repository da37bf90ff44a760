package partner

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/exchange/cards"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// lockImports has imports into the directory follow one another.
func lockImports(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT pg_advisory_xact_lock(hashtext('partner import'))`)
	return postgres.Translate(err)
}

// exchangedRow is an exchange with an organisation, or with somebody where it was with none.
type exchangedRow struct {
	ID, Organisation, Contact int64
	Channel                   Channel
	Day                       workcal.Date
	MonthOnly                 bool
	Summary, NextStep         string
	Version                   int
}

func (x exchangedRow) draft() InteractionDraft {
	return InteractionDraft{Channel: x.Channel, Day: x.Day, MonthOnly: x.MonthOnly, Summary: x.Summary, NextStep: x.NextStep}
}

// placeRow is a territory; Towns are those that a district lies in.
type placeRow struct {
	ID               int64
	Kind, Name, Code string
	Towns            []int64
}

// findKnown finds what the cards of a file may be compared with. Three round trips, however many cards there are.
func findKnown(ctx context.Context, q postgres.Querier, groups []cards.Gathered) (*directory, error) {
	organisationKeys, personKeys := keysOf(groups)
	d := &directory{}
	var by []struct{ Contact, Organisation int64 }
	b := &pgx.Batch{}
	// An overlap of arrays (alike && @keys) compares each key of a record with each of the file, which are tens of thousands.
	postgres.Queue(b, &by, `WITH organisation_keys AS (SELECT DISTINCT unnest(@organisations::text[]) AS key), person_keys AS (SELECT DISTINCT unnest(@people::text[]) AS key)
		SELECT 0::bigint AS contact, i.organisation_id AS organisation FROM organisation_index i JOIN organisations o ON o.id = i.organisation_id
			CROSS JOIN LATERAL unnest(i.alike) a (key) JOIN organisation_keys k ON k.key = a.key WHERE `+standing+`
		UNION SELECT i.contact_id, COALESCE(p.organisation_id, 0) FROM contact_index i JOIN contacts c ON c.id = i.contact_id
			CROSS JOIN LATERAL unnest(i.alike) a (key) JOIN person_keys k ON k.key = a.key LEFT JOIN posts p ON p.contact_id = c.id
			WHERE `+contactStanding+` ORDER BY 1, 2`, pgx.NamedArgs{"organisations": organisationKeys, "people": personKeys})
	postgres.Queue(b, &d.territories, `SELECT t.id, t.kind, t.name, t.code, COALESCE((SELECT array_agg(p.town_id ORDER BY p.town_id) FROM territory_places p WHERE p.district_id = t.id), '{}') AS towns
		FROM territories_named t ORDER BY t.id`, nil)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	var organisationIDs, people []int64
	for _, one := range by {
		organisationIDs, people = append(organisationIDs, one.Organisation), append(people, one.Contact)
	}
	args := pgx.NamedArgs{"organisations": once(organisationIDs), "people": once(people)}
	var rows []organisationRow
	b = &pgx.Batch{}
	postgres.Queue(b, &rows, `SELECT `+organisationColumns+organisationFrom+`WHERE o.id = ANY(@organisations) AND `+standing+` ORDER BY o.id`, args)
	postgres.Queue(b, &d.posts, postSQL+`WHERE (p.organisation_id = ANY(@organisations) OR p.contact_id = ANY(@people)) AND `+standing+` AND `+contactStanding+` ORDER BY p.id`, args)
	postgres.Queue(b, &d.exchanged, `SELECT x.id, l.organisation_id AS organisation, 0::bigint AS contact, x.channel, x.day, x.month_only, x.summary, x.next_step, x.version
			FROM interactions x JOIN interaction_organisations l ON l.interaction_id = x.id WHERE l.organisation_id = ANY(@organisations) AND x.deleted_at IS NULL
		UNION ALL SELECT x.id, 0, l.contact_id, x.channel, x.day, x.month_only, x.summary, x.next_step, x.version
			FROM interactions x JOIN interaction_contacts l ON l.interaction_id = x.id WHERE l.contact_id = ANY(@people) AND x.deleted_at IS NULL
			AND NOT EXISTS (SELECT FROM interaction_organisations o WHERE o.interaction_id = x.id) ORDER BY 1, 2, 3`, args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	d.organisations = organisations(rows)
	for _, p := range d.posts {
		people = append(people, p.ContactID)
	}
	var err error
	d.contacts, err = postgres.List[Contact](ctx, q, `SELECT `+contactColumns+` FROM contacts c WHERE c.id = ANY(@ids) AND `+contactStanding+` ORDER BY c.id`, pgx.NamedArgs{"ids": once(people)})
	if err != nil {
		return nil, err
	}
	d.index()
	return d, nil
}

// keysOf gives what the organisations of a file and its people would share with those that they are like.
func keysOf(groups []cards.Gathered) (organisations, people []string) {
	for i := range groups {
		g := &groups[i]
		if g.Organisation.Name != "" {
			organisations = append(organisations, g.Alike().Keys()...)
		}
		for _, p := range g.Contacts {
			people = append(people, p.Alike().Keys()...)
		}
	}
	slices.Sort(organisations)
	slices.Sort(people)
	return texts(slices.Compact(organisations)), texts(slices.Compact(people))
}

// takeNumbers gives as many new numbers of a table, which is ours.
func takeNumbers(ctx context.Context, tx pgx.Tx, table string, n int) ([]int64, error) {
	if n == 0 {
		return nil, nil
	}
	return postgres.Scalars[int64](ctx, tx, `SELECT nextval(pg_get_serial_sequence(@table, 'id')) FROM generate_series(1, @n::int)`, pgx.NamedArgs{"table": table, "n": n})
}

// insertOrganisations keeps new organisations under their numbers.
func insertOrganisations(ctx context.Context, tx pgx.Tx, by account.By, list []*record) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"organisations"}, []string{"id", "name", "kind", "address", "postal_code", "town", "territory_id", "siret", "uai", "phones", "emails", "website", "tags", "notes",
		"created_by", "created_at", "updated_at"}, pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
		d := list[i].draft
		var territory any
		if d.Territory.ID != 0 {
			territory = d.Territory.ID
		}
		return []any{list[i].id, d.Name, string(d.Kind), d.Address, d.PostalCode, d.Town, territory, d.SIRET, d.UAI, texts(d.Phones), texts(d.Emails), d.Website, texts(d.Tags), d.Notes, by.ID, by.At, by.At}, nil
	}))
	return Refusals.Translate(err)
}

// insertContacts keeps new contacts under their numbers.
func insertContacts(ctx context.Context, tx pgx.Tx, by account.By, list []*person) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"contacts"}, []string{"id", "civility", "first_name", "last_name", "phones", "emails", "channel", "consent", "notes", "created_by", "created_at", "updated_at"},
		pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
			d := list[i].draft
			return []any{list[i].id, d.Civility, d.FirstName, d.LastName, texts(d.Phones), texts(d.Emails), string(d.Channel), string(d.Consent), d.Notes, by.ID, by.At, by.At}, nil
		}))
	return postgres.Translate(err)
}

func insertPosts(ctx context.Context, tx pgx.Tx, list []*seat) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"posts"}, []string{"contact_id", "organisation_id", "role"}, pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
		return []any{list[i].person.id, list[i].record.id, list[i].draft.Role}, nil
	}))
	return postgres.Translate(err)
}

// insertExchanges keeps exchanges under new numbers, and with whom they were.
func insertExchanges(ctx context.Context, tx pgx.Tx, by account.By, ids []int64, list []*exchange) error {
	_, err := tx.CopyFrom(ctx, pgx.Identifier{"interactions"}, []string{"id", "channel", "day", "month_only", "summary", "next_step", "next_day", "created_by", "created_at", "updated_at"},
		pgx.CopyFromSlice(len(list), func(i int) ([]any, error) {
			d := list[i].draft
			return []any{ids[i], string(d.Channel), d.Day, d.MonthOnly, d.Summary, d.NextStep, d.NextDay, by.ID, by.At, by.At}, nil
		}))
	if err != nil {
		return postgres.Translate(err)
	}
	var organisations, contacts [][]any
	for i, x := range list {
		if x.with != nil {
			organisations = append(organisations, []any{ids[i], x.with.id})
		}
		if x.who != nil {
			contacts = append(contacts, []any{ids[i], x.who.id})
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"interaction_organisations"}, []string{"interaction_id", "organisation_id"}, pgx.CopyFromRows(organisations)); err != nil {
		return postgres.Translate(err)
	}
	_, err = tx.CopyFrom(ctx, pgx.Identifier{"interaction_contacts"}, []string{"interaction_id", "contact_id"}, pgx.CopyFromRows(contacts))
	return postgres.Translate(err)
}
