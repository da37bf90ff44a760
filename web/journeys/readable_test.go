package journeys

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/internal/space"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestContrastThemesTellStatesApart draws the page under forced colours, where transparent borders are
// drawn and fills are dropped: what is ticked, current or late must still differ from what is not.
func TestContrastThemesTellStatesApart(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	done, open := s.row(jea, "Note d’intention"), s.row(jea, "Bons de commande")
	late := s.row(jea, "Commande du matériel")
	v := s.enter(t, head, browsertest.Options{Forced: true})
	v.open(urls.Plan(jea))
	differ := func(what, one, other string) {
		t.Helper()
		if bytes.Equal(v.Picture(one), v.Picture(other)) {
			t.Errorf("under forced colours, %s look the same", what)
		}
	}
	differ("a ticked box and one that is not", boxOf(done.ID), boxOf(open.ID))
	for name, c := range map[string][2]string{
		"menu entries":                   {`.main-nav a[aria-current]`, `.main-nav a:not([aria-current])`},
		"tabs":                           {`.tabs a[aria-current]`, `.tabs a:not([aria-current])`},
		"rows that are late and on time": {"tr:has(#" + anchor(late.ID) + ") > td", "tr:has(#" + anchor(open.ID) + ") > td"},
	} {
		side := "border-bottom-color"
		if strings.HasPrefix(name, "rows") {
			side = "border-left-color"
		}
		if one, other := v.Style(c[0], side), v.Style(c[1], side); one == other {
			t.Errorf("under forced colours, the %s have one %s, %s", name, side, one)
		}
	}
}

// TestALinkOfTheSummaryLeadsToItsField follows each link of an invalid form: the focus goes where one can
// answer, and the question stays in the window.
func TestALinkOfTheSummaryLeadsToItsField(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{Width: 1280, Height: 500})
	v.open(urls.NewProject())
	v.Follow("main form .button.primary")
	v.wantText(t, ".summary", "à corriger")
	for _, fault := range v.Reading() {
		t.Errorf("an invalid form: %s", fault)
	}
	for field, question := range map[string]string{"type": "fieldset:has(#type) legend", "titre": "label[for=titre]", "jour_j": "fieldset:has(#jour_j) legend"} {
		v.Click(fmt.Sprintf(`.summary a[href="#%s"]`, field))
		v.WaitFor(fmt.Sprintf("#%s:focus", field))
		if top := v.Top(question); top < 0 {
			t.Errorf("the question of %s stands %v above the window", field, -top)
		}
	}
}

// TestAnInvalidFormSaysSoFirst asks each kind of form for what it refuses: the title of its window says it.
func TestAnInvalidFormSaysSoFirst(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	client := s.Login(head, demo.Password)
	for _, path := range []string{urls.Projects(), urls.Events(), urls.Spaces(), urls.NewMember(), urls.Password(), urls.NewTask(s.project("JEA")), urls.Closures()} {
		a := client.Post(path, url.Values{"cle": {"une-cle-de-formulaire"}, "annee": {"x"}}).Want(t, http.StatusUnprocessableEntity)
		if title := titleOf.FindStringSubmatch(a.Body); title == nil || !strings.HasPrefix(title[1], "Erreur\u00a0: ") {
			t.Errorf("%s is refused under the title %q", path, title)
		}
	}
	a := client.Post(urls.Projects(), url.Values{"marge": {"beaucoup"}}).Want(t, http.StatusUnprocessableEntity)
	a.Has(t, `<a href="#marge">Marge de sécurité`)
}

// TestAFilterIsAnnounced changes a filter: the sentence that says what was found is filled where it stands.
func TestAFilterIsAnnounced(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	for path, field := range map[string][2]string{urls.Projects(): {"#type", "twinning"}, urls.Spaces(): {"#service", string(space.OutOfService)},
		urls.Plan(s.project("JEA")): {"#f-etat", "en-retard"}} {
		v.open(path)
		before := v.Text("#compte")
		v.Watch("#compte")
		v.Set(field[0], field[1])
		if !v.Await(func() bool { return v.Text("#compte") != before }) || v.Changes("#compte") < 1 || v.Attribute("#compte", "role") != "status" {
			t.Errorf("%s: the count is « %s », changed %d times", path, v.Text("#compte"), v.Changes("#compte"))
		}
	}
	item := s.toTick(s.row(s.project("JEA"), "Commande du matériel").ID)
	i := s.enter(t, intern, browsertest.Options{})
	i.open(urls.MyList())
	i.Watch("#bilan") // what is touched is read aloud, also where it says the same again
	i.Watch("#annonce")
	i.Click(lineOf(item))
	i.WaitFor(lineOf(item) + `[aria-pressed="true"]`)
	i.wantText(t, "#annonce", item.Label)
	if n := i.Changes("#annonce"); n < 1 {
		t.Errorf("what was ticked is announced in another place (%d changes)", n)
	}
	if n := i.Changes("#bilan"); n != 0 {
		t.Errorf("ticking an item announces the whole list again (%d changes)", n)
	}
	i.Unfold()
	i.Set("#categorie", string(plan.Logistics))
	if !i.Await(func() bool { return i.Changes("#bilan") != 0 }) || i.Changes("#bilan") < 1 {
		t.Errorf("filtering one's list says nothing: %d changes", i.Changes("#bilan"))
	}
}

