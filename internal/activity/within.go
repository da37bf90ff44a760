package activity

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/postgres"
)

// In gives the living activities of a project, in the order of their titles, to another room that reads them in a batch of its own.
func In(ctx context.Context, q postgres.Querier, by account.By, project int64) ([]Activity, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	var rows []row
	b := &pgx.Batch{}
	queueList(b, &rows, by, project)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	return activities(rows), err
}

// AddIn keeps a new activity of a project in the transaction of another room and gives its number: retained where whoever asks may retain it,
// otherwise an idea. The project is locked, as for every change of its activities. What is to mend in the draft is a fault.Invalid.
func AddIn(ctx context.Context, tx pgx.Tx, by account.By, project int64, d Draft) (int64, error) {
	p, err := hold(ctx, tx, by, project, MayPropose)
	if err != nil {
		return 0, err
	}
	d = d.In(Idea, "").Tidy()
	if by.Can(MayRetain, access.Tie{}) {
		d.State = Retained
	}
	if err := d.Check().Err(); err != nil {
		return 0, err
	}
	if d, err = tied(ctx, tx, d, nil); err != nil {
		return 0, err
	}
	return create(ctx, tx, by, p.ID, d)
}
