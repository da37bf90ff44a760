package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// sitting is when an activity of the story is held: on a day, in a space, at some hours, each time for as long.
type sitting struct {
	title string
	day   workcal.Date
	where string // a space; an address where at is set
	at    bool
	hours []int // minutes from midnight at which each begins
	lasts int   // minutes
	slot.Draft
}

// clock is minutes from midnight.
func clock(hour, minute int) int { return 60*hour + minute }

// each are the hours from one to another, every so many minutes.
func each(from, to, every int) []int {
	var list []int
	for at := from; at <= to; at += every {
		list = append(list, at)
	}
	return list
}

var (
	friday, saturday, sunday = day(time.June, 13), day(time.June, 14), day(time.June, 15)
	night                    = day(time.May, 17)
)

// sittings are the slots of the Journées de l'archéologie: the Friday for classes, the weekend for everybody; and, lighter, those of the Nuit des musées,
// which goes past midnight, of the Journées du patrimoine and of the Fête de la science. Two things do not hold, and wait to be settled: the
// auditorium on Saturday afternoon, and a court that is taken while it is still being cleared.
var sittings = []sitting{
	{title: "Vendredi des scolaires\u00a0: la stratigraphie en gâteau", day: friday, where: "Atelier pédagogique 1", hours: each(clock(9, 15), clock(15, 30), 75), lasts: 60, Draft: slot.Draft{Tidy: 15, Capacity: 30}},
	{title: "Vendredi des scolaires\u00a0: tessons à remonter", day: friday, where: "Atelier pédagogique 2", hours: each(clock(9, 30), clock(15, 30), 60), lasts: 45, Draft: slot.Draft{Tidy: 15, Capacity: 24}},
	{title: "Vendredi des scolaires\u00a0: l’enquête du fragment", day: friday, where: "Salle d’exposition temporaire", hours: each(clock(9, 30), clock(15, 0), 90), lasts: 50, Draft: slot.Draft{Capacity: 60}},
	{title: "Tailler le silex", day: friday, where: "Jardin archéologique", hours: []int{clock(10, 0), clock(14, 0)}, lasts: 90},
	{title: "Fouille pour tous", day: friday, where: "Cour", hours: []int{clock(10, 0), clock(14, 0)}, lasts: 60, Draft: slot.Draft{SetUp: 60, Tidy: 30, Capacity: 16}},

	{title: "Fouille pour tous", day: saturday, where: "Jardin archéologique", hours: each(clock(10, 0), clock(17, 0), 60), lasts: 60, Draft: slot.Draft{Capacity: 16}},
	{title: "Les gestes de l’archéologue", day: saturday, where: "Salle d’exposition temporaire", hours: []int{clock(10, 30), clock(14, 0), clock(16, 0)}, lasts: 75, Draft: slot.Draft{Capacity: 25}},
	{title: "Qu’est-ce qu’un trésor\u00a0?", day: saturday, where: "Auditorium", hours: []int{clock(15, 0)}, lasts: 60, Draft: slot.Draft{Tidy: 15, Capacity: 80}},
	{title: "Courts métrages de chantiers", day: saturday, where: "Auditorium", hours: []int{clock(11, 0), clock(15, 30)}, lasts: 80, Draft: slot.Draft{Capacity: 80}},
	{title: "Lire l’âge d’un arbre", day: saturday, where: "Hall d’accueil", hours: []int{clock(10, 0), clock(14, 0)}, lasts: 120},
	{title: "Tailler le silex", day: saturday, where: "Cour", hours: []int{clock(10, 30), clock(14, 30)}, lasts: 90, Draft: slot.Draft{Tidy: 45}},
	{title: "Le feu sans allumette", day: saturday, where: "Cour", hours: []int{clock(12, 15), clock(16, 45)}, lasts: 75},
	{title: "Modeler comme au Néolithique", day: saturday, where: "Atelier pédagogique 1", hours: []int{clock(10, 0), clock(11, 30), clock(14, 0), clock(15, 30)}, lasts: 60, Draft: slot.Draft{Tidy: 30, Capacity: 14}},
	{title: "Visite tactile\u00a0: l’objet dans la main", day: saturday, where: "Salle de conférence", hours: []int{clock(10, 30), clock(14, 30)}, lasts: 75, Draft: slot.Draft{Capacity: 8}},
	{title: "Visite facile à comprendre", day: saturday, where: "Atelier pédagogique 2", hours: []int{clock(14, 0)}, lasts: 60, Draft: slot.Draft{Capacity: 8}},
	{title: "Dessine ta fouille", day: saturday, where: "Hall d’accueil", hours: []int{clock(16, 15)}, lasts: 75, Draft: slot.Draft{Status: slot.Proposed}},
	{title: "Contes de la terre retournée", day: saturday, where: "Auditorium", hours: []int{clock(17, 15)}, lasts: 50, Draft: slot.Draft{Capacity: 120, Status: slot.Proposed}},
	{title: "Visite éclair", day: saturday, where: "Salle d’exposition temporaire", hours: []int{clock(12, 0), clock(12, 30), clock(13, 0), clock(17, 30)}, lasts: 10, Draft: slot.Draft{Capacity: 15}},

	{title: "Fouille pour tous", day: sunday, where: "Jardin archéologique", hours: each(clock(10, 0), clock(16, 0), 60), lasts: 60, Draft: slot.Draft{Capacity: 16}},
	{title: "Les gestes de l’archéologue", day: sunday, where: "Salle d’exposition temporaire", hours: []int{clock(10, 30), clock(15, 0)}, lasts: 75, Draft: slot.Draft{Capacity: 25}},
	{title: "Courts métrages de chantiers", day: sunday, where: "Auditorium", hours: []int{clock(11, 0), clock(15, 30)}, lasts: 80, Draft: slot.Draft{Capacity: 80}},
	{title: "Lire l’âge d’un arbre", day: sunday, where: "Hall d’accueil", hours: []int{clock(10, 0), clock(14, 0)}, lasts: 120},
	{title: "Tailler le silex", day: sunday, where: "Cour", hours: []int{clock(10, 30), clock(14, 30)}, lasts: 90, Draft: slot.Draft{Tidy: 30}},
	{title: "Le feu sans allumette", day: sunday, where: "Cour", hours: []int{clock(16, 15)}, lasts: 75},
	{title: "Modeler comme au Néolithique", day: sunday, where: "Atelier pédagogique 1", hours: []int{clock(10, 0), clock(11, 30), clock(14, 0), clock(15, 30)}, lasts: 60, Draft: slot.Draft{Tidy: 30, Capacity: 14}},
	{title: "Visite tactile\u00a0: l’objet dans la main", day: sunday, where: "Salle de conférence", hours: []int{clock(14, 30)}, lasts: 75, Draft: slot.Draft{Capacity: 8}},
	{title: "Visite facile à comprendre", day: sunday, where: "Atelier pédagogique 2", hours: []int{clock(10, 30), clock(14, 0)}, lasts: 60, Draft: slot.Draft{Capacity: 8}},
	{title: "Visite éclair", day: sunday, where: "Salle d’exposition temporaire", hours: []int{clock(12, 0), clock(13, 0)}, lasts: 10, Draft: slot.Draft{Capacity: 15}},
	{title: "Le bac de fouille au centre social", day: saturday, where: "Centre socioculturel Le Phare", at: true, hours: []int{clock(10, 0)}, lasts: 90, Draft: slot.Draft{Capacity: 20, Status: slot.Proposed}},

	{title: "Visite à la lampe de poche", day: night, where: "Salle d’exposition temporaire", hours: []int{clock(20, 30), clock(21, 30), clock(22, 30), clock(23, 30)}, lasts: 40, Draft: slot.Draft{Capacity: 20}},
	{title: "Percussions dans l’atrium", day: night, where: "Hall d’accueil", hours: []int{clock(19, 0), clock(22, 0)}, lasts: 45, Draft: slot.Draft{SetUp: 60, Capacity: 150}},
	{title: "Ombres et silhouettes", day: night, where: "Atelier pédagogique 1", hours: []int{clock(18, 30), clock(20, 0)}, lasts: 45, Draft: slot.Draft{Capacity: 16}},
	{title: "Les réserves entrouvertes", day: day(time.September, 20), where: "Espace de médiation", hours: each(clock(10, 0), clock(16, 0), 60), lasts: 45, Draft: slot.Draft{Capacity: 12}},
	{title: "Dater sans date", day: day(time.October, 10), where: "Atelier pédagogique 1", hours: []int{clock(9, 30), clock(11, 0), clock(14, 0)}, lasts: 60, Draft: slot.Draft{Capacity: 30}},
}

