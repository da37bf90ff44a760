package plan

import (
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// WholePlan is Plan over every closure and leave there ever was.
func (r *Room) WholePlan(ctx context.Context, by account.By, projectID int64) (View, error) {
	var list []storedCount
	b := &pgx.Batch{}
	withCounts(&list, projectID)(b)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return View{}, err
	}
	send := func(b *pgx.Batch) error { return postgres.Snapshot(ctx, r.db, b) }
	s, err := load(send, by, []int64{projectID}, calendar.Ever)
	if err != nil {
		return View{}, err
	}
	boards, err := s.boards(by.Today())
	if err != nil {
		return View{}, err
	}
	p := s.projects[0]
	one := &sheet{project: p.Project, by: by, board: boards[p.key(by.Today())]}
	return one.view(countsOf(list)), nil
}

// Since is the day from which the plans of projects read days off.
func Since(ctx context.Context, q postgres.Querier, today workcal.Date, projectIDs ...int64) (workcal.Date, error) {
	return postgres.Scalar[workcal.Date](ctx, q, sinceSQL, pgx.NamedArgs{"ids": projectIDs, "today": today})
}

// RowBytes is what the room counts for a row.
const RowBytes = rowBytes

// NewSmall is New with a memo of some bytes.
func NewSmall(db *pgxpool.Pool, most int) *Room { return &Room{db: db, memo: newMemo(most)} }

// Kept gives the projects whose plans are kept, the last asked for first, and the bytes that all is counted for.
func Kept(r *Room) (projects []int64, bytes int) {
	for e := r.memo.used.Front(); e != nil; e = e.Next() {
		projects = append(projects, e.Value.(*kept).key.project)
	}
	return projects, r.memo.bytes
}

// Slowly reads and works out a plan, and keeps it when it is told to: whatever happens meanwhile comes
// between the two.
func Slowly(ctx context.Context, r *Room, by account.By, projectID int64) (keep func(), err error) {
	s, boards, err := workedOut(func(b *pgx.Batch) error { return postgres.Snapshot(ctx, r.db, b) }, by, []int64{projectID})
	return func() { r.memo.keep(s.projects[0].DaysNumber, s.calendars, boards) }, err
}

// Set gives a task of which a draft says everything.
func Set(d Draft) *Task {
	var t Task
	t.set(d)
	return &t
}
