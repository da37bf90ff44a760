package retroplan

// result draws the rows from the earliest, latest and planned dates.
func (s *scheduler) result() Result {
	r := Result{Rows: make([]Row, len(s.tasks))}
	latest := int32(-1) // of the tasks before the event
	for i := range s.tasks {
		row := &r.Rows[i]
		s.fill(row, int32(i))
		row.Conflicts = s.conflicts(int32(i), row)
		r.count(&s.tasks[i], row)
		if !row.AfterEvent && row.Late > 0 && (latest < 0 || row.Late > r.Rows[latest].Late) {
			latest = int32(i)
		}
	}
	if latest >= 0 {
		r.cause = s.causeOf(latest)
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
	row.AfterEvent, row.Frozen = s.afterEvent[i], !t.State.Open()
	switch t.State {
	case Done:
		w := s.early[i]
		row.LatestStart, row.LatestFinish = w.start, w.finish
		row.EarliestStart, row.EarliestFinish = w.start, w.finish
		row.PlannedStart, row.PlannedFinish = w.start, w.finish
		row.Reason = Reason{Kind: ReasonDone, Date: w.finish, year: s.year}
		return
	case Dropped:
		row.PlannedStart, row.PlannedFinish = t.Start, t.Finish
		row.Reason = Reason{Kind: ReasonDropped}
		return
	}
	row.Pinned = t.pinned()
	row.EarliestStart, row.EarliestFinish = s.early[i].start, s.early[i].finish
	row.PlannedStart, row.PlannedFinish = s.planned[i].start, s.planned[i].finish
	if lim := s.latest[i].finish; lim != 0 {
		row.LatestStart, row.LatestFinish = l.start(lim, t.Duration), lim
		row.Slack = l.gap(row.EarliestFinish, lim)
		row.Late = max(0, -row.Slack)
		// What comes after the event often has a single day to be done on, without slack by
		// nature: that worries nobody before the event is over.
		row.Critical = row.Slack <= 0 && (!row.AfterEvent || row.Late > 0 || s.today > s.last)
	}
	row.Reason = s.reason(i)
}

func (s *scheduler) reason(i int32) Reason {
	lim := s.latest[i]
	r := Reason{Kind: lim.kind, Nominal: lim.nominal, Date: lim.finish, calendar: s.calendarOf(&s.tasks[i]), year: s.year}
	switch lim.kind {
	case ReasonSuccessor:
		f := &s.tasks[lim.follower]
		r.TaskRef, r.TaskTitle, r.Lag = f.Ref, f.name(), int(lim.lag)
		r.by, r.milestone = s.latest[lim.follower].start, f.Duration == 0
		if _, r.decided = s.livePin(lim.follower); r.milestone && !r.decided {
			r.by = s.latest[lim.follower].finish
		}
	case ReasonOffset:
		r.Offset = s.tasks[i].Offset
	}
	return r
}
