package plan_test

import (
	"fmt"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/workcal"
)

// BenchmarkPlan reads and schedules a whole plan, database included.
func BenchmarkPlan(b *testing.B) {
	for _, n := range []int{70, 500} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			room, person, project := benchHouse(b, 1, n)
			for b.Loop() {
				v, err := room.Plan(ctx, person.On(today), project)
				if err != nil || len(v.Rows) != n {
					b.Fatal(len(v.Rows), err)
				}
			}
		})
	}
}

// BenchmarkMyList schedules twenty projects of seventy tasks.
func BenchmarkMyList(b *testing.B) {
	room, person, _ := benchHouse(b, 20, 70)
	for b.Loop() {
		l, err := room.MyList(ctx, person.On(today), plan.Filter{})
		if err != nil || l.Count() == 0 {
			b.Fatal(l.Count(), err)
		}
	}
}

func benchHouse(b *testing.B, projects, tasks int) (*plan.Room, account.Person, int64) {
	b.Helper()
	db := pgtest.New(b)
	var person, last int64
	if err := db.QueryRow(ctx, `INSERT INTO people (email, name, role, password_hash) VALUES ('a@parvis.test', 'Zoé', 'intern', 'x') RETURNING id`).Scan(&person); err != nil {
		b.Fatal(err)
	}
	for range projects {
		err := db.QueryRow(ctx, `WITH made AS (INSERT INTO projects (kind, title, pilot_id, target_first, target_last)
			VALUES ('eac', 'P', @who, @first, @last) RETURNING id, pilot_id)
			INSERT INTO project_members (project_id, person_id) SELECT id, pilot_id FROM made RETURNING project_id`,
			pgx.NamedArgs{"who": person, "first": workcal.Of(2025, 6, 13), "last": workcal.Of(2025, 6, 15)}).Scan(&last)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := db.Exec(ctx, fillSQL, pgx.NamedArgs{"project": last, "n": tasks, "who": person}); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := db.Exec(ctx, `INSERT INTO leaves (person_id, first_day, last_day) SELECT @who, '2025-05-01'::date + g, '2025-05-01'::date + g FROM generate_series(1, 20) g`, pgx.NamedArgs{"who": person}); err != nil {
		b.Fatal(err)
	}
	if _, err := db.Exec(ctx, `ANALYZE`); err != nil {
		b.Fatal(err)
	}
	return plan.New(db), account.Person{ID: person, Role: access.Intern}, last
}
