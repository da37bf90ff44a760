package programme

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/workcal"
)

// Waiting is a project in preparation, which waits for its confirmation.
type Waiting struct {
	ID          int64
	Version     int
	Kind        Kind
	Title       string
	ShortName   string
	Pilot       string
	First, Last workcal.Date
}

// Awaiting adds to a batch the reading of the projects that somebody may confirm and that wait for it, the soonest first; of
// nobody else's.
func Awaiting(list *[]Waiting, by account.By) account.Also {
	return func(b *pgx.Batch) {
		if by.Can(MayConfirm, access.Tie{}) {
			queueAwaiting(b, list)
		}
	}
}

// Changed adds to a batch the reading of what others did lately, newest first: in every project under way for the head, in
// those of which she is a member for anybody else.
func Changed(list *[]journal.Recent, by account.By, since time.Time, most int) account.Also {
	projects := herProjectsSQL
	if by.Role == access.Head {
		projects = liveProjectsSQL
	}
	return func(b *pgx.Batch) { journal.QueueRecent(b, list, projects, by.ID, since, most) }
}
