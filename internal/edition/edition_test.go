package edition_test

import (
	"context"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/crew"
	"parvis/internal/edition"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/workcal"
)

var (
	now    = time.Date(2024, 9, 2, 11, 0, 0, 0, postgres.Paris)
	friday = workcal.Of(2024, 6, 14)
)

// house is a service with a finished project of three days, JEA 2024.
type house struct {
	rooms.Rooms
	t                  *testing.T
	head, team, intern account.By
	project, hall      int64
	visit, aside       int64
}

func open(t *testing.T) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{t: t, Rooms: rooms.ForTests(db)}
	for by, i := range map[*account.By]account.Identity{&h.head: {Name: "Claire Vasseur", Email: "c@musee.test", Role: access.Head},
		&h.team: {Name: "Samir Benali", Email: "s@musee.test", Role: access.Team}, &h.intern: {Name: "Inès Carpentier", Email: "i@musee.test", Role: access.Intern}} {
		p, err := h.Accounts.Seed(t.Context(), i, "un mot de passe long")
		h.must(err)
		*by = p.At(now)
	}
	var err error
	h.project, err = h.Programme.Create(t.Context(), h.team, "", programme.ProjectDraft{Title: "JEA 2024", ShortName: "JEA 2024", Kind: programme.EventProgramme, PilotID: h.team.ID, First: friday, Last: friday.AddDays(2), Audiences: "Familles"})
	h.must(err)
	h.must(h.Programme.AddMember(t.Context(), h.team, h.project, h.intern.ID))
	h.hall, err = h.Spaces.Create(t.Context(), h.head, "", space.Draft{Name: "Auditorium", Seated: 200, Active: true})
	h.must(err)
	h.visit, h.aside = h.activity("Visite"), h.activity("Écartée")
	a, err := h.Activities.Activity(t.Context(), h.team, h.aside)
	h.must(err)
	h.must(h.Activities.SetState(t.Context(), h.team, h.aside, a.Version, activity.SetAside, "Trop cher"))
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		if p, ok := fault.ProblemsOf(err); ok {
			h.t.Fatal(err, p)
		}
		h.t.Fatal(err)
	}
}

func (h house) broken(field string, err error) {
	h.t.Helper()
	if p, ok := fault.ProblemsOf(err); !ok || p.For(field) == "" {
		h.t.Errorf("got %v (%v), want a problem with %q", err, p, field)
	}
}

func (h house) activity(title string) int64 {
	h.t.Helper()
	id, err := h.Activities.Create(h.t.Context(), h.team, "", h.project, activity.Draft{Kind: activity.Visit, Title: title, Summary: "Une heure.", Notes: "Rappeler le gardien."})
	h.must(err)
	return id
}

func (h house) slot(of int64, day workcal.Date, from int, change ...func(*slot.Draft)) int64 {
	h.t.Helper()
	d := slot.Draft{ActivityID: of, Times: slot.Times{Day: day, From: from, To: from + 60}, Space: partner.Ref{ID: h.hall}, Capacity: 20, Notes: "Prévoir l’eau."}
	for _, do := range change {
		do(&d)
	}
	id, _, err := h.Slots.Create(h.t.Context(), h.team, "", h.project, d, true)
	h.must(err)
	return id
}

// to brings the project to a status, by way of those before.
func (h house) to(status ...programme.Status) {
	h.t.Helper()
	for _, to := range status {
		p, err := h.Programme.Project(h.t.Context(), h.head, h.project)
		h.must(err)
		h.must(h.Programme.SetStatus(h.t.Context(), h.head, h.project, p.Version, to))
	}
}

func (h house) finish() {
	h.to(programme.Preparing, programme.Confirmed, programme.Running, programme.Finished)
}

func (h house) choice(first workcal.Date, days int) edition.Choice {
	return edition.Choice{Title: "JEA 2025", ShortName: "JEA 2025", PilotID: h.team.ID, First: first, Last: first.AddDays(days - 1), Answers: map[string]edition.Answer{}}
}

// see reads the preview of a choice, and notes that it was seen.
func (h house) see(c *edition.Choice) edition.Preview {
	h.t.Helper()
	p, err := h.Editions.Plan(h.t.Context(), h.team, h.project, *c)
	h.must(err)
	c.Seen = p.Seen
	return p
}

var friday2025 = workcal.Of(2025, 6, 13)

