package privacy

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/french"
	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// Found is a row in which somebody is named.
type Found struct {
	Row     string // tells it apart: tasks.12
	Thing   string // « Tâche »
	Title   string
	Excerpt string
	Place   string // the kind of thing on whose page it stands, and its id
	PlaceID int64
	Person  bool // it is somebody who is called so, not a text
	Left    bool // it names her by a word alone which is left unless the head says so
}

func rowName(table string, id int64) string { return table + "." + strconv.FormatInt(id, 10) }

// tableRow is a row of a declared table.
type tableRow struct {
	at     string // where the database keeps it, as long as the transaction holds it
	key    string
	place  int64
	kind   string
	values map[string]json.RawMessage
}

// plain is the SQL of texts in small letters without accents, as far as personal.Matcher.Likes asks.
func plain(columns []string) string {
	for i, c := range columns {
		columns[i] = "t." + c + "::text"
	}
	return `lower(regexp_replace(normalize(concat_ws(' ', ` + strings.Join(columns, ", ") + `), NFD), '[\u0300-\u036f]', '', 'g'))`
}

func columnsOf(t personal.Table, hows ...personal.How) []string {
	var list []string
	for _, c := range slices.Sorted(maps.Keys(t.Columns)) {
		if slices.Contains(hows, t.Columns[c]) {
			list = append(list, c)
		}
	}
	return list
}

// named tells a row apart: a key that is no number may be a word of somebody, and is not shown.
func named(t personal.Table, key string) string {
	if _, err := strconv.ParseInt(key, 10, 64); err != nil {
		sum := sha256.Sum256([]byte(key))
		key = hex.EncodeToString(sum[:8])
	}
	return t.Name + "." + key
}

// kinds are what goes together: words that people typed are searched with queries.
func kinds(how personal.How) []personal.How {
	if how == personal.Typed {
		return []personal.How{personal.Typed, personal.Query}
	}
	return []personal.How{how}
}

func keyOf(t personal.Table) string {
	if t.Key == "" {
		return "id"
	}
	return t.Key
}

// each gives every row whose columns of a kind name somebody; held, it keeps them until the transaction ends.
func (r *Room) each(ctx context.Context, q postgres.Querier, m *personal.Matcher, how personal.How, held bool, do func(personal.Table, tableRow) error) error {
	for _, t := range r.Tables() {
		columns := columnsOf(t, kinds(how)...)
		if len(columns) == 0 {
			continue
		}
		id, kind := "id", "''"
		if t.PlaceID != "" {
			id = t.PlaceID
		}
		if c, is := strings.CutPrefix(t.Place, "="); is {
			kind = "t." + c
		}
		place := "t." + id
		if t.Place == "" {
			place = "0"
		}
		sql := `SELECT t.ctid::text AS at, t.` + keyOf(t) + `::text AS key, ` + place + `::bigint AS place, ` + kind + `::text AS kind, to_jsonb(t) AS row FROM ` + t.Name + ` t`
		if len(columnsOf(t, personal.Query)) == 0 {
			sql += ` WHERE ` + plain(slices.Clone(columns)) + ` LIKE ANY(@likes)`
		}
		sql += ` ORDER BY 2`
		if held {
			sql += ` FOR UPDATE OF t`
		}
		list, err := postgres.List[struct {
			At, Key, Kind string
			Place         int64
			Row           map[string]json.RawMessage
		}](ctx, q, sql, pgx.NamedArgs{"likes": m.Likes()})
		if err != nil {
			return err
		}
		for _, one := range list {
			row := tableRow{at: one.At, key: one.Key, place: one.Place, kind: one.Kind, values: one.Row}
			named := how == personal.Named && m.In(strings.ReplaceAll(row.words(t, how), " | ", " ")) // a first name and a last name stand apart
			if !named && len(row.changed(t, m, how)) == 0 {
				continue
			}
			if err := do(t, row); err != nil {
				return err
			}
		}
	}
	return nil
}

// words are what stands in the columns of a kind.
func (r tableRow) words(t personal.Table, how personal.How) string {
	var list []string
	for _, c := range columnsOf(t, kinds(how)...) {
		list = append(list, textsIn(r.values[c])...)
	}
	return strings.Join(list, " | ")
}

// changed gives the columns of a kind that name somebody, as they become.
func (r tableRow) changed(t personal.Table, m *personal.Matcher, how personal.How) map[string]any {
	becomes := map[string]any{}
	for _, c := range columnsOf(t, kinds(how)...) {
		replace := func(s string) string { return m.Replace(s, personal.Erased) }
		switch {
		case t.Columns[c] == personal.Query:
			replace = func(s string) string { return m.ReplaceQuery(s, personal.Erased) }
		case t.Most[c] > 0:
			replace = func(s string) string { return cut(m.Replace(s, personal.Erased), t.Most[c]) }
		}
		if value, differs := rewritten(r.values[c], replace); differs {
			becomes[c] = value
		}
	}
	for folded, from := range t.Folds {
		if text, is := becomes[from].(string); is {
			becomes[folded] = french.Fold(text)
		}
	}
	return becomes
}

func cut(text string, most int) string {
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most])
	}
	return text
}

