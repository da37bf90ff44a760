package journeys

import (
	"strings"
	"testing"

	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/web/urls"
)

// grid finds the demonstration's observation grid.
func (s *story) grid() int64 {
	s.t.Helper()
	list, err := s.Surveys.List(s.t.Context(), s.by(head), survey.Filter{Purpose: survey.Observation})
	s.must(err)
	for _, one := range list {
		if one.Published > 0 && one.Active {
			return one.ID
		}
	}
	s.t.Fatal("the demonstration has no observation grid")
	return 0
}

// observed are the grids that were filled at a slot.
func (s *story) observed(at int64) []response.Observed {
	s.t.Helper()
	o, err := s.Responses.Observing(s.t.Context(), s.by(head), at)
	s.must(err)
	return o.Done
}

// observing opens a grid while there is network, and waits until the telephone keeps it.
func (p *pocket) observing(at, grid int64) {
	p.t.Helper()
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.await("the grid is kept", func() bool { return p.Keeps(urls.SlotGrid(at, grid)) && p.Keeps("asking.js") && p.Keeps("asked.css") })
}

// observes fills the grid that is open: everything that has to be answered, and a note.
func (p *pocket) observes(note string) {
	p.t.Helper()
	p.WaitFor("form[data-genre=grille]")
	for _, one := range p.All("form[data-genre=grille] fieldset:not(:has(fieldset)):has(input[type=radio])") {
		p.Page.Click(one.Selector + " label:has(input[type=radio])")
	}
	for _, one := range p.All("form[data-genre=grille] textarea") {
		p.Set(one.Selector, note)
	}
	p.Page.Click("form[data-genre=grille] .button.primary")
	p.await("the grid is noted", func() bool { return strings.Contains(p.Text("#annonce"), "notée") })
}

// TestAGridWithoutNetworkLosesNothing fills two grids on a telephone without network, whose browser is killed twice: the first thing that is not answered says so there,
// how many wait is told, and once the network and her session are back each is there, once, as hers.
func TestAGridWithoutNetworkLosesNothing(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	grid, before := s.grid(), len(s.observed(at))
	p := s.pocket(t, intern, project, at)
	p.observing(at, grid)
	p.Away(true)
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.Set("form[data-genre=grille] [name=jour]", "14/06/2025")
	p.Page.Click("form[data-genre=grille] .button.primary")
	p.await("a day to come is refused on the telephone", func() bool { return p.Exists("[data-probleme]") })
	p.Set("form[data-genre=grille] [name=jour]", "13/06/2025")
	p.observes("Vu sans réseau, une fois")
	p.await("what waits is told", func() bool { return strings.Contains(p.band(), "1 saisie attend") })
	p.again()
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.await("it still waits", func() bool { return strings.Contains(p.band(), "1 saisie attend") && p.Count("#attente li") == 1 })
	p.observes("Vu sans réseau, deux fois")
	p.await("both wait", func() bool { return strings.Contains(p.band(), "2 saisies attendent") })
	if n := len(s.observed(at)); n != before {
		t.Fatalf("%d grids arrived without network", n-before)
	}
	p.again() // and the browser may forget who she is
	p.Away(false)
	p.logIn(intern)
	p.Goto(p.Phone.URL + urls.Day(project, theDay)) // any page of the day sends what waits
	p.await("both are sent", func() bool { return len(s.observed(at)) == before+2 && p.band() == "" && p.Exists("#attente[hidden]") })
	notes := map[string]int{}
	for _, one := range s.observed(at) {
		if one.By != s.people[intern].Name {
			continue
		}
		whole, err := s.Responses.Observation(t.Context(), s.by(head), one.ID)
		s.must(err)
		for _, a := range whole.Answers {
			if strings.HasPrefix(a.Text, "Vu sans réseau") {
				notes[a.Text]++
				if whole.Day != theDay {
					t.Errorf("%q is noted on %v", a.Text, whole.Day)
				}
			}
		}
	}
	if len(notes) != 2 || notes["Vu sans réseau, une fois"] != 1 || notes["Vu sans réseau, deux fois"] != 1 {
		t.Errorf("of hers, %v arrived", notes)
	}
}

// TestAGridWaitsForWhoeverFilledIt leaves a grid unsent on the intern's telephone, whose session ends; a colleague logs in there: he sees that it waits, and neither reads nor sends it. It goes as hers once she is back.
func TestAGridWaitsForWhoeverFilledIt(t *testing.T) {
	t.Parallel()
	s, project, at := friday(t)
	grid, before := s.grid(), len(s.observed(at))
	p := s.pocket(t, intern, project, at)
	p.observing(at, grid)
	p.Away(true)
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.observes("Pour moi seule")
	p.await("it waits", func() bool { return strings.Contains(p.band(), "1 saisie attend") })
	p.Goto("about:blank")
	s.must(s.Accounts.LogOutEverywhere(t.Context(), s.by(intern))) // everywhere, from another device
	p.Away(false)
	p.logIn(team)
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.await("he is told that it waits", func() bool { return strings.Contains(p.band(), "1 saisie d’Inès attend") })
	if strings.Contains(p.HTML(), "Pour moi seule") || len(s.observed(at)) != before {
		t.Error("he reads it, or sends it")
	}
	p.Goto(p.Phone.URL + urls.MyAccount())
	p.Page.Follow(`main form[action^="` + urls.LogoutEverywhere() + `"] button`)
	p.logIn(intern)
	p.Goto(p.Phone.URL + urls.SlotGrid(at, grid))
	p.await("it is sent", func() bool { return len(s.observed(at)) == before+1 && p.band() == "" })
	for _, one := range s.observed(at) {
		if one.By == s.people[team].Name && one.Day == theDay && strings.Contains(one.Form.Name, "Pour moi") {
			t.Error("it is his")
		}
	}
}
