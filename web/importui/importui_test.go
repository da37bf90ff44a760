package importui_test

import (
	"bytes"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"parvis/internal/partner"
	"parvis/internal/programme"
	"parvis/internal/space"
	"parvis/internal/workcal"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// upload sends a file as the page that asks for one does.
func upload(t *testing.T, c *webtest.Client, to, name, data string) webtest.Answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("fichier", name)
	if err == nil {
		_, err = io.WriteString(part, data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, to, &body, http.Header{"Content-Type": {w.FormDataContentType()}, "Sec-Fetch-Site": {"same-origin"}})
}

// bring uploads a file that is taken, and gives the page of what it would do.
func bring(t *testing.T, c *webtest.Client, to, data string) (page string, answer webtest.Answer) {
	t.Helper()
	a := upload(t, c, to, "mes espaces.csv", data).Want(t, http.StatusSeeOther)
	return a.Location, c.Get(a.Location).Want(t, http.StatusOK)
}

// form gives what the form of a page that posts to an address holds.
func form(t *testing.T, page webtest.Answer, action string) url.Values {
	t.Helper()
	for _, f := range webtest.ReadPage(t, "", page.Body).Forms {
		if f.Action == action {
			f.Values.Del("aller") // no such button is pressed
			return f.Values
		}
	}
	t.Fatalf("no form posts to %s:\n%s", action, page.Body)
	return nil
}

func with(v url.Values, more ...string) url.Values {
	for i := 0; i < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func spaces(t *testing.T, h *webtest.House) []space.Space {
	t.Helper()
	all, err := h.Spaces.List(t.Context(), h.Team.At(h.Now), space.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestAFileIsSeenAnsweredImportedAndTakenBack is the whole way of one.
func TestAFileIsSeenAnsweredImportedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	page, seen := bring(t, team, urls.SpacesImport(), "Nom;Capacité assise;Couleur\nHall;douze;bleu\nCour;60;\nPorche;cent;\n")
	seen.Has(t, "2\u00a0lignes attendent une réponse", "1\u00a0espace à créer", "L’import attend vos réponses", `value="douze"`, "Couleur", "Laisser de côté").Lacks(t, urls.ImportRun(1))
	if all := spaces(t, h); len(all) != 0 {
		t.Fatalf("the preview wrote: %+v", all)
	}
	answers := page + "/reponses"
	team.Post(answers, with(form(t, seen, answers), "c_2_2", "12", "o_4", "oui")).Want(t, http.StatusSeeOther)
	seen = team.Get(page).Want(t, http.StatusOK).Has(t, "Vos réponses sont gardées", "Importer 2\u00a0espaces", "2\u00a0lignes laissées de côté")
	run := page + "/enregistrement"
	// What is typed since is kept and shown before it is imported.
	late := team.Post(run, with(form(t, seen, run), "o_3", "oui")).Want(t, http.StatusSeeOther)
	if all := spaces(t, h); late.Location != page || len(all) != 0 {
		t.Errorf("leads to %s, and imports %+v", late.Location, all)
	}
	team.Get(page).Want(t, http.StatusOK).Has(t, "voici ce que le fichier ferait maintenant", "Importer 1\u00a0espace")
	all := team.Get(page+"?voir=tout").Want(t, http.StatusOK)
	back := form(t, all, answers)
	back.Del("o_3")
	team.Post(answers, with(back, "aller", "entree")).Want(t, http.StatusSeeOther)
	seen = team.Get(page+"?voir=entree").Want(t, http.StatusOK).Has(t, "Importer 2\u00a0espaces")
	done := team.Post(run, form(t, seen, run)).Want(t, http.StatusSeeOther)
	if done.Location != urls.Spaces() {
		t.Errorf("leads to %s", done.Location)
	}
	team.Get(urls.Spaces()).Want(t, http.StatusOK).Has(t, "L’import est fait\u00a0: 2\u00a0espaces créés", "Hall", "Cour", ">Annuler</button>")
	if all := spaces(t, h); len(all) != 2 || all[1].Seated != 12 {
		t.Errorf("%+v", all)
	}
	team.Post(run, form(t, seen, run)).Want(t, http.StatusConflict).Has(t, "déjà fait")
	after := team.Get(page).Want(t, http.StatusOK).Has(t, "L’import est fait", "Annuler l’import")
	undo := regexp.MustCompile(`/gestes/[-0-9a-f]{36}/annulation`).FindString(after.Body)
	team.Post(undo, form(t, after, undo)).Want(t, http.StatusSeeOther)
	team.Get(page).Want(t, http.StatusOK).Has(t, "L’import a été annulé", "Reprendre ce fichier")
	if all := spaces(t, h); len(all) != 0 {
		t.Errorf("taken back, and there: %+v", all)
	}
	team.Post(page+"/reprise", nil).Want(t, http.StatusSeeOther)
	team.Get(page).Want(t, http.StatusOK).Has(t, "Importer 2\u00a0espaces")
	team.Get(urls.Imports()).Want(t, http.StatusOK).Has(t, "mes espaces.csv", "pas encore importé")
	team.Post(page+"/retrait", nil).Want(t, http.StatusSeeOther)
	team.Get(page).Want(t, http.StatusNotFound)
}

// TestTheWayAFileIsReadIsCorrected: a column is something else, the headings stand in another row, the letters are of another kind.
func TestTheWayAFileIsReadIsCorrected(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	page, seen := bring(t, team, urls.SpacesImport(), "Nom;Étage;\nSalle;Jauge;Étage\nHall;40;RdC\n")
	answers := page + "/reponses"
	team.Post(answers, with(form(t, seen, answers), "entetes", "2")).Want(t, http.StatusSeeOther)
	seen = team.Get(page).Want(t, http.StatusOK).Has(t, "Vos réponses sont gardées", "1\u00a0espace à créer")
	team.Post(answers, with(form(t, seen, answers), "k_2", "assises", "k_3", "etage")).Want(t, http.StatusSeeOther)
	seen = team.Get(page).Want(t, http.StatusOK).Has(t, "<ins>40</ins>", "<ins>RdC</ins>", "Oublier toutes mes réponses")
	team.Post(answers, with(form(t, seen, answers), "entetes", "deux")).Want(t, http.StatusUnprocessableEntity).Has(t, `value="deux"`)
	reset := page + "/remise"
	team.Post(reset, form(t, seen, reset)).Want(t, http.StatusSeeOther)
	team.Get(page).Want(t, http.StatusOK).Lacks(t, "<ins>RdC</ins>", "Oublier toutes mes réponses")
}

// TestRowsComeInPages: a long file shows some, and answers about some leave the others.
func TestRowsComeInPages(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	var b strings.Builder
	b.WriteString("Nom;Capacité assise\n")
	for i := range 120 {
		fmt.Fprintf(&b, "Salle %d;x%d\n", i+1, i+1)
	}
	page, seen := bring(t, team, urls.SpacesImport(), b.String())
	seen.Has(t, "120\u00a0lignes attendent", "Page 1 sur 3", "Salle 50<").Lacks(t, "Salle 51<")
	second := team.Get(page+"?voir=attente&page=2").Want(t, http.StatusOK).Has(t, "Salle 51<", "Salle 100<").Lacks(t, "Salle 50<", "Salle 101<")
	answers := page + "/reponses"
	team.Post(answers, with(form(t, second, answers), "c_52_2", "12")).Want(t, http.StatusSeeOther)
	team.Get(page+"?voir=entree").Want(t, http.StatusOK).Has(t, "Salle 51<", "1\u00a0espace à créer", "119\u00a0lignes attendent").Lacks(t, "Salle 52<")
	for _, odd := range []string{"?page=99999999999", "?page=-3", "?voir=rien", "?voir=cote&page=2"} {
		team.Get(page+odd).Want(t, http.StatusOK)
	}
}

// TestWhoMayImport asks every page for everybody.
func TestWhoMayImport(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team, head, intern := h.As(h.Team), h.As(h.Head), h.As(h.Intern)
	page, _ := bring(t, team, urls.SpacesImport(), "Nom\nHall\n")
	closures := urls.BringImport("fermetures", 0)
	head.Get(closures).Want(t, http.StatusOK)
	team.Get(closures).Want(t, http.StatusForbidden).Has(t, "Seule la cheffe de service peut faire cela.")
	upload(t, team, closures, "f.csv", "Fermeture;Premier jour\nNoël;25/12/2025\n").Want(t, http.StatusForbidden)
	intern.Get(urls.SpacesImport()).Want(t, http.StatusForbidden)
	upload(t, intern, urls.SpacesImport(), "e.csv", "Nom\nHall\n").Want(t, http.StatusForbidden)
	for _, who := range []*webtest.Client{head, intern} {
		who.Get(page).Want(t, http.StatusNotFound)
		for _, act := range []string{"/lecture", "/reponses", "/remise", "/enregistrement", "/reprise", "/retrait"} {
			who.Post(page+act, nil).Want(t, http.StatusNotFound)
		}
		who.Get(urls.Imports()).Want(t, http.StatusOK).Lacks(t, "mes espaces.csv")
	}
	for _, path := range []string{urls.BringImport("prix", 0), urls.BringImport("retroplanning", 999), urls.Import(999), "/imports/nouveau/espaces/x"} {
		team.Get(path).Want(t, http.StatusNotFound)
	}
}

// TestWhatIsNoTableIsRefusedWhereItIsChosen with a sentence beside the field.
func TestWhatIsNoTableIsRefusedWhereItIsChosen(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	for data, says := range map[string]string{"": "Ce fichier est vide.", "\x89PNG\r\n\x1a\n": "Ce fichier", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 2000): "Ce fichier"} {
		upload(t, team, urls.SpacesImport(), "e.csv", data).Want(t, http.StatusUnprocessableEntity).Has(t, says, `id="fichier"`)
	}
	upload(t, team, urls.SpacesImport(), "e.csv", "Nom\n"+strings.Repeat("x", 11<<20)).Want(t, http.StatusRequestEntityTooLarge).Has(t, "dépasse 5\u00a0Mo")
	if all := spaces(t, h); len(all) != 0 {
		t.Errorf("%+v", all)
	}
}

// TestClosuresAreImported by the head: the days are read as people write them, and what is there already is known again.
func TestClosuresAreImported(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head := h.As(h.Head)
	data := "Fermeture;Du;Au\nPont de l’Ascension;30 mai 2025;\nÉté;2025-08-04;15/08/2025\nMal dite;12/13/2025;\n"
	page, seen := bring(t, head, urls.BringImport("fermetures", 0), data)
	seen.Has(t, "2\u00a0fermetures à créer", "1\u00a0ligne attend", `value="12/13/2025"`)
	answers, run := page+"/reponses", page+"/enregistrement"
	head.Post(answers, with(form(t, seen, answers), "c_4_2", "13/12/2025")).Want(t, http.StatusSeeOther)
	head.Post(run, form(t, head.Get(page), run)).Want(t, http.StatusSeeOther)
	head.Get(urls.Calendar()).Want(t, http.StatusOK).Has(t, "L’import est fait\u00a0: 3\u00a0fermetures créées", "Pont de l’Ascension")
	_, again := bring(t, head, urls.BringImport("fermetures", 0), strings.Replace(data, "Été", "Fermeture d’été", 1))
	again.Has(t, "1\u00a0fermeture à modifier", "1\u00a0fermeture déjà enregistrée")
}

// TestADirectoryIsSeenAnsweredImportedAndTakenBack is the way of a directory, with a record that is there already, and of cards.
func TestADirectoryIsSeenAnsweredImportedAndTakenBack(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	into := urls.BringImport("structures", 0)
	h.As(h.Intern).Get(into).Want(t, http.StatusForbidden)
	team.Get(into).Want(t, http.StatusOK).Has(t, "Importer des structures et des contacts", ".vcf", "Structures et contacts")
	if _, err := h.Partners.Create(t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: "Centre socioculturel Le Phare", Kind: "CSC", Town: "Colombes", Phones: []partner.Phone{"+33199000002"}}); err != nil {
		t.Fatal(err)
	}
	page, seen := bring(t, team, into, "Structure;Ville;Tél;Contact\nCentre socio-culturel Le Phare;Colombes;01 99 00 00 02;DIOP Ousmane\nLieu neuf;Sèvres;;\n")
	seen.Has(t, "Cette structure ressemble à « Centre socioculturel Le Phare »", "C’est la même", "Ce n’est pas elle", "Laisser cette ligne de côté", "1 fiche à créer")
	answers, run := page+"/reponses", page+"/enregistrement"
	team.Post(answers, form(t, seen, answers)).Want(t, http.StatusSeeOther)
	ready := team.Get(page+"?voir=entree").Want(t, http.StatusOK).Has(t, "Nouveau contact", "Ousmane DIOP", "Autre nom", "Importer 1 fiche et en modifier 1")
	if done := team.Post(run, form(t, ready, run)).Want(t, http.StatusSeeOther); done.Location != urls.Organisations() {
		t.Errorf("leads to %s", done.Location)
	}
	team.Get(urls.Organisations()).Want(t, http.StatusOK).Has(t, "L’import est fait : 1 fiche créée", "Lieu neuf", ">Annuler</button>")
	_, cards := bring(t, team, into, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Test-Roy;Anne;;;\r\nFN:Anne Test-Roy\r\nORG:Lieu neuf\r\nEND:VCARD\r\nBEGIN:VCARD\r\nVERSION:3.0\r\nFN:Sans fin\r\n")
	cards.Has(t, "END:VCARD", "Laisser de côté", "1 fiche à modifier")
}

// TestAProgrammeIsSeenAnsweredAndImported: where a place is has no likely answer, and none is chosen for anybody.
func TestAProgrammeIsSeenAnsweredAndImported(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	team := h.As(h.Team)
	project, err := h.Programme.Create(t.Context(), h.Team.At(h.Now), "", programme.ProjectDraft{Kind: programme.EventProgramme, Title: "JEA", PilotID: h.Team.ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	if err != nil {
		t.Fatal(err)
	}
	into := urls.SlotsImport(project)
	h.As(h.Intern).Get(into).Want(t, http.StatusForbidden)
	team.Get(urls.SlotsImport(999)).Want(t, http.StatusNotFound)
	team.Get(into).Want(t, http.StatusOK).Has(t, "Importer des séances", "JEA")
	page, seen := bring(t, team, into, "Date;Activité;Horaire;Lieu;Jauge\n13/06;Visite;9h30-10h30;Tente;12 pers.\n;;11h-12h;;-\n")
	seen.Has(t, "Où est «\u00a0Tente\u00a0»\u00a0?", "À choisir", "À préciser plus tard", "1\u00a0séance à créer", "1\u00a0ligne attend", "2025 est retenue")
	answers, run := page+"/reponses", page+"/enregistrement"
	team.Post(answers, form(t, seen, answers)).Want(t, http.StatusSeeOther)
	seen = team.Get(page).Want(t, http.StatusOK).Has(t, "1\u00a0ligne attend")
	sent := form(t, seen, answers)
	for name := range sent {
		if strings.Contains(name, "lieu.") {
			sent.Set(name, "plus-tard")
		}
	}
	team.Post(answers, sent).Want(t, http.StatusSeeOther)
	ready := team.Get(page+"?voir=entree").Want(t, http.StatusOK).Has(t, "Nouvelle activité", "Importer 2\u00a0séances", "2\u00a0séances nouvelles de 1\u00a0activité, dont 1\u00a0nouvelle")
	team.Post(run, form(t, ready, run)).Want(t, http.StatusSeeOther)
	slots, err := h.Slots.OfProject(t.Context(), h.Team.At(h.Now), project)
	if err != nil || len(slots.Slots) != 2 || slots.Slots[1].Activity.Title != "Visite" {
		t.Errorf("%+v, %v", slots.Slots, err)
	}
}
