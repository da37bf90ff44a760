package partner

import (
	"context"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/partner/alike"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// where gathers the conditions of a list, only those that are asked for, so that each has its plan.
type where struct {
	stands     string   // of the records themselves
	words      string   // the condition that a text sets, if it has three letters or more
	conditions []string // the others
	args       pgx.NamedArgs
	text       bool // words are sought: the list is chosen among what records are found by
	short      bool // in so few letters that half of the records may hold them: it is checked as they come in their order
	records    bool // some conditions are of the records
	index      bool // some are of what is worked out beside them
}

func (w *where) add(condition, name string, value any) {
	w.conditions = append(w.conditions, condition)
	if name != "" {
		w.args[name] = value
	}
}

// of adds a condition on the records themselves.
func (w *where) of(condition, name string, value any) {
	w.records = true
	w.add(condition, name, value)
}

// sql is every condition, where records are read with what is worked out beside them.
func (w *where) sql() string {
	if w.words != "" {
		return w.under(w.stands, w.words)
	}
	return w.under(w.stands)
}

// under is the conditions but that of a text, and these.
func (w *where) under(also ...string) string {
	return ` WHERE ` + strings.Join(append(also, w.conditions...), ` AND `)
}

// shortest is how many letters a text has that is found by the indexes: trigrams tell no fewer apart, and French knows no such word.
const shortest = 3

// mostWords is how many words of a search count.
const mostWords = 6

var likeSigns = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

// sought adds what a text asks: that each of its words begins a word of the record, or that French finds them there. Where it was misspelt, meant is what each
// of its words may mean: one of them has to begin a word.
func (w *where) sought(text string, meant [][]string) {
	list := asked(text)
	if len(list) == 0 {
		return
	}
	if meant != nil {
		w.misspelt(list, meant)
		return
	}
	folded := strings.Join(list, " ")
	w.text, w.index, w.short = true, true, len(folded) < shortest
	w.args["q"] = folded
	each := make([]string, len(list))
	for n, word := range list {
		name := "w" + strconv.Itoa(n)
		each[n], w.args[name] = `i.sought LIKE @`+name, begins(word)
	}
	condition := strings.Join(each, ` AND `)
	if !w.short {
		condition = `(` + condition + ` OR i.words @@ plainto_tsquery('french', @q))`
	}
	if w.short {
		w.add(condition, "", nil)
	} else {
		w.words = condition
	}
}

// misspelt adds what a text asks whose words may mean others.
func (w *where) misspelt(list []string, meant [][]string) {
	w.text, w.index = true, true
	w.args["q"] = strings.Join(list, " ")
	each := make([]string, len(meant))
	for n, words := range meant {
		patterns := make([]string, len(words))
		for i, word := range words {
			patterns[i] = begins(word)
		}
		name := "w" + strconv.Itoa(n)
		each[n], w.args[name] = `i.sought LIKE ANY(@`+name+`::text[])`, patterns
	}
	w.words = strings.Join(each, ` AND `)
}

// begins is the pattern of what holds a word that begins so.
func begins(word string) string { return "% " + likeSigns.Replace(word) + "%" }

func pageArgs(page int) pgx.NamedArgs {
	return pgx.NamedArgs{"most": PerPage, "from": PerPage * (max(1, page) - 1)}
}

func (f Filter) where(today workcal.Date, meant [][]string) *where {
	w := &where{stands: standing, args: pageArgs(f.Page)}
	w.sought(f.Text, meant)
	switch {
	case f.Kind == Relays:
		w.of(`o.kind = ANY(@kinds)`, "kinds", relayCodes())
	case f.Kind != "":
		w.of(`o.kind = @kind`, "kind", string(f.Kind))
	}
	if f.TerritoryID != 0 {
		w.of(`o.territory_id = ANY(ARRAY(SELECT district_id FROM territory_places WHERE town_id = @territory UNION SELECT @territory::bigint))`, "territory", f.TerritoryID)
	}
	if f.Tag != "" {
		w.of(`o.tags @> ARRAY[@tag]`, "tag", f.Tag)
	}
	w.index = w.index || f.Silent != 0
	switch {
	case f.Silent == ByTag:
		w.of(`EXISTS (SELECT FROM tag_thresholds h WHERE h.tag = ANY(o.tags) AND (i.last_day IS NULL OR i.last_day < @today::date - make_interval(months => h.months)))`, "today", today)
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
// given, the likest first: vocabulary gives the words that are known.
func listOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date, vocabulary func() ([]string, error)) (Found[Organisation], error) {
	found, err := pageOfOrganisations(ctx, q, f, today, nil)
	if err != nil || found.Count > 0 || len(asked(f.Text)) == 0 {
		return found, err
	}
	known, err := vocabulary()
	if err != nil {
		return found, err
	}
	meant := alike.MeantAll(asked(f.Text), known)
	if meant == nil {
		return Found[Organisation]{Near: true, Page: 1}, nil
	}
	return pageOfOrganisations(ctx, q, f, today, meant)
}

func pageOfOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date, meant [][]string) (Found[Organisation], error) {
	near := meant != nil
	p := pageSQL{where: f.where(today, meant), near: near, columns: organisationColumns, whole: organisationFrom, id: `o.id`, records: ` FROM organisations o`,
		index: ` FROM organisation_index i`, both: ` FROM organisations o JOIN organisation_index i ON i.organisation_id = o.id`, indexID: `i.organisation_id`, held: `i.organisation_id, i.called, i.last_day`, beside: ` JOIN organisations o ON o.id = i.organisation_id`, order: f.order(), byIndex: f.Sort == ByLast, byRecord: f.Sort == ByTown || f.Sort == ByLast}
	if p.text && (f.Sort == "" || f.Sort == ByName) {
		p.order = map[bool]string{false: ` ORDER BY i.called, i.organisation_id`, true: ` ORDER BY i.called DESC, i.organisation_id DESC`}[f.Down]
	}
	var rows []struct {
		organisationRow
		InAll int
	}
	count, err := p.read(ctx, q, func(b *pgx.Batch, sql string) { postgres.Queue(b, &rows, sql, p.args) })
	found := Found[Organisation]{Near: near, Page: max(1, f.Page)}
	for _, row := range rows {
		found.List = append(found.List, row.organisation())
		count = max(count, row.InAll)
	}
	found.Count, found.More = p.stop(count)
	return found, err
}

// pageSQL reads a page of records: it is chosen among narrow rows, most of them out of indexes alone, and only its own records are read whole.
type pageSQL struct {
	*where
	near           bool
	columns, whole string // of records, and FROM what
	id, records    string // of the records alone: their number, and FROM
	indexID, index string // of what is worked out beside them
	both           string // FROM both
	held, beside   string // what a list needs of what a text finds, and JOIN of the records to it
	order          string
	byIndex        bool // the order is of what is worked out
	byRecord       bool // the order is of the records
}

// mostCounted is how far what a text of one or two letters finds is counted: half of the records may hold it.
const mostCounted = 1000

// chosen is FROM and WHERE of what is chosen, and what its number is: where a text is sought, out of what records are found by. What holds it is
// found first, by the indexes: PostgreSQL would read everything in its order instead.
func (p pageSQL) chosen(order bool) (from, id string) {
	records := p.where.records || order && p.byRecord
	switch {
	case p.words != "" && records:
		return ` FROM holding i` + p.beside + p.under(`true`), p.indexID
	case p.words != "":
		return ` FROM holding i` + p.under(`true`), p.indexID
	case p.text && records:
		return p.both + p.under(`i.standing`), p.id
	case p.text:
		return p.index + p.under(`i.standing`), p.indexID
	case p.where.index || order && p.byIndex:
		return p.both + p.sql(), p.id
	}
	return p.records + p.sql(), p.id
}

// read queues the page, whose rows say how many there are in all where a text is sought: what holds it is found once. Otherwise, and after the
// last page, where no row says it, they are counted beside the page, which then comes straight out of an index.
func (p pageSQL) read(ctx context.Context, q postgres.Querier, queue func(*pgx.Batch, string)) (int, error) {
	b := &pgx.Batch{}
	if p.near {
		p.order = ` ORDER BY word_similarity(@q, i.called) DESC, i.called, ` + p.indexID
	}
	before, inAll := ``, `0`
	if p.words != "" {
		before = `WITH holding AS MATERIALIZED (SELECT ` + p.held + p.index + ` WHERE i.standing AND ` + p.words + `) `
		inAll = `(count(*) OVER ())::int`
	}
	from, id := p.chosen(true)
	queue(b, before+`SELECT `+p.columns+`, page.in_all`+p.whole+`JOIN (SELECT `+id+` AS id, `+inAll+` AS in_all`+from+p.order+` LIMIT @most OFFSET @from) page ON page.id = `+p.id+p.order)
	var counts []struct{ N int }
	if inAll == `0` || p.args["from"] != 0 {
		from, _ := p.chosen(false)
		limit := ``
		if p.short {
			limit = ` LIMIT ` + strconv.Itoa(mostCounted+1)
		}
		postgres.Queue(b, &counts, before+`SELECT count(*)::int AS n FROM (SELECT`+from+limit+`) counted`, p.args)
	}
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return 0, postgres.Translate(err)
	}
	count := 0
	for _, one := range counts {
		count = one.N
	}
	return count, nil
}

