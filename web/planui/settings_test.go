package planui_test

import (
	"context"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/account"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// newProject is a project of the team's with its own days, 13 to 15 June 2025.
func newProject(t *testing.T, h *webtest.House, kind programme.Kind) int64 {
	t.Helper()
	project, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: kind, Title: "Archéologie en fête",
		PilotID: h.Team.ID, First: workcal.Of(2025, time.June, 13), Last: workcal.Of(2025, time.June, 15)})
	if err != nil {
		t.Fatal(err)
	}
	return project
}

// planOf is the project's plan as its pilot sees it.
func planOf(t *testing.T, h *webtest.House, project int64) plan.View {
	t.Helper()
	v, err := h.Plans.Plan(context.Background(), h.Team.On(webtest.Today), project)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// hidden reads every value of a hidden field of a page.
func hidden(a webtest.Answer, name string) []string {
	var values []string
	for _, found := range regexp.MustCompile(`<input type="hidden" name="`+name+`" value="([^"]*)"`).FindAllStringSubmatch(a.Body, -1) {
		values = append(values, html.UnescapeString(found[1]))
	}
	return values
}

// plain is a page's text with ordinary spaces and without tags.
func plain(a webtest.Answer) string {
	text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(a.Body, " ")
	return strings.Join(strings.Fields(html.UnescapeString(text)), " ")
}

func wantText(t *testing.T, a webtest.Answer, parts ...string) {
	t.Helper()
	for _, part := range parts {
		if !strings.Contains(plain(a), part) {
			t.Errorf("no %q in\n%s", part, plain(a))
		}
	}
}

// wantTo checks a redirect.
func wantTo(t *testing.T, a webtest.Answer, to string) {
	t.Helper()
	if a.Want(t, http.StatusSeeOther); a.Location != to {
		t.Errorf("sent to %q, want %q", a.Location, to)
	}
}

// templateFor is the first template of a kind.
func templateFor(t *testing.T, h *webtest.House, kind programme.Kind) plan.Template {
	t.Helper()
	list, err := h.Plans.Templates(t.Context(), h.Team.At(h.Now), kind)
	if err != nil || len(list) == 0 {
		t.Fatalf("templates of %s: %d, %v", kind, len(list), err)
	}
	return list[0]
}

// offered is how many tasks the preview's button would add.
func offered(t *testing.T, a webtest.Answer) int {
	t.Helper()
	found := regexp.MustCompile(`Ajouter (\d+) tâches au rétroplanning`).FindStringSubmatch(plain(a))
	if found == nil {
		t.Fatalf("no button to add tasks in\n%s", plain(a))
	}
	n, _ := strconv.Atoi(found[1])
	return n
}

func TestTemplateIsPreviewedThenAddedOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.EventProgramme), h.As(h.Team)
	template := templateFor(t, h, programme.EventProgramme)

	list := team.Get(urls.ApplyTemplate(project)).Want(t, http.StatusOK)
	list.Has(t, html.EscapeString(urls.ChooseTemplate(project, template.ID)))
	wantText(t, list, template.Name, "Autres modèles", "Résidence d’artiste")

	preview := team.Get(urls.ChooseTemplate(project, template.ID)).Want(t, http.StatusOK)
	wantText(t, preview, "13–15 juin 2025", "J-21", "tâches laissées de côté")
	n := offered(t, preview)
	if rows := planOf(t, h, project).Rows; len(rows) != 0 {
		t.Fatalf("looking added %d tasks", len(rows))
	}

	form := url.Values{"modele": hidden(preview, "modele")[:1], "cle": hidden(preview, "cle")}
	for range 2 { // a double click
		wantTo(t, team.Post(urls.ApplyTemplate(project), form), urls.Plan(project))
	}
	view := planOf(t, h, project)
	if len(view.Rows) != n {
		t.Errorf("%d tasks in the plan, %d promised", len(view.Rows), n)
	}
	for _, row := range view.Rows {
		if !strings.Contains(plain(preview), row.J+" ") || !strings.Contains(plain(preview), row.PlannedFinish.FrenchShort()) {
			t.Errorf("%q is due %s (%s), which the preview did not say", row.Title, row.PlannedFinish, row.J)
		}
	}
	wantText(t, team.Get(urls.Plan(project)), strconv.Itoa(n)+" tâches ont été ajoutées.")
	wantText(t, team.Get(urls.ChooseTemplate(project, template.ID)), "Ce rétroplanning compte déjà "+strconv.Itoa(n)+" tâches")
}

