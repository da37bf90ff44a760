package ui

import (
	"strconv"
	"strings"
)

// Narrowing is what the title of the window says of a list: what it is narrowed to, to how many, and how it is sorted.
type Narrowing struct {
	Kept  []string // what the filter keeps
	Count string   // how many there are under it
	Sort  string   // « par titre »; "" when it is sorted as it usually is
	Down  bool
	Page  int    // from 1; the first is not said
	Of    string // what the list belongs to
}

// Window is the title of the window of a list that is so narrowed.
func (n Narrowing) Window(title string) string {
	said := append([]string(nil), n.Kept...)
	if last := len(said) - 1; last >= 0 && n.Count != "" {
		said[last] += " (" + strings.ToLower(n.Count) + ")"
	}
	if n.Sort != "" {
		if n.Down {
			n.Sort += " décroissant"
		}
		said = append(said, n.Sort)
	}
	if n.Page > 1 {
		said = append(said, "page "+strconv.Itoa(n.Page))
	}
	if n.Of != "" {
		said = append(said, n.Of)
	}
	if len(said) == 0 {
		return title
	}
	return title + " · " + strings.Join(said, ", ")
}

// Resort is the word of how a list is sorted, "" where that is as usual.
func Resort[S comparable](words map[S]string, by, usual S, down bool) string {
	if by == usual && !down {
		return ""
	}
	return words[by]
}
