package programmeui_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/account"
	"parvis/internal/demo"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
	"parvis/web/urls"
	"parvis/web/webtest"
)

const (
	demoHead   = "cheffe@parvis.test"
	demoTeam   = "equipe@parvis.test"
	demoIntern = "stagiaire@parvis.test"
)

var filled = pgtest.Filled(func(ctx context.Context, db *pgxpool.Pool) error { return demo.Fill(ctx, rooms.ForTests(db)) })

// story is the site over the demonstration's service, and its head.
func story(t *testing.T) (*webtest.House, account.By) {
	t.Helper()
	h := webtest.Serve(t, filled(t))
	people, err := h.Accounts.People(t.Context(), account.Console().On(demo.Day))
	must(t, err)
	for _, p := range people {
		if p.Email == demoHead {
			return h, p.Person.On(demo.Day)
		}
	}
	t.Fatal("the demonstration has no head")
	return nil, account.By{}
}

// words is the text of a part of a page, its spaces as single ones.
func words(html string) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(html, " ")
	return strings.ReplaceAll(strings.Join(strings.Fields(french.PlainSpaces(text)), " "), " ,", ",")
}

// part is what stands between a link to a project and the end of its row or line.
func part(t *testing.T, page webtest.Answer, project int64, end string) string {
	t.Helper()
	_, after, found := strings.Cut(page.Body, `href="`+urls.Project(project)+`"`)
	if !found {
		t.Fatalf("project %d is not there", project)
	}
	before, _, _ := strings.Cut(after, end)
	return before
}

// facts is what a list has to say of a plan.
func facts(v plan.View) (want []string) {
	want = append(want, v.Summary.Health.Label())
	if v.Summary.Late > 0 {
		want = append(want, fmt.Sprintf("%d en retard", v.Summary.Late))
	}
	for _, r := range v.Rows { // by day
		if r.Duration == 0 && r.State.Open() && r.PlannedFinish >= v.Today {
			return append(want, french.PlainSpaces(r.PlannedFinish.FrenchShortIn(r.Year))+", "+r.Title)
		}
	}
	return want
}

func TestListsSayOfAPlanWhatItsPageSays(t *testing.T) {
	t.Parallel()
	h, head := story(t)
	client := h.Login(demoIntern, demo.Password)
	projects, events := client.Get(urls.Projects()).Want(t, http.StatusOK), client.Get(urls.Events()).Want(t, http.StatusOK)
	list, err := h.Programme.List(t.Context(), head, programme.Filter{})
	must(t, err)
	late := 0
	for _, p := range list {
		v, err := h.Plans.Plan(t.Context(), head, p.ID)
		must(t, err)
		late += v.Summary.Late
		parts := map[string]string{"the list of projects": part(t, projects, p.ID, "</tr>")}
		if p.EventID != 0 {
			parts["the list of events"] = part(t, events, p.ID, "</li>")
			parts["its event's page"] = part(t, client.Get(urls.Event(p.EventID)).Want(t, http.StatusOK), p.ID, "</li>")
		}
		for where, html := range parts {
			said := words(html)
			want := append(facts(v), p.Status.Label(), french.PlainSpaces(french.TasksDone(v.Summary.Done, v.Summary.Total)))
			for _, fact := range want {
				if !strings.Contains(said, fact) {
					t.Errorf("%s says of %s %q, not %q", where, p.Title, said, fact)
				}
			}
			if v.Summary.Late == 0 && strings.Contains(strings.ReplaceAll(said, "En retard", ""), "en retard") {
				t.Errorf("%s says of %s %q, nothing is late", where, p.Title, said)
			}
		}
	}
	if late == 0 {
		t.Error("nothing is late in the demonstration")
	}
}

