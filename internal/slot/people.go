package slot

import (
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity/clash"
	"parvis/internal/postgres"
)

// Staff is who is given the slots of a project, and those of other projects that the same people are given around then. Somebody is one number
// here: a person of the service by hers, who has no account by minus hers.
type Staff struct {
	People map[int64][]int64 // by slot
	Beside []int64           // the slots of other projects among these
	Away   []clash.Away
	Names  map[int64]string // of the people
}

// StaffReader finds who is given the slots of a project.
type StaffReader func(ctx context.Context, q postgres.Querier, project int64) (Staff, error)

// Gear is what equipment the slots and the bookings of a project take, with what others take of the same things then.
type Gear struct {
	Things   []clash.Thing
	Takes    []clash.Take
	Names    map[int64]string // of the things
	Bookings map[int64]string // what those of no slot are for
}

// again is what is taken once so many new slots, -1, -2…, take what another one does.
func (g Gear) again(slot int64, n int) Gear {
	if slot == 0 {
		return g
	}
	takes := slices.Clone(g.Takes)
	for _, t := range g.Takes {
		if t.Slot == slot {
			for i := range n {
				t.Slot = -int64(i) - 1
				takes = append(takes, t)
			}
		}
	}
	g.Takes = takes
	return g
}

// GearReader finds what a project takes, and what others take of it from a moment to another one: both zero where the project has no slot.
type GearReader func(ctx context.Context, q postgres.Querier, project int64, from, to time.Time) (Gear, error)

// Copier gives slots that were made from another one what hangs on it, in their transaction.
type Copier func(ctx context.Context, tx pgx.Tx, by account.By, from int64, to []int64) error

// hooks are what rooms above this one do for it.
type hooks struct {
	staff  StaffReader
	gear   GearReader
	copies []Copier
}

// Staffed says who is given the slots: a room above this one knows.
func (r *Room) Staffed(read StaffReader) { r.staff = read }

// Equipped says what equipment is taken: a room above this one knows.
func (r *Room) Equipped(read GearReader) { r.gear = read }

// Repeating says what else a slot that is repeated gives to those that are made from it.
func (r *Room) Repeating(do Copier) { r.copies = append(r.copies, do) }

// TimesOf are the times of two moments, as clocks of Paris show them.
func TimesOf(start, end time.Time) Times { return timesOf(start, end) }

// Hold keeps slots from changing until the transaction ends, in the order of their numbers, and gives those that there are, in the trash or not,
// as they stand then.
func Hold(ctx context.Context, tx pgx.Tx, by account.By, ids []int64) ([]Slot, error) {
	return lock(ctx, tx, by, ids)
}

// Found gives slots, in the trash or not, in the order of their numbers.
func Found(ctx context.Context, q postgres.Querier, by account.By, ids []int64) ([]Slot, error) {
	return found(ctx, q, by, ids)
}

// Looked is the slot as conflicts are looked for, given to these people.
func (s Slot) Looked(people []int64) clash.Slot {
	one := s.looked()
	one.People = people
	return one
}

// Told names the slot with its hours: « « Film », de 14 h à 16 h ».
func (s Slot) Told() string { return told(&s) }
