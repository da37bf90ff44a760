package account

import (
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
)

// Limits says how many failed logins are borne within a sliding window.
type Limits struct {
	Window     time.Duration
	PerAccount int // for one e-mail address, whether or not it is somebody's
	PerAddress int // for one network address: a whole service may share one
}

// DefaultLimits leave room for a morning of typing errors and none for guessing.
var DefaultLimits = Limits{Window: 15 * time.Minute, PerAccount: 10, PerAddress: 50}

// Options change what New does; the zero value is for production.
type Options struct {
	Hasher Hasher // nil: DefaultHasher
	Limits Limits // zero: DefaultLimits
	// Clock times the limits: nil is the machine's clock, since attackers do not live on the
	// service's, which the demonstration stops.
	Clock func() time.Time
}

// Accounts runs the operations of the room.
type Accounts struct {
	db     *pgxpool.Pool
	hasher Hasher
	decoy  string // compared when nobody has the e-mail address that was typed
	limits Limits
	clock  func() time.Time
	turns  chan struct{}
}

// hashesAtOnce bounds the memory that simultaneous logins take (64 MiB each by default).
const hashesAtOnce = 4

// New gives the operations over this database.
func New(db *pgxpool.Pool, o Options) *Accounts {
	if o.Hasher == nil {
		o.Hasher = DefaultHasher
	}
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits
	}
	if o.Clock == nil {
		o.Clock = time.Now
	}
	return &Accounts{db: db, hasher: o.Hasher, decoy: o.Hasher.Decoy(), limits: o.Limits, clock: o.Clock,
		turns: make(chan struct{}, hashesAtOnce)}
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
