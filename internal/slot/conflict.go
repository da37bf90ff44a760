package slot

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/activity/clash"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// How long it takes to go from a slot to the next one: within the museum, and to an address or from it.
const (
	Walk = 5 * time.Minute
	Trip = 30 * time.Minute
)

// Conflict is one thing that does not hold in a programme, with what it is about.
type Conflict struct {
	clash.Conflict
	Slot     *Slot // nil: it is of an activity as a whole
	Other    *Slot // of two, the second
	Space    Space
	Activity Activity
	Who      string // of a person
	Lacks    string // the thing of which there is not enough
	Booked   string // what it is booked for, where that is no slot
}

// asked are the conflicts that are told before they are made; the others are what lacks still.
var asked = []clash.Kind{clash.SpaceTwice, clash.PersonTwice, clash.PersonAway, clash.OverCapacity, clash.SetUp, clash.NotEnough, clash.NoTimeToGo, clash.OutsideEvent, clash.Closed}

// Grave tells whether somebody is asked before making such a conflict.
func (c Conflict) Grave() bool { return slices.Contains(asked, c.Kind) }

// Sentence says in French what does not hold: « Deux séances en même temps au même endroit (Auditorium) le samedi 14 juin 2025 : « Film », de
// 14 h à 16 h, et « Table ronde », de 15 h à 17 h. »
func (c Conflict) Sentence() string {
	switch c.Kind {
	case clash.SpaceTwice:
		return "Deux séances en même temps au même endroit (" + c.Space.Name + ") le " + c.Slot.Day.French() + "\u00a0: " + told(c.Slot) + ", et " + toldOn(c.Other, c.Slot.Day) + "."
	case clash.SetUp:
		return "Pas assez de temps pour ranger et monter entre deux séances (" + c.Space.Name + ") le " + c.Slot.Day.French() + "\u00a0: " + told(c.Slot) + ", puis " + toldOn(c.Other, c.Slot.Day) + "."
	case clash.OverCapacity:
		return told(c.Slot) + " le " + c.Slot.Day.French() + "\u00a0: la jauge, " + french.Number(c.Slot.Capacity) + ", dépasse les " + french.Count(c.Space.Capacity, "place", "places") + " de l’espace (" + c.Space.Name + ")."
	case clash.OutsideEvent:
		return told(c.Slot) + " est en dehors de l’événement\u00a0: le " + c.Slot.Day.French() + "."
	case clash.Closed:
		return told(c.Slot) + " le " + c.Slot.Day.French() + " est en dehors des heures d’ouverture du musée."
	case clash.NotEnough:
		of := "La réservation " + french.Quote(c.Booked)
		if c.Slot != nil {
			of = told(c.Slot) + " le " + c.Slot.Day.French()
		}
		return of + "\u00a0: pas assez de matériel à ces heures (" + c.Lacks + ", il en manque " + french.Number(c.Count) + ")."
	case clash.NoSlot:
		return french.Quote(c.Activity.Title) + " est annoncée et n’a aucune séance prévue."
	case clash.NoPlace:
		return told(c.Slot) + " le " + c.Slot.Day.French() + " est annoncée, et son lieu n’est pas connu."
	}
	if said := c.ofPeople(); said != "" {
		return said
	}
	return told(c.Slot) + " le " + c.Slot.Day.French() + "\u00a0: à vérifier."
}

// told names a slot with its hours: « « Film », de 14 h à 16 h ».
func told(s *Slot) string {
	return french.Quote(s.Activity.Title) + ", de " + Clock(s.From) + " à " + Clock(s.To)
}

// toldOn is told, with the day where it is another one.
func toldOn(s *Slot, day workcal.Date) string {
	said := told(s)
	if s.Day != day {
		said += " le " + s.Day.French()
	}
	return said
}

// Label says in few words what does not hold, for the card of one of its slots.
func (c Conflict) Label() string {
	if said := peopleLabels[c.Kind]; said != "" {
		return said
	}
	return map[clash.Kind]string{clash.SpaceTwice: "espace pris deux fois", clash.SetUp: "montage ou rangement trop court", clash.OverCapacity: "jauge au-dessus de l’espace",
		clash.OutsideEvent: "hors de l’événement", clash.Closed: "musée fermé", clash.NotEnough: "matériel insuffisant", clash.NoPlace: "lieu à préciser", clash.NoSlot: "sans séance"}[c.Kind]
}

// Beside is the other slot of a conflict of two; nil where there is none.
func (c Conflict) Beside(id int64) *Slot {
	if c.Slot != nil && c.Slot.ID != id {
		return c.Slot
	}
	return c.Other
}

// of tells whether the conflict is about a slot.
func (c Conflict) of(id int64) bool { return c.Conflict.Slot == id || c.Conflict.Other == id }