func TestProjectsThatAskForNoWorkShowOnlyHowFarTheyCame(t *testing.T) {
	t.Parallel()
	h, head := story(t)
	list, err := h.Programme.List(t.Context(), head, programme.Filter{Status: programme.Preparing})
	must(t, err)
	p := list[slices.IndexFunc(list, func(p programme.Listed) bool { return p.EventID != 0 })]
	must(t, h.Programme.SetStatus(t.Context(), head, p.ID, p.Version, programme.Cancelled))
	client := h.Login(demoHead, demo.Password)
	row := words(part(t, client.Get(urls.Projects()).Want(t, http.StatusOK), p.ID, "</tr>"))
	event := words(part(t, client.Get(urls.Event(p.EventID)).Want(t, http.StatusOK), p.ID, "</li>"))
	for _, said := range []string{row, event} {
		if !strings.Contains(said, "Annulé") || !strings.Contains(said, "tâches faites sur") || strings.Contains(said, "jour") || strings.Contains(said, "Confirmer") || strings.Contains(said, "jalon :") {
			t.Errorf("a cancelled project: %q", said)
		}
	}
}

func TestAFinishedProjectShowsItsPlanWhileSomethingIsToDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e, by := jea(t, h), h.Head.At(h.Now)
	id, err := h.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Kind: programme.EAC, Title: "Fouilles", PilotID: h.Team.ID, EventID: e.ID})
	must(t, err)
	task, err := h.Plans.CreateTask(t.Context(), by, id, plan.Draft{Title: "Bilan", Category: "evaluation", Duration: 1}, "")
	must(t, err)
	for i, to := range []programme.Status{programme.Preparing, programme.Confirmed, programme.Running, programme.Finished} {
		must(t, h.Programme.SetStatus(t.Context(), by, id, i+1, to))
	}
	client := h.As(h.Intern)
	both := func() []string {
		return []string{words(part(t, client.Get(urls.Projects()).Want(t, http.StatusOK), id, "</tr>")), words(part(t, client.Get(urls.Event(e.ID)).Want(t, http.StatusOK), id, "</li>"))}
	}
	for _, said := range both() {
		if !strings.Contains(said, "À jour") || !strings.Contains(said, "0 tâche faite sur 1") {
			t.Errorf("something is to do: %q", said)
		}
	}
	must(t, h.Plans.TickTask(t.Context(), by, task))
	for _, said := range both() {
		if strings.Contains(said, "À jour") || !strings.Contains(said, "1 tâche faite sur 1") {
			t.Errorf("nothing is to do: %q", said)
		}
	}
}

// ordered is the titles of the projects of a list, in its order.
func ordered(page webtest.Answer) (titles []string) {
	for _, m := range regexp.MustCompile(`<a href="/projets/\d+">([^<]+)</a>`).FindAllStringSubmatch(page.Body, -1) {
		titles = append(titles, m[1])
	}
	return titles
}

