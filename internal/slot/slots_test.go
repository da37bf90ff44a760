package slot_test

import (
	"strings"
	"testing"
	"time"

	"parvis/internal/activity"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

func TestASlotIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := h.on(570, 630, h.hall)
	d.SetUp, d.Tidy, d.Capacity, d.Notes = 30, 15, 12, " Micro \n\n\n HF "
	id := h.add(h.team, d)
	s := h.sheet(id)
	if s.Status != slot.Planned || s.Times != d.Times || s.Space.Name != "Auditorium" || s.SetUp != 30 || s.Tidy != 15 || s.Capacity != 12 || s.Version != 1 || s.Activity.Title != "Visite des réserves" ||
		s.Name() != "Visite des réserves, 13 juin 2025 à 9\u00a0h\u00a030" || s.Project.Title != "JEA 2025" || s.AuthorIs != "Samir Benali" {
		t.Errorf("%+v", s)
	}
	if got := s.Start().UTC(); !got.Equal(time.Date(2025, 6, 13, 7, 30, 0, 0, time.UTC)) {
		t.Errorf("begins at %v", got)
	}
	d.From, d.To, d.Space, d.Elsewhere = 600, 660, partner.Ref{}, "12, rue de la Gare"
	_, err := h.Edit(t.Context(), h.team, id, 1, d, false)
	h.must(err)
	if s = h.sheet(id); s.Place() != "12, rue de la Gare" || s.Version != 2 || h.firm() != "" {
		t.Errorf("%+v, %s", s, h.firm())
	}
	_, err = h.Edit(t.Context(), h.team, id, 2, d, false)
	if h.must(err); h.sheet(id).Version != 2 {
		t.Error("the same again is written")
	}
	_, err = h.Edit(t.Context(), h.team, id, 1, h.on(700, 760, 0), false)
	if stale, ok := fault.StaleOf(err); !ok || len(stale.Texts) == 0 {
		t.Errorf("stale: %v", err)
	}
	if got := h.history(id); !strings.Contains(got, "a modifié la séance") || !strings.Contains(got, "a créé la séance") {
		t.Error(got)
	}
}

func TestWhatASlotMayNotBe(t *testing.T) {
	t.Parallel()
	h := open(t)
	spring := workcal.Of(2025, 3, 30)
	for _, c := range []struct {
		field string
		d     slot.Draft
	}{
		{slot.FieldDay, slot.Draft{Times: slot.Times{From: 600, To: 660}}},
		{slot.FieldDay, slot.Draft{Times: slot.Times{Day: workcal.Of(1999, 1, 1), From: 600, To: 660}}},
		{slot.FieldTo, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 600}}},
		{slot.FieldTo, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 600 + slot.Day + 1}}},
		{slot.FieldFrom, slot.Draft{Times: slot.Times{Day: friday, From: -1, To: 60}}},
		{slot.FieldFrom, slot.Draft{Times: slot.Times{Day: spring, From: 150, To: 240}}}, // 2:30, when clocks pass from 2 to 3
		{slot.FieldPlace, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Space: partner.Ref{ID: h.hall}, Elsewhere: "Ailleurs"}},
		{slot.FieldPlace, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Elsewhere: strings.Repeat("a", slot.MaxElsewhere+1)}},
		{slot.FieldSpace, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Space: partner.Ref{ID: 12345}}},
		{slot.FieldCapacity, slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Capacity: -1}},
		{"montage", slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, SetUp: slot.MaxSpare + 1}},
		{"rangement", slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Tidy: -1}},
		{"notes", slot.Draft{Times: slot.Times{Day: friday, From: 600, To: 660}, Notes: "a\x00"}},
	} {
		c.d.ActivityID = h.visit
		_, _, err := h.Create(t.Context(), h.team, "", h.project, c.d, true)
		h.broken(c.field, err)
	}
	other := h.newActivity(h.newProject("Autre"), "Ailleurs")
	d := h.on(600, 660, 0)
	d.ActivityID = other
	_, _, err := h.Create(t.Context(), h.team, "", h.project, d, true)
	h.broken(slot.FieldActivity, err)
}

