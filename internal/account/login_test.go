package account_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
)

func TestLoginNeedsTheRightPasswordAndForgivesCapitalsInTheAddress(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	p, err := h.LogIn(ctx, "  Claire@MUSEE.test ", password, office, monday)
	if err != nil || p.ID != h.head.ID || p.Role != access.Head {
		t.Fatalf("got %+v %v", p, err)
	}
	if at := h.now(p.ID).LastLoginAt; at == nil || !at.Equal(monday) {
		t.Errorf("last login is %v, want %v", at, monday)
	}
	for _, wrong := range []string{"", "La nuit des musées", password + " ", strings.Repeat("a", 1<<20)} {
		wantKind(t, h.logIn("claire@musee.test", wrong), fault.Unknown)
	}
}

func TestLoginDoesNotDependOnHowTheKeyboardComposesAccents(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	if err := h.logIn("claire@musee.test", "la nuit des muse\u0301es"); err != nil {
		t.Error(err)
	}
}

// Timing is held by structure: every refusal costs one comparison of hashes, and says the same.
func TestEveryRefusedLoginCostsOneComparisonAndSaysTheSame(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	gone := h.seed("gone@musee.test", "Ana Dias", access.Team)
	if err := h.Disable(context.Background(), h.head.At(monday), gone.ID); err != nil {
		t.Fatal(err)
	}
	sentences := map[string]bool{}
	for name, try := range map[string]struct{ email, password string }{
		"wrong password":                 {"claire@musee.test", "faux"},
		"nobody":                         {"nobody@musee.test", password},
		"disabled, with the right one":   {"gone@musee.test", password},
		"disabled, with a wrong one":     {"gone@musee.test", "faux"},
		"no address":                     {"", password},
		"an address nobody can have":     {"clai\x00re@musee.test", password},
		"an address that is not text":    {"\xff\xfe", password},
		"ten thousand letters":           {strings.Repeat("a", 10_000) + "@musee.test", password},
		"what looks like a piece of SQL": {"' OR 1=1 --", password},
	} {
		before := h.hasher.compared.Load()
		err := h.logIn(try.email, try.password)
		if n := h.hasher.compared.Load() - before; n != 1 {
			t.Errorf("%s: %d comparisons, want 1", name, n)
		}
		wantKind(t, err, fault.Unknown)
		sentences[fault.SentenceOf(err)] = true
	}
	if len(sentences) != 1 {
		t.Errorf("refusals differ: %v", sentences)
	}
}

func TestTheDecoyCostsAsMuchAsARealHashAndMatchesNothing(t *testing.T) {
	t.Parallel()
	real, err := cheap.Hash(password)
	if err != nil {
		t.Fatal(err)
	}
	decoy := cheap.Decoy()
	cost := func(hash string) string {
		return hash[:strings.LastIndexByte(hash[:strings.LastIndexByte(hash, '$')], '$')]
	}
	if cost(decoy) != cost(real) || len(decoy) != len(real) {
		t.Errorf("decoy %q is not made like %q", decoy, real)
	}
	for _, try := range []string{"", password, decoy} {
		if ok, _, err := cheap.Matches(try, decoy); ok || err != nil {
			t.Errorf("%q matches the decoy: %v %v", try, ok, err)
		}
	}
}

func TestTheDefaultHasherIsAboveTheSmallestRecommendedParameters(t *testing.T) {
	t.Parallel()
	d, ok := account.DefaultHasher.(account.Argon2id)
	if !ok || d.MemoryKiB < 19*1024 || d.Iterations < 2 {
		t.Fatalf("got %+v", account.DefaultHasher)
	}
	hash, err := d.Hash(password)
	if err != nil || !strings.HasPrefix(hash, fmt.Sprintf("$argon2id$v=19$m=%d,t=%d,p=1$", d.MemoryKiB, d.Iterations)) {
		t.Errorf("got %q %v", hash, err)
	}
	ok, stale, err := d.Matches(password, hash)
	if !ok || stale || err != nil {
		t.Errorf("got %v %v %v", ok, stale, err)
	}
}

func TestAHashMadeWithOldParametersIsMadeAnewAtLogin(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	stronger := account.New(h.db, account.Options{Hasher: account.Argon2id{MemoryKiB: 16, Iterations: 2}})
	if _, err := stronger.LogIn(ctx, "claire@musee.test", password, office, monday); err != nil {
		t.Fatal(err)
	}
	var hash string
	if err := h.db.QueryRow(ctx, `SELECT password_hash FROM people`).Scan(&hash); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=16,t=2,p=1$") {
		t.Errorf("still %q", hash)
	}
	if _, err := stronger.LogIn(ctx, "claire@musee.test", password, office, monday); err != nil {
		t.Errorf("with the new hash: %v", err)
	}
}

