package retroplan

import (
	"parvis/internal/workcal"
)

// result draws the rows from the earliest, latest and planned dates.
func (s *scheduler) result() Result {
	r := Result{Rows: make([]Row, len(s.tasks))}
	for i := range s.tasks {
		row := &r.Rows[i]
		s.fill(row, int32(i))
		row.Conflicts = s.conflicts(int32(i), row)
		r.count(&s.tasks[i], row)
	}
	return r
}

func (r *Result) count(t *Task, row *Row) {
	r.Conflicts += len(row.Conflicts)
	r.Late = max(r.Late, row.Late)
	if row.Late > 0 {
		r.LateTasks++
	}
	if row.Critical {
		r.Critical++
	}
	if !row.AfterEvent {
		r.LateBefore = max(r.LateBefore, row.Late)
		r.begun = r.begun || t.State == Done || t.started()
	}
	switch t.State {
	case Done:
		r.Done++
	case Dropped:
		r.Dropped++
		return
	}
	if row.PlannedStart != 0 && (r.Start == 0 || row.PlannedStart < r.Start) {
		r.Start = row.PlannedStart
	}
	r.Finish = max(r.Finish, row.PlannedFinish)
}

func (s *scheduler) fill(row *Row, i int32) {
	t, l := &s.tasks[i], s.lines[i]
	row.ID, row.AfterEvent, row.Frozen = t.ID, s.afterEvent[i], t.State.Frozen()
	switch t.State {
	case Done:
		w := s.early[i]
		row.LatestStart, row.LatestFinish = w.start, w.finish
		row.EarliestStart, row.EarliestFinish = w.start, w.finish
		row.PlannedStart, row.PlannedFinish = w.start, w.finish
		row.Reason = Reason{Kind: ReasonDone, Date: w.finish}
		return
	case Dropped:
		row.PlannedStart, row.PlannedFinish = t.Start, t.Finish
		row.Reason = Reason{Kind: ReasonDropped}
		return
	}
	row.Pinned = t.pinned()
	row.EarliestStart, row.EarliestFinish = s.early[i].start, s.early[i].finish
	if lim := s.latest[i].finish; lim != 0 {
		row.LatestStart, row.LatestFinish = l.start(lim, t.Duration), lim
		row.Slack = l.gap(row.EarliestFinish, lim)
	}
	row.PlannedStart, row.PlannedFinish = s.planned[i].start, s.planned[i].finish
	if row.LatestFinish != 0 {
		row.Late = max(0, -l.gap(max(row.PlannedFinish, row.EarliestFinish), row.LatestFinish))
		row.Critical = row.Slack <= 0 || row.Late > 0
	}
	if !t.CalendarDays {
		if row.Effort = t.Duration; t.started() {
			row.Effort = s.left(i)
		}
	}
	row.Reason = s.reason(i)
}

func (s *scheduler) reason(i int32) Reason {
	lim := s.latest[i]
	r := Reason{Kind: lim.kind, Nominal: lim.nominal, Date: lim.finish, calendar: s.lines[i].calendar}
	switch lim.kind {
	case ReasonSuccessor:
		f := &s.tasks[lim.follower]
		r.TaskID, r.TaskTitle, r.needsStart = f.ID, f.name(), s.latest[lim.follower].start
	case ReasonOffset:
		r.Offset = *s.tasks[i].Offset
	}
	return r
}

// conflicts lists what does not hold together about a task, nil when all does.
func (s *scheduler) conflicts(i int32, row *Row) []Conflict {
	t := &s.tasks[i]
	var list []Conflict
	list = s.actualConflicts(list, t)
	if t.State.Frozen() {
		return list
	}
	list = s.statutoryConflicts(list, i, row)
	list = s.offsetConflicts(list, i)
	if row.Pinned {
		list = s.pinConflicts(list, i, row)
	} else if l := s.lines[i]; t.NotBefore != 0 && !t.started() && row.LatestFinish != 0 &&
		l.finish(t.NotBefore, t.Duration) > row.LatestFinish {
		list = append(list, Conflict{Kind: NotBeforeTooLate, Date: t.NotBefore, Limit: row.LatestFinish})
	}
	for _, d := range [...]workcal.Date{row.EarliestFinish, row.PlannedStart, row.LatestStart} {
		if d == workcal.MinDate || d == workcal.MaxDate {
			return append(list, Conflict{Kind: CalendarExhausted, Date: d})
		}
	}
	return list
}

func (s *scheduler) actualConflicts(list []Conflict, t *Task) []Conflict {
	if t.State == ToDo {
		if t.Start != 0 || t.Finish != 0 {
			list = append(list, Conflict{Kind: ActualIgnored})
		}
		return list
	}
	if t.State == Done && t.Finish == 0 {
		list = append(list, Conflict{Kind: FinishUnknown})
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
	if !t.Statutory || t.Offset == nil && t.Deadline == 0 {
		return list
	}
	due, label := s.lines[i].calendar.Prev(t.Deadline), ""
	if t.Offset != nil {
		if d, _ := s.due(i); t.Deadline == 0 || d <= due {
			due, label = d, t.Offset.String()+", "
		}
	}
	switch finish := max(row.EarliestFinish, row.PlannedFinish); {
	case due < s.today:
		return append(list, Conflict{Kind: StatutoryPast, Date: due, Label: label})
	case finish > due:
		return append(list, Conflict{Kind: StatutoryLate, Date: due, Limit: finish, Label: label})
	}
	return list
}

func (s *scheduler) offsetConflicts(list []Conflict, i int32) []Conflict {
	t := &s.tasks[i]
	if t.Offset == nil {
		return list
	}
	if lim := s.latest[i]; lim.kind == ReasonSuccessor {
		if due, _ := s.due(i); due > lim.finish {
			f := &s.tasks[lim.follower]
			list = append(list, Conflict{Kind: OffsetTooLate, TaskID: f.ID, TaskTitle: f.name(),
				Date: due, Limit: lim.finish, Label: t.Offset.String()})
		}
	}
	if s.afterEvent[i] {
		return list
	}
	for _, need := range s.needsOf(i) {
		if before := &s.tasks[need.task]; s.afterEvent[need.task] && !before.State.Frozen() {
			list = append(list, Conflict{Kind: NeedsAfterEvent, TaskID: before.ID, TaskTitle: before.name(), Label: t.Offset.String()})
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
		if d != 0 && !l.everyDay && !l.calendar.IsWorked(d) {
			list = append(list, Conflict{Kind: PinDayOff, Date: d, Label: l.calendar.WhyOff(d)})
		}
	}
	for _, need := range s.needsOf(i) {
		if allowed := s.allowedBy(i, need, s.early); !t.started() && allowed > row.PlannedStart {
			before := &s.tasks[need.task]
			list = append(list, Conflict{Kind: PinBeforeNeed, TaskID: before.ID, TaskTitle: before.name(),
				Date: row.PlannedStart, Limit: allowed})
		}
	}
	if row.LatestFinish != 0 && row.PlannedFinish > row.LatestFinish {
		list = append(list, Conflict{Kind: PinTooLate, Date: row.PlannedFinish, Limit: row.LatestFinish,
			Label: row.Reason.Short()})
	}
	return list
}
