package bench_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/demo"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var filledDemo = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

// demonstration is the service that `parvis demo` shows: a year's work, eight projects.
func demonstration(t testing.TB) *service {
	t.Helper()
	s := &service{House: webtest.Serve(t, filledDemo(t)), password: demo.Password}
	head, err := s.Accounts.MemberByEmail(t.Context(), account.Console().At(s.Now), demo.Logins[0].Email)
	if err != nil {
		t.Fatal(err)
	}
	s.Head = head.Person
	for place, of := range map[*int64]string{&s.task: "min(id)", &s.project: "mode() WITHIN GROUP (ORDER BY project_id)"} {
		if *place, err = postgres.Scalar[int64](t.Context(), s.DB, `SELECT `+of+` FROM tasks`, nil); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// demonstrationPages are those of its head of service that ask most.
func (s *service) demonstrationPages() []page {
	return []page{
		{name: "démonstration : tableau de bord", who: s.Head, urls: []string{urls.Home()}},
		{name: "démonstration : ma liste", who: s.Head, urls: []string{urls.MyList()}},
		{name: "démonstration : rétroplanning", who: s.Head, urls: []string{urls.Plan(s.project)}},
	}
}
