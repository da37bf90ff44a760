// Package undo takes acts back. An act is what one gesture of a person wrote, in whichever rooms; the journal keeps it row by
// row for a week. Taking it back compares each field with what the act left there: what is unchanged goes back, what somebody
// changed since stays, and is named. It is an act like any other, and can be taken back the same way.
//
// The rooms say what their rows are, who may write them again, and what must hold once they did.
package undo

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Owner is a room whose rows can be taken back.
type Owner interface {
	// Tables are its tables.
	Tables() []Table
	// Lock holds what rows of its tables belong to, in the order in which the room's own operations do.
	Lock(ctx context.Context, tx pgx.Tx, rows []Row) error
	// Judge asks whether somebody may write rows of its tables again, as they stand now: it gives the refusal of each act that
	// has one, by its id. It takes no lock.
	Judge(ctx context.Context, q postgres.Querier, by account.By, rows []Row) (map[string]error, error)
	// Settle refuses what breaks a rule of the room, once rows were put back, and counts what changed.
	Settle(ctx context.Context, tx pgx.Tx, by account.By, rows []Row) error
}

// ByActions is Judge where who may edit a thing may write any field of it again, but when it was deleted, which is for who may delete it.
func ByActions(by account.By, rows []Row, edit, deletion *access.Action) (map[string]error, error) {
	refused := map[string]error{}
	for _, row := range rows {
		action := edit
		if row.Wrote("deleted_at") {
			action = deletion
		}
		if err := by.Check(action, access.Tie{}); err != nil && refused[row.Act] == nil {
			refused[row.Act] = err
		}
	}
	return refused, nil
}

// MayUndoOthers is about what somebody else did. Whatever is taken back, who may write it is asked too.
var MayUndoOthers = &access.Action{Name: "undo what somebody else did", Who: "La personne qui a fait ce geste ou la cheffe de service",
	May: map[access.Role]access.Rule{access.Head: access.Always, access.Team: access.IfMine, access.Intern: access.IfMine}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayUndoOthers}

// Room takes acts back in the rooms it was given.
type Room struct {
	db     *pgxpool.Pool
	owners []Owner // in the order in which they are locked
	tables map[string]table
}

type table struct {
	Table
	owner Owner
}

// Owners are those whose rows can be taken back, in that order.
func (r *Room) Owners() []Owner { return slices.Clone(r.owners) }

// New opens the room over those whose rows can be taken back, in the order in which they are locked.
func New(db *pgxpool.Pool, owners ...Owner) *Room {
	r := &Room{db: db, owners: owners, tables: map[string]table{}}
	for _, o := range owners {
		for _, t := range o.Tables() {
			r.tables[t.Name] = table{t, o}
		}
	}
	return r
}

// Reason is why an act cannot be taken back, whatever its rows.
type Reason string

// The reasons, besides what a room refuses.
const (
	TooLate Reason = "late"
	Already Reason = "undone"
	Nothing Reason = "nothing" // everything was changed since, or nothing can be taken back
	Raced   Reason = "raced"   // somebody takes it back at this moment
)

// reasons are all of them, with what people are told.
var reasons = map[Reason]string{
	TooLate: "Ce geste date de plus de sept jours\u00a0: il ne s’annule plus d’un coup. L’historique dit ce qui a changé.",
	Already: "Ce geste est déjà annulé.",
	Nothing: "Rien n’a été annulé\u00a0: tout ce que ce geste avait écrit a changé depuis.",
	Raced:   "Ce geste vient d’être annulé par quelqu’un d’autre.",
}

func (r Reason) err() error { return fault.New(fault.Conflict, reasons[r], nil) }

// judge is whether somebody may take an act back, before its rooms are asked: the same for a button and under the lock.
func judge(a *journal.Act, by account.By) error {
	switch {
	case a.Undone:
		return Already.err()
	case by.At.Sub(a.At) > journal.KeptDays*24*time.Hour || len(a.Rows) == 0:
		return TooLate.err()
	}
	return by.Check(MayUndoOthers, access.Tie{Mine: a.PersonID == by.ID})
}

// rows gives what acts did to the rows of an owner; nil is all owners.
func (r *Room) rows(owner Owner, acts ...*journal.Act) []Row {
	var rows []Row
	for _, a := range acts {
		for _, row := range Fold(a.Rows) {
			if owner == nil || r.tables[row.Table].owner == owner {
				rows = append(rows, row)
			}
		}
	}
	return rows
}

