package activityui_test

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/partnerpick"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// project is one of which the intern is a member, or not.
func project(t *testing.T, h *webtest.House, title string, member bool) int64 {
	t.Helper()
	day := workcal.FromTime(h.Now)
	id, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Title: title, Kind: programme.EventProgramme, PilotID: h.Team.ID, First: day, Last: day})
	must(t, err)
	if member {
		must(t, h.Programme.AddMember(t.Context(), h.Team.At(h.Now), id, h.Intern.ID))
	}
	return id
}

// whole is a draft in which every field says something.
func whole(t *testing.T, h *webtest.House) activity.Draft {
	t.Helper()
	org, err := h.Partners.Create(t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: "Archives", Kind: kinds.Association})
	must(t, err)
	return activity.Draft{Kind: activity.Workshop, Title: "Fouille « pour tous » <b>", Summary: "Une fouille, une heure.", Text: "Première ligne\nseconde ligne", Audiences: "familles, scolaires", AgeFrom: 6, AgeTo: 12,
		Duration: 90, Languages: "français, anglais", Access: [5]activity.Answer{activity.Accessible, activity.NotAccessible, activity.Accessible, activity.Accessible, activity.NotAccessible},
		Offers: [5]bool{true, false, true, false, true}, Price: 550, Booking: activity.ByPhone, BookingText: "Le matin", GroupMost: 24, PerStaff: 12, Speakers: "Une archéologue\nUn médiateur",
		Organisations: []partner.Ref{{ID: org, Name: "Archives"}}, Materials: "Truelles", Credits: "Service des publics", Notes: "Prévoir des gants", State: activity.Idea}
}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d activity.Draft, more ...string) url.Values {
	form := url.Values(partnerpick.Fill(activity.Fields.Values(d), activity.FieldOrganisations, d.Organisations))
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func created(t *testing.T, a webtest.Answer) int64 {
	t.Helper()
	location := a.Want(t, http.StatusSeeOther).Location
	id, err := strconv.ParseInt(location[strings.LastIndex(location, "/")+1:], 10, 64)
	must(t, err)
	return id
}

func stored(t *testing.T, h *webtest.House, who account.Person, id int64) activity.Sheet {
	t.Helper()
	s, err := h.Activities.Activity(t.Context(), who.At(h.Now), id)
	must(t, err)
	return s
}

func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "JEA", true)
	intern, d := h.As(h.Intern), whole(t, h)
	id := created(t, intern.Post(urls.ProjectActivities(p), sent(d)))
	if changes := activity.Fields.Changes(d, stored(t, h, h.Team, id).Draft); len(changes) != 0 {
		t.Errorf("created: %+v", changes)
	}
	page := intern.Get(urls.ActivityEdit(id)).Want(t, http.StatusOK)
	for _, f := range webtest.ReadPage(t, urls.ActivityEdit(id), page.Body).Forms {
		if strings.HasPrefix(f.Action, urls.Activity(id)) {
			f.Values.Set("titre", "Un autre titre")
			intern.Post(urls.Activity(id), f.Values).Want(t, http.StatusSeeOther)
		}
	}
	d.Title = "Un autre titre"
	if changes := activity.Fields.Changes(d, stored(t, h, h.Team, id).Draft); len(changes) != 0 {
		t.Errorf("edited as it was shown: %+v", changes)
	}
	intern.Post(urls.Activity(id), sent(d, "version", "1", "titre", "Encore un")).Want(t, http.StatusConflict).Has(t, "Encore un", "Rien n’a été écrasé")
	intern.Post(urls.Activity(id), sent(d, "version", "2", "duree", "longtemps", "prix", "cher", "titre", "")).Want(t, http.StatusUnprocessableEntity).
		Has(t, "longtemps", "cher", "Veuillez donner un titre à l’activité.", "Prévoir des gants")
}

func TestEachRoleIsShownWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p, other := project(t, h, "JEA", true), project(t, h, "Nuit", false)
	id, elsewhere := created(t, h.As(h.Team).Post(urls.ProjectActivities(p), sent(whole(t, h)))), created(t, h.As(h.Team).Post(urls.ProjectActivities(other), sent(activity.Blank, "titre", "Veillée")))
	acts := map[string][2]string{"edit": {urls.ActivityEdit(id), "Modifier"}, "delete": {urls.ActivityDelete(id), "Supprimer"}}
	for who, may := range map[*account.Person]map[string]bool{&h.Head: {"edit": true, "delete": true}, &h.Team: {"edit": true}, &h.Intern: {"edit": true}} {
		page := h.As(*who).Get(urls.Activity(id)).Want(t, http.StatusOK).Has(t, "Reprendre", "Première ligne", "5,50", "Prévoir des gants")
		for act, link := range acts {
			if may[act] {
				page.Has(t, link[0])
				h.As(*who).Get(link[0]).Want(t, http.StatusOK)
			} else {
				page.Lacks(t, link[0])
				h.As(*who).Get(link[0]).Want(t, http.StatusForbidden)
			}
		}
	}
	intern := h.As(h.Intern)
	intern.Get(urls.Activity(id)).Has(t, "Proposer l’activité").Lacks(t, "Changer l’état")
	intern.Get(urls.Activity(elsewhere)).Want(t, http.StatusOK).Lacks(t, urls.ActivityEdit(elsewhere), "Proposer l’activité")
	intern.Get(urls.ActivityEdit(elsewhere)).Want(t, http.StatusForbidden)
	intern.Get(urls.NewActivity(other)).Want(t, http.StatusForbidden)
	intern.Get(urls.ProjectActivities(other)).Want(t, http.StatusOK).Lacks(t, urls.NewActivity(other), "Télécharger")
	intern.Get(urls.ActivitiesExport(nil)).Want(t, http.StatusForbidden)
	intern.Get(urls.ProjectActivitiesExport(p, nil)).Want(t, http.StatusForbidden)
	h.As(h.Team).Get(urls.ActivitiesExport(nil)).Want(t, http.StatusOK)
	for _, missing := range []string{urls.Activity(9999), urls.ProjectActivities(9999), urls.NewActivity(9999), urls.ActivityPrint(9999)} {
		intern.Get(missing).Want(t, http.StatusNotFound)
	}
}

