package journeys

import (
	"fmt"
	"html"
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/demo"
	typing "parvis/web/form"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	fieldPattern = regexp.MustCompile(`<(input|textarea)\b([^>]*)>`)
	typePattern  = regexp.MustCompile(`\btype="([^"]*)"`)
	namePattern  = regexp.MustCompile(`\bname="([^"]*)"`)
)

// typedForms are the forms of a person's pages in which one types, each filled by hand; secret is what
// was typed in the fields of passwords.
func (s *story) typedForms(client *webtest.Client, list []page, who, secret string) map[string]filled {
	s.t.Helper()
	forms := map[string]filled{}
	for _, p := range list {
		if !slices.Contains(p.seen, who) {
			continue
		}
		for _, m := range formPattern.FindAllStringSubmatch(client.Get(p.path).Body, -1) {
			f := filled{form: hiddenOf(m), typed: map[string]string{}}
			for i, field := range fieldPattern.FindAllStringSubmatch(m[2], -1) {
				name, kind := attribute(namePattern, field[2]), attribute(typePattern, field[2])
				switch {
				case kind == "password":
					f.values.Set(name, secret)
				case name != "" && name != "username" && (field[1] == "textarea" || kind == "text" || kind == "email"):
					f.typed[name] = fmt.Sprintf("Écrit « à la main » %d", i)
					f.values.Set(name, f.typed[name])
				}
			}
			if f.on = p.path; len(f.typed) > 0 {
				forms[f.action] = f
			}
		}
	}
	if len(forms) < 15 {
		s.t.Fatalf("only %d forms found", len(forms))
	}
	return forms
}

// filled is a form that somebody filled.
type filled struct {
	form
	typed map[string]string
}

func hiddenOf(m []string) form {
	f := form{action: html.UnescapeString(m[1]), values: url.Values{}}
	for _, hidden := range inputPattern.FindAllStringSubmatch(m[2], -1) {
		f.values.Set(html.UnescapeString(hidden[1]), html.UnescapeString(hidden[2]))
	}
	return f
}

func attribute(pattern *regexp.Regexp, of string) string {
	if m := pattern.FindStringSubmatch(of); m != nil {
		return html.UnescapeString(m[1])
	}
	return ""
}

// written is how much the journal holds: nothing was done while it stays the same.
func (s *story) written(db *pgxpool.Pool) (n int) {
	s.t.Helper()
	s.must(db.QueryRow(s.t.Context(), `SELECT (SELECT count(*) FROM journal) + (SELECT count(*) FROM submissions)`).Scan(&n))
	return n
}

// wantTyped checks that a page holds all that was typed in a form, and no password.
func wantTyped(t *testing.T, a webtest.Answer, f filled, secret, when string) {
	t.Helper()
	for name, text := range f.typed {
		if !strings.Contains(a.Body, html.EscapeString(text)) {
			t.Errorf("%s, %s of %s: « %s » typed in %s is lost, answered %d", when, f.action, f.on, text, name, a.Status)
		}
	}
	if strings.Contains(a.Body, secret) {
		t.Errorf("%s, %s: the password comes back", when, f.action)
	}
}

