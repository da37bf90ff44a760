package partnership

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// queueTerritories reads the towns, each before its districts.
func queueTerritories(b *pgx.Batch, into *[]Territory) {
	postgres.Queue(b, into, `SELECT id, name, town FROM (
			SELECT t.id, t.name, '' AS town FROM territories_named t WHERE t.kind = 'town'
			UNION ALL (SELECT DISTINCT ON (d.id) d.id, d.name, w.name FROM territories_named d JOIN territory_places l ON l.district_id = d.id
				JOIN territories_named w ON w.id = l.town_id ORDER BY d.id, w.name COLLATE "fr-x-icu")) AS each
		ORDER BY COALESCE(NULLIF(town, ''), name) COLLATE "fr-x-icu", town <> '', name COLLATE "fr-x-icu", id LIMIT 2000`, nil)
}

const foundColumns = `o.id, o.name, o.kind, o.town, COALESCE(t.name, '') AS territory, o.phones`

// foundOrder shares out place by place.
const foundOrder = ` ORDER BY t.name COLLATE "fr-x-icu" NULLS LAST, o.name COLLATE "fr-x-icu", o.id`

// queueFound reads the organisations that a search finds for a project, and one more than may be shared out at once.
func queueFound(b *pgx.Batch, into *[]Found, project int64, s Search) {
	args := pgx.NamedArgs{"project": project, "kinds": s.codes(), "territory": s.Territory, "most": MaxAtOnce + 1}
	here := ``
	if s.Territory != 0 {
		here = ` AND (o.territory_id = @territory OR o.territory_id IN (SELECT district_id FROM territory_places WHERE town_id = @territory)
			OR o.territory_id IS NULL AND lower(o.town) = (SELECT lower(name) FROM territories_named WHERE id = @territory AND kind = 'town'))`
	}
	postgres.Queue(b, into, `SELECT `+foundColumns+` FROM organisations_named o LEFT JOIN territories_named t ON t.id = o.territory_id
		WHERE o.living AND o.kind = ANY(@kinds)`+here+`
		AND NOT EXISTS (SELECT FROM project_partners p WHERE p.project_id = @project AND p.organisation_id = o.id AND p.deleted_at IS NULL)
		AND NOT EXISTS (SELECT FROM exchanges_with e WHERE e.organisation_id = o.id AND e.project_id = @project)`+foundOrder+` LIMIT @most`, args)
}

// candidate is an organisation to share out, and whether it takes part in the project already.
type candidate struct {
	Found
	Taken bool
}

func queueCandidates(b *pgx.Batch, into *[]candidate, project int64, ids []int64) {
	postgres.Queue(b, into, `SELECT `+foundColumns+`, EXISTS (SELECT FROM project_partners p WHERE p.project_id = @project AND p.organisation_id = o.id AND p.deleted_at IS NULL) AS taken
		FROM organisations_named o LEFT JOIN territories_named t ON t.id = o.territory_id WHERE o.living AND o.id = ANY(@ids)`+foundOrder,
		pgx.NamedArgs{"project": project, "ids": ids})
}

// Waiting is a call that somebody has to make, on her first page.
type Waiting struct {
	Partner, Organisation, Project int64
	Name, Short                    string
	Task                           int64  // the first call; 0: it is the next step of an exchange
	Step                           string // that step
	Day                            workcal.Date
	Contact                        int64
	Phone                          partner.Phone // the first number of the contact, or else of the organisation; "": none is known
}

// soon is within how many days a next step comes before the first calls.
const soon = 7

