package plan

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/plansheet"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
)

// Exported gives the tasks of a project as they are written in a file, in their order by hand, and what the project is called: what an
// import of that file into an empty project makes of it is the same. One batch.
func (r *Room) Exported(ctx context.Context, by account.By, projectID int64) ([]plansheet.Exported, string, error) {
	var labels []storedLabel
	s, err := r.sheet(ctx, by, whichProject(projectID), func(b *pgx.Batch) { queueLabels(b, &labels, projectID) })
	if err != nil {
		return nil, "", err
	}
	if err := by.Check(programme.MayExchange, access.Tie{}); err != nil {
		return nil, "", err
	}
	items := map[int64][]plansheet.Item{}
	for _, l := range labels {
		items[l.TaskID] = append(items[l.TaskID], plansheet.Item{Text: l.Label, Ticked: l.Ticked})
	}
	rows := slices.Clone(s.rows)
	slices.SortStableFunc(rows, func(a, b Row) int { return cmp.Compare(a.Position, b.Position) })
	list := make([]plansheet.Exported, len(rows))
	for i := range rows {
		list[i] = exportedOf(&rows[i], items[rows[i].ID])
	}
	return list, s.project.Short(), nil
}

func exportedOf(row *Row, items []plansheet.Item) plansheet.Exported {
	t := &row.Task
	e := plansheet.Exported{Category: t.Category.Label(), Notes: t.Notes, Source: t.Source, Items: items}
	if t.Responsible != "" {
		e.Who = []string{t.Responsible}
	}
	e.PlannedStart, e.PlannedFinish = row.PlannedStart, row.PlannedFinish
	if t.State == retroplan.Blocked {
		e.Because = t.BlockedBecause
	}
	e.Task = retroplan.Task{ID: t.ID, Ref: strconv.Itoa(t.Number), Title: t.Title, Duration: t.Duration, CalendarDays: t.CalendarDays, Effort: t.Effort, Offset: t.Offset,
		Deadline: t.Deadline, NotBefore: t.NotBefore, PinnedStart: t.PinnedStart, PinnedFinish: t.PinnedFinish, Statutory: t.Statutory, Optional: t.Optional,
		Internal: t.Internal, State: t.State, Start: t.ActualStart, Finish: t.ActualFinish}
	if t.MinDuration != nil {
		e.Task.MinDuration = *t.MinDuration
	}
	for _, n := range row.Needs {
		e.Task.Needs = append(e.Task.Needs, retroplan.Need{ID: n.ID, Lag: n.Lag})
	}
	return e
}
