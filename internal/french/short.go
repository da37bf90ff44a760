package french

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Letters counts a text as people do: an accent, however it is written, is no letter of its own, nor is what only joins
// or varies the sign before it.
func Letters(s string) (n int) {
	for _, r := range norm.NFC.String(s) {
		if !joins(r) {
			n++
		}
	}
	return n
}

// joins tells whether a rune belongs to the letter before it.
func joins(r rune) bool { return unicode.Is(unicode.M, r) || unicode.Is(unicode.Cf, r) }

// Shorten gives a text in at most so many letters: whole when it fits, else its first words, and « … » for the rest. Only a
// first word that is too long by itself is cut, between two letters.
func Shorten(s string, most int) string {
	if Letters(s) <= most {
		return s
	}
	text := []rune(norm.NFC.String(s))
	end, words, count := 0, 0, 0 // the room there is, the last end of a word in it
	for i, r := range text {
		if !joins(r) {
			if count++; count > most {
				break
			}
			if count == most {
				end = i
			}
		}
		if unicode.IsSpace(r) {
			words = i
		}
	}
	if words > 0 {
		end = words
	}
	kept := strings.TrimRightFunc(string(text[:end]), func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) && r != ')' && r != '»' })
	return kept + "…"
}
