package journeys

import (
	"fmt"
	"testing"

	"parvis/internal/demo"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestLoggingInLeadsToThePlaceAskedFor opens a link to a row of a plan without a session.
func TestLoggingInLeadsToThePlaceAskedFor(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			row := urls.Plan(s.project("JEA")) + "#" + anchor(s.row(s.project("JEA"), "Signalétique").ID)
			v := s.visit(t, o)
			v.open(row)
			v.Set("#email", team)
			v.Set("#password", "pas le bon")
			v.Follow("main form .button.primary")
			v.Set("#password", demo.Password)
			v.Follow("main form .button.primary")
			v.wantPath(t, row)
		})
	}
}

// TestEscapeNeverDropsWhatIsTyped presses Escape in a form opened in place.
func TestEscapeNeverDropsWhatIsTyped(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	task := s.row(jea, "Signalétique")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	edit := fmt.Sprintf(`#%s a[href="%s"]`, anchor(task.ID), urls.TaskEdit(task.ID))
	v.Click(edit)
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#notes", "Appeler l’imprimeur.")
	v.Press("Escape")
	v.wantText(t, "#annonce", "Enregistrez ou annulez d’abord")
	if got := v.Values("#notes:focus"); len(got) != 1 || got[0] != "Appeler l’imprimeur." {
		t.Fatalf("after Escape the notes are %q", got)
	}
	v.Click("#formulaire a.cancel")
	v.WaitGone("#formulaire")
	v.WaitFor(edit + ":focus")
}

// TestATickAfterTheSessionLeadsToTheLogin ticks once the session is over: the whole page goes to the
// login, and back to where the box is; nothing is ticked meanwhile.
func TestATickAfterTheSessionLeadsToTheLogin(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	task := s.row(s.project("JEA"), "Commande du matériel")
	item := s.toTick(task.ID)
	v := s.enter(t, intern, browsertest.Options{})
	v.open(urls.MyList())
	s.must(s.Accounts.LogOutEverywhere(t.Context(), s.people[intern].At(s.Now)))
	v.Click(fmt.Sprintf("#point-%d", item.ID))
	v.WaitFor("#password")
	v.wantPath(t, urls.Login(urls.MyList()))
	if s.isTicked(item) {
		t.Error("ticked without a session")
	}
	v.Set("#email", intern)
	v.Set("#password", demo.Password)
	v.Follow("main form .button.primary")
	v.wantPath(t, urls.MyList())
}
