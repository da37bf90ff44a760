package partnerui_test

import (
	"html"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/field"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/programme"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/web/partnerpick"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// house is a service with an organisation and somebody there.
type house struct {
	*webtest.House
	t                  *testing.T
	head, team, intern *webtest.Client
	one                int64
}

func open(t *testing.T) house {
	t.Helper()
	h := house{House: webtest.New(t), t: t}
	h.head, h.team, h.intern = h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	h.one = h.organisation("Mission locale des Deux Rives")
	return h
}

// made is the number of what a form created.
func (h house) made(a webtest.Answer) int64 {
	h.t.Helper()
	a.Want(h.t, http.StatusSeeOther)
	path, _, _ := strings.Cut(a.Location, "#")
	id, err := strconv.ParseInt(path[strings.LastIndex(path, "/")+1:], 10, 64)
	if err != nil {
		h.t.Fatal(err)
	}
	return id
}

func (h house) organisation(name string) int64 {
	h.t.Helper()
	return h.made(h.team.Post(urls.Organisations(), url.Values{"nom": {name}, "type": {"ML"}}))
}

func (h house) contact(last string, in int64) int64 {
	h.t.Helper()
	h.team.Post(urls.Contacts(), url.Values{"nom": {last}, "accord": {"unknown"}, "structure": {text(in)}, "fonction": {"Conseillère"}}).Want(h.t, http.StatusSeeOther)
	found, err := h.Partners.Contacts(h.t.Context(), h.Team.At(h.Now), partner.ContactFilter{Text: last})
	if err != nil || len(found.List) == 0 {
		h.t.Fatal(err)
	}
	return found.List[0].ID
}

func text(id int64) string { return strconv.FormatInt(id, 10) }

func TestEveryFieldOfAnOrganisationComesBackFromItsForm(t *testing.T) {
	t.Parallel()
	h := open(t)
	place, err := h.Territories.Create(t.Context(), h.Team.At(h.Now), "", territory.Draft{Kind: territory.Town, Name: "Nanterre", Code: "92050"})
	if err != nil {
		t.Fatal(err)
	}
	whole := partner.OrganisationDraft{Name: "Tout « y est »", Kind: kinds.Bibliotheque, Address: "12, rue <de> l’Exemple\nBâtiment B", PostalCode: "92000", Town: "Nanterre", Territory: partner.Ref{ID: place, Name: "Nanterre"},
		SIRET: "99900000300015", UAI: "0921234S", Phones: []partner.Phone{"+33199000001", "+33199000006 secrétariat"}, Emails: []string{"a@example.org", "b@example.org"},
		Website: "https://www.example.org", Tags: []string{"jeunesse", "été 2025"}, Notes: "Une ligne\nune autre"}
	sent := url.Values(partner.OrganisationFields.Values(whole))
	id := h.made(h.team.Post(urls.Organisations(), sent))
	got, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), id, 1)
	if err != nil {
		t.Fatal(err)
	}
	if changes := partner.OrganisationFields.Changes(whole, got.OrganisationDraft); len(changes) != 0 {
		t.Errorf("%+v", changes)
	}
	page := h.intern.Get(urls.OrganisationEdit(id)).Want(t, http.StatusOK)
	for _, f := range partner.OrganisationFields {
		if said := f.Sent(whole); !strings.Contains(page.Body, html.EscapeString(said)) {
			t.Errorf("%s: the form does not show %q", f.Name, said)
		}
	}
	sent.Set("version", "1")
	sent.Set("nom", "Autre nom")
	h.intern.Post(urls.Organisation(id), sent).Want(t, http.StatusSeeOther)
	sent.Set("nom", "Encore un autre")
	h.team.Post(urls.Organisation(id), sent).Want(t, http.StatusConflict).Has(t, "Autre nom", "Encore un autre", h.Intern.Name)
	h.team.Get(urls.Organisation(id)).Want(t, http.StatusOK).Has(t, "Autre nom", "999\u00a0000\u00a0003", "secrétariat")
}

