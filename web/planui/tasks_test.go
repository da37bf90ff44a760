package planui_test

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// fields is a task's form filled in, with changes: field, value, field, value…
func fields(changes ...string) url.Values {
	form := url.Values{plan.FieldTitle: {"Envoyer les conventions"}, plan.FieldCategory: {string(plan.Administrative)},
		plan.FieldDuration: {"5"}, plan.FieldDue: {"J-21"}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

// addTask adds a task through the room and gives its id.
func addTask(t *testing.T, h *webtest.House, project int64, title string, change func(*plan.Draft)) int64 {
	t.Helper()
	d := plan.Draft{Title: title, Category: plan.Logistics, Duration: 2}
	if change != nil {
		change(&d)
	}
	id, err := h.Plans.CreateTask(t.Context(), h.Head.At(h.Now), project, d, "")
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func taskOf(t *testing.T, h *webtest.House, id int64) plan.Detail {
	t.Helper()
	d, err := h.Plans.Task(t.Context(), h.Head.On(webtest.Today), id)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestTaskSentTwiceIsAddedOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	key := hidden(team.Get(urls.NewTask(project)).Want(t, http.StatusOK), "cle")
	form := fields("cle", key[0])
	first := team.Post(urls.NewTask(project), form).Want(t, http.StatusSeeOther)
	second := team.Post(urls.NewTask(project), form).Want(t, http.StatusSeeOther)
	if first.Location != second.Location {
		t.Errorf("the second sending leads to %q, the first to %q", second.Location, first.Location)
	}
	if n := len(planOf(t, h, project).Rows); n != 1 {
		t.Errorf("%d tasks, want 1", n)
	}
}

func TestInvalidTaskComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for _, c := range [][2]string{{plan.FieldTitle, ""}, {plan.FieldCategory, "cuisine"}, {plan.FieldDuration, "trois"}, {plan.FieldDue, "un jour"},
		{plan.FieldDue, "2025-02-30"}, {plan.FieldResponsible, "999999"}, {plan.FieldMinDuration, "9"}} {
		field, bad := c[0], c[1]
		a := team.Post(urls.NewTask(project), fields(plan.FieldNotes, "Ne perdez pas ceci", field, bad)).Want(t, http.StatusUnprocessableEntity)
		a.Has(t, "Ne perdez pas ceci", `id="`+field+`-problem"`, `href="#`+field+`"`)
		if bad != "" && field != plan.FieldCategory && field != plan.FieldResponsible {
			a.Has(t, `value="`+bad+`"`)
		}
	}
	if n := len(planOf(t, h, project).Rows); n != 0 {
		t.Errorf("%d tasks were added", n)
	}
}

// TestTaskIsTypedAsPeopleWrite fills the form in the words of a spreadsheet, for an event of 13 to 15
// June 2025; what had to be assumed is said once the task is kept.
func TestTaskIsTypedAsPeopleWrite(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for _, c := range []struct {
		typed []string
		want  string // duration, in what days, least, offset, deadline, not before, pins
		said  string
	}{
		{[]string{plan.FieldDuration, "2 sem"}, "10 false - J-21 - - - -", ""},
		{[]string{plan.FieldDuration, "10 jc", plan.FieldMinDuration, "1 sem"}, "10 true 7 J-21 - - - -", ""},
		{[]string{plan.FieldDuration, "2 sem", plan.FieldCalendarDays, "oui"}, "14 true - J-21 - - - -", ""},
		{[]string{plan.FieldDuration, "1,5", plan.FieldMinDuration, "1"}, "2 false 1 J-21 - - - -", "1,5 jour est compté comme 2"},
		{[]string{plan.FieldDuration, "jalon", plan.FieldCalendarDays, "oui"}, "0 true - J-21 - - - -", ""},
		{[]string{plan.FieldDue, "S-6"}, "5 false - J-42 - - - -", ""},
		{[]string{plan.FieldDue, "35 jours ouvrés avant"}, "5 false - J-35o - - - -", ""},
		{[]string{plan.FieldDue, "J-2 mois"}, "5 false - J-2 mois - - - -", ""},
		{[]string{plan.FieldDue, "13/06/2025", plan.FieldNotBefore, "1er mai"}, "5 false - - 2025-06-13 2025-05-01 - -", "L’année manque dans « 1er mai » : 2025 est retenue."},
		{[]string{plan.FieldDue, "15 mai"}, "5 false - - 2025-05-15 - - -", "L’année manque dans « 15 mai » : 2025 est retenue."},
		{[]string{plan.FieldDue, "J-21 et 15 mai 2025"}, "5 false - J-21 2025-05-15 - - -", ""},
		{[]string{plan.FieldPinnedStart, "12 mai 2025", plan.FieldPinnedFinish, "2025-05-16"}, "5 false - J-21 - - 2025-05-12 2025-05-16", ""},
	} {
		answer := team.Post(urls.NewTask(project), fields(c.typed...)).Want(t, http.StatusSeeOther)
		page := team.Get(answer.Location).Want(t, http.StatusOK)
		wantText(t, page, "La tâche « Envoyer les conventions » a été ajoutée.", c.said)
		rows := planOf(t, h, project).Rows
		last := slices.MaxFunc(rows, func(a, b plan.Row) int { return cmp.Compare(a.ID, b.ID) })
		if got := asTyped(last.Draft()); got != c.want {
			t.Errorf("%q: %s, want %s", c.typed, got, c.want)
		}
	}
}

// asTyped writes what a form says about time.
func asTyped(d plan.Draft) string {
	least := "-"
	if d.MinDuration != nil {
		least = strconv.Itoa(*d.MinDuration)
	}
	parts := []string{strconv.Itoa(d.Duration), strconv.FormatBool(d.CalendarDays), least, cmp.Or(d.Offset.String(), "-")}
	for _, day := range []workcal.Date{d.Deadline, d.NotBefore, d.PinnedStart, d.PinnedFinish} {
		parts = append(parts, cmp.Or(day.String(), "-"))
	}
	return strings.Join(parts, " ")
}

func TestWhatATaskCannotMeanComesBackWithItsSentence(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Envoyer les conventions", func(d *plan.Draft) { d.Deadline = workcal.Of(2025, time.May, 12) })
	team := h.As(h.Team)
	team.Get(urls.TaskEdit(task)).Want(t, http.StatusOK).Has(t, `value="12 mai"`).Lacks(t, `type="date"`, `type="number"`)
	for _, c := range []struct{ field, typed, says string }{
		{plan.FieldDuration, "", "La durée manque"},
		{plan.FieldDuration, "2 mois", "n’a pas une longueur fixe"},
		{plan.FieldDuration, "3-5 j", "laisse le choix"},
		{plan.FieldMinDuration, "3 jc", "se compte comme la durée"},
		{plan.FieldDue, "J+3", "se compte à rebours"},
		{plan.FieldDue, "J-2001", "va jusqu’à 2 000 jours"},
		{plan.FieldDue, "31/06/2025", "n’existe pas"},
		{plan.FieldNotBefore, "fin mai", "n’est pas un jour précis"},
		{plan.FieldPinnedStart, "jeudi 13 juin 2025", "est un vendredi"},
	} {
		refused := team.Post(urls.Task(task), fields("version", "1", c.field, c.typed)).Want(t, http.StatusUnprocessableEntity)
		refused.Has(t, `id="`+c.field+`-problem"`, `value="`+c.typed+`"`)
		wantText(t, refused, c.says)
	}
	box := fields("version", "1", plan.FieldDuration, "5 jours ouvrés", plan.FieldCalendarDays, "oui")
	wantText(t, team.Post(urls.Task(task), box).Want(t, http.StatusUnprocessableEntity), "« 5 jours ouvrés » ne compte pas tous les jours")
	finish := team.Post(urls.TaskState(task), url.Values{"etat": {"terminer"}, plan.FieldFinish: {"4/4"}}).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(finish.Location), "La tâche est faite.", "2025 est retenue")
	if row := taskOf(t, h, task).Row; row.ActualFinish != workcal.Of(2025, time.April, 4) || row.Version != 1 {
		t.Errorf("done on %s, version %d", row.ActualFinish, row.Version)
	}
}

func TestSecondOfTwoEditorsSeesBothTextsAndKeepsHers(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Titre de départ", nil)
	head, team := h.As(h.Head), h.As(h.Team)
	version := hidden(head.Get(urls.TaskEdit(task)).Want(t, http.StatusOK), "version")[0]
	team.Get(urls.TaskEdit(task)).Want(t, http.StatusOK)
	head.Post(urls.Task(task), fields("version", version, plan.FieldTitle, "Le texte de Claire")).Want(t, http.StatusSeeOther)

	clash := team.Post(urls.Task(task), fields("version", version, plan.FieldTitle, "Le texte de Samir", plan.FieldNotes, "Mes notes",
		plan.FieldDuration, "10 jc", plan.FieldDue, "1er mai et J-21")).Want(t, http.StatusConflict)
	wantText(t, clash, "Texte enregistré par Claire Vasseur", "Le texte de Claire", "Le texte de Samir", "Mes notes", "J-21 et 1er mai 2025", "5 jours ouvrés", "10 jours")
	if title := taskOf(t, h, task).Row.Title; title != "Le texte de Claire" {
		t.Fatalf("the first text was overwritten by %q", title)
	}
	// Keeping hers sends what the page carries.
	form := url.Values{}
	for _, name := range []string{"version", plan.FieldTitle, plan.FieldCategory, plan.FieldDuration, plan.FieldDue, plan.FieldNotes} {
		form[name] = hidden(clash, name)
	}
	team.Post(urls.Task(task), form).Want(t, http.StatusSeeOther)
	if row := taskOf(t, h, task).Row; row.Title != "Le texte de Samir" || row.Notes != "Mes notes" || asTyped(row.Draft()) != "10 true - J-21 2025-05-01 - - -" {
		t.Errorf("her text was not kept: %q, %q, %s", row.Title, row.Notes, asTyped(row.Draft()))
	}
}

func TestCycleIsRefusedInASentenceThatNamesIt(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	a, b := addTask(t, h, project, "Écrire les textes", nil), addTask(t, h, project, "Relire les textes", nil)
	team := h.As(h.Team)
	team.Post(urls.TaskNeeds(b), url.Values{plan.FieldNeed: {strconv.FormatInt(a, 10)}}).Want(t, http.StatusSeeOther)
	refused := team.Post(urls.TaskNeeds(a), url.Values{plan.FieldNeed: {strconv.FormatInt(b, 10)}, plan.FieldLag: {"3"}}).Want(t, http.StatusUnprocessableEntity)
	wantText(t, refused, "Écrire les textes", "Relire les textes")
	refused.Has(t, plan.FieldNeed+"-problem", `value="3"`)
	if needs := taskOf(t, h, a).Row.Needs; len(needs) != 0 {
		t.Errorf("the loop was stored: %v", needs)
	}
}

func TestTickingGoesBackToWhereItWasDone(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Appeler le traiteur", nil)
	team := h.As(h.Team)
	back := urls.MyList() + "?projet=3"
	a := team.Post(urls.Ticks(), url.Values{"faite": {text(task)}, "retour": {back}}).Want(t, http.StatusSeeOther)
	if a.Location != back {
		t.Errorf("sent to %q, want %q", a.Location, back)
	}
	for _, outside := range []string{"https://ailleurs.example/", "//ailleurs.example", `/\ailleurs.example`, "javascript:alert(1)", ""} {
		a := team.Post(urls.Ticks(), url.Values{"a-faire": {text(task)}, "retour": {outside}}).Want(t, http.StatusSeeOther)
		if a.Location != urls.MyList() {
			t.Errorf("retour=%q sends to %q", outside, a.Location)
		}
	}
}

func TestTickingAgainChangesNothing(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	task := addTask(t, h, newProject(t, h, programme.EventProgramme), "Appeler le traiteur", nil)
	team := h.As(h.Team)
	for range 3 {
		team.Post(urls.Ticks(), url.Values{"faite": {text(task)}}).Want(t, http.StatusSeeOther)
	}
	if row := taskOf(t, h, task).Row; row.State != retroplan.Done || row.ActualFinish != webtest.Today {
		t.Errorf("state %s on %s", row.State, row.ActualFinish)
	}
	for range 2 {
		team.Post(urls.Ticks(), url.Values{"a-faire": {text(task)}}).Want(t, http.StatusSeeOther)
	}
	if row := taskOf(t, h, task).Row; row.State != retroplan.ToDo {
		t.Errorf("state %s after unticking", row.State)
	}
}

// TestRolesOnTasks walks what each role may do with a task through the site: 303 done, 403 refused.
func TestRolesOnTasks(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	mine, other := newProject(t, h, programme.EventProgramme), newProject(t, h, programme.Twinning)
	if err := h.Programme.AddMember(t.Context(), h.Head.At(h.Now), mine, h.Intern.ID); err != nil {
		t.Fatal(err)
	}
	samir := h.Team.ID
	free := addTask(t, h, mine, "À personne", nil)
	samirs := addTask(t, h, mine, "À Samir", func(d *plan.Draft) { d.ResponsibleID = &samir })
	foreign := addTask(t, h, other, "D’un autre projet", nil)
	hers := addTask(t, h, other, "À elle, ailleurs", func(d *plan.Draft) { d.ResponsibleID = &h.Intern.ID })
	for name, c := range map[string]struct {
		person       account.Person
		task         int64
		tick, change int
	}{
		"head":                             {h.Head, foreign, 303, 303},
		"team":                             {h.Team, foreign, 303, 303},
		"intern, unassigned, her project":  {h.Intern, free, 303, 303},
		"intern, somebody's, her project":  {h.Intern, samirs, 403, 403},
		"intern, unassigned, not hers":     {h.Intern, foreign, 403, 403},
		"intern, her own, not her project": {h.Intern, hers, 303, 403},
	} {
		client := h.As(c.person)
		if a := client.Post(urls.Ticks(), url.Values{"faite": {text(c.task)}}); a.Status != c.tick {
			t.Errorf("%s: ticking answers %d, want %d", name, a.Status, c.tick)
		}
		client.Post(urls.Ticks(), url.Values{"a-faire": {text(c.task)}})
		page := client.Get(urls.Task(c.task)).Want(t, http.StatusOK)
		if offers := strings.Contains(page.Body, `aria-pressed="false"`); offers != (c.tick == 303) {
			t.Errorf("%s: the page offers the box: %v", name, offers)
		}
		if offers := strings.Contains(page.Body, urls.TaskEdit(c.task)); offers != (c.change == 303) {
			t.Errorf("%s: the page offers to edit: %v", name, offers)
		}
		version := strconv.Itoa(taskOf(t, h, c.task).Row.Version)
		if a := client.Post(urls.Task(c.task), fields("version", version, plan.FieldTitle, "Changé par "+name)); a.Status != c.change {
			t.Errorf("%s: editing answers %d, want %d", name, a.Status, c.change)
		}
		edit := client.Get(urls.TaskEdit(c.task))
		if (edit.Status == http.StatusOK) != (c.change == 303) {
			t.Errorf("%s: the form answers %d", name, edit.Status)
		}
		if edit.Status == http.StatusForbidden {
			edit.Has(t, "La cheffe de service, l’équipe, ou le membre du projet qui en a la charge peut faire cela.")
		}
	}
}

func TestDeletedTaskIsNowhereAndComesBackWhole(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	first := addTask(t, h, project, "Première", nil)
	second := addTask(t, h, project, "Seconde", nil)
	team := h.As(h.Team)
	team.Post(urls.TaskNeeds(second), url.Values{plan.FieldNeed: {strconv.FormatInt(first, 10)}}).Want(t, http.StatusSeeOther)
	team.Get(urls.TaskDelete(first)).Want(t, http.StatusOK).Has(t, "30")
	team.Post(urls.TaskDelete(first), url.Values{}).Want(t, http.StatusSeeOther)
	team.Get(urls.Task(first)).Want(t, http.StatusNotFound)
	team.Get(urls.Plan(project)).Want(t, http.StatusOK).Lacks(t, ">Première<")
	team.Post(urls.Restore("taches", first), url.Values{}).Want(t, http.StatusSeeOther)
	if needs := taskOf(t, h, second).Row.Needs; len(needs) != 1 || needs[0].ID != first {
		t.Errorf("the dependency did not come back: %v", needs)
	}
}

func TestStatesAreAskedForOneByOne(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	task := addTask(t, h, newProject(t, h, programme.EventProgramme), "Appeler le traiteur", nil)
	team := h.As(h.Team)
	ask := func(status int, form url.Values) webtest.Answer {
		t.Helper()
		return team.Post(urls.TaskState(task), form).Want(t, status)
	}
	state := func(want retroplan.State) {
		t.Helper()
		if got := taskOf(t, h, task).Row.State; got != want {
			t.Fatalf("state %s, want %s", got, want)
		}
	}
	ask(303, url.Values{"etat": {"commencer"}})
	state(retroplan.InProgress)
	ask(422, url.Values{"etat": {"bloquer"}}).Has(t, plan.FieldBecause+"-problem")
	ask(303, url.Values{"etat": {"bloquer"}, plan.FieldBecause: {"Le devis manque"}})
	state(retroplan.Blocked)
	ask(303, url.Values{"etat": {"rouvrir"}})
	state(retroplan.InProgress)
	ask(422, url.Values{"etat": {"terminer"}, plan.FieldFinish: {"2025-06-31"}})
	ask(422, url.Values{"etat": {"terminer"}, plan.FieldFinish: {"2025-04-08"}}) // tomorrow
	ask(303, url.Values{"etat": {"terminer"}, plan.FieldFinish: {"2025-04-07"}})
	state(retroplan.Done)
	ask(303, url.Values{"etat": {"rouvrir"}})
	ask(303, url.Values{"etat": {"abandonner"}})
	state(retroplan.Dropped)
	ask(422, url.Values{"etat": {"danser"}})
}

func TestChecklistIsAddedTickedRenamedAndRemoved(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	task := addTask(t, h, newProject(t, h, programme.EventProgramme), "Appeler le traiteur", nil)
	team := h.As(h.Team)
	key := hidden(team.Get(urls.Task(task)).Want(t, http.StatusOK), "cle")[0]
	for range 2 {
		team.Post(urls.Items(task), url.Values{"cle": {key}, plan.FieldItem: {"Demander le devis"}}).Want(t, http.StatusSeeOther)
	}
	team.Post(urls.Items(task), url.Values{plan.FieldItem: {""}}).Want(t, http.StatusUnprocessableEntity)
	items := taskOf(t, h, task).Items
	if len(items) != 1 {
		t.Fatalf("%d items, want 1", len(items))
	}
	item := items[0].ID
	team.Post(urls.Ticks(), url.Values{"point": {text(task) + "." + text(item)}}).Want(t, http.StatusSeeOther)
	if i := taskOf(t, h, task).Items[0]; !i.Ticked() || i.TickedBy != h.Team.Name {
		t.Errorf("ticked %v by %q", i.Ticked(), i.TickedBy)
	}
	team.Post(urls.Ticks(), url.Values{"point-a-faire": {text(task) + "." + text(item)}}).Want(t, http.StatusSeeOther)
	renamed := url.Values{"ancien": {"Demander le devis"}, plan.FieldItem: {"Demander deux devis"}}
	team.Post(urls.ItemEdit(task, item), renamed).Want(t, http.StatusSeeOther)
	// Somebody who saw the first text meets the second: both are shown, and hers can be kept.
	clash := h.As(h.Other).Post(urls.ItemEdit(task, item), url.Values{"ancien": {"Demander le devis"}, plan.FieldItem: {"Relancer le devis"}}).Want(t, http.StatusConflict)
	wantText(t, clash, "Texte enregistré par Samir Benali", "Demander deux devis", "Relancer le devis")
	if kept := hidden(clash, "ancien"); len(kept) != 1 || kept[0] != "Demander deux devis" {
		t.Errorf("keeping hers would start from %v", kept)
	}
	if i := taskOf(t, h, task).Items[0]; i.Ticked() || i.Label != "Demander deux devis" {
		t.Errorf("item %q, ticked %v", i.Label, i.Ticked())
	}
	// An item is reached through its own task only.
	stranger := addTask(t, h, newProject(t, h, programme.Twinning), "Autre", nil)
	team.Post(urls.Ticks(), url.Values{"point": {text(stranger) + "." + text(item)}}).Want(t, http.StatusNotFound)
	team.Post(urls.ItemDelete(task, item), url.Values{}).Want(t, http.StatusSeeOther)
	if d := taskOf(t, h, task); len(d.Items) != 0 || len(d.Removed) != 1 || d.Row.Items != 0 {
		t.Errorf("%d items left, %d removed, %d counted", len(d.Items), len(d.Removed), d.Row.Items)
	}
	team.Post(urls.Ticks(), url.Values{"point": {text(task) + "." + text(item)}}).Want(t, http.StatusNotFound)
	team.Get(urls.Task(task)).Want(t, http.StatusOK).Has(t, urls.ItemRestore(task, item))
	team.Post(urls.ItemRestore(task, item), url.Values{}).Want(t, http.StatusSeeOther)
	if d := taskOf(t, h, task); len(d.Items) != 1 || len(d.Removed) != 0 {
		t.Errorf("%d items and %d removed after putting it back", len(d.Items), len(d.Removed))
	}
}

func TestMyListFiltersByProjectAndCategory(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	one, two := newProject(t, h, programme.EventProgramme), newProject(t, h, programme.Twinning)
	samir := h.Team.ID
	mine := func(d *plan.Draft) { d.ResponsibleID = &samir }
	addTask(t, h, one, "Tâche du premier", mine)
	addTask(t, h, two, "Tâche du second", func(d *plan.Draft) { mine(d); d.Category = plan.Budget })
	team := h.As(h.Team)
	for _, path := range []string{urls.MyList(), urls.MyListPrint()} {
		path += "?horizon=tout"
		team.Get(path).Want(t, http.StatusOK).Has(t, "Tâche du premier", "Tâche du second")
		team.Get(path+"&projet="+strconv.FormatInt(two, 10)).Want(t, http.StatusOK).Has(t, "Tâche du second").Lacks(t, "Tâche du premier")
		team.Get(path+"&categorie=budget").Want(t, http.StatusOK).Has(t, "Tâche du second").Lacks(t, "Tâche du premier")
		team.Get(path+"&categorie=cuisine&projet=x&pour=moi'").Want(t, http.StatusOK).Has(t, "Tâche du premier", "Tâche du second")
	}
	h.As(h.Other).Get(urls.MyList()).Want(t, http.StatusOK).Lacks(t, "Tâche du premier", "Tâche du second")
}

func TestPrintedPlanHasTwoFormatsAndNoOther(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	addTask(t, h, project, "Appeler le traiteur", nil)
	team := h.As(h.Team)
	team.Get(urls.PlanPrint(project)).Want(t, http.StatusOK).Has(t, "Appeler le traiteur", "Imprimé le 7 avril 2025")
	team.Get(urls.GanttPrint(project)).Want(t, http.StatusOK).Has(t, "<svg", "Appeler le traiteur")
	team.Get(urls.PlanPrint(project)+"?format=A0").Want(t, http.StatusNotFound)
}

func TestTaskWithoutLatestDateSaysAsSoonAsPossible(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	first := addTask(t, h, project, "Démonter", func(d *plan.Draft) { d.Offset, _ = plan.ParseOffset("E+1o") })
	after := addTask(t, h, project, "Ranger la réserve", nil)
	if err := h.Plans.AddNeed(t.Context(), h.Head.At(h.Now), after, first, 0); err != nil {
		t.Fatal(err)
	}
	gone := addTask(t, h, project, "Louer un chapiteau", nil)
	if err := h.Plans.Drop(t.Context(), h.Head.At(h.Now), gone); err != nil {
		t.Fatal(err)
	}
	if row := taskOf(t, h, after).Row; !row.LatestFinish.IsZero() {
		t.Fatalf("the task has a latest finish, %s: this test holds nothing", row.LatestFinish)
	}
	team := h.As(h.Team)
	for _, path := range []string{urls.Plan(project), urls.Gantt(project), urls.PlanPrint(project), urls.GanttPrint(project), urls.Task(after), urls.Task(gone)} {
		text := plain(team.Get(path).Want(t, http.StatusOK))
		for _, bad := range []string{"au plus tard le :", "au plus tard le dès", "janvier 0001", "décembre 0000", " 0000", " 0001"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s says %q", path, bad)
			}
		}
	}
	wantText(t, team.Get(urls.Plan(project)), "Ranger la réserve", "dès que possible", "Louer un chapiteau", "abandonnée")
	wantText(t, team.Get(urls.Task(after)), "sans limite : dès que possible")
	if strings.Contains(plain(team.Get(urls.Task(after))), "sans marge") {
		t.Error("a task without a limit is said to have no slack")
	}
}

