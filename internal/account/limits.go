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

// keys are under what an attempt is counted: hashes, so that no address is kept in clear. They are
// kept no longer than the window.
type keys struct {
	account, address []byte
}

func keysOf(email string, address netip.Addr) keys {
	account := sha256.Sum256([]byte("account\x00" + email))
	from := sha256.Sum256([]byte("address\x00" + address.String()))
	return keys{account: account[:], address: from[:]}
}

// attempt counts an attempt as a failure before anything is compared; a success takes it back.
// Counted so, a burst of simultaneous attempts is limited like a patient one. Attempts refused
// here are not counted: who waits gets in.
func (a *Accounts) attempt(ctx context.Context, k keys) error {
	now := a.clock()
	return postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := lockLogins(ctx, tx); err != nil {
			return err
		}
		since := now.Add(-a.limits.Window)
		found, err := countFailures(ctx, tx, k, since, a.limits)
		if err != nil {
			return err
		}
		for _, at := range []*time.Time{found.AccountSince, found.AddressSince} {
			if at != nil {
				return TooMany(at.Add(a.limits.Window).Sub(now))
			}
		}
		if err := deleteFailuresBefore(ctx, tx, since); err != nil {
			return err
		}
		return insertFailure(ctx, tx, k, now)
	})
}

// TooMany is the failure of who tried too often and may try again after wait.
func TooMany(wait time.Duration) error {
	minutes := int((wait + time.Minute - 1) / time.Minute)
	return fault.New(fault.TooMany, "Trop d’essais de connexion. Veuillez réessayer dans "+
		french.Agree(minutes, "une minute", french.Count(minutes, "minute", "minutes"))+".", nil)
}
