package clash_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"parvis/internal/activity/clash"
)

var paris = func() *time.Location {
	at, err := time.LoadLocation("Europe/Paris")
	if err != nil {
		panic(err)
	}
	return at
}()

// at is a moment of June 2025 as clocks of Paris show it.
func at(day, hour, minute int) time.Time {
	return time.Date(2025, time.June, day, hour, minute, 0, 0, paris)
}

func span(day, from, to int) clash.Span {
	return clash.Span{Start: at(day, from, 0), End: at(day, to, 0)}
}

const (
	hall, court   = 1, 2
	visit, talk   = 10, 11
	zoe, sam, lea = 100, 101, 102
	table         = 200
)

// programme is a sound one: a visit in the hall and a talk in the court.
func programme() clash.Programme {
	return clash.Programme{
		Slots: []clash.Slot{
			{ID: 1, Activity: visit, Span: span(13, 10, 11), Space: hall, Capacity: 24, People: []int64{zoe, sam}},
			{ID: 2, Activity: talk, Span: span(13, 14, 15), Space: court, Capacity: 40, People: []int64{lea}},
		},
		Spaces:     []clash.Space{{ID: hall, Capacity: 30}, {ID: court}},
		Activities: []clash.Activity{{ID: visit, Announced: true, Ratio: 12}, {ID: talk}},
		Event:      clash.Span{Start: at(13, 0, 0), End: at(16, 6, 0)},
		Open:       []clash.Span{span(13, 9, 18), span(14, 9, 23), span(15, 9, 18)},
		Walk:       5 * time.Minute, Trip: time.Hour,
	}
}

func TestASoundProgrammeHasNoConflict(t *testing.T) {
	t.Parallel()
	if found := clash.Find(programme()); found != nil {
		t.Errorf("%+v", found)
	}
	if found := clash.Find(clash.Programme{}); found != nil {
		t.Errorf("of nothing: %+v", found)
	}
}

