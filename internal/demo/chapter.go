package demo

import (
	"context"
	"fmt"
	"slices"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// chapter is one project of the story.
type chapter struct {
	kind        programme.Kind
	title       string
	short       string       // its short name
	series      string       // the national event it prepares, or
	first, last workcal.Date // its own days
	objectives  string
	audiences   string
	margin      int    // working days
	opening     string // of the museum on its days, where that is not as usual
	pilot       who
	begun       workcal.Date // created, and its template applied
	steps       []step       // of its status, in order
	joins       []join       // members, the pilot and the head left out
	template    string
	answers     []string              // questions answered « oui »
	hands       map[plan.Category]who // besides the pilot, the head and the intern
	sharedUntil workcal.Date          // what begins later is nobody's yet; no date: everything is given out
	turns       map[string]turn       // by the template's reference: what does not go by the book
}

// step is a change of status.
type step struct {
	to programme.Status
	on workcal.Date
	by who
}

// join is somebody who becomes a member.
type join struct {
	who who
	on  workcal.Date
}

// turn is what becomes of a task that does not go by the book.
type turn struct {
	hand    who             // who has it; nobody: as by the book
	free    bool            // it is nobody's yet
	left    bool            // it stays to do
	state   retroplan.State // to do: by the book
	on      workcal.Date
	because string
	ticked  int // items of its checklist
}

// live leads a project from its first day to the story's.
func (s story) live(ctx context.Context, id int64, c chapter) error {
	if err := s.join(ctx, id, c, join{claire, c.begun}); err != nil {
		return err
	}
	// Applied with one member of the team, the template gives her all that the team does; with
	// several, nothing.
	joins := []func() error{func() error { return s.applyTemplate(ctx, id, c) }}
	for _, j := range c.joins {
		joins = append(joins, func() error { return s.join(ctx, id, c, j) })
	}
	if !c.sharedUntil.IsZero() {
		slices.Reverse(joins)
	}
	for _, do := range joins {
		if err := do(); err != nil {
			return err
		}
	}
	for _, st := range c.steps {
		if err := s.takeStep(ctx, id, st); err != nil {
			return err
		}
	}
	return s.work(ctx, id, c)
}

func (s story) join(ctx context.Context, id int64, c chapter, j join) error {
	err := s.rooms.Programme.AddMember(ctx, s.people[c.pilot].At(at(j.on, 10, 5)), id, s.people[j.who].ID)
	if err != nil {
		return fmt.Errorf("add a member: %w", err)
	}
	return nil
}

func (s story) applyTemplate(ctx context.Context, id int64, c chapter) error {
	template, ok := s.templates[c.template]
	if !ok {
		return fmt.Errorf("no template %q", c.template)
	}
	answers := plan.Answers{}
	for _, a := range c.answers {
		answers[a] = true
	}
	if _, err := s.rooms.Plans.ApplyTemplate(ctx, s.people[c.pilot].At(at(c.begun, 10, 15)), id, template.ID, answers, ""); err != nil {
		return fmt.Errorf("apply the template: %w", err)
	}
	return nil
}

func (s story) takeStep(ctx context.Context, id int64, st step) error {
	by := s.people[st.by].At(at(st.on, 11, 20))
	project, err := s.rooms.Programme.Project(ctx, by, id)
	if err != nil {
		return fmt.Errorf("read the project: %w", err)
	}
	if err := s.rooms.Programme.SetStatus(ctx, by, id, project.Version, st.to); err != nil {
		return fmt.Errorf("set the status: %w", err)
	}
	return nil
}

// work gives every task to somebody, then does what is done by the story's day.
func (s story) work(ctx context.Context, id int64, c chapter) error {
	turns, err := s.turnsByTitle(c)
	if err != nil {
		return err
	}
	view, err := s.rooms.Plans.Plan(ctx, s.people[c.pilot].On(c.begun), id)
	if err != nil {
		return fmt.Errorf("read the plan: %w", err)
	}
	w := worker{story: s, chapter: c, calendar: view.Calendar}
	for _, row := range view.Rows {
		if err := w.work(ctx, row, turns[row.Title]); err != nil {
			return fmt.Errorf("%q: %w", row.Title, describe(err))
		}
	}
	return nil
}

// turnsByTitle finds the tasks that the chapter names by the template's references.
func (s story) turnsByTitle(c chapter) (map[string]turn, error) {
	titles := map[string]string{}
	for _, t := range s.templates[c.template].Body.Tasks {
		titles[t.Ref] = t.Title
	}
	turns := map[string]turn{}
	for ref, t := range c.turns {
		title, ok := titles[ref]
		if !ok {
			return nil, fmt.Errorf("the template has no task %q", ref)
		}
		turns[title] = t
	}
	return turns, nil
}
