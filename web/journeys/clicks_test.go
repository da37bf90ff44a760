package journeys

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// hand is somebody whose gestures are counted: each press of the mouse or of a finger, and each key; a text is counted as
// one, like the title that has to be written whatever the page is.
type hand struct {
	visitor
	clicks, keys, texts int
}

func (h *hand) click(selector string)    { h.clicks++; h.Click(selector) }
func (h *hand) shift(selector string)    { h.clicks++; h.ShiftClick(selector) }
func (h *hand) tap(selector string)      { h.clicks++; h.ScrollTo(selector); h.Hit(selector) }
func (h *hand) follow(selector string)   { h.clicks++; h.Follow(selector) }
func (h *hand) press(key string)         { h.keys++; h.Press(key) }
func (h *hand) write(field, text string) { h.texts++; h.Type(field, text) }

// choose picks one of a list: a press on it, another on what is chosen.
func (h *hand) choose(field, value string) { h.clicks += 2; h.Set(field, value) }

// wantAtMost says what a gesture takes, and checks that it takes no more.
func (h *hand) wantAtMost(t *testing.T, what string, most int) {
	t.Helper()
	t.Logf("%s: %d presses, %d keys, %d texts", what, h.clicks, h.keys, h.texts)
	if h.clicks+h.keys > most {
		t.Errorf("%s takes %d presses and %d keys, want %d at most", what, h.clicks, h.keys, most)
	}
}

// boxes find the boxes of the tasks that a list shows unfolded, and whose they are.
func (v visitor) boxes() []string {
	var list []string
	for _, one := range v.All(`#liste input[name="t[]"]`) {
		list = append(list, one.Attributes["value"])
	}
	return list
}

func box(task string) string { return fmt.Sprintf(`#liste input[name="t[]"][value=%q]`, task) }

// responsible are who has each task of a project, by its id.
func (s *story) responsible(project int64) map[string]int64 {
	who := map[string]int64{}
	for _, r := range s.plan(project).Rows {
		who[fmt.Sprint(r.ID)] = 0
		if r.ResponsibleID != nil {
			who[fmt.Sprint(r.ID)] = *r.ResponsibleID
		}
	}
	return who
}

func TestTenTasksAreGivenToSomebodyInFourGestures(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea, ines := s.project("JEA"), s.people[intern].ID
	h := hand{visitor: s.enter(t, head, browsertest.Options{})}
	h.open(urls.Plan(jea))
	ten := h.boxes()[2:12]
	before := s.responsible(jea)
	h.click(box(ten[0]))
	h.shift(box(ten[9]))
	h.wantText(t, ".chosen", "10 tâches choisies")
	h.press("i")
	h.press("Enter")
	h.wantText(t, "#annonce", "à Inès Carpentier.")
	h.wantAtMost(t, "give ten tasks to somebody", 4)
	for task, who := range s.responsible(jea) {
		if want := map[bool]int64{true: ines, false: before[task]}[slices.Contains(ten, task)]; who != want {
			t.Errorf("task %s is given to %d, want %d", task, who, want)
		}
	}
	for _, task := range ten {
		if !strings.Contains(plain(h.Text(fmt.Sprintf("#liste tr:has(input[value=%q]) td:nth-child(3)", task))), "Inès Carpentier") {
			t.Errorf("the row of task %s does not say whose it is", task)
		}
	}
}

func TestFiveTasksAreShiftedByThreeDaysInFourGestures(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	h := hand{visitor: s.enter(t, head, browsertest.Options{})}
	h.open(urls.Plan(jea))
	byID := map[string]plan.Row{}
	for _, r := range s.plan(jea).Rows {
		byID[fmt.Sprint(r.ID)] = r
	}
	five, shown := []string(nil), h.boxes()
	for i := 0; i+5 <= len(shown) && five == nil; i++ {
		if !slices.ContainsFunc(shown[i:i+5], func(task string) bool {
			r := byID[task]
			return r.Offset.IsZero() || r.Statutory || r.State != retroplan.ToDo || r.Offset.Count < 10
		}) {
			five = shown[i : i+5]
		}
	}
	if five == nil {
		t.Fatal("no five tasks with days of their own follow each other")
	}
	h.click(box(five[0]))
	h.shift(box(five[4]))
	h.press("3")
	h.press("Enter")
	h.wantText(t, "#annonce", "5 tâches décalées de 3 jours.")
	h.wantAtMost(t, "shift five tasks by three days", 4)
	for _, r := range s.plan(jea).Rows {
		was := byID[fmt.Sprint(r.ID)]
		if moved := r.Offset != was.Offset || r.Deadline != was.Deadline; moved != slices.Contains(five, fmt.Sprint(r.ID)) {
			t.Errorf("« %s » goes from %s to %s", r.Title, was.Offset, r.Offset)
		}
	}
}

// TestFiveItemsAreTickedOnAPhoneInFiveTaps taps five lines of a list: each is ticked by itself.
func TestFiveItemsAreTickedOnAPhoneInFiveTaps(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	h := hand{visitor: s.enter(t, intern, browsertest.Options{Width: 390, Height: 844, Touch: true})}
	h.open(urls.MyList())
	ticked := func() (n int) {
		s.must(s.DB.QueryRow(t.Context(), `SELECT count(*) FROM checklist_items WHERE ticked_at IS NOT NULL`).Scan(&n))
		return n
	}
	before, loads := ticked(), h.Loads()
	var items []string
	for _, one := range h.All(`#liste button[name="point"]`) {
		items = append(items, one.Attributes["value"])
	}
	if len(items) < 5 {
		t.Fatalf("the list shows %d items to tick", len(items))
	}
	for n, item := range items[:5] {
		line := fmt.Sprintf(`#liste button[value=%q]`, item)
		if high := h.Height(line); high < 44 {
			t.Errorf("the line of %s is %.0f px high", item, high)
		}
		h.tap(line)
		h.WaitFor(line + `[aria-pressed="true"]`)
		if now := ticked(); now != before+n+1 {
			t.Errorf("after %d taps, %d items are ticked", n+1, now-before)
		}
	}
	h.wantAtMost(t, "tick five items on a phone", 5)
	if h.Loads() != loads {
		t.Error("ticking reloads the page")
	}
}

