package edition

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Preview is where everything would go.
type Preview struct {
	Project    programme.Project // whose next edition it is
	Event      *programme.Event  // of the next one; nil: dates of its own, or none yet
	From, To   Span              // the last edition's days, and the new ones; zero: not known
	Choice     Choice
	Plan       plan.Copied
	Activities []activity.Activity // that are copied
	Aside      []activity.Activity // that were put aside, and are left out
	Days       []Day               // on which slots are held again, in order
	Placed     []Placed            // the slots that are copied, in the order of the last edition
	Left       []Left              // those that are not
	Items      []Item              // to settle, in the order of their days
	Unplaced   []Placed            // those whose space is in use no more: their place is to be said
	Closed     []Closed            // days on which the service is closed
	Outside    int                 // slots that are held outside the new event, as they were outside the last
	Seen       string              // stands for what was read: Prepare refuses another
}

// Dated tells whether the new days are known.
func (p Preview) Dated() bool { return !p.To.First.IsZero() }

// Open is how many items are still to settle.
func (p Preview) Open() int {
	n := 0
	for _, i := range p.Items {
		if !i.Settled() {
			n++
		}
	}
	return n
}

// Day is a day of the last edition, and the one on which the same is held again.
type Day struct {
	From, To workcal.Date
	Slots    int
}

// Placed is a slot of the last edition, with its new times.
type Placed struct {
	slot.Slot
	At slot.Times
}

// Left is a slot that is left out, and why in a few words.
type Left struct {
	slot.Slot
	Why string
}

// Closed is a day on which the service is closed, though slots are held.
type Closed struct {
	Day   workcal.Date
	Why   string
	Slots int
}

// stock is what is read of the last edition, and beside it.
type stock struct {
	source     programme.Project
	event      *programme.Event
	plan       plan.Copied
	activities []activity.Activity
	slots      []slot.Slot
	spaces     []slot.Space
	days       calendar.Calendars
}

func read(ctx context.Context, q postgres.Querier, by account.By, source programme.Project, event *programme.Event) (stock, error) {
	s := stock{source: source, event: event}
	var err error
	if s.plan, err = plan.CopyOf(ctx, q, by, source.ID, source.First, source.Last); err != nil {
		return s, err
	}
	if s.activities, err = activity.In(ctx, q, by, source.ID); err != nil {
		return s, err
	}
	if s.slots, err = slot.In(ctx, q, by, source.ID); err != nil {
		return s, err
	}
	if len(s.slots) > MaxSlots || len(s.activities) > MaxActivities {
		return s, fault.New(fault.Conflict, "Une édition se prépare avec "+french.Number(MaxActivities)+"\u00a0activités et "+french.Number(MaxSlots)+"\u00a0séances au plus, et ce projet en a davantage.", nil)
	}
	if s.spaces, err = slot.SpacesIn(ctx, q); err != nil {
		return s, err
	}
	s.days, err = calendar.Whole(ctx, q)
	return s, err
}

// preview works out where everything goes.
func (s stock) preview(c Choice) Preview {
	p := Preview{Project: s.source, Event: s.event, Choice: c, Plan: s.plan, Seen: s.seen(c)}
	p.From = s.span()
	switch {
	case s.event != nil:
		p.To = Span{s.event.First, s.event.Last}
	case c.EventID == 0 && !c.First.IsZero():
		p.To = Span{c.First, max(c.First, c.Last)}
	}
	taken := map[int64]bool{}
	for _, a := range s.activities {
		if a.State == activity.SetAside && !c.Aside {
			p.Aside = append(p.Aside, a)
			continue
		}
		taken[a.ID] = true
		p.Activities = append(p.Activities, a)
	}
	var kept []slot.Slot
	for _, one := range s.slots {
		switch {
		case !taken[one.Activity.ID]:
			p.Left = append(p.Left, Left{one, "activité écartée"})
		case !one.Status.Held() && !c.Cancelled:
			p.Left = append(p.Left, Left{one, one.Status.Label()})
		default:
			kept = append(kept, one)
		}
	}
	if p.Dated() {
		p.place(kept)
		p.tell(s)
	}
	return p
}

// span is the days of the last edition: those of its event, or those from its first slot to its last.
func (s stock) span() Span {
	if s.source.Dated() || len(s.slots) == 0 {
		return Span{s.source.First, s.source.Last}
	}
	return Span{s.slots[0].Day, s.slots[len(s.slots)-1].Day}
}

