package outingui_test

import (
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var (
	day   = workcal.Of(2025, 6, 14)
	whole = outing.Draft{Title: "Au « Phare »", Day: day, Hours: "9 h - 12 h", Contact: "Mme Petit, 01 23 45 67 89", Address: "12, rue de la Gare, Nanterre", Travel: "Par le pont\nse garer derrière", Driver: "Samir <utilitaire>",
		Permit: outing.Granted, PermitText: "De la mairie", Risks: "Pluie\u00a0: abri", Fallback: "La salle du rez-de-chaussée", Emergency: "Gardien\u00a0: 01 98 76 54 32\nSAMU\u00a0: 15", Notes: "Une ligne\nune autre"}
)

// setting is a house with a project of which the intern is a member, another one, and a host.
type setting struct {
	*webtest.House
	project, other, host int64
}

func open(t *testing.T) setting {
	t.Helper()
	s := setting{House: webtest.New(t)}
	ctx, team := t.Context(), s.Team.At(s.Now)
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	var err error
	s.project, err = s.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "JEA 2025", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	must(err)
	s.other, err = s.Programme.Create(ctx, team, "", programme.ProjectDraft{Title: "Résidence", Kind: programme.EventProgramme, PilotID: team.ID, First: day, Last: day})
	must(err)
	must(s.Programme.AddMember(ctx, team, s.project, s.Intern.ID))
	s.host, err = s.Partners.Create(ctx, team, "", partner.OrganisationDraft{Name: "Centre social du Test", Kind: "ASSO"})
	must(err)
	return s
}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d outing.Draft, more ...string) url.Values {
	form := url.Values(outing.Fields.Values(d))
	form.Del(outing.FieldHost)
	if d.Host.ID != 0 {
		form.Set(outing.FieldHost+"[]", strconv.FormatInt(d.Host.ID, 10))
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func made(t *testing.T, a webtest.Answer) int64 {
	t.Helper()
	a.Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(a.Location[strings.LastIndex(a.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(a.Location, err)
	}
	return id
}

func (s setting) stored(t *testing.T, id int64) outing.Sheet {
	t.Helper()
	o, err := s.Outings.Outing(t.Context(), s.Team.At(s.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

// TestEveryFieldComesBackFromItsForm sends every field, alone and all together, and reads back what was kept.
func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	s := open(t)
	intern := s.As(s.Intern)
	all, bare := whole, outing.Draft{Title: "Rien de plus", Permit: outing.Unknown}
	all.Host = partner.Ref{ID: s.host, Name: "Centre social du Test"}
	drafts := []outing.Draft{all, bare}
	for i := range reflect.TypeFor[outing.Draft]().NumField() {
		one := bare
		value := reflect.ValueOf(all).Field(i)
		if value.IsZero() {
			t.Fatalf("field %d of the whole draft says nothing", i)
		}
		reflect.ValueOf(&one).Elem().Field(i).Set(value)
		drafts = append(drafts, one)
	}
	id := made(t, intern.Post(urls.ProjectOutings(s.project), sent(outing.Draft{Title: "Première", Permit: outing.Unknown})))
	for i, d := range drafts {
		d.Title += " " + strconv.Itoa(i)
		if got := s.stored(t, made(t, intern.Post(urls.ProjectOutings(s.project), sent(d)))).Draft; got != d {
			t.Errorf("created %+v, want %+v", got, d)
		}
		d.Title += " bis"
		intern.Post(urls.Outing(id), sent(d, "version", strconv.Itoa(s.stored(t, id).Version))).Want(t, http.StatusSeeOther)
		if got := s.stored(t, id).Draft; got != d {
			t.Errorf("edited %+v, want %+v", got, d)
		}
		page := intern.Get(urls.OutingEdit(id)).Want(t, http.StatusOK)
		for _, f := range outing.Fields {
			if said := f.Sent(d); f.Name != "autorisation" && !strings.Contains(page.Body, html.EscapeString(said)) {
				t.Errorf("the form does not show %q", said)
			}
		}
	}
	blank := intern.Get(urls.NewOuting(s.project)).Want(t, http.StatusOK).Has(t, "Chaleur ou soleil", "112", `value="14/06/2025"`)
	if n := len(regexp.MustCompile(`<textarea`).FindAllString(blank.Body, -1)); n < 5 {
		t.Errorf("%d areas", n)
	}
}

func TestAnOutingIsShownPrintedThrownAndPutBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	intern, team := s.As(s.Intern), s.As(s.Team)
	intern.Get(urls.ProjectOutings(s.project)).Want(t, http.StatusOK).Has(t, "Aucune action hors les murs", urls.NewOuting(s.project))
	d := whole
	d.Host.ID = s.host
	id := made(t, intern.Post(urls.ProjectOutings(s.project), sent(d)))
	page := intern.Get(urls.Outing(id)).Want(t, http.StatusOK)
	page.Has(t, `href="geo:0,0?q=12%2C+rue+de+la+Gare%2C+Nanterre"`, `href="tel:+33198765432"`, `href="tel:+33123456789"`, "Centre social du Test", "obtenue", "Samir &lt;utilitaire&gt;", "abri", "/projets/"+strconv.FormatInt(s.project, 10)+"/materiel/chargement?jour=2025-06-14").Lacks(t, "Reste à préciser")
	intern.Get(urls.OutingPrint(id)).Want(t, http.StatusOK).Has(t, "De la mairie", "Imprimé le 7 avril 2025 par Inès Carpentier", "La salle du rez-de-chaussée")
	intern.Get(urls.ProjectOutings(s.project)).Want(t, http.StatusOK).Has(t, "Centre social du Test", "Samedi 14 juin 2025, 9 h - 12 h")
	other := made(t, team.Post(urls.ProjectOutings(s.other), sent(outing.Draft{Title: "Au marché", Permit: outing.ToAsk})))
	intern.Get(urls.Outing(other)).Want(t, http.StatusOK).Has(t, "Reste à préciser").Lacks(t, urls.OutingEdit(other))
	for _, path := range []string{urls.NewOuting(s.other), urls.OutingEdit(other)} {
		intern.Get(path).Want(t, http.StatusForbidden)
	}
	for _, path := range []string{urls.ProjectOutings(s.other), urls.Outing(other), urls.OutingDelete(other)} {
		intern.Post(path, sent(d)).Want(t, http.StatusForbidden)
	}
	for field, c := range map[string]struct{ typed, says string }{
		"titre": {"", "Veuillez donner un titre"}, "jour": {"bientôt", "jour"}, "autorisation": {"peut-être", "réponse de la liste"}, "adresse": {strings.Repeat("é", outing.MaxShort+1), "le maximum est de"}, "risques": {strings.Repeat("é", outing.MaxText+1), "le maximum est de"},
	} {
		intern.Post(urls.ProjectOutings(s.project), sent(d, field, c.typed)).Want(t, http.StatusUnprocessableEntity).Has(t, `id="`+field+`-problem"`, c.says)
	}
	team.Post(urls.Outing(id), sent(d, "version", "1", "titre", "Le texte de Samir")).Want(t, http.StatusSeeOther)
	intern.Post(urls.Outing(id), sent(d, "version", "1", "titre", "Le mien")).Want(t, http.StatusConflict).Has(t, "Le texte de Samir", "Rien n’a été écrasé")
	intern.Post(urls.OutingDelete(id), nil).Want(t, http.StatusSeeOther)
	intern.Get(urls.Outing(id)).Want(t, http.StatusOK).Has(t, "Cette action est à la corbeille")
	intern.Get(urls.OutingPrint(id)).Want(t, http.StatusNotFound)
	intern.Get(urls.OutingEdit(id)).Want(t, http.StatusNotFound)
	if a := intern.Post(urls.Restore("horslesmurs", id), nil).Want(t, http.StatusSeeOther); a.Location != urls.Outing(id) {
		t.Errorf("led to %s", a.Location)
	}
	intern.Get(urls.OutingHistory(id)).Want(t, http.StatusOK).Has(t, "Inès Carpentier a rétabli l’action hors les murs.")
}

func TestActsAreTakenBack(t *testing.T) {
	t.Parallel()
	s := open(t)
	ctx := t.Context()
	d := whole
	d.Host.ID = s.host
	id, err := s.Outings.Create(ctx, s.Intern.At(s.Now), "", s.project, d)
	if err != nil {
		t.Fatal(err)
	}
	act := account.Gesture(ctx)
	changed := d
	changed.Address, changed.Permit = "Ailleurs", outing.Asked
	if err := s.Outings.Edit(act, s.Intern.At(s.Now), id, 1, changed); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo.Undo(account.Gesture(ctx), s.Intern.At(s.Now), account.ActOf(act)); err != nil {
		t.Fatal(err)
	}
	if got := s.stored(t, id); got.Address != whole.Address || got.Permit != outing.Granted {
		t.Errorf("taken back: %+v", got.Draft)
	}
	if _, err := s.Outings.Outing(ctx, account.By{}, id); !fault.Is(err, fault.NotFound) {
		t.Errorf("nobody reads it: %v", err)
	}
}
