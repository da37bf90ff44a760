package journeys

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// TestHeadReadsChangesAndPrintsTheRetroplanning is the main job, from the login page to the printed
// sheet, with and without JavaScript. Only the way a form opens and a box is ticked differs.
func TestHeadReadsChangesAndPrintsTheRetroplanning(t *testing.T) {
	t.Parallel()
	for name, script := range map[string]bool{"with JavaScript": true, "without JavaScript": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			v := s.enter(t, head, browsertest.Options{NoScript: !script})
			v.toThePlan(t)
			v.changesATask(t, script)
			v.ticksATask(t, script)
			v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.PlanPrint(s.project("JEA"))))
			v.wantText(t, "main", "jour J : 13–15 juin 2025", "Signalétique du parvis", "Imprimé le 7 avril 2025")
		})
	}
}

// toThePlan goes from the dashboard to the JEA's retroplanning by links alone.
func (v visitor) toThePlan(t *testing.T) {
	t.Helper()
	jea := v.s.project("JEA")
	v.wantText(t, "main", "Lundi 7 avril 2025", "Bonjour Claire", "J-67")
	v.Follow(fmt.Sprintf(`.main-nav a[href="%s"]`, urls.Projects()))
	v.Follow(fmt.Sprintf(`.siblings a[href="%s"]`, urls.Events()))
	v.wantText(t, "h1", "Événements 2025")
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.Event(v.s.event("Journées européennes de l’archéologie"))))
	v.wantText(t, "main", "vendredi 13 juin 2025", "JEA 2025 : trois jours d’archéologie au musée")
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.Project(jea)))
	v.Follow(fmt.Sprintf(`.tabs a[href="%s"]`, urls.Plan(jea)))
	v.wantText(t, "main", "13–15 juin 2025", "dans 67 jours (J-67)", "avril 2025", "juin 2025", "sans marge", "7 j de retard")
}

// changesATask brings a task forward by four days; with JavaScript, in its row.
func (v visitor) changesATask(t *testing.T, script bool) {
	t.Helper()
	before := v.s.row(v.s.project("JEA"), "Signalétique")
	plan, place, row := urls.Plan(before.ProjectID), "#"+anchor(before.ID), rowOf(before.ID)
	v.wantText(t, row, "27 mai", "J-10o")
	if script {
		loads := v.Loads()
		v.edits(before.ID)
		v.Resize(1280, 3200) // the bar above the list covers a part of some row, wherever one scrolls
		v.look(t)
		v.Resize(1280, 800)
		v.Type("#edition #titre", "Signalétique du parvis")
		v.Type("#edition #pour", "J-21")
		v.Press("Enter")
		v.WaitGone("#edition")
		v.wantText(t, "#annonce", "Tâche enregistrée : « Signalétique du parvis »")
		if v.Loads() != loads {
			t.Error("the row reloads the page")
		}
		v.wantPath(t, plan)
	} else {
		v.Follow(fmt.Sprintf(`%s a[href="%s"]`, place, urls.Task(before.ID)))
		v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.TaskEdit(before.ID)))
		v.Set("#titre", "Signalétique du parvis")
		v.Set("#pour", "J-21")
		v.Follow("#formulaire .button.primary")
		v.wantPath(t, plan+place)
		v.wantText(t, "#annonce", "La tâche « Signalétique du parvis » a été modifiée.")
	}
	v.wantText(t, row, "Signalétique du parvis", "23 mai", "J-21")
	after := v.s.row(before.ProjectID, "Signalétique")
	if after.LatestFinish != workcal.Of(2025, 5, 23) || after.PlannedFinish != after.LatestFinish || after.Version == before.Version {
		t.Errorf("saved as %+v", after)
	}
}

// ticksATask ticks the late task and takes the tick back.
func (v visitor) ticksATask(t *testing.T, script bool) {
	t.Helper()
	task := v.s.row(v.s.project("JEA"), "Commande du matériel")
	box := boxOf(task.ID)
	for _, step := range []struct {
		state retroplan.State
		said  string
	}{{retroplan.Done, "Tâche faite\u00a0: «\u00a0" + task.Title + "\u00a0»."}, {retroplan.ToDo, "Tâche de nouveau à faire\u00a0: «\u00a0" + task.Title + "\u00a0»."}} {
		if step.state == retroplan.Done {
			v.finishes(t, box, script)
		} else {
			v.press(t, box, false, script)
		}
		v.wantText(t, "#annonce", step.said)
		if got := v.s.row(task.ProjectID, task.Title); got.State != step.state {
			t.Errorf("the task is %s, want %s", got.State, step.state)
		}
	}
}