func TestWhatIsWrongIsSaidAndWhatWasTypedStays(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, wrong := range map[string]string{"nom": "", "type": "", "siret": "9,99E+13", "uai": "0921234A", "telephones": "00 00 00 00 00", "courriels": "bib@example,org", "code_postal": "abc", "site": "pas un site"} {
		sent := url.Values{"nom": {"Le Phare"}, "type": {"CSC"}, "notes": {"à garder"}}
		sent.Set(name, wrong)
		h.team.Post(urls.Organisations(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "à garder", `href="#`+name+`"`)
	}
	h.team.Post(urls.Contacts(), url.Values{"accord": {"unknown"}, "notes": {"à garder"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "à garder", "au moins un nom")
}

func TestAContactAndWhatSheDoesWhereComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	whole := partner.ContactDraft{Civility: "Mme", FirstName: "Zoé", LastName: "Martineau-Duval", Phones: []partner.Phone{"+33199000001"}, Emails: []string{"zoe@example.org"}, Channel: partner.Email,
		Consent: partner.ConsentGiven, ConsentOn: h.Team.At(h.Now).Today(), Notes: "Le matin."}
	sent := url.Values(partner.ContactFields.Values(whole))
	id := h.made(h.intern.Post(urls.Contacts(), sent))
	got, err := h.Partners.Contact(t.Context(), h.Team.At(h.Now), id, 1)
	if err != nil {
		t.Fatal(err)
	}
	if changes := partner.ContactFields.Changes(whole, got.ContactDraft); len(changes) != 0 {
		t.Errorf("%+v", changes)
	}
	page := h.intern.Get(urls.ContactEdit(id)).Want(t, http.StatusOK)
	for _, f := range partner.ContactFields {
		if said := f.Sent(whole); !strings.Contains(page.Body, html.EscapeString(said)) {
			t.Errorf("%s: the form does not show %q", f.Name, said)
		}
	}
	sent.Set("version", "1")
	sent.Set("nom", "Duval")
	h.intern.Post(urls.Contact(id), sent).Want(t, http.StatusSeeOther)
	h.team.Post(urls.Contact(id), sent).Want(t, http.StatusConflict)

	h.organisation("Mission locale du Test")
	h.intern.Post(urls.Posts(id), url.Values{"structure": {"mission"}, "fonction": {"Conseillère"}}).Want(t, http.StatusUnprocessableEntity).
		Has(t, "Plusieurs structures répondent", "Mission locale du Test", `value="Conseillère"`)
	h.intern.Post(urls.Posts(id), url.Values{"structure": {"personne"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucune structure ne s’appelle")
	h.intern.Post(urls.Posts(id), url.Values{}).Want(t, http.StatusUnprocessableEntity)
	h.intern.Post(urls.Posts(id), url.Values{"structure": {"deux rives"}, "fonction": {"Conseillère"}, "depuis": {"1er janvier 2024"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Organisation(h.one)).Has(t, "Mme Zoé Duval", "Conseillère, depuis le 1er janvier 2024")
	got, err = h.Partners.Contact(t.Context(), h.Team.At(h.Now), id, 1)
	if err != nil {
		t.Fatal(err)
	}
	post := got.Posts[0].ID
	h.intern.Get(urls.Post(post)).Want(t, http.StatusOK).Has(t, `value="01/01/2024"`)
	h.intern.Post(urls.Post(post), url.Values{"fonction": {"Conseillère"}, "jusqu_au": {"31/03/2025"}}).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Contact(id)).Has(t, "partie le 31 mars 2025")
	h.intern.Post(urls.PostDelete(post), nil).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Contact(id)).Lacks(t, "partie le")
}

func TestACallIsLoggedFromAnOrganisation(t *testing.T) {
	t.Parallel()
	h := open(t)
	zoe := h.contact("Martineau", h.one)
	form := h.intern.Get(urls.NewExchange(url.Values{"structure": {text(h.one)}})).Want(t, http.StatusOK).Has(t, "Martineau", `value="`+h.Team.At(h.Now).Today().Digits()+`"`, "Sur ma liste")
	form.Has(t, `name="structures[]" value="`+text(h.one)+`" checked`)
	sent := url.Values{"structures[]": {text(h.one)}, "contacts": {text(zoe)}, "canal": {"call"}, "resultat": {"message"}, "jour": {h.Team.At(h.Now).Today().Digits()}, "resume": {"Message laissé à <Zoé>."},
		"suite": {"Rappeler Zoé"}, "suite_le": {"demain"}, "suite_ou": {"liste"}}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Organisation(h.one)).Has(t, "Appel, message laissé", "Message laissé à &lt;Zoé&gt;.", "Rappeler Zoé", "suite est sur votre liste")
	h.intern.Get(urls.MyList()).Has(t, "Rappeler Zoé")
	sheet, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), h.one, 1)
	if err != nil {
		t.Fatal(err)
	}
	x := sheet.Exchanges.List[0]
	if own, err := h.Partners.Exchange(t.Context(), h.Intern.At(h.Now), x.ID); err != nil || own.Step == nil {
		t.Error(own.Step, err)
	} else {
		h.intern.Get(urls.OwnTask(own.Step.Own)).Want(t, http.StatusOK).Has(t, "Suite de", urls.Exchange(x.ID), "appel du")
	}
	h.team.Get(urls.Exchange(x.ID)).Want(t, http.StatusOK).Has(t, "Message laissé à &lt;Zoé&gt;.", "Rappeler Zoé")
	edited := url.Values(partner.InteractionFields.Values(x.InteractionDraft))
	edited = partnerpick.Fill(edited, "structures", x.Organisations)
	edited.Set("version", "1")
	edited.Set("resume", "Elle a rappelé.")
	h.intern.Post(urls.Exchange(x.ID), edited).Want(t, http.StatusSeeOther)
	h.team.Post(urls.Exchange(x.ID), edited).Want(t, http.StatusConflict).Has(t, "Elle a rappelé.")
	h.intern.Post(urls.ExchangeDelete(x.ID), nil).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Organisation(h.one)).Lacks(t, "Elle a rappelé.")
	h.intern.Get(urls.Trash()).Has(t, "Échange avec Mission locale des Deux Rives")
}

// TestACallAboutAProjectMovesItsPartner logs a call from the board of a project, reads what moved, and takes the whole act back.
func TestACallAboutAProjectMovesItsPartner(t *testing.T) {
	t.Parallel()
	h := open(t)
	project, err := h.Programme.Create(t.Context(), h.Head.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", PilotID: h.Team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Partnerships.Add(t.Context(), h.Team.At(h.Now), "", project, partnership.Draft{Organisation: partner.Ref{ID: h.one}, Role: partnership.Relay, Stage: partnership.Spotted}); err != nil {
		t.Fatal(err)
	}
	stage := func() partnership.Stage {
		t.Helper()
		l, err := h.Partnerships.List(t.Context(), h.Team.At(h.Now), project)
		if err != nil {
			t.Fatal(err)
		}
		return l.Partners[0].Stage
	}
	sent := url.Values{"structures[]": {text(h.one)}, "projets": {text(project)}, "canal": {"call"}, "resultat": {"no_answer"}, "jour": {h.Team.At(h.Now).Today().Digits()}}
	a := h.team.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	h.team.Get(a.Location).Has(t, "L’échange est noté.").Lacks(t, "passe à")
	if stage() != partnership.Spotted {
		t.Error("nobody answered, and the partner moved")
	}
	sent.Set("resultat", "reached")
	sent.Set("suite", "Envoyer le dossier")
	sent.Set("suite_ou", "liste")
	a = h.team.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	page := h.team.Get(a.Location).Has(t, "L’échange est noté, Mission locale des Deux Rives passe à «\u00a0contacté\u00a0», et sa suite est sur votre liste.", "Annuler")
	if stage() != partnership.Contacted {
		t.Error("the partner did not move")
	}
	for _, f := range webtest.ReadPage(t, a.Location, page.Body).Forms {
		if strings.HasSuffix(f.Action, "/annulation") {
			h.team.Post(f.Action, f.Values).Want(t, http.StatusSeeOther)
		}
	}
	h.team.Get(urls.Organisation(h.one)).Has(t, "du même geste")
	h.team.Get(urls.Organisation(h.one)).Lacks(t, "Envoyer le dossier")
	if stage() != partnership.Spotted {
		t.Error("the act was not taken back whole")
	}
}

func TestATaskLeadsBackToTheExchangeItFollows(t *testing.T) {
	t.Parallel()
	h := open(t)
	project, err := h.Programme.Create(t.Context(), h.Head.At(h.Now), "", programme.ProjectDraft{Kind: programme.Twinning, Title: "Jumelage", PilotID: h.Team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	if err != nil {
		t.Fatal(err)
	}
	h.team.Post(urls.Exchanges(), url.Values{"structures[]": {text(h.one)}, "projets": {text(project)}, "canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}, "suite": {"Envoyer le dossier"}, "suite_ou": {text(project)}}).
		Want(t, http.StatusSeeOther)
	page, err := h.Partners.OfProject(t.Context(), h.Team.At(h.Now), project, 1)
	if err != nil || len(page.List) != 1 || page.List[0].Step == nil {
		t.Fatalf("%+v, %v", page, err)
	}
	x := page.List[0]
	h.intern.Get(urls.Task(x.Step.Task)).Want(t, http.StatusOK).Has(t, "Suite de", `href="`+urls.Exchange(x.ID)+`"`, "avec Mission locale des Deux Rives")
	h.intern.Get(urls.Exchange(x.ID)).Want(t, http.StatusOK).Has(t, `href="`+urls.Task(x.Step.Task)+`"`)
}

func TestAnExchangeIsMendedWhereItWasTyped(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, c := range map[string][2]string{"jour": {"demain", ""}, "canal": {"pigeon", ""}, "structures": {"introuvable", ""}, "suite_le": {"jamais", ""}} {
		sent := url.Values{"structures[]": {text(h.one)}, "canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}, "resume": {"à garder"}}
		sent.Set(name, c[0])
		h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "à garder", "Mission locale des Deux Rives")
	}
	h.intern.Post(urls.Exchanges(), url.Values{"canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}}).Want(t, http.StatusUnprocessableEntity).Has(t, "avec quelle structure")
}

func TestTheListIsFilteredPagedKeptAndPrinted(t *testing.T) {
	t.Parallel()
	h := open(t)
	for i := range partner.PerPage + 1 {
		h.organisation("Association " + string(rune('A'+i%26)) + " n° " + field.Number(i+1))
	}
	h.intern.Get(urls.Organisations()).Want(t, http.StatusOK).Has(t, "52\u00a0structures", "Page 1 sur 2", "Page suivante")
	h.intern.Get(urls.Organisations()+"?page=2").Want(t, http.StatusOK).Has(t, "Page 2 sur 2", "Page précédente")
	h.intern.Get(urls.Organisations()+"?texte=misson+local").Want(t, http.StatusOK).Has(t, "Rien ne porte exactement ces mots", "Mission locale des Deux Rives")
	h.intern.Get(urls.Organisations()+"?texte=zzzzz").Want(t, http.StatusOK).Has(t, "Aucune structure ne répond")
	h.intern.Get(urls.OrganisationsPrint(url.Values{"texte": {"deux rives"}})).Want(t, http.StatusOK).Has(t, "Mission locale des Deux Rives")
	h.intern.Get(urls.OrganisationLabels(nil)).Want(t, http.StatusOK).Has(t, "Aucune de ces structures n’a d’adresse")
	h.intern.Post(urls.SavedLists(), url.Values{"filtre": {"texte=deux+rives"}, "nom_liste": {"À appeler"}}).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Organisations()).Has(t, "À appeler")
	h.team.Get(urls.Organisations()).Lacks(t, "À appeler")
	h.intern.Post(urls.SavedLists(), url.Values{"filtre": {"texte=deux+rives"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez donner un nom", "Mission locale des Deux Rives")
	lists, err := h.Partners.Lists(t.Context(), h.Intern.At(h.Now))
	if err != nil || len(lists) != 1 {
		t.Fatal(lists, err)
	}
	h.team.Post(urls.SavedListDelete(lists[0].ID), nil).Want(t, http.StatusNotFound)
	h.intern.Post(urls.SavedListDelete(lists[0].ID), nil).Want(t, http.StatusSeeOther)
}

func TestTagsAskForCalls(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.made(h.team.Post(urls.Organisations(), url.Values{"nom": {"Le Phare"}, "type": {"CSC"}, "etiquettes": {"Jeunesse"}}))
	h.team.Get(urls.Tags()).Want(t, http.StatusOK).Has(t, "jeunesse", "1\u00a0structure la porte")
	h.intern.Get(urls.Tags()).Want(t, http.StatusOK).Lacks(t, "Enregistrer")
	sent := url.Values{"etiquette_0": {"jeunesse"}, "mois_0": {"6"}}
	h.intern.Post(urls.Tags(), sent).Want(t, http.StatusForbidden)
	h.team.Post(urls.Tags(), sent).Want(t, http.StatusSeeOther)
	h.intern.Get(urls.Organisations()+"?silence=etiquettes").Has(t, "Le Phare", "jamais contactée").Lacks(t, "Deux Rives")
	sent.Set("mois_0", "600")
	h.team.Post(urls.Tags(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, `value="600"`)
}

func TestWhoMayDoWhatInTheDirectory(t *testing.T) {
	t.Parallel()
	h := open(t)
	zoe := h.contact("Martineau", h.one)
	h.intern.Get(urls.Organisation(h.one)).Want(t, http.StatusOK).Has(t, "Modifier", "Noter un échange").Lacks(t, "Supprimer")
	h.intern.Get(urls.Organisations()).Lacks(t, "Télécharger", "Importer")
	for _, path := range []string{urls.OrganisationsExport(url.Values{"format": {"csv"}}), urls.ContactsExport(url.Values{"format": {"csv"}}), urls.OrganisationDelete(h.one), urls.ContactDelete(zoe)} {
		h.intern.Get(path).Want(t, http.StatusForbidden)
	}
	h.team.Get(urls.OrganisationsExport(url.Values{"format": {"csv"}})).Want(t, http.StatusOK).Has(t, "Mission locale des Deux Rives")
	h.team.Get(urls.ContactsExport(url.Values{"format": {"csv"}})).Want(t, http.StatusOK).Has(t, "Martineau", "Mission locale des Deux Rives;;Martineau;;Conseillère;")
	h.team.Post(urls.OrganisationDelete(h.one), nil).Want(t, http.StatusForbidden)
	h.head.Post(urls.OrganisationDelete(h.one), nil).Want(t, http.StatusSeeOther)
	h.team.Get(urls.Organisation(h.one)).Want(t, http.StatusNotFound)
	h.head.Get(urls.Organisation(h.one)).Want(t, http.StatusOK).Has(t, "à la corbeille")
	h.head.Post(urls.ContactDelete(zoe), nil).Want(t, http.StatusSeeOther)
	h.head.Get(urls.Trash()).Has(t, "Mission locale des Deux Rives", "Martineau")
	for _, path := range []string{urls.Organisations(), urls.Contacts(), urls.Contact(zoe), urls.NewExchange(nil)} {
		h.Visitor().Get(path).Want(t, http.StatusSeeOther)
	}
}

func TestContactsAreSentAsCards(t *testing.T) {
	t.Parallel()
	h := open(t)
	zoe := h.contact("Martineau", h.one)
	h.contact("Benali", h.one)
	one := h.intern.Get(urls.ContactCard(zoe)).Want(t, http.StatusOK).Has(t, "BEGIN:VCARD", "N:Martineau;;;;", "ORG:Mission locale des Deux Rives", "TITLE:Conseillère").Lacks(t, "Benali")
	if got := one.Header.Get("Content-Type"); got != "text/vcard; charset=utf-8" {
		t.Error(got)
	}
	all := urls.ContactsExport(url.Values{"format": {"vcf"}, "texte": {"martineau"}})
	h.intern.Get(all).Want(t, http.StatusForbidden)
	h.team.Get(all).Want(t, http.StatusOK).Has(t, "N:Martineau;;;;").Lacks(t, "Benali")
	h.team.Get(urls.ContactsExport(url.Values{"format": {"vcf"}})).Want(t, http.StatusOK).Has(t, "N:Martineau;;;;", "N:Benali;;;;")
	h.head.Post(urls.ContactDelete(zoe), nil).Want(t, http.StatusSeeOther)
	h.head.Get(urls.ContactCard(zoe)).Want(t, http.StatusNotFound)
}