// Judge tells which acts somebody may take back now, in as many queries for ten as for one. Those that are not there are false.
func (r *Room) Judge(ctx context.Context, by account.By, ids ...string) (map[string]bool, error) {
	may := make(map[string]bool, len(ids))
	ids = slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !valid(id) })
	if len(ids) == 0 {
		return may, nil
	}
	acts, err := journal.Acts(ctx, r.db, ids)
	if err != nil {
		return nil, err
	}
	var left []*journal.Act
	for _, a := range acts {
		if judge(a, by) == nil {
			left, may[a.ID] = append(left, a), true
		}
	}
	for _, o := range r.owners {
		rows := r.rows(o, left...)
		if len(rows) == 0 {
			continue
		}
		refused, err := o.Judge(ctx, r.db, by, rows)
		if err != nil {
			return nil, err
		}
		for id := range refused {
			may[id] = false
		}
	}
	return may, nil
}

// Kept is a part of an act that stays.
type Kept struct {
	What   string // « la durée de la tâche « Affiche » » or « la tâche « Affiche » »
	Why    Why
	Person string // who changed it since; "" for nobody known
}

// Sentence says what stays and why.
func (k Kept) Sentence() string {
	said := k.What + " " + whys[k.Why]
	if k.Person != "" && (k.Why == Since || k.Why == Followed) {
		said += " (" + k.Person + ")"
	}
	return french.Sentence(said)
}

// Outcome is what taking an act back did.
type Outcome struct {
	Said    string        // what the act was
	First   journal.Entry // its first entry
	Project int64         // whose history tells it first; 0 for none
	Rows    int           // how many rows went back, wholly or in part
	Kept    []Kept
}

// Undo takes an act back, by somebody who may. What stays is in the outcome; where all of it would, nothing is written and it is a
// fault.Conflict, as it is for one that is already taken back or too old. An act that is not there is fault.NotFound.
func (r *Room) Undo(ctx context.Context, by account.By, id string) (Outcome, error) {
	var out Outcome
	if !valid(id) {
		return out, fault.Missing(nil)
	}
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		acts, err := journal.Acts(ctx, tx, []string{id})
		if err != nil {
			return err
		}
		a := acts[id]
		if a == nil {
			return fault.Missing(nil)
		}
		if err := judge(a, by); err != nil {
			return err
		}
		steps, err := r.take(ctx, tx, by, a)
		if err != nil {
			return err
		}
		out.Said, out.First = said(a), a.Entries[0]
		if len(a.Projects) > 0 {
			out.Project = a.Projects[0]
		}
		var kept []Kept
		for _, s := range steps {
			if s.does() {
				out.Rows++
			}
			kept = append(kept, s.kept...)
		}
		out.Kept = kept
		if out.Rows == 0 {
			return nothing(kept)
		}
		return r.note(ctx, tx, by, a, out)
	})
	return out, err
}

// nothing is the failure of an act of which everything stays.
func nothing(kept []Kept) error {
	said := []string{reasons[Nothing]}
	for _, k := range kept[:min(len(kept), mostNamed)] {
		said = append(said, k.Sentence())
	}
	return fault.New(fault.Conflict, strings.Join(said, " "), nil)
}

// mostNamed is how many parts that stay a sentence names.
const mostNamed = 3

// step is a Step with the words for what stays.
type step struct {
	Step
	kept []Kept
}

// take holds what the act wrote, asks the rooms, and puts back what goes back.
func (r *Room) take(ctx context.Context, tx pgx.Tx, by account.By, a *journal.Act) ([]step, error) {
	if err := inUTC(ctx, tx); err != nil {
		return nil, err
	}
	for _, o := range r.owners {
		if rows := r.rows(o, a); len(rows) > 0 {
			if err := o.Lock(ctx, tx, rows); err != nil {
				return nil, err
			}
		}
	}
	if done, err := journal.MarkUndone(ctx, tx, a.ID); err != nil || !done {
		return nil, cmp.Or(err, Raced.err())
	}
	for _, o := range r.owners {
		rows := r.rows(o, a)
		if len(rows) == 0 {
			continue
		}
		refused, err := o.Judge(ctx, tx, by, rows)
		if err = cmp.Or(err, refused[a.ID]); err != nil {
			return nil, err
		}
	}
	rows := r.rows(nil, a)
	slices.SortFunc(rows, func(a, b Row) int { return cmp.Compare(b.order(), a.order()) })
	now, err := r.now(ctx, tx, rows)
	if err != nil {
		return nil, err
	}
	since, err := touched(ctx, tx, a.ID, now)
	if err != nil {
		return nil, err
	}
	steps := make([]step, len(rows))
	for i, row := range rows {
		t, known := r.tables[row.Table]
		if !known {
			steps[i] = step{Step: Step{Row: row, Why: Unknown}}
			continue
		}
		of := name(row.Table, row.Key)
		steps[i] = step{Step: Back(&t.Table, row, now[of], since[of])}
	}
	if err := r.follow(ctx, tx, a.ID, steps, since); err != nil {
		return nil, err
	}
	b := &pgx.Batch{}
	for i, s := range steps {
		if t, known := r.tables[s.Table]; known {
			of := name(s.Table, s.Key)
			steps[i].kept = t.kept(s.Step, now[of], since[of])
			t.queue(b, s.Step, by)
		}
	}
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, broken(err)
	}
	for _, o := range r.owners {
		if rows := r.rows(o, a); len(rows) > 0 {
			if err := o.Settle(ctx, tx, by, rows); err != nil {
				return nil, err
			}
		}
	}
	return steps, nil
}