func TestYesToAQuestionAddsItsTasksToThePreviewAndToThePlan(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.EventProgramme), h.As(h.Team)
	template := templateFor(t, h, programme.EventProgramme)
	key := template.Body.Questions[0].Key
	more := 0
	for _, task := range template.Body.Tasks {
		if task.Condition == key {
			more++
		}
	}
	if more == 0 {
		t.Fatalf("no task depends on %q", key)
	}

	without := offered(t, team.Get(urls.ChooseTemplate(project, template.ID)))
	preview := team.Get(urls.ChooseTemplate(project, template.ID) + "&oui_" + key + "=1&oui_personne_ne_demande_cela=1")
	if got := offered(t, preview.Want(t, http.StatusOK)); got != without+more {
		t.Errorf("%d tasks with yes, %d without, %d depend on the question", got, without, more)
	}
	preview.Has(t, `name="oui_`+key+`" value="1" checked`).Lacks(t, "personne_ne_demande_cela")
	all := urls.ChooseTemplate(project, template.ID)
	for _, q := range template.Body.Questions {
		all += "&oui_" + q.Key + "=1"
	}
	wantText(t, team.Get(all), "obligation légale", "obligations légales", "Ajouter "+strconv.Itoa(len(template.Body.Tasks))+" tâches")
	wantTo(t, team.Post(urls.ApplyTemplate(project), url.Values{"modele": {strconv.FormatInt(template.ID, 10)},
		"oui_" + key: hidden(preview, "oui_"+key), "cle": hidden(preview, "cle")}), urls.Plan(project))
	if got := len(planOf(t, h, project).Rows); got != without+more {
		t.Errorf("%d tasks in the plan, want %d", got, without+more)
	}
}

func TestInternIsToldWhoMayApplyATemplate(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, template := newProject(t, h, programme.EventProgramme), templateFor(t, h, programme.EventProgramme)
	if err := h.Programme.AddMember(t.Context(), h.Head.At(h.Now), project, h.Intern.ID); err != nil {
		t.Fatal(err)
	}
	intern := h.As(h.Intern)
	for _, a := range []webtest.Answer{
		intern.Get(urls.ApplyTemplate(project)),
		intern.Get(urls.ChooseTemplate(project, template.ID)),
		intern.Post(urls.ApplyTemplate(project), url.Values{"modele": {strconv.FormatInt(template.ID, 10)}}),
	} {
		wantText(t, a.Want(t, http.StatusForbidden), "La cheffe de service ou un membre de l’équipe peut faire cela.")
	}
	if rows := planOf(t, h, project).Rows; len(rows) != 0 {
		t.Errorf("%d tasks were added", len(rows))
	}
}

func TestUnknownProjectOrTemplateIsNotFound(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.EventProgramme), h.As(h.Team)
	template := templateFor(t, h, programme.EventProgramme).ID
	team.Get(urls.ApplyTemplate(project+99)).Want(t, http.StatusNotFound)
	team.Get(urls.ChooseTemplate(project+99, template)).Want(t, http.StatusNotFound)
	team.Get(urls.ChooseTemplate(project, template+99)).Want(t, http.StatusNotFound)
	team.Get(urls.ApplyTemplate(project)+"?modele=x").Want(t, http.StatusNotFound)
	for _, modele := range []string{"", "x", strconv.FormatInt(template+99, 10)} {
		team.Post(urls.ApplyTemplate(project), url.Values{"modele": {modele}}).Want(t, http.StatusNotFound)
	}
	team.Post(urls.ApplyTemplate(project+99), url.Values{"modele": {strconv.FormatInt(template, 10)}}).Want(t, http.StatusNotFound)
}

