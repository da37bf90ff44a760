package planui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/french"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// ticked is the list's form with boxes ticked: ids, then field, value, field, value…
func ticked(ids []int64, more ...string) url.Values {
	v := url.Values{}
	for _, id := range ids {
		v.Add("t[]", fmt.Sprint(id))
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func threeTasks(t *testing.T, h *webtest.House, project int64) []int64 {
	t.Helper()
	due := func(d *plan.Draft) { d.Offset, _ = plan.ParseOffset("J-21") }
	return []int64{addTask(t, h, project, "Affiche", due), addTask(t, h, project, "Devis", due), addTask(t, h, project, "Visite", due)}
}

// TestTheDockDoesEachActToTheChosenTasks sends what the list sends, and reads what is said where it leads back to.
func TestTheDockDoesEachActToTheChosenTasks(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	ids, team := threeTasks(t, h, project), h.As(h.Team)
	target := addTask(t, h, project, "Programme", nil)
	back := urls.Plan(project) + "?categorie=logistics"
	for _, c := range []struct {
		act, field, value string
		says              string
		holds             func(plan.Row) bool
	}{
		{"attribuer", "a", fmt.Sprint(h.Intern.ID), "3 tâches attribuées à " + h.Intern.Name + ".", func(r plan.Row) bool { return r.Responsible == h.Intern.Name }},
		{"attribuer", "a", fmt.Sprint(h.Intern.ID), "Rien n’a changé. 3 tâches étaient déjà ainsi.", func(r plan.Row) bool { return r.Responsible == h.Intern.Name }},
		{"attribuer", "a", "personne", "3 tâches remises à attribuer.", func(r plan.Row) bool { return r.ResponsibleID == nil }},
		{"decaler", "jours", "3", "3 tâches décalées de 3 jours.", func(r plan.Row) bool { return r.Offset.Count == 18 }},
		{"decaler", "jours", "-7", "3 tâches avancées de 7 jours.", func(r plan.Row) bool { return r.Offset.Count == 25 }},
		{"categorie", "categorie", "budget", "3 tâches rangées dans la catégorie « Budget ».", func(r plan.Row) bool { return r.Category == plan.Budget }},
		{"charge", "charge", "une demi-journée", "3 tâches ont maintenant pour charge : une demi-journée.", func(r plan.Row) bool { return r.Effort == 1 }},
		{"charge", "charge", "inconnue", "3 tâches ont maintenant pour charge : non connue.", func(r plan.Row) bool { return r.Effort == 0 }},
		{"interne", "interne", "oui", "3 tâches sont maintenant internes", func(r plan.Row) bool { return r.Internal }},
		{"interne", "interne", "non", "3 tâches ne sont plus internes.", func(r plan.Row) bool { return !r.Internal }},
		{"apres", "apres", fmt.Sprint(target), "3 tâches commencent maintenant après « Programme ».", func(r plan.Row) bool { return len(r.Needs) == 1 }},
		{"etat", "etat", "commencer", "3 tâches commencées.", func(r plan.Row) bool { return r.State == retroplan.InProgress }},
		{"etat", "etat", "terminer", "3 tâches faites.", func(r plan.Row) bool { return r.State == retroplan.Done }},
		{"etat", "etat", "rouvrir", "3 tâches rouvertes.", func(r plan.Row) bool { return r.State == retroplan.InProgress }},
		{"etat", "etat", "abandonner", "3 tâches abandonnées.", func(r plan.Row) bool { return r.State == retroplan.Dropped }},
	} {
		a := team.Post(urls.Together(project), ticked(ids, "acte", c.act, c.field, c.value, "retour", back)).Want(t, http.StatusSeeOther)
		if a.Location != back {
			t.Errorf("%s leads to %q", c.act, a.Location)
		}
		wantText(t, team.Get(a.Location).Want(t, http.StatusOK), c.says)
		for _, id := range ids {
			if r := taskOf(t, h, id).Row; !c.holds(r) {
				t.Errorf("%s %s: %+v", c.act, c.value, r.Task)
			}
		}
	}
	if a := team.Post(urls.Together(project), ticked(ids[:1], "acte", "etat", "etat", "rouvrir", "retour", "https://ailleurs.example/")).Want(t, http.StatusSeeOther); a.Location != urls.Plan(project) {
		t.Errorf("leads to %q", a.Location)
	}
}

// TestWithoutAValueThePageAsks counts the chosen tasks, carries them in one field and offers every act with its own form, which do it.
func TestWithoutAValueThePageAsks(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	ids, team := threeTasks(t, h, project), h.As(h.Team)
	addTask(t, h, project, "Programme", func(d *plan.Draft) { d.Category = plan.Communication })
	for i := range 12 {
		ids = append(ids, addTask(t, h, project, fmt.Sprint("Suite ", i), nil))
	}
	joined := strings.Trim(strings.Join(strings.Fields(fmt.Sprint(ids)), ","), "[]")
	for name, form := range map[string]url.Values{
		"continue":       ticked(ids),
		"an act alone":   ticked(ids, "acte", "decaler", "jours", ""),
		"no such act":    ticked(ids, "acte", "rêver"),
		"from this page": {"ids": {joined}},
		"all of a list":  nil,
	} {
		page, back := webtest.Answer{}, urls.Plan(project)
		if form != nil {
			page = team.Post(urls.Together(project), form).Want(t, http.StatusOK)
		} else {
			back = urls.PlanNarrowed(project, "", "", "logistics", "", "categorie")
			all := allOf(t, team.Get(back))
			if want := urls.TogetherAll(project, 15, "", "", "logistics", "", "categorie"); all != want {
				t.Errorf("the list leads to %q, want %q", all, want)
			}
			page = team.Get(all).Want(t, http.StatusOK).Lacks(t, "La liste a changé")
		}
		wantText(t, page, "15 tâches choisies", "Affiche", "5 autres", "Suite 11")
		read := webtest.ReadPage(t, urls.Together(project), page.Body)
		acts := map[string]bool{}
		for _, f := range read.Forms {
			if f.Values.Get("acte") == "" {
				continue
			}
			acts[f.Values.Get("acte")] = true
			if got := f.Values["ids"]; len(got) != 1 || len(strings.Split(got[0], ",")) != 15 || f.Values.Get("retour") != back {
				t.Errorf("%s: the form carries %v", name, f.Values)
			}
		}
		if len(acts) != len(plan.Acts) {
			t.Errorf("%s: the page offers %v", name, acts)
		}
	}
	none := team.Post(urls.Together(project), url.Values{"acte": {"supprimer"}}).Want(t, http.StatusUnprocessableEntity)
	wantText(t, none, "Aucune tâche n’est choisie.", "Revenir à la liste")
	wantText(t, team.Get(urls.Together(project)).Want(t, http.StatusOK), "Aucune tâche choisie")
	wantText(t, team.Get(urls.TogetherOf(project, ids[0], ids[1])).Want(t, http.StatusOK), "2 tâches choisies")
}

// wantHers checks which tasks of a plan are somebody's, in whatever order.
func wantHers(t *testing.T, h *webtest.House, project int64, titles ...string) {
	t.Helper()
	var hers []string
	for _, r := range planOf(t, h, project).Rows {
		if r.ResponsibleID != nil {
			hers = append(hers, r.Title)
		}
	}
	slices.Sort(hers)
	slices.Sort(titles)
	if !slices.Equal(hers, titles) {
		t.Errorf("changed: %v, want %v", hers, titles)
	}
}

func TestADeletionOfManyIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	ids, team := threeTasks(t, h, project), h.As(h.Team)
	if err := h.Plans.AddNeed(t.Context(), h.Head.At(h.Now), ids[2], ids[0], 0); err != nil {
		t.Fatal(err)
	}
	page := team.Post(urls.Together(project), ticked(ids[:2], "acte", "supprimer")).Want(t, http.StatusOK)
	wantText(t, page, "Supprimer 2 tâches ?", "rétablir pendant", "1 autre tâche commence après l’une d’elles et ne l’attendra plus : «")
	if n := len(planOf(t, h, project).Rows); n != 3 {
		t.Fatalf("%d tasks", n)
	}
	var sent url.Values
	for _, f := range webtest.ReadPage(t, urls.Together(project), page.Body).Forms {
		if f.Values.Get("confirme") != "" {
			sent = f.Values
		}
	}
	a := team.Post(urls.Together(project), sent).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(a.Location).Has(t, `href="`+urls.TrashOf(project)+`">Voir la corbeille</a>`), "2 tâches sont à la corbeille.")
	again := team.Post(urls.Together(project), sent).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(again.Location), "Rien n’a changé. 2 tâches ont été supprimées entre-temps : « Affiche » et « Devis ».")
}

