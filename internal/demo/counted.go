package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// nightly is an activity of the Nuit des musées 2024.
type nightly struct {
	came
	price int64 // in cents; 0 is free, -1 is not known
}

// lastNight is the programme of the Nuit des musées 2024.
var lastNight = []nightly{
	{came{"Le musée à la lampe de poche", activity.Visit, "familles", 0, []int{clock(20, 0), clock(21, 0), clock(22, 0)}, 45, 20, []int{18, 20, 12}}, 0},
	{came{"Contes sous les voûtes", activity.Show, "familles", 0, []int{clock(19, 30), clock(21, 30)}, 40, 50, nil}, 0},
	{came{"Atelier des ombres", activity.Workshop, "enfants", 0, []int{clock(19, 0), clock(20, 30)}, 60, 14, []int{13, 14}}, 300},
	{came{"Concert de la Compagnie du Sas", activity.Show, "individuels", 0, []int{clock(22, 0)}, 60, 120, nil}, 800},
	{came{"Danse dans la galerie", activity.Show, "jeunes", 0, []int{clock(20, 0), clock(23, 0)}, 30, 0, nil}, -1},
	{came{"Visite des réserves", activity.Visit, "adultes", 0, []int{clock(19, 0), clock(21, 0)}, 60, 12, []int{12, 9}}, 0},
}

// rememberNight tells the Nuit des musées 2024: it took place, was counted, and is in the archive.
func (s story) rememberNight(ctx context.Context) error {
	begun := workcal.Of(2024, time.February, 5)
	by := s.people[samir].At(at(begun, 10, 0))
	events, err := s.rooms.Programme.Events(ctx, by, 2024)
	if err != nil {
		return err
	}
	draft := programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Nuit des musées 2024", ShortName: "Nuit 2024", PilotID: by.ID, Audiences: "Familles, jeunes."}
	var first workcal.Date
	for _, e := range events {
		if e.SeriesKey == "nuit-des-musees" {
			draft.EventID, first = e.ID, e.First
		}
	}
	if draft.EventID == 0 {
		first = workcal.Of(2024, time.May, 18)
		draft.First, draft.Last = first, first
	}
	id, err := s.rooms.Programme.Create(ctx, by, "", draft)
	if err != nil {
		return describe(err)
	}
	choices, err := s.rooms.Slots.Adding(ctx, by, id)
	if err != nil {
		return err
	}
	for i, one := range lastNight {
		if err := s.holdNight(ctx, at(begun.AddDays(30+i), 10, 0), one, id, first, choices.Spaces[i%len(choices.Spaces)]); err != nil {
			return fmt.Errorf("%q in 2024: %w", one.title, describe(err))
		}
	}
	if err := s.countPast(ctx, id, []string{"Danse dans la galerie", "Visite des réserves"}, "Contes sous les voûtes"); err != nil {
		return err
	}
	if err := s.askVisitors(ctx, "nuit", id, "Sortie de la Nuit 2024", first, 1, 140); err != nil {
		return err
	}
	for _, st := range []step{{programme.Preparing, workcal.Of(2024, time.February, 6), samir}, {programme.Confirmed, workcal.Of(2024, time.February, 20), claire}, {programme.Running, first, samir}, {programme.Finished, first.AddDays(5), samir}} {
		if err := s.takeStep(ctx, id, st); err != nil {
			return err
		}
	}
	head := s.people[claire].At(at(first.AddDays(60), 16, 0))
	p, err := s.rooms.Programme.Project(ctx, head, id)
	if err != nil {
		return err
	}
	return describe(s.rooms.Programme.Archive(ctx, head, id, p.Version))
}

func (s story) holdNight(ctx context.Context, now time.Time, one nightly, project int64, day workcal.Date, space slot.Space) error {
	by := s.people[samir].At(now)
	d := activity.Draft{Kind: one.kind, Title: one.title, Audiences: one.who, Duration: one.lasts, Free: one.price == 0, Price: max(0, one.price), Booking: activity.NoBooking}
	id, err := s.rooms.Activities.Create(ctx, by, "", project, d)
	if err != nil {
		return err
	}
	if err := s.rooms.Activities.SetState(ctx, by, id, 1, activity.Announced, ""); err != nil {
		return err
	}
	for i, from := range one.hours {
		made, _, err := s.rooms.Slots.Create(ctx, by, "", project, slot.Draft{ActivityID: id, Times: slot.Times{Day: day, From: from, To: from + one.lasts}, Space: partner.Ref{ID: space.ID}, Capacity: one.places, Status: slot.Planned}, true)
		if err != nil {
			return err
		}
		if i < len(one.groups) {
			if _, err := s.rooms.Slots.Register(ctx, by, "", made, slot.Group{Name: "Inscrits de " + slot.Clock(from), People: one.groups[i]}, false); err != nil {
				return err
			}
		}
	}
	return nil
}

// countPast counts the slots of a past edition, as they were counted on its days: but the last one of each of two activities, for a reason, and that of a
// third one, of which nobody said anything.
func (s story) countPast(ctx context.Context, project int64, untold []string, forgotten string) error {
	head := s.people[claire].On(Day)
	all, err := s.rooms.Attendance.Audiences(ctx, head)
	if err != nil {
		return err
	}
	_, of, err := s.rooms.Attendance.OfProject(ctx, head, project)
	if err != nil {
		return err
	}
	last := map[string]int64{}
	for _, one := range of.Slots {
		last[one.Title] = one.ID
	}
	for i, one := range of.Slots {
		by := s.people[[]who{lucie, samir}[i%2]].At(one.End())
		switch {
		case one.ID == last[forgotten]:
			continue
		case one.ID == last[untold[0]] || one.ID == last[untold[1]]:
			reason := attendance.Closed
			if one.ID == last[untold[1]] {
				reason = attendance.Untold
			}
			if err := s.rooms.Attendance.SetReason(ctx, by, one.ID, reason); err != nil {
				return err
			}
			continue
		}
		came := max(one.Registered.N, 9+(7*i)%23)
		for j, share := range shares(one.Title, came) {
			if share == 0 {
				continue
			}
			tap := attendance.Tap{Key: fmt.Sprintf("exemple-%d-%d-public-%d", project, one.ID, j), Slot: one.ID, Audience: all[j].ID, Measure: attendance.Present, N: share, At: by.At.Add(-5 * time.Minute)}
			if _, err := s.rooms.Attendance.Add(ctx, by, tap); err != nil {
				return err
			}
		}
		if one.Registered.N > 0 && i%3 == 0 {
			tap := attendance.Tap{Key: fmt.Sprintf("exemple-%d-%d-absents", project, one.ID), Slot: one.ID, Measure: attendance.Absent, N: 1 + i%4, At: by.At}
			if _, err := s.rooms.Attendance.Add(ctx, by, tap); err != nil {
				return err
			}
		}
	}
	return nil
}

// shares parts people among the shipped audiences, by their place in the list: a class is a class, and the others are adults, families and young people.
func shares(title string, n int) map[int]int {
	if len(title) > 8 && title[:8] == "Vendredi" {
		return map[int]int{5: n - 2, 0: 2}
	}
	minors, young := n/5, n/8
	return map[int]int{0: n / 3, 1: n - n/3 - minors - young, 2: minors, 3: young}
}
