// Package files holds the files that people attach to a thing: the quote of a task, the poster of an event, the agreement
// of a project.
//
// It knows no kind of thing by itself: the room that owns one says what there is and who may read it (notice.Topic).
// What is sent is written to a private temporary file first, and looked at there: its type is its content's, never what
// its name or a browser says. It is then kept in one short transaction. Where the bytes are kept is behind Bytes.
package files

import (
	"time"

	"parvis/internal/french"
	"parvis/internal/journal"
)

const (
	// MostAtOnce is how many files may be added by one form.
	MostAtOnce = 10
	// MostOfOne is how many files one thing may have.
	MostOfOne = 200
)

// The fields of the form that adds files.
const (
	FieldFiles   = "fichiers"
	FieldAmounts = "montants"
)

// File is a file that was attached to a thing.
type File struct {
	ID            int64
	About         journal.Subject // what it is attached to, without its name
	Name          string
	Type          Type
	Size          int64
	SHA256        []byte
	Width, Height int  // in pixels, as it is shown; 0 for what is no picture
	Thumbnail     bool // it has one
	Amounts       bool // it tells amounts
	Scan          Scan
	AddedBy       string
	AddedByID     int64
	At            time.Time
	DeletedAt     *time.Time
	MayRemove     bool
	MayMark       bool // she may say that it tells amounts, or that it does not

	object string // of the S3 store; "" where the content is in the database
}

// Subject is the file as the journal names it: the journal is kept for ten years and read by everybody, and a name may tell
// an amount, or whom a file is about.
func (f File) Subject() journal.Subject { return journal.Subject{Kind: journal.File, ID: f.ID} }

// Facts are what is told of a file beside its name: « Document PDF, 2,4 Mo ».
func (f File) Facts() string { return f.Type.Label() + ", " + french.FileSize(f.Size) }

// Shelf is the files of a thing, as somebody sees them.
type Shelf struct {
	About   journal.Subject
	Project string // the project that the thing is in; "" for what is in none, or is one
	Files   []File // last added first
	MayAdd  bool
	MayMark bool // she may say that files she adds tell amounts
	Closed  bool // the thing may no longer be changed
}
