package plan_test

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// busy is a house where everybody does anything, with a second server over the same database.
type busy struct {
	house
	accounts  *account.Accounts
	programme *programme.Room
	second    *plan.Room
	fresh     *plan.Room
	random    *rand.Rand
	event     int64
	side      int64 // a project that comes and goes
	template  int64
	deleted   []int64
	done      map[string]int
	focus     int64 // the task that things are done to; 0 for any
}

func openBusy(t *testing.T, seed uint64) *busy {
	t.Helper()
	h := open(t)
	b := &busy{house: h, accounts: account.New(h.DB, account.Options{}), programme: programme.New(h.DB), second: plan.New(h.DB), fresh: plan.New(h.DB),
		random: rand.New(rand.NewPCG(seed, 11)), done: map[string]int{}}
	h.workedExample()
	h.taskIn(h.elsewhere, "Convention", lasting(10), assignedTo(h.Intern))
	h.taskIn(h.elsewhere, "Visite", assignedTo(h.Team))
	var err error
	b.event, err = b.programme.CreateEvent(ctx, h.Head.At(now), "", programme.EventDraft{Name: "Fête", Year: 2025, First: workcal.Of(2025, 7, 4), Last: workcal.Of(2025, 7, 5)})
	h.Must(err)
	b.side = h.newProject("Concert", h.Team)
	h.taskIn(b.side, "Affiche", lasting(2), assignedTo(h.Team))
	h.Must(plan.SeedTemplates(ctx, h.DB))
	b.template = scalar[int64](h, `SELECT min(id) FROM plan_templates`, nil)
	return b
}

// shuffled gives a list in some order.
func shuffled[T any](b *busy, list []T) []T {
	list = slices.Clone(list)
	b.random.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
	return list
}

func pick[T any](b *busy, list ...T) T { return list[b.random.IntN(len(list))] }

func (b *busy) someTask() int64 {
	if b.focus != 0 {
		return b.focus
	}
	return scalar[int64](b.house, `SELECT id FROM tasks WHERE deleted_at IS NULL AND project_id IN (SELECT id FROM projects WHERE deleted_at IS NULL) ORDER BY hashint8(id + @salt) LIMIT 1`, pgx.NamedArgs{"salt": b.random.Int32()})
}

func (b *busy) someone() *int64 {
	return pick(b, nil, &b.Intern.ID, &b.Team.ID, &b.Head.ID)
}

func (b *busy) soon() workcal.Date { return today.AddDays(b.random.IntN(60)) }

func (b *busy) someDraft() plan.Draft {
	d := draft(fmt.Sprint("Tâche ", b.random.IntN(1000)), lasting(b.random.IntN(12)))
	d.ResponsibleID, d.Notes = b.someone(), "à relire"
	d.Effort, d.Internal = pick[retroplan.Effort](b, 0, 1, 3), b.random.IntN(2) == 0
	switch b.random.IntN(4) {
	case 0, 1:
		due(fmt.Sprint("J-", b.random.IntN(50)))(&d)
	case 2:
		due(fmt.Sprint("E+", b.random.IntN(20)))(&d)
	}
	return d
}

// deeds are all that anybody may do that a plan, or its page, shows.
var deeds = []string{"create", "edit", "line", "effort", "internal", "assign", "shift", "many", "lines", "tick", "untick", "start", "finish", "block", "reopen", "drop", "need", "free", "delete", "restore",
	"up", "down", "order", "template", "item", "project", "project", "project", "event", "status", "member", "throw", "retrieve", "archive", "bring back", "begin", "week", "closure", "open", "leave", "back", "own week", "rename"}

// andPeople are they, and what becomes of people's accounts.
var andPeople = append(slices.Clone(deeds), "hire", "dismiss", "take back")

// after is what has to be done before a thing can be.
var after = map[string]string{"bring back": "archive", "back": "leave", "open": "closure", "retrieve": "throw", "restore": "delete", "reopen": "finish", "free": "need"}

// left are the things that nobody could do yet, in some order, each after what it takes.
func (b *busy) left() []string {
	var list []string
	for _, name := range shuffled(b, deeds) {
		if b.done[name] == 0 {
			if first := after[name]; first != "" {
				list = append(list, first)
			}
			list = append(list, name)
		}
	}
	return list
}

// didAll tells whether somebody could do each of the deeds.
func (b *busy) didAll() bool {
	return !slices.ContainsFunc(deeds, func(name string) bool { return b.done[name] == 0 })
}

// movable gives a task that may be moved among those of its day; 0 where none is.
func (b *busy) movable(project int64, may func(plan.Row) bool) int64 {
	var ids []int64
	for _, r := range b.view(project).Rows {
		if may(r) {
			ids = append(ids, r.ID)
		}
	}
	return pick(b, append(ids, 0)...)
}

// try does a thing, here or there: chance may first choose where it cannot be done.
func (b *busy) try(name string) (err error) {
	for range 8 {
		if err = b.act(name); err == nil || fault.KindOf(err) == fault.Internal {
			break
		}
	}
	return err
}

