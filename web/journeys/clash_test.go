package journeys

import (
	"fmt"
	"net/http"
	"testing"

	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/web/browsertest"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// contested is something that two people edit at the same time.
type contested struct {
	what, path  string
	field       string // the field that both change
	send        string // the button of its form
	first, then string // what the first to save writes, and the second
	kept        func() string
}

// TestTwoPeopleEditingTheSameThing opens the same form twice. The second to save gets a page with
// both texts, on which nothing is overwritten yet; she keeps hers, then it is saved.
func TestTwoPeopleEditingTheSameThing(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	task := s.row(s.project("JEA"), "Signalétique").ID
	one, two := s.enter(t, head, browsertest.Options{}), s.enter(t, head, browsertest.Options{NoScript: true})
	for _, c := range s.contested() {
		for _, v := range []visitor{one, two} {
			v.open(c.path)
			if v.Exists(".item-edit") {
				v.Click(".item-edit summary")
			}
			v.Set(c.field, map[visitor]string{one: c.first, two: c.then}[v])
		}
		one.Follow(c.send)
		if got := c.kept(); got != c.first {
			t.Errorf("%s: the first text is kept as %q", c.what, got)
		}
		two.Follow(c.send)
		if two.Status() != http.StatusConflict || c.kept() != c.first {
			t.Errorf("%s: the second is answered %d, and %q is kept", c.what, two.Status(), c.kept())
			continue
		}
		two.wantText(t, "main", "Rien n’a été écrasé", "Votre texte", "Texte enregistré")
		two.wantText(t, ".clash .differs", c.first, c.then, "différent")
		if c.what == "a task" { // all are the same page
			two.look(t)
		}
		two.Follow("main form .button.primary")
		if got := c.kept(); got != c.then {
			t.Errorf("%s: she keeps hers, and %q is kept", c.what, got)
		}
	}

	// Or she takes the other's.
	two.open(urls.TaskEdit(task))
	one.open(urls.TaskEdit(task))
	two.Set("#notes", "Les miennes")
	one.Set("#notes", "Les autres")
	one.Follow("#formulaire .button.primary")
	two.Follow("#formulaire .button.primary")
	two.Follow("main .actions a")
	two.wantPath(t, urls.Task(task))
	two.wantText(t, "main", "Les autres")
}

// contested lists what two people can edit at once, in the demonstration.
func (s *story) contested() []contested {
	s.t.Helper()
	ctx, claire := s.t.Context(), s.people[head].At(s.Now)
	jea, night, member := s.project("JEA"), s.event("Nuit européenne"), s.people[other].ID
	task := s.row(jea, "Signalétique")
	item := s.toTick(task.ID)
	const form = "main form.form .button.primary"
	return []contested{
		{"a task", urls.TaskEdit(task.ID), "#titre", form, "Signalétique du hall", "Signalétique de la cour",
			func() string { return s.row(jea, "Signalétique").Title }},
		{"an item", urls.Task(task.ID), fmt.Sprintf("#point-texte-%d", item.ID), ".item-edit[open] form .button", "Compter les flèches", "Compter les totems",
			func() string { return s.toTick(task.ID).Label }},
		{"a project", urls.ProjectEdit(jea), "#publics", form, "Des classes", "Des familles", func() string {
			sheet, err := s.Programme.Project(ctx, claire, jea)
			s.must(err)
			return sheet.Audiences
		}},
		{"an event", urls.EventEdit(night), "#theme", form, "La nuit", "La lumière", func() string {
			event, err := s.Programme.Event(ctx, claire, night)
			s.must(err)
			return event.Theme
		}},
		{"a person", urls.Member(member), "#name", form, "Lucie Morel-Petit", "Lucie Petit", func() string {
			m, err := s.Accounts.Member(ctx, claire, member)
			s.must(err)
			return m.Name
		}},
		{"the service's week", urls.Calendar(), "#zone", `form[action$="semaine"] .button.primary`, "A", "B", func() string {
			c, err := s.Calendar.Settings(ctx, claire)
			s.must(err)
			return c.Week.SchoolZone
		}},
	}
}

// TestStatusChangedMeanwhileIsShownNotRepeated presses a button on a page that has become old.
func TestStatusChangedMeanwhileIsShownNotRepeated(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	residency := s.project("Résidence")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Project(residency))
	sheet, err := s.Programme.Project(t.Context(), s.people[head].At(s.Now), residency)
	s.must(err)
	draft := sheet.Draft()
	draft.Audiences = "Les voisins"
	err = s.Programme.Edit(t.Context(), s.people[team].At(s.Now), residency, sheet.Version, draft)
	s.must(err)
	v.Follow(fmt.Sprintf(`button[name="statut"][value="%s"]`, programme.Confirmed))
	if v.Status() != http.StatusConflict {
		t.Errorf("answered %d", v.Status())
	}
	v.wantText(t, "main", "Ce projet a changé depuis que vous l’avez ouvert", "Les voisins")
	v.look(t)
}

// TestTickFromAnOldPageHarmsNothing ticks a task that a colleague ticked a moment before.
func TestTickFromAnOldPageHarmsNothing(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	task := s.row(s.project("JEA"), "Commande du matériel")
	v := s.enter(t, intern, browsertest.Options{})
	v.open(urls.MyList())
	s.must(s.Plans.TickTask(t.Context(), s.people[team].At(s.Now), task.ID))
	v.press(t, boxOf(task.ID), true, true)
	if got := s.row(task.ProjectID, task.Title); got.State != retroplan.Done || got.ActualFinish != webtest.Today {
		t.Errorf("the task is %s", got.State)
	}
}