// TestEachConflictIsTold changes one thing of a sound programme.
func TestEachConflictIsTold(t *testing.T) {
	t.Parallel()
	for name, of := range map[string]struct {
		change func(p *clash.Programme)
		want   []clash.Conflict
	}{
		"two in a space": {func(p *clash.Programme) { p.Slots[1].Span, p.Slots[1].Space = span(13, 10, 12), hall },
			[]clash.Conflict{{Kind: clash.SpaceTwice, Activity: visit, Slot: 1, Other: 2, Space: hall}, {Kind: clash.OverCapacity, Activity: talk, Slot: 2, Space: hall, Count: 10}}},
		"one after the other in a space": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Space, p.Slots[1].Capacity = span(13, 11, 12), hall, 30
		}, nil},
		"no time to set up": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Space, p.Slots[1].Capacity, p.Slots[1].Before = span(13, 11, 12), hall, 30, time.Minute
		}, []clash.Conflict{{Kind: clash.SetUp, Activity: visit, Slot: 1, Other: 2, Space: hall}}},
		"a person twice": {func(p *clash.Programme) { p.Slots[1].Span, p.Slots[1].People = span(13, 10, 11), []int64{zoe, sam} },
			[]clash.Conflict{{Kind: clash.PersonTwice, Activity: visit, Slot: 1, Other: 2, Person: zoe}, {Kind: clash.PersonTwice, Activity: visit, Slot: 1, Other: 2, Person: sam}}},
		"named twice in a slot": {func(p *clash.Programme) { p.Slots[0].People = []int64{zoe, zoe, sam} }, nil},
		"no time to walk": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].People = clash.Span{Start: at(13, 11, 4), End: at(13, 12, 0)}, []int64{zoe}
		}, []clash.Conflict{{Kind: clash.NoTimeToGo, Activity: visit, Slot: 1, Other: 2, Person: zoe}}},
		"just the time to walk": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].People = clash.Span{Start: at(13, 11, 5), End: at(13, 12, 0)}, []int64{zoe}
		}, nil},
		"no time for a trip": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Space, p.Slots[1].Elsewhere, p.Slots[1].People = clash.Span{Start: at(13, 11, 30), End: at(13, 12, 0)}, 0, "Parc du Test", []int64{zoe}
		}, []clash.Conflict{{Kind: clash.NoTimeToGo, Activity: visit, Slot: 1, Other: 2, Person: zoe}}},
		"from nowhere yet": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Space, p.Slots[1].People = span(13, 11, 12), 0, []int64{zoe}
		}, nil},
		"away": {func(p *clash.Programme) {
			p.Away = []clash.Away{{Person: sam, Span: span(13, 0, 12)}, {Person: sam, Span: span(13, 10, 20)}, {Person: lea, Span: span(13, 15, 20)}, {Person: 999, Span: span(13, 0, 23)}}
		}, []clash.Conflict{{Kind: clash.PersonAway, Activity: visit, Slot: 1, Person: sam}}},
		"too many for the space": {func(p *clash.Programme) { p.Slots[0].Capacity, p.Activities[0].Ratio = 31, 0 },
			[]clash.Conflict{{Kind: clash.OverCapacity, Activity: visit, Slot: 1, Space: hall, Count: 1}}},
		"one more than two can receive": {func(p *clash.Programme) { p.Slots[0].Capacity = 25 }, []clash.Conflict{{Kind: clash.TooFewStaff, Activity: visit, Slot: 1, Count: 1}}},
		"before the event":              {func(p *clash.Programme) { p.Slots[1].Span, p.Open = span(12, 14, 15), nil }, []clash.Conflict{{Kind: clash.OutsideEvent, Activity: talk, Slot: 2}}},
		"past midnight of its last day": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Open = clash.Span{Start: at(15, 23, 0), End: at(16, 1, 0)}, nil
		}, nil},
		"longer than it is open": {func(p *clash.Programme) { p.Slots[1].Span = span(13, 17, 19) }, []clash.Conflict{{Kind: clash.Closed, Activity: talk, Slot: 2}}},
		"elsewhere while it is shut": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Space, p.Slots[1].Elsewhere = span(13, 19, 20), 0, "Parc"
		}, nil},
		"more tables than there are": {func(p *clash.Programme) {
			p.Slots[1].Span, p.Slots[1].Before = span(13, 11, 12), 30*time.Minute
			p.Things = []clash.Thing{{ID: table, Usable: 4}, {ID: table + 1, Usable: 1}}
			p.Takes = []clash.Take{{Thing: table, Count: 3, Slot: 1}, {Thing: table, Count: 3, Slot: 2}, {Thing: table + 1, Count: 1, Slot: 2}}
		}, []clash.Conflict{{Kind: clash.NotEnough, Activity: visit, Slot: 1, Thing: table, Count: 2}, {Kind: clash.NotEnough, Activity: talk, Slot: 2, Thing: table, Count: 2}}},
		"as many tables as there are": {func(p *clash.Programme) {
			p.Slots[1].Span = span(13, 11, 12)
			p.Things = []clash.Thing{{ID: table, Usable: 3}}
			p.Takes = []clash.Take{{Thing: table, Count: 3, Slot: 1}, {Thing: table, Count: 3, Slot: 2}}
		}, nil},
		"tables that others have": {func(p *clash.Programme) {
			p.Things = []clash.Thing{{ID: table, Usable: 3}}
			p.Takes = []clash.Take{{Thing: table, Count: 3, Slot: 1}, {Thing: table, Count: 1, Span: span(13, 9, 23)}, {Thing: table, Count: 2, Booking: 7, Span: span(13, 10, 20)}, {Thing: table, Count: 9, Slot: 99}, {Thing: table, Count: 2, Booking: 8, Span: span(14, 10, 20)}}
		}, []clash.Conflict{{Kind: clash.NotEnough, Activity: visit, Slot: 1, Thing: table, Count: 3}, {Kind: clash.NotEnough, Booking: 7, Thing: table, Count: 3}}},
		"announced without a slot": {func(p *clash.Programme) { p.Slots = p.Slots[1:] }, []clash.Conflict{{Kind: clash.NoSlot, Activity: visit}}},
		"announced and nowhere":    {func(p *clash.Programme) { p.Slots[0].Space = 0 }, []clash.Conflict{{Kind: clash.NoPlace, Activity: visit, Slot: 1}}},
		"announced and nobody":     {func(p *clash.Programme) { p.Slots[0].People = nil }, []clash.Conflict{{Kind: clash.Nobody, Activity: visit, Slot: 1}}},
		"not announced, all to find": {func(p *clash.Programme) {
			p.Activities[0].Announced, p.Slots[0].Space, p.Slots[0].People = false, 0, nil
		}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := programme()
			of.change(&p)
			if found := clash.Find(p); !slices.Equal(found, of.want) {
				t.Errorf("%+v\nwant %+v", found, of.want)
			}
		})
	}
}

