package journeys

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/daybook"
	"parvis/internal/demo"
	"parvis/internal/outing"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// tenOnFriday is the clock of the service on the Friday of the classes.
var tenOnFriday = time.Date(2025, time.June, 13, 10, 0, 0, 0, postgres.Paris)

// friday is the demonstration on that day, with one of the slots that run.
func friday(t *testing.T) (s *story, project, at int64) {
	t.Helper()
	s = newStory(t, func(c *web.Config) { c.Clock = func() time.Time { return tenOnFriday } })
	project = s.project("JEA")
	list, err := s.Slots.Between(t.Context(), s.by(intern), theDay, theDay)
	s.must(err)
	for _, one := range list {
		if one.Project.ID == project && one.Status == slot.Planned && !one.Start().After(tenOnFriday) && one.End().After(tenOnFriday) {
			return s, project, one.ID
		}
	}
	t.Fatal("nothing runs on the Friday at ten")
	return
}

func (s *story) by(email string) account.By { return s.people[email].At(tenOnFriday) }

// pocket is somebody's phone with its tab.
type pocket struct {
	*browsertest.Phone
	*browsertest.Page
	t *testing.T
}

// pocket gives a phone on which somebody has logged in, and opened the day while there was network.
func (s *story) pocket(t *testing.T, email string, project, at int64) *pocket {
	t.Helper()
	p := &pocket{Phone: browsertest.NewPhone(t, s.URL), t: t}
	p.Page = p.Phone.Open()
	p.logIn(email)
	p.Goto(p.Phone.URL + urls.Day(project, theDay))
	p.await("the counters are kept", func() bool {
		return p.Keeps(urls.DayCount(project, at, theDay)) && p.Keeps(urls.DayLists(project, theDay))
	})
	return p
}

func (p *pocket) logIn(email string) {
	p.t.Helper()
	p.Goto(p.Phone.URL + urls.Login(""))
	p.Set("#email", email)
	p.Set("#password", demo.Password)
	p.Follow("main form .button.primary")
}

func (p *pocket) await(what string, ok func() bool) {
	p.t.Helper()
	if !p.Await(ok) {
		p.t.Fatalf("%s: not yet; the band says %q at %s:\n%s", what, p.band(), p.Page.URL(), p.Text("main"))
	}
}

func (p *pocket) band() string {
	if !p.Exists("#bande") {
		return "(no band)"
	}
	return strings.ReplaceAll(p.Text("#bande"), "\u00a0", " ")
}

// tap presses + or − for an audience so many times.
func (p *pocket) tap(name string, audience int64, times int) {
	p.t.Helper()
	for range times {
		p.Page.Click(fmt.Sprintf(`button[name=%s][value="%d"]`, name, audience))
	}
}

// notes writes a note.
func (p *pocket) notes(project int64, text string) {
	p.t.Helper()
	p.Goto(p.Phone.URL + urls.DayNotes(project, theDay, nil))
	p.Set("#texte", text)
	p.Page.Click("form[data-genre=note] .button.primary")
	p.await("the note is kept", func() bool { return strings.Contains(p.Text("#annonce"), "noté") })
}

// again kills the browser and starts it anew.
func (p *pocket) again() {
	p.t.Helper()
	p.Kill()
	p.Page = p.Phone.Open()
}

func (s *story) counted(t *testing.T, at int64) int {
	t.Helper()
	sums, err := s.Attendance.Sums(t.Context(), s.by(head), []int64{at})
	s.must(err)
	return sums[at].Present.N
}

// TestTwoPhonesWithoutNetworkLoseNothing counts, ticks and notes on two phones without network, kills both browsers, and brings both back: what was done
// is there, once.
func TestTwoPhonesWithoutNetworkLoseNothing(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	phones := map[string]*pocket{intern: s.pocket(t, intern, project, at), team: s.pocket(t, team, project, at)}
	for email, p := range phones {
		p.Away(true)
		p.Goto(p.Phone.URL + urls.DayCount(project, at, theDay))
		p.tap("plus", 1, 3)
		p.tap("moins", 1, 1)
		p.await("the taps are kept", func() bool {
			return p.Text(`output[data-public="1"]`) == "2" && strings.Contains(p.band(), "4 saisies attendent")
		})
		p.notes(project, "Noté sans réseau par "+email)
		p.Goto(p.Phone.URL + urls.DayLists(project, theDay))
		p.Page.Click(`button[name="ligne"]`)
		p.await("the line is ticked", func() bool { return p.Attribute(`button[name="ligne"]`, "aria-pressed") == "true" })
		p.again()
		p.Goto(p.Phone.URL + urls.DayCount(project, at, theDay))
		p.await("what waits is told", func() bool { return strings.Contains(p.band(), "6 saisies attendent") })
		if got := p.Text(`output[data-public="1"]`); got != "2" {
			t.Errorf("%s: %s are shown once the browser was killed", email, got)
		}
	}
	if n := s.counted(t, at); n != 0 {
		t.Fatalf("%d are counted without network", n)
	}
	var sent []string
	for email, p := range phones {
		p.again() // killed once more, before anything left
		p.Away(false)
		p.logIn(email) // a browser that is killed may forget who she is, never what she typed
		p.Goto(p.Phone.URL + urls.DayCount(project, at, theDay))
		want := 2 * (1 + len(sent))
		sent = append(sent, email)
		p.await("all is sent", func() bool { return s.counted(t, at) == want && p.band() == "" && p.Exists("#attente[hidden]") })
	}
	if n := s.counted(t, at); n != 4 {
		t.Errorf("%d are counted, want 2 on each phone", n)
	}
	day, err := s.Daybook.Whole(t.Context(), s.by(head), project, theDay)
	s.must(err)
	for email := range phones {
		n := 0
		for _, e := range day.Of(daybook.Incident) {
			if e.Body == "Noté sans réseau par "+email && e.AuthorID == s.people[email].ID {
				n++
			}
		}
		if n != 1 {
			t.Errorf("what %s noted is there %d times", email, n)
		}
	}
	if !day.Lists[0].Lines[0].Tick.Done {
		t.Error("the line is not ticked")
	}
}