func TestArchivedProjectSaysWhoMayTakeItOut(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Louer la sono", nil)
	if _, err := h.DB.Exec(t.Context(), `UPDATE projects SET status = 'archived', archived_at = now(), status_before_archive = 'finished' WHERE id = $1`, project); err != nil {
		t.Fatal(err)
	}
	wantText(t, h.As(h.Head).Get(urls.ApplyTemplate(project)).Want(t, http.StatusForbidden), "Ce projet est archivé")
	for _, page := range []string{urls.Plan(project), urls.Gantt(project), urls.Task(task)} {
		wantText(t, h.As(h.Head).Get(page).Want(t, http.StatusOK).Has(t, urls.Project(project)), "Ce projet est archivé", "Vous pouvez le désarchiver")
		for _, person := range []account.Person{h.Team, h.Intern} {
			wantText(t, h.As(person).Get(page).Want(t, http.StatusOK).Lacks(t, "Vous pouvez le désarchiver"), "La cheffe de service peut le désarchiver.")
		}
	}
	wantText(t, h.As(h.Team).Get(urls.TaskEdit(task)).Want(t, http.StatusForbidden), "Ce projet est archivé")
}

func TestDeletedTaskWaitsThirtyDaysInTheTrash(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.Residency)
	team, intern := h.As(h.Team), h.As(h.Intern)
	wantText(t, team.Get(urls.TrashOf(project)).Want(t, http.StatusOK), "La corbeille est vide")
	task, err := h.Plans.CreateTask(t.Context(), h.Team.At(h.Now), project, plan.Draft{Title: "Louer <la sono>", Category: plan.Logistics, Duration: 1}, "")
	if err != nil {
		t.Fatal(err)
	}
	deleted := team.Post(urls.TaskDelete(task), nil)
	wantTo(t, deleted, urls.Plan(project))
	// The plan says so, with a button that puts the task back and leads to the plan again.
	said := team.Get(urls.Plan(project)).Want(t, http.StatusOK)
	wantText(t, said, "La tâche « Louer <la sono> » est à la corbeille.", "Rétablir")
	back := restoring(t, said, urls.Restore("taches", task))
	wantTo(t, team.Post(back.Action, back.Values), urls.Plan(project))
	wantText(t, team.Get(urls.Plan(project)), "La tâche est rétablie.", "Louer <la sono>")
	team.Post(urls.TaskDelete(task), nil).Want(t, http.StatusSeeOther)

	trash := team.Get(urls.TrashOf(project)).Want(t, http.StatusOK)
	wantText(t, trash, "Louer <la sono>", "Archéologie en fête", "à la corbeille depuis le 7 avril 2025", "à rétablir jusqu’au 7 mai 2025")
	trash.Has(t, urls.Restore("taches", task))
	wantText(t, team.Get(urls.TrashOf(project+99)).Want(t, http.StatusOK), "La corbeille est vide")
	intern.Get(urls.TrashOf(project)).Want(t, http.StatusOK).Has(t, "Louer").Lacks(t, urls.Restore("taches", task))
	wantText(t, intern.Post(urls.Restore("taches", task), nil).Want(t, http.StatusForbidden), "peut faire cela")

	wantTo(t, team.Post(urls.Restore("taches", task), nil), urls.Task(task))
	if _, there := planOf(t, h, project).Row(task); !there {
		t.Error("the restored task is not in the plan")
	}
	wantText(t, team.Get(urls.TrashOf(project)), "La tâche est rétablie.", "La corbeille est vide")
	team.Post(urls.Restore("taches", task), nil).Want(t, http.StatusNotFound)

	if err := h.Plans.DeleteTask(t.Context(), h.Team.At(h.Now.AddDate(0, 0, -31)), task); err != nil {
		t.Fatal(err)
	}
	wantText(t, team.Get(urls.TrashOf(project)), "La corbeille est vide")
	team.Post(urls.Restore("taches", task), nil).Want(t, http.StatusNotFound)
}

// restoring is the form of a page that puts something back.
func restoring(t *testing.T, page webtest.Answer, action string) webtest.Form {
	t.Helper()
	for _, f := range webtest.ReadPage(t, "", page.Body).Forms {
		if f.Action == action {
			return f
		}
	}
	t.Fatalf("nothing on the page is sent to %s", action)
	return webtest.Form{}
}

func TestTheFormerTrashOfAPlanLeadsToTheOneOfTheHouse(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.Residency), h.As(h.Team)
	moved := team.Get(urls.Plan(project)+"/corbeille").Want(t, http.StatusMovedPermanently)
	if moved.Location != urls.TrashOf(project) {
		t.Errorf("sent to %q", moved.Location)
	}
	team.Get("/projets/x/retroplanning/corbeille").Want(t, http.StatusNotFound)
	addTask(t, h, project, "Imprimer", nil)
	team.Get(urls.Plan(project)).Want(t, http.StatusOK).Has(t, urls.TrashOf(project))
}
