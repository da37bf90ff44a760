package plan

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// WholePlan is Plan over every closure and leave there ever was.
func (r *Room) WholePlan(ctx context.Context, by account.By, projectID int64) (View, error) {
	s, err := loadStock(ctx, r.db, by, []int64{projectID}, withCounts(projectID))
	if err != nil {
		return View{}, err
	}
	if s.calendars, err = calendar.Whole(ctx, r.db); err != nil {
		return View{}, err
	}
	boards, err := s.boards(by)
	if err != nil {
		return View{}, err
	}
	return boards[0].view(by, s.calendars), nil
}

// Since is the day from which the plans of projects read days off.
func Since(ctx context.Context, q postgres.Querier, today workcal.Date, projectIDs ...int64) (workcal.Date, error) {
	return postgres.Scalar[workcal.Date](ctx, q, sinceSQL, pgx.NamedArgs{"ids": projectIDs, "today": today})
}
