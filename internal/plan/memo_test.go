package plan_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// told is all that a reading says, for comparison: the reasons and calendars of rows are replaced by their words.
type told struct {
	View      plan.View
	Detail    plan.Detail
	List      plan.List
	Standings []plan.Standing
	Alerts    []plan.Row
	Says      [][]string
	Off       []workcal.Date
}

func (s *told) say(rows ...*plan.Row) {
	for _, r := range rows {
		s.Says = append(s.Says, texts(*r))
		r.Reason = retroplan.Reason{}
	}
}

// tell asks a room for one of the readings that people make.
func tell(t testing.TB, r *plan.Room, by account.By, what string, id int64) (s told) {
	t.Helper()
	var err error
	switch what {
	case "plan":
		if s.View, err = r.Plan(ctx, by, id); err == nil {
			for d := by.Today().AddDays(-30); d < by.Today().AddDays(120); d++ {
				if !s.View.Calendar.IsWorked(d) {
					s.Off = append(s.Off, d)
				}
			}
			s.View.Calendar = nil
			for i := range s.View.Rows {
				s.say(&s.View.Rows[i])
			}
		}
	case "task":
		if s.Detail, err = r.Task(ctx, by, id); err == nil {
			s.say(&s.Detail.Row)
		}
	case "list":
		s.List, err = r.MyList(ctx, by, plan.Filter{Whose: plan.WhoseBoth})
	case "morning":
		s.Standings, s.List, err = r.Morning(ctx, by, 5)
	case "overview":
		s.Standings, err = r.Overview(ctx, by)
	}
	if err != nil && !fault.Is(err, fault.NotFound) {
		t.Fatal(err)
	}
	for _, section := range s.List.Sections {
		for i := range section.Rows {
			s.say(&section.Rows[i].Row)
		}
	}
	for i := range s.Standings {
		st := &s.Standings[i]
		s.Alerts = append(s.Alerts, rows(slices.Concat(st.Late, st.Critical))...)
		st.Late, st.Critical = nil, nil
		if st.Next != nil {
			s.say(st.Next)
		}
	}
	for i := range s.Alerts {
		s.say(&s.Alerts[i])
	}
	return s
}

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

func pick[T any](b *busy, list ...T) T { return list[b.random.IntN(len(list))] }

func (b *busy) someTask() int64 {
	return scalar[int64](b.house, `SELECT id FROM tasks WHERE deleted_at IS NULL ORDER BY hashint8(id + @salt) LIMIT 1`, pgx.NamedArgs{"salt": b.random.Int32()})
}

func (b *busy) someone() *int64 {
	return pick(b, nil, &b.Intern.ID, &b.Team.ID, &b.Head.ID)
}

func (b *busy) soon() workcal.Date { return today.AddDays(b.random.IntN(60)) }

func (b *busy) someDraft() plan.Draft {
	d := draft(fmt.Sprint("Tâche ", b.random.IntN(1000)), lasting(b.random.IntN(12)))
	d.ResponsibleID, d.Notes = b.someone(), "à relire"
	switch b.random.IntN(4) {
	case 0, 1:
		due(fmt.Sprint("J-", b.random.IntN(50)))(&d)
	case 2:
		due(fmt.Sprint("E+", b.random.IntN(20)))(&d)
	}
	return d
}

// deeds are all that anybody may do that a plan, or its page, shows.
var deeds = []string{"create", "edit", "assign", "tick", "untick", "start", "finish", "block", "reopen", "drop", "need", "free", "delete", "restore",
	"up", "down", "order", "template", "item", "project", "project", "project", "event", "status", "member", "throw", "retrieve", "archive", "bring back", "begin", "week", "closure", "open", "leave", "back", "own week", "rename"}

