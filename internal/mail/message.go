// Package mail writes to people and sends what it wrote: a link to choose a password, what they were told and did not look
// at, their week; and, in the name of who asks, to whoever has to send a piece of a file. A message is text and simple HTML of the same words, without pictures and without anything that tells
// whether it was read. Letters wait in internal/outbox; only the background loop of internal/app sends them (Post.Work), so
// that no page ever waits for a mail server.
package mail

import (
	"bytes"
	"fmt"
	"html/template"
	"strings"
	"time"

	gomail "github.com/wneessen/go-mail"

	"parvis/internal/account"
	"parvis/internal/french"
)

// Message is what somebody is written, before it is encoded.
type Message struct {
	LetterID int64
	ID       string // the Message-ID, whole, without < and >
	Date     time.Time
	Name     string // whom it is to
	Address  string
	ReplyTo  account.Person // who reads the answers; nobody: they reach the service's own address
	Subject  string
	Parts    []Part
}

// Part is a piece of a message: a heading, a paragraph, a link or a list.
type Part struct {
	Heading string
	Text    string
	Link    string // an address; Text says what is there
	Items   []Item
}

// Item is a line of a list.
type Item struct{ Text, Beside string }

// The longest texts of a message, in characters, and the most parts and lines.
const (
	maxText  = 400
	maxItems = 40
)

// tidy is a text of one line, not too long, without what cannot be seen: nothing that somebody wrote begins a line of
// its own or a header.
func tidy(s string) string { return french.Shorten(french.OneLine(s), maxText) }

// Text is the message as plain text.
func (m Message) Text() string {
	var b strings.Builder
	for i, p := range m.Parts {
		if i > 0 {
			b.WriteString("\n")
		}
		if p.Heading != "" {
			b.WriteString(strings.ToUpper(tidy(p.Heading)) + "\n")
		}
		switch {
		case p.Link != "":
			b.WriteString(tidy(p.Text) + "\u00a0:\n" + p.Link + "\n")
		case p.Text != "":
			b.WriteString(tidy(p.Text) + "\n")
		}
		for _, item := range p.Items {
			b.WriteString("- " + tidy(item.Text))
			if item.Beside != "" {
				b.WriteString(" (" + tidy(item.Beside) + ")")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// page is the message as HTML: headings, paragraphs, links and lists, which every program reads aloud.
var page = template.Must(template.New("message").Funcs(template.FuncMap{"tidy": tidy}).Parse(`<!DOCTYPE html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{tidy .Subject}}</title></head>
<body style="font-family: sans-serif; font-size: 1em; line-height: 1.5; max-width: 40em">
{{range .Parts}}{{if .Heading}}<h2 style="font-size: 1.1em">{{tidy .Heading}}</h2>
{{end}}{{if .Link}}<p><a href="{{.Link}}">{{tidy .Text}}</a></p>
{{else if .Text}}<p>{{tidy .Text}}</p>
{{end}}{{if .Items}}<ul>
{{range .Items}}<li>{{tidy .Text}}{{if .Beside}} ({{tidy .Beside}}){{end}}</li>
{{end}}</ul>
{{end}}{{end}}</body>
</html>
`))

// HTML is the message as a page.
func (m Message) HTML() (string, error) {
	var b bytes.Buffer
	if err := page.Execute(&b, m); err != nil {
		return "", fmt.Errorf("mail: write a message: %w", err)
	}
	return b.String(), nil
}

// errAddress is the failure of who cannot be written to.
type errAddress struct{}

func (errAddress) Error() string { return "mail: the address is none that can be written to" }

// encode makes the message as it travels, from an address.
func (m Message) encode(from string) (*gomail.Msg, error) {
	if !account.ValidEmail(account.NormalEmail(m.Address)) {
		return nil, errAddress{}
	}
	html, err := m.HTML()
	if err != nil {
		return nil, err
	}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent())
	if err := msg.FromFormat("Parvis", from); err != nil {
		return nil, fmt.Errorf("mail: sender: %w", err)
	}
	if err := msg.AddToFormat(tidy(m.Name), m.Address); err != nil {
		return nil, errAddress{}
	}
	msg.Subject(tidy(m.Subject))
	msg.SetMessageIDWithValue(m.ID)
	msg.SetDateWithValue(m.Date)
	if m.ReplyTo.ID == 0 {
		msg.SetGenHeader("Auto-Submitted", "auto-generated") // so that no absence is answered to it
		msg.SetGenHeader("X-Auto-Response-Suppress", "All")
	} else if err := msg.ReplyToFormat(tidy(m.ReplyTo.Name), m.ReplyTo.Email); err != nil { // an absence is told to who asked
		return nil, fmt.Errorf("mail: who is answered: %w", err)
	}
	msg.SetGenHeader("Content-Language", "fr")
	msg.SetBodyString(gomail.TypeTextPlain, m.Text())
	msg.AddAlternativeString(gomail.TypeTextHTML, html)
	return msg, nil
}
