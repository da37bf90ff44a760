package programme

import (
	"strings"

	"parvis/internal/french"
)

// The longest texts accepted, in characters.
const (
	MaxTitle = 200
	MaxShort = 500    // theme, source
	MaxLong  = 10_000 // objectives, audiences, notes
)

// searchable makes a search text harmless: valid characters, at most 100 of them.
func searchable(s string) string {
	s = french.OneLine(strings.ReplaceAll(strings.ToValidUTF8(s, ""), "\x00", ""))
	if runes := []rune(s); len(runes) > 100 {
		return string(runes[:100])
	}
	return s
}
