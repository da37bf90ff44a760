package account

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func findSubject(ctx context.Context, q postgres.Querier, id int64) (personal.Subject, error) {
	p, err := personByID(ctx, q, id)
	if err == nil && p.ErasedAt != nil {
		err = fault.Missing(nil)
	}
	return personal.Subject{Kind: personal.Member, ID: id, Name: p.Name, Ways: waysOf(p.Name, p.Email)}, err
}

// waysOf are those in which somebody is named whose first name and last name stand in one text.
func waysOf(name, email string) personal.Ways {
	first, last, _ := strings.Cut(name, " ")
	return personal.WaysOf(first, last, []string{email}, nil)
}

func aboutPerson(ctx context.Context, q postgres.Querier, s personal.Subject) ([]personal.Section, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	m, err := memberByID(ctx, q, s.ID)
	if err != nil {
		return nil, err
	}
	part := personal.Section{Title: "Compte", Facts: []personal.Fact{{Label: "Nom", Value: m.Name}, {Label: "Adresse électronique", Value: m.Email}, {Label: "Rôle", Value: m.Role.Label()}, {Label: "État", Value: m.State()}}}
	if m.LastLoginAt != nil {
		part.Facts = append(part.Facts, personal.Fact{Label: "Dernière connexion", Value: workcal.FromTime(m.LastLoginAt.In(postgres.Paris)).FrenchDay()})
	}
	return []personal.Section{part}, nil
}

// mayErase refuses to erase somebody who may still log in.
func mayErase(ctx context.Context, tx pgx.Tx, s personal.Subject) error {
	if s.Kind != personal.Member {
		return nil
	}
	p, err := lockPerson(ctx, tx, s.ID)
	if err == nil && p.Active() {
		err = fault.New(fault.Invalid, "Le compte est encore actif\u00a0: désactivez-le d’abord.", nil)
	}
	return err
}

// Former is what somebody of the service is called once she was erased.
const Former = "Ancien membre du service"

// erasePerson leaves a row that names nobody and that nobody logs in with: what she did points to it.
func erasePerson(ctx context.Context, tx pgx.Tx, at time.Time, s personal.Subject) ([]string, error) {
	if s.Kind != personal.Member {
		return nil, nil
	}
	args := pgx.NamedArgs{"id": s.ID, "now": at, "name": Former, "hash": DefaultHasher.Decoy(), "role": string(access.Intern)}
	b := &pgx.Batch{}
	b.Queue(`UPDATE people SET name = @name || ' (nº ' || id || ')', email = 'ancien-' || id || '@invalid.example', password_hash = @hash, role = @role, last_login_at = NULL, must_change_password = true,
		session_epoch = session_epoch + 1, erased_at = @now, updated_at = @now, version = version + 1 WHERE id = @id`, args)
	b.Queue(`DELETE FROM password_links WHERE person_id = @id`, args)
	if err := tx.SendBatch(ctx, b).Close(); err != nil {
		return nil, postgres.Translate(err)
	}
	return []string{"Son nom et son adresse sont remplacés par «\u00a0" + Former + "\u00a0»\u00a0; les tâches, les projets et les messages qui pointaient vers elle restent."}, postgres.Bump(ctx, tx, room, 0)
}

// endNaming ends the sessions that hold a name, for instance in a form that was kept for who logs in again.
func endNaming(ctx context.Context, tx pgx.Tx, m *personal.Matcher) ([]string, error) {
	list, err := postgres.List[struct {
		Token string
		Data  []byte
	}](ctx, tx, `SELECT token, data FROM sessions FOR UPDATE`, nil)
	if err != nil {
		return nil, err
	}
	for _, one := range list {
		if !m.In(strings.ToValidUTF8(string(one.Data), " ")) {
			continue
		}
		if _, err := tx.Exec(ctx, `DELETE FROM sessions WHERE token = @token`, pgx.NamedArgs{"token": one.Token}); err != nil {
			return nil, postgres.Translate(err)
		}
	}
	return nil, nil
}

func dueAccounts(ctx context.Context, q postgres.Querier, before workcal.Date) ([]personal.Item, error) {
	return postgres.List[personal.Item](ctx, q, `SELECT id, name, (disabled_at AT TIME ZONE 'Europe/Paris')::date AS since FROM people
		WHERE disabled_at < @before::date AND erased_at IS NULL ORDER BY disabled_at, id`, pgx.NamedArgs{"before": before})
}