// scene is all that is looked at together to find what does not hold in a project.
type scene struct {
	project    Project
	slots      []Slot // of the project
	beside     []Slot // of other projects, where they may share a space
	spaces     []Space
	activities []Activity
	staff      *Staff // nil: nobody knows
	gear       Gear
	members    []int64 // people who work on the project
	open       opening
}

// readScene reads what a project's slots are looked at with, as they stand and with more that are to be.
func (r *Room) readScene(ctx context.Context, q postgres.Querier, by account.By, project int64, more []Draft) (scene, error) {
	var projects []ProjectRow
	var rows []row
	s := scene{}
	b := &pgx.Batch{}
	queueProject(b, &projects, by, project)
	queueProjectSlots(b, &rows, by, project)
	queueActivities(b, &s.activities, project)
	queueSpaces(b, &s.spaces)
	queueMembers(b, &s.members, project)
	queueOpening(b, &s.open, project)
	if err := q.SendBatch(ctx, b).Close(); err != nil {
		return s, postgres.Translate(err)
	}
	if len(projects) == 0 {
		return s, fault.Missing(nil)
	}
	s.project, s.slots = projects[0].Named(), slots(rows)
	if err := s.readBeside(ctx, q, by, more); err != nil {
		return s, err
	}
	if r.gear != nil {
		var err error
		from, to := s.span(more)
		if s.gear, err = r.gear(ctx, q, project, from, to); err != nil {
			return s, err
		}
	}
	if r.staff == nil {
		return s, nil
	}
	staff, err := r.staff(ctx, q, project)
	if err != nil {
		return s, err
	}
	s.staff = &staff
	elsewhere := slices.DeleteFunc(slices.Clone(staff.Beside), func(id int64) bool {
		return slices.ContainsFunc(s.beside, func(one Slot) bool { return one.ID == id })
	})
	if len(elsewhere) == 0 {
		return s, nil
	}
	others, err := found(ctx, q, by, elsewhere)
	s.beside = append(s.beside, others...)
	return s, err
}

// readBeside reads the slots of other projects that are held in the museum while those of the project, or these, are.
func (s *scene) readBeside(ctx context.Context, q postgres.Querier, by account.By, more []Draft) error {
	var from, to time.Time
	for _, d := range append(drafts(s.slots), more...) {
		if d.Space.ID == 0 || d.Day.IsZero() {
			continue
		}
		if begin := d.Start().Add(-Day * time.Minute); from.IsZero() || begin.Before(from) {
			from = begin
		}
		if end := d.End().Add(Day * time.Minute); end.After(to) {
			to = end
		}
	}
	if from.IsZero() {
		return nil
	}
	var rows []row
	b := &pgx.Batch{}
	queueBeside(b, &rows, by, s.project.ID, from, to)
	err := postgres.Translate(q.SendBatch(ctx, b).Close())
	s.beside = slots(rows)
	return err
}

// span is from when to when the slots of the project, and these, take what they need; zero where there are none.
func (s *scene) span(more []Draft) (from, to time.Time) {
	for _, d := range append(drafts(s.slots), more...) {
		if d.Day.IsZero() {
			continue
		}
		held := Slot{Draft: d}.looked()
		if begin := held.Start.Add(-held.Before); from.IsZero() || begin.Before(from) {
			from = begin
		}
		if end := held.End.Add(held.After); end.After(to) {
			to = end
		}
	}
	return from, to
}

func drafts(list []Slot) []Draft {
	kept := make([]Draft, len(list))
	for i, one := range list {
		kept[i] = one.Draft
	}
	return kept
}

// with is the scene once some slots are changed, others are taken away and new ones are there, which have the numbers -1, -2…
func (s scene) with(changes map[int64]Draft, added []Draft) scene {
	after := s
	after.slots = slices.Clone(s.slots)
	for i := range after.slots {
		if d, is := changes[after.slots[i].ID]; is {
			after.slots[i].Draft = d
		}
	}
	for i, d := range added {
		after.slots = append(after.slots, Slot{ID: -int64(i) - 1, Draft: d, Activity: s.activity(d.ActivityID), Project: s.project})
	}
	return after
}

func (s scene) activity(id int64) Activity {
	for _, a := range s.activities {
		if a.ID == id {
			return a
		}
	}
	return Activity{ID: id}
}

// looked is a slot as conflicts are looked for.
func (s Slot) looked() clash.Slot {
	return clash.Slot{ID: s.ID, Activity: s.Activity.ID, Span: clash.Span{Start: s.Start(), End: s.End()}, Space: s.Space.ID, Elsewhere: s.Elsewhere,
		Before: time.Duration(s.SetUp) * time.Minute, After: time.Duration(s.Tidy) * time.Minute, Capacity: s.Capacity}
}

// event is when the project's event is, until the small hours after its last day.
func (p Project) event() clash.Span {
	if p.First.IsZero() || p.Last.IsZero() {
		return clash.Span{}
	}
	return clash.Span{Start: moment(p.First, 0), End: moment(p.Last, Day+written.SmallHours)}
}

