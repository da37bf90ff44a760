package plan

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// sheet is a project as somebody sees it, and its board, which she shares with everybody.
type sheet struct {
	project Project
	by      account.By
	folded  string // the project's title as French sorts it, once it was asked for

	// What was read with the project, before whatever else was asked for.
	key         key
	listsNumber int64
	changes     int64

	*board
}

// sortTitle is the project's title, written so that French sorts it.
func (s *sheet) sortTitle() string {
	if s.folded == "" {
		s.folded = french.Fold(s.project.Title)
	}
	return s.folded
}

// sheet reads one project; without one it is not found.
func (r *Room) sheet(ctx context.Context, by account.By, w which, extra ...more) (*sheet, error) {
	list, err := r.sheets(ctx, by, w, extra...)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, fault.Missing(nil)
	}
	return list[0], nil
}

// sheets finds projects, by first day and title, in one batch with whatever else is asked for. Their plans are
// those that are kept under the numbers read there; others are worked out.
func (r *Room) sheets(ctx context.Context, by account.By, w which, extra ...more) ([]*sheet, error) {
	if err := programme.Visible(by); err != nil {
		return nil, err
	}
	found, err := r.find(ctx, by, w, extra...)
	if err != nil {
		return nil, err
	}
	keys := make([]key, len(found))
	for i, p := range found {
		keys[i] = p.key(by.Today())
	}
	boards := r.memo.get(keys)
	var missing []int64
	for _, p := range found {
		if boards[p.ID] == nil {
			missing = append(missing, p.ID)
		}
	}
	if len(missing) > 0 {
		made, err := r.work(ctx, by, missing, found[0].DaysNumber)
		if err != nil {
			return nil, err
		}
		// The projects are those of the moment of their plans: they may have changed between the two readings.
		for i, p := range found {
			if s := made[p.ID]; s != nil {
				found[i].Project, boards[p.ID] = s.project, s.board
			}
		}
	}
	list := make([]*sheet, 0, len(found))
	for i, p := range found {
		if board := boards[p.ID]; board != nil { // else deleted meanwhile
			list = append(list, &sheet{project: p.Project, by: by, key: keys[i], listsNumber: p.ListsNumber, changes: p.Changes, board: board})
		}
	}
	return list, nil
}

// find reads projects, in one batch with whatever else is asked for. Every live project, and one alone, is what the same
// person found before, when nothing was counted since.
func (r *Room) find(ctx context.Context, by account.By, w which, extra ...more) (found []numbered, err error) {
	what := seen{person: by.ID, since: w.since, project: w.one}
	var changes int64
	known := w.kept() && r.memo.knows(what)
	b := &pgx.Batch{}
	if known {
		queueChanges(b, &changes, w)
	} else {
		queueProjects(b, &found, by, w)
	}
	for _, add := range extra {
		add(b)
	}
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	if known {
		if found = r.memo.found(changes, what); found != nil {
			return found, nil
		}
		b = &pgx.Batch{}
		queueProjects(b, &found, by, w)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return nil, postgres.Translate(err)
		}
	}
	if w.kept() && len(found) > 0 {
		r.memo.find(found[0].Changes, what, slices.Clone(found))
	}
	return found, nil
}

// work reads whole projects at one moment, works their plans out and keeps them under the numbers of that
// moment. Calendars that are kept are not read again, if they have this number then too.
func (r *Room) work(ctx context.Context, by account.By, ids []int64, days int64) (map[int64]*sheet, error) {
	send := func(b *pgx.Batch) error { return postgres.Snapshot(ctx, r.db, b) }
	var s stock
	var boards map[key]*board
	var err error
	calendars, known := r.memo.days(days)
	if known {
		if s, err = load(send, by, ids, ""); err != nil {
			return nil, err
		}
		s.calendars = calendars
		if boards, err = s.boards(by.Today()); err != nil {
			return nil, err
		}
		known = !calendars.Crossed() && !slices.ContainsFunc(s.projects, func(p numbered) bool { return p.DaysNumber != days })
	}
	if !known {
		if s, boards, err = workedOut(send, by, ids); err != nil {
			return nil, err
		}
	}
	if len(s.projects) > 0 { // all have the number of the same moment
		r.memo.keep(s.projects[0].DaysNumber, s.calendars, boards)
	}
	made := make(map[int64]*sheet, len(s.projects))
	for _, p := range s.projects {
		made[p.ID] = &sheet{project: p.Project, by: by, board: boards[p.key(by.Today())]}
	}
	return made, nil
}

