package journeys

import (
	"fmt"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parvis/internal/attendance"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/equipment"
	"parvis/internal/postgres"
	"parvis/internal/staff"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/serve"
	"parvis/web/urls"
)

// TestTheDayOfTheHeadIsLivedFromTheOffice opens the first page on the Friday, sees what is wrong, has a gap filled and somebody replaced, closes what the
// intern noted, writes to everybody on duty, sees the counts come, and in the evening prints the account and takes it along for the bilan.
func TestTheDayOfTheHeadIsLivedFromTheOffice(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {Width: 1280, Height: 800}, "without JavaScript": {Width: 1280, Height: 800, NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := newOffice(t, o)
			o.seesWhatIsWrong(t)
			o.fillsTheGap(t)
			o.replacesSomebody(t)
			o.closesWhatTheInternNoted(t)
			o.writesToEverybody(t)
			o.seesTheCountsCome(t)
			o.endsTheDay(t)
		})
	}
}

// office is the head at her desk on the Friday: a slot that runs lacks a person and a projector, and the intern noted an incident and a delay there.
type office struct {
	visitor
	script      bool
	clock       *atomic.Pointer[time.Time]
	project, at int64
	gap, held   int64 // needs of that slot: nobody's, and the intern's
	incident    int64
}

func newOffice(t *testing.T, opened browsertest.Options) *office {
	t.Helper()
	o := &office{script: !opened.NoScript, clock: &atomic.Pointer[time.Time]{}}
	o.clock.Store(&tenOnFriday)
	s := newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return *o.clock.Load() } })
	ctx, by := t.Context(), s.by(team)
	o.project = s.project("JEA")
	list, err := s.Slots.Between(ctx, by, theDay, theDay)
	s.must(err)
	for _, one := range list {
		if one.Project.ID == o.project && one.Status.Held() && !one.Start().After(tenOnFriday) && one.End().After(tenOnFriday) {
			o.at = one.ID
		}
	}
	of, err := s.Staff.OfSlot(ctx, by, o.at)
	s.must(err)
	s.must(s.Staff.SetNeeds(ctx, by, o.at, of.Version, "1 renfort\n1 accueil du matin"))
	of, err = s.Staff.OfSlot(ctx, by, o.at)
	s.must(err)
	o.gap, o.held = of.Needs[0].ID, of.Needs[1].ID
	_, err = s.Staff.Give(ctx, by, o.held, crew.OfPerson(s.people[intern].ID), true)
	s.must(err)
	for _, name := range []string{"Alice Renfort", "Basile Renfort"} {
		_, err = s.Crew.Create(ctx, by, "", crew.Draft{Name: name, Kind: crew.Volunteer, Active: true})
		s.must(err)
	}
	_, err = s.Equipment.Create(ctx, by, "", equipment.Draft{Name: "Mégaphone", Category: equipment.Other, Quantity: 1, Active: true})
	s.must(err)
	needs, err := s.Equipment.OfSlot(ctx, by, o.at)
	s.must(err)
	_, err = s.Equipment.SetSlot(ctx, by, o.at, needs.Booking.Version, "2 mégaphones", true)
	s.must(err)
	note := func(d daybook.Draft) int64 {
		id, err := s.Daybook.Note(ctx, s.by(intern), serve.NewKey(), o.project, theDay, tenOnFriday, d)
		s.must(err)
		return id
	}
	o.incident = note(daybook.Draft{Kind: daybook.Incident, Slot: o.at, Body: "Un bac s’est fendu"})
	note(daybook.Draft{Kind: daybook.Delay, Slot: o.at, Minutes: 10})
	o.visitor = s.enter(t, head, opened)
	return o
}

func (o *office) day() string { return urls.Day(o.project, theDay) }

func (o *office) seesWhatIsWrong(t *testing.T) {
	t.Helper()
	o.wantText(t, "main", "Aujourd’hui", "1 séance en retard", "postes à pourvoir", "1 incident ouvert", "1 article qui manque")
	o.Follow(fmt.Sprintf(`main a[href="%s"]`, o.day()))
	o.wantText(t, "main", "1 incident ouvert", "Un bac s’est fendu", "10 minutes de retard", "il manque 1 renfort", "Mégaphone", "il en manque 1")
	o.look(t)
}

