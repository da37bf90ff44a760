package rooms_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/logistics"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/workcal"
)

// TestWhatLogisticsKeepIsWhatWouldBeRead has people do anything that the pages of the equipment, of deliveries and outings, and those of a day may show, on
// two servers.
func TestWhatLogisticsKeepIsWhatWouldBeRead(t *testing.T) {
	t.Parallel()
	first := workcal.Of(2025, 6, 13)
	k := keepingOf(t, programme.ProjectDraft{Kind: programme.EventProgramme, Title: "JEA 2025", First: first, Last: first.AddDays(2)})
	k.read = k.logistics
	acts := k.logisticsActs()
	for name, act := range k.programmeActs() {
		if acts[name] == nil { // what is lent has names of its own here
			acts[name] = act
		}
	}
	k.all(acts)
}

// logistics is what these pages show.
func (k *keeping) logistics(r rooms.Rooms, by account.By) map[string]any {
	k.Helper()
	all := map[string]any{}
	note := func(what string, v any, err error) {
		text, failed := json.Marshal(v)
		if failed != nil {
			k.Fatal(failed)
		}
		all[what] = string(text)
		if err != nil {
			all[what] = err.Error()
		}
	}
	day := workcal.Of(2025, 6, 13)
	items, err := r.Equipment.List(k.Context(), by, equipment.Filter{Sort: equipment.ByQuantity})
	note("the catalogue", items, err)
	slices.Reverse(items) // whoever asks may change what she is given
	sets, err := r.Equipment.Sets(k.Context(), by)
	note("the sets", sets, err)
	slices.Reverse(sets)
	board, err := r.Equipment.OfProject(k.Context(), by, k.project)
	note("what is booked", board, err)
	slices.Reverse(board.Bookings)
	slices.Reverse(board.Shortages)
	short, err := r.Equipment.Shortages(k.Context(), by, by.Today())
	note("what is lacking", short, err)
	slices.Reverse(short)
	hours, err := r.Equipment.Day(k.Context(), by, day)
	note("hour by hour", hours, err)
	slices.Reverse(hours.Things)
	for _, i := range items {
		takers, short, err := r.Equipment.Takers(k.Context(), by, i.ID, by.Today())
		note(fmt.Sprint("who takes ", i.ID), []any{takers, short}, err)
		one, err := r.Equipment.Item(k.Context(), by, i.ID)
		note(fmt.Sprint("thing ", i.ID), one, err)
	}
	loads, err := r.Equipment.Loadings(k.Context(), by, k.project)
	note("the days of loading", loads, err)
	lists, err := r.Equipment.LoadingLists(k.Context(), by, k.project, day)
	note("what is loaded", lists, err)
	slices.Reverse(lists)
	adding, err := r.Equipment.Adding(k.Context(), by, k.project)
	note("what may be booked", adding, err)
	slices.Reverse(adding.Items)
	clear(adding.People)
	if id := k.slotToAskOf(); id != 0 {
		plain, err := r.Slots.Plain(k.Context(), by, id)
		note("a slot alone", plain, err)
		needs, err := r.Staff.OfSlot(k.Context(), by, id)
		note("who holds it", needs, err)
		booked, err := r.Equipment.OfSlot(k.Context(), by, id)
		note("what it takes", booked, err)
		if err == nil && booked.May {
			free, err := r.Equipment.EditingSlot(k.Context(), by, booked)
			note("what is free for it", free, err)
		}
	}
	deliveries, err := r.Logistics.Deliveries(k.Context(), by, k.project)
	note("the deliveries", deliveries, err)
	slices.Reverse(deliveries.List)
	out, err := r.Outings.OfProject(k.Context(), by, k.project)
	note("the outings", out, err)
	slices.Reverse(out.Outings)
	for _, id := range k.every(`SELECT id FROM outings ORDER BY id`) {
		one, err := r.Outings.Outing(k.Context(), by, id)
		note(fmt.Sprint("outing ", id), one, err)
	}
	there := by // on the day itself
	there.At = time.Date(2025, 6, 13, 10, 10, 20, 0, postgres.Paris)
	for name, read := range map[string]func() (daybook.Day, error){
		"its account":     func() (daybook.Day, error) { return r.Daybook.Whole(k.Context(), there, k.project, day) },
		"what to count":   func() (daybook.Day, error) { return r.Daybook.Counts(k.Context(), there, k.project, day) },
		"what was noted":  func() (daybook.Day, error) { return r.Daybook.Noting(k.Context(), there, k.project, day) },
		"another account": func() (daybook.Day, error) { return r.Daybook.Whole(k.Context(), there, k.project, day.AddDays(1)) },
	} {
		d, err := read()
		note(name, d, err)
		slices.Reverse(d.Slots)
		slices.Reverse(d.Entries)
		slices.Reverse(d.Lists)
	}
	p, list, err := r.Daybook.ListsOf(k.Context(), there, k.project, day)
	note("what to do", []any{p, list}, err)
	slices.Reverse(list)
	phone, err := r.Daybook.Phone(k.Context(), there)
	note("one's own number", phone, err)
	p, people, err := r.Daybook.Duty(k.Context(), there, k.project, day)
	note("who is called", []any{p, people}, err)
	slices.Reverse(people)
	return all
}

