package account_test

import (
	"context"
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/outbox"
	"parvis/internal/postgres"
)

// letters gives whom letters wait for, by kind.
func (h *house) letters(kind outbox.Kind) []int64 {
	h.t.Helper()
	ids, err := postgres.Scalars[int64](context.Background(), h.db, `SELECT person_id FROM outbox WHERE kind = @kind ORDER BY id`, pgx.NamedArgs{"kind": string(kind)})
	h.must(err)
	return ids
}

// link makes a link as the message that leaves does.
func (h *house) link(p account.Person, kind outbox.Kind) string {
	h.t.Helper()
	token, _, err := h.NewLink(context.Background(), outbox.Letter{Kind: kind, PersonID: p.ID, At: monday}, monday)
	h.must(err)
	return token
}

const fresh = "quatre chevaux sous la pluie"

func TestALinkChoosesAPasswordOnceAndLookingAtItSpendsNothing(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	token := h.link(h.head, outbox.Password)
	for range 3 { // as programs do that look at messages
		if p, err := h.Linked(ctx, token, monday); err != nil || p.ID != h.head.ID {
			t.Fatalf("%+v, %v", p, err)
		}
	}
	_, err := h.ChooseByLink(ctx, token, "court", office, monday)
	wantKind(t, err, fault.Invalid)
	other := h.link(h.head, outbox.Password)
	p, err := h.ChooseByLink(ctx, token, fresh, office, monday)
	if h.must(err); p.SessionEpoch == h.head.SessionEpoch {
		t.Error("her other sessions go on")
	}
	h.must(h.logIn("claire@musee.test", fresh))
	for _, spent := range []string{token, other, "", "x", strings.Repeat("A", 10_000), "\x00"} {
		if _, err := h.ChooseByLink(ctx, spent, "une autre phrase de passe", office, monday); !fault.Is(err, fault.NotFound) {
			t.Errorf("%.20q opens something: %v", spent, err)
		}
	}
	stored, err := postgres.Scalars[string](ctx, h.db, `SELECT l::text FROM password_links l UNION ALL SELECT o::text FROM outbox o`, nil)
	if h.must(err); strings.Contains(strings.Join(stored, " "), token) {
		t.Error("the token is stored")
	}
}

// Two who press the button at once: one chooses.
func TestALinkPressedTwiceAtOnceChoosesOnce(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	token := h.link(h.head, outbox.Password)
	results := make(chan error, 2)
	for i := range 2 {
		go func() {
			_, err := h.ChooseByLink(context.Background(), token, fresh+strconv.Itoa(i), office, monday)
			results <- err
		}()
	}
	first, second := <-results, <-results
	if (first == nil) == (second == nil) || !fault.Is(first, fault.NotFound) && !fault.Is(second, fault.NotFound) {
		t.Errorf("%v and %v", first, second)
	}
}

func TestALinkEndsWithItsTimeItsPersonAndHerSessions(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx, by := context.Background(), h.head.At(monday)
	noe := h.seed("noe@musee.test", "Noé Petit", access.Team)
	token := h.link(noe, outbox.Password)
	over := func(why, token string, now time.Time) {
		t.Helper()
		_, err := h.ChooseByLink(ctx, token, fresh, office, now)
		wantKind(t, err, fault.NotFound)
		if _, err := h.Linked(ctx, token, now); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", why, err)
		}
	}
	over("after two hours", token, monday.Add(account.ForgottenLasts))
	if _, err := h.Linked(ctx, token, monday.Add(account.ForgottenLasts-time.Second)); err != nil {
		t.Error(err)
	}
	h.must(h.Disable(ctx, by, noe.ID))
	over("disabled", token, monday)
	h.must(h.Enable(ctx, by, noe.ID))
	over("disabled and enabled again", token, monday)
	token = h.link(noe, outbox.Password)
	_, err := h.ResetPassword(ctx, by, noe.ID, "")
	h.must(err)
	over("the head gave another password", token, monday)
	token = h.link(noe, outbox.Invitation) // her password is provisional
	if _, err := h.Linked(ctx, token, monday.Add(account.InvitationLasts-time.Second)); err != nil {
		t.Error(err)
	}
	over("after three days", token, monday.Add(account.InvitationLasts))
	h.must(h.Purge(ctx, monday.Add(account.InvitationLasts)))
	left, err := postgres.Scalar[int](ctx, h.db, `SELECT count(*) FROM password_links`, nil)
	if h.must(err); left != 0 {
		t.Errorf("%d links are left", left)
	}
	// A letter that is over, and one of somebody who may not log in, have no link.
	h.must(h.Disable(ctx, by, noe.ID))
	_, _, err = h.NewLink(ctx, outbox.Letter{Kind: outbox.Password, PersonID: noe.ID, At: monday}, monday)
	wantKind(t, err, fault.NotFound)
	_, _, err = h.NewLink(ctx, outbox.Letter{Kind: outbox.Password, PersonID: h.head.ID, At: monday}, monday.Add(account.ForgottenLasts))
	wantKind(t, err, fault.NotFound)
}