// fillsTheGap gives the need that nobody holds to the first who is free, from the card of its place, and is back on the day.
func (o *office) fillsTheGap(t *testing.T) {
	t.Helper()
	o.Follow(fmt.Sprintf(`main a[href^="%s"]`, urls.SlotNeed(o.gap)))
	o.wantText(t, "h1", "1 renfort")
	o.Follow(`main form button[name="` + staff.FieldHand + `"]`)
	o.wantPath(t, o.day())
	o.wantText(t, "#annonce", "1 poste est confié à")
	if strings.Contains(o.Text("main"), "il manque 1 renfort") {
		t.Error("the gap is still there")
	}
}

// replacesSomebody takes the intern off what she holds, and gives it to somebody else: by the slot's page.
func (o *office) replacesSomebody(t *testing.T) {
	t.Helper()
	o.Follow(fmt.Sprintf(`main .now-list a[href="%s"]`, urls.Slot(o.at)))
	o.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.SlotNeed(o.held)))
	o.wantText(t, "main", o.s.people[intern].Name)
	o.Follow(`main form[action^="/postes/"][action*="retrait"] button`)
	o.wantText(t, "main", "Personne pour l’instant")
	o.Follow(`main form button[name="` + staff.FieldHand + `"]`)
	of, err := o.s.Staff.OfSlot(t.Context(), o.s.by(head), o.at)
	o.s.must(err)
	for _, n := range of.Needs {
		if n.Lacking() > 0 {
			t.Errorf("%s lacks somebody", n.Label)
		}
	}
}

func (o *office) closesWhatTheInternNoted(t *testing.T) {
	t.Helper()
	o.open(o.day())
	o.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.DayEntry(o.incident)))
	o.Set("#conduite", "Bac remplacé par celui de la réserve")
	o.Follow(fmt.Sprintf(`main form[action^="%s"] .button.primary`, urls.DayEntryClose(o.incident)))
	o.wantText(t, "main", "incident clos", "Clos par", o.s.people[head].Name)
	o.Follow(fmt.Sprintf(`.crumbs a[href="%s"]`, o.day()))
	if strings.Contains(o.Text("main"), "Un bac s’est fendu") {
		t.Error("what is closed is still told")
	}
}

// writesToEverybody leaves a message that whoever is on duty reads first.
func (o *office) writesToEverybody(t *testing.T) {
	t.Helper()
	o.Follow(fmt.Sprintf(`.day-keys a[href="%s"]`, urls.DayNotes(o.project, theDay, nil)))
	o.Click(`input[name="type"][value="message"]`)
	o.Set("#texte", "Repli dans le hall à 11 h")
	if o.script {
		o.Click("form[data-genre=note] .button.primary")
	} else {
		o.Follow("form[data-genre=note] .button.primary")
	}
	if !o.Await(func() bool {
		n, err := o.s.Daybook.Now(t.Context(), o.s.by(team), o.project, theDay)
		o.s.must(err)
		return len(n.Messages) > 0 && n.Messages[0].Body == "Repli dans le hall à 11 h"
	}) {
		t.Fatal("the message is not kept")
	}
	o.open(o.day())
	o.wantText(t, "main", "Messages à l’équipe", "Repli dans le hall à 11 h")
}

// seesTheCountsCome reads what the intern counts meanwhile.
func (o *office) seesTheCountsCome(t *testing.T) {
	t.Helper()
	counts := urls.DayCounts(o.project, theDay)
	o.Follow(fmt.Sprintf(`.day-keys a[href="%s"]`, counts))
	_, err := o.s.Attendance.Add(t.Context(), o.s.by(intern), attendance.Tap{Key: serve.NewKey(), Slot: o.at, Audience: 1, Measure: attendance.Present, N: 17, At: tenOnFriday})
	o.s.must(err)
	o.open(counts)
	o.wantText(t, "main", "17 présents")
}

// endsTheDay prints the account in the evening, and takes it along as a text.
func (o *office) endsTheDay(t *testing.T) {
	t.Helper()
	evening := time.Date(2025, time.June, 13, 19, 0, 0, 0, postgres.Paris)
	o.clock.Store(&evening)
	o.open(o.day())
	o.wantText(t, "main", "Toutes les séances sont terminées")
	o.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.DayAccount(o.project, theDay)))
	o.wantText(t, "main", "Bac remplacé par celui de la réserve", "10 minutes de retard", "17", "Repli dans le hall à 11 h")
	if !o.Exists(fmt.Sprintf(`a[href="%s"]`, urls.DayAccountWord(o.project, theDay))) {
		t.Error("the account is nowhere to go on from")
	}
	if o.script {
		pdf := o.printed(t, urls.DayAccount(o.project, theDay), 210, 297)
		wantOnSheet(t, pdf, 0, "Compte rendu", "Imprimé le 13 juin 2025")
	}
}