// text writes an id as a form sends it.
func text(id int64) string { return strconv.FormatInt(id, 10) }

// TestFinishingATaskAsksAboutItsOpenItems finishes one on its page, on a day: the answer to the question keeps that day.
func TestFinishingATaskAsksAboutItsOpenItems(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	task := addTask(t, h, newProject(t, h, programme.EventProgramme), "Convention", nil)
	if _, err := h.Plans.AddItem(t.Context(), h.Team.At(h.Now), task, "Signer", ""); err != nil {
		t.Fatal(err)
	}
	team := h.As(h.Team)
	sent := url.Values{"etat": {"terminer"}, plan.FieldFinish: {"4/4"}}
	asked := team.Get(team.Post(urls.TaskState(task), sent).Want(t, http.StatusSeeOther).Location)
	wantText(t, asked, "« Convention » a encore 1 point à cocher. La tâche est-elle faite ?", "Oui, tout cocher", "Oui, sans les points")
	if row := taskOf(t, h, task).Row; !row.State.Open() {
		t.Fatal("the task is done before the question is answered")
	}
	for _, f := range webtest.ReadPage(t, urls.Task(task), asked.Body).Forms {
		if f.Action != urls.TaskState(task) || f.Values.Get("etat") != "terminer" || f.Values.Get(plan.FieldFinish) != "4/4" {
			continue
		}
		f.Values.Set("points", "cocher")
		wantText(t, team.Get(team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther).Location), "La tâche est faite.")
		if d := taskOf(t, h, task); d.Row.ActualFinish != workcal.Of(2025, time.April, 4) || d.Row.ItemsTicked != 1 {
			t.Errorf("done on %s, %d items ticked", d.Row.ActualFinish, d.Row.ItemsTicked)
		}
		return
	}
	t.Error("the question has no form that sends the day again")
}
