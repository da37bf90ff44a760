package partnership_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/account"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/partnership"
	"parvis/internal/workcal"
)

func TestTheLastExchangeWithAPartnerIsSeen(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.organisation("A", kinds.MJC, 0)
	id := h.add(a, partnership.Spotted)
	h.log(a, "Rappeler")
	if s := h.sheet(id); s.Last.DayText() != "2 avril 2025" || s.Last.Next != "Rappeler" || s.Last.NextDay != workcal.Of(2025, 4, 10) || s.Last.Channel != partner.Call {
		t.Errorf("%+v", s.Last)
	}
}

// TestAnExchangeMovesWhatWasOnlySpotted logs exchanges with four organisations, of which one is spotted, one engaged and one off the
// board: the first moves, where somebody may have heard of the project and whoever logs it may edit its partners.
func TestAnExchangeMovesWhatWasOnlySpotted(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		who     func(house) account.By
		outcome partner.Outcome
		about   bool
		ended   bool
		want    string
	}{
		"a member reaches them":       {func(h house) account.By { return h.member }, partner.Reached, true, false, "A contacted, B engaged, C "},
		"a message is left":           {func(h house) account.By { return h.team }, partner.Message, true, false, "A contacted, B engaged, C "},
		"an e-mail is sent":           {func(h house) account.By { return h.team }, "", true, false, "A contacted, B engaged, C "},
		"nobody answers":              {func(h house) account.By { return h.team }, partner.NoAnswer, true, false, "A spotted, B engaged, C "},
		"it is not about the project": {func(h house) account.By { return h.team }, partner.Reached, false, false, "A spotted, B engaged, C "},
		"an intern who is no member":  {func(h house) account.By { return h.intern }, partner.Reached, true, false, "A spotted, B engaged, C "},
		"the project is archived":     {func(h house) account.By { return h.head }, partner.Reached, true, true, "A spotted, B engaged, C "},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			d := partner.InteractionDraft{Channel: partner.Email, Day: workcal.Of(2025, 4, 2), Outcome: c.outcome}
			if c.outcome != "" {
				d.Channel = partner.Call
			}
			for name, stage := range map[string]partnership.Stage{"A": partnership.Spotted, "B": partnership.Engaged, "C": ""} {
				d.Organisations = append(d.Organisations, partner.Ref{ID: h.organisation(name, kinds.MJC, 0)})
				h.add(d.Organisations[len(d.Organisations)-1].ID, stage)
			}
			d.Organisations = append(d.Organisations, partner.Ref{ID: h.organisation("D", kinds.MJC, 0)})
			if c.about {
				d.Projects = []partner.Ref{{ID: h.project}}
			}
			if c.ended {
				h.must(h.programme.Archive(t.Context(), h.head, h.project, 1))
			}
			id, moved, err := h.Log(t.Context(), c.who(h), "", d, partner.Next{})
			if h.must(err); id == 0 || h.stages() != c.want || len(moved) != strings.Count(c.want, "contacted") {
				t.Errorf("exchange %d moves %v: %s, want %s", id, moved, h.stages(), c.want)
			}
		})
	}
}

func TestASecondSendingOfAnExchangeMovesNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	a := h.organisation("A", kinds.MJC, 0)
	p := h.add(a, partnership.Spotted)
	d := partner.InteractionDraft{Channel: partner.Visit, Day: workcal.Of(2025, 4, 2), Organisations: []partner.Ref{{ID: a}}, Projects: []partner.Ref{{ID: h.project}}}
	const key = "0123456789abcdef0123"
	id, moved, err := h.Log(t.Context(), h.team, key, d, partner.Next{})
	if h.must(err); !slices.Equal(moved, []string{"A"}) {
		t.Errorf("%v", moved)
	}
	_, err = h.Move(t.Context(), h.team, h.project, []int64{p}, partnership.Spotted)
	h.must(err)
	again, moved, err := h.Log(t.Context(), h.team, key, d, partner.Next{})
	if h.must(err); again != id || len(moved) > 0 || h.stages() != "A spotted" {
		t.Errorf("%d, then %d moves %v: %s", id, again, moved, h.stages())
	}
}