// Time and answer are held by structure: the same queries, the same least time, no failure.
func TestAskingForALinkSaysNothingOfWhoHasAnAccount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	gone := h.seed("gone@musee.test", "Ana Dias", access.Team)
	h.must(h.Disable(context.Background(), h.head.At(monday), gone.ID))
	var counts []int64
	for _, email := range []string{" Claire@musee.test ", "personne@musee.test", "gone@musee.test", "", "\x00", strings.Repeat("a", 10_000) + "@musee.test"} {
		ctx, n := postgres.CountQueries(context.Background())
		h.paused = nil
		h.must(h.Forget(ctx, email, office, monday))
		counts = append(counts, n.Load())
		if len(h.paused) != 1 || h.paused[0] < 200*time.Millisecond {
			t.Errorf("%.30q: answered in %v", email, h.paused)
		}
	}
	if slices.Min(counts) != slices.Max(counts) {
		t.Errorf("queries: %v", counts)
	}
	if got := h.letters(outbox.Password); !slices.Equal(got, []int64{h.head.ID}) {
		t.Errorf("letters wait for %v", got)
	}
}

func TestLinksAreAskedForSeldom(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	for i := range 8 { // of one account, from anywhere: nobody is told that it stops
		h.must(h.Forget(ctx, "claire@musee.test", netip.AddrFrom4([4]byte{203, 0, 113, byte(i)}), monday.Add(time.Duration(i)*time.Minute)))
	}
	if n := len(h.letters(outbox.Password)); n != 3 {
		t.Errorf("%d letters of one account", n)
	}
	var refused error
	asked := 0
	for ; refused == nil && asked < 100; asked++ {
		refused = h.Forget(ctx, "personne"+strconv.Itoa(asked)+"@musee.test", away, monday)
	}
	if wantKind(t, refused, fault.TooMany); asked != 21 {
		t.Errorf("refused at %d", asked)
	}
	h.must(h.Forget(ctx, "personne@musee.test", office, monday))
	h.later(16 * time.Minute)
	h.must(h.Forget(ctx, "claire@musee.test", away, monday.Add(16*time.Minute)))
	if n := len(h.letters(outbox.Password)); n != 4 {
		t.Errorf("%d letters once some time went by", n)
	}
	if err := h.logIn("claire@musee.test", password); err != nil { // asking is no failed login
		t.Error(err)
	}
}

func TestWhoIsInvitedHasNoPasswordUntilSheChoosesOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx, by := context.Background(), h.head.At(monday)
	lea := account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Team}
	p, _, err := h.Invite(ctx, by, lea, "0123456789abcdef")
	h.must(err)
	again, twice, err := h.Invite(ctx, by, lea, "0123456789abcdef")
	if h.must(err); again.ID != p.ID || !twice {
		t.Errorf("sent twice: %d and %d", p.ID, again.ID)
	}
	h.must(h.InviteAgain(ctx, by, p.ID)) // within the minute: the same letter
	if got := h.letters(outbox.Invitation); !slices.Equal(got, []int64{p.ID}) {
		t.Errorf("letters wait for %v", got)
	}
	h.must(h.InviteAgain(ctx, h.head.At(monday.Add(time.Hour)), p.ID))
	if got := h.letters(outbox.Invitation); len(got) != 2 {
		t.Errorf("letters wait for %v", got)
	}
	token := h.link(p, outbox.Invitation)
	chosen, err := h.ChooseByLink(ctx, token, fresh, office, monday)
	if h.must(err); chosen.MustChangePassword {
		t.Error("she must choose once more")
	}
	h.must(h.logIn("lea@musee.test", fresh))
	wantKind(t, h.InviteAgain(ctx, by, p.ID), fault.Invalid)
	wantKind(t, h.InviteAgain(ctx, p.At(monday), h.head.ID), fault.Forbidden)
	_, _, err = h.Invite(ctx, p.At(monday), lea, "")
	wantKind(t, err, fault.Forbidden)
	h.must(h.Disable(ctx, by, p.ID))
	wantKind(t, h.InviteAgain(ctx, by, p.ID), fault.Invalid)
}
