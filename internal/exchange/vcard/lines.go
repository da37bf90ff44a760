package vcard

import (
	"bytes"
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// mostLine is the longest property that is looked at, in bytes; pictures and sounds are longer, and are not kept.
const mostLine = 64 << 10

// property is a line of a card: "item1.TEL;TYPE=WORK:…".
type property struct {
	group  string
	name   string // in capitals
	params map[string][]string
	value  string // as it is written: what is escaped in it still is
}

// is tells whether a property has one of its kinds, "TYPE=cell" or "CELL" alone, in any case.
func (p *property) is(kind string) bool {
	for _, list := range p.params["TYPE"] {
		for one := range strings.SplitSeq(list, ",") {
			if strings.EqualFold(strings.TrimSpace(one), kind) {
				return true
			}
		}
	}
	return false
}

// raw is a card as lines, before anybody knows whether they can be read.
type raw struct {
	line  int // of its BEGIN, in the file, from 1
	lines []string
	ended bool
}

// physical parts a file into its lines, as text.
func physical(data []byte) []string {
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	by := "\n"
	if !bytes.Contains(data, []byte("\n")) {
		by = "\r"
	}
	lines := strings.Split(string(data), by)
	for i, line := range lines {
		line = strings.TrimRight(line, "\r")
		if !utf8.ValidString(line) { // what a program of Windows wrote without saying so
			if decoded, err := charmap.Windows1252.NewDecoder().String(line); err == nil {
				line = decoded
			}
		}
		lines[i] = strings.ToValidUTF8(line, "\ufffd")
	}
	return lines
}

// unfold parts a file into cards, their lines whole: one that begins with a blank continues the one before, and
// so does the one after a line of quoted-printable that ends with "=". stray is how many lines stand outside.
func unfold(data []byte) (cards []raw, stray int) {
	var open *raw
	soft := false
	for i, line := range physical(data) {
		last := -1
		if open != nil {
			last = len(open.lines) - 1
		}
		switch blank := line != "" && (line[0] == ' ' || line[0] == '\t'); {
		case soft && last >= 0:
			open.lines[last] = grow(strings.TrimSuffix(open.lines[last], "="), line)
			soft = strings.HasSuffix(line, "=")
		case blank && last >= 0:
			open.lines[last] = grow(open.lines[last], line[1:])
			soft = softEnd(open.lines[last])
		case strings.TrimSpace(line) == "":
		case isMark(line, "BEGIN"):
			cards = append(cards, raw{line: i + 1})
			open = &cards[len(cards)-1]
		case open == nil:
			stray++
		case isMark(line, "END"):
			open.ended, open = true, nil
		default:
			open.lines = append(open.lines, line)
			soft = softEnd(line)
		}
	}
	return cards, stray
}

// grow adds to a line up to one byte beyond the bound, so that it is known for too long.
func grow(line, more string) string {
	if room := mostLine + 1 - len(line); len(more) > room {
		more = strings.ToValidUTF8(more[:max(room, 0)], "")
	}
	return line + more
}

// softEnd tells a line of quoted-printable that goes on below.
func softEnd(line string) bool {
	head, _, found := strings.Cut(line, ":")
	return found && strings.HasSuffix(line, "=") && strings.Contains(strings.ToUpper(head), "QUOTED-PRINTABLE")
}

func isMark(line, mark string) bool {
	name, value, found := strings.Cut(line, ":")
	return found && strings.EqualFold(strings.TrimSpace(name), mark) && strings.EqualFold(strings.TrimSpace(value), "VCARD")
}

// parse reads a line; not ok when it is none.
func parse(line string) (p property, ok bool) {
	head, value, found := cutOutsideQuotes(line, ':')
	if !found {
		return p, false
	}
	parts := splitOutsideQuotes(head, ';')
	group, name, grouped := strings.Cut(strings.TrimSpace(parts[0]), ".")
	if !grouped {
		group, name = "", group
	}
	p = property{group: strings.ToUpper(group), name: strings.ToUpper(name), params: map[string][]string{}, value: value}
	if p.name == "" || strings.ContainsAny(p.name, " \t") {
		return p, false
	}
	for _, part := range parts[1:] {
		key, val, has := strings.Cut(part, "=")
		key = strings.ToUpper(strings.TrimSpace(key))
		switch {
		case has:
		case key == "QUOTED-PRINTABLE" || key == "BASE64" || key == "8BIT" || key == "7BIT": // of 2.1, where names may be left out
			key, val = "ENCODING", key
		default:
			key, val = "TYPE", key
		}
		p.params[key] = append(p.params[key], strings.Trim(val, `" `))
	}
	return p.decoded(), true
}

// decoded gives a property whose value is text.
func (p property) decoded() property {
	var bytes []byte
	switch encoding := strings.ToUpper(strings.Join(p.params["ENCODING"], "")); {
	case encoding == "QUOTED-PRINTABLE":
		bytes, _ = io.ReadAll(quotedprintable.NewReader(strings.NewReader(p.value)))
	case (encoding == "B" || encoding == "BASE64") && textual[p.name]:
		bytes, _ = base64.StdEncoding.DecodeString(strings.Join(strings.Fields(p.value), ""))
	default:
		return p
	}
	text := string(bytes)
	switch charset := strings.ToUpper(strings.Join(p.params["CHARSET"], "")); {
	case charset == "ISO-8859-1" || charset == "WINDOWS-1252" || !utf8.ValidString(text):
		if decoded, err := charmap.Windows1252.NewDecoder().String(text); err == nil {
			text = decoded
		}
	}
	p.value = strings.ToValidUTF8(strings.ReplaceAll(text, "\r\n", "\n"), "\ufffd")
	return p
}

// textual are the properties of texts, which some programs write in base 64.
var textual = map[string]bool{"FN": true, "N": true, "ORG": true, "TITLE": true, "ROLE": true, "NOTE": true, "ADR": true, "TEL": true, "EMAIL": true, "URL": true, "CATEGORIES": true}

func cutOutsideQuotes(s string, at byte) (before, after string, found bool) {
	quoted := false
	for i := range len(s) {
		switch {
		case s[i] == '"':
			quoted = !quoted
		case s[i] == at && !quoted:
			return s[:i], s[i+1:], true
		}
	}
	return s, "", false
}

func splitOutsideQuotes(s string, by byte) (parts []string) {
	for found := true; found; {
		var part string
		part, s, found = cutOutsideQuotes(s, by)
		parts = append(parts, part)
	}
	return parts
}

// split parts a value at a sign that no backslash stands before, and gives the parts as they are meant.
func split(value string, by byte) (parts []string) {
	from, escaped := 0, false
	for i := range len(value) {
		switch {
		case escaped:
			escaped = false
		case value[i] == '\\':
			escaped = true
		case value[i] == by:
			parts = append(parts, unescape(value[from:i]))
			from = i + 1
		}
	}
	return append(parts, unescape(value[from:]))
}

// unescape gives a text as it is meant: "\n" a line end, "\," a comma. Any other sign loses its backslash.
func unescape(s string) string {
	if !strings.Contains(s, `\`) {
		return s
	}
	var b strings.Builder
	escaped := false
	for i := range len(s) {
		c := s[i]
		switch {
		case escaped && (c == 'n' || c == 'N'):
			b.WriteByte('\n')
			escaped = false
		case escaped && c != '\\' && c != ',' && c != ';' && c != ':': // « C:\Temp », of programs that escape nothing
			b.WriteByte('\\')
			b.WriteByte(c)
			escaped = false
		case escaped:
			b.WriteByte(c)
			escaped = false
		case c == '\\':
			escaped = true
		default:
			b.WriteByte(c)
		}
	}
	if escaped {
		b.WriteByte('\\')
	}
	return b.String()
}
