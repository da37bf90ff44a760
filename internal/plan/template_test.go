package plan_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

// national seeds the templates and gives the one of national events.
func (h house) national() plan.Template {
	h.T.Helper()
	h.Must(plan.SeedTemplates(ctx, h.DB))
	list, err := h.Templates(ctx, h.Intern.At(now), programme.EventProgramme)
	h.Must(err)
	if len(list) != 1 || list[0].Key != "evenement-national" {
		h.T.Fatalf("%d templates", len(list))
	}
	return list[0]
}

func TestSeedingTwiceKeepsWhatTheServiceChanged(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.national()
	h.exec(`UPDATE plan_templates SET name = 'À nous' WHERE key = 'evenement-national'`, nil)
	if got := h.national(); got.Name != "À nous" {
		t.Errorf("got %q", got.Name)
	}
	all, err := h.Templates(ctx, h.Head.At(now), "")
	h.Must(err)
	kinds := map[programme.Kind]bool{}
	for _, one := range all {
		kinds[one.Kind] = true
		h.Must(one.Body.Check())
	}
	if len(all) != 6 || len(kinds) != 6 {
		t.Errorf("%d templates for %d kinds", len(all), len(kinds))
	}
}

// TestATemplateOfBeforeGetsItsEffortsUnlessItWasChanged: services that began with an earlier Parvis have the
// templates of then.
func TestATemplateOfBeforeGetsItsEffortsUnlessItWasChanged(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.national()
	// Templates as they were stored before they said efforts, the second of them changed by the service.
	h.exec(`UPDATE plan_templates SET body = jsonb_set(body, '{tasks}', (SELECT jsonb_agg(task - 'effort' - 'internal' ORDER BY place)
		FROM jsonb_array_elements(body->'tasks') WITH ORDINALITY AS listed (task, place)))`, nil)
	h.exec(`UPDATE plan_templates SET body = jsonb_set(body, '{tasks,0,title}', '"À nous"') WHERE key = 'hors-les-murs'`, nil)
	known := func(t plan.Template) (efforts, internal int) {
		for _, task := range t.Body.Tasks {
			if task.Effort.Known() {
				efforts++
			}
			if task.Internal {
				internal++
			}
		}
		return efforts, internal
	}
	list, err := h.Templates(ctx, h.Head.At(now), "")
	h.Must(err)
	for _, one := range list {
		if efforts, internal := known(one); efforts != 0 || internal != 0 || one.Body.Check() != nil {
			t.Errorf("%s: an old template has %d efforts and %d internal tasks", one.Key, efforts, internal)
		}
	}
	for range 2 { // seeding again changes nothing more
		h.Must(plan.SeedTemplates(ctx, h.DB))
	}
	list, err = h.Templates(ctx, h.Head.At(now), "")
	h.Must(err)
	for _, one := range list {
		efforts, internal := known(one)
		if changed := one.Key == "hors-les-murs"; changed != (efforts == 0) || changed != (internal == 0) || changed != (one.Version == 1) {
			t.Errorf("%s: %d efforts, %d internal tasks, version %d", one.Key, efforts, internal, one.Version)
		}
	}
}

func TestApplyingATemplateCopiesItExactly(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	answers := plan.Answers{"jea": true, "musique": true, "unknown": true}
	counted, queries := postgres.CountQueries(ctx)
	applied, err := h.ApplyTemplate(counted, h.Team.At(now), h.project, template.ID, answers, key)
	h.Must(err)
	want := template.Body.Select(answers)
	if applied.Count != len(want) || applied.Before != 0 || !strings.HasSuffix(applied.Sentence, "tâches ont été ajoutées.") {
		t.Errorf("applied %+v, want %d", applied, len(want))
	}
	if queries.Load() > 20 {
		t.Errorf("%d queries for %d tasks", queries.Load(), len(want))
	}
	v := h.view(h.project)
	rows := map[string]plan.Row{}
	for _, r := range v.Rows {
		rows[r.Title] = r
	}
	byRef := map[string]plan.TemplateTask{}
	for _, one := range want {
		byRef[one.Ref] = one
	}
	for i, w := range want {
		r := rows[w.Title]
		if r.Position != i+1 || r.Category != w.Category || r.Duration != w.Duration || r.CalendarDays != w.CalendarDays ||
			r.Offset != w.Offset || r.Statutory != w.Statutory || r.Optional != w.Optional || r.Effort != w.Effort || r.Internal != w.Internal || r.SuggestedRole != w.Role ||
			r.Source != w.Source || r.Notes != w.Notes || r.Items != len(w.Checklist) || len(r.Needs) != len(w.Needs) {
			t.Errorf("%s: got %+v", w.Ref, r)
		}
		for _, n := range w.Needs {
			found := false
			for _, link := range r.Needs {
				found = found || link.Title == byRef[n.Ref].Title && link.Lag == n.Lag
			}
			if !found {
				t.Errorf("%s does not need %s", w.Ref, n.Ref)
			}
		}
	}
	if r := rows["Déclaration Sacem et SACD"]; r.ID == 0 {
		t.Error("the answer about music added nothing")
	}
	if r := rows["Licence temporaire de débit de boissons"]; r.ID != 0 {
		t.Error("a licence without a bar")
	}
	if n := scalar[int](h, `SELECT count(*) FROM tasks WHERE created_by = @team`, pgx.NamedArgs{"team": h.Team.ID}); n != len(want) {
		t.Errorf("%d tasks created by whoever applied the template", n)
	}
	items := h.detail(rows["Note d’intention\u00a0: objectifs et publics"].ID).Items
	if len(items) != 5 || items[0].Label != "Relire le bilan de l’édition précédente" || items[4].Position != 5 {
		t.Errorf("items %+v", items)
	}
	h.lastEntry("Inès Marchand a appliqué le modèle «\u00a0Événement national au musée\u00a0»", "Tâches ajoutées:  → "+strings.Split(applied.Sentence, "\u00a0")[0])
}

