package partnershipui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is the site with a twinning, of which the intern is a member.
type house struct {
	*webtest.House
	t       *testing.T
	project int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	h.project = h.twinning("Jumelage 2025")
	h.must(h.Programme.AddMember(t.Context(), h.Head.At(h.Now), h.project, h.Intern.ID))
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) twinning(title string) int64 {
	h.t.Helper()
	id, err := h.Programme.Create(h.t.Context(), h.Head.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: title, PilotID: h.Team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	h.must(err)
	return id
}

func (h house) town(name string) int64 {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.DB, `INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at) VALUES ('town', @name, lower(@name), @by, now(), now()) RETURNING id`,
		pgx.NamedArgs{"name": name, "by": h.Head.ID})
	h.must(err)
	return id
}

func (h house) organisation(name string, territory int64) int64 {
	h.t.Helper()
	id, err := h.Partners.Create(h.t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: name, Kind: kinds.MJC, Territory: partner.Ref{ID: territory}})
	h.must(err)
	return id
}

func (h house) add(name string, stage partnership.Stage) int64 {
	h.t.Helper()
	id, err := h.Partnerships.Add(h.t.Context(), h.Team.At(h.Now), "", h.project, partnership.Draft{Organisation: partner.Ref{ID: h.organisation(name, 0)}, Role: partnership.Relay, Stage: stage})
	h.must(err)
	return id
}

func (h house) partners() []partnership.Partner {
	h.t.Helper()
	l, err := h.Partnerships.List(h.t.Context(), h.Head.At(h.Now), h.project)
	h.must(err)
	return l.Partners
}

// stages tells how far each partner is, by name.
func (h house) stages() string {
	h.t.Helper()
	var list []string
	for _, p := range h.partners() {
		list = append(list, p.Organisation.Name+" "+string(p.Stage))
	}
	return strings.Join(list, ", ")
}

// form finds a form of a page by where it is sent.
func (h house) form(c *webtest.Client, path, action string) webtest.Form {
	h.t.Helper()
	for _, f := range webtest.ReadPage(h.t, path, c.Get(path).Want(h.t, http.StatusOK).Body).Forms {
		if to, _, _ := strings.Cut(f.Action, "?"); to == action {
			return f
		}
	}
	h.t.Fatalf("%s has no form that is sent to %s", path, action)
	return webtest.Form{}
}

func text(id int64) string { return strconv.FormatInt(id, 10) }

