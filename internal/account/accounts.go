package account

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
)

// Options change what New does; the zero value is for production.
type Options struct {
	Hasher Hasher // nil: DefaultHasher
	// Clock times the limits: nil is the machine's clock, since attackers do not live on the
	// service's, which the demonstration stops.
	Clock func() time.Time
	// Pause delays attempts at an account that is attacked: nil really waits.
	Pause func(context.Context, time.Duration) error
}

// Accounts runs the operations of the room.
type Accounts struct {
	db     *pgxpool.Pool
	hasher Hasher
	decoy  string // compared when nobody has the e-mail address that was typed
	clock  func() time.Time
	pause  func(context.Context, time.Duration) error
	turns  chan struct{} // taken while hashing
	held   chan struct{} // taken while an attempt is held
}

// hashesAtOnce bounds the memory that simultaneous logins take (64 MiB each by default).
const hashesAtOnce = 4

// New gives the operations over this database.
func New(db *pgxpool.Pool, o Options) *Accounts {
	if o.Hasher == nil {
		o.Hasher = DefaultHasher
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	if o.Pause == nil {
		o.Pause = pause
	}
	return &Accounts{db: db, hasher: o.Hasher, decoy: o.Hasher.Decoy(), clock: o.Clock, pause: o.Pause,
		turns: make(chan struct{}, hashesAtOnce), held: make(chan struct{}, mostHeld)}
}

// Console is who acts from the command line of the server: she may manage people and is nobody
// in the database.
func Console() Person { return Person{Name: "Console", Role: access.Head} }

// mayManage refuses those who may not manage people.
func mayManage(by By) error { return by.Check(MayManagePeople, access.Tie{}) }

// stillHead refuses an actor who was disabled or demoted since her page was drawn; heads are the
// active heads, locked.
func stillHead(by By, heads []int64) error {
	if by.ID == Console().ID {
		return nil
	}
	for _, id := range heads {
		if id == by.ID {
			return nil
		}
	}
	return MayManagePeople.Check("", access.Tie{})
}

// lastHead tells whether id is the only active head.
func lastHead(id int64, heads []int64) bool { return len(heads) == 1 && heads[0] == id }
