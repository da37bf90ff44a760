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

func TestTenFailuresLockAnAccountForAWhileWhetherOrNotItExists(t *testing.T) {
	t.Parallel()
	for _, email := range []string{"claire@musee.test", "nobody@musee.test", "not an address"} {
		h := newHouse(t)
		for range 10 {
			wantKind(t, h.logIn(email, "faux"), fault.Unknown)
			h.later(time.Minute)
		}
		before := h.hasher.compared.Load()
		err := h.logIn(email, password)
		wantKind(t, err, fault.TooMany)
		if got, want := fault.SentenceOf(err), "Trop d’essais de connexion. Veuillez réessayer dans 5\u00a0minutes."; got != want {
			t.Errorf("%s: got %q, want %q", email, got, want)
		}
		if h.hasher.compared.Load() != before {
			t.Errorf("%s: a locked account is still compared", email)
		}
		// Another address changes nothing: the account is what is locked.
		if _, err := h.LogIn(context.Background(), strings.ToUpper(email), password, away, monday); !fault.Is(err, fault.TooMany) {
			t.Errorf("%s from elsewhere: %v, want TooMany", email, err)
		}
		if email != "claire@musee.test" {
			continue
		}
		// Refused attempts did not count: the oldest failure leaves the window and she gets in.
		h.later(5 * time.Minute)
		if err := h.logIn(email, password); err != nil {
			t.Errorf("after the wait: %v", err)
		}
	}
}

func TestASuccessClearsTheAccountsFailures(t *testing.T) {
	t.Parallel()
	h := newHouse(t)
	for range 3 {
		for range 9 {
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
	compared, locked := 0, 0
	for err := range errs {
		switch fault.KindOf(err) {
		case fault.Unknown:
			compared++
		case fault.TooMany:
			locked++
		default:
			t.Errorf("unexpected: %v", err)
		}
	}
	if compared != 10 || locked != 30 {
		t.Errorf("%d compared and %d locked, want 10 and 30", compared, locked)
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
