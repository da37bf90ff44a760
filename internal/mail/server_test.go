package mail_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"io"
	"math/big"
	"net"
	netmail "net/mail"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"parvis/internal/mail"
)

// server is a mail server of a test's own, which notes what it takes.
type server struct {
	sync.Mutex
	address net.Addr
	taken   []taken
	recipes func(to string) *smtp.SMTPError // what it answers to an address; nil takes it
	sender  *smtp.SMTPError                 // what it answers to whoever sends
	content *smtp.SMTPError                 // what it answers to a whole message
	after   func(n int)                     // called once it took so many
	secrets []string                        // user:password it was told
	opened  int                             // connections
}

// taken is a message as it arrived.
type taken struct{ from, to, id, raw string }

func (s *server) NewSession(c *smtp.Conn) (smtp.Session, error) {
	s.Lock()
	defer s.Unlock()
	s.opened++
	return &session{server: s}, nil
}

type session struct {
	server   *server
	from, to string
}

func (s *session) AuthMechanisms() []string { return []string{sasl.Plain} }

func (s *session) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		s.server.Lock()
		defer s.server.Unlock()
		s.server.secrets = append(s.server.secrets, user+":"+password)
		if password != "juste" {
			return &smtp.SMTPError{Code: 535, Message: "authentication failed for " + user}
		}
		return nil
	}), nil
}

func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.from = from
	if s.server.sender != nil {
		return s.server.sender
	}
	return nil
}

func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.to = to
	if s.server.recipes != nil {
		if refusal := s.server.recipes(to); refusal != nil {
			return refusal
		}
	}
	return nil
}

func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	s.server.Lock()
	defer s.server.Unlock()
	if s.server.content != nil {
		return s.server.content
	}
	m, err := netmail.ReadMessage(strings.NewReader(string(raw)))
	if err != nil {
		return err
	}
	s.server.taken = append(s.server.taken, taken{s.from, s.to, m.Header.Get("Message-Id"), string(raw)})
	if s.server.after != nil {
		s.server.after(len(s.server.taken))
	}
	return nil
}

func (s *session) Reset()        {}
func (s *session) Logout() error { return nil }

// times gives how often each message arrived, by its id.
func (s *server) times() map[string]int {
	s.Lock()
	defer s.Unlock()
	n := map[string]int{}
	for _, t := range s.taken {
		n[t.id]++
	}
	return n
}

func (s *server) count() int {
	s.Lock()
	defer s.Unlock()
	return len(s.taken)
}

// serve opens a mail server that asks for TLS, and gives how to send by it.
func serve(t *testing.T, s *server, security mail.Security) mail.Server {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	certificate := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "essai"}, NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}}
	der, err := x509.CreateCertificate(rand.Reader, certificate, certificate, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(parsed)
	mine := &tls.Config{Certificates: []tls.Certificate{{Certificate: [][]byte{der}, PrivateKey: key}}, MinVersion: tls.VersionTLS12}

	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address = listener.Addr()
	server := smtp.NewServer(s)
	server.Domain = "essai.test"
	server.ReadTimeout, server.WriteTimeout = time.Minute, time.Minute
	server.ErrorLog = quiet{}
	switch security {
	case mail.TLS:
		listener = tls.NewListener(listener, mine)
	case mail.StartTLS:
		server.TLSConfig = mine
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		if err := server.Serve(listener); err != nil && !errors.Is(err, smtp.ErrServerClosed) {
			t.Errorf("the mail server: %v", err)
		}
	}()
	t.Cleanup(func() { _ = server.Close(); <-done })
	return mail.Server{Host: "127.0.0.1", Port: listener.Addr().(*net.TCPAddr).Port, Security: security, From: "parvis@musee.test",
		TLS: &tls.Config{RootCAs: roots, ServerName: "127.0.0.1", MinVersion: tls.VersionTLS12}}
}

type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}
