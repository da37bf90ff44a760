package territoryui_test

import (
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/territory"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var whole = territory.Draft{Kind: territory.District, Name: "Tout « y est »", KnownAs: "La <cité>", Towns: "Bagneux, Sceaux", Code: "QN09219N", Predecessor: "QP092001", Longitude: -2.2914, Latitude: 48.7876, Notes: "Une ligne\nune autre"}

var bare = territory.Draft{Kind: territory.District, Name: "Rien de plus", Towns: "Sceaux"}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d territory.Draft, more ...string) url.Values {
	form := url.Values(territory.Fields.Values(d))
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func create(t *testing.T, c *webtest.Client, d territory.Draft) int64 {
	t.Helper()
	made := c.Post(urls.Territories(), sent(d)).Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func town(t *testing.T, c *webtest.Client, name, code string) int64 {
	t.Helper()
	return create(t, c, territory.Draft{Kind: territory.Town, Name: name, Code: code})
}

func stored(t *testing.T, h *webtest.House, id int64) territory.Sheet {
	t.Helper()
	s, err := h.Territories.Territory(t.Context(), h.Team.At(h.Now), id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

var tag = regexp.MustCompile(`(?s)<(input|textarea|select)\b[^>]*\bname="([^"]+)"[^>]*>`)

// TestEveryFieldComesBackFromItsForm sends every field, alone and all together, and reads back what was kept.
func TestEveryFieldComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	asked := map[string]bool{}
	for _, m := range tag.FindAllStringSubmatch(team.Get(urls.NewTerritory()).Want(t, http.StatusOK).Body, -1) {
		asked[m[2]] = true
	}
	for _, name := range territory.Fields.Names() {
		if !asked[name] {
			t.Errorf("the form does not ask for %s", name)
		}
	}
	if len(asked) != len(territory.Fields)+1 { // and its key
		t.Errorf("the form asks for %v", asked)
	}
	town(t, team, "Bagneux", "92007")
	town(t, team, "Sceaux", "92071")
	drafts := []territory.Draft{whole, bare}
	for i := range reflect.TypeFor[territory.Draft]().NumField() {
		one := bare
		value := reflect.ValueOf(whole).Field(i)
		if value.IsZero() {
			t.Fatalf("field %d of the whole draft says nothing", i)
		}
		if reflect.ValueOf(&one).Elem().Field(i).Set(value); one.Placed() != (one.Longitude != 0) {
			one.Longitude, one.Latitude = whole.Longitude, whole.Latitude
		}
		drafts = append(drafts, one)
	}
	id := create(t, team, territory.Draft{Kind: territory.District, Name: "Première", Towns: "Bagneux"})
	for i, d := range drafts {
		d.Name += " " + strconv.Itoa(i)
		made := create(t, team, d)
		if got := stored(t, h, made).Draft; got != d {
			t.Errorf("created %+v, want %+v", got, d)
		}
		h.As(h.Head).Post(urls.TerritoryDelete(made), nil).Want(t, http.StatusSeeOther) // its code is free again
		d.Name, d.Predecessor = d.Name+" bis", "QP09"+strconv.Itoa(2000+i)
		team.Post(urls.Territory(id), sent(d, "version", strconv.Itoa(stored(t, h, id).Version))).Want(t, http.StatusSeeOther)
		if got := stored(t, h, id).Draft; got != d {
			t.Errorf("edited %+v, want %+v", got, d)
		}
		page := team.Get(urls.TerritoryEdit(id)).Want(t, http.StatusOK)
		for _, f := range territory.Fields {
			if said := f.Sent(d); f.Name != "nature" && !strings.Contains(page.Body, html.EscapeString(said)) {
				t.Errorf("the form does not show %q", said)
			}
		}
	}
}

func TestAClashCarriesEveryField(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	town(t, team, "Bagneux", "92007")
	town(t, team, "Sceaux", "92071")
	id := create(t, team, bare)
	h.As(h.Other).Post(urls.Territory(id), sent(bare, "version", "1", "nom", "Le texte de Lucie")).Want(t, http.StatusSeeOther)
	clash := team.Post(urls.Territory(id), sent(whole, "version", "1")).Want(t, http.StatusConflict).Has(t, "Le texte de Lucie", "par Lucie Morel", "Rien n’a été écrasé")
	for _, f := range territory.Fields {
		clash.Has(t, f.Label, html.EscapeString(f.Said(whole)))
	}
	if got := stored(t, h, id).Name; got != "Le texte de Lucie" {
		t.Errorf("overwritten: %q", got)
	}
	team.Post(urls.Territory(id), sent(whole, "version", "2")).Want(t, http.StatusSeeOther)
}

func TestAFormSentTwiceCreatesOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	form := sent(territory.Draft{Kind: territory.Town, Name: "Nanterre"}, "cle", "abcdefghijklmnopqrst")
	first, second := h.As(h.Team).Post(urls.Territories(), form), h.As(h.Team).Post(urls.Territories(), form)
	if first.Want(t, http.StatusSeeOther).Location != second.Want(t, http.StatusSeeOther).Location {
		t.Errorf("%s and %s", first.Location, second.Location)
	}
}

func TestProblemsStandBesideTheirFields(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	town(t, team, "Sceaux", "92071")
	for field, c := range map[string]struct{ typed, says string }{
		"nature":    {"hameau", "une ville ou d’un quartier"},
		"nom":       {" ", "Veuillez donner un nom"},
		"villes":    {"Sceaux, Nulle part", "n’est pas une ville connue ici"},
		"code":      {"92071", "n’est pas le code d’un quartier prioritaire"},
		"precedent": {"QN092", "n’est pas le code d’un quartier prioritaire"},
		"longitude": {"à l’est", "n’est pas un nombre"},
		"latitude":  {"91", "entre -90 et 90"},
		"autre":     {strings.Repeat("é", territory.MaxName+1), "le maximum est de 200"},
	} {
		d := whole
		d.Towns = "Sceaux"
		page := team.Post(urls.Territories(), sent(d, field, c.typed)).Want(t, http.StatusUnprocessableEntity)
		page.Has(t, `id="`+field+`-problem"`, c.says, `href="#`+field+`"`)
	}
	team.Post(urls.Territories(), sent(territory.Draft{Kind: territory.Town, Name: "SCEAUX"})).Want(t, http.StatusUnprocessableEntity).Has(t, `id="nom-problem"`)
}

func TestTheListIsByTownAndChosenByItsAddress(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Get(urls.Territories()).Want(t, http.StatusOK).Has(t, "Aucun territoire pour l’instant", urls.NewTown(), urls.TerritoriesImport())
	nanterre := town(t, team, "Nanterre", "92050")
	town(t, team, "Bagneux", "92007")
	town(t, team, "Sceaux", "")
	create(t, team, territory.Draft{Kind: territory.District, Name: "Le Parc", KnownAs: "Parc Sud", Code: "QN09206M", Towns: "Nanterre", Longitude: 2.223, Latitude: 48.8902})
	create(t, team, territory.Draft{Kind: territory.District, Name: "Langevin", Towns: "Nanterre"})
	create(t, team, territory.Draft{Kind: territory.District, Name: "Les Blagis", Code: "QN09219N", Towns: "Bagneux, Sceaux", Longitude: 2.29, Latitude: 48.79})
	headings := regexp.MustCompile(`<(?:h2 id="ville-\d+"|th scope="row")>\s*<a href="/territoires/\d+">([^<]+)<`)
	order := func(query string) string {
		t.Helper()
		body, _, _ := strings.Cut(team.Get(urls.Territories()+query).Want(t, http.StatusOK).Body, `id="carte"`)
		var names []string
		for _, m := range headings.FindAllStringSubmatch(body, -1) {
			names = append(names, m[1])
		}
		return strings.Join(names, ", ")
	}
	town := strconv.FormatInt(nanterre, 10)
	for query, want := range map[string]string{
		"":                     "Bagneux, Les Blagis, Nanterre, Langevin, Le Parc, Sceaux, Les Blagis",
		"?texte=PARC":          "Nanterre, Le Parc",
		"?ville=" + town:       "Nanterre, Langevin, Le Parc",
		"?nature=town":         "Bagneux, Nanterre, Sceaux",
		"?code=non":            "Nanterre, Langevin, Sceaux",
		"?ville=x&nature=%ff":  "Bagneux, Les Blagis, Nanterre, Langevin, Le Parc, Sceaux, Les Blagis",
		"?ville=99&texte=rien": "",
	} {
		if got := order(query); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	team.Get(urls.Territories()).Want(t, http.StatusOK).Has(t, "3\u00a0villes, 3\u00a0quartiers", "assimilé, sans code", "aussi à Sceaux", "liste de 2024", "Carte des quartiers de cette liste", "2\u00a0repères numérotés", "sans lieu")
	team.Get(urls.Territories()+"?ville="+town).Want(t, http.StatusOK).Lacks(t, "<svg viewBox=\"0 0 480").Has(t, "/territoires/impression?ville="+town)
	team.Get(urls.Territories()+"?texte=rien").Want(t, http.StatusOK).Has(t, "Aucun territoire ne répond à ces critères")
	team.Get(urls.Territories()+"/impression?code=non").Want(t, http.StatusOK).Has(t, "Langevin", "Imprimé le 7 avril 2025 par Samir Benali", "sans code").Lacks(t, "Le Parc")
	team.Get(urls.Territories()+"/impression?texte=rien").Want(t, http.StatusOK).Has(t, "Aucun territoire à imprimer")
	csv := team.Get(urls.Territories()+"/export?format=csv&texte=blagis").Want(t, http.StatusOK)
	want := "\ufeffNature;Nom;Autre nom;Code;Code précédent;Villes;Codes INSEE des villes;Longitude;Latitude;Notes\r\nquartier;Les Blagis;;QN09219N;;\"Bagneux; Sceaux\";;\"2,29\";\"48,79\";\r\n"
	if csv.Body != want || csv.Header.Get("Content-Disposition") != `attachment; filename=territoires.csv` {
		t.Errorf("%q as %q", csv.Body, csv.Header.Get("Content-Disposition"))
	}
	if xlsx := team.Get(urls.TerritoriesExport(nil)).Want(t, http.StatusOK); !strings.HasPrefix(xlsx.Body, "PK") {
		t.Errorf("%.20q", xlsx.Body)
	}
}

func TestAPageSaysWhereATerritoryIs(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	nanterre, sceaux := town(t, team, "Nanterre", "92050"), town(t, team, "Sceaux", "92071")
	parc := create(t, team, territory.Draft{Kind: territory.District, Name: "Le Parc", KnownAs: "Parc Sud", Code: "QP092001", Towns: "Nanterre", Longitude: 2.223, Latitude: 48.8902})
	isle := create(t, team, territory.Draft{Kind: territory.District, Name: "Chemin de l’Île", Code: "QN09205I", Predecessor: "QP092002", Towns: "Nanterre", Longitude: -61.5, Latitude: 48.8976})
	team.Get(urls.Territory(nanterre)).Want(t, http.StatusOK).Has(t, "Le Parc", "Parc Sud", "Carte des quartiers de Nanterre", urls.NewDistrictIn(nanterre), `role="img"`)
	team.Get(urls.Territory(sceaux)).Want(t, http.StatusOK).Has(t, "Aucun quartier connu").Lacks(t, "Le Parc", `role="img" aria-label="Carte`)
	team.Get(urls.Territory(isle)).Want(t, http.StatusOK).Has(t, "liste de 2024", "QP092002", urls.Territory(nanterre), "48,8976\u00a0N, 61,5\u00a0O", "(cette page)", urls.Territory(parc))
	team.Get(urls.NewDistrictIn(nanterre)).Want(t, http.StatusOK).Has(t, `value="Nanterre"`)
	team.Get(urls.NewDistrictIn(parc)).Want(t, http.StatusOK).Lacks(t, `value="Le Parc"`)
	team.Get(urls.NewTown()).Want(t, http.StatusOK).Has(t, `<option value="town" selected>`)
	if a := h.As(h.Head).Post(urls.TerritoryDelete(nanterre), nil).Want(t, http.StatusConflict); !strings.Contains(a.Body, "encore 2\u00a0quartiers") {
		t.Error(a.Body)
	}
}

func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	town(t, h.As(h.Team), "Bagneux", "92007")
	town(t, h.As(h.Team), "Sceaux", "92071")
	id, gone := create(t, h.As(h.Team), whole), create(t, h.As(h.Head), bare)
	if a := h.As(h.Head).Post(urls.TerritoryDelete(gone), nil).Want(t, http.StatusSeeOther); a.Location != urls.Territories() {
		t.Errorf("went on to %s", a.Location)
	}
	acts := []string{urls.TerritoryEdit(id), urls.TerritoryDelete(id)}
	team := h.As(h.Team)
	team.Get(urls.Territory(id)).Want(t, http.StatusOK).Has(t, urls.TerritoryEdit(id)).Lacks(t, urls.TerritoryDelete(id))
	team.Get(urls.Territory(gone)).Want(t, http.StatusNotFound)
	team.Get(urls.TerritoryDelete(id)).Want(t, http.StatusForbidden).Has(t, "Seule la cheffe de service peut faire cela.")
	team.Post(urls.TerritoryDelete(id), nil).Want(t, http.StatusForbidden)
	team.Get(urls.Territories()).Want(t, http.StatusOK).Has(t, "Télécharger en XLSX")
	team.Get(urls.TerritoriesImport()).Want(t, http.StatusOK).Has(t, "Importer des territoires", "jamais à leur seul nom")
	head := h.As(h.Head)
	head.Get(urls.Territory(id)).Want(t, http.StatusOK).Has(t, acts...).Has(t, "QN09219N", "La &lt;cité&gt;", "Une ligne\nune autre")
	head.Get(urls.Territory(gone)).Want(t, http.StatusOK).Has(t, "Ce territoire est à la corbeille", urls.Restore("territoires", gone)).Lacks(t, urls.TerritoryEdit(gone))
	head.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Rien de plus")
	head.Get(urls.TerritoryDelete(id)).Want(t, http.StatusOK).Has(t, "30\u00a0jours")
	for _, path := range []string{urls.TerritoryEdit(gone), urls.TerritoryDelete(gone)} {
		head.Get(path).Want(t, http.StatusNotFound)
	}
	intern := h.As(h.Intern)
	intern.Get(urls.Territories()).Want(t, http.StatusOK).Has(t, html.EscapeString(whole.Name), `aria-current="page"`).Lacks(t, urls.NewTerritory(), urls.TerritoriesImport(), "Télécharger")
	intern.Get(urls.Territory(id)).Want(t, http.StatusOK).Lacks(t, acts...)
	intern.Get(urls.Territory(gone)).Want(t, http.StatusNotFound)
	intern.Get(urls.TerritoryHistory(id)).Want(t, http.StatusOK).Has(t, "Samir Benali a créé le territoire.")
	for _, path := range append(acts, urls.NewTerritory(), urls.TerritoriesImport(), urls.TerritoriesExport(nil)) {
		intern.Get(path).Want(t, http.StatusForbidden).Has(t, "peut faire cela.")
	}
	for _, path := range []string{urls.Territories(), urls.Territory(id), urls.TerritoryDelete(id), urls.TerritoriesImport()} {
		intern.Post(path, sent(whole)).Want(t, http.StatusForbidden)
	}
	intern.Post(urls.Restore("territoires", gone), nil).Want(t, http.StatusNotFound)
	back := head.Post(urls.Restore("territoires", gone), nil).Want(t, http.StatusSeeOther)
	if back.Location != urls.Territory(gone) {
		t.Errorf("restored, and led to %s", back.Location)
	}
}
