// Package outbox keeps the messages that wait to leave by mail. A letter says whom to write to and why, and is written
// in the transaction of the act that causes it (Queue), or not at all; what it says is composed when it leaves.
//
// Whoever sends leases letters first, for a time (Lease): several instances share the work, and what an instance that
// died held is free again once its lease is over. A letter is noted as sent right after the server took it. Between
// that answer and this note alone a crash makes it leave a second time, under the same Message-ID.
//
// The operations ask for no right: whoever calls them did.
package outbox

import (
	"context"
	"crypto/rand"
	"strings"
	"time"

	"parvis/internal/postgres"
)

// Kind is why somebody is written to.
type Kind string

// The kinds of letters, as stored.
const (
	Password   Kind = "password"   // she forgot hers
	Invitation Kind = "invitation" // she is new
	Notices    Kind = "notices"    // what she was told and did not look at
	Week       Kind = "week"       // her week
	Deposit    Kind = "deposit"    // in her name, to whoever has to send a piece of a file; the period is the link in it
)

// Letter is a message to write, to somebody of the service or in her name. There is one per kind, person and period, however often it is asked for.
type Letter struct {
	Kind     Kind
	PersonID int64
	Period   string
	At       time.Time // when it was asked for
}

// Minute is the period of what may be asked for once a minute.
func Minute(at time.Time) string { return at.UTC().Format("2006-01-02T15:04") }

// Reason is why a letter did not leave.
type Reason string

// The reasons, as stored.
const (
	Refused Reason = "refused" // the server wants it never
	Delayed Reason = "delayed" // the server wants it later
	Silent  Reason = "silent"  // the server cannot be reached, or does not answer
	Address Reason = "address" // nobody can be written to there
	Late    Reason = "late"    // what it was for is over
	Weary   Reason = "weary"   // it was tried for long enough
	Broken  Reason = "broken"  // it could not be written
)

// Waiting is a letter that its reader leased.
type Waiting struct {
	ID        int64
	Kind      Kind
	PersonID  int64
	Period    string
	MessageID string // before the @
	AskedAt   time.Time
	Attempts  int // this one included
	Lease     string
	Until     time.Time // when the lease is over
}

const (
	// Leased is for how long letters are held: a batch takes a moment, and no server's silence lasts as long.
	Leased = 10 * time.Minute
	// GivenUp is for how long a letter is tried.
	GivenUp = 72 * time.Hour
)

// waits are how long a letter waits after each attempt that failed; the last holds for all that follow.
var waits = []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute, 30 * time.Minute, time.Hour, 2 * time.Hour, 4 * time.Hour}

// Wait is how long a letter waits after so many attempts.
func Wait(attempts int) time.Duration { return waits[min(max(attempts, 1), len(waits))-1] }

// Queue writes letters, in the transaction of the act that causes them. One that there is already is left as it is. It
// is one statement, for nobody too.
func Queue(ctx context.Context, q postgres.Querier, letters ...Letter) error {
	return queue(ctx, q, letters)
}

// messageID makes what stands before the @ of a Message-ID.
func messageID() string { return strings.ToLower(rand.Text()) }

// Lease takes at most n letters that are due, for Leased; others who ask meanwhile get other ones.
func Lease(ctx context.Context, q postgres.Querier, now time.Time, n int) ([]Waiting, error) {
	return lease(ctx, q, rand.Text(), now, n)
}

// Sent notes that a letter left. Whoever's lease was taken over meanwhile notes it all the same: it did leave.
func Sent(ctx context.Context, q postgres.Querier, w Waiting, now time.Time) error {
	return end(ctx, q, w, "sent", "", 0, now)
}

// Void notes that there was nothing to write.
func Void(ctx context.Context, q postgres.Querier, w Waiting, now time.Time) error {
	return end(ctx, q, w, "void", "", 0, now)
}

// Fail notes that a letter never leaves; code is the server's answer, or 0.
func Fail(ctx context.Context, q postgres.Querier, w Waiting, why Reason, code int, now time.Time) error {
	return end(ctx, q, w, "failed", why, code, now)
}

