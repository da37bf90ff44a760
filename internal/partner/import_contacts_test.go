package partner_test

import (
	"bytes"
	"strings"
	"testing"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/imports"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/workcal"
)

// TestTheContactsAsAFileAreReadBackAsTheyAre exports contacts, one of them in two organisations: over the same directory
// the file changes nothing, and in an empty one it brings them with their answers.
func TestTheContactsAsAFileAreReadBackAsTheyAre(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	one, other := h.organisation(partner.OrganisationDraft{Name: "Le Phare", Kind: kinds.Association}), h.organisation(partner.OrganisationDraft{Name: "La Rive", Kind: kinds.Bibliotheque})
	contact := func(d partner.ContactDraft, in int64, post partner.PostDraft) int64 {
		id, err := h.CreateContact(t.Context(), h.team, "", d, in, post)
		h.must(err)
		return id
	}
	zoe := contact(partner.ContactDraft{Civility: "Mme", FirstName: "Zoé", LastName: "Martin-Duval", Phones: []partner.Phone{"+33199000001", "+33699000003 portable"}, Emails: []string{"zoe@example.org", "z.martin@example.org"},
		Channel: partner.Email, Consent: partner.ConsentGiven, Notes: "Deux\nlignes ; et « guillemets »"}, one, partner.PostDraft{Role: "Directrice"})
	_, err := h.AddPost(t.Context(), h.team, "", zoe, other, partner.PostDraft{Role: "Bénévole", Until: workcal.Of(2024, 6, 30)})
	h.must(err)
	contact(partner.ContactDraft{LastName: "Refus", Consent: partner.ConsentRefused, Channel: partner.Call}, one, partner.PostDraft{})
	all, err := h.AllContacts(t.Context(), h.head, partner.ContactFilter{})
	h.must(err)
	for _, format := range table.Formats {
		var out bytes.Buffer
		h.must(partner.ContactTable.Write(&out, format, partner.Lines(all, h.team.Today())))
		read, err := h.Import().Read(t.Context(), h.db, h.team, 0, out.Bytes(), intake.Choices{})
		h.must(err)
		if r := read.Report(); r.Count(intake.Same) != 2 || len(r.Rows) != 3 || len(r.Asks) != 0 {
			t.Errorf("%s:\n%s", format, told(imports.Preview{Report: r}))
		}
	}

	var out bytes.Buffer
	lines := partner.Lines(all, h.team.Today())
	h.must(partner.ContactTable.Write(&out, table.CSV, lines))
	fresh := openImports(t)
	p := fresh.bring(out.Bytes())
	if p.Report.Count(intake.Waits) != 0 {
		t.Fatal(told(p))
	}
	fresh.run(p)
	brought, err := fresh.AllContacts(t.Context(), fresh.head, partner.ContactFilter{})
	fresh.must(err)
	if len(brought) != len(all) {
		t.Fatalf("%d contacts came of %d", len(brought), len(all))
	}
	for i, got := range partner.Lines(brought, h.team.Today()) {
		if changes := partner.ContactFields.Changes(lines[i].ContactDraft, got.ContactDraft); len(changes) != 0 || got.Post.Role != lines[i].Post.Role || got.Post.Organisation.Name != lines[i].Post.Organisation.Name {
			t.Errorf("%s: %+v, %+v", got.Name(), changes, got.Post)
		}
	}
}

// TestARefusalInATableIsKept reads what a table says of being contacted: a refusal counts whatever another row or the record says, no
// agreement is put over one, and what is no answer is not lost.
func TestARefusalInATableIsKept(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	one := h.organisation(partner.OrganisationDraft{Name: "Le Phare", Kind: kinds.Association})
	_, err := h.CreateContact(t.Context(), h.team, "", partner.ContactDraft{FirstName: "Ali", LastName: "Benali", Consent: partner.ConsentGiven}, one, partner.PostDraft{})
	h.must(err)
	_, err = h.CreateContact(t.Context(), h.team, "", partner.ContactDraft{FirstName: "Léa", LastName: "Sourd", Consent: partner.ConsentRefused}, one, partner.PostDraft{})
	h.must(err)
	h.run(h.bring([]byte("Structure;Nom;Prénom;Accord de contact\nLa Rive;Duval;Zoé;oui\nLa Rive;Duval;Zoé;Refus\nLe Phare;Benali;Ali;ne pas contacter\nLe Phare;Sourd;Léa;oui\nLe Quai;Petit;Eva;à voir avec elle\n")))
	all, err := h.AllContacts(t.Context(), h.head, partner.ContactFilter{})
	h.must(err)
	got := map[string]partner.ContactDraft{}
	for _, c := range all {
		got[c.LastName] = c.ContactDraft
	}
	if got["Duval"].Consent != partner.ConsentRefused {
		t.Errorf("she refused in one row of two: %+v", got["Duval"])
	}
	if c := got["Benali"]; c.Consent != partner.ConsentRefused || !strings.Contains(c.Notes, "Accord de contact avant\u00a0: accord donné") {
		t.Errorf("over what was said: %+v", c)
	}
	if c := got["Sourd"]; c.Consent != partner.ConsentRefused || !strings.Contains(c.Notes, "Autre accord de contact\u00a0: accord donné") {
		t.Errorf("an agreement over a refusal: %+v", c)
	}
	found, _, err := h.List(t.Context(), h.head, partner.Filter{Text: "Le Quai"})
	h.must(err)
	if len(found.List) != 1 || !strings.Contains(found.List[0].Notes, "à voir avec elle") || got["Petit"].Consent != partner.ConsentUnknown {
		t.Errorf("no answer: %+v, %+v", found.List, got["Petit"])
	}
}
