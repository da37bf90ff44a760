package equipment

import (
	"context"
	"time"

	"parvis/internal/activity/clash"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// Gear finds what a project takes, for slot.Room.Equipped, with what others take of the same things from a moment to another one, and while it has them
// booked otherwise. One batch. It takes no turn: of two who move slots at once, the second sees afterwards what is lacking.
func Gear(ctx context.Context, q postgres.Querier, project int64, from, to time.Time) (slot.Gear, error) {
	own, others, err := gear(ctx, q, project, from, to)
	g := slot.Gear{Names: map[int64]string{}, Bookings: map[int64]string{}}
	for _, r := range own {
		if _, known := g.Names[r.Item]; !known {
			g.Names[r.Item] = r.Name
			g.Things = append(g.Things, clash.Thing{ID: r.Item, Usable: r.Usable})
		}
		t := clash.Take{Thing: r.Item, Count: r.Count, Slot: r.SlotID}
		if r.StartsAt != nil && r.EndsAt != nil {
			t.Booking, t.Span = r.Booking, clash.Span{Start: *r.StartsAt, End: *r.EndsAt}
			g.Bookings[r.Booking] = r.Purpose
		}
		g.Takes = append(g.Takes, t)
	}
	for _, r := range others {
		g.Takes = append(g.Takes, clash.Take{Thing: r.Item, Count: r.Count, Span: clash.Span{Start: r.FromAt, End: r.ToAt}})
	}
	return g, err
}
