package alike

import (
	"regexp"
	"slices"
	"strings"

	"parvis/internal/partner/kinds"
)

// articles tell no name apart.
var articles = map[string]bool{"le": true, "la": true, "les": true, "l": true, "de": true, "des": true, "du": true, "d": true, "un": true, "une": true, "et": true, "a": true, "au": true, "aux": true,
	"en": true, "the": true}

// nameKey is a name without the words that say what it is, and without articles: "centre socioculturel « Le
// Phare »" is "phare". One of nothing else stays whole.
func nameKey(name string) string {
	key := kinds.Key(name)
	var words []string
	for word := range strings.FieldsSeq(kinds.Bare(key)) {
		if !articles[word] {
			words = append(words, word)
		}
	}
	if len(words) == 0 {
		return key
	}
	return strings.Join(words, " ")
}

// nearKey is what stays of a name whose letters were mistyped: its words in any order, the long ones without
// vowels after their first letter, doubled letters and the sign of the plural.
func nearKey(name string) string {
	words := strings.Fields(name)
	for i, w := range words {
		words[i] = skeleton(w)
	}
	slices.Sort(words)
	return strings.Join(words, " ")
}

// short words are too few letters to lose any.
const short = 5

func skeleton(word string) string {
	if len(word) < short {
		return word
	}
	whole := word
	word = strings.TrimRight(word, "sx")
	var b strings.Builder
	var last rune
	for i, r := range word {
		if i > 0 && strings.ContainsRune("aeiouyh", r) || r == last {
			continue
		}
		b.WriteRune(r)
		last = r
	}
	if b.Len() == 0 {
		return whole
	}
	return b.String()
}

var (
	streetWords = map[string]string{"av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "blvd": "boulevard", "boul": "boulevard", "r": "rue", "pl": "place", "ch": "chemin", "che": "chemin",
		"imp": "impasse", "all": "allee", "sq": "square", "rte": "route", "fg": "faubourg", "fbg": "faubourg", "st": "saint", "ste": "sainte", "dr": "docteur", "gal": "general", "pdt": "president", "q": "quai", "res": "residence",
		"b": "bis", "t": "ter"}
	numberBis = regexp.MustCompile(`\b(\d+) ?(bis|ter|quater)\b`)
	digitLet  = regexp.MustCompile(`(\d)([a-z])`)
)

// StreetKey writes a street the way it is compared: "3 bis avenue du Test" and "3bis, av. du Test" are one.
// The lines of a building or of a box before the street's number are left out.
func StreetKey(street string) string {
	best := ""
	for line := range strings.Lines(street) {
		key := numberBis.ReplaceAllString(digitLet.ReplaceAllString(kinds.Key(line), "$1 $2"), "$1 $2")
		var words []string
		for word := range strings.FieldsSeq(key) {
			if full, is := streetWords[word]; is {
				word = full
			}
			if !articles[word] {
				words = append(words, word)
			}
		}
		line := strings.Join(words, " ")
		if line != "" && (best == "" || line[0] >= '0' && line[0] <= '9' && (best[0] < '0' || best[0] > '9')) {
			best = line
		}
	}
	return best
}