// TestEveryFormSentAfterItsSessionComesBack sends each form of every page after its session ended, and
// after its author was disabled and enabled again: once she is logged in, her page shows all of it, and
// nothing was done meanwhile.
func TestEveryFormSentAfterItsSessionComesBack(t *testing.T) {
	t.Parallel()
	const secret = "un-mot-de-passe-tapé"
	for when, end := range map[string]func(s *story){
		"after the session": func(s *story) { s.must(s.Accounts.LogOutEverywhere(t.Context(), s.people[team].At(s.Now))) },
		"after the account was disabled": func(s *story) {
			claire := s.people[head].At(s.Now)
			s.must(s.Accounts.Disable(t.Context(), claire, s.people[team].ID))
			s.must(s.Accounts.Enable(t.Context(), claire, s.people[team].ID))
		},
	} {
		t.Run(when, func(t *testing.T) {
			t.Parallel()
			f := newFurnished(t)
			s, list := f.story, f.pages()
			client := s.Login(team, demo.Password)
			forms := s.typedForms(client, list, team, secret)
			end(s)
			logins := 0
			for _, f := range forms {
				if strings.HasPrefix(f.action, urls.Asked("")) || strings.HasPrefix(f.action, urls.Doors()+"/") {
					continue // answered without an account: no session ends there
				}
				// A minute's logins of one address are few: another process of the same service counts its own.
				if logins++; logins%50 == 0 {
					client = webtest.Serve(t, s.DB).Login(team, demo.Password)
					client.Post(urls.LogoutEverywhere(), nil).Want(t, http.StatusSeeOther)
				}
				before := s.written(s.DB)
				a := client.Post(f.action, f.values)
				if a.Status != http.StatusSeeOther || !strings.HasPrefix(a.Location, "/connexion?suite=%2Freprise%2F") {
					t.Errorf("%s: %s is answered %d to %s", when, f.action, a.Status, a.Location)
					continue
				}
				back, err := url.QueryUnescape(strings.TrimPrefix(a.Location, "/connexion?suite="))
				s.must(err)
				client.Post(urls.Login(""), url.Values{"email": {team}, "password": {demo.Password}, "suite": {back}}).Want(t, http.StatusSeeOther)
				again := client.Get(back)
				if again.Status != http.StatusUnprocessableEntity || !strings.Contains(again.Body, "Votre session s’était fermée\u00a0: vérifiez et enregistrez.") {
					t.Errorf("%s: %s comes back as %d\n%.300s", when, f.action, again.Status, plain(again.Body))
				}
				wantTyped(t, again, f, secret, when)
				if s.written(s.DB) != before {
					t.Errorf("%s: %s was done before anybody sent it again", when, f.action)
				}
				client.Post(urls.LogoutEverywhere(), nil).Want(t, http.StatusSeeOther)
			}
		})
	}
}

// TestEveryFormSentWhileTheDatabaseIsAwayComesBack sends each form of every page to a site that has lost
// its database: the page of the failure holds all of it, and sends it once the database is back.
func TestEveryFormSentWhileTheDatabaseIsAwayComesBack(t *testing.T) {
	t.Parallel()
	const secret = "un-mot-de-passe-tapé"
	f := newFurnished(t)
	s, list := f.story, f.pages()
	client := s.Login(team, demo.Password)
	forms := s.typedForms(client, list, team, secret)
	again, err := pgxpool.NewWithConfig(t.Context(), s.DB.Config())
	s.must(err)
	defer again.Close()
	s.DB.Close()
	var page webtest.Answer
	for _, f := range forms {
		a := client.Post(f.action, f.values)
		if a.Status != http.StatusServiceUnavailable && a.Status != http.StatusInternalServerError {
			t.Errorf("%s is answered %d", f.action, a.Status)
		}
		wantTyped(t, a, f, secret, "without a database")
		if f.action == urls.Events() {
			page = a
		}
	}
	if page.Body == "" {
		t.Fatalf("no form of a new event among %v", slices.Sorted(maps.Keys(forms)))
	}
	back := webtest.Serve(t, again)
	other := back.Login(team, demo.Password)
	sent := formPattern.FindStringSubmatch(page.Body[strings.Index(page.Body, "Ce que vous aviez écrit")-200:])
	if sent == nil {
		t.Fatalf("no form to send again:\n%s", page.Body)
	}
	values := hiddenOf(sent).values
	for _, m := range regexp.MustCompile(`(?s)<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>`).FindAllStringSubmatch(sent[2], -1) {
		values.Set(m[1], html.UnescapeString(m[2]))
	}
	values.Set("debut", "12/09/2025")
	values.Set("fin", "12/09/2025")
	values.Set("annee", "2025")
	values.Del("edition")
	values.Del("verifie")
	before := s.written(again)
	first, second := other.Post(urls.Events(), values), other.Post(urls.Events(), values)
	if first.Status != http.StatusSeeOther || second.Location != first.Location {
		t.Errorf("sent again: %d to %s, then %d to %s\n%v", first.Status, first.Location, second.Status, second.Location, values)
	}
	if now := s.written(again); now != before+2 { // an entry of the journal, a key
		t.Errorf("sent twice after the failure, it left %d entries", now-before)
	}
}

