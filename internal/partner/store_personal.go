package partner

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// findSubject gives a contact with what she was called in the records that were merged into hers.
func findSubject(ctx context.Context, q postgres.Querier, id int64) (personal.Subject, error) {
	list, err := postgres.List[Contact](ctx, q, `SELECT `+contactColumns+` FROM contacts c WHERE (c.id = @id OR c.merged_into = @id) AND c.erased_at IS NULL ORDER BY c.id <> @id, c.id`,
		pgx.NamedArgs{"id": id})
	if err != nil {
		return personal.Subject{}, err
	}
	if len(list) == 0 || list[0].ID != id || list[0].MergedInto != 0 {
		return personal.Subject{}, fault.Missing(nil)
	}
	s := personal.Subject{Kind: personal.Contact, ID: id, Name: list[0].Name()}
	for i, c := range list {
		if i > 0 {
			s.Also = append(s.Also, c.ID)
		}
		numbers := make([]string, len(c.Phones))
		for n, p := range c.Phones {
			numbers[n] = p.Number()
		}
		w := personal.WaysOf(c.FirstName, c.LastName, c.Emails, numbers)
		s.Ways.Whole, s.Ways.Single, s.Ways.Phones = append(s.Ways.Whole, w.Whole...), append(s.Ways.Single, w.Single...), append(s.Ways.Phones, w.Phones...)
	}
	s.Ways.Single = once(s.Ways.Single)
	return s, nil
}

// mostTold is how many exchanges an export tells.
const mostTold = 1000

func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Contact {
		return nil, nil
	}
	contacts, err := findContacts(ctx, q, s.IDs())
	if err != nil {
		return nil, err
	}
	var list []personal.Section
	for _, c := range contacts {
		part := personal.Section{Title: "Fiche de l’annuaire"}
		if c.MergedInto != 0 {
			part.Title = "Fiche fusionnée avec celle-ci"
		}
		for _, f := range ContactFields {
			if said := f.Said(c.ContactDraft); said != "" {
				part.Facts = append(part.Facts, personal.Fact{Label: f.Label, Value: said})
			}
		}
		list = append(list, part)
	}
	posts, err := postgres.List[postRow](ctx, q, postSQL+`WHERE p.contact_id = ANY(@ids) ORDER BY p.id`, pgx.NamedArgs{"ids": s.IDs()})
	if err != nil {
		return nil, err
	}
	part := personal.Section{Title: "Fonctions"}
	for _, row := range posts {
		line := row.OrganisationName
		for _, f := range PostFields {
			if said := f.Said(row.post().PostDraft); said != "" {
				line += " · " + f.Label + "\u00a0: " + said
			}
		}
		part.Lines = append(part.Lines, line)
	}
	exchanged, err := postgres.List[interactionRow](ctx, q, `SELECT `+interactionColumns+interactionFrom+`WHERE x.id IN (SELECT interaction_id FROM interaction_contacts WHERE contact_id = ANY(@ids))
		ORDER BY x.day DESC, x.id DESC LIMIT @most`, pgx.NamedArgs{"ids": s.IDs(), "most": mostTold})
	if err != nil {
		return nil, err
	}
	with := personal.Section{Title: "Échanges"}
	for _, row := range exchanged {
		x := row.interaction()
		line := x.DayText() + " · " + x.Channel.Label()
		for _, text := range []string{names(x.Organisations), x.Summary, x.NextStep} {
			if text != "" {
				line += " · " + text
			}
		}
		with.Lines = append(with.Lines, line)
	}
	for _, p := range []personal.Section{part, with} {
		if len(p.Lines) > 0 {
			list = append(list, p)
		}
	}
	return list, nil
}

// Gone is what a contact is called once she was erased, where exchanges tell of her.
const Gone = "(contact effacé)"

