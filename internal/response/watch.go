package response

import (
	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/workcal"
)

// Gathering is a collection that somebody has to look at: it gathers less than was wanted, or it is over and its answers are to be read.
type Gathering struct {
	ID      int64
	Label   string
	Form    int64
	Project int64
	Title   string // of its project, or its short name
	Answers int
	Wanted  int           // 0: as many as come
	Last    *workcal.Date // until when it takes answers; nil: nobody said
	Closed  bool          // it takes none any more
}

// How long ahead it is told that a collection is under what was wanted, and after it that its answers may be read.
const (
	shortWithin = 14
	readFor     = 21
)

// ToWatch adds to a batch the collections that ask for something: those under what was wanted that close soon, or whose project's days are
// over, and those that closed lately with answers. Of every project for the head of service, of hers for anybody else.
func ToWatch(into *[]Gathering, by account.By, most int) account.Also {
	if !by.Can(MayRead, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) { queueWatched(b, into, by, most) }
}
