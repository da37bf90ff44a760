package programme

import (
	"cmp"
	"context"
	"slices"

	"parvis/internal/account"
)

// Events gives a year's events (0: every year's) by first day, each with the projects that prepare it.
// One query.
func (r *Room) Events(ctx context.Context, by account.By, year int) ([]EventSummary, error) {
	if err := Visible(by); err != nil {
		return nil, err
	}
	list, err := listEvents(ctx, r.db, year)
	for _, e := range list {
		e.allow(by)
	}
	return list, err
}

// allow notes what somebody may do with the projects of an event.
func (e EventSummary) allow(by account.By) {
	for i := range e.Projects {
		e.Projects[i].Confirm = Confirmable(by, e.Projects[i].Status)
	}
}

// Year gives a year's events (0: this year's) as a page shows them. Two queries.
func (r *Room) Year(ctx context.Context, by account.By, year int) (YearOfEvents, error) {
	page := YearOfEvents{Year: cmp.Or(year, by.Today().Year()), Today: by.Today(), May: Allowed(by)}
	list, err := r.Events(ctx, by, page.Year)
	if err != nil {
		return page, err
	}
	page.All = slices.Clone(list)
	coming := ComingFirst(list, page.Today)
	page.Coming, page.Past = list[:coming], list[coming:]
	page.Years, err = listYears(ctx, r.db, page.Year)
	return page, err
}

// Event gives an event with its projects. The head of service also finds the deleted ones.
func (r *Room) Event(ctx context.Context, by account.By, id int64) (EventSheet, error) {
	if err := Visible(by); err != nil {
		return EventSheet{}, err
	}
	event, err := findEvent(ctx, r.db, id, seesDeleted(by))
	event.allow(by)
	return EventSheet{EventSummary: event, May: event.rights(by)}, err
}

// Series gives the national events that come back every year.
func (r *Room) Series(ctx context.Context) ([]Series, error) { return listSeries(ctx, r.db) }
