package territoryui_test

import (
	"fmt"
	"html"
	"net/http"
	"strconv"
	"testing"

	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/programme"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// places is a town with two districts, of which one has a relay that is engaged in a twinning, a contact that is not, and a theatre.
type places struct {
	*webtest.House
	t                                  *testing.T
	town, north, south                 int64
	twinning, mission, centre, theatre int64
}

func openPlaces(t *testing.T) places {
	t.Helper()
	p := places{House: webtest.New(t), t: t}
	team := p.As(p.Team)
	p.town = town(t, team, "Nanterre", "92050")
	p.north = create(t, team, territory.Draft{Kind: territory.District, Name: "Le Parc", Code: "QN09206M", Towns: "Nanterre", Longitude: 2.223, Latitude: 48.8902})
	p.south = create(t, team, territory.Draft{Kind: territory.District, Name: "Petit Nanterre", Code: "QN09213M", Towns: "Nanterre", Longitude: 2.2207, Latitude: 48.9113})
	p.twinning = p.project("Jumelage")
	p.mission, p.centre = p.organisation("Mission locale", kinds.MissionLocale, p.north), p.organisation("Centre social", kinds.CentreSocial, p.south)
	p.theatre = p.organisation("Théâtre", kinds.Culturelle, p.north)
	p.join(p.twinning, p.mission, partnership.Relay, partnership.Engaged)
	p.join(p.twinning, p.centre, partnership.Relay, partnership.Spotted)
	return p
}

func (p places) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p places) project(title string) int64 {
	p.t.Helper()
	id, err := p.Programme.Create(p.t.Context(), p.Head.At(p.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: title, PilotID: p.Team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	p.must(err)
	return id
}

func (p places) organisation(name string, kind kinds.Code, in int64) int64 {
	p.t.Helper()
	id, err := p.Partners.Create(p.t.Context(), p.Team.At(p.Now), "", partner.OrganisationDraft{Name: name, Kind: kind, Territory: partner.Ref{ID: in}})
	p.must(err)
	return id
}

func (p places) join(project, organisation int64, role partnership.Role, stage partnership.Stage) {
	p.t.Helper()
	_, err := p.Partnerships.Add(p.t.Context(), p.Team.At(p.Now), "", project, partnership.Draft{Organisation: partner.Ref{ID: organisation}, Role: role, Stage: stage})
	p.must(err)
}

func (p places) calls(organisation int64) {
	p.t.Helper()
	_, err := p.Partners.Log(p.t.Context(), p.Team.At(p.Now), "", partner.InteractionDraft{Channel: partner.Call, Day: workcal.Of(2025, 4, 2), Outcome: partner.Reached, Organisations: []partner.Ref{{ID: organisation}}}, partner.Next{})
	p.must(err)
}

func TestAPageSaysWhoIsThereAndForWhat(t *testing.T) {
	t.Parallel()
	p := openPlaces(t)
	p.calls(p.mission)
	team := p.As(p.Team)
	district := team.Get(urls.Territory(p.north)).Want(t, http.StatusOK)
	district.Has(t, `id="relais"`, "Mission locale", ">Jumelage</a>\u00a0: engagé", "2 avril", "Théâtre", "Structure culturelle", "Voir 2\u00a0structures dans l’annuaire",
		"/structures?territoire="+strconv.FormatInt(p.north, 10), "Partenaires d’ici", "Rien ne manque ici").Lacks(t, "Centre social", `data-label="Quartier"`)
	inTown := team.Get(urls.Territory(p.town)).Want(t, http.StatusOK)
	inTown.Has(t, "Mission locale", "Centre social", ">Jumelage</a>\u00a0: repéré", "Théâtre", `data-label="Quartier"`, "Voir 3\u00a0structures dans l’annuaire",
		"«\u00a0Jumelage\u00a0»\u00a0: 1\u00a0quartier sans relais engagé (Petit Nanterre).", "Chercher des relais pour Jumelage", html.EscapeString(urls.SpotOf(p.twinning, map[string][]string{"cherche": {"oui"}, "territoire": {strconv.FormatInt(p.town, 10)}})), urls.ProjectPartnerMap(p.twinning))
	found := team.Get(urls.Organisations()+"?territoire="+strconv.FormatInt(p.town, 10)).Want(t, http.StatusOK)
	found.Has(t, "3\u00a0structures")
	p.join(p.project("Fête des quartiers"), p.theatre, partnership.Relay, partnership.Contacted)
	team.Get(urls.Territory(p.north)).Want(t, http.StatusOK).Has(t, ">Fête des quartiers</a>\u00a0: contacté", "Aucune autre structure connue ici", "«\u00a0Fête des quartiers\u00a0»\u00a0: aucun relais engagé ici.")
	empty := create(t, team, territory.Draft{Kind: territory.District, Name: "Langevin", Towns: "Nanterre"})
	team.Get(urls.Territory(empty)).Want(t, http.StatusOK).Has(t, "Aucun relais connu ici", "Aucun projet n’a de partenaire ici", "Aucune structure n’est connue ici.", html.EscapeString(urls.NewOrganisationIn(empty)),
		"n’a repéré personne ici", "Noter le lieu de Langevin", "Noter le code", urls.TerritoryEdit(empty))
	team.Get(urls.NewOrganisationIn(empty)).Want(t, http.StatusOK).Has(t, `value="`+strconv.FormatInt(empty, 10)+`" selected`)
}

// TestTheMapTellsCountsByShapeAndFigures on a territory's page and on the list, with the same numbers in the tables.
func TestTheMapTellsCountsByShapeAndFigures(t *testing.T) {
	t.Parallel()
	p := openPlaces(t)
	team := p.As(p.Team)
	create(t, team, territory.Draft{Kind: territory.District, Name: "Le vide", Code: "QN09201M", Towns: "Nanterre", Longitude: 2.19, Latitude: 48.9})
	for _, path := range []string{urls.Territories(), urls.Territory(p.town), urls.Territory(p.south)} {
		team.Get(path).Want(t, http.StatusOK).Has(t, "Le Parc (1/2)", "Petit Nanterre (0/1)", "Le vide (0/0)", "<circle", "<rect", `<path class`, `data-label="Relais engagés">1</td>`, `data-label="Structures">2</td>`, "Losange\u00a0: aucune structure connue.")
	}
	team.Get(urls.Territories()).Has(t, "92050, 3\u00a0structures, 1\u00a0relais engagé")
	team.Get(urls.TerritoriesPrint(nil)).Want(t, http.StatusOK).Has(t, "Relais engagés", `<td class="num">3</td>`, "Une ville compte les relais")
	p.must(p.Programme.SetStatus(t.Context(), p.Team.At(p.Now), p.twinning, 1, programme.Cancelled))
	team.Get(urls.Territories()).Has(t, "Le Parc (0/2)")
	team.Get(urls.Territory(p.north)).Has(t, ">Jumelage</a>\u00a0: engagé") // the last that it took part in
	p.join(p.project("Nouveau jumelage"), p.mission, partnership.Relay, partnership.Contacted)
	team.Get(urls.Territory(p.north)).Has(t, ">Nouveau jumelage</a>\u00a0: contacté").Lacks(t, ">Jumelage</a>\u00a0: engagé")
}

// TestWhatIsMissingOffersWhatItsReaderMayDo: an intern who is no member of the project has no act, and sees where it stands.
func TestWhatIsMissingOffersWhatItsReaderMayDo(t *testing.T) {
	t.Parallel()
	p := openPlaces(t)
	p.calls(p.centre)
	const said = "«\u00a0Jumelage\u00a0»\u00a0: aucun relais engagé ici."
	intern := p.As(p.Intern)
	intern.Get(urls.Territory(p.south)).Want(t, http.StatusOK).Has(t, "Centre social", said, "Carte de Jumelage").Lacks(t, "Chercher des relais pour", urls.TerritoryEdit(p.south))
	p.must(p.Programme.AddMember(t.Context(), p.Head.At(p.Now), p.twinning, p.Intern.ID))
	intern.Get(urls.Territory(p.south)).Want(t, http.StatusOK).Has(t, said, "Chercher des relais pour Jumelage")
	bare := create(t, p.As(p.Team), territory.Draft{Kind: territory.Town, Name: "Sceaux"})
	intern.Get(urls.Territory(bare)).Want(t, http.StatusOK).Has(t, "Le code INSEE de cette ville n’est pas noté.", "Ajouter une structure d’ici").Lacks(t, "Noter le code")
	head := p.As(p.Head)
	head.Get(urls.Territory(bare)).Want(t, http.StatusOK).Has(t, "Noter le code")
	p.must(p.Programme.Delete(t.Context(), p.Head.At(p.Now), p.twinning))
	head.Get(urls.Territory(p.south)).Want(t, http.StatusOK).Lacks(t, "Jumelage")
	head.Post(urls.TerritoryDelete(bare), nil).Want(t, http.StatusSeeOther)
	head.Get(urls.Territory(bare)).Want(t, http.StatusOK).Has(t, "à la corbeille").Lacks(t, "Ce qui manque")
}

// TestManyAreCountedAndSomeShown: a page stays short, and two of one name are told apart.
func TestManyAreCountedAndSomeShown(t *testing.T) {
	t.Parallel()
	p := openPlaces(t)
	for i := range partner.MostHere + 2 {
		p.organisation(fmt.Sprint("Compagnie ", i), kinds.Artistique, p.north)
		p.organisation(fmt.Sprint("Association ", i), kinds.Association, p.north)
	}
	p.organisation("Centre social", kinds.Culturelle, p.south)
	page := p.As(p.Team).Get(urls.Territory(p.north)).Want(t, http.StatusOK)
	page.Has(t, "Cette page montre 30 relais sur 33.", "Voir les relais dans l’annuaire", "30 sur 33, sans les relais", "Voir 66\u00a0structures dans l’annuaire").Lacks(t, "Compagnie 9<")
	p.As(p.Team).Get(urls.Territory(p.south)).Want(t, http.StatusOK).Has(t, "Centre social (1)", "Centre social (2)")
}

func TestAPageAsksAsManyQueriesWhateverItsRows(t *testing.T) {
	t.Parallel()
	p := openPlaces(t)
	cost := func() (all [3]int64) {
		t.Helper()
		for i, path := range []string{urls.Territory(p.town), urls.Territory(p.north), urls.Territories()} {
			all[i] = p.Queries(p.Intern, path)
		}
		return all
	}
	few := cost()
	for i := range 6 {
		o := p.organisation(fmt.Sprint("Encore ", i), kinds.MJC, create(t, p.As(p.Team), territory.Draft{Kind: territory.District, Name: fmt.Sprint("Quartier ", i), Towns: "Nanterre"}))
		p.join(p.project(fmt.Sprint("Projet ", i)), o, partnership.Relay, partnership.Engaged)
		p.join(p.twinning, o, partnership.Relay, partnership.Contacted)
	}
	if many := cost(); many != few || few[0] < 5 {
		t.Errorf("%v queries, then %v", few, many)
	}
}
