package partner

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// where gathers the conditions of a list, only those that are asked for, so that each has its plan.
type where struct {
	conditions []string
	args       pgx.NamedArgs
}

func (w *where) add(condition string, name string, value any) {
	w.conditions = append(w.conditions, condition)
	if name != "" {
		w.args[name] = value
	}
}

func (w *where) sql() string { return ` WHERE ` + strings.Join(w.conditions, ` AND `) }

// mostWords is how many words of a search count.
const mostWords = 6

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// sought adds what a text asks of the column of that name: that each of its words begins a word there, or that French finds its
// words; near, that it looks like something there.
func (w *where) sought(text string, near bool) {
	list := words(text)
	if len(list) > mostWords {
		list = list[:mostWords]
	}
	if len(list) == 0 {
		return
	}
	folded := strings.Join(list, " ")
	if near {
		w.add(`@q <% i.sought`, "q", folded)
		return
	}
	begins := make([]string, len(list))
	for n, word := range list {
		name := "w" + strconv.Itoa(n)
		begins[n] = `i.sought LIKE @` + name
		w.args[name] = "% " + likeSigns.Replace(word) + "%"
	}
	w.add(`(`+strings.Join(begins, ` AND `)+` OR i.words @@ plainto_tsquery('french', @q))`, "q", folded)
}

// queueNearness lowers, for the rest of its batch, how much of a text another must hold to look like it: a word of five letters with a mistake
// shares four of its ten trigrams with the right one.
func queueNearness(b *pgx.Batch) {
	b.Queue(`SELECT set_config('pg_trgm.word_similarity_threshold', '0.45', true)`)
}

func (f Filter) where(today workcal.Date, near bool) *where {
	w := &where{conditions: []string{standing}, args: pgx.NamedArgs{"most": PerPage, "from": PerPage * (max(1, f.Page) - 1)}}
	w.sought(f.Text, near)
	switch {
	case f.Kind == Relays:
		w.add(`o.kind = ANY(@kinds)`, "kinds", relayCodes())
	case f.Kind != "":
		w.add(`o.kind = @kind`, "kind", string(f.Kind))
	}
	if f.TerritoryID != 0 {
		w.add(`(o.territory_id = @territory OR o.territory_id IN (SELECT district_id FROM territory_places WHERE town_id = @territory))`, "territory", f.TerritoryID)
	}
	if f.Tag != "" {
		w.add(`o.tags @> ARRAY[@tag]`, "tag", f.Tag)
	}
	switch {
	case f.Silent == ByTag:
		w.add(`EXISTS (SELECT FROM tag_thresholds h WHERE h.tag = ANY(o.tags) AND (i.last_day IS NULL OR i.last_day < @today::date - make_interval(months => h.months)))`, "today", today)
	case f.Silent > 0:
		w.add(`(i.last_day IS NULL OR i.last_day < @since)`, "since", today.AddMonths(-f.Silent))
	}
	return w
}

func (f Filter) order() string {
	way := map[bool]string{false: " ASC", true: " DESC"}[f.Down]
	name := `o.name COLLATE "fr-x-icu"`
	switch {
	case f.Sort == ByTown:
		return ` ORDER BY o.town COLLATE "fr-x-icu"` + way + `, ` + name + `, o.id`
	case f.Sort == ByLast:
		return ` ORDER BY i.last_day` + way + map[bool]string{false: " NULLS FIRST", true: " NULLS LAST"}[f.Down] + `, ` + name + `, o.id`
	}
	return ` ORDER BY ` + name + way + `, o.id` + way
}

// listOrganisations gives a page of the organisations that pass a filter. Where nothing holds the words as typed, what looks like them is
// given, the likest first.
func listOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date) (Found[Organisation], error) {
	found, err := pageOfOrganisations(ctx, q, f, today, false)
	if err != nil || found.Count > 0 || french.Fold(f.Text) == "" {
		return found, err
	}
	return pageOfOrganisations(ctx, q, f, today, true)
}

func pageOfOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date, near bool) (Found[Organisation], error) {
	w, order := f.where(today, near), f.order()
	if near {
		order = ` ORDER BY word_similarity(@q, i.sought) DESC, o.id`
	}
	var rows []organisationRow
	var counts []struct{ N int }
	b := &pgx.Batch{}
	if near {
		queueNearness(b)
	}
	postgres.Queue(b, &rows, `SELECT `+organisationColumns+organisationFrom+w.sql()+order+` LIMIT @most OFFSET @from`, w.args)
	postgres.Queue(b, &counts, `SELECT count(*)::int AS n FROM organisations o JOIN organisation_index i ON i.organisation_id = o.id`+w.sql(), w.args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Found[Organisation]{}, postgres.Translate(err)
	}
	return Found[Organisation]{List: organisations(rows), Count: counts[0].N, Near: near, Page: max(1, f.Page)}, nil
}

// mostExported is how many records a file or a sheet of paper holds.
const mostExported = 50_000

// allOrganisations gives every organisation that passes a filter, in its order.
func allOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date) ([]Organisation, error) {
	w := f.where(today, false)
	w.args["most"], w.args["from"] = mostExported, 0
	rows, err := postgres.List[organisationRow](ctx, q, `SELECT `+organisationColumns+organisationFrom+w.sql()+f.order()+` LIMIT @most OFFSET @from`, w.args)
	return organisations(rows), err
}

func (f ContactFilter) where(near bool) *where {
	w := &where{conditions: []string{contactStanding}, args: pgx.NamedArgs{"most": PerPage, "from": PerPage * (max(1, f.Page) - 1)}}
	w.sought(f.Text, near)
	if f.Consent != "" {
		w.add(`c.consent = @consent`, "consent", string(f.Consent))
	}
	return w
}

const contactFrom = ` FROM contacts c JOIN contact_index i ON i.contact_id = c.id`

func listContacts(ctx context.Context, q postgres.Querier, f ContactFilter) (Found[Contact], error) {
	found, err := pageOfContacts(ctx, q, f, false)
	if err != nil || found.Count > 0 || french.Fold(f.Text) == "" {
		return found, err
	}
	return pageOfContacts(ctx, q, f, true)
}

func pageOfContacts(ctx context.Context, q postgres.Querier, f ContactFilter, near bool) (Found[Contact], error) {
	w, order := f.where(near), ` ORDER BY c.last_name COLLATE "fr-x-icu", c.first_name COLLATE "fr-x-icu", c.id`
	if near {
		order = ` ORDER BY word_similarity(@q, i.sought) DESC, c.id`
	}
	found := Found[Contact]{Near: near, Page: max(1, f.Page)}
	var counts []struct{ N int }
	b := &pgx.Batch{}
	if near {
		queueNearness(b)
	}
	postgres.Queue(b, &found.List, `SELECT `+contactColumns+contactFrom+w.sql()+order+` LIMIT @most OFFSET @from`, w.args)
	postgres.Queue(b, &counts, `SELECT count(*)::int AS n`+contactFrom+w.sql(), w.args)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return Found[Contact]{}, postgres.Translate(err)
	}
	found.Count = counts[0].N
	return found, nil
}

func allContacts(ctx context.Context, q postgres.Querier, f ContactFilter) ([]Contact, error) {
	w := f.where(false)
	w.args["most"], w.args["from"] = mostExported, 0
	return postgres.List[Contact](ctx, q, `SELECT `+contactColumns+contactFrom+w.sql()+` ORDER BY c.last_name COLLATE "fr-x-icu", c.first_name COLLATE "fr-x-icu", c.id LIMIT @most OFFSET @from`, w.args)
}
