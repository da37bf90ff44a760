package plan

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
)

// Picture is how every live plan stands at a moment. Two of them tell what was done between.
type Picture struct {
	order  []int64
	sheets map[int64]*sheet
}

func picture(list []*sheet) Picture {
	p := Picture{sheets: make(map[int64]*sheet, len(list))}
	for _, s := range list {
		p.order = append(p.order, s.project.ID)
		p.sheets[s.project.ID] = s
	}
	return p
}

// Picture reads how every live plan stands, mostly from what is kept.
func (r *Room) Picture(ctx context.Context, by account.By) (Picture, error) {
	list, err := r.sheets(ctx, by, whichLive(nil, recent(by)))
	return picture(list), err
}

// Touching names a task that an act reached without being about it.
type Touching struct {
	ID        int64
	Title     string
	ProjectID int64
	Project   string
	Why       string // the contradiction, as a sentence; "" for what is late
	Late      int    // days worked, as it becomes
}

// Consequences are what an act changed in the plans, whatever it was about.
type Consequences struct {
	Late      []Touching // tasks that become late
	Later     []Touching // open tasks that were late and get later
	Tight     []Touching // open tasks that lose the last of their slack without being late
	Recovered []Touching // open tasks that are no longer late
	Appeared  []Touching // contradictions, task by task
	Vanished  []Touching // those of tasks that are still to do
	Moved     int        // how many tasks that were to do, and still are, have other days
}

// Any tells whether anything changed.
func (c Consequences) Any() bool {
	return len(c.Late)+len(c.Later)+len(c.Tight)+len(c.Recovered)+len(c.Appeared)+len(c.Vanished)+c.Moved > 0
}

// Until gives what differs in a later picture. A task that is done, dropped or deleted since is not told of.
func (p Picture) Until(later Picture) Consequences {
	var c Consequences
	for _, id := range later.order {
		was, is := p.sheets[id], later.sheets[id]
		if was != nil && was.board == is.board {
			continue
		}
		c.compare(was, is)
	}
	return c
}

// conflictOf is one contradiction of one task.
type conflictOf struct {
	task int64
	kind retroplan.ConflictKind
}

// compare adds what differs between two states of a plan; was is nil for one that was not there, or did not ask for work.
func (c *Consequences) compare(was, is *sheet) {
	before := map[int64]*Row{}
	known := map[conflictOf]bool{}
	if was != nil {
		for i := range was.rows {
			row := &was.rows[i]
			before[row.ID] = row
			for _, one := range row.Conflicts {
				known[conflictOf{row.ID, one.Kind}] = true
			}
		}
	}
	touching := func(r *Row, why string) Touching {
		return Touching{ID: r.ID, Title: r.Title, ProjectID: is.project.ID, Project: is.project.Title, Late: r.Late, Why: why}
	}
	for i := range is.rows {
		row := &is.rows[i]
		old := before[row.ID]
		if !row.State.Open() {
			continue
		}
		open := old != nil && old.State.Open()
		switch {
		case row.Late > 0 && (!open || old.Late == 0):
			c.Late = append(c.Late, touching(row, ""))
		case open && row.Late > old.Late:
			c.Later = append(c.Later, touching(row, ""))
		case open && row.Late == 0 && row.Critical && !old.Critical:
			c.Tight = append(c.Tight, touching(row, ""))
		}
		if open && old.Late > 0 && row.Late == 0 {
			c.Recovered = append(c.Recovered, touching(row, ""))
		}
		tally(&c.Moved, open && (old.PlannedStart != row.PlannedStart || old.PlannedFinish != row.PlannedFinish))
		now := map[retroplan.ConflictKind]bool{}
		for _, one := range row.Conflicts {
			if !known[conflictOf{row.ID, one.Kind}] && !now[one.Kind] {
				c.Appeared = append(c.Appeared, touching(row, one.Sentence()))
			}
			now[one.Kind] = true
		}
		if open {
			gone := map[retroplan.ConflictKind]bool{}
			for _, one := range old.Conflicts {
				if !now[one.Kind] && !gone[one.Kind] {
					gone[one.Kind] = true
					c.Vanished = append(c.Vanished, touching(row, one.Sentence()))
				}
			}
		}
	}
}

// Rehearse tells what do would change, and leaves everything as it is: what do writes is tried in its transaction and rolled
// back. A failure of do is given back as it is.
//
//	c, err := plans.Rehearse(ctx, by, func(ctx context.Context) error { return programme.EditEvent(ctx, by, id, version, draft) })
func (r *Room) Rehearse(ctx context.Context, by account.By, do func(context.Context) error) (Consequences, error) {
	before, err := r.Picture(ctx, by)
	if err != nil {
		return Consequences{}, err
	}
	after := before
	err = do(postgres.Rehearse(ctx, func(ctx context.Context, tx pgx.Tx) (err error) {
		after, err = r.pictureIn(ctx, tx, by)
		return err
	}))
	if err != nil && !errors.Is(err, postgres.Rehearsed) {
		return Consequences{}, err
	}
	return before.Until(after), nil
}

// pictureIn is Picture as a transaction sees it; what it works out is not kept.
func (r *Room) pictureIn(ctx context.Context, tx pgx.Tx, by account.By) (Picture, error) {
	if err := programme.Visible(by); err != nil {
		return Picture{}, err
	}
	send := func(b *pgx.Batch) error { return postgres.Translate(tx.SendBatch(ctx, b).Close()) }
	var found []numbered
	b := &pgx.Batch{}
	queueProjects(b, &found, by, whichLive(nil, recent(by)))
	if err := send(b); err != nil {
		return Picture{}, err
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
		_, made, err := workedOut(send, by, missing)
		if err != nil {
			return Picture{}, err
		}
		for k, board := range made {
			boards[k.project] = board
		}
	}
	list := make([]*sheet, 0, len(found))
	for _, p := range found {
		list = append(list, &sheet{project: p.Project, by: by, board: boards[p.ID]})
	}
	return picture(list), nil
}
