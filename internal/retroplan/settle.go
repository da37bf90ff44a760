package retroplan

import (
	"parvis/internal/workcal"
)

// settle decides the planned dates from the target dates (the latest, less the safety margin).
func (s *scheduler) settle(target []limit) {
	for _, i := range s.order {
		t := &s.tasks[i]
		switch {
		case t.State == Dropped:
			s.planned[i] = s.passOn(i, s.planned)
		case t.State == Done:
			s.planned[i] = s.early[i]
		case t.started():
			s.planned[i] = s.goOn(i, target[i].finish)
		case t.pinned():
			s.planned[i] = s.pin(i)
		default:
			s.planned[i] = s.place(i, target[i].finish)
		}
	}
}

// goOn plans the finish of a started task; its start is what it was.
func (s *scheduler) goOn(i int32, target workcal.Date) window {
	w := s.early[i]
	if pinned := s.tasks[i].PinnedFinish; pinned != 0 {
		w.finish = max(pinned, w.start)
	} else {
		w.finish = max(w.finish, target)
	}
	return w
}

// place plans a task as late as its target allows, never before the earliest dates; a task
// after the event without a due date of its own is planned as soon as its predecessors, as
// they are planned, allow. That last rule holds for every task, but only a task due before
// the event that waits for one after it (a conflict) would otherwise break it.
func (s *scheduler) place(i int32, target workcal.Date) window {
	t, l, w := &s.tasks[i], s.lines[i], s.early[i]
	asSoonAsPossible := s.afterEvent[i] && t.Offset.IsZero() && t.Deadline == 0
	if target > w.finish && !asSoonAsPossible {
		w = window{start: l.start(target, t.Duration), finish: target}
	}
	if allowed := l.begin(s.allowed(i, s.planned)); allowed > w.start {
		w = window{start: allowed, finish: l.finish(allowed, t.Duration)}
	}
	return w
}
