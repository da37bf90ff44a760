package agreementui_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"testing"

	"parvis/internal/agreement"
	"parvis/internal/partner"
	"parvis/web/urls"
	"parvis/web/webtest"
)

// TestAnOrganisationShowsItsAgreements reads the page of an organisation as each role: its agreements, what they cost for whoever may
// see it, and the forms that are filled with it.
func TestAnOrganisationShowsItsAgreements(t *testing.T) {
	t.Parallel()
	h := webtest.New(t)
	one, other := organisation(t, h, "Archives départementales", ""), organisation(t, h, "Médiathèque", "")
	head, team, intern := h.As(h.Head), h.As(h.Team), h.As(h.Intern)
	team.Get(urls.Organisation(one.ID)).Want(t, http.StatusOK).Has(t, "Aucune convention avec cette structure")
	d := whole(t, h)
	d.Organisations, d.State = []partner.Ref{one}, agreement.Signed
	d.DenouncedOn = 0
	made := created(t, team.Post(urls.Agreements(), sent(d)))
	created(t, team.Post(urls.Agreements(), sent(agreement.Draft{Title: "D’un autre", Kind: agreement.Partnership, State: agreement.ToWrite, Organisations: []partner.Ref{other}})))
	named := url.Values{"structure": {strconv.FormatInt(one.ID, 10)}}
	for _, c := range []*webtest.Client{head, team} {
		c.Get(urls.Organisation(one.ID)).Want(t, http.StatusOK).
			Has(t, `href="`+urls.Agreement(made)+`"`, "Prêt « 2025 » &lt;b&gt;", agreement.Signed.Label(), d.Last.FrenchDay(), "Jumelage", "98\u202f765,43", `href="`+urls.NewAgreement(named)+`"`, `href="`+urls.NewDocumentFor(one.ID)+`"`).
			Lacks(t, "D’un autre")
	}
	intern.Get(urls.Organisation(one.ID)).Want(t, http.StatusOK).Has(t, `href="`+urls.Agreement(made)+`"`, "Jumelage").Lacks(t, "765,43", urls.NewAgreement(named), urls.NewDocumentFor(one.ID))
	for i := range 12 {
		created(t, team.Post(urls.Agreements(), sent(agreement.Draft{Title: fmt.Sprintf("Reconduction %d", i), Kind: agreement.Partnership, State: agreement.ToWrite, Organisations: []partner.Ref{one}})))
	}
	team.Get(urls.Organisation(one.ID)).Has(t, "Voir les 13\u00a0conventions avec cette structure", `href="`+urls.AgreementsOf(named)+`"`)
	if err := h.Partners.Delete(t.Context(), h.Head.At(h.Now), one.ID); err != nil {
		t.Fatal(err)
	}
	head.Get(urls.Organisation(one.ID)).Want(t, http.StatusOK).Lacks(t, "Nouvelle convention", "Préparer un document")
}
