package results

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/survey/tally"
)

// Room is the results: every operation is one of its methods.
type Room struct {
	db *pgxpool.Pool
}

// New opens the results of what a database keeps.
func New(db *pgxpool.Pool) *Room { return &Room{db: db} }

// visible refuses whoever may not read results, as if there were none.
func visible(by account.By) error {
	if !by.Can(MayRead, access.Tie{}) {
		return fault.Missing(nil)
	}
	return programme.Visible(by)
}

// rights is what somebody may do with any results. Adding a task is asked again of the project that it is added to.
func rights(by account.By) Rights {
	return Rights{SetAside: by.Can(MaySetAside, access.Tie{}), Export: by.Can(MayExport, access.Tie{}), AddTask: by.Can(plan.MayAddTask, access.Tie{Member: true})}
}

// Results counts what was answered to a form under a filter: two batches, whatever was answered.
func (r *Room) Results(ctx context.Context, by account.By, form int64, f Filter) (View, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return View{}, err
	}
	return r.counted(ctx, by, s, f)
}

// scene reads a form and where it is asked.
func (r *Room) scene(ctx context.Context, by account.By, form int64) (*scene, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	s := &scene{}
	b := &pgx.Batch{}
	s.queue(b, by, form)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return s, s.settle()
}

func (r *Room) counted(ctx context.Context, by account.By, s *scene, f Filter) (View, error) {
	v := View{Form: s.form, Filter: f, Choices: s.choices(), Tasks: s.tasks, May: rights(by)}
	if !s.form.Published() {
		return v, nil
	}
	slots := f.under(s.slots, s.places)
	var came attendance.Reading
	var found counted
	b := &pgx.Batch{}
	came.QueuePresent(b, slots)
	queueLines(b, &found, s.form.ID, f, func() *tally.Counter { return tally.New(s.form.Asked) })
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return View{}, postgres.Translate(err)
	}
	v.Tally, v.Aside, v.First, v.Last = found.Tally, found.Aside, found.First, found.Last
	v.Rate = f.rate(v.Responses(), slots, came.Counts(slots))
	return v, nil
}

// Listed is a form that another may be compared with.
type Listed struct {
	ID        int64
	Title     string
	Purpose   string
	Project   string
	ProjectID int64
	Responses int
	Aside     int
}

// one asks for what there must be one of.
func one[T any](list []T, err error) (T, error) {
	var none T
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return none, err
	}
	return list[0], nil
}

// mayExport refuses whoever may not take responses away.
func mayExport(by account.By) error { return cmp.Or(visible(by), by.Check(MayExport, access.Tie{})) }
