package vcard

import (
	"bufio"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"

	"parvis/internal/exchange/cards"
	"parvis/internal/partner/kinds"
	"parvis/internal/written"
)

// Write writes organisations and people as cards: one for each organisation that says something of its own, then
// one for each of its people. What was said with them, and numbers that no telephone knows (SIRET, UAI), are not
// written.
func Write(w io.Writer, list []cards.Card) error {
	out := &writer{to: bufio.NewWriter(w)}
	for i := range list {
		c := &list[i]
		o := &c.Organisation
		if o.Name != "" && (len(c.Contacts) == 0 || len(o.Phones)+len(o.Emails)+len(o.Tags) > 0 || o.Notes+o.Website != "") {
			out.organisation(o)
		}
		for _, p := range c.Contacts {
			out.person(o, p)
		}
	}
	return out.to.Flush()
}

// writer writes cards. Errors of writing stay in its buffer until it is flushed.
type writer struct {
	to    *bufio.Writer
	group int
}

func (w *writer) organisation(o *cards.Organisation) {
	w.begin()
	w.line("N:;;;;")
	w.line("FN:" + escape(o.Name))
	w.belongs(o)
	w.line("X-ABShowAs:COMPANY")
	w.reach(o.Phones, o.Emails)
	w.text("URL", o.Website)
	w.text("NOTE", o.Notes)
	if len(o.Tags) > 0 {
		tags := make([]string, len(o.Tags))
		for i, tag := range o.Tags {
			tags[i] = escape(tag)
		}
		w.line("CATEGORIES:" + strings.Join(tags, ","))
	}
	w.line("END:VCARD")
}

func (w *writer) person(o *cards.Organisation, p cards.Contact) {
	w.begin()
	w.line("N:" + escape(p.Family) + ";" + escape(p.First) + ";;" + escape(p.Civility) + ";")
	w.line("FN:" + escape(p.Name()))
	if o.Name != "" {
		w.belongs(o)
	}
	w.text("TITLE", p.Role)
	w.reach(p.Phones, p.Emails)
	notes := p.Notes
	if label := p.Prefers.Label(); label != "" && p.Prefers != kinds.OtherWise {
		notes = joined(notes, "\n", "À contacter par\u00a0: "+strings.ToLower(label))
	}
	w.text("NOTE", notes)
	w.line("END:VCARD")
}

func (w *writer) begin() {
	w.line("BEGIN:VCARD")
	w.line("VERSION:3.0")
	w.group = 0
}

// belongs writes whose card it is, and where.
func (w *writer) belongs(o *cards.Organisation) {
	line := "ORG:" + escape(o.Name)
	if o.Unit != "" {
		line += ";" + escape(o.Unit)
	}
	w.line(line)
	if o.Address+o.PostalCode+o.Town != "" {
		w.line("ADR;TYPE=WORK:;;" + escape(o.Address) + ";" + escape(strings.TrimSpace(o.Town+" "+o.Cedex)) + ";;" + escape(o.PostalCode) + ";")
	}
}

// reach writes telephones and addresses; the label of a number that is no kind of telephone stands beside it.
func (w *writer) reach(phones []written.Tel, emails []string) {
	for _, p := range phones {
		switch p.Label {
		case "":
			w.line("TEL;TYPE=WORK,VOICE:" + escape(p.Number))
		case "portable":
			w.line("TEL;TYPE=CELL:" + escape(p.Number))
		case "fax":
			w.line("TEL;TYPE=WORK,FAX:" + escape(p.Number))
		case "domicile":
			w.line("TEL;TYPE=HOME:" + escape(p.Number))
		default:
			w.group++
			item := "item" + strconv.Itoa(w.group)
			w.line(item + ".TEL;TYPE=WORK:" + escape(p.Number))
			w.line(item + ".X-ABLabel:" + escape(p.Label))
		}
	}
	for _, e := range emails {
		w.line("EMAIL;TYPE=INTERNET:" + escape(e))
	}
}

func (w *writer) text(name, text string) {
	if text != "" {
		w.line(name + ":" + escape(text))
	}
}

var escapes = strings.NewReplacer(`\`, `\\`, "\r\n", `\n`, "\n", `\n`, "\r", `\n`, ",", `\,`, ";", `\;`)

func escape(s string) string { return escapes.Replace(strings.ToValidUTF8(s, "")) }

// widest is the longest line, in bytes, without its end: longer ones go on below, after a blank.
const widest = 75

func (w *writer) line(text string) {
	room := widest
	for len(text) > room {
		cut := room
		for cut > 1 && !utf8.RuneStart(text[cut]) {
			cut--
		}
		w.put(text[:cut] + "\r\n ")
		text, room = text[cut:], widest-1
	}
	w.put(text + "\r\n")
}

func (w *writer) put(text string) {
	_, _ = w.to.WriteString(text) // the buffer keeps the error for Flush
}