// guess tries a wrong password until it is refused unheard, and tells how often it was compared.
func (h *house) guess(email string, from netip.Addr) (compared int) {
	h.t.Helper()
	for ; ; compared++ {
		if _, err := h.LogIn(context.Background(), email, "faux", from, monday); fault.Is(err, fault.TooMany) {
			return compared
		} else if !fault.Is(err, fault.Unknown) {
			h.t.Fatalf("got %v", err)
		}
	}
}

func TestFailuresSlowAnAddressDownWhetherOrNotTheAccountExists(t *testing.T) {
	t.Parallel()
	for _, email := range []string{"claire@musee.test", "nobody@musee.test", "not an address"} {
		h := newHouse(t)
		if n := h.guess(email, office); n != 5 {
			t.Errorf("%s: %d free failures, want 5", email, n)
		}
		for i, wait := range []struct {
			time.Duration
			said string
		}{{30 * time.Second, "30\u00a0secondes"}, {time.Minute, "une minute"}, {2 * time.Minute, "2\u00a0minutes"},
			{3 * time.Minute, "3\u00a0minutes"}, {5 * time.Minute, "5\u00a0minutes"}} {
			before := h.hasher.compared.Load()
			err := h.logIn(strings.ToUpper(email), password)
			wantKind(t, err, fault.TooMany)
			if got, want := fault.SentenceOf(err), "Trop d’essais de connexion. Veuillez réessayer dans "+wait.said+"."; got != want {
				t.Errorf("%s, wait %d: %q, want %q", email, i+1, got, want)
			}
			if h.hasher.compared.Load() != before {
				t.Errorf("%s: an attempt that must wait is compared", email)
			}
			h.later(wait.Duration - time.Second)
			wantKind(t, h.logIn(email, password), fault.TooMany)
			if i == 4 {
				break // the first ones no longer count after that
			}
			h.later(time.Second)
			wantKind(t, h.logIn(email, "faux"), fault.Unknown) // one more
		}
		if email != "claire@musee.test" {
			continue
		}
		// Refused attempts did not count: who waits gets in.
		h.later(time.Second)
		if err := h.logIn(email, password); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	}
}

// Whoever guesses as fast as she is let has no more guesses than when ten locked an account.
func TestAPatientGuesserHasTenGuessesInAQuarterOfAnHour(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var at []time.Duration
	for passed := time.Duration(0); passed < 3*time.Hour; passed += 10 * time.Second {
		for range h.guess("claire@musee.test", office) {
			at = append(at, passed)
		}
		h.later(10 * time.Second)
	}
	for i, first := range at {
		n := 0
		for _, later := range at[i:] {
			if later < first+15*time.Minute {
				n++
			}
		}
		if n > 10 {
			t.Fatalf("%d guesses within fifteen minutes, from %v on: %v", n, first, at)
		}
	}
	if len(at) < 20 {
		t.Errorf("only %d guesses in three hours: the account is shut", len(at))
	}
}

func TestWhatFailsElsewhereShutsNobodyOut(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	for i := range 40 {
		from := netip.AddrFrom4([4]byte{203, 0, 113, byte(i)})
		if n := h.guess("claire@musee.test", from); n < 1 || n > 5 {
			t.Fatalf("%d guesses from one more address", n)
		}
	}
	// She never failed here: she gets in, after some seconds.
	h.paused = nil
	if err := h.logIn("claire@musee.test", password); err != nil {
		t.Fatalf("from an address that never failed: %v", err)
	}
	if len(h.paused) != 1 || h.paused[0] != 8*time.Second {
		t.Errorf("she waits %v, want 8s", h.paused)
	}
	// Her success helps none of those who guess, and others never wait.
	if _, err := h.LogIn(ctx, "claire@musee.test", "faux", netip.AddrFrom4([4]byte{203, 0, 113, 1}), monday); !fault.Is(err, fault.TooMany) {
		t.Errorf("a guesser's address after her login: %v", err)
	}
	h.seed("noe@musee.test", "Noé Petit", access.Team)
	h.paused = nil
	if err := h.logIn("noe@musee.test", password); err != nil || len(h.paused) != 0 {
		t.Errorf("somebody else waits %v: %v", h.paused, err)
	}
	h.later(15 * time.Minute)
	if err := h.logIn("claire@musee.test", password); err != nil || len(h.paused) != 0 {
		t.Errorf("a quarter of an hour later she waits %v: %v", h.paused, err)
	}
}

