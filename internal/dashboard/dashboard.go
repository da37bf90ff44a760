// Package dashboard reads across the rooms what somebody needs to know when she opens Parvis in
// the morning: the events ahead and how their plans stand, what is late or critical, what awaits
// her, and the beginning of her own list.
package dashboard

import (
	"context"
	"fmt"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
)

// Dashboard reads the plans; it owns nothing.
type Dashboard struct {
	plans *plan.Room
}

// New opens the dashboard over the plans it reads.
func New(plans *plan.Room) *Dashboard { return &Dashboard{plans: plans} }

// How much of each list the first page shows.
const (
	maxEvents   = 4
	maxAlerts   = 6  // late, and critical
	maxList     = 6  // tasks of her list; an intern's page is hers first
	maxOwnList  = 20 // the same for an intern
	maxProjects = 8
)

// mostTasks is how much of her list somebody's first page shows.
func mostTasks(role access.Role) int {
	if role == access.Intern {
		return maxOwnList
	}
	return maxList
}

// Home gives a person's first page on a day. The number of queries depends neither on the events,
// nor on the projects, nor on their tasks. Whoever may not read the programme gets NotFound.
func (d *Dashboard) Home(ctx context.Context, by account.By) (Home, error) {
	var events []programme.Event
	standings, list, err := d.plans.Morning(ctx, by, mostTasks(by.Role), programme.EventsAhead(&events, by))
	if err != nil {
		return Home{}, fmt.Errorf("read the events ahead, the plans and her list: %w", err)
	}
	return newHome(by, events, standings, list), nil
}

// Watch gives every late and every critical task of the live projects, the reader's projects first.
func (d *Dashboard) Watch(ctx context.Context, by account.By) (Watch, error) {
	standings, err := d.plans.Overview(ctx, by)
	if err != nil {
		return Watch{}, fmt.Errorf("read how the plans stand: %w", err)
	}
	late, critical := alerts(standings, ownFirst(by.Role))
	return Watch{Today: by.Today(), Late: someAlerts(late, len(late)), Critical: someAlerts(critical, len(critical))}, nil
}

// ownFirst: the head answers for every project alike; anybody else looks at hers first.
func ownFirst(role access.Role) bool { return role != access.Head }
