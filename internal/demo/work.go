package demo

import (
	"context"
	"fmt"
	"time"

	"parvis/internal/access"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// eve is the last working day before the story's.
var eve = day(time.April, 4)

// worker does the tasks of one chapter.
type worker struct {
	story
	chapter  chapter
	calendar *workcal.Calendar
}

// work gives a task to somebody, then brings it to where it stands on the story's day.
func (w worker) work(ctx context.Context, row plan.Row, t turn) error {
	hand := w.hand(row, t)
	if w.people[hand].ID != responsible(row) {
		if err := w.assign(ctx, row, hand); err != nil {
			return fmt.Errorf("assign: %w", err)
		}
	}
	if hand == nobody {
		hand = w.chapter.pilot
	}
	return w.do(ctx, row, hand, t)
}

// hand is who has a task: whom its turn says, else the head or the intern when the template
// suggests her, else whoever has its category, else the pilot. Whoever was not there yet when the
// task was due leaves it to the pilot.
func (w worker) hand(row plan.Row, t turn) who {
	hand := w.chapter.hands[row.Category]
	switch {
	case t.free:
		return nobody
	case t.hand != nobody:
		hand = t.hand
	case row.SuggestedRole == access.Head:
		hand = claire
	case !w.chapter.sharedUntil.IsZero() && row.LatestStart > w.chapter.sharedUntil:
		return nobody
	case row.SuggestedRole == access.Intern && w.joined(ines) != 0:
		hand = ines
	}
	if hand == nobody || !row.LatestFinish.IsZero() && row.LatestFinish < w.joined(hand) {
		return w.chapter.pilot
	}
	return hand
}

// joined is the day somebody came to the project; no date for the pilot, the head and strangers.
func (w worker) joined(hand who) workcal.Date {
	for _, j := range w.chapter.joins {
		if j.who == hand {
			return j.on
		}
	}
	return 0
}

func responsible(row plan.Row) int64 {
	if row.ResponsibleID == nil {
		return 0
	}
	return *row.ResponsibleID
}

func (w worker) assign(ctx context.Context, row plan.Row, hand who) error {
	var id *int64
	if hand != nobody {
		person := w.people[hand].ID
		id = &person
	}
	return w.rooms.Plans.Assign(ctx, w.people[w.chapter.pilot].At(moment(w.present(hand, w.chapter.begun), 14, row.ID)), row.ID, id)
}

// do follows a task's turn. By the book, what was due before the story's day is done a day early,
// and what had to begin before has begun.
func (w worker) do(ctx context.Context, row plan.Row, hand who, t turn) error {
	switch {
	case t.left:
		return w.tick(ctx, row, hand, t.ticked, eve)
	case t.state == retroplan.Done:
		return w.finish(ctx, row, hand, t.on)
	case t.state == retroplan.InProgress:
		return w.begin(ctx, row, hand, t.on, t.ticked)
	case t.state == retroplan.Blocked:
		return w.block(ctx, row, hand, t)
	case row.AfterEvent:
		return nil
	case row.LatestFinish < Day:
		return w.finish(ctx, row, hand, w.calendar.Add(row.LatestFinish, -1))
	case row.LatestStart < Day && !row.Milestone():
		return w.begin(ctx, row, hand, w.calendar.Add(row.LatestStart, -1), row.Items/2)
	}
	return nil
}

// finish ticks everything on a task and finishes it on a day, the project's first at the earliest.
func (w worker) finish(ctx context.Context, row plan.Row, hand who, on workcal.Date) error {
	on = w.present(hand, on)
	start := on.AddDays(1 - row.Duration)
	if !row.CalendarDays {
		start = w.calendar.Add(on, 1-row.Duration)
	}
	start = min(w.present(hand, start), on)
	if !row.Milestone() {
		if err := w.rooms.Plans.Start(ctx, w.people[hand].At(moment(start, 9, row.ID)), row.ID); err != nil {
			return fmt.Errorf("start: %w", err)
		}
	}
	if err := w.tick(ctx, row, hand, row.Items, on); err != nil {
		return err
	}
	return w.rooms.Plans.Finish(ctx, w.people[hand].At(moment(on, 16, row.ID)), row.ID, on)
}

func (w worker) begin(ctx context.Context, row plan.Row, hand who, on workcal.Date, ticked int) error {
	on = min(w.present(hand, on), eve)
	if err := w.rooms.Plans.Start(ctx, w.people[hand].At(moment(on, 9, row.ID)), row.ID); err != nil {
		return fmt.Errorf("start: %w", err)
	}
	return w.tick(ctx, row, hand, ticked, eve)
}

func (w worker) block(ctx context.Context, row plan.Row, hand who, t turn) error {
	if err := w.begin(ctx, row, hand, t.on, t.ticked); err != nil {
		return err
	}
	return w.rooms.Plans.Block(ctx, w.people[hand].At(at(eve, 17, 30)), row.ID, t.because)
}

// tick ticks the first items of a task's checklist.
func (w worker) tick(ctx context.Context, row plan.Row, hand who, n int, on workcal.Date) error {
	if n == 0 {
		return nil
	}
	detail, err := w.rooms.Plans.Task(ctx, w.people[hand].On(on), row.ID)
	if err != nil {
		return fmt.Errorf("read the checklist: %w", err)
	}
	for _, item := range detail.Items[:min(n, len(detail.Items))] {
		if err := w.rooms.Plans.TickItem(ctx, w.people[hand].At(moment(on, 15, item.ID)), row.ID, item.ID); err != nil {
			return fmt.Errorf("tick: %w", err)
		}
	}
	return nil
}

// present keeps a day within the project's life and its doer's presence.
func (w worker) present(hand who, on workcal.Date) workcal.Date {
	return max(on, w.chapter.begun, w.joined(hand))
}

// moment spreads what happens within an hour, so that a journal does not read like a machine's.
func moment(d workcal.Date, hour int, id int64) time.Time { return at(d, hour, int(id*7%60)) }
