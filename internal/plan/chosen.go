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
	var people []Assignee
	s, err := r.sheet(ctx, by, whichProject(projectID), func(b *pgx.Batch) {
		queueGone(b, &gone, projectID, ids)
		postgres.Queue(b, &people, assigneesOf(`@project`), pgx.NamedArgs{"project": projectID})
	})
	if err != nil {
		return Chosen{}, err
	}
	chosen := make(map[int64]bool, len(ids))
	for _, id := range ids {
		chosen[id] = true
	}
	c := Chosen{Project: s.project, CanUnarchive: s.project.unarchivable(by), Candidates: s.candidates(ids...), People: givable(by, people, nil)}
	for i := range s.rows {
		if chosen[s.rows[i].ID] {
			c.Rows = append(c.Rows, s.row(i))
		}
	}
	for _, g := range gone {
		c.Gone = append(c.Gone, g.Title)
	}
	if len(c.Rows)+len(c.Gone) < len(ids) {
		return Chosen{}, fault.Missing(nil)
	}
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

// Waiting counts the other tasks that begin after one of these.
func (c Chosen) Waiting() int {
	chosen, waiting := map[int64]bool{}, map[int64]bool{}
	for i := range c.Rows {
		chosen[c.Rows[i].ID] = true
	}
	for i := range c.Rows {
		for _, next := range c.Rows[i].Successors {
			if !chosen[next.ID] {
				waiting[next.ID] = true
			}
		}
	}
	return len(waiting)
}