// A guess against one account from ever more addresses: each attempt waits longer, up to eight seconds, and
// an address that failed once has no second guess for up to five minutes.
func TestADistributedGuessIsSlowed(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	from := func(i int) netip.Addr { return netip.AddrFrom4([4]byte{203, 0, byte(i >> 8), byte(i)}) }
	for i := range 60 {
		if _, err := h.LogIn(ctx, "claire@musee.test", "faux", from(i), monday); !fault.Is(err, fault.Unknown) {
			t.Fatalf("guess %d: %v", i, err)
		}
	}
	if len(h.paused) != 50 {
		t.Fatalf("%d of 60 guesses are held, want all but the first ten", len(h.paused))
	}
	for i, want := range map[int]time.Duration{0: time.Second, 10: 2 * time.Second, 20: 4 * time.Second, 30: 8 * time.Second, 49: 8 * time.Second} {
		if h.paused[i] != want {
			t.Errorf("guess %d is held %v, want %v", i+11, h.paused[i], want)
		}
	}
	h.later(5*time.Minute - time.Second)
	if _, err := h.LogIn(ctx, "claire@musee.test", "faux", from(3), monday); !fault.Is(err, fault.TooMany) {
		t.Errorf("a second guess within five minutes: %v", err)
	}
	// Whoever leaves is not waited for.
	gone, cancel := context.WithCancel(ctx)
	h.leave = cancel
	if _, err := h.LogIn(gone, "claire@musee.test", "faux", from(100), monday); !errors.Is(err, context.Canceled) {
		t.Errorf("a held attempt that was given up: %v", err)
	}
}

func TestASuccessClearsTheFailuresFromThere(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 3 {
		for range 4 {
			wantKind(t, h.logIn("claire@musee.test", "faux"), fault.Unknown)
		}
		if err := h.logIn("claire@musee.test", password); err != nil {
			t.Fatal(err)
		}
	}
}

func TestFiftyFailuresLockAnAddressForEveryAccount(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	for i := range 50 {
		wantKind(t, h.logIn(fmt.Sprintf("guess%d@musee.test", i), "faux"), fault.Unknown)
	}
	wantKind(t, h.logIn("claire@musee.test", password), fault.TooMany)
	if _, err := h.LogIn(ctx, "claire@musee.test", password, away, monday); err != nil {
		t.Errorf("from another address: %v", err)
	}
	h.later(15 * time.Minute)
	if err := h.logIn("claire@musee.test", password); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

func TestABurstOfGuessesIsLimitedLikeAPatientOne(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	var wg sync.WaitGroup
	errs := make(chan error, 40)
	for range 40 {
		wg.Go(func() { errs <- h.logIn("claire@musee.test", "faux") })
	}
	wg.Wait()
	close(errs)
	compared, slowed := 0, 0
	for err := range errs {
		switch fault.KindOf(err) {
		case fault.Unknown:
			compared++
		case fault.TooMany:
			slowed++
		default:
			t.Errorf("unexpected: %v", err)
		}
	}
	if compared != 5 || slowed != 35 {
		t.Errorf("%d compared and %d slowed, want 5 and 35", compared, slowed)
	}
}

// A flood leaves a bounded number of rows.
func TestTheOldestFailuresGoWhenThereAreTooMany(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	if _, err := h.db.Exec(ctx, `INSERT INTO login_failures (account_key, address_key, at)
		SELECT sha256('a' || i::text::bytea), sha256(i::text::bytea), $1 FROM generate_series(1, 100100) AS i`, monday); err != nil {
		t.Fatal(err)
	}
	wantKind(t, h.logIn("claire@musee.test", "faux"), fault.Unknown)
	var n int
	if err := h.db.QueryRow(ctx, `SELECT count(*) FROM login_failures`).Scan(&n); err != nil || n != 100_000 {
		t.Errorf("%d failures are kept, %v", n, err)
	}
}

func TestNoAddressIsKeptInClear(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx := context.Background()
	from := netip.MustParseAddr("2001:db8:1:2::")
	_, err := h.LogIn(ctx, "claire@musee.test", "faux", from, monday)
	wantKind(t, err, fault.Unknown)
	var account, address []byte
	if err := h.db.QueryRow(ctx, `SELECT account_key, address_key FROM login_failures`).Scan(&account, &address); err != nil {
		t.Fatal(err)
	}
	if len(account) != 32 || len(address) != 32 || bytes.Contains(account, []byte("claire")) || bytes.Contains(address, []byte("2001")) {
		t.Errorf("kept %q %q", account, address)
	}
}

func TestALoginThatWasGivenUpEndsWithItsContext(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := h.LogIn(ctx, "claire@musee.test", password, office, monday); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
