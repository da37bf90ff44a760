// Package thread holds what people write to each other about a thing: short texts under it, in which others are
// named and told.
//
// It knows no kind of thing by itself: the room that owns one says what there is and who may read it
// (notice.Topic). Everybody who may read a thing reads and writes there. Who wrote a text edits and removes it; the
// head of service removes anybody's. What is removed can be put back for thirty days.
package thread

import (
	"slices"
	"strings"
	"time"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
)

// MaxText is the longest text, in characters.
const MaxText = 2000

// PageSize is how many texts a page of a thread holds.
const PageSize = 30

// FieldText is the field of a text, in forms.
const FieldText = "message"

// fields lists what is told of a text.
var fields = field.List[string]{{Name: FieldText, Label: "Message", Value: func(typed string) string { return typed }}}

// tidy is a text as it is read: what can be seen of it, by lines.
func tidy(typed string) string { return french.Paragraphs(typed) }

// check lists what is to mend in a text as it was typed.
func check(typed string) fault.Problems {
	var p fault.Problems
	p.Require(typed != "", FieldText, "Veuillez écrire un message.")
	p.CheckText(FieldText, typed, MaxText)
	return p
}

// Part is a piece of a text: words, or the name of somebody.
type Part struct {
	Text   string // a person's name as she is called now, without its sign
	Person int64  // 0: words
}

// Text is what somebody wrote.
type Text struct {
	ID        int64
	About     journal.Subject // what it was written about, without its name
	AuthorID  int64
	Author    string
	Parts     []Part
	At        time.Time
	EditedAt  *time.Time
	RemovedAt *time.Time
	RemovedBy int64
	Version   int
	May       Rights
}

// Rights is what a person may do with a text as it stands.
type Rights struct{ Edit, Remove bool }

// Typed is the text as its author would type it: people by their sign and their whole name.
func (t Text) Typed() string {
	var b strings.Builder
	for _, p := range t.Parts {
		if p.Person != 0 {
			b.WriteString("@")
		}
		b.WriteString(p.Text)
	}
	return b.String()
}

// excerptLength is how much of a text stands for it where it is only named, in characters.
const excerptLength = 80

// Excerpt is the beginning of the text, on one line.
func (t Text) Excerpt() string {
	return french.Shorten(french.OneLine(t.Typed()), excerptLength)
}

// Subject is the text as the journal names it: it does not say what was written.
func (t Text) Subject() journal.Subject { return journal.Subject{Kind: journal.Text, ID: t.ID} }

// Thread is a page of what was written about a thing.
type Thread struct {
	About    journal.Subject
	Project  string           // the project that the thing is in; "" for what is in none, or is one
	Texts    []Text           // oldest first
	Total    int              // texts of the whole thread
	Page     int              // from 1, the latest texts
	People   []account.Choice // who may be named here
	MayWrite bool
	Closed   bool // the thing may no longer be changed: nothing more is written
	Unread   bool // the reader was told something of the thing that she did not look at
}

// Pages is how many pages the thread has.
func (t Thread) Pages() int { return max(1, (t.Total+PageSize-1)/PageSize) }

// Written is what a text that was kept names.
type Written struct {
	ID      int64
	Named   []string // who is told of it, as they are called
	Unknown []string // what is written like a name, and is nobody's: "@Clare"
}

// Note says whom the text names, and what names nobody; "" where there is nothing to say.
func (w Written) Note() string {
	var said []string
	if len(w.Named) > 0 {
		said = append(said, "Il nomme "+french.And(w.Named)+".")
	}
	for _, u := range w.Unknown[:min(3, len(w.Unknown))] {
		said = append(said, french.Quote(u)+" n’est le nom de personne ici\u00a0: personne n’en est prévenu.")
	}
	return strings.Join(said, " ")
}

// names gives how people are called, by id, in the order of ids.
func namesOf(people []account.Choice, ids []int64) []string {
	var names []string
	for _, id := range ids {
		if i := slices.IndexFunc(people, func(p account.Choice) bool { return p.ID == id }); i >= 0 {
			names = append(names, people[i].Name)
		}
	}
	return names
}