// TestTenStructuresAreSharedInFiveClicks counts what is pressed from a page of the project to ten calls that wait: the tab, the search, the place,
// all of them, and the sharing out. The boxes of who calls are ticked already.
func TestTenStructuresAreSharedInFiveClicks(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.town("Villeneuve")
	for i := range 10 {
		h.organisation(fmt.Sprintf("Relais %02d", i+1), town)
	}
	h.organisation("Ailleurs", 0)
	team := h.As(h.Team)
	clicks := 0
	press := func(path string) webtest.Answer {
		t.Helper()
		clicks++
		return team.Get(path).Want(t, http.StatusOK)
	}
	leads := func(page webtest.Answer, path string) string {
		t.Helper()
		if !slices.Contains(webtest.ReadPage(t, "", page.Body).Links, path) {
			t.Fatalf("no link to %s", path)
		}
		return path
	}
	board := press(leads(team.Get(urls.Project(h.project)).Want(t, http.StatusOK), urls.ProjectPartners(h.project)))
	search := press(leads(board, urls.Spot(h.project)))
	search.Has(t, "Villeneuve (toute la ville)")
	found := press(urls.SpotOf(h.project, url.Values{"cherche": {"oui"}, "territoire": {text(town)}, "type_relais": {"oui"}})).Has(t, "10\u00a0structures que personne n’a approchées").Lacks(t, "Ailleurs")
	all := leads(found, urls.SpotOf(h.project, url.Values{"cherche": {"oui"}, "territoire": {text(town)}, "type_relais": {"oui"}, "tout": {"oui"}}))
	clicks++
	f := h.form(team, all, urls.Spot(h.project))
	if len(f.Values["s[]"]) != 10 || len(f.Values["a[]"]) != 2 {
		t.Fatalf("%d structures and %d people are ticked", len(f.Values["s[]"]), len(f.Values["a[]"]))
	}
	f.Values.Set("pour", "18/04")
	clicks++
	shared := team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	if shared.Location != urls.ProjectPartners(h.project) || clicks > 5 {
		t.Errorf("%d clicks, and on to %s", clicks, shared.Location)
	}
	team.Get(shared.Location).Want(t, http.StatusOK).Has(t, "10\u00a0structures sont sur le tableau", "à tour de rôle entre 2\u00a0personnes", "Imprimer la liste d’appels", urls.CallSheet(h.project), "Annuler", "à appeler, Inès Carpentier", "à appeler, Samir Benali")
	view, err := h.Plans.Plan(t.Context(), h.Team.At(h.Now), h.project)
	h.must(err)
	if len(view.Rows) != 10 || view.Rows[0].Category != plan.Partners || view.Rows[0].Deadline != workcal.Of(2025, 4, 18) {
		t.Errorf("%d calls, %+v", len(view.Rows), view.Rows[0].Task)
	}
	again := team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther) // the button pressed twice
	if again.Location != urls.ProjectPartners(h.project) || len(h.partners()) != 10 {
		t.Errorf("%d partners", len(h.partners()))
	}
	other := h.form(h.As(h.Other), urls.SpotOf(h.project, url.Values{"cherche": {"oui"}, "tout": {"oui"}}), urls.Spot(h.project))
	if len(other.Values["s[]"]) != 1 {
		t.Errorf("%v are still to approach", other.Values["s[]"])
	}
	other.Values["s[]"] = append(other.Values["s[]"], text(h.partners()[0].Organisation.ID))
	h.As(h.Other).Post(other.Action, other.Values).Want(t, http.StatusSeeOther)
	h.As(h.Other).Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK)
	other.Values.Set("cle", strings.Repeat("k", 20))
	h.As(h.Other).Post(other.Action, other.Values).Want(t, http.StatusConflict)
	team.Get(urls.CallSheet(h.project)).Want(t, http.StatusOK).Has(t, "Relais 01", "11\u00a0structures").Lacks(t, "À demander\u00a0:")
	team.Post(urls.CallSheet(h.project), url.Values{"demande": {"Combien de jeunes ?"}, "ids": {text(h.partners()[0].ID)}}).Want(t, http.StatusOK).Has(t, "À demander\u00a0:", "Combien de jeunes ?", "1\u00a0structure")
	team.Post(urls.CallSheet(h.project), url.Values{"demande": {strings.Repeat("a", 1001)}}).Want(t, http.StatusUnprocessableEntity)
}

func TestChosenCardsMoveByTheForm(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	team.Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK).Has(t, "Ce tableau est vide", urls.Spot(h.project))
	a, b := h.add("A", partnership.Spotted), h.add("B", partnership.Spotted)
	h.add("Sans étape", "")
	team.Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK).Has(t, "Repéré", "Sans suite", "Sans territoire", "Choisir A", "/echanges/nouveau?").Lacks(t, "Sans étape")
	f := h.form(team, urls.ProjectPartners(h.project), urls.ProjectPartners(h.project))
	f.Values["p[]"] = []string{text(a), text(b)}
	f.Values.Set("etape", string(partnership.Interested))
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	if h.stages() != "A interested, B interested, Sans étape " {
		t.Error(h.stages())
	}
	team.Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK).Has(t, "2\u00a0structures sont maintenant à l’étape «\u00a0intéressé\u00a0»", "Annuler")
	f.Values.Set("etape", "")
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir une étape", `checked`)
	f.Values.Set("etape", "hors")
	delete(f.Values, "p[]")
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune structure n’est choisie.")
	f.Values["p[]"] = []string{text(b)} // this page still shows it where it was
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	team.Get(urls.ProjectPartners(h.project)).Has(t, "Rien n’a changé. B est passée entre-temps à l’étape «\u00a0intéressé\u00a0»\u00a0: elle y reste.")
	f = h.form(team, urls.ProjectPartners(h.project), urls.ProjectPartners(h.project))
	f.Values.Set("etape", "hors")
	f.Values["p[]"] = []string{text(b)}
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	if h.stages() != "A interested, B , Sans étape " {
		t.Error(h.stages())
	}
	f.Values.Set("vu", "57 :: -1:2 9:99 x:y "+strings.Repeat("1:1 ", 10_000)) // what is no writing of ours says nothing
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	f.Values["p[]"] = []string{"12345"}
	team.Post(f.Action, f.Values).Want(t, http.StatusNotFound)
	var many []string
	for i := range partnership.MaxAtOnce + 1 {
		many = append(many, strconv.Itoa(i+1))
	}
	f.Values["p[]"] = many
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "au plus 200")
}

