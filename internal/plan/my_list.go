package plan

import (
	"cmp"
	"context"
	"math"
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
	sheets, err := r.sheets(ctx, by, whichLive(nil, recent(by)))
	if err != nil {
		return none, err
	}
	list := listOf(sheets, by, filter, math.MaxInt)
	return list, r.checklists(ctx, list)
}

// byID gives the rows that the list shows by their tasks, and these.
func (l List) byID() (map[int64]*ListRow, []int64) {
	rows, ids := map[int64]*ListRow{}, []int64{}
	for _, s := range l.Sections {
		for i := range s.Rows {
			ids = append(ids, s.Rows[i].ID)
			rows[s.Rows[i].ID] = &s.Rows[i]
		}
	}
	return rows, ids
}

// counts reads how far the checklists of a list's tasks have come into it.
func (r *Room) counts(ctx context.Context, list List) error {
	rows, ids := list.byID()
	counts, err := itemCounts(ctx, r.db, ids)
	for _, c := range counts {
		rows[c.TaskID].Items, rows[c.TaskID].ItemsTicked = c.Items, c.Ticked
	}
	return err
}

// checklists reads those of a list's tasks into it.
func (r *Room) checklists(ctx context.Context, list List) error {
	rows, ids := list.byID()
	items, err := itemsOf(ctx, r.db, ids)
	for id, items := range runs(items, func(i *Item) int64 { return i.TaskID }) {
		row := rows[id]
		row.Checklist = items
		row.Items, row.ItemsTicked = counted(items)
	}
	return err
}

// listOf picks the first tasks of somebody's list out of sheets, without checklists.
func listOf(sheets []*sheet, by account.By, filter Filter, first int) List {
	list := List{Today: by.Today(), Filter: filter, Whose: filter.whose(by.Role)}
	filter.Whose = list.Whose
	sections := map[When][]Place{}
	for _, s := range sheets {
		places := s.of[by.ID]
		if s.project.Member {
			places = slices.Concat(places, s.free)
		}
		concerned := false
		for _, i := range places {
			when := whenOf(&s.rows[i], s.project, list.Today)
			if when == "" {
				continue
			}
			concerned = true
			if filter.keeps(&s.rows[i]) {
				sections[when] = append(sections[when], Place{s, i})
			}
		}
		if concerned {
			list.Projects = append(list.Projects, s.project)
		}
	}
	for _, when := range []When{WhenLate, WhenToday, WhenThisWeek, WhenLater, WhenUndated, WhenDone} {
		picks := sections[when]
		if len(picks) == 0 {
			continue
		}
		if first > 0 { // else nothing of it is shown
			slices.SortFunc(picks, byDate)
			if when == WhenDone {
				slices.Reverse(picks)
			}
		}
		section := Section{When: when, Rows: make([]ListRow, min(len(picks), first)), Total: len(picks)}
		for i := range section.Rows {
			row := picks[i].Row()
			section.Rows[i] = ListRow{Row: row, Project: picks[i].Project(), Free: row.ResponsibleID == nil}
		}
		first -= len(section.Rows)
		list.Sections = append(list.Sections, section)
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

func (f Filter) keeps(row *Row) bool {
	if f.Project != 0 && row.ProjectID != f.Project || f.Category != "" && row.Category != f.Category {
		return false
	}
	switch f.Whose {
	case WhoseMine:
		return row.ResponsibleID != nil
	case WhoseFree:
		return row.ResponsibleID == nil
	}
	return true
}

func byDate(p, q Place) int {
	a, b := p.stored(), q.stored()
	if finish := cmp.Compare(a.PlannedFinish, b.PlannedFinish); finish != 0 {
		return finish
	}
	if p.sheet != q.sheet {
		if title := strings.Compare(p.sheet.sortTitle(), q.sheet.sortTitle()); title != 0 {
			return title
		}
	}
	return cmp.Or(cmp.Compare(a.Position, b.Position), cmp.Compare(a.ID, b.ID))
}
