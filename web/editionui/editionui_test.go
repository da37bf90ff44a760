package editionui_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"testing"

	"parvis/internal/activity"
	"parvis/internal/edition"
	"parvis/internal/programme"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var friday = workcal.Of(2024, 6, 14)

// house is a service whose JEA 2024 is over: an activity with a slot on each of two days.
type house struct {
	*webtest.House
	t              *testing.T
	project, visit int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	by := h.Head.At(h.Now)
	var err error
	h.project, err = h.Programme.Create(t.Context(), by, "", programme.ProjectDraft{Title: "JEA 2024 <b>au musée", ShortName: "JEA 2024", Kind: programme.EventProgramme, PilotID: h.Team.ID, EventID: h.event("jea", 2024)})
	h.must(err)
	h.visit, err = h.Activities.Create(t.Context(), by, "", h.project, activity.Draft{Kind: activity.Visit, Title: "Visite <b>des réserves"})
	h.must(err)
	for day := range 2 {
		id, _, err := h.Slots.Create(t.Context(), by, "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday.AddDays(day), From: 600, To: 660}, Capacity: 12}, true)
		h.must(err)
		_, err = h.Slots.Register(t.Context(), by, "", id, slot.Group{Name: "CE2 B", People: 11}, false)
		h.must(err)
	}
	for _, to := range []programme.Status{programme.Preparing, programme.Confirmed, programme.Running, programme.Finished} {
		p, err := h.Programme.Project(t.Context(), by, h.project)
		h.must(err)
		h.must(h.Programme.SetStatus(t.Context(), by, h.project, p.Version, to))
	}
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) event(series string, year int) int64 {
	h.t.Helper()
	list, err := h.Programme.Events(h.t.Context(), h.Head.At(h.Now), year)
	h.must(err)
	for _, e := range list {
		if e.SeriesKey == series {
			return e.ID
		}
	}
	h.t.Fatalf("no %s in %d", series, year)
	return 0
}

var (
	hidden = regexp.MustCompile(`<input type="hidden"[^>]* name="([^"]+)" value="([^"]*)"`)
	form   = regexp.MustCompile(`(?s)<form class="form" method="post".*?</form>`)
)

// carried is what the form that prepares carries along.
func carried(page string) url.Values {
	v := url.Values{}
	for _, m := range hidden.FindAllStringSubmatch(form.FindString(page), -1) {
		v.Set(m[1], m[2])
	}
	return v
}

func TestTheNextEditionIsSeenThenPrepared(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	team.Get(urls.Project(h.project)).Want(t, http.StatusOK).Has(t, "Préparer l’édition suivante", urls.NextEdition(h.project), "D’une édition à l’autre")
	page := team.Get(urls.NextEdition(h.project)).Want(t, http.StatusOK).Has(t, "JEA 2025 &lt;b&gt;au musée", "Vendredi 14 juin 2024", "vendredi 13 juin 2025", "Ce qui sera copié", "2\u00a0séances", "Préparer l’édition").Lacks(t, "À régler avant", "<b>au")
	sent := carried(page.Body)
	sent.Set("titre", "JEA 2025")
	a := team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusSeeOther)
	team.Get(a.Location).Want(t, http.StatusOK).Has(t, "JEA 2025", "Le projet de l’édition suivante est créé", "2\u00a0séances", "Édition précédente", urls.Project(h.project), "Annuler")
	team.Get(urls.Project(h.project)).Want(t, http.StatusOK).Has(t, "Édition suivante", a.Location)
	team.Get(a.Location+"/edition").Want(t, http.StatusOK).Has(t, "Visite &lt;b&gt;des réserves", "22 (2\u00a0groupes)", "Dans les deux éditions", "idée").Lacks(t, "<b>des")
	h.As(h.Intern).Get(a.Location+"/edition").Want(t, http.StatusOK).Has(t, "22 (2\u00a0groupes)").Lacks(t, "Noter l’édition précédente")
	team.Get(a.Location+"/edition/impression").Want(t, http.StatusOK).Has(t, "D’une édition à l’autre", "JEA 2025")
	team.Get(urls.ProjectEdition(h.project)).Want(t, http.StatusOK).Has(t, "L’édition suivante", a.Location+"/edition")
	// The same once more is one project; the same form otherwise filled is not kept in silence.
	if again := team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusSeeOther); again.Location != a.Location {
		t.Errorf("sent twice: %s, then %s", a.Location, again.Location)
	}
	sent.Set("titre", "Autrement")
	team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity)
}

func TestWhatIsLostIsAskedAbout(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	choice := url.Values{"debut": {"14/06/2025"}, "fin": {"15/06/2025"}, "titre": {"JEA 2025"}, "pilote": {strconv.FormatInt(h.Team.ID, 10)}}
	page := team.Get(urls.NextEditionOf(h.project, choice)).Want(t, http.StatusOK).Has(t, "À régler avant", "Au plus proche\u00a0: le samedi 14 juin 2025", "Un autre jour", "Ne pas reprendre")
	sent := carried(page.Body)
	team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez dire ce que deviennent ces séances")
	sent.Set("suite_2024-06-14", "autre")
	team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez donner le jour")
	sent.Set("jour_2024-06-14", "31/06/2025")
	team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "n’existe pas", `value="31/06/2025"`)
	sent.Set("jour_2024-06-14", "16/06/2025")
	a := team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusSeeOther)
	team.Get(a.Location+"/seances").Want(t, http.StatusOK).Has(t, "Lundi 16 juin 2025", "Samedi 14 juin 2025")
}

