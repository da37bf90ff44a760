package staff

import (
	"cmp"
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/slot"
	"parvis/internal/trash"
)

// SetNeeds replaces what a slot needs by what is typed (see ReadNeeds), if the needs are still at this version: otherwise nothing is written, and the
// failure carries both texts (fault.StaleOf). A need whose line stays keeps who is given it; one whose line goes is put in the trash.
func (r *Room) SetNeeds(ctx context.Context, by account.By, id int64, version int, text string) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		s, err := held(ctx, tx, by, id)
		if err != nil {
			return err
		}
		if err := CheckNeeds(by, s); err != nil {
			return err
		}
		known, err := skills(ctx, tx)
		if err != nil {
			return err
		}
		typed, p := ReadNeeds(text, known)
		if err := p.Err(); err != nil {
			return err
		}
		kept, now, err := needsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		before, after := wants(kept, now), Needs{Wants: typed}
		if now != max(1, version) { // nothing was said of a slot whose version is not known
			return journal.Met(ctx, tx, "La liste des besoins", s.Subject(), now, NeedFields.Both(before, after))
		}
		b := &pgx.Batch{}
		stays := map[int64]bool{}
		for i, k := range match(kept, typed) {
			if k < 0 {
				queueNeed(b, by, id, typed[i], i)
				continue
			}
			stays[kept[k].ID] = true
			if k != i || kept[k].Want != typed[i] {
				queueRewrite(b, by, kept[k].ID, typed[i], i)
			}
		}
		for _, n := range kept {
			if !stays[n.ID] {
				queueThrow(b, by, n.ID)
			}
		}
		if b.Len() == 0 {
			return nil
		}
		entry := did(by, journal.Staffed, s)
		entry.Changes = NeedFields.Changes(before, after)
		journal.Queue(b, entry)
		return postgres.Translate(tx.SendBatch(ctx, b).Close())
	})
}

// held locks a slot that is not in the trash.
func held(ctx context.Context, tx pgx.Tx, by account.By, id int64) (slot.Slot, error) {
	if err := visible(by); err != nil {
		return slot.Slot{}, err
	}
	list, err := slot.Hold(ctx, tx, by, []int64{id})
	if err == nil && (len(list) == 0 || list[0].DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return slot.Slot{}, err
	}
	return list[0], nil
}

// RestoreNeed takes a need out of the trash, with those who were given it; NotFound once it is too late.
func (r *Room) RestoreNeed(ctx context.Context, by account.By, id int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		n, gone, err := thrown(ctx, tx, id)
		if err != nil {
			return err
		}
		s, err := held(ctx, tx, by, n.SlotID)
		if err != nil {
			return err
		}
		if err := cmp.Or(trash.Check(&gone, by.At), CheckNeeds(by, s)); err != nil {
			return err
		}
		kept, _, err := needsOf(ctx, tx, s.ID)
		if err != nil {
			return err
		}
		if len(kept) >= MaxNeeds {
			return fault.New(fault.Conflict, "Cette séance a déjà autant de besoins qu’il se peut.", nil)
		}
		if err := putBack(ctx, tx, by, id); err != nil {
			return err
		}
		entry := did(by, journal.Staffed, s)
		before := wants(kept, 0)
		after := Needs{Wants: append(before.Wants[:len(before.Wants):len(before.Wants)], n.Want)}
		entry.Changes = NeedFields.Changes(before, after)
		return journal.Write(ctx, tx, entry)
	})
}

// CopyNeeds gives slots what another one needs, with nobody on it: what a slot that is repeated gives to those that are made from it. It asks nothing:
// who calls it has made them, in this transaction.
func CopyNeeds(ctx context.Context, tx pgx.Tx, by account.By, from int64, to []int64) error {
	if len(to) == 0 {
		return nil
	}
	return copyNeeds(ctx, tx, by, from, to)
}
