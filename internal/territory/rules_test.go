package territory_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/territory"
)

var district = territory.Draft{Kind: territory.District, Name: "Petit Nanterre", Code: "QN09213M", Towns: "Nanterre"}

func TestWhatIsTypedIsTidied(t *testing.T) {
	t.Parallel()
	got := territory.Draft{Kind: territory.District, Name: "  Les \n Blagis ", KnownAs: " La\tcité ", Code: ` ="qn09219n" `, Predecessor: "qp 092001", Towns: "Sceaux; bagneux ,Sceaux\n", Longitude: 2.19140004, Latitude: 48.8976,
		Notes: "Une ligne\r\nune autre  "}.Tidy()
	want := territory.Draft{Kind: territory.District, Name: "Les Blagis", KnownAs: "La cité", Code: "QN09219N", Predecessor: "QP092001", Towns: "bagneux, Sceaux", Longitude: 2.1914, Latitude: 48.8976, Notes: "Une ligne\nune autre"}
	if got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if town := (territory.Draft{Kind: territory.Town, Code: "2a 247"}).Tidy(); town.Code != "2A247" {
		t.Errorf("%+v", town)
	}
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		change func(*territory.Draft)
		field  string // that is wrong; "" for none
	}{
		{func(*territory.Draft) {}, ""},
		{func(d *territory.Draft) { d.Kind = "" }, "nature"},
		{func(d *territory.Draft) { d.Name = "" }, "nom"},
		{func(d *territory.Draft) { d.Name = strings.Repeat("é", territory.MaxName) }, ""},
		{func(d *territory.Draft) { d.Name = strings.Repeat("é", territory.MaxName+1) }, "nom"},
		{func(d *territory.Draft) { d.KnownAs = strings.Repeat("é", territory.MaxName+1) }, "autre"},
		{func(d *territory.Draft) { d.Towns = "" }, "villes"},
		{func(d *territory.Draft) { d.Towns = strings.Repeat("é", territory.MaxTowns+1) }, "villes"},
		{func(d *territory.Draft) { d.Code = "" }, ""}, // it is treated like the others
		{func(d *territory.Draft) { d.Code = "QN02A01M" }, ""},
		{func(d *territory.Draft) { d.Code = "QP092001" }, ""},
		{func(d *territory.Draft) { d.Code = "QN09213" }, "code"},
		{func(d *territory.Draft) { d.Code = "92050" }, "code"},
		{func(d *territory.Draft) { d.Code = strings.Repeat("9", territory.MaxCode+1) }, "code"},
		{func(d *territory.Draft) { d.Predecessor = "QP092001" }, ""},
		{func(d *territory.Draft) { d.Predecessor = "avant" }, "precedent"},
		{func(d *territory.Draft) { d.Predecessor = d.Code }, "precedent"},
		{func(d *territory.Draft) { d.Longitude, d.Latitude = -178.13, -14.29 }, ""},
		{func(d *territory.Draft) { d.Longitude, d.Latitude = 181, 48 }, "longitude"},
		{func(d *territory.Draft) { d.Longitude, d.Latitude = 2, -91 }, "latitude"},
		{func(d *territory.Draft) { d.Longitude = 2.2 }, "latitude"},
		{func(d *territory.Draft) { d.Latitude = 48.9 }, "longitude"},
		{func(d *territory.Draft) { d.Notes = strings.Repeat("é", territory.MaxNotes+1) }, "notes"},
		{func(d *territory.Draft) { *d = territory.Draft{Kind: territory.Town, Name: "Nanterre", Code: "92050"} }, ""},
		{func(d *territory.Draft) { *d = territory.Draft{Kind: territory.Town, Name: "Ajaccio", Code: "2A004"} }, ""},
		{func(d *territory.Draft) { *d = territory.Draft{Kind: territory.Town, Name: "Nanterre"} }, ""},
		{func(d *territory.Draft) {
			*d = territory.Draft{Kind: territory.Town, Name: "Nanterre", Code: "QN09213M"}
		}, "code"},
		{func(d *territory.Draft) { *d = territory.Draft{Kind: territory.Town, Name: "Nanterre, centre"} }, "nom"},
		{func(d *territory.Draft) {
			*d = territory.Draft{Kind: territory.Town, Name: "Nanterre", Towns: "Colombes"}
		}, "villes"},
	} {
		d := district
		c.change(&d)
		problems := d.Check()
		if wrong := c.field != ""; problems.Any() != wrong || wrong && (len(problems) != 1 || problems[0].Field != c.field) {
			t.Errorf("%.80v: %v, want a problem with %q", d, problems, c.field)
		}
	}
}

