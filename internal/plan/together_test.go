package plan_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/retroplan"
)

// together makes a change to tasks of the first project.
func (h house) together(by account.Person, c plan.Change, ids ...int64) (plan.Outcome, error) {
	return h.Together(ctx, by.At(now), h.project, ids, c)
}

func (h house) says(err error, kind fault.Kind, field string, sentences ...string) {
	h.T.Helper()
	h.Refused(err, kind, field)
	said := fault.SentenceOf(err)
	if problems, ok := fault.ProblemsOf(err); ok && problems.Any() {
		said = problems[0].Sentence
	}
	for _, want := range sentences {
		if !strings.Contains(french.PlainSpaces(said), want) {
			h.T.Errorf("got %q, want %q", said, want)
		}
	}
}

// oneByOne does to one task what a change does to several.
func (h house) oneByOne(by account.By, id int64, c plan.Change) error {
	switch c.Act {
	case plan.ActAssign:
		return h.Assign(ctx, by, id, c.Person)
	case plan.ActShift:
		return h.Shift(ctx, by, id, c.Days)
	case plan.ActAfter:
		return h.AddNeed(ctx, by, id, c.After, c.Lag)
	case plan.ActDelete:
		return h.DeleteTask(ctx, by, id)
	case plan.ActState:
		switch c.Ask {
		case plan.AskStart:
			return h.Start(ctx, by, id)
		case plan.AskFinish:
			return h.TickTask(ctx, by, id)
		case plan.AskBlock:
			return h.Block(ctx, by, id, c.Because)
		case plan.AskReopen:
			return h.Reopen(ctx, by, id)
		}
		return h.Drop(ctx, by, id)
	}
	row := h.row(id)
	d := row.Draft()
	switch c.Act {
	case plan.ActCategory:
		d.Category = c.Category
	case plan.ActEffort:
		d.Effort = c.Effort
	case plan.ActInternal:
		d.Internal = c.Internal
	}
	return h.EditTask(ctx, by, id, row.Version, d)
}

// state is what a plan holds and what its history says, without ids.
func (h house) state(project int64) (lines []string) {
	h.T.Helper()
	for _, r := range h.view(project).Rows {
		line := fmt.Sprint(r.Title, " ", plan.TaskFields.Values(r.Draft()), r.State, r.ActualStart, r.ActualFinish, r.BlockedBecause, r.Version, r.PlannedStart, r.PlannedFinish)
		for _, n := range r.Needs {
			line += fmt.Sprint(" after ", n.Title, n.Lag)
		}
		lines = append(lines, line)
	}
	var entries []journal.Entry
	for page := 1; ; page++ {
		p, err := journal.OfProject(ctx, h.DB, journal.Sight{All: true}, project, page)
		h.Must(err)
		if entries = append(entries, p.Entries...); !p.More {
			break
		}
	}
	slices.Reverse(entries)
	for _, e := range entries {
		if e.Subject.Kind != journal.Task {
			continue
		}
		line := fmt.Sprint(e.Person, " ", e.Verb, " ", e.Subject.Name)
		for _, c := range e.Changes {
			line += fmt.Sprint(" ", c.Label, " ", c.Before, " → ", c.After)
		}
		lines = append(lines, line)
	}
	return lines
}

// TestManyAtOnceAreAsManyOneByOne makes the same changes to two plans that are alike, in one at once and in the other task by
// task: they stay alike, and what is refused at once is what is refused of each.
func TestManyAtOnceAreAsManyOneByOne(t *testing.T) {
	t.Parallel()
	for seed := range uint64(6) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			manyAtOnce(t, rand.New(rand.NewPCG(seed, 3)))
		})
	}
}

