package privacyui_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/partner"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// contact adds somebody to the directory, whom a task names.
func contact(t *testing.T, h *webtest.House) int64 {
	t.Helper()
	d := partner.BlankContact
	d.FirstName, d.LastName, d.Emails = "Zoézibulle", "Martineauzib", []string{"zzib@exemple.test"}
	id, err := h.Partners.CreateContact(t.Context(), h.Head.At(h.Now), "", d, 0, partner.PostDraft{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.Partners.Create(t.Context(), h.Head.At(h.Now), "", partner.OrganisationDraft{Name: "Association", Kind: "PREV", Notes: "Demander ZOEZIBULLE."}); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestAPersonIsFoundExportedAndErased(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, id := h.As(h.Head), contact(t, h)
	head.Post(urls.PrivacySearch(), url.Values{"qui": {"zoezibulle martineauzib"}}).Want(t, http.StatusOK).Has(t, urls.PrivacyContact(id))
	head.Post(urls.PrivacySearch(), url.Values{"qui": {"zoezibulle"}}).Want(t, http.StatusOK).Has(t, "Demander ZOEZIBULLE.")
	head.Post(urls.PrivacySearch(), url.Values{"qui": {""}}).Want(t, http.StatusUnprocessableEntity)
	page := head.Get(urls.PrivacyContact(id)).Want(t, http.StatusOK)
	page.Has(t, "Martineauzib", "Demander ZOEZIBULLE.", "Effacer cette personne")
	export := head.Get(urls.PrivacyExport(urls.PrivacyContact(id))).Want(t, http.StatusOK)
	export.Has(t, "zzib@exemple.test", "Adresses électroniques", `id="donnees"`)
	if strings.Contains(urls.PrivacyContact(id), "zib") {
		t.Error("a name stands in an address")
	}
	ticked := url.Values{"mot-1": {"oui"}, "mot-2": {"oui"}, "texte-organisations.1": {"oui"}}
	head.Post(urls.PrivacyErase(urls.PrivacyContact(id)), ticked).Want(t, http.StatusSeeOther)
	head.Get(urls.Privacy()).Want(t, http.StatusOK).Has(t, "effacé")
	head.Get(urls.PrivacyContact(id)).Want(t, http.StatusNotFound)
	head.Post(urls.PrivacySearch(), url.Values{"qui": {"zoezibulle"}}).Want(t, http.StatusOK).Lacks(t, "Demander ZOEZIBULLE.").Has(t, "Rien de ce qui est écrit")
	head.Get(urls.PrivacyHistory()).Want(t, http.StatusOK).Lacks(t, "zibulle").Has(t, "a effacé des données personnelles")
}

func TestADurationIsChosenAndAPurgeIsShownFirst(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	head, id := h.As(h.Head), contact(t, h)
	if _, err := h.DB.Exec(t.Context(), `UPDATE contacts SET created_at = created_at - interval '2 years'`); err != nil {
		t.Fatal(err)
	}
	head.Get(urls.PurgeOf("contacts")).Want(t, http.StatusOK).Has(t, "Rien n’est arrivé à son terme").Lacks(t, "Purger maintenant")
	head.Post(urls.Retention("contacts"), url.Values{"version": {"1"}, "mois": {"500"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "entre 1")
	head.Post(urls.Retention("contacts"), url.Values{"version": {"1"}, "mois": {"12"}}).Want(t, http.StatusSeeOther)
	head.Get(urls.PurgeOf("contacts")).Want(t, http.StatusOK).Has(t, "Zoézibulle Martineauzib", "Purger maintenant")
	// Her card alone names her: there is no text to choose.
	head.Post(urls.PrivacySearch(), url.Values{"qui": {"zoezibulle martineauzib"}}).Want(t, http.StatusOK).Has(t, urls.PrivacyContact(id)).Lacks(t, "dans les textes cochés")
	head.Post(urls.PurgeOf("contacts"), url.Values{}).Want(t, http.StatusSeeOther)
	head.Get(urls.PrivacyContact(id)).Want(t, http.StatusNotFound)
	head.Get(urls.PrivacyHistory()).Want(t, http.StatusOK).Lacks(t, "zibulle")
	head.Get(urls.Retention("rien")).Want(t, http.StatusNotFound)
}

func TestTheRegisterTellsTheDurationsOfTheService(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	h.As(h.Head).Get(urls.PrivacyRegister()).Want(t, http.StatusOK).Has(t, "Annuaire des partenaires", "Personnes du service", "Imports de fichiers", "Liens de partage", "Contacts sans échange", "article 6.1.e")
}

func TestOthersThanTheHeadAreRefused(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	id := contact(t, h)
	for _, path := range []string{urls.Privacy(), urls.PrivacyRegister(), urls.PrivacyHistory(), urls.PrivacyContact(id), urls.PrivacyExport(urls.PrivacyContact(id)), urls.Retention("contacts"), urls.PurgeOf("contacts")} {
		h.As(h.Team).Get(path).Want(t, http.StatusForbidden).Lacks(t, "Martineauzib")
		h.As(h.Intern).Get(path).Want(t, http.StatusForbidden)
	}
	for _, path := range []string{urls.PrivacySearch(), urls.PrivacyRewrite(), urls.PrivacyErase(urls.PrivacyContact(id)), urls.Retention("contacts"), urls.PurgeOf("contacts")} {
		h.As(h.Team).Post(path, url.Values{"qui": {"zoezibulle"}}).Want(t, http.StatusForbidden)
	}
	h.As(h.Head).Get(urls.PrivacyContact(id)).Want(t, http.StatusOK)
}

func TestTextsAboutPeopleWarn(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	h.As(h.Head).Get(urls.NewEvent()).Want(t, http.StatusOK).Has(t, "N’écrivez rien de la santé, du handicap, de la situation sociale ou judiciaire d’une personne.")
}
