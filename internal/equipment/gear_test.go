package equipment_test

import (
	"strings"
	"testing"

	"parvis/internal/activity/clash"
	"parvis/internal/equipment"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// lacking are the sentences of a project's programme about equipment.
func (h house) lacking(project int64) string {
	h.t.Helper()
	p, err := h.slots.OfProject(h.t.Context(), h.head, project)
	h.must(err)
	var said []string
	for _, c := range p.Conflicts {
		if c.Kind == clash.NotEnough {
			if !c.Grave() {
				h.t.Errorf("nobody is asked about %q", c.Sentence())
			}
			said = append(said, plain(c.Sentence()))
		}
	}
	return strings.Join(said, " ")
}

const (
	visitLacks = "« Visite », de 10 h à 11 h le vendredi 13 juin 2025 : pas assez de matériel à ces heures (Vidéoprojecteur, il en manque 1)."
	lateLacks  = "« Visite », de 14 h à 15 h le vendredi 13 juin 2025 : pas assez de matériel à ces heures (Vidéoprojecteur, il en manque 1)."
)

// TestAShortageIsAConflictOfTheProgramme: it shows where a project's own slots and bookings lack something, whoever has it, and goes once it is settled.
func TestAShortageIsAConflictOfTheProgramme(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, two := h.slot(h.project, h.visit, 10, 11), h.slot(h.other, h.elsewhere, 10, 12)
	h.needs(one, "2 vidéoprojecteurs")
	if got := h.lacking(h.project); got != "" {
		t.Errorf("there are enough, and %s", got)
	}
	h.needs(two, "1 vidéoprojecteur")
	if got := h.lacking(h.project); got != visitLacks {
		t.Errorf("of the first: %s", got)
	}
	if got := h.lacking(h.other); !strings.HasPrefix(got, "« Atelier », de 10 h à 12 h") {
		t.Errorf("of the other one: %s", got)
	}
	s, err := h.slots.Slot(t.Context(), h.head, one)
	if h.must(err); len(s.Conflicts) != 1 || s.Conflicts[0].Label() != "matériel insuffisant" {
		t.Errorf("on its slot: %+v", s.Conflicts)
	}
	_, err = h.slots.SetStatus(t.Context(), h.team, h.other, []int64{two}, slot.Cancelled, "", true)
	h.must(err)
	if got := h.lacking(h.project); got != "" {
		t.Errorf("what is cancelled takes nothing, and %s", got)
	}
	by := h.book(h.project, 10, 12, "1 vidéoprojecteur")
	if got := h.lacking(h.project); got != visitLacks+" La réservation « Essai » : pas assez de matériel à ces heures (Vidéoprojecteur, il en manque 1)." {
		t.Errorf("with what is booked by hand: %s", got)
	}
	_, err = h.CancelBooking(t.Context(), h.team, by)
	h.must(err)
	item, err := h.Item(t.Context(), h.head, h.projector)
	h.must(err)
	fewer := item.Draft
	fewer.Broken = 1
	h.must(h.Edit(t.Context(), h.team, h.projector, item.Version, fewer))
	if got := h.lacking(h.project); got != visitLacks {
		t.Errorf("with a broken one: %s", got)
	}
}

// TestASlotIsNotMovedWhereEquipmentLacksWithoutAWord: moving, editing, planning anew and repeating ask, once; leaving a shortage does not.
func TestASlotIsNotMovedWhereEquipmentLacksWithoutAWord(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	one, two := h.slot(h.project, h.visit, 10, 11), h.slot(h.other, h.elsewhere, 14, 16)
	h.needs(one, "2 vidéoprojecteurs")
	h.needs(two, "1 vidéoprojecteur")
	later := slot.Moving{Minutes: 240}
	_, err := h.slots.Move(ctx, h.team, h.project, []int64{one}, later, false)
	h.broken(slot.FieldDespite, lateLacks, err)
	d := slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday, From: 14 * 60, To: 15 * 60}}
	_, err = h.slots.Edit(ctx, h.team, one, 1, d, false)
	h.broken(slot.FieldDespite, lateLacks, err)
	_, err = h.slots.Repeat(ctx, h.team, "", one, slot.Repeating{Every: 240, Count: 2, Days: []int{0}}, false)
	h.broken(slot.FieldDespite, lateLacks, err)
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{one}, slot.Cancelled, "", true)
	h.must(err)
	_, err = h.slots.Move(ctx, h.team, h.project, []int64{one}, later, false)
	h.must(err) // what is cancelled takes nothing
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{one}, slot.Planned, "", false)
	h.broken(slot.FieldDespite, lateLacks, err)
	done, err := h.slots.SetStatus(ctx, h.team, h.project, []int64{one}, slot.Planned, "", true)
	if h.must(err); len(done.Appeared) != 1 {
		t.Errorf("%+v", done)
	}
	now, err := h.slots.Slot(ctx, h.head, one)
	h.must(err)
	d.Capacity = 12
	_, err = h.slots.Edit(ctx, h.team, one, now.Version, d, false)
	h.must(err) // it was there before
	done, err = h.slots.Move(ctx, h.team, h.project, []int64{one}, slot.Moving{Minutes: 240}, false)
	if h.must(err); len(done.Solved) != 1 || h.lacking(h.project) != "" {
		t.Errorf("moved away: %+v, %s", done, h.lacking(h.project))
	}
}

// TestWhatAProjectTakesIsReadInOneBatch whatever it takes; what it does not take is not read.
func TestWhatAProjectTakesIsReadInOneBatch(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.book(h.other, 9, 18, "1 vidéoprojecteur\n4 tables pliantes")
	var before int64
	for n := range 2 {
		for range 1 + 4*n {
			h.needs(h.slot(h.project, h.visit, 10, 11), "1 table pliante")
		}
		ctx, queries := postgres.CountQueries(t.Context())
		g, err := equipment.Gear(ctx, h.db, h.project, slot.Times{Day: friday}.Start(), slot.Times{Day: friday.AddDays(1)}.Start())
		h.must(err)
		if len(g.Things) != 1 || len(g.Takes) != 2+5*n || g.Names[h.table] != "Table pliante" {
			t.Errorf("%+v", g)
		}
		if n == 1 && queries.Load() != before || queries.Load() != 1 {
			t.Errorf("%d queries, %d before", queries.Load(), before)
		}
		before = queries.Load()
	}
	if _, err := equipment.Gear(t.Context(), h.db, h.newProject("Rien"), slot.Times{}.Start(), slot.Times{}.Start()); err != nil {
		t.Error(err)
	}
}