// stop says that there are more than were counted, where a short text stopped the count.
func (p pageSQL) stop(count int) (int, bool) {
	if p.short && count > mostCounted {
		return mostCounted, true
	}
	return count, false
}

// organisationWords gives the words of the names and towns of the organisations that stand, each once; contactWords those of the names of contacts.
func organisationWords(ctx context.Context, q postgres.Querier) ([]string, error) {
	return postgres.Scalars[string](ctx, q, `SELECT DISTINCT word FROM organisation_index i, unnest(string_to_array(i.called, ' ')) word WHERE i.standing AND word <> ''`, nil)
}

func contactWords(ctx context.Context, q postgres.Querier) ([]string, error) {
	return postgres.Scalars[string](ctx, q, `SELECT DISTINCT word FROM contact_index i, unnest(string_to_array(i.called, ' ')) word WHERE i.standing AND word <> ''`, nil)
}

// mostExported is how many records a file or a sheet of paper holds.
const mostExported = 50_000

// allOrganisations gives every organisation that passes a filter, in its order, as pages of it would.
func allOrganisations(ctx context.Context, q postgres.Querier, f Filter, today workcal.Date) ([]Organisation, error) {
	w := f.where(today, nil)
	w.args["most"], w.args["from"] = mostExported, 0
	rows, err := postgres.List[organisationRow](ctx, q, `SELECT `+organisationColumns+organisationFrom+w.sql()+f.order()+` LIMIT @most OFFSET @from`, w.args)
	return organisations(rows), err
}

