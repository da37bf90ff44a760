package planui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// lines is the form of lines filled in, with changes: field, value, field, value…
func lines(changes ...string) url.Values {
	form := url.Values{plan.FieldTitle: {"Réserver la salle"}, plan.FieldDuration: {"2"}, plan.FieldCategory: {"logistics"}, plan.FieldDue: {"J-21"}}
	for i := 0; i+1 < len(changes); i += 2 {
		form.Set(changes[i], changes[i+1])
	}
	return form
}

func TestALineIsATaskAndSaysWhereItFell(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	a := team.Post(urls.QuickAdd(project), lines()).Want(t, http.StatusSeeOther)
	page := team.Get(a.Location).Want(t, http.StatusOK)
	row := planOf(t, h, project).Rows[0]
	if !strings.HasSuffix(a.Location, fmt.Sprint("#t", row.ID)) {
		t.Errorf("leads to %q", a.Location)
	}
	wantText(t, page, "La tâche « Réserver la salle » a été ajoutée : jeu. 22 au ven. 23 mai.")
	many := team.Post(urls.QuickAdd(project), lines(plan.FieldTitle, "Un\tMorel\t1 sem\tJ-10\r\nDeux\t\t\t13 mai\r\nTrois\r\nQuatre\r\nCinq", "retour", urls.MyList())).Want(t, http.StatusSeeOther)
	if many.Location != urls.MyList() {
		t.Errorf("leads to %q", many.Location)
	}
	wantText(t, team.Get(many.Location), "5 tâches ont été ajoutées : « Un »,", "; 2 autres.", "L’année manque dans « 13 mai »")
	if n := len(planOf(t, h, project).Rows); n != 6 {
		t.Errorf("%d tasks", n)
	}
}

func TestTheFormOfLinesKnowsWhereItWasOpened(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for i := range 30 {
		addTask(t, h, project, fmt.Sprint("Tâche ", i), nil)
	}
	below := addTask(t, h, project, "Choisir l’imprimeur", func(d *plan.Draft) { d.Category = plan.Communication })
	page := team.Get(urls.QuickAddBelow(project, below)).Want(t, http.StatusOK)
	page.Has(t, `<option value="communication" selected>`, `<form class="form" id="formulaire"`)
	page.Lacks(t, "Tâche 7")
	wantText(t, page, "Après « Choisir l’imprimeur » dans la liste")
	opened := urls.QuickAdd(project) + "?" + url.Values{"mois": {"2025-05"}, "categorie": {"budget"}, "responsable": {fmt.Sprint(h.Intern.ID)}, "apres": {"999999"}, "retour": {urls.MyList()}}.Encode()
	page = team.Get(opened).Want(t, http.StatusOK)
	page.Has(t, `value="J-14"`, `<option value="budget" selected>`, fmt.Sprintf(`<option value="%d" selected>`, h.Intern.ID), `name="retour" value="/ma-liste"`)
	sent := lines(plan.FieldTitle, "Relancer", plan.FieldNeed, fmt.Sprint(below), "apres", fmt.Sprint(below))
	team.Post(urls.QuickAdd(project), sent).Want(t, http.StatusSeeOther)
	for _, r := range planOf(t, h, project).Rows {
		if r.Title == "Relancer" && (len(r.Needs) != 1 || r.Needs[0].ID != below) {
			t.Errorf("it waits for %+v", r.Needs)
		}
	}
	h.As(h.Intern).Get(urls.QuickAdd(project)).Want(t, http.StatusForbidden)
	h.As(h.Intern).Post(urls.QuickAdd(project), lines()).Want(t, http.StatusForbidden)
}

func TestWrongLinesComeBackWithAllThatWasTyped(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	for field, bad := range map[string]string{plan.FieldTitle: "", plan.FieldCategory: "cuisine", plan.FieldDuration: "trois", plan.FieldDue: "un jour", plan.FieldResponsible: "999999", plan.FieldNeed: "999999"} {
		a := team.Post(urls.QuickAdd(project), lines(field, bad, "apres", fmt.Sprint(addTask(t, h, project, "Avant", nil)))).Want(t, http.StatusUnprocessableEntity)
		a.Has(t, `id="`+field+`-problem"`, `href="#`+field+`"`)
		if field != plan.FieldTitle {
			a.Has(t, "Réserver la salle")
		}
	}
	before := len(planOf(t, h, project).Rows)
	typed := "Un\nDeux\tdemain\nTrois\t\ttrois"
	a := team.Post(urls.QuickAdd(project), lines(plan.FieldTitle, typed)).Want(t, http.StatusUnprocessableEntity)
	a.Has(t, typed)
	wantText(t, a, "Ligne 2 : « demain » n’est le nom d’aucune personne", "Ligne 3 : « trois » n’est pas une durée")
	if n := len(planOf(t, h, project).Rows); n != before {
		t.Errorf("%d tasks were added", n-before)
	}
}

func TestLinesSentTwiceAreAddedOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	key := hidden(team.Get(urls.QuickAdd(project)).Want(t, http.StatusOK), "cle")[0]
	sent := lines("cle", key, plan.FieldTitle, "Un\nDeux")
	first := team.Post(urls.QuickAdd(project), sent).Want(t, http.StatusSeeOther)
	second := team.Post(urls.QuickAdd(project), sent).Want(t, http.StatusSeeOther)
	if first.Location != second.Location || len(planOf(t, h, project).Rows) != 2 {
		t.Errorf("%q, then %q, %d tasks", first.Location, second.Location, len(planOf(t, h, project).Rows))
	}
	sent.Set(plan.FieldTitle, "Trois")
	wantText(t, team.Post(urls.QuickAdd(project), sent).Want(t, http.StatusUnprocessableEntity), "Ce formulaire a déjà servi")
}

// TestANewTaskBeginsAfterAnother creates one that waits, from the whole form.
func TestANewTaskBeginsAfterAnother(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	team := h.As(h.Team)
	team.Get(urls.NewTask(project)).Want(t, http.StatusOK).Lacks(t, `name="besoin"`)
	before := addTask(t, h, project, "Avant", nil)
	team.Get(urls.NewTask(project)).Want(t, http.StatusOK).Has(t, `name="besoin"`, `name="delai"`, `<optgroup label="`)
	a := team.Post(urls.NewTask(project), fields(plan.FieldNeed, fmt.Sprint(before), plan.FieldLag, "2")).Want(t, http.StatusSeeOther)
	rows := planOf(t, h, project).Rows
	for _, r := range rows {
		if r.ID != before && (len(r.Needs) != 1 || r.Needs[0].ID != before || r.Needs[0].Lag != 2) {
			t.Errorf("%s waits for %+v", a.Location, r.Needs)
		}
	}
	for field, c := range map[string][]string{plan.FieldNeed: {plan.FieldNeed, "999999"}, plan.FieldLag: {plan.FieldNeed, fmt.Sprint(before), plan.FieldLag, "deux"}} {
		team.Post(urls.NewTask(project), fields(append(c, plan.FieldNotes, "Ne perdez pas ceci")...)).Want(t, http.StatusUnprocessableEntity).Has(t, "Ne perdez pas ceci", `id="`+field+`-problem"`)
	}
	team.Post(urls.NewTask(project), fields(plan.FieldLag, "2")).Want(t, http.StatusUnprocessableEntity).Has(t, `id="besoin-problem"`)
	if len(planOf(t, h, project).Rows) != len(rows) {
		t.Error("a refused one was created")
	}
}
