package account_test

import (
	"context"
	"regexp"
	"strings"
	"sync"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/programme"
)

func TestAnAddedPersonLogsInWithAReadableProvisionalPasswordSheMustChange(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	added, err := h.Add(ctx, h.head.At(monday), account.Identity{Name: "  Léa   Roux ", Email: " Lea@Musee.TEST", Role: access.Intern}, "")
	if err != nil {
		t.Fatal(err)
	}
	p := added.Person
	if p.Name != "Léa Roux" || p.Email != "lea@musee.test" || p.Role != access.Intern || !p.MustChangePassword {
		t.Errorf("added %+v", p)
	}
	if !regexp.MustCompile(`^([b-z2-9]{4}-){2}[b-z2-9]{4}$`).MatchString(added.Password) || strings.ContainsAny(added.Password, "aeiouyl01") {
		t.Errorf("provisional password %q is not readable", added.Password)
	}
	got, err := h.LogIn(ctx, "lea@musee.test", added.Password, office, monday)
	if err != nil || !got.MustChangePassword {
		t.Errorf("login: %+v %v", got, err)
	}
	again, err := h.ResetPassword(ctx, h.head.At(monday), p.ID, "")
	if err != nil || again.Password == added.Password {
		t.Errorf("the second provisional password: %q %v", again.Password, err)
	}
}

func TestSendingTheFormTwiceAddsOnceAndShowsThePasswordOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	i := account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Intern}
	first, err := h.Add(ctx, h.head.At(monday), i, "0123456789abcdef")
	if err != nil || first.Password == "" {
		t.Fatalf("%+v %v", first, err)
	}
	second, err := h.Add(ctx, h.head.At(monday), i, "0123456789abcdef")
	if err != nil || second.Person.ID != first.Person.ID || second.Password != "" {
		t.Errorf("second: %+v %v", second, err)
	}
	if err := h.logIn("lea@musee.test", first.Password); err != nil {
		t.Errorf("the first password no longer works: %v", err)
	}
}

func TestWhatIsWrittenAboutAPersonIsChecked(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	good := account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Intern}
	for name, c := range map[string]struct {
		change func(*account.Identity)
		field  string
	}{
		"no name":         {func(i *account.Identity) { i.Name = " \t" }, account.FieldName},
		"long name":       {func(i *account.Identity) { i.Name = strings.Repeat("é", 121) }, account.FieldName},
		"NUL in a name":   {func(i *account.Identity) { i.Name = "L\x00a" }, account.FieldName},
		"broken name":     {func(i *account.Identity) { i.Name = "L\xffa" }, account.FieldName},
		"no address":      {func(i *account.Identity) { i.Email = "" }, account.FieldEmail},
		"half an address": {func(i *account.Identity) { i.Email = "lea" }, account.FieldEmail},
		"taken":           {func(i *account.Identity) { i.Email = "CLAIRE@musee.test" }, account.FieldEmail},
		"an unknown role": {func(i *account.Identity) { i.Role = "director" }, account.FieldRole},
		"no role":         {func(i *account.Identity) { i.Role = "" }, account.FieldRole},
	} {
		i := good
		c.change(&i)
		_, err := h.Add(ctx, h.head.At(monday), i, "")
		if problems, ok := fault.ProblemsOf(err); !ok || len(problems) != 1 || problems[0].Field != c.field {
			t.Errorf("add, %s: %v %v", name, err, problems)
		}
	}
	lea, err := h.Add(ctx, h.head.At(monday), good, "")
	if err != nil {
		t.Fatal(err)
	}
	taken := account.Identity{Name: "Léa", Email: "claire@musee.test", Role: access.Intern}
	_, err = h.Edit(ctx, h.head.At(monday), lea.Person.ID, taken, lea.Person.Version)
	wantProblem(t, err, account.FieldEmail)
}

func TestEditChangesNameAddressAndRole(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	p := h.seed("noe@musee.test", "Noé Petit", access.Intern)
	edited, err := h.Edit(ctx, h.head.At(monday), p.ID, account.Identity{Name: "Noé Grand", Email: "Noe.Grand@musee.test", Role: access.Team}, p.Version)
	if err != nil {
		t.Fatal(err)
	}
	if edited.Name != "Noé Grand" || edited.Email != "noe.grand@musee.test" || edited.Role != access.Team || edited.Version != p.Version+1 {
		t.Errorf("got %+v", edited)
	}
	if err := h.logIn("noe.grand@musee.test", password); err != nil {
		t.Errorf("login at the new address: %v", err)
	}
	_, err = h.Edit(ctx, h.head.At(monday), 999_999, account.Identity{Name: "X", Email: "x@musee.test", Role: access.Team}, 1)
	wantKind(t, err, fault.NotFound)
}

func TestTheSecondOfTwoEditorsOverwritesNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	p := h.seed("noe@musee.test", "Noé Petit", access.Team)
	if _, err := h.Edit(ctx, h.head.At(monday), p.ID, account.Identity{Name: "Noé Un", Email: p.Email, Role: p.Role}, p.Version); err != nil {
		t.Fatal(err)
	}
	_, err := h.Edit(ctx, h.head.At(monday), p.ID, account.Identity{Name: "Noé Deux", Email: p.Email, Role: p.Role}, p.Version)
	wantKind(t, err, fault.Conflict)
	if got := h.now(p.ID).Name; got != "Noé Un" {
		t.Errorf("the name became %q", got)
	}
}

