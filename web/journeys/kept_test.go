package journeys

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestTheFormThatWasKeptIsAPageLikeOthers sends forms after the session in a browser, logs in, and looks at the pages
// on which they come back as every other page is looked at; sent from there, each is saved once.
func TestTheFormThatWasKeptIsAPageLikeOthers(t *testing.T) {
	t.Parallel()
	for name, o := range withAndWithout {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea := s.project("JEA")
			mine := s.row(jea, "Signalétique")
			v := s.enter(t, head, o)
			for _, form := range []struct{ path, field, typed, shown string }{
				{urls.NewEvent(), "#nom", "Fête du quartier", "#contenu"},
				{urls.TaskEdit(mine.ID), "#titre", "Signalétique du parvis", "#" + anchor(mine.ID)},
				{urls.Task(mine.ID), "#point", "Compter les gants", "[aria-labelledby=points]"},
			} {
				v.open(form.path)
				v.Type(form.field, form.typed)
				if form.field == "#nom" {
					v.Type("#debut", "12/09/2025")
				}
				s.must(s.Accounts.LogOutEverywhere(t.Context(), s.people[head].At(s.Now)))
				v.Follow(fmt.Sprintf("#contenu form:has(%s) button[type=submit]", form.field))
				v.Set("#email", head)
				v.Set("#password", demo.Password)
				v.Follow("main form .button.primary")
				if !strings.HasPrefix(v.path(), urls.Held("")) || v.Status() != http.StatusUnprocessableEntity {
					t.Fatalf("%s: the browser is on %s, answered %d", form.path, v.path(), v.Status())
				}
				v.wantText(t, ".summary", "Votre session s’était fermée\u00a0: vérifiez et enregistrez.")
				if got := v.Value(form.field); got != form.typed {
					t.Errorf("%s: %s comes back as %q", form.path, form.field, got)
				}
				v.look(t)
				before := s.written(s.DB)
				again := fmt.Sprintf("#contenu form:has(%s)", form.field)
				if v.Exists(again+"[hx-boost]") && !o.NoScript {
					v.Click(again + " button[type=submit]")
				} else {
					v.Follow(again + " button[type=submit]")
				}
				v.wantText(t, form.shown, form.typed)
				if now := s.written(s.DB); now == before {
					t.Errorf("%s: nothing is saved", form.path)
				}
			}
		})
	}
}

// TestAFullDiskLeavesWhatIsTypedInPlace saves a row edited in place, then a form opened in place, while the database's
// disk is full: a sentence says so, what is typed stays as it is, and is saved once there is room.
func TestAFullDiskLeavesWhatIsTypedInPlace(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	mine := s.row(jea, "Signalétique")
	v := s.enter(t, head, browsertest.Options{})
	v.Allow("answer 503")
	v.open(urls.Plan(jea))
	full := func() {
		t.Helper()
		_, err := s.DB.Exec(t.Context(), `CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN RAISE EXCEPTION 'No space left on device' USING ERRCODE = '53100'; END $$;
		CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION full_disk()`)
		s.must(err)
	}
	wantKept := func(send string) {
		t.Helper()
		full()
		before, loads := v.seen(), v.Loads()
		v.Click(send)
		v.wantText(t, ".alarm[role=alert]", "La base de données n’a plus de place")
		if now := v.seen(); now != before || v.Loads() != loads {
			t.Errorf("the page is\n%.900s\nand was\n%.900s", now, before)
		}
		_, err := s.DB.Exec(t.Context(), `DROP TRIGGER full_disk ON tasks; DROP FUNCTION full_disk`)
		s.must(err)
		v.Click(".alarm button")
		v.WaitGone(".alarm")
	}

	v.edits(mine.ID)
	v.typesInRow(t, "titre", "Signalétique du parvis")
	v.typesInRow(t, "duree", "3 j")
	loads := v.Loads()
	wantKept("#edition-dit .button.primary")
	v.Click("#edition-dit .button.primary")
	v.WaitGone("#edition")
	v.wantText(t, rowOf(mine.ID), "Signalétique du parvis", "3 j")
	if v.Loads() != loads {
		t.Error("keeping a row reloads the page")
	}
	if got := s.row(jea, "Signalétique"); got.Title != "Signalétique du parvis" || got.Duration != 3 || got.Version != mine.Version+1 {
		t.Errorf("saved as %q, %d days, version %d after %d", got.Title, got.Duration, got.Version, mine.Version)
	}

	v.Click(fmt.Sprintf(`.top a[href=%q]`, urls.NewTask(jea)))
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#titre", "Louer un barnum")
	v.Set("#categorie", string(plan.Logistics))
	v.Type("#duree", "2")
	v.Type("#notes", "Appeler avant midi.")
	wantKept("#formulaire .button.primary")
	v.Follow("#formulaire .button.primary")
	if got := s.row(jea, "Louer un barnum"); got.Notes != "Appeler avant midi." || got.Version != 1 {
		t.Errorf("saved with the notes %q, version %d", got.Notes, got.Version)
	}
}