// TestATaskIsAddedAfterAnotherInOneLine adds a task that begins after another, is somebody's and lasts some days: all of it is
// written in one line, where it belongs.
func TestATaskIsAddedAfterAnotherInOneLine(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	h := hand{visitor: s.enter(t, head, browsertest.Options{})}
	h.open(urls.Plan(jea))
	after := strings.TrimPrefix(h.Attribute("#liste .add-here a", "href"), urls.QuickAdd(jea)+"?apres=")
	before := len(s.plan(jea).Rows)
	h.click("#liste .add-here a")
	h.WaitFor("#formulaire #" + plan.FieldTitle + ":focus")
	h.write("#"+plan.FieldTitle, "Louer un barnum ; Inès ; 3")
	h.choose("#"+plan.FieldNeed, after)
	h.follow("#formulaire .button.primary")
	h.wantText(t, "#annonce", "La tâche « Louer un barnum » a été ajoutée")
	h.wantAtMost(t, "add a task after another, for somebody, with a duration, in one line", 4)
	if h.texts != 1 {
		t.Errorf("%d texts are written", h.texts)
	}
	added := s.row(jea, "Louer un barnum")
	if len(s.plan(jea).Rows) != before+1 || added.ResponsibleID == nil || *added.ResponsibleID != s.people[intern].ID || added.Duration != 3 ||
		len(added.Needs) != 1 || fmt.Sprint(added.Needs[0].ID) != after {
		t.Errorf("added: %+v, after %v", added.Task, added.Needs)
	}
	h.WaitFor("#" + anchor(added.ID))
}

// TestWhatRemainsOfSomebodyTakesThreeClicks goes from the plan to the printer.
func TestWhatRemainsOfSomebodyTakesThreeClicks(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea, ines := s.project("JEA"), s.people[intern].ID
	h := hand{visitor: s.enter(t, head, browsertest.Options{})}
	h.open(urls.Plan(jea))
	h.follow(fmt.Sprintf(`main a[href=%q]`, urls.PlanPrint(jea)))
	h.follow(fmt.Sprintf(`.paper-choice nav a[href$="qui=%d&reste=oui"]`, ines))
	sheets := ""
	for _, page := range h.PDF(filepath.Join(t.ArtifactDir(), "reste.pdf")).Pages {
		sheets += plain(page.Text) + "\n"
	}
	h.clicks++
	if !h.AsksToPrint("#imprimer") {
		t.Error("the third click does not print")
	}
	h.wantAtMost(t, "print what remains for one person", 3)
	hers := 0
	for _, r := range s.plan(jea).Rows {
		remains := r.State.Open() && r.ResponsibleID != nil && *r.ResponsibleID == ines
		if printed := strings.Contains(sheets, fmt.Sprintf("%d. %s", r.Number, strings.Join(strings.Fields(r.Title)[:1], " "))); printed != remains {
			t.Errorf("« %s » printed: %v, remains for her: %v", r.Title, printed, remains)
		}
		if remains {
			hers++
		}
	}
	if hers == 0 {
		t.Error("nothing remains for her")
	}
}

// TestEnterBesideTheDaysShiftsAndTicksNothing presses Enter in the field of days, with and without JavaScript: the list is one
// form with many buttons, and the first of them would tick a task.
func TestEnterBesideTheDaysShiftsAndTicksNothing(t *testing.T) {
	t.Parallel()
	for name, o := range map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea := s.project("JEA")
			task := s.row(jea, "Transport des groupes")
			v := s.enter(t, head, o)
			v.open(urls.Plan(jea))
			done := s.ticked()
			v.Click(box(fmt.Sprint(task.ID)))
			v.Type(".chosen [name=jours]", "3")
			if o.NoScript {
				v.PressAndFollow("Enter")
			} else {
				v.Press("Enter")
			}
			v.wantText(t, "#annonce", "1 tâche décalée de 3 jours.")
			v.wantPath(t, urls.Plan(jea))
			if now := s.row(jea, task.Title); now.Offset == task.Offset || s.ticked() != done {
				t.Errorf("due %s instead of %s, %d tasks ticked", now.Offset, task.Offset, s.ticked()-done)
			}
		})
	}
}

// TestADeletedTaskIsPutBackWhereOneWas deletes a task and takes it back with the button that says so, without leaving the plan.
func TestADeletedTaskIsPutBackWhereOneWas(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	task := s.row(jea, "Signalétique")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.TaskDelete(task.ID))
	v.Follow(".button.danger")
	v.wantPath(t, urls.Plan(jea))
	v.wantText(t, "#annonce", "La tâche « "+task.Title+" » est à la corbeille.", "Rétablir")
	loads := v.Loads()
	v.Click("#annonce button")
	v.wantText(t, "#annonce", "La tâche est rétablie.")
	v.WaitFor("#" + anchor(task.ID))
	v.wantPath(t, urls.Plan(jea))
	if v.Loads() != loads {
		t.Error("the page was loaded anew")
	}
}
