package staff

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
)

func handOf(s personal.Subject) int64 {
	switch s.Kind {
	case personal.Member:
		return s.ID
	case personal.Outsider:
		return -s.ID
	}
	return 0
}

func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	hand := handOf(s)
	if hand == 0 {
		return nil, nil
	}
	list, err := findPosts(ctx, q, `o.hand = @of`, hand)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	part := personal.Section{Title: "Séances confiées"}
	for _, p := range list {
		part.Lines = append(part.Lines, p.Text()+" – "+p.Called()+", réponse\u00a0: "+p.Answer.Label())
	}
	return []personal.Section{part}, nil
}

// eraseSubject takes whoever has no account off all that she was given.
func eraseSubject(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Outsider {
		return nil, nil
	}
	n, err := tx.Exec(ctx, `DELETE FROM postings WHERE outsider_id = @id`, pgx.NamedArgs{"id": s.ID})
	if err != nil || n.RowsAffected() == 0 {
		return nil, postgres.Translate(err)
	}
	return []string{"Les séances qui lui étaient confiées ne le sont plus à personne."}, nil
}
