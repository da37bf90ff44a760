package partnershipui_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// district adds one to a town; latitude 0: its place is not known.
func (h house) district(name string, town int64, longitude, latitude float64) int64 {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.DB, `WITH made AS (INSERT INTO territories (kind, name, name_folded, longitude, latitude, created_by, created_at, updated_at)
			VALUES ('district', @name, lower(@name), NULLIF(@longitude::double precision, 0), NULLIF(@latitude::double precision, 0), @by, now(), now()) RETURNING id),
		placed AS (INSERT INTO territory_towns (district_id, town_id) SELECT id, @town FROM made)
		SELECT id FROM made`, pgx.NamedArgs{"name": name, "town": town, "longitude": longitude, "latitude": latitude, "by": h.Head.ID})
	h.must(err)
	return id
}

func (h house) in(territory int64, name string, kind kinds.Code, role partnership.Role, stage partnership.Stage) {
	h.t.Helper()
	o, err := h.Partners.Create(h.t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: name, Kind: kind, Territory: partner.Ref{ID: territory}})
	h.must(err)
	_, err = h.Partnerships.Add(h.t.Context(), h.Team.At(h.Now), "", h.project, partnership.Draft{Organisation: partner.Ref{ID: o}, Role: role, Stage: stage})
	h.must(err)
}

// counts asks what a row of the table of a page's map counts at each stage.
func counts(t *testing.T, page webtest.Answer, name string, want ...int) {
	t.Helper()
	var cells []string
	for i, n := range want {
		cells = append(cells, fmt.Sprintf(`<td class="num" data-label="%s">%d</td>`, partnership.Columns[i].Label, n))
	}
	_, row, found := strings.Cut(page.Body, ">"+name+"</a>")
	if !found {
		t.Fatalf("no row of %s", name)
	}
	row, _, _ = strings.Cut(row, "</tr>")
	webtest.Answer{Body: row}.Has(t, cells...)
}

func TestTheMapHasTheRowsOfTheBoard(t *testing.T) {
	t.Parallel()
	h := open(t)
	team := h.As(h.Team)
	team.Get(urls.ProjectPartnerMap(h.project)).Want(t, http.StatusOK).Has(t, "Ce tableau est vide", `href="`+urls.ProjectPartnerMap(h.project)+`" aria-current="page"`).Lacks(t, "Ce qui manque")
	town := h.town("Villeneuve")
	north, south, west := h.district("Nord", town, 2.21, 48.92), h.district("Sud", town, 2.22, 48.89), h.district("Ouest", town, 0, 0)
	h.in(north, "MJC", kinds.MJC, partnership.Relay, partnership.Engaged)
	h.in(north, "Collège", kinds.Scolaire, partnership.School, partnership.Contacted)
	h.in(south, "Lycée", kinds.Scolaire, partnership.School, partnership.Engaged)
	h.in(south, "Muette", kinds.MJC, partnership.Relay, partnership.Silent)
	h.in(town, "De la ville", kinds.ServiceMunicipal, partnership.Relay, partnership.Spotted)
	h.in(west, "Hors tableau", kinds.MJC, partnership.Relay, "")
	page := team.Get(urls.ProjectPartnerMap(h.project)).Want(t, http.StatusOK)
	page.Has(t, "Nord (1/2)", "Sud (0/2)", "<circle", "<rect", "2\u00a0repères numérotés", "Villeneuve, hors quartiers", "sans lieu", "5\u00a0structures dans 2\u00a0quartiers, 2\u00a0engagées.",
		"Sud\u00a0: aucun relais engagé.", "Ouest\u00a0: personne n’est repéré.", "Losange\u00a0: personne n’est repéré.")
	counts(t, page, "Nord", 0, 1, 0, 1, 0)
	counts(t, page, "Sud", 0, 0, 0, 1, 1)
	counts(t, page, "Villeneuve, hors quartiers", 1, 0, 0, 0, 0)
	counts(t, page, "Ouest", 0, 0, 0, 0, 0)
	row := "#quartier-" + text(north)
	page.Has(t, urls.ProjectPartners(h.project)+row, html.EscapeString(urls.SpotOf(h.project, url.Values{"cherche": {"oui"}, "territoire": {text(west)}})))
	team.Get(urls.ProjectPartners(h.project)).Want(t, http.StatusOK).Has(t, `id="quartier-`+text(north)+`"`, "1\u00a0quartier sans relais engagé\u00a0: Sud", urls.ProjectPartnerMap(h.project))
	h.in(south, "Centre social", kinds.CentreSocial, partnership.Relay, partnership.Engaged)
	h.in(west, "Maison de quartier", kinds.MaisonQuartier, partnership.Relay, partnership.Engaged)
	team.Get(urls.ProjectPartnerMap(h.project)).Want(t, http.StatusOK).Has(t, "Rien ne manque")
	team.Get(urls.ProjectPartnerMap(12345)).Want(t, http.StatusNotFound)
}

