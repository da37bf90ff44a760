package partnership_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/postgres"
	"parvis/internal/programme"
	"parvis/internal/territory"
	"parvis/internal/workcal"
)

func (h house) join(project, organisation int64, role partnership.Role, stage partnership.Stage) {
	h.t.Helper()
	_, err := h.Add(h.t.Context(), h.team, "", project, partnership.Draft{Organisation: partner.Ref{ID: organisation}, Role: role, Stage: stage})
	h.must(err)
}

func (h house) event(title string) int64 {
	h.t.Helper()
	id, err := h.programme.Create(h.t.Context(), h.head, "", programme.ProjectDraft{Kind: programme.OffSite, Title: title, PilotID: h.team.ID, First: workcal.Of(2025, 6, 14), Last: workcal.Of(2025, 6, 14)})
	h.must(err)
	return id
}

func (h house) here(place int64) partnership.Here {
	h.t.Helper()
	out, err := h.Here(h.t.Context(), h.intern, place)
	h.must(err)
	return out
}

// missing gives what a territory lacks, a sentence a line.
func (h house) missing(place int64) string {
	h.t.Helper()
	room := territory.New(h.db)
	t, err := room.Territory(h.t.Context(), h.intern, place)
	h.must(err)
	districts, err := room.List(h.t.Context(), h.intern, territory.Filter{Kind: territory.District, Town: place})
	h.must(err)
	here := h.here(place)
	there, err := h.directory.There(h.t.Context(), h.intern, place, here.RelayIDs())
	h.must(err)
	var said []string
	for _, l := range here.Missing(t.Territory, districts, there, h.intern.Today()) {
		said = append(said, strings.ReplaceAll(l.Sentence, "\u00a0", " "))
	}
	return strings.Join(said, "\n")
}

func (h house) known(place int64, code string) {
	h.t.Helper()
	_, err := h.db.Exec(h.t.Context(), `UPDATE territories SET code = $2, longitude = 2.2, latitude = 48.9 WHERE id = $1`, place, code)
	h.must(err)
}

// TestATerritoryHasItsProjectsWithTheirPartners counts those of a town with its districts, and those of a district alone.
func TestATerritoryHasItsProjectsWithTheirPartners(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	north, south := h.place("Nord", town), h.place("Sud", town)
	mjc, theatre := h.organisation("MJC", kinds.MJC, north), h.organisation("Théâtre", kinds.Culturelle, north)
	college, gone := h.organisation("Collège", kinds.Scolaire, town), h.organisation("Partie", kinds.MJC, north)
	h.add(mjc, partnership.Contacted)
	h.join(h.project, theatre, partnership.CoOrganiser, partnership.Engaged)
	h.join(h.project, college, partnership.School, "")
	h.join(h.project, gone, partnership.Relay, partnership.Engaged)
	h.must(h.directory.Delete(t.Context(), h.head, gone))
	other := h.event("Fête")
	h.join(other, theatre, partnership.Relay, partnership.Engaged)
	h.join(other, h.organisation("Ailleurs", kinds.MJC, h.place("Autre", 0)), partnership.Relay, partnership.Engaged)
	describe := func(here partnership.Here) string {
		var list []string
		for _, w := range here.Projects {
			list = append(list, fmt.Sprintf("%s %d/%d, %d relays, %d on its board", w.Project.Title, w.Engaged, w.All, w.Relays, w.Board))
		}
		return strings.Join(list, "; ")
	}
	inTown := h.here(town)
	if got := describe(inTown); got != "Fête 1/1, 1 relays, 1 on its board; Jumelage 2025 1/3, 0 relays, 2 on its board" {
		t.Error(got)
	}
	over := h.event("Avant")
	h.join(over, mjc, partnership.Relay, partnership.Engaged)
	h.must(h.programme.SetStatus(t.Context(), h.team, over, 1, programme.Cancelled))
	if got := describe(h.here(town)); !strings.HasSuffix(got, "2 on its board; Avant 1/1, 1 relays, 1 on its board") {
		t.Errorf("a project that was given up comes last: %s", got)
	}
	h.must(h.programme.Delete(t.Context(), h.head, over))
	if got := inTown.RelayIDs(); !slices.Equal(got, []int64{mjc, theatre}) {
		t.Errorf("relays are %v", got)
	}
	if got := inTown.Of(theatre); len(got) != 2 || inTown.Project(got[0].Project).Title == "" {
		t.Errorf("%+v", got)
	}
	if got := describe(h.here(south)); got != "Jumelage 2025 0/0, 0 relays, 0 on its board" { // it works beside it, and a twinning is expected there
		t.Error(got)
	}
	counts, err := h.EngagedByTerritory(t.Context(), h.intern)
	if err != nil || counts[north] != 1 || counts[town] != 0 { // the theatre is a relay of the event alone
		t.Errorf("%v, %v", counts, err)
	}
	h.join(h.event("Salon"), theatre, partnership.Relay, partnership.Engaged)
	if counts, err = h.EngagedByTerritory(t.Context(), h.intern); err != nil || counts[north] != 1 {
		t.Errorf("engaged in two projects, it counts %d times, %v", counts[north], err)
	}
	h.must(h.programme.Delete(t.Context(), h.head, other))
	if got := describe(h.here(north)); got != "Jumelage 2025 1/2, 0 relays, 2 on its board; Salon 1/1, 1 relays, 1 on its board" {
		t.Errorf("with a project in the trash: %s", got)
	}
	for _, ask := range []func() error{
		func() error { _, err := h.Here(t.Context(), h.stranger, town); return err },
		func() error { _, err := h.EngagedByTerritory(t.Context(), h.stranger); return err },
	} {
		h.want(fault.NotFound, ask())
	}
}

