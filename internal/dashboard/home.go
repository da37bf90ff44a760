package dashboard

import (
	"cmp"
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/notice"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// Home is somebody's first page on a day. Lists are cut to what a page can hold; each says how
// many it leaves out.
type Home struct {
	Person   account.Person
	Today    workcal.Date
	Events   Some[Event]               // ahead or going on, soonest first; an intern's: none, her projects say it
	Own      Some[plan.Standing]       // projects she pilots or is a member of, soonest first
	Awaiting Some[plan.Project]        // the projects that she may confirm and that wait for it
	Mentions Some[notice.Notice]       // of texts that name her and that she did not look at
	Watched  Some[Alert]               // what is late, then what has no day to lose
	Blocked  Some[Alert]               // what is blocked and not shown there
	Changed  []journal.Recent          // what others did lately
	Offers   activity.Waiting          // what is proposed to the public, for whoever retains it
	Sessions staff.Coming              // what she is given of the slots
	Lacking  []staff.Lack              // projects whose slots lack people, for whoever gives them
	Ending   agreement.Ending          // the agreements that are about to end, for whoever edits them
	Late     int                       // late tasks
	Calls    Some[partnership.Waiting] // an intern's: to partners of her projects; what is left out is only known to be there
	Entering []response.Entering       // an intern's: collections whose sheets of paper are hers to type
	Filed    []logistics.NextThing     // an intern's: what comes first in the files of her projects
	List     List
	OnToday  []Running // projects that hold slots today; an intern's: hers
	// What the head and the team follow of the files, the counts and the collections: hers, or all of them for the head.
	Due       Some[logistics.Due]
	ToCount   []attendance.Uncounted
	Gathering []response.Gathering
	Over      Some[plan.Load] // the head's: people who have more to do than days
	Live      int             // live projects in all
	Pressing  int             // those of them with something critical or late
	// What she may begin from here.
	CanCreate bool // events and projects
}

// Running is a project that holds slots today, with what is wrong there.
type Running struct {
	daybook.Today
	People int // that its slots still lack today, for whoever gives them
	Things int // of which it lacks some
}

// onToday puts together what rooms say of today.
func onToday(by account.By, more besides) (list []Running) {
	for _, t := range more.today {
		if by.Role == access.Intern && !t.Member {
			continue
		}
		r := Running{Today: t}
		for _, l := range more.lackingToday {
			if l.Project == t.Project {
				r.People = l.People
			}
		}
		for _, l := range more.things {
			if l.Project == t.Project {
				r.Things = l.Things
			}
		}
		list = append(list, r)
	}
	return list[:min(len(list), maxToday)]
}

// Some is the beginning of a list.
type Some[T any] struct {
	Shown []T
	Total int
}

// More is how many are left out.
func (s Some[T]) More() int { return s.Total - len(s.Shown) }

func some[T any](list []T, most int) Some[T] {
	return Some[T]{Shown: list[:min(len(list), most)], Total: len(list)}
}

// someOf is some of those that are kept.
func someOf[T any](list []T, most int, keep func(*T) bool) (s Some[T]) {
	for i := range list {
		if !keep(&list[i]) {
			continue
		}
		if s.Total++; s.Total <= most {
			s.Shown = append(s.Shown, list[i])
		}
	}
	return s
}

// Event is an event that is not over, with how the plans that prepare it stand.
type Event struct {
	programme.Coming
	Plans []plan.Standing
}

// Alert is a task to watch and its project.
type Alert struct {
	plan.Row
	Project plan.Project
}

// Watch is every task to watch.
type Watch struct {
	Today          workcal.Date
	Late, Critical Some[Alert]
}

// List is the pressing part of somebody's list: late, today, this week.
type List struct {
	Sections []plan.Section
	Late     int
	Shown    int
	Total    int // open tasks, those of later included
}

// More is how many open tasks of her list the page leaves out.
func (l List) More() int { return l.Total - l.Shown }

// besides is what is read with the plans.
type besides struct {
	files    []int64 // projects of an intern, in whose files something is left to do
	mentions []notice.Notice
	changed  []journal.Recent
	ending   agreement.Ending
	offers   activity.Waiting
	calls    []partnership.Waiting
	sessions staff.Coming
	lacking  []staff.Lack
	entering []response.Entering

	today        []daybook.Today
	lackingToday []staff.Lack
	due          []logistics.Due
	uncounted    []attendance.Uncounted
	gathering    []response.Gathering
	things       []equipment.LackingThings
}

func newHome(by account.By, events []programme.Coming, standings []plan.Standing, list plan.List, more besides) Home {
	h := Home{Person: by.Person, Today: by.Today(), Live: len(standings),
		CanCreate: by.Can(programme.MayEdit, access.Tie{})}
	h.Own = someOf(standings, maxProjects, func(s *plan.Standing) bool { return s.Project.Member })

	if by.Role != access.Intern { // those of her projects say when they are, and how their plans stand
		h.Events = some(eventsAhead(events, standings), maxEvents)
	}
	for i := range standings {
		if standings[i].Summary.Critical > 0 {
			h.Pressing++
		}
	}
	late, critical := alerts(standings, ownFirst(by.Role), maxPressing)
	h.Watched, h.Late = someAlerts(slices.Concat(late, critical), maxPressing), len(late)
	held := blocked(standings, h.Watched)
	if ownFirst(by.Role) {
		held = slices.DeleteFunc(held, func(p plan.Place) bool { return !p.Member() })
	}
	h.Blocked = someAlerts(held, maxBlocked)
	h.Awaiting, h.Mentions, h.Changed = awaiting(by, standings), some(more.mentions, maxAnswer), more.changed
	h.Ending, h.Offers = more.ending, more.offers
	h.Sessions, h.Lacking = more.sessions, more.lacking
	h.OnToday = onToday(by, more)
	h.Calls, h.Entering = some(more.calls, maxCalls), more.entering
	h.List = pressing(list, maxList, h.Calls.Shown)
	h.Due, h.ToCount, h.Gathering = some(more.due, maxDue), more.uncounted, more.gathering
	if by.Role == access.Head {
		loads := plan.LoadsOf(standings)
		h.Over = someOf(loads, maxOver, func(l *plan.Load) bool { return l.Over() })
	}
	return h
}

// awaiting gives the projects that somebody may confirm and that wait for it, the soonest first.
func awaiting(by account.By, standings []plan.Standing) (list Some[plan.Project]) {
	for i := range standings {
		p := standings[i].Project
		if !programme.Confirmable(by, p.Status) {
			continue
		}
		if list.Total++; list.Total <= MaxDecide {
			list.Shown = append(list.Shown, p)
		}
	}
	return list
}

// eventsAhead joins the events that are not over with the plans that prepare them.
func eventsAhead(events []programme.Coming, standings []plan.Standing) []Event {
	plans := map[int64][]plan.Standing{}
	for _, s := range standings {
		if s.Project.EventID != 0 {
			plans[s.Project.EventID] = append(plans[s.Project.EventID], s)
		}
	}
	ahead := make([]Event, 0, len(events))
	for _, e := range events {
		ahead = append(ahead, Event{Coming: e, Plans: plans[e.ID]})
	}
	return ahead
}

// alerts gives the late tasks, the latest first, and the critical ones that are not late, the
// soonest first; with ownFirst, those of the reader's projects before the others. The first most of each are in
// their order.
func alerts(standings []plan.Standing, ownFirst bool, most int) (late, critical []plan.Place) {
	for _, s := range standings {
		late = append(late, s.Late...)
		critical = append(critical, s.Critical...)
	}
	apart := func(a, b plan.Place) int {
		if !ownFirst || a.Member() == b.Member() {
			return 0
		}
		if a.Member() {
			return -1
		}
		return 1
	}
	plan.First(late, most, func(a, b plan.Place) int {
		return cmp.Or(apart(a, b), cmp.Compare(b.Late(), a.Late()), cmp.Compare(a.LatestFinish(), b.LatestFinish()))
	})
	plan.First(critical, most, func(a, b plan.Place) int {
		return cmp.Or(apart(a, b), cmp.Compare(a.LatestFinish(), b.LatestFinish()))
	})
	return late, critical
}

// someAlerts is the beginning of a sorted list.
func someAlerts(places []plan.Place, most int) Some[Alert] {
	s := Some[Alert]{Shown: make([]Alert, min(len(places), most)), Total: len(places)}
	for i := range s.Shown {
		s.Shown[i] = Alert{Row: places[i].Row(), Project: places[i].Project()}
	}
	return s
}

// blocked gives the blocked tasks that are not among those.
func blocked(standings []plan.Standing, watched Some[Alert]) []plan.Place {
	var list []plan.Place
	for _, s := range standings {
		for _, p := range s.Blocked {
			if !slices.ContainsFunc(watched.Shown, func(a Alert) bool { return a.ID == p.ID() }) {
				list = append(list, p)
			}
		}
	}
	return list
}

// pressing keeps what is late, for today and for this week, the most pressing first, in the order of the whole list: what she noted for herself,
// which has a day and nothing more, comes before the tasks of the same days. The calls that the page shows with their numbers are left out.
func pressing(list plan.List, most int, calls []partnership.Waiting) List {
	short := List{Total: list.Count()}
	for _, s := range list.Sections {
		if s.When != plan.WhenLate && s.When != plan.WhenToday && s.When != plan.WhenThisWeek {
			continue
		}
		if s.When == plan.WhenLate {
			short.Late = s.Total
		}
		s.Own = slices.DeleteFunc(slices.Clone(s.Own), func(o plan.Own) bool {
			return slices.ContainsFunc(calls, func(c partnership.Waiting) bool { return c.Step == o.Title && c.Day == o.Day })
		})
		s.Own = s.Own[:min(len(s.Own), most-short.Shown)]
		short.Shown += len(s.Own)
		s.Rows = slices.DeleteFunc(slices.Clone(s.Rows), func(r plan.ListRow) bool {
			return slices.ContainsFunc(calls, func(c partnership.Waiting) bool { return c.Task == r.ID })
		})
		s.Rows = s.Rows[:min(len(s.Rows), most-short.Shown)]
		short.Shown += len(s.Rows)
		if len(s.Rows)+len(s.Own) > 0 {
			short.Sections = append(short.Sections, s)
		}
	}
	return short
}
