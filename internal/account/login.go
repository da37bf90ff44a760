package account

import (
	"context"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/postgres"
)

// LogIn gives the person whose e-mail and password these are, and notes now as her last login.
// address is the client's, canonical (an IPv6 /64).
//
// A refusal is an Unknown fault with one sentence, the same for a wrong password, an unknown
// address and a disabled account, and it costs one comparison of hashes in each case. Beyond the
// limits it is a TooMany fault, whether or not the account exists, and nothing is compared.
func (a *Accounts) LogIn(ctx context.Context, email, password string, address netip.Addr, now time.Time) (Person, error) {
	ctx = unguarded(ctx) // who was logged in here before is leaving
	email = NormalEmail(email)
	k := keysOf(email, address)
	if err := a.attempt(ctx, k); err != nil {
		return Person{}, err
	}
	found, err := credentialsByEmail(ctx, a.db, storable(email))
	nobody, err := notFoundIsNone(err)
	if err != nil {
		return Person{}, err
	}
	if nobody {
		found.PasswordHash = a.decoy
	}
	ok, stale, err := a.matches(ctx, cut(password), found.PasswordHash)
	if err != nil {
		return Person{}, err
	}
	if !ok || nobody || !found.Active() {
		return Person{}, fault.New(fault.Unknown, "L’adresse électronique ou le mot de passe est incorrect.", nil)
	}
	fresh := ""
	if stale {
		if fresh, err = a.hash(ctx, password); err != nil {
			return Person{}, err
		}
	}
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := noteLogin(ctx, tx, found.ID, now, found.PasswordHash, fresh); err != nil {
			return err
		}
		return deleteFailures(ctx, tx, k)
	})
	if err != nil {
		return Person{}, err
	}
	return found.Person, nil
}

// cut makes a password that is too long to be anybody's cost no more than another; the cut one is
// longer than any that was accepted, so it matches nobody's.
func cut(password string) string {
	const longest = MaxPassword*4 + 1 // four bytes a character
	return password[:min(len(password), longest)]
}

// storable gives what may be looked for: the database refuses text with a NUL or that is not UTF-8.
func storable(email string) string {
	if ValidEmail(email) {
		return email
	}
	return ""
}
