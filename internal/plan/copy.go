package plan

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Copied is the plan of a project as another project takes it: what a template would hold of it.
type Copied struct {
	Body    Body
	Tasks   int      // that are taken
	Dropped int      // that were given up, and are left out: what waited for them waits for what they waited for
	Days    []string // titles of those with a deadline on a very day, which becomes so many days before or after the event
	Fixed   []string // titles of those whose beginning or end was fixed on a day, or not before one, which is left out
	Seen    string   // stands for the plan as it was read
}

// givenUp is the question of the tasks that were given up: nobody answers it, so that Body.Select leaves them out.
const givenUp = "abandonnee"

// CopyOf reads the plan of a project as another project may take it: without people, notes, states and dates of that year. The event of the project
// is from first to last, zero where it has none. One batch.
func CopyOf(ctx context.Context, q postgres.Querier, by account.By, project int64, first, last workcal.Date) (Copied, error) {
	if err := programme.Visible(by); err != nil {
		return Copied{}, err
	}
	var labels []storedLabel
	s, err := load(func(b *pgx.Batch) error {
		queueLabels(b, &labels, project)
		return postgres.Translate(q.SendBatch(ctx, b).Close())
	}, by, []int64{project}, "")
	if err != nil {
		return Copied{}, err
	}
	c := Copied{Body: Body{Format: Format, Questions: []Question{{Key: givenUp, Label: "Reprendre ce qui a été abandonné"}}}}
	items := map[int64][]string{}
	for _, l := range labels {
		items[l.TaskID] = append(items[l.TaskID], l.Label)
	}
	needs := map[int64][]TemplateNeed{}
	for _, n := range s.needs {
		needs[n.TaskID] = append(needs[n.TaskID], TemplateNeed{Ref: ref(n.NeedID), Lag: n.Lag})
	}
	var seen strings.Builder
	for i := range s.tasks {
		t := &s.tasks[i]
		fmt.Fprint(&seen, t.ID, ".", t.Version, ".", len(items[t.ID]), ".", needs[t.ID], " ")
		one := TemplateTask{Ref: ref(t.ID), Title: t.Title, Category: t.Category, Duration: t.Duration, CalendarDays: t.CalendarDays, Effort: t.Effort, MinDuration: t.MinDuration, Offset: t.Offset,
			Needs: needs[t.ID], Statutory: t.Statutory, Optional: t.Optional, Internal: t.Internal, Role: t.SuggestedRole, Checklist: items[t.ID], Source: t.Source}
		if t.State == retroplan.Dropped {
			one.Condition = givenUp
			c.Dropped++
		} else {
			c.Tasks++
			c.dates(t, &one, first, last)
		}
		c.Body.Tasks = append(c.Body.Tasks, one)
	}
	c.Seen = seen.String()
	return c, nil
}

func ref(id int64) string { return strconv.FormatInt(id, 10) }

// dates turns a deadline on a very day into so many days before or after the event, where a plan may say that, and names what is left out.
func (c *Copied) dates(t *Task, one *TemplateTask, first, last workcal.Date) {
	if !t.Deadline.IsZero() && t.Offset.IsZero() && !first.IsZero() {
		o := retroplan.Offset{Side: retroplan.BeforeEvent, Count: first.Sub(t.Deadline)}
		if t.Deadline > last {
			o = retroplan.Offset{Side: retroplan.AfterEvent, Count: t.Deadline.Sub(last)}
		}
		one.Offset = o
		if t.Deadline > first && t.Deadline <= last || !one.possible() {
			one.Offset = retroplan.Offset{}
		}
	}
	switch {
	case !t.PinnedStart.IsZero() || !t.PinnedFinish.IsZero() || !t.NotBefore.IsZero() || !t.Deadline.IsZero() && one.Offset == t.Offset:
		c.Fixed = append(c.Fixed, t.Title)
	case !t.Deadline.IsZero():
		c.Days = append(c.Days, t.Title)
	}
}

// possible tells whether a task may be stored as it is.
func (t TemplateTask) possible() bool {
	p := t.draft().Check()
	return !p.Any()
}

// CopyIn gives a project that has no task yet a plan that was read from another one, in the transaction of another room: nobody is responsible, nothing
// is done. Who calls it tells it in the journal. The project is locked, as for every change of its plan.
func CopyIn(ctx context.Context, tx pgx.Tx, by account.By, project int64, c Copied) error {
	p, tie, err := programme.Locked(ctx, tx, by, project)
	if err != nil {
		return err
	}
	if err := check(by, MayApplyTemplate, tie, p.Status); err != nil {
		return err
	}
	selected := c.Body.Select(nil)
	if len(selected) == 0 {
		return nil
	}
	h := held{tx: tx, by: by, project: p, tie: tie}
	if err := h.roomForTasks(ctx, len(selected)); err != nil {
		return err
	}
	number, err := takeNumbers(ctx, tx, project, len(selected))
	if err != nil {
		return err
	}
	list, needs := tasks(selected)
	checklists := make([][]newItem, len(selected))
	for i := range list {
		list[i].ProjectID, list[i].Number = project, number+i
		checklists[i] = unticked(selected[i].Checklist)
	}
	if err := insertAll(ctx, tx, by, list, needs, checklists); err != nil {
		return err
	}
	return postgres.Bump(ctx, tx, room, project)
}
