package partnerui_test

import (
	"net/http"
	"net/url"
	"slices"
	"testing"

	"parvis/internal/partner"
	"parvis/web/urls"
)

// TestAnExchangeNamesWhoIsGoneWithoutALink logs an exchange with three people, erases one and throws one away: nobody can open them.
func TestAnExchangeNamesWhoIsGoneWithoutALink(t *testing.T) {
	t.Parallel()
	h := open(t)
	erased, thrown, there := h.contact("Martineau", h.one), h.contact("Duval", h.one), h.contact("Zola", h.one)
	sent := url.Values{"structures[]": {text(h.one)}, "contacts": {text(erased), text(thrown), text(there)}, "canal": {"call"}, "jour": {h.Team.At(h.Now).Today().Digits()}}
	h.intern.Post(urls.Exchanges(), sent).Want(t, http.StatusSeeOther)
	sheet, err := h.Partners.Organisation(t.Context(), h.Team.At(h.Now), h.one, 1)
	if err != nil {
		t.Fatal(err)
	}
	id := sheet.Exchanges.List[0].ID
	h.head.Post(urls.PrivacyErase(urls.PrivacyContact(erased)), url.Values{}).Want(t, http.StatusSeeOther)
	h.head.Post(urls.ContactDelete(thrown), nil).Want(t, http.StatusSeeOther)
	page := h.intern.Get(urls.Exchange(id)).Want(t, http.StatusOK)
	page.Has(t, partner.Gone, "Duval", `href="`+urls.Contact(there)+`"`).Lacks(t, "Martineau", `href="`+urls.Contact(erased)+`"`, `href="`+urls.Contact(thrown)+`"`)
	h.intern.Get(urls.Organisation(h.one)).Want(t, http.StatusOK).Has(t, partner.Gone).Lacks(t, `href="`+urls.Contact(erased)+`"`)

	// Who is gone stays in the exchange when it is edited.
	h.intern.Get(urls.ExchangeEdit(id)).Want(t, http.StatusOK).Has(t, partner.Gone, `value="`+text(erased)+`" checked`, `value="`+text(thrown)+`" checked`)
	sent.Set("version", "1")
	sent.Set("resume", "Un mot de plus.")
	h.intern.Post(urls.Exchange(id), sent).Want(t, http.StatusSeeOther)
	x, err := h.Partners.Exchange(t.Context(), h.Team.At(h.Now), id)
	if err != nil || len(x.Contacts) != 3 || !slices.ContainsFunc(x.Contacts, func(r partner.Ref) bool { return r.ID == erased && r.Gone }) {
		t.Errorf("%+v, %v", x.Contacts, err)
	}
}
