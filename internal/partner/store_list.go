package partner

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// where gathers the conditions of a list, only those that are asked for, so that each has its plan.
type where struct {
	conditions []string
	args       pgx.NamedArgs
	index      bool   // some are of what is worked out beside the records
	words      string // the condition that a text sets on it alone; "": none is sought
}

func (w *where) add(condition string, name string, value any) {
	w.conditions = append(w.conditions, condition)
	if name != "" {
		w.args[name] = value
	}
}

// others are the conditions but that of the text.
func (w *where) others() string { return ` WHERE ` + strings.Join(w.conditions, ` AND `) }

func (w *where) sql() string {
	if w.words == "" {
		return w.others()
	}
	return w.others() + ` AND ` + w.words
}

// shortest is how many letters a text has that is found by the indexes: trigrams tell no fewer apart, and French knows no such word.
const shortest = 3

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
	w.index = true
	folded := strings.Join(list, " ")
	if near {
		w.words = `@q <% i.sought`
		w.args["q"] = folded
		return
	}
	begins := make([]string, len(list))
	for n, word := range list {
		name := "w" + strconv.Itoa(n)
		begins[n] = `i.sought LIKE @` + name
		w.args[name] = "% " + likeSigns.Replace(word) + "%"
	}
	w.words = strings.Join(begins, ` AND `)
	if len(folded) < shortest { // half of the records hold it: it is checked as they come in their order
		w.add(w.words, "", nil)
		w.words = ""
		return
	}
	w.words = `(` + w.words + ` OR i.words @@ plainto_tsquery('french', @q))`
	w.args["q"] = folded
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
		w.add(`o.territory_id = ANY(ARRAY(SELECT district_id FROM territory_places WHERE town_id = @territory UNION SELECT @territory::bigint))`, "territory", f.TerritoryID)
	}
	if f.Tag != "" {
		w.add(`o.tags @> ARRAY[@tag]`, "tag", f.Tag)
	}
	w.index = w.index || f.Silent != 0
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
	if err != nil || found.Count > 0 || len(words(f.Text)) == 0 {
		return found, err
	}
	return pageOfOrganisations(ctx, q, f, today, true)
}

func pageOfOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date, near bool) (Found[Organisation], error) {
	p := pageSQL{where: f.where(today, near), near: near, columns: organisationColumns, whole: organisationFrom, id: `o.id`, from: ` FROM organisations o`,
		index: ` FROM organisation_index i`, beside: `i.organisation_id AS of, i.last_day`, order: f.order(), sorted: f.Sort == ByLast}
	found := Found[Organisation]{Near: near, Page: max(1, f.Page)}
	var rows []struct {
		organisationRow
		InAll int
	}
	if err := p.read(ctx, q, &found.Count, func(b *pgx.Batch, sql string, args pgx.NamedArgs) { postgres.Queue(b, &rows, sql, args) }); err != nil {
		return found, err
	}
	for _, row := range rows {
		found.List = append(found.List, row.organisation())
		found.Count = max(found.Count, row.InAll)
	}
	return found, nil
}

// pageSQL reads a page of records: it is chosen among narrow rows, most of them out of indexes alone, and only its own records are read whole.
type pageSQL struct {
	*where
	near           bool
	columns, whole string // of records, and FROM what
	id, from       string // of the records alone
	index, beside  string // what is worked out beside them, and its columns that a list needs, the number of the record as "of"
	order          string
	sorted         bool // by what is worked out
}

// read queues the page, whose rows say how many there are in all where a text is sought: what holds it is found first, by its indexes, and
// once. Otherwise they are counted beside the page, which then comes straight out of an index.
func (p pageSQL) read(ctx context.Context, q postgres.Querier, count *int, queue func(*pgx.Batch, string, pgx.NamedArgs)) error {
	if p.near {
		p.order = ` ORDER BY word_similarity(@q, i.sought) DESC, ` + p.id
		p.beside += `, i.sought`
	}
	join, before, inAll := ` JOIN (SELECT `+p.beside+`, i.sought`+p.index+`) i ON i.of = `+p.id, ``, `0`
	if p.words != "" {
		before = `WITH holding AS MATERIALIZED (SELECT ` + p.beside + p.index + ` WHERE ` + p.words + `) `
		join, inAll = ` JOIN holding i ON i.of = `+p.id, `(count(*) OVER ())::int`
	}
	from := p.from
	if p.where.index {
		from += join
	}
	chosen := from
	if p.sorted && !p.where.index {
		chosen += join
	}
	b := &pgx.Batch{}
	if p.near {
		queueNearness(b)
	}
	queue(b, before+`SELECT `+p.columns+`, page.in_all`+p.whole+`JOIN (SELECT `+p.id+`, `+inAll+` AS in_all`+chosen+p.others()+p.order+` LIMIT @most OFFSET @from) page ON page.id = `+p.id+p.order, p.args)
	var counts []struct{ N int }
	if p.words == "" || p.args["from"] != 0 { // after the last page, no row says it
		postgres.Queue(b, &counts, before+`SELECT count(*)::int AS n`+from+p.others(), p.args)
	}
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return postgres.Translate(err)
	}
	for _, one := range counts {
		*count = one.N
	}
	return nil
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

const (
	contactFrom  = ` FROM contacts c JOIN contact_index i ON i.contact_id = c.id `
	contactOrder = ` ORDER BY c.last_name COLLATE "fr-x-icu", c.first_name COLLATE "fr-x-icu", c.id`
)

func listContacts(ctx context.Context, q postgres.Querier, f ContactFilter) (Found[Contact], error) {
	found, err := pageOfContacts(ctx, q, f, false)
	if err != nil || found.Count > 0 || len(words(f.Text)) == 0 {
		return found, err
	}
	return pageOfContacts(ctx, q, f, true)
}

func pageOfContacts(ctx context.Context, q postgres.Querier, f ContactFilter, near bool) (Found[Contact], error) {
	p := pageSQL{where: f.where(near), near: near, columns: contactColumns, whole: contactFrom, id: `c.id`, from: ` FROM contacts c`, index: ` FROM contact_index i`, beside: `i.contact_id AS of`,
		order: contactOrder}
	found := Found[Contact]{Near: near, Page: max(1, f.Page)}
	var rows []struct {
		Contact
		InAll int
	}
	if err := p.read(ctx, q, &found.Count, func(b *pgx.Batch, sql string, args pgx.NamedArgs) { postgres.Queue(b, &rows, sql, args) }); err != nil {
		return found, err
	}
	for _, row := range rows {
		found.List = append(found.List, row.Contact)
		found.Count = max(found.Count, row.InAll)
	}
	return found, nil
}

func allContacts(ctx context.Context, q postgres.Querier, f ContactFilter) ([]Contact, error) {
	w := f.where(false)
	w.args["most"], w.args["from"] = mostExported, 0
	return postgres.List[Contact](ctx, q, `SELECT `+contactColumns+contactFrom+w.sql()+contactOrder+` LIMIT @most OFFSET @from`, w.args)
}