// TestWhatIsRefusedOfManyComesBack gives back what was typed, says which task refuses, and goes on with the others.
func TestWhatIsRefusedOfManyComesBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	ids, team := threeTasks(t, h, project), h.As(h.Team)
	for field, c := range map[string]struct{ act, value string }{"a": {"attribuer", "999999"}, "jours": {"decaler", "trois"}, "categorie": {"categorie", "cuisine"},
		"etat": {"etat", "rêver"}, "motif": {"etat", "bloquer"}, "apres": {"apres", "999999"}, "delai": {"apres", "deux"}, "charge": {"charge", "0"}, "interne": {"interne", "peut-être"}} {
		sent := ticked(ids, "acte", c.act, field, c.value)
		if field == "motif" {
			sent = ticked(ids, "acte", c.act, "etat", c.value)
		}
		if field == "delai" {
			sent.Set("apres", fmt.Sprint(ids[0]))
		}
		page := team.Post(urls.Together(project), sent).Want(t, http.StatusUnprocessableEntity)
		page.Has(t, `id="`+field+`-problem"`, `href="#`+field+`"`)
		if field == "jours" || field == "delai" {
			page.Has(t, `value="`+c.value+`"`)
		}
	}
	if err := h.Plans.TickTask(t.Context(), h.Head.At(h.Now), ids[1]); err != nil {
		t.Fatal(err)
	}
	page := team.Post(urls.Together(project), ticked(ids, "acte", "decaler", "jours", "3")).Want(t, http.StatusUnprocessableEntity)
	wantText(t, page, "Rien n’a été changé : 1 tâche s’y oppose.", "« Devis » : cette tâche est déjà faite. Rouvrez-la d’abord.", "Ne garder que les 2 autres tâches")
	for _, f := range webtest.ReadPage(t, urls.Together(project), page.Body).Forms {
		if f.Values.Get("jours") != "" && !strings.Contains(f.Values.Get("ids"), fmt.Sprint(ids[1])) {
			f.Values.Set("acte", "decaler")
			team.Post(urls.Together(project), f.Values).Want(t, http.StatusSeeOther)
			if taskOf(t, h, ids[0]).Row.Offset.Count != 18 || taskOf(t, h, ids[1]).Row.Offset.Count != 21 {
				t.Error("the others were not shifted")
			}
			return
		}
	}
	t.Error("the page does not offer to go on with the others")
}

