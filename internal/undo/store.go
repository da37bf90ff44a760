package undo

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// inUTC has the transaction write times as they are kept.
func inUTC(ctx context.Context, tx pgx.Tx) error {
	_, err := tx.Exec(ctx, `SET LOCAL timezone = 'UTC'`)
	return postgres.Translate(err)
}

// now reads rows as they are and holds them, by name; in one batch, table by table.
func (r *Room) now(ctx context.Context, tx pgx.Tx, rows []Row) (map[string]journal.Values, error) {
	found := map[string]journal.Values{}
	keys := map[string][]journal.Values{}
	for _, row := range rows {
		if _, known := r.tables[row.Table]; known {
			keys[row.Table] = append(keys[row.Table], row.Key)
		}
	}
	b := &pgx.Batch{}
	for _, name := range slices.Sorted(maps.Keys(keys)) {
		t := r.tables[name]
		t.queueNow(b, found, keys[name])
	}
	return found, postgres.Translate(tx.SendBatch(ctx, b).Close())
}

func (t table) queueNow(b *pgx.Batch, found map[string]journal.Values, keys []journal.Values) {
	on, order := make([]string, len(t.Keys)), make([]string, len(t.Keys))
	for i, k := range t.Keys {
		on[i], order[i] = "t."+k+" = (k.key ->> '"+k+"')::"+cmp.Or(t.KeyOf, "bigint"), "t."+k
	}
	sql := `SELECT to_jsonb(t) FROM jsonb_array_elements(@keys::jsonb) AS k (key) JOIN ` + t.Name + ` t ON ` + strings.Join(on, " AND ") +
		` ORDER BY ` + strings.Join(order, ", ") + ` FOR UPDATE OF t`
	b.Queue(sql, pgx.NamedArgs{"keys": keys}).Query(func(from pgx.Rows) error {
		list, err := pgx.CollectRows(from, pgx.RowTo[journal.Values])
		for _, row := range list {
			key := journal.Values{}
			for _, k := range t.Keys {
				key[k] = row[k]
			}
			found[name(t.Name, key)] = row
		}
		return err
	})
}

// queue writes a step. Columns are named by the database itself, from rows of that very table.
func (t table) queue(b *pgx.Batch, s Step, by account.By) {
	on := make([]string, len(t.Keys))
	args := pgx.NamedArgs{"now": by.At, "put": s.Put, "key": s.Key}
	for i, k := range t.Keys {
		on[i] = "t." + k + " = (@key::jsonb ->> '" + k + "')::" + cmp.Or(t.KeyOf, "bigint")
	}
	where := ` WHERE ` + strings.Join(on, " AND ")
	switch {
	case s.Add:
		b.Queue(`INSERT INTO `+t.Name+` OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::`+t.Name+`, @put)`, args)
	case s.Remove && t.Gone != "":
		b.Queue(`UPDATE `+t.Name+` t SET `+t.Gone+` = @now`+where, args)
	case s.Remove:
		b.Queue(`DELETE FROM `+t.Name+` t`+where, args)
	case len(s.Put) > 0:
		set := make([]string, 0, len(s.Put)+1)
		for _, c := range slices.Sorted(maps.Keys(s.Put)) {
			set = append(set, pgx.Identifier{c}.Sanitize()+" = back."+pgx.Identifier{c}.Sanitize())
		}
		if t.Touch != "" {
			set = append(set, t.Touch)
		}
		b.Queue(`UPDATE `+t.Name+` t SET `+strings.Join(set, ", ")+` FROM jsonb_populate_record(NULL::`+t.Name+`, @put) back`+where, args)
	}
}

// kept says in words what stays of a step.
func (t table) kept(s Step, now journal.Values, since map[string]string) []Kept {
	if s.Why == "" {
		return nil
	}
	thing, of := t.Thing, t.Of
	if t.Title != "" {
		var title string
		row := now
		if row == nil {
			if row = s.Before; row == nil {
				row = s.After
			}
		}
		if json.Unmarshal(row[t.Title], &title) == nil && title != "" {
			thing, of = thing+" "+french.Quote(title), of+" "+french.Quote(title)
		}
	}
	if s.Why != Since || s.Before == nil {
		return []Kept{{What: thing, Why: s.Why, Person: anybody(since)}}
	}
	var list []Kept
	told := map[string]bool{}
	for _, column := range s.Kept {
		label := cmp.Or(t.Labels[column], "un champ")
		if !told[label] {
			told[label] = true
			list = append(list, Kept{What: label + " " + of, Why: Since, Person: since[column]})
		}
	}
	return list
}

// anybody is one of those who wrote a row since.
func anybody(since map[string]string) string {
	for _, column := range slices.Sorted(maps.Keys(since)) {
		if since[column] != "" {
			return since[column]
		}
	}
	return ""
}
