package staff_test

import (
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/slot"
	"parvis/internal/staff"
)

// ahead reads what the first page says of slots to somebody at a moment.
func (h house) ahead(by account.By, at time.Time) (staff.Coming, []staff.Lack) {
	h.t.Helper()
	by.At = at
	var c staff.Coming
	var l []staff.Lack
	b := &pgx.Batch{}
	staff.Ahead(&c, by, 1)(b)
	staff.Lacking(&l, by, 2)(b)
	h.must(h.db.SendBatch(h.t.Context(), b).Close())
	return c, l
}

// TestTheFirstPageSaysWhatComesAndWhatLacks holds what is counted: what somebody is given, what she did not answer yet, and who lacks soon.
func TestTheFirstPageSaysWhatComesAndWhatLacks(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	a, b := h.slot(10, 12), h.slot(14, 15)
	h.give(h.needs(a, "2 accueils")[0], crew.OfPerson(h.intern.ID))
	h.give(h.needs(b, "1 accueil")[0], crew.OfPerson(h.intern.ID))
	if c, l := h.ahead(h.intern, now); c.Total != 2 || len(c.Shown) != 1 || c.Shown[0].SlotID != a || c.More() != 1 || c.Waiting != 0 || len(l) != 0 {
		t.Errorf("before she is told: %+v, %+v", c, l)
	}
	near := friday.AddDays(-10).Time()
	if c, l := h.ahead(h.team, now); c.Total != 0 || len(l) != 1 || l[0].Project != h.project || l[0].People != 1 || l[0].First != friday || l[0].Last != friday {
		t.Errorf("the team: %+v, %+v", c, l)
	}
	if _, l := h.ahead(h.team, now.AddDate(0, -2, 0)); len(l) != 0 {
		t.Errorf("months before: %+v", l)
	}
	_, err := h.Tell(ctx, h.team, h.project, 0)
	h.must(err)
	if c, _ := h.ahead(h.intern, near); c.Waiting != 2 {
		t.Errorf("told: %+v", c)
	}
	_, err = h.Answer(ctx, h.intern, h.ahead1(h.intern, near).ID, staff.No)
	h.must(err)
	if c, l := h.ahead(h.intern, near); c.Total != 1 || c.Waiting != 1 || c.Shown[0].SlotID != b || len(l) != 0 {
		t.Errorf("she refused one: %+v, %+v", c, l)
	}
	if _, l := h.ahead(h.head, near); len(l) != 1 || l[0].People != 2 {
		t.Errorf("what she left lacks: %+v", l)
	}
	if c, _ := h.ahead(h.intern, friday.AddDays(1).Time()); c.Total != 0 {
		t.Errorf("afterwards: %+v", c)
	}
	_, err = h.slots.SetStatus(ctx, h.team, h.project, []int64{a}, slot.Cancelled, "", true)
	h.must(err)
	if _, l := h.ahead(h.head, near); len(l) != 0 {
		t.Errorf("a cancelled one lacks nobody: %+v", l)
	}
}

// ahead1 is the first that comes.
func (h house) ahead1(by account.By, at time.Time) staff.Post {
	c, _ := h.ahead(by, at)
	return c.Shown[0]
}
