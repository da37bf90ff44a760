package walks_test

import (
	"context"
	"net/url"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/demo"
	"parvis/internal/equipment"
	"parvis/internal/outing"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/web/serve"
	"parvis/web/urls"
)

// seats adds a slot with a group that comes and one that waits though there are places for it, and gives the pages that offer acts of theirs.
func seats(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	visit, err := h.Activities.Create(ctx, claire, "", project, activity.Draft{Kind: activity.Visit, Title: "Visite du car"})
	if err != nil {
		return nil, err
	}
	id, _, err := h.Slots.Create(ctx, claire, "", project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: demo.Day.AddDays(90), From: 600, To: 660}, Capacity: 30}, false)
	if err != nil {
		return nil, err
	}
	group, err := h.Slots.Register(ctx, claire, "", id, slot.Group{Name: "CE2 B", People: 12}, false)
	if err != nil {
		return nil, err
	}
	_, err = h.Slots.Register(ctx, claire, "", id, slot.Group{Name: "Famille", People: 4}, true)
	if err != nil {
		return nil, err
	}
	if err := h.Staff.SetNeeds(ctx, claire, id, 0, "2 accueils; 1 guide"); err != nil {
		return nil, err
	}
	s, err := h.Staff.OfSlot(ctx, claire, id)
	if err != nil {
		return nil, err
	}
	if _, err = h.Staff.Give(ctx, claire, s.Needs[0].ID, crew.OfPerson(claire.ID), true); err != nil {
		return nil, err
	}
	lent, err := lend(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	at, err := theDay(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	gathered, err := gathers(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	lent = append(lent, gathered...)
	read, err := answers(ctx, h, claire, project)
	return append(append(append(lent, at...), read...), urls.Slot(id), urls.Group(group), urls.SlotNeeds(id), urls.SlotNeed(s.Needs[0].ID), urls.ProjectStaff(project), urls.StaffTell(project), urls.MySlots()), err
}

// lend books something for a slot and something by hand, and gives the pages that offer acts of theirs.
func lend(ctx context.Context, h rooms.Rooms, claire account.By, project, at int64) ([]string, error) {
	thing, err := h.Equipment.Create(ctx, claire, "", equipment.Draft{Name: "Tabouret des envois", Category: equipment.Furniture, Quantity: 40, Active: true})
	if err != nil {
		return nil, err
	}
	set, err := h.Equipment.CreateSet(ctx, claire, "", equipment.SetDraft{Name: "Lot des envois", What: "2 tabourets des envois"})
	if err != nil {
		return nil, err
	}
	if _, err := h.Equipment.SetSlot(ctx, claire, at, 1, "3 tabourets des envois", false); err != nil {
		return nil, err
	}
	day := demo.Day.AddDays(90)
	booked, _, err := h.Equipment.Book(ctx, claire, "", project, equipment.BookingDraft{Purpose: "Montage des envois", First: day, From: 480, Last: day, To: 1080, What: "4 tabourets des envois"}, false)
	if err != nil {
		return nil, err
	}
	b, err := h.Equipment.Booking(ctx, claire, booked)
	if err != nil {
		return nil, err
	}
	out, err := h.Outings.Create(ctx, claire, "", project, outing.Draft{Title: "Au centre des envois", Permit: outing.ToAsk})
	if err != nil {
		return nil, err
	}
	return []string{urls.ProjectOutings(project), urls.NewOuting(project), urls.Outing(out), urls.Equipment(), urls.EquipmentItem(thing), urls.EquipmentSet(set), urls.SlotEquipment(at), urls.Booking(booked), urls.BookingReturn(b.Lines[0].ID), urls.ProjectEquipment(project),
		urls.ProjectLoadingOf(project, url.Values{"jour": {day.String()}})}, nil
}

// theDay notes an incident of the slot, and counts at it.
func theDay(ctx context.Context, h rooms.Rooms, claire account.By, project, id int64) ([]string, error) {
	day := demo.Day.AddDays(90)
	entry, err := h.Daybook.Note(ctx, claire, serve.NewKey(), project, day, claire.At, daybook.Draft{Kind: daybook.Incident, Slot: id, Body: "Un car est en panne"})
	if err != nil {
		return nil, err
	}
	_, err = h.Attendance.Add(ctx, claire, attendance.Tap{Key: serve.NewKey(), Slot: id, Audience: 1, Measure: attendance.Present, N: 3, At: claire.At})
	return []string{urls.Day(project, day), urls.DayCount(project, id, day), urls.DayNotes(project, day, nil), urls.DayLists(project, day), urls.DayCalls(project, day), urls.DayEntry(entry), urls.DayEntryEdit(entry), urls.DayEntryDelete(entry), urls.Audiences(), urls.NewAudience(), urls.Audience(1),
		urls.Attendance(nil), urls.ProjectAttendance(project, nil), urls.SlotAttendance(id), urls.ProjectDoors(project), urls.NewDoor(project, id)}, err
}
