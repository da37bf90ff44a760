package planui_test

import (
	"cmp"
	"net/http"
	"slices"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func TestAnEffortIsTypedAsPeopleWriteAndReadOnTheTasksPage(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for typed, want := range map[string]struct {
		effort retroplan.Effort
		shown  string
		said   string
	}{
		"":                 {0, "Charge non connue", ""},
		"0,5":              {1, "Charge une demi-journée de travail", ""},
		"½":                {1, "Charge une demi-journée de travail", ""},
		"une demi-journée": {1, "Charge une demi-journée de travail", ""},
		"1,5 j":            {3, "Charge 1,5 jour de travail", ""},
		"2 jours-homme":    {4, "Charge 2 jours de travail", ""},
		"4 h":              {1, "Charge une demi-journée de travail", "« 4 h » est compté comme une demi-journée, à 7 heures par jour : la charge se compte en demi-journées."},
	} {
		answer := team.Post(urls.NewTask(project), fields(plan.FieldEffort, typed)).Want(t, http.StatusSeeOther)
		wantText(t, team.Get(answer.Location).Want(t, http.StatusOK), want.said)
		last := slices.MaxFunc(planOf(t, h, project).Rows, func(a, b plan.Row) int { return cmp.Compare(a.ID, b.ID) })
		if last.Effort != want.effort || last.Duration != 5 || last.Internal {
			t.Errorf("%q: %s in %d days", typed, last.Effort.Words(), last.Duration)
		}
		wantText(t, team.Get(urls.Task(last.ID)).Want(t, http.StatusOK), want.shown)
	}
	task := addTask(t, h, project, "Point budgétaire", nil)
	team.Get(urls.Task(task)).Want(t, http.StatusOK).Lacks(t, "les partenaires ne la voient pas")
	edit := team.Get(urls.TaskEdit(task)).Want(t, http.StatusOK)
	team.Post(urls.Task(task), fields("version", version(edit), plan.FieldInternal, "oui")).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(urls.Task(task)).Want(t, http.StatusOK), "Interne les partenaires ne la voient pas")
}

func TestWhatIsNoEffortComesBackWithItsSentence(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for typed, want := range map[string]string{
		"0":      "Une charge de zéro n’en est pas une : laissez vide si elle n’est pas connue, ou écrivez 0,5 pour peu de chose.",
		"-1":     "La charge « -1 » est négative.",
		"1000,5": "La charge « 1000,5 » est trop grande : 1 000 jours au plus.",
		"10 jc":  "« 10 jc » dit combien de temps passe, et non combien de travail il faut",
		"forte":  "« forte » n’est pas une charge",
	} {
		answer := team.Post(urls.NewTask(project), fields(plan.FieldEffort, typed, plan.FieldInternal, "oui")).Want(t, http.StatusUnprocessableEntity)
		wantText(t, answer, want)
		answer.Has(t, `value="`+typed+`"`)
	}
	if n := len(planOf(t, h, project).Rows); n != 0 {
		t.Errorf("%d tasks were added", n)
	}
}
