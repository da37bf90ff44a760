package staff_test

import (
	"fmt"
	"strings"
	"testing"

	"parvis/internal/crew"
	"parvis/internal/partner"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// laid writes the cells of a row: « 9 h×2 » is two free half hours, a name in brackets what is in one.
func laid(cells []staff.Cell) string {
	var said []string
	for _, c := range cells {
		var in []string
		for _, g := range c.Gaps {
			in = append(in, g.Gap())
		}
		for _, p := range c.Posts {
			in = append(in, p.Need)
		}
		switch {
		case c.Away:
			said = append(said, fmt.Sprintf("%s×%d absence", slot.Clock(c.From), c.Cols))
		case len(in) > 0:
			said = append(said, fmt.Sprintf("%s×%d [%s]", slot.Clock(c.From), c.Cols, strings.Join(in, "+")))
		}
	}
	return plain(strings.Join(said, " "))
}

// whole tells whether the cells of a row cover the day, each half hour once.
func whole(t *testing.T, b staff.Board, cells []staff.Cell) {
	t.Helper()
	at := b.From
	for _, c := range cells {
		if c.From != at || c.Cols < 1 {
			t.Errorf("a cell of %d half hours begins at %d, after one that ends at %d", c.Cols, c.From, at)
		}
		at = c.From + c.Cols*staff.Step
	}
	if at != b.To {
		t.Errorf("a row ends at %d, the day at %d", at, b.To)
	}
}

func TestADayIsLaidOutByPersonAndByHalfHour(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	at := func(from, to int) int64 {
		id, _, err := h.slots.Create(ctx, h.team, "", h.project, slot.Draft{ActivityID: h.visit, Times: slot.Times{Day: friday, From: from, To: to}, Space: partner.Ref{ID: h.hall}}, true)
		h.must(err)
		return id
	}
	h.give(h.needs(at(600, 660), "2 accueils")[0], h.marc)
	h.give(h.needs(at(645, 705), "1 conteuse\n1 guide")[0], h.nadia, h.marc) // one too many
	h.give(h.needs(at(840, 885), "1 veilleur")[0], h.marc)
	h.give(h.needs(at(885, 960), "1 gardien")[0], h.marc)   // it shares a half hour with the one before, and is no double
	h.give(h.needs(at(23*60, 25*60), "1 nuit")[0], h.nadia) // past midnight
	h.give(h.needs(h.slotOf(h.team, h.other, h.elsewhere, 14, 15, h.court), "1 ailleurs")[0], h.nadia)
	next := h.needs(at(540, 570), "1 matin")[0]
	h.give(next, crew.OfPerson(h.intern.ID))
	_, err := h.Take(ctx, h.team, h.post(h.of(mustSlot(h, next)).ID, crew.OfPerson(h.intern.ID)))
	h.must(err)
	team, err := h.OfProject(ctx, h.stranger, h.project)
	h.must(err)
	b := team.BoardOf(friday)
	if got := fmt.Sprint(b.From/60, b.To/60, len(b.Hours()), b.Cols(), b.Lacking()); got != "9 25 16 32 3" {
		t.Errorf("%s", got)
	}
	if len(b.Lanes) != 2 {
		t.Fatalf("%d lanes", len(b.Lanes))
	}
	for i, want := range []string{"9 h×1 [1 matin] 10 h×2 [1 accueil]", "10 h 30×3 [1 guide]"} {
		whole(t, b, b.Lanes[i])
		if got := laid(b.Lanes[i]); got != want {
			t.Errorf("lane %d: %s, want %s", i, got, want)
		}
	}
	want := map[string]string{"Marc Delaunay": "10 h×4 [accueil+conteuse] 14 h×4 [veilleur+gardien] 225 min, 2 doubles", "Nadia Rahmani": "10 h 30×3 [conteuse] 14 h×2 [ailleurs] 23 h×4 [nuit] 240 min, 0 doubles"}
	if len(b.Rows) != len(want) {
		t.Errorf("%d people", len(b.Rows))
	}
	for _, r := range b.Rows {
		whole(t, b, r.Cells)
		if got := fmt.Sprintf("%s %d min, %d doubles", laid(r.Cells), r.Minutes, r.Doubles); got != want[r.Name] {
			t.Errorf("%s: %s, want %s", r.Name, got, want[r.Name])
		}
	}
	if b.Minutes() != 465 {
		t.Errorf("%d minutes", b.Minutes())
	}
	// On a day that holds nothing of theirs people stand all the same; one who is away has one cell.
	h.give(next, crew.OfPerson(h.intern.ID))
	h.away(h.intern, friday.AddDays(1), friday.AddDays(1))
	team, err = h.OfProject(ctx, h.head, h.project)
	h.must(err)
	days := team.DaysOf(team.Days())
	if len(days) != 3 || len(days[0].Days) != 3 || days[0].Minutes != 225 || days[1].Minutes != 240 {
		t.Errorf("%+v", days)
	}
	for _, r := range team.BoardOf(friday.AddDays(1)).Rows {
		if got := laid(r.Cells); (r.Name == "Zoé Petit") != (got == "9 h×18 absence") {
			t.Errorf("%s: %s", r.Name, got)
		}
	}
}

// mustSlot is the slot of a need.
func mustSlot(h house, need int64) int64 {
	h.t.Helper()
	c, err := h.Choice(h.t.Context(), h.head, need)
	h.must(err)
	return c.SlotID
}

func TestWhoIsFreeAndQualifiedComesFirst(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	need := h.needs(h.slot(10, 12), "2 médiatrices LSF")[0]
	names := func(list []staff.Candidate) string {
		var said []string
		for _, c := range list {
			said = append(said, strings.Split(c.Name, " ")[0])
		}
		return strings.Join(said, " ")
	}
	c, err := h.Choice(ctx, h.team, need)
	h.must(err)
	if names(c.Free) != "Nadia" || names(c.Others) != "Claire Léo Marc Samir Zoé" || !c.MayStaff {
		t.Errorf("%s | %s", names(c.Free), names(c.Others))
	}
	h.give(need, h.nadia)
	if c, err = h.Choice(ctx, h.team, need); err != nil || names(c.Free) != "" || strings.Contains(names(c.Others), "Nadia") {
		t.Errorf("%s | %s, %v", names(c.Free), names(c.Others), err)
	}
	if c, err = h.Choice(ctx, h.intern, need); err != nil || len(c.Others) != 0 || c.MayStaff {
		t.Errorf("%+v, %v", c.Others, err)
	}
	busy := h.needs(h.slotOf(h.team, h.other, h.elsewhere, 11, 12, h.court), "1 accueil")[0]
	if c, err = h.Choice(ctx, h.team, busy); err != nil || names(c.Free) != "Claire Léo Marc Samir Zoé" || names(c.Others) != "Nadia" {
		t.Errorf("%s | %s, %v", names(c.Free), names(c.Others), err)
	}
}
