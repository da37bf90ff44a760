package programme

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"parvis/internal/fault"
)

// The longest texts accepted, in characters.
const (
	MaxTitle = 200
	MaxShort = 500    // theme, source
	MaxLong  = 10_000 // objectives, audiences, notes
)

// oneLine trims a text and makes any run of blanks one space.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// paragraphs trims a text and keeps its lines, ended the Unix way.
func paragraphs(s string) string {
	return strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n"))
}

// checkText notes what PostgreSQL would refuse and what is too long.
func checkText(p *fault.Problems, field, value string, most int) {
	if !utf8.ValidString(value) || strings.ContainsRune(value, 0) {
		p.Add(field, "Ce texte contient un caractère qui ne peut pas être enregistré. Veuillez le ressaisir.")
		return
	}
	if n := utf8.RuneCountInString(value); n > most {
		p.Add(field, fmt.Sprintf("Ce texte compte %s caractères ; le maximum est de %s. Veuillez le raccourcir.",
			grouped(n), grouped(most)))
	}
}

// grouped writes 10 000 with narrow no-break spaces.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return grouped(n/1000) + fmt.Sprintf("\u202f%03d", n%1000)
}

// searchable makes a search text harmless: valid characters, at most 100 of them.
func searchable(s string) string {
	s = oneLine(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", ""))
	if runes := []rune(s); len(runes) > 100 {
		return string(runes[:100])
	}
	return s
}