// slotToAskOf is the first slot that there is.
func (k *keeping) slotToAskOf() int64 {
	ids, err := postgres.Scalars[int64](k.Context(), k.db, `SELECT min(id) FROM slots HAVING count(*) > 0`, nil)
	if err != nil {
		k.Fatal(err)
	}
	if len(ids) == 0 {
		return 0
	}
	return ids[0]
}

// logisticsActs are what people do besides that these pages may show.
func (k *keeping) logisticsActs() map[string]func(rooms.Rooms) error {
	some := func(table string) int64 { return k.some(`SELECT id FROM ` + table + ` ORDER BY id`) }
	thing := func() equipment.Draft {
		return equipment.Draft{Name: pick(k, "Table", "Barnum", "Tablier"), Category: equipment.Other, Quantity: 1 + k.random.IntN(3), Storage: pick(k, "", "Réserve A"), Active: k.random.IntN(4) > 0}
	}
	what := func() string { return pick(k, "1 table", "2 tables", "1 barnum", "2 tables\n1 barnum", "2 tabliers") }
	set := func() equipment.SetDraft {
		return equipment.SetDraft{Name: pick(k, "Conférence", "Atelier"), What: what()}
	}
	booking := func() equipment.BookingDraft {
		return equipment.BookingDraft{Purpose: pick(k, "Montage", "Essai"), First: workcal.Of(2025, 6, 13), From: 9 * 60, Last: workcal.Of(2025, 6, 14), To: 12 * 60, What: what()}
	}
	byHand := func() int64 { return k.some(`SELECT id FROM bookings WHERE slot_id IS NULL ORDER BY id`) }
	host := func() partner.Ref {
		return partner.Ref{ID: k.some(`SELECT id FROM organisations WHERE deleted_at IS NULL UNION SELECT 0 ORDER BY 1`)}
	}
	out := func() outing.Draft {
		return outing.Draft{Title: k.name(), Permit: pick(k, outing.Unknown, outing.Asked), Host: host()}
	}
	delivery := func() logistics.DeliveryDraft {
		return logistics.DeliveryDraft{Title: k.name(), State: logistics.Expected, Day: workcal.Of(2025, 6, 12), Organisation: host()}
	}
	loaded := func(r rooms.Rooms) (string, error) {
		lists, err := r.Equipment.LoadingLists(k.Context(), k.head, k.project, workcal.Of(2025, 6, 13))
		if err != nil || len(lists) == 0 {
			return "0", err
		}
		return pick(k, pick(k, lists...).Lines...).Ref(), nil
	}
	return map[string]func(rooms.Rooms) error{
		"add something to lend": func(r rooms.Rooms) error {
			_, err := r.Equipment.Create(k.gesture(), k.head, "", thing())
			return err
		},
		"edit something to lend": func(r rooms.Rooms) error {
			id := some("equipment")
			return r.Equipment.Edit(k.gesture(), k.head, id, k.version("equipment", id), thing())
		},
		"throw something to lend":   func(r rooms.Rooms) error { return r.Equipment.Delete(k.gesture(), k.head, some("equipment")) },
		"restore something to lend": func(r rooms.Rooms) error { return r.Equipment.Restore(k.gesture(), k.head, some("equipment")) },
		"add a set": func(r rooms.Rooms) error {
			_, err := r.Equipment.CreateSet(k.gesture(), k.head, "", set())
			return err
		},
		"edit a set": func(r rooms.Rooms) error {
			id := some("equipment_sets")
			return r.Equipment.EditSet(k.gesture(), k.head, id, k.version("equipment_sets", id), set())
		},
		"throw a set": func(r rooms.Rooms) error { return r.Equipment.DeleteSet(k.gesture(), k.head, some("equipment_sets")) },
		"put other things in a set": func(r rooms.Rooms) error { // as an import may, which writes the things alone
			_, err := k.db.Exec(k.Context(), `UPDATE equipment_set_items SET quantity = 1 + quantity % 3`)
			return err
		},
		"book for a slot": func(r rooms.Rooms) error {
			n, err := r.Equipment.OfSlot(k.Context(), k.head, k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`))
			if err != nil {
				return err
			}
			_, err = r.Equipment.SetSlot(k.gesture(), k.head, n.ID, n.Booking.Version, what(), true)
			return err
		},
		"book by hand": func(r rooms.Rooms) error {
			_, _, err := r.Equipment.Book(k.gesture(), k.head, "", k.project, booking(), true)
			return err
		},
		"edit what is booked by hand": func(r rooms.Rooms) error {
			id := byHand()
			_, err := r.Equipment.EditBooking(k.gesture(), k.head, id, k.version("bookings", id), booking(), true)
			return err
		},
		"cancel what is booked by hand": func(r rooms.Rooms) error {
			_, err := r.Equipment.CancelBooking(k.gesture(), k.head, byHand())
			return err
		},
		"send it elsewhere": func(r rooms.Rooms) error { // nothing more is taken by it
			_, err := k.db.Exec(k.Context(), `UPDATE bookings SET place = CASE place WHEN '' THEN 'Cour' ELSE '' END WHERE slot_id IS NULL`)
			return err
		},
		"load something": func(r rooms.Rooms) error {
			ref, err := loaded(r)
			if err != nil {
				return err
			}
			return r.Equipment.Tick(k.gesture(), k.head, ref, k.random.IntN(3) > 0, k.head.At)
		},
		"say that somebody else loaded it": func(r rooms.Rooms) error {
			_, err := k.db.Exec(k.Context(), `UPDATE booking_lines SET out_by = people.id FROM people WHERE out_at IS NOT NULL AND people.id <> out_by`)
			return err
		},
		"bring something back": func(r rooms.Rooms) error {
			ref, err := loaded(r)
			if err != nil {
				return err
			}
			return r.Equipment.Return(k.gesture(), k.head, ref, k.random.IntN(2), 0)
		},
		"plan a delivery": func(r rooms.Rooms) error {
			_, err := r.Logistics.CreateDelivery(k.gesture(), k.head, "", k.project, delivery())
			return err
		},
		"edit a delivery": func(r rooms.Rooms) error {
			id := some("deliveries")
			return r.Logistics.EditDelivery(k.gesture(), k.head, id, k.version("deliveries", id), delivery())
		},
		"throw a delivery": func(r rooms.Rooms) error { return r.Logistics.DeleteDelivery(k.gesture(), k.head, some("deliveries")) },
		"prepare an outing": func(r rooms.Rooms) error {
			_, err := r.Outings.Create(k.gesture(), k.head, "", k.project, out())
			return err
		},
		"edit an outing": func(r rooms.Rooms) error {
			id := some("outings")
			return r.Outings.Edit(k.gesture(), k.head, id, k.version("outings", id), out())
		},
		"throw an outing": func(r rooms.Rooms) error {
			_, err := r.Outings.Delete(k.gesture(), k.head, some("outings"))
			return err
		},
		"restore an outing": func(r rooms.Rooms) error { return r.Outings.Restore(k.gesture(), k.head, some("outings")) },
		"say why nobody counted": func(r rooms.Rooms) error {
			return r.Attendance.SetReason(k.gesture(), k.head, k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`), pick(k, attendance.Closed, attendance.Untold, ""))
		},
		"leave the project": func(r rooms.Rooms) error {
			return r.Programme.RemoveMember(k.gesture(), k.head, k.project, k.team.ID)
		},
	}
}
