package equipment

import (
	"cmp"
	"context"
	"fmt"
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

// Loading is a thing to load for a place, and to bring back: the lines of all that takes it there on a day.
type Loading struct {
	ID      int64 // of the thing
	Name    string
	Count   int    // the most that is there at once
	Storage string // where it is kept
	SetUp   string
	Uses    []string // « Fouille pour tous, 10 h – 11 h », in time
	Lines   []Line   // in time
	takes   []Take
}

// Ref names what is loaded for whoever ticks it (Tick, Untick, Return): it stands for the lines that there were when it was read.
func (l Loading) Ref() string {
	ids := make([]string, len(l.Lines))
	for i, one := range l.Lines {
		ids[i] = field.Number(one.ID)
	}
	return strings.Join(ids, ".")
}

// Text says what is loaded: « 14 × Tablier ».
func (l Loading) Text() string { return Want{l.ID, l.Name, l.Count}.Text() }

// Out is when all of it had left, and who noted that last; nil before.
func (l Loading) Out() (*time.Time, string) {
	return last(l.Lines, func(one Line) (*time.Time, string) { return one.OutAt, one.OutBy })
}

// Back is when all of it was back, and who noted that last; nil before.
func (l Loading) Back() (*time.Time, string) {
	return last(l.Lines, func(one Line) (*time.Time, string) { return one.BackAt, one.BackBy })
}

func last(lines []Line, of func(Line) (*time.Time, string)) (at *time.Time, by string) {
	for _, one := range lines {
		when, who := of(one)
		if when == nil {
			return nil, ""
		}
		if at == nil || when.After(*at) {
			at, by = when, who
		}
	}
	return at, by
}

// BackText says what came back otherwise than it left: « 1 à réparer »; "" for nothing.
func (l Loading) BackText() string {
	d := Draft{}
	for _, one := range l.Lines {
		d.Broken, d.Missing = d.Broken+one.Broken, d.Missing+one.Missing
	}
	return d.StateText()
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
		if at, _ := one.Out(); at == nil {
			n++
		}
	}
	return n
}