// TestTheSheetOfAnOutingIsOnThePhone opens the day with network, and the sheet of what is done elsewhere without.
func TestTheSheetOfAnOutingIsOnThePhone(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	d := outing.Blank
	d.Title, d.Day, d.Address, d.Contact = "Au centre social", theDay, "12, rue de la Gare", "Mme Petit, 01 99 00 00 43"
	id, err := s.Outings.Create(t.Context(), s.by(team), "", project, d)
	s.must(err)
	sheet := urls.DayOuting(project, id, theDay)
	p := s.pocket(t, intern, project, at)
	p.await("the sheet is kept", func() bool { return p.Keeps(sheet) })
	p.Away(true)
	p.Goto(p.Phone.URL + urls.Day(project, theDay))
	p.Follow(`a[href="` + sheet + `"]`)
	for _, want := range []string{"Au centre social", "12, rue de la Gare", "Chaleur", "112"} {
		if !strings.Contains(p.Text("main"), want) {
			t.Errorf("without network, the sheet lacks %q", want)
		}
	}
	if got := p.Attribute(`main a[href^="tel:+33"]`, "href"); got != "tel:+33199000043" {
		t.Errorf("one calls %q", got)
	}
}

// TestWhatSomebodyTypedWaitsForHer leaves something unsent on the intern's phone, on which a colleague then logs in: he sees that it waits, and neither
// reads nor sends it. Her pages are gone; what she typed goes once she is back.
func TestWhatSomebodyTypedWaitsForHer(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	p := s.pocket(t, intern, project, at)
	p.Away(true)
	p.Goto(p.Phone.URL + urls.DayCount(project, at, theDay))
	p.tap("plus", 1, 2)
	p.await("the taps are kept", func() bool { return strings.Contains(p.band(), "2 saisies attendent") })
	p.notes(project, "Pour moi seule")
	p.again()
	p.Away(false)
	p.logIn(intern)
	p.Goto(p.Phone.URL + urls.MyAccount())
	p.Page.Follow(`main form[action^="` + urls.LogoutEverywhere() + `"] button`)
	if p.Keeps("/jour") {
		t.Error("her pages are still there once she left")
	}
	p.logIn(team)
	p.Goto(p.Phone.URL + urls.Day(project, theDay))
	p.await("he is told that it waits", func() bool { return strings.Contains(p.band(), "3 saisies d’Inès attendent") })
	if strings.Contains(p.HTML(), "Pour moi seule") || s.counted(t, at) != 0 {
		t.Errorf("he reads it, or sends it: %d are counted", s.counted(t, at))
	}
	p.Goto(p.Phone.URL + urls.MyAccount())
	p.Page.Follow(`main form[action^="` + urls.LogoutEverywhere() + `"] button`)
	p.logIn(intern)
	p.Goto(p.Phone.URL + urls.Day(project, theDay))
	p.await("all is sent", func() bool { return s.counted(t, at) == 2 && p.band() == "" && p.Exists("#attente[hidden]") })
}

// TestTheDayOfTheInternIsLivedFromHerPhone opens the Friday, counts a class, notes a delay and an incident, closes it, ticks what is set up, finds whom to
// call, and ends with the account of the day.
func TestTheDayOfTheInternIsLivedFromHerPhone(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	for name, o := range map[string]browsertest.Options{"with a script": {Width: 390, Height: 844, Touch: true}, "without JavaScript": {Width: 390, Height: 844, Touch: true, NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			v := s.enter(t, intern, o)
			before := s.counted(t, at)
			v.open(urls.Day(project, theDay))
			v.wantText(t, "main", "Maintenant et ensuite")
			v.Follow(`a[href="` + urls.DayCount(project, at, theDay) + `"]`)
			for range 3 {
				if o.NoScript {
					v.Follow(`button[name="plus"][value="1"]`)
				} else {
					v.Click(`button[name="plus"][value="1"]`)
				}
			}
			if !v.Await(func() bool { return s.counted(t, at) == before+3 }) {
				t.Fatalf("%d are counted", s.counted(t, at)-before)
			}
			v.open(urls.DayNotes(project, theDay, nil))
			v.Set("#texte", "Un bac s’est fendu, "+name)
			press := v.Click
			if o.NoScript {
				press = v.Follow
			}
			press("form[data-genre=note] .button.primary")
			var id int64
			if !v.Await(func() bool {
				day, err := s.Daybook.Whole(t.Context(), s.by(head), project, theDay)
				s.must(err)
				for _, e := range day.Of(daybook.Incident) {
					if strings.HasSuffix(e.Body, name) {
						id = e.ID
					}
				}
				return id != 0
			}) {
				t.Fatal("the incident is not noted")
			}
			v.open(urls.DayEntry(id))
			v.Set("#conduite", "Bac remplacé")
			v.Follow("main form[action^='" + urls.DayEntryClose(id) + "'] .button.primary")
			v.wantText(t, "main", "incident clos")
			v.open(urls.DayCalls(project, theDay))
			v.wantText(t, "main", "Marc Delaunay")
			v.open(urls.DayAccount(project, theDay))
			v.wantText(t, "main", "Bac remplacé")
			if !strings.Contains(v.Text("main"), strconv.Itoa(s.counted(t, at))) {
				t.Error("the account does not tell the count")
			}
		})
	}
}
