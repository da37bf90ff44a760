package documentui_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/document"
	"parvis/internal/journal"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/programme"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is a service with an organisation, somebody there, and a project of which the intern is a member.
type house struct {
	*webtest.House
	t                  *testing.T
	head, team, intern *webtest.Client
	project, other     int64
	one                int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	for title, into := range map[string]*int64{"Nuit des musées": &h.project, "Autre": &h.other} {
		id, err := h.Programme.Create(t.Context(), h.Head.At(h.Now), "", programme.ProjectDraft{Kind: programme.EAC, Title: title, PilotID: h.Team.ID, First: webtest.Today.AddDays(60), Last: webtest.Today.AddDays(61)})
		h.must(err)
		*into = id
	}
	h.must(h.Programme.AddMember(t.Context(), h.Head.At(h.Now), h.project, h.Intern.ID))
	h.one = h.organisation("Le Phare")
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) organisation(name string) int64 {
	h.t.Helper()
	id, err := h.Partners.Create(h.t.Context(), h.Team.At(h.Now), "", partner.OrganisationDraft{Name: name, Kind: kinds.Bibliotheque})
	h.must(err)
	return id
}

func (h house) contact(last string, consent partner.Consent) int64 {
	h.t.Helper()
	id, err := h.Partners.CreateContact(h.t.Context(), h.Team.At(h.Now), "", partner.ContactDraft{LastName: last, Consent: consent}, h.one, partner.PostDraft{Role: "relais"})
	h.must(err)
	return id
}

func text(id int64) string { return strconv.FormatInt(id, 10) }

// model writes one and gives its number.
func (h house) model(body string) int64 {
	h.t.Helper()
	made := h.team.Post(urls.Documents(), url.Values{"nom": {"Lettre type"}, "sorte": {"lettre"}, "texte": {body}}).Want(h.t, http.StatusSeeOther)
	id, err := strconv.ParseInt(made.Location[strings.LastIndex(made.Location, "/")+1:], 10, 64)
	h.must(err)
	return id
}

// send posts a form with a file.
func send(t *testing.T, c *webtest.Client, path string, data []byte, fields url.Values) webtest.Answer {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for name, list := range fields {
		if err := w.WriteField(name, list[0]); err != nil {
			t.Fatal(err)
		}
	}
	file, err := w.CreateFormFile("fichier", "lettre.docx")
	if err == nil {
		_, err = file.Write(data)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, path, &body, http.Header{"Content-Type": {w.FormDataContentType()}})
}