func TestTheLastActiveHeadStays(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	lower := account.Identity{Name: h.head.Name, Email: h.head.Email, Role: access.Team}
	_, err := h.Edit(ctx, h.head.At(monday), h.head.ID, lower, h.head.Version)
	wantProblem(t, err, account.FieldRole)
	wantKind(t, h.Disable(ctx, account.Console().At(monday), h.head.ID), fault.Invalid)

	// A second head who is disabled does not count.
	second := h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	if err := h.Disable(ctx, h.head.At(monday), second.ID); err != nil {
		t.Fatal(err)
	}
	wantKind(t, h.Disable(ctx, account.Console().At(monday), h.head.ID), fault.Invalid)
	if err := h.Enable(ctx, h.head.At(monday), second.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := h.Edit(ctx, h.head.At(monday), h.head.ID, lower, h.head.Version); err != nil {
		t.Errorf("with another head: %v", err)
	}
}

func TestTwoHeadsCannotDisableEachOtherAtOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	second := h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	for range 5 {
		var wg sync.WaitGroup
		wg.Go(func() { _ = h.Disable(ctx, h.head.At(monday), second.ID) })
		wg.Go(func() { _ = h.Disable(ctx, second.At(monday), h.head.ID) })
		wg.Wait()
		a, b := h.now(h.head.ID), h.now(second.ID)
		if a.Active() == b.Active() {
			t.Fatalf("active: %v and %v, want one of them", a.Active(), b.Active())
		}
		for _, p := range []account.Member{a, b} {
			if err := h.Enable(ctx, account.Console().At(monday), p.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestNobodyDisablesHerself(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	h.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	wantKind(t, h.Disable(context.Background(), h.head.At(monday), h.head.ID), fault.Invalid)
	if !h.now(h.head.ID).Active() {
		t.Error("she is disabled")
	}
}

func TestADisabledPersonLosesHerSessionsAndGetsInAgainOnceEnabled(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	p := h.seed("noe@musee.test", "Noé Petit", access.Team)
	for range 2 { // twice is once
		if err := h.Disable(ctx, h.head.At(monday), p.ID); err != nil {
			t.Fatal(err)
		}
	}
	got := h.now(p.ID)
	if got.Active() || !got.DisabledAt.Equal(monday) || got.SessionEpoch != p.SessionEpoch+1 {
		t.Errorf("disabled: %+v", got)
	}
	if got.Can(programme.MayRead, access.Tie{}) || got.Check(programme.MayRead, access.Tie{}) == nil {
		t.Error("a disabled person may read")
	}
	wantKind(t, h.logIn("noe@musee.test", password), fault.Unknown)
	if err := h.Enable(ctx, h.head.At(monday), p.ID); err != nil {
		t.Fatal(err)
	}
	if err := h.logIn("noe@musee.test", password); err != nil {
		t.Errorf("once enabled: %v", err)
	}
	wantKind(t, h.Disable(ctx, h.head.At(monday), 999_999), fault.NotFound)
	wantKind(t, h.Enable(ctx, h.head.At(monday), 999_999), fault.NotFound)
}

func TestAResetGivesANewPasswordOnceAndEndsTheSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	p := h.seed("noe@musee.test", "Noé Petit", access.Team)
	reset, err := h.ResetPassword(ctx, h.head.At(monday), p.ID, "0123456789abcdef")
	if err != nil || reset.Password == "" || !reset.Person.MustChangePassword || reset.Person.SessionEpoch != p.SessionEpoch+1 {
		t.Fatalf("%+v %v", reset, err)
	}
	again, err := h.ResetPassword(ctx, h.head.At(monday), p.ID, "0123456789abcdef")
	if err != nil || again.Password != "" || again.Person.SessionEpoch != reset.Person.SessionEpoch {
		t.Errorf("sent twice: %+v %v", again, err)
	}
	wantKind(t, h.logIn("noe@musee.test", password), fault.Unknown)
	if err := h.logIn("noe@musee.test", reset.Password); err != nil {
		t.Errorf("with the new password: %v", err)
	}
	_, err = h.ResetPassword(ctx, h.head.At(monday), h.head.ID, "")
	wantKind(t, err, fault.Invalid)
	_, err = h.ResetPassword(ctx, h.head.At(monday), 999_999, "")
	wantKind(t, err, fault.NotFound)
}

func TestLogOutEverywhereEndsOnlyHerOwnSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	p := h.seed("noe@musee.test", "Noé Petit", access.Team)
	if err := h.LogOutEverywhere(context.Background(), p.At(monday)); err != nil {
		t.Fatal(err)
	}
	if got := h.now(p.ID).SessionEpoch; got != p.SessionEpoch+1 {
		t.Errorf("her epoch is %d, want %d", got, p.SessionEpoch+1)
	}
	if got := h.now(h.head.ID).SessionEpoch; got != h.head.SessionEpoch {
		t.Errorf("somebody else's epoch moved to %d", got)
	}
}
