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
			if h.must(err); id == 0 || h.stages() != c.want || len(moved.Moved) != strings.Count(c.want, "contacted") {
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
	if h.must(err); !slices.Equal(moved.Moved, []string{"A"}) {
		t.Errorf("%v", moved)
	}
	_, err = h.Move(t.Context(), h.team, h.project, []int64{p}, nil, partnership.Spotted)
	h.must(err)
	again, moved, err := h.Log(t.Context(), h.team, key, d, partner.Next{})
	if h.must(err); again != id || len(moved.Moved) > 0 || h.stages() != "A spotted" {
		t.Errorf("%d, then %d moves %v: %s", id, again, moved, h.stages())
	}
}

// TestAFirstCallIsDoneOnceSomebodyWasReached logs exchanges with those whose first call waits.
func TestAFirstCallIsDoneOnceSomebodyWasReached(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		who     func(house) account.By
		outcome partner.Outcome
		want    string // whose call is done
	}{
		"reached":                   {func(h house) account.By { return h.member }, partner.Reached, "A"},
		"it is not said":            {func(h house) account.By { return h.team }, "", "A"},
		"nobody answers":            {func(h house) account.By { return h.member }, partner.NoAnswer, ""},
		"a message is left":         {func(h house) account.By { return h.member }, partner.Message, ""},
		"to be called again":        {func(h house) account.By { return h.member }, partner.CallBack, ""},
		"an intern, somebody's own": {func(h house) account.By { return h.intern }, partner.Reached, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := open(t)
			a, b := h.organisation("A", kinds.MJC, 0), h.organisation("B", kinds.MJC, 0)
			_, err := h.Share(t.Context(), h.team, "", h.project, partnership.Sharing{Organisations: []int64{a, b}, People: []int64{h.member.ID}})
			h.must(err)
			d := partner.InteractionDraft{Channel: partner.Call, Day: workcal.Of(2025, 4, 2), Outcome: c.outcome, Organisations: []partner.Ref{{ID: a}}, Projects: []partner.Ref{{ID: h.project}}}
			const key = "0123456789abcdef0123"
			_, done, err := h.Log(t.Context(), c.who(h), key, d, partner.Next{})
			h.must(err)
			l, err := h.List(t.Context(), h.team, h.project)
			h.must(err)
			called := ""
			for _, p := range l.Partners {
				if p.Call.Done {
					called += p.Organisation.Name
				}
			}
			if called != c.want || strings.Join(done.Called, "") != c.want {
				t.Errorf("the calls of %q are done, and %q is said; want %q", called, done.Called, c.want)
			}
			if c.want != "" {
				h.must(h.plans.UntickTask(t.Context(), h.team, l.Partners[0].Call.ID))
				if _, again, err := h.Log(t.Context(), c.who(h), key, d, partner.Next{}); err != nil || again.Called != nil {
					t.Errorf("sent twice: %v, %v", again, err)
				}
			}
		})
	}
}

// TestWhoMayBeCalledIsThereAndDidNotRefuse reads the people of partners that have no contact of their own.
func TestWhoMayBeCalledIsThereAndDidNotRefuse(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.organisation("A", kinds.MJC, 0), h.organisation("B", kinds.MJC, 0)
	person := func(name string, organisation int64, consent partner.Consent, until workcal.Date) int64 {
		id, err := h.directory.CreateContact(t.Context(), h.team, "", partner.ContactDraft{LastName: name, Consent: consent, Phones: []partner.Phone{"+33199000001"}}, organisation, partner.PostDraft{Until: until})
		h.must(err)
		return id
	}
	person("Zaïd", a, partner.ConsentGiven, 0)
	person("Amina", a, partner.ConsentUnknown, 0)
	person("Refusée", a, partner.ConsentRefused, 0)
	person("Partie", a, partner.ConsentUnknown, workcal.Of(2025, 3, 1))
	own := person("Bruno", b, partner.ConsentUnknown, 0)
	one := h.add(a, partnership.Spotted)
	_, err := h.Add(t.Context(), h.team, "", h.project, partnership.Draft{Organisation: partner.Ref{ID: b}, Role: partnership.Relay, Contact: partner.Ref{ID: own}})
	h.must(err)
	people, err := h.Reachables(t.Context(), h.team, h.project)
	h.must(err)
	if len(people) != 1 || len(people[one]) != 2 || people[one][0].Name != "Amina" || people[one][1].Name != "Zaïd" || people[one][0].Phones[0].Number() != "+33199000001" {
		t.Errorf("%+v", people)
	}
}