func (b *busy) act(name string) error {
	by, task, project := b.Head.At(now), b.someTask(), pick(b, b.project, b.elsewhere)
	switch name {
	case "create":
		_, err := b.CreateTask(ctx, by, project, b.someDraft(), "")
		return err
	case "edit":
		return b.EditTask(ctx, by, task, b.detail(task).Row.Version, b.someDraft())
	case "assign":
		return b.Assign(ctx, by, task, b.someone())
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
		return b.MoveUp(ctx, by, task)
	case "down":
		return b.MoveDown(ctx, by, task)
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
		if b.random.IntN(2) == 0 {
			return b.programme.AddMember(ctx, by, project, b.Intern.ID)
		}
		return b.programme.RemoveMember(ctx, by, project, b.Intern.ID)
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

// compare has both servers tell what they keep, on one day or another, and compares it with a plan worked out afresh.
func (b *busy) compare(after string) {
	b.T.Helper()
	by := pick(b, b.Head, b.Team, b.Intern).On(today.AddDays(pick(b, 0, 0, 0, 1)))
	b.fresh.Forget()
	for what, id := range map[string]int64{"plan": pick(b, b.project, b.elsewhere), "task": b.someTask(), "list": 0, "morning": 0, "overview": 0} {
		want := tell(b.T, b.fresh, by, what, id)
		for i, r := range []*plan.Room{b.Room, b.second} {
			if got := tell(b.T, r, by, what, id); !reflect.DeepEqual(got, want) {
				b.T.Fatalf("after %q, room %d tells a %s of yesterday:\n%+v\nwant\n%+v", after, i+1, what, got, want)
			}
		}
	}
}

// TestWhatIsKeptIsWhatWouldBeWorkedOut has people do anything, on two servers over one database, and compares
// every reading with one that keeps nothing.
func TestWhatIsKeptIsWhatWouldBeWorkedOut(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 1)
	b.compare("nothing")
	for range 8 {
		for _, i := range b.random.Perm(len(deeds)) {
			if err := b.act(deeds[i]); err == nil {
				b.done[deeds[i]]++
			} else if fault.KindOf(err) == fault.Internal {
				t.Fatalf("%s: %v", deeds[i], err)
			}
			b.compare(deeds[i])
		}
	}
	for _, name := range deeds {
		if b.done[name] == 0 {
			t.Errorf("nobody could %s: %v", name, b.done)
		}
	}
}

// TestALateReaderSpoilsNothing keeps what was read before a change after it.
func TestALateReaderSpoilsNothing(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 2)
	by := b.Head.On(today)
	for name, change := range map[string]func() error{
		"a task":    func() error { _, err := b.CreateTask(ctx, by, b.project, draft("Neuve"), ""); return err },
		"a closure": func() error { return b.act("closure") },
		"a name":    func() error { return b.act("rename") },
		"a date":    func() error { return b.act("project") },
	} {
		keep, err := plan.Slowly(ctx, b.Room, by, b.project)
		b.Must(err)
		b.Must(change())
		b.fresh.Forget()
		want := tell(t, b.fresh, by, "plan", b.project)
		for _, readFirst := range []bool{true, false} {
			if readFirst {
				tell(t, b.Room, by, "plan", b.project)
			} else {
				b.Forget()
			}
			keep()
			if got := tell(t, b.Room, by, "plan", b.project); !reflect.DeepEqual(got, want) {
				t.Errorf("%s: got\n%+v\nwant\n%+v", name, got, want)
			}
		}
	}
}

// TestManyReadAtOnce reads on two servers while plans change; the race detector looks on where there is one.
func TestManyReadAtOnce(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 3)
	stop := make(chan struct{})
	var people sync.WaitGroup
	for i := range 6 {
		people.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				tell(t, []*plan.Room{b.Room, b.second}[i%2], b.Intern.On(today), []string{"plan", "list", "morning"}[i%3], b.project)
			}
		})
	}
	for range 3 {
		for _, name := range deeds {
			_ = b.act(name) // some are refused
		}
	}
	close(stop)
	people.Wait()
	b.compare("all of it")
}