func letter(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile("../../internal/exchange/docx/testdata/lettre.docx")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestAModelComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.model("# Titre\n\nBonjour **{{structure.nom}}**, {{mot_libre}}")
	h.team.Get(urls.Model(id)).Want(t, http.StatusOK).Has(t, "{{structure.nom}}", "à taper", "{{mot_libre}}", "Mot libre", "Bonjour <strong>{{structure.nom}}</strong>, {{mot_libre}}")
	h.team.Get(urls.ModelEdit(id)).Want(t, http.StatusOK).Has(t, "Lettre type", "Bonjour **{{structure.nom}}**", "{{contacts.tel}}")
	h.team.Post(urls.Model(id), url.Values{"nom": {"Autre"}, "sorte": {"badge"}, "texte": {"Bonsoir"}, "version": {"1"}}).Want(t, http.StatusSeeOther)
	h.head.Post(urls.Model(id), url.Values{"nom": {"Le mien"}, "sorte": {"badge"}, "texte": {"Bonne nuit"}, "version": {"1"}}).Want(t, http.StatusConflict).Has(t, "Bonsoir", "Bonne nuit")
	h.team.Post(urls.Documents(), url.Values{"nom": {""}, "texte": {"à garder"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "à garder", `href="#nom"`, `href="#sorte"`)
	h.team.Get(urls.ModelHistory(id)).Want(t, http.StatusOK).Has(t, "a modifié le modèle de document")
	h.team.Post(urls.ModelDelete(id), nil).Want(t, http.StatusSeeOther)
	h.head.Get(urls.Model(id)).Want(t, http.StatusOK).Has(t, "Ce modèle est à la corbeille")
	h.team.Post(urls.Restore("documents", id), nil).Want(t, http.StatusSeeOther)
}

func TestAModelOfWordIsTakenShownAndReplaced(t *testing.T) {
	t.Parallel()
	h := open(t)
	fields := url.Values{"nom": {"Lettre du service"}, "sorte": {"lettre"}}
	send(t, h.team, urls.WordModel(), []byte("%PDF-1.7"), fields).Want(t, http.StatusUnprocessableEntity).Has(t, "est un PDF", "Lettre du service")
	send(t, h.team, urls.WordModel(), make([]byte, document.MostFile+1), fields).Want(t, http.StatusUnprocessableEntity).Has(t, "dépasse")
	made := send(t, h.team, urls.WordModel(), letter(t), fields).Want(t, http.StatusSeeOther)
	h.team.Get(made.Location).Want(t, http.StatusOK).Has(t, "{{organisation.nom}}", "la fiche de la structure", "{{siret}}", "à taper")
	if file := h.intern.Get(made.Location+"/fichier").Want(t, http.StatusOK); file.Body != string(letter(t)) {
		t.Error("another file comes back")
	}
	send(t, h.team, made.Location+"/fichier", []byte("rien"), url.Values{"version": {"1"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "n’est pas un document Word")
	send(t, h.team, made.Location+"/fichier", letter(t), url.Values{"version": {"9"}}).Want(t, http.StatusConflict)
	send(t, h.team, made.Location+"/fichier", letter(t), url.Values{"version": {"1"}}).Want(t, http.StatusSeeOther)
	send(t, h.intern, urls.WordModel(), letter(t), fields).Want(t, http.StatusForbidden)
}

func TestFromTheChoiceToTheKeptDocument(t *testing.T) {
	t.Parallel()
	h := open(t)
	refused := h.contact("Refus", partner.ConsentRefused)
	id := h.model("Bonjour {{structure.nom}}, SIRET {{structure.siret}}, {{contact.nom}} à {{lieu}}")
	start := urls.NewDocument(h.project, nil)
	h.intern.Get(start).Want(t, http.StatusOK).Has(t, "Lettre type")
	h.intern.Post(start, url.Values{"modele": {text(id)}, "structures": {"nulle part"}, "faire": {"ajouter"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune structure ne s’appelle")
	h.intern.Post(start, url.Values{"faire": {"continuer"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir un modèle")
	chosen := h.intern.Post(start, url.Values{"modele": {text(id)}, "structures": {"le phare"}, "faire": {"continuer"}}).Want(t, http.StatusSeeOther)
	if !strings.HasPrefix(chosen.Location, "/projets/"+text(h.project)+"/documents/remplir?modele=") || strings.Contains(strings.ToLower(chosen.Location), "phare") {
		t.Errorf("goes on to %s", chosen.Location)
	}
	h.intern.Get(chosen.Location).Want(t, http.StatusOK).Has(t, "Sans SIRET", "Le Phare", "Sans contact", "Refus (Le Phare)", "Écrire quand même", `name="champ_lieu"`).Lacks(t, "disent des montants", "dit des montants")
	sent := url.Values{"modele": {text(id)}, "structures[]": {text(h.one)}, "champ_lieu": {"Nanterre <b>"}, "cle": {"abcdefghijklmnopqrst"}}
	do := func(what string, more ...string) url.Values {
		form := url.Values{"faire": {what}}
		for name, list := range sent {
			form[name] = list
		}
		for i := 0; i+1 < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	to := urls.FillDocument(h.project, nil)
	h.intern.Post(to, do("apercu", "malgre", text(refused))).Want(t, http.StatusOK).Has(t, "Bonjour ", "Le Phare", "Refus", "Nanterre &lt;b&gt;", "Télécharger en Word")
	word := h.intern.Post(to, do("word")).Want(t, http.StatusOK)
	if !strings.HasPrefix(word.Body, "PK") || !strings.Contains(word.Header.Get("Content-Disposition"), ".docx") {
		t.Errorf("%.10q, %s", word.Body, word.Header.Get("Content-Disposition"))
	}
	h.intern.Post(to, do("verifier", "champ_lieu", strings.Repeat("x", document.MaxTyped+1))).Want(t, http.StatusUnprocessableEntity).Has(t, `href="#champ_lieu"`)
	h.intern.Post(to, do("garder", "montants", "oui")).Want(t, http.StatusForbidden)
	first, second := h.intern.Post(to, do("garder")).Want(t, http.StatusSeeOther), h.intern.Post(to, do("garder")).Want(t, http.StatusSeeOther)
	if first.Location != second.Location {
		t.Errorf("%s and %s", first.Location, second.Location)
	}
	h.intern.Get(urls.Project(h.project)).Want(t, http.StatusOK).Has(t, "Lettre type - Nuit des musées", ".docx", "Le document est gardé", "Annuler")
	shelf, err := h.Files.Of(t.Context(), h.Intern.At(h.Now), journal.Project, h.project)
	if h.must(err); len(shelf.Files) != 1 {
		t.Errorf("%d files", len(shelf.Files))
	}
}

func TestAListKeptUnderANameIsWrittenTo(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.organisation("La Rive")
	list, err := h.Partners.SaveList(t.Context(), h.Team.At(h.Now), partner.SavedList{Name: "Toutes", Query: "type=" + string(kinds.Bibliotheque)})
	h.must(err)
	id := h.model("{{structure.nom}}")
	to := h.team.Post(urls.NewDocument(0, nil), url.Values{"modele": {text(id)}, "liste": {text(list)}, "faire": {"continuer"}}).Want(t, http.StatusSeeOther)
	if !strings.Contains(to.Location, url.QueryEscape(text(other)+","+text(h.one))) && !strings.Contains(to.Location, url.QueryEscape(text(h.one)+","+text(other))) {
		t.Errorf("goes on to %s", to.Location)
	}
	h.team.Get(to.Location).Want(t, http.StatusOK).Has(t, "Rien\u00a0: tous les champs", "La Rive", "Le Phare").Lacks(t, "Garder avec le projet")
	h.team.Get(urls.NewDocument(0, url.Values{"filtre": {"texte=rive"}})).Want(t, http.StatusOK).Has(t, "La Rive").Lacks(t, "Le Phare")
	h.team.Get(urls.NewDocumentFor(h.one)).Want(t, http.StatusOK).Has(t, "Le Phare")
}

func TestEachRoleSeesWhatItMayDo(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.model("Bonjour")
	h.intern.Get(urls.Documents()).Want(t, http.StatusOK).Has(t, "Lettre type", "ouvrez l’un de vos projets").Lacks(t, urls.NewModel(), urls.WordModel(), urls.NewDocument(0, nil))
	h.intern.Get(urls.Model(id)).Want(t, http.StatusOK).Lacks(t, urls.ModelEdit(id), urls.ModelDelete(id))
	for _, path := range []string{urls.NewModel(), urls.WordModel(), urls.ModelEdit(id), urls.ModelDelete(id), urls.NewDocument(0, nil), urls.NewDocument(h.other, nil), urls.FillDocument(h.other, url.Values{"modele": {text(id)}})} {
		h.intern.Get(path).Want(t, http.StatusForbidden).Has(t, "peut faire cela.")
	}
	for _, path := range []string{urls.Documents(), urls.Model(id), urls.ModelDelete(id), urls.NewDocument(h.other, nil), urls.FillDocument(0, nil)} {
		h.intern.Post(path, url.Values{"modele": {text(id)}}).Want(t, http.StatusForbidden)
	}
	h.intern.Get(urls.Project(h.project)).Want(t, http.StatusOK).Has(t, urls.NewDocument(h.project, nil))
	h.intern.Get(urls.Project(h.other)).Want(t, http.StatusOK).Lacks(t, urls.NewDocument(h.other, nil))
	for _, who := range []*webtest.Client{h.head, h.team} {
		who.Get(urls.Documents()).Want(t, http.StatusOK).Has(t, urls.NewModel(), urls.WordModel(), urls.NewDocument(0, nil))
		who.Get(urls.FillDocument(h.other, url.Values{"modele": {text(id)}})).Want(t, http.StatusOK).Has(t, "dit des montants", "Garder avec le projet")
		who.Get(urls.FillDocument(h.other, url.Values{"modele": {"999"}})).Want(t, http.StatusNotFound)
		who.Get(urls.FillDocument(h.other, nil)).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez choisir un modèle")
	}
}
