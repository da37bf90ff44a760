package territory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/imports"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/territory"
	"parvis/internal/trash"
	"parvis/internal/undo"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

// house is a database with the people of a service.
type house struct {
	*territory.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room = territory.New(h.db)
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) make(d territory.Draft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

// town makes a town without anything but a name and a code.
func (h house) town(name, code string) int64 {
	h.t.Helper()
	return h.make(territory.Draft{Kind: territory.Town, Name: name, Code: code})
}

func (h house) find(id int64) territory.Sheet {
	h.t.Helper()
	s, err := h.Territory(h.t.Context(), h.head, id)
	h.must(err)
	return s
}

func (h house) all() []territory.Territory {
	h.t.Helper()
	list, err := h.List(h.t.Context(), h.intern, territory.Filter{})
	h.must(err)
	return list
}

func (h house) drafts() []territory.Draft {
	h.t.Helper()
	var drafts []territory.Draft
	for _, t := range h.all() {
		drafts = append(drafts, t.Draft)
	}
	return drafts
}

// history tells a territory's entries, newest first, and under each its changes.
func (h house) history(id int64) string {
	h.t.Helper()
	page, err := h.History(h.t.Context(), h.intern, id, 1)
	h.must(err)
	var lines []string
	for _, e := range page.Entries {
		line := e.Sentence(journal.Subject{Kind: journal.Territory, ID: id})
		for _, c := range e.Changes {
			line += " | " + c.Label + ": " + c.Before + " → " + c.After
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

var whole = territory.Draft{Kind: territory.District, Name: "Les « Blagis »", KnownAs: "La cité", Code: "QN09219N", Predecessor: "QP092001", Towns: "Bagneux, Sceaux", Longitude: 2.2914, Latitude: 48.7876, Notes: "Une ligne\nune autre"}

func TestADistrictIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	bagneux, sceaux := h.town("Bagneux", "92007"), h.town("Sceaux", "92071")
	typed := whole
	typed.Towns = "92071; BAGNEUX" // by its code, and whatever the capitals
	id := h.make(typed)
	got := h.find(id)
	if got.Draft != whole || got.Version != 1 || !got.UpdatedAt.Equal(now) || !got.May.Edit || got.May.Restore || !slices.Equal(got.TownIDs, []int64{bagneux, sceaux}) {
		t.Errorf("%+v", got)
	}
	vintage, err := postgres.Scalar[int](t.Context(), h.db, `SELECT vintage FROM territories WHERE code = 'QN09219N'`, nil)
	if h.must(err); vintage != 2024 {
		t.Errorf("of %d", vintage)
	}
	edited := whole
	edited.Towns, edited.KnownAs, edited.Longitude, edited.Latitude = "Sceaux", "", 0, 0
	h.must(h.Edit(t.Context(), h.head, id, 1, edited))
	h.must(h.Edit(t.Context(), h.head, id, 2, edited)) // nothing differs
	if got := h.find(id); got.Draft != edited || got.Version != 2 || !slices.Equal(got.TownIDs, []int64{sceaux}) {
		t.Errorf("%+v", got)
	}
	want := "Claire Fontaine a modifié le territoire | Autre nom: La cité →  | Villes: Bagneux, Sceaux → Sceaux | Longitude: 2,2914 →  | Latitude: 48,7876 → \nSamir Benali a créé le territoire"
	if got := h.history(id); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

func TestACodeOfANewListKeepsTheOneBefore(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town("Nanterre", "92050")
	d := territory.Draft{Kind: territory.District, Name: "Petit Nanterre", Code: "QP092001", Towns: "Nanterre"}
	id := h.make(d)
	d.Code = "QN09213M"
	h.must(h.Edit(t.Context(), h.team, id, 1, d))
	if got := h.find(id); got.Predecessor != "QP092001" || got.Vintage() != 2024 {
		t.Errorf("%+v", got)
	}
	d.Code, d.Predecessor = "QN09213I", "QP092001" // a mistake that is mended within one list
	h.must(h.Edit(t.Context(), h.team, id, 2, d))
	if got := h.find(id); got.Predecessor != "QP092001" || got.Code != "QN09213I" {
		t.Errorf("%+v", got)
	}
}

func TestAnEditThatMeetsAnotherWritesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.town("Nanterre", "92050")
	hers, his := h.find(id).Draft, h.find(id).Draft
	hers.KnownAs, his.KnownAs = "La préfecture", "Le siège"
	h.must(h.Edit(t.Context(), h.head, id, 1, hers))
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.team, id, 1, his))
	if !ok || met.By != "Claire Fontaine" || met.Version != 2 || !slices.ContainsFunc(met.Texts, func(c field.Change) bool { return c.Before == "La préfecture" && c.After == "Le siège" }) {
		t.Errorf("%+v", met)
	}
	if got := h.find(id).Draft; got != hers {
		t.Errorf("%+v", got)
	}
}

// refused wants a problem with a field.
func (h house) refused(field, what string, err error) {
	h.t.Helper()
	if problems, ok := fault.ProblemsOf(err); !ok || problems.For(field) == "" {
		h.t.Errorf("%s: %v", what, err)
	}
}

func TestCodesAndTownsAreUniqueAmongTheLivingAndDistrictsAreNot(t *testing.T) {
	t.Parallel()
	h := open(t)
	id, other := h.town("Écuelles", "92001"), h.town("Sceaux", "92071")
	_, err := h.Create(t.Context(), h.team, "", territory.Draft{Kind: territory.Town, Name: " ECUELLES"})
	h.refused("nom", "a town of the same name", err)
	_, err = h.Create(t.Context(), h.team, "", territory.Draft{Kind: territory.Town, Name: "Ailleurs", Code: "92001"})
	h.refused("code", "a town of the same code", err)
	h.refused("nom", "renamed", h.Edit(t.Context(), h.team, other, 1, territory.Draft{Kind: territory.Town, Name: "écuelles"}))
	h.refused("nature", "a town made a district", h.Edit(t.Context(), h.team, other, 1, territory.Draft{Kind: territory.District, Name: "Sceaux", Towns: "Écuelles"}))
	_, err = h.Create(t.Context(), h.team, "", territory.Draft{Kind: territory.District, Name: "Le Parc", Towns: "Nulle part"})
	h.refused("villes", "in a town that is not there", err)
	first := h.make(territory.Draft{Kind: territory.District, Name: "Centre Ville", Towns: "Sceaux", Code: "QN09201M"})
	h.make(territory.Draft{Kind: territory.District, Name: "Centre Ville", Towns: "Sceaux", Code: "QN09202M"})
	h.make(territory.Draft{Kind: territory.District, Name: "Centre Ville", Towns: "Écuelles"})
	h.must(h.Delete(t.Context(), h.head, first))
	h.make(territory.Draft{Kind: territory.District, Name: "Un autre", Towns: "Sceaux", Code: "QN09201M"})
	if err := h.Restore(t.Context(), h.head, first); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.SentenceOf(err), "Centre Ville") {
		t.Errorf("restored beside one of its code: %v", err)
	}
	if err := h.Delete(t.Context(), h.head, id); !fault.Is(err, fault.Conflict) || !strings.Contains(fault.SentenceOf(err), "1\u00a0quartier") {
		t.Errorf("a town with a district is deleted: %v", err)
	}
}

