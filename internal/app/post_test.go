package app

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"testing"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/mail"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/rooms"
)

// opened is a house over a test's database, with somebody in it.
func opened(t *testing.T, c Config) (*App, account.Person) {
	t.Helper()
	c.Addr = "127.0.0.1:0"
	house := rooms.ForTests(pgtest.New(t))
	a := &App{Rooms: house, Upkeep: house, Config: c}
	p, err := house.Accounts.Seed(t.Context(), account.Identity{Name: "Claire Martin", Email: "claire@musee.test", Role: access.Head}, "parvis-test-4711")
	if err != nil {
		t.Fatal(err)
	}
	return a, p
}

// A mail server that takes connections and says nothing keeps no page waiting, nor the program from ending.
func TestADeadMailServerSlowsNoPageAndNoEnd(t *testing.T) {
	t.Parallel()
	silent, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = silent.Close() }()
	called := make(chan struct{}, 100)
	go func() {
		for {
			if _, err := silent.Accept(); err != nil {
				return
			}
			called <- struct{}{}
		}
	}()
	a, p := opened(t, Config{Origin: "https://parvis.musee.test", Mail: &mail.Server{Host: "127.0.0.1", Port: silent.Addr().(*net.TCPAddr).Port, Security: mail.Plain, From: "parvis@musee.test"}})
	if err := a.Accounts.Forget(t.Context(), p.Email, netip.MustParseAddr("192.0.2.1"), time.Now()); err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	ready := make(chan string, 1)
	go func() { ended <- a.Serve(ctx, func(addr string) { ready <- addr }) }()
	address := <-ready
	<-called // it waits for the server's greeting now
	begun := time.Now()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+address+"/connexion", nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	_ = answer.Body.Close()
	if took := time.Since(begun); answer.StatusCode != http.StatusOK || took > 5*time.Second {
		t.Errorf("the page answers %d after %s", answer.StatusCode, took)
	}
	end()
	select {
	case err := <-ended:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(25 * time.Second):
		t.Error("the program does not end")
	}
}

func TestNothingIsSentWhereNobodySaidByWhichServer(t *testing.T) {
	t.Parallel()
	a, _ := opened(t, Config{})
	if a.Post() != nil {
		t.Error("messages leave")
	}
}

// The demonstration sends nothing although a server is configured, and what it keeps leads to itself.
func TestTheDemonstrationSendsNothing(t *testing.T) {
	t.Parallel()
	a, p := opened(t, Config{Demo: true, Mail: &mail.Server{Host: "127.0.0.1", Port: 1}})
	if err := a.Accounts.Forget(t.Context(), p.Email, netip.MustParseAddr("192.0.2.1"), time.Now()); err != nil {
		t.Fatal(err)
	}
	post := a.Post()
	if _, ok := post.Carrier.(mail.Keeper); !ok {
		t.Fatalf("the carrier is %T", post.Carrier)
	}
	if n, err := post.Work(t.Context()); n != 1 || err != nil {
		t.Fatalf("%d are kept, %v", n, err)
	}
	kept, err := a.Mail.Kept(t.Context())
	if err != nil || len(kept) != 1 || !strings.Contains(kept[0].Body, "http://127.0.0.1:0/mot-de-passe-oublie/") {
		t.Errorf("%+v, %v", kept, err)
	}
}