// TestWhatATerritoryLacksIsSaid walks from a district of which nothing is known to one that lacks nothing.
func TestWhatATerritoryLacksIsSaid(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	north, south := h.place("Nord", town), h.place("Sud", town)
	want := func(place int64, lines ...string) {
		t.Helper()
		if got := h.missing(place); got != strings.Join(lines, "\n") {
			t.Errorf("got\n%s\nwant\n%s", got, strings.Join(lines, "\n"))
		}
	}
	const (
		code  = "Ce quartier n’a pas de code : rien à faire si la ville le traite comme un quartier prioritaire sans qu’il soit sur la liste."
		place = "Le lieu de ce quartier sur la carte n’est pas connu."
	)
	want(north, "Aucune structure n’est connue ici.", place, code)
	school := h.organisation("Collège", kinds.Scolaire, north)
	want(north, "Aucun relais n’est connu ici : les structures de ce territoire sont d’autres types.", "Aucun échange n’est noté avec les structures d’ici.", place, code)
	h.known(north, "QN09201M")
	h.log(school, "")
	want(north, "Aucun relais n’est connu ici : les structures de ce territoire sont d’autres types.")
	h.join(h.project, school, partnership.School, partnership.Engaged)
	want(north, "Aucun relais n’est connu ici : les structures de ce territoire sont d’autres types.", "« Jumelage 2025 » : aucun relais engagé ici.")
	want(south, "Aucune structure n’est connue ici.", "« Jumelage 2025 » travaille dans cette ville, et n’a repéré personne ici.", place, code)
	mjc := h.organisation("MJC", kinds.MJC, north)
	h.add(mjc, partnership.Interested)
	want(north, "« Jumelage 2025 » : aucun relais engagé ici.")
	want(town, "« Jumelage 2025 » : aucun relais engagé ici.", "« Jumelage 2025 » : 1 quartier où personne n’est repéré (Sud).", "1 quartier n’a pas de lieu connu sur la carte (Sud).", "Le code INSEE de cette ville n’est pas noté.")
	fete := h.event("Fête")
	h.join(fete, mjc, partnership.Relay, "") // off its board: no relay is expected
	want(north, "« Jumelage 2025 » : aucun relais engagé ici.")
	salon := h.event("Salon")
	h.join(salon, school, partnership.School, partnership.Engaged)
	want(north, "« Jumelage 2025 » : aucun relais engagé ici.", "« Salon » : aucun relais engagé ici.")
	h.must(h.programme.Delete(t.Context(), h.head, salon))
	ended := h.event("Close")
	h.join(ended, mjc, partnership.Relay, partnership.Spotted)
	h.must(h.programme.SetStatus(t.Context(), h.team, ended, 1, programme.Cancelled))
	want(north, "« Jumelage 2025 » : aucun relais engagé ici.")
	h.join(h.project, h.organisation("Maison de quartier", kinds.MaisonQuartier, north), partnership.Relay, partnership.Engaged)
	want(north)
	h.join(h.project, h.organisation("PIJ", kinds.InfoJeunesse, south), partnership.Relay, partnership.Spotted)
	h.known(town, "92099")
	want(town, "« Jumelage 2025 » : 1 quartier sans relais engagé (Sud).", "1 quartier n’a pas de lieu connu sur la carte (Sud).")
}

// TestTheBoardAndATerritoryTellTheSameRelays: a school that is engaged is no relay, on the board as elsewhere.
func TestTheBoardAndATerritoryTellTheSameRelays(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	north := h.place("Nord", town)
	h.join(h.project, h.organisation("Collège", kinds.Scolaire, north), partnership.School, partnership.Engaged)
	lacks := func() (board []string, here []string) {
		t.Helper()
		l, err := h.List(t.Context(), h.intern, h.project)
		h.must(err)
		for _, w := range h.here(north).Projects {
			here = append(here, partnership.Names(w.Lacking)...)
		}
		return partnership.Names(l.Board().Lacking), here
	}
	if board, here := lacks(); !slices.Equal(board, []string{"Nord"}) || !slices.Equal(here, board) {
		t.Errorf("the board lacks %v, the district %v", board, here)
	}
	h.join(h.project, h.organisation("Théâtre", kinds.Culturelle, north), partnership.Relay, partnership.Engaged)
	if board, here := lacks(); len(board) != 0 || len(here) != 0 {
		t.Errorf("the board lacks %v, the district %v", board, here)
	}
}

func TestATerritoryIsReadInOneQuery(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	cost := func() []int64 {
		t.Helper()
		ctx, n := postgres.CountQueries(t.Context())
		_, err := h.Here(ctx, h.team, town)
		h.must(err)
		one := n.Swap(0)
		_, err = h.EngagedByTerritory(ctx, h.team)
		h.must(err)
		return []int64{one, n.Load()}
	}
	none := cost()
	for i := range 10 {
		h.join(h.twinning(fmt.Sprint("Projet ", i)), h.organisation(fmt.Sprint("Structure ", i), kinds.MJC, h.place(fmt.Sprint("Quartier ", i), town)), partnership.Relay, partnership.Engaged)
	}
	if got := cost(); !slices.Equal(got, none) || got[0] != 1 || got[1] != 1 {
		t.Errorf("%v queries, %v without a row", got, none)
	}
}
