package plan

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// Chosen is several tasks of a project that somebody chose, with what it takes to ask what to do with them.
type Chosen struct {
	Project      Project
	Rows         []Row       // in the plan's order; how many items they have is left out
	Gone         []string    // the titles of those that were deleted meanwhile
	People       []Assignee  // who may be made responsible for all of them
	Candidates   []Candidate // tasks that they could begin after, in the plan's order
	CanUnarchive bool        // the project is archived, and she may take it out
}

// Chosen gives some tasks of a project, each once, under the rules of Together about which there may be. It takes one reading.
func (r *Room) Chosen(ctx context.Context, by account.By, projectID int64, ids []int64) (Chosen, error) {
	ids = unique(ids)
	if len(ids) > 0 {
		if err := checkIDs(ids); err != nil {
			return Chosen{}, err
		}
	}
	var gone []titledTask
	chosen := make(map[int64]bool, len(ids))
	for _, id := range ids {
		chosen[id] = true
	}
	c, err := r.chosen(ctx, by, projectID, func(row *Row) bool { return chosen[row.ID] }, func(b *pgx.Batch) { queueGone(b, &gone, projectID, ids) })
	if err != nil {
		return Chosen{}, err
	}
	for _, g := range gone {
		c.Gone = append(c.Gone, g.Title)
	}
	if len(c.Rows)+len(c.Gone) < len(ids) {
		return Chosen{}, fault.Missing(nil)
	}
	return c, nil
}

// ChosenOf gives the tasks of a project that a filter keeps now and that this person may change, under the rules of Together
// about how many there may be. It takes one reading.
func (r *Room) ChosenOf(ctx context.Context, by account.By, projectID int64, keep Narrow) (Chosen, error) {
	c, err := r.chosen(ctx, by, projectID, func(row *Row) bool { return row.CanEdit && keep.Keeps(row) })
	if err == nil && len(c.Rows) > 0 {
		err = checkIDs(c.IDs())
	}
	return c, err
}

func (r *Room) chosen(ctx context.Context, by account.By, projectID int64, keep func(*Row) bool, extra ...more) (Chosen, error) {
	var people []Assignee
	s, err := r.sheet(ctx, by, whichProject(projectID), append(extra, func(b *pgx.Batch) {
		postgres.Queue(b, &people, assigneesOf(`@project`), pgx.NamedArgs{"project": projectID})
	})...)
	if err != nil {
		return Chosen{}, err
	}
	c := Chosen{Project: s.project, CanUnarchive: s.project.unarchivable(by), People: givable(by, people, nil)}
	for i := range s.rows {
		if row := s.row(i); keep(&row) {
			c.Rows = append(c.Rows, row)
		}
	}
	c.Candidates = s.candidates(c.IDs()...)
	return c, nil
}

// IDs are those of the tasks that are there, in the plan's order.
func (c Chosen) IDs() []int64 {
	ids := make([]int64, len(c.Rows))
	for i := range c.Rows {
		ids[i] = c.Rows[i].ID
	}
	return ids
}

// Waiting are the other tasks that begin after one of these, in the plan's order.
func (c Chosen) Waiting() (waiting []Link) {
	known := map[int64]bool{}
	for i := range c.Rows {
		known[c.Rows[i].ID] = true
	}
	for i := range c.Rows {
		for _, next := range c.Rows[i].Successors {
			if !known[next.ID] {
				known[next.ID], waiting = true, append(waiting, next)
			}
		}
	}
	return waiting
}
