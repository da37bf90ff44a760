package partnership

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// hereRow is a partner of a project with what its place tells of it.
type hereRow struct {
	ID, ProjectID, OrganisationID int64
	Organisation                  string
	Kind                          kinds.Code
	TerritoryID                   int64
	Territory                     string
	Role                          Role
	Stage                         Stage
	Title, ShortName              string
	Of                            programme.Kind
	Status                        programme.Status
	Member                        bool
}

func (r hereRow) partner() Partner {
	p := Partner{ID: r.ID, Project: r.ProjectID, Kind: r.Kind, Territory: partner.Ref{ID: r.TerritoryID, Name: r.Territory}}
	p.Draft = Draft{Organisation: partner.Ref{ID: r.OrganisationID, Name: r.Organisation}, Role: r.Role, Stage: r.Stage}
	return p
}

func (r hereRow) project() Project {
	return Project{ID: r.ProjectID, Title: r.Title, ShortName: r.ShortName, Kind: r.Of, Status: r.Status, Member: r.Member}
}

const hereColumns = `p.id, p.project_id, o.id AS organisation_id, o.name AS organisation, o.kind, t.id AS territory_id, t.name AS territory, p.role, p.stage,
	a.title, a.short_name, a.kind AS of, a.status`

const hereFrom = ` FROM organisations_named o JOIN territories_named t ON t.id = o.territory_id JOIN project_partners p ON p.organisation_id = o.id AND p.deleted_at IS NULL
	JOIN project_anchors a ON a.id = p.project_id `

// around are a territory, the towns that it lies in, and all their districts.
const around = `WITH towns AS (SELECT town_id AS id FROM territory_places WHERE district_id = @territory UNION SELECT @territory::bigint),
	around AS (SELECT id FROM towns UNION SELECT district_id FROM territory_places WHERE town_id IN (SELECT id FROM towns)) `

// queueHere reads the partners of all projects around a territory: what lacks in a district shows beside the others of its towns.
func queueHere(b *pgx.Batch, into *[]hereRow, territory, who int64) {
	postgres.Queue(b, into, around+`SELECT `+hereColumns+`, EXISTS (SELECT FROM members_named m WHERE m.project_id = a.id AND m.person_id = @person) AS member`+hereFrom+
		`WHERE o.living AND o.territory_id IN (SELECT id FROM around) ORDER BY o.name COLLATE "fr-x-icu", o.id, a.first DESC NULLS LAST, a.id DESC`,
		pgx.NamedArgs{"territory": territory, "person": who})
}

// queueNear reads the districts of the towns around a territory.
func queueNear(b *pgx.Batch, into *[]placeRow, territory int64) {
	postgres.Queue(b, into, around+placesSQL, pgx.NamedArgs{"territory": territory})
}

// engaged reads who is engaged, in any territory.
func engaged(ctx context.Context, q postgres.Querier) ([]hereRow, error) {
	return postgres.List[hereRow](ctx, q, `SELECT `+hereColumns+`, false AS member`+hereFrom+`WHERE o.living AND p.stage = 'engaged' ORDER BY p.id`, nil)
}