func TestColumnsOfProjectsSortBothWays(t *testing.T) {
	t.Parallel()
	h, head := story(t)
	undated, err := h.Programme.Create(t.Context(), head, "", programme.ProjectDraft{Kind: programme.EAC, Title: "Zeste", PilotID: head.ID, Undated: true})
	must(t, err)
	list, err := h.Programme.List(t.Context(), head, programme.Filter{})
	must(t, err)
	client := h.Login(demoTeam, demo.Password)
	column := map[string]func(programme.Listed) string{
		"projet": func(p programme.Listed) string { return french.Fold(p.Title) },
		"jour":   func(p programme.Listed) string { return p.First.String() },
		"statut": func(p programme.Listed) string { return strconv.Itoa(slices.Index(programme.Statuses, p.Status)) },
		"pilote": func(p programme.Listed) string { return french.Fold(p.PilotName) },
		"sante": func(p programme.Listed) string {
			v, err := h.Plans.Plan(t.Context(), head, p.ID)
			must(t, err)
			rank := map[plan.Health]int{plan.Overdue: 1, plan.Tight: 2, plan.OnTrack: 3}[v.Summary.Health]
			if v.Summary.Total == 0 {
				rank = 4
			}
			return fmt.Sprintf("%d %03d", rank, 999-v.Summary.Late)
		},
	}
	for name, of := range column {
		key := map[string]string{}
		for _, p := range list {
			key[p.Title] = of(p)
		}
		for way, sorted := range map[string]string{"": "ascending", "decroissant": "descending"} {
			page := client.Get(urls.ProjectsOf(url.Values{"tri": {name}, "sens": {way}})).Want(t, http.StatusOK)
			page.Has(t, `aria-sort="`+sorted+`"`)
			titles := ordered(page)
			if len(titles) != len(list) {
				t.Fatalf("%d projects of %d", len(titles), len(list))
			}
			if name == "jour" { // what has no date is last, whichever the way
				if titles[len(titles)-1] != "Zeste" {
					t.Errorf("by %s %s: %q", name, sorted, titles)
				}
				titles = titles[:len(titles)-1]
			}
			got := make([]string, len(titles))
			for i, title := range titles {
				got[i] = key[title]
			}
			want := slices.Sorted(slices.Values(got))
			if way != "" {
				slices.Reverse(want)
			}
			if !slices.Equal(got, want) {
				t.Errorf("by %s %s: %q", name, sorted, got)
			}
		}
	}
	// The usual order is none of these; a heading keeps the filter and turns the way; the filter keeps the order.
	client.Get(urls.Projects()).Want(t, http.StatusOK).Has(t, `href="/projets?tri=sante"`, "du plus proche au plus lointain").Lacks(t, "aria-sort")
	client.Get(urls.ProjectsOf(url.Values{"tri": {"sante"}, "archives": {"oui"}})).Want(t, http.StatusOK).
		Has(t, `href="/projets?archives=oui&amp;sens=decroissant&amp;tri=sante"`, `name="tri" value="sante"`, "par santé")
	client.Get(urls.Projects()+"?tri=cirque&sens=autre").Want(t, http.StatusOK).Has(t, urls.Project(undated)).Lacks(t, "aria-sort")
}

func TestHeadConfirmsFromTheListsAndFromTheEventsPage(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	e := jea(t, h)
	head := h.As(h.Head)
	for i, from := range []string{urls.ProjectsOf(url.Values{"texte": {"fouilles"}, "tri": {"jour"}}), urls.EventsOf(e.Year), urls.Event(e.ID)} {
		id, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EAC, Title: fmt.Sprintf("Fouilles numéro %d", i), PilotID: h.Team.ID, EventID: e.ID})
		must(t, err)
		button := fmt.Sprintf(`formaction="%s" name="version"`, urls.ProjectConfirm(id))
		head.Get(from).Want(t, http.StatusOK).Lacks(t, button, `id="confirmer"`) // an idea is not confirmed
		must(t, h.Programme.SetStatus(t.Context(), h.Team.At(h.Now), id, 1, programme.Preparing))

		form := head.Get(from).Want(t, http.StatusOK).Has(t, button+` value="2"`, "Confirmer <span")
		hidden := url.Values{}
		_, after, _ := strings.Cut(form.Body, `id="confirmer"`)
		inside, _, _ := strings.Cut(after, "</form>")
		for _, m := range regexp.MustCompile(`type="hidden" name="([^"]+)" value="([^"]*)"`).FindAllStringSubmatch(inside, -1) {
			hidden.Set(m[1], strings.ReplaceAll(m[2], "&amp;", "&"))
		}
		for _, who := range []account.Person{h.Team, h.Intern} {
			h.As(who).Get(from).Want(t, http.StatusOK).Lacks(t, button, `id="confirmer"`)
			hidden.Set("version", "2")
			h.As(who).Post(urls.ProjectConfirm(id), hidden).Want(t, http.StatusForbidden)
		}
		hidden.Set("version", "1") // somebody changed it since
		head.Post(urls.ProjectConfirm(id), hidden).Want(t, http.StatusConflict).Has(t, "Rien n’a été fait")
		hidden.Set("version", "2")
		if a := head.Post(urls.ProjectConfirm(id), hidden).Want(t, http.StatusSeeOther); a.Location != from {
			t.Errorf("from %s went on to %s", from, a.Location)
		}
		head.Get(from).Want(t, http.StatusOK).Has(t, fmt.Sprintf("Le projet «\u00a0Fouilles numéro %d\u00a0» est confirmé.", i), "Annuler").
			Lacks(t, button)
	}
}
