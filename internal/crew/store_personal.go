package crew

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func findSubject(ctx context.Context, q postgres.Querier, id int64) (personal.Subject, error) {
	o, err := find(ctx, q, id, true)
	if err != nil {
		return personal.Subject{}, err
	}
	s := personal.Subject{Kind: personal.Outsider, ID: id, Name: o.Name}
	first, last, _ := strings.Cut(o.Name, " ")
	var emails, phones []string
	if o.Email != "" {
		emails = []string{o.Email}
	}
	if o.Phone != "" {
		phones = []string{o.Phone.Number()}
	}
	s.Ways = personal.WaysOf(first, last, emails, phones)
	return s, nil
}

func aboutSubject(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	switch s.Kind {
	case personal.Outsider:
		o, err := find(ctx, q, s.ID, true)
		if err != nil {
			return nil, err
		}
		part := personal.Section{Title: "Fiche de l’équipe des séances"}
		for _, f := range Fields {
			if said := f.Said(o.Draft); said != "" {
				part.Facts = append(part.Facts, personal.Fact{Label: f.Label, Value: said})
			}
		}
		return []personal.Section{part}, nil
	case personal.Member:
		names, err := postgres.Scalars[string](ctx, q, `SELECT s.name FROM skill_holders l JOIN skills s ON s.id = l.skill_id WHERE l.person_id = @id ORDER BY s.name COLLATE "fr-x-icu", s.id`, pgx.NamedArgs{"id": s.ID})
		if err != nil || len(names) == 0 {
			return nil, err
		}
		return []personal.Section{{Title: "Compétences", Lines: names}}, nil
	}
	return nil, nil
}

// eraseSubject removes an outsider, or the skills of somebody of the service.
func eraseSubject(ctx context.Context, tx pgx.Tx, _ time.Time, s personal.Subject) ([]string, error) {
	args := pgx.NamedArgs{"id": s.ID}
	switch s.Kind {
	case personal.Outsider:
		_, err := tx.Exec(ctx, `DELETE FROM outsiders WHERE id = @id`, args)
		return []string{"Sa fiche et ses compétences sont effacées."}, postgres.Translate(err)
	case personal.Member:
		_, err := tx.Exec(ctx, `DELETE FROM skill_holders WHERE person_id = @id`, args)
		return nil, postgres.Translate(err)
	}
	return nil, nil
}

func dueOutsiders(ctx context.Context, q postgres.Querier, before workcal.Date) ([]personal.Item, error) {
	return postgres.List[personal.Item](ctx, q, `SELECT id, name, (updated_at AT TIME ZONE 'Europe/Paris')::date AS since FROM outsiders
		WHERE NOT active AND updated_at < @before::date ORDER BY updated_at, id`, pgx.NamedArgs{"before": before})
}
