package plan

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// recentDays is how long a done task stays in its doer's list.
const recentDays = 7

// MyList gives somebody's tasks across her live projects, in parts: late when the latest finish
// has passed; today when the planned days have begun, so that the work has to be going on; this
// week when they begin by Sunday; else later. Those of a project without a date come after them. What
// was done in the last seven days closes the list. The number of queries does not depend on the number of projects.
func (r *Room) MyList(ctx context.Context, by account.By, filter Filter) (List, error) {
	none := List{Today: by.Today(), Filter: filter}
	if err := programme.Visible(by); err != nil {
		return none, err
	}
	ids, err := listedProjects(ctx, r.db, by, by.Today().AddDays(-recentDays))
	if err != nil {
		return none, err
	}
	s, boards, err := scheduled(ctx, r.db, by, ids, withItemsOf(by, ids))
	if err != nil {
		return none, err
	}
	return listOf(s, boards, by, filter), nil
}

// listOf picks somebody's list out of the boards of a stock read with her items.
func listOf(s stock, boards []board, by account.By, filter Filter) List {
	list := List{Today: by.Today(), Filter: filter, Whose: filter.whose(by.Role)}
	filter.Whose = list.Whose
	items := runs(s.items, func(i *Item) int64 { return i.TaskID })
	sections := map[When][]ListRow{}
	for _, b := range boards {
		concerned := false
		for i := range b.rows {
			row := &b.rows[i]
			tie := row.Tie(by.ID, b.project.Member)
			when := whenOf(row, b.project, list.Today)
			if when == "" || !mineOrFree(tie) {
				continue
			}
			concerned = true
			if filter.keeps(row, tie) {
				one := ListRow{Row: *row, Project: b.project, Checklist: items[row.ID], Free: tie.Unassigned}
				one.Items, one.ItemsTicked = counted(one.Checklist)
				sections[when] = append(sections[when], one)
			}
		}
		if concerned {
			list.Projects = append(list.Projects, b.project)
		}
	}
	for _, when := range []When{WhenLate, WhenToday, WhenThisWeek, WhenLater, WhenUndated, WhenDone} {
		if rows := sections[when]; len(rows) > 0 {
			slices.SortStableFunc(rows, byDate)
			if when == WhenDone {
				slices.Reverse(rows)
			}
			list.Sections = append(list.Sections, Section{When: when, Rows: rows})
		}
	}
	return list
}

// counted gives how many items a checklist has, and how many are ticked.
func counted(items []Item) (all, ticked int) {
	for _, i := range items {
		tally(&ticked, i.Ticked())
	}
	return len(items), ticked
}

// whenOf places a row in a list; "" leaves it out.
func whenOf(row *Row, p Project, today workcal.Date) When {
	sunday := today.AddDays((7 - int(today.Weekday())) % 7)
	switch {
	case row.State == retroplan.Dropped:
		return ""
	case row.State == retroplan.Done && row.ActualFinish.Sub(today) < -recentDays:
		return ""
	case row.State == retroplan.Done:
		return WhenDone
	case !p.Dated():
		return WhenUndated
	case !row.LatestFinish.IsZero() && row.LatestFinish < today:
		return WhenLate
	case row.State == retroplan.InProgress || row.PlannedStart <= today:
		return WhenToday
	case row.PlannedStart <= sunday:
		return WhenThisWeek
	}
	return WhenLater
}

// mineOrFree: her own, or nobody's in a project of hers.
func mineOrFree(t access.Tie) bool { return t.Mine || t.Member && t.Unassigned }

// whose is the filter's choice, or the one that suits a role.
func (f Filter) whose(role access.Role) Whose {
	switch {
	case f.Whose != WhoseDefault:
		return f.Whose
	case role == access.Intern:
		return WhoseBoth
	}
	return WhoseMine
}

func (f Filter) keeps(row *Row, t access.Tie) bool {
	if f.Project != 0 && row.ProjectID != f.Project || f.Category != "" && row.Category != f.Category {
		return false
	}
	switch f.Whose {
	case WhoseMine:
		return t.Mine
	case WhoseFree:
		return t.Unassigned
	}
	return true
}

func byDate(a, b ListRow) int {
	return cmp.Or(cmp.Compare(a.PlannedFinish, b.PlannedFinish), strings.Compare(a.Project.Title, b.Project.Title),
		cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
}
