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
	var rows gearRows
	if err := rows.read(ctx, q, project, from, to); err != nil {
		return slot.Gear{}, err
	}
	g := slot.Gear{Names: map[int64]string{}, Bookings: map[int64]string{}}
	for _, t := range rows.things {
		g.Things, g.Names[t.ID] = append(g.Things, clash.Thing{ID: t.ID, Usable: t.Usable}), t.Name
	}
	during := map[int64]clash.Span{}
	for _, b := range rows.booked {
		during[b.ID], g.Bookings[b.ID] = clash.Span{Start: b.StartsAt, End: b.EndsAt}, b.Purpose
	}
	for _, l := range rows.lines {
		t := clash.Take{Thing: l.Item, Count: l.Count, Slot: l.SlotID}
		if l.SlotID == 0 {
			t.Booking, t.Span = l.Booking, during[l.Booking]
		}
		g.Takes = append(g.Takes, t)
	}
	for _, o := range rows.others {
		g.Takes = append(g.Takes, clash.Take{Thing: o.Item, Count: o.Count, Span: clash.Span{Start: o.FromAt, End: o.ToAt}})
	}
	return g, nil
}