func TestTheNextEditionIsCopiedWithoutWhatIsOfThatYear(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	kept := h.slot(h.visit, friday, 600)
	night := h.slot(h.visit, friday.AddDays(1), 23*60, func(d *slot.Draft) { d.To = 25 * 60 })
	before := h.slot(h.visit, friday.AddDays(-9), 540)
	off := h.slot(h.visit, friday, 800)
	h.slot(h.aside, friday, 900)
	_, err := h.Slots.SetStatus(ctx, h.team, h.project, []int64{off}, slot.Cancelled, "Pluie", true)
	h.must(err)
	_, err = h.Slots.Register(ctx, h.team, "", kept, slot.Group{Name: "CE2 B", People: 12}, false)
	h.must(err)
	h.must(h.Staff.SetNeeds(ctx, h.team, kept, 0, "2 accueils\n1 médiatrice"))
	needs, err := h.Staff.Needs(ctx, h.team, h.project)
	h.must(err)
	_, err = h.Staff.Give(ctx, h.team, needs[kept][0].ID, crew.OfPerson(h.intern.ID), true)
	h.must(err)
	first, err := h.Plans.CreateTask(ctx, h.team, h.project, plan.Draft{Title: "Réserver", Category: plan.Logistics, Duration: 2, ResponsibleID: &h.team.ID, Notes: "Appeler Paul", Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 30}}, "")
	h.must(err)
	given, err := h.Plans.CreateTask(ctx, h.team, h.project, plan.Draft{Title: "Abandonnée", Category: plan.Logistics, Duration: 1}, "")
	h.must(err)
	last, err := h.Plans.CreateTask(ctx, h.team, h.project, plan.Draft{Title: "Bilan", Category: plan.Evaluation, Duration: 1, Deadline: friday.AddDays(16)}, "")
	h.must(err)
	h.must(h.Plans.AddNeed(ctx, h.team, given, first, 0))
	h.must(h.Plans.AddNeed(ctx, h.team, last, given, 0))
	_, err = h.Plans.AddItem(ctx, h.team, first, "Le car", "")
	h.must(err)
	h.must(h.Plans.Start(ctx, h.team, first))
	h.must(h.Plans.Drop(ctx, h.team, given))
	h.finish()

	c := h.choice(friday2025, 3)
	p := h.see(&c)
	if len(p.Placed) != 3 || len(p.Left) != 2 || p.Open() != 0 || len(p.Activities) != 1 || len(p.Aside) != 1 || p.Plan.Tasks != 2 || p.Plan.Dropped != 1 || len(p.Plan.Days) != 1 || p.Outside != 1 {
		t.Fatalf("placed %d, left %d, open %d, activities %d, tasks %+v, outside %d", len(p.Placed), len(p.Left), p.Open(), len(p.Activities), p.Plan, p.Outside)
	}
	id, out, err := h.Editions.Prepare(ctx, h.team, "", h.project, c)
	h.must(err)
	if (out != edition.Outcome{Tasks: 2, Activities: 1, Slots: 3, Needs: 2, Left: 2}) {
		t.Errorf("%+v", out)
	}
	made, err := h.Programme.Project(ctx, h.team, id)
	h.must(err)
	if made.Title != "JEA 2025" || made.Status != programme.Idea || made.PilotID != h.team.ID || len(made.Members) != 1 || made.Audiences != "Familles" || made.First != friday2025 {
		t.Errorf("%+v", made)
	}
	around, err := h.Programme.Editions(ctx, h.intern, id)
	h.must(err)
	back, err := h.Programme.Editions(ctx, h.intern, h.project)
	h.must(err)
	if around.Before == nil || around.Before.ID != h.project || len(back.After) != 1 || back.After[0].ID != id {
		t.Errorf("%+v, %+v", around, back)
	}
	view, err := h.Plans.Plan(ctx, h.team, id)
	h.must(err)
	for _, row := range view.Rows {
		if row.ResponsibleID != nil || row.State != retroplan.ToDo || row.Notes != "" {
			t.Errorf("%+v", row.Task)
		}
		switch row.Title {
		case "Réserver":
			if row.Items != 1 || row.Offset.Count != 30 || !row.ActualStart.IsZero() {
				t.Errorf("%+v", row)
			}
		case "Bilan":
			if row.Offset.String() != "E+14" || !row.Deadline.IsZero() || len(row.Needs) != 1 || row.Needs[0].Title != "Réserver" {
				t.Errorf("%+v", row)
			}
		}
	}
	slots, err := h.Slots.OfProject(ctx, h.team, id)
	h.must(err)
	want := map[workcal.Date][2]int{friday2025: {600, 660}, friday2025.AddDays(1): {23 * 60, 25 * 60}, friday2025.AddDays(-9): {540, 600}}
	for _, s := range slots.Slots {
		if at := want[s.Day]; at != [2]int{s.From, s.To} || s.Status != slot.Proposed || s.Notes != "" || s.Groups != 0 || s.Space.ID != h.hall || s.Capacity != 20 {
			t.Errorf("%+v", s)
		}
		delete(want, s.Day)
	}
	if len(want) != 0 {
		t.Errorf("not held again: %v", want)
	}
	again, err := h.Staff.Needs(ctx, h.team, id)
	h.must(err)
	var lacking int
	for _, list := range again {
		for _, n := range list {
			lacking += n.Lacking()
		}
	}
	if lacking != 3 {
		t.Errorf("%d people lack", lacking)
	}
	list, _, err := h.Activities.List(ctx, h.team, activity.Filter{Project: id})
	h.must(err)
	if len(list) != 1 || list[0].State != activity.Idea || list[0].TakenFrom != h.visit || list[0].Notes != "" || list[0].Summary == "" {
		t.Errorf("%+v", list)
	}
	_, _ = night, before
}

