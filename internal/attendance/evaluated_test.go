package attendance_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"
	"pgregory.net/rapid"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// someSlots draws slots, of which some are to come, some were not counted, and some were.
func someSlots(rt *rapid.T, audiences []attendance.Audience) []attendance.Slot {
	var list []attendance.Slot
	for i := range rapid.IntRange(0, 12).Draw(rt, "slots") {
		s := attendance.Slot{ID: int64(i + 1), Times: slot.Times{Day: saturday.AddDays(rapid.IntRange(-3, 3).Draw(rt, "day")), From: 600, To: 660}, Price: attendance.Price(rapid.IntRange(0, 2).Draw(rt, "price")),
			Registered: attendance.Number{Known: true, N: rapid.IntRange(0, 30).Draw(rt, "registered")}}
		if n := rapid.IntRange(0, 20).Draw(rt, "places"); n > 0 {
			s.Planned = attendance.Number{Known: true, N: n}
		}
		for _, a := range audiences {
			if rapid.Bool().Draw(rt, "counted") {
				n := rapid.IntRange(0, 50).Draw(rt, "n")
				s.Parts = append(s.Parts, attendance.Part{Audience: a.ID, N: n})
				s.Present = attendance.Number{Known: true, N: s.Present.N + n}
			}
		}
		if !s.Present.Known {
			s.Reason = rapid.SampledFrom([]attendance.Reason{"", attendance.Closed, attendance.Untold}).Draw(rt, "reason")
		}
		list = append(list, s)
	}
	return list
}

// TestUnknownIsNeverZeroInAnyTotal holds that a total is of the slots whose number is known and says how many it misses, however slots are parted.
func TestUnknownIsNeverZeroInAnyTotal(t *testing.T) {
	t.Parallel()
	audiences := []attendance.Audience{{ID: 1, AudienceDraft: attendance.AudienceDraft{Heading: attendance.Individual}}, {ID: 2, AudienceDraft: attendance.AudienceDraft{Heading: attendance.School}}, {ID: 3, AudienceDraft: attendance.AudienceDraft{Heading: attendance.Young}}}
	rapid.Check(t, func(rt *rapid.T) {
		list := someSlots(rt, audiences)
		whole := attendance.TotalsOf(list, now)
		n, known, due, coming := 0, 0, 0, 0
		for _, s := range list {
			switch {
			case s.Present.Known:
				n, known = n+s.Present.N, known+1
			case s.Coming(now):
				coming++
			case s.Due(now):
				due++
			default:
				rt.Errorf("%+v is neither counted, nor due, nor to come", s)
			}
		}
		if want := (attendance.Sum{N: n, Of: known, Missing: due}); whole.Present != want || whole.Coming != coming || whole.Slots != known+due {
			rt.Errorf("%+v, want %+v, %d to come", whole, want, coming)
		}
		if number := whole.Present.Number(); number.Known != (known > 0) {
			rt.Errorf("%+v of %d slots", number, known)
		}
		why := 0
		for _, n := range whole.Reasons {
			why += n
		}
		if why != due {
			rt.Errorf("%d reasons for %d slots", why, due)
		}
		var parts attendance.Totals
		for _, group := range attendance.SubtotalsOf(list, now, func(s *attendance.Slot) (string, string) {
			return fmt.Sprint(s.ID % 3), fmt.Sprint("Groupe ", s.ID%3)
		}) {
			parts.Slots, parts.Coming = parts.Slots+group.Slots, parts.Coming+group.Coming
			for _, each := range []struct{ into, of *attendance.Sum }{{&parts.Planned, &group.Planned}, {&parts.Registered, &group.Registered}, {&parts.Present, &group.Present}, {&parts.Absent, &group.Absent}} {
				each.into.N, each.into.Of, each.into.Missing = each.into.N+each.of.N, each.into.Of+each.of.Of, each.into.Missing+each.of.Missing
			}
		}
		if parts.Slots != whole.Slots || parts.Coming != whole.Coming || parts.Planned != whole.Planned || parts.Registered != whole.Registered || parts.Present != whole.Present || parts.Absent != whole.Absent {
			rt.Errorf("the parts are %+v, the whole is %+v", parts, whole)
		}
		sum := 0
		for _, a := range attendance.ByAudience(list, audiences, now) {
			if a.Missing != due {
				rt.Errorf("%+v misses %d slots", a, due)
			}
			sum += a.N
		}
		if sum != n {
			rt.Errorf("audiences add up to %d, not %d", sum, n)
		}
	})
}

