package results

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/postgres"
)

// textRow is what was written in one response.
type textRow struct {
	ResponseID int64
	Key, Body  string
}

// exported reads every response that a filter takes, and what was written in them: one batch.
func exported(ctx context.Context, db interface {
	SendBatch(context.Context, *pgx.Batch) pgx.BatchResults
}, by account.By, form int64, f Filter) ([]Response, []textRow, error) {
	args := f.args(form)
	args["most"] = MostExported + 1
	var rows []responseRow
	var texts []textRow
	b := &pgx.Batch{}
	postgres.Queue(b, &rows, `SELECT `+responseColumns+` WHERE `+f.where()+` LIMIT @most`, args)
	postgres.Queue(b, &texts, `SELECT t.response_id, t.question AS key, t.body FROM responses_said t JOIN responses_given r ON r.id = t.response_id WHERE t.form_id = @form AND `+f.where()+` LIMIT 40 * @most`, args)
	if err := db.SendBatch(ctx, b).Close(); err != nil {
		return nil, nil, postgres.Translate(err)
	}
	list := make([]Response, len(rows))
	for i, r := range rows {
		list[i] = r.response(by)
	}
	return list, texts, nil
}
