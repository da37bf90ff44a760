package daybook_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

func names(places []daybook.Place) (list []string) {
	for _, p := range places {
		list = append(list, p.Name)
	}
	return list
}

func TestTheDayShowsWhatRunsAndWhatComesNextWorstFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.slot("Terminé", 600, 660, "")
	calm := h.slot("Calme", 840, 900, "1 accueil", h.nadia)
	gap := h.slot("Trou", 840, 900, "2 accueils", crew.OfPerson(h.team.ID))
	late := h.slot("Retard", 840, 900, "")
	h.slot("Ensuite", 960, 1020, "")
	next, after := h.slot("Calme", 930, 960, ""), h.slot("Calme", 1000, 1060, "")
	h.slotOn(saturday.AddDays(1), "Demain", 600, 660, "")
	for _, id := range []int64{calm, gap, late} {
		h.must(h.Tick(t.Context(), h.intern, key(fmt.Sprint("monte-", id)), h.project, saturday, fmt.Sprint("montage:", id), true, now))
	}
	h.note(h.intern, "retard", daybook.Draft{Kind: daybook.Delay, Slot: late, Minutes: 10})
	h.note(h.intern, "incident", daybook.Draft{Kind: daybook.Incident, Body: "Ascenseur en panne"})
	n, err := h.Now(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	if got, want := names(n.Places), []string{"Retard", "Trou", "Calme", "Ensuite"}; !slices.Equal(got, want) {
		t.Fatalf("places %v, want %v", got, want)
	}
	if p := n.Places[2]; len(p.Now) != 1 || p.Now[0].ID != calm || p.Next == nil || p.Next.ID != next || p.Next.ID == after || n.Phones[h.nadia] != "+33199000041" || p.Now[0].Holders()[0].Name != "Nadia Rahmani" {
		t.Errorf("the calm place: %+v", p)
	}
	if s := n.Places[0].Now[0]; s.Late != 10 || !n.Places[0].Late() {
		t.Errorf("the late slot: %+v", s)
	}
	if got := n.Places[1].Now[0].Lacking(); got != "1\u00a0accueil" || !n.Places[1].Gap() {
		t.Errorf("what lacks: %q", got)
	}
	if n.Coming != 6 || n.All != 7 || n.Next != saturday.AddDays(1) || !n.Before.IsZero() || n.OpenCount != 1 || len(n.Incidents) != 1 {
		t.Errorf("%d coming of %d, next day %v, %d incidents", n.Coming, n.All, n.Next, n.OpenCount)
	}
	// A later word on the same slot counts.
	h.note(h.intern, "rattrape", daybook.Draft{Kind: daybook.Delay, Slot: late})
	if n, err = h.Now(t.Context(), h.intern, h.project, saturday); err != nil || n.Places[0].Name == "Retard" {
		t.Errorf("%v %v", names(n.Places), err)
	}
	_, err = h.Now(t.Context(), h.intern, 99_999, saturday)
	h.want(fault.NotFound, err)
}

