package mail_test

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"parvis/internal/account"
	"parvis/internal/mail"
	"parvis/internal/notice"
	"parvis/internal/outbox"
	"parvis/internal/plan"
	"parvis/internal/postgres"
)

// What an instance of its own, in a process of its own, is told: where the database is, at which port the mail server, and the time.
const (
	senderDatabase = "PARVIS_TEST_SENDER_DATABASE"
	senderPort     = "PARVIS_TEST_SENDER_PORT"
	senderTime     = "PARVIS_TEST_SENDER_TIME"
)

// TestMain is an instance that sends, when it is told so.
func TestMain(m *testing.M) {
	if os.Getenv(senderDatabase) == "" {
		os.Exit(m.Run())
	}
	if err := sendAll(context.Background()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func sendAll(ctx context.Context) error {
	db, err := postgres.OpenWithin(ctx, os.Getenv(senderDatabase), postgres.ForUpkeep())
	if err != nil {
		return err
	}
	defer db.Close()
	port, err := strconv.Atoi(os.Getenv(senderPort))
	if err != nil {
		return err
	}
	at, err := time.Parse(time.RFC3339, os.Getenv(senderTime))
	if err != nil {
		return err
	}
	post := &mail.Post{Room: mail.New(db, account.New(db, account.Options{}), notice.New(db, topics...), plan.New(db)), Clock: func() time.Time { return at }, Links: links,
		Carrier: mail.Server{Host: "127.0.0.1", Port: port, Security: mail.Plain, From: "parvis@musee.test"}}
	_, err = post.Work(ctx)
	return err
}

// instance starts a process that sends what is due at a time.
func (o *office) instance(at time.Time) *exec.Cmd {
	o.T.Helper()
	program, err := os.Executable()
	o.Must(err)
	c := exec.CommandContext(o.T.Context(), program)
	c.Env = append(os.Environ(), senderDatabase+"="+o.DB.Config().ConnString(), senderPort+"="+strconv.Itoa(o.by.Port), senderTime+"="+at.Format(time.RFC3339))
	c.Stderr = os.Stderr
	o.Must(c.Start())
	return c
}

// TestEachLetterLeavesOnceThoughItsProcessIsKilled has a thousand letters, a process that is killed in the midst of a batch as it says
// whom the next one is for, and two that go on once what it held is free.
func TestEachLetterLeavesOnceThoughItsProcessIsKilled(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.server = &server{}
	o.invite(1000)
	var first *exec.Cmd
	started := make(chan struct{})
	var kill sync.Once
	var n atomic.Int64
	o.server.recipes = func(string) *smtp.SMTPError {
		if n.Add(1) > 330 {
			kill.Do(func() {
				<-started
				o.Must(first.Process.Kill())
			})
		}
		return nil
	}
	o.by = serve(t, o.server, mail.Plain)
	first = o.instance(now)
	close(started)
	if err := first.Wait(); err == nil || first.ProcessState.Exited() {
		t.Fatalf("it was not killed: %v, %s", err, first.ProcessState)
	}
	if left := o.server.count(); left != 330 {
		t.Errorf("%d left before it was killed", left)
	}
	later := now.Add(outbox.Leased + time.Second)
	for _, c := range []*exec.Cmd{o.instance(later), o.instance(later)} {
		o.Must(c.Wait())
	}
	o.once(1000)
	if got := o.states(); got != "sent×1000" {
		t.Errorf("the outbox holds %s", got)
	}
}