// finishes ticks a task whose checklist is not all ticked, and says that it is done nevertheless.
func (v visitor) finishes(t *testing.T, box string, script bool) {
	t.Helper()
	yes := `#annonce button[value="laisser"]`
	if script {
		v.Click(box)
		v.WaitFor(yes)
		if !v.Exists(box + `[aria-pressed="false"]`) {
			t.Error("a task whose checklist is open is shown as done before anybody said so")
		}
		v.Click(yes)
		v.WaitFor(box + `[aria-pressed="true"]`)
		return
	}
	v.Follow(box)
	v.Follow(yes)
	if !v.Exists(box + `[aria-pressed="true"]`) {
		t.Errorf("%s does not show what was done", box)
	}
}

// press pushes a box to tick and waits for what it shows; with JavaScript, the page stays and the
// focus too.
func (v visitor) press(t *testing.T, box string, ticked, script bool) {
	t.Helper()
	loads, pressed := v.Loads(), fmt.Sprintf(`%s[aria-pressed="%v"]`, box, ticked)
	folded := fmt.Sprintf("details:not([open]):has(%s)", box) // what is done is folded
	for range v.Count(folded) {
		v.Click(folded + " > summary")
	}
	if !script {
		v.Follow(box)
		if !v.Exists(pressed) {
			t.Errorf("%s does not show what was done", box)
		}
		return
	}
	v.Click(box)
	v.WaitFor(pressed)
	if v.Loads() != loads {
		t.Errorf("%s reloads the page", box)
	}
	v.WaitFor(box + ":focus")
}

// rowOf finds the row of a task in a plan.
func rowOf(task int64) string { return "#liste tr:has(#" + anchor(task) + ")" }

// edits opens a task's row in place, by the cell of its duration.
func (v visitor) edits(task int64) {
	v.Click(rowOf(task) + " > td:nth-child(5)")
	v.WaitFor("#edition #duree:focus")
}

// typesInRow types in the row in edition, and waits until the page has said what that comes to.
func (v visitor) typesInRow(t *testing.T, field, text string) {
	t.Helper()
	v.Mark("#dit .soft")
	v.Set("#edition #"+field, text)
	if !v.Await(func() bool { return !v.Marked("#dit .soft") }) {
		t.Fatalf("typing %q in %s is not tried", text, field)
	}
}

// whole are the tasks of a plan that one may tick, and whose checklist leaves nothing to tick.
func (s *story) whole(project int64) []plan.Row {
	s.t.Helper()
	return slices.DeleteFunc(s.plan(project).Rows, func(r plan.Row) bool {
		return !r.State.Open() || r.Items > r.ItemsTicked
	})
}

