package staff_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

func TestGivingAsksWhenItDoesNotHoldThenAllows(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	early, late, after := h.slot(10, 12), h.slotOf(h.team, h.project, h.visit, 11, 13, h.court), h.slotOf(h.team, h.project, h.visit, 12, 14, h.court)
	signs, hall := h.needs(early, "1 médiatrice LSF")[0], h.needs(late, "2 accueils")[0]
	next := h.needs(after, "1 accueil")[0]
	asks := func(need int64, hand crew.Hand, said string) {
		t.Helper()
		_, err := h.Give(ctx, h.team, need, hand, false)
		h.broken(slot.FieldDespite, said, err)
	}
	asks(signs, h.marc, "Marc Delaunay n’a pas la compétence demandée (LSF).")
	given, err := h.Give(ctx, h.team, signs, h.nadia, false)
	h.must(err)
	if given.Count != 1 || len(given.Said) != 0 {
		t.Errorf("%+v", given)
	}
	asks(signs, h.marc, "est déjà pourvu")
	asks(hall, h.nadia, "Nadia Rahmani a deux séances en même temps le vendredi 13 juin 2025 : « Visite », de 10 h à 12 h, et « Visite », de 11 h à 13 h.")
	asks(next, h.nadia, "Nadia Rahmani n’a pas le temps d’aller d’un lieu à l’autre")
	h.away(h.intern, friday, friday)
	asks(hall, crew.OfPerson(h.intern.ID), "Zoé Petit n’est pas là le vendredi 13 juin 2025")
	given, err = h.Give(ctx, h.team, hall, h.nadia, true)
	h.must(err)
	if given.Count != 1 || len(given.Said) != 1 {
		t.Errorf("%+v", given)
	}
	// What is given in spite of it is not firm; once the first is taken back, it is no double any more.
	if got, want := h.firm(), fmt.Sprintf("%d:%d %d:%d?", early, h.nadia, late, h.nadia); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	given, err = h.Give(ctx, h.team, hall, h.nadia, false) // she has it
	h.must(err)
	if given.Count != 0 {
		t.Errorf("%+v", given)
	}
	gone, err := h.Take(ctx, h.team, h.post(early, h.nadia))
	h.must(err)
	if gone.Name != "Nadia Rahmani" || h.told(early) != "1 médiatrice LSF manque 1 médiatrice LSF" {
		t.Errorf("%+v, %s", gone, h.told(early))
	}
	if got := h.history(early); !strings.HasPrefix(got, "Samir Benali a changé les postes de la séance | Médiatrice LSF: Nadia Rahmani → \nSamir Benali a changé les postes de la séance | Médiatrice LSF:  → Nadia Rahmani\n") {
		t.Errorf("%s", got)
	}
	h.must(h.undo(h.team))
	if got := h.told(early); got != "1 médiatrice LSF Nadia" {
		t.Errorf("%s", got)
	}
}

func TestWhatCannotBeGiven(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.slot(10, 12)
	needs := h.needs(id, "1 accueil\n1 guide")
	give := func(need int64, hand crew.Hand) error { _, err := h.Give(ctx, h.team, need, hand, true); return err }
	h.want(fault.NotFound, give(9999, h.marc))
	h.broken(staff.FieldHand, "peut recevoir des séances", give(needs[0], 0))
	h.broken(staff.FieldHand, "peut recevoir des séances", give(needs[0], -9999))
	inactive, err := h.crew.Create(ctx, h.team, "", crew.Draft{Name: "Partie", Kind: crew.Other})
	h.must(err)
	h.broken(staff.FieldHand, "peut recevoir des séances", give(needs[0], crew.OfOutsider(inactive)))
	h.give(needs[0], h.marc)
	h.broken(staff.FieldHand, "Marc Delaunay est déjà sur cette séance", give(needs[1], h.marc))
	_, err = h.GiveMany(ctx, h.team, []staff.Pair{{Need: needs[0], Hand: h.nadia}, {Need: needs[1], Hand: h.nadia}}, true)
	h.broken(staff.FieldHand, "est déjà sur cette séance", err)
	_, err = h.GiveMany(ctx, h.team, nil, true)
	h.broken(staff.FieldHand, "Personne", err)
	_, err = h.GiveMany(ctx, h.team, make([]staff.Pair, staff.MaxAtOnce+1), true)
	h.broken(staff.FieldHand, "au plus", err)
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{id}, slot.Cancelled, "Pluie", true)
	h.must(err)
	h.want(fault.Conflict, give(needs[1], h.nadia))
	h.must(h.slots.Delete(ctx, h.head, id))
	h.want(fault.NotFound, give(needs[1], h.nadia))
	_, err = h.Take(ctx, h.team, 9999)
	h.want(fault.NotFound, err)
	_, err = h.Answer(ctx, h.team, 9999, staff.Yes)
	h.want(fault.NotFound, err)
}

