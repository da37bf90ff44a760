package plan_test

import (
	"fmt"
	"reflect"
	"slices"
	"sync"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
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
	People    []plan.Assignee
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
		if s.View, s.People, err = r.PlanToWork(ctx, by, id); err == nil {
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
		s.Alerts = append(s.Alerts, rows(slices.Concat(st.Late, st.Critical, st.Blocked))...)
		st.Late, st.Critical, st.Blocked = nil, nil, nil
	}
	for i := range s.Alerts {
		s.say(&s.Alerts[i])
	}
	return s
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
	for round := 0; round < 4 || round < 24 && !b.didAll(); round++ { // chance may ask for a thing before it can be done
		for _, i := range b.random.Perm(len(andPeople)) {
			what := andPeople[i]
			if err := b.try(what); err == nil {
				b.done[what]++
			} else if fault.KindOf(err) == fault.Internal {
				t.Fatalf("%s: %v", what, err)
			}
			b.compare(what)
		}
	}
	for _, name := range andPeople {
		if b.done[name] == 0 {
			t.Errorf("nobody could %s: %v", name, b.done)
		}
	}
}

// TestWhatIsCountedIsWhatIsTicked does to one item all that is done to items: two servers that had counted count again.
func TestWhatIsCountedIsWhatIsTicked(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.workedExample()
	by, second := h.Head.At(now), plan.New(h.DB)
	task := h.view(h.project).Rows[0].ID
	compare := func(after string) {
		t.Helper()
		want, err := plan.New(h.DB).Plan(ctx, by, h.project)
		h.Must(err)
		for i, r := range []*plan.Room{h.Room, second} {
			got, err := r.Plan(ctx, by, h.project)
			h.Must(err)
			for k := range want.Rows {
				if got, want := got.Rows[k], want.Rows[k]; got.Items != want.Items || got.ItemsTicked != want.ItemsTicked {
					t.Errorf("%s, room %d: %d of %d, want %d of %d", after, i+1, got.ItemsTicked, got.Items, want.ItemsTicked, want.Items)
				}
			}
		}
	}
	compare("nothing")
	item, err := h.AddItem(ctx, by, task, "un point", "")
	for after, act := range []func() error{
		func() error { return err },
		func() error { return h.TickItem(ctx, by, task, item) },
		func() error { return h.UntickItem(ctx, by, task, item) },
		func() error { return h.RemoveItem(ctx, by, task, item) },
		func() error { return h.RestoreItem(ctx, by, task, item) },
	} {
		h.Must(act())
		compare(fmt.Sprint("act ", after))
		counted, n := postgres.CountQueries(ctx)
		_, err := second.Plan(counted, by, h.project)
		h.Must(err)
		if n.Load() != 1 {
			t.Errorf("act %d: %d queries for what is kept", after, n.Load())
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
	const readers = 6
	// Each act meets every reader, with another reading that waits: readers that never pause leave the one who acts
	// nothing of a small machine, and meet no more of what she does.
	turns := make(chan struct{}, 2*readers)
	var people sync.WaitGroup
	for i := range readers {
		people.Go(func() {
			for range turns {
				tell(t, []*plan.Room{b.Room, b.second}[i%2], b.Intern.On(today), []string{"plan", "list", "morning"}[i%3], b.project)
			}
		})
	}
	for range 3 {
		for _, name := range deeds {
			for len(turns) < cap(turns) {
				turns <- struct{}{}
			}
			_ = b.act(name) // some are refused
		}
	}
	close(turns)
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
			s.Next.Title = "spoiled"
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