func manyAtOnce(t *testing.T, random *rand.Rand) {
	h := open(t)
	twin := h.newProject("Fouilles ouvertes", h.Team)
	h.Must(h.join(twin, h.Intern))
	var at, of []int64 // the tasks of the first project and their twins
	for i := range 7 {
		change := []func(*plan.Draft){lasting(random.IntN(4))}
		if due := due(fmt.Sprint("J-", 10+random.IntN(40))); random.IntN(3) > 0 {
			change = append(change, due)
		}
		if i%3 > 0 {
			change = append(change, assignedTo([]account.Person{h.Team, h.Intern}[i%3-1]))
		}
		if random.IntN(6) == 0 {
			change = append(change, func(d *plan.Draft) { d.Statutory = true })
		}
		title := fmt.Sprint("Tâche ", i)
		at, of = append(at, h.task(title, change...)), append(of, h.taskIn(twin, title, change...))
	}
	done, refused := 0, 0
	for range 12 {
		i := random.Perm(len(at))
		who := []account.Person{h.Head, h.Team, h.Intern}[random.IntN(3)]
		c, d := h.someChange(random, at, of, i[0])
		var left []int // tasks still to change
		for _, j := range i[1 : 2+random.IntN(5)] {
			if at[j] != 0 {
				left = append(left, j)
			}
		}
		for len(left) > 0 {
			ids := make([]int64, len(left))
			for n, j := range left {
				ids[n] = at[j]
			}
			before := h.state(h.project)
			out, err := h.together(who, c, ids...)
			if err != nil && len(out.Refused) == 0 {
				t.Fatalf("%+v: %v", c, err)
			}
			for _, r := range out.Refused {
				j := slices.Index(at, r.ID)
				if err := h.oneByOne(who.At(now), of[j], d); err == nil || fault.KindOf(err) == fault.Internal {
					t.Errorf("%+v: refused at once, %s, and one by one %v", c, r.Why, err)
				}
				left = slices.DeleteFunc(left, func(k int) bool { return k == j })
				refused++
			}
			if err != nil {
				equal(t, "after a refusal", h.state(h.project), before)
				continue
			}
			slices.Sort(left)
			for _, j := range left {
				err := h.oneByOne(who.At(now), of[j], d)
				if slices.ContainsFunc(out.Carried, func(l plan.Link) bool { return l.ID == at[j] }) {
					if !fault.Is(err, fault.Conflict) {
						t.Errorf("%+v: one that is carried is shifted alone, %v", c, err)
					}
					continue
				}
				h.Must(err)
			}
			if out.Changed+out.Already+len(out.Carried) != len(left) {
				t.Errorf("%+v of %d", out, len(left))
			}
			equal(t, fmt.Sprintf("after %+v", c), h.state(h.project), h.state(twin))
			done += out.Changed
			break
		}
		if c.Act == plan.ActDelete {
			for _, j := range left {
				at[j], of[j] = 0, 0
			}
		}
		if t.Failed() {
			return
		}
	}
	if done == 0 || refused == 0 {
		t.Errorf("%d done, %d refused", done, refused)
	}
}

// someChange is a change of the first project's tasks, and the same of its twin's. It may be about the task at i.
func (h house) someChange(random *rand.Rand, at, of []int64, i int) (c, twin plan.Change) {
	c.Act = plan.Acts[random.IntN(len(plan.Acts))]
	if c.Act == plan.ActDelete && random.IntN(2) == 0 || c.Act == plan.ActAfter && at[i] == 0 {
		c.Act = plan.ActShift
	}
	c.Person = []*int64{nil, &h.Team.ID, &h.Intern.ID, &h.Head.ID}[random.IntN(4)]
	c.Days = []int{-5, -1, 1, 7}[random.IntN(4)]
	c.Category = plan.Categories[random.IntN(len(plan.Categories))]
	c.Effort, c.Internal = retroplan.Effort(random.IntN(4)), random.IntN(2) == 0
	c.Ask, c.Because = plan.Asks[random.IntN(len(plan.Asks))], "Devis attendu"
	twin = c
	c.After, twin.After, c.Lag = at[i], of[i], random.IntN(3)
	twin.Lag = c.Lag
	return c, twin
}

