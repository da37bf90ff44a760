package notice_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

type rules = map[access.Role]access.Rule

var (
	everybody = &access.Action{Name: "read", Who: "Toute personne", May: rules{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}
	headOnly  = &access.Action{Name: "read", Who: "Seule la cheffe", May: rules{access.Head: access.Always}}
)

// Two kinds of things: everybody reads tasks, of which 9 is in the trash; only the head reads events.
var topics = []notice.Topic{
	{Kind: journal.Task, MayRead: everybody, SQL: things("'Tâche ' || id", "id <> 9")},
	{Kind: journal.Event, MayRead: headOnly, SQL: things("'Fête ' || id", "true")},
}

// things are those numbered from 1 to 200.
func things(name, living string) string {
	return `SELECT id::bigint AS id, ` + name + ` AS name, 0::bigint AS project_id, '' AS project, ` + living + ` AS living, true AS open FROM generate_series(1, 200) AS id`
}

type house struct {
	*notice.Room
	accounttest.Service
}

func open(t *testing.T) house {
	t.Helper()
	s := accounttest.Open(t)
	return house{Room: notice.New(s.DB, topics...), Service: s}
}

func (h house) tell(by account.Person, news ...notice.News) error {
	return postgres.InTx(h.T.Context(), h.DB, func(tx pgx.Tx) error { return notice.Tell(h.T.Context(), tx, by.At(now), news...) })
}

func task(id int64, what notice.What, to ...account.Person) notice.News {
	n := notice.News{What: what, About: journal.Subject{Kind: journal.Task, ID: id}, MayRead: everybody}
	for _, p := range to {
		n.To = append(n.To, p.ID)
	}
	return n
}

// read writes what somebody has to know, unread before « | ».
func (h house) read(p account.Person) string {
	h.T.Helper()
	s, err := h.Sheet(h.T.Context(), p.At(now))
	h.Must(err)
	say := func(list []notice.Notice) string {
		var said []string
		for _, n := range list {
			line := n.About.Name
			for _, l := range n.Lines {
				line += fmt.Sprintf(" %s×%d by %s", l.What, l.Times, strings.Split(l.By, " ")[0])
			}
			said = append(said, line)
		}
		return strings.Join(said, "; ")
	}
	unread, err := h.Unread(h.T.Context(), p.At(now))
	h.Must(err)
	if unread != len(s.Unread) {
		h.T.Errorf("%s: %d are counted, %d are listed", p.Name, unread, len(s.Unread))
	}
	return say(s.Unread) + "|" + say(s.Read)
}

func (h house) want(p account.Person, want string) {
	h.T.Helper()
	if got := h.read(p); got != want {
		h.T.Errorf("%s reads %q, want %q", p.Name, got, want)
	}
}

func TestThereIsOneNoticePerPersonAndSubject(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.tell(h.Head, task(1, notice.Given, h.Intern)))
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern), task(1, notice.Named, h.Intern)))
	h.Must(h.tell(h.Team, task(2, notice.Named, h.Intern)))
	forty := task(3, notice.Given, h.Intern)
	forty.Times = 40
	h.Must(h.tell(h.Team, forty))
	h.want(h.Intern, "Tâche 1 given×2 by Inès named×1 by Inès; Tâche 2 named×1 by Inès; Tâche 3 given×40 by Inès|")

	h.Must(h.See(t.Context(), h.Intern.At(now), journal.Task, 1))
	h.Must(h.See(t.Context(), h.Team.At(now), journal.Task, 2)) // somebody else looks
	h.want(h.Intern, "Tâche 2 named×1 by Inès; Tâche 3 given×40 by Inès|Tâche 1 given×2 by Inès named×1 by Inès")
	h.Must(h.tell(h.Head, task(1, notice.Given, h.Intern))) // counted anew, and no longer among what was read
	h.want(h.Intern, "Tâche 1 given×1 by Claire; Tâche 2 named×1 by Inès; Tâche 3 given×40 by Inès|")
	h.Must(h.ReadAll(t.Context(), h.Intern.At(now)))
	if got := h.read(h.Intern); !strings.HasPrefix(got, "|Tâche 1") {
		t.Errorf("once all is read: %q", got)
	}
}

