package account

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"net/netip"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/outbox"
	"parvis/internal/postgres"
)

// A link in a message opens the choice of a password, once. Its token is made when the message is composed, and stands
// nowhere but in that message: its hash is kept, with the epoch of its person. Whatever ends her sessions ends her links,
// and choosing a password does.
const (
	// ForgottenLasts is how long a link for a forgotten password opens.
	ForgottenLasts = 2 * time.Hour
	// InvitationLasts is how long an invitation opens.
	InvitationLasts = 72 * time.Hour
)

// How often a link may be asked for: within failuresCount, for one account whoever asks, and from one network address
// whatever the accounts.
const (
	mostAsked     = 3
	mostAskedFrom = 20
)

// answersIn is how long asking for a link takes at least, so that nobody learns from the time whether an account exists.
const answersIn = 250 * time.Millisecond

// Forget writes a link to whoever has this address, so that she chooses another password. It says nothing of whether
// somebody has it, and does and takes the same. Beyond the limit of an account nothing is written, and nobody is told;
// beyond the one of a network address it is a TooMany fault.
func (a *Accounts) Forget(ctx context.Context, email string, address netip.Addr, now time.Time) error {
	begun := a.clock()
	err := a.forget(unguarded(ctx), NormalEmail(email), address, now)
	if left := answersIn - a.clock().Sub(begun); left > 0 {
		if paused := a.pause(ctx, left); err == nil {
			err = paused
		}
	}
	return err
}

func (a *Accounts) forget(ctx context.Context, email string, address netip.Addr, now time.Time) error {
	k, at := askedKeysOf(email, address), a.clock()
	return postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if err := lockLogins(ctx, tx); err != nil {
			return err
		}
		asked, err := countAsked(ctx, tx, k, at.Add(-failuresCount))
		switch {
		case err != nil:
			return err
		case asked.Address >= mostAskedFrom:
			return fault.New(fault.TooMany, "Trop de demandes de lien. Veuillez réessayer dans un quart d’heure.", nil)
		case asked.Account >= mostAsked:
			email = "" // nobody's: what is done stays the same
		}
		if err := insertFailure(ctx, tx, k, at); err != nil {
			return err
		}
		ids, err := activeByEmail(ctx, tx, storable(email))
		if err != nil {
			return err
		}
		letters := make([]outbox.Letter, len(ids))
		for i, id := range ids {
			letters[i] = outbox.Letter{Kind: outbox.Password, PersonID: id, Period: outbox.Minute(now), At: now}
		}
		return outbox.Queue(ctx, tx, letters...)
	})
}

// askedKeysOf are the keys of a link that is asked for: none of a login's.
func askedKeysOf(email string, address netip.Addr) keys {
	account := sha256.Sum256([]byte("link\x00" + email))
	from := sha256.Sum256([]byte("link from\x00" + address.String()))
	return keys{account: account[:], address: from[:]}
}

// Invite makes somebody known, as Add does, and writes to her: she chooses her password by a link that opens for
// InvitationLasts. Nobody ever knows the one that she has until then. again tells that the same form had already been sent.
func (a *Accounts) Invite(ctx context.Context, by By, i Identity, key string) (p Person, again bool, err error) {
	added, err := a.add(ctx, by, i, key, func(tx pgx.Tx, p Person) error {
		return outbox.Queue(ctx, tx, invitation(p, by.At))
	})
	return added.Person, added.Password == "", err
}

// InviteAgain writes another invitation to somebody who did not choose a password yet, once a minute at most.
func (a *Accounts) InviteAgain(ctx context.Context, by By, id int64) error {
	return a.changePerson(ctx, by, id, func(tx pgx.Tx, p Person, _ []int64) error {
		switch {
		case !p.Active():
			return fault.New(fault.Invalid, "Ce compte est désactivé\u00a0: réactivez-le d’abord.", nil)
		case !p.MustChangePassword:
			return fault.New(fault.Invalid, "Cette personne a déjà choisi son mot de passe\u00a0: elle n’a plus besoin d’invitation.", nil)
		}
		if err := outbox.Queue(ctx, tx, invitation(p, by.At)); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Invited, p.Subject()))
	})
}

func invitation(p Person, at time.Time) outbox.Letter {
	return outbox.Letter{Kind: outbox.Invitation, PersonID: p.ID, Period: outbox.Minute(at), At: at}
}

// NewLink makes the token of a letter's link, for the message that is about to leave, and gives the person it is for. A
// letter that is over, or whose person may not log in, has none: a NotFound fault.
func (a *Accounts) NewLink(ctx context.Context, l outbox.Letter, now time.Time) (token string, p Person, err error) {
	ends := l.At.Add(ForgottenLasts)
	if l.Kind == outbox.Invitation {
		ends = l.At.Add(InvitationLasts)
	}
	if !now.Before(ends) {
		return "", Person{}, fault.Missing(nil)
	}
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if p, err = lockPerson(ctx, tx, l.PersonID); err != nil {
			return err
		}
		if !p.Active() || l.Kind == outbox.Invitation && !p.MustChangePassword {
			return fault.Missing(nil)
		}
		token = rand.Text()
		return insertLink(ctx, tx, hashOf(token), p, ends)
	})
	return token, p, err
}

// hashOf is under what a token is kept: it is random, so that no slow hash is needed.
func hashOf(token string) []byte {
	sum := sha256.Sum256([]byte("password link\x00" + token))
	return sum[:]
}

// Linked gives the person whose link a token is, without spending it: programs that look at messages open links too. A
// link that was spent, that is over or of somebody who may not log in is a NotFound fault.
func (a *Accounts) Linked(ctx context.Context, token string, now time.Time) (Person, error) {
	return linked(ctx, a.db, hashOf(token), now)
}

// ChooseByLink replaces the password of the person whose link a token is, ends her sessions and spends her links. Problems
// are by field; a link that opens nothing any more is a NotFound fault.
func (a *Accounts) ChooseByLink(ctx context.Context, token, fresh string, address netip.Addr, now time.Time) (Person, error) {
	ctx = unguarded(ctx)
	p, err := a.Linked(ctx, token, now)
	if err != nil {
		return Person{}, err
	}
	if why := passwordProblem(fresh, p); why != "" {
		var problems fault.Problems
		problems.Add(FieldNew, why)
		return Person{}, problems.Err()
	}
	hash, err := a.hash(ctx, fresh)
	if err != nil {
		return Person{}, err
	}
	var chosen Person
	err = postgres.InTx(ctx, a.db, func(tx pgx.Tx) error {
		if _, err := lockPerson(ctx, tx, p.ID); err != nil {
			return err
		}
		// Spent, disabled or reset while she typed: looked at again under her lock.
		if _, err := linked(ctx, tx, hashOf(token), now); err != nil {
			return err
		}
		if err := deleteLinks(ctx, tx, p.ID); err != nil {
			return err
		}
		if err := deleteFailures(ctx, tx, keysOf(p.Email, address)); err != nil {
			return err
		}
		chosen, err = updatePassword(ctx, tx, p.ID, hash, false)
		return err
	})
	return chosen, err
}
