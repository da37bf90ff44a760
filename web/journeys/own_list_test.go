package journeys

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestTheFirstTaskIsInAPhonesFirstScreen opens the list on a telephone: its first line stands whole above the keys,
// nothing scrolls sideways, and each line is a thumb high.
func TestTheFirstTaskIsInAPhonesFirstScreen(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	for _, who := range []string{intern, team, head} {
		v := s.enter(t, who, browsertest.Options{Width: 390, Height: 844})
		for _, path := range []string{urls.MyList(), urls.Home()} {
			v.open(path)
			if high := v.Height(".masthead"); high > 54 {
				t.Errorf("%s: the masthead takes %v px", who, high)
			}
			if path != urls.MyList() {
				continue
			}
			first, keys := v.Where("#liste .todo > li .tap"), v.Where(".thumb-nav")
			if first.Top > 400 || first.Top+first.Height > 500 || first.Top+first.Height > keys.Top {
				t.Errorf("%s: the first task stands from %v to %v, the keys begin at %v", who, first.Top, first.Top+first.Height, keys.Top)
			}
			if first.Height < 44 {
				t.Errorf("%s: the first line is %v px high", who, first.Height)
			}
			if keys.Top+keys.Height != 844 {
				t.Errorf("%s: the keys end at %v", who, keys.Top+keys.Height)
			}
		}
		v.Resize(320, 640)
		v.open(urls.MyList())
		v.NoHorizontalScroll()
		v.Resize(640, 400) // as zoom makes it: the keys leave the little height there is
		v.open(urls.MyList())
		if keys := v.Where(".thumb-nav"); keys.Top < 400 {
			t.Errorf("%s: in a low window the keys stand at %v", who, keys.Top)
		}
	}
}

// TestTheHeaderIsOneLineAsWideAsThePage measures header and content in wide windows.
func TestTheHeaderIsOneLineAsWideAsThePage(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{Width: 1920, Height: 1000})
	for _, width := range []int{1920, 1280, 1120} {
		v.Resize(width, 1000)
		v.open(urls.MyList())
		if high := v.Height(".masthead"); high > 54 {
			t.Errorf("at %d px the header takes %v", width, high)
		}
		if v.Where(".thumb-nav").Height > 0 {
			t.Errorf("at %d px the keys show", width)
		}
		left := func(place browsertest.Place) float64 { return place.X - place.Width/2 }
		if word, title := left(v.Where(".wordmark")), left(v.Where("h1")); word < title-1 || word > title+1 {
			t.Errorf("at %d px the header begins at %v and the page at %v", width, word, title)
		}
	}
}

// TestATaskIsAddedInOneLine notes a thing for oneself and one in a project, with and without JavaScript.
func TestATaskIsAddedInOneLine(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea := s.project("JEA")
			v := s.enter(t, intern, o)
			v.open(urls.MyList())
			v.Type("#titre", "Appeler la mission locale")
			v.sends(".quick .button", o)
			v.wantText(t, "#annonce", "Tâche ajoutée à votre liste", "Appeler la mission locale")
			v.wantText(t, "#quand-undated", "Sans date", "1")
			if got := v.Value("#titre"); got != "" {
				t.Errorf("the field still holds %q", got)
			}
			v.Unfold()
			v.Type("#titre", "Relire le programme")
			v.Type("#jour", "vendredi")
			v.Set("#dans", fmt.Sprint(jea))
			v.sends(".quick .button", o)
			v.wantText(t, "#annonce", "et au rétroplanning")
			v.wantText(t, "#liste", "Relire le programme")
			if row := s.row(jea, "Relire le programme"); row.Responsible != s.people[intern].Name || row.Deadline.String() != "2025-04-11" {
				t.Errorf("in the plan: %+v", row.Task)
			}
			v.Allow("Response Status Error Code 422")
			v.Unfold()
			v.Type("#jour", "jamais")
			v.sends(".quick .button", o)
			v.wantText(t, ".summary", "Donnez un titre", "jamais")
			if v.Value("#jour") != "jamais" {
				t.Errorf("what was typed comes back as %q", v.Value("#jour"))
			}
			v.open(urls.MyList())
			v.look(t)
			list, err := s.Plans.MyList(t.Context(), s.people[intern].At(s.Now), plan.Filter{})
			s.must(err)
			own := list.Sections[len(list.Sections)-2].Own[0]
			line := fmt.Sprintf(`button[value="%d"]:is([name="personnelle"], [name="personnelle-a-faire"])`, own.ID)
			v.press(t, line, true, !o.NoScript)
			v.wantText(t, "#annonce", "Tâche faite", own.Title)
			v.press(t, line, false, !o.NoScript)
		})
	}
}

// sends presses a button of a form that a script sends in the background, or that leaves the page without one.
func (v visitor) sends(button string, o browsertest.Options) {
	if o.NoScript {
		v.Follow(button)
		return
	}
	key := v.Values(`.quick [name="cle"]`)[0] // another form has another key
	v.Click(button)
	v.WaitFor(fmt.Sprintf(`.quick:has([name="cle"]:not([value="%s"])), .summary`, key))
	v.Settle()
}

// TestTheHeadGivesAndShiftsFromAColleaguesList opens the intern's list, gives one of her tasks to somebody else and
// shifts another, in place and without JavaScript.
func TestTheHeadGivesAndShiftsFromAColleaguesList(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea := s.project("JEA")
			given, shifted := s.row(jea, "Commande du matériel"), s.row(jea, "Dossier de sécurité")
			list := urls.ListOf(s.people[intern].ID)
			v := s.enter(t, head, o)
			v.open(urls.MyList())
			v.Click("#autres-listes > summary")
			v.Follow(fmt.Sprintf(`#autres-listes a[href="%s"]`, list))
			v.wantText(t, "h1", "Liste d’Inès Carpentier")
			opens := func(task plan.Row, to string) {
				link := fmt.Sprintf(`#%s a[href^="%s"]`, anchor(task.ID), to)
				if o.NoScript {
					v.Follow(link)
					return
				}
				v.Click(link)
				v.WaitFor("#formulaire")
			}
			opens(given, urls.TaskGive(given.ID))
			v.Set("#responsable", fmt.Sprint(s.people[team].ID))
			v.Follow("#formulaire .primary")
			v.wantText(t, "#annonce", "est attribuée à "+s.people[team].Name)
			if !strings.HasPrefix(v.path(), list) || v.Exists("#"+anchor(given.ID)) {
				t.Errorf("back at %s, which still shows the task", v.path())
			}
			if s.row(jea, given.Title).Responsible != s.people[team].Name {
				t.Error("it was not given")
			}
			opens(shifted, urls.TaskShift(shifted.ID))
			v.Type("#jours", "7")
			v.Follow("#formulaire .primary")
			v.wantText(t, "#annonce", "est décalée")
			after := s.row(jea, shifted.Title)
			if after.LatestFinish != shifted.LatestFinish.AddDays(8) || // over Easter Monday
				after.State != retroplan.ToDo {
				t.Errorf("due on %s, shifted to %s", shifted.LatestFinish, after.LatestFinish)
			}
		})
	}
}
