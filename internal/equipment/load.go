package equipment

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Loading is a thing to load, and to bring back.
type Loading struct {
	Line
	For    string // the slot's activity, or what it is booked for
	SlotID int64  // 0: booked by hand
	Hours  string // from when to when it is taken, on the day of the list
}

// List is what is to be loaded for a place on a day, in the order of where it is kept.
type List struct {
	Day   workcal.Date
	Place string // where it goes: « Jardin archéologique »; "": not said
	Lines []Loading
}

// Left is how many of its lines did not leave yet.
func (l List) Left() int {
	n := 0
	for _, one := range l.Lines {
		if one.OutAt == nil {
			n++
		}
	}
	return n
}

// Away is how many of its lines left, and are not back.
func (l List) Away() int {
	n := 0
	for _, one := range l.Lines {
		if one.OutAt != nil && one.BackAt == nil {
			n++
		}
	}
	return n
}

// Loadings is the days on which a project loads something, as one person sees them.
type Loadings struct {
	Project slot.Project
	Days    []workcal.Date
	May     bool // tick
}

// Loadings gives the days on which a project loads something, in order.
func (r *Room) Loadings(ctx context.Context, by account.By, project int64) (Loadings, error) {
	p, err := r.project(ctx, by, project)
	if err != nil {
		return Loadings{}, err
	}
	days, err := loadingDays(ctx, r.db, project)
	return Loadings{p, days, CheckBook(by, p) == nil}, err
}

// LoadingLists gives what a project loads on a day, a list for each place where it goes, by their names. Lines have keys that stay (Line.Key), for Tick.
func (r *Room) LoadingLists(ctx context.Context, by account.By, project int64, day workcal.Date) ([]List, error) {
	if _, err := r.project(ctx, by, project); err != nil {
		return nil, err
	}
	from, to := midnight(day), midnight(day.AddDays(1))
	found, err := loaded(ctx, r.db, by, project, from, to)
	if err != nil {
		return nil, err
	}
	var lists []List
	for _, b := range found {
		if !b.Held() || !b.TakenFrom.Before(to) || !b.TakenTo.After(from) {
			continue
		}
		i := slices.IndexFunc(lists, func(l List) bool { return l.Place == b.Place })
		if i < 0 {
			i = len(lists)
			lists = append(lists, List{Day: day, Place: b.Place})
		}
		t := slot.TimesOf(latest(b.TakenFrom, from), earliest(b.TakenTo, to))
		for _, l := range b.Lines {
			lists[i].Lines = append(lists[i].Lines, Loading{Line: l, For: b.Title, SlotID: b.SlotID, Hours: t.Hours()})
		}
	}
	lists = slices.DeleteFunc(lists, func(l List) bool { return len(l.Lines) == 0 })
	folded := map[string]string{} // the same few places and names come again and again
	fold := func(s string) string {
		if _, known := folded[s]; !known {
			folded[s] = french.Fold(s)
		}
		return folded[s]
	}
	for _, l := range lists {
		slices.SortStableFunc(l.Lines, func(a, b Loading) int {
			return cmp.Or(cmp.Compare(fold(a.Storage), fold(b.Storage)), cmp.Compare(fold(a.Name), fold(b.Name)))
		})
	}
	slices.SortStableFunc(lists, func(a, b List) int { return cmp.Compare(french.Fold(a.Place), french.Fold(b.Place)) })
	return lists, nil
}

// ParseKey reads the key of a line; NotFound for what is none.
func ParseKey(key string) (int64, error) {
	id, err := strconv.ParseInt(key, 10, 64)
	if err != nil || id <= 0 || field.Number(id) != key {
		return 0, fault.Missing(nil)
	}
	return id, nil
}

// Tick notes that a line left (out), or came back whole, at a moment, which is not after now. What left or came back already stays as it was noted
// first; what comes back has left.
func (r *Room) Tick(ctx context.Context, by account.By, key string, out bool, at time.Time) error {
	id, err := ParseKey(key)
	if err != nil {
		return err
	}
	return r.move(ctx, by, id, func(l Line) (move, error) {
		m := moveOf(l)
		at = earliest(at, by.At)
		if m.out == nil {
			m.out = &at
		}
		if !out && m.back == nil {
			back := latest(at, *m.out)
			m.back = &back
		}
		return m, nil
	})
}

