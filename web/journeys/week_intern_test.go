package journeys

import (
	"fmt"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/web"
	"parvis/web/browsertest"
	"parvis/web/serve"
	"parvis/web/urls"
)

// interned is the intern with her telephone, on the day that it is.
type interned struct {
	hand
	now           *atomic.Int64
	script        bool
	jea, twinning int64
}

// TestTheInternLivesHerWeekAndTheThreeDaysOnAPhone goes with the intern from Monday 7 April to the Sunday, then through the days of the JEA, with and without
// JavaScript. What other journeys live in full (ticking, spotting relays, noting a call, counting, the daybook) is not lived again: this one goes from
// her first page to what they begin with, and does the rest of her missions.
func TestTheInternLivesHerWeekAndTheThreeDaysOnAPhone(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var now atomic.Int64
			i := &interned{now: &now, script: script}
			i.wakes(7, time.April, 9)
			s := newStory(t, func(c *web.Config) { c.Clock = i.clock })
			i.jea, i.twinning = s.project("JEA"), s.project("Jumelage")
			i.hand = hand{visitor: s.enter(t, intern, browsertest.Options{Width: 390, Height: 844, Touch: true, NoScript: !script})}
			i.beginsHerWeek(t)
			i.findsAStructure(t)
			i.proposesAnActivity(t)
			i.plansTheTwinning(t)
			i.preparesAnOuting(t)
			i.wakes(13, time.April, 18)
			i.opens(t, urls.Home())
			i.answersForHerSlots(t)
			i.observes(t)
			i.keysPaper(t)
		})
	}
}

func (i *interned) wakes(day int, month time.Month, hour int) {
	i.now.Store(time.Date(2025, month, day, hour, 0, 0, 0, postgres.Paris).Unix())
}

func (i *interned) clock() time.Time { return time.Unix(i.now.Load(), 0) }

// opens goes to a page, whose title and first line stand above the keys.
func (i *interned) opens(t *testing.T, path string) {
	t.Helper()
	i.open(path)
	i.looks(t)
}

func (i *interned) looks(t *testing.T) {
	t.Helper()
	for _, fault := range i.FirstScreen() {
		t.Errorf("%s: %s", i.path(), fault)
	}
}

// beginsHerWeek reads the first page on Monday: what is late and for today, then the file, then whom to call, nothing twice. A piece is sent from there.
func (i *interned) beginsHerWeek(t *testing.T) {
	i.opens(t, urls.Home())
	i.wantText(t, "section[aria-labelledby=ma-liste]", "En retard et aujourd’hui", "Commande du matériel", "Ma liste, ")
	i.wantText(t, "section[aria-labelledby=appeler]", "Rappeler l’association Tremplin")
	if strings.Contains(i.Text("section[aria-labelledby=ma-liste]"), "Tremplin") {
		t.Error("the call to Tremplin is shown twice")
	}
	if i.Exists("section[aria-labelledby=evenements]") {
		t.Error("events are shown, which her projects say")
	}
	list, file, calls := i.Where("section[aria-labelledby=ma-liste]"), i.Where("section[aria-labelledby=dossier]"), i.Where("section[aria-labelledby=appeler]")
	if list.Top > 200 || file.Top < list.Top+list.Height || file.Top > 700 || calls.Top < file.Top {
		t.Errorf("the list stands at %.0f, the file at %.0f, the calls at %.0f", list.Top, file.Top, calls.Top)
	}
	i.clicks, i.texts = 0, 0
	const piece = "section[aria-labelledby=dossier] li:has(button) "
	sent := i.Text(piece + ".what")
	i.presses(piece + "button")
	i.WaitFor("#annonce button, #annonce a")
	i.wantAtMost(t, "note a piece of the file from the first page", 1)
	if i.Exists(piece) && i.Text(piece+".what") == sent {
		t.Errorf("%q is still the next thing", sent)
	}
	i.opens(t, urls.MyList())
	banner := 0.0
	if i.Exists(".demo-banner") {
		banner = i.Height(".demo-banner")
	}
	if first := i.Where("#liste .todo > li"); first.Top-banner > 350 {
		t.Errorf("the first task stands at %.0f px, without the line of the demonstration", first.Top-banner)
	}
}

// presses is a press on a button of a form: the page comes again without a script, and is swapped with one.
func (i *interned) presses(selector string) {
	i.clicks++
	if !i.script {
		i.Follow(selector)
		return
	}
	i.Click(selector)
}

// findsAStructure looks among those with a tag: the filters that are used stay, the others are a press away, the first found is in the first screen.
func (i *interned) findsAStructure(t *testing.T) {
	i.wakes(8, time.April, 10)
	i.opens(t, urls.OrganisationsOf(url.Values{"etiquette": {"archéologie"}}))
	if place := i.Where("#liste tbody tr"); place.Top > 560 {
		t.Errorf("the first structure stands at %.0f px", place.Top)
	}
	if i.Height("#etiquette") < 40 {
		t.Error("the tag that is looked for is not shown")
	}
	if strings.Contains(i.Text(".filters"), "Territoire") {
		t.Error("a filter that is not used is shown")
	}
	i.Click(".filters .other")
	if i.Height("#territoire") < 40 {
		t.Error("the other filters do not come")
	}
}

// proposesAnActivity is the mission of programming: from the key of what is new to an activity that the team finds.
func (i *interned) proposesAnActivity(t *testing.T) {
	i.wakes(9, time.April, 10)
	i.opens(t, urls.Project(i.jea))
	i.clicks, i.texts = 0, 0
	i.follow(`.thumb-nav a[href^="` + urls.New(nil) + `"]`)
	i.looks(t)
	i.follow(`main a[href="` + urls.NewActivity(i.jea) + `"]`)
	i.looks(t)
	i.write("#titre", "Dessine ton tesson")
	i.follow("main form .button.primary")
	i.wantText(t, "main", "Dessine ton tesson", "idée")
	i.wantAtMost(t, "note an idea of an activity", 3)
}

