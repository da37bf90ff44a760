package partner

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// here are the organisations of a territory, as a filter of the directory finds them.
const here = standing + ` AND o.territory_id = ANY(ARRAY(SELECT district_id FROM territory_places WHERE town_id = @territory UNION SELECT @territory::bigint))`

// isRelay tells the relays among them.
const isRelay = `(o.kind = ANY(@kinds) OR o.id = ANY(@relays::bigint[]))`

func hereArgs(territory int64, relays []int64) pgx.NamedArgs {
	return pgx.NamedArgs{"territory": territory, "kinds": relayCodes(), "relays": append([]int64{}, relays...), "most": MostHere}
}

func queueHere(b *pgx.Batch, into *[]organisationRow, territory int64, relays []int64, wanted bool) {
	args := hereArgs(territory, relays)
	args["wanted"] = wanted
	postgres.Queue(b, into, `SELECT `+organisationColumns+organisationFrom+`WHERE `+here+` AND `+isRelay+` = @wanted ORDER BY o.name COLLATE "fr-x-icu", o.id LIMIT @most`, args)
}

// hereSums tells of all the organisations of a territory; Months is the shortest that their tags ask for, 0 where none does.
type hereSums struct {
	Count, Relays, Months int
	LastDay               workcal.Date
}

func queueHereSums(b *pgx.Batch, into *[]hereSums, territory int64, relays []int64) {
	postgres.Queue(b, into, `SELECT count(*)::int AS count, (count(*) FILTER (WHERE `+isRelay+`))::int AS relays, max(i.last_day) AS last_day,
			COALESCE(min((SELECT min(h.months) FROM tag_thresholds h WHERE h.tag = ANY(o.tags))), 0)::int AS months
		FROM organisations o JOIN organisation_index i ON i.organisation_id = o.id WHERE `+here, hereArgs(territory, relays))
}

func countByTerritory(ctx context.Context, q postgres.Querier, territories []int64) (map[int64]int, error) {
	only := ``
	if len(territories) > 0 {
		only = ` AND o.territory_id = ANY(@territories)`
	}
	rows, err := postgres.List[struct {
		ID int64
		N  int
	}](ctx, q, `SELECT o.territory_id AS id, count(*)::int AS n FROM organisations o WHERE `+standing+` AND o.territory_id IS NOT NULL`+only+` GROUP BY o.territory_id`, pgx.NamedArgs{"territories": territories})
	counts := make(map[int64]int, len(rows))
	for _, row := range rows {
		counts[row.ID] = row.N
	}
	return counts, err
}
