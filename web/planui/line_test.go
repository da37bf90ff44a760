package planui_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// try is the address of a task's row with what is typed in it: field, value, field, value…
func try(task int64, typed ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(typed); i += 2 {
		q.Set(typed[i], typed[i+1])
	}
	return urls.TaskLine(task) + "?" + q.Encode()
}

// asLine is what a browser sends of a row's form: what the page holds, and what is typed over it.
func asLine(page webtest.Answer, typed ...string) url.Values {
	sent := url.Values{}
	for _, name := range []string{"version", "etat_lu", "retour", plan.FieldTitle, plan.FieldDuration, plan.FieldEffort, plan.FieldDue} {
		if values := hidden(page, name); len(values) > 0 {
			sent[name] = values[:1]
		}
	}
	for i := 0; i+1 < len(typed); i += 2 {
		sent.Set(typed[i], typed[i+1])
	}
	return sent
}

var bold = regexp.MustCompile(`</?strong( class="[a-z]+")?>`)

// TestARowSaysWhatIsTypedComesTo tries what a person types, before anything is kept. Today is Monday 7 April 2025,
// the event 13 to 15 June.
func TestARowSaysWhatIsTypedComesTo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Dossier de sécurité", func(d *plan.Draft) { d.Duration = 6 })
	next := addTask(t, h, project, "Impression", func(d *plan.Draft) { d.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 56} })
	if err := h.Plans.AddNeed(t.Context(), h.Team.At(h.Now), next, task, 0); err != nil {
		t.Fatal(err)
	}
	team := h.As(h.Team)
	for _, c := range []struct{ typed, says []string }{
		{nil, []string{"Au plus tard mercredi 16 avril 2025, J-58, avant « Impression ». 2 jours de marge."}},
		{[]string{"pour", "12 avril"}, []string{"12 avril est un samedi : ce sera vendredi 11 avril 2025, J-63. 1 jour de retard : 6 jours depuis aujourd’hui mènent au 14 avril. Ses dates : 7 → 14 avril, au lieu de 9 → 16 avril. Entrée enregistre, Échap annule."}},
		{[]string{"pour", "J-60"}, []string{"J-60 : lundi 14 avril 2025. Sans marge."}},
		{[]string{"pour", "40 jours ouvrés avant"}, []string{"40 jours ouvrés avant : vendredi 11 avril 2025, J-63. 1 jour de retard"}},
		{[]string{"pour", "J-55 et 12 avril"}, []string{"12 avril est un samedi : ce sera vendredi 11 avril 2025"}},
		{[]string{"pour", "14 juin"}, []string{"Elle doit être finie jeudi 12 juin 2025, J-1, veille de l’événement.", "écrivez plutôt J-0"}},
		{[]string{"pour", "21 jours"}, []string{"« 21 jours » ne dit pas si c’est avant ou après l’événement"}},
		{[]string{"duree", "12"}, []string{"Ses dates : 7 → 23 avril, au lieu de 9 → 16 avril.", "2 tâches deviennent en retard : « Dossier de sécurité » (4 jours) et « Impression » (4 jours). 2 tâches changent de date."}},
		{[]string{"duree", "21 j cal."}, []string{"Ses dates : 7 → 27 avril"}},
		{[]string{"duree", "-3", "pour", "32 mai"}, []string{"La durée « -3 » est négative.", "n’existe pas"}},
		{[]string{"etat", "blocked"}, []string{"Dites en quelques mots ce qui bloque la tâche.", "Ce qui la bloque"}},
		{[]string{"etat", "done"}, []string{"La tâche est faite : ses dates ne bougent plus."}},
		{[]string{"etat", "perdue"}, []string{"Choisissez un état dans la liste."}},
		{[]string{"responsable", "999999"}, []string{"Choisissez la personne responsable dans la liste."}},
	} {
		page := team.Get(try(task, c.typed...)).Want(t, http.StatusOK)
		page.Body = bold.ReplaceAllString(page.Body, "") // it stands within sentences
		wantText(t, page, c.says...)
		for i := 1; i < len(c.typed); i += 2 {
			if name := c.typed[i-1]; name == "pour" || name == "duree" {
				page.Has(t, `value="`+c.typed[i]+`"`)
			}
		}
	}
	if row := taskOf(t, h, task).Row; row.Version != 1 || row.State != retroplan.ToDo {
		t.Errorf("trying wrote %+v", row)
	}
	undated, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "Une idée", PilotID: h.Team.ID, Undated: true})
	if err != nil {
		t.Fatal(err)
	}
	idea := addTask(t, h, undated, "Un jour", nil)
	wantText(t, team.Get(try(idea, "pour", "J-21")).Want(t, http.StatusOK), "Le projet n’a pas encore de date : J-21 donnera un jour dès qu’il en aura une.")
	wantText(t, team.Get(try(idea, "pour", "12 mai")).Want(t, http.StatusOK), "À faire pour le lundi 12 mai 2025")
}

