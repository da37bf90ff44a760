package docx

import (
	"strings"
	"unicode/utf8"
)

// run is the inside of a run: texts, with line breaks and tabs between them.
type run struct {
	tag, prefix string // of its texts: "w:t", "w:"
	out         strings.Builder
}

// newRun begins with a text, whose element has this name.
func newRun(tag string) *run {
	r := &run{tag: tag, prefix: strings.TrimSuffix(tag, "t")}
	r.open()
	return r
}

func (r *run) open()  { r.out.WriteString("<" + r.tag + ` xml:space="preserve">`) }
func (r *run) close() { r.out.WriteString("</" + r.tag + ">") }

// end gives all of it.
func (r *run) end() []byte {
	r.close()
	return []byte(r.out.String())
}

// literal writes what stood in a document already: its line ends are blanks.
func (r *run) literal(text string) { r.out.WriteString(escape(text)) }

// lines makes one of what ends a line.
var lines = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\v", "\n")

// value writes what somebody typed: its line ends and tabs are elements beside the texts, where alone Word knows them.
func (r *run) value(text string) {
	for line, text := range strings.Split(lines.Replace(text), "\n") {
		if line > 0 {
			r.between("br")
		}
		for cell, text := range strings.Split(text, "\t") {
			if cell > 0 {
				r.between("tab")
			}
			r.literal(text)
		}
	}
}

func (r *run) between(element string) {
	r.close()
	r.out.WriteString("<" + r.prefix + element + "/>")
	r.open()
}

// escape writes a text as XML, without the characters that XML cannot hold.
func escape(text string) string {
	var b strings.Builder
	b.Grow(len(text))
	done := 0
	for i, r := range text {
		var instead string
		size := utf8.RuneLen(r)
		switch {
		case r == '&':
			instead = "&amp;"
		case r == '<':
			instead = "&lt;"
		case r == '>':
			instead = "&gt;"
		case r == '"':
			instead = "&quot;"
		case r == '\r':
			instead = "&#13;"
		case r == utf8.RuneError && !strings.HasPrefix(text[i:], "\ufffd"):
			size = 1 // a byte of no character
		case r < ' ' && r != '\t' && r != '\n', r == '\ufffe', r == '\uffff':
		default:
			continue
		}
		b.WriteString(text[done:i])
		b.WriteString(instead)
		done = i + size
	}
	b.WriteString(text[done:])
	return b.String()
}
