package thread

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// In a text that is kept, a person stands by her number between two signs that nobody can type: tidy takes them
// out of what was typed.
const (
	opens  = '\x02'
	closes = '\x03'
)

// longestName is how many words of a text are looked at for a name.
const longestName = 6

// read is a text as it was typed, of which the names are understood.
type read struct {
	body    string  // as it is kept
	named   []int64 // each once, by id
	unknown []string
	wrong   fault.Problems // names that may be two people's
}

// understand finds the names in a text: « @ » and the first words of a name, as many as are one person's alone. Who is
// named there already stays the one that is meant, where two have the same name. What begins with « @ » and is nobody's
// name stays words.
func understand(typed string, people []account.Choice, already []int64) read {
	var r read
	var body strings.Builder
	names := wordsOfAll(people)
	before := ' '
	for i := 0; i < len(typed); {
		char, size := utf8.DecodeRuneInString(typed[i:])
		if char != '@' || isLetter(before) {
			body.WriteString(typed[i : i+size])
			before, i = char, i+size
			continue
		}
		words, ends := wordsAt(typed[i+1:])
		found, n := longest(names, words)
		switch {
		case len(words) == 0 || len(found) == 0:
			if len(words) > 0 {
				r.unknown = append(r.unknown, "@"+typed[i+1:i+1+ends[0]])
			}
			body.WriteByte('@')
			before, i = char, i+size
		default:
			who := meant(people, names, found, n, already)
			written := typed[i : i+1+ends[n-1]]
			if who == 0 {
				r.wrong = append(r.wrong, ambiguous(written, people, found))
				who = people[found[0]].ID
			}
			body.WriteString(string(opens) + strconv.FormatInt(who, 10) + string(closes))
			r.named = append(r.named, who)
			before, i = 'a', i+len(written)
		}
	}
	r.body = body.String()
	slices.Sort(r.named)
	r.named = slices.Compact(r.named)
	return r
}

// meant is who is named by n words that begin the names of those found; 0 where it may be either of two.
func meant(people []account.Choice, names [][]string, found []int, n int, already []int64) int64 {
	if len(found) == 1 {
		return people[found[0]].ID
	}
	for _, keep := range []func(i int) bool{
		func(i int) bool { return len(names[i]) == n },
		func(i int) bool { return len(names[i]) == n && slices.Contains(already, people[i].ID) },
	} {
		if kept := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return !keep(i) }); len(kept) == 1 {
			return people[kept[0]].ID
		}
	}
	return 0
}

// ambiguous is that a name may be two people's.
func ambiguous(written string, people []account.Choice, found []int) fault.Problem {
	var names []string
	for _, i := range found {
		names = append(names, people[i].Name)
	}
	return fault.Problem{Field: FieldText, Sentence: french.Quote(written) + " peut désigner " + french.Or(names) + "\u00a0: veuillez écrire aussi son nom."}
}

// longest gives the people whose names begin with as many of these words as possible, and how many words that is.
func longest(names [][]string, words []string) (found []int, n int) {
	for n = len(words); n > 0; n-- {
		for i, name := range names {
			if len(name) >= n && slices.Equal(name[:n], words[:n]) {
				found = append(found, i)
			}
		}
		if len(found) > 0 {
			return found, n
		}
	}
	return nil, 0
}

func wordsOfAll(people []account.Choice) [][]string {
	list := make([][]string, len(people))
	for i, p := range people {
		list[i], _ = wordsAt(p.Name)
	}
	return list
}

// wordsAt gives the words that a text begins with, folded, on its first line, and where each ends.
func wordsAt(text string) (words []string, ends []int) {
	for i := 0; len(words) < longestName; {
		length := wordLength(text[i:])
		if length == 0 {
			return words, ends
		}
		words, ends = append(words, french.Fold(text[i:i+length])), append(ends, i+length)
		i += length
		gap := gapLength(text[i:])
		if gap == 0 {
			return words, ends
		}
		i += gap
	}
	return words, ends
}

// wordLength is how long the word is that a text begins with: letters and digits, and what joins them in a name.
func wordLength(text string) int {
	end := 0
	for i, char := range text {
		switch {
		case isLetter(char):
			end = i + utf8.RuneLen(char)
		case end == 0 || !french.IsDash(char) && char != '\'' && char != '’':
			return end
		}
	}
	return end
}

// gapLength is how long the gap between two words of a name is, at most a point and a space.
func gapLength(text string) int {
	rest := strings.TrimPrefix(text, ".")
	for _, space := range []string{" ", "\u00a0", "\u202f"} {
		if after, ok := strings.CutPrefix(rest, space); ok {
			return len(text) - len(after)
		}
	}
	return 0
}

func isLetter(char rune) bool {
	return unicode.IsLetter(char) || unicode.IsDigit(char) || unicode.Is(unicode.Mn, char)
}

// partsOf takes a text that is kept apart; names gives how people are called now.
func partsOf(body string, names map[int64]string) []Part {
	var parts []Part
	for body != "" {
		words, rest, found := strings.Cut(body, string(opens))
		if words != "" {
			parts = append(parts, Part{Text: words})
		}
		if !found {
			break
		}
		number, after, _ := strings.Cut(rest, string(closes))
		id, _ := strconv.ParseInt(number, 10, 64)
		parts = append(parts, Part{Text: names[id], Person: id})
		body = after
	}
	return parts
}

// Called is how each of these people is named in a text: by as few words of her name as are hers alone.
func Called(people []account.Choice) []string {
	names := wordsOfAll(people)
	calls := make([]string, len(people))
	for i, p := range people {
		_, ends := wordsAt(p.Name)
		calls[i] = "@" + p.Name
		for n := 1; n <= len(ends); n++ {
			if found, m := longest(names, names[i][:n]); m == n && len(found) == 1 {
				calls[i] = "@" + p.Name[:ends[n-1]]
				break
			}
		}
	}
	return calls
}