// TestARowIsKeptAtOnce saves a row and reads what it says, then lets somebody meet it.
func TestARowIsKeptAtOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	task := addTask(t, h, project, "Dossier de sécurité", func(d *plan.Draft) {
		d.Duration, d.Notes, d.Deadline, d.Statutory = 6, "Deux exemplaires", workcal.Of(2025, time.May, 2), true
	})
	team := h.As(h.Team)
	page := team.Get(urls.TaskLine(task)).Want(t, http.StatusOK)
	page.Has(t, `value="2 mai"`, `value="6`+"\u00a0"+`j"`)
	saved := team.Post(urls.TaskLine(task), asLine(page, plan.FieldTitle, "Dossier", plan.FieldDuration, "8", plan.FieldDue, "15 mai", plan.FieldState, "in_progress",
		"retour", urls.Plan(project)+"?etat=retard#tache-1"))
	wantTo(t, saved, urls.Plan(project)+"?etat=retard#tache-1")
	wantText(t, team.Get(saved.Location).Want(t, http.StatusOK), "Tâche enregistrée : « Dossier », en cours : 7 avril → 15 mai, au lieu de 24 avril → 2 mai.", "2025 est retenue")
	row := taskOf(t, h, task).Row
	if row.Title != "Dossier" || row.Duration != 8 || row.Deadline != workcal.Of(2025, time.May, 15) || row.Notes != "Deux exemplaires" || !row.Statutory || row.State != retroplan.InProgress || row.Version != 2 {
		t.Errorf("%+v", row)
	}

	clash := team.Post(urls.TaskLine(task), asLine(page, plan.FieldTitle, "Le dossier de Samir")).Want(t, http.StatusConflict)
	wantText(t, clash, "Le dossier de Samir", "Dossier")
	again := url.Values{}
	for _, name := range []string{"version", "etat_lu", plan.FieldState, plan.FieldTitle, plan.FieldDuration, plan.FieldDue, plan.FieldCategory} {
		again[name] = hidden(clash, name)
	}
	team.Post(urls.TaskLine(task), again).Want(t, http.StatusSeeOther)
	if row := taskOf(t, h, task).Row; row.Title != "Le dossier de Samir" || row.Duration != 8 || row.State != retroplan.InProgress {
		t.Errorf("%+v", row)
	}

	page = team.Get(urls.TaskLine(task)).Want(t, http.StatusOK)
	refused := team.Post(urls.TaskLine(task), asLine(page, plan.FieldTitle, "", plan.FieldDuration, "-3", plan.FieldDue, "bientôt", plan.FieldState, "blocked")).Want(t, http.StatusUnprocessableEntity)
	refused.Has(t, `value="-3"`, `value="bientôt"`, `id="titre-problem"`, `id="duree-problem"`, `id="pour-problem"`, `id="motif-problem"`, `href="#duree"`)
	// Somebody gives the task up meanwhile: what she asked for is refused, and asking again does not bring it back.
	late := asLine(team.Get(urls.TaskLine(task)).Want(t, http.StatusOK), plan.FieldState, "done")
	if err := h.Plans.Drop(t.Context(), h.Head.At(h.Now), task); err != nil {
		t.Fatal(err)
	}
	refused = team.Post(urls.TaskLine(task), late).Want(t, http.StatusUnprocessableEntity)
	wantText(t, refused, "la tâche est maintenant « abandonnée »")
	refused.Has(t, `<option value="dropped" selected>`)
	untouched := team.Get(try(task, plan.FieldState, "in_progress", "etat_lu", "in_progress", plan.FieldDuration, "9")).Want(t, http.StatusOK)
	untouched.Has(t, `<option value="dropped" selected>`)
	if seen := hidden(untouched, "etat_lu"); len(seen) != 1 || seen[0] != "dropped" {
		t.Errorf("it was seen %q", seen)
	}
	if err := h.Plans.Reopen(t.Context(), h.Head.At(h.Now), task); err != nil {
		t.Fatal(err)
	}
	same := team.Post(urls.TaskLine(task), asLine(page)).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(same.Location), "Ses dates ne changent pas.")
	if row := taskOf(t, h, task).Row; row.Version != 3 {
		t.Errorf("nothing was typed, version %d", row.Version)
	}
}

