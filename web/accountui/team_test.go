package accountui_test

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/postgres"
)

func memberForm(name, email, role string, more ...string) url.Values {
	form := url.Values{"name": {name}, "email": {email}, "role": {role}}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func TestOnlyTheHeadSeesTheTeam(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("noe@musee.test", "Noé Petit", access.Team)
	lea := s.seed("lea@musee.test", "Léa Roux", access.Intern)
	one := fmt.Sprintf("/reglages/equipe/%d", lea.ID)
	for _, email := range []string{"noe@musee.test", "lea@musee.test"} {
		b := s.loggedIn(email, password)
		for _, path := range []string{"/reglages/equipe", "/reglages/equipe/ajout", one, one + "/mot-de-passe", one + "/desactivation", "/reglages/equipe/999999"} {
			want(t, b.get(path), http.StatusForbidden, "Seule la cheffe de service peut faire cela.")
		}
		for _, path := range []string{"/reglages/equipe/ajout", one, one + "/mot-de-passe", one + "/desactivation", one + "/desactivation/supprimer"} {
			want(t, b.post(path, memberForm("X", "x@musee.test", "head", "version", "1")), http.StatusForbidden)
		}
	}
	head := s.loggedIn("claire@musee.test", password)
	want(t, head.get("/reglages/equipe"), http.StatusOK, "Noé Petit", "lea@musee.test", "Stagiaire", "lundi 7 avril 2025")
	for _, path := range []string{"/reglages/equipe/999999", "/reglages/equipe/abc", "/reglages/equipe/-1"} {
		want(t, head.get(path), http.StatusNotFound)
	}
}

func TestTheHeadAddsSomebodyAndReadsTheProvisionalPasswordOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	head := s.loggedIn("claire@musee.test", password)
	key := head.get("/reglages/equipe/ajout").hidden(t, "cle")
	form := memberForm("Léa Roux", "lea@musee.test", "intern", "cle", key)
	answer := head.post("/reglages/equipe/ajout", form)
	want(t, answer, http.StatusOK, "Léa Roux", "il ne sera plus jamais affiché")
	found := regexp.MustCompile(`<code class="secret">([^<]+)</code>`).FindStringSubmatch(answer.body)
	if found == nil || answer.header.Get("Cache-Control") != "no-store" {
		t.Fatalf("no password, or one that is kept: %v\n%s", answer.header, answer.text())
	}

	again := head.post("/reglages/equipe/ajout", form)
	if again.status != http.StatusSeeOther || strings.Contains(again.body, found[1]) {
		t.Errorf("sent twice: %d", again.status)
	}
	want(t, head.get(again.to()), http.StatusOK, "ne se montre qu’une fois", "Jamais connecté")
	wantTo(t, s.loggedIn("lea@musee.test", found[1]).get("/"), "/mot-de-passe")
	if people, err := s.accounts.People(context.Background(), s.head.At(monday)); err != nil || len(people) != 2 {
		t.Errorf("%d people, %v", len(people), err)
	}
}

func TestAnInvalidPersonComesBackWithEverythingTyped(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	head := s.loggedIn("claire@musee.test", password)
	answer := head.post("/reglages/equipe/ajout", memberForm("Léa <b>Roux", "claire@musee.test", "intern", "cle", "0123456789abcdef"))
	want(t, answer, http.StatusUnprocessableEntity, "Cette adresse est déjà celle d’une autre personne", `value="Léa &lt;b&gt;Roux"`,
		`value="claire@musee.test"`, `href="#email"`, `id="email-problem"`)
	if !regexp.MustCompile(`value="intern" checked`).MatchString(answer.body) || answer.hidden(t, "cle") != "0123456789abcdef" {
		t.Errorf("the role or the key is lost\n%s", answer.body)
	}
	want(t, head.post("/reglages/equipe/ajout", memberForm("", "lea", "chief")), http.StatusUnprocessableEntity, "3 points sont à corriger")
	want(t, head.post("/reglages/equipe/ajout", memberForm("L\x00a", "lea@musee.test", "team")), http.StatusUnprocessableEntity)
	want(t, head.post("/reglages/equipe/ajout", memberForm(strings.Repeat("a", 2<<20), "lea@musee.test", "team")), http.StatusRequestEntityTooLarge)
}

