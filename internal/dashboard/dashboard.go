// Package dashboard reads across the rooms what somebody needs to know when she opens Parvis in
// the morning: what she has to decide or to answer, what is late or has no day to lose, the beginning of her own list, the
// events ahead and how their plans stand, and what others changed.
//
// The page has a few places. A room adds what it has to say by queueing it on the batch of Home, and web/dashboardui gives it
// one or two lines of a place.
package dashboard

import (
	"context"
	"fmt"
	"math"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/agreement"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/logistics"
	"parvis/internal/notice"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/staff"
)

// Dashboard reads the rooms; it owns nothing.
type Dashboard struct {
	plans   *plan.Room
	notices *notice.Room
	files   *logistics.Room // nil: none are read
}

// New opens the dashboard over the rooms it reads.
func New(plans *plan.Room, notices *notice.Room) *Dashboard {
	return &Dashboard{plans: plans, notices: notices}
}

// Filing has the first page of an intern say what comes next in the files of her projects.
func (d *Dashboard) Filing(room *logistics.Room) *Dashboard {
	d.files = room
	return d
}

// How much of each list the first page shows.
const (
	maxEvents   = 4
	maxPressing = 5 // late, then critical
	maxBlocked  = 2
	maxAnswer   = 3
	maxList     = 5
	maxProjects = 5
	maxChanged  = 3
	maxEnding   = 2
	maxCalls    = 3
	maxSessions = 3
	maxLacking  = 2
	maxToday    = 3
	maxEntering = 2
	maxDue      = 2
	maxToCount  = 2
	maxGathered = 2
	maxOver     = 3
)

// mostToday bounds the projects that hold slots on one day.
const mostToday = 50

// MaxDecide is how many lines there are of what the head decides, mentions among them.
const MaxDecide = 5

// endingWithin is how many days ahead it is told that an agreement ends.
const endingWithin = 60

// dueWithin is how many days ahead it is told that pieces of a file are due.
const dueWithin = 14

// changedSince is how many days back what others changed is told.
const changedSince = 14

// Home gives a person's first page on a day. The number of queries depends neither on the events,
// nor on the projects, nor on their tasks. Whoever may not read the programme gets NotFound.
func (d *Dashboard) Home(ctx context.Context, by account.By) (Home, error) {
	var events []programme.Coming
	var more besides
	also := []account.Also{programme.EventsAhead(&events, by), d.notices.Mentions(&more.mentions, by),
		programme.Changed(&more.changed, by, by.At.AddDate(0, 0, -changedSince), maxChanged), agreement.EndingSoon(&more.ending, by, endingWithin, maxEnding),
		activity.ToRetain(&more.offers, by), staff.Ahead(&more.sessions, by, maxSessions), staff.Lacking(&more.lacking, by, maxLacking),
		daybook.OnToday(&more.today, by, mostToday), staff.LackingToday(&more.lackingToday, by, mostToday), equipment.LackingToday(&more.things, by)}
	if by.Role == access.Intern {
		also = append(also, partnership.ToCall(&more.calls, by, maxCalls+1), logistics.FilesOf(&more.files, by), response.ToEnter(&more.entering, by, maxEntering))
	} else {
		also = append(also, logistics.DueSoon(&more.due, by, dueWithin), attendance.ToCount(&more.uncounted, by, maxToCount), response.ToWatch(&more.gathering, by, maxGathered))
	}
	standings, list, err := d.plans.Morning(ctx, by, maxList+maxCalls, also...) // calls are left out of it
	if err != nil {
		return Home{}, fmt.Errorf("read the events ahead, the plans and her list: %w", err)
	}
	h := newHome(by, events, standings, list, more)
	if by.Role == access.Intern && d.files != nil {
		if h.Filed, err = d.files.NextOf(ctx, by, more.files); err != nil {
			return Home{}, fmt.Errorf("read what comes next in her files: %w", err)
		}
	}
	return h, nil
}

// Watch gives every late and every critical task of the live projects, the reader's projects first.
func (d *Dashboard) Watch(ctx context.Context, by account.By) (Watch, error) {
	standings, err := d.plans.Overview(ctx, by)
	if err != nil {
		return Watch{}, fmt.Errorf("read how the plans stand: %w", err)
	}
	late, critical := alerts(standings, ownFirst(by.Role), math.MaxInt)
	return Watch{Today: by.Today(), Late: someAlerts(late, len(late)), Critical: someAlerts(critical, len(critical))}, nil
}

// ownFirst: the head answers for every project alike; anybody else looks at hers first.
func ownFirst(role access.Role) bool { return role != access.Head }
