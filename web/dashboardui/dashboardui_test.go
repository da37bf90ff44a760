package dashboardui_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/demo"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
	"parvis/web/urls"
	"parvis/web/webtest"
)

const (
	head   = "cheffe@parvis.test"
	team   = "equipe@parvis.test"
	intern = "stagiaire@parvis.test"
)

var filled = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error {
	return demo.Fill(ctx, rooms.ForTests(db))
})

// story is the site over the demonstration's service.
func story(t *testing.T) *webtest.House { return webtest.Serve(t, filled(t)) }

func TestHeadSeesEventsWhatPressesAndWhatAwaitsHer(t *testing.T) {
	t.Parallel()
	c := story(t).Login(head, demo.Password)
	c.Get(urls.Home()).Want(t, http.StatusOK).Has(t,
		"Lundi 7 avril 2025", "Bonjour Claire", "J-67", "Journées européennes de l’archéologie 2025",
		"en retard de 7\u00a0j", "Inès Carpentier", "En attente de votre confirmation", "Résidence d’artiste", urls.Watch())
	c.Get(urls.Watch()).Want(t, http.StatusOK).Has(t, "Commande du matériel de communication national", "Dossier de sécurité").
		Lacks(t, "Démontage") // no slack by nature, and no worry before the event
}

func TestInternTicksFromHerFirstPage(t *testing.T) {
	t.Parallel()
	h := story(t)
	c := h.Login(intern, demo.Password)
	page := c.Get(urls.Home()).Want(t, http.StatusOK)
	page.Has(t, "Bonjour Inès", "En retard", "Aujourd’hui", "Cette semaine", "Dossier de sécurité").
		Lacks(t, "En attente de votre confirmation", urls.NewProject(), "Nuit européenne des musées")

	box := regexp.MustCompile(`name="faite" value="(\d+)"[^>]*aria-label="Fait`).FindStringSubmatch(page.Body)
	if box == nil {
		t.Fatal("her list has no box to tick")
	}
	if a := c.Post(urls.Ticks(), url.Values{"faite": {box[1]}, "points": {"laisser"}, "retour": {urls.Home()}}).Want(t, http.StatusSeeOther); a.Location != urls.Home() {
		t.Errorf("ticking sends to %q", a.Location)
	}
	c.Get(urls.Home()).Want(t, http.StatusOK).Lacks(t, box[0])
}

func TestEmptyServiceShowsTheFirstStepOfEachRole(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	for _, p := range []struct {
		name  string
		page  webtest.Answer
		first bool
	}{
		{"head", h.As(h.Head).Get(urls.Home()), true},
		{"team", h.As(h.Team).Get(urls.Home()), true},
		{"intern", h.As(h.Intern).Get(urls.Home()), false},
	} {
		p.page.Want(t, http.StatusOK)
		if p.first {
			p.page.Has(t, "Aucun projet n’est en cours", urls.NewProject())
		} else {
			p.page.Has(t, "Aucune tâche ne vous est confiée", "Vous n’êtes membre d’aucun projet").Lacks(t, urls.NewProject())
		}
	}
}

func TestVisitorIsAskedToLogIn(t *testing.T) {
	t.Parallel()
	c := webtest.New(t).Visitor()
	for _, path := range []string{urls.Home(), urls.Watch()} {
		if a := c.Get(path).Want(t, http.StatusSeeOther); a.Location != urls.Login(path) {
			t.Errorf("%s sends to %q", path, a.Location)
		}
	}
}

func TestCriticalIsOneCountOnEveryPage(t *testing.T) {
	t.Parallel()
	c := story(t).Login(head, demo.Password)
	home := c.Get(urls.Home()).Want(t, http.StatusOK).Body
	count := func(page string) int {
		found := regexp.MustCompile(`(\d+)(?:\x{a0}tâches? critiques?|</strong> sans marge)`).FindStringSubmatch(page)
		if found == nil && strings.Contains(page, `class="counters"`) {
			return 0 // a plan counts what there is
		}
		if found == nil {
			t.Fatalf("no count of critical tasks in %.400s", page)
		}
		n, err := strconv.Atoi(found[1])
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	plans := map[string]bool{}
	for _, link := range regexp.MustCompile(`/projets/\d+/retroplanning`).FindAllString(home, -1) {
		plans[link] = true
	}
	total := 0
	for link := range plans {
		total += count(c.Get(link).Want(t, http.StatusOK).Body)
	}
	if len(plans) < 5 || total == 0 || count(home) != total {
		t.Errorf("the dashboard counts %d critical tasks, its %d plans %d", count(home), len(plans), total)
	}
}

func TestProjectWithoutADateIsShownWithoutCountingDays(t *testing.T) {
	t.Parallel()
	h := story(t)
	c := h.Login(team, demo.Password)
	made := c.Post(urls.Projects(), url.Values{"type": {"eac"}, "titre": {"Une idée pour plus tard"}, "pilote": {pilotOf(t, c)}, "jour_j": {"aucune"}, "marge": {"0"}}).
		Want(t, http.StatusSeeOther)
	page := c.Get(urls.Home()).Want(t, http.StatusOK).Has(t, "Une idée pour plus tard", "pas encore de date")
	own := regexp.MustCompile(`(?s)href="` + made.Location + `".*?</li>`).FindString(page.Body)
	if own == "" || regexp.MustCompile(`J-\d|E\+\d`).MatchString(own) {
		t.Errorf("drawn as %s", own)
	}
}

// pilotOf reads who is proposed as the pilot of a new project: whoever asks.
func pilotOf(t *testing.T, c *webtest.Client) string {
	t.Helper()
	found := regexp.MustCompile(`<option value="(\d+)" selected`).FindStringSubmatch(c.Get(urls.NewProject()).Want(t, http.StatusOK).Body)
	if found == nil {
		t.Fatal("nobody is proposed as the pilot")
	}
	return found[1]
}
