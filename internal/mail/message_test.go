package mail_test

import (
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account/accounttest"
	"parvis/internal/mail"
	"parvis/internal/outbox"
)

// part gives a message that arrived, and one of its two texts.
func (o *office) part(n int, kind string) (*netmail.Message, string) {
	o.T.Helper()
	o.server.Lock()
	defer o.server.Unlock()
	m, err := netmail.ReadMessage(strings.NewReader(o.server.taken[n].raw))
	o.Must(err)
	_, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	o.Must(err)
	for reader := multipart.NewReader(m.Body, params["boundary"]); ; {
		p, err := reader.NextRawPart()
		if err != nil {
			o.T.Fatalf("no %s: %v", kind, err)
		}
		if strings.HasPrefix(p.Header.Get("Content-Type"), kind) {
			text, err := io.ReadAll(quotedprintable.NewReader(p))
			o.Must(err)
			return m, strings.ReplaceAll(string(text), "\r\n", "\n")
		}
	}
}

func (o *office) text(n int) string {
	_, text := o.part(n, "text/plain")
	return text
}

func TestAMessageIsTextAndTheSameInSimpleHTML(t *testing.T) {
	t.Parallel()
	o := open(t)
	o.forget(o.Team)
	o.work()
	header, text := o.part(0, "text/plain")
	_, html := o.part(0, "text/html")
	subject, err := new(mime.WordDecoder).DecodeHeader(header.Header.Get("Subject"))
	if o.Must(err); subject != "Choisir un nouveau mot de passe" {
		t.Errorf("its subject is %q", subject)
	}
	link := "https://parvis.musee.test/mot-de-passe-oublie/"
	for _, want := range []string{"Bonjour " + o.Team.Name + ",", link} {
		if !strings.Contains(text, want) || !strings.Contains(html, want) {
			t.Errorf("one does not say %q:\n%s\n%s", want, text, html)
		}
	}
	for _, never := range []string{"<img", "<script", "http://", "url("} {
		if strings.Contains(html, never) {
			t.Errorf("the HTML holds %q", never)
		}
	}
	if !strings.Contains(html, `<html lang="fr">`) || header.Header.Get("Auto-Submitted") != "auto-generated" || header.Header.Get("Content-Language") != "fr" {
		t.Errorf("%v\n%s", header.Header, html)
	}
	kept := accounttest.Scalar[string](o.Service, `SELECT message_id FROM outbox`, nil)
	if id := header.Header.Get("Message-Id"); id != "<"+kept+"@parvis.musee.test>" {
		t.Errorf("its id is %q", id)
	}
}

// What is asked in somebody's name is answered to her, an absence too.
func TestAMessageInSomebodysNameIsAnsweredToHer(t *testing.T) {
	t.Parallel()
	o := open(t)
	line, err := o.by.Open(t.Context())
	o.Must(err)
	defer line.Close()
	o.Must(line.Carry(t.Context(), mail.Message{ID: "essai@parvis.musee.test", Date: now, Name: "Régie <Lumen>", Address: "regie@lumen.example", Subject: "Devis", ReplyTo: o.Intern, Parts: []mail.Part{{Text: "Bonjour,"}}}))
	header, _ := o.part(0, "text/plain")
	answered, err := header.Header.AddressList("Reply-To")
	if o.Must(err); len(answered) != 1 || answered[0].Address != o.Intern.Email || answered[0].Name != o.Intern.Name || header.Header.Get("Auto-Submitted") != "" {
		t.Errorf("answered to %v: %v", answered, header.Header)
	}
}

// What somebody is called, and what things are, begins no header and no line.
func TestNothingThatIsWrittenIsAHeaderOrAnotherAddress(t *testing.T) {
	t.Parallel()
	o := open(t)
	names := []string{"Zoé\r\nBcc: tous@ailleurs.test", "\"Zoé\" <autre@ailleurs.test>", "=?utf-8?q?Zo=C3=A9?=\r\n\r\n<p>corps</p>", "Zoé\u2028Bcc: x@ailleurs.test", "<script>alert(1)</script>",
		strings.Repeat("é", 5000)}
	for i, name := range names {
		_, err := o.DB.Exec(t.Context(), `UPDATE people SET name = @name WHERE id = @id`, pgx.NamedArgs{"id": o.Team.ID, "name": name})
		o.Must(err)
		o.Must(outbox.Queue(t.Context(), o.DB, outbox.Letter{Kind: outbox.Password, PersonID: o.Team.ID, Period: string(rune('a' + i)), At: now}))
		o.work()
		if o.server.count() != i+1 {
			t.Fatalf("%q did not arrive: %s", name, o.states())
		}
		m, html := o.part(i, "text/html")
		if m.Header.Get("Bcc") != "" || m.Header.Get("Cc") != "" || o.server.taken[i].to != o.Team.Email || o.server.taken[i].from != "parvis@musee.test" {
			t.Errorf("%q: %v to %s", name, m.Header, o.server.taken[i].to)
		}
		to, err := m.Header.AddressList("To")
		if err != nil || len(to) != 1 || to[0].Address != o.Team.Email {
			t.Errorf("%q: to %v, %v", name, to, err)
		}
		if strings.Contains(html, "<script") || strings.Contains(html, "<p>corps") {
			t.Errorf("%q is HTML of its own:\n%s", name, html)
		}
	}
}