// TestARowShowsWhatSheMayDo opens rows as people who may edit, tick, or do neither.
func TestARowShowsWhatSheMayDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	hers := addTask(t, h, project, "À elle", func(d *plan.Draft) { d.ResponsibleID = &h.Intern.ID })
	theirs := addTask(t, h, project, "À lui", func(d *plan.Draft) { d.ResponsibleID = &h.Team.ID })
	h.As(h.Team).Get(urls.TaskLine(hers)).Want(t, http.StatusOK).Has(t, `name="titre"`, `name="pour"`, `name="etat"`)
	intern := h.As(h.Intern)
	page := intern.Get(urls.TaskLine(hers)).Want(t, http.StatusOK).Has(t, `name="etat"`).Lacks(t, `name="titre"`, `name="pour"`, `name="responsable"`, "Tout modifier", "abandonnée")
	intern.Post(urls.TaskLine(hers), asLine(page, plan.FieldState, "done")).Want(t, http.StatusSeeOther)
	if row := taskOf(t, h, hers).Row; row.State != retroplan.Done || row.Version != 1 {
		t.Errorf("%+v", row)
	}
	intern.Post(urls.TaskLine(hers), url.Values{plan.FieldTitle: {"autre"}, "version": {"1"}}).Want(t, http.StatusForbidden)
	intern.Get(urls.TaskLine(theirs)).Want(t, http.StatusForbidden)
	intern.Post(urls.TaskLine(theirs), url.Values{plan.FieldState: {"done"}}).Want(t, http.StatusForbidden)
	h.As(h.Team).Get(urls.TaskLine(theirs+99)).Want(t, http.StatusNotFound)
	if _, err := strconv.Atoi(version(page)); err != nil {
		t.Error(err)
	}
}

// TestWhatSomebodyDecidedIsMarked looks for the word that tells a day that somebody fixed from one that the plan deduced: in the list,
// in the row in edition and on paper, until the task is done.
func TestWhatSomebodyDecidedIsMarked(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	fixed := addTask(t, h, project, "Pose des panneaux", func(d *plan.Draft) { d.Duration, d.PinnedFinish = 2, workcal.Of(2025, time.June, 10) })
	addTask(t, h, project, "Affiches", func(d *plan.Draft) { d.Offset = retroplan.Offset{Side: retroplan.BeforeEvent, Count: 20} })
	team := h.As(h.Team)
	for _, path := range []string{urls.Plan(project), urls.TaskLine(fixed), urls.PlanPrint(project)} {
		if n := strings.Count(team.Get(path).Want(t, http.StatusOK).Body, ", fixé"); n != 1 {
			t.Errorf("%s says it %d times", path, n)
		}
	}
	if err := h.Plans.TickTask(t.Context(), h.Team.At(h.Now), fixed); err != nil {
		t.Fatal(err)
	}
	team.Get(urls.Plan(project)).Lacks(t, ", fixé")
}

// TestWhatIsTriedTakesNoMessageAway: a trial that comes between an act and its page leaves what the act said for that page.
func TestWhatIsTriedTakesNoMessageAway(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	task := addTask(t, h, newProject(t, h, programme.EventProgramme), "Affiche", nil)
	team := h.As(h.Team)
	done := team.Post(urls.TaskState(task), url.Values{"etat": {"commencer"}}).Want(t, http.StatusSeeOther)
	team.Do(http.MethodGet, try(task), nil, http.Header{"HX-Request": {"true"}, "Parvis-Aside": {"1"}}).Want(t, http.StatusOK).Lacks(t, "La tâche est en cours.")
	team.Get(done.Location).Want(t, http.StatusOK).Has(t, "La tâche est en cours.")
	team.Get(done.Location).Want(t, http.StatusOK).Lacks(t, "La tâche est en cours.")
}