func TestTheVintageFollowsTheCode(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]int{"QN09213M": 2024, "QP092001": 2014, "": 0, "92050": 0} {
		if got := (territory.Draft{Kind: territory.District, Code: code}).Vintage(); got != want {
			t.Errorf("%q is of %d, want %d", code, got, want)
		}
	}
}

// some is a list as the room gives one, by name.
var some = []territory.Territory{
	{ID: 1, Draft: territory.Draft{Kind: territory.Town, Name: "Bagneux", Code: "92007"}},
	{ID: 2, Draft: territory.Draft{Kind: territory.District, Name: "Langevin", Towns: "Nanterre", Notes: "Près du parc"}, TownIDs: []int64{5}, TownNames: []string{"Nanterre"}},
	{ID: 3, Draft: territory.Draft{Kind: territory.District, Name: "Le Parc", KnownAs: "Parc Sud", Code: "QN09206M", Towns: "Nanterre"}, TownIDs: []int64{5}, TownNames: []string{"Nanterre"}},
	{ID: 4, Draft: territory.Draft{Kind: territory.District, Name: "Les Blagis", Code: "QN09219N", Towns: "Bagneux, Sceaux"}, TownIDs: []int64{1, 6}, TownNames: []string{"Bagneux", "Sceaux"}},
	{ID: 5, Draft: territory.Draft{Kind: territory.Town, Name: "Nanterre", Code: "92050"}},
	{ID: 7, Draft: territory.Draft{Kind: territory.District, Name: "Sans attache"}},
	{ID: 6, Draft: territory.Draft{Kind: territory.Town, Name: "Sceaux"}},
}

func TestTheFilterChooses(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		filter territory.Filter
		want   string
	}{
		{territory.Filter{}, "Bagneux, Langevin, Le Parc, Les Blagis, Nanterre, Sans attache, Sceaux"},
		{territory.Filter{Text: "PARC"}, "Langevin, Le Parc"},
		{territory.Filter{Text: "qn09219"}, "Les Blagis"},
		{territory.Filter{Text: "sceaux"}, "Les Blagis, Sceaux"},
		{territory.Filter{Kind: territory.Town}, "Bagneux, Nanterre, Sceaux"},
		{territory.Filter{Town: 5}, "Langevin, Le Parc, Nanterre"},
		{territory.Filter{Coded: territory.WithoutCode}, "Langevin, Sans attache, Sceaux"},
		{territory.Filter{Coded: territory.WithCode, Kind: territory.District}, "Le Parc, Les Blagis"},
		{territory.Filter{Text: "nulle part"}, ""},
	} {
		var names []string
		for _, s := range c.filter.Of(slices.Clone(some)) {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, ", "); got != c.want || c.filter.Narrowed() != (c.filter != territory.Filter{}) {
			t.Errorf("%+v: %s, want %s", c.filter, got, c.want)
		}
	}
}

func TestAListIsGroupedByTown(t *testing.T) {
	t.Parallel()
	told := func(groups []territory.Group) string {
		var lines []string
		for _, g := range groups {
			line := g.Name + ":"
			for _, d := range g.Districts {
				line += " " + d.Name + ","
			}
			if g.Town == nil {
				line += " (pas la ville)"
			}
			lines = append(lines, line)
		}
		return strings.Join(lines, "\n")
	}
	if got, want := told(territory.Grouped(some, 0)), "Bagneux: Les Blagis,\nNanterre: Langevin, Le Parc,\nSceaux: Les Blagis,\n: Sans attache, (pas la ville)"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got, want := told(territory.Grouped(territory.Filter{Town: 6, Kind: territory.District}.Of(slices.Clone(some)), 6)), "Sceaux: Les Blagis, (pas la ville)"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestAnAddressFindsItsTownAndNeverADistrict(t *testing.T) {
	t.Parallel()
	choices := []territory.Choice{{ID: 1, Kind: territory.District, Name: "Sceaux"}, {ID: 2, Kind: territory.Town, Name: "Fontenay-aux-Roses"}, {ID: 3, Kind: territory.Town, Name: "Nanterre"},
		{ID: 4, Kind: territory.Town, Name: "L’Haÿ-les-Roses"}}
	for text, want := range map[string]int64{"92000 NANTERRE CEDEX": 3, "nanterre": 3, "92017 Nanterre Cedex 12": 3, "F-92000 Nanterre": 3, "92260 FONTENAY AUX ROSES": 2, "L'HAY LES ROSES": 4,
		"Sceaux": 0, "Nanterre-Université": 0, "92000": 0, "": 0, "cedex": 0} {
		got := territory.Place(text, choices)
		if (got != nil) != (want != 0) || got != nil && *got != want {
			t.Errorf("%q: %v, want %d", text, got, want)
		}
	}
}
