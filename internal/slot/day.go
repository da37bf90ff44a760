package slot

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity/clash"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// On gives the living slots of a project that begin on a day, in the order of their times.
func On(ctx context.Context, q postgres.Querier, by account.By, project int64, day workcal.Date) ([]Slot, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	var rows []row
	b := &pgx.Batch{}
	queueProjectSlots(b, &rows, by, project, &clash.Span{Start: moment(day, 0), End: moment(day.AddDays(1), 0)})
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return slices.DeleteFunc(slots(rows), func(s Slot) bool { return s.Day != day }), err
}
