package retroplan

import (
	"parvis/internal/workcal"
)

// conflicts lists what does not hold together about a task, nil when all does.
func (s *scheduler) conflicts(i int32, row *Row) []Conflict {
	t := &s.tasks[i]
	var list []Conflict
	list = s.actualConflicts(list, t)
	if t.State.Open() {
		list = s.statutoryConflicts(list, i, row)
		list = s.offsetConflicts(list, i)
		list = s.roomConflicts(list, i, row)
		if row.Pinned {
			list = s.pinConflicts(list, i, row)
		}
		for _, d := range [...]workcal.Date{row.EarliestFinish, row.PlannedStart, row.LatestStart} {
			if d == workcal.MinDate || d == workcal.MaxDate {
				list = append(list, Conflict{Kind: CalendarExhausted, Date: d})
				break
			}
		}
	}
	for k := range list {
		list[k].year, list[k].milestone = s.year, t.Duration == 0
	}
	return list
}

func (s *scheduler) actualConflicts(list []Conflict, t *Task) []Conflict {
	if t.State == ToDo && t.Start != 0 {
		list = append(list, Conflict{Kind: ActualIgnored, Date: t.Start})
	}
	if t.State != Done && t.Finish != 0 {
		list = append(list, Conflict{Kind: FinishIgnored, Date: t.Finish})
	}
	if t.State == Done && t.Finish == 0 {
		list = append(list, Conflict{Kind: FinishUnknown})
	}
	if t.State != Done && t.State != InProgress && t.State != Blocked {
		return list
	}
	for _, d := range [...]workcal.Date{t.Start, t.Finish} {
		if d > s.today {
			list = append(list, Conflict{Kind: ActualFuture, Date: d})
			break
		}
	}
	if t.State == Done && t.Finish != 0 && t.Finish < t.Start {
		list = append(list, Conflict{Kind: ActualInverted, Date: t.Finish, Limit: t.Start})
	}
	return list
}

func (s *scheduler) statutoryConflicts(list []Conflict, i int32, row *Row) []Conflict {
	t := &s.tasks[i]
	if !t.Statutory || t.Offset.IsZero() && t.Deadline == 0 {
		return list
	}
	due, nominal, label := s.lines[i].calendar.Prev(t.Deadline), t.Deadline, ""
	if !t.Offset.IsZero() {
		if d, n := s.due(i); t.Deadline == 0 || d <= due {
			due, nominal, label = d, n, t.Offset.inSentence()
		}
	}
	switch finish := max(row.EarliestFinish, row.PlannedFinish); {
	case due < s.today:
		return append(list, Conflict{Kind: StatutoryPast, Date: due, Nominal: nominal, Label: label})
	case finish > due:
		return append(list, Conflict{Kind: StatutoryLate, Date: due, Nominal: nominal, Limit: finish, Label: label})
	}
	return list
}

func (s *scheduler) offsetConflicts(list []Conflict, i int32) []Conflict {
	t := &s.tasks[i]
	if t.Offset.IsZero() {
		return list
	}
	if lim := s.latest[i]; lim.kind == ReasonSuccessor {
		if due, nominal := s.due(i); due > lim.finish {
			f := &s.tasks[lim.follower]
			list = append(list, Conflict{Kind: OffsetTooLate, TaskTitle: f.name(),
				Date: due, Nominal: nominal, Limit: lim.finish, Label: t.Offset.inSentence()})
		}
	}
	if s.afterEvent[i] {
		return list
	}
	for _, need := range s.needsOf(i) {
		k := s.live(need.task)
		if k < 0 || !s.afterEvent[k] || !s.tasks[k].State.Open() {
			continue
		}
		before := &s.tasks[k]
		list = append(list, Conflict{Kind: NeedsAfterEvent, TaskTitle: before.name(), Label: t.Offset.inSentence()})
	}
	return list
}

// roomConflicts finds the limits of a task that leave no room for it whatever the day, and the
// leave that its person takes while the event needs her.
func (s *scheduler) roomConflicts(list []Conflict, i int32, row *Row) []Conflict {
	t, l := &s.tasks[i], s.lines[i]
	if floor := s.floor(i); floor != 0 && !t.started() {
		own := s.own(i)
		if soonest := l.finish(l.begin(floor), t.Duration); own.finish != 0 && soonest > own.finish {
			label := "échéance"
			if own.kind == ReasonOffset {
				label = t.Offset.inSentence()
			}
			list = append(list, Conflict{Kind: LimitsApart, Date: own.finish, Nominal: own.nominal, Limit: soonest, Label: label})
		}
	}
	if t.Offset.IsZero() && t.Deadline >= s.first && t.Deadline <= s.last && !s.mayFollowEvent(i) {
		list = append(list, Conflict{Kind: DeadlineInEvent, Date: t.Deadline})
	}
	if !row.Pinned && t.NotBefore != 0 && !t.started() && row.LatestFinish != 0 &&
		l.finish(l.begin(t.NotBefore), t.Duration) > row.LatestFinish {
		list = append(list, Conflict{Kind: NotBeforeTooLate, Date: t.NotBefore, Limit: row.LatestFinish})
	}
	if t.onEvent() {
		from, to := max(row.PlannedStart, s.first), min(row.PlannedFinish, s.last)
		if leave, away := l.calendar.LeaveIn(from, to); away && from <= to {
			off := workcal.DayOff{Kind: workcal.OnLeave, Label: leave.Label, From: leave.From, To: leave.To}
			list = append(list, Conflict{Kind: AwayOnEvent, Date: max(from, leave.From), Label: offName(off, s.year)})
		}
	}
	return list
}

func (s *scheduler) pinConflicts(list []Conflict, i int32, row *Row) []Conflict {
	t, l := &s.tasks[i], s.lines[i]
	start := t.PinnedStart
	if t.started() {
		start = t.Start
	}
	if start != 0 && t.PinnedFinish != 0 && t.PinnedFinish < start {
		list = append(list, Conflict{Kind: PinInverted, Date: t.PinnedFinish, Limit: start})
	}
	if row.PlannedFinish < s.today {
		list = append(list, Conflict{Kind: PinPast, Date: row.PlannedFinish})
	}
	for _, d := range [...]workcal.Date{t.PinnedStart, t.PinnedFinish} {
		if off := l.calendar.Off(d); d != 0 && !l.everyDay && off.Kind != workcal.Worked {
			list = append(list, Conflict{Kind: PinDayOff, Date: d, Label: s.whyOff(off)})
		}
	}
	for _, need := range s.needsOf(i) {
		allowed := s.allowedBy(i, need, s.early)
		if k := s.live(need.task); k >= 0 && !t.started() && allowed > row.PlannedStart {
			before := &s.tasks[k]
			list = append(list, Conflict{Kind: PinBeforeNeed, TaskTitle: before.name(),
				Date: row.PlannedStart, Limit: allowed})
		}
	}
	if row.LatestFinish != 0 && row.PlannedFinish > row.LatestFinish {
		list = append(list, Conflict{Kind: PinTooLate, Date: row.PlannedFinish, Limit: row.LatestFinish,
			Label: row.Reason.Label()})
	}
	return list
}

// whyOff names a day off in a few words.
func (s *scheduler) whyOff(off workcal.DayOff) string {
	if off.Kind == workcal.Closed || off.Kind == workcal.OnLeave {
		return offName(off, s.year)
	}
	return off.Label
}
