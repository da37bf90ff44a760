package partnerui_test

import (
	"net/http"
	"net/url"
	"testing"

	"parvis/internal/partner"
	"parvis/web/urls"
)

// TestTheOrganisationsOfAnExchangeAreChosenByTheirNames types several names, one of which is misspelt and one that two answer to.
func TestTheOrganisationsOfAnExchangeAreChosenByTheirNames(t *testing.T) {
	t.Parallel()
	h := open(t)
	ferme, gue, parc := h.organisation("La Ferme du Bonheur"), h.organisation("Centre social du Gué"), h.organisation("Centre social du Parc")
	sent := url.Values{"structures[]": {text(h.one)}, "structures": {"la ferme du bonheur\nCentre social"}, "canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}, "resume": {"à garder"}}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "à garder", "Plusieurs structures répondent à", "Centre social du Gué, ", "Centre social du Parc, ",
		`name="structures[]" value="`+text(h.one)+`" checked`, `name="structures[]" value="`+text(ferme)+`" checked`, `href="#structures"`)
	sent = url.Values{"structures[]": {text(h.one), text(ferme), text(parc)}, "structures": {"Centre social"}, "canal": {"call"}, "jour": sent["jour"]}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	sheet, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), parc, 1)
	if err != nil || len(sheet.Exchanges.List) != 1 || len(sheet.Exchanges.List[0].Organisations) != 3 {
		t.Fatalf("%+v, %v", sheet.Exchanges, err)
	}
	if other, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), gue, 1); err != nil || len(other.Exchanges.List) != 0 {
		t.Errorf("%+v, %v", other.Exchanges, err)
	}
	sent.Set("structures", "Fermme du Bonheurr")
	sent.Del("structures[]")
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "parmi celles qui lui ressemblent", "La Ferme du Bonheur, ")
	sent = url.Values{"structures[]": {text(h.one), "987654"}, "canal": {"call"}, "jour": sent["jour"]}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusUnprocessableEntity).Has(t, "Une de ces structures n’est plus là").Lacks(t, "987654")
}

// TestOrganisationsOfBeforeStayChosen edits an exchange with an organisation that went to the trash meanwhile.
func TestOrganisationsOfBeforeStayChosen(t *testing.T) {
	t.Parallel()
	h := open(t)
	gone := h.organisation("La Ferme du Bonheur")
	sent := url.Values{"structures[]": {text(h.one), text(gone)}, "canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	sheet, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), h.one, 1)
	if err != nil {
		t.Fatal(err)
	}
	id := sheet.Exchanges.List[0].ID
	if err := h.Partners.Delete(t.Context(), h.Head.At(h.Now), gone); err != nil {
		t.Fatal(err)
	}
	h.intern.Get(urls.ExchangeEdit(id)).Want(t, http.StatusOK).Has(t, `name="structures[]" value="`+text(gone)+`" checked`, "La Ferme du Bonheur")
	sent.Set("version", "1")
	sent.Set("resume", "Un mot de plus.")
	h.intern.Post(urls.Exchange(id), sent).Want(t, http.StatusSeeOther)
	x, err := h.Partners.Exchange(t.Context(), h.Team.At(h.Now), id)
	if err != nil || len(x.Organisations) != 2 || x.Summary != "Un mot de plus." {
		t.Errorf("%+v, %v", x, err)
	}
}

// TestAPostIsInOneOrganisation refuses two at once.
func TestAPostIsInOneOrganisation(t *testing.T) {
	t.Parallel()
	h := open(t)
	other := h.organisation("La Ferme du Bonheur")
	id, err := h.Partners.CreateContact(t.Context(), h.Team.At(h.Now), "", partner.ContactDraft{LastName: "Duval", Consent: partner.ConsentUnknown}, 0, partner.PostDraft{})
	if err != nil {
		t.Fatal(err)
	}
	h.intern.Get(urls.Posts(id)).Want(t, http.StatusOK).Has(t, `name="structure"`)
	h.intern.Post(urls.Posts(id), url.Values{"structure[]": {text(h.one), text(other)}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Une seule structure se choisit ici")
	h.intern.Post(urls.Posts(id), url.Values{}).Want(t, http.StatusUnprocessableEntity).Has(t, "Veuillez donner le nom d’une structure")
	h.intern.Post(urls.Posts(id), url.Values{"structure[]": {text(other)}, "fonction": {"Directrice"}}).Want(t, http.StatusSeeOther)
}
