package plan_test

import (
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/plan"
)

// waiting returns once n transactions wait for a lock.
func (h house) waiting(n int64) {
	h.T.Helper()
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		waiting := scalar[int64](h, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`, nil)
		if waiting >= n {
			return
		}
		if time.Now().After(end) {
			h.T.Fatalf("%d transactions wait, want %d", waiting, n)
		}
	}
}

// Whoever restores a task reads it once nobody else can change it: sent twice at once, it comes back once.
func TestATaskIsRestoredOnceHoweverManyDoItAtOnce(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("Imprimer")
	h.Must(h.DeleteTask(ctx, h.Team.At(now), id))
	lock, err := h.DB.Begin(ctx)
	h.Must(err)
	_, err = lock.Exec(ctx, `SELECT FROM projects WHERE id = $1 FOR UPDATE`, h.project)
	h.Must(err)
	var all sync.WaitGroup
	errs := make(chan error, 3)
	for range cap(errs) {
		all.Go(func() { errs <- h.RestoreTask(ctx, h.Team.At(now), id) })
	}
	h.waiting(3)
	h.Must(lock.Rollback(ctx))
	all.Wait()
	close(errs)
	done := 0
	for err := range errs {
		if err == nil {
			done++
		} else {
			h.Refused(err, fault.NotFound, "")
		}
	}
	told := 0
	for _, e := range h.journal(h.project) {
		if e.Verb == journal.Restored {
			told++
		}
	}
	if done != 1 || told != 1 {
		t.Errorf("restored %d times, told %d times", done, told)
	}
}

// What an intern may do with a task depends on whose it is and whether she works there: by no way does she get
// hold of somebody else's, nor tick it. A free task of her projects is hers to take.
func TestAnInternGetsHoldOfFreeTasksOfHerProjectsOnly(t *testing.T) {
	t.Parallel()
	h := open(t)
	hers := h.Intern.ID
	ways := map[string]func(id int64, version int, title string) error{
		"assign": func(id int64, _ int, _ string) error { return h.Assign(ctx, h.Intern.At(now), id, &hers) },
		"edit": func(id int64, version int, title string) error {
			return h.EditTask(ctx, h.Intern.At(now), id, version, draft(title, assignedTo(h.Intern)))
		},
		"leave to nobody, then assign": func(id int64, _ int, _ string) error {
			if err := h.Assign(ctx, h.Intern.At(now), id, nil); err != nil {
				return err
			}
			return h.Assign(ctx, h.Intern.At(now), id, &hers)
		},
		"delete, restore, then assign": func(id int64, _ int, _ string) error {
			if err := h.DeleteTask(ctx, h.Intern.At(now), id); err != nil {
				return err
			}
			if err := h.RestoreTask(ctx, h.Intern.At(now), id); err != nil {
				return err
			}
			return h.Assign(ctx, h.Intern.At(now), id, &hers)
		},
	}
	for _, c := range []struct {
		what         string
		in           int64
		whose        func(*plan.Draft)
		may, mayTick bool // get hold of it; tick it as it is
	}{
		{"somebody's, in her project", h.project, assignedTo(h.Team), false, false},
		{"the head's, in her project", h.project, assignedTo(h.Head), false, false},
		{"free, in her project", h.project, func(*plan.Draft) {}, true, true},
		{"hers, in her project", h.project, assignedTo(h.Intern), true, true},
		{"somebody's, elsewhere", h.elsewhere, assignedTo(h.Other), false, false},
		{"free, elsewhere", h.elsewhere, func(*plan.Draft) {}, false, false},
	} {
		for way, take := range ways {
			title := c.what + ", " + way
			id := h.taskIn(c.in, title, c.whose)
			h.allowed(h.Intern, way+" "+c.what, take(id, 1, title), c.may)
			h.allowed(h.Intern, "tick "+c.what+" after "+way, h.TickTask(ctx, h.Intern.At(now), id), c.mayTick)
			who := scalar[*int64](h, `SELECT responsible_id FROM tasks WHERE id = @id`, pgx.NamedArgs{"id": id})
			if got := who != nil && *who == hers; got != c.may {
				t.Errorf("%s, %s: hers is %v, want %v", c.what, way, got, c.may)
			}
		}
	}
}

// While an intern is taking a task, somebody else is given it: hers is refused once it is not free any more.
func TestATaskThatWasGivenMeanwhileIsNotTaken(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.task("libre")
	lock, err := h.DB.Begin(ctx)
	h.Must(err)
	_, err = lock.Exec(ctx, `SELECT FROM projects WHERE id = $1 FOR UPDATE`, h.project)
	h.Must(err)
	taken := make(chan error, 1)
	go func() { taken <- h.Assign(ctx, h.Intern.At(now), id, &h.Intern.ID) }()
	h.waiting(1)
	_, err = lock.Exec(ctx, `UPDATE tasks SET responsible_id = $1 WHERE id = $2`, h.Team.ID, id)
	h.Must(err)
	h.Must(lock.Commit(ctx))
	h.allowed(h.Intern, "take what was given meanwhile", <-taken, false)
}