// TestTheMinistrysColumnsHoldEachPersonOnce holds the two ways in which its table adds up.
func TestTheMinistrysColumnsHoldEachPersonOnce(t *testing.T) {
	t.Parallel()
	var audiences []attendance.Audience
	for i, h := range append(attendance.Headings, attendance.Headings...) {
		audiences = append(audiences, attendance.Audience{ID: int64(i + 1), AudienceDraft: attendance.AudienceDraft{Heading: h}})
	}
	rapid.Check(t, func(rt *rapid.T) {
		list := someSlots(rt, audiences)
		m := attendance.MinistryOf("Tout", list, audiences, now)
		whole := attendance.TotalsOf(list, now)
		if m.Total != whole.Present.Number() || m.Missing != whole.Present.Missing || m.Slots != whole.Slots {
			rt.Errorf("%+v, the whole is %+v", m, whole)
		}
		if m.Paid.N+m.Free.N+m.Unpriced != m.Total.N || m.Paid.Known != m.Free.Known || m.Paid.Known && !m.Total.Known {
			rt.Errorf("by price: %+v", m)
		}
		sum := 0
		for _, h := range attendance.Headings {
			if m.Headings[h].Known != m.Total.Known {
				rt.Errorf("%s: %+v", h, m)
			}
			sum += m.Headings[h].N
		}
		if sum != m.Total.N {
			rt.Errorf("by heading: %d of %d", sum, m.Total.N)
		}
	})
}

func TestAMinistryRowWithoutAPriceIsNeitherPaidNorFree(t *testing.T) {
	t.Parallel()
	s := attendance.Slot{Times: slot.Times{Day: saturday.AddDays(-1), From: 600, To: 660}, Present: attendance.Number{Known: true, N: 7}, Parts: []attendance.Part{{Audience: 1, N: 7}}}
	one := []attendance.Audience{{ID: 1, AudienceDraft: attendance.AudienceDraft{Heading: attendance.School}}}
	m := attendance.MinistryOf("Tout", []attendance.Slot{s}, one, now)
	if m.Paid.Known || m.Free.Known || m.Unpriced != 7 || m.Headings[attendance.School].N != 7 {
		t.Errorf("%+v", m)
	}
	s.Price = attendance.Free
	if m := attendance.MinistryOf("Tout", []attendance.Slot{s}, one, now); m.Free.N != 7 || !m.Paid.Known || m.Paid.N != 0 {
		t.Errorf("%+v", m)
	}
}

// TestASlotHasFourNumbers reads them from the database, with those of a project and of a year alike.
func TestASlotHasFourNumbers(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	_, err := h.slots.Register(ctx, h.team, "", h.at, slot.Group{Name: "CE2 B", People: 24, Companions: 3}, false)
	h.must(err)
	h.add(h.intern, h.tap("1", h.adults, 5))
	h.add(h.intern, h.tap("2", h.families, 3))
	h.add(h.intern, attendance.Tap{Key: "cle-de-telephone-3", Slot: h.at, Measure: attendance.Absent, N: 4})
	h.must(h.SetReason(ctx, h.intern, h.other, attendance.Closed))
	p, of, err := h.OfProject(ctx, h.intern, h.project)
	h.must(err)
	year, err := h.OfYear(ctx, h.head, 2025)
	h.must(err)
	if p.Title != "JEA 2025" || len(of.Slots) != 2 || fmt.Sprint(of.Slots) != fmt.Sprint(year.Slots) || year.First != 2025 || year.Last != 2025 {
		t.Fatalf("%+v, %+v", of, year)
	}
	one, other := of.Slots[0], of.Slots[1]
	known := func(n int) attendance.Number { return attendance.Number{Known: true, N: n} }
	if one.Planned.Known || one.Registered != known(24) || one.Present != known(8) || one.Absent != known(4) || one.Of(h.families) != known(3) || one.Taps != 3 {
		t.Errorf("%+v", one)
	}
	if other.Present.Known || other.Reason != attendance.Closed || other.Registered != known(0) || other.Absent.Known {
		t.Errorf("%+v", other)
	}
	if only := one.OfAudience(h.families); only.Present != known(3) || only.Absent.Known {
		t.Errorf("%+v", only)
	}
	if none, err := h.OfYear(ctx, h.head, 2024); err != nil || len(none.Slots) != 0 {
		t.Errorf("%+v, %v", none.Slots, err)
	}
	_, _, err = h.OfProject(ctx, h.head, 99_999)
	h.want(fault.NotFound, err)
}

