package demo_test

import (
	"testing"

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
		n, err := postgres.Scalar[int](ctx, db, `SELECT ((SELECT count(*) FROM attendance_taps) + (SELECT count(*) FROM day_entries) + (SELECT count(*) FROM attendance_reasons))::int`, nil)
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
