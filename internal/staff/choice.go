package staff

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// Candidate is somebody who may be given a need, and why she rather would not be.
type Candidate struct {
	crew.Member
	Why []string // what would not hold, in sentences; none: she is free, and qualified
}

// Choice is a need of a slot with who may be given it.
type Choice struct {
	Need
	Slot     Slot
	Free     []Candidate // who is free and qualified, by name
	Others   []Candidate // those about whom the least does not hold first, then by name
	MayStaff bool
}

// Choice gives a need with everybody who may be given slots and is not on this one: who is free and qualified first.
func (r *Room) Choice(ctx context.Context, by account.By, need int64) (Choice, error) {
	if err := visible(by); err != nil {
		return Choice{}, err
	}
	slots, err := slotsOf(ctx, r.db, []int64{need})
	if err != nil {
		return Choice{}, err
	}
	s, err := r.OfSlot(ctx, by, slots[0])
	if err != nil {
		return Choice{}, err
	}
	i := slices.IndexFunc(s.Needs, func(n Need) bool { return n.ID == need })
	if i < 0 {
		return Choice{}, fault.Missing(nil)
	}
	c := Choice{Need: s.Needs[i], Slot: s, MayStaff: s.MayStaff && s.Status.Held()}
	if !c.MayStaff {
		return c, nil
	}
	var rows []crew.Stored
	b := &pgx.Batch{}
	crew.Queue(b, &rows)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return c, postgres.Translate(err)
	}
	var hands []crew.Hand
	var pairs []Pair
	members := slices.DeleteFunc(crew.Members(rows), func(m crew.Member) bool { return !m.Active || m.Gone || onSlot(s.Needs, m.Hand) })
	for _, m := range members {
		hands, pairs = append(hands, m.Hand), append(pairs, Pair{need, m.Hand})
	}
	sc, err := readScene(ctx, r.db, by, []slot.Slot{s.Slot}, hands)
	if err != nil {
		return c, err
	}
	sc.members = members
	why := sc.ofEach(pairs)
	for _, m := range members {
		if one := (Candidate{m, why[m.Hand]}); len(one.Why) == 0 {
			c.Free = append(c.Free, one)
		} else {
			c.Others = append(c.Others, one)
		}
	}
	slices.SortStableFunc(c.Others, func(a, b Candidate) int { return cmp.Compare(len(a.Why), len(b.Why)) })
	return c, nil
}

// onSlot tells whether somebody is given one of these needs, and did not answer no.
func onSlot(needs []Need, hand crew.Hand) bool {
	return slices.ContainsFunc(needs, func(n Need) bool {
		return slices.ContainsFunc(n.Posts, func(p Post) bool { return p.Hand == hand && p.Holds() })
	})
}
