package agreementui

import (
	"net/http"
	"net/url"
	"strings"

	"parvis/internal/agreement"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
)

// mostShown is how many agreements the page of an organisation names: those that end first.
const mostShown = 10

// View is the agreements with an organisation, for its page.
type View struct {
	Organisation int64
	Agreements   []agreement.Agreement
	May          agreement.Rights
	Today        workcal.Date
}

// Of gives the agreements with an organisation, for whoever may read them. One query.
func (h *Handlers) Of(r *http.Request, organisation int64) (*View, error) {
	by := serve.By(r)
	list, err := h.agreements.OfOrganisation(r.Context(), by, organisation)
	return &View{Organisation: organisation, Agreements: list, May: agreement.Allowed(by), Today: serve.Today(r)}, err
}

// naming is the organisation as an address names it.
func (v View) naming() url.Values { return url.Values{"structure": {field.Number(v.Organisation)}} }

func (v View) newHere() string { return urls.NewAgreement(v.naming()) }

func (v View) shown() []agreement.Agreement { return v.Agreements[:min(len(v.Agreements), mostShown)] }

// facts says what an agreement is, from when to when, and what it costs for whoever may see it.
func (v View) facts(d agreement.Draft) string {
	parts := []string{french.Capital(d.Kind.Label())}
	if text := period(d); text != "" {
		parts = append(parts, text)
	}
	if v.May.Amounts && d.Amount.Said {
		parts = append(parts, amount(d.Amount))
	}
	return strings.Join(parts, ", ")
}

// all leads to those that are not shown.
func (v View) all() string {
	return "Voir les " + french.Agreements(len(v.Agreements)) + " avec cette structure"
}
