package plan

import (
	"context"
	"slices"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Shift is by how much a task is put off, and in which plan.
type Shift struct {
	Days     int              // calendar days; negative is earlier
	On       retroplan.Anchor // the plan's; zero while it has no date
	Calendar *workcal.Calendar
}

// FieldShift names by how many days tasks are shifted.
const FieldShift = "jours"

// Shift puts a task off by some days, or brings it forward by as many when they are negative: see Row.Shifted.
func (r *Room) Shift(ctx context.Context, by account.By, taskID int64, days int) error {
	return r.changeTask(ctx, by, taskID, MayEditTask, func(h held) error {
		current, err := h.board(ctx)
		if err != nil {
			return err
		}
		return h.shift(ctx, current, days)
	})
}

// shift is Shift of the held task within its project's plan.
func (h held) shift(ctx context.Context, current *board, days int) error {
	if err := CheckShift(days); err != nil {
		return err
	}
	after, err := h.shifted(current, days)
	if err != nil {
		return err
	}
	changes := taskFields(h.names(nil, "")).Changes(h.task.Draft(), after)
	if len(changes) == 0 {
		return nil
	}
	if err := updateTask(ctx, h.tx, h.task.ID, after, h.by.At); err != nil {
		return err
	}
	return h.record(ctx, journal.Moved, changes...)
}

// shifted is what the held task becomes within its project's plan, or why it cannot be.
func (h held) shifted(current *board, days int) (Draft, error) {
	first, last := h.project.Anchor()
	at := slices.IndexFunc(current.rows, func(r Row) bool { return r.ID == h.task.ID })
	after, err := current.rows[at].Shifted(Shift{Days: days, On: retroplan.Anchor{First: first, Last: last}, Calendar: current.calendars.Service()})
	if err != nil {
		return after, err
	}
	if problems := after.Check(); problems.Any() {
		return after, fault.New(fault.Invalid, french.Quote(h.task.Title)+" ne peut être décalée d’autant : "+problems[0].Sentence, nil)
	}
	return after, nil
}

// CheckShift refuses no day at all, and more than any plan holds.
func CheckShift(days int) error {
	var p fault.Problems
	p.Require(days != 0 && days >= -maxDays && days <= maxDays, FieldShift,
		"Indiquez un nombre de jours, de 1 à 2\u202f000, ou de −1 à −2\u202f000 pour avancer.")
	return p.Err()
}

// Shifted gives what the task becomes when it is put off. What people gave as its days moves, all of it: the day it is
// due by, its fixed days, and the day before which it does not begin. Days are counted on the calendar, from a day worked
// to a day worked: one that lands on a day off goes on to the next one in the same direction, so that a day put off is
// never none.
//
//   - J−21 becomes J−18 when it is put off by three days, or a little less far where that day is off; while the project has
//     no date only the number changes. A delay in worked days moves by as many worked days. One in months becomes one in days.
//   - An offset stays on its side of the event: J−2 cannot be put off by three days.
//   - A task that has no day of its own follows others, and cannot be shifted; nor can what the law sets, or what is done
//     or given up.
//
// What cannot be shifted is a fault.Conflict that says why.
func (r *Row) Shifted(s Shift) (Draft, error) {
	d := r.Draft()
	switch {
	case r.State == retroplan.Done || r.State == retroplan.Dropped:
		return d, settled(r.State)
	case d.Statutory:
		return d, r.unshifted("son délai est une obligation légale. Modifiez la tâche si la règle a changé.")
	case !d.hasDay():
		return d, r.unshifted(r.follows())
	}
	var why string
	if d.Offset, why = s.offset(d.Offset); why != "" {
		return d, r.unshifted(why)
	}
	for _, day := range []*workcal.Date{&d.Deadline, &d.NotBefore, &d.PinnedStart, &d.PinnedFinish} {
		if !day.IsZero() {
			*day = s.from(*day)
		}
	}
	return d, nil
}

// hasDay tells whether people gave the task a day, whichever.
func (d Draft) hasDay() bool {
	return !d.Offset.IsZero() || !d.Deadline.IsZero() || !d.NotBefore.IsZero() || !d.PinnedStart.IsZero() || !d.PinnedFinish.IsZero()
}

func (r *Row) unshifted(why string) error {
	return fault.New(fault.Conflict, french.Quote(r.Title)+" ne peut être décalée\u00a0: "+why, nil)
}

// follows says where the days of a task come from that has none of its own.
func (r *Row) follows() string {
	names := func(links []Link) string {
		list := make([]string, len(links))
		for i, l := range links {
			list[i] = french.Quote(l.Title)
		}
		return french.AndOthers(list, 2)
	}
	switch {
	case len(r.Needs) > 0:
		return "elle suit " + names(r.Needs) + "."
	case len(r.Successors) > 0:
		return "elle n’a pas de jour à elle, et se fait avant " + names(r.Successors) + "."
	}
	return "elle n’a pas de jour à elle. Modifiez-la pour lui en donner un."
}

// carried tells which of some tasks find their place by the others that are shifted: they have no day of their own, and stand
// before or after one that has, or that is carried itself.
func (b *board) carried(tasks []Task) map[int64]*Row {
	rows, chosen := make(map[int64]*Row, len(b.rows)), make(map[int64]bool, len(tasks))
	for i := range b.rows {
		rows[b.rows[i].ID] = &b.rows[i]
	}
	for i := range tasks {
		chosen[tasks[i].ID] = true
	}
	moves, carried := map[int64]bool{}, map[int64]*Row{}
	var others []*Row // without a day, and not known to be carried
	for id := range chosen {
		switch r := rows[id]; {
		case r == nil || !r.State.Open() || r.Statutory:
		case r.Draft().hasDay():
			moves[id] = true
		default:
			others = append(others, r)
		}
	}
	for found := true; found; { // one may be carried by one that is
		found = false
		others = slices.DeleteFunc(others, func(r *Row) bool {
			hangs := func(l Link) bool { return moves[l.ID] }
			if !slices.ContainsFunc(r.Needs, hangs) && !slices.ContainsFunc(r.Successors, hangs) {
				return false
			}
			moves[r.ID], carried[r.ID], found = true, r, true
			return true
		})
	}
	return carried
}

// from gives the day worked that lies so many days after one.
func (s Shift) from(day workcal.Date) workcal.Date {
	day = day.AddDays(s.Days)
	if s.Days < 0 {
		return s.Calendar.Prev(day)
	}
	return s.Calendar.Next(day)
}

// offset gives an offset so many days later, or why it cannot be.
func (s Shift) offset(o retroplan.Offset) (_ retroplan.Offset, why string) {
	sign, from, roll := -1, s.On.First, s.Calendar.Prev
	if o.Side == retroplan.AfterEvent {
		sign, from, roll = 1, s.On.Last, s.Calendar.Next
	}
	was := o
	switch {
	case o.IsZero():
		return o, ""
	case o.Unit == retroplan.WorkingDays || from.IsZero() && o.Unit == retroplan.Days:
		o.Count += sign * s.Days
	case from.IsZero():
		return o, "son délai se compte en mois. Donnez d’abord une date au projet, ou modifiez la tâche."
	default:
		due := from.AddDays(sign * o.Count)
		if o.Unit == retroplan.Months {
			due = from.AddMonths(sign * o.Count)
		}
		o = retroplan.Offset{Side: o.Side, Count: sign * s.from(roll(due)).Sub(from)}
	}
	switch {
	case o.Count >= 0:
		return o, ""
	case o.Side == retroplan.BeforeEvent:
		return was, "elle est à faire pour " + was.String() + ", et ne serait plus avant l’événement. Modifiez la tâche pour la faire après."
	}
	return was, "elle est à faire pour " + was.String() + ", et ne serait plus après l’événement. Modifiez la tâche pour la faire avant."
}