func TestSeveralTasksAreChangedAndNoOther(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A", due("J-20")), h.task("B", due("J-10"), assignedTo(h.Intern)), h.task("C", due("J-5"))
	beside, elsewhere := h.task("À côté"), h.taskIn(h.elsewhere, "Ailleurs")
	before := len(h.entries())
	out, err := h.together(h.Team, plan.Change{Act: plan.ActAssign, Person: &h.Intern.ID}, c, a, b, a)
	h.Must(err)
	if out.Changed != 2 || out.Already != 1 || out.Named != h.Intern.Name || len(out.Gone) != 0 {
		t.Errorf("%+v", out)
	}
	if n := len(h.entries()) - before; n != 2 {
		t.Errorf("%d entries for two changes", n)
	}
	for id, want := range map[int64]bool{a: true, b: true, c: true, beside: false, elsewhere: false} {
		if got := h.row(id).ResponsibleID != nil; got != want {
			t.Errorf("%s: given %v", h.row(id).Title, got)
		}
	}
	for _, ids := range [][]int64{{a, elsewhere}, {a, 999999}, {-1}} {
		_, err = h.together(h.Team, plan.Change{Act: plan.ActDelete}, ids...)
		h.Refused(err, fault.NotFound, "")
	}
	_, err = h.Together(ctx, h.Team.At(now), 999999, []int64{a}, plan.Change{Act: plan.ActDelete})
	h.Refused(err, fault.NotFound, "")
	h.row(a)
	for _, ids := range [][]int64{nil, make([]int64, 0)} {
		_, err = h.together(h.Team, plan.Change{Act: plan.ActDelete}, ids...)
		h.says(err, fault.Invalid, "", "Choisissez au moins une tâche.")
	}
	many := make([]int64, 1001)
	for i := range many {
		many[i] = int64(i + 1)
	}
	_, err = h.together(h.Team, plan.Change{Act: plan.ActDelete}, many...)
	h.says(err, fault.Invalid, "", "1 000 au plus")
}

