package mail_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/mail"
	"parvis/internal/notice"
	"parvis/internal/outbox"
	"parvis/internal/plan"
	"parvis/internal/postgres"
)

// Sunday noon in Paris: nobody is written to about her week.
var now = time.Date(2025, 4, 6, 12, 0, 0, 0, postgres.Paris)

var everybody = &access.Action{Name: "read", Who: "Toute personne",
	May: map[access.Role]access.Rule{access.Head: access.Always, access.Team: access.Always, access.Intern: access.Always}}

var headOnly = &access.Action{Name: "read", Who: "Seule la cheffe", May: map[access.Role]access.Rule{access.Head: access.Always}}

var topics = []notice.Topic{
	{Kind: journal.Task, MayRead: everybody, SQL: `SELECT id::bigint AS id, 'Tâche ' || id AS name, 0::bigint AS project_id, '' AS project, true AS living, true AS open FROM generate_series(1, 60) AS id`},
	{Kind: journal.Event, MayRead: headOnly, SQL: `SELECT id::bigint AS id, 'Fête ' || id AS name, 0::bigint AS project_id, '' AS project, true AS living, true AS open FROM generate_series(1, 60) AS id`},
}

// address is where requests come from.
var address = netip.MustParseAddr("192.0.2.1")

// office is a service whose messages leave by a mail server of the test's own.
type office struct {
	accounttest.Service
	accounts *account.Accounts
	notices  *notice.Room
	room     *mail.Room
	server   *server
	by       mail.Server
	clock    *clock
}

// clock is a time that tests move.
type clock struct {
	sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.Lock()
	defer c.Unlock()
	return c.at
}

func (c *clock) later(d time.Duration) {
	c.Lock()
	defer c.Unlock()
	c.at = c.at.Add(d)
}

func open(t *testing.T) *office {
	t.Helper()
	s := accounttest.Open(t)
	o := &office{Service: s, server: &server{}, clock: &clock{at: now}}
	o.accounts = account.New(s.DB, account.Options{Hasher: account.Argon2id{MemoryKiB: 8, Iterations: 1},
		Pause: func(context.Context, time.Duration) error { return nil }})
	o.notices = notice.New(s.DB, topics...)
	o.room = mail.New(s.DB, o.accounts, o.notices, plan.New(s.DB))
	o.by = serve(t, o.server, mail.StartTLS)
	return o
}

// post is an instance that sends.
func (o *office) post() *mail.Post {
	return &mail.Post{Room: o.room, Carrier: o.by, Clock: o.clock.now, Links: links}
}

// links are the addresses in messages.
var links = mail.Links{Host: "parvis.musee.test",
	Choose:  func(token string) string { return "https://parvis.musee.test/mot-de-passe-oublie/" + token },
	Notices: "https://parvis.musee.test/avis", List: "https://parvis.musee.test/ma-liste"}

func (o *office) work() int {
	o.T.Helper()
	n, err := o.post().Work(o.T.Context())
	o.Must(err)
	return n
}

func (o *office) forget(p account.Person) {
	o.T.Helper()
	o.Must(o.accounts.Forget(o.T.Context(), p.Email, address, o.clock.now()))
}

// invite queues letters for many people who are new.
func (o *office) invite(n int) {
	o.T.Helper()
	_, err := o.DB.Exec(o.T.Context(), `WITH added AS (INSERT INTO people (email, name, role, password_hash, must_change_password)
			SELECT 'personne' || n || '@musee.test', 'Personne ' || n, 'team', 'x', true FROM generate_series(1, @n::int) AS n RETURNING id)
		INSERT INTO outbox (kind, person_id, period, message_id, asked_at, due_at) SELECT 'invitation', id, 'essai', 'm' || id, @now, @now FROM added`,
		pgx.NamedArgs{"n": n, "now": o.clock.now()})
	o.Must(err)
}

func (o *office) states() string {
	o.T.Helper()
	return accounttest.Scalar[string](o.Service, `SELECT COALESCE(string_agg(state || '×' || n, ' ' ORDER BY state), '') FROM (SELECT state, count(*) AS n FROM outbox GROUP BY state) AS s`, nil)
}

// once holds that as many messages arrived, each once.
func (o *office) once(n int) {
	o.T.Helper()
	times := o.server.times()
	if len(times) != n {
		o.T.Errorf("%d messages arrived, want %d", len(times), n)
	}
	for id, k := range times {
		if k != 1 {
			o.T.Errorf("%s arrived %d times", id, k)
		}
	}
}