// ToCall adds to a batch the calls that somebody has to make: next steps with partners that she follows and that are due soon, then first calls that are
// hers, then the other steps; at most that many.
func ToCall(into *[]Waiting, by account.By, most int) account.Also {
	return func(b *pgx.Batch) {
		postgres.Queue(b, into, `SELECT p.id AS partner, p.organisation_id AS organisation, p.project_id AS project, o.name, COALESCE(NULLIF(a.short_name, ''), a.title) AS short,
				COALESCE(k.id, 0) AS task, COALESCE(x.next_step, '') AS step, x.next_day AS day, COALESCE(p.contact_id, 0) AS contact,
				COALESCE(c.phones[1], o.phones[1], '') AS phone
			FROM project_partners p JOIN project_anchors a ON a.id = p.project_id AND a.status NOT IN ('archived', 'cancelled') JOIN organisations_named o ON o.id = p.organisation_id AND o.living
			LEFT JOIN contacts_named c ON c.id = p.contact_id AND c.living AND c.consent <> 'refused'
			LEFT JOIN tasks_named k ON k.id = p.task_id AND k.living AND k.state NOT IN ('done', 'dropped') AND k.responsible_id = @person
			LEFT JOIN LATERAL (SELECT e.next_step, e.next_day FROM exchanges_with e WHERE p.follower_id = @person AND e.organisation_id = p.organisation_id
				AND e.project_id = p.project_id AND e.next_step <> '' AND NOT e.step_done ORDER BY e.day DESC, e.interaction_id DESC LIMIT 1) x ON true
			WHERE p.deleted_at IS NULL AND p.stage NOT IN ('declined', 'silent') AND (k.id IS NOT NULL OR x.next_step IS NOT NULL)
			ORDER BY CASE WHEN x.next_day <= @soon THEN 0 WHEN k.id IS NOT NULL THEN 1 ELSE 2 END, x.next_day NULLS LAST, p.id LIMIT @most`,
			pgx.NamedArgs{"person": by.ID, "most": most, "soon": by.Today().AddDays(soon)})
	}
}

// Counts is how a project's partners stand, for its overview.
type Counts struct {
	Partners int // in all
	Board    int // on its board
	Engaged  int
	Calls    int // first calls still to be made
}

func countsOf(ctx context.Context, q postgres.Querier, project int64) (Counts, error) {
	return postgres.One[Counts](ctx, q, `SELECT count(*)::int AS partners, (count(*) FILTER (WHERE p.stage <> ''))::int AS board, (count(*) FILTER (WHERE p.stage = 'engaged'))::int AS engaged,
			(count(*) FILTER (WHERE k.id IS NOT NULL))::int AS calls
		FROM project_partners p LEFT JOIN tasks_named k ON k.id = p.task_id AND k.living AND k.state NOT IN ('done', 'dropped')
		WHERE p.project_id = @project AND p.deleted_at IS NULL`, pgx.NamedArgs{"project": project})
}

// openCall is the first call to an organisation that is still to be made.
type openCall struct {
	Task int64
	Name string
}

func openCalls(ctx context.Context, q postgres.Querier, projects, organisations []int64) ([]openCall, error) {
	return postgres.List[openCall](ctx, q, `SELECT k.id AS task, o.name FROM project_partners p JOIN organisations_named o ON o.id = p.organisation_id JOIN tasks_named k ON k.id = p.task_id
		WHERE p.project_id = ANY(@projects) AND p.organisation_id = ANY(@organisations) AND p.deleted_at IS NULL AND k.living AND k.state NOT IN ('done', 'dropped') ORDER BY o.name COLLATE "fr-x-icu", k.id`,
		pgx.NamedArgs{"projects": projects, "organisations": organisations})
}

// Reachable is somebody to call at a partner's.
type Reachable struct {
	Partner int64
	Name    string
	Phones  []partner.Phone
}

// Reachables gives who may be called at the partners of a project that have no contact of their own, by name: people who are there now and did not refuse.
func (r *Room) Reachables(ctx context.Context, by account.By, project int64) (map[int64][]Reachable, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	rows, err := postgres.List[Reachable](ctx, r.db, `SELECT p.id AS partner, c.name, c.phones FROM project_partners p JOIN contacts_of l ON l.organisation_id = p.organisation_id JOIN contacts_named c ON c.id = l.contact_id
		WHERE p.project_id = @project AND p.deleted_at IS NULL AND p.contact_id IS NULL AND c.living AND c.consent <> 'refused' AND (l.until IS NULL OR l.until >= @today)
		ORDER BY c.name COLLATE "fr-x-icu", c.id LIMIT 1000`, pgx.NamedArgs{"project": project, "today": by.Today()})
	people := map[int64][]Reachable{}
	for _, one := range rows {
		people[one.Partner] = append(people[one.Partner], one)
	}
	return people, err
}
