package edition

import (
	"context"
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/programme"
	"parvis/internal/slot"
)

// Side is an activity in one edition, with its slots.
type Side struct {
	Activity  activity.Activity
	Slots     int  // that are held
	Off       int  // that were cancelled or postponed
	Places    int  // of those that have a limit
	Unlimited bool // one of them has none
	Groups    int
	People    int // of the groups that come
}

// Row is an activity, in the last edition and in this one; nil: it is not there.
type Row struct {
	Last, This *Side
}

// Title is what it is called, by its last name.
func (r Row) Title() string {
	if r.This != nil {
		return r.This.Activity.Title
	}
	return r.Last.Activity.Title
}

// Totals sum up one edition.
type Totals struct{ Activities, Slots, Places, Groups, People int }

// Comparison is an edition beside the one before.
type Comparison struct {
	Project            programme.ProjectSheet
	Before             *programme.Edition // nil: none is known
	After              []programme.Edition
	Both, Gone, New    []Row // in both; only in the last; only in this one: by title
	LastTotal, Total   Totals
	MaySay, MayPrepare bool // whoever reads may say which edition was before; may prepare the next
}

// Rows are all rows, those in both editions first.
func (c Comparison) Rows() []Row { return slices.Concat(c.Both, c.Gone, c.New) }

// Compare sets an edition beside the one before, activity by activity: by what it was taken from, or by its title.
func (r *Room) Compare(ctx context.Context, by account.By, project int64) (Comparison, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Comparison{}, fault.Missing(nil)
	}
	sheet, err := r.programme.Project(ctx, by, project)
	if err == nil && sheet.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Comparison{}, err
	}
	c := Comparison{Project: sheet, MaySay: sheet.May.Edit, MayPrepare: by.Can(MayPrepare, access.Tie{}) && MayFollow(sheet.Status)}
	around, err := r.programme.Editions(ctx, by, project)
	if err != nil {
		return c, err
	}
	c.Before, c.After = around.Before, around.After
	if c.Before == nil {
		return c, nil
	}
	last, err := r.sides(ctx, by, c.Before.ID)
	if err != nil {
		return c, err
	}
	this, err := r.sides(ctx, by, project)
	if err != nil {
		return c, err
	}
	c.LastTotal, c.Total = total(last), total(this)
	c.pair(last, this)
	return c, nil
}

// sides reads the activities of a project with what their slots sum up to, by title.
func (r *Room) sides(ctx context.Context, by account.By, project int64) ([]Side, error) {
	activities, err := activity.In(ctx, r.db, by, project)
	if err != nil {
		return nil, err
	}
	slots, err := slot.In(ctx, r.db, by, project)
	if err != nil {
		return nil, err
	}
	of := map[int64]*Side{}
	list := make([]Side, len(activities))
	for i, a := range activities {
		list[i].Activity = a
		of[a.ID] = &list[i]
	}
	for _, s := range slots {
		side := of[s.Activity.ID]
		if side == nil {
			continue
		}
		if !s.Status.Held() {
			side.Off++
			continue
		}
		side.Slots++
		side.Places += s.Capacity
		side.Unlimited = side.Unlimited || s.Capacity == 0
		side.Groups += s.Groups
		side.People += s.Taken
	}
	return list, nil
}

func total(list []Side) Totals {
	var t Totals
	for _, s := range list {
		t.Activities++
		t.Slots, t.Places, t.Groups, t.People = t.Slots+s.Slots, t.Places+s.Places, t.Groups+s.Groups, t.People+s.People
	}
	return t
}

// pair finds which activity of the last edition each of this one is.
func (c *Comparison) pair(last, this []Side) {
	of := make([]int, len(this)) // the one of last, -1 for none
	taken := make([]bool, len(last))
	for i := range this {
		of[i] = -1
	}
	match := func(same func(last, this activity.Activity) bool) {
		for i := range this {
			for k := range last {
				if of[i] < 0 && !taken[k] && same(last[k].Activity, this[i].Activity) {
					of[i], taken[k] = k, true
				}
			}
		}
	}
	match(func(l, t activity.Activity) bool { return t.TakenFrom == l.ID })
	match(func(l, t activity.Activity) bool { return french.Fold(t.Title) == french.Fold(l.Title) })
	for i := range this {
		if k := of[i]; k >= 0 {
			c.Both = append(c.Both, Row{Last: &last[k], This: &this[i]})
		} else {
			c.New = append(c.New, Row{This: &this[i]})
		}
	}
	for k := range last {
		if !taken[k] {
			c.Gone = append(c.Gone, Row{Last: &last[k]})
		}
	}
}

// SetBefore says of which project another one is the next edition: see programme.Room.SetEditionOf.
func (r *Room) SetBefore(ctx context.Context, by account.By, project int64, version int, before int64) error {
	return r.programme.SetEditionOf(ctx, by, project, version, before)
}

// Others gives the projects that another one may be the next edition of, the last first.
func (r *Room) Others(ctx context.Context, by account.By, project int64) ([]programme.Project, error) {
	list, err := r.programme.List(ctx, by, programme.Filter{Archived: true})
	var others []programme.Project
	for _, p := range list {
		if p.ID != project {
			others = append(others, p.Project)
		}
	}
	slices.SortStableFunc(others, func(a, b programme.Project) int { return b.First.Sub(a.First) })
	return others, err
}
