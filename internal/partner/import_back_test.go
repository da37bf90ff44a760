package partner_test

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/table"
	"parvis/internal/imports"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
)

// drawn is an organisation as a person could have typed it.
func drawn(rt *rapid.T, label string) partner.OrganisationDraft {
	text := func(what string, of ...string) string { return rapid.SampledFrom(of).Draw(rt, label+" "+what) }
	many := func(what string, of ...string) []string {
		return rapid.SliceOfNDistinct(rapid.SampledFrom(of), 0, len(of), rapid.ID).Draw(rt, label+" "+what)
	}
	var phones []partner.Phone
	for _, p := range many("phones", "+33199000001", "+33199000002 accueil", "+33699000003 portable", "+32470123456") {
		phones = append(phones, partner.Phone(p))
	}
	return partner.OrganisationDraft{Kind: rapid.SampledFrom(kinds.All).Draw(rt, label+" kind").Code, Address: text("address", "", "3 rue du Test", "Hall B\n3 bis avenue de l’Essai", "=1+1"), PostalCode: text("code", "", "92000", "01000", "20200"),
		Town: text("town", "", "Nanterre", "NANTERRE CEDEX", "Asnières-sur-Seine", "L’Île-Saint-Denis"), SIRET: text("siret", "", "99900000300015"), UAI: text("uai", "", "0750655E"), Phones: phones,
		Emails: many("emails", "a@example.org", "b.c@example.org"), Website: text("site", "", "https://www.exemple.fr", "http://exemple.fr/page?a=1"), Tags: many("tags", "jeunes", "lecture publique", "été"),
		Notes: text("notes", "", "Très à l’écoute", "Deux\nlignes ; et « guillemets »", "- une\n- deux", "+33 est l’indicatif", "'apostrophe")}
}

// TestTheDirectoryAsAFileIsReadBackAsItIs: every row of an export says what is kept, in both formats.
func TestTheDirectoryAsAFileIsReadBackAsItIs(t *testing.T) {
	t.Parallel()
	h := openImports(t)
	towns := territory.New(h.db)
	town, err := towns.Create(t.Context(), h.team, "", territory.Draft{Kind: territory.Town, Name: "Nanterre", Code: "92050"})
	h.must(err)
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		_, err := h.db.Exec(t.Context(), `DELETE FROM organisations`)
		h.must(err)
		for i := range rapid.IntRange(1, 4).Draw(rt, "organisations") {
			d := drawn(rt, letters(i))
			d.Name = rapid.SampledFrom([]string{"Maison ", "« Le Lieu » ", "Association "}).Draw(rt, "name") + letters(n)
			if n++; i > 0 { // one telephone, one street, one number: they would be alike
				d.Phones, d.Emails, d.Address, d.SIRET, d.UAI = nil, nil, "", "", ""
			}
			if rapid.Bool().Draw(rt, "placed") {
				d.Territory.ID = town
			}
			h.organisation(d)
		}
		all, err := h.All(t.Context(), h.head, partner.Filter{})
		h.must(err)
		var drafts []partner.OrganisationDraft
		for _, o := range all {
			drafts = append(drafts, o.OrganisationDraft)
		}
		for _, format := range table.Formats {
			var out bytes.Buffer
			h.must(partner.OrganisationTable.Write(&out, format, drafts))
			read, err := h.Import().Read(t.Context(), h.db, h.team, 0, out.Bytes(), intake.Choices{})
			h.must(err)
			if r := read.Report(); r.Count(intake.Same) != len(all) || len(r.Rows) != len(all)+1 || len(r.Asks) != 0 {
				rt.Fatalf("%s:\n%s\n%s", format, told(imports.Preview{Report: r}), out.String()[:min(out.Len(), 2000)])
			}
		}
	})
}