// Postpone lets a letter wait after an attempt that failed, or gives it up once it was tried for long enough.
func Postpone(ctx context.Context, q postgres.Querier, w Waiting, why Reason, code int, now time.Time) error {
	due := now.Add(Wait(w.Attempts))
	if due.Sub(w.AskedAt) > GivenUp {
		return end(ctx, q, w, "failed", Weary, code, now)
	}
	return postpone(ctx, q, w, why, code, due)
}

// Release gives back letters that were not tried; they are due at once, or at a time.
func Release(ctx context.Context, q postgres.Querier, list []Waiting, due time.Time) error {
	if len(list) == 0 {
		return nil
	}
	return release(ctx, q, list, due)
}

// Failure is a letter that failed, or waits after an attempt that did.
type Failure struct {
	ID       int64
	Kind     Kind
	PersonID int64
	Failed   bool // it is not tried any more
	Reason   Reason
	Code     int
	Attempts int
	AskedAt  time.Time
	DueAt    time.Time // of one that waits
	EndedAt  *time.Time
}

// MostListed is how many failures are listed at once.
const MostListed = 100

// State is how the outbox stands.
type State struct {
	Waiting  int
	Oldest   *time.Time // when the first of those was asked for
	Sent     int        // and not purged yet
	LastSent *time.Time
	Failures []Failure // the last first
	More     bool      // there are others
}

// Fate is what became of a letter.
type Fate struct {
	Period  string
	State   string // "waiting", "sent", "failed" or "void"
	Reason  Reason
	EndedAt *time.Time
}

// Waits, Left and Failed tell a fate: it waits, it left, or it does not leave any more.
func (f Fate) Waits() bool  { return f.State == "waiting" }
func (f Fate) Left() bool   { return f.State == "sent" }
func (f Fate) Failed() bool { return f.State == "failed" }

// Fates gives what became of the letters of a kind, by period. Those that were forgotten since are left out.
func Fates(ctx context.Context, q postgres.Querier, kind Kind, periods []string) (map[string]Fate, error) {
	return fates(ctx, q, kind, periods)
}

// Look tells how the outbox stands, in one batch.
func Look(ctx context.Context, q postgres.Querier) (State, error) { return look(ctx, q) }

// Retry lets a letter that failed be tried from now on as if it had just been asked for. One that did not fail is left as it is; that is told.
func Retry(ctx context.Context, q postgres.Querier, id int64, now time.Time) (bool, error) {
	return retry(ctx, q, id, now)
}

// Drop forgets a letter that failed, or that waits after an attempt that did. Anything else is left as it is; that is told.
func Drop(ctx context.Context, q postgres.Querier, id int64, now time.Time) (bool, error) {
	return drop(ctx, q, id, now)
}

// How long letters are kept once they ended, and how long one waits that nobody sends.
const (
	keptEnded   = 30 // days
	keptFailed  = 90
	keptWaiting = 30
)

// Purge forgets letters that ended long ago, and those that nobody ever sent.
func Purge(ctx context.Context, q postgres.Querier, now time.Time) error {
	return purge(ctx, q, now.AddDate(0, 0, -keptEnded), now.AddDate(0, 0, -keptFailed), now.AddDate(0, 0, -keptWaiting))
}

// Kept is a message of the demonstration, which sends nothing.
type Kept struct {
	LetterID int64
	KeptAt   time.Time
	Name     string
	Address  string
	Subject  string
	Body     string
}

// MostKept is how many messages the demonstration keeps.
const MostKept = 50

// Keep keeps a message instead of sending it, and forgets those past MostKept.
func Keep(ctx context.Context, q postgres.Querier, k Kept) error { return keep(ctx, q, k) }

// KeptMessages lists what was kept, the last first.
func KeptMessages(ctx context.Context, q postgres.Querier) ([]Kept, error) { return listKept(ctx, q) }
