package programme

import (
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
)

// Changed adds to a batch the reading of what others did lately, newest first: in every project under way for the head, in
// those of which she is a member for anybody else.
func Changed(list *[]journal.Recent, by account.By, since time.Time, most int) account.Also {
	projects := herProjectsSQL
	if by.Role == access.Head {
		projects = liveProjectsSQL
	}
	return func(b *pgx.Batch) { journal.QueueRecent(b, by.Sight(), list, projects, by.ID, since, most) }
}