func TestNightsAndDaysAreAsLongAsTheyAre(t *testing.T) {
	t.Parallel()
	h := open(t)
	for _, c := range []struct {
		day      workcal.Date
		from, to int
		starts   string
		ends     string
		lasts    int
	}{
		{workcal.Of(2025, 5, 17), 18 * 60, 25 * 60, "2025-05-17T16:00:00Z", "2025-05-17T23:00:00Z", 420}, // the Nuit des musées
		{workcal.Of(2025, 10, 25), 22 * 60, 28 * 60, "2025-10-25T20:00:00Z", "2025-10-26T03:00:00Z", 420},
		{workcal.Of(2025, 3, 29), 22 * 60, 28 * 60, "2025-03-29T21:00:00Z", "2025-03-30T02:00:00Z", 300},
		{workcal.Of(2024, 2, 29), 14*60 + 30, 16 * 60, "2024-02-29T13:30:00Z", "2024-02-29T15:00:00Z", 90},
		{workcal.Of(2025, 1, 31), 22 * 60, 26 * 60, "2025-01-31T21:00:00Z", "2025-02-01T01:00:00Z", 240},
		{workcal.Of(2025, 10, 26), 0, 24 * 60, "2025-10-25T22:00:00Z", "2025-10-26T23:00:00Z", 1500},
	} {
		d := slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: c.day, From: c.from, To: c.to}}
		s := h.sheet(h.add(h.team, d))
		if s.Times != d.Times || s.Start().UTC().Format(time.RFC3339) != c.starts || s.End().UTC().Format(time.RFC3339) != c.ends || s.Lasts() != c.lasts {
			t.Errorf("%v: %+v %v %v %d", c.day, s.Times, s.Start().UTC(), s.End().UTC(), s.Lasts())
		}
	}
}

func TestAnInternProposesAndTheTeamPlans(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.add(h.intern, h.on(600, 660, h.hall))
	if s := h.sheet(id); s.Status != slot.Proposed || h.firm() != "1:false" {
		t.Errorf("%s, %s", s.Status, h.firm())
	}
	_, err := h.Edit(t.Context(), h.intern, id, 1, h.on(615, 675, h.hall), false)
	h.must(err)
	_, err = h.SetStatus(t.Context(), h.intern, h.project, []int64{id}, slot.Planned, "", false)
	h.want(fault.Forbidden, err)
	_, _, err = h.Create(t.Context(), h.stranger, "", h.project, h.on(600, 660, 0), true)
	h.want(fault.Forbidden, err)
	_, err = h.Edit(t.Context(), h.stranger, id, 2, h.on(600, 660, 0), false)
	h.want(fault.Forbidden, err)
	_, err = h.SetStatus(t.Context(), h.team, h.project, []int64{id}, slot.Planned, "", false)
	if h.must(err); h.firm() != "1:true" {
		t.Error(h.firm())
	}
	_, err = h.Edit(t.Context(), h.intern, id, 3, h.on(700, 760, h.hall), false)
	h.want(fault.Forbidden, err)
	h.want(fault.Forbidden, h.Delete(t.Context(), h.team, id))
	h.must(h.Delete(t.Context(), h.head, id))
	_, err = h.Slot(t.Context(), h.team, id)
	h.want(fault.NotFound, err)
	h.want(fault.NotFound, h.Restore(t.Context(), h.team, id))
	h.must(h.Restore(t.Context(), h.head, id))
	if h.firm() != "1:true" {
		t.Error(h.firm())
	}
}

func TestConflictsAreToldBeforeTheyAreMade(t *testing.T) {
	t.Parallel()
	h := open(t)
	first := h.add(h.team, h.on(600, 660, h.hall))
	d := h.on(630, 690, h.hall)
	d.ActivityID = h.talk
	_, _, err := h.Create(t.Context(), h.team, "", h.project, d, false)
	h.broken(slot.FieldDespite, err)
	if p, _ := fault.ProblemsOf(err); !strings.Contains(p.For(slot.FieldDespite), "Deux séances en même temps au même endroit (Auditorium) le vendredi 13 juin 2025\u00a0: «\u00a0Visite des réserves\u00a0», de 10\u00a0h à 11\u00a0h, et «\u00a0Conférence\u00a0», de 10\u00a0h\u00a030 à 11\u00a0h\u00a030.") {
		t.Error(p)
	}
	id, effects, err := h.Create(t.Context(), h.team, "", h.project, d, true)
	h.must(err)
	if len(effects.Appeared) != 1 || h.told() == "" || h.firm() != "1:true 2:false" {
		t.Errorf("%+v\n%s\n%s", effects, h.told(), h.firm())
	}
	if s := h.sheet(first); len(s.Conflicts) != 1 {
		t.Errorf("%+v", s.Conflicts)
	}
	done, err := h.Move(t.Context(), h.team, h.project, []int64{id}, slot.Moving{Minutes: 30}, false)
	h.must(err)
	if len(done.Solved) != 1 || done.Changed != 1 || h.told() != "" || h.firm() != "1:true 2:true" {
		t.Errorf("%+v\n%s\n%s", done, h.told(), h.firm())
	}
	h.must(h.undo(h.team))
	if h.told() == "" || h.firm() != "1:true 2:false" {
		t.Errorf("%s\n%s", h.told(), h.firm())
	}
	// What is told is told for the first time only: editing something else is not asked about again.
	d.Notes = "Micro"
	_, err = h.Edit(t.Context(), h.team, id, h.sheet(id).Version, d, false)
	h.must(err)
}

func TestEachKindOfConflictIsTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	asked := func(d slot.Draft, want string) {
		t.Helper()
		_, _, err := h.Create(t.Context(), h.team, "", h.project, d, false)
		if p, _ := fault.ProblemsOf(err); !strings.Contains(p.For(slot.FieldDespite), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	d := h.on(600, 660, h.hall)
	d.Tidy = 30
	h.add(h.team, d)
	asked(h.on(675, 720, h.hall), "Pas assez de temps pour ranger et monter entre deux séances (Auditorium) le vendredi 13 juin 2025")
	d = h.on(800, 860, h.hall)
	d.Capacity = 25
	asked(d, "la jauge, 25, dépasse les 20\u00a0places de l’espace (Auditorium)")
	d = h.on(600, 660, 0)
	d.Day = friday.AddDays(3)
	asked(d, "est en dehors de l’événement\u00a0: le lundi 16 juin 2025")
	d.Day, d.From, d.To = friday.AddDays(2), 22*60, 25*60 // the last night is the event's still
	_, _, err := h.Create(t.Context(), h.team, "", h.project, d, false)
	h.must(err)
	other := h.newProject("Festival")
	elsewhere := h.newActivity(other, "Concert")
	_, _, err = h.Create(t.Context(), h.team, "", other, slot.Draft{ActivityID: elsewhere, Times: slot.Times{Day: friday, From: 900, To: 1000}, Space: partner.Ref{ID: h.court}}, false)
	h.must(err)
	asked(h.on(930, 960, h.court), "«\u00a0Concert\u00a0», de 15\u00a0h à 16\u00a0h\u00a040")
	for range 2 {
		h.must(h.activities.SetState(t.Context(), h.head, h.talk, h.version(h.talk), activity.Announced, ""))
	}
	if got := h.told(); got != "«\u00a0Conférence\u00a0» est annoncée et n’a aucune séance prévue." {
		t.Error(got)
	}
	d = h.on(600, 660, 0)
	d.ActivityID = h.talk
	_, effects, err := h.Create(t.Context(), h.team, "", h.project, d, false)
	if h.must(err); len(effects.Appeared) != 1 || len(effects.Solved) != 1 || !strings.Contains(h.told(), "son lieu n’est pas connu") {
		t.Errorf("%+v %s", effects.Sentences(), h.told())
	}
}

func (h house) version(activity int64) int {
	h.t.Helper()
	a, err := h.activities.Activity(h.t.Context(), h.head, activity)
	h.must(err)
	return a.Version
}

func TestSeveralAreMovedCancelledAndComeBackAsOne(t *testing.T) {
	t.Parallel()
	h := open(t)
	a, b := h.add(h.team, h.on(600, 660, h.hall)), h.add(h.team, h.on(660, 720, h.hall))
	// Each takes the place that the other leaves.
	done, err := h.Move(postgres.Acting(t.Context()), h.team, h.project, []int64{b, a, b}, slot.Moving{Minutes: 60}, false)
	h.must(err)
	if done.Changed != 2 || h.firm() != "1:true 2:true" || h.sheet(a).From != 660 || h.sheet(b).From != 720 {
		t.Errorf("%+v %s", done, h.firm())
	}
	_, err = h.Move(postgres.Acting(t.Context()), h.team, h.project, []int64{a, b}, slot.Moving{Days: 1, Space: h.court}, false)
	if h.must(err); h.sheet(a).Day != friday.AddDays(1) || h.sheet(b).Space.Name != "Cour" {
		t.Errorf("%+v", h.sheet(a))
	}
	h.must(h.undo(h.team))
	if h.sheet(a).Day != friday || h.sheet(b).Space.Name != "Auditorium" || h.firm() != "1:true 2:true" {
		t.Errorf("%+v %s", h.sheet(b), h.firm())
	}
	_, err = h.SetStatus(postgres.Acting(t.Context()), h.team, h.project, []int64{a, b}, slot.Cancelled, " Pluie ", false)
	if h.must(err); h.sheet(a).Because != "Pluie" || h.firm() != "" {
		t.Errorf("%+v %s", h.sheet(a), h.firm())
	}
	h.must(h.undo(h.team))
	if s := h.sheet(a); s.Status != slot.Planned || s.Because != "" || h.firm() != "1:true 2:true" {
		t.Errorf("%+v %s", s, h.firm())
	}
	for _, c := range []func() error{
		func() error {
			_, err := h.Move(t.Context(), h.team, h.project, nil, slot.Moving{Minutes: 5}, false)
			return err
		},
		func() error {
			_, err := h.Move(t.Context(), h.team, h.project, []int64{a}, slot.Moving{}, false)
			return err
		},
		func() error {
			_, err := h.Move(t.Context(), h.team, h.project, []int64{a}, slot.Moving{Days: 10_000}, false)
			return err
		},
		func() error {
			_, err := h.SetStatus(t.Context(), h.team, h.project, []int64{a}, "loin", "", false)
			return err
		},
		func() error {
			_, err := h.SetStatus(t.Context(), h.team, h.project, []int64{a}, slot.Cancelled, strings.Repeat("a", slot.MaxBecause+1), false)
			return err
		},
		func() error {
			_, err := h.SetStatus(t.Context(), h.team, h.project, make([]int64, slot.MaxAtOnce+1), slot.Planned, "", false)
			return err
		},
	} {
		if err := c(); !fault.Is(err, fault.Invalid) && !fault.Is(err, fault.NotFound) {
			t.Error(err)
		}
	}
	_, err = h.Move(t.Context(), h.team, h.newProject("Un autre"), []int64{a}, slot.Moving{Minutes: 5}, false)
	h.want(fault.NotFound, err)
	_, err = h.SetStatus(t.Context(), h.team, h.project, []int64{a, 12345}, slot.Planned, "", false)
	h.want(fault.NotFound, err)
}

func TestASlotIsRepeatedInOneStep(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := h.on(570, 615, h.hall)
	d.Capacity, d.Notes = 12, "Pour la première"
	id := h.add(h.team, d)
	made, err := h.Repeat(t.Context(), h.team, "", id, slot.Repeating{Every: 60, Count: 4, Days: []int{0, 1}}, false)
	h.must(err)
	p := h.programme()
	if len(made.IDs) != 7 || len(p.Slots) != 8 || len(p.On(friday)) != 4 || p.Slots[3].Hours() != "12\u00a0h\u00a030\u00a0–\u00a013\u00a0h\u00a015" || p.Slots[7].Capacity != 12 || p.Slots[7].Notes != "" {
		t.Errorf("%v", made.IDs)
	}
	h.must(h.undo(h.team))
	if n := len(h.programme().Slots); n != 1 {
		t.Errorf("%d slots once taken back", n)
	}
	made, err = h.Repeat(t.Context(), h.team, "", id, slot.Repeating{Every: 60, Until: 12 * 60, Days: []int{0}}, false)
	if h.must(err); len(made.IDs) != 1 { // at 10:30, the last that ends by noon
		t.Errorf("%v", made.IDs)
	}
	_, err = h.Repeat(t.Context(), h.team, "", id, slot.Repeating{Every: 30, Count: 3, Days: []int{0}}, false)
	h.broken(slot.FieldDespite, err)
	for field, rep := range map[string]slot.Repeating{"toutes": {Every: -1, Days: []int{0}}, "fois": {Every: 60, Days: []int{0}}, "jours": {Every: 60, Count: 2}} {
		_, err = h.Repeat(t.Context(), h.team, "", id, rep, false)
		h.broken(field, err)
	}
	_, err = h.Repeat(t.Context(), h.team, "", id, slot.Repeating{Days: []int{0}}, false)
	h.broken("fois", err)
	many := slot.Repeating{Every: 1, Count: slot.MaxRepeated, Days: []int{1, 2}}
	_, err = h.Repeat(t.Context(), h.team, "", id, many, true)
	h.broken("fois", err)
}

func TestWhatIsThrownAwayHoldsNoSpace(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.add(h.team, h.on(600, 660, h.hall))
	h.must(h.activities.Delete(t.Context(), h.head, h.visit))
	if h.firm() != "" || len(h.programme().Slots) != 0 {
		t.Error(h.firm())
	}
	h.must(h.activities.Restore(t.Context(), h.head, h.visit))
	if h.firm() != "1:true" {
		t.Error(h.firm())
	}
	h.must(h.activities.SetState(t.Context(), h.team, h.visit, h.version(h.visit), activity.SetAside, "Trop cher"))
	if h.firm() != "" {
		t.Error(h.firm())
	}
	h.must(h.activities.SetState(t.Context(), h.team, h.visit, h.version(h.visit), activity.Idea, ""))
	h.must(h.projects.Delete(t.Context(), h.head, h.project))
	if h.firm() != "" {
		t.Error(h.firm())
	}
	h.must(h.projects.Restore(t.Context(), h.head, h.project))
	if h.firm() != "1:true" {
		t.Error(h.firm())
	}
}
