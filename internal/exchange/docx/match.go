package docx

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/french"
)

// between stands for what no field crosses; XML cannot hold it.
const between = "\x00"

// match finds the fields of a paragraph, and notes the texts that they take.
func (s *scanner) match(pieces []piece) error {
	var b strings.Builder
	starts := make([]int, len(pieces)) // of each in the joined texts
	for i, p := range pieces {
		starts[i] = b.Len()
		if p.tag == "" {
			b.WriteString(between)
		}
		b.WriteString(p.value)
	}
	joined := b.String()
	touched := map[int]*node{}
	for at := 0; ; {
		from, to, key := nextField(joined, at)
		if key == "" {
			return nil
		}
		at = to
		if !s.known[key] {
			s.known[key] = true
			s.part.fields = append(s.part.fields, key)
		}
		for i := sort.SearchInts(starts, from+1) - 1; i < len(pieces) && starts[i] < to; i++ {
			p := pieces[i]
			hole := hole{max(from-starts[i], 0), min(to-starts[i], len(p.value)), key}
			if hole.from >= hole.to {
				continue // a text without letters
			}
			if touched[i] == nil {
				touched[i] = &node{span: p.span, kind: aText, tag: p.tag, value: p.value}
				if err := s.add(touched[i]); err != nil {
					return err
				}
			}
			touched[i].holes = append(touched[i].holes, hole)
			key = "" // the others are emptied
		}
	}
}

// nextField finds the first field of a text from a place on; key is "" when there is none.
func nextField(text string, at int) (from, to int, key string) {
	for {
		i := strings.Index(text[at:], "{{")
		if i < 0 {
			return 0, 0, ""
		}
		from = at + i
		if to, key = fieldAt(text, from+2); key != "" {
			return from, to, key
		}
		at = from + 1
	}
}

// fieldAt reads a name and the braces that end it.
func fieldAt(text string, at int) (to int, key string) {
	at += blanks(text[at:])
	end := at
	for end < len(text) && end-at <= mostName {
		r, size := utf8.DecodeRuneInString(text[end:])
		if r != '.' && r != '_' && !unicode.In(r, unicode.L, unicode.Nd, unicode.Mn) {
			break
		}
		end += size
	}
	name := text[at:end]
	end += blanks(text[end:])
	if len(name) > mostName || !strings.ContainsFunc(name, unicode.IsLetter) || !strings.HasPrefix(text[end:], "}}") {
		return 0, ""
	}
	return end + 2, french.Fold(name)
}

// blanks is how many bytes of spaces a text begins with.
func blanks(text string) int { return len(text) - len(strings.TrimLeft(text, " \u00a0\u202f")) }
