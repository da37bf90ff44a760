package slot

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// Day gives the living slots of a project that begin on a day, in the order of their times, as they are kept, or reads them and no others. Who works on
// the project is not told.
func (r *Room) Day(ctx context.Context, by account.By, project int64, day workcal.Date) ([]Slot, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	list, err := r.kept.days.Of(by.Changes, fmt.Sprint(project, day), func() ([]Slot, error) {
		anybody := by
		anybody.ID = 0
		var rows []row
		b := &pgx.Batch{}
		queueDaySlots(b, &rows, anybody, project, day)
		err := postgres.Translate(r.db.SendBatch(ctx, b).Close())
		return slots(rows), err
	})
	return slices.Clone(list), err
}

// DayShown chooses the day that is shown of several: the one that is asked for, else the first that is not over, else the last.
func DayShown(days []workcal.Date, asked string, today workcal.Date) workcal.Date {
	if d, err := workcal.Parse(asked); err == nil && slices.Contains(days, d) {
		return d
	}
	for _, d := range days {
		if d >= today {
			return d
		}
	}
	if len(days) > 0 {
		return days[len(days)-1]
	}
	return 0
}
