package journeys

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"parvis/internal/demo"
	"parvis/internal/programme"
	"parvis/internal/space"
	"parvis/web/browsertest"
	"parvis/web/serve"
	"parvis/web/urls"
)

// TestALinkThatOpensAFormSaysSo opens and closes the forms of a plan: the link says each time what is
// open. Without JavaScript it leads to a page, and says nothing of the kind.
func TestALinkThatOpensAFormSaysSo(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	here := v.Attributes("#liste .add-here a", "href")
	if len(here) < 2 {
		t.Fatalf("%d months of the plan take a task", len(here))
	}
	one, other, add := fmt.Sprintf(`#liste a[href="%s"]`, here[0]), fmt.Sprintf(`#liste a[href="%s"]`, here[1]), fmt.Sprintf(`.top a[href="%s"]`, urls.NewTask(jea))
	wantOpen := func(when, open string) {
		t.Helper()
		for _, link := range []string{one, other, add} {
			want := fmt.Sprint(link == open)
			if !v.Await(func() bool { return v.Attribute(link, "aria-expanded") == want }) {
				t.Errorf("%s, %s says that its form is open: %q, want %s", when, link, v.Attribute(link, "aria-expanded"), want)
			}
		}
	}
	wantOpen("at first", "")
	for _, link := range []string{one, other, add, one} {
		v.Click(link)
		v.WaitFor("#formulaire #titre:focus")
		wantOpen("after "+link, link)
	}
	v.Press("Escape")
	wantOpen("after Escape", "")
	v.WaitFor(one + ":focus")
	v.Click(other)
	v.WaitFor("#formulaire #titre:focus")
	v.Click("#formulaire a.cancel")
	wantOpen("after « Annuler »", "")
	v.WaitFor(other + ":focus")
	v.Click(one)
	v.WaitFor("#formulaire #titre:focus")
	v.edits(s.row(jea, "Signalétique").ID)
	wantOpen("after a row was opened", "")

	// What is added from the list is sent once, and the list that the form stands in is not sent with it.
	v.Press("Escape")
	v.Click(other)
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#titre", "Louer un barnum")
	v.Type("#duree", "2")
	v.Follow("#formulaire .button.primary")
	v.wantText(t, "#annonce", "Louer un barnum")
	if v.Exists(".alarm") {
		t.Errorf("the page says « %s »", v.Text(".alarm"))
	}

	still := s.enter(t, head, browsertest.Options{NoScript: true})
	still.open(urls.Plan(jea))
	if n := still.Count("[aria-expanded]"); n != 0 {
		t.Errorf("without JavaScript, %d links say that something is folded", n)
	}
}

// TestALongPlanLeadsToItsFirstOpenTask goes there with the keyboard: the next stop is in that task's row.
func TestALongPlanLeadsToItsFirstOpenTask(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(s.project("JEA")))
	if stops := v.TabTo(".first-open a"); len(stops) > 25 {
		t.Errorf("%d stops before the way to the first task", len(stops))
	}
	row := v.Attribute(".first-open a", "href")
	v.Press("Enter")
	v.WaitFor(row + ":target")
	v.Press("Tab")
	if !v.Exists(row + " :focus") {
		t.Errorf("after the link to %s, the focus is elsewhere", row)
	}
	if v.Exists("tr.is-done:has(" + row + ")") {
		t.Errorf("%s is done already", row)
	}
}

// TestTheChartsTitlesStayBesideIt scrolls the chart on a telephone: its titles take less than half of the
// width, are written large enough, and stay beside their bars.
func TestTheChartsTitlesStayBesideIt(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{Width: 390, Height: 844})
	v.open(urls.Gantt(s.project("JEA")))
	frame, titles := v.Where(".gantt-frame"), v.Where(".gantt-titles")
	if titles.Width > frame.Width/2 {
		t.Errorf("the titles take %.0f of %.0f px", titles.Width, frame.Width)
	}
	if size := v.Style(".gantt-titles li", "font-size"); size < "12px" || len(size) != 4 {
		t.Errorf("a title is %s high", size)
	}
	v.TabTo(".gantt-frame")
	bar := v.Where(".gantt .bar")
	v.Press("ArrowRight")
	if !v.Await(func() bool { return v.Where(".gantt .bar").X < bar.X-20 }) {
		t.Fatal("the chart is not scrolled")
	}
	v.Settle()
	if now := v.Where(".gantt-titles"); now.X < titles.X-1 || now.X > titles.X+1 {
		t.Errorf("the titles stood at %.0f px and stand at %.0f", titles.X, now.X)
	}
	for _, width := range []int{390, 1280} {
		v.Resize(width, 844)
		bars := v.bars(t, ".gantt-frame")
		if titles := v.Count(".gantt-titles li"); len(bars) != titles {
			t.Errorf("at %d px, %d bars are drawn beside %d titles", width, len(bars), titles)
		}
		for _, n := range []int{1, 40} {
			title, drawn := v.Where(fmt.Sprintf(".gantt-titles li:nth-child(%d)", n)), bars[n-1]
			if title.Y < drawn.Y-4 || title.Y > drawn.Y+4 {
				t.Errorf("at %d px, title %d stands at %.0f px and its bar at %.0f", width, n, title.Y, drawn.Y)
			}
		}
	}
}

// bars are where the bars of a chart stand, from the first row to the last.
func (v visitor) bars(t *testing.T, within string) []browsertest.Place {
	t.Helper()
	bars := v.Drawn(within + " .gantt .bar")
	slices.SortFunc(bars, func(a, b browsertest.Place) int { return cmp.Compare(a.Y, b.Y) })
	for i, b := range bars {
		if b.Width == 0 || b.Height == 0 {
			t.Errorf("%s: bar %d of %d is not drawn", v.path(), i+1, len(bars))
		}
	}
	if len(bars) == 0 {
		t.Fatalf("%s: no bar is drawn", v.path())
	}
	return bars
}