// TestANightOnWhichClocksChangeIsAsLongAsItIs: on 26 October 2025, 2:30 comes twice, an hour apart.
func TestANightOnWhichClocksChangeIsAsLongAsItIs(t *testing.T) {
	t.Parallel()
	first := time.Date(2025, time.October, 26, 0, 30, 0, 0, time.UTC)
	p := clash.Programme{Slots: []clash.Slot{
		{ID: 1, Activity: visit, Span: clash.Span{Start: first, End: first.Add(30 * time.Minute)}, Space: hall, People: []int64{zoe}},
		{ID: 2, Activity: visit, Span: clash.Span{Start: first.Add(time.Hour), End: first.Add(2 * time.Hour)}, Space: hall, People: []int64{zoe}},
	}}
	if p.Slots[0].Start.In(paris).Format("15:04") != p.Slots[1].Start.In(paris).Format("15:04") {
		t.Fatal("the clocks do not show the same")
	}
	if found := clash.Find(p); found != nil {
		t.Errorf("%+v", found)
	}
}

// naive looks at every pair.
func naive(p clash.Programme) (list []clash.Conflict) {
	meets := func(a, b clash.Span) bool { return a.Start.Before(b.End) && b.Start.Before(a.End) }
	spaces, activities := map[int64]clash.Space{}, map[int64]clash.Activity{}
	for _, s := range p.Spaces {
		spaces[s.ID] = s
	}
	for _, a := range p.Activities {
		activities[a.ID] = a
	}
	people := func(s clash.Slot) []int64 {
		var all []int64
		for _, one := range s.People {
			if !slices.Contains(all, one) {
				all = append(all, one)
			}
		}
		return all
	}
	for _, a := range p.Slots {
		of := activities[a.Activity]
		c := clash.Conflict{Activity: a.Activity, Slot: a.ID}
		add := func(change func(*clash.Conflict)) {
			one := c
			change(&one)
			list = append(list, one)
		}
		if !p.Event.Start.IsZero() && (a.Start.Before(p.Event.Start) || a.End.After(p.Event.End)) {
			add(func(c *clash.Conflict) { c.Kind = clash.OutsideEvent })
		}
		if p.Open != nil && a.Space != 0 {
			open := false
			for _, o := range p.Open {
				open = open || !a.Start.Before(o.Start) && !a.End.After(o.End)
			}
			if !open {
				add(func(c *clash.Conflict) { c.Kind = clash.Closed })
			}
		}
		if n := len(people(a)); of.Ratio > 0 && n > 0 && n*of.Ratio < a.Capacity {
			lack := 0
			for (n+lack)*of.Ratio < a.Capacity {
				lack++
			}
			add(func(c *clash.Conflict) { c.Kind, c.Count = clash.TooFewStaff, lack })
		}
		if of.Announced && a.Space == 0 && a.Elsewhere == "" {
			add(func(c *clash.Conflict) { c.Kind = clash.NoPlace })
		}
		if of.Announced && len(a.People) == 0 {
			add(func(c *clash.Conflict) { c.Kind = clash.Nobody })
		}
		if most := spaces[a.Space].Capacity; a.Space != 0 && most > 0 && a.Capacity > most {
			add(func(c *clash.Conflict) { c.Kind, c.Count, c.Space = clash.OverCapacity, a.Capacity-most, a.Space })
		}
		for _, one := range people(a) {
			for _, away := range p.Away {
				if away.Person == one && meets(a.Span, away.Span) {
					add(func(c *clash.Conflict) { c.Kind, c.Person = clash.PersonAway, one })
					break
				}
			}
		}
		for _, b := range p.Slots {
			if a.Start.After(b.Start) || a.Start.Equal(b.Start) && a.ID >= b.ID {
				continue
			}
			if a.Space != 0 && a.Space == b.Space {
				if meets(a.Span, b.Span) {
					add(func(c *clash.Conflict) { c.Kind, c.Other, c.Space = clash.SpaceTwice, b.ID, a.Space })
				} else if b.Start.Add(-b.Before).Before(a.End.Add(a.After)) {
					add(func(c *clash.Conflict) { c.Kind, c.Other, c.Space = clash.SetUp, b.ID, a.Space })
				}
			}
			for _, one := range people(a) {
				if !slices.Contains(b.People, one) {
					continue
				}
				way := p.Trip
				if a.Space != 0 && b.Space != 0 {
					way = p.Walk
				}
				if a.Space == b.Space && a.Elsewhere == b.Elsewhere || a.Space == 0 && a.Elsewhere == "" || b.Space == 0 && b.Elsewhere == "" {
					way = 0
				}
				if meets(a.Span, b.Span) {
					add(func(c *clash.Conflict) { c.Kind, c.Other, c.Person = clash.PersonTwice, b.ID, one })
				} else if b.Start.Before(a.End.Add(way)) {
					add(func(c *clash.Conflict) { c.Kind, c.Other, c.Person = clash.NoTimeToGo, b.ID, one })
				}
			}
		}
	}
	for _, a := range p.Activities {
		if a.Announced && !slices.ContainsFunc(p.Slots, func(s clash.Slot) bool { return s.Activity == a.ID }) {
			list = append(list, clash.Conflict{Kind: clash.NoSlot, Activity: a.ID})
		}
	}
	return list
}