func TestAPartnerIsAddedByItsName(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	one := h.organisation("Centre social du Gué", 0)
	h.organisation("Centre social du Parc", 0)
	f := h.form(team, urls.NewProjectPartner(h.project), urls.ProjectPartnerList(h.project))
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez donner le nom d’une structure")
	f.Values.Set("structure", "Introuvable quelque part")
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune structure ne s’appelle")
	f.Values.Set("structure", "centre social")
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Plusieurs structures répondent", "Centre social du Gué", "Centre social du Parc", `name="structure[]"`)
	if len(h.partners()) != 0 {
		t.Fatal(h.stages())
	}
	f.Values.Set("structure[]", text(one))
	f.Values.Set("role", string(partnership.Host))
	f.Values.Set("suivi", text(h.Team.ID))
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	f.Values.Set("cle", strings.Repeat("z", 20))
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "déjà partenaire du projet")
	f.Values.Set("cle", strings.Repeat("y", 20))
	f.Values.Del("structure[]")
	f.Values.Set("structure", "CENTRE SOCIAL DU PARC")
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	if h.stages() != "Centre social du Gué , Centre social du Parc " {
		t.Error(h.stages())
	}
	team.Get(urls.ProjectPartnerList(h.project)).Want(t, http.StatusOK).Has(t, "2\u00a0structures participent", "hôte", "Samir Benali", "Télécharger en XLSX")
	team.Get(urls.ProjectPartnersPrint(h.project)).Want(t, http.StatusOK).Has(t, "Centre social du Gué", "Imprimé le 7 avril 2025")
	csv := team.Get(urls.ProjectPartnersExport(h.project, "csv")).Want(t, http.StatusOK)
	if !strings.HasPrefix(csv.Body, "\ufeffStructure;Type;Ville;Territoire;Rôle;Étape;") || !strings.Contains(csv.Body, "Centre social du Gué;MJC;;;hôte;hors tableau;") {
		t.Errorf("%q", csv.Body)
	}
}

func TestAPartnerIsEditedAndTakenOff(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	id := h.add("Centre social", partnership.Spotted)
	team.Get(urls.NewProjectPartner(h.project)+"?structure="+text(h.organisation("Choisie", 0))).Want(t, http.StatusOK).Has(t, "Choisie", "checked")
	f := h.form(team, urls.Partner(id), urls.Partner(id))
	f.Values.Set("notes", "Une salle\net du café")
	f.Values.Set("role", string(partnership.Funder))
	f.Values.Set("etape", string(partnership.Engaged))
	f.Values.Set("suivi", text(h.Other.ID))
	team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
	if p := h.partners()[0]; p.Notes != "Une salle\net du café" || p.Role != partnership.Funder || p.Stage != partnership.Engaged || p.Follower.ID != h.Other.ID {
		t.Errorf("%+v", p)
	}
	f.Values.Set("notes", "Autre")
	team.Post(f.Action, f.Values).Want(t, http.StatusConflict).Has(t, "Une salle", "Rien n’a été écrasé")
	f.Values.Set("role", "x")
	team.Post(f.Action, f.Values).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir un rôle de la liste")
	team.Get(urls.PartnerDelete(id)).Want(t, http.StatusOK).Has(t, "30\u00a0jours")
	if a := team.Post(urls.PartnerDelete(id), nil).Want(t, http.StatusSeeOther); a.Location != urls.ProjectPartnerList(h.project) {
		t.Errorf("on to %s", a.Location)
	}
	team.Get(urls.ProjectPartnerList(h.project)).Want(t, http.StatusOK).Has(t, "ne participe plus au projet", urls.Restore("partenaires", id))
	team.Get(urls.Partner(id)).Want(t, http.StatusOK).Has(t, "ne participe plus au projet")
	team.Get(urls.PartnerDelete(id)).Want(t, http.StatusNotFound)
	team.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Partenaires des projets", "Centre social")
	if back := team.Post(urls.Restore("partenaires", id), nil).Want(t, http.StatusSeeOther); back.Location != urls.Partner(id) {
		t.Errorf("restored, and on to %s", back.Location)
	}
}

