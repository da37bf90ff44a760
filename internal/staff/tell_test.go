package staff_test

import (
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// untold writes what people were not told yet.
func (h house) untold() string {
	h.t.Helper()
	list, err := h.Untold(h.t.Context(), h.head, h.project)
	h.must(err)
	var said []string
	for _, n := range list {
		for _, p := range n.Posts {
			said = append(said, strings.Split(n.Name, " ")[0]+" "+slot.Clock(p.From)+" "+p.SinceText())
		}
	}
	return plain(strings.Join(said, " | "))
}

func TestPeopleAreToldOnceAndAgainOfWhatChanges(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	a, b := h.slot(10, 12), h.slot(14, 16)
	team, intern := crew.OfPerson(h.team.ID), crew.OfPerson(h.intern.ID)
	h.give(h.needs(a, "3 accueils")[0], h.marc, intern, team)
	h.give(h.needs(b, "1 accueil")[0], intern)
	if got := h.untold(); got != "Marc 10 h nouveau | Samir 10 h nouveau | Zoé 10 h nouveau | Zoé 14 h nouveau" {
		t.Errorf("%s", got)
	}
	_, err := h.Tell(ctx, h.intern, h.project, 0)
	h.want(fault.Forbidden, err)
	told, err := h.Tell(ctx, h.head, h.project, 0)
	h.must(err)
	if len(told) != 2 || h.untold() != "Marc 10 h nouveau" { // whoever has no account is told by somebody
		t.Errorf("%+v, %s", told, h.untold())
	}
	if got := h.notices(h.intern); got != "slot_given slot_given" {
		t.Errorf("%s", got)
	}
	_, err = h.Tell(ctx, h.head, h.project, h.marc)
	h.must(err)
	_, err = h.Tell(ctx, h.head, h.project, 0)
	h.want(fault.Conflict, err)
	_, err = h.Answer(ctx, h.intern, h.post(a, intern), staff.Yes)
	h.must(err)
	// It moves, and one of them is off it: each is told what concerns her, and who had said yes is asked again.
	_, err = h.slots.Move(ctx, h.team, h.project, []int64{a}, slot.Moving{Minutes: 30, Space: h.court}, true)
	h.must(err)
	_, err = h.Take(ctx, h.head, h.post(a, team))
	h.must(err)
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{b}, slot.Cancelled, "Pluie", true)
	h.must(err)
	before := "changé ; avant : vendredi 13 juin 2025, 10 h – 12 h, Auditorium"
	if got, want := h.untold(), "Marc 10 h 30 "+before+" | Samir 10 h 30 retiré de votre feuille de route | Zoé 10 h 30 "+before+" | Zoé 14 h annulée"; got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	h.must2(h.Tell(ctx, h.head, h.project, 0))
	if got := h.notices(h.intern); got != "slot_given slot_given slot_moved slot_off" {
		t.Errorf("%s", got)
	}
	if got, want := h.told(a), "3 accueils Marc Zoé manque 1 accueil"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// Given again, it is new again.
	h.give(h.of(a).Needs[0].ID, team)
	if got := h.untold(); got != "Marc 10 h 30 "+before+" | Samir 10 h 30 nouveau" {
		t.Errorf("%s", got)
	}
	h.must2(h.Tell(ctx, h.head, h.project, 0))
	if err := h.undo(h.head); !fault.Is(err, fault.Conflict) {
		t.Errorf("what was told is taken back: %v", err)
	}
	// Whoever said no is told nothing more.
	_, err = h.Answer(ctx, h.intern, h.post(a, intern), staff.No)
	h.must(err)
	h.must(h.slots.Delete(ctx, h.head, a))
	if got := h.untold(); got != "Marc 10 h 30 supprimé | Samir 10 h 30 supprimé" {
		t.Errorf("%s", got)
	}
}

func (h house) must2(_ []staff.News, err error) {
	h.t.Helper()
	h.must(err)
}

// Proposed slots are told to nobody.
func TestWhatIsOnlyProposedIsNotTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.slotOf(h.intern, h.project, h.visit, 10, 12, h.hall)
	h.give(h.needs(id, "1 accueil")[0], h.marc)
	if got := h.untold(); got != "" {
		t.Errorf("%s", got)
	}
	_, err := h.slots.SetStatus(t.Context(), h.team, h.project, []int64{id}, slot.Planned, "", true)
	h.must(err)
	if got := h.untold(); got != "Marc 10 h nouveau" {
		t.Errorf("%s", got)
	}
}