// Addresses that no form lets through, as they could stand in a database that somebody filled by hand.
func TestAHostileAddressIsNeverWrittenTo(t *testing.T) {
	t.Parallel()
	o := open(t)
	addresses := []string{"a@musee.test\r\nRCPT TO:<b@ailleurs.test>", "a@musee.test, b@ailleurs.test", "<a@musee.test>", "a@musee.test>\r\nDATA", "\"a b\"@musee.test",
		"a@musee", "a@@musee.test", "a@musee.test\x00", "é@musee.test", strings.Repeat("a", 300) + "@musee.test", "Zoé <a@musee.test>", "a@[127.0.0.1]", "", "-oProxyCommand"}
	for i, address := range addresses {
		if strings.Contains(address, "\x00") {
			continue // PostgreSQL keeps none
		}
		_, err := o.DB.Exec(t.Context(), `UPDATE people SET email = @email WHERE id = @id`, pgx.NamedArgs{"id": o.Team.ID, "email": address})
		o.Must(err)
		o.Must(outbox.Queue(t.Context(), o.DB, outbox.Letter{Kind: outbox.Password, PersonID: o.Team.ID, Period: string(rune('a' + i)), At: now}))
		o.work()
	}
	o.once(0)
	s, err := o.room.State(t.Context(), o.Head.At(now))
	if o.Must(err); len(s.Failures) != len(addresses)-1 || s.Waiting != 0 {
		t.Errorf("%d failed, %d wait", len(s.Failures), s.Waiting)
	}
	for _, f := range s.Failures {
		if f.Reason != outbox.Address {
			t.Errorf("%+v", f)
		}
	}
	o.invite(1)
	o.work()
	o.once(1)
}

func TestAServerIsReadOrRefusedInFrench(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		address, password, from string
		want                    mail.Server
	}{
		{"smtp://parvis@smtp.musee.example:587", "s3cr&t:/@", "Parvis@musee.example", mail.Server{Host: "smtp.musee.example", Port: 587, User: "parvis", Password: "s3cr&t:/@", Security: mail.StartTLS, From: "parvis@musee.example"}},
		{"smtps://parvis%40musee.example@smtp.musee.example", "x", "a@musee.example", mail.Server{Host: "smtp.musee.example", Port: 465, User: "parvis@musee.example", Password: "x", Security: mail.TLS, From: "a@musee.example"}},
		{"smtp://localhost?tls=aucune", "", "a@musee.example", mail.Server{Host: "localhost", Port: 25, Security: mail.Plain, From: "a@musee.example"}},
	} {
		if got, err := mail.Read(c.address, c.password, c.from); err != nil || got != c.want {
			t.Errorf("%s: %+v, %v", c.address, got, err)
		}
	}
	for _, c := range []struct{ address, password, from, said string }{
		{"smtp.musee.example", "", "a@musee.example", "ne se lit pas"},
		{"https://smtp.musee.example", "", "a@musee.example", "ne se lit pas"},
		{"smtp://parvis:secret@smtp.musee.example", "", "a@musee.example", "PARVIS_SMTP_PASSWORD"},
		{"smtp://parvis@smtp.musee.example", "", "a@musee.example", "PARVIS_SMTP_PASSWORD"},
		{"smtp://smtp.musee.example", "secret", "a@musee.example", "sans nom d’utilisateur"},
		{"smtp://parvis@smtp.musee.example?tls=aucune", "secret", "a@musee.example", "sans chiffrement"},
		{"smtp://smtp.musee.example?tls=peut-etre", "", "a@musee.example", "tls=aucune"},
		{"smtp://smtp.musee.example?autre=1", "", "a@musee.example", "tls=aucune"},
		{"smtp://smtp.musee.example:99999", "", "a@musee.example", "port"},
		{"smtp://smtp.musee.example", "", "Parvis <a@musee.example>", "PARVIS_MAIL_FROM"},
		{"smtp://smtp.musee.example", "", "a@musee.example\r\nBcc: b@c.fr", "PARVIS_MAIL_FROM"},
	} {
		_, err := mail.Read(c.address, c.password, c.from)
		if err == nil || !strings.Contains(err.Error(), c.said) || strings.Contains(err.Error(), "secret@") {
			t.Errorf("%s: %v, want %q", c.address, err, c.said)
		}
	}
}
