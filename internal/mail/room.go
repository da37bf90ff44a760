package mail

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/notice"
	"parvis/internal/outbox"
	"parvis/internal/plan"
)

// Room is what people are written, and how it left.
type Room struct {
	db       *pgxpool.Pool
	accounts *account.Accounts
	notices  *notice.Room
	plans    *plan.Room

	links     *link.Room
	logistics *logistics.Room
}

// New opens the room over those that it reads.
func New(db *pgxpool.Pool, accounts *account.Accounts, notices *notice.Room, plans *plan.Room) *Room {
	return &Room{db: db, accounts: accounts, notices: notices, plans: plans}
}

// Asking gives the room the pieces that people outside are asked for, and the links by which they drop them.
func (r *Room) Asking(pieces *logistics.Room, links *link.Room) { r.logistics, r.links = pieces, links }

// MayManage is about the messages that wait or did not leave.
var MayManage = &access.Action{Name: "manage messages", Who: "Seule la cheffe de service",
	May: map[access.Role]access.Rule{access.Head: access.Always}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayManage}

// Failure is a letter that did not leave, with the name of whom it is to.
type Failure struct {
	outbox.Failure
	Person string
}

// State is how the messages stand.
type State struct {
	outbox.State
	Failures []Failure
}

// State tells the head of service how the messages stand.
func (r *Room) State(ctx context.Context, by account.By) (State, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return State{}, err
	}
	found, err := outbox.Look(ctx, r.db)
	if err != nil {
		return State{}, err
	}
	people, err := names(ctx, r.db, found.Failures)
	s := State{State: found}
	for _, f := range found.Failures {
		s.Failures = append(s.Failures, Failure{Failure: f, Person: people[f.PersonID]})
	}
	return s, err
}

// Retry lets a message that failed be tried anew.
func (r *Room) Retry(ctx context.Context, by account.By, id int64) error {
	return r.on(ctx, by, id, outbox.Retry)
}

// Drop gives a message up.
func (r *Room) Drop(ctx context.Context, by account.By, id int64) error {
	return r.on(ctx, by, id, outbox.Drop)
}

func (r *Room) on(ctx context.Context, by account.By, id int64, do doing) error {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return err
	}
	var found bool
	err := change(ctx, r.db, &found, id, by.At, do)
	if err == nil && !found {
		return fault.Missing(nil)
	}
	return err
}

// Purge forgets letters that ended long ago.
func (r *Room) Purge(ctx context.Context, now time.Time) error { return outbox.Purge(ctx, r.db, now) }

// Kept lists what the demonstration would have sent, the last first. It asks for no right: there is nobody to protect.
func (r *Room) Kept(ctx context.Context) ([]outbox.Kept, error) {
	return outbox.KeptMessages(ctx, r.db)
}

// Keeper is the carrier of the demonstration: it keeps messages instead of sending them.
type Keeper struct{ Room *Room }

// Open implements Carrier.
func (k Keeper) Open(context.Context) (Line, error) { return keeping(k), nil }

type keeping struct{ Room *Room }

// Carry implements Line.
func (k keeping) Carry(ctx context.Context, m Message) error {
	return outbox.Keep(ctx, k.Room.db, outbox.Kept{LetterID: m.LetterID, KeptAt: m.Date, Name: m.Name, Address: m.Address, Subject: m.Subject, Body: m.Text()})
}

// Close implements Line.
func (keeping) Close() {}