// TestSumsAreThoseOfTheTaps draws taps, and what takes them back, and compares what the trigger kept with what the taps say.
func TestSumsAreThoseOfTheTaps(t *testing.T) {
	t.Parallel()
	h := open(t)
	rounds := 0
	rapid.Check(t, func(rt *rapid.T) {
		if rounds++; rounds > 20 {
			return
		}
		var taps []attendance.Tap
		for i := range rapid.IntRange(1, 8).Draw(rt, "taps") {
			tap := h.tap(fmt.Sprintf("%d-%d-%d", rounds, i, rapid.IntRange(0, 1<<30).Draw(rt, "key")), rapid.SampledFrom([]int64{h.adults, h.families, 0}).Draw(rt, "audience"), rapid.IntRange(-3, 9).Draw(rt, "n"))
			if tap.Audience == 0 {
				tap.Measure = attendance.Absent
			}
			if len(taps) > 0 && rapid.Bool().Draw(rt, "back") {
				was := rapid.SampledFrom(taps).Draw(rt, "which")
				tap.Audience, tap.Measure, tap.N, tap.Undoes = was.Audience, was.Measure, -was.N, was.Key
			} else {
				taps = append(taps, tap)
			}
			_, err := h.Add(t.Context(), h.team, tap)
			h.must(err)
		}
		sums, err := h.Sums(t.Context(), h.head, []int64{h.at})
		h.must(err)
		_, of, err := h.OfProject(t.Context(), h.head, h.project)
		h.must(err)
		if c, s := sums[h.at], of.Slots[0]; c.Present != s.Present || c.Absent != s.Absent || len(c.Lines) != len(s.Parts) {
			rt.Errorf("the taps say %+v, what is kept %+v", c, s)
		}
	})
}

func TestWhatWasTakenBackIsNotKnownAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	tap := h.tap("1", h.adults, 1)
	h.add(h.intern, tap)
	back := h.tap("2", h.adults, -1)
	back.Undoes = tap.Key
	if c := h.add(h.intern, back); c.Present.Known {
		t.Errorf("nobody counted: %+v", c)
	}
	_, of, err := h.OfProject(t.Context(), h.head, h.project)
	h.must(err)
	if of.Slots[0].Present.Known || of.Slots[0].Taps != 2 {
		t.Errorf("%+v", of.Slots[0])
	}
}

func TestVisitorsAreOneQueryWhateverTheyAreOf(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.intern, h.tap("1", h.adults, 6))
	h.add(h.intern, attendance.Tap{Key: "cle-de-telephone-2", Slot: h.at, Measure: attendance.Absent, N: 40})
	want := attendance.Visitors{Slots: 2, Counted: attendance.Sum{N: 6, Of: 1, Missing: 1}}
	for name, scope := range map[string]attendance.Scope{"these slots": {Slots: []int64{h.at, h.other}}, "a project": {Project: h.project}} {
		ctx, n := postgres.CountQueries(t.Context())
		v, err := h.Visitors(ctx, h.intern, scope)
		if err != nil || v != want || n.Load() != 1 {
			t.Errorf("%s: %+v, %v, %d queries", name, v, err, n.Load())
		}
	}
	for _, scope := range []attendance.Scope{{}, {Event: 99}, {Slots: []int64{99_999}}} {
		if v, err := h.Visitors(t.Context(), h.intern, scope); err != nil || v != (attendance.Visitors{}) {
			t.Errorf("%+v: %+v, %v", scope, v, err)
		}
	}
}

