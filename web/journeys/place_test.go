package journeys

import (
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/demo"
	"parvis/web/accountui"
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
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	add := fmt.Sprintf(`a[hx-target="#ajout"][href="%s"]`, urls.NewTask(jea))
	v.Click(add)
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#notes", "Appeler l’imprimeur.")
	v.Press("Escape")
	v.wantText(t, "#annonce", "Enregistrez ou annulez d’abord")
	if got := v.Values("#notes:focus"); len(got) != 1 || got[0] != "Appeler l’imprimeur." {
		t.Fatalf("after Escape the notes are %q", got)
	}
	v.Click("#formulaire a.cancel")
	v.WaitGone("#formulaire")
	v.WaitFor(add + ":focus")
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
	v.Click(lineOf(item))
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

// TestASessionThatEndsSoonSaysSo opens a page minutes before its session ends, and goes on with one button.
func TestASessionThatEndsSoonSaysSo(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, team, browsertest.Options{})
	v.open(urls.MyList())
	if v.Exists(".alarm") {
		t.Errorf("hours before the end: %s", v.Text(".alarm"))
	}
	// Five minutes are left; a page that is read makes it last longer unless that is its end in any case.
	left := func(end time.Duration) {
		rows, err := s.DB.Query(t.Context(), `SELECT token, data, expiry FROM sessions`)
		s.must(err)
		sessions, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct {
			Token  string
			Data   []byte
			Expiry time.Time
		}])
		s.must(err)
		for _, one := range sessions {
			_, values, err := accountui.Codec{}.Decode(one.Data)
			s.must(err)
			values["until"], values["end"] = time.Now().Add(5*time.Minute).Unix(), time.Now().Add(end).Unix()
			data, err := accountui.Codec{}.Encode(one.Expiry, values)
			s.must(err)
			_, err = s.DB.Exec(t.Context(), `UPDATE sessions SET data = $1 WHERE token = $2`, data, one.Token)
			s.must(err)
		}
	}
	left(5 * time.Minute)
	v.open(urls.MyList())
	v.wantText(t, ".alarm[role=alert]", "Votre session se ferme à")
	left(10 * time.Hour)
	v.Click(".alarm button")
	if !v.Await(func() bool { return !v.Exists(".alarm") }) {
		t.Fatalf("after going on: %s", v.Text(".alarm"))
	}
	left(5 * time.Minute)
	v.open(urls.MyList())
	v.Click(".alarm button")
	v.wantText(t, ".alarm", "Elle ne peut pas durer davantage")
	v.look(t)
}
