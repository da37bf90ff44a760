package outing_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/workcal"
)

var saturday = workcal.Of(2025, 6, 14)

// whole is a draft of which all is said.
var whole = outing.Draft{Title: "Au « Phare »", Day: saturday, Hours: "9 h - 12 h", Host: partner.Ref{ID: 3, Name: "Le Phare"}, Contact: "Mme Petit", Address: "12, rue de la Gare", Travel: "Par le pont", Driver: "Samir",
	Permit: outing.Granted, PermitText: "De la mairie", Risks: "Pluie : abri", Fallback: "La salle", Emergency: "SAMU : 15", Notes: "À relire"}

func TestWhatIsMissingBeforePeopleGo(t *testing.T) {
	t.Parallel()
	for want, change := range map[string]func(*outing.Draft){
		"":                           func(*outing.Draft) {},
		"le jour":                    func(d *outing.Draft) { d.Day = 0 },
		"la structure qui accueille": func(d *outing.Draft) { d.Host = partner.Ref{} },
		"l’adresse":                  func(d *outing.Draft) { d.Address = "" },
		"le trajet":                  func(d *outing.Draft) { d.Travel = "" },
		"qui conduit":                func(d *outing.Draft) { d.Driver = "" },
		"l’autorisation":             func(d *outing.Draft) { d.Permit = outing.Asked },
		"le repli":                   func(d *outing.Draft) { d.Fallback = "" },
		"les risques":                func(d *outing.Draft) { d.Risks = "" },
		"le trajet, qui conduit":     func(d *outing.Draft) { d.Travel, d.Driver, d.Permit = "", "", outing.Unneeded },
	} {
		d := whole
		change(&d)
		if got := strings.Join(outing.Outing{Draft: d}.Missing(), ", "); got != want {
			t.Errorf("missing %q, want %q", got, want)
		}
	}
	if got := (outing.Outing{Draft: outing.Blank}).Missing(); len(got) != 7 || slices.Contains(got, "les risques") {
		t.Errorf("of a blank draft, which comes with its risks: %q", got)
	}
}

func TestDraftsAreTidiedAndChecked(t *testing.T) {
	t.Parallel()
	long := func(n int) string { return strings.Repeat("é", n+1) }
	for field, change := range map[string]func(*outing.Draft){
		outing.FieldTitle:     func(d *outing.Draft) { d.Title = " \n " },
		outing.FieldDay:       func(d *outing.Draft) { d.Day = workcal.Of(1492, 1, 1) },
		"autorisation":        func(d *outing.Draft) { d.Permit = "maybe" },
		"horaires":            func(d *outing.Draft) { d.Hours = long(outing.MaxShort) },
		"sur_place":           func(d *outing.Draft) { d.Contact = long(outing.MaxShort) },
		"adresse":             func(d *outing.Draft) { d.Address = long(outing.MaxShort) },
		"conduite":            func(d *outing.Draft) { d.Driver = long(outing.MaxShort) },
		"autorisation_detail": func(d *outing.Draft) { d.PermitText = long(outing.MaxShort) },
		"trajet":              func(d *outing.Draft) { d.Travel = long(outing.MaxText) },
		"risques":             func(d *outing.Draft) { d.Risks = long(outing.MaxText) },
		"repli":               func(d *outing.Draft) { d.Fallback = long(outing.MaxText) },
		"urgences":            func(d *outing.Draft) { d.Emergency = long(outing.MaxText) },
		"notes":               func(d *outing.Draft) { d.Notes = long(outing.MaxText) },
	} {
		d := whole
		change(&d)
		if p := d.Tidy().Check(); p.For(field) == "" {
			t.Errorf("%s: nothing is said, but %v", field, p)
		}
	}
	for _, d := range []outing.Draft{whole, outing.Blank} {
		d.Title = "Au marché"
		if p := d.Tidy().Check(); p.Any() {
			t.Errorf("%v", p)
		}
	}
	d := outing.Draft{Title: "  Au   marché ", Contact: "Mme\nPetit", Travel: "  Par le pont\n\n\n\nà droite "}.Tidy()
	if d.Title != "Au marché" || d.Contact != "Mme Petit" || !strings.HasPrefix(d.Travel, "Par le pont\n") || strings.HasSuffix(d.Travel, " ") {
		t.Errorf("tidied: %+v", d)
	}
}

func TestLinesArePartedAtTheirFirstColon(t *testing.T) {
	t.Parallel()
	got := outing.Pairs("Chaleur\u00a0: eau, ombre\n\n  Pluie:abri : sous le préau \nRien de plus\n: seul")
	want := []outing.Pair{{"Chaleur", "eau, ombre"}, {"Pluie", "abri : sous le préau"}, {"Rien de plus", ""}, {"", "seul"}}
	if !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := outing.Pairs(" \n"); got != nil {
		t.Errorf("of nothing: %q", got)
	}
	for _, one := range outing.Pairs(outing.Blank.Risks + "\n" + outing.Blank.Emergency) {
		if one.What == "" || one.Then == "" {
			t.Errorf("Parvis comes with %q", one)
		}
	}
}

func TestANumberIsFoundInWhatIsSaid(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"": "", "18": "18", "112": "112", "3949": "3949", " 15 ": "15", "1": "", "01 99 00 00 43": "+33199000043", "Mme Petit, 01.99.00.00.43": "+33199000043", "+32 2 555 12 12": "+3225551212",
		"L’accueil du centre, dès 8 h 30": "", "9 h - 12 h": "", "12, rue de la Gare": "", "01 99 00 00 44 (gardien)": "+33199000044",
	} {
		if got := outing.Number(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
