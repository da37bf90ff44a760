package cards

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"parvis/internal/french"
)

var civilities = map[string]string{"m": "M.", "mr": "M.", "monsieur": "M.", "mme": "Mme", "madame": "Mme", "mlle": "Mme", "mademoiselle": "Mme", "melle": "Mme", "mrs": "Mme", "ms": "Mme", "mx": "Mx"}

// Civility gives a civility in one form, "" for what is none.
func Civility(text string) string {
	return civilities[strings.Trim(french.Fold(text), " .")]
}

var (
	inBrackets = regexp.MustCompile(`^(.*?)\s*\(([^()]*)\)\s*$`)
	afterComma = regexp.MustCompile(`^([^,]+), *([^,]+)$`)
)

// Order is which of a person's names comes first, where capitals do not tell.
type Order int

// The orders.
const (
	AnyOrder Order = iota // nobody said: the first name, most likely
	FamilyFirst
	FirstFirst
)

// ReadName reads "Mme MARTINEAU-DUVAL Zoé (directrice)": words in capitals are the family's, else the order tells;
// guessed where neither does.
func ReadName(text string, order Order) (p Contact, guessed bool) {
	if m := inBrackets.FindStringSubmatch(text); m != nil && m[1] != "" {
		text, p.Role = m[1], french.OneLine(m[2])
	} else if m := afterComma.FindStringSubmatch(text); m != nil {
		text, p.Role = m[1], french.OneLine(m[2])
	}
	p.Civility, text = CutCivility(text)
	words := strings.Fields(text)
	var family, first []string
	for _, w := range words {
		if isCapitals(w) {
			family = append(family, w)
		} else {
			first = append(first, w)
		}
	}
	leading := 0 // « de LA TOUR Anne », « de la TOUR Anne »
	for leading < len(first) && particles[words[leading]] && words[leading] == first[leading] {
		leading++
	}
	if len(family) > 0 && leading > 0 && leading < len(first) {
		family, first = append(slices.Clone(words[:leading]), family...), first[leading:]
	}
	switch {
	case len(words) < 2:
		p.Family = text
		return p, false
	case len(family) > 0 && len(first) > 0:
		p.Family, p.First = strings.Join(family, " "), strings.Join(first, " ")
		return p, false
	}
	last := len(words) - 1
	if order == FamilyFirst {
		p.Family, p.First = strings.Join(words[:last], " "), words[last]
		return p, last > 1
	}
	p.First, p.Family = words[0], strings.Join(words[1:], " ")
	return p, order == AnyOrder
}

var particles = map[string]bool{"de": true, "du": true, "des": true, "d’": true, "d'": true, "le": true, "la": true, "von": true, "van": true, "da": true, "dos": true, "el": true, "ben": true}

// isCapitals tells a word of at least two capitals and no small letter: "MARTINEAU-DUVAL", "N’DIAYE-TEST". What
// follows "Mc" or an apostrophe may be small.
func isCapitals(word string) bool {
	n := 0
	for _, r := range word {
		switch {
		case unicode.IsLower(r):
			return false
		case unicode.IsUpper(r):
			n++
		}
	}
	return n > 1
}

// CutCivility parts a civility from the name behind it, "" where there is none.
func CutCivility(text string) (civ, rest string) {
	text = french.OneLine(text)
	first, rest, found := strings.Cut(text, " ")
	if civ = Civility(first); civ != "" && found {
		return civ, strings.TrimSpace(rest)
	}
	return "", text
}
