package plan

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// recentDays is how long a done task stays in its doer's list.
const recentDays = 7

// MyList gives somebody's tasks across her live projects, in parts: late when the latest finish
// has passed; today when the planned days have begun, so that the work has to be going on; this
// week when they begin by Sunday, this month by its last day; else later. What she noted for herself stands by its day. Those
// without a date come after them. What was done in the last seven days closes the list. The number of queries does not depend on the number of projects.
func (r *Room) MyList(ctx context.Context, by account.By, filter Filter) (List, error) {
	return r.ListOf(ctx, by, by.ID, filter)
}

// ListOf is the list of a person as somebody sees it: her tasks, and what she noted for herself only if its reader may see
// that. Whoever has no list is not found; whoever may not read hers is refused.
func (r *Room) ListOf(ctx context.Context, by account.By, person int64, filter Filter) (List, error) {
	none := List{Today: by.Today(), Filter: filter, PersonID: person, Mine: person == by.ID}
	if err := programme.Visible(by); err != nil {
		return none, err
	}
	if err := by.Check(MayReadList, tieTo(by, person)); err != nil {
		return none, err
	}
	var own []Own
	var people []someone
	sheets, err := r.sheets(ctx, by, whichLive(nil, recent(by)), func(b *pgx.Batch) {
		queuePeople(b, &people)
		if mayReadOwn(by, person) {
			queueOwn(b, &own, person, recent(by))
		}
	})
	if err != nil {
		return none, err
	}
	at := slices.IndexFunc(people, func(p someone) bool { return p.ID == person })
	if at < 0 {
		return none, fault.Missing(nil)
	}
	list := listOf(sheets, by, person, own, filter, math.MaxInt)
	list.Person, list.Addable, list.People = people[at].Name, addable(sheets, by), colleagues(by, people, sheets)
	return list, r.checklists(ctx, list)
}

// addable are the projects that somebody may add a task to, those she is a member of first.
func addable(sheets []*sheet, by account.By) []Project {
	var hers, others []Project
	for _, s := range sheets {
		switch p := s.project; {
		case !p.can(by, MayAddTask):
		case p.Member:
			hers = append(hers, p)
		default:
			others = append(others, p)
		}
	}
	return append(hers, others...)
}

// colleagues are the people whose lists somebody may open: those who may log in, and whoever left with something to do.
func colleagues(by account.By, people []someone, sheets []*sheet) []Assignee {
	var list []Assignee
	for _, p := range people {
		if p.ID == by.ID || !by.Can(MayReadList, tieTo(by, p.ID)) {
			continue
		}
		if p.Active || slices.ContainsFunc(sheets, func(s *sheet) bool {
			return slices.ContainsFunc(s.of[p.ID], func(l listed) bool { return l.when != WhenDone })
		}) {
			list = append(list, Assignee{ID: p.ID, Name: p.Name})
		}
	}
	return list
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

// counts reads how far the checklists of a list's tasks have come into it, but for what is kept of their plans.
func (r *Room) counts(ctx context.Context, sheets []*sheet, list List) error {
	of := make(map[int64]*sheet, len(sheets))
	for _, s := range sheets {
		of[s.project.ID] = s
	}
	rows, ids := list.byID()
	asked := map[*sheet]counts{}
	ids = slices.DeleteFunc(ids, func(id int64) bool {
		row, s := rows[id], of[rows[id].Project.ID]
		c, known := r.memo.countOf(s.key, s.listsNumber, id)
		if !known {
			if asked[s] == nil {
				asked[s] = counts{}
			}
			asked[s][id] = c
		}
		row.Items, row.ItemsTicked = c.Items, c.Ticked
		return known
	})
	if len(ids) == 0 {
		return nil
	}
	read, err := itemCounts(ctx, r.db, ids)
	if err != nil {
		return err
	}
	for _, c := range read {
		row := rows[c.TaskID]
		row.Items, row.ItemsTicked = c.Items, c.Ticked
		asked[of[row.Project.ID]][c.TaskID] = c
	}
	for s, c := range asked {
		r.memo.count(s.key, s.listsNumber, c, false)
	}
	return nil
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

// parts are those of a list, in order.
var parts = [...]When{WhenLate, WhenToday, WhenThisWeek, WhenMonth, WhenLater, WhenUndated, WhenDone}

// listOf picks the first tasks of a person's list out of sheets, without checklists, and of what she noted for herself.
func listOf(sheets []*sheet, by account.By, person int64, own []Own, filter Filter, first int) List {
	list := List{PersonID: person, Mine: person == by.ID, Today: by.Today(), Filter: filter, Whose: WhoseMine}
	if list.Mine {
		list.Whose = filter.whose(by.Role)
	}
	filter.Whose = list.Whose
	sections := map[When][]Place{}
	for _, s := range sheets {
		hers, free := s.of[person], []listed(nil)
		if list.Mine && s.project.Member {
			free = s.free
		}
		if len(hers)+len(free) > 0 {
			list.Projects = append(list.Projects, s.project)
		}
		if filter.Project != 0 && filter.Project != s.project.ID {
			continue
		}
		for _, places := range [...][]listed{filter.hers(hers), filter.free(free)} {
			for _, l := range places {
				if filter.Category == "" || filter.Category == s.rows[l.at].Category {
					sections[l.when] = append(sections[l.when], Place{s, l.at})
				}
			}
		}
	}
	noted := map[When][]Own{}
	for _, o := range own {
		if when := o.when(list.Today); when != "" && filter.keepsOwn() {
			noted[when] = append(noted[when], o)
		}
	}
	for _, when := range parts {
		picks, own := sections[when], noted[when]
		if !filter.Horizon.shows(when) {
			if when == WhenUndated { // what she noted without a day waits in sight
				list.Undated, picks = len(picks), nil
			} else {
				list.Later, picks, own = list.Later+len(picks)+len(own), nil, nil
			}
		}
		if len(picks)+len(own) == 0 {
			continue
		}
		order := byDate
		if when == WhenDone {
			order = lastFirst
		}
		First(picks, first, order)
		section := Section{When: when, Rows: make([]ListRow, min(len(picks), first)), Own: own, Total: len(picks) + len(own)}
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
	}
	return ahead(row.PlannedStart, today)
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

// hers and free are those places that the choice keeps.
func (f Filter) hers(places []listed) []listed {
	if f.Whose == WhoseFree {
		return nil
	}
	return places
}

func (f Filter) free(places []listed) []listed {
	if f.Whose == WhoseMine {
		return nil
	}
	return places
}

// keepsOwn tells whether what somebody noted for herself is shown: it has no project and no category.
func (f Filter) keepsOwn() bool { return f.Project == 0 && f.Category == "" && f.Whose != WhoseFree }

func lastFirst(p, q Place) int { return byDate(q, p) }

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