// TestPagesReadWithoutTheirStyle takes the style sheets away: what a box says stays, and no picture is a
// black square.
func TestPagesReadWithoutTheirStyle(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	done, open := s.row(jea, "Note d’intention"), s.row(jea, "Bons de commande")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	v.WithoutStyle()
	v.Click(".month-fold > summary")
	if box := v.Text(boxOf(done.ID)); !strings.Contains(box, "✓") {
		t.Errorf("without a style sheet, a ticked box says %q", box)
	}
	if box := v.Text(boxOf(open.ID)); !strings.Contains(box, "☐") {
		t.Errorf("without a style sheet, an empty box says %q", box)
	}
}

// TestTheChartIsSaidInWords holds what the chart's columns show: each sheet has its own description, and
// the page lists the days in words and leads to the table.
func TestTheChartIsSaidInWords(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	client, jea := s.Login(head, demo.Password), s.project("JEA")
	page := client.Get(urls.Gantt(jea)).Want(t, http.StatusOK)
	page.Has(t, `href="#tableau"`, "Au plus tôt", "aujourd’hui", "Lundi de Pâques", "Ascension", "jour J")
	sheets := client.Get(urls.GanttPrint(jea)).Want(t, http.StatusOK)
	sheets.Has(t, "Diagramme de Gantt de « JEA")
	sheets.Lacks(t, "figurent dans le tableau")
	if strings.Contains(page.Body, `<svg class="gantt"`) && strings.Contains(strings.SplitN(page.Body, `<svg class="gantt"`, 2)[1][:400], "<title") {
		t.Error("a title over the whole chart covers it with one sentence")
	}
}

// TestTheMastheadLeavesRoom holds what stands before a page's own content: on a telephone the masthead is
// compact, and the chart begins in the first window.
func TestTheMastheadLeavesRoom(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{Width: 390, Height: 844})
	if high := v.Height(".masthead"); high > 150 {
		t.Errorf("the masthead takes %v px of a telephone's 844", high)
	}
	v.Resize(1280, 900)
	v.open(urls.Gantt(s.project("JEA")))
	if first := v.bars(t, ".gantt-frame")[0]; first.Top > 620 {
		t.Errorf("the first bar stands %v px down", first.Top)
	}
	v.open(urls.NewProject())
	v.Follow("main form .button.primary")
	if box, form := v.Width(".summary"), v.Width("main form"); box > form {
		t.Errorf("the box of errors is %v px wide over a form of %v", box, form)
	}
}

// TestLongWordsFitOnPaper prints what is named by one long word: no line runs out of the sheet.
func TestLongWordsFitOnPaper(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	v := s.enter(t, head, browsertest.Options{Width: 700})
	v.OnPaper(true)
	for _, path := range []string{urls.PlanPrint(f.wide), urls.MyListPrint(), urls.EventsPrint(0), urls.SpacesPrint(nil), urls.Project(f.wide), urls.Task(f.wideTask)} {
		v.open(path)
		for _, o := range v.Overflow(700) {
			t.Errorf("%s: too wide for its sheet: %s", path, o)
		}
	}
}

// TestTwoTextsShowWhatDiffersFirst holds the page of two edits that met: the fields that are the same are folded.
func TestTwoTextsShowWhatDiffersFirst(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	client, jea := s.Login(head, demo.Password), s.project("JEA")
	row := s.row(jea, "Bons de commande")
	draft := row.Draft()
	draft.Title = "Bons de commande signés"
	s.must(s.Plans.EditTask(t.Context(), s.people[team].At(s.Now), row.ID, row.Version, draft))
	values := url.Values(plan.TaskFields.Values(row.Draft()))
	values.Set("version", fmt.Sprint(row.Version))
	values.Set(plan.FieldTitle, "Bons de commande envoyés")
	page := client.Post(urls.Task(row.ID), values).Want(t, http.StatusConflict)
	_, content, _ := strings.Cut(page.Body, "<main") // the reader's menu is folded too
	shown, folded, found := strings.Cut(content, "<details")
	if !found || strings.Count(shown, `<th scope="row">`) != 1 || !strings.Contains(shown, "Bons de commande signés") || !strings.Contains(folded, "Catégorie") {
		t.Errorf("%d rows are shown before what is folded: %v", strings.Count(shown, `<th scope="row">`), found)
	}
}