func TestWhoMayTakeBackAndAnswer(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	id := h.slot(10, 12)
	h.give(h.needs(id, "3 accueils")[0], h.marc, crew.OfPerson(h.intern.ID))
	own, marc := h.post(id, crew.OfPerson(h.intern.ID)), h.post(id, h.marc)
	_, err := h.Take(ctx, h.intern, own)
	h.want(fault.Forbidden, err)
	_, err = h.Answer(ctx, h.stranger, own, staff.Yes)
	h.want(fault.Forbidden, err)
	_, err = h.Answer(ctx, h.intern, marc, staff.Yes)
	h.want(fault.Forbidden, err)
	_, err = h.Answer(ctx, h.intern, own, "maybe")
	h.broken("reponse", "oui ou par non", err)
	_, err = h.Answer(ctx, h.intern, own, staff.No)
	h.must(err)
	_, err = h.Answer(ctx, h.head, marc, staff.Yes)
	h.must(err)
	if got, want := h.told(id), "3 accueils Marc=yes Zoé=no manque 2 accueils"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := h.notices(h.team); got != "declined" {
		t.Errorf("who gave it is told %q", got)
	}
	if got, want := h.firm(), fmt.Sprintf("%d:%d", id, h.marc); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	h.give(h.of(id).Needs[0].ID, crew.OfPerson(h.intern.ID)) // asked anew
	if got, want := h.told(id), "3 accueils Marc=yes Zoé manque 1 accueil"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	_, err = h.Answer(ctx, h.intern, own, staff.Yes)
	h.must(err)
	h.must(h.undo(h.intern))
	if got, want := h.told(id), "3 accueils Marc=yes Zoé manque 1 accueil"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestSlotsThatMoveTakeTheirPeopleAlong moves, exchanges, cancels and deletes slots that people are on.
func TestSlotsThatMoveTakeTheirPeopleAlong(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	a, b := h.slot(10, 12), h.slotOf(h.team, h.project, h.visit, 12, 14, h.hall)
	h.give(h.needs(a, "1 accueil")[0], h.marc)
	h.give(h.needs(b, "1 accueil")[0], h.marc)
	both := fmt.Sprintf("%d:%d %d:%d", a, h.marc, b, h.marc)
	if got := h.firm(); got != both {
		t.Fatalf("%s", got)
	}
	// Both go an hour later at once: neither meets what the other one leaves.
	_, err := h.slots.Move(ctx, h.team, h.project, []int64{a, b}, slot.Moving{Minutes: 60}, true)
	h.must(err)
	if got := h.firm(); got != both {
		t.Errorf("%s", got)
	}
	_, err = h.slots.Move(ctx, h.team, h.project, []int64{a}, slot.Moving{Minutes: 60}, true)
	h.must(err)
	if got, want := h.firm(), fmt.Sprintf("%d:%d? %d:%d", a, h.marc, b, h.marc); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{b}, slot.Postponed, "Pluie", true)
	h.must(err)
	if got, want := h.firm(), fmt.Sprintf("%d:%d?", a, h.marc); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	h.must(h.slots.Delete(ctx, h.head, a))
	if got := h.firm(); got != "" {
		t.Errorf("%s", got)
	}
	h.must(h.slots.Restore(ctx, h.head, a))
	if got, want := h.firm(), fmt.Sprintf("%d:%d", a, h.marc); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	h.must(h.projects.Delete(ctx, h.head, h.project))
	if got := h.firm(); got != "" {
		t.Errorf("%s", got)
	}
	h.must(h.projects.Restore(ctx, h.head, h.project))
	if got, want := h.firm(), fmt.Sprintf("%d:%d", a, h.marc); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestTheProgrammeKnowsItsPeople gives what conflicts are looked for with, other projects' slots of the same people among it.
func TestTheProgrammeKnowsItsPeople(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	a, b, far := h.slot(10, 12), h.slotOf(h.team, h.other, h.elsewhere, 11, 13, h.court), h.slotOf(h.team, h.other, h.elsewhere, 18, 19, h.court)
	h.away(h.intern, friday.AddDays(-3), friday)
	h.give(h.needs(a, "2 accueils")[0], h.marc, crew.OfPerson(h.intern.ID))
	h.give(h.needs(b, "1 accueil")[0], h.marc)
	h.give(h.needs(far, "1 accueil")[0], h.marc)
	s, err := staff.Staffed(ctx, h.db, h.project)
	h.must(err)
	if len(s.People) != 2 || len(s.People[a]) != 2 || fmt.Sprint(s.Beside) != fmt.Sprint([]int64{b}) || len(s.Away) != 1 || s.Away[0].Person != h.intern.ID || s.Names[int64(h.marc)] != "Marc Delaunay" {
		t.Errorf("%+v", s)
	}
	team, err := h.OfProject(ctx, h.stranger, h.project)
	h.must(err)
	if len(team.Slots) != 1 || len(team.Needs[a]) != 1 || len(team.Needs[a][0].Posts) != 2 || len(team.Elsewhere) != 2 || len(team.Absences) != 1 || len(team.Members) != 6 || team.MayStaff {
		t.Errorf("%+v", team)
	}
	ctx, count := postgres.CountQueries(ctx)
	_, err = h.Needs(ctx, h.stranger, h.project)
	h.must(err)
	if n := count.Load(); n > 4 {
		t.Errorf("%d queries", n)
	}
}
