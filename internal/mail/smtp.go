package mail

import (
	"cmp"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/url"
	"strconv"
	"time"

	gomail "github.com/wneessen/go-mail"

	"parvis/internal/account"
)

// Security is how the connection to the mail server is protected.
type Security string

// The ways: STARTTLS, which is required then, TLS from the first byte, or none, for a server on the same machine.
const (
	StartTLS Security = "starttls"
	TLS      Security = "tls"
	Plain    Security = "aucune"
)

// Server is the mail server that messages leave by, and from which address.
type Server struct {
	Host     string
	Port     int
	User     string // "" when it asks for none
	Password string
	Security Security
	From     string
	TLS      *tls.Config   // nil: the machine's own authorities
	Silence  time.Duration // how long it may say nothing; 0: fifteen seconds
}

// Read reads a server's address (smtp://user@host:587, smtps://host, smtp://localhost:25?tls=aucune), its password and the
// sender's address. What cannot be read is said in French; no sentence holds the password.
func Read(address, password, from string) (Server, error) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "smtp" && u.Scheme != "smtps" || u.Hostname() == "" || u.Path != "" && u.Path != "/" || u.Fragment != "" {
		return Server{}, errors.New("PARVIS_SMTP_URL ne se lit pas\u00a0: indiquez une adresse comme smtp://parvis@smtp.musee.example:587 ou smtps://parvis@smtp.musee.example")
	}
	s := Server{Host: u.Hostname(), User: u.User.Username(), Password: password, Security: StartTLS, From: account.NormalEmail(from), Port: 587}
	if _, told := u.User.Password(); told {
		return Server{}, errors.New("PARVIS_SMTP_URL contient un mot de passe\u00a0: indiquez-le dans PARVIS_SMTP_PASSWORD")
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil || len(query) > 1 || len(query) == 1 && !query.Has("tls") {
		return Server{}, errors.New("PARVIS_SMTP_URL ne se lit pas\u00a0: seule l’option tls=aucune existe")
	}
	switch wanted := query.Get("tls"); {
	case u.Scheme == "smtps" && wanted == "":
		s.Security, s.Port = TLS, 465
	case u.Scheme == "smtp" && wanted == string(Plain):
		s.Security, s.Port = Plain, 25
	case u.Scheme == "smtp" && (wanted == "" || wanted == string(StartTLS)):
	default:
		return Server{}, fmt.Errorf("PARVIS_SMTP_URL demande tls=%s\u00a0: seule l’option tls=aucune existe, avec smtp://", wanted)
	}
	if port := u.Port(); port != "" {
		if s.Port, err = strconv.Atoi(port); err != nil || s.Port < 1 || s.Port > 65535 {
			return Server{}, fmt.Errorf("PARVIS_SMTP_URL contient le port %q\u00a0: indiquez un nombre de 1 à 65535", port)
		}
	}
	switch {
	case !account.ValidEmail(s.From):
		return Server{}, fmt.Errorf("PARVIS_MAIL_FROM vaut %q\u00a0: indiquez l’adresse qui écrit, comme parvis@musee.example", from)
	case s.User == "" && s.Password != "":
		return Server{}, errors.New("PARVIS_SMTP_PASSWORD est indiqué sans nom d’utilisateur\u00a0: ajoutez-le dans PARVIS_SMTP_URL, comme smtp://parvis@smtp.musee.example")
	case s.User != "" && s.Password == "":
		return Server{}, errors.New("PARVIS_SMTP_URL nomme un utilisateur\u00a0: indiquez son mot de passe dans PARVIS_SMTP_PASSWORD")
	case s.Security == Plain && s.User != "":
		return Server{}, errors.New("PARVIS_SMTP_URL enverrait un mot de passe sans chiffrement\u00a0: retirez tls=aucune, ou le nom d’utilisateur")
	}
	return s, nil
}

// Carrier takes messages away.
type Carrier interface {
	// Open makes ready to carry some messages.
	Open(ctx context.Context) (Line, error)
}

// Line carries messages one after the other. After a failure it is closed, and another one opened.
type Line interface {
	// Carry carries a message. Its failure is a *Refused when the server answered, and of that message alone.
	Carry(ctx context.Context, m Message) error
	Close()
}

// Refused is the server's answer to a message that it does not take.
type Refused struct {
	Code int
	Ever bool // it will never take it
}

// Error tells the code, and nothing of what the server wrote, which names people.
func (r *Refused) Error() string {
	return "mail: the server refused the message with " + strconv.Itoa(r.Code)
}

// silence bounds each exchange with the server.
const silence = 15 * time.Second

// Open implements Carrier: it connects, and makes itself known.
func (s Server) Open(ctx context.Context) (Line, error) {
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(cmp.Or(s.Silence, silence)), gomail.WithoutNoop(), gomail.WithoutRset()}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.TLS != nil {
		options = append(options, gomail.WithTLSConfig(s.TLS))
	}
	if s.User != "" {
		options = append(options, gomail.WithSMTPAuth(gomail.SMTPAuthAutoDiscover), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	client, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	if err := client.DialWithContext(ctx); err != nil {
		return nil, unreachable(err)
	}
	return &line{client: client, from: s.From}, nil
}

// unreachable is why a server cannot be used, without what it wrote.
func unreachable(err error) error {
	if network, ok := errors.AsType[net.Error](err); ok {
		return fmt.Errorf("mail: the server cannot be reached: %w", network)
	}
	return errors.New("mail: the server was reached, and does not let Parvis in")
}

type line struct {
	client *gomail.Client
	from   string
}

// Carry implements Line.
func (l *line) Carry(_ context.Context, m Message) error {
	msg, err := m.encode(l.from)
	if err != nil {
		return err
	}
	err = l.client.Send(msg)
	if err == nil || msg.IsDelivered() { // what fails after the server took it does not make it leave again
		return nil
	}
	sent, ok := errors.AsType[*gomail.SendError](err)
	if !ok || sent.ErrorCode() == 0 {
		return errors.New("mail: the server does not answer")
	}
	// A sender who is refused is a mistake of the configuration, and every message's: it waits to be mended.
	return &Refused{Code: sent.ErrorCode(), Ever: sent.ErrorCode() >= 500 && sent.Reason != gomail.ErrSMTPMailFrom}
}

// Close implements Line.
func (l *line) Close() { _ = l.client.Close() }