func TestWhoMayPrepareAndWhoReads(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	c := h.choice(friday2025, 3)
	for _, by := range []account.By{h.head, h.team} {
		if _, err := h.Editions.Plan(ctx, by, h.project, c); !fault.Is(err, fault.Conflict) {
			t.Errorf("of an idea: %v", err)
		}
		if _, _, err := h.Editions.Prepare(ctx, by, "", h.project, c); !fault.Is(err, fault.Conflict) {
			t.Errorf("of an idea: %v", err)
		}
	}
	h.finish()
	p, err := h.Programme.Project(ctx, h.head, h.project)
	h.must(err)
	h.must(h.Programme.Archive(ctx, h.head, h.project, p.Version))
	h.see(&c)
	for _, by := range []account.By{h.head, h.team} {
		_, _, err := h.Editions.Prepare(ctx, by, "", h.project, c)
		h.must(err)
	}
	_, plan := h.Editions.Plan(ctx, h.intern, h.project, c)
	_, _, prepare := h.Editions.Prepare(ctx, h.intern, "", h.project, c)
	_, _, form := h.Editions.Project(ctx, h.intern, h.project)
	for what, err := range map[string]error{"plan": plan, "prepare": prepare, "form": form} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s by an intern: %v", what, err)
		}
	}
	if _, err := h.Editions.Compare(ctx, h.intern, h.project); err != nil {
		t.Error(err)
	}
	stranger := account.Person{}.At(now)
	_, compare := h.Editions.Compare(ctx, stranger, h.project)
	_, _, prepare = h.Editions.Prepare(ctx, stranger, "", h.project, c)
	_, plan = h.Editions.Plan(ctx, stranger, h.project, c)
	_, none := h.Editions.Compare(ctx, h.head, 99_999)
	for what, err := range map[string]error{"compare": compare, "prepare": prepare, "plan": plan, "none": none} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

func TestAnEditionIsPreparedOnceAndTakenBackAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.slot(h.visit, friday, 600)
	_, err := h.Plans.CreateTask(t.Context(), h.team, h.project, plan.Draft{Title: "Réserver", Category: plan.Logistics, Duration: 2}, "")
	h.must(err)
	h.finish()
	c := h.choice(friday2025, 3)
	h.see(&c)
	ctx := account.Gesture(t.Context())
	const key = "ABCDEFGHIJKLMNOPQRST"
	id, _, err := h.Editions.Prepare(ctx, h.team, key, h.project, c)
	h.must(err)
	again, _, err := h.Editions.Prepare(ctx, h.team, key, h.project, c)
	h.must(err)
	if again != id || h.count(`SELECT count(*)::int FROM projects`) != 2 {
		t.Errorf("%d, then %d", id, again)
	}
	act, err := postgres.Scalar[string](t.Context(), h.DB, `SELECT act::text FROM journal ORDER BY id DESC LIMIT 1`, nil)
	h.must(err)
	out, err := h.Undo.Undo(account.Gesture(t.Context()), h.team, act)
	h.must(err)
	if len(out.Kept) != 0 {
		t.Errorf("%+v", out.Kept)
	}
	if _, err := h.Programme.Project(t.Context(), h.team, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("there still: %v", err)
	}
	if n := h.count(`SELECT ((SELECT count(*) FROM slots WHERE deleted_at IS NULL) + (SELECT count(*) FROM activities WHERE deleted_at IS NULL) + (SELECT count(*) FROM reservations))::int`); n != 4 {
		t.Errorf("%d are left, want the slot, the two activities and the reservation of the last edition", n)
	}
	around, err := h.Programme.Editions(t.Context(), h.team, h.project)
	h.must(err)
	if len(around.After) != 0 {
		t.Errorf("%+v", around)
	}
}

