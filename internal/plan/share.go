package plan

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// Shared gives the plan of a project as it is shown outside of the service (View.Narrowed, Partner), and when what its history
// tells last changed; nothing in it may be changed. Who asks is somebody of the service on whose behalf it is shown.
func (r *Room) Shared(ctx context.Context, by account.By, projectID int64) (View, time.Time, error) {
	changed := map[int64]time.Time{}
	s, err := r.sheet(ctx, by, whichProject(projectID), func(b *pgx.Batch) { journal.QueueLastAtOf(b, changed, []int64{projectID}) })
	if err != nil {
		return View{}, time.Time{}, err
	}
	v := s.view(nil).Narrowed(Narrow{Partner: true})
	for i := range v.Rows {
		v.Rows[i].Allowed = Allowed{}
	}
	return v, changed[projectID], nil
}

// Agenda is what somebody has to do, day by day, for her calendar.
type Agenda struct {
	Rows    []ListRow           // her open tasks that have a day, and what she did lately
	Own     []Own               // what she noted for herself, on a day
	Changed map[int64]time.Time // when what the history of each project tells last changed
}

// AgendaOf is a person's own agenda on a day, all her live projects together.
func (r *Room) AgendaOf(ctx context.Context, by account.By) (Agenda, error) {
	list, err := r.MyList(ctx, by, Filter{Whose: WhoseMine})
	if err != nil {
		return Agenda{}, err
	}
	a := Agenda{Changed: map[int64]time.Time{}}
	b := &pgx.Batch{}
	for _, s := range list.Sections {
		for _, row := range s.Rows {
			if row.PlannedFinish.IsZero() {
				continue
			}
			a.Rows = append(a.Rows, row)
			if _, asked := a.Changed[row.Project.ID]; !asked {
				a.Changed[row.Project.ID] = time.Time{}
			}
		}
		for _, o := range s.Own {
			if !o.Day.IsZero() {
				a.Own = append(a.Own, o)
			}
		}
	}
	ids := make([]int64, 0, len(a.Changed))
	for id := range a.Changed {
		ids = append(ids, id)
	}
	journal.QueueLastAtOf(b, a.Changed, ids)
	return a, postgres.Translate(r.db.SendBatch(ctx, b).Close())
}
