package rooms_test

import (
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/privacy"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// TestAnOutsiderIsErasedEverywhere writes her name in her sheet, its history and a note of somebody else's, and finds it nowhere once she
// is erased, nor what acts wrote of her.
func TestAnOutsiderIsErasedEverywhere(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	r, ctx := rooms.ForTests(db), t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	head, err := r.Accounts.Seed(ctx, account.Identity{Name: "Claire Vasseur", Email: "cheffe@musee.test", Role: access.Head}, "une phrase de passe")
	must(err)
	by := head.On(workcal.Of(2025, 4, 7))
	d := crew.Draft{Name: "Zoézibulle Martineauzib", Kind: crew.Volunteer, Phone: "+33199887766", Email: "zzib@exemple.test", Skills: "conte", Active: true}
	id, err := r.Crew.Create(account.Gesture(ctx), by, "", d)
	must(err)
	other, err := r.Crew.Create(account.Gesture(ctx), by, "", crew.Draft{Name: "Nadia Autre", Kind: crew.Agent, Notes: "Vient avec Zoézibulle Martineauzib.", Active: true})
	must(err)
	d.Name = "Zoezibulle MARTINEAUZIB"
	must(r.Crew.Edit(account.Gesture(ctx), by, id, 1, d))
	v, err := r.Privacy.Of(ctx, by, personal.Outsider, id)
	must(err)
	if len(v.Sections) != 1 || len(v.Sections[0].Facts) != 6 || len(v.Found) != 1 {
		t.Fatalf("%+v", v)
	}
	_, err = r.Privacy.Erase(ctx, by, personal.Outsider, id, privacy.Choice{Rows: []string{v.Found[0].Row}})
	must(err)
	for where, sql := range map[string]string{
		"outsiders":     `SELECT count(*)::int FROM outsiders WHERE outsiders::text ILIKE ANY('{%zib%, %887766%}')`,
		"skill_holders": `SELECT count(*)::int FROM skill_holders`,
		"journal":       `SELECT count(*)::int FROM journal WHERE journal::text ILIKE ANY('{%zib%, %887766%}')`,
		"row_changes":   `SELECT count(*)::int FROM row_changes WHERE row_changes::text ILIKE ANY('{%zib%, %887766%}')`,
	} {
		n, err := postgres.Scalar[int](ctx, db, sql, nil)
		if must(err); n != 0 {
			t.Errorf("%s: %d rows still tell of her", where, n)
		}
	}
	kept, err := r.Crew.Outsider(ctx, by, other)
	if must(err); kept.Notes != "Vient avec (personne effacée)." {
		t.Errorf("%q", kept.Notes)
	}
	if _, err := r.Privacy.Of(ctx, by, personal.Outsider, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("she is still found: %v", err)
	}
}

// TestOutsidersWhoServeNoMoreAreDueAfterAWhile walks the day on which one becomes due, and purges her.
func TestOutsidersWhoServeNoMoreAreDueAfterAWhile(t *testing.T) {
	t.Parallel()
	db := pgtest.New(t)
	r, ctx := rooms.ForTests(db), t.Context()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	head, err := r.Accounts.Seed(ctx, account.Identity{Name: "Claire Vasseur", Email: "cheffe@musee.test", Role: access.Head}, "une phrase de passe")
	must(err)
	day := workcal.Of(2025, 4, 7)
	for _, d := range []crew.Draft{{Name: "Partie Loin", Kind: crew.Temporary}, {Name: "Encore Là", Kind: crew.Temporary, Active: true}} {
		_, err := r.Crew.Create(ctx, head.On(day), "", d)
		must(err)
	}
	for months, want := range map[int]int{23: 0, 24: 0, 25: 1} {
		_, due, err := r.Privacy.Due(ctx, head.On(day.AddMonths(months)), "vacataires")
		if must(err); len(due) != want || want == 1 && (due[0].Name != "Partie Loin" || due[0].Since != day) {
			t.Errorf("after %d months: %+v", months, due)
		}
	}
	n, err := r.Privacy.Purge(ctx, head.On(day.AddMonths(25)), "vacataires")
	if must(err); n != 1 {
		t.Errorf("%d purged", n)
	}
	left, err := r.Crew.List(ctx, head.On(day), crew.Filter{Group: crew.Group(crew.Temporary), Which: crew.Whoever})
	if must(err); len(left) != 1 || left[0].Name != "Encore Là" {
		t.Errorf("%+v", left)
	}
}
