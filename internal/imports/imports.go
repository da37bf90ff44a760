// Package imports takes the rows of spreadsheets into the rooms of the house. A file is kept as it came, with what the person
// decided about it; looking at what it would do reads and never writes; then it is done wholly or not at all, as one act,
// which is taken back as one. The rooms say what they take from sheets (Kind).
//
//	Bring(ctx, by, kind, subject, name, data) (id, error)     keeps a file that can be read at all
//	Look(ctx, by, id) (Preview, error)                        what it would do now
//	Decide(ctx, by, id, version, choices) error               how it is read, what is corrected and left out
//	Run(ctx, by, id, seen) (<-chan struct{}, error)           does it; the channel is closed when it is over
//	Forget(ctx, by, id) error                                 throws the file away
//	Mine(ctx, by) ([]Import, error)
//
// A run is one transaction that nobody's page waits for: who leaves finds its progress again, whichever instance runs it. One that
// stops in the middle, with its process, has written nothing, and is found by its silence.
package imports

import (
	"time"

	"parvis/internal/exchange/intake"
	"parvis/internal/journal"
)

// State is how far an import is.
type State string

// The states, as stored. A running one that is silent was interrupted (Import.Interrupted).
const (
	Open    State = "open"
	Running State = "running"
	Done    State = "done"
)

// MostBytes is the largest file that is taken.
const MostBytes = 5 << 20

// Import is a file that was brought, and what became of it.
type Import struct {
	ID        int64
	Kind      string // the name of its Kind
	SubjectID int64  // what it goes into; 0 for the service
	Name      string // of the file, for showing only
	Size      int    // in bytes
	Choices   intake.Choices
	State     State
	Silent    bool // it runs, and has not said so for a while
	RowsDone  int
	RowsTotal int
	Failure   string // why the last run stopped, in a sentence
	Act       string // what it was done by; "" before
	Created   int    // rows, once it is done
	Changed   int
	Same      int
	Skipped   int
	PersonID  int64
	CreatedAt time.Time
	Version   int
}

// Interrupted tells whether its run stopped in the middle: nothing was written, and it can be run again.
func (i Import) Interrupted() bool { return i.State == Running && i.Silent }

// Running tells whether it is being done.
func (i Import) Running() bool { return i.State == Running && !i.Silent }

// Preview is what an import would do, or did.
type Preview struct {
	Import
	Into       journal.Subject // what it goes into, as it is called now
	Report     *intake.Report  // nil once it is done, or while it runs
	Unread     string          // why the file cannot be read with these choices, in a sentence
	Seen       string          // stands for what it was compared with: Run refuses another
	Remembered bool            // the columns are read as the last time for such a table
	Undone     bool            // what it did was taken back
}