// conflicts finds what does not hold among the slots of the project.
func (s scene) conflicts() []Conflict {
	p := clash.Programme{Event: s.project.event(), Open: s.openings(), Walk: Walk, Trip: Trip, Things: s.gear.Things, Takes: s.gear.Takes}
	staff := Staff{}
	if s.staff != nil {
		staff = *s.staff
		p.Away = staff.Away
	}
	at := map[int64]*Slot{}
	activities := map[int64]Activity{}
	spaces := map[int64]Space{}
	for _, one := range s.spaces {
		spaces[one.ID] = one
		p.Spaces = append(p.Spaces, clash.Space{ID: one.ID, Capacity: one.Capacity})
	}
	for _, one := range s.activities {
		activities[one.ID] = one
		if one.State != activity.SetAside {
			p.Activities = append(p.Activities, clash.Activity{ID: one.ID, Announced: one.State == activity.Announced, Ratio: one.PerStaff})
		}
	}
	own := map[int64]bool{}
	for _, list := range [][]Slot{s.slots, s.beside} {
		for i := range list {
			one := &list[i]
			if !one.Status.Held() || one.DeletedAt != nil || one.Activity.State == activity.SetAside {
				continue
			}
			at[one.ID] = one
			p.Slots = append(p.Slots, one.Looked(staff.People[one.ID]))
			own[one.ID] = one.Project.ID == s.project.ID
		}
	}
	var list []Conflict
	for _, c := range clash.Find(p) {
		if s.staff == nil && (c.Kind == clash.Nobody || c.Kind == clash.TooFewStaff) {
			continue
		}
		if c.Slot != 0 && !own[c.Slot] && (c.Other == 0 || !own[c.Other]) {
			continue
		}
		in := spaces[c.Space]
		if in.ID == 0 && c.Space != 0 { // it is in use no more
			in = Space{ID: c.Space, Name: at[c.Slot].Space.Name}
		}
		list = append(list, Conflict{Conflict: c, Slot: at[c.Slot], Other: at[c.Other], Space: in, Activity: activities[c.Activity], Who: staff.Names[c.Person],
			Lacks: s.gear.Names[c.Thing], Booked: s.gear.Bookings[c.Booking]})
	}
	return list
}

// Effects are what a change does to the conflicts of a programme.
type Effects struct {
	Appeared []Conflict
	Solved   []Conflict
}

// effects compares what did not hold before with what does not after.
func (s scene) effects(after scene) Effects {
	key := func(c Conflict) clash.Conflict { k := c.Conflict; k.Count = 0; return k }
	minus := func(a, b []Conflict) []Conflict {
		there := map[clash.Conflict]bool{}
		for _, c := range b {
			there[key(c)] = true
		}
		var left []Conflict
		for _, c := range a {
			if !there[key(c)] {
				left = append(left, c)
			}
		}
		return left
	}
	was, is := s.conflicts(), after.conflicts()
	return Effects{Appeared: minus(is, was), Solved: minus(was, is)}
}

// mostAsked is how many things a question tells one by one.
const mostAsked = 10

// Ask adds what does not hold to the problems of a field: the first things one by one, then how many others there are (« Et 3 autres conflits. »).
func Ask(p *fault.Problems, field string, said []string, other, others string) {
	for i, one := range said {
		if i == mostAsked {
			p.Add(field, "Et "+french.Count(len(said)-i, other, others)+".")
			break
		}
		p.Add(field, one)
	}
}

// ask refuses a change that makes grave conflicts, unless whoever asks was told of them.
func (e Effects) ask(despite bool) error {
	var p fault.Problems
	if despite {
		return nil
	}
	if !slices.ContainsFunc(e.Appeared, Conflict.Grave) {
		return nil
	}
	all := slices.Clone(e.Appeared) // once something is asked, all of it is told: the grave ones first
	slices.SortStableFunc(all, func(a, b Conflict) int { return cmp.Compare(weight(a), weight(b)) })
	said := make([]string, len(all))
	for i, c := range all {
		said[i] = c.Sentence()
	}
	Ask(&p, FieldDespite, said, "autre conflit", "autres conflits")
	p.Add(FieldDespite, "Corrigez, ou cochez «\u00a0Enregistrer malgré cela\u00a0» au bas du formulaire.")
	return p.Err()
}

// weight is 0 for what is asked about.
func weight(c Conflict) int {
	if c.Grave() {
		return 0
	}
	return 1
}

// Sentences say what a change did to the conflicts: those that appeared, then how many it solved.
func (e Effects) Sentences() []string {
	var said []string
	for i, c := range e.Appeared {
		if i == mostAsked {
			said = append(said, "Et "+french.Count(len(e.Appeared)-i, "autre point", "autres points")+" à régler.")
			break
		}
		said = append(said, c.Sentence())
	}
	if n := len(e.Solved); n > 0 {
		said = append(said, french.Count(n, "conflit est réglé.", "conflits sont réglés."))
	}
	return said
}