// order is where a row is taken back: what the act wrote last goes first, so that nothing hangs on what is not there.
func (r Row) order() int64 {
	if r.After == nil {
		return r.last
	}
	return r.first
}

// broken tells what a constraint refuses of rows that go back: something that was written since is in the way.
func broken(err error) error {
	err = postgres.Translate(err)
	if fault.Is(err, fault.Unavailable) {
		return err
	}
	return fault.New(fault.Conflict, "Rien n’a été annulé\u00a0: ce qui a été noté depuis empêche de revenir à l’état d’avant.", err)
}

// touched gives the columns that others wrote since, by row, with who did.
func touched(ctx context.Context, tx pgx.Tx, id string, now map[string]journal.Values) (map[string]map[string]string, error) {
	list, err := journal.TouchedSince(ctx, tx, id)
	since := map[string]map[string]string{}
	for _, t := range list {
		of := name(t.Relation, t.Key)
		if left := t.Left; left != nil && now[of] != nil && bytes.Equal(now[of][t.Column], left) {
			continue // written, and put back since
		}
		if since[of] == nil {
			since[of] = map[string]string{}
		}
		since[of][t.Column] = t.Person
	}
	return since, err
}

// follow leaves a row that came where it is, with what came with it, when somebody added to it since or changed that: all of it
// would be hidden together. What came with a row that is thrown away stays under it, hidden.
func (r *Room) follow(ctx context.Context, tx pgx.Tx, id string, steps []step, since map[string]map[string]string) error {
	added := map[Held]map[string]string{} // by whom, by the row that it hangs on
	for i := range steps {
		parent := &steps[i]
		if !parent.Remove {
			continue
		}
		t := r.tables[parent.Table]
		for _, held := range t.Holds {
			if added[held] == nil {
				list, err := journal.AddedSince(ctx, tx, id, held.Table, held.Column)
				if err != nil {
					return err
				}
				added[held] = map[string]string{}
				for _, a := range list {
					added[held][a.Under] = a.Person
				}
			}
			key := string(parent.Key[t.Keys[0]])
			who, stays := added[held][key]
			children := under(steps, held, key)
			for _, c := range children {
				if c.Why == Since {
					stays, who = true, anybody(since[name(c.Table, c.Key)])
				}
			}
			if !stays {
				for _, c := range children { // thrown away with it, and back with it
					c.Remove = c.Remove && t.Gone == ""
				}
				continue
			}
			parent.Remove, parent.Why = false, Followed
			since[name(parent.Table, parent.Key)] = map[string]string{"": who}
			for _, c := range children {
				c.Remove = false
			}
		}
	}
	return nil
}

// under gives the rows that came with the act and hang on one of its own.
func under(steps []step, held Held, key string) []*step {
	var list []*step
	for i := range steps {
		if c := &steps[i]; c.Table == held.Table && c.Before == nil && string(c.After[held.Column]) == key {
			list = append(list, c)
		}
	}
	return list
}

// said is what an act was, in one sentence: its first entry, and how many others there are.
func said(a *journal.Act) string {
	if len(a.Entries) == 0 {
		return ""
	}
	text := a.Entries[0].Sentence(journal.Subject{})
	if more := len(a.Entries) - 1; more > 0 {
		text += ", et " + french.Count(more, "autre chose", "autres choses") + " du même geste"
	}
	return text
}

// note writes the entry of an undo.
func (r *Room) note(ctx context.Context, tx pgx.Tx, by account.By, a *journal.Act, out Outcome) error {
	e := by.Did(journal.Undid, a.Entries[0].Subject, field.Change{Name: "geste", Label: "Geste annulé", After: out.Said})
	e.Within, e.Projects, e.Undoes = a.Entries[0].Within, a.Projects, a.ID
	for _, k := range out.Kept[:min(len(out.Kept), 20)] {
		e.Changes = append(e.Changes, field.Change{Name: "garde", Label: "Resté", After: k.Sentence()})
	}
	return journal.Write(ctx, tx, e)
}

// valid tells whether an id is written as those of acts are.
func valid(id string) bool {
	if len(id) != 36 {
		return false
	}
	for i, c := range id {
		if dash := i == 8 || i == 13 || i == 18 || i == 23; dash != (c == '-') || !dash && !strings.ContainsRune("0123456789abcdef", c) {
			return false
		}
	}
	return true
}
