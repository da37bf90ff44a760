package plan_test

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/undo"
)

func (b *busy) undoing() *undo.Room {
	return undo.New(b.DB, programme.Undoable{}, plan.Undoable{}, calendar.Undoable{})
}

// stored is every row that can be taken back, by table and key, without who wrote it when.
func (b *busy) stored() map[string]journal.Values {
	b.T.Helper()
	all := map[string]journal.Values{}
	for _, owner := range []undo.Owner{programme.Undoable{}, plan.Undoable{}, calendar.Undoable{}} {
		for _, t := range owner.Tables() {
			rows, err := postgres.Scalars[journal.Values](ctx, b.DB, `SELECT to_jsonb(t) - 'version' - 'updated_at' FROM `+t.Name+` t`, nil)
			b.Must(err)
			for _, row := range rows {
				key := t.Name
				for _, k := range t.Keys {
					key += " " + string(row[k])
				}
				if t.Gone != "" && string(row[t.Gone]) != "null" {
					row[t.Gone] = json.RawMessage(`"thrown away"`)
				}
				all[key] = row
			}
		}
	}
	for _, owner := range []undo.Owner{programme.Undoable{}, plan.Undoable{}} {
		for _, t := range owner.Tables() {
			for _, held := range t.Holds { // what hangs on what was thrown away is hidden with it
				maps.DeleteFunc(all, func(key string, row journal.Values) bool {
					parent := all[t.Name+" "+string(row[held.Column])]
					return strings.HasPrefix(key, held.Table+" ") && parent != nil && string(parent[t.Gone]) == `"thrown away"`
				})
			}
		}
	}
	return all
}

// differences tells what differs between two such states. What came and was thrown away again was never there.
func differences(before, after map[string]journal.Values) map[string][]string {
	different := map[string][]string{}
	for key := range maps.Keys(merged(before, after)) {
		a, c := before[key], after[key]
		switch {
		case a == nil && (string(c["deleted_at"]) == `"thrown away"` || string(c["removed_at"]) == `"thrown away"`):
		case a == nil || c == nil:
			different[key] = []string{"all"}
		default:
			for column := range a {
				if string(a[column]) != string(c[column]) {
					different[key] = append(different[key], column+": "+string(a[column])+" → "+string(c[column]))
				}
			}
		}
	}
	return different
}

func merged(a, b map[string]journal.Values) map[string]journal.Values {
	all := maps.Clone(a)
	maps.Copy(all, b)
	return all
}

// actsSince gives the acts that wrote something since, the last first.
func (b *busy) actsSince(id int64) []string {
	b.T.Helper()
	acts, err := postgres.Scalars[string](ctx, b.DB, `SELECT act::text FROM row_changes WHERE id > @id GROUP BY act ORDER BY max(id) DESC`, pgx.NamedArgs{"id": id})
	b.Must(err)
	return acts
}

func (b *busy) lastChange() int64 {
	return scalar[int64](b.house, `SELECT COALESCE(max(id), 0) FROM row_changes`, nil)
}

// take undoes acts, the last first.
func (b *busy) take(r *undo.Room, by account.By, acts []string) (kept []undo.Kept, err error) {
	for _, act := range acts {
		out, err := r.Undo(ctx, by, act)
		if err != nil {
			return nil, err
		}
		kept = append(kept, out.Kept...)
	}
	return kept, nil
}

// TestWhatIsTakenBackNeverWas has people do anything, takes each act back, and takes that back in turn: the rows and the plan are
// those of before, then those of after.
func TestWhatIsTakenBackNeverWas(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 21)
	r, by := b.undoing(), b.Head.At(now)
	b.done["rename"]++ // of an account: nothing of it is taken back
	for round := 0; round < 2 || round < 40 && !b.didAll(); round++ {
		todo := b.left()
		if round < 2 {
			todo = shuffled(b, deeds)
		}
		for _, what := range todo {
			before, from := b.stored(), b.lastChange()
			if err := b.try(what); err != nil {
				continue
			}
			acts := b.actsSince(from)
			if len(acts) == 0 {
				continue // of a person's account, or nothing
			}
			b.done[what]++
			after := b.stored()
			for _, act := range acts {
				if may, err := r.Judge(ctx, by, act); err != nil || !may[act] {
					t.Fatalf("%s: not offered, %v", what, err)
				}
			}
			from = b.lastChange()
			if kept, err := b.take(r, by, acts); err != nil || len(kept) > 0 {
				t.Fatalf("%s: %v, kept %v", what, err, kept)
			}
			if d := differences(before, b.stored()); len(d) > 0 {
				t.Fatalf("%s, taken back, left: %v", what, d)
			}
			if b.random.IntN(4) == 0 {
				b.compare(what + " taken back")
			}
			if b.random.IntN(2) == 0 {
				continue
			}
			if kept, err := b.take(r, by, b.actsSince(from)); err != nil || len(kept) > 0 {
				t.Fatalf("%s, done again: %v, kept %v", what, err, kept)
			}
			if d := differences(after, b.stored()); len(d) > 0 {
				t.Fatalf("%s, taken back and done again, left: %v", what, d)
			}
			if b.random.IntN(4) == 0 {
				b.compare(what + " done again")
			}
		}
	}
	for _, name := range deeds {
		if b.done[name] == 0 {
			t.Errorf("nobody could %s and take it back: %v", name, b.done)
		}
	}
}