// TestOpenFormSurvivesWhatHappensElsewhereOnThePage opens a row, then a form, and types; another task
// is ticked, another form asked for: nothing typed is lost, and no two forms are open at once.
func TestOpenFormSurvivesWhatHappensElsewhereOnThePage(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	mine, late := s.row(jea, "Signalétique"), s.row(jea, "Commande du matériel")
	var others []int64
	for _, r := range s.whole(jea) {
		if r.ID != mine.ID && r.ID != late.ID {
			others = append(others, r.ID)
		}
	}
	add := fmt.Sprintf(`.top a[href="%s"]`, urls.NewTask(jea))
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	loads := v.Loads()
	alone := func() {
		t.Helper()
		if n := v.Count("#titre"); n != 1 {
			t.Errorf("the page has %d fields called « titre »", n)
		}
	}
	elsewhere := func() { // another task is ticked
		t.Helper()
		box := boxOf(others[0])
		others = others[1:]
		v.Click(box)
		if !v.Await(func() bool { return v.Exists(box + `[aria-pressed="true"]`) }) {
			t.Fatalf("%s is not ticked", box)
		}
		v.wantText(t, "#annonce", "Tâche faite")
	}
	v.edits(late.ID)
	v.edits(mine.ID)
	alone()
	if !v.Exists(rowOf(mine.ID) + "[hidden] + #edition") {
		t.Error("the row in edition does not stand in its place")
	}
	v.Press("Escape")
	v.WaitGone("#edition")
	v.WaitFor("#" + anchor(mine.ID) + " a:focus")

	v.edits(mine.ID)
	v.typesInRow(t, "titre", "Signalétique du parvis")
	elsewhere()
	for _, asked := range []string{rowOf(late.ID) + " > td:nth-child(5)", add} {
		v.Click(asked)
		v.WaitFor("#edition input:focus")
		v.wantText(t, "#annonce", "Enregistrez d’abord")
		if got := v.Value("#edition #titre"); got != "Signalétique du parvis" {
			t.Errorf("the title being typed is now %q", got)
		}
		alone()
		elsewhere()
	}
	v.Click("#edition-dit .button.primary")
	v.WaitGone("#edition")
	v.wantText(t, rowOf(mine.ID), "Signalétique du parvis")
	v.WaitFor("#" + anchor(mine.ID) + " a:focus")
	if got := s.row(jea, "Signalétique").Title; got != "Signalétique du parvis" {
		t.Errorf("saved title: %q", got)
	}

	v.Click(add)
	v.WaitFor("#ajout #titre:focus")
	v.edits(late.ID) // nothing was typed
	alone()
	v.Click("#liste .add-here a")
	v.WaitFor("#liste .in-place #titre:focus")
	v.WaitGone("#edition")
	alone()
	v.Click(add)
	v.WaitFor("#ajout #titre:focus")
	alone()
	v.Type("#titre", "Louer un barnum")
	v.Set("#categorie", string(plan.Logistics))
	v.Type("#duree", "2")
	v.Type("#notes", "Appeler l’imprimeur avant midi.")
	elsewhere()
	for _, asked := range []string{rowOf(late.ID) + " > td:nth-child(5)", "#liste .add-here a"} {
		v.Fill("#annonce", "")
		v.Click(asked)
		v.wantText(t, "#annonce", "Enregistrez ou annulez d’abord")
		v.WaitFor("#formulaire #titre:focus")
		if got := v.Value("#notes"); got != "Appeler l’imprimeur avant midi." || v.Count("#formulaire") != 1 {
			t.Errorf("the notes being typed are now %q, in one of %d forms", got, v.Count("#formulaire"))
		}
		alone()
	}
	if v.Loads() != loads {
		t.Error("something reloads the page")
	}
	v.Follow("#formulaire .button.primary")
	if got := s.row(jea, "Louer un barnum").Notes; got != "Appeler l’imprimeur avant midi." {
		t.Errorf("saved notes: %q", got)
	}
}

func anchor(task int64) string { return fmt.Sprintf("t%d", task) }

// TestDependencyIsPickedFromTheListAndACycleIsNamed links two tasks, then tries to close a loop.
func TestDependencyIsPickedFromTheListAndACycleIsNamed(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	first, second := s.row(jea, "Consignes Vigipirate"), s.row(jea, "Relances et visite de presse")
	v := s.enter(t, head, browsertest.Options{})
	add := func(task, need plan.Row) {
		v.open(urls.Task(task.ID))
		v.Set("#"+plan.FieldNeed, fmt.Sprint(need.ID))
		v.Follow(".need-form button")
	}
	add(second, first)
	v.wantPath(t, urls.Task(second.ID))
	v.wantText(t, "#annonce", "Dépendance enregistrée.")
	v.wantText(t, "main", "Elle commence après", first.Title)
	after := s.row(jea, first.Title)
	if after.LatestFinish >= s.row(jea, second.Title).LatestStart {
		t.Errorf("« %s » may finish on %s, after its successor has begun", first.Title, after.LatestFinish)
	}

	add(first, second)
	if v.Status() != 422 {
		t.Errorf("the loop is answered %d", v.Status())
	}
	sentence := plain(v.Text(".summary"))
	for _, title := range []string{first.Title, second.Title} {
		if !strings.Contains(sentence, plain(title)) {
			t.Errorf("the sentence does not name « %s »: %s", title, sentence)
		}
	}
	if len(s.row(jea, first.Title).Needs) != len(first.Needs) {
		t.Error("the loop was closed")
	}
}

