package plan

import (
	"container/list"
	"maps"
	"slices"
	"sync"

	"parvis/internal/calendar"
	"parvis/internal/workcal"
)

// key is all that a plan depends on. The numbers count the changes to tasks and their dependencies, to the
// days worked, and to how people are called; the project's own facts stand for themselves.
type key struct {
	project, plan, days, people int64
	first, last, today          workcal.Date
	margin                      int
}

// What a memo may hold, and what it takes to be of what it holds: an estimate, a little above what was measured.
const (
	memoBytes     = 16 << 20
	rowBytes      = 720 // a row, its ids behind pointers and its places in the board's lists
	linkBytes     = 40
	conflictBytes = 128
	countBytes    = 64 // how far one checklist has come
	calendarBytes = 24 << 10
)

// memo keeps plans that were worked out, the last of each project, until they take too many bytes: then the
// one that was not asked for the longest goes. All are over the same calendars. What is kept is never
// wrong, since it is asked for by its key, and nobody changes it.
type memo struct {
	mu        sync.Mutex
	most      int // bytes
	bytes     int
	number    int64 // of the calendars
	calendars calendar.Calendars
	used      list.List // of *kept, the last asked for first
	at        map[int64]*list.Element
	live      live
	people    map[int64]people
}

// people are those who may be made responsible in a project, and how many changes to what is read of it were counted then.
type people struct {
	changes int64
	list    []Assignee
}

// mostPeople is some hundred kilobytes of people.
const mostPeople = 5000

// seen is every live project as one person finds them on a day, since says which of those that are finished count; or it
// is one project.
type seen struct {
	person  int64
	since   workcal.Date
	project int64
}

// live keeps what people found, and how many changes to it were counted then.
type live struct {
	lists map[seen]lived
	size  int // projects in them
}

type lived struct {
	changes int64
	list    []numbered
}

// mostLive is about a megabyte of projects.
const mostLive = 4000

type kept struct {
	key    key
	board  *board
	counts counts // nil until they are asked for
	whole  bool   // they are those of every task
	lists  int64  // the number of the checklists when they were counted
	bytes  int
}

func newMemo(most int) *memo { return &memo{most: most, at: map[int64]*list.Element{}} }

// get gives the plans of those keys that are kept, by project.
func (m *memo) get(keys []key) map[int64]*board {
	m.mu.Lock()
	defer m.mu.Unlock()
	found := make(map[int64]*board, len(keys))
	for _, k := range keys {
		if e := m.at[k.project]; e != nil && e.Value.(*kept).key == k {
			m.used.MoveToFront(e)
			found[k.project] = e.Value.(*kept).board
		}
	}
	return found
}

// counts gives how far the checklists of a plan that is kept had come under that number, of every task; nil if it is not
// known.
func (m *memo) counts(k key, lists int64) counts {
	m.mu.Lock()
	defer m.mu.Unlock()
	if one := m.counted(k, lists); one != nil && one.whole {
		return one.counts
	}
	return nil
}

// countOf is counts for one task.
func (m *memo) countOf(k key, lists, task int64) (c storedCount, known bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if one := m.counted(k, lists); one != nil {
		c, known = one.counts[task]
		known = known || one.whole
	}
	return c, known
}

func (m *memo) counted(k key, lists int64) *kept {
	if e := m.at[k.project]; e != nil {
		if one := e.Value.(*kept); one.key == k && one.lists == lists && one.counts != nil {
			return one
		}
	}
	return nil
}

// hasCounts tells whether the checklists of a project were counted, under whatever number.
func (m *memo) hasCounts(project int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.at[project]
	return e != nil && e.Value.(*kept).whole
}

// count keeps how far the checklists of a plan have come, of every task or of some, if the plan is kept. They were counted
// after the number was read: they may be newer, never older. A late reader does not replace what was counted under a later
// number.
func (m *memo) count(k key, lists int64, c counts, whole bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	e := m.at[k.project]
	if e == nil {
		return
	}
	one := e.Value.(*kept)
	if one.key != k || one.counts != nil && one.lists > lists {
		return
	}
	if !whole && one.counts != nil && one.lists == lists { // readers hold what is kept: it is not changed
		all := maps.Clone(one.counts)
		maps.Copy(all, c)
		c, whole = all, one.whole
	}
	m.bytes += (len(c) - len(one.counts)) * countBytes
	one.bytes += (len(c) - len(one.counts)) * countBytes
	one.counts, one.whole, one.lists = c, whole, lists
	m.shrink()
}