// TestNobodysLaterChangeIsTakenBack lets one act of somebody else follow each act before it is taken back: what she wrote stays as
// she wrote it, everything else goes back, and what stays is named.
func TestNobodysLaterChangeIsTakenBack(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 33)
	r, by := b.undoing(), b.Head.At(now)
	met, whole := 0, 0
	for range 4 {
		for _, i := range b.random.Perm(len(deeds)) {
			from := b.lastChange()
			if err := b.act(deeds[i]); err != nil {
				continue
			}
			mine := b.actsSince(from)
			if len(mine) != 1 {
				continue
			}
			head := b.Head
			b.Head = b.Other
			b.Head.Role = head.Role // somebody else, who may do as much
			second := pick(b, pick(b, deeds...), deeds[i], "edit", "line")
			b.focus = scalar[int64](b.house, `SELECT COALESCE(max(t.id), 0) FROM row_changes c JOIN tasks t ON t.id = (c.key ->> 'id')::bigint
				JOIN projects p ON p.id = t.project_id WHERE c.id > @id AND c.relation = 'tasks' AND t.deleted_at IS NULL AND p.deleted_at IS NULL`, pgx.NamedArgs{"id": from})
			from = b.lastChange()
			_ = b.act(second)
			b.Head, b.focus = head, 0
			others, err := journal.Acts(ctx, b.DB, b.actsSince(from))
			b.Must(err)
			acts, err := journal.Acts(ctx, b.DB, mine)
			b.Must(err)
			if acts[mine[0]] == nil {
				continue
			}
			before := b.stored()
			out, err := r.Undo(ctx, by, mine[0])
			after := b.stored()
			if err != nil {
				if fault.KindOf(err) != fault.Conflict {
					t.Fatalf("%s after %s: %v", second, deeds[i], err)
				}
				if d := differences(before, after); len(d) > 0 {
					t.Fatalf("%s after %s was refused (%v), and changed %v", second, deeds[i], err, d)
				}
				continue
			}
			theirs := map[string]bool{}
			for _, o := range others {
				for _, c := range o.Rows {
					for column := range c.After {
						theirs[rowKey(c)+"."+column] = true
					}
				}
			}
			changed := differences(before, after)
			for key, columns := range changed {
				for _, c := range columns {
					column, _, _ := strings.Cut(c, ":")
					if theirs[key+"."+column] && column != "position" {
						t.Errorf("%s after %s: %s of %s was taken back: %s", second, deeds[i], column, key, c)
					}
				}
			}
			if len(out.Kept) > 0 {
				met++
			} else {
				whole++
			}
			for _, k := range out.Kept {
				if s := k.Sentence(); !strings.HasSuffix(s, ".") || k.Why == undo.Since && k.Person == "" {
					t.Errorf("%s after %s: %q, by %q", second, deeds[i], s, k.Person)
				}
			}
		}
	}
	if met < 3 || whole < 20 {
		t.Errorf("%d acts were met, %d were not: too few to tell", met, whole)
	}
}

// rowKey is how stored names a row.
func rowKey(c journal.RowChange) string {
	key := c.Relation
	for _, k := range []string{"id", "task_id", "need_id", "project_id", "person_id", "only_one"} {
		if v, ok := c.Key[k]; ok {
			key += " " + string(v)
		}
	}
	return key
}