// A thousand letters, an instance that is killed in the midst of a batch, and another one that goes on: each leaves once.
func TestALetterLeavesOnceThoughAnInstanceIsKilledInABatch(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.invite(1000)
	killed, kill := context.WithCancel(t.Context())
	o.server.after = func(n int) {
		if n == 330 {
			kill()
		}
	}
	if _, err := o.post().Work(killed); err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	if n := o.server.count(); n < 330 || n > 331 {
		t.Errorf("%d left before it ended", n)
	}
	// One that is killed for good gives nothing back: what it leased is free once its lease is over.
	lost, err := outbox.Lease(t.Context(), o.DB, o.clock.now(), 50)
	if o.Must(err); len(lost) != 50 {
		t.Fatalf("%d are leased", len(lost))
	}
	o.work()
	if n := o.server.count(); n != 950 {
		t.Errorf("%d left while 50 are leased", n)
	}
	o.clock.later(outbox.Leased)
	o.work()
	o.once(1000)
	if got := o.states(); got != "sent×1000" {
		t.Errorf("the outbox holds %s", got)
	}
}

func TestTwoInstancesSendEachLetterOnce(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.invite(1000)
	var instances sync.WaitGroup
	for range 2 {
		instances.Go(func() {
			if _, err := o.post().Work(t.Context()); err != nil {
				t.Error(err)
			}
		})
	}
	instances.Wait()
	o.once(1000)
}

func TestWhatIsRolledBackQueuesNothing(t *testing.T) {
	t.Parallel()
	o := open(t)
	failure := errors.New("the act fails")
	err := postgres.InTx(t.Context(), o.DB, func(tx pgx.Tx) error {
		o.Must(outbox.Queue(t.Context(), tx, outbox.Letter{Kind: outbox.Password, PersonID: o.Team.ID, Period: "p", At: now}))
		return failure
	})
	if !errors.Is(err, failure) {
		t.Fatal(err)
	}
	taken := account.Identity{Name: "Quelqu’un", Email: o.Team.Email, Role: access.Team}
	if _, _, err := o.accounts.Invite(t.Context(), o.Head.At(now), taken, ""); !fault.Is(err, fault.Invalid) {
		t.Fatal(err)
	}
	if got := o.states(); got != "" {
		t.Errorf("the outbox holds %s", got)
	}
}

func TestALetterIsQueuedOnceForAPeriod(t *testing.T) {
	t.Parallel()
	o := open(t)
	letter := outbox.Letter{Kind: outbox.Notices, PersonID: o.Team.ID, Period: "p", At: now}
	o.Must(outbox.Queue(t.Context(), o.DB, letter, letter))
	o.Must(outbox.Queue(t.Context(), o.DB, letter))
	if got := o.states(); got != "waiting×1" {
		t.Errorf("the outbox holds %s", got)
	}
}

// One address that the server refuses, and one that it wants later, keep nobody else from being written to.
func TestOneBadAddressBlocksNobody(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.server.recipes = func(to string) *smtp.SMTPError {
		switch to {
		case "personne2@musee.test":
			return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such person: " + to}
		case "personne3@musee.test":
			return &smtp.SMTPError{Code: 451, EnhancedCode: smtp.EnhancedCode{4, 7, 1}, Message: "greylisted " + to}
		}
		return nil
	}
	o.invite(5)
	o.work()
	o.once(3)
	s, err := o.room.State(t.Context(), o.Head.At(now))
	if o.Must(err); len(s.Failures) != 2 || s.Waiting != 1 {
		t.Fatalf("%+v", s)
	}
	later, never := s.Failures[0], s.Failures[1]
	if never.Person != "Personne 2" || !never.Failed || never.Reason != outbox.Refused || never.Code != 550 {
		t.Errorf("the one that is refused: %+v", never)
	}
	if later.Person != "Personne 3" || later.Failed || later.Reason != outbox.Delayed || !later.DueAt.Equal(now.Add(outbox.Wait(1))) {
		t.Errorf("the one that is wanted later: %+v", later)
	}
	o.work()
	o.once(3) // not before it is due
	o.server.recipes = nil
	o.clock.later(outbox.Wait(1))
	o.work()
	o.once(4)
	// The head tries the other one anew, once; nobody else does.
	if err := o.room.Retry(t.Context(), o.Team.At(now), never.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team retries: %v", err)
	}
	o.Must(o.room.Retry(t.Context(), o.Head.At(o.clock.now()), never.ID))
	if err := o.room.Retry(t.Context(), o.Head.At(now), never.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("retried twice: %v", err)
	}
	o.work()
	o.once(5)
	if err := o.room.Drop(t.Context(), o.Head.At(now), never.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("what left is dropped: %v", err)
	}
}

