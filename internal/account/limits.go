package account

import (
	"context"
	"crypto/sha256"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
)

// What limits guessing. Failures are counted for fifteen minutes, by account and network address together,
// so that nobody is shut out by what others do elsewhere.
const (
	failuresCount = 15 * time.Minute
	// freeFailures of one account from one address cost no wait: a morning of typing errors.
	freeFailures = 5
	// addressFailures of one address, whatever the accounts: a whole service may share it.
	addressFailures = 50
	// aimedFailures of one account from everywhere are a step of an attack on it.
	aimedFailures = 10
	// mostFailures bounds what is kept: the oldest go when a flood brings more.
	mostFailures = 100_000
	// mostHeld bounds the attempts that one instance holds at once.
	mostHeld = 1000
)

// waits must pass between the last failure of an account from an address and the next attempt from there:
// the first after freeFailures, the last for all that follow. Together they let ten guesses through in
// fifteen minutes, then as many.
var waits = []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute, 3 * time.Minute, 5 * time.Minute}

// holds delay each attempt at an account that is attacked from many addresses, a step of aimedFailures each.
// Whoever logs in from an address that never failed waits no longer than the last.
var holds = []time.Duration{time.Second, 2 * time.Second, 4 * time.Second, 8 * time.Second}

// keys are under what an attempt is counted: hashes, so that no address is kept in clear. They are
// kept no longer than failuresCount.
type keys struct {
	account, address []byte
}

func keysOf(email string, address netip.Addr) keys {
	account := sha256.Sum256([]byte("account\x00" + email))
	from := sha256.Sum256([]byte("address\x00" + address.String()))
	return keys{account: account[:], address: from[:]}
}

// failures is what was counted before an attempt.
type failures struct {
	Pair         int        // of this account from this address
	PairLast     *time.Time // the last of them
	Account      int        // of this account from everywhere, up to the last step of an attack
	AddressSince *time.Time // the addressFailures-th most recent of this address; nil while there are fewer
}

// wait tells how long before the next attempt is let through: nothing, for an address that never failed
// with this account and seldom with others. The harder an account is attacked, the longer those wait who
// failed, from their first failure on.
func (f failures) wait(now time.Time) time.Duration {
	wait := time.Duration(0)
	if f.AddressSince != nil {
		wait = f.AddressSince.Add(failuresCount).Sub(now)
	}
	step := f.Pair - freeFailures
	if f.Pair > 0 {
		step = max(step, f.Account/aimedFailures-1)
	}
	if step >= 0 {
		wait = max(wait, f.PairLast.Add(waits[min(step, len(waits)-1)]).Sub(now))
	}
	return wait
}

// hold tells how long an attempt that is let through is delayed before it is compared.
func (f failures) hold() time.Duration {
	step := f.Account/aimedFailures - 1
	if step < 0 {
		return 0
	}
	return holds[min(step, len(holds)-1)]
}

// attempt counts an attempt as a failure before anything is compared; a success takes it back.
// Counted so, a burst of simultaneous attempts is limited like a patient one. Attempts refused
// here are not counted: who waits gets in. An account that is attacked from many addresses is held
// for some seconds, without a connection to the database.
func (a *Accounts) attempt(ctx context.Context, k keys) error {
	hold, err := a.count(ctx, k)
	if err != nil || hold == 0 {
		return err
	}
	select {
	case a.held <- struct{}{}:
	default: // a flood from a thousand addresses: what stands before Parvis must bear it
		return TooMany(waits[0])
	}
	defer func() { <-a.held }()
	return a.pause(ctx, hold)
}

// count counts an attempt, and tells how long it is to be held.
func (a *Accounts) count(ctx context.Context, k keys) (hold time.Duration, err error) {
	now := a.clock()
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := lockLogins(ctx, tx); err != nil {
			return err
		}
		since := now.Add(-failuresCount)
		found, err := countFailures(ctx, tx, k, since)
		if err != nil {
			return err
		}
		if wait := found.wait(now); wait > 0 {
			return TooMany(wait)
		}
		hold = found.hold()
		if err := deleteFailuresBefore(ctx, tx, since); err != nil {
			return err
		}
		return insertFailure(ctx, tx, k, now)
	})
	return hold, err
}

// pause waits, or ends with the request.
func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// TooMany is the failure of who tried too often and may try again after wait.
func TooMany(wait time.Duration) error {
	seconds := max(int((wait+time.Second-1)/time.Second), 1)
	minutes := (seconds + 59) / 60
	when := french.Count(seconds, "seconde", "secondes")
	if seconds >= 60 {
		when = french.Agree(minutes, "une minute", french.Count(minutes, "minute", "minutes"))
	}
	return fault.New(fault.TooMany, "Trop d’essais de connexion. Veuillez réessayer dans "+when+".", nil)
}