func TestTwoHeadsEditTheSamePersonAndTheSecondSeesBothTexts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.seed("zoe@musee.test", "Zoé Blanc", access.Head)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	path := fmt.Sprintf("/reglages/equipe/%d", noe.ID)
	first, second := s.loggedIn("claire@musee.test", password), s.loggedIn("zoe@musee.test", password)
	one, two := first.get(path).hidden(t, "version"), second.get(path).hidden(t, "version")

	wantTo(t, first.post(path, memberForm("Noé Grand", "noe@musee.test", "team", "version", one)), "/reglages/equipe")
	clash := second.post(path, memberForm("Noé Moyen", "noe@musee.test", "intern", "version", two))
	want(t, clash, http.StatusConflict, "Noé Grand", "Noé Moyen", "Stagiaire", "Équipe")
	if m, err := s.accounts.Member(context.Background(), s.head.At(monday), noe.ID); err != nil || m.Name != "Noé Grand" {
		t.Errorf("the name is %q, %v", m.Name, err)
	}
	// She chooses hers: the page sends it again with the new version.
	keep := memberForm("Noé Moyen", clash.hidden(t, "email"), clash.hidden(t, "role"), "version", clash.hidden(t, "version"))
	wantTo(t, second.post(path, keep), "/reglages/equipe")
	want(t, second.get("/reglages/equipe"), http.StatusOK, "Noé Moyen")
	want(t, second.post(path, memberForm("Noé", "noe@musee.test", "team", "version", "nonsense")), http.StatusConflict)
}

func TestAResetEndsSessionsAndShowsThePasswordOnce(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	path := fmt.Sprintf("/reglages/equipe/%d/mot-de-passe", noe.ID)
	his, head := s.loggedIn("noe@musee.test", password), s.loggedIn("claire@musee.test", password)
	key := head.get(path).hidden(t, "cle")
	answer := head.post(path, url.Values{"cle": {key}})
	want(t, answer, http.StatusOK, "Noé Petit")
	found := regexp.MustCompile(`<code class="secret">([^<]+)</code>`).FindStringSubmatch(answer.body)
	if found == nil {
		t.Fatal(answer.text())
	}
	wantTo(t, his.get("/"), "/connexion?suite=%2F")
	wantTo(t, s.loggedIn("noe@musee.test", found[1]).get("/"), "/mot-de-passe")
	wantTo(t, head.post(path, url.Values{"cle": {key}}), fmt.Sprintf("/reglages/equipe/%d", noe.ID))
	want(t, head.post(fmt.Sprintf("/reglages/equipe/%d/mot-de-passe", s.head.ID), nil), http.StatusUnprocessableEntity, "« Mon compte »")
}

func TestDisablingAsksThenHoldsAndCanBeUndone(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	path := fmt.Sprintf("/reglages/equipe/%d", noe.ID)
	head := s.loggedIn("claire@musee.test", password)
	want(t, head.get(path+"/desactivation"), http.StatusOK, "Désactiver ce compte ?", "Noé Petit")
	wantTo(t, head.post(path+"/desactivation", nil), "/reglages/equipe")
	want(t, head.get("/reglages/equipe"), http.StatusOK, "Le compte de Noé Petit est désactivé.", ">Désactivé<")
	want(t, head.get(path), http.StatusOK, "Réactiver le compte")
	wantTo(t, head.post(path+"/desactivation/supprimer", nil), "/reglages/equipe")
	want(t, s.loggedIn("noe@musee.test", password).get("/"), http.StatusOK)

	mine := fmt.Sprintf("/reglages/equipe/%d", s.head.ID)
	want(t, head.post(mine+"/desactivation", nil), http.StatusUnprocessableEntity, "Vous ne pouvez pas désactiver votre propre compte")
	page := head.get(mine)
	if strings.Contains(page.body, mine+"/desactivation") || strings.Contains(page.body, mine+"/mot-de-passe") {
		t.Error("her own page offers what she may not do")
	}
	version := page.hidden(t, "version")
	want(t, head.post(mine, memberForm("Claire Martin", "claire@musee.test", "team", "version", version)),
		http.StatusUnprocessableEntity, "C’est la dernière cheffe de service active", `href="#role"`)
}

// The list costs the same with forty people as with one.
func TestTheTeamIsOneQueryHoweverLong(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	cost := func() int64 {
		ctx, n := postgres.CountQueries(context.Background())
		if _, err := s.accounts.People(ctx, s.head.At(monday)); err != nil {
			t.Fatal(err)
		}
		return n.Load()
	}
	few := cost()
	for i := range 40 {
		s.seed(fmt.Sprintf("p%d@musee.test", i), fmt.Sprintf("Personne %d", i), access.Team)
	}
	if many := cost(); few != 1 || many != 1 {
		t.Errorf("%d queries for one person, %d for forty-one", few, many)
	}
}

// E-mail addresses stay out of addresses that browsers and servers keep.
func TestNoLinkOfTheTeamHoldsAnAddress(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	head := s.loggedIn("claire@musee.test", password)
	for _, path := range []string{"/reglages/equipe", fmt.Sprintf("/reglages/equipe/%d", noe.ID), "/mon-compte"} {
		for _, link := range regexp.MustCompile(`(?:href|action)="([^"]*)"`).FindAllStringSubmatch(head.get(path).body, -1) {
			if strings.Contains(link[1], "musee.test") {
				t.Errorf("%s links to %s", path, link[1])
			}
		}
	}
}