func (h house) count(sql string) int {
	h.t.Helper()
	n, err := postgres.Scalar[int](h.t.Context(), h.DB, sql, nil)
	h.must(err)
	return n
}

// TestNothingOfTheLastEditionIsLost: whatever the dates and the answers, each activity and each slot is copied or named as left out, once.
func TestNothingOfTheLastEditionIsLost(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := context.Background()
	var off []int64
	for day := -3; day <= 5; day++ {
		h.slot(h.visit, friday.AddDays(day), 600)
		if day%3 == 0 {
			off = append(off, h.slot(h.visit, friday.AddDays(day), 23*60, func(d *slot.Draft) { d.To = 26 * 60 }))
		}
		if day%4 == 0 {
			h.slot(h.aside, friday.AddDays(day), 700)
		}
	}
	_, err := h.Slots.SetStatus(ctx, h.team, h.project, off[:1], slot.Cancelled, "Pluie", true)
	h.must(err)
	h.finish()
	all, err := h.Slots.OfProject(ctx, h.team, h.project)
	h.must(err)
	rapid.Check(t, func(t *rapid.T) {
		c := edition.Choice{First: workcal.Of(2025, 3, 1).AddDays(rapid.IntRange(0, 120).Draw(t, "first")), Cancelled: rapid.Bool().Draw(t, "cancelled"), Aside: rapid.Bool().Draw(t, "aside"), Answers: map[string]edition.Answer{}}
		c.Last = c.First.AddDays(rapid.IntRange(0, 6).Draw(t, "days"))
		for range 3 { // a day that is typed may meet an hour that does not exist
			p, err := h.Editions.Plan(ctx, h.team, h.project, c)
			if err != nil {
				t.Fatal(err)
			}
			seen, listed := map[int64]int{}, map[int64]bool{}
			for _, i := range p.Items {
				for _, s := range i.Slots {
					listed[s.ID] = true
				}
			}
			for _, s := range p.Placed {
				seen[s.ID]++
				if s.At.Day.Weekday() != s.Day.Weekday() && !listed[s.ID] {
					t.Fatalf("%s goes to %s", s.Times.Text(), s.At.Text())
				}
				if p.From.Holds(s.Day) && !p.To.Holds(s.At.Day) && !listed[s.ID] {
					t.Fatalf("%s was of the event, %s is not", s.Times.Text(), s.At.Text())
				}
				if s.At.To-s.At.From != s.To-s.From && !listed[s.ID] {
					t.Fatalf("%s lasts as long as %s?", s.Times.Text(), s.At.Text())
				}
				if !s.At.Shown() && !listed[s.ID] {
					t.Fatalf("%s does not exist", s.At.Text())
				}
			}
			for _, s := range p.Left {
				seen[s.ID]++
			}
			for _, s := range all.Slots {
				if seen[s.ID] != 1 {
					t.Fatalf("%s is there %d times", s.Name(), seen[s.ID])
				}
			}
			if len(p.Activities)+len(p.Aside) != 2 {
				t.Fatalf("%d activities and %d", len(p.Activities), len(p.Aside))
			}
			for _, i := range p.Items {
				if !i.Settled() {
					c.Answers[i.Key] = edition.Answer{Fate: rapid.SampledFrom(edition.Fates).Draw(t, i.Key), Day: c.First.AddDays(rapid.IntRange(-5, 20).Draw(t, i.Key+" day"))}
				}
			}
		}
	})
}
