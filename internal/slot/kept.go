package slot

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// view is a project's slots, with what they are looked at with and what does not hold among them, as anybody sees them: who works on the
// project is told apart.
type view struct {
	scene
	found []Conflict
}

// kept is what pages showed, until something is counted: a programme is looked at many times between two changes.
type kept struct {
	views    *postgres.Kept[view]
	months   *postgres.Kept[[]Slot]
	days     *postgres.Kept[[]Slot] // of a project
	ones     *postgres.Kept[one]
	projects *postgres.Kept[owned]
}

// What is kept at most: some megabytes of the largest programmes, and slots that people are at.
const (
	mostKept = 6
	mostOnes = 200
)

func keep() kept {
	return kept{views: postgres.Keep[view](mostKept), months: postgres.Keep[[]Slot](mostKept), days: postgres.Keep[[]Slot](mostKept), ones: postgres.Keep[one](mostOnes), projects: postgres.Keep[owned](mostOnes)}
}

// owned is a project as anybody sees it, with who works on it.
type owned struct {
	project Project
	members []int64
}

// Project gives a project as one person sees it, as it is kept, or reads it.
func (r *Room) Project(ctx context.Context, by account.By, id int64) (Project, error) {
	v, err := r.kept.projects.Of(by.Changes, fmt.Sprint(id), func() (owned, error) {
		anybody := by
		anybody.ID = 0
		var rows []ProjectRow
		v := owned{}
		b := &pgx.Batch{}
		queueProject(b, &rows, anybody, id)
		queueMembers(b, &v.members, id)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return v, postgres.Translate(err)
		}
		if len(rows) == 0 {
			return v, fault.Missing(nil)
		}
		v.project = rows[0].Named()
		return v, nil
	})
	v.project.Member = slices.Contains(v.members, by.ID)
	return v.project, err
}

// one is a slot with its groups as anybody sees it, and who works on its project.
type one struct {
	slot    Slot
	groups  []Registration
	members []int64
}

// one gives a slot, living or in the trash, as it is kept, or reads it.
func (r *Room) one(ctx context.Context, by account.By, id int64) (one, error) {
	return r.kept.ones.Of(by.Changes, fmt.Sprint(id), func() (one, error) {
		anybody := by
		anybody.ID = 0
		var rows []row
		var groups []groupRow
		v := one{}
		b := &pgx.Batch{}
		queueOne(b, &rows, anybody, id)
		queueGroups(b, &groups, id)
		queueMembersAt(b, &v.members, id)
		if err := r.db.SendBatch(ctx, b).Close(); err != nil {
			return v, postgres.Translate(err)
		}
		if len(rows) == 0 {
			return v, fault.Missing(nil)
		}
		v.slot = rows[0].slot()
		for _, g := range groups {
			one := g.registration()
			one.Fits = one.Waiting && v.slot.fits(one.People)
			v.groups = append(v.groups, one)
		}
		return v, nil
	})
}

// look gives a project's slots as they are kept, or reads them.
func (r *Room) look(ctx context.Context, by account.By, project int64) (view, error) {
	return r.kept.views.Of(by.Changes, fmt.Sprint(project), func() (view, error) {
		anybody := by
		anybody.ID = 0
		v := view{}
		var err error
		if v.scene, err = r.readScene(ctx, r.db, anybody, project, nil); err != nil {
			return v, err
		}
		v.found = v.conflicts()
		return v, nil
	})
}

// as is the programme as one person sees it. Its lists are hers.
func (v view) as(by account.By) Programme {
	p := Programme{Project: v.project, Slots: slices.Clone(v.slots), Activities: slices.Clone(v.activities), Spaces: slices.Clone(v.spaces), Conflicts: slices.Clone(v.found)}
	p.Project.Member = slices.Contains(v.members, by.ID)
	for i := range p.Slots {
		p.Slots[i].Project.Member = p.Project.Member
	}
	p.May = p.Project.rights(by)
	return p
}

// ofActivity gives the other slots of the activity of a slot, in the order of their times.
func (v view) ofActivity(s Slot) []Slot {
	var list []Slot
	for _, o := range v.slots {
		if o.Activity.ID == s.Activity.ID && o.ID != s.ID {
			o.Project.Member = s.Project.Member
			list = append(list, o)
		}
	}
	return list
}

// about are the conflicts of a slot.
func (v view) about(id int64) []Conflict {
	var list []Conflict
	for _, c := range v.found {
		if c.of(id) {
			list = append(list, c)
		}
	}
	return list
}

// between gives the slots of all projects that begin from a day to another one, as they are kept, or reads them.
func (r *Room) between(ctx context.Context, by account.By, from, to workcal.Date) ([]Slot, error) {
	list, err := r.kept.months.Of(by.Changes, fmt.Sprint(by.ID, from, to), func() ([]Slot, error) {
		rows, err := betweenRows(ctx, r.db, by, from, to)
		return slots(rows), err
	})
	return slices.Clone(list), err
}
