package rooms_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/calendar"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/space"
	"parvis/internal/staff"
	"parvis/internal/workcal"
)

// TestWhatTheProgrammeKeepsIsWhatWouldBeRead has people do anything that the pages of a programme may show, on two servers.
func TestWhatTheProgrammeKeepsIsWhatWouldBeRead(t *testing.T) {
	t.Parallel()
	first := workcal.Of(2025, 6, 13)
	k := keepingOf(t, programme.ProjectDraft{Kind: programme.EventProgramme, Title: "JEA 2025", First: first, Last: first.AddDays(2)})
	k.read = k.programme
	k.all(k.programmeActs())
}

// programme is what the pages of a programme show.
func (k *keeping) programme(r rooms.Rooms, by account.By) map[string]any {
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
	p, err := r.Slots.OfProject(k.Context(), by, k.project)
	note("a programme", p, err)
	for i := range p.Slots { // whoever asks may change what she is given
		p.Slots[i].Notes = "changed"
	}
	slices.Reverse(p.Slots)
	slices.Reverse(p.Activities)
	slices.Reverse(p.Spaces)
	slices.Reverse(p.Conflicts)
	for _, f := range []activity.Filter{{}, {Sort: activity.ByProject, Down: true}, {Text: "maison"}} {
		list, counts, err := r.Activities.List(k.Context(), by, f)
		note(fmt.Sprint("activities ", f), []any{list, counts}, err)
		slices.Reverse(list)
		of, err := r.Activities.OfProject(k.Context(), by, k.project, f)
		note(fmt.Sprint("its activities ", f), of, err)
		slices.Reverse(of.Activities)
	}
	team, err := r.Staff.OfProject(k.Context(), by, k.project)
	note("who holds it", team, err)
	slices.Reverse(team.Members)
	slices.Reverse(team.Absences)
	slices.Reverse(team.Elsewhere)
	clear(team.Needs)
	there := by // on the day itself
	there.At = time.Date(2025, 6, 13, 10, 10, 20, 0, postgres.Paris)
	now, err := r.Daybook.Now(k.Context(), there, k.project, workcal.Of(2025, 6, 13))
	note("the day", now, err)
	slices.Reverse(now.Places)
	clear(now.Phones)
	month, err := r.Slots.Between(k.Context(), by, workcal.Of(2025, 6, 1), workcal.Of(2025, 6, 30))
	note("a month", month, err)
	slices.Reverse(month)
	for i, id := range ids(p.Slots) {
		if i == 2 {
			break
		}
		one, err := r.Slots.Slot(k.Context(), by, id)
		note("a slot", one, err)
		slices.Reverse(one.Beside)
		slices.Reverse(one.Conflicts)
	}
	return all
}

func ids(list []slot.Slot) []int64 {
	var all []int64
	for _, s := range list {
		all = append(all, s.ID)
	}
	slices.Sort(all)
	return all
}