// plansTheTwinning adds to the plan of the twinning a task that is hers.
func (i *interned) plansTheTwinning(t *testing.T) {
	i.wakes(10, time.April, 10)
	i.opens(t, urls.Plan(i.twinning))
	i.clicks, i.texts = 0, 0
	i.presses(".top a.button.primary")
	i.WaitFor("#titre")
	i.write("#titre", "Réserver la salle de la première rencontre")
	i.choose("#"+plan.FieldCategory, string(plan.Logistics))
	i.choose("#"+plan.FieldResponsible, fmt.Sprint(i.s.people[intern].ID))
	i.follow("form:has(#titre) .button.primary")
	i.wantText(t, "#annonce", "Réserver la salle de la première rencontre")
	i.wantAtMost(t, "add a task of hers to the plan of the twinning", 6)
	i.opens(t, urls.MyList()+"?horizon=tout")
	i.wantText(t, "#liste", "Réserver la salle de la première rencontre")
}

// preparesAnOuting is the mission of what is done away from the museum.
func (i *interned) preparesAnOuting(t *testing.T) {
	i.wakes(11, time.April, 10)
	i.opens(t, urls.ProjectOutings(i.twinning))
	i.clicks, i.texts = 0, 0
	i.follow(`main a[href="` + urls.NewOuting(i.twinning) + `"]`)
	i.looks(t)
	i.write("#titre", "Une malle à la maison de quartier")
	i.follow("main form .button.primary")
	i.wantText(t, "main", "Une malle à la maison de quartier")
	i.wantAtMost(t, "prepare an outing", 2)
}

// answersForHerSlots says yes, on the Friday, to all that she is given, and opens the day.
func (i *interned) answersForHerSlots(t *testing.T) {
	i.wakes(13, time.June, 8)
	i.opens(t, urls.Home())
	i.clicks, i.texts = 0, 0
	i.wantText(t, "section[aria-labelledby=jour-j]", "JEA 2025", "21 séances")
	i.follow(`section[aria-labelledby=repondre] a[href="` + urls.MySlots() + `"]`)
	i.looks(t)
	i.presses("main form .button.primary:not(.small)")
	i.WaitFor("#annonce button, #annonce p")
	i.wantAtMost(t, "answer for all her slots", 2)
	i.open(urls.Home())
	if i.Exists("section[aria-labelledby=repondre] a[href='" + urls.MySlots() + "']") {
		t.Error("her answers are still waited for")
	}
	i.follow(`.thumb-nav a[href="` + urls.Days() + `"]`)
	i.wantText(t, "main", "Maintenant et ensuite")
	i.looks(t)
}

// observes fills a grid on the Saturday: what began last comes first.
func (i *interned) observes(t *testing.T) {
	i.wakes(14, time.June, 12)
	i.opens(t, urls.ProjectObservations(i.jea))
	first := i.Text("main section[aria-labelledby=observer] li")
	if !strings.Contains(plain(first), "14 juin 2025, 1") || strings.Contains(plain(first), "17 h") {
		t.Errorf("the first to observe at noon is %q", first)
	}
	i.Follow("main section[aria-labelledby=observer] li a")
	i.looks(t)
	pages := 0
	for i.Exists("main form[action*='/observer']") {
		if pages++; pages > 8 {
			t.Fatalf("the grid has no end: %s", i.Text("main"))
		}
		i.FillIn("main form[action*='/observer']", "3")
		if i.Exists("#jour") {
			i.Set("#jour", "14/06/2025")
		}
		i.Follow("main form[action*='/observer'] .asked-button.primary")
	}
	i.wantText(t, "main", "observée par Inès Carpentier")
}

// keysPaper types two sheets of paper on the Sunday, one after the other.
func (i *interned) keysPaper(t *testing.T) {
	i.wakes(15, time.June, 18)
	by := i.s.people[head].At(i.clock())
	forms, err := i.s.Surveys.List(t.Context(), by, survey.Filter{})
	i.s.must(err)
	var form int64
	for _, f := range forms {
		if f.Purpose == survey.Visitors && f.Published > 0 {
			form = f.ID
		}
	}
	made, err := i.s.Responses.Create(t.Context(), by, serve.NewKey(), i.jea, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie du dimanche", Asker: response.Ref{ID: i.s.people[intern].ID}})
	i.s.must(err)
	i.opens(t, urls.ProjectCollections(i.jea))
	i.wantText(t, "main", "Sortie du dimanche")
	i.opens(t, urls.Home())
	i.clicks, i.texts = 0, 0
	i.wantText(t, "section[aria-labelledby=saisir]", "Sortie du dimanche", "JEA 2025")
	i.follow(fmt.Sprintf("section[aria-labelledby=saisir] a[href=%q]", urls.CollectionEntry(made, nil)))
	i.looks(t)
	for range 2 {
		i.write(`form[data-saisie] .field input:not([name=jour])`, "1")
		i.follow("form[data-saisie] .button.primary")
	}
	i.wantAtMost(t, "key two sheets of paper from the first page", 3)
	i.opens(t, urls.Collection(made))
	i.wantText(t, "main", "2")
	var typed int
	i.s.must(i.s.DB.QueryRow(t.Context(), `SELECT count(*) FROM responses r JOIN collections c ON c.id = r.collection_id WHERE c.id = $1`, made).Scan(&typed))
	if typed != 2 {
		t.Errorf("%d sheets are kept", typed)
	}
}
