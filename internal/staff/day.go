package staff

import (
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Reading reads who holds slots in the batch of a room above this one: Queue or QueueDay, then Needs or Posts once the batch was read. Whoever calls
// them has asked whether their reader may.
type Reading struct {
	needs []needRow
	posts []postRow
}

// Queue adds to a batch the reading of what slots that are held need, with who has to be there: by name, no more is told of the slot.
func (r *Reading) Queue(b *pgx.Batch, slots []int64) {
	queueNeedsOf(b, &r.needs, slots)
	queueHolders(b, &r.posts, slots)
}

// QueueDay adds to a batch the reading of what everybody holds of a project on a day.
func (r *Reading) QueueDay(b *pgx.Batch, project int64, day workcal.Date) {
	queueDayPosts(b, &r.posts, project, slot.Times{Day: day}.Start(), slot.Times{Day: day.AddDays(1)}.Start())
}

// Needs gives what was read, by slot.
func (r *Reading) Needs() map[int64][]Need {
	slices.SortStableFunc(r.posts, func(a, b postRow) int { return strings.Compare(french.Fold(a.Name), french.Fold(b.Name)) })
	return together(r.needs, r.posts)
}

// Posts gives what was read of those who have to be there, by their names, then in time.
func (r *Reading) Posts() []Post {
	var list []Post
	for _, p := range postsOf(r.posts) {
		if p.Stands() {
			list = append(list, p)
		}
	}
	return list
}

// OnDuty reads, with what every page asks, whether somebody has something to do on the day of a moment: she has to be at a slot, or leads a project
// that holds one.
func OnDuty(person int64, at time.Time, into *bool) account.Also {
	day := workcal.FromTime(at)
	return func(b *pgx.Batch) {
		queueOnDuty(b, into, person, slot.Times{Day: day}.Start(), slot.Times{Day: day.AddDays(1)}.Start())
	}
}