// What an act that fails had to tell is not told.
func TestANoticeIsWrittenWithItsActOrNotAtAll(t *testing.T) {
	t.Parallel()
	h := open(t)
	failure := errors.New("the act fails")
	err := postgres.InTx(t.Context(), h.DB, func(tx pgx.Tx) error {
		b := &pgx.Batch{}
		notice.Queue(b, h.Head.At(now), task(2, notice.Given, h.Intern))
		h.Must(errors.Join(notice.Tell(t.Context(), tx, h.Head.At(now), task(1, notice.Given, h.Intern)), tx.SendBatch(t.Context(), b).Close()))
		return failure
	})
	if !errors.Is(err, failure) {
		t.Fatal(err)
	}
	h.want(h.Intern, "|")
}

func TestNobodyIsToldOfWhatSheMayNotReadNorOfHerOwnActs(t *testing.T) {
	t.Parallel()
	h := open(t)
	everyone := []account.Person{h.Head, h.Team, h.Other, h.Intern}
	fete := notice.News{What: notice.Moved, About: journal.Subject{Kind: journal.Event, ID: 1}, MayRead: headOnly}
	for _, p := range everyone {
		fete.To = append(fete.To, p.ID)
	}
	nobody := task(3, notice.Moved, everyone...)
	nobody.MayRead = nil
	h.Must(h.tell(h.Team, fete, task(1, notice.Moved, everyone...), task(9, notice.Named, everyone...), nobody))
	h.want(h.Head, "Fête 1 moved×1 by Inès; Tâche 1 moved×1 by Inès|")
	h.want(h.Team, "|")
	h.want(h.Other, "Tâche 1 moved×1 by Inès|")
	for _, p := range everyone[1:] {
		if n := accounttest.Scalar[int](h.Service, `SELECT count(*) FROM notices WHERE person_id = @p AND (subject_kind = 'event' OR subject_id = 3)`, pgx.NamedArgs{"p": p.ID}); n != 0 {
			t.Errorf("%s: %d notices are kept of what she may not read", p.Name, n)
		}
	}
	// Whoever may read a kind no longer is shown none of it, whatever she was told before.
	demoted := h.Head
	demoted.Role = access.Intern
	_, err := h.DB.Exec(t.Context(), `UPDATE people SET role = 'intern' WHERE id = @id`, pgx.NamedArgs{"id": h.Head.ID})
	h.Must(err)
	h.want(demoted, "Tâche 1 moved×1 by Inès|")
}

func TestADisabledPersonIsToldNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern)))
	accounts := account.New(h.DB, account.Options{})
	h.Must(accounts.Disable(t.Context(), h.Head.At(now), h.Intern.ID))
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern, h.Other), task(2, notice.Given, h.Intern)))
	h.want(h.Intern, "Tâche 1 given×1 by Inès|")
	h.want(h.Other, "Tâche 1 given×1 by Inès|")
	h.Must(accounts.Enable(t.Context(), h.Head.At(now), h.Intern.ID))
	h.Must(h.tell(h.Team, task(2, notice.Given, h.Intern)))
	h.want(h.Intern, "Tâche 1 given×1 by Inès; Tâche 2 given×1 by Inès|")
}

func TestWhatIsSwitchedOffIsNotTold(t *testing.T) {
	t.Parallel()
	h := open(t)
	by := h.Intern.At(now)
	h.Must(h.Choose(t.Context(), by, []notice.Kind{notice.Mentions, notice.Tasks}, []notice.Kind{notice.Mentions}))
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern, h.Other), task(1, notice.Named, h.Intern), task(1, notice.Moved, h.Intern)))
	h.want(h.Intern, "Tâche 1 moved×1 by Inès named×1 by Inès|")
	h.want(h.Other, "Tâche 1 given×1 by Inès|")
	h.Must(h.Choose(t.Context(), by, []notice.Kind{notice.Tasks}, []notice.Kind{notice.Tasks}))
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern)))
	h.want(h.Intern, "Tâche 1 given×1 by Inès moved×1 by Inès named×1 by Inès|")
	if s, err := h.Sheet(t.Context(), by); err != nil || len(s.Off) != 0 {
		t.Errorf("still off: %v, %v", s.Off, err)
	}
	if err := h.Choose(t.Context(), by, []notice.Kind{"ailleurs"}, nil); !fault.Is(err, fault.Invalid) {
		t.Errorf("a kind that there is not: %v", err)
	}
}