// classes come on the Friday: at which slot, by its title and hour, how many.
var classes = []struct {
	title    string
	from     int
	class    string
	people   int
	adults   int
	needs    string
	waiting  bool
	inOffice who
}{
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", clock(9, 15), "CM1 A, école Voltaire", 26, 3, "", false, lucie},
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", clock(10, 30), "CM1 B, école Voltaire", 27, 3, "1 fauteuil", false, lucie},
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", clock(11, 45), "CM2, école Jules-Verne", 30, 4, "", false, lucie},
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", clock(11, 45), "CM2 bis, école Jules-Verne", 25, 3, "", true, lucie},
	{"Vendredi des scolaires\u00a0: la stratigraphie en gâteau", clock(13, 0), "CE2, école de la Paix", 24, 3, "", false, samir},
	{"Vendredi des scolaires\u00a0: tessons à remonter", clock(9, 30), "6e 2, collège des Chênes", 24, 2, "", false, samir},
	{"Vendredi des scolaires\u00a0: tessons à remonter", clock(10, 30), "6e 4, collège des Chênes", 23, 2, "2 places assises près de la porte", false, samir},
	{"Vendredi des scolaires\u00a0: tessons à remonter", clock(13, 30), "5e 1, collège de la Garenne", 24, 2, "", false, ines},
	{"Vendredi des scolaires\u00a0: l’enquête du fragment", clock(9, 30), "Deux classes de CM1, école Anatole-France", 52, 6, "", false, ines},
	{"Vendredi des scolaires\u00a0: l’enquête du fragment", clock(14, 0), "CE1, école de la Paix", 22, 3, "", false, ines},
	{"Modeler comme au Néolithique", clock(14, 0), "Atelier des ados, Le Phare", 10, 1, "", false, ines},
	{"Visite facile à comprendre", clock(14, 0), "Groupe du foyer des Tilleuls", 7, 2, "bancs sur le parcours", false, lucie},
}

