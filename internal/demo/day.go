package demo

import (
	"context"
	"fmt"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// numbers are those at which the people of the service are called on the day.
var numbers = map[who]crew.Phone{claire: "+33199000031", samir: "+33199000032", lucie: "+33199000033", ines: "+33199000034"}

// phones has everybody say at which number she is called on the day.
func (s story) phones(ctx context.Context) error {
	for who, number := range numbers {
		if err := s.rooms.Daybook.SetPhone(ctx, s.people[who].At(at(day(time.April, 3), 9, 0)), number); err != nil {
			return fmt.Errorf("say at which number one is called: %w", describe(err))
		}
	}
	return nil
}

// noted is a line of the daybook of the story.
type noted struct {
	by     who
	day    workcal.Date
	h, m   int
	title  string // of the slot that it is of; "" for none
	from   int
	closed string // what was done, where somebody closed it afterwards
	daybook.Draft
}

var daybookLines = []noted{
	{by: claire, day: friday, h: 8, m: 40, Draft: daybook.Draft{Kind: daybook.Message, Body: "Bonjour à tous. Les classes entrent par la cour\u00a0; le hall reste libre pour les visiteurs."}},
	{by: ines, day: friday, h: 9, m: 32, title: "Vendredi des scolaires\u00a0: tessons à remonter", from: clock(9, 30), Draft: daybook.Draft{Kind: daybook.Delay, Minutes: 15, Body: "Le car du collège est bloqué sur le pont."}},
	{by: ines, day: friday, h: 10, m: 48, Draft: daybook.Draft{Kind: daybook.Incident, Place: "Atelier pédagogique 1", Body: "Un bac de fouille s’est fendu\u00a0: du sable sur le sol, sans blessé."}, closed: "Sol balayé, bac remplacé par celui de la réserve. À réparer la semaine prochaine."},
	{by: lucie, day: friday, h: 15, m: 20, Draft: daybook.Draft{Kind: daybook.Note, Body: "Les classes de CM1 demandent un document à emporter\u00a0: y penser pour l’an prochain."}},
	{by: claire, day: saturday, h: 8, m: 45, Draft: daybook.Draft{Kind: daybook.Message, Body: "Orages annoncés vers 17 h\u00a0: le jardin sera replié à 16 h 45. Gardez votre téléphone sur vous."}},
	{by: samir, day: saturday, h: 9, m: 50, Draft: daybook.Draft{Kind: daybook.Incident, Place: "Hall d’accueil", Body: "L’ascenseur du hall est à l’arrêt. Le technicien est attendu.", Done: "Accès par la rampe de la cour, panneau posé."}},
	{by: ines, day: saturday, h: 10, m: 5, title: "Modeler comme au Néolithique", from: clock(10, 0), Draft: daybook.Draft{Kind: daybook.Delay, Minutes: 10, Body: "Les fours n’étaient pas prêts."}},
}

// Live tells what the days before the one that the demonstration lives are remembered by, and its own morning: from the Saturday of the Journées de
// l'archéologie on. Told again, it changes nothing.
func Live(ctx context.Context, r rooms.Rooms, today workcal.Date) error {
	if today < saturday {
		return nil
	}
	s := story{rooms: r, people: map[who]account.Person{}}
	list, err := r.Accounts.People(ctx, account.Console().On(today))
	if err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	for _, m := range list {
		for w, identity := range identities {
			if strings.EqualFold(m.Email, identity.Email) {
				s.people[w] = m.Person
			}
		}
	}
	slots, err := r.Slots.Between(ctx, s.people[claire].On(today), friday, saturday)
	if err != nil || len(slots) == 0 || len(s.people) != len(identities) {
		return err
	}
	if err := s.countAll(ctx, slots); err != nil {
		return fmt.Errorf("demo: %w", describe(err))
	}
	if err := s.noteAll(ctx, slots); err != nil {
		return fmt.Errorf("demo: %w", describe(err))
	}
	return nil
}

// countAll counts the Friday, but for two slots of which one nobody told, and the beginning of the Saturday.
func (s story) countAll(ctx context.Context, slots []slot.Slot) error {
	audiences := map[string]int64{}
	all, err := s.rooms.Attendance.Audiences(ctx, s.people[claire].On(friday))
	if err != nil {
		return err
	}
	for _, a := range all {
		audiences[a.Name] = a.ID
	}
	for i, one := range slots {
		if one.Status != slot.Planned || one.Day == saturday && one.From > clock(11, 0) {
			continue
		}
		by := s.people[[]who{ines, lucie, samir}[i%3]].At(one.End())
		if one.Day == friday && one.Activity.Title == "Tailler le silex" {
			if one.From > clock(12, 0) {
				if err := s.rooms.Attendance.SetReason(ctx, by, one.ID, attendance.Untold); err != nil {
					return err
				}
			}
			continue
		}
		for j, part := range partsOf(one) {
			tap := attendance.Tap{Key: fmt.Sprintf("demonstration-compte-%d-%d", one.ID, j), Slot: one.ID, Audience: audiences[part.audience], Measure: attendance.Present, N: part.n, At: one.Start().Add(time.Duration(5+j) * time.Minute)}
			if part.audience == "" {
				tap.Measure = attendance.Absent
			}
			if _, err := s.rooms.Attendance.Add(ctx, by, tap); err != nil {
				return err
			}
		}
	}
	return nil
}

type counted struct {
	audience string // "" for those who did not come
	n        int
}

// partsOf is who came to a slot: two of a class lack now and then; at the weekend families and others come as they like.
func partsOf(s slot.Slot) []counted {
	if s.Taken > 0 {
		missing := int(s.ID % 3)
		school := "Scolaires, élémentaire"
		if s.Activity.Title == "Vendredi des scolaires\u00a0: tessons à remonter" {
			school = "Scolaires, collège"
		}
		return []counted{{school, s.Taken - missing}, {"Adultes", s.Companions}, {"", missing}}
	}
	n := int(s.ID)
	return []counted{{"Familles", 4 + n%5}, {"Adultes", 2 + n%4}, {"18–25 ans", n % 3}}
}

func (s story) noteAll(ctx context.Context, slots []slot.Slot) error {
	for i, one := range daybookLines {
		d := one.Draft
		project := int64(0)
		for _, at := range slots {
			if at.Day == one.day && project == 0 && at.Status == slot.Planned {
				project = at.Project.ID
			}
			if at.Day == one.day && at.Activity.Title == one.title && at.From == one.from {
				d.Slot = at.ID
			}
		}
		when := at(one.day, one.h, one.m)
		id, err := s.rooms.Daybook.Note(ctx, s.people[one.by].At(when), fmt.Sprintf("demonstration-note-%d", i), project, one.day, when, d)
		if err != nil {
			return err
		}
		e, err := s.rooms.Daybook.Entry(ctx, s.people[samir].At(when), id)
		if err != nil || one.closed == "" || !e.Open() {
			if err != nil {
				return err
			}
			continue
		}
		if err := s.rooms.Daybook.Close(ctx, s.people[samir].At(when.Add(25*time.Minute)), id, e.Version, one.closed); err != nil {
			return err
		}
	}
	return nil
}
