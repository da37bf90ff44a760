package slot

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
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
	queueDaySlots(b, &rows, by, project, day)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return slots(rows), err
}