// Untick takes a tick back: that a line left, unless it is back, or that it came back, with what was wrong with it.
func (r *Room) Untick(ctx context.Context, by account.By, key string, out bool) error {
	id, err := ParseKey(key)
	if err != nil {
		return err
	}
	return r.move(ctx, by, id, func(l Line) (move, error) {
		m := moveOf(l)
		if out && m.back != nil {
			return m, fault.New(fault.Conflict, l.Name+" est déjà de retour\u00a0: annulez d’abord le retour.", nil)
		}
		if out {
			m.out = nil
		}
		m.back, m.broken, m.missing = nil, 0, 0
		return m, nil
	})
}

// Return notes that a line came back, now where that was not noted yet, with so many to be mended and so many that did not come: the catalogue counts
// them so. The problems are about FieldBroken.
func (r *Room) Return(ctx context.Context, by account.By, id int64, broken, missing int) error {
	return r.move(ctx, by, id, func(l Line) (move, error) {
		var p fault.Problems
		p.Require(broken >= 0 && missing >= 0 && broken <= l.Count && missing <= l.Count && broken+missing <= l.Count, FieldBroken,
			"Veuillez donner des nombres qui ne dépassent pas ensemble ce qui est parti ("+french.Number(l.Count)+").")
		m := moveOf(l)
		if m.out == nil {
			m.out = &by.At
		}
		if m.back == nil {
			m.back = &by.At
		}
		m.broken, m.missing = broken, missing
		return m, p.Err()
	})
}

// move is when a line left and came back, and how.
type move struct {
	out, back       *time.Time
	broken, missing int
}

func moveOf(l Line) move { return move{l.OutAt, l.BackAt, l.Broken, l.Missing} }

// moves lists what is told of it.
var moves = field.List[move]{
	{Name: "sortie", Label: "Sortie", Value: func(m move) string { return momentText(m.out) }},
	{Name: "retour", Label: "Retour", Value: func(m move) string { return momentText(m.back) }},
	{Name: FieldBroken, Label: "À réparer", Number: func(m move) int { return m.broken }},
	{Name: FieldMissing, Label: "Manquants", Number: func(m move) int { return m.missing }},
}

func momentText(at *time.Time) string {
	if at == nil {
		return ""
	}
	t := slot.TimesOf(*at, *at)
	return t.Day.FrenchDay() + " à " + slot.Clock(t.From)
}

// move changes when a line left and came back; what is broken or missing by it is counted in the catalogue too.
func (r *Room) move(ctx context.Context, by account.By, id int64, to func(Line) (move, error)) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		of, err := bookingOfLine(ctx, tx, id)
		if err != nil {
			return err
		}
		b, err := holdBooking(ctx, tx, by, of, false)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(b.Lines, func(l Line) bool { return l.ID == id })
		if i < 0 {
			return fault.Missing(nil)
		}
		before := moveOf(b.Lines[i])
		after, err := to(b.Lines[i])
		if err != nil {
			return err
		}
		changes := moves.Changes(before, after)
		if len(changes) == 0 {
			return nil
		}
		if err := r.count(ctx, tx, by, b.Lines[i], after.broken-before.broken, after.missing-before.missing); err != nil {
			return err
		}
		if err := writeMove(ctx, tx, by, id, before, after); err != nil {
			return err
		}
		for n := range changes {
			changes[n].Label = b.Lines[i].Text() + ", " + strings.ToLower(changes[n].Label)
		}
		verb := journal.Taken
		if before.back != nil || after.back != nil {
			verb = journal.BroughtBack
		}
		return journal.Write(ctx, tx, did(by, verb, b, changes...))
	})
}

// count has the catalogue count so many more broken and missing of a thing, which may be fewer: never fewer than none, nor more than there are.
func (r *Room) count(ctx context.Context, tx pgx.Tx, by account.By, l Line, broken, missing int) error {
	if broken == 0 && missing == 0 {
		return nil
	}
	before, err := lockAny(ctx, tx, l.Want.ID)
	if err != nil {
		return err
	}
	d := before.Draft
	d.Broken = min(max(0, d.Broken+broken), d.Quantity)
	d.Missing = min(max(0, d.Missing+missing), d.Quantity-d.Broken)
	return replace(ctx, tx, by, before, d)
}