func figures(pairs ...int64) attendance.Figures {
	f := attendance.Figures{}
	for i := 0; i+1 < len(pairs); i += 2 {
		f[pairs[i]] = int(pairs[i+1])
	}
	return f
}

func TestACorrectionIsTapsOfDifferences(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.add(h.intern, h.tap("1", h.adults, 5))
	desk, err := h.Desk(ctx, h.team, h.at, 1)
	h.must(err)
	c := attendance.Correction{Seen: desk.Count.Figures(), Typed: figures(h.adults, 3, h.families, 0, 0, 2)}
	done, err := h.Correct(ctx, h.team, "", h.at, desk.Version, c)
	h.must(err)
	if len(done.Changes) != 3 || len(done.Keys) != 3 {
		t.Errorf("%+v", done)
	}
	after, err := h.Desk(ctx, h.team, h.at, 1)
	h.must(err)
	if f := after.Count.Figures(); fmt.Sprint(f) != fmt.Sprint(figures(h.adults, 3, h.families, 0, 0, 2)) || after.Taps != 4 {
		t.Errorf("%v, %d taps", f, after.Taps)
	}
	history, err := h.slots.History(ctx, h.head, h.at, 1)
	h.must(err)
	if len(history.Entries) < 2 || len(history.Entries[0].Changes) != 3 || history.Entries[0].Person != "Samir Benali" {
		t.Errorf("%+v", history.Entries)
	}
	back, err := h.TakeBack(ctx, h.intern, h.at, done.Keys)
	h.must(err)
	again, err := h.TakeBack(ctx, h.intern, h.at, done.Keys)
	h.must(err)
	desk, err = h.Desk(ctx, h.team, h.at, 1)
	h.must(err)
	if f := desk.Count.Figures(); fmt.Sprint(f) != fmt.Sprint(figures(h.adults, 5)) || len(back.Changes) != 3 || len(again.Changes) != 0 {
		t.Errorf("taken back: %v, %+v, then %+v", f, back, again)
	}
}

// TestACorrectionMeetsWhatWasCountedMeanwhile holds that nothing is lost: hers waits beside the other's, and what she left as it was follows whoever counts.
func TestACorrectionMeetsWhatWasCountedMeanwhile(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	h.add(h.intern, h.tap("1", h.adults, 5))
	h.add(h.intern, h.tap("2", h.families, 2))
	desk, err := h.Desk(ctx, h.team, h.at, 1)
	h.must(err)
	h.add(h.intern, h.tap("3", h.adults, 1))
	h.add(h.intern, h.tap("4", h.families, 1))
	c := attendance.Correction{Seen: desk.Count.Figures(), Typed: figures(h.adults, 8, h.families, 2)}
	_, err = h.Correct(ctx, h.team, "", h.at, desk.Version, c)
	stale, met := fault.StaleOf(err)
	if !met || stale.By != "Inès Carpentier" || len(stale.Texts) != 2 || stale.Texts[0].Before != "6" || stale.Texts[0].After != "8" || stale.Texts[1].Differs() {
		t.Fatalf("%+v, %v", stale, err)
	}
	if sums, _ := h.Sums(ctx, h.head, []int64{h.at}); sums[h.at].Present.N != 9 {
		t.Errorf("something was written: %+v", sums)
	}
	_, err = h.Correct(ctx, h.team, "", h.at, stale.Version, c)
	h.must(err)
	sums, err := h.Sums(ctx, h.head, []int64{h.at})
	h.must(err)
	if sums[h.at].Of(h.adults) != 8 || sums[h.at].Of(h.families) != 3 {
		t.Errorf("%+v", sums[h.at])
	}
	c.Typed = figures(h.families, 9) // what she emptied
	_, err = h.Correct(ctx, h.team, "", h.at, stale.Version, c)
	if p, _ := fault.ProblemsOf(err); p.For(attendance.NumberField(h.adults)) == "" {
		t.Errorf("an emptied field: %v", err)
	}
	for _, bad := range []attendance.Figures{figures(h.adults, -1), figures(h.adults, attendance.MaxAtOnce+1)} {
		_, err = h.Correct(ctx, h.team, "", h.at, 1, attendance.Correction{Typed: bad})
		h.want(fault.Invalid, err)
	}
	_, err = h.Correct(ctx, h.team, "", h.at, 1, attendance.Correction{Typed: figures(99_999, 1)})
	h.want(fault.Invalid, err)
}