// TestGoingBackShowsTheFiltersAndTheListAsItIs filters a list in place, follows a link, and comes back
// when somebody has changed what the list shows: the filter is still set, and the list is of now.
func TestGoingBackShowsTheFiltersAndTheListAsItIs(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	team := s.people[team].At(s.Now)
	task := s.row(s.project("JEA"), "Commande du matériel")
	online, signs, safety := s.row(task.ProjectID, "Page du site"), s.row(task.ProjectID, "Signalétique"), s.row(task.ProjectID, "Dossier de sécurité")
	twinning := s.project("Jumelage")
	for name, c := range map[string]struct {
		path, field, value string
		filtered, link     string
		change             func()
		now                func(v visitor) bool
	}{
		"my list": {urls.MyList(), "#categorie", string(task.Category), `#imprimer[href*="categorie="]`, fmt.Sprintf(`#liste a[href="%s"]`, urls.Task(task.ID)),
			func() { s.must(s.Plans.TickTask(t.Context(), team, task.ID)) },
			func(v visitor) bool { return !v.Exists(boxOf(task.ID) + `[aria-pressed="false"]`) }},
		"plan": {urls.Plan(task.ProjectID), "#f-categorie", string(task.Category), "#liste", fmt.Sprintf(`#liste a[href="%s"]`, urls.Task(online.ID)),
			func() { s.must(s.Plans.DeleteTask(t.Context(), team, signs.ID)) },
			func(v visitor) bool {
				return v.Exists("#"+anchor(online.ID)) && !v.Exists("#"+anchor(signs.ID)) && !v.Exists("#"+anchor(safety.ID))
			}},
		"projects": {urls.Projects(), "#type", string(programme.Twinning), "#liste tbody tr:only-child", fmt.Sprintf(`#liste a[href="%s"]`, urls.Project(twinning)),
			func() {
				rows := s.plan(twinning).Rows
				s.must(s.Plans.DeleteTask(t.Context(), team, rows[len(rows)-1].ID))
			},
			func(v visitor) bool {
				return strings.Contains(plain(v.Text("#liste tbody tr")), fmt.Sprintf("sur %d", len(s.plan(twinning).Rows)))
			}},
		"spaces": {urls.Spaces(), "#service", string(space.InService), "#liste", "#liste tbody a",
			func() {
				_, err := s.Spaces.Create(t.Context(), team, serve.NewKey(), space.Draft{Name: "Une cour de plus", Active: true})
				s.must(err)
			},
			func(v visitor) bool { return strings.Contains(v.Text("#liste"), "Une cour de plus") }},
	} {
		t.Run(name, func(t *testing.T) {
			v := s.enter(t, intern, browsertest.Options{})
			v.open(c.path)
			v.Mark("#liste")
			v.Set(c.field, c.value)
			if !v.Await(func() bool { return strings.Contains(v.path(), c.value) && !v.Marked("#liste") }) {
				t.Fatalf("filtering leaves %s", v.path())
			}
			v.WaitFor(c.filtered)
			v.Follow(c.link)
			c.change()
			v.BackTo(c.field)
			if !strings.Contains(v.path(), c.value) || v.Value(c.field) != c.value {
				t.Errorf("going back leads to %s, where %s is %q", v.path(), c.field, v.Value(c.field))
			}
			v.WaitFor(c.filtered)
			if !c.now(v) {
				t.Errorf("going back shows the list as it was: %.300s", plain(v.Text("#liste")))
			}
		})
	}
}

// TestNoCardStandsAlone measures the strips of cards in windows of several widths: none stands alone below a
// row of three or more.
func TestNoCardStandsAlone(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	for strip, path := range map[string]string{".cards": urls.Events()} {
		v.open(path)
		for _, width := range []int{1600, 1280, 1100, 960, 800} {
			v.Resize(width, 800)
			rows, last := map[float64]int{}, 0.0
			for n := range v.Count(strip + " > li") {
				last = v.Where(fmt.Sprintf("%s > li:nth-child(%d)", strip, n+1)).Top
				rows[last]++
			}
			if most := slices.Max(slices.Collect(maps.Values(rows))); most > 2 && rows[last] == 1 {
				t.Errorf("%s at %d px: a card of %s stands alone below %d", path, width, strip, most)
			}
		}
	}
}

// TestMarksOfKindsTellThemApart holds the marks on the pages that show several: that of an event's programme
// stands on no page of events, which say so already, and a mark stands beside the first line of its title.
func TestMarksOfKindsTellThemApart(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	for _, who := range []string{head, team, intern} {
		client := s.Login(who, demo.Password)
		for _, path := range []string{urls.Events(), urls.Event(s.event("Journées européennes de l’archéologie"))} {
			body := client.Get(path).Want(t, http.StatusOK).Body
			if strings.Contains(body, "kind-event-programme") {
				t.Errorf("%s shows the mark of a programme beside its event", path)
			}
		}
	}
	v := s.enter(t, head, browsertest.Options{Width: 390, Height: 844})
	v.open(urls.Project(s.project("JEA")))
	mark, title := v.Where("h1 .kind"), v.Where("h1 > span:last-child")
	if title.Height < 1.5*mark.Height || mark.Top > title.Top+12 { // two lines or more
		t.Errorf("the mark begins at %.0f px, its title of %.0f px at %.0f", mark.Top, title.Height, title.Top)
	}
}
