package personal

import (
	"cmp"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"parvis/internal/french"
)

// Erased stands where the name of somebody stood.
const Erased = "(personne effacée)"

// Ways are the ways in which somebody is named.
type Ways struct {
	Whole  []string // names of several words, addresses: hers alone
	Single []string // a first name, a last name: others may bear them
	Phones []string // digits with their country: +33612345678
}

// WaysOf are those of somebody whose first name and last name are known, either of which may be empty.
func WaysOf(first, last string, emails, phones []string) Ways {
	w := Ways{Whole: emails, Phones: phones}
	for _, one := range []string{first, last} {
		if one != "" {
			w.Single = append(w.Single, one)
		}
	}
	if first != "" && last != "" {
		w.Whole = append([]string{first + " " + last, last + " " + first}, w.Whole...)
	}
	return w
}

// everyday are first names and last names that are words of the language too: by themselves they mostly name nobody.
var everyday = strings.Fields(`ami ange anglais avril bas beau berger blanc blanche boucher boulanger bourgeois brun carpentier cerise chapelle chateau chevalier clair claire
	constant court couturier cuisinier desire fleur fontaine forestier fournier france franc froment gentil grand gros jardin jardinier jolie jour joly le leger long mai maison
	marchand mars masson mercier mercredi meunier mignon moulin noel noir olive pain parent page pages paris paul pascal pastel petit pierre pont potier prevost prince
	printemps prudent roi rose roux roy royer rue sage saint samedi service tailleur temps tisserand tour valet verdier vert vidal ville violette vivant`)

// Everyday tells whether a name is a word of the language too.
func Everyday(name string) bool { return slices.Contains(everyday, french.Fold(name)) }

// Matcher finds the ways in which people are named, whatever the capitals, accents, dashes and blanks.
type Matcher struct {
	pattern *regexp.Regexp
	likes   []string
}

// shortest is how many letters a word has that is looked for by itself.
const shortest = 2

var (
	gaps   = regexp.MustCompile(`[\s\-'.,_]+`)
	digits = regexp.MustCompile(`\D+`)
)