// workedOut reads and works out whole projects. Where one asks about days that lie before those whose days
// off were read, which only the durations of an odd plan reach, all are read again over whole calendars:
// what is given is never a guess.
func workedOut(send func(*pgx.Batch) error, by account.By, ids []int64) (s stock, boards map[key]*board, err error) {
	for _, since := range []string{sinceSQL, calendar.Ever} {
		if s, err = load(send, by, ids, since); err != nil {
			return s, nil, err
		}
		if boards, err = s.boards(by.Today()); err != nil || !s.calendars.Crossed() {
			return s, boards, err
		}
	}
	return s, boards, nil
}

// row is a copy of a row, with what the reader may do with it.
func (s *sheet) row(i int) Row {
	row := s.rows[i]
	row.Needs, row.Successors, row.Conflicts = slices.Clone(row.Needs), slices.Clone(row.Successors), slices.Clone(row.Conflicts)
	row.Allowed = row.allowed(s.by, s.project)
	row.CanMoveUp, row.CanMoveDown = row.CanEdit && s.sameDay(i, i-1), row.CanEdit && s.sameDay(i, i+1)
	return row
}

func (s *sheet) view(items counts) View {
	v := View{
		Project: s.project, Today: s.by.Today(), Rows: make([]Row, len(s.rows)), Summary: s.summary,
		Calendar: s.calendars.Service(), SchoolZone: s.calendars.SchoolZone(),
		CanEdit:          s.project.can(s.by, MayAddTask),
		CanApplyTemplate: s.project.can(s.by, MayApplyTemplate),
		CanExchange:      s.by.Can(programme.MayExchange, access.Tie{}),
		CanMoveDate:      s.project.can(s.by, programme.MayMoveDate),
		CanUnarchive:     s.project.unarchivable(s.by),
	}
	for i := range v.Rows {
		v.Rows[i] = s.row(i)
		v.Rows[i].Items, v.Rows[i].ItemsTicked = items[v.Rows[i].ID].Items, items[v.Rows[i].ID].Ticked
	}
	return v
}

func (s *sheet) standing() Standing {
	st := Standing{Project: s.project, Summary: s.summary, Late: s.places(s.late), Critical: s.places(s.critical), Blocked: s.places(s.blocked), Loads: s.load}
	if s.next >= 0 {
		row := &s.rows[s.next]
		st.Next = &Milestone{ID: row.ID, Title: row.Title, PlannedFinish: row.PlannedFinish, Year: row.Year}
	}
	return st
}

func (s *sheet) places(at []int) []Place {
	list := make([]Place, len(at))
	for i := range at {
		list[i] = Place{s, at[i]}
	}
	return list
}

// Place is where a row stands in a plan. Whoever sorts many of them to show a few copies only those.
type Place struct {
	sheet *sheet
	at    int
}

func (p Place) stored() *Row { return &p.sheet.rows[p.at] }

// Row gives the row, without how many items it has.
func (p Place) Row() Row { return p.sheet.row(p.at) }

// ID is that of its row.
func (p Place) ID() int64 { return p.stored().ID }

// Late is that of its row.
func (p Place) Late() int { return p.stored().Late }

// LatestFinish is that of its row.
func (p Place) LatestFinish() workcal.Date { return p.stored().LatestFinish }

// Project is the one of its plan.
func (p Place) Project() Project { return p.sheet.project }

// Member is that of its project.
func (p Place) Member() bool { return p.sheet.project.Member }
