package staff

import (
	"context"
	"slices"

	"parvis/internal/account"
	"parvis/internal/crew"
	"parvis/internal/fault"
	"parvis/internal/slot"
	"parvis/internal/workcal"
)

// Mine gives what its reader is given from today on, in time: what she was told of and is not hers any more, or not held, is there until its day has
// passed, or until she is told.
func (r *Room) Mine(ctx context.Context, by account.By) ([]Post, error) {
	if err := visible(by); err != nil {
		return nil, err
	}
	return r.of(ctx, crew.OfPerson(by.ID), by.Today())
}

// Accept answers yes to all that its reader is given and did not answer yet, and says how many that was: at most MaxAtOnce.
func (r *Room) Accept(ctx context.Context, by account.By) (int, error) {
	list, err := r.Mine(ctx, by)
	if err != nil {
		return 0, err
	}
	return accept(list, func(id int64) error {
		_, err := r.Answer(ctx, by, id, Yes)
		return err
	})
}

// AcceptByLink is Accept by somebody who has no account: whoever calls it holds her link, and acts for nobody.
func (r *Room) AcceptByLink(ctx context.Context, by account.By, outsider int64) (int, error) {
	list, err := r.OfOutsider(ctx, outsider, by.Today())
	if err != nil {
		return 0, err
	}
	list = slices.DeleteFunc(list, func(p Post) bool { return !p.Waits(by.At) })
	return accept(list, func(id int64) error {
		_, err := r.AnswerByLink(ctx, by, outsider, id, Yes)
		return err
	})
}

// accept answers yes to what waits for an answer of a list.
func accept(list []Post, yes func(id int64) error) (int, error) {
	n := 0
	for _, p := range list {
		if !p.Taken() || p.Answer != "" || n == MaxAtOnce {
			continue
		}
		if err := yes(p.ID); err != nil {
			if fault.Is(err, fault.NotFound) || fault.Is(err, fault.Forbidden) {
				continue // taken off, or put away, meanwhile
			}
			return n, err
		}
		n++
	}
	return n, nil
}

// OfOutsider is Mine for somebody who has no account: whoever calls it holds her link.
func (r *Room) OfOutsider(ctx context.Context, outsider int64, today workcal.Date) ([]Post, error) {
	list, err := r.of(ctx, crew.OfOutsider(outsider), today)
	return slices.DeleteFunc(list, func(p Post) bool { return p.Status == slot.Proposed && !p.Told.GivenBefore }), err
}

// Held gives what a person of the service holds from a day on, for her calendar: what she was given and did not refuse, by slot, with what she does there.
func (r *Room) Held(ctx context.Context, person int64, since workcal.Date) (map[int64]string, error) {
	list, err := findPosts(ctx, r.db, `o.hand = @of AND o.ended_at IS NULL AND o.answer <> 'no'`, int64(crew.OfPerson(person)))
	held := map[int64]string{}
	for _, p := range list {
		if p.Day >= since {
			held[p.SlotID] = p.Need
		}
	}
	return held, err
}

func (r *Room) of(ctx context.Context, hand crew.Hand, today workcal.Date) ([]Post, error) {
	list, err := findPosts(ctx, r.db, `o.hand = @of`, int64(hand))
	list = slices.DeleteFunc(list, func(p Post) bool {
		return p.Day.AddDays(p.To/slot.Day) < today || !p.Taken() && p.Answer != No && !p.Told.GivenBefore || p.Answer == No && (p.Ended || !p.Living || !p.Needed)
	})
	return list, err
}

// AnswerByLink is Answer by somebody who has no account: whoever calls it holds her link, and acts for nobody.
func (r *Room) AnswerByLink(ctx context.Context, by account.By, outsider, id int64, answer Answer) (Post, error) {
	return r.answer(ctx, by, id, answer, func(p Post, s slot.Slot) error {
		if p.Hand != crew.OfOutsider(outsider) || !s.Status.Held() {
			return fault.Missing(nil)
		}
		return s.Project.Status.CheckOpen()
	})
}