// TestAFormThatIsTooLongIsStillRead sends more than a form may hold: its beginning comes back.
func TestAFormThatIsTooLongIsStillRead(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	client := s.Login(team, demo.Password)
	long := strings.Repeat("Les mots. ", 3*typing.Most/10)
	a := client.Post(urls.Projects(), url.Values{"a": {"Le début"}, "objectifs": {long}}).Want(t, http.StatusRequestEntityTooLarge)
	a.Has(t, "Le début", "dépasse 1 Mo", strings.Repeat("Les mots. ", 40_000))
}

// TestNothingInvisibleIsKept sends each form of every page with texts that nobody can see, or that read as
// others: they are refused as empty, or kept without what cannot be seen.
func TestNothingInvisibleIsKept(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s, list := f.story, f.pages()
	client := s.Login(team, demo.Password)
	hidden := []string{"\u200b", "\u200d", "\u3164", "\u2800", "\u00ad", "\u2060", "\ufe0f", "\ufeff", "\u202e"}
	turn := 0
	for round, text := range []func() string{
		func() string { return strings.Join(hidden, "") }, // one that is kept is found below, whichever it is
		func() string { turn++; return strings.Repeat(hidden[turn%len(hidden)], 2) },
	} {
		for _, f := range s.typedForms(client, list, team, "secret") {
			for name := range f.typed {
				f.values.Set(name, text())
			}
			if a := client.Post(f.action, f.values); a.Status >= 500 {
				t.Errorf("what cannot be seen, typed in %s in round %d, is answered %d: %q", f.action, round, a.Status, f.values)
			}
		}
	}
	rows, err := s.DB.Query(t.Context(), `SELECT table_name, column_name FROM information_schema.columns
		WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') ORDER BY 1, 2`)
	s.must(err)
	columns, err := pgx.CollectRows(rows, pgx.RowToStructByPos[struct{ Table, Column string }])
	s.must(err)
	for _, c := range columns {
		var n int
		s.must(s.DB.QueryRow(t.Context(), fmt.Sprintf(`SELECT count(*) FROM %q WHERE %q ~ '[\u200B\u200D\u3164\u2800\u00AD\u2060\uFE0F\uFEFF\u202E]'`, c.Table, c.Column)).Scan(&n))
		if n > 0 {
			t.Errorf("%d rows of %s hold such a text in %s", n, c.Table, c.Column)
		}
	}
	if len(columns) < 20 {
		t.Errorf("only %d columns were looked at", len(columns))
	}
}

// TestFieldsSendWhatWasTyped walks every field of every page: none is of a kind that a wheel changes or that
// a browser reads in its own way, and no box must be ticked for a form to be sent. A choice among several may be.
func TestFieldsSendWhatWasTyped(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s, list := f.story, f.pages()
	kinds := []string{"", "hidden", "text", "email", "search", "password", "checkbox", "radio", "file", "submit"}
	seen := 0
	for _, who := range []string{head, team, intern, newcomer} {
		client := s.Login(who, demo.Password)
		for _, p := range list {
			if !slices.Contains(p.seen, who) {
				continue
			}
			for _, field := range fieldPattern.FindAllStringSubmatch(client.Get(p.path).Body, -1) {
				seen++
				kind := attribute(typePattern, field[2])
				if field[1] == "input" && !slices.Contains(kinds, kind) {
					t.Errorf("%s has a field of type %s: %s", p.path, kind, field[0])
				}
				if kind == "checkbox" && strings.Contains(field[2], " required") {
					t.Errorf("%s has a box that must be ticked: %s", p.path, field[0])
				}
			}
		}
	}
	if seen < 500 {
		t.Errorf("only %d fields seen", seen)
	}
}