func TestWhatIsTriedForLongIsGivenUp(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.server.content = &smtp.SMTPError{Code: 452, Message: "full"}
	o.Must(outbox.Queue(t.Context(), o.DB, outbox.Letter{Kind: outbox.Notices, PersonID: o.Team.ID, Period: "p", At: now}))
	o.tell(o.Team, 1)
	attempts := 0
	for range 40 {
		o.work()
		if strings.HasPrefix(o.states(), "failed") {
			break
		}
		attempts++
		o.clock.later(4 * time.Hour)
	}
	s, err := o.room.State(t.Context(), o.Head.At(now))
	if o.Must(err); attempts < 10 || attempts > 25 || len(s.Failures) == 0 || s.Failures[len(s.Failures)-1].Reason != outbox.Weary {
		t.Errorf("after %d attempts: %+v", attempts, s.Failures)
	}
}

// A server that does not let Parvis in, or refuses the sender, is a mistake to be mended: nothing fails for it.
func TestAMistakeOfTheConfigurationFailsNoLetter(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.invite(3)
	right := o.by
	o.by.User, o.by.Password = "parvis", "faux"
	o.work()
	if got := o.states(); got != "waiting×3" || o.server.count() != 0 {
		t.Errorf("with a wrong password: %s", got)
	}
	o.clock.later(time.Hour)
	o.by = right
	o.server.sender = &smtp.SMTPError{Code: 553, Message: "who are you"}
	o.work()
	if got := o.states(); got != "waiting×3" {
		t.Errorf("with a sender who is refused: %s", got)
	}
	o.server.sender = nil
	o.clock.later(time.Hour)
	o.by.User, o.by.Password = "parvis", "juste"
	o.work()
	o.once(3)
}

func TestTheServerIsReachedByTLSFromTheFirstByte(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.by = serve(t, o.server, mail.TLS)
	o.invite(1)
	o.work()
	o.once(1)
}

// A password never travels in clear, nor a message where TLS is asked for.
func TestNothingIsSentInClearWhereTLSIsAskedFor(t *testing.T) {
	t.Parallel()
	o := open(t)
	plain := serve(t, o.server, mail.Plain)
	o.by.Port = plain.Port
	o.invite(1)
	o.work()
	if o.server.count() != 0 || o.states() != "waiting×1" {
		t.Errorf("%d left in clear", o.server.count())
	}
	o.clock.later(time.Hour)
	o.by = plain
	o.work()
	o.once(1)
}

// A server that takes connections and says nothing, and one that is not there: letters wait.
func TestADeadServerLosesNothing(t *testing.T) {
	t.Parallel()
	o := open(t)
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	o.Must(err)
	o.invite(120)
	o.by.Port = listener.Addr().(*net.TCPAddr).Port
	o.by.Silence = 500 * time.Millisecond
	silent, cancel := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer cancel()
	if _, err := o.post().Work(silent); err != nil {
		t.Error(err)
	}
	o.Must(listener.Close())
	begun := time.Now()
	o.clock.later(time.Hour)
	o.work()
	if took := time.Since(begun); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
	if got := o.states(); got != "waiting×120" {
		t.Errorf("the outbox holds %s", got)
	}
}

// tell gives somebody notices of tasks that she did not look at.
func (o *office) tell(to account.Person, tasks ...int64) {
	o.T.Helper()
	o.Must(postgres.InTx(o.T.Context(), o.DB, func(tx pgx.Tx) error {
		var news []notice.News
		for _, id := range tasks {
			news = append(news, notice.News{What: notice.Given, About: journal.Subject{Kind: journal.Task, ID: id}, MayRead: everybody, To: []int64{to.ID}})
		}
		return notice.Tell(o.T.Context(), tx, o.Other.At(o.clock.now()), news...)
	}))
}