func TestWhatTasksRefuseIsNamedAndNothingIsWritten(t *testing.T) {
	t.Parallel()
	h := open(t)
	open, done, given, legal := h.task("Affiche", due("J-20")), h.task("Devis", due("J-30")), h.task("Visite", due("J-25")), h.task("Dossier", due("J-60"), func(d *plan.Draft) { d.Statutory = true })
	alone, first, last := h.task("Suite"), h.task("Un"), h.task("Deux")
	h.chain(open, alone)
	h.chain(first, last)
	h.Must(h.TickTask(ctx, h.Head.At(now), done))
	h.Must(h.Drop(ctx, h.Head.At(now), given))
	all := []int64{open, done, given, legal, alone}
	state := func(ask plan.Ask) plan.Change { return plan.Change{Act: plan.ActState, Ask: ask, Because: "Attente"} }
	for name, c := range map[string]struct {
		change plan.Change
		ids    []int64
		field  string
		says   []string
		refuse int
	}{
		"start what is done":    {state(plan.AskStart), all, plan.FieldState, []string{"Rien n’a été changé. « Devis » : cette tâche est déjà faite. Rouvrez-la d’abord. « Visite » : cette tâche est abandonnée."}, 2},
		"finish what is given":  {state(plan.AskFinish), all, plan.FieldState, []string{"« Visite » : cette tâche est abandonnée. Rouvrez-la d’abord."}, 1},
		"block what is done":    {state(plan.AskBlock), all, plan.FieldState, []string{"« Devis »"}, 2},
		"drop what is done":     {state(plan.AskDrop), all, plan.FieldState, []string{"« Devis »"}, 1},
		"shift":                 {plan.Change{Act: plan.ActShift, Days: 3}, append(all, first), plan.FieldShift, []string{"« Devis » : cette tâche est déjà faite.", "1 autre tâche s’y oppose aussi."}, 4},
		"shift what follows":    {plan.Change{Act: plan.ActShift, Days: 3}, []int64{alone}, plan.FieldShift, []string{"« Suite » ne peut être décalée : elle suit « Affiche »."}, 1},
		"after itself":          {plan.Change{Act: plan.ActAfter, After: open}, []int64{open, legal}, plan.FieldAfter, []string{"« Affiche » ne peut pas dépendre d’elle-même"}, 1},
		"a loop":                {plan.Change{Act: plan.ActAfter, After: last}, []int64{first, open}, plan.FieldAfter, []string{"« Un » attendrait « Deux », qui attend « Un »."}, 1},
		"nobody of the service": {plan.Change{Act: plan.ActAssign, Person: new(int64)}, []int64{open}, plan.FieldTo, []string{"Choisissez la personne responsable"}, 0},
	} {
		before := h.state(h.project)
		out, err := h.together(h.Team, c.change, c.ids...)
		if len(out.Refused) != c.refuse || out.Changed != 0 {
			t.Errorf("%s: %+v", name, out)
		}
		h.says(err, fault.Invalid, c.field, c.says...)
		equal(t, name, h.state(h.project), before)
	}
	for name, c := range map[string]struct {
		change plan.Change
		field  string
	}{
		"no act":          {plan.Change{}, ""},
		"no such act":     {plan.Change{Act: "rêver"}, ""},
		"no day":          {plan.Change{Act: plan.ActShift}, plan.FieldShift},
		"far too many":    {plan.Change{Act: plan.ActShift, Days: 2001}, plan.FieldShift},
		"no category":     {plan.Change{Act: plan.ActCategory}, plan.FieldCategory},
		"no state":        {plan.Change{Act: plan.ActState}, plan.FieldState},
		"a huge effort":   {plan.Change{Act: plan.ActEffort, Effort: 2001}, plan.FieldEffort},
		"no reason":       {plan.Change{Act: plan.ActState, Ask: plan.AskBlock}, plan.FieldBecause},
		"after nothing":   {plan.Change{Act: plan.ActAfter}, plan.FieldAfter},
		"after elsewhere": {plan.Change{Act: plan.ActAfter, After: h.taskIn(h.elsewhere, "Ailleurs")}, plan.FieldAfter},
		"a long wait":     {plan.Change{Act: plan.ActAfter, After: first, Lag: 501}, plan.FieldLag},
	} {
		if _, err := h.together(h.Team, c.change, open); !fault.Is(err, fault.Invalid) {
			t.Errorf("%s: %v", name, err)
		} else {
			h.Refused(err, fault.Invalid, c.field)
		}
	}
	h.put(h.project, "archived")
	_, err := h.together(h.Team, plan.Change{Act: plan.ActCategory, Category: plan.Budget}, open)
	h.says(err, fault.Forbidden, "", "Ce projet est archivé")
}

