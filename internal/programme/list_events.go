package programme

import (
	"context"
	"fmt"

	"parvis/internal/account"
)

// Events gives a year's events (0: every year's) by first day, each with the projects that
// prepare it. One query.
func (r *Room) Events(ctx context.Context, by account.By, year int) ([]EventSummary, error) {
	if err := Visible(by); err != nil {
		return nil, err
	}
	list, err := listEvents(ctx, r.db, year)
	if err != nil {
		return nil, fmt.Errorf("list events: %w", err)
	}
	return list, nil
}

// EventsAhead gives the events that are not over, by first day, without the projects that prepare them.
func (r *Room) EventsAhead(ctx context.Context, by account.By) ([]Event, error) {
	if err := Visible(by); err != nil {
		return nil, err
	}
	list, err := listEventsAhead(ctx, r.db, by.Today())
	if err != nil {
		return nil, fmt.Errorf("list events ahead: %w", err)
	}
	return list, nil
}

// Years gives the years that have events, oldest first, with how many.
func (r *Room) Years(ctx context.Context, by account.By) ([]YearCount, error) {
	if err := Visible(by); err != nil {
		return nil, err
	}
	list, err := listYears(ctx, r.db)
	if err != nil {
		return nil, fmt.Errorf("list years: %w", err)
	}
	return list, nil
}

// Event gives an event with its projects. The head of service also finds the deleted ones.
func (r *Room) Event(ctx context.Context, by account.By, id int64) (EventSheet, error) {
	if err := Visible(by); err != nil {
		return EventSheet{}, err
	}
	event, err := findEvent(ctx, r.db, id, seesDeleted(by))
	if err != nil {
		return EventSheet{}, fmt.Errorf("find event %d: %w", id, err)
	}
	return EventSheet{EventSummary: event, May: event.rights(by)}, nil
}

// Series gives the national events that come back every year.
func (r *Room) Series(ctx context.Context) ([]Series, error) {
	list, err := listSeries(ctx, r.db)
	if err != nil {
		return nil, fmt.Errorf("list series: %w", err)
	}
	return list, nil
}