// eraseSubject removes a contact with her posts. Where exchanges tell of her, a row stays that names nobody.
func eraseSubject(ctx context.Context, tx pgx.Tx, at time.Time, s personal.Subject) ([]string, error) {
	switch s.Kind {
	case personal.Member:
		_, err := tx.Exec(ctx, `DELETE FROM saved_lists WHERE person_id = @id AND NOT shared`, pgx.NamedArgs{"id": s.ID})
		return nil, postgres.Translate(err)
	case personal.Contact:
	default:
		return nil, nil
	}
	args := pgx.NamedArgs{"ids": s.IDs(), "id": s.ID, "also": append([]int64{}, s.Also...), "now": at, "name": Gone}
	if _, err := lockContacts(ctx, tx, s.IDs()...); err != nil {
		return nil, err
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM not_duplicates WHERE kind = 'contact' AND (one_id = ANY(@ids) OR other_id = ANY(@ids))`, args)
	b.Queue(`DELETE FROM posts WHERE contact_id = ANY(@ids)`, args)
	b.Queue(`INSERT INTO interaction_contacts (interaction_id, contact_id) SELECT interaction_id, @id FROM interaction_contacts WHERE contact_id = ANY(@also) ON CONFLICT DO NOTHING`, args)
	b.Queue(`DELETE FROM contacts WHERE id = ANY(@also)`, args)
	b.Queue(`DELETE FROM contacts WHERE id = @id AND NOT EXISTS (SELECT FROM interaction_contacts WHERE contact_id = @id)`, args)
	b.Queue(`DELETE FROM contact_index WHERE contact_id = @id`, args)
	b.Queue(`UPDATE contacts SET civility = '', first_name = '', last_name = @name, phones = '{}', emails = '{}', channel = '', consent = 'unknown', consent_on = NULL, notes = '',
		deleted_at = COALESCE(deleted_at, @now), erased_at = @now, updated_at = @now, version = version + 1 WHERE id = @id`, args)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return []string{"Sa fiche et ses fonctions sont effacées.", "Les échanges avec elle restent dans l’histoire des structures, avec «\u00a0" + Gone + "\u00a0»."}, nil
}

// afterWords works out again what records are found by.
func afterWords(ctx context.Context, tx pgx.Tx, rows map[string][]int64) error {
	if ids := rows["organisations"]; len(ids) > 0 {
		if err := indexOrganisations(ctx, tx, ids...); err != nil {
			return err
		}
	}
	if ids := rows["contacts"]; len(ids) > 0 {
		return indexContacts(ctx, tx, ids...)
	}
	return nil
}

const since = `COALESCE((SELECT max(x.day) FROM interaction_contacts l JOIN interactions x ON x.id = l.interaction_id WHERE l.contact_id = c.id AND x.deleted_at IS NULL), (c.created_at AT TIME ZONE 'Europe/Paris')::date)`

const called = `concat_ws(' ', NULLIF(c.first_name, ''), NULLIF(c.last_name, ''))`

func dueSilent(ctx context.Context, q postgres.Querier, before workcal.Date) ([]personal.Item, error) {
	return postgres.List[personal.Item](ctx, q, `SELECT id, name, since FROM (SELECT c.id, `+called+` AS name, `+since+` AS since FROM contacts c
		WHERE c.merged_into IS NULL AND c.erased_at IS NULL AND c.created_at < @before::date) d WHERE since < @before::date ORDER BY since, id`, pgx.NamedArgs{"before": before})
}

func dueRefused(ctx context.Context, q postgres.Querier, before workcal.Date) ([]personal.Item, error) {
	return postgres.List[personal.Item](ctx, q, `SELECT id, name, since FROM (SELECT c.id, `+called+` AS name, COALESCE(c.consent_on, (c.updated_at AT TIME ZONE 'Europe/Paris')::date) AS since FROM contacts c
		WHERE c.merged_into IS NULL AND c.erased_at IS NULL AND c.consent = 'refused') d WHERE since < @before::date ORDER BY since, id`, pgx.NamedArgs{"before": before})
}

func dueExchanges(ctx context.Context, q postgres.Querier, before workcal.Date) ([]personal.Item, error) {
	return postgres.List[personal.Item](ctx, q, `SELECT x.id, COALESCE((SELECT string_agg(o.name, ', ' ORDER BY o.name COLLATE "fr-x-icu") FROM interaction_organisations l JOIN organisations o ON o.id = l.organisation_id
			WHERE l.interaction_id = x.id), 'Échange') AS name, x.day AS since FROM interactions x WHERE x.day < @before::date AND (x.summary <> '' OR x.next_step <> '') ORDER BY x.day, x.id`,
		pgx.NamedArgs{"before": before})
}

// purgeWords takes what was said out of exchanges, and out of what their histories keep of it.
func purgeWords(ctx context.Context, tx pgx.Tx, ids []int64) error {
	if _, err := tx.Exec(ctx, `UPDATE interactions SET summary = '', next_step = '', next_day = NULL, version = version + 1 WHERE id = ANY(@ids)`, pgx.NamedArgs{"ids": ids}); err != nil {
		return postgres.Translate(err)
	}
	return journal.Wordless(ctx, tx, journal.Interaction, "interactions", ids)
}