func TestAPreviewThatIsOldIsShownAgain(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	sent := carried(team.Get(urls.NextEdition(h.project)).Want(t, http.StatusOK).Body)
	_, err := h.Activities.Create(t.Context(), h.Team.At(h.Now), "", h.project, activity.Draft{Kind: activity.Talk, Title: "Une de plus"})
	h.must(err)
	again := team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "quelque chose a changé\u00a0: les activités")
	team.Post(urls.NextEdition(h.project), carried(again.Body)).Want(t, http.StatusSeeOther)
}

func TestWhatIsChosenIsChecked(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	for _, c := range []struct{ field, typed, want string }{{"debut", "31/06/2025", "n’existe pas"}, {"evenement", "99999", "n’existe plus"}, {"evenement", "abc", "n’existe plus"}} {
		team.Get(urls.NextEditionOf(h.project, url.Values{c.field: {c.typed}, "titre": {"X"}})).Want(t, http.StatusUnprocessableEntity).Has(t, c.want)
	}
	good := carried(team.Get(urls.NextEdition(h.project)).Want(t, http.StatusOK).Body)
	for _, c := range []struct{ field, typed, want string }{{"titre", "", "Veuillez donner un titre"}, {"pilote", "99999", "compte actif"}, {"evenement", "99999", "n’existe plus"}, {"evenement", "", "choisir un événement"}, {"vu", "", "quelque chose a changé"}} {
		sent := url.Values{}
		for k, v := range good {
			sent[k] = v
		}
		sent.Set(c.field, c.typed)
		team.Post(urls.NextEdition(h.project), sent).Want(t, http.StatusUnprocessableEntity).Has(t, c.want)
	}
}

func TestWhoPreparesAndWhoReads(t *testing.T) {
	t.Parallel()
	h := open(t)
	intern := h.As(h.Intern)
	intern.Get(urls.Project(h.project)).Want(t, http.StatusOK).Lacks(t, "Préparer l’édition suivante").Has(t, "D’une édition à l’autre")
	intern.Get(urls.NextEdition(h.project)).Want(t, http.StatusForbidden).Has(t, "La cheffe de service ou un membre de l’équipe")
	intern.Post(urls.NextEdition(h.project), url.Values{"titre": {"X"}}).Want(t, http.StatusForbidden)
	intern.Post(urls.ProjectEdition(h.project), url.Values{"edition_de": {"1"}, "version": {"1"}}).Want(t, http.StatusForbidden)
	h.As(h.Head).Get(urls.NextEdition(h.project)).Want(t, http.StatusOK)
	h.As(h.Team).Get(urls.NextEdition(99_999)).Want(t, http.StatusNotFound)
	h.As(h.Team).Get(urls.ProjectEdition(99_999)).Want(t, http.StatusNotFound)
	idea, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Title: "Idée", Kind: programme.OffSite, PilotID: h.Team.ID, First: friday, Last: friday})
	h.must(err)
	h.As(h.Team).Get(urls.NextEdition(idea)).Want(t, http.StatusConflict).Has(t, "projet en cours, terminé ou archivé")
	h.As(h.Team).Get(urls.Project(idea)).Want(t, http.StatusOK).Lacks(t, "Préparer l’édition suivante")
}

func TestWhichEditionWasBeforeIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	next, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: h.Team.ID, EventID: h.event("jea", 2025)})
	h.must(err)
	team.Get(urls.ProjectEdition(next)).Want(t, http.StatusOK).Has(t, "Rien à comparer", "Noter l’édition précédente")
	before := strconv.FormatInt(h.project, 10)
	team.Post(urls.ProjectEdition(next), url.Values{"edition_de": {before}, "version": {"1"}}).Want(t, http.StatusSeeOther)
	team.Get(urls.ProjectEdition(next)).Want(t, http.StatusOK).Has(t, "L’édition précédente est notée.", "Seulement dans l’édition précédente", "22 (2\u00a0groupes)")
	team.Post(urls.ProjectEdition(next), url.Values{"edition_de": {"abc"}, "version": {"2"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "n’est plus là")
	team.Post(urls.ProjectEdition(next), url.Values{"edition_de": {""}, "version": {"1"}}).Want(t, http.StatusConflict).Has(t, "Édition précédente")
	v, err := h.Editions.Compare(t.Context(), h.Team.At(h.Now), next)
	h.must(err)
	if (v.LastTotal != edition.Totals{Activities: 1, Slots: 2, Places: 24, Groups: 2, People: 22}) {
		t.Errorf("%+v", v.LastTotal)
	}
}
