package journeys

import (
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// sheet is the plan of the archaeology days open in a browser, and one of its tasks.
type sheet struct {
	visitor
	project int64
}

func (s *story) openSheet(t testing.TB, who string) sheet {
	t.Helper()
	v := sheet{visitor: s.enter(t, who, browsertest.Options{}), project: s.project("JEA")}
	v.open(urls.Plan(v.project))
	return v
}

// cell is the place of a task's column, by the label of its cell when the row is edited.
func cell(r plan.Row, nth string) string { return rowOf(r.ID) + " td:nth-child(" + nth + ")" }

func titleLink(r plan.Row) string { return "#" + anchor(r.ID) + " a" }

// shownAfter gives the task whose row comes next on the page.
func (v sheet) shownAfter(t testing.TB, r plan.Row) plan.Row {
	t.Helper()
	ids := v.Attributes("#liste .plan tbody th[id^=t]", "id")
	for i, id := range ids[:len(ids)-1] {
		if id != anchor(r.ID) {
			continue
		}
		for _, next := range v.s.plan(v.project).Rows {
			if anchor(next.ID) == ids[i+1] {
				return next
			}
		}
	}
	t.Fatalf("no row after %q among %d", r.Title, len(ids))
	return plan.Row{}
}

// wantRow waits for the row of a task to be the one that is edited.
func (v sheet) wantRow(t testing.TB, title string) {
	t.Helper()
	var held []string
	if !v.Await(func() bool { held = v.Values("#edition #titre"); return len(held) == 1 && held[0] == title }) {
		t.Fatalf("the row that is open is %q, want %q", held, title)
	}
}

// TestARowIsEditedWhereItStands works in the list as in a sheet: a click on a cell opens its row there, what is typed
// is tried at once, Enter keeps it, Tab and the arrows go on to the next cell and row, and what is wrong stays in its cell.
func TestARowIsEditedWhereItStands(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.openSheet(t, head)
	task := s.row(v.project, "Signalétique")
	v.Click(cell(task, "5"))
	v.WaitFor("#edition #duree:focus")
	v.Press("Escape")
	v.WaitFor(titleLink(task) + ":focus")
	v.ScrollTo(rowOf(task.ID))
	top := v.Top(titleLink(task))
	v.Press("F2")
	v.WaitFor("#edition #titre:focus")
	if moved := v.Top("#edition #titre") - top; moved < -8 || moved > 8 {
		t.Errorf("the title moves by %v px when its row opens", moved)
	}
	v.Press("Escape")
	v.WaitGone("#edition")
	v.Click(cell(task, "5"))
	v.WaitFor("#edition #duree:focus")
	v.Type("#edition #duree", "9")
	v.wantText(t, "#dit", "Ses dates")
	v.Press("Tab") // the effort
	v.Press("Tab")
	v.WaitFor("#edition #pour:focus")
	for typed, said := range map[string]string{"J-30": "J-30 : mercredi 14 mai 2025", "15 mai": "15 mai : jeudi 15 mai 2025, J-29", "20 jours ouvrés avant": "20 jours ouvrés avant : mardi 13 mai 2025"} {
		v.Type("#edition #pour", typed)
		v.wantText(t, "#dit", said)
	}
	v.Type("#edition #pour", "J-30")
	v.Press("Enter")
	v.WaitGone("#edition")
	v.WaitFor(titleLink(task) + ":focus")
	v.wantText(t, "#annonce", "Tâche enregistrée", "Signalétique")
	v.wantText(t, rowOf(task.ID), "9 j", "J-30")
	if now := s.row(v.project, "Signalétique"); now.Duration != 9 || now.Offset.Count != 30 {
		t.Fatalf("kept: %+v", now.Task)
	}

	// What is wrong stays in its cell, with what was typed.
	v.Allow("Error Code 422")
	v.Press("F2")
	v.WaitFor("#edition #titre:focus")
	v.Type("#edition #duree", "-3")
	v.Press("Enter")
	v.wantText(t, "#edition #duree-problem", "négative")
	v.WaitFor("#edition #duree:focus")
	if got := v.Value("#edition #duree"); got != "-3" {
		t.Errorf("the duration holds %q", got)
	}
	v.Type("#edition #duree", "4")

	// An arrow keeps the row and goes on in the same column.
	next := v.shownAfter(t, task)
	v.Press("ArrowDown")
	v.wantText(t, "#annonce", "Tâche enregistrée", "Signalétique")
	v.wantRow(t, next.Title)
	v.WaitFor("#edition #duree:focus")
	if now := s.row(v.project, "Signalétique"); now.Duration != 4 {
		t.Errorf("kept: %+v", now.Task)
	}
	v.Press("ArrowUp")
	v.wantRow(t, task.Title)
	v.WaitFor("#edition #duree:focus")

	// The others of a row: who, which category, which state.
	v.Set("#edition #categorie", "budget")
	v.Set("#edition #etat", "in_progress")
	v.Click("#edition-dit .primary")
	v.WaitGone("#edition")
	v.wantText(t, rowOf(task.ID), "Budget", "en cours")
}

// TestEscapeInARowKeepsWhatIsTyped presses Escape in a row that is edited where it stands: nothing is saved, and what
// was typed is there when the row is opened again.
func TestEscapeInARowKeepsWhatIsTyped(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.openSheet(t, team)
	task := s.row(v.project, "Signalétique")
	v.Focus(titleLink(task))
	v.Press("F2")
	v.WaitFor("#edition #titre:focus")
	v.Type("#edition #titre", "Signalétique du parcours")
	v.Press("Escape")
	v.WaitGone("#edition")
	v.WaitFor(titleLink(task) + ":focus")
	v.wantText(t, "#annonce", "Rien n’est enregistré")
	if now := s.row(v.project, "Signalétique"); now.Title != task.Title {
		t.Errorf("Escape saved %q", now.Title)
	}
	v.Press("F2")
	v.WaitFor("#edition #titre:focus")
	if got := v.Value("#edition #titre"); got != "Signalétique du parcours" {
		t.Errorf("opened again, the row holds %q", got)
	}
}

// TestTwoPeopleInOneRowSeeBothTexts keeps a row that somebody else kept meanwhile: both texts are shown, and what was
// typed is not lost.
func TestTwoPeopleInOneRowSeeBothTexts(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.openSheet(t, head)
	task := s.row(v.project, "Signalétique")
	v.Click(cell(task, "5"))
	v.WaitFor("#edition #duree:focus")
	draft := task.Draft()
	draft.Title = "Signalétique de Samir"
	s.must(s.Plans.EditTask(t.Context(), s.people[team].At(s.Now), task.ID, task.Version, draft))
	v.Type("#edition #titre", "Signalétique de Claire")
	v.Press("Enter")
	v.wantText(t, "#contenu", "Signalétique de Samir")
	if typed := strings.Join(v.Values("#contenu [name=titre]"), " "); typed != "Signalétique de Claire" {
		t.Errorf("the title holds %q", typed)
	}
	if now := s.row(v.project, "Signalétique"); now.Title != draft.Title {
		t.Errorf("%q was written over", now.Title)
	}
	v.Allow("Error Code 409")
}