func TestWhoMayChangeManyIsToldWhichAreNotHers(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	if err := h.Programme.AddMember(t.Context(), h.Head.At(h.Now), project, h.Intern.ID); err != nil {
		t.Fatal(err)
	}
	hers, theirs := addTask(t, h, project, "à elle", nil), addTask(t, h, project, "d’Inès", func(d *plan.Draft) { d.ResponsibleID = &h.Team.ID })
	intern := h.As(h.Intern)
	both := []int64{hers, theirs}
	wantText(t, intern.Post(urls.Together(project), ticked(both)).Want(t, http.StatusOK), "1 tâche n’est pas à vous", "Ne garder que l’autre tâche")
	refused := intern.Post(urls.Together(project), ticked(both, "acte", "categorie", "categorie", "budget")).Want(t, http.StatusForbidden)
	wantText(t, refused, "« d’Inès » : la cheffe de service, l’équipe, ou le membre du projet qui en a la charge peut faire cela.", "Ne garder que l’autre tâche")
	intern.Post(urls.Together(project), ticked(both[:1], "acte", "categorie", "categorie", "budget")).Want(t, http.StatusSeeOther)
	elsewhere := newProject(t, h, programme.EAC)
	other := addTask(t, h, elsewhere, "Ailleurs", nil)
	h.As(h.Team).Post(urls.Together(project), ticked([]int64{hers, other}, "acte", "categorie", "categorie", "budget")).Want(t, http.StatusNotFound)
	h.As(h.Team).Post(urls.Together(project), url.Values{"ids": {"1;DROP"}, "acte": {"categorie"}, "categorie": {"budget"}}).Want(t, http.StatusNotFound)
}

// allOf is where a list leads to for all that it shows.
func allOf(t *testing.T, list webtest.Answer) string {
	t.Helper()
	for _, link := range webtest.ReadPage(t, "", list.Want(t, http.StatusOK).Body).Links {
		if strings.Contains(link, "tout=oui") {
			return link
		}
	}
	t.Fatal("the list does not offer all that it shows")
	return ""
}

