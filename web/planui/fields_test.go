package planui_test

import (
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
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

// wholeDraft gives something to say about everything in a task but one thing: a legal duty is never
// optional.
func wholeDraft(h *webtest.House) plan.Draft {
	least := 3
	return plan.Draft{Title: "Envoyer « tout »", Category: plan.Budget, ResponsibleID: &h.Intern.ID, Duration: 12, CalendarDays: true, Effort: 3, Internal: true, MinDuration: &least,
		Offset: retroplan.Offset{Side: retroplan.BeforeEvent, Count: 2, Unit: retroplan.Months}, Deadline: workcal.Of(2025, time.May, 28), NotBefore: workcal.Of(2025, time.April, 9),
		PinnedStart: workcal.Of(2025, time.May, 5), PinnedFinish: workcal.Of(2025, time.May, 16), Statutory: true, Source: "Préfecture <à vérifier>", Notes: "Une ligne\nune autre"}
}

// TestEveryFieldOfATaskComesBackFromItsForm sends every field, alone and all together, and reads the
// task back: one that a list, a parse function or a query forgot is found here.
func TestEveryFieldOfATaskComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.EventProgramme), h.As(h.Team)
	whole := wholeDraft(h)
	optional := whole
	optional.Statutory, optional.Optional = false, true
	bare := plan.Draft{Title: "Rien de plus", Category: plan.Logistics}
	drafts := []plan.Draft{whole, optional, bare}

	names := map[string]string{} // of the struct's field, by the form's that tells it: only by when it is due is told together
	for i := range reflect.TypeFor[plan.Draft]().NumField() {
		one, field := bare, reflect.TypeFor[plan.Draft]().Field(i).Name
		from := whole
		if field == "Optional" {
			from = optional
		}
		reflect.ValueOf(&one).Elem().Field(i).Set(reflect.ValueOf(from).Field(i))
		var told []string
		for name, value := range plan.TaskFields.Values(one) {
			if !slices.Equal(value, plan.TaskFields.Values(bare)[name]) {
				told = append(told, name)
			}
		}
		if together := plan.FieldDue; len(told) != 1 || names[told[0]] != "" && told[0] != together {
			t.Fatalf("%s is told by %q", field, told)
		}
		names[told[0]] = field
		if !one.Check().Any() {
			drafts = append(drafts, one)
		}
	}
	all := reflect.TypeFor[plan.Draft]().NumField()
	if len(names) != len(plan.TaskFields) || len(names) != all-1 || len(drafts) != 3+all-1 { // nothing is at least three days and lasts none
		t.Errorf("%d fields are listed, %d are told, %d drafts", len(plan.TaskFields), len(names), len(drafts))
	}

	form := team.Get(urls.NewTask(project)).Want(t, http.StatusOK)
	for name := range names {
		if n := strings.Count(form.Body, ` name="`+name+`"`); n != 1 {
			t.Errorf("the form asks %d times for %q", n, name)
		}
	}
	task := addTask(t, h, project, "À reprendre", nil)
	for _, d := range drafts {
		want := plan.TaskFields.Values(d)
		created := team.Post(urls.NewTask(project), sent(want)).Want(t, http.StatusSeeOther)
		rows := planOf(t, h, project).Rows
		last := slices.MaxFunc(rows, func(a, b plan.Row) int { return int(a.ID - b.ID) })
		if got := plan.TaskFields.Values(last.Draft()); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("%s: created\n%v, want\n%v", created.Location, got, want)
		}
		team.Post(urls.Task(task), sent(want, "version", version(team.Get(urls.TaskEdit(task))))).Want(t, http.StatusSeeOther)
		if got := plan.TaskFields.Values(taskOf(t, h, task).Row.Draft()); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("edited\n%v, want\n%v", got, want)
		}
	}
}

// TestAClashCarriesEveryField meets another edit with everything typed, and keeps it.
func TestAClashCarriesEveryField(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project, team := newProject(t, h, programme.EventProgramme), h.As(h.Team)
	task := addTask(t, h, project, "À reprendre", nil)
	h.As(h.Head).Post(urls.Task(task), fields("version", "1", plan.FieldTitle, "Le texte de Claire")).Want(t, http.StatusSeeOther)
	whole := wholeDraft(h)
	want := plan.TaskFields.Values(whole)
	clash := team.Post(urls.Task(task), sent(want, "version", "1", "retour", urls.Plan(project))).Want(t, http.StatusConflict)
	again := url.Values{}
	for _, name := range append(plan.TaskFields.Names(), "version", "retour") {
		again[name] = hidden(clash, name)
	}
	for _, f := range plan.TaskFields {
		if f.Name != plan.FieldOptional && f.Name != plan.FieldResponsible {
			wantText(t, clash, f.Label, strings.ReplaceAll(strings.ReplaceAll(f.Said(whole), "\u00a0", " "), "\n", " "))
		}
	}
	wantText(t, clash, "Responsable", h.Intern.Name)
	wantTo(t, team.Post(urls.Task(task), again), urls.Plan(project))
	if got := plan.TaskFields.Values(taskOf(t, h, task).Row.Draft()); !maps.EqualFunc(got, want, slices.Equal) {
		t.Errorf("kept\n%v, want\n%v", got, want)
	}
}

// sent is what a browser sends of these values, and more: field, value, field, value… It sends nothing
// for a box that is not ticked.
func sent(values map[string][]string, more ...string) url.Values {
	form := url.Values{}
	for name, value := range values {
		if box := name == plan.FieldCalendarDays || name == plan.FieldStatutory || name == plan.FieldOptional || name == plan.FieldInternal; !box || value[0] != "" {
			form[name] = value
		}
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func version(a webtest.Answer) string { return hidden(a, "version")[0] }