// TestWhatIsFoundIsWhatLookingAtEveryPairFinds draws programmes over the night on which clocks change.
func TestWhatIsFoundIsWhatLookingAtEveryPairFinds(t *testing.T) {
	t.Parallel()
	begin := time.Date(2025, time.October, 25, 16, 0, 0, 0, time.UTC)
	rapid.Check(t, func(t *rapid.T) {
		quarter := func(label string, from, to int) time.Duration {
			return time.Duration(rapid.IntRange(from, to).Draw(t, label)) * 15 * time.Minute
		}
		span := func(label string) clash.Span {
			start := begin.Add(quarter(label, 0, 60))
			return clash.Span{Start: start, End: start.Add(quarter(label+" lasts", 1, 8))}
		}
		p := clash.Programme{Walk: quarter("walk", 0, 2), Trip: quarter("trip", 0, 5), Spaces: []clash.Space{{ID: 1, Capacity: 20}, {ID: 2}}}
		for id := range rapid.Int64Range(1, 4).Draw(t, "activities") {
			p.Activities = append(p.Activities, clash.Activity{ID: id, Announced: rapid.Bool().Draw(t, "announced"), Ratio: rapid.SampledFrom([]int{0, 5, 12}).Draw(t, "ratio")})
		}
		for i := range rapid.IntRange(0, 12).Draw(t, "slots") {
			s := clash.Slot{ID: int64(i + 1), Activity: rapid.Int64Range(0, 4).Draw(t, "of"), Span: span("slot"), Space: rapid.Int64Range(0, 2).Draw(t, "space"), Capacity: rapid.SampledFrom([]int{0, 10, 25}).Draw(t, "capacity"),
				Before: quarter("before", 0, 2), After: quarter("after", 0, 2), People: rapid.SliceOfN(rapid.Int64Range(1, 3), 0, 3).Draw(t, "people")}
			if s.Space == 0 {
				s.Elsewhere = rapid.SampledFrom([]string{"", "Parc", "École"}).Draw(t, "elsewhere")
			}
			p.Slots = append(p.Slots, s)
		}
		for range rapid.IntRange(0, 3).Draw(t, "absences") {
			p.Away = append(p.Away, clash.Away{Person: rapid.Int64Range(1, 3).Draw(t, "away"), Span: span("away")})
		}
		if rapid.Bool().Draw(t, "an event") {
			p.Event = clash.Span{Start: begin.Add(2 * time.Hour), End: begin.Add(12 * time.Hour)}
			p.Open = []clash.Span{{Start: begin, End: begin.Add(4 * time.Hour)}, {Start: begin.Add(6 * time.Hour), End: begin.Add(20 * time.Hour)}}
		}
		found, want := told(clash.Find(p)), told(naive(p))
		if !slices.Equal(found, want) {
			t.Fatalf("found %q\nwant %q", found, want)
		}
		again := clash.Find(p)
		slices.Reverse(p.Slots)
		if !slices.Equal(again, clash.Find(p)) {
			t.Fatal("what is found hangs on the order of what was given")
		}
	})
}

func told(list []clash.Conflict) []string {
	all := make([]string, len(list))
	for i, c := range list {
		all[i] = fmt.Sprintf("%+v", c)
	}
	slices.Sort(all)
	return all
}

// TestALargeProgrammeMayHoldWhole: a thousand slots of forty people, one after the other in each space.
func TestALargeProgrammeMayHoldWhole(t *testing.T) {
	t.Parallel()
	var p clash.Programme
	for i := range 1000 {
		start := at(1, 8, 0).Add(time.Duration(i) * 30 * time.Minute)
		p.Slots = append(p.Slots, clash.Slot{ID: int64(i + 1), Span: clash.Span{Start: start, End: start.Add(30 * time.Minute)}, Space: int64(1 + i%7), People: []int64{int64(i % 40)}})
	}
	if found := clash.Find(p); len(found) != 0 {
		t.Errorf("%d conflicts", len(found))
	}
}

func BenchmarkFind(b *testing.B) {
	var p clash.Programme
	for i := range 1000 {
		start := at(1, 8, 0).Add(time.Duration(i/7) * 30 * time.Minute)
		p.Slots = append(p.Slots, clash.Slot{ID: int64(i + 1), Span: clash.Span{Start: start, End: start.Add(45 * time.Minute)}, Space: int64(1 + i%7), People: []int64{int64(i % 40), int64(40 + i%11)}})
	}
	for b.Loop() {
		clash.Find(p)
	}
}
