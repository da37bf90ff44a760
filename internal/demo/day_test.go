package demo_test

import (
	"testing"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/demo"
	"parvis/internal/postgres"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// TestTheSaturdayRemembersTheFriday tells the days before the Saturday, twice: once is enough, and on the story's own day nothing of them is known.
func TestTheSaturdayRemembersTheFriday(t *testing.T) {
	t.Parallel()
	db := filled(t)
	r, ctx := rooms.ForTests(db), t.Context()
	count := func() (n int) {
		t.Helper()
		n, err := postgres.Scalar[int](ctx, db, `SELECT ((SELECT count(*) FROM attendance_taps WHERE at >= '2025-01-01') + (SELECT count(*) FROM day_entries) + (SELECT count(*) FROM attendance_reasons WHERE created_at >= '2025-01-01'))::int`, nil)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	if err := demo.Live(ctx, r, demo.Day); err != nil || count() != 0 {
		t.Fatalf("in April, %d things of June are known, %v", count(), err)
	}
	for want := 0; ; {
		if err := demo.Live(ctx, r, workcal.Of(2025, 6, 14)); err != nil {
			t.Fatal(err)
		}
		if n := count(); want == 0 && n < 40 || want != 0 && n != want {
			t.Fatalf("%d things are told, %d before", n, want)
		} else if want != 0 {
			break
		} else {
			want = n
		}
	}
	open, err := postgres.Scalar[int](ctx, db, `SELECT count(*)::int FROM day_entries WHERE kind = 'incident' AND closed_at IS NULL`, nil)
	if err != nil || open != 1 {
		t.Errorf("%d incidents are open, %v", open, err)
	}
}

// TestThePastEditionsWereCounted holds that each lacks three slots, of which one without a reason, and that all of its columns add up.
func TestThePastEditionsWereCounted(t *testing.T) {
	t.Parallel()
	r, ctx := rooms.ForTests(filled(t)), t.Context()
	head, err := r.Accounts.MemberByEmail(ctx, account.Console().On(demo.Day), demo.Logins[0].Email)
	if err != nil {
		t.Fatal(err)
	}
	by := head.On(demo.Day)
	year, err := r.Attendance.OfYear(ctx, by, 2024)
	if err != nil {
		t.Fatal(err)
	}
	groups := attendance.SubtotalsOf(year.Slots, by.At, func(s *attendance.Slot) (string, string) { return s.Project.ShortName, s.Project.ShortName })
	if len(groups) != 2 {
		t.Fatalf("%d projects of 2024", len(groups))
	}
	for _, g := range groups {
		if g.Slots < 12 || g.Present.Missing != 3 || g.Reasons[""] != 1 || g.Reasons[attendance.Closed] != 1 || g.Reasons[attendance.Untold] != 1 || g.Present.N < 100 {
			t.Errorf("%s: %+v", g.Label, g.Totals)
		}
	}
	if m := attendance.MinistryOf("2024", year.Slots, year.Audiences, by.At); m.Unpriced == 0 || m.Paid.N == 0 || m.Paid.N+m.Free.N+m.Unpriced != m.Total.N {
		t.Errorf("%+v", m)
	}
}