// rewritten replaces every text in a value, names of its fields too.
func rewritten(raw json.RawMessage, replace func(string) string) (any, bool) {
	value, err := decoded(raw)
	if err != nil || value == nil {
		return nil, false
	}
	differs := false
	var walk func(any) any
	walk = func(v any) any {
		switch v := v.(type) {
		case string:
			if becomes := replace(v); becomes != v {
				differs = true
				return becomes
			}
		case []any:
			for i := range v {
				v[i] = walk(v[i])
			}
		case map[string]any:
			other := make(map[string]any, len(v))
			for name, one := range v {
				other[walk(name).(string)] = walk(one)
			}
			return other
		}
		return v
	}
	value = walk(value)
	return value, differs
}

func decoded(raw json.RawMessage) (value any, err error) {
	if len(raw) == 0 {
		return nil, nil
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	err = d.Decode(&value)
	return value, err
}

// textsIn are the texts in a value.
func textsIn(raw json.RawMessage) (list []string) {
	_, _ = rewritten(raw, func(s string) string {
		list = append(list, s)
		return s
	})
	return list
}

// mostFound is how many rows a page shows.
const mostFound = 300

// look finds where somebody is named, without her own rows.
func (r *Room) look(ctx context.Context, v *View) error {
	m := personal.NewMatcher([]personal.Ways{v.Ways}, nil)
	if m == nil {
		return nil
	}
	sure := personal.NewMatcher([]personal.Ways{v.Ways}, left(v.Singles))
	mine := map[string]bool{}
	for _, id := range v.IDs() {
		mine[rowName(v.Kind, id)] = v.Kind != ""
	}
	err := r.each(ctx, r.db, m, personal.Typed, false, func(t personal.Table, row tableRow) error {
		if f := row.found(t, m, sure, personal.Typed); !mine[rowName(f.Place, f.PlaceID)] || t.Name == "own_tasks" {
			v.Found = append(v.Found, f)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if v.Kind == "" {
		if err := r.each(ctx, r.db, m, personal.Named, false, func(t personal.Table, row tableRow) error {
			f := row.found(t, m, sure, personal.Named)
			f.Person = true
			v.Found = append([]Found{f}, v.Found...)
			return nil
		}); err != nil {
			return err
		}
	}
	if len(v.Found) > mostFound {
		v.Found, v.More = v.Found[:mostFound], true
	}
	if sure == nil {
		return nil
	}
	return r.each(ctx, r.db, sure, personal.Copied, false, func(personal.Table, tableRow) error {
		v.Copies++
		return nil
	})
}

func left(list []Single) (words []string) {
	for _, s := range list {
		if s.Left {
			words = append(words, s.Word)
		}
	}
	return words
}

func (r tableRow) found(t personal.Table, m, sure *personal.Matcher, how personal.How) Found {
	words := r.words(t, how)
	if how == personal.Named {
		words = strings.ReplaceAll(words, " | ", " ")
	}
	f := Found{Row: named(t, r.key), Thing: t.Thing, Excerpt: m.Excerpt(words), Place: t.Place, PlaceID: r.place, Left: !sure.In(words)}
	if strings.HasPrefix(t.Place, "=") {
		f.Place = r.kind
	}
	if list := textsIn(r.values[t.Title]); len(list) > 0 && t.Title != "" {
		f.Title = list[0]
	}
	return f
}

// rewrite replaces the name of somebody in rows of a kind, where wanted says so; it gives the ids of the rows that changed, by table.
func (r *Room) rewrite(ctx context.Context, tx pgx.Tx, m *personal.Matcher, how personal.How, wanted func(row string) bool) (map[string][]int64, int, error) {
	ids, n := map[string][]int64{}, 0
	err := r.each(ctx, tx, m, how, true, func(t personal.Table, row tableRow) error {
		if !wanted(named(t, row.key)) {
			return nil
		}
		n++
		if id, err := strconv.ParseInt(row.key, 10, 64); err == nil {
			ids[t.Name] = append(ids[t.Name], id)
		}
		return row.write(ctx, tx, t, row.changed(t, m, how))
	})
	return ids, n, err
}

func (r tableRow) write(ctx context.Context, tx pgx.Tx, t personal.Table, becomes map[string]any) error {
	set := make([]string, 0, len(becomes))
	for _, c := range slices.Sorted(maps.Keys(becomes)) {
		if t.Wipe == "" || c == "key" {
			set = append(set, pgx.Identifier{c}.Sanitize()+" = back."+pgx.Identifier{c}.Sanitize())
		}
	}
	if t.Wipe != "" {
		set = append(set, t.Wipe)
	}
	_, err := tx.Exec(ctx, `UPDATE `+t.Name+` t SET `+strings.Join(set, ", ")+` FROM jsonb_populate_record(NULL::`+t.Name+`, @put) back WHERE t.ctid = @at::text::tid`,
		pgx.NamedArgs{"put": becomes, "at": r.at})
	return postgres.Translate(err)
}

// silent keeps what a transaction does from being noted row by row: what is erased must not come back.
func silent(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SELECT set_config('parvis.act', '', true)`)
	return postgres.Translate(err)
}
