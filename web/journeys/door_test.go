package journeys

import (
	"strings"
	"testing"

	"parvis/internal/attendance"
	"parvis/internal/link"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// door makes a link to a slot of the Friday.
func (s *story) door(t *testing.T, project, at int64) link.MadeDoor {
	t.Helper()
	made, err := s.Links.ShareDoor(t.Context(), s.by(team), project, "", attendance.DoorDraft{Name: "Porte nord", Slot: at})
	s.must(err)
	return made
}

// atDoor gives a phone without an account on which the code of a link was given, while there was network.
func (s *story) atDoor(t *testing.T, made link.MadeDoor) *pocket {
	t.Helper()
	p := &pocket{Phone: browsertest.NewPhone(t, s.URL), t: t}
	p.Page = p.Phone.Open()
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	p.Set("#code", made.Code)
	p.Follow("main form .button.primary")
	p.await("the counter is kept", func() bool { return p.Keeps(urls.Door(made.Token)) })
	return p
}

// TestADoorWithoutNetworkLosesNothing counts through a link on a phone without network, whose browser is killed twice: once the network is back, each tap
// is there, once, and it is said through which link it came.
func TestADoorWithoutNetworkLosesNothing(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	made := s.door(t, project, at)
	before := s.counted(t, at)
	p := s.atDoor(t, made)
	p.Away(true)
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	p.tap("plus", 1, 4)
	p.tap("moins", 1, 1)
	p.tap("plus", 2, 2)
	p.Page.Click(`button[name="annuler"]`)
	p.await("the taps are kept", func() bool { return strings.Contains(p.band(), "8 saisies attendent") })
	p.again()
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	p.await("what waits is told", func() bool { return strings.Contains(p.band(), "8 saisies attendent") })
	if n := s.counted(t, at); n != before {
		t.Fatalf("%d are counted without network", n-before)
	}
	p.again()
	p.Away(false)
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	if p.Exists("#code") { // a browser that is killed may forget that the code was given, never what was typed
		p.Set("#code", made.Code)
		p.Follow("main form .button.primary")
	}
	p.await("all is sent", func() bool {
		return s.counted(t, at) == before+4 && p.band() == "" && p.Exists("#attente[hidden]")
	})
	list, err := s.Attendance.Entries(t.Context(), s.by(head), at)
	s.must(err)
	through := 0
	for _, e := range list {
		if e.Door == "Porte nord" {
			through++
		}
	}
	if through != 8 {
		t.Errorf("%d taps came through the link, want 8", through)
	}
}

// TestADoorThatEndedKeepsWhatWaits ends a link while a phone is without network: the page says so, what was counted is to be settled, and goes once the
// link is resumed. A colleague's own pages on the same phone only say how many wait.
func TestADoorThatEndedKeepsWhatWaits(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	made := s.door(t, project, at)
	before := s.counted(t, at)
	p := s.atDoor(t, made)
	p.Away(true)
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	p.tap("plus", 1, 2)
	p.await("the taps are kept", func() bool { return strings.Contains(p.band(), "2 saisies attendent") })
	p.Goto("about:blank")
	p.Away(false)
	p.logIn(intern)
	p.Goto(p.Phone.URL + urls.Day(project, theDay))
	p.await("she is told that they wait", func() bool { return strings.Contains(p.band(), "2 saisies du lien « Porte nord » attendent") })
	_, err := s.Links.End(t.Context(), s.by(team), made.ID)
	s.must(err)
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	p.await("they are to be settled", func() bool {
		return strings.Contains(p.band(), "2 saisies n’ont pas été acceptées") && strings.Contains(p.Text("main"), "Ce lien a été arrêté")
	})
	if n := s.counted(t, at); n != before {
		t.Errorf("%d are counted through a link that ended", n-before)
	}
	_, err = s.Links.Resume(t.Context(), s.by(team), made.ID)
	s.must(err)
	p.Goto(p.Phone.URL + urls.Door(made.Token))
	for left := range 2 {
		p.await("those to be settled are listed", func() bool { return p.Count("#attente li") == 2-left })
		p.Page.Click("#attente li .button.small")
		p.await("one is sent", func() bool { return s.counted(t, at) == before+left+1 && p.Count("#attente li") == 1-left })
	}
	p.await("both are sent", func() bool { return s.counted(t, at) == before+2 && p.band() == "" })
}

// TestTheDoorPagesHold looks at the pages of a door in each of their states: the code asked for, wrong, given; a list of slots and one of them; a link that ended. And at the page of the
// service that shows the link that was just made, its code and its symbol.
func TestTheDoorPagesHold(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	made := s.door(t, project, at)
	whole, err := s.Links.ShareDoor(t.Context(), s.by(team), project, "", attendance.DoorDraft{Name: "Toute la journée", Day: theDay})
	s.must(err)
	v := s.visit(t, browsertest.Options{Width: 390, Height: 844, Touch: true})
	look := func(state string) {
		t.Helper()
		for _, dark := range []bool{false, true} {
			v.Dark(dark)
			v.Check()
		}
		v.Dark(false)
		for _, fault := range v.Reading() {
			t.Errorf("%s: %s", state, fault)
		}
	}
	code := func(code string) {
		t.Helper()
		v.Set("#code", code)
		v.Follow("main form .button.primary")
	}
	v.open(urls.Door(made.Token))
	look("the code is asked for")
	v.Allow("422")
	code("000000")
	v.wantText(t, ".summary", "Ce n’est pas le bon code")
	look("a wrong code")
	code(made.Code)
	v.wantText(t, "main", "Annuler le dernier")
	v.Click(`button[name="plus"][value="1"]`)
	look("one slot")
	v.open(urls.Door(whole.Token))
	code(whole.Code)
	v.wantText(t, "main", "En cours")
	look("a day")
	v.Follow(`a[href="` + urls.DoorCount(whole.Token, at) + `"]`)
	look("a slot of the day")
	_, err = s.Links.End(t.Context(), s.by(team), made.ID)
	s.must(err)
	v.Allow("404")
	v.open(urls.Door(made.Token))
	v.wantText(t, "main", "Ce lien a été arrêté")
	look("an ended link")

	v = s.enter(t, team, browsertest.Options{})
	v.open(urls.NewDoor(project, at))
	v.Set("#"+attendance.FieldDoorName, "Porte sud")
	v.Follow("main form.panel .button.primary")
	v.wantText(t, "main", "Le code")
	if !v.Exists(`main svg.qr[role=img]`) || !strings.Contains(v.Value("#adresse"), "/porte/") {
		t.Error("the page of a link that was made has no symbol of its address")
	}
	look("a link that was made")
}