func TestATerritoryGoesToTheTrashAndComesBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town("Bagneux", "92007")
	h.town("Sceaux", "92071")
	id, bin := h.make(whole), h.Bins()[0]
	h.must(h.Delete(t.Context(), h.head, id))
	if _, err := h.Territory(t.Context(), h.intern, id); !fault.Is(err, fault.NotFound) || len(h.drafts()) != 2 {
		t.Errorf("the intern still finds it: %v", err)
	}
	if got := h.find(id); got.DeletedAt == nil || got.May.Edit || !got.May.Restore {
		t.Errorf("%+v", got)
	}
	for who, want := range map[*account.By]int{&h.head: 1, &h.team: 0, &h.intern: 0} {
		items, err := bin.List(t.Context(), *who)
		if h.must(err); len(items) != want || want > 0 && items[0].Name != whole.Name {
			t.Errorf("%s sees %+v", who.Role, items)
		}
	}
	if err := h.Delete(t.Context(), h.team, h.town("Antony", "92002")); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team deletes: %v", err)
	}
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+1)
	for what, err := range map[string]error{"edited": h.Edit(t.Context(), h.team, id, 1, whole), "deleted again": h.Delete(t.Context(), h.head, id),
		"restored by the intern": bin.Restore(t.Context(), h.intern, id), "restored by the team": bin.Restore(t.Context(), h.team, id), "restored too late": bin.Restore(t.Context(), late, id)} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	h.must(bin.Restore(t.Context(), h.head, id))
	if got := h.find(id); got.DeletedAt != nil || got.Draft != whole {
		t.Errorf("%+v", got)
	}
}

func TestInternsReadAndChangeNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.town("Nanterre", "92050")
	d := h.find(id).Draft
	if got, err := h.Territory(t.Context(), h.intern, id); err != nil || got.May != (territory.Rights{}) {
		t.Errorf("%+v, %v", got, err)
	}
	_, create := h.Create(t.Context(), h.intern, "", territory.Draft{Kind: territory.Town, Name: "Sceaux"})
	_, brought := imports.New(h.db, h.Import()).Bring(t.Context(), h.intern, "territoires", 0, "t.csv", []byte("Nom;Code\nSceaux;92071\n"), "fichier", "")
	for what, err := range map[string]error{"create": create, "edit": h.Edit(t.Context(), h.intern, id, 1, d), "delete": h.Delete(t.Context(), h.intern, id), "import": brought} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s: %v", what, err)
		}
	}
	stranger := account.Person{Role: "visitor"}.At(now)
	_, listed := h.List(t.Context(), stranger, territory.Filter{})
	_, chosen := h.Choices(t.Context(), stranger)
	if !fault.Is(listed, fault.NotFound) || !fault.Is(chosen, fault.NotFound) {
		t.Errorf("a stranger lists: %v, %v", listed, chosen)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town("Nanterre", "92050")
	for range 3 {
		for range 4 {
			h.make(territory.Draft{Kind: territory.District, Name: "Quartier", Towns: "Nanterre"})
		}
		ctx, count := postgres.CountQueries(t.Context())
		if _, err := h.List(ctx, h.intern, territory.Filter{Text: "a"}); err != nil || count.Load() != 1 {
			t.Fatalf("%d queries, %v", count.Load(), err)
		}
		if _, err := h.Choices(ctx, h.intern); err != nil || count.Load() != 2 {
			t.Fatalf("%d queries, %v", count.Load(), err)
		}
	}
}

func TestChoicesHoldEachTerritoryOnceUnderItsTown(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town("Sceaux", "92071")
	h.town("Bagneux", "92007")
	h.make(whole)
	h.make(territory.Draft{Kind: territory.District, Name: "Le Parc", Towns: "Sceaux"})
	choices, err := h.Choices(t.Context(), h.intern)
	h.must(err)
	var told []string
	for _, c := range choices {
		told = append(told, c.Group+" / "+c.Label)
	}
	want := []string{"Bagneux / Bagneux (toute la ville)", "Bagneux / Les « Blagis » (Bagneux, Sceaux)", "Sceaux / Sceaux (toute la ville)", "Sceaux / Le Parc"}
	if !slices.Equal(told, want) {
		t.Errorf("%q", told)
	}
}

// TestWhatWasDoneIsTakenBack takes back an edit that moved a district to another town: its row and its towns come back.
func TestWhatWasDoneIsTakenBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.town("Bagneux", "92007")
	h.town("Sceaux", "92071")
	h.town("Nanterre", "92050")
	id := h.make(whole)
	moved := whole
	moved.Towns, moved.Code, moved.Name = "Nanterre", "", "Ailleurs"
	acting := postgres.Acting(t.Context())
	h.must(h.Edit(acting, h.team, id, 1, moved))
	out, err := undo.New(h.db, territory.Undoable{}).Undo(t.Context(), h.team, postgres.ActOf(acting))
	h.must(err)
	if got := h.find(id); got.Draft != whole || len(out.Kept) != 0 {
		t.Errorf("%+v, %+v", got, out)
	}
}
