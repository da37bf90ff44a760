package document_test

import (
	"testing"

	"parvis/internal/document"
	"parvis/internal/partner"
	"parvis/internal/partnership"
)

// TestALetterAboutAProjectIsForTheContactOfItsPartner writes to an organisation with several people: about a project, to whom the service
// deals with there for it, unless somebody else was chosen or she is not there any more.
func TestALetterAboutAProjectIsForTheContactOfItsPartner(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(partner.OrganisationDraft{Name: "La Rive"})
	h.contact(one, "Abadie", partner.ConsentGiven)
	dealt := h.contact(one, "Zola", partner.ConsentUnknown)
	third := h.contact(one, "Meunier", partner.ConsentGiven)
	id, err := h.Partnerships.Add(t.Context(), h.team, "", h.project, partnership.Draft{Organisation: partner.Ref{ID: one}, Role: partnership.Relay})
	h.must(err)
	h.must(h.Partnerships.Edit(t.Context(), h.team, id, 1, partnership.Draft{Organisation: partner.Ref{ID: one}, Role: partnership.Relay, Contact: partner.Ref{ID: dealt}}))
	model := h.text("{{contact.nom}}")
	for name, c := range map[string]struct {
		order document.Order
		want  string
	}{
		"about the project":      {document.Order{Project: h.project}, "Zola"},
		"about another project":  {document.Order{Project: h.other}, "Abadie"},
		"about none":             {document.Order{}, "Abadie"},
		"somebody else is named": {document.Order{Project: h.project, Contacts: []int64{third}}, "Meunier"},
	} {
		c.order.Model, c.order.Organisations = model, []int64{one}
		if got := read(t, h.prepare(c.order).Sheets()); got != c.want {
			t.Errorf("%s: to %s, want %s", name, got, c.want)
		}
	}
	h.must(h.Partners.DeleteContact(t.Context(), h.head, dealt))
	if got := read(t, h.prepare(document.Order{Model: model, Project: h.project, Organisations: []int64{one}}).Sheets()); got != "Abadie" {
		t.Errorf("she is gone, and the letter is to %s", got)
	}
}
