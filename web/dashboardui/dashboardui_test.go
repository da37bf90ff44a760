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
		"7\u00a0jours de retard", "Inès Carpentier", "À décider", "6\u00a0activités proposées à retenir</a>", "Résidence d’artiste", "Ce qui a changé", urls.Watch())
	c.Get(urls.Watch()).Want(t, http.StatusOK).Has(t, "Commande du matériel de communication national", "Dossier de sécurité").
		Lacks(t, "Démontage") // no slack by nature, and no worry before the event
}

func TestInternTicksFromHerFirstPage(t *testing.T) {
	t.Parallel()
	h := story(t)
	c := h.Login(intern, demo.Password)
	page := c.Get(urls.Home()).Want(t, http.StatusOK)
	page.Has(t, "Bonjour Inès", "En retard et aujourd’hui", "en retard", "On attend votre réponse", "Dossier de sécurité").
		Lacks(t, "À décider", "Confirmer", urls.NewProject(), "Nuit européenne des musées")

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
			p.page.Has(t, "Aucune tâche ne vous est attribuée", "Vous n’êtes membre d’aucun projet").Lacks(t, urls.NewProject())
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
	for _, found := range regexp.MustCompile(`href="(/projets/\d+)"`).FindAllStringSubmatch(c.Get(urls.Projects()).Want(t, http.StatusOK).Body, -1) {
		plans[found[1]+"/retroplanning"] = true
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
	h := webtest.New(t)
	c := h.As(h.Team)
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

// Where the head sees that a project waits, she confirms it, and stays where she was.
func TestTheHeadConfirmsFromHerFirstPage(t *testing.T) {
	t.Parallel()
	h := story(t)
	c := h.Login(head, demo.Password)
	page := c.Get(urls.Home()).Want(t, http.StatusOK).Body
	button := regexp.MustCompile(`formaction="(/projets/\d+/confirmation)(?:\?envoi)?" name="version" value="(\d+)">Confirmer <span class="sr-only">«\x{a0}([^<]*)\x{a0}»`).FindStringSubmatch(page)
	if button == nil {
		t.Fatal("nothing can be confirmed")
	}
	sent := url.Values{"version": {button[2]}, "retour": {urls.Home()}}
	h.Login(team, demo.Password).Post(button[1], sent).Want(t, http.StatusForbidden)
	h.Login(intern, demo.Password).Post(button[1], sent).Want(t, http.StatusForbidden)
	if a := c.Post(button[1], sent).Want(t, http.StatusSeeOther); a.Location != urls.Home() {
		t.Errorf("confirming sends to %q", a.Location)
	}
	c.Get(urls.Home()).Has(t, "Le projet «\u00a0"+button[3]+"\u00a0» est confirmé.").Lacks(t, button[1])
	c.Post(button[1], sent).Want(t, http.StatusConflict)
}

// Where a task is seen late, what blocks it is noted, and taken away; it is given and shifted. Each leads back.
func TestTasksAreActedOnFromTheFirstPage(t *testing.T) {
	t.Parallel()
	h := story(t)
	c := h.Login(head, demo.Password)
	line := regexp.MustCompile(`(?s)id="t(\d+)">.*?</li>`).FindStringSubmatch(c.Get(urls.Home()).Want(t, http.StatusOK).Body)
	if line == nil {
		t.Fatal("nothing is late")
	}
	id, err := strconv.ParseInt(line[1], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"Attribuer", "Décaler", "Bloquer"} {
		if !strings.Contains(line[0], ">"+word+" <") {
			t.Errorf("%s is not offered: %s", word, line[0])
		}
	}
	back := urls.Home() + "#t" + line[1]
	for _, path := range []string{urls.TaskGive(id), urls.TaskShift(id), urls.TaskBlock(id)} {
		c.Get(path+"?"+url.Values{"retour": {back}}.Encode()).Want(t, http.StatusOK).Has(t, `name="retour" value="`+back+`"`)
	}
	for _, sent := range []url.Values{{"etat": {"bloquer"}, "motif": {"Le devis n’est pas signé"}}, {"etat": {"rouvrir"}}} {
		sent.Set("retour", back)
		if a := c.Post(urls.TaskState(id), sent).Want(t, http.StatusSeeOther); a.Location != back {
			t.Errorf("%v sends to %q", sent, a.Location)
		}
		if home := c.Get(urls.Home()).Want(t, http.StatusOK); sent.Get("motif") != "" {
			home.Has(t, "Le devis n’est pas signé", "Débloquer")
		}
	}
	h.Login(intern, demo.Password).Get(urls.TaskBlock(1<<40)).Want(t, http.StatusNotFound)
}
