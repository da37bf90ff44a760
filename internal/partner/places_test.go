package partner_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// place adds a town, or a district of one.
func (h house) place(name string, town int64) int64 {
	h.t.Helper()
	kind := "town"
	if town != 0 {
		kind = "district"
	}
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO territories (kind, name, name_folded, created_by, created_at, updated_at) VALUES (@kind, @name, lower(@name), @by, @now, @now) RETURNING id`,
		pgx.NamedArgs{"kind": kind, "name": name, "by": h.head.ID, "now": now})
	h.must(err)
	if town != 0 {
		_, err = h.db.Exec(h.t.Context(), `INSERT INTO territory_towns (district_id, town_id) VALUES ($1, $2)`, id, town)
		h.must(err)
	}
	return id
}

func (h house) there(territory int64, relays ...int64) partner.There {
	h.t.Helper()
	out, err := h.There(h.t.Context(), h.intern, territory, relays)
	h.must(err)
	return out
}

func names(list []partner.Organisation) string {
	texts := make([]string, len(list))
	for i, o := range list {
		texts[i] = o.Name
	}
	return strings.Join(texts, ", ")
}

func TestATerritoryHasItsOrganisationsAndATownThoseOfItsDistricts(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	north, south := h.place("Nord", town), h.place("Sud", town)
	in := func(name string, kind kinds.Code, territory int64) int64 {
		return h.organisation(partner.OrganisationDraft{Name: name, Kind: kind, Territory: partner.Ref{ID: territory}})
	}
	in("MJC", kinds.MJC, north)
	theatre := in("Théâtre", kinds.Culturelle, north)
	in("Collège", kinds.Scolaire, town)
	in("Ailleurs", kinds.MJC, h.place("Autre", 0))
	gone := in("Partie", kinds.MJC, north)
	h.must(h.Delete(t.Context(), h.head, gone))
	for _, c := range []struct {
		of             int64
		relays         []int64
		relay, another string
	}{
		{north, nil, "MJC", "Théâtre"},
		{north, []int64{theatre}, "MJC, Théâtre", ""},
		{town, nil, "MJC", "Collège, Théâtre"},
		{south, nil, "", ""},
	} {
		got := h.there(c.of, c.relays...)
		if names(got.Relays) != c.relay || names(got.Others) != c.another || got.RelayCount != len(got.Relays) || got.OtherCount != len(got.Others) {
			t.Errorf("%s; %s; %d and %d, want %s; %s", names(got.Relays), names(got.Others), got.RelayCount, got.OtherCount, c.relay, c.another)
		}
		if found, _, err := h.List(t.Context(), h.intern, partner.Filter{TerritoryID: c.of}); err != nil || found.Count != got.Count() {
			t.Errorf("the directory finds %d, the page counts %d", found.Count, got.Count())
		}
	}
	counts, err := h.CountByTerritory(t.Context(), h.intern)
	if err != nil || counts[north] != 2 || counts[town] != 1 || counts[south] != 0 {
		t.Errorf("%v, %v", counts, err)
	}
	if counts, err = h.CountByTerritory(t.Context(), h.intern, town, south); err != nil || len(counts) != 1 || counts[town] != 1 {
		t.Errorf("of two of them %v, %v", counts, err)
	}
	for i := range partner.MostHere + 1 {
		in(fmt.Sprint("Relais ", i), kinds.MJC, south)
	}
	if got := h.there(south); len(got.Relays) != partner.MostHere || got.RelayCount != partner.MostHere+1 {
		t.Errorf("%d of %d", len(got.Relays), got.RelayCount)
	}
	stranger := account.Person{Role: "visitor"}.At(now)
	if _, err = h.There(t.Context(), stranger, town, nil); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
	if _, err = h.CountByTerritory(t.Context(), stranger); !fault.Is(err, fault.NotFound) {
		t.Error(err)
	}
}

// TestATerritoryIsSilentAfterWhatItsTagsAskForOrAYear: the shortest of the tags that are borne there counts.
func TestATerritoryIsSilentAfterWhatItsTagsAskForOrAYear(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	today := h.intern.Today()
	if h.there(town).Silent(today) {
		t.Error("a place without organisations is silent")
	}
	o := h.organisation(partner.OrganisationDraft{Name: "MJC", Kind: kinds.MJC, Territory: partner.Ref{ID: town}, Tags: []string{"insertion", "jeunesse"}})
	if !h.there(town).Silent(today) {
		t.Error("organisations that nobody ever contacted are not silent")
	}
	h.log(h.intern, call("2024-12-07", o), partner.Next{})
	if got := h.there(town); got.Silent(today) || got.Months != partner.Quiet || got.ByTag {
		t.Errorf("%+v", got)
	}
	if got := h.there(town); !got.Silent(workcal.Of(2025, 12, 8)) || got.Silent(workcal.Of(2025, 12, 7)) {
		t.Errorf("a year counts from %s", got.LastDay)
	}
	h.must(h.SetTags(t.Context(), h.head, []partner.Threshold{{Tag: "insertion", Months: 6}, {Tag: "jeunesse", Months: 3}}))
	if got := h.there(town); !got.Silent(today) || got.Months != 3 || !got.ByTag {
		t.Errorf("%+v", got)
	}
}

func TestATerritoryIsReadInAFewQueries(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	cost := func() int64 {
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.There(ctx, h.intern, town, nil)
		h.must(err)
		_, err = h.CountByTerritory(ctx, h.intern)
		h.must(err)
		return n.Load()
	}
	none := cost()
	for i := range 8 {
		h.organisation(partner.OrganisationDraft{Name: fmt.Sprint("Structure ", i), Kind: kinds.All[i*3].Code, Territory: partner.Ref{ID: h.place(fmt.Sprint("Quartier ", i), town)}})
	}
	if got := cost(); got != none || got > 2 {
		t.Errorf("%d queries, %d without a row", got, none)
	}
}

func TestARelayIsOfAKindThatIsOne(t *testing.T) {
	t.Parallel()
	if !kinds.MJC.Relay() || kinds.Scolaire.Relay() || kinds.Code("").Relay() {
		t.Error("an MJC is a relay, a school is none")
	}
	all := map[kinds.Code]bool{}
	for _, c := range kinds.Relays() {
		all[c] = true
	}
	for _, k := range kinds.All {
		if all[k.Code] != k.Relay {
			t.Errorf("%s: %t", k.Code, k.Relay)
		}
	}
	if n := len(slices.Collect(maps.Keys(all))); n == 0 || n == len(kinds.All) {
		t.Errorf("%d relays", n)
	}
}