func (f ContactFilter) where(meant [][]string) *where {
	w := &where{stands: contactStanding, args: pageArgs(f.Page)}
	w.sought(f.Text, meant)
	if f.Consent != "" {
		w.of(`c.consent = @consent`, "consent", string(f.Consent))
	}
	return w
}

const (
	contactFrom  = ` FROM contacts c JOIN contact_index i ON i.contact_id = c.id `
	contactOrder = ` ORDER BY c.last_name COLLATE "fr-x-icu", c.first_name COLLATE "fr-x-icu", c.id`
)

func listContacts(ctx context.Context, q postgres.Querier, f ContactFilter, vocabulary func() ([]string, error)) (Found[Contact], error) {
	found, err := pageOfContacts(ctx, q, f, nil)
	if err != nil || found.Count > 0 || len(asked(f.Text)) == 0 {
		return found, err
	}
	known, err := vocabulary()
	if err != nil {
		return found, err
	}
	meant := alike.MeantAll(asked(f.Text), known)
	if meant == nil {
		return Found[Contact]{Near: true, Page: 1}, nil
	}
	return pageOfContacts(ctx, q, f, meant)
}

func pageOfContacts(ctx context.Context, q postgres.Querier, f ContactFilter, meant [][]string) (Found[Contact], error) {
	near := meant != nil
	p := pageSQL{where: f.where(meant), near: near, columns: contactColumns, whole: contactFrom, id: `c.id`, records: ` FROM contacts c`,
		index: ` FROM contact_index i`, both: contactFrom, indexID: `i.contact_id`, held: `i.contact_id, i.called`, beside: ` JOIN contacts c ON c.id = i.contact_id`, order: contactOrder}
	if p.text {
		p.order = ` ORDER BY i.called, i.contact_id`
	}
	var rows []struct {
		Contact
		InAll int
	}
	count, err := p.read(ctx, q, func(b *pgx.Batch, sql string) { postgres.Queue(b, &rows, sql, p.args) })
	found := Found[Contact]{Near: near, Page: max(1, f.Page)}
	for _, row := range rows {
		found.List = append(found.List, row.Contact)
		count = max(count, row.InAll)
	}
	found.Count, found.More = p.stop(count)
	return found, err
}

func allContacts(ctx context.Context, q postgres.Querier, f ContactFilter) ([]Contact, error) {
	w := f.where(nil)
	w.args["most"], w.args["from"] = mostExported, 0
	return postgres.List[Contact](ctx, q, `SELECT `+contactColumns+contactFrom+w.sql()+contactOrder+` LIMIT @most OFFSET @from`, w.args)
}
