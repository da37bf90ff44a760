package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/activity"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// came is an activity of the year before: what it was, when it was held, and the groups that came to the first of its slots.
type came struct {
	title  string
	kind   activity.Kind
	who    string // audiences
	day    int    // of the event: 0 is the Friday
	hours  []int
	lasts  int
	places int
	groups []int // people of each, at the slots in their order
}

// lastYear is the programme of the Journées de l'archéologie 2024: lighter than the next one, and most of it comes again.
var lastYear = []came{
	{"Fouille pour tous", activity.Workshop, "familles, individuels", 1, each(clock(10, 0), clock(16, 0), 120), 60, 16, []int{14, 16, 12, 15}},
	{"Les gestes de l’archéologue", activity.Visit, "individuels", 1, []int{clock(10, 30), clock(15, 0)}, 75, 25, []int{18, 11}},
	{"Qu’est-ce qu’un trésor\u00a0?", activity.Talk, "adultes", 1, []int{clock(15, 0)}, 60, 80, []int{22}},
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", activity.Workshop, "scolaires", 0, []int{clock(9, 30), clock(11, 0), clock(14, 0)}, 60, 30, []int{27, 25, 29}},
	{"Vendredi des scolaires\u00a0: tessons à remonter", activity.Workshop, "scolaires", 0, []int{clock(9, 30), clock(14, 0)}, 45, 30, []int{26, 24}},
	{"Tailler le silex", activity.Stand, "familles, individuels", 2, []int{clock(10, 30), clock(14, 30)}, 90, 0, []int{31}},
	{"Le feu sans allumette", activity.Stand, "familles", 2, []int{clock(14, 0)}, 75, 0, nil},
	{"Modeler comme au Néolithique", activity.Workshop, "familles", 2, []int{clock(10, 0), clock(14, 0)}, 60, 14, []int{12, 14}},
	{"Visite tactile\u00a0: l’objet dans la main", activity.Visit, "personnes aveugles ou malvoyantes", 1, []int{clock(10, 30)}, 75, 8, []int{5}},
	{"Courts métrages de chantiers", activity.Screening, "adultes, jeunes", 1, []int{clock(18, 0)}, 80, 80, []int{9}},
	{"Bestiaire des fouilles", activity.Trail, "familles", 2, []int{clock(11, 0), clock(15, 0)}, 50, 40, []int{21, 33}},
	{"Une heure avec le numismate", activity.Visit, "adultes", 2, []int{clock(16, 0)}, 60, 15, []int{4}},
}

// remember tells the edition before the one that the demonstration is about, whose number is given: it took place, and is in the archive.
func (s story) remember(ctx context.Context, next int64) error {
	begun := workcal.Of(2024, time.January, 15)
	by := s.people[lucie].At(at(begun, 9, 30))
	events, err := s.rooms.Programme.Events(ctx, by, 2024)
	if err != nil {
		return err
	}
	draft := programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Trois jours d’archéologie au musée, 2024", ShortName: "JEA 2024", PilotID: by.ID, Opening: "9 h – 19 h",
		Objectives: "Ouvrir le jardin archéologique et les ateliers pendant trois jours.", Audiences: "Scolaires le vendredi, familles le week-end."}
	var first workcal.Date
	for _, e := range events {
		if e.SeriesKey == archaeology.series {
			draft.EventID, first = e.ID, e.First
		}
	}
	id, err := s.rooms.Programme.Create(ctx, by, "", draft)
	if err != nil {
		return describe(err)
	}
	choices, err := s.rooms.Slots.Adding(ctx, by, id)
	if err != nil {
		return err
	}
	for i, one := range lastYear {
		by := s.people[[]who{lucie, samir}[i%2]].At(at(begun.AddDays(30+i), 10, 0))
		if err := s.hold(ctx, by.At, one, i, id, first.AddDays(one.day), choices.Spaces); err != nil {
			return fmt.Errorf("%q in 2024: %w", one.title, describe(err))
		}
	}
	if err := s.countPast(ctx, id, []string{"Le feu sans allumette", "Courts métrages de chantiers"}, "Bestiaire des fouilles"); err != nil {
		return err
	}
	for _, st := range []step{{programme.Preparing, workcal.Of(2024, time.February, 1), lucie}, {programme.Confirmed, workcal.Of(2024, time.February, 12), claire}, {programme.Running, first, lucie}, {programme.Finished, first.AddDays(10), lucie}} {
		if err := s.takeStep(ctx, id, st); err != nil {
			return err
		}
	}
	if err := s.answerLastYear(ctx, id, first); err != nil {
		return fmt.Errorf("what visitors thought: %w", err)
	}
	head := s.people[claire].At(at(first.AddDays(90), 16, 0))
	p, err := s.rooms.Programme.Project(ctx, head, id)
	if err != nil {
		return err
	}
	if err := s.rooms.Programme.Archive(ctx, head, id, p.Version); err != nil {
		return describe(err)
	}
	by = s.people[lucie].At(at(archaeology.begun, 9, 50))
	if p, err = s.rooms.Programme.Project(ctx, by, next); err != nil {
		return err
	}
	return describe(s.rooms.Editions.SetBefore(ctx, by, next, p.Version, id))
}

// hold announces an activity of the year before, holds its slots and enters its groups.
func (s story) hold(ctx context.Context, now time.Time, one came, n int, project int64, day workcal.Date, spaces []slot.Space) error {
	by := s.people[[]who{lucie, samir}[n%2]].At(now)
	id, err := s.rooms.Activities.Create(ctx, by, "", project, activity.Draft{Kind: one.kind, Title: one.title, Audiences: one.who, Duration: one.lasts, Free: true, Booking: activity.NoBooking})
	if err != nil {
		return err
	}
	if err := s.rooms.Activities.SetState(ctx, by, id, 1, activity.Announced, ""); err != nil {
		return err
	}
	for i, from := range one.hours {
		made, _, err := s.rooms.Slots.Create(ctx, by, "", project, slot.Draft{ActivityID: id, Times: slot.Times{Day: day, From: from, To: from + one.lasts}, Space: partner.Ref{ID: spaces[n%len(spaces)].ID}, Capacity: one.places}, true)
		if err != nil {
			return err
		}
		if i >= len(one.groups) {
			continue
		}
		if _, err := s.rooms.Slots.Register(ctx, by, "", made, slot.Group{Name: "Groupe de " + slot.Clock(from), People: one.groups[i]}, false); err != nil {
			return err
		}
	}
	return nil
}