// TestAllOfAListIsWhatItShows compares, for each filter and each reader, the boxes that the list draws unfolded with the tasks
// of the page that it leads to.
func TestAllOfAListIsWhatItShows(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	if err := h.Programme.AddMember(t.Context(), h.Head.At(h.Now), project, h.Intern.ID); err != nil {
		t.Fatal(err)
	}
	ids := threeTasks(t, h, project)
	addTask(t, h, project, "Régie", func(d *plan.Draft) { d.ResponsibleID, d.Category = &h.Intern.ID, plan.Budget })
	addTask(t, h, project, "Presse", func(d *plan.Draft) { d.ResponsibleID, d.Category = &h.Team.ID, plan.Communication })
	head := h.Head.At(h.Now)
	for _, err := range []error{h.Plans.TickTask(t.Context(), head, ids[0]), h.Plans.Drop(t.Context(), head, ids[1]), h.Plans.Block(t.Context(), head, ids[2], "La pluie")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	met := map[int]bool{}
	for _, who := range []account.Person{h.Head, h.Team, h.Intern} {
		for _, filter := range []string{"", "?etat=a-faire", "?etat=faites", "?etat=abandonnees", "?etat=bloquees", "?qui=moi", "?qui=personne", "?categorie=budget",
			"?mots=presse", "?par=personne", "?par=categorie&etat=en-retard", "?mots=introuvable"} {
			reader := h.As(who)
			page := reader.Get(urls.Plan(project)+filter).Want(t, http.StatusOK)
			unfolded := folded.ReplaceAllString(page.Body, "")
			var shown []string
			for _, box := range choice.FindAllStringSubmatch(unfolded, -1) {
				shown = append(shown, box[1])
			}
			if met[len(shown)] = true; len(shown) == 0 {
				if strings.Contains(page.Body, "tout=oui") {
					t.Errorf("%s, %s: nothing to choose, and all of it is offered", who.Name, filter)
				}
				continue
			}
			all := reader.Get(allOf(t, page)).Want(t, http.StatusOK)
			wantText(t, all, french.PlainSpaces(french.Count(len(shown), "tâche choisie", "tâches choisies")))
			for _, f := range webtest.ReadPage(t, "", all.Body).Forms {
				if sent := f.Values.Get("ids"); sent != "" && !slices.Equal(strings.Split(sent, ","), shown) {
					t.Errorf("%s, %s: the page is about %s, the list shows %v", who.Name, filter, sent, shown)
				}
			}
		}
	}
	if len(met) < 4 {
		t.Errorf("the filters show as many each time: %v", met)
	}
}

var (
	folded = regexp.MustCompile(`(?s)<details class="month-fold">.*?</details>`)
	choice = regexp.MustCompile(`<input type="checkbox" name="t\[\]" value="(\d+)"`)
)

// TestTwoSessionsChangeWhatThePageShowed has one person choose all that a filter shows while another adds and deletes rows.
func TestTwoSessionsChangeWhatThePageShowed(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	project := newProject(t, h, programme.EventProgramme)
	ids, team, head := threeTasks(t, h, project), h.As(h.Team), h.As(h.Head)
	addTask(t, h, project, "Budget", func(d *plan.Draft) { d.Category = plan.Budget })
	list := team.Get(urls.PlanNarrowed(project, "", "", "logistics", "", ""))
	early := addTask(t, h, project, "Venue entre-temps", nil)
	page := team.Get(allOf(t, list)).Want(t, http.StatusOK)
	wantText(t, page, "4 tâches choisies", "La liste a changé depuis que vous l’avez ouverte : elle montrait 3 tâches.", "Venue entre-temps")
	if err := h.Plans.DeleteTask(t.Context(), h.Head.At(h.Now), early); err != nil {
		t.Fatal(err)
	}
	page = team.Get(allOf(t, list)).Want(t, http.StatusOK).Lacks(t, "La liste a changé")
	wantText(t, page, "3 tâches choisies")
	head.Post(urls.TaskDelete(ids[1]), nil).Want(t, http.StatusSeeOther)
	head.Post(urls.QuickAdd(project), url.Values{plan.FieldTitle: {"Neuve"}, plan.FieldDuration: {"1"}, plan.FieldCategory: {"logistics"}}).Want(t, http.StatusSeeOther)
	sent := url.Values{}
	for _, f := range webtest.ReadPage(t, urls.Together(project), page.Body).Forms {
		if f.Values.Get("acte") == "attribuer" {
			sent = f.Values
		}
	}
	sent.Set("a", fmt.Sprint(h.Team.ID))
	a := team.Post(urls.Together(project), sent).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(a.Location), "2 tâches attribuées à "+h.Team.Name+". 1 tâche a été supprimée entre-temps : « Devis ».")
	wantHers(t, h, project, "Affiche", "Visite")
	// The boxes of the list are what is changed too, whatever stands in the plan by then.
	boxes := ids[:1]
	late := addTask(t, h, project, "Encore une", nil)
	boxes = append(boxes, late)
	addTask(t, h, project, "Trop tard", nil)
	if err := h.Plans.DeleteTask(t.Context(), h.Head.At(h.Now), ids[0]); err != nil {
		t.Fatal(err)
	}
	a = team.Post(urls.Together(project), ticked(boxes, "acte", "attribuer", "a", fmt.Sprint(h.Team.ID))).Want(t, http.StatusSeeOther)
	wantText(t, team.Get(a.Location), "1 tâche attribuée à "+h.Team.Name+". 1 tâche a été supprimée entre-temps : « Affiche ».")
	wantHers(t, h, project, "Visite", "Encore une")
}