// schedule has the service put its activities at their hours and places, enter the classes, and call one talk off.
func (s story) schedule(ctx context.Context, projects map[string]int64) error {
	spaces := map[string]int64{}
	list, err := s.rooms.Slots.Adding(ctx, s.people[lucie].At(at(day(time.March, 28), 9, 0)), projects[archaeology.short])
	if err != nil {
		return fmt.Errorf("read the spaces: %w", describe(err))
	}
	for _, one := range list.Spaces {
		spaces[one.Name] = one.ID
	}
	made := map[string]int64{}
	for i, one := range sittings {
		project := projects[archaeology.short]
		switch {
		case one.day == night:
			project = projects[museumNight.short]
		case one.day.Month() == time.September:
			project = projects[heritageDays.short]
		case one.day.Month() == time.October:
			project = projects[scienceFestival.short]
		}
		who := lucie
		if one.Status == slot.Proposed {
			who = ines
		}
		if err := s.sit(ctx, who, one, project, spaces, i, made); err != nil {
			return fmt.Errorf("put %q at its hours: %w", one.title, describe(err))
		}
	}
	for _, c := range classes {
		by := s.people[c.inOffice].At(at(day(time.April, 4), 10, 0))
		if _, err := s.rooms.Slots.Register(ctx, by, "", made[key(c.title, c.from)], slot.Group{Name: c.class, People: c.people, Companions: c.adults, Needs: c.needs}, c.waiting); err != nil {
			return fmt.Errorf("enter %q: %w", c.class, describe(err))
		}
	}
	_, err = s.rooms.Slots.SetStatus(ctx, s.people[samir].At(at(day(time.April, 4), 16, 0)), projects[archaeology.short], []int64{made[key("Le feu sans allumette", clock(16, 15))]}, slot.Cancelled,
		"La démonstratrice n’est pas libre le dimanche.", false)
	return describe(err)
}

func key(title string, from int) string { return fmt.Sprint(title, from) }

// sit makes the slots of a sitting, in spite of what does not hold.
func (s story) sit(ctx context.Context, who who, one sitting, project int64, spaces map[string]int64, n int, made map[string]int64) error {
	a, err := s.rooms.Slots.Adding(ctx, s.people[who].At(at(day(time.March, 28), 9, 0)), project)
	if err != nil {
		return err
	}
	for i, from := range one.hours {
		d := one.Draft
		for _, activity := range a.Activities {
			if activity.Title == one.title {
				d.ActivityID = activity.ID
			}
		}
		d.Times = slot.Times{Day: one.day, From: from, To: from + one.lasts}
		if one.at {
			d.Elsewhere = one.where
		} else {
			d.Space = partner.Ref{ID: spaces[one.where]}
		}
		id, _, err := s.rooms.Slots.Create(ctx, s.people[who].At(at(day(time.March, 28).AddDays(n/12), 9+n%8, i)), "", project, d, true)
		if err != nil {
			return err
		}
		if _, there := made[key(one.title, from)]; !there {
			made[key(one.title, from)] = id
		}
	}
	return nil
}
