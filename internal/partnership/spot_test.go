package partnership_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

func TestSpottingLeavesOutWhatWasApproached(t *testing.T) {
	t.Parallel()
	h := open(t)
	town := h.place("Villeneuve", 0)
	west, east := h.place("Les Cerisiers", town), h.place("Le Gué", h.place("Autreville", 0))
	approached, taken := h.organisation("Approchée", kinds.MJC, west), h.organisation("Partenaire", kinds.MJC, west)
	h.organisation("Libre", kinds.CentreSocial, west)
	h.organisation("De la ville", kinds.MissionLocale, town)
	h.organisation("D’ailleurs", kinds.MJC, east)
	h.organisation("Un théâtre", kinds.Culturelle, west)
	gone := h.organisation("Supprimée", kinds.MJC, west)
	h.must(h.directory.Delete(t.Context(), h.head, gone))
	h.log(approached, "")
	id := h.add(taken, partnership.Contacted)
	names := func(s partnership.Search) string {
		t.Helper()
		out, err := h.Spot(t.Context(), h.member, h.project, s)
		h.must(err)
		var list []string
		for _, f := range out.Found {
			list = append(list, f.Name)
		}
		slices.Sort(list)
		return strings.Join(list, ", ")
	}
	for want, s := range map[string]partnership.Search{
		"De la ville, D’ailleurs, Libre": {},
		"De la ville, Libre":             {Territory: town},
		"Libre":                          {Territory: west},
		"D’ailleurs":                     {Territory: east},
		"Un théâtre":                     {Territory: town, Groups: []string{"culture"}},
		"Libre, Un théâtre":              {Territory: west, Groups: []string{"relais", "culture"}},
		"":                               {Territory: 999999},
	} {
		if got := names(s); got != want {
			t.Errorf("%+v: %s, want %s", s, got, want)
		}
	}
	h.must(h.TakeOff(t.Context(), h.team, id))
	if got := names(partnership.Search{Territory: west}); got != "Libre, Partenaire" {
		t.Errorf("taken off: %s", got)
	}
}

// TestSharingIsOneAct shares five organisations among two people, with a task each, and takes it back.
func TestSharingIsOneAct(t *testing.T) {
	t.Parallel()
	h := open(t)
	var all []int64
	for i := range 5 {
		all = append(all, h.organisation(fmt.Sprintf("Relais %d", i+1), kinds.MJC, 0))
	}
	theatre := h.organisation("Théâtre", kinds.Culturelle, 0)
	out, err := h.Share(postgres.Acting(t.Context()), h.team, "", h.project, partnership.Sharing{Organisations: append(all, theatre), People: []int64{h.member.ID, h.team.ID}, Deadline: workcal.Of(2025, 4, 18)})
	if h.must(err); out.Added != 6 || len(out.Already) != 0 || out.Partner == 0 {
		t.Fatalf("%+v", out)
	}
	l, err := h.List(t.Context(), h.intern, h.project)
	h.must(err)
	for i, p := range l.Partners {
		who := []string{"Inès Carpentier", "Samir Benali"}[i%2]
		role := partnership.Relay
		if p.Organisation.ID == theatre {
			role = partnership.CoOrganiser
		}
		if p.Stage != partnership.Spotted || p.Follower.Name != who || p.Call.Who != who || !p.Call.Open() || p.Role != role {
			t.Errorf("%+v", p)
		}
		task, err := h.plans.Task(t.Context(), h.team, p.Call.ID)
		if h.must(err); task.Row.Title != "Appeler "+p.Organisation.Name || task.Row.Category != plan.Partners || task.Row.Deadline != workcal.Of(2025, 4, 18) {
			t.Errorf("%+v", task.Row)
		}
	}
	h.must(h.plans.Finish(t.Context(), h.team, l.Partners[0].Call.ID, workcal.Of(2025, 4, 7)))
	if s := h.sheet(l.Partners[0].ID); s.Call.Open() || !s.Call.Done {
		t.Errorf("%+v", s.Call)
	}
	counts, err := h.Counts(t.Context(), h.intern, h.project)
	if h.must(err); counts != (partnership.Counts{Partners: 6, Board: 6, Calls: 5}) {
		t.Errorf("%+v", counts)
	}
	h.must(h.plans.Reopen(t.Context(), h.team, l.Partners[0].Call.ID))
	share, err := postgres.Scalar[string](t.Context(), h.db, `SELECT act::text FROM journal WHERE subject_kind = 'partner' ORDER BY id LIMIT 1`, nil)
	h.must(err)
	_, err = h.back.Undo(postgres.Acting(t.Context()), h.team, share)
	h.must(err)
	left, err := h.plans.Plan(t.Context(), h.team, h.project)
	if h.must(err); h.stages() != "" || len(left.Rows) != 0 {
		t.Errorf("undone: %s and %d tasks", h.stages(), len(left.Rows))
	}
}

func TestTwoWhoShareTheSameCallItOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b, c := h.organisation("A", kinds.MJC, 0), h.organisation("B", kinds.MJC, 0), h.organisation("C", kinds.MJC, 0)
	outs, errs := make([]partnership.Shared, 2), make([]error, 2)
	var both sync.WaitGroup
	for i, who := range []account.By{h.team, h.other} {
		both.Go(func() {
			outs[i], errs[i] = h.Share(t.Context(), who, "", h.project, partnership.Sharing{Organisations: []int64{a, b, []int64{c, h.project}[0]}[:2+i], People: []int64{who.ID}})
		})
	}
	both.Wait()
	if outs[0].Added+outs[1].Added != 3 && !(outs[1].Added == 3 && fault.Is(errs[0], fault.Conflict)) {
		t.Errorf("%+v %v", outs, errs)
	}
	if h.stages() != "A spotted, B spotted, C spotted" {
		t.Error(h.stages())
	}
	left, err := h.plans.Plan(t.Context(), h.team, h.project)
	if h.must(err); len(left.Rows) != 3 {
		t.Errorf("%d calls", len(left.Rows))
	}
	out, err := h.Share(t.Context(), h.team, "", h.project, partnership.Sharing{Organisations: []int64{a, h.organisation("D", kinds.MJC, 0)}})
	if h.must(err); out.Added != 1 || !slices.Equal(out.Already, []string{"A"}) {
		t.Errorf("%+v", out)
	}
	_, err = h.Share(t.Context(), h.team, "", h.project, partnership.Sharing{Organisations: []int64{a, b}})
	h.want(fault.Conflict, err)
	for _, wrong := range []partnership.Sharing{{}, {Organisations: slices.Repeat([]int64{1}, 1), People: []int64{h.intern.ID}}, {Organisations: []int64{a}, Deadline: workcal.Of(1200, 1, 1)}} {
		if _, err := h.Share(t.Context(), h.team, "", h.project, wrong); err == nil {
			t.Errorf("%+v was shared", wrong)
		}
	}
}

func TestCallsWaitForWhoHasToMakeThem(t *testing.T) {
	t.Parallel()
	h := open(t)
	waiting := func(by account.By) string {
		t.Helper()
		var list []partnership.Waiting
		b := &pgx.Batch{}
		partnership.ToCall(&list, by, 4)(b)
		h.must(h.db.SendBatch(t.Context(), b).Close())
		var names []string
		for _, w := range list {
			names = append(names, strings.TrimSpace(w.Name+" "+w.Step))
		}
		return strings.Join(names, ", ")
	}
	a, b := h.organisation("A", kinds.MJC, 0), h.organisation("B", kinds.MJC, 0)
	_, err := h.Share(t.Context(), h.team, "", h.project, partnership.Sharing{Organisations: []int64{a, b}, People: []int64{h.member.ID, h.team.ID}})
	h.must(err)
	if waiting(h.member) != "A" || waiting(h.team) != "B" || waiting(h.intern) != "" {
		t.Errorf("%s | %s | %s", waiting(h.member), waiting(h.team), waiting(h.intern))
	}
	l, err := h.List(t.Context(), h.team, h.project)
	h.must(err)
	h.must(h.plans.Finish(t.Context(), h.team, l.Partners[0].Call.ID, workcal.Of(2025, 4, 7)))
	h.log(a, "Envoyer le dossier")
	if got := waiting(h.member); got != "A Envoyer le dossier" {
		t.Error(got)
	}
	_, err = h.Move(t.Context(), h.team, h.project, []int64{l.Partners[0].ID}, nil, partnership.Declined)
	if h.must(err); waiting(h.member) != "" {
		t.Error(waiting(h.member))
	}
}
