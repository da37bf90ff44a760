// Package personal is what each room says of the people whom its tables tell of: why it holds them and for how long,
// what it knows of one of them, how she is erased, and which columns hold words in which a name may stand.
//
// It holds the words in which rooms say so, and finds names in texts; internal/privacy asks the rooms.
package personal

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// The kinds of people whom a table has rows about.
const (
	Contact  = "contact"  // of the directory
	Member   = "person"   // of the service
	Outsider = "outsider" // who works for the service without an account
)

// Subject is somebody whom is asked about.
type Subject struct {
	Kind string  // Contact, Member or Outsider; "" for a name or an address that was typed
	ID   int64   // 0 for what was typed
	Also []int64 // other rows of hers: those that were merged into this one
	Name string
	Ways Ways
}

// IDs are all rows of hers.
func (s Subject) IDs() []int64 { return append([]int64{s.ID}, s.Also...) }

// Processing is a line of the register of processing (GDPR, article 30).
type Processing struct {
	Key      string
	Name     string
	Purpose  string // what for
	Basis    string // the legal basis: GDPR, article 6
	People   string // whose data it is
	Data     string // which
	Readers  string
	Kept     string // for how long, where no retention of the service says it
	Keeps    []string
	Measures string
	Source   string // of the rule
}

// Section is a part of what is held of somebody, as her export tells it.
type Section struct {
	Title string   `json:"partie"`
	Facts []Fact   `json:"donnees,omitempty"`
	Lines []string `json:"lignes,omitempty"`
}

// Fact is one thing that is held.
type Fact struct {
	Label string `json:"nom"`
	Value string `json:"valeur"`
}

// Item is something whose time is over.
type Item struct {
	ID    int64
	Name  string
	Since workcal.Date
}

// Kept is a kind of record that goes after a while, which the service chooses.
type Kept struct {
	Key     string
	Label   string // « Contacts sans échange »
	From    string // since when the months are counted
	What    string // what becomes of a record
	Why     string // why so long: the source of the default
	Months  int    // unless the service chose
	Min     int
	Max     int
	Subject string // the kind of people who are erased then; "": Purge is called
	One     string // « contact », « contacts »
	Many    string
	// Due lists what was there last before a day, the oldest first.
	Due func(ctx context.Context, q postgres.Querier, before workcal.Date) ([]Item, error)
	// Purge takes the words out of what is due, where no person is erased as a whole.
	Purge func(ctx context.Context, tx pgx.Tx, ids []int64) error
}

// Holder is what a room says of people. Functions that it lacks are nil.
type Holder struct {
	Processings []Processing
	Tables      []Table
	Kept        []Kept
	// Find gives somebody of the room's own kind; NotFound where there is nobody.
	Finds string
	Find  func(ctx context.Context, q postgres.Querier, id int64) (Subject, error)
	// About tells what is held of her, besides the words in which her name stands.
	About func(ctx context.Context, q postgres.Querier, s Subject) ([]Section, error)
	// MayErase refuses who must not be erased now.
	MayErase func(ctx context.Context, tx pgx.Tx, s Subject) error
	// Erase removes what is hers or makes it nobody's, and says what it did in French sentences.
	Erase func(ctx context.Context, tx pgx.Tx, at time.Time, s Subject) ([]string, error)
	// Bytes removes what is kept as bytes, which the database cannot search, where it holds a name.
	Bytes func(ctx context.Context, tx pgx.Tx, m *Matcher) ([]string, error)
	// After works out again what derives from rows whose words changed, by their tables.
	After func(ctx context.Context, tx pgx.Tx, rows map[string][]int64) error
}

// How says what a column may hold of somebody.
type How int

// What a column may hold.
const (
	Closed  How = iota + 1 // a code, a number, a hash: nothing that anybody types
	Typed                  // words that somebody typed: shown before they are changed
	Query                  // the same as the query of an address
	Named                  // what a person is called or reached by: found, never rewritten
	Copied                 // what a machine kept of words: rewritten without asking
	Derived                // worked out from other columns, by After or as Folds say
	Bytes                  // what Holder.Bytes looks into, or what cannot be looked into
)

// Table is what a room says of one of its tables. Columns of numbers, days and truths need not be said.
type Table struct {
	Name    string
	Key     string // the column that tells rows apart; "": id
	Thing   string // « Tâche »
	Title   string // the column that says which; "": none
	Place   string // the kind of thing that has a page; a column's name after "=": that column holds the kind
	PlaceID string // the column that holds its id; "": id
	Columns map[string]How
	Folds   map[string]string // a column that french.Fold writes, from another
	Most    map[string]int    // characters that a column holds at most
	Wipe    string            // SQL that empties a row of copies as a whole, where it names her; "": its words are rewritten
}