func TestASetUpThatIsNotTickedInTimeShows(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slot("Cour", 840, 900, "")
	h.slot("Auditorium", 800, 880, "")
	n, err := h.Now(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	for _, p := range n.Places {
		if s := p.Now[0]; s.SetUp == nil || !s.SetUp.Late(now) {
			t.Errorf("%s: %+v", p.Name, s.SetUp)
		}
	}
	h.must(h.Tick(t.Context(), h.intern, key("1"), h.project, saturday, fmt.Sprint("montage:", id), true, now))
	n, err = h.Now(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	if got := names(n.Places); got[0] != "Auditorium" || n.Places[1].Now[0].SetUp.Late(now) || n.Places[1].Now[0].SetUp.Tick.By != "Inès Carpentier" {
		t.Errorf("%v: what is not set up comes first", got)
	}
}

func TestTheLastTickByTheDeviceCounts(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slot("Cour", 840, 900, "")
	line := fmt.Sprint("montage:", id)
	tick := func(by account.By, name string, done bool, at time.Time) error {
		return h.Tick(t.Context(), by, key(name), h.project, saturday, line, done, at)
	}
	h.must(tick(h.intern, "1", true, now.Add(-10*time.Minute)))
	h.must(tick(h.team, "2", false, now.Add(-20*time.Minute))) // of before, come later
	h.must(tick(h.intern, "1", true, now.Add(-10*time.Minute)))
	_, lists, err := h.ListsOf(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	if len(lists) != 2 || lists[0].Title != "Montage" || lists[1].Title != "Rangement" || !lists[0].Lines[0].Tick.Done || lists[0].Left() != 0 || lists[1].Left() != 1 {
		t.Errorf("%+v", lists)
	}
	if n, err := postgres.Scalar[int](t.Context(), h.db, `SELECT count(*)::int FROM day_ticks`, nil); err != nil || n != 2 {
		t.Errorf("%d ticks are kept, %v", n, err)
	}
	h.want(fault.Conflict, tick(h.intern, "1", false, now))
	h.want(fault.Conflict, tick(h.team, "1", true, now))
	h.want(fault.Invalid, h.Tick(t.Context(), h.intern, "court", h.project, saturday, line, true, now))
	h.want(fault.Invalid, h.Tick(t.Context(), h.intern, key("3"), h.project, saturday, "", true, now))
	h.want(fault.NotFound, h.Tick(t.Context(), h.intern, key("4"), 99_999, saturday, line, true, now))
}

func TestANoteIsKeptOnceUnderItsKey(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := daybook.Draft{Kind: daybook.Incident, Body: "Un bac fendu", Place: "Cour"}
	var group sync.WaitGroup
	ids := make([]int64, 20)
	for i := range ids {
		group.Go(func() {
			id, err := h.Note(t.Context(), h.intern, key("1"), h.project, saturday, now, d)
			if err != nil {
				t.Error(err)
			}
			ids[i] = id
		})
	}
	group.Wait()
	if list := slices.Compact(ids); len(list) != 1 || list[0] == 0 {
		t.Errorf("kept as %v", list)
	}
	if id, err := h.Noted(t.Context(), h.intern, key("1")); err != nil || id != ids[0] {
		t.Errorf("%d %v", id, err)
	}
	_, err := h.Noted(t.Context(), h.team, key("1"))
	h.want(fault.NotFound, err)
	other := d
	other.Body = "Autre chose"
	_, err = h.Note(t.Context(), h.intern, key("1"), h.project, saturday, now, other)
	h.want(fault.Conflict, err)
	_, err = h.Note(t.Context(), h.team, key("1"), h.project, saturday, now, d)
	h.want(fault.Conflict, err)
	// Once it was edited, the telephone that sends it again is still answered.
	e, err := h.Entry(t.Context(), h.intern, ids[0])
	h.must(err)
	h.must(h.Edit(t.Context(), h.intern, e.ID, e.Version, other))
	again, err := h.Note(t.Context(), h.intern, key("1"), h.project, saturday, now, d)
	if err != nil || again != ids[0] {
		t.Errorf("%d %v", again, err)
	}
}

func TestWhatAnotherPersonDidWaitsForHer(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slot("Cour", 840, 900, "")
	s := daybook.Sent{Key: key("1"), Sort: daybook.SentTap, Person: h.intern.ID, Project: h.project, Day: saturday, At: now, Tap: attendance.Tap{Key: key("1"), Slot: id, Audience: 1, Measure: attendance.Present, N: 2, At: now}}
	_, err := h.Receive(t.Context(), h.team, s)
	if !daybook.IsAnothers(err) {
		t.Errorf("of another person: %v", err)
	}
	receipt, err := h.Receive(t.Context(), h.intern, s)
	if err != nil || receipt.Count.Present.N != 2 {
		t.Errorf("%+v %v", receipt, err)
	}
	tick := daybook.Sent{Key: key("2"), Sort: daybook.SentTick, Person: h.intern.ID, Project: h.project, Day: saturday, Line: "montage:1", Done: true}
	_, err = h.Receive(t.Context(), h.intern, tick)
	h.must(err)
	note := daybook.Sent{Key: key("3"), Sort: daybook.SentNote, Person: h.intern.ID, Project: h.project, Day: saturday, Draft: daybook.Draft{Kind: daybook.Note, Body: "Bien"}}
	receipt, err = h.Receive(t.Context(), h.intern, note)
	if err != nil || receipt.Entry == 0 {
		t.Errorf("%+v %v", receipt, err)
	}
	if daybook.IsAnothers(fault.New(fault.Forbidden, "Non.", nil)) {
		t.Error("every refusal is said to be another's")
	}
}

func TestAMessageTellsWhoIsOnDuty(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.slot("Cour", 840, 900, "3 accueils", crew.OfPerson(h.team.ID), h.nadia)
	id := h.note(h.head, "1", daybook.Draft{Kind: daybook.Message, Body: "Orage à 17 h"})
	told := func(by account.By) []notice.Notice {
		s, err := notice.New(h.db, daybook.Topics...).Sheet(t.Context(), by)
		h.must(err)
		return s.Unread
	}
	if list := told(h.team); len(list) != 1 || list[0].About.ID != id || list[0].About.Kind != journal.DayEntry || list[0].Lines[0].What != notice.DayMessage {
		t.Errorf("who holds a slot is told %+v", list)
	}
	if list := told(h.intern); len(list) != 0 {
		t.Errorf("who holds none is told %+v", list)
	}
	n, err := h.Now(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	if len(n.Messages) != 1 || n.Messages[0].Body != "Orage à 17 h" {
		t.Errorf("%+v", n.Messages)
	}
}

func TestWhoMayEditCloseAndDeleteALine(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	d := daybook.Draft{Kind: daybook.Incident, Body: "Un bac fendu"}
	hers, teams := h.note(h.intern, "1", d), h.note(h.team, "2", d)
	changed := d
	changed.Body = "Un bac fendu, sans blessé"
	h.want(fault.Forbidden, h.Edit(ctx, h.intern, teams, 1, changed))
	h.must(h.Edit(ctx, h.intern, hers, 1, changed))
	h.must(h.Edit(ctx, h.team, hers, 2, d))
	_, stale := fault.StaleOf(h.Edit(ctx, h.intern, hers, 1, changed))
	if !stale {
		t.Error("an edit over another text is kept")
	}
	h.must(h.Close(ctx, h.intern, teams, 1, "Balayé"))
	e, err := h.Entry(ctx, h.head, teams)
	h.must(err)
	if !e.Closed || e.ClosedBy != "Inès Carpentier" || e.Done != "Balayé" || e.Open() {
		t.Errorf("%+v", e)
	}
	for _, by := range []account.By{h.team, h.intern} {
		h.want(fault.Forbidden, h.Delete(ctx, by, hers))
	}
	h.must(h.Delete(ctx, h.head, hers))
	_, err = h.Entry(ctx, h.team, hers)
	h.want(fault.NotFound, err)
	h.want(fault.NotFound, h.Restore(ctx, h.team, hers))
	list, err := h.Bins()[0].List(ctx, h.head)
	if err != nil || len(list) != 1 {
		t.Errorf("%+v %v", list, err)
	}
	h.must(h.Restore(ctx, h.head, hers))
	h.must(h.Delete(ctx, h.head, hers))
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+2)
	h.want(fault.NotFound, h.Restore(ctx, late, hers))
	h.must(h.Bins()[0].Purge(ctx, late.At))
	_, err = h.Entry(ctx, h.head, hers)
	h.want(fault.NotFound, err)
	history, err := h.History(ctx, h.intern, teams, 1)
	if err != nil || len(history.Entries) != 2 {
		t.Errorf("%+v %v", history, err)
	}
}

func TestALineSaysWhatIsToMend(t *testing.T) {
	t.Parallel()
	h := open(t)
	good := daybook.Draft{Kind: daybook.Note, Body: "Bien"}
	for field, spoil := range map[string]func(*daybook.Draft){
		"type":    func(d *daybook.Draft) { d.Kind = "autre" },
		"texte":   func(d *daybook.Draft) { d.Body = " " },
		"seance":  func(d *daybook.Draft) { d.Kind, d.Minutes = daybook.Delay, 5 },
		"minutes": func(d *daybook.Draft) { d.Kind, d.Slot, d.Minutes = daybook.Delay, 1, 601 },
		"lieu":    func(d *daybook.Draft) { d.Place = string(make([]rune, daybook.MaxPlace+1)) },
	} {
		bad := good
		spoil(&bad)
		_, err := h.Note(t.Context(), h.intern, key(field), h.project, saturday, now, bad)
		if p, _ := fault.ProblemsOf(err); p.For(field) == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	elsewhere := good
	elsewhere.Slot = 99_999
	_, err := h.Note(t.Context(), h.intern, key("x"), h.project, saturday, now, elsewhere)
	if p, _ := fault.ProblemsOf(err); p.For("seance") == "" {
		t.Errorf("a slot of nothing: %v", err)
	}
	sheet, err := h.projects.Project(t.Context(), h.head, h.project)
	h.must(err)
	h.must(h.projects.Archive(t.Context(), h.head, h.project, sheet.Version))
	_, err = h.Note(t.Context(), h.intern, key("y"), h.project, saturday, now, good)
	h.want(fault.Forbidden, err)
	h.want(fault.Forbidden, h.Tick(t.Context(), h.intern, key("z"), h.project, saturday, "montage:1", true, now))
}

func TestALineIsTakenBackButNeverUnmade(t *testing.T) {
	t.Parallel()
	h := open(t)
	back := undo.New(h.db, daybook.Undoable{})
	act := account.Gesture(t.Context())
	id, err := h.Note(act, h.intern, key("1"), h.project, saturday, now, daybook.Draft{Kind: daybook.Incident, Body: "Un bac fendu"})
	h.must(err)
	if _, err := back.Undo(account.Gesture(t.Context()), h.intern, account.ActOf(act)); err == nil {
		t.Error("what was noted is unmade: a telephone that sends it again would note it twice")
	}
	act = account.Gesture(t.Context())
	h.must(h.Close(act, h.intern, id, 1, "Balayé"))
	_, err = back.Undo(account.Gesture(t.Context()), h.intern, account.ActOf(act))
	h.must(err)
	if e, err := h.Entry(t.Context(), h.intern, id); err != nil || !e.Open() || e.Done != "" {
		t.Errorf("%+v %v", e, err)
	}
}

func TestWhoIsCalledAndHow(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.slot("Matin", 600, 660, "1 accueil", crew.OfPerson(h.head.ID))
	h.slot("Cour", 840, 900, "2 accueils", h.nadia, crew.OfPerson(h.team.ID))
	h.must(h.SetPhone(ctx, h.team, "+33199000032"))
	_, people, err := h.Duty(ctx, h.intern, h.project, saturday)
	h.must(err)
	var said []string
	for _, p := range people {
		said = append(said, p.Name+" "+string(p.Phone))
	}
	if want := []string{"Nadia Rahmani +33199000041", "Samir Benali +33199000032", "Claire Fontaine "}; !slices.Equal(said, want) {
		t.Errorf("%q, want %q: those who are on a slot first", said, want)
	}
	if people[0].Next(now) == nil || people[2].Next(now) != nil {
		t.Error("who is there now, and who is done")
	}
	h.must(h.SetPhone(ctx, h.team, ""))
	if phone, err := h.Phone(ctx, h.team); err != nil || phone != "" {
		t.Errorf("%q %v", phone, err)
	}
}

func TestTheAccountOfADay(t *testing.T) {
	t.Parallel()
	h := open(t)
	first, second := h.slot("Cour", 840, 900, ""), h.slot("Cour", 960, 1020, "")
	_, err := h.counts.Add(t.Context(), h.intern, attendance.Tap{Key: key("1"), Slot: first, Audience: 1, Measure: attendance.Present, N: 12, At: now})
	h.must(err)
	h.note(h.intern, "2", daybook.Draft{Kind: daybook.Delay, Slot: second, Minutes: 20})
	d, err := h.Whole(t.Context(), h.intern, h.project, saturday)
	h.must(err)
	if sum, missing := d.Total(); sum != 12 || missing != 1 || len(d.Held()) != 2 || d.Slots[1].Late != 20 || len(d.Of(daybook.Delay)) != 1 || len(d.Lists) != 2 {
		t.Errorf("%d came, %d are not known: %+v", sum, missing, d)
	}
	c, err := h.Counting(t.Context(), h.intern, h.project, first)
	if err != nil || c.Count.Present.N != 12 || len(c.Counted.Audiences) != 18 || c.Counted.Last == nil || c.Counted.Last.N != 12 {
		t.Errorf("%+v %v", c, err)
	}
	_, err = h.Counting(t.Context(), h.intern, h.project+1, first)
	h.want(fault.NotFound, err)
	days, err := h.Coming(t.Context(), h.intern)
	if err != nil || len(days) != 1 || days[0].Slots != 2 || days[0].Day != saturday {
		t.Errorf("%+v %v", days, err)
	}
}

func TestTheDayCostsTheSameHoweverManySlots(t *testing.T) {
	t.Parallel()
	h := open(t)
	count := func() int64 {
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.Now(ctx, h.intern, h.project, saturday)
		h.must(err)
		return n.Load()
	}
	h.slot("Cour", 840, 900, "1 accueil", h.nadia)
	few := count()
	for i := range 12 {
		h.slot(fmt.Sprint("Lieu ", i), 840, 900, "1 accueil")
	}
	if many := count(); many != few {
		t.Errorf("%d queries for one place, %d for thirteen", few, many)
	}
}