// TestEachRoleSeesWhatItMayDo: an intern who is no member reads, one who is does what the team does but for giving calls and files.
func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add("Centre social", partnership.Spotted)
	elsewhere := h.twinning("Un autre")
	there, err := h.Partnerships.Add(t.Context(), h.Team.At(h.Now), "", elsewhere, partnership.Draft{Organisation: partner.Ref{ID: h.organisation("Ailleurs", 0)}, Role: partnership.Relay, Stage: partnership.Spotted})
	h.must(err)
	intern := h.As(h.Intern)
	intern.Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK).Has(t, urls.Spot(h.project), "Choisir Centre social")
	intern.Get(urls.ProjectPartnerList(h.project)).Want(t, http.StatusOK).Lacks(t, "Télécharger")
	intern.Get(urls.SpotOf(h.project, url.Values{"cherche": {"oui"}})).Want(t, http.StatusOK).Has(t, "Inès Carpentier").Lacks(t, `value="`+text(h.Team.ID)+`" checked`)
	intern.Get(urls.ProjectPartnersExport(h.project, "csv")).Want(t, http.StatusForbidden)
	intern.Post(urls.Spot(h.project), url.Values{"s[]": {text(h.organisation("Pour Samir", 0))}, "a[]": {text(h.Team.ID)}}).Want(t, http.StatusForbidden)
	intern.Post(urls.Spot(h.project), url.Values{"s[]": {text(h.organisation("Pour elle", 0))}, "a[]": {text(h.Intern.ID)}}).Want(t, http.StatusSeeOther)
	intern.Get(urls.Partner(id)).Want(t, http.StatusOK).Has(t, "Enregistrer")

	intern.Get(urls.ProjectPartners(elsewhere)).Want(t, http.StatusOK).Has(t, "Ailleurs").Lacks(t, urls.Spot(elsewhere), "Choisir Ailleurs")
	intern.Get(urls.Partner(there)).Want(t, http.StatusOK).Lacks(t, "Enregistrer", urls.PartnerDelete(there))
	for _, path := range []string{urls.Spot(elsewhere), urls.NewProjectPartner(elsewhere), urls.PartnerDelete(there)} {
		intern.Get(path).Want(t, http.StatusForbidden).Has(t, "membre du projet peut faire cela")
	}
	for _, path := range []string{urls.ProjectPartners(elsewhere), urls.ProjectPartnerList(elsewhere), urls.Spot(elsewhere), urls.Partner(there), urls.PartnerDelete(there)} {
		intern.Post(path, url.Values{"p[]": {text(there)}, "s[]": {"1"}, "etape": {"engaged"}}).Want(t, http.StatusForbidden)
	}
	for _, who := range []account.Person{h.Head, h.Team, h.Other} {
		h.As(who).Get(urls.Spot(elsewhere)).Want(t, http.StatusOK)
		h.As(who).Get(urls.ProjectPartnersExport(elsewhere, "xlsx")).Want(t, http.StatusOK)
	}
	for _, path := range []string{urls.ProjectPartners(12345), urls.ProjectPartnerList(12345), urls.Spot(12345), urls.CallSheet(12345), urls.Partner(12345), urls.PartnerDelete(12345)} {
		h.As(h.Head).Get(path).Want(t, http.StatusNotFound)
	}
	h.Visitor().Get(urls.ProjectPartners(h.project)).Want(t, http.StatusSeeOther)
}