// Away is how many of its lines left, and are not back.
func (l List) Away() int {
	n := 0
	for _, one := range l.Lines {
		out, _ := one.Out()
		if back, _ := one.Back(); out != nil && back == nil {
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
	days, err := r.kept.loads.Of(by.Changes, fmt.Sprint(project), func() ([]workcal.Date, error) { return loadingDays(ctx, r.db, project) })
	return Loadings{p, slices.Clone(days), CheckBook(by, p) == nil}, err
}

// LoadingLists gives what a project loads on a day, a list for each place where it goes, by their names; a thing that several slots take there is loaded
// once. What Loading.Key says can be sent late: it names lines, which stay.
func (r *Room) LoadingLists(ctx context.Context, by account.By, project int64, day workcal.Date) ([]List, error) {
	if _, err := r.project(ctx, by, project); err != nil {
		return nil, err
	}
	lists, err := r.kept.lists.Of(by.Changes, fmt.Sprint(project, day), func() ([]List, error) { return r.readLists(ctx, by, project, day) })
	return slices.Clone(lists), err
}

func (r *Room) readLists(ctx context.Context, by account.By, project int64, day workcal.Date) ([]List, error) {
	from, to := midnight(day), midnight(day.AddDays(1))
	found, err := loaded(ctx, r.db, anybody(by), project, from, to)
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
		lists[i].add(b, from, to)
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

// add puts what a booking takes on a day on its list.
func (l *List) add(b Booking, from, to time.Time) {
	begin, end := latest(b.TakenFrom, from), earliest(b.TakenTo, to)
	use := b.Title + ", " + slot.TimesOf(begin, end).Hours()
	for _, line := range b.Lines {
		at := slices.IndexFunc(l.Lines, func(o Loading) bool { return o.ID == line.Want.ID })
		if at < 0 {
			at = len(l.Lines)
			l.Lines = append(l.Lines, Loading{ID: line.Want.ID, Name: line.Name, Storage: line.Storage, SetUp: line.SetUp})
		}
		one := &l.Lines[at]
		one.Lines, one.Uses = append(one.Lines, line), append(one.Uses, use)
		one.takes = append(one.takes, Take{line.ID, begin, end, line.Count})
		one.Count = Peak(one.takes, from, to)
	}
}

// maxKeyed bounds the lines that one key names.
const maxKeyed = 500

// parseKey reads the lines that a key names, in order; NotFound for what is none.
func parseKey(key string) ([]int64, error) {
	var ids []int64
	for part := range strings.SplitSeq(key, ".") {
		id, err := strconv.ParseInt(part, 10, 64)
		if err != nil || id <= 0 || field.Number(id) != part || len(ids) == maxKeyed {
			return nil, fault.Missing(nil)
		}
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return slices.Compact(ids), nil
}

// Tick notes that the lines of a key left (out), or came back whole, at a moment, which is not after now. What left or came back already stays as it was noted
// first; what comes back has left.
func (r *Room) Tick(ctx context.Context, by account.By, key string, out bool, at time.Time) error {
	return r.move(ctx, by, key, func(_ int, l Line) (move, error) {
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

// Untick takes a tick back: that the lines of a key left, unless they are back, or that they came back, with what was wrong with them.
func (r *Room) Untick(ctx context.Context, by account.By, key string, out bool) error {
	return r.move(ctx, by, key, func(_ int, l Line) (move, error) {
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

// Return notes that the lines of a key came back, now where that was not noted yet, with so many to be mended and so many that did not come: the
// catalogue counts them so. They are noted of the lines one after the other. The problems are about FieldBroken.
func (r *Room) Return(ctx context.Context, by account.By, key string, broken, missing int) error {
	left := [2]int{broken, missing}
	return r.moveAll(ctx, by, key, func(lines []Line) error {
		most := 0
		for _, l := range lines {
			most = max(most, l.Count)
		}
		var p fault.Problems
		p.Require(broken >= 0 && missing >= 0 && broken <= most && missing <= most && broken+missing <= most, FieldBroken,
			"Veuillez donner des nombres qui ne dépassent pas ensemble ce qui est parti ("+french.Number(most)+").")
		left = [2]int{broken, missing}
		return p.Err()
	}, func(_ int, l Line) (move, error) {
		m := moveOf(l)
		if m.out == nil {
			m.out = &by.At
		}
		if m.back == nil {
			m.back = &by.At
		}
		m.broken = min(left[0], l.Count)
		m.missing = min(left[1], l.Count-m.broken)
		left[0], left[1] = left[0]-m.broken, left[1]-m.missing
		return m, nil
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

// move changes when the lines of a key left and came back.
func (r *Room) move(ctx context.Context, by account.By, key string, to func(int, Line) (move, error)) error {
	return r.moveAll(ctx, by, key, func([]Line) error { return nil }, to)
}

// moveAll is move, once the lines were looked at together: they are of one thing and of one project. What is broken or missing by it is counted in the
// catalogue too.
func (r *Room) moveAll(ctx context.Context, by account.By, key string, check func([]Line) error, to func(int, Line) (move, error)) error {
	ids, err := parseKey(key)
	if err != nil {
		return err
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		held, lines, err := holdLines(ctx, tx, by, ids)
		if err != nil {
			return err
		}
		if err := check(lines); err != nil {
			return err
		}
		for i, l := range lines {
			before := moveOf(l)
			after, err := to(i, l)
			if err != nil {
				return err
			}
			if err := r.write(ctx, tx, by, held[i], l, before, after); err != nil {
				return err
			}
		}
		return nil
	})
}

// holdLines locks the project of lines, then their bookings, and asks whether somebody may book there.
func holdLines(ctx context.Context, tx pgx.Tx, by account.By, ids []int64) ([]Booking, []Line, error) {
	if err := visible(by); err != nil {
		return nil, nil, err
	}
	var held []Booking
	var lines []Line
	for _, id := range ids {
		of, err := bookingOfLine(ctx, tx, id)
		if err != nil {
			return nil, nil, err
		}
		b, err := holdBooking(ctx, tx, by, of, false)
		if err != nil {
			return nil, nil, err
		}
		i := slices.IndexFunc(b.Lines, func(l Line) bool { return l.ID == id })
		if i < 0 || len(held) > 0 && (held[0].Project.ID != b.Project.ID || lines[0].Want.ID != b.Lines[i].Want.ID) {
			return nil, nil, fault.Missing(nil)
		}
		held, lines = append(held, b), append(lines, b.Lines[i])
	}
	return held, lines, nil
}

func (r *Room) write(ctx context.Context, tx pgx.Tx, by account.By, of Booking, l Line, before, after move) error {
	changes := moves.Changes(before, after)
	if len(changes) == 0 {
		return nil
	}
	if err := r.count(ctx, tx, by, l, after.broken-before.broken, after.missing-before.missing); err != nil {
		return err
	}
	if err := writeMove(ctx, tx, by, l.ID, before, after); err != nil {
		return err
	}
	for n := range changes {
		changes[n].Label = l.Text() + ", " + strings.ToLower(changes[n].Label)
	}
	verb := journal.Taken
	if before.back != nil || after.back != nil {
		verb = journal.BroughtBack
	}
	return journal.Write(ctx, tx, did(by, verb, of, changes...))
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
