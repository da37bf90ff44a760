package documentui_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"parvis/internal/partner"
	"parvis/internal/partnership"
	"parvis/web/urls"
)

// TestThePartnersOfAProjectAreWrittenToByRole chooses the relays of a project in one gesture, then all its partners.
func TestThePartnersOfAProjectAreWrittenToByRole(t *testing.T) {
	t.Parallel()
	h := open(t)
	host, gone := h.organisation("La Rive"), h.organisation("Le Refus")
	for id, d := range map[int64]partnership.Draft{h.one: {Role: partnership.Relay}, host: {Role: partnership.Host}, gone: {Role: partnership.Relay, Stage: partnership.Declined}} {
		d.Organisation = partner.Ref{ID: id}
		_, err := h.Partnerships.Add(t.Context(), h.Team.At(h.Now), "", h.project, d)
		h.must(err)
	}
	id := h.model("Bonjour {{structure.nom}}")
	h.intern.Get(urls.NewDocument(h.project, nil)).Want(t, http.StatusOK).Has(t, "Relais (1)", "Hôte (1)", "Tous (2)").Lacks(t, "Financeur")
	h.team.Get(urls.NewDocument(h.other, nil)).Want(t, http.StatusOK).Lacks(t, "Ajouter des partenaires du projet")
	h.team.Get(urls.NewDocument(0, nil)).Want(t, http.StatusOK).Lacks(t, "Ajouter des partenaires du projet")
	ask := func(role string) string {
		a := h.intern.Post(urls.NewDocument(h.project, nil), url.Values{"modele": {text(id)}, "partenaires": {role}, "faire": {"continuer"}}).Want(t, http.StatusSeeOther)
		return h.intern.Get(a.Location).Want(t, http.StatusOK).Body
	}
	if page := ask("relay"); !strings.Contains(page, "Pour Le Phare") || strings.Contains(page, "La Rive") || strings.Contains(page, "Le Refus") {
		t.Errorf("to the relays: %s", page)
	}
	if page := ask("tous"); !strings.Contains(page, "2\u00a0lettres") || strings.Contains(page, "Le Refus") {
		t.Errorf("to all: %s", page)
	}
	h.intern.Post(urls.NewDocument(h.project, nil), url.Values{"modele": {text(id)}, "partenaires": {"media"}, "faire": {"continuer"}}).Want(t, http.StatusUnprocessableEntity).Has(t, "Aucun partenaire du projet n’a ce rôle")
	all := url.Values{"partenaires": {"tous"}}
	h.team.Get(urls.NewDocument(h.other, all)).Has(t, `href="#structures"`, "Ce projet n’a aucun partenaire à qui écrire")
	h.intern.Get(urls.ProjectPartnerList(h.project)).Want(t, http.StatusOK).Has(t, `href="`+urls.NewDocument(h.project, all)+`"`)
	h.intern.Get(urls.NewDocument(h.project, all)).Want(t, http.StatusOK).Has(t, `value="`+text(h.one)+`" checked`, `value="`+text(host)+`" checked`, `<option value="" selected>Aucun`).Lacks(t, `value="`+text(gone)+`" checked`)
}