func TestEveryThingThatHappensHasItsKind(t *testing.T) {
	t.Parallel()
	for _, w := range []notice.What{notice.Named, notice.Given, notice.Asked, notice.Confirmed, notice.Unconfirmed, notice.Moved} {
		if !slices.Contains(notice.Kinds, w.Kind()) {
			t.Errorf("%s cannot be switched off", w)
		}
	}
}

// Acts that tell the same people of the same things, in any order, and people who read meanwhile, wait for one another
// and never deadlock.
func TestActsThatTellTheSamePeopleDoNotDeadlock(t *testing.T) {
	t.Parallel()
	h := open(t)
	people := []account.Person{h.Intern, h.Other, h.Team}
	var group sync.WaitGroup
	failures := make(chan error, 200)
	for worker := range 4 {
		group.Go(func() {
			for round := range 15 {
				var news []notice.News
				for i := range 6 {
					n := task(int64(1+(i*5+worker*3+round)%7), notice.Given, people...)
					if worker%2 == 1 {
						slices.Reverse(n.To)
					}
					news = append(news, n)
				}
				if worker%2 == 1 {
					slices.Reverse(news)
				}
				failures <- h.tell(h.Head, news...)
				failures <- h.ReadAll(context.WithoutCancel(t.Context()), people[round%3].At(now))
			}
		})
	}
	group.Wait()
	close(failures)
	for err := range failures {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheCountStopsAndQueriesDoNotGrow(t *testing.T) {
	t.Parallel()
	h := open(t)
	for n := range 3 {
		var news []notice.News
		for id := int64(10); id < int64(12+80*n); id++ {
			news = append(news, task(id, notice.Named, h.Intern), task(id, notice.Given, h.Intern))
		}
		h.Must(h.tell(h.Team, news...))
		ctx, count := postgres.CountQueries(t.Context())
		unread, err := h.Unread(ctx, h.Intern.At(now))
		if h.Must(err); unread != min(2+80*n, notice.MostCounted) || count.Load() != 1 {
			t.Errorf("%d unread in %d queries", unread, count.Load())
		}
		ctx, count = postgres.CountQueries(t.Context())
		s, err := h.Sheet(ctx, h.Intern.At(now))
		if h.Must(err); count.Load() > 2 || s.More != (n == 2) {
			t.Errorf("the sheet: %d queries, more: %v", count.Load(), s.More)
		}
	}
}

func TestNoticesGoOnceTheyWereReadLongAgoOrWhatTheyAreAboutIsGone(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.Must(h.tell(h.Team, task(1, notice.Given, h.Intern), task(2, notice.Given, h.Intern), task(9, notice.Given, h.Intern), task(999, notice.Given, h.Intern)))
	h.Must(h.See(t.Context(), h.Intern.At(now), journal.Task, 1))
	count := func() int { return accounttest.Scalar[int](h.Service, `SELECT count(*) FROM notices`, nil) }
	h.Must(h.Purge(t.Context(), now.AddDate(0, 0, 29)))
	if n := count(); n != 3 { // 999 is no task; 9 is in the trash
		t.Errorf("%d are left", n)
	}
	h.Must(h.Purge(t.Context(), now.AddDate(0, 0, 31)))
	if n := count(); n != 2 {
		t.Errorf("%d are left once one was read for long", n)
	}
	h.Must(h.Purge(t.Context(), now.AddDate(0, 0, 366)))
	if n := count(); n != 0 {
		t.Errorf("%d are left after a year", n)
	}
}