func (b *busy) act(name string) error {
	by, task, project := b.Head.At(now), b.someTask(), pick(b, b.project, b.elsewhere)
	switch name {
	case "create":
		_, err := b.CreateTask(ctx, by, project, b.someDraft(), "")
		return err
	case "edit":
		return b.EditTask(ctx, by, task, b.detail(task).Row.Version, b.someDraft())
	case "effort", "internal": // alone: each has to show by itself
		row := b.detail(task).Row
		d := row.Draft()
		if name == "effort" {
			d.Effort = pick[retroplan.Effort](b, 0, 1, 2, 5)
		} else {
			d.Internal = !d.Internal
		}
		return b.EditTask(ctx, by, task, row.Version, d)
	case "line":
		v, err := b.TaskLine(ctx, by, task)
		if err != nil {
			return err
		}
		line, d := v.Row.Line(), b.someDraft()
		line.Title, line.Duration, line.Offset, line.ResponsibleID = d.Title, d.Duration, d.Offset, d.ResponsibleID
		line.Move.To, line.Move.Because = pick(b, v.States...), "devis attendu"
		if _, err := b.TryLine(ctx, v, line); err != nil { // what is tried leaves no trace in what is kept
			return err
		}
		if b.random.IntN(3) == 0 {
			return nil
		}
		_, err = b.EditLine(ctx, by, v, v.Row.Version, line)
		return err
	case "assign":
		return b.Assign(ctx, by, task, b.someone())
	case "shift":
		return b.Shift(ctx, by, task, pick(b, -3, 1, 7))
	case "many":
		return b.many(by, project)
	case "lines":
		var after []plan.Need
		for _, r := range b.view(project).Rows[:1] {
			after = append(after, plan.Need{ID: r.ID, Lag: b.random.IntN(3)})
		}
		_, err := b.AddTasks(ctx, by, project, plan.Added{Drafts: []plan.Draft{b.someDraft(), b.someDraft()}, Below: b.someTask(), After: after}, "")
		return err
	case "tick":
		return b.TickTask(ctx, by, task)
	case "untick":
		return b.UntickTask(ctx, by, task)
	case "start":
		return b.Start(ctx, by, task)
	case "finish":
		return b.Finish(ctx, by, task, today.AddDays(-b.random.IntN(5)))
	case "block":
		return b.Block(ctx, by, task, "devis attendu")
	case "reopen":
		return b.Reopen(ctx, by, task)
	case "drop":
		return b.Drop(ctx, by, task)
	case "need":
		return b.AddNeed(ctx, by, task, b.someTask(), b.random.IntN(4))
	case "free":
		for _, n := range b.detail(task).Row.Needs {
			return b.RemoveNeed(ctx, by, task, n.ID)
		}
	case "delete":
		b.deleted = append(b.deleted, task)
		return b.DeleteTask(ctx, by, task)
	case "restore":
		if len(b.deleted) > 0 {
			task, b.deleted = b.deleted[0], b.deleted[1:]
			return b.RestoreTask(ctx, by, task)
		}
	case "up":
		return b.MoveUp(ctx, by, cmp.Or(b.movable(project, func(r plan.Row) bool { return r.CanMoveUp }), task))
	case "down":
		return b.MoveDown(ctx, by, cmp.Or(b.movable(project, func(r plan.Row) bool { return r.CanMoveDown }), task))
	case "order":
		var ids []int64
		for _, r := range b.view(project).Rows {
			ids = append([]int64{r.ID}, ids...)
		}
		return b.Reorder(ctx, by, project, ids)
	case "template":
		if b.done[name] < 2 {
			_, err := b.ApplyTemplate(ctx, by, project, b.template, nil, "")
			return err
		}
	case "item":
		item, err := b.AddItem(ctx, by, task, "un point", "")
		if err == nil && b.random.IntN(2) == 0 {
			err = b.TickItem(ctx, by, task, item)
		}
		return err
	}
	return b.actAround(name, by, project)
}

// many changes some tasks of a project at once, by an act that shows.
func (b *busy) many(by account.By, project int64) error {
	var ids []int64
	for _, r := range b.view(project).Rows {
		if b.random.IntN(3) == 0 {
			ids = append(ids, r.ID)
		}
	}
	c := plan.Change{Act: pick(b, plan.Acts...), Person: b.someone(), Days: pick(b, -3, 1, 7), Category: pick(b, plan.Categories...),
		Ask: pick(b, plan.Asks...), Because: "devis attendu", After: b.someTask(), Effort: pick[retroplan.Effort](b, 0, 1, 4), Internal: b.random.IntN(2) == 0}
	out, err := b.Together(ctx, by, project, ids, c)
	if err == nil && c.Act == plan.ActDelete {
		b.deleted = append(b.deleted, ids...)
	}
	if err == nil && out.Changed == 0 {
		b.done["many"]-- // it did not show
	}
	return err
}

