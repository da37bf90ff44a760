package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func findAddressees(ctx context.Context, q postgres.Querier, ids []int64) ([]Organisation, error) {
	rows, err := postgres.List[organisationRow](ctx, q, `SELECT `+organisationColumns+organisationFrom+`WHERE o.id = ANY(@ids) AND `+standing+`
		ORDER BY o.name COLLATE "fr-x-icu", o.id LIMIT @most`, pgx.NamedArgs{"ids": ids, "most": MostAddressees + 1})
	return organisations(rows), err
}

// addresseeRow is a member with the organisation that she is in.
type addresseeRow struct {
	memberRow
	OrganisationID int64
}

// findMembers gives who is in organisations on a day, by the organisation.
func findMembers(ctx context.Context, q postgres.Querier, organisations []int64, on workcal.Date) (map[int64][]Member, error) {
	rows, err := postgres.List[addresseeRow](ctx, q, `SELECT `+contactColumns+`, p.id AS post, p.role, p.since, p.until, o.id AS organisation_id
		FROM organisations o CROSS JOIN LATERAL (SELECT n.id, n.contact_id, n.role, n.since, n.until FROM posts n JOIN contacts k ON k.id = n.contact_id
			WHERE n.organisation_id = o.id AND (n.until IS NULL OR n.until >= @on) AND k.deleted_at IS NULL AND k.merged_into IS NULL
			ORDER BY k.consent = 'refused', n.id LIMIT @most) p
		JOIN contacts c ON c.id = p.contact_id
		WHERE o.id = ANY(@organisations) ORDER BY o.id, c.consent = 'refused', p.id`, pgx.NamedArgs{"organisations": organisations, "on": on, "most": MostThere})
	if err != nil {
		return nil, err
	}
	there := map[int64][]Member{}
	for _, row := range rows {
		there[row.OrganisationID] = append(there[row.OrganisationID], members([]memberRow{row.memberRow})...)
	}
	return there, nil
}