// TestTaskIsAddedMovedDeletedAndRestored follows one task from its form to the trash and back.
func TestTaskIsAddedMovedDeletedAndRestored(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea := s.project("JEA")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Plan(jea))
	v.Click(fmt.Sprintf(`main a[href="%s"]`, urls.NewTask(jea)))
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#titre", "Louer un barnum")
	v.Set("#categorie", string(plan.Logistics))
	v.Type("#duree", "2")
	v.Type("#pour", "J-10o")
	v.Follow("#formulaire .button.primary")
	added := s.row(jea, "Louer un barnum")
	row := rowOf(added.ID)
	v.wantPath(t, urls.Plan(jea)+"#"+anchor(added.ID))
	v.wantText(t, "#annonce", "La tâche « Louer un barnum » a été ajoutée.")
	v.wantText(t, row, "Logistique", "27 mai", "J-10o", "à attribuer")

	place := func() int {
		return slices.IndexFunc(s.plan(jea).Rows, func(r plan.Row) bool { return r.ID == added.ID })
	}
	before := place()
	neighbour := s.plan(jea).Rows[before-1]
	v.Follow(fmt.Sprintf(`%s a[href="%s"]`, row, urls.Task(added.ID)))
	v.wantText(t, "[aria-labelledby=dates]", "27 mai", "J-17")
	loads, up := v.Loads(), fmt.Sprintf(`form[action="%s"] button`, urls.TaskUp(added.ID))
	v.Click(up)
	v.wantText(t, "#annonce", "Tâche montée d’un rang", "Louer un barnum")
	if v.Loads() != loads || place() != before-1 {
		t.Errorf("moved from %d to %d", before, place())
	}
	v.WaitFor("#contenu :focus")
	for n := before - 1; v.Exists(up); n-- {
		v.Fill("#annonce", "")
		v.Click(up)
		v.wantText(t, "#annonce", "Tâche montée d’un rang")
		if place() != n-1 {
			t.Fatalf("moved from %d to %d", n, place())
		}
		v.WaitFor("#contenu:focus, #contenu :focus")
	}
	last := s.plan(jea).Rows[place()+1]
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.Plan(jea)))
	v.WaitFor(fmt.Sprintf("%s + %s", row, strings.TrimPrefix(rowOf(last.ID), "#liste ")))
	if place() < before-1 {
		v.WaitFor(fmt.Sprintf("%s ~ %s", row, strings.TrimPrefix(rowOf(neighbour.ID), "#liste ")))
	}

	v.Follow(fmt.Sprintf(`%s a[href="%s"]`, row, urls.Task(added.ID)))
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.TaskDelete(added.ID)))
	v.wantText(t, "h1", "Supprimer cette tâche ?")
	v.Follow(".button.danger")
	v.wantPath(t, urls.Plan(jea))
	v.wantText(t, "#annonce", "La tâche « Louer un barnum » est à la corbeille.")
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.TrashOf(jea)))
	v.wantText(t, "main", "Louer un barnum", "à rétablir jusqu’au 7 mai 2025")
	v.Follow(fmt.Sprintf(`form[action="%s"] button`, urls.Restore("taches", added.ID)))
	v.wantPath(t, urls.Task(added.ID))
	v.wantText(t, "#annonce", "La tâche est rétablie.")
	v.open(urls.Plan(jea))
	v.wantText(t, row, "Louer un barnum", "27 mai")
	v.Follow(fmt.Sprintf(`.tabs a[href="%s"]`, urls.Project(jea)))
	v.Follow(fmt.Sprintf(`.views a[href="%s"]`, urls.ProjectHistory(jea)))
	v.wantText(t, "main", "Claire Vasseur a rétabli la tâche « Louer un barnum »", "Claire Vasseur a mis à la corbeille la tâche « Louer un barnum »",
		"Claire Vasseur a créé la tâche « Louer un barnum »")
}

// TestTemplateIsAppliedToANewProject creates a project and gives it a plan in one step.
func TestTemplateIsAppliedToANewProject(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Projects())
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.NewProject()))
	v.Type("#titre", "Fouille dans la cour de l’école")
	v.Click(`input[name="type"][value="event_programme"]`)
	v.Set("#pilote", fmt.Sprint(s.people[head].ID))
	v.Click(`input[name="jour_j"][value="propre"]`)
	v.Type("#debut", "18 octobre 2025")
	v.Follow("main form.form .button.primary")
	project := s.project("Fouille dans la cour")
	v.wantPath(t, urls.Project(project))
	v.Follow(fmt.Sprintf(`.tabs a[href="%s"]`, urls.Plan(project)))
	v.wantText(t, "main", "Ce rétroplanning est vide")
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.ApplyTemplate(project)))
	v.Follow(".card h3 a")
	before, loads := v.Text("#appliquer .button.primary"), v.Loads()
	v.Click("#oui_buvette")
	v.WaitFor("#appliquer:has(input[name=oui_buvette]) .button.primary")
	if v.Loads() != loads || v.Text("#appliquer .button.primary") == before || !strings.Contains(v.URL(), "oui_buvette=1") {
		t.Errorf("after a question answered: %s, « %s »", v.path(), v.Text("#appliquer .button.primary"))
	}
	v.wantText(t, "#apercu", "Licence temporaire de débit de boissons")
	v.Follow("#appliquer .button.primary")
	v.wantPath(t, urls.Plan(project))
	v.wantText(t, "main", "Licence temporaire de débit de boissons", "octobre 2025")
	if rows := s.plan(project).Rows; len(rows) < 40 || !strings.Contains(plain(before), fmt.Sprint(len(rows)-1)) {
		t.Errorf("%d tasks, and the button promised « %s » before the question", len(rows), before)
	}
}

