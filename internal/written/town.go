package written

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/internal/french"
)

var (
	cedexEnd = regexp.MustCompile(`(?i)[ ,-]*\bcedex\b[ .]*(\d{1,2})?[ .]*$`)
	townCode = regexp.MustCompile(`^(?:F-)?(\d{2} ?\d{3}|\d{4,5})[ ,–-]+(.+)$`)
	townWord = regexp.MustCompile(`[\pL\pM]+`)
)

// smallTownWords stay small within the name of a town that was written in capitals.
var smallTownWords = map[string]bool{"sur": true, "sous": true, "en": true, "de": true, "du": true, "des": true, "la": true, "le": true, "les": true, "lès": true, "lez": true, "et": true,
	"à": true, "a": true, "aux": true, "au": true, "près": true, "pres": true, "d": true, "l": true, "devant": true, "d’": true}

// Town reads the name of a town: "NANTERRE CEDEX 12" is Nanterre, with what mail needs besides, "Cedex 12".
// Capitals are tamed, "SAINT-OUEN-SUR-SEINE" is Saint-Ouen-sur-Seine; what has small letters already stays as
// it is written, but for a small first letter.
func Town(text string) (town, cedex string, err error) {
	if _, err := towns.plain(text); err != nil {
		return "", "", err
	}
	s := strings.TrimSpace(french.PlainSpaces(french.OneLine(norm.NFC.String(french.Visible(text)))))
	if m := cedexEnd.FindStringSubmatch(s); m != nil {
		cedex = strings.TrimSpace("Cedex " + m[1])
		s = strings.TrimSpace(cedexEnd.ReplaceAllString(s, ""))
	}
	s = strings.Trim(s, " ,;")
	if !strings.ContainsFunc(s, unicode.IsLetter) || utf8.RuneCountInString(s) > 100 {
		return "", "", notA(text, "le nom d’une ville", towns.example)
	}
	switch {
	case strings.ToUpper(s) == s:
		s = Tamed(s)
	case strings.ToLower(s) == s:
		s = Tamed(s)
	}
	return s, cedex, nil
}

// Tamed writes a name of capitals with one for each word, and none for the small words within: "COLOMBES" is
// "Colombes", "ASNIERES-SUR-SEINE" "Asnieres-sur-Seine". Accents that capitals lack stay lacking.
func Tamed(s string) string {
	first := true
	return townWord.ReplaceAllStringFunc(strings.ToLower(norm.NFC.String(s)), func(word string) string {
		if !first && smallTownWords[word] {
			return word
		}
		first = false
		return french.Capital(word)
	})
}

// PostalTown parts a postal code from the town behind it, "92000 NANTERRE CEDEX"; not ok when the text is not
// both.
func PostalTown(text string) (code, town string, ok bool) {
	m := townCode.FindStringSubmatch(strings.TrimSpace(french.PlainSpaces(french.OneLine(text[:min(len(text), 4*mostRunes)]))))
	if m == nil {
		return "", "", false
	}
	return m[1], m[2], true
}