// TestWhoMayChangeSeveralTasks asks everything for everybody: one task that is not hers to change is enough.
func TestWhoMayChangeSeveralTasks(t *testing.T) {
	t.Parallel()
	h := open(t)
	free, hers, colleagues := h.task("libre", due("J-20")), h.task("à elle", due("J-20"), assignedTo(h.Intern)), h.task("d’Inès", due("J-20"), assignedTo(h.Team))
	target := h.task("Avant")
	changes := []plan.Change{{Act: plan.ActAssign, Person: &h.Intern.ID}, {Act: plan.ActShift, Days: 1}, {Act: plan.ActCategory, Category: plan.Budget},
		{Act: plan.ActEffort, Effort: 3}, {Act: plan.ActInternal, Internal: true}, {Act: plan.ActAfter, After: target}, {Act: plan.ActState, Ask: plan.AskStart}, {Act: plan.ActState, Ask: plan.AskBlock, Because: "x"},
		{Act: plan.ActState, Ask: plan.AskReopen}, {Act: plan.ActState, Ask: plan.AskFinish}, {Act: plan.ActState, Ask: plan.AskReopen}, {Act: plan.ActState, Ask: plan.AskDrop},
		{Act: plan.ActState, Ask: plan.AskReopen}, {Act: plan.ActAssign}, {Act: plan.ActDelete}}
	for _, c := range changes {
		out, err := h.together(h.Intern, c, free, hers, colleagues)
		h.allowed(h.Intern, fmt.Sprintf("%+v", c), err, false)
		if len(out.Refused) != 1 || out.Refused[0].ID != colleagues || !strings.Contains(fault.SentenceOf(err), "«\u00a0d’Inès\u00a0»") {
			t.Errorf("%+v: %+v", c, out)
		}
		if c.Act == plan.ActAssign && c.Person == nil {
			continue
		}
		_, err = h.together(h.Intern, c, free, hers)
		h.allowed(h.Intern, fmt.Sprintf("%+v of hers", c), err, true)
	}
	_, err := h.together(h.Intern, plan.Change{Act: plan.ActAssign, Person: &h.Team.ID}, target)
	h.allowed(h.Intern, "give", err, false)
	_, err = h.together(h.Team, plan.Change{Act: plan.ActDelete}, colleagues, target)
	h.allowed(h.Team, "delete", err, true)
	if in := h.trash(h.Head.At(now)); len(in) != 4 {
		t.Errorf("%d tasks in the trash", len(in))
	}
	ailleurs := h.taskIn(h.elsewhere, "ailleurs, à elle", assignedTo(h.Intern))
	_, err = h.Together(ctx, h.Intern.At(now), h.elsewhere, []int64{ailleurs}, plan.Change{Act: plan.ActCategory, Category: plan.Budget})
	h.allowed(h.Intern, "edit elsewhere", err, false)
	_, err = h.Together(ctx, h.Intern.At(now), h.elsewhere, []int64{ailleurs}, plan.Change{Act: plan.ActState, Ask: plan.AskFinish})
	h.allowed(h.Intern, "tick elsewhere", err, true)
}

// TestWhatHappensMeanwhileIsLeftAlone changes what a page showed after somebody else added, deleted and gave tasks.
func TestWhatHappensMeanwhileIsLeftAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.task("A", due("J-20")), h.task("B", due("J-10")), h.task("C", due("J-5"))
	shown := []int64{a, b, c}
	chosen, err := h.Chosen(ctx, h.Team.At(now), h.project, shown)
	h.Must(err)
	equal(t, "chosen", titles(chosen.Rows), []string{"A", "B", "C"})
	h.Must(h.DeleteTask(ctx, h.Head.At(now), b))
	added := h.task("Neuve", due("J-10"))
	h.Must(h.Shift(ctx, h.Head.At(now), c, -20))
	out, err := h.together(h.Team, plan.Change{Act: plan.ActAssign, Person: &h.Team.ID}, shown...)
	h.Must(err)
	if out.Changed != 2 || !slices.Equal(out.Gone, []string{"B"}) || h.row(added).ResponsibleID != nil {
		t.Errorf("%+v, the new one is %v's", out, h.row(added).ResponsibleID)
	}
	chosen, err = h.Chosen(ctx, h.Team.At(now), h.project, shown)
	h.Must(err)
	equal(t, "gone", chosen.Gone, []string{"B"})
	equal(t, "still chosen", titles(chosen.Rows), []string{"C", "A"})
	equal(t, "ids", chosen.IDs(), []int64{c, a})
	h.Must(h.RestoreTask(ctx, h.Head.At(now), b))
	if h.row(b).ResponsibleID != nil {
		t.Error("what was deleted meanwhile was given")
	}
	out, err = h.together(h.Team, plan.Change{Act: plan.ActDelete}, shown...)
	h.Must(err)
	again, err := h.together(h.Other, plan.Change{Act: plan.ActDelete}, shown...)
	h.Must(err)
	if out.Changed != 3 || again.Changed != 0 || len(again.Gone) != 3 {
		t.Errorf("deleted %+v, and again %+v", out, again)
	}
}