// TestMovingTheEventIsReadAndTakenBackInFiveClicks brings the JEA forward by a week, reads what follows before and after, and takes it
// back: with and without a script.
func TestMovingTheEventIsReadAndTakenBackInFiveClicks(t *testing.T) {
	t.Parallel()
	for name, options := range map[string]browsertest.Options{"with a script": {}, "without": {NoScript: true}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			jea, event := s.project("JEA"), s.event("Journées européennes de l’archéologie")
			before := s.plan(jea)
			v := s.enter(t, head, options)
			v.open(urls.Event(event))
			clicks := 0
			click := func(selector string) { t.Helper(); clicks++; v.Follow(selector) }
			click(fmt.Sprintf(`main a[href="%s"]`, urls.EventEdit(event)))
			v.Type("#debut", "06/06/2025")
			v.Type("#fin", "08/06/2025")
			click("main form.form .button.primary")
			v.wantText(t, "main", "Rien n’est encore enregistré", "9 tâches deviennent en retard", "45 tâches changent de date")
			if now := s.plan(jea); now.Project.First != before.Project.First {
				t.Fatal("it is moved before she said so")
			}
			click("button[name=vu]")
			v.wantPath(t, urls.Event(event))
			v.wantText(t, "#annonce", "L’événement est enregistré", "9 tâches deviennent en retard")
			clicks++
			v.Click("#annonce summary")
			v.wantText(t, "#annonce", "Dossier de sécurité")
			if now := s.plan(jea); now.Summary.Late != before.Summary.Late+9 {
				t.Errorf("%d late tasks, %d before", now.Summary.Late, before.Summary.Late)
			}
			clicks++
			if options.NoScript {
				v.Follow("#annonce form button")
			} else {
				v.Click("#annonce form button")
				v.Await(func() bool { return strings.Contains(v.Text("#annonce"), "Annulé") })
			}
			v.wantText(t, "#annonce", "Annulé", "9 tâches ne sont plus en retard", "Refaire")
			if now := s.plan(jea); now.Project.First != before.Project.First || now.Summary.Late != before.Summary.Late {
				t.Errorf("taken back: %s, %d late", now.Project.First, now.Summary.Late)
			}
			if clicks > 6 {
				t.Errorf("%d clicks", clicks)
			}
		})
	}
}

// TestMovingTheEventMovesThePlan puts the JEA off by a week.
func TestMovingTheEventMovesThePlan(t *testing.T) {
	t.Parallel()
	s := newStory(t)
	jea, event := s.project("JEA"), s.event("Journées européennes de l’archéologie")
	before := s.row(jea, "Communiqué de presse envoyé")
	v := s.enter(t, head, browsertest.Options{})
	v.open(urls.Event(event))
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.EventEdit(event)))
	v.Type("#debut", "20/06/2025")
	v.Type("#fin", "22/06/2025")
	v.Follow("main form.form .button.primary")
	v.wantText(t, "main", "Rien n’est encore enregistré", "changent de date")
	v.Follow("button[name=vu]")
	v.open(urls.Plan(jea))
	v.wantText(t, "main", "20–22 juin 2025", "dans 74 jours (J-74)")
	v.wantText(t, "tr:has(#"+anchor(before.ID)+")", "21 mai")
	if after := s.row(jea, before.Title); after.LatestFinish.Sub(before.LatestFinish) != 7 {
		t.Errorf("« %s » moves from %s to %s", before.Title, before.LatestFinish, after.LatestFinish)
	}
	v.open(urls.Event(event))
	v.Follow(fmt.Sprintf(`main a[href="%s"]`, urls.EventHistory(event)))
	for _, path := range []string{urls.EventHistory(event), urls.ProjectHistory(jea)} {
		v.open(path)
		v.wantText(t, "main", "Claire Vasseur a changé les dates de l’événement", "Premier jour : 13 juin 2025 → devient 20 juin 2025")
	}
}