// NewMatcher looks for all these ways; without, those of a single word of without are left out. It is nil for nothing to look for.
func NewMatcher(ways []Ways, without []string) *Matcher {
	left := map[string]bool{}
	for _, w := range without {
		left[strings.Join(wordsOf(w), " ")] = true
	}
	var parts []string
	m := &Matcher{}
	add := func(pattern, like string) {
		if pattern != "" && !slices.Contains(parts, pattern) {
			parts, m.likes = append(parts, pattern), append(m.likes, like)
		}
	}
	for _, w := range ways {
		for _, text := range w.Whole {
			add(patternOf(text))
		}
		for _, text := range w.Single {
			if !left[strings.Join(wordsOf(text), " ")] {
				add(patternOf(text))
			}
		}
		for _, phone := range w.Phones {
			add(phonePattern(phone))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	slices.SortStableFunc(parts, func(a, b string) int { return cmp.Compare(len(b), len(a)) })
	m.pattern = regexp.MustCompile(strings.Join(parts, "|"))
	return m
}

func wordsOf(text string) []string {
	return slices.DeleteFunc(gaps.Split(french.Fold(text), -1), func(w string) bool { return w == "" })
}

// patternOf is a pattern of folded texts, and what LIKE finds at least as much by, in texts of which accents were taken.
func patternOf(text string) (pattern, like string) {
	list := wordsOf(text)
	if len(strings.Join(list, "")) < shortest {
		return "", ""
	}
	quoted, loose := make([]string, len(list)), make([]string, len(list))
	for i, w := range list {
		quoted[i], loose[i] = regexp.QuoteMeta(w), loosely(w)
	}
	return strings.Join(quoted, `[\s\-'.,_]*`), "%" + strings.Join(loose, "%") + "%"
}

// loosely is a word for LIKE: what the database may write otherwise than french.Fold stands for anything.
func loosely(word string) string {
	word = strings.NewReplacer("oe", "%", "ae", "%", "ss", "%").Replace(word)
	return strings.Map(func(r rune) rune {
		if r == '%' || unicode.IsDigit(r) || 'a' <= r && r <= 'z' {
			return r
		}
		return '%'
	}, word)
}

// phonePattern finds a number with its country or without, however its digits are parted.
func phonePattern(phone string) (pattern, like string) {
	number := digits.ReplaceAllString(phone, "")
	national := strings.TrimPrefix(number, "33")
	if len(national) < 6 {
		return "", ""
	}
	national = strings.TrimPrefix(national, "0")
	list := strings.Split(national, "")
	return `(?:\+33|0033|33|0)?[\s.\-()]*` + strings.Join(list, `[\s.\-]*`), "%" + strings.Join(list, "%") + "%"
}

// Likes are patterns of LIKE, one of which every text has in which something is found, once it is in small letters without accents.
func (m *Matcher) Likes() []string { return m.likes }

// span is where a name stands in a text, by bytes.
type span struct{ from, to int }

// find gives where names stand.
func (m *Matcher) find(text string) []span {
	folded, at := fold(text)
	var list []span
	for from := 0; from < len(folded); {
		found := m.pattern.FindStringIndex(folded[from:])
		if found == nil {
			break
		}
		begin, end := from+found[0], from+found[1]
		if begin == end || within(folded, begin, end) {
			_, width := utf8.DecodeRuneInString(folded[begin:])
			from = begin + width
			continue
		}
		list = append(list, span{at[begin], at[end]})
		from = end
	}
	return list
}

// within tells whether a find is a part of a longer word.
func within(folded string, begin, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(folded[:begin])
	after, _ := utf8.DecodeRuneInString(folded[end:])
	first, _ := utf8.DecodeRuneInString(folded[begin:])
	last, _ := utf8.DecodeLastRuneInString(folded[:end])
	return word(before) && word(first) || word(after) && word(last)
}

func word(r rune) bool { return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// fold gives a text as french.Fold does, rune by rune, and for each byte of it where in the text it comes from; one more for its end.
func fold(text string) (string, []int) {
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	seen := map[rune]string{}
	for i, r := range text {
		one, known := seen[r]
		if !known {
			// Between two letters a blank is kept, and an accent that stands alone goes.
			one = french.Fold("a" + string(r) + "a")
			one = one[1 : len(one)-1]
			seen[r] = one
		}
		b.WriteString(one)
		for range len(one) {
			at = append(at, i)
		}
	}
	return b.String(), append(at, len(text))
}

// In tells whether a text names her.
func (m *Matcher) In(text string) bool { return m != nil && len(m.find(text)) > 0 }

// Replace puts with where she is named.
func (m *Matcher) Replace(text, with string) string {
	if m == nil {
		return text
	}
	var b strings.Builder
	last := 0
	for _, s := range m.find(text) {
		b.WriteString(text[last:s.from])
		b.WriteString(with)
		last = s.to
	}
	return b.String() + text[last:]
}

// ReplaceQuery is Replace for the query of an address.
func (m *Matcher) ReplaceQuery(query, with string) string {
	values, err := url.ParseQuery(query)
	if err != nil {
		return m.Replace(query, with)
	}
	changed := false
	for name, list := range values {
		for i, one := range list {
			if becomes := m.Replace(one, with); becomes != one {
				values[name][i], changed = becomes, true
			}
		}
	}
	if !changed {
		return query
	}
	return values.Encode()
}

// around is how many letters of a text are shown on each side of a name.
const around = 60

// Excerpt is what stands around the first name in a text; "" where none does.
func (m *Matcher) Excerpt(text string) string {
	found := m.find(text)
	if len(found) == 0 {
		return ""
	}
	runesBefore, runesAfter := []rune(text[:found[0].from]), []rune(text[found[0].to:])
	before, after := string(runesBefore), string(runesAfter)
	if n := len(runesBefore); n > around {
		before = "…" + string(runesBefore[n-around:])
	}
	if len(runesAfter) > around {
		after = string(runesAfter[:around]) + "…"
	}
	return french.OneLine(before + text[found[0].from:found[0].to] + after)
}
