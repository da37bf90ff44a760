package french

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Visible is what a reader can see of a text, trimmed: without the marks that turn the direction of
// writing, which make a text read as another, and without those that have neither width nor sign. A text
// made of nothing else is "". What joins the parts of an emoji, and what French typography needs, stays.
// Every text that people write passes here, in its form's reader and in its room's Tidy.
func Visible(s string) string {
	if !utf8.ValidString(s) || strings.ContainsRune(s, 0) {
		return strings.TrimSpace(s) // no text: the rules say so
	}
	seen := false
	clean := strings.Map(func(r rune) rune {
		switch {
		case r > ' ' && r < 0x7f: // nearly every letter
			seen = true
			return r
		case isFiller(r):
			return ' '
		case r == '\u200c' || r == '\u200d' || unicode.Is(unicode.Variation_Selector, r):
			return r // a part of the sign before it
		case unicode.Is(unicode.Cf, r), r == '\u2065':
			return -1
		case unicode.Is(unicode.Cc, r):
			if r == '\u0085' || unicode.IsSpace(r) {
				return r
			}
			return -1
		}
		seen = seen || !unicode.IsSpace(r) && !unicode.Is(unicode.Mn, r)
		return r
	}, s)
	if !seen {
		return ""
	}
	return strings.TrimSpace(clean)
}

// isFiller tells the letters and signs that are drawn as nothing.
func isFiller(r rune) bool {
	switch r {
	case '\u115f', '\u1160', '\u3164', '\uffa0', '\u2800', '\u180e':
		return true
	}
	return false
}
