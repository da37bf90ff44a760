package agreementui_test

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/partnerpick"
	"parvis/web/urls"
	"parvis/web/webtest"
)

func organisation(t *testing.T, h *webtest.House, name, town string) partner.Ref {
	t.Helper()
	id, err := h.Partners.Create(t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: name, Kind: kinds.Association, Town: town})
	if err != nil {
		t.Fatal(err)
	}
	return partner.Ref{ID: id, Name: name}
}

func project(t *testing.T, h *webtest.House) partner.Ref {
	t.Helper()
	day := workcal.FromTime(h.Now)
	id, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Title: "Jumelage", Kind: programme.Twinning, PilotID: h.Team.ID, First: day, Last: day})
	if err != nil {
		t.Fatal(err)
	}
	return partner.Ref{ID: id, Name: "Jumelage"}
}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d agreement.Draft, more ...string) url.Values {
	form := url.Values(partnerpick.Fill(agreement.Fields.Values(d), agreement.FieldOrganisations, d.Organisations))
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func created(t *testing.T, a webtest.Answer) int64 {
	t.Helper()
	location := a.Want(t, http.StatusSeeOther).Location
	id, err := strconv.ParseInt(location[strings.LastIndex(location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func stored(t *testing.T, h *webtest.House, who account.Person, id int64) agreement.Sheet {
	t.Helper()
	s, err := h.Agreements.Agreement(t.Context(), who.At(h.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// whole is a draft in which every field says something.
func whole(t *testing.T, h *webtest.House) agreement.Draft {
	t.Helper()
	day := workcal.FromTime(h.Now)
	return agreement.Draft{Title: "Prêt « 2025 » <b>", Kind: agreement.Loan, State: agreement.Denounced, Organisations: []partner.Ref{organisation(t, h, "Archives", ""), organisation(t, h, "Médiathèque", "")},
		Project: project(t, h), First: day.AddDays(-20), Last: day.AddDays(20), SentOn: day.AddDays(-30), SignedOn: day.AddDays(-20), DenouncedOn: day.AddDays(-1),
		Signatories: "Une\nDeux", Amount: agreement.Amount{Said: true, Cents: 98_765_43}, Notes: "Une ligne\nune autre"}
}

func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, d := h.As(h.Team), whole(t, h)
	id := created(t, team.Post(urls.Agreements(), sent(d)))
	if changes := agreement.Fields.Changes(d, stored(t, h, h.Team, id).Draft); len(changes) != 0 {
		t.Errorf("created: %+v", changes)
	}
	page := team.Get(urls.AgreementEdit(id)).Want(t, http.StatusOK)
	var form webtest.Form
	for _, f := range webtest.ReadPage(t, urls.AgreementEdit(id), page.Body).Forms {
		if strings.HasPrefix(f.Action, urls.Agreement(id)) && !strings.Contains(f.Action, "etat") {
			form = f
		}
	}
	form.Values.Set("titre", "Un autre titre")
	team.Post(urls.Agreement(id), form.Values).Want(t, http.StatusSeeOther)
	d.Title = "Un autre titre"
	if changes := agreement.Fields.Changes(d, stored(t, h, h.Team, id).Draft); len(changes) != 0 {
		t.Errorf("edited as it was shown: %+v", changes)
	}
	clash := team.Post(urls.Agreement(id), sent(d, "version", "1", "titre", "Encore un")).Want(t, http.StatusConflict).Has(t, "Encore un", "Rien n’a été écrasé")
	if forms := webtest.ReadPage(t, "", clash.Body).Forms; !slices.ContainsFunc(forms, func(f webtest.Form) bool { return len(f.Values[partnerpick.Boxes("structures")]) == 2 }) {
		t.Error("a clash carries one organisation of two")
	}
}

func TestOrganisationsAreChosenByTheirNames(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	one, other := organisation(t, h, "Centre social Europe", "Colombes"), organisation(t, h, "Centre social Petit-Colombes", "Colombes")
	ferme := organisation(t, h, "La Ferme du Bonheur", "Nanterre")
	d := agreement.Draft{Title: "Partenariat", Kind: agreement.Partnership, State: agreement.ToWrite}
	if got := stored(t, h, h.Team, created(t, team.Post(urls.Agreements(), sent(d, "structures", "la ferme du bonheur")))).Organisations; len(got) != 1 || got[0] != ferme {
		t.Errorf("by its name: %+v", got)
	}
	if got := stored(t, h, h.Team, created(t, team.Post(urls.Agreements(), sent(d, "structures", "Ferme\nPetit-Col")))).Organisations; len(got) != 2 {
		t.Errorf("by their beginnings: %+v", got)
	}
	asked := team.Post(urls.Agreements(), sent(d, "structures", "Ferme\nCentre soc")).Want(t, http.StatusUnprocessableEntity)
	asked.Has(t, "Plusieurs structures répondent à", "Centre social Europe, ", "structures-"+strconv.FormatInt(one.ID, 10), `checked`)
	form := sent(d, "structures", "Centre soc")
	form["structures[]"] = []string{strconv.FormatInt(ferme.ID, 10), strconv.FormatInt(other.ID, 10)}
	if got := agreement.Names(stored(t, h, h.Team, created(t, team.Post(urls.Agreements(), form))).Organisations); got != "Centre social Petit-Colombes, La Ferme du Bonheur" {
		t.Errorf("once answered: %s", got)
	}
	team.Post(urls.Agreements(), sent(d, "structures", "Introuvable tout à fait")).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune structure ne s’appelle")
	team.Post(urls.Agreements(), sent(d, "structures[]", "999999")).Want(t, http.StatusUnprocessableEntity).Has(t, "n’est plus là")
	team.Post(urls.Agreements(), sent(d)).Want(t, http.StatusUnprocessableEntity).Has(t, "avec quelle structure")
	team.Get(urls.NewAgreement(url.Values{"structure": {strconv.FormatInt(one.ID, 10)}})).Want(t, http.StatusOK).Has(t, "Centre social Europe")
}

func TestAStateIsNotedWithItsDay(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := created(t, team.Post(urls.Agreements(), sent(agreement.Draft{Title: "Résidence", Kind: agreement.Residency, State: agreement.ToWrite, Organisations: []partner.Ref{organisation(t, h, "Compagnie", "")}})))
	team.Post(urls.AgreementState(id), url.Values{"etat": {"signed"}, "le": {"01/04/2025"}, "version": {"1"}}).Want(t, http.StatusSeeOther)
	if got := stored(t, h, h.Team, id); got.State != agreement.Signed || got.SignedOn.String() != "2025-04-01" {
		t.Errorf("%+v", got)
	}
	team.Post(urls.AgreementState(id), url.Values{"etat": {"denounced"}, "le": {"01/04/2030"}, "version": {"2"}}).Want(t, http.StatusUnprocessableEntity).Has(t, `id="le-problem"`, "n’est pas encore venue")
	team.Post(urls.AgreementState(id), url.Values{"etat": {"sent"}, "version": {"1"}}).Want(t, http.StatusConflict)
	h.As(h.Intern).Post(urls.AgreementState(id), url.Values{"etat": {"sent"}, "version": {"2"}}).Want(t, http.StatusForbidden)
	h.As(h.Intern).Get(urls.Agreement(id)).Want(t, http.StatusOK).Has(t, "signée", "1er avril 2025").Lacks(t, "Noter l’état", urls.AgreementEdit(id))
}

// TestAnAmountIsToldToNoIntern walks all that an intern may open of an agreement whose amount was changed, and back.
func TestAnAmountIsToldToNoIntern(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, d := h.As(h.Team), whole(t, h)
	d.State, d.DenouncedOn = agreement.Signed, 0
	id := created(t, team.Post(urls.Agreements(), sent(d)))
	team.Post(urls.Agreement(id), sent(d, "version", "1", "montant", "4321,09")).Want(t, http.StatusSeeOther)
	team.Post(urls.Agreement(id), sent(d, "version", "2", "montant", "98765,43", "titre", "Retitrée")).Want(t, http.StatusSeeOther)
	told := []string{"98765", "98\u202f765", "4321", "4\u202f321", "ontant"}
	pages := []string{urls.Home(), urls.Agreements(), urls.AgreementsPrint(nil), urls.Agreement(id), urls.AgreementHistory(id), urls.ProjectAgreements(d.Project.ID), urls.Project(d.Project.ID),
		urls.ProjectHistory(d.Project.ID), urls.AgreementsOf(url.Values{"texte": {"98765"}})}
	intern := h.As(h.Intern)
	for _, path := range pages {
		body := strings.NewReplacer("texte=98765", "", `value="98765"`, "", "«\u00a098765\u00a0»", "").Replace(intern.Get(path).Want(t, http.StatusOK).Body)
		for _, text := range told {
			if strings.Contains(body, text) {
				t.Errorf("%s tells an intern %q", path, text)
			}
		}
	}
	intern.Get(urls.AgreementHistory(id)).Want(t, http.StatusOK).Has(t, "a modifié la convention")
	for _, path := range []string{urls.AgreementsExport(nil), urls.AgreementEdit(id), urls.NewAgreement(nil), urls.AgreementDelete(id)} {
		intern.Get(path).Want(t, http.StatusForbidden).Lacks(t, told[:4]...)
	}
	for _, path := range []string{urls.Agreements(), urls.AgreementsPrint(nil), urls.Agreement(id), urls.ProjectAgreements(d.Project.ID)} {
		team.Get(path).Want(t, http.StatusOK).Has(t, "98\u202f765,43\u00a0€")
	}
	team.Get(urls.AgreementHistory(id)).Want(t, http.StatusOK).Has(t, "4321,09", "le montant")
	team.Get(urls.AgreementsExport(url.Values{"format": {"csv"}})).Want(t, http.StatusOK).Has(t, "98765,43", "Montant (€)")
}

func TestTheListIsChosenByItsAddress(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, day := h.As(h.Team), workcal.FromTime(h.Now)
	team.Get(urls.Agreements()).Want(t, http.StatusOK).Has(t, "Aucune convention pour l’instant")
	o, p := organisation(t, h, "Archives", ""), project(t, h)
	for title, days := range map[string]int{"Passée": -1, "Proche": 10, "Lointaine": 200} {
		created(t, team.Post(urls.Agreements(), sent(agreement.Draft{Title: title, Kind: agreement.Loan, State: agreement.Signed, Organisations: []partner.Ref{o}, Project: p, Last: day.AddDays(days)})))
	}
	for query, want := range map[string][]string{
		"?etat=ended": {"Passée"}, "?echeance=30": {"Proche"}, "?etat=signed&tri=fin&sens=decroissant": {"Lointaine", "Proche"}, "?type=loan&texte=PASSEE": {"Passée"},
		"?structure=" + strconv.FormatInt(o.ID+9, 10): nil, "?projet=" + strconv.FormatInt(p.ID, 10) + "&echeance=30": {"Proche"}, "?etat=%ff&echeance=x&tri=zz&page=99": {"Passée", "Proche", "Lointaine"},
	} {
		body := team.Get(urls.Agreements()+query).Want(t, http.StatusOK).Body
		for _, title := range []string{"Passée", "Proche", "Lointaine"} {
			if got := strings.Contains(body, ">"+title+"<"); got != slices.Contains(want, title) {
				t.Errorf("%q: %s is shown: %t", query, title, got)
			}
		}
	}
	for who, told := range map[*account.Person]bool{&h.Head: true, &h.Team: true, &h.Intern: false} {
		if got := strings.Contains(h.As(*who).Get(urls.Home()).Want(t, http.StatusOK).Body, "convention avec Archives"); got != told {
			t.Errorf("%s is told what ends: %t", who.Name, got)
		}
	}
}

func TestADeletedAgreementIsTheHeadsToRestore(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	id := created(t, h.As(h.Team).Post(urls.Agreements(), sent(whole(t, h))))
	h.As(h.Team).Post(urls.AgreementDelete(id), nil).Want(t, http.StatusForbidden)
	h.As(h.Head).Get(urls.AgreementDelete(id)).Want(t, http.StatusOK).Has(t, "corbeille")
	h.As(h.Head).Post(urls.AgreementDelete(id), nil).Want(t, http.StatusSeeOther)
	h.As(h.Team).Get(urls.Agreement(id)).Want(t, http.StatusNotFound)
	h.As(h.Head).Get(urls.Agreement(id)).Want(t, http.StatusOK).Has(t, "Cette convention est à la corbeille", urls.Restore("conventions", id))
	if a := h.As(h.Head).Post(urls.Restore("conventions", id), nil).Want(t, http.StatusSeeOther); a.Location != urls.Agreement(id) {
		t.Errorf("led to %s", a.Location)
	}
}
