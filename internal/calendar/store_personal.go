package calendar

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// aboutDays tells the days of somebody of the service.
func aboutDays(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	rows, err := postgres.List[struct{ FirstDay, LastDay workcal.Date }](ctx, q, `SELECT first_day, last_day FROM leaves WHERE person_id = @id ORDER BY first_day`, pgx.NamedArgs{"id": s.ID})
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	part := personal.Section{Title: "Absences notées"}
	for _, l := range rows {
		part.Lines = append(part.Lines, l.FirstDay.FrenchDay()+" – "+l.LastDay.FrenchDay())
	}
	return []personal.Section{part}, nil
}

// eraseDays removes the week and the absences of somebody of the service.
func eraseDays(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	b := &pgx.Batch{}
	b.Queue(`DELETE FROM leaves WHERE person_id = @id`, pgx.NamedArgs{"id": s.ID})
	b.Queue(`DELETE FROM person_weeks WHERE person_id = @id`, pgx.NamedArgs{"id": s.ID})
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return []string{"Ses absences et sa semaine de travail sont effacées."}, postgres.Bump(ctx, tx, room, 0)
}