func TestATemplateGoesToTheOnlyMemberOfARole(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	h.exec(`INSERT INTO project_members (project_id, person_id) VALUES (@p, @who)`, pgx.NamedArgs{"p": h.project, "who": h.Other.ID})
	_, err := h.ApplyTemplate(ctx, h.Head.At(now), h.project, template.ID, nil, "")
	h.Must(err)
	for _, r := range h.view(h.project).Rows {
		want := "" // two team members, no head
		if r.SuggestedRole == "intern" {
			want = "Zoé Petit"
		}
		if r.Responsible != want {
			t.Errorf("%s (%s) went to %q", r.Title, r.SuggestedRole, r.Responsible)
		}
	}
}

func TestATemplateSentTwiceAppliesOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	h.task("Déjà là")
	var group sync.WaitGroup
	var applied [3]plan.Applied
	for i := range applied {
		group.Go(func() { applied[i], _ = h.ApplyTemplate(ctx, h.Team.At(now), h.project, template.ID, nil, key) })
	}
	group.Wait()
	n := len(template.Body.Select(nil))
	if got := len(h.view(h.project).Rows); got != n+1 {
		t.Errorf("%d tasks, want %d", got, n+1)
	}
	if applied[0] != applied[1] || applied[1] != applied[2] || applied[0].Count != n || applied[0].Before != 1 ||
		!strings.Contains(applied[0].Sentence, "Le projet en comptait déjà 1\u00a0:") {
		t.Errorf("got %+v", applied)
	}
}

func TestPreviewShowsWhatWouldBeCreated(t *testing.T) {
	t.Parallel()
	h := open(t)
	template := h.national()
	h.task("Déjà là")
	answers := plan.Answers{"musique": true}
	p, err := h.Template(ctx, h.Team.On(workcal.Of(2024, 11, 4)), template.ID, h.project, answers)
	h.Must(err)
	_, err = h.ApplyTemplate(ctx, h.Team.At(now), h.project, template.ID, answers, "")
	h.Must(err)
	v, err := h.Plan(ctx, h.Team.On(workcal.Of(2024, 11, 4)), h.project)
	h.Must(err)
	rows := map[string]plan.Row{}
	for _, r := range v.Rows {
		rows[r.Title] = r
	}
	if len(p.Rows) != len(template.Body.Tasks) || p.Before != 1 || p.Summary.Total != len(v.Rows)-1 || p.Project.ID != h.project {
		t.Errorf("preview of %d rows, %+v", len(p.Rows), p.Summary)
	}
	for _, one := range p.Rows {
		r, created := rows[one.Title]
		if one.Included != created || one.PlannedStart != r.PlannedStart || one.PlannedFinish != r.PlannedFinish || one.J != r.J || one.Late != r.Late {
			t.Errorf("%s: foreseen %v %s–%s %s, created %v %s–%s %s", one.Ref, one.Included, one.PlannedStart, one.PlannedFinish, one.J,
				created, r.PlannedStart, r.PlannedFinish, r.J)
		}
		if (one.Condition != "") != (one.Question != "") || len(one.After) != len(one.Needs) {
			t.Errorf("%s: question %q, after %v", one.Ref, one.Question, one.After)
		}
	}
	alone, err := h.Template(ctx, h.Team.On(today), template.ID, 0, nil)
	h.Must(err)
	if alone.Project.ID != 0 || !alone.Rows[0].PlannedFinish.IsZero() || !alone.Rows[0].Included {
		t.Errorf("without a project: %+v", alone.Rows[0])
	}
}

func TestUnknownTemplatesAreNotFound(t *testing.T) {
	t.Parallel()
	h := open(t)
	_, err := h.ApplyTemplate(ctx, h.Head.At(now), h.project, 999, nil, key)
	h.Refused(err, fault.NotFound, "")
	_, err = h.Template(ctx, h.Head.On(today), 999, h.project, nil)
	h.Refused(err, fault.NotFound, "")
	_, err = h.Template(ctx, h.Head.On(today), h.national().ID, 999, nil)
	h.Refused(err, fault.NotFound, "")
}