// TestTheMapStandsWithoutPlaces: a table alone, and districts of one name are told apart.
func TestTheMapStandsWithoutPlaces(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, other := h.district("Centre Ville", h.town("Bagneux"), 0, 0), h.district("Centre Ville", h.town("Sceaux"), 0, 0)
	h.in(one, "MJC", kinds.MJC, partnership.Relay, partnership.Spotted)
	h.in(other, "Maison", kinds.MJC, partnership.Relay, partnership.Spotted)
	h.in(0, "Sans lieu", kinds.MJC, partnership.Relay, partnership.Spotted)
	h.As(h.Team).Get(urls.ProjectPartnerMap(h.project)).Want(t, http.StatusOK).Has(t, "à partir de deux repères", "Centre Ville (Bagneux, ", "Centre Ville (Sceaux, ", "Territoire non précisé").
		Lacks(t, `viewBox="0 0 480`)
	alone := h
	alone.project = h.twinning("Sans quartier")
	alone.in(0, "Ailleurs", kinds.MJC, partnership.Relay, partnership.Spotted)
	alone.As(h.Team).Get(urls.ProjectPartnerMap(alone.project)).Want(t, http.StatusOK).Has(t, "ne sont d’aucun quartier")
}

// TestTheMapOffersWhatItsReaderMayDo: whoever only reads sees the same numbers, and no search.
func TestTheMapOffersWhatItsReaderMayDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, err := h.Programme.Create(t.Context(), h.Head.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: "Un autre", PilotID: h.Team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	h.must(err)
	mine := h.project
	town := h.town("Villeneuve")
	north := h.district("Nord", town, 2.21, 48.92)
	h.district("Sud", town, 2.22, 48.89)
	for _, project := range []int64{mine, id} {
		h.project = project
		h.in(north, fmt.Sprint("MJC ", project), kinds.MJC, partnership.Relay, partnership.Spotted)
	}
	intern := h.As(h.Intern)
	intern.Get(urls.ProjectPartnerMap(mine)).Want(t, http.StatusOK).Has(t, urls.Spot(mine), "Chercher des relais <span")
	intern.Get(urls.ProjectPartnerMap(id)).Want(t, http.StatusOK).Has(t, "Nord (0/1)", "Nord\u00a0: aucun relais engagé.", "Sud\u00a0: personne n’est repéré.").Lacks(t, urls.Spot(id), "Chercher des relais")
	h.Visitor().Get(urls.ProjectPartnerMap(id)).Want(t, http.StatusSeeOther)
}

func TestTheMapAsksAsManyQueriesWhateverItsRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.town("Villeneuve")
	grow := func(n int) int64 {
		t.Helper()
		for i := range n {
			h.in(h.district(fmt.Sprint("Quartier ", n, i), town, 2+float64(i)/100, 48.9), fmt.Sprint("MJC ", n, i), kinds.MJC, partnership.Relay, partnership.Spotted)
		}
		return h.Queries(h.Team, urls.ProjectPartnerMap(h.project))
	}
	if few, many := grow(1), grow(9); few != many || few < 2 {
		t.Errorf("%d queries, then %d", few, many)
	}
}
