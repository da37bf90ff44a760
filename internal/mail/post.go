package mail

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"parvis/internal/fault"
	"parvis/internal/outbox"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// Post sends what waits in the outbox. Several may work on one database.
type Post struct {
	Room    *Room
	Carrier Carrier
	Links   Links
	Clock   func() time.Time // the service's

	asked time.Time // when it was last looked for what is to be written
}

const (
	// batch is how many letters are leased at once.
	batch = 50
	// lookEvery is how often it is looked for what is to be written.
	lookEvery = time.Minute
	// margin is what is left of a lease for a last message.
	margin = 2 * time.Minute
	// noted bounds the note that a letter left, which is written even while the program ends.
	noted = 10 * time.Second
	// rest is how long all letters wait once the server cannot be reached.
	rest = time.Minute
)

// weekBegins is the hour, in Paris, from which Monday's letter is written.
const weekBegins = 7

// Work writes the letters that are to be written, sends those that are due, and gives how many left. A failure of the
// server is no failure of Work: letters wait.
func (p *Post) Work(ctx context.Context) (int, error) {
	var failed error
	if now := p.Clock(); now.Sub(p.asked) >= lookEvery || now.Before(p.asked) {
		p.asked = now
		failed = errors.Join(p.Room.notices.Gather(ctx, now), p.week(ctx, now))
	}
	all := 0
	for ctx.Err() == nil {
		sent, more, err := p.send(ctx)
		all += sent
		if err != nil || !more {
			return all, errors.Join(failed, err)
		}
	}
	return all, failed
}

// week writes everybody's letter of the week, from Monday's hour to its end.
func (p *Post) week(ctx context.Context, now time.Time) error {
	if now = now.In(postgres.Paris); now.Weekday() != time.Monday || now.Hour() < weekBegins {
		return nil
	}
	return p.Room.notices.Weekly(ctx, workcal.FromTime(now).String(), now)
}

// send sends a batch; more tells whether there may be others.
func (p *Post) send(ctx context.Context) (sent int, more bool, err error) {
	list, err := outbox.Lease(ctx, p.Room.db, p.Clock(), batch)
	if err != nil || len(list) == 0 {
		return 0, false, err
	}
	var line Line
	defer func() {
		if line != nil {
			line.Close()
		}
	}()
	for i, w := range list {
		now := p.Clock()
		if ctx.Err() != nil || now.Add(margin).After(w.Until) {
			return sent, false, p.release(ctx, list[i:], now)
		}
		m, err := p.compose(ctx, w, now)
		if done, failure := p.uncomposed(ctx, w, err, now); done {
			if failure != nil {
				return sent, false, failure
			}
			continue
		}
		if line == nil {
			if line, err = p.Carrier.Open(ctx); err != nil {
				slog.Warn("the mail server cannot be used", "letters", len(list)-i, "cause", err)
				return sent, false, errors.Join(p.note(ctx, func(ctx context.Context) error {
					return outbox.Postpone(ctx, p.Room.db, w, outbox.Silent, 0, now)
				}), p.release(ctx, list[i+1:], now.Add(rest)))
			}
		}
		err = line.Carry(ctx, m)
		if err == nil {
			sent++
		} else {
			line.Close()
			line = nil
		}
		if failure := p.note(ctx, func(ctx context.Context) error { return p.outcome(ctx, w, err) }); failure != nil {
			return sent, false, failure
		}
	}
	return sent, len(list) == batch, nil
}

// uncomposed notes what becomes of a letter that was not written; done tells that there is nothing to send.
func (p *Post) uncomposed(ctx context.Context, w outbox.Waiting, err error, now time.Time) (done bool, failure error) {
	if err == nil {
		return false, nil
	}
	return true, p.note(ctx, func(ctx context.Context) error {
		switch {
		case errors.Is(err, errNothing), fault.Is(err, fault.NotFound):
			return outbox.Void(ctx, p.Room.db, w, now)
		case errors.Is(err, errLate):
			return outbox.Fail(ctx, p.Room.db, w, outbox.Late, 0, now)
		}
		slog.Error("a letter cannot be written", "letter", w.ID, "kind", w.Kind, "cause", err)
		return outbox.Postpone(ctx, p.Room.db, w, outbox.Broken, 0, now)
	})
}

// outcome notes what became of a letter that was carried. No address and nothing of the server's sentence is noted or logged.
func (p *Post) outcome(ctx context.Context, w outbox.Waiting, err error) error {
	now := p.Clock()
	if err == nil {
		return outbox.Sent(ctx, p.Room.db, w, now)
	}
	slog.Warn("a letter did not leave", "letter", w.ID, "kind", w.Kind, "attempt", w.Attempts, "cause", err)
	if _, bad := errors.AsType[errAddress](err); bad {
		return outbox.Fail(ctx, p.Room.db, w, outbox.Address, 0, now)
	}
	refused, answered := errors.AsType[*Refused](err)
	switch {
	case answered && refused.Ever:
		return outbox.Fail(ctx, p.Room.db, w, outbox.Refused, refused.Code, now)
	case answered:
		return outbox.Postpone(ctx, p.Room.db, w, outbox.Delayed, refused.Code, now)
	}
	return outbox.Postpone(ctx, p.Room.db, w, outbox.Silent, 0, now)
}

func (p *Post) release(ctx context.Context, list []outbox.Waiting, due time.Time) error {
	return p.note(ctx, func(ctx context.Context) error { return outbox.Release(ctx, p.Room.db, list, due) })
}

// note writes although the program ends: a letter that left and is not noted leaves again.
func (p *Post) note(ctx context.Context, write func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), noted)
	defer cancel()
	return write(ctx)
}
