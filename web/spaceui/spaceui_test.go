package spaceui_test

import (
	"html"
	"net/http"
	"net/url"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/space"
	"parvis/web/urls"
	"parvis/web/webtest"
)

var whole = space.Draft{Name: "Tout « y est »", Floor: "2e <étage>", Surface: 120.5, Seated: 80, Standing: 100, Access: space.AccessHelped, SetUp: 95, Notes: "Une ligne\nune autre", Active: true}

var bare = space.Draft{Name: "Rien de plus", Access: space.AccessUnknown}

// sent is what a browser sends of a draft, and more: field, value, field, value…
func sent(d space.Draft, more ...string) url.Values {
	form := url.Values(space.Fields.Values(d))
	if !d.Active {
		form.Del("actif")
	}
	for i := 0; i+1 < len(more); i += 2 {
		form.Set(more[i], more[i+1])
	}
	return form
}

func create(t *testing.T, c *webtest.Client, d space.Draft) int64 {
	t.Helper()
	made := c.Post(urls.Spaces(), sent(d)).Want(t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func stored(t *testing.T, h *webtest.House, id int64) space.Sheet {
	t.Helper()
	s, err := h.Spaces.Space(t.Context(), h.Team.At(h.Now), id)
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
	var asked []string
	for _, m := range tag.FindAllStringSubmatch(team.Get(urls.NewSpace()).Want(t, http.StatusOK).Body, -1) {
		if m[2] != "cle" {
			asked = append(asked, m[2])
		}
	}
	if got, want := strings.Join(asked, " "), strings.Join(space.Fields.Names(), " "); got != want {
		t.Fatalf("the form asks for %s, want %s", got, want)
	}
	drafts := []space.Draft{whole, bare}
	for i := range reflect.TypeFor[space.Draft]().NumField() {
		one := bare
		value := reflect.ValueOf(whole).Field(i)
		if value.IsZero() {
			t.Fatalf("field %d of the whole draft says nothing", i)
		}
		reflect.ValueOf(&one).Elem().Field(i).Set(value)
		drafts = append(drafts, one)
	}
	id := create(t, team, space.Draft{Name: "Première", Access: space.AccessFull})
	for i, d := range drafts {
		d.Name += " " + strconv.Itoa(i)
		if got := stored(t, h, create(t, team, d)).Draft; got != d {
			t.Errorf("created %+v, want %+v", got, d)
		}
		d.Name += " bis"
		team.Post(urls.Space(id), sent(d, "version", strconv.Itoa(stored(t, h, id).Version))).Want(t, http.StatusSeeOther)
		if got := stored(t, h, id).Draft; got != d {
			t.Errorf("edited %+v, want %+v", got, d)
		}
		page := team.Get(urls.SpaceEdit(id)).Want(t, http.StatusOK)
		for _, f := range space.Fields {
			if said := f.Sent(d); f.Name != "acces" && !strings.Contains(page.Body, html.EscapeString(said)) {
				t.Errorf("the form does not show %q", said)
			}
		}
	}
}

func TestAClashCarriesEveryField(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	id := create(t, team, bare)
	h.As(h.Other).Post(urls.Space(id), sent(bare, "version", "1", "nom", "Le texte de Lucie")).Want(t, http.StatusSeeOther)
	clash := team.Post(urls.Space(id), sent(whole, "version", "1")).Want(t, http.StatusConflict).Has(t, "Le texte de Lucie", "par Lucie Morel", "Rien n’a été écrasé")
	for _, f := range space.Fields {
		clash.Has(t, f.Label, html.EscapeString(f.Said(whole)))
	}
	if got := stored(t, h, id).Name; got != "Le texte de Lucie" {
		t.Errorf("overwritten: %q", got)
	}
	team.Post(urls.Space(id), sent(whole, "version", "2")).Want(t, http.StatusSeeOther)
}

func TestAFormSentTwiceCreatesOnce(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	form := sent(whole, "cle", "abcdefghijklmnopqrst")
	first, second := h.As(h.Team).Post(urls.Spaces(), form), h.As(h.Team).Post(urls.Spaces(), form)
	if first.Want(t, http.StatusSeeOther).Location != second.Want(t, http.StatusSeeOther).Location {
		t.Errorf("%s and %s", first.Location, second.Location)
	}
}

func TestProblemsStandBesideTheirFields(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	create(t, team, space.Draft{Name: "Écurie"})
	for field, c := range map[string]struct{ typed, says string }{
		"nom":     {"ECURIE", "Un autre espace porte déjà ce nom"},
		"surface": {"grande", "n’est pas un nombre"},
		"assises": {"beaucoup", "nombre entier"},
		"debout":  {"-1", "entre 0 et 100"},
		"montage": {"2 jours", "n’est pas un nombre d’heures"},
		"etage":   {strings.Repeat("é", space.MaxFloor+1), "le maximum est de 60"},
	} {
		page := team.Post(urls.Spaces(), sent(whole, field, c.typed)).Want(t, http.StatusUnprocessableEntity)
		page.Has(t, `id="`+field+`-problem"`, c.says, `href="#`+field+`"`)
	}
	team.Post(urls.Spaces(), sent(whole, "surface", "1 200,5", "montage", "1h30")).Want(t, http.StatusSeeOther)
	team.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, "1200,5\u00a0m²", "1\u00a0h\u00a030")
}

func TestTheListIsChosenAndSortedByItsAddress(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	team.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, "Aucun espace pour l’instant", urls.NewSpace())
	create(t, team, space.Draft{Name: "Grande salle", Surface: 200, Seated: 90, Active: true})
	create(t, team, space.Draft{Name: "Petite salle", Surface: 20, Seated: 12, Active: true})
	create(t, team, space.Draft{Name: "Vieille cour", Surface: 400})
	order := func(query string) string {
		t.Helper()
		body := team.Get(urls.Spaces()+query).Want(t, http.StatusOK).Body
		var names []string
		for _, m := range regexp.MustCompile(`<th scope="row"><a href="[^"]+">([^<]+)<`).FindAllStringSubmatch(body, -1) {
			names = append(names, m[1])
		}
		return strings.Join(names, ", ")
	}
	for query, want := range map[string]string{
		"":                              "Grande salle, Petite salle, Vieille cour",
		"?tri=surface":                  "Petite salle, Grande salle, Vieille cour",
		"?tri=surface&sens=decroissant": "Vieille cour, Grande salle, Petite salle",
		"?texte=SALLE&capacite=50":      "Grande salle",
		"?service=non":                  "Vieille cour",
		"?acces=full":                   "",
		"?acces=%ff&capacite=dix&tri=x": "Grande salle, Petite salle, Vieille cour",
	} {
		if got := order(query); got != want {
			t.Errorf("%q: %s, want %s", query, got, want)
		}
	}
	team.Get(urls.Spaces()+"?tri=surface&service=oui").Want(t, http.StatusOK).Has(t, `aria-sort="ascending"`, "/espaces?sens=decroissant&amp;service=oui&amp;tri=surface", "/espaces/impression?service=oui&amp;tri=surface")
	team.Get(urls.Spaces()+"?acces=full").Want(t, http.StatusOK).Has(t, "Aucun espace ne répond à ces critères")
	team.Get(urls.Spaces()+"/impression?service=non").Want(t, http.StatusOK).Has(t, "Vieille cour", "hors service", "Imprimé le 7 avril 2025 par Samir Benali").Lacks(t, "Grande salle")
	team.Get(urls.Spaces()+"/impression?acces=full").Want(t, http.StatusOK).Has(t, "Aucun espace à imprimer")
	csv := team.Get(urls.Spaces()+"/export?format=csv&service=oui").Want(t, http.StatusOK)
	want := "\ufeffNom;Étage;Surface (m²);Capacité assise;Capacité debout;Accessibilité;Temps de montage;Notes;En service\r\n" +
		"Grande salle;;200;90;;non renseigné;;;oui\r\nPetite salle;;20;12;;non renseigné;;;oui\r\n"
	if csv.Body != want || csv.Header.Get("Content-Disposition") != `attachment; filename=espaces.csv` {
		t.Errorf("%q as %q", csv.Body, csv.Header.Get("Content-Disposition"))
	}
	if xlsx := team.Get(urls.SpacesExport(nil)).Want(t, http.StatusOK); !strings.HasPrefix(xlsx.Body, "PK") || !strings.Contains(xlsx.Header.Get("Content-Type"), "spreadsheetml") {
		t.Errorf("%.20q as %q", xlsx.Body, xlsx.Header.Get("Content-Type"))
	}
}

