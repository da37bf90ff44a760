package accountui_test

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"parvis/internal/access"
	"parvis/internal/account"
)

// TestEveryFieldOfAPersonComesBackFromHerForm sends every field and reads the person back: one that a
// list, a parse function or a query forgot is found here.
func TestEveryFieldOfAPersonComesBackFromHerForm(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	head := s.loggedIn("claire@musee.test", password)
	added := account.Identity{Name: "Léa « Lou » Roux", Email: "lea@musee.test", Role: access.Intern}
	edited := account.Identity{Name: "Léa Martin", Email: "martin@musee.test", Role: access.Team}
	told := map[string]bool{}
	for i := range reflect.TypeFor[account.Identity]().NumField() {
		one := added
		reflect.ValueOf(&one).Elem().Field(i).Set(reflect.ValueOf(edited).Field(i))
		changes := account.IdentityFields.Changes(added, one)
		if len(changes) != 1 || told[changes[0].Name] {
			t.Fatalf("%s is told by %+v", reflect.TypeFor[account.Identity]().Field(i).Name, changes)
		}
		told[changes[0].Name] = true
	}
	if len(told) != len(account.IdentityFields) {
		t.Errorf("%d fields are listed, %d are told", len(account.IdentityFields), len(told))
	}

	form := head.get("/reglages/equipe/ajout")
	for name := range told {
		if !strings.Contains(form.body, ` name="`+name+`"`) {
			t.Errorf("the form does not ask for %q", name)
		}
	}
	want(t, head.post("/reglages/equipe/ajout", url.Values(account.IdentityFields.Values(added))), http.StatusOK, "il ne sera plus jamais affiché")
	find := func(i account.Identity) account.Member {
		t.Helper()
		m, err := s.accounts.MemberByEmail(context.Background(), s.head.At(monday), i.Email)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := account.IdentityFields.Values(m.Identity()), account.IdentityFields.Values(i); !maps.EqualFunc(got, want, slices.Equal) {
			t.Errorf("stored %v, want %v", got, want)
		}
		return m
	}
	path := fmt.Sprintf("/reglages/equipe/%d", find(added).ID)
	sent := url.Values(account.IdentityFields.Values(edited))
	sent.Set("version", head.get(path).hidden(t, "version"))
	wantTo(t, head.post(path, sent), "/reglages/equipe")
	find(edited)
}

func TestTheHistoryOfAnAccountTellsWhatWasDoneToIt(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	path := fmt.Sprintf("/reglages/equipe/%d", noe.ID)
	head := s.loggedIn("claire@musee.test", password)
	want(t, head.get(path+"/historique"), http.StatusOK, "Rien sur cette page")
	wantTo(t, head.post(path, memberForm("Noé Grand", "noe@musee.test", "intern", "version", "1")), "/reglages/equipe")
	wantTo(t, head.post(path+"/desactivation", nil), "/reglages/equipe")
	want(t, head.get(path), http.StatusOK, `href="`+path+`/historique"`, `href="`+path+`/effacement"`)
	want(t, head.get(path+"/historique"), http.StatusOK, "Historique", "lundi 7 avril 2025", "Claire Martin a désactivé le compte.",
		"Claire Martin a modifié le compte.", "Prénom et nom : Noé Petit → devient Noé Grand", "Rôle : Équipe → devient Stagiaire")
	want(t, head.get("/reglages/equipe/999999/historique"), http.StatusNotFound)
}

func TestErasingANameAsksThenHolds(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	noe := s.seed("noe@musee.test", "Noé Petit", access.Team)
	lea := s.seed("lea@musee.test", "Léa Roux", access.Intern)
	path := fmt.Sprintf("/reglages/equipe/%d", noe.ID)
	head := s.loggedIn("claire@musee.test", password)

	// Nobody is erased while she may log in.
	if page := head.get(path); strings.Contains(page.body, path+"/effacement") {
		t.Error("the page of an active account offers to erase it")
	}
	page := head.get(path + "/effacement")
	want(t, page, http.StatusOK, "Ce compte est encore actif : désactivez-le d’abord.")
	if strings.Contains(page.body, `action="`+path+`/effacement`) {
		t.Error("the page offers what would be refused")
	}
	want(t, head.post(path+"/effacement", nil), http.StatusUnprocessableEntity, "Le compte est encore actif")

	// Nor by anybody but the head.
	for _, p := range []account.Person{noe, lea} {
		b := s.loggedIn(p.Email, password)
		for _, r := range []reply{b.get(path + "/historique"), b.get(path + "/effacement"), b.post(path+"/effacement", nil)} {
			want(t, r, http.StatusForbidden, "Seule la cheffe de service peut faire cela.")
		}
	}

	wantTo(t, head.post(path, memberForm("Noé Grand", "noe@musee.test", "team", "version", "1")), "/reglages/equipe")
	wantTo(t, head.post(path+"/desactivation", nil), "/reglages/equipe")
	want(t, head.get(path+"/effacement"), http.StatusOK, "Effacer ce nom des historiques ?", "Noé Grand", "Cet effacement ne peut pas être annulé.", `action="`+path+`/effacement?envoi"`)
	wantTo(t, head.post(path+"/effacement", nil), path)
	want(t, head.get(path), http.StatusOK, "Ce nom ne figure plus dans aucun historique")
	told := head.get(path + "/historique")
	want(t, told, http.StatusOK, "Claire Martin a désactivé le compte")
	if main := told.body[strings.Index(told.body, "<ul class=\"list\">"):]; strings.Contains(main, "Noé") {
		t.Errorf("her history still names her\n%s", main)
	}
	want(t, head.post("/reglages/equipe/999999/effacement", nil), http.StatusNotFound)
}