func TestAStateIsChangedFromThePage(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "JEA", true)
	intern, team := h.As(h.Intern), h.As(h.Team)
	id := created(t, intern.Post(urls.ProjectActivities(p), sent(whole(t, h))))
	set := func(who *webtest.Client, to, because string) webtest.Answer {
		return who.Post(urls.ActivityState(id), url.Values{"etat": {to}, "motif": {because}, "version": {strconv.Itoa(stored(t, h, h.Head, id).Version)}})
	}
	set(intern, "proposed", "").Want(t, http.StatusSeeOther)
	set(intern, "retained", "").Want(t, http.StatusForbidden)
	set(team, "set_aside", "").Want(t, http.StatusUnprocessableEntity).Has(t, "pourquoi l’activité est écartée")
	set(team, "set_aside", "Trop de monde").Want(t, http.StatusSeeOther)
	intern.Get(urls.Activity(id)).Has(t, "écartée", "Trop de monde").Lacks(t, urls.ActivityEdit(id))
	intern.Get(urls.Notices()).Has(t, "a écarté cette activité")
	set(team, "retained", "Trop de monde").Want(t, http.StatusSeeOther)
	team.Get(urls.Activity(id)).Has(t, "Annoncer l’activité").Lacks(t, "Trop de monde")
	set(team, "lost", "").Want(t, http.StatusUnprocessableEntity)
}

func TestNumbersFilterTheList(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p := project(t, h, "JEA", true)
	team := h.As(h.Team)
	team.Get(urls.ProjectActivities(p)).Want(t, http.StatusOK).Has(t, "Aucune activité dans ce projet")
	team.Get(urls.Activities()).Want(t, http.StatusOK).Has(t, "Aucune activité pour l’instant")
	full := created(t, team.Post(urls.ProjectActivities(p), sent(whole(t, h), "titre", "Atelier complet")))
	created(t, team.Post(urls.ProjectActivities(p), sent(activity.Blank, "titre", "Visite vide")))
	team.Post(urls.ActivityState(full), url.Values{"etat": {"proposed"}, "version": {"1"}}).Want(t, http.StatusSeeOther)
	for _, list := range []func(url.Values) string{urls.ActivitiesOf, func(q url.Values) string { return urls.ProjectActivitiesOf(p, q) }} {
		all := team.Get(list(nil)).Want(t, http.StatusOK).Has(t, "Atelier complet", "Visite vide", "1 sans texte", "1 sans durée", "5,50")
		for _, q := range []string{"manque=duree", "etat=idea"} {
			all.Has(t, strings.Replace(list(nil), "?", "", 1)+"?"+q)
			values, err := url.ParseQuery(q)
			must(t, err)
			team.Get(list(values)).Has(t, "Visite vide").Lacks(t, "Atelier complet")
		}
		team.Get(list(url.Values{"acces": {"moteur"}})).Has(t, "Atelier complet").Lacks(t, "Visite vide")
		team.Get(list(url.Values{"public": {"Scolaire"}})).Has(t, "Atelier complet").Lacks(t, "Visite vide")
		team.Get(list(url.Values{"texte": {"introuvable"}})).Has(t, "Aucune activité ne répond")
	}
	team.Get(urls.ActivitiesPrint(nil)).Want(t, http.StatusOK).Has(t, "Une fouille, une heure.")
	team.Get(urls.ProjectActivitiesPrint(p, nil)).Want(t, http.StatusOK).Has(t, "Activités · JEA")
	team.Get(urls.ActivityPrint(full)).Want(t, http.StatusOK).Has(t, "Truelles").Lacks(t, "Prévoir des gants")
}

func TestAnActivityIsTakenUpForAnotherProject(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	p, next, closed := project(t, h, "JEA 2025", false), project(t, h, "JEA 2026", true), project(t, h, "Jumelage", false)
	intern := h.As(h.Intern)
	id := created(t, h.As(h.Team).Post(urls.ProjectActivities(p), sent(whole(t, h))))
	intern.Get(urls.ActivityTakeUp(id)).Want(t, http.StatusOK).Has(t, "JEA 2026").Lacks(t, "Jumelage")
	intern.Post(urls.ActivityTakeUp(id), url.Values{"projet": {""}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir le projet qui la reprend.")
	intern.Post(urls.ActivityTakeUp(id), url.Values{"projet": {strconv.FormatInt(closed, 10)}}).Want(t, http.StatusForbidden)
	copied := created(t, intern.Post(urls.ActivityTakeUp(id), url.Values{"projet": {strconv.FormatInt(next, 10)}}))
	if got := stored(t, h, h.Intern, copied); got.Notes != "" || got.State != activity.Idea || got.Text != "Première ligne\nseconde ligne" || got.TakenFrom != id {
		t.Errorf("%+v", got)
	}
	intern.Get(urls.Activity(copied)).Has(t, "Reprise de", urls.Activity(id), "Rien n’a changé depuis la reprise.")
	intern.Get(urls.Activity(id)).Has(t, "Reprise dans", urls.Activity(copied), "JEA 2026")
}