// actAround is what happens to a plan from other rooms.
func (b *busy) actAround(name string, by account.By, project int64) error {
	switch name {
	case "project":
		sheet, err := b.programme.Project(ctx, by, project)
		b.Must(err)
		d := sheet.Draft()
		// One thing at a time: each has to show by itself.
		switch what := b.random.IntN(6); {
		case d.Undated:
			d.Undated, d.First, d.Last = false, workcal.Of(2025, 6, 13), workcal.Of(2025, 6, 15)
		case what == 5 && sheet.Status.MayWait():
			d.Undated, d.EventID, d.First, d.Last = true, 0, 0, 0
		case what == 0:
			d.Title, d.PilotID = fmt.Sprint("Projet ", b.random.IntN(100)), pick(b, b.Team.ID, b.Other.ID)
		case what == 1:
			d.SafetyMargin = b.random.IntN(4)
		case what == 2 && d.EventID == 0:
			d.EventID, d.First, d.Last = b.event, 0, 0
		case d.EventID != 0:
			d.EventID, d.First, d.Last = 0, sheet.First, sheet.Last
		case what == 3:
			d.First = d.First.AddDays(-1)
		case what == 4:
			d.Last = d.Last.AddDays(1)
		default:
			d.First = workcal.Of(2025, 6, 1).AddDays(b.random.IntN(40))
			d.Last = d.First.AddDays(2)
		}
		return b.programme.Edit(ctx, by, project, sheet.Version, d)
	case "event":
		sheet, err := b.programme.Event(ctx, by, b.event)
		b.Must(err)
		d := sheet.Draft()
		d.First = workcal.Of(2025, 7, 1).AddDays(b.random.IntN(30))
		d.Last, d.Name = d.First, fmt.Sprint("Fête ", b.random.IntN(100))
		return b.programme.EditEvent(ctx, by, b.event, sheet.Version, d)
	case "status":
		sheet, err := b.programme.Project(ctx, by, project)
		b.Must(err)
		return b.programme.SetStatus(ctx, by, project, sheet.Version, pick(b, programme.Preparing, programme.Confirmed, programme.Running))
	case "member":
		sheet, err := b.programme.Project(ctx, by, project)
		b.Must(err)
		if slices.ContainsFunc(sheet.Members, func(m programme.Member) bool { return m.PersonID == b.Intern.ID }) {
			return b.programme.RemoveMember(ctx, by, project, b.Intern.ID)
		}
		return b.programme.AddMember(ctx, by, project, b.Intern.ID)
	case "throw":
		return b.programme.Delete(ctx, by, b.side)
	case "retrieve":
		return b.programme.Restore(ctx, by, b.side)
	case "archive":
		sheet, err := b.programme.Project(ctx, by, b.side)
		b.Must(err)
		return b.programme.Archive(ctx, by, b.side, sheet.Version)
	case "bring back":
		return b.programme.Unarchive(ctx, by, b.side)
	case "begin":
		if b.done[name] < 3 {
			_, err := b.programme.Create(ctx, by, "", programme.ProjectDraft{Kind: programme.OffSite, Title: "Une idée", PilotID: b.Team.ID, Undated: true})
			return err
		}
	case "hire":
		_, err := b.accounts.Add(ctx, by, account.Identity{Name: "Nora Neuve", Email: fmt.Sprintf("n%d@parvis.test", b.random.Int()), Role: access.Team}, "")
		return err
	case "dismiss":
		return b.accounts.Disable(ctx, by, b.Other.ID)
	case "take back":
		return b.accounts.Enable(ctx, by, b.Other.ID)
	case "rename":
		who := pick(b, b.Team, b.Intern)
		m, err := b.accounts.Member(ctx, by, who.ID)
		b.Must(err)
		_, err = b.accounts.Edit(ctx, by, who.ID, account.Identity{Name: fmt.Sprint("Zoé ", pick(b, "Petit", "Grand", "Noir", "Blanc")), Email: "p" + field.Number(who.ID) + "@parvis.test", Role: who.Role}, m.Version)
		return err
	}
	return b.actOnDays(name, by)
}

func (b *busy) actOnDays(name string, by account.By) error {
	settings, err := b.calendar.Settings(ctx, by)
	b.Must(err)
	switch first := b.soon(); name {
	case "week":
		w := settings.Week
		w.Days, w.SchoolZone = pick(b, workcal.MondayToFriday, workcal.TuesdayToSaturday), pick(b, "A", "B", "C")
		return b.calendar.SetWeek(ctx, by, w, w.Version)
	case "closure":
		_, err = b.calendar.AddClosure(ctx, by, calendar.Closure{First: first, Last: first.AddDays(3), Label: "Pont"}, "")
	case "open":
		for _, c := range settings.Closures {
			return b.calendar.RemoveClosure(ctx, by, c.ID)
		}
	case "leave":
		_, err = b.calendar.AddLeave(ctx, by, calendar.Leave{PersonID: pick(b, b.Team.ID, b.Intern.ID), First: first, Last: first.AddDays(4)}, "")
	case "back":
		for _, p := range settings.People {
			if len(p.Leaves) > 0 {
				_, err := b.calendar.RemoveLeave(ctx, by, p.Leaves[0].ID)
				return err
			}
		}
	case "own week":
		return b.calendar.SetPersonWeek(ctx, by, pick(b, b.Team.ID, b.Intern.ID), pick(b, 0, workcal.TuesdayToSaturday))
	}
	return err
}