// TestTwoPeopleChangeManyAtOnce has two people change the same tasks in opposite orders, and add the halves of a loop.
func TestTwoPeopleChangeManyAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	var ids []int64
	for i := range 8 {
		ids = append(ids, h.task(fmt.Sprint("Tâche ", i), due("J-20")))
	}
	reversed := slices.Clone(ids)
	slices.Reverse(reversed)
	errs := make(chan error)
	for i := range 6 {
		go func() {
			list, person := ids, &h.Team.ID
			if i%2 > 0 {
				list, person = reversed, &h.Intern.ID
			}
			_, err := h.together(h.Head, plan.Change{Act: plan.ActAssign, Person: person}, list...)
			errs <- err
		}()
	}
	for range 6 {
		h.Must(<-errs)
	}
	first := h.row(ids[0]).Responsible
	for _, id := range ids {
		if h.row(id).Responsible != first {
			t.Error("the two changes are mixed")
		}
	}
	for i := range 2 {
		go func() {
			_, err := h.together(h.Head, plan.Change{Act: plan.ActAfter, After: ids[i]}, ids[1-i], ids[2+i])
			errs <- err
		}()
	}
	one, other := <-errs, <-errs
	if (one == nil) == (other == nil) {
		t.Errorf("the halves of a loop: %v and %v", one, other)
	}
	h.view(h.project)
}

// TestAsManyRoundTripsForManyTasks counts what each change asks of the database, for two tasks and for two hundred.
func TestAsManyRoundTripsForManyTasks(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.fill(h.project, 250)
	ids := make([]int64, 0, 250)
	for _, r := range h.view(h.project).Rows {
		if r.Offset.Count > 0 {
			ids = append(ids, r.ID)
		}
	}
	others := make([]int64, 0, 250)
	for _, r := range h.view(h.project).Rows {
		if r.Offset.Count == 0 {
			others = append(others, r.ID)
		}
	}
	target := h.task("Avant")
	asks := func(c plan.Change, ids ...int64) int64 {
		t.Helper()
		counted, n := postgres.CountQueries(ctx)
		out, err := h.Together(counted, h.Head.At(now), h.project, ids, c)
		h.Must(err)
		if out.Changed != len(ids) {
			t.Errorf("%+v changed %d of %d", c, out.Changed, len(ids))
		}
		return n.Load()
	}
	for _, c := range []plan.Change{{Act: plan.ActAssign, Person: &h.Other.ID}, {Act: plan.ActShift, Days: 1}, {Act: plan.ActCategory, Category: plan.Budget},
		{Act: plan.ActEffort, Effort: 3}, {Act: plan.ActInternal, Internal: true}, {Act: plan.ActState, Ask: plan.AskStart}, {Act: plan.ActState, Ask: plan.AskFinish}, {Act: plan.ActAfter, After: target}, {Act: plan.ActDelete}} {
		list := others
		if c.Act == plan.ActShift {
			list = ids
		}
		few, many := asks(c, list[:2]...), asks(c, list[2:]...)
		if few != many || many > 9 {
			t.Errorf("%s: %d round trips for 2 tasks, %d for %d", c.Act, few, many, len(list)-2)
		}
	}
	h.view(h.project) // the first reading after a change asks once more
	for _, n := range []int{2, 20} {
		counted, queries := postgres.CountQueries(ctx)
		if _, err := h.Chosen(counted, h.Head.At(now), h.project, ids[:n]); err != nil || queries.Load() > 2 {
			t.Errorf("%d queries to show %d tasks, %v", queries.Load(), n, err)
		}
	}
}