// programmeActs are what people do that a page of the programme may show.
func (k *keeping) programmeActs() map[string]func(rooms.Rooms) error {
	some := func(table string) int64 { return k.some(`SELECT id FROM ` + table + ` ORDER BY id`) }
	standing := func() int64 {
		return k.some(`SELECT o.id FROM postings o JOIN slots_named s ON s.id = o.slot_id WHERE o.ended_at IS NULL AND s.living ORDER BY o.id`)
	}
	day := func() workcal.Date { return workcal.Of(2025, 6, 13).AddDays(k.random.IntN(3)) }
	draft := func() slot.Draft {
		from := 9*60 + 30*k.random.IntN(6)
		return slot.Draft{ActivityID: some("activities"), Times: slot.Times{Day: day(), From: from, To: from + 60}, Space: partner.Ref{ID: k.some(`SELECT id FROM spaces WHERE deleted_at IS NULL ORDER BY id`)}, Capacity: 30, SetUp: 30}
	}
	booking := func() equipment.BookingDraft {
		return equipment.BookingDraft{Purpose: pick(k, "Montage", "Essai"), First: day(), From: 9 * 60, Last: workcal.Of(2025, 6, 15), To: 12 * 60, What: pick(k, "1 table", "2 tables", "1 barnum")}
	}
	outsider := func() crew.Draft {
		return crew.Draft{Name: pick(k, "Nadia Rahmani", "Marc Delaunay"), Kind: crew.Temporary, Skills: pick(k, "", "LSF"), Active: true}
	}
	hall := func() space.Draft {
		return space.Draft{Name: pick(k, "Auditorium", "Cour", "Atelier"), Seated: pick(k, 0, 20, 80), Active: true}
	}
	acts := k.acts() // what concerns people, projects and organisations, and what is taken back
	mine := map[string]func(rooms.Rooms) error{}
	for _, shared := range []string{"add an organisation", "edit an organisation", "merge", "undo", "call somebody otherwise", "change how the project stands", "join the project"} {
		mine[shared] = acts[shared]
	}
	for name, act := range map[string]func(rooms.Rooms) error{
		"add an activity": func(r rooms.Rooms) error {
			_, err := r.Activities.Create(k.gesture(), k.head, "", k.project, activity.Draft{Kind: activity.Visit, Title: k.name(), PerStaff: 10, Organisations: []partner.Ref{{ID: k.some(`SELECT id FROM organisations WHERE deleted_at IS NULL ORDER BY id`)}}})
			return err
		},
		"change the state of an activity": func(r rooms.Rooms) error {
			id := some("activities")
			return r.Activities.SetState(k.gesture(), k.head, id, k.version("activities", id), pick(k, activity.Retained, activity.Announced, activity.SetAside), "")
		},
		"throw an activity":   func(r rooms.Rooms) error { return r.Activities.Delete(k.gesture(), k.head, some("activities")) },
		"restore an activity": func(r rooms.Rooms) error { return r.Activities.Restore(k.gesture(), k.head, some("activities")) },
		"add a space": func(r rooms.Rooms) error {
			_, err := r.Spaces.Create(k.gesture(), k.head, "", hall())
			return err
		},
		"edit a space": func(r rooms.Rooms) error {
			id := some("spaces")
			return r.Spaces.Edit(k.gesture(), k.head, id, k.version("spaces", id), hall())
		},
		"throw a space": func(r rooms.Rooms) error { return r.Spaces.Delete(k.gesture(), k.head, some("spaces")) },
		"add a slot": func(r rooms.Rooms) error {
			_, _, err := r.Slots.Create(k.gesture(), k.head, "", k.project, draft(), true)
			return err
		},
		"edit a slot": func(r rooms.Rooms) error {
			id := some("slots")
			_, err := r.Slots.Edit(k.gesture(), k.head, id, k.version("slots", id), draft(), true)
			return err
		},
		"plan or cancel a slot": func(r rooms.Rooms) error {
			_, err := r.Slots.SetStatus(k.gesture(), k.head, k.project, []int64{k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`)}, pick(k, slot.Planned, slot.Planned, slot.Planned, slot.Cancelled), "", true)
			return err
		},
		"throw a slot":   func(r rooms.Rooms) error { return r.Slots.Delete(k.gesture(), k.head, some("slots")) },
		"restore a slot": func(r rooms.Rooms) error { return r.Slots.Restore(k.gesture(), k.head, some("slots")) },
		"register a group": func(r rooms.Rooms) error {
			_, err := r.Slots.Register(k.gesture(), k.head, "", some("slots"), slot.Group{Name: "5e B", People: 12, Organisation: partner.Ref{ID: k.some(`SELECT id FROM organisations WHERE deleted_at IS NULL ORDER BY id`)}}, k.random.IntN(2) == 0)
			return err
		},
		"remove a group": func(r rooms.Rooms) error {
			_, err := r.Slots.RemoveGroup(k.gesture(), k.head, some("registrations"))
			return err
		},
		"say what a slot needs": func(r rooms.Rooms) error {
			id := some("slots")
			s, err := r.Staff.OfSlot(k.Context(), k.head, id)
			if err != nil {
				return err
			}
			return r.Staff.SetNeeds(k.gesture(), k.head, id, s.Version, pick(k, "1 médiatrice LSF", "2 accueils", "1 médiatrice LSF\n2 accueils"))
		},
		"add somebody without account": func(r rooms.Rooms) error { _, err := r.Crew.Create(k.gesture(), k.head, "", outsider()); return err },
		"edit somebody without account": func(r rooms.Rooms) error {
			id := some("outsiders")
			return r.Crew.Edit(k.gesture(), k.head, id, k.version("outsiders", id), outsider())
		},
		"throw somebody without account": func(r rooms.Rooms) error { return r.Crew.Delete(k.gesture(), k.head, some("outsiders")) },
		"rename a skill": func(r rooms.Rooms) error {
			id := some("skills")
			return r.Crew.RenameSkill(k.gesture(), k.head, id, k.version("skills", id), crew.SkillDraft{Name: pick(k, "LSF", "langue des signes")})
		},
		"know how to do something": func(r rooms.Rooms) error {
			known := k.some(`SELECT id FROM skills WHERE deleted_at IS NULL ORDER BY id`)
			return r.Crew.SetSkills(k.gesture(), k.head, k.team.ID, []int64{known}, pick(k, nil, []string{"LSF"}))
		},
		"give a need": func(r rooms.Rooms) error {
			hand := pick(k, crew.OfPerson(k.team.ID), crew.OfOutsider(some("outsiders")))
			_, err := r.Staff.Give(k.gesture(), k.head, k.some(`SELECT n.id FROM slot_needs n JOIN slots_named s ON s.id = n.slot_id WHERE n.deleted_at IS NULL AND s.living ORDER BY n.id`), hand, true)
			return err
		},
		"take a need back": func(r rooms.Rooms) error {
			_, err := r.Staff.Take(k.gesture(), k.head, standing())
			return err
		},
		"answer": func(r rooms.Rooms) error {
			_, err := r.Staff.Answer(k.gesture(), k.head, standing(), pick(k, staff.Yes, staff.No))
			return err
		},
		"tell people": func(r rooms.Rooms) error {
			_, err := r.Staff.Tell(k.gesture(), k.head, k.project, crew.Hand(k.some(`SELECT o.hand FROM postings o JOIN slots_named s ON s.id = o.slot_id WHERE s.living AND s.status = 'planned' ORDER BY o.id`)))
			return err
		},
		"note what happens": func(r rooms.Rooms) error {
			kind := pick(k, daybook.Incident, daybook.Message, daybook.Delay)
			d := daybook.Draft{Kind: kind, Body: k.name()}
			if kind == daybook.Delay {
				d.Slot, d.Minutes = k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`), 10
			}
			_, err := r.Daybook.Note(k.gesture(), k.head, fmt.Sprintf("%020d", k.random.Int64()), k.project, workcal.Of(2025, 6, 13), k.head.At, d)
			return err
		},
		"close an incident": func(r rooms.Rooms) error {
			id := k.some(`SELECT id FROM day_entries WHERE kind = 'incident' ORDER BY id`)
			return r.Daybook.Close(k.gesture(), k.head, id, k.version("day_entries", id), "")
		},
		"throw a line": func(r rooms.Rooms) error { return r.Daybook.Delete(k.gesture(), k.head, some("day_entries")) },
		"tick a line of the day": func(r rooms.Rooms) error {
			return r.Daybook.Tick(k.gesture(), k.head, fmt.Sprintf("%020d", k.random.Int64()), k.project, workcal.Of(2025, 6, 13), fmt.Sprint("montage:", k.some(`SELECT id FROM slots_named WHERE living AND status = 'planned' AND starts_at < '2025-06-14' ORDER BY id`)), k.random.IntN(3) > 0, k.head.At)
		},
		"say at which number one is called": func(r rooms.Rooms) error {
			phone, err := crew.ReadPhone(pick(k, "01 99 00 00 01", "01 99 00 00 02"))
			if err != nil {
				return err
			}
			return r.Daybook.SetPhone(k.gesture(), k.head, phone)
		},
		"count somebody": func(r rooms.Rooms) error {
			_, err := r.Attendance.Add(k.gesture(), k.head, attendance.Tap{Key: fmt.Sprintf("%020d", k.random.Int64()), Slot: k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`), Audience: 1, Measure: attendance.Present, N: 1, At: k.head.At})
			return err
		},
		"add something to lend": func(r rooms.Rooms) error {
			_, err := r.Equipment.Create(k.gesture(), k.head, "", equipment.Draft{Name: pick(k, "Table", "Barnum"), Category: equipment.Other, Quantity: 1 + k.random.IntN(3), Active: true})
			return err
		},
		"edit something to lend": func(r rooms.Rooms) error {
			id := some("equipment")
			return r.Equipment.Edit(k.gesture(), k.head, id, k.version("equipment", id), equipment.Draft{Name: pick(k, "Table", "Barnum"), Category: equipment.Other, Quantity: 1 + k.random.IntN(3), Active: k.random.IntN(4) > 0})
		},
		"throw something to lend":   func(r rooms.Rooms) error { return r.Equipment.Delete(k.gesture(), k.head, some("equipment")) },
		"restore something to lend": func(r rooms.Rooms) error { return r.Equipment.Restore(k.gesture(), k.head, some("equipment")) },
		"book for a slot": func(r rooms.Rooms) error {
			n, err := r.Equipment.OfSlot(k.Context(), k.head, k.some(`SELECT id FROM slots_named WHERE living ORDER BY id`))
			if err != nil {
				return err
			}
			_, err = r.Equipment.SetSlot(k.gesture(), k.head, n.ID, n.Booking.Version, pick(k, "2 tables", "3 tables", "1 barnum", "2 tables\n2 barnums"), true)
			return err
		},
		"book by hand": func(r rooms.Rooms) error {
			_, _, err := r.Equipment.Book(k.gesture(), k.head, "", k.project, booking(), true)
			return err
		},
		"edit what is booked by hand": func(r rooms.Rooms) error {
			id := k.some(`SELECT id FROM bookings WHERE slot_id IS NULL ORDER BY id`)
			_, err := r.Equipment.EditBooking(k.gesture(), k.head, id, k.version("bookings", id), booking(), true)
			return err
		},
		"cancel what is booked by hand": func(r rooms.Rooms) error {
			_, err := r.Equipment.CancelBooking(k.gesture(), k.head, k.some(`SELECT id FROM bookings WHERE slot_id IS NULL ORDER BY id`))
			return err
		},
		"be away": func(r rooms.Rooms) error {
			_, err := r.Calendar.AddLeave(k.gesture(), k.team, calendar.Leave{PersonID: k.team.ID, First: day(), Last: workcal.Of(2025, 6, 15)}, "")
			return err
		},
	} {
		mine[name] = act
	}
	return mine
}
