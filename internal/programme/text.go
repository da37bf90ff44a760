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

// MaxShortName is how long the short name of a project may be, in letters.
const MaxShortName = 24

// maxSearch is how much of a search text is looked for, in bytes.
const maxSearch = 400

// searchable folds a search text and cuts it to maxSearch.
func searchable(s string) string {
	s = strings.ToValidUTF8(s[:min(len(s), maxSearch)], "")
	return french.Fold(strings.ReplaceAll(s, "\x00", ""))
}

// says tells whether a searchable text stands in the project or in the name of its event.
func (p Project) says(text string) bool {
	return strings.Contains(french.Fold(p.Title+" "+p.ShortName+" "+p.Objectives+" "+p.Audiences+" "+p.EventName), text)
}