// TestWhatIsKeptHasABound reads more plans than fit: the one that was asked for the longest ago goes.
func TestWhatIsKeptHasABound(t *testing.T) {
	t.Parallel()
	h := open(t)
	projects := make([]int64, 5)
	for i := range projects {
		projects[i] = h.newProject(fmt.Sprint("Projet ", i), h.Team)
		h.fill(projects[i], 50)
	}
	read := func(r *plan.Room, i int) (queries int64) {
		t.Helper()
		counted, n := postgres.CountQueries(ctx)
		_, err := r.Plan(counted, h.Head.On(today), projects[i])
		h.Must(err)
		return n.Load()
	}
	whole := plan.New(h.DB)
	read(whole, 0)
	_, one := plan.Kept(whole)
	read(whole, 1)
	_, two := plan.Kept(whole)
	if each := two - one; each < 50*plan.RowBytes || each > 100*plan.RowBytes {
		t.Errorf("fifty tasks count for %d bytes", each)
	}
	most := one + 2*(two-one) + (two-one)/2 // three and a half
	small := plan.NewSmall(h.DB, most)
	for _, i := range []int{0, 1, 2, 0, 3, 4} {
		read(small, i)
	}
	kept, bytes := plan.Kept(small)
	equal(t, "kept", kept, []int64{projects[4], projects[3], projects[0]})
	if bytes > most {
		t.Errorf("%d bytes of %d", bytes, most)
	}
	if again, anew := read(small, 0), read(small, 1); again != 1 || anew != 2 {
		t.Errorf("%d queries for what is kept, %d for what went", again, anew)
	}
	nothing := plan.NewSmall(h.DB, 1)
	read(nothing, 0)
	if kept, _ := plan.Kept(nothing); len(kept) != 0 {
		t.Errorf("%v is kept in one byte", kept)
	}
	if size := int(reflect.TypeFor[plan.Row]().Size()); size > plan.RowBytes || size < plan.RowBytes/2 {
		t.Errorf("a row takes %d bytes, it counts for %d", size, plan.RowBytes)
	}
}

// TestPagesCannotChangeWhatIsKept spoils everything that a reading gives and reads again.
func TestPagesCannotChangeWhatIsKept(t *testing.T) {
	t.Parallel()
	b := openBusy(t, 4)
	b.Must(b.Assign(ctx, b.Head.At(now), b.someTask(), &b.Intern.ID))
	by := b.Intern.On(today.AddDays(40))
	spoil := func(r *plan.Row) {
		for i := range r.Needs {
			r.Needs[i] = plan.Link{}
		}
		for i := range r.Successors {
			r.Successors[i] = plan.Link{}
		}
		for i := range r.Conflicts {
			r.Conflicts[i] = retroplan.Conflict{}
		}
		*r = plan.Row{}
	}
	want := map[string]told{}
	for _, what := range []string{"plan", "list", "morning"} {
		want[what] = tell(t, b.Room, by, what, b.project)
	}
	v, err := b.Plan(ctx, by, b.project)
	b.Must(err)
	for i := range v.Rows {
		spoil(&v.Rows[i])
	}
	standings, list, err := b.Morning(ctx, by, 5)
	b.Must(err)
	spoiled := 0
	for _, s := range standings {
		for _, p := range slices.Concat(s.Late, s.Critical) {
			row := p.Row()
			spoil(&row)
			spoiled++
		}
		if s.Next != nil {
			spoil(s.Next)
		}
		slices.Reverse(s.Late)
	}
	for _, s := range list.Sections {
		for i := range s.Rows {
			spoil(&s.Rows[i].Row)
			spoiled++
		}
	}
	if spoiled == 0 {
		t.Fatal("nothing was late nor hers")
	}
	for what, want := range want {
		if got := tell(t, b.Room, by, what, b.project); !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got\n%+v\nwant\n%+v", what, got, want)
		}
	}
	if k, _ := plan.Kept(b.Room); len(k) != 3 {
		t.Errorf("%v is kept", k)
	}
}
