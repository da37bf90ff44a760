// Package markup reads the texts of models that are written in Parvis, once for the screen, for paper and for Word.
//
// A line that begins with « # » is the title, with « ## » a heading, with « - » an item; one of three dashes begins a new page.
// Other lines are paragraphs, which an empty line ends. **Two stars** stand around what is bold, and {{structure.nom}} is a field.
// Nothing is refused: what is none of these is text.
//
// An item that names a field of a list ({{contacts.nom}}) is repeated once for each of its items, and is left out where there is none; elsewhere
// such a field gives all of them, with commas. A value is never read again: one that holds stars or braces shows them.
package markup

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/exchange/docx"
	"parvis/internal/french"
)

// The bounds of what is read: what is beyond them is left out.
const (
	MostBytes = 100_000 // of a text
	mostLines = 3000
	mostName  = 100 // bytes of a field's name
)

// Text is a text that was read. It never changes.
type Text struct {
	lines  []line
	fields []string
}

type line struct {
	kind   docx.BlockKind
	level  int
	pieces []piece
}

// piece is words that are drawn alike, or a field.
type piece struct {
	words string
	field string
	bold  bool
}

// Parse reads a text.
func Parse(text string) Text {
	if len(text) > MostBytes {
		text = strings.ToValidUTF8(text[:MostBytes], "")
	}
	var t Text
	var paragraph []string
	end := func() {
		if len(paragraph) > 0 {
			t.add(docx.Paragraph, 0, strings.Join(paragraph, "\n"))
			paragraph = nil
		}
	}
	n := 0
	for one := range strings.Lines(text) {
		if n++; n > mostLines {
			break
		}
		one = strings.TrimSpace(one)
		kind, level, rest := lineOf(one)
		switch {
		case one == "":
			end()
		case kind == docx.Paragraph:
			paragraph = append(paragraph, one)
		default:
			end()
			t.add(kind, level, rest)
		}
	}
	end()
	return t
}

// lineOf says what a line is, by how it begins.
func lineOf(one string) (kind docx.BlockKind, level int, rest string) {
	if len(one) >= 3 && strings.Trim(one, "-") == "" {
		return docx.PageBreak, 0, ""
	}
	for _, of := range []struct {
		mark  string
		kind  docx.BlockKind
		level int
	}{{"# ", docx.Title, 0}, {"## ", docx.Heading, 1}, {"### ", docx.Heading, 2}, {"- ", docx.Item, 0}} {
		if rest, ok := strings.CutPrefix(one, of.mark); ok {
			return of.kind, of.level, strings.TrimSpace(rest)
		}
	}
	return docx.Paragraph, 0, one
}

func (t *Text) add(kind docx.BlockKind, level int, text string) {
	l := line{kind: kind, level: level, pieces: pieces(text)}
	for _, p := range l.pieces {
		if p.field != "" && !contains(t.fields, p.field) {
			t.fields = append(t.fields, p.field)
		}
	}
	t.lines = append(t.lines, l)
}

func contains(list []string, one string) bool {
	for _, other := range list {
		if other == one {
			return true
		}
	}
	return false
}

// pieces cuts a text at its fields and its stars. Stars without others to end them are stars.
func pieces(text string) (list []piece) {
	bold := false
	var words strings.Builder
	flush := func() {
		if words.Len() > 0 {
			list = append(list, piece{words: words.String(), bold: bold})
			words.Reset()
		}
	}
	for text != "" {
		if after, ok := strings.CutPrefix(text, "**"); ok && (bold || strings.Contains(after, "**")) {
			flush()
			bold, text = !bold, after
			continue
		}
		if n, key := fieldAt(text); key != "" {
			flush()
			list = append(list, piece{field: key, bold: bold})
			text = text[n:]
			continue
		}
		_, size := utf8.DecodeRuneInString(text)
		words.WriteString(text[:size])
		text = text[size:]
	}
	flush()
	return list
}

// fieldAt reads a field that a text begins with, named as those of a document of Word are; key is "" where there is none.
func fieldAt(text string) (n int, key string) {
	rest, ok := strings.CutPrefix(text, "{{")
	if !ok {
		return 0, ""
	}
	rest = strings.TrimLeft(rest, " \u00a0\u202f")
	end := strings.IndexFunc(rest, func(r rune) bool {
		return r != '.' && r != '_' && !unicode.In(r, unicode.L, unicode.Nd, unicode.Mn)
	})
	if end <= 0 || end > mostName {
		return 0, ""
	}
	name, rest := rest[:end], strings.TrimLeft(rest[end:], " \u00a0\u202f")
	if rest, ok = strings.CutPrefix(rest, "}}"); !ok || !strings.ContainsFunc(name, unicode.IsLetter) {
		return 0, ""
	}
	return len(text) - len(rest), french.Fold(name)
}

// Fields are the names of the fields in small letters without accents, each once, in their order.
func (t Text) Fields() []string { return append([]string(nil), t.fields...) }