func TestNoticesAreGatheredOnceAnHourAndOnlyUnread(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.tell(o.Team, 1, 2, 3)
	o.work()
	o.once(0) // she may look at them first
	o.clock.later(15 * time.Minute)
	o.Must(o.notices.See(t.Context(), o.Team.At(o.clock.now()), journal.Task, 2))
	o.work()
	o.once(1)
	body := o.text(0)
	if !strings.Contains(body, "Tâche 1") || strings.Contains(body, "Tâche 2") || !strings.Contains(body, "https://parvis.musee.test/avis") {
		t.Errorf("it says:\n%s", body)
	}
	for range 5 { // what follows within the hour waits for its end
		o.tell(o.Team, 4)
		o.clock.later(11 * time.Minute)
		o.work()
	}
	o.once(1)
	o.clock.later(11 * time.Minute)
	o.work()
	o.once(2)
	o.clock.later(5 * time.Hour)
	o.work()
	o.once(2) // nothing new
}

func TestSomebodyIsNotWrittenToAboutWhatSheMayNotReadOrSwitchedOffOrReadMeanwhile(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.tell(o.Team, 1)
	o.tell(o.Intern, 1)
	o.tell(o.Head, 1)
	gone := o.Person("Léa Partie", access.Team)
	o.tell(gone, 1)
	// The intern was the head when she was told of an event.
	_, err := o.DB.Exec(t.Context(), `UPDATE notices SET subject_kind = 'event' WHERE person_id = @id`, pgx.NamedArgs{"id": o.Intern.ID})
	o.Must(err)
	o.Must(o.notices.Choose(t.Context(), o.Team.At(now), notice.Letters, nil))
	o.clock.later(20 * time.Minute)
	o.Must(o.notices.Gather(t.Context(), o.clock.now()))
	o.Must(o.notices.ReadAll(t.Context(), o.Head.At(o.clock.now())))           // before it leaves
	o.Must(o.accounts.Disable(t.Context(), o.Head.At(o.clock.now()), gone.ID)) // likewise
	o.work()
	o.once(0)
	if got := o.states(); got != "void×3" {
		t.Errorf("the outbox holds %s", got)
	}
}

func TestTheWeekIsWrittenOnceOnMondayFromSeven(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.clock.at = time.Date(2025, 4, 7, 4, 59, 0, 0, time.UTC) // 6:59 in Paris
	moved := notice.News{What: notice.Moved, About: journal.Subject{Kind: journal.Task, ID: 1}, MayRead: everybody, To: []int64{o.Team.ID}}
	o.Must(postgres.InTx(t.Context(), o.DB, func(tx pgx.Tx) error {
		return notice.Tell(t.Context(), tx, o.Other.At(o.clock.now().Add(-time.Hour)), moved)
	}))
	o.Must(o.notices.Choose(t.Context(), o.Team.At(now), []notice.Kind{notice.ByMail}, nil))
	o.work()
	o.once(0)
	o.clock.later(time.Minute)
	o.work()
	o.once(1)
	if body := o.text(0); !strings.Contains(body, "DATES QUI ONT CHANGÉ") || !strings.Contains(body, "Tâche 1") {
		t.Errorf("it says:\n%s", body)
	}
	for range 10 {
		o.clock.later(time.Hour)
		o.work()
	}
	o.once(1)
	o.clock.at = time.Date(2025, 4, 14, 9, 0, 0, 0, postgres.Paris) // nothing is new a week later
	o.work()
	o.once(1)
}

func TestLettersGoOnceTheyEndedLongAgo(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.forget(o.Team)
	o.work()
	o.invite(1)
	o.Must(o.room.Purge(t.Context(), now.AddDate(0, 0, 29)))
	if got := o.states(); got != "sent×1 waiting×1" {
		t.Errorf("the outbox holds %s", got)
	}
	o.Must(o.room.Purge(t.Context(), now.AddDate(0, 0, 31)))
	if got := o.states(); got != "" {
		t.Errorf("the outbox holds %s", got)
	}
}

// In the demonstration, what would leave is kept, and no more than the last ones.
func TestTheDemonstrationKeepsWhatItWouldSend(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.invite(outbox.MostKept + 10)
	post := o.post()
	post.Carrier = mail.Keeper{Room: o.room}
	if _, err := post.Work(t.Context()); err != nil {
		t.Fatal(err)
	}
	kept, err := o.room.Kept(t.Context())
	o.Must(err)
	if len(kept) != outbox.MostKept || !strings.Contains(kept[0].Body, "https://parvis.musee.test/mot-de-passe-oublie/") || o.server.count() != 0 {
		t.Errorf("%d are kept, %d left", len(kept), o.server.count())
	}
	if got, want := o.states(), fmt.Sprintf("sent×%d", outbox.MostKept+10); got != want {
		t.Errorf("the outbox holds %s, want %s", got, want)
	}
}