// TestWhoMayNotTakeBackIsTold walks the reasons for which an act stays.
func TestWhoMayNotTakeBackIsTold(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 5)
	r, task := b.undoing(), b.someTask()
	b.Must(b.Assign(ctx, b.Head.At(now), task, nil))
	act := func(do func() error) string {
		t.Helper()
		from := b.lastChange()
		b.Must(do())
		acts := b.actsSince(from)
		if len(acts) != 1 {
			t.Fatalf("%d acts", len(acts))
		}
		return acts[0]
	}
	refused := func(what, id string, by account.By, kind fault.Kind, says string) {
		t.Helper()
		_, err := r.Undo(ctx, by, id)
		if !fault.Is(err, kind) || !strings.Contains(fault.SentenceOf(err), says) {
			t.Errorf("%s: %v, want %q", what, err, says)
		}
		if may, err := r.Judge(ctx, by, id); err != nil || may[id] && kind != fault.Conflict {
			t.Errorf("%s: offered, %v", what, err)
		}
	}
	given := act(func() error { return b.Assign(ctx, b.Team.At(now), task, &b.Team.ID) })
	refused("of nobody", "00000000-0000-4000-8000-000000000000", b.Head.At(now), fault.NotFound, "")
	refused("not an id", "x'; DROP TABLE tasks", b.Head.At(now), fault.NotFound, "")
	refused("of somebody else", given, b.Other.At(now), fault.Forbidden, "La personne qui a fait ce geste")
	refused("of an intern", given, b.Intern.At(now), fault.Forbidden, "La personne qui a fait ce geste")
	refused("a week later", given, b.Team.At(now.AddDate(0, 0, 8)), fault.Conflict, "plus de sept jours")
	project := scalar[int64](b.house, `SELECT project_id FROM tasks WHERE id = @id`, pgx.NamedArgs{"id": task})
	b.put(project, "archived")
	refused("of an archived project", given, b.Team.At(now), fault.Forbidden, "archivé")
	b.put(project, "preparing")

	if out, err := r.Undo(ctx, b.Team.At(now), given); err != nil || out.Rows != 1 || out.Said == "" {
		t.Errorf("one's own: %+v, %v", out, err)
	}
	refused("twice", given, b.Team.At(now), fault.Conflict, "déjà annulé")
	again := b.actsSince(b.lastChange() - 1)[0]
	if out, err := b.undoing().Undo(ctx, b.Head.At(now), again); err != nil || out.Rows != 1 { // by another server
		t.Errorf("what took it back: %+v, %v", out, err)
	}
	if may, err := r.Judge(ctx, b.Team.At(now), given, again); err != nil || !may[given] || may[again] {
		t.Errorf("%v, %v", may, err)
	}

	mine := act(func() error {
		_, err := b.AddOwn(ctx, b.Intern.At(now), plan.OwnDraft{Title: "Rappeler Nadia"}, "")
		return err
	})
	refused("what an intern noted for herself", mine, b.Head.At(now), fault.Forbidden, "")
	typed := act(func() error {
		row := b.detail(task).Row
		d := row.Draft()
		d.Notes = "à voir avec " + b.Intern.Name
		return b.EditTask(ctx, b.Head.At(now), task, row.Version, d)
	})
	later := act(func() error {
		row := b.detail(task).Row
		d := row.Draft()
		d.Notes = "vu"
		return b.EditTask(ctx, b.Team.At(now), task, row.Version, d)
	})
	refused("what changed since", typed, b.Head.At(now), fault.Conflict, "tout ce que ce geste avait écrit a changé depuis")
	set := func(offset string) string {
		return act(func() error {
			row := b.detail(task).Row
			d := row.Draft()
			due(offset)(&d)
			d.Deadline = 0
			return b.EditTask(ctx, b.Head.At(now), task, row.Version, d)
		})
	}
	set("J-20")
	first := set("J-21")
	second := set("J-35o")
	if out, err := r.Undo(ctx, b.Head.At(now), second); err != nil || len(out.Kept) != 0 {
		t.Errorf("the second due date: %+v, %v", out, err)
	}
	if out, err := r.Undo(ctx, b.Head.At(now), first); err != nil || len(out.Kept) != 0 { // what was written since was put back
		t.Errorf("the first due date: %+v, %v", out, err)
	}
	b.Must(b.accounts.Disable(ctx, b.Head.At(now), b.Intern.ID))
	b.Must(b.accounts.Erase(ctx, b.Head.At(now), b.Intern.ID))
	refused("what told of somebody who was erased", later, b.Head.At(now), fault.Conflict, "effacées")
	if n := scalar[int64](b.house, `SELECT count(*) FROM row_changes c WHERE c::text LIKE '%' || @name || '%'`, pgx.NamedArgs{"name": b.Intern.Name}); n > 0 {
		t.Errorf("%d rows still tell of her", n)
	}
}

// TestOnlyOneTakesAnActBack has two people take the same act back at once.
func TestOnlyOneTakesAnActBack(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 6)
	task := b.taskIn(b.elsewhere, "Affichage", due("J-30"))
	for range 8 {
		from := b.lastChange()
		b.Must(b.Shift(ctx, b.Head.At(now), task, 1))
		act := b.actsSince(from)[0]
		done := make(chan error, 2)
		for range 2 {
			go func() {
				_, err := b.undoing().Undo(ctx, b.Head.At(now), act)
				done <- err
			}()
		}
		failed := 0
		for range 2 {
			if err := <-done; fault.Is(err, fault.Conflict) {
				failed++
			} else if err != nil {
				t.Fatal(err)
			}
		}
		if failed != 1 {
			t.Errorf("%d of two were refused", failed)
		}
	}
}
