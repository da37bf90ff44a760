package accountui_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
)

func passwordForm(current, fresh, again string) url.Values {
	return url.Values{"current": {current}, "new": {fresh}, "again": {again}}
}

func TestAProvisionalPasswordOpensNothingButItsReplacement(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	added, err := s.accounts.Add(context.Background(), s.head.At(monday), account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Intern}, "")
	if err != nil {
		t.Fatal(err)
	}
	b := s.loggedIn("lea@musee.test", added.Password)
	for _, path := range []string{"/", "/mon-compte", "/reglages/equipe"} {
		wantTo(t, b.get(path), "/mot-de-passe")
	}
	wantTo(t, b.post("/coches", nil), "/mot-de-passe")
	want(t, b.get("/mot-de-passe"), http.StatusOK, "une autre personne le connaît", "Mot de passe provisoire")
	wantTo(t, b.post("/mot-de-passe", passwordForm(added.Password, "quatre amphores bleues", "quatre amphores bleues")), "/")
	want(t, b.get("/"), http.StatusOK, "Léa Roux")
	wantTo(t, s.loggedIn("lea@musee.test", "quatre amphores bleues").post("/deconnexion", nil), "/connexion")
}

func TestSomebodyWithAProvisionalPasswordCanLeave(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	added, err := s.accounts.Add(context.Background(), s.head.At(monday), account.Identity{Name: "Léa Roux", Email: "lea@musee.test", Role: access.Intern}, "")
	if err != nil {
		t.Fatal(err)
	}
	wantTo(t, s.loggedIn("lea@musee.test", added.Password).post("/deconnexion", nil), "/connexion")
}

func TestChangingThePasswordKeepsThisSessionUnderANewTokenAndEndsTheOthers(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	here, there := s.loggedIn("claire@musee.test", password), s.loggedIn("claire@musee.test", password)
	before := here.token()
	wantTo(t, here.post("/mot-de-passe", passwordForm(password, "quatre amphores bleues", "quatre amphores bleues")), "/mon-compte")
	want(t, here.get("/mon-compte"), http.StatusOK, "Votre mot de passe est changé.", "Claire Martin", "Cheffe de service")
	if here.token() == before {
		t.Error("the token stays the same")
	}
	wantTo(t, there.get("/"), "/connexion?suite=%2F")
	wantTo(t, s.withToken(before).get("/"), "/connexion?suite=%2F")
}

func TestARefusedPasswordSaysWhyAndGivesNothingBack(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	b := s.loggedIn("claire@musee.test", password)
	for name, c := range map[string]struct {
		form     url.Values
		sentence string
	}{
		"wrong current": {passwordForm("pas-le-bon", "quatre amphores bleues", "quatre amphores bleues"), "Ce n’est pas votre mot de passe actuel."},
		"too short":     {passwordForm(password, "court", "court"), "il faut au moins 12 caractères"},
		"her name":      {passwordForm(password, "Claire-Martin-2025", "Claire-Martin-2025"), "ressemble trop à votre nom"},
		"two different": {passwordForm(password, "quatre amphores bleues", "quatre amphores rouges"), "ne sont pas identiques"},
		"the same":      {passwordForm(password, password, password), "doit être différent"},
		"nothing":       {url.Values{}, "Indiquez votre mot de passe actuel."},
	} {
		answer := b.post("/mot-de-passe", c.form)
		want(t, answer, http.StatusUnprocessableEntity, c.sentence, `role="alert"`)
		for _, values := range c.form {
			if len(values[0]) > 5 && strings.Contains(answer.body, `value="`+values[0]) {
				t.Errorf("%s: a password comes back", name)
			}
		}
	}
	want(t, s.loggedIn("claire@musee.test", password).get("/"), http.StatusOK)
}