// place says of each slot when it is held again, or that this is to be settled.
func (p *Preview) place(list []slot.Slot) {
	by := Weeks(p.From, p.To)
	items := map[string]int{}
	item := func(i Item) *Item {
		at, known := items[i.Key]
		if !known {
			i.Answer = p.Choice.Answers[i.Key]
			at, items[i.Key] = len(p.Items), len(p.Items)
			p.Items = append(p.Items, i)
		}
		return &p.Items[at]
	}
	for _, one := range list {
		to, lands := Lands(one.Day, p.From, p.To, by)
		if !lands {
			i := item(Item{Key: one.Day.String(), Why: NoDay, Day: one.Day, To: to, Near: Near(to, p.To)})
			i.Slots = append(i.Slots, one)
			var out bool
			if to, out = i.day(to); out {
				p.Left = append(p.Left, Left{one, "jour laissé de côté"})
				continue
			}
		}
		at := one.Later(to.Sub(one.Day))
		if !at.Shown() {
			i := item(Item{Key: slotKey(one.ID), Why: NoHour, Day: one.Day, To: to})
			i.Slots = append(i.Slots, one)
			var out bool
			if at, out = i.times(one.Times, at); out {
				p.Left = append(p.Left, Left{one, "heure laissée de côté"})
				continue
			}
		}
		p.Placed = append(p.Placed, Placed{one, at})
	}
	slices.SortStableFunc(p.Items, func(a, b Item) int { return cmp.Compare(a.Day, b.Day) })
}

// day is where the slots of an item go; out tells that they are left out. One that is not settled goes nowhere else yet.
func (i *Item) day(to workcal.Date) (at workcal.Date, out bool) {
	switch i.Answer.Fate {
	case Nearest:
		return i.Near, false
	case LeftOut:
		return to, true
	case Typed:
		if at := i.Answer.Day; at.Year() >= 2000 && at.Year() <= 2100 {
			return at, false
		}
		i.Wrong = "Veuillez donner le jour, entre 2000 et 2100."
	}
	return to, false
}

// times are those of a slot one of whose hours does not exist that night.
func (i *Item) times(was, at slot.Times) (slot.Times, bool) {
	switch i.Answer.Fate {
	case Nearest:
		at.To += 60
		if at.From+60 < slot.Day {
			at.From += 60
		}
	case LeftOut:
		return at, true
	case Typed:
		day, _ := i.day(at.Day)
		at = was.Later(day.Sub(was.Day))
	}
	if i.Answer.Fate != "" && i.Wrong == "" && !at.Shown() {
		i.Wrong = "Cette nuit-là, cette heure n’existe pas non plus\u00a0: veuillez choisir un autre jour."
	}
	return at, false
}

// tell notes what is not as it was, though nothing is to decide.
func (p *Preview) tell(s stock) {
	used := map[int64]bool{}
	for _, one := range s.spaces {
		used[one.ID] = true
	}
	of := map[Day]int{}
	on := map[workcal.Date]int{}
	for _, one := range p.Placed {
		of[Day{From: one.Day, To: one.At.Day}]++
		on[one.At.Day]++
		if one.Space.ID != 0 && !used[one.Space.ID] {
			p.Unplaced = append(p.Unplaced, one)
		}
		if !p.To.Holds(one.At.Day) {
			p.Outside++
		}
	}
	for day, n := range of {
		day.Slots = n
		p.Days = append(p.Days, day)
	}
	slices.SortFunc(p.Days, func(a, b Day) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	for day, n := range on {
		if off := s.days.Service().Off(day); off.Kind == workcal.Closed || off.Kind == workcal.PublicHolidayOff {
			p.Closed = append(p.Closed, Closed{day, cmp.Or(off.Label, "fermeture"), n})
		}
	}
	slices.SortFunc(p.Closed, func(a, b Closed) int { return cmp.Compare(a.Day, b.Day) })
}

// parts are what Preview.Seen stands for, in its order, as Changed names them.
var parts = []string{"le projet", "ses nouvelles dates", "le rétroplanning", "les activités", "les séances", "les espaces", "les jours de fermeture"}

// seen stands for all that was read.
func (s stock) seen(c Choice) string {
	var event, activities, slots, spaces, closed strings.Builder
	if s.event != nil {
		fmt.Fprint(&event, s.event.ID, s.event.First, s.event.Last)
	}
	for _, a := range s.activities {
		fmt.Fprint(&activities, a.ID, ".", a.Version, " ")
	}
	for _, one := range s.slots {
		fmt.Fprint(&slots, one.ID, ".", one.Version, " ")
	}
	for _, one := range s.spaces {
		fmt.Fprint(&spaces, one.ID, " ")
	}
	if first := c.First; s.event != nil || !first.IsZero() {
		last := max(c.First, c.Last)
		if s.event != nil {
			first, last = s.event.First, s.event.Last
		}
		for d := first; d <= last && d.Sub(first) < 400; d = d.AddDays(1) {
			off := s.days.Service().Off(d)
			fmt.Fprint(&closed, off.Kind == workcal.Closed, off.Label)
		}
	}
	var sums []string
	for _, text := range []string{strconv.FormatInt(s.source.ID, 10) + s.source.First.String() + s.source.Last.String() + string(s.source.Status), event.String(), s.plan.Seen, activities.String(), slots.String(), spaces.String(), closed.String()} {
		sum := sha256.Sum256([]byte(text))
		sums = append(sums, hex.EncodeToString(sum[:6]))
	}
	return strings.Join(sums, "-")
}

// Changed names what is no longer as it was when something was seen: « les séances ».
func Changed(before, now string) []string {
	was, is := strings.Split(before, "-"), strings.Split(now, "-")
	var changed []string
	for i, part := range parts {
		if i >= len(was) || i >= len(is) || was[i] != is[i] {
			changed = append(changed, part)
		}
	}
	return changed
}
