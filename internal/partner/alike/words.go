package alike

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// mostMistakes is how many letters of a word may be wrong, by its length: one in five.
func mostMistakes(letters int) int {
	switch {
	case letters < 4:
		return 0
	case letters < 6:
		return 1
	}
	return 2
}

// mostMeant is how many words one that is misspelt may mean.
const mostMeant = 12

// Meant gives the words of a vocabulary that somebody may mean who typed one, or began to: those that begin so; or else those whose beginning
// differs by few letters that are wrong, missing, added, or swapped with the next one, the nearest first. Words are folded.
func Meant(word string, vocabulary []string) []string {
	typed := []rune(word)
	most := mostMistakes(len(typed))
	type meant struct {
		word string
		away int
	}
	var found []meant
	for _, known := range vocabulary {
		if n := utf8.RuneCountInString(known); n+most < len(typed) {
			continue
		}
		if away := mistakes(typed, []rune(known), most); away <= most {
			found = append(found, meant{known, away})
		}
	}
	slices.SortFunc(found, func(a, b meant) int { return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(a.word, b.word)) })
	var words []string
	for _, one := range found {
		if one.away > 0 && found[0].away == 0 || len(words) == mostMeant {
			break
		}
		words = append(words, one.word)
	}
	return words
}

// mistakes counts the letters of a word that are wrong, missing, added, or swapped with the next one, against the beginning of another one that is nearest to
// it: the optimal string alignment distance to that beginning. It is most+1 for whatever is more than most.
func mistakes(typed, known []rune, most int) int {
	known = known[:min(len(known), len(typed)+most)]
	before, last, row := make([]int, len(known)+1), make([]int, len(known)+1), make([]int, len(known)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(typed); i++ {
		row[0] = i
		least := i
		for j := 1; j <= len(known); j++ {
			wrong := 1
			if typed[i-1] == known[j-1] {
				wrong = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+wrong)
			if i > 1 && j > 1 && typed[i-1] == known[j-2] && typed[i-2] == known[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
			least = min(least, row[j])
		}
		if least > most {
			return most + 1
		}
		before, last, row = last, row, before
	}
	return min(slices.Min(last), most+1)
}

// MeantAll gives what each word of a text may mean, in order; one that means nothing is tried as the end of the word before it, or the beginning of the
// next one ("socio culturel"). It is nil where a word means nothing that is known.
func MeantAll(words, vocabulary []string) [][]string {
	var all [][]string
	for i := 0; i < len(words); i++ {
		meant := Meant(words[i], vocabulary)
		if len(meant) == 0 && i > 0 {
			if meant = Meant(words[i-1]+words[i], vocabulary); len(meant) > 0 {
				all[len(all)-1] = meant
				continue
			}
		}
		if len(meant) == 0 && i+1 < len(words) {
			meant = Meant(words[i]+words[i+1], vocabulary)
			i++
		}
		if len(meant) == 0 {
			return nil
		}
		all = append(all, meant)
	}
	return all
}
