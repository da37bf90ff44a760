package account

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/field"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// By is who does or asks for something, and when: the second argument of every operation of the
// rooms, after the context. A person is asked about as before: by.Check, by.Can, by.ID.
type By struct {
	Person
	At      time.Time
	Changes int64 // how many changes had been counted when the request began, for postgres.Kept; 0: not known, or it may make some itself
}

// Gesture gives the context of what one request does: one act, however many transactions it takes, to be told and taken back as
// one.
func Gesture(ctx context.Context) context.Context { return postgres.Acting(ctx) }

// ActOf is the id of a request's act, "" outside of one.
func ActOf(ctx context.Context) string { return postgres.ActOf(ctx) }

// Today is the day of the act, in Paris.
func (b By) Today() workcal.Date { return workcal.FromTime(b.At.In(postgres.Paris)) }

// At is this person acting at this moment.
func (p Person) At(now time.Time) By { return By{Person: p, At: now} }

// On is this person acting on this day, at noon in Paris.
func (p Person) On(day workcal.Date) By {
	return p.At(time.Date(day.Year(), day.Month(), day.Day(), 12, 0, 0, 0, postgres.Paris))
}

// Did is an entry of the journal: what she did to a thing, and what differs.
func (b By) Did(verb journal.Verb, to journal.Subject, changes ...field.Change) journal.Entry {
	return journal.Entry{At: b.At, PersonID: b.ID, Person: b.Name, Verb: verb, Subject: to, Changes: changes}
}

// session is one of a person's: hers as long as she is active and did not end her sessions.
type session struct {
	person int64
	epoch  int
}

// Acting gives the context of what a person does in a session of hers, as she was read for it. What was
// begun in it is not written once she is disabled or her sessions are ended: an Unknown fault. It holds in
// every transaction, whatever the room.
func Acting(ctx context.Context, p Person) context.Context {
	return postgres.Guarded(ctx, session{person: p.ID, epoch: p.SessionEpoch})
}

// unguarded is for what ends or opens sessions itself.
func unguarded(ctx context.Context) context.Context { return postgres.Guarded(ctx, nil) }

// Allow implements postgres.Guard. Whoever disables her meanwhile is waited for, or waits.
func (s session) Allow(ctx context.Context, tx pgx.Tx) error {
	open, err := stillOpen(ctx, tx, s)
	if err == nil && !open {
		return sessionOver()
	}
	return err
}

// Sight is what she sees of a history.
func (b By) Sight() journal.Sight { return journal.Sight{All: b.Can(MaySeeAmounts, access.Tie{})} }