// days gives the calendars of that number, if they are kept and nobody looked further back than they know.
func (m *memo) days(number int64) (calendar.Calendars, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.calendars, m.number == number && m.calendars.Service() != nil && !m.calendars.Crossed()
}

// found gives what was found before, if nothing was counted since; nil if it is not known.
func (m *memo) found(changes int64, what seen) []numbered {
	m.mu.Lock()
	defer m.mu.Unlock()
	if one := m.live.lists[what]; one.changes == changes {
		return slices.Clone(one.list)
	}
	return nil
}

// knows tells whether something was found before, of whatever moment.
func (m *memo) knows(what seen) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.live.lists[what].list != nil
}

// find keeps what was found, instead of what was found before fewer changes or when it is more than fits.
func (m *memo) find(changes int64, what seen, list []numbered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	old := m.live.lists[what]
	if old.list != nil && changes < old.changes {
		return
	}
	if m.live.lists == nil || m.live.size+len(list)-len(old.list) > mostLive {
		m.live, old = live{lists: map[seen]lived{}}, lived{}
	}
	m.live.size += len(list) - len(old.list)
	m.live.lists[what] = lived{changes, list}
}

// hasPeople tells whether the people of a project are kept, of whatever moment.
func (m *memo) hasPeople(project int64) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.people[project].list != nil
}

// peopleOf gives who may be made responsible in a project, if nothing was counted since they were read; nil if it is not
// known.
func (m *memo) peopleOf(project, changes int64) []Assignee {
	m.mu.Lock()
	defer m.mu.Unlock()
	if one := m.people[project]; one.changes == changes {
		return slices.Clone(one.list)
	}
	return nil
}

// keepPeople keeps those of a project, read with that number or after it.
func (m *memo) keepPeople(project, changes int64, list []Assignee) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if old := m.people[project]; old.list != nil && old.changes >= changes {
		return
	}
	if m.people == nil || (len(m.people)+1)*len(list) > mostPeople {
		m.people = map[int64]people{}
	}
	m.people[project] = people{changes, slices.Clone(list)}
}

// keep keeps plans that were worked out over calendars of this number. Newer calendars, or those of a plan
// that looked further back, replace the ones that are kept, with all that hangs on them; older ones, and those
// that somebody else read at the same time, are not kept.
func (m *memo) keep(number int64, c calendar.Calendars, boards map[key]*board) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if known := m.calendars.Service(); known != c.Service() {
		if known != nil && (number < m.number || number == m.number && !m.calendars.Crossed()) {
			return
		}
		m.forget()
		m.number, m.calendars, m.bytes = number, c, c.Count()*calendarBytes
	}
	for k, b := range boards {
		if e := m.at[k.project]; e != nil {
			m.drop(e)
		}
		one := &kept{key: k, board: b, bytes: b.bytes()}
		m.at[k.project] = m.used.PushFront(one)
		m.bytes += one.bytes
	}
	m.shrink()
}

// shrink drops what was not asked for the longest until the rest fits.
func (m *memo) shrink() {
	for m.bytes > m.most && m.used.Len() > 0 {
		m.drop(m.used.Back())
	}
}

func (m *memo) drop(e *list.Element) {
	one := m.used.Remove(e).(*kept)
	delete(m.at, one.key.project)
	m.bytes -= one.bytes
}

func (m *memo) forget() {
	m.used.Init()
	clear(m.at)
	m.bytes, m.calendars = 0, calendar.Calendars{}
}

// Forget empties what the room keeps of the plans it worked out: the next reading of each is as the first.
func (r *Room) Forget() {
	r.memo.mu.Lock()
	defer r.memo.mu.Unlock()
	r.memo.forget()
	r.memo.live, r.memo.people = live{}, nil
}

// bytes estimates what a board takes besides its calendars.
func (b *board) bytes() int {
	n := 0
	for i := range b.rows {
		r := &b.rows[i]
		n += rowBytes + linkBytes*(len(r.Needs)+len(r.Successors)) + conflictBytes*len(r.Conflicts) +
			len(r.Title) + len(r.Responsible) + len(r.BlockedBecause) + len(r.Source) + len(r.Notes) + len(r.J)
	}
	return n
}
