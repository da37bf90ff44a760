package retroplan

import (
	"parvis/internal/french"
	"parvis/internal/workcal"
)

// causeKind is why the latest task of a plan is late.
type causeKind int8

const (
	startedLate  causeKind = iota // starting earlier would have helped
	heldByDate                    // a « pas avant » keeps it, or what it waits for, from starting
	heldByPin                     // a decided date does
	deadlinePast                  // the deadline that it, or what waits for it, must keep is over
	eventOver                     // the event itself is over
)

// cause is why the latest task of a plan is late, and the task and day that make it so.
type cause struct {
	kind      causeKind
	title     string
	milestone bool
	date      workcal.Date
	year      int
}

// clause explains the cause at the end of a sentence about the lateness; empty when starting
// earlier would have helped.
func (c cause) clause() string {
	name, date := french.Quote(c.title), c.date.FrenchIn(c.year)
	switch c.kind {
	case heldByDate:
		if c.milestone {
			return "\u00a0: " + name + " n’est pas possible avant le " + date
		}
		return "\u00a0: " + name + " ne peut pas commencer avant le " + date
	case heldByPin:
		return "\u00a0: une date a été décidée pour " + name + " (le " + date + ")"
	case deadlinePast:
		return "\u00a0: l’échéance de " + name + ", le " + date + ", est déjà passée"
	case eventOver:
		return "\u00a0: l’événement est passé"
	}
	return ""
}

// causeOf follows what holds a late task: forwards from its latest date to the limit it comes
// from, then backwards from its earliest date to what it waits for.
func (s *scheduler) causeOf(i int32) cause {
	if s.today > s.last {
		return cause{kind: eventOver}
	}
	end := i
	for s.latest[end].kind == ReasonSuccessor {
		end = s.latest[end].follower
	}
	if lim := s.latest[end]; lim.kind == ReasonDeadline && lim.nominal < s.today {
		return s.causeAt(end, deadlinePast, lim.nominal)
	}
	for {
		if pin, ok := s.livePin(i); ok {
			return s.causeAt(i, heldByPin, pin.start)
		}
		next := s.holder(i)
		if next < 0 {
			break
		}
		i = next
	}
	if t := &s.tasks[i]; !t.started() && t.NotBefore > s.today {
		return s.causeAt(i, heldByDate, t.NotBefore)
	}
	return cause{}
}

// holder is the open task that the earliest start of a task comes from, or -1.
func (s *scheduler) holder(i int32) int32 {
	t, l := &s.tasks[i], s.lines[i]
	if t.started() || t.State == Done {
		return -1
	}
	for _, need := range s.needsOf(i) {
		k := s.live(need.task)
		if k >= 0 && s.tasks[k].State != Done && l.begin(s.allowedBy(i, need, s.early)) == s.early[i].start && s.early[i].start > s.today {
			return k
		}
	}
	return -1
}

func (s *scheduler) causeAt(i int32, kind causeKind, date workcal.Date) cause {
	t := &s.tasks[i]
	return cause{kind: kind, title: t.name(), milestone: t.Duration == 0, date: date, year: s.year}
}