func TestADoorCountsAtItsSlotsAlone(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	door := func(d attendance.DoorDraft) (made attendance.Door, err error) {
		err = postgres.InTx(ctx, h.db, func(tx pgx.Tx) (err error) {
			made, _, err = attendance.MakeDoor(ctx, tx, h.team, h.project, d)
			return err
		})
		return made, err
	}
	north, err := door(attendance.DoorDraft{Name: " Porte  nord ", Slot: h.at})
	h.must(err)
	whole, err := door(attendance.DoorDraft{Name: "Toute la cour", Day: saturday})
	h.must(err)
	by := account.Person{}.At(now)
	tap := h.tap("porte", h.adults, 2)
	for range 2 {
		if c, err := h.AddAtDoor(ctx, by, north.ID, tap); err != nil || c.Of(h.adults) != 2 || c.By[0] != "lien «\u00a0Porte nord\u00a0»" {
			t.Fatalf("%+v, %v", c, err)
		}
	}
	_, err = h.AddAtDoor(ctx, by, whole.ID, tap) // another door's, under the same key
	h.want(fault.Conflict, err)
	elsewhere := h.tap("ailleurs", h.adults, 1)
	elsewhere.Slot = h.other
	_, err = h.AddAtDoor(ctx, by, north.ID, elsewhere)
	h.want(fault.Forbidden, err)
	_, err = h.AddAtDoor(ctx, by, whole.ID, elsewhere)
	h.must(err)
	last, there, err := h.LastAtDoor(ctx, north.ID, h.at)
	if err != nil || !there || last.Key != tap.Key {
		t.Errorf("%+v, %v", last, err)
	}
	if _, there, _ := h.Last(ctx, h.intern, h.at); there {
		t.Error("what came through a door is nobody's of the service")
	}
	list, err := h.Entries(ctx, h.head, h.at)
	if err != nil || list[0].Who() != "par le lien «\u00a0Porte nord\u00a0»" {
		t.Errorf("%+v, %v", list, err)
	}
	at, err := h.DoorSlots(ctx, whole.ID)
	if err != nil || len(at.Slots) != 2 || at.Slots[0].Count.Of(h.adults) != 2 || len(at.Audiences) != 18 {
		t.Errorf("%+v, %v", at, err)
	}
	for _, bad := range []attendance.DoorDraft{{Slot: h.at}, {Name: "x"}, {Name: "x", Slot: 99_999}} {
		if _, err := door(bad); !fault.Is(err, fault.Invalid) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	h.must(h.slots.Delete(ctx, h.head, h.at))
	_, err = h.DoorSlots(ctx, north.ID)
	h.want(fault.NotFound, err)
	if _, err := h.AddAtDoor(ctx, by, north.ID, h.tap("tard", h.adults, 1)); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	sheet, err := h.projects.Project(ctx, h.head, h.project)
	h.must(errors.Join(err, h.projects.Archive(ctx, h.head, h.project, sheet.Version)))
	elsewhere.Key += "-2"
	_, err = h.AddAtDoor(ctx, by, whole.ID, elsewhere)
	h.want(fault.Forbidden, err)
}