func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	id, gone := create(t, h.As(h.Team), whole), create(t, h.As(h.Head), bare)
	if a := h.As(h.Head).Post(urls.SpaceDelete(gone), nil).Want(t, http.StatusSeeOther); a.Location != urls.Spaces() {
		t.Errorf("went on to %s", a.Location)
	}
	acts := []string{urls.SpaceEdit(id), urls.SpaceDelete(id)}
	team := h.As(h.Team)
	team.Get(urls.Space(id)).Want(t, http.StatusOK).Has(t, urls.SpaceEdit(id)).Lacks(t, urls.SpaceDelete(id))
	team.Get(urls.Space(gone)).Want(t, http.StatusNotFound)
	team.Get(urls.SpaceDelete(id)).Want(t, http.StatusForbidden).Has(t, "Seule la cheffe de service peut faire cela.")
	team.Post(urls.SpaceDelete(id), nil).Want(t, http.StatusForbidden)
	team.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, "Télécharger en XLSX")
	for _, who := range []*webtest.Client{h.As(h.Head)} {
		who.Get(urls.Space(id)).Want(t, http.StatusOK).Has(t, acts...).Has(t, "120,5\u00a0m²", "80\u00a0personnes", "1\u00a0h\u00a035", "accessible avec aide", "Une ligne\nune autre")
		who.Get(urls.Space(gone)).Want(t, http.StatusOK).Has(t, "Cet espace est à la corbeille", urls.Restore("espaces", gone)).Lacks(t, urls.SpaceEdit(gone))
		who.Get(urls.Trash()).Want(t, http.StatusOK).Has(t, "Rien de plus")
		who.Get(urls.SpaceDelete(id)).Want(t, http.StatusOK).Has(t, "30\u00a0jours")
		for _, path := range []string{urls.SpaceEdit(gone), urls.SpaceDelete(gone)} {
			who.Get(path).Want(t, http.StatusNotFound)
		}
	}
	intern := h.As(h.Intern)
	intern.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, html.EscapeString(whole.Name), `aria-current="page"`).Lacks(t, urls.NewSpace(), urls.SpacesImport(), "Télécharger")
	intern.Get(urls.Space(id)).Want(t, http.StatusOK).Lacks(t, acts...)
	intern.Get(urls.Space(gone)).Want(t, http.StatusNotFound)
	intern.Get(urls.SpaceHistory(id)).Want(t, http.StatusOK).Has(t, "Samir Benali a créé l’espace.")
	for _, path := range append(acts, urls.NewSpace(), urls.SpacesImport(), urls.SpacesExport(nil)) {
		intern.Get(path).Want(t, http.StatusForbidden).Has(t, "peut faire cela.")
	}
	for _, path := range []string{urls.Spaces(), urls.Space(id), urls.SpaceDelete(id), urls.SpacesImport()} {
		intern.Post(path, sent(whole)).Want(t, http.StatusForbidden)
	}
	intern.Post(urls.Restore("espaces", gone), nil).Want(t, http.StatusNotFound)
	back := h.As(h.Head).Post(urls.Restore("espaces", gone), nil).Want(t, http.StatusSeeOther)
	if back.Location != urls.Space(gone) {
		t.Errorf("restored, and led to %s", back.Location)
	}
}
