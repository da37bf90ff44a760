package survey

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"parvis/internal/french"
	"parvis/internal/survey/question"
)

// Answers on offer are typed one per line, and each keeps its key for good: whoever answered is counted under it. What was typed is put beside what there was:
// a line that is there word for word keeps its key wherever it moved, then one that looks like a line that went keeps that one's, and what is left is new. A line
// may say its key itself, « cle = Libellé ».

// LinesOf writes options one per line, with their keys where they are asked for.
func LinesOf(options []question.Option, keys bool) string {
	var b strings.Builder
	for _, o := range options {
		if keys {
			b.WriteString(o.Key + " = ")
		}
		b.WriteString(o.Label[question.French] + "\n")
	}
	return b.String()
}

// ReadLines makes options of lines. Those that there are now come first in before; what earlier versions had and this draft has no more is in retired: its keys are
// given to nothing else, and come back with their words.
func ReadLines(lines string, before, retired []question.Option) []question.Option {
	var typed []question.Option
	for line := range strings.Lines(lines) {
		if line = french.OneLine(line); line == "" {
			continue
		}
		typed = append(typed, question.Option{Label: question.FR(line)})
		if len(typed) > question.MaxOptions { // one too many is enough to say so
			break
		}
	}
	known := slices.Concat(before, retired)
	taken := map[string]bool{}
	give := func(to *question.Option, from question.Option, text string) {
		taken[from.Key] = true
		label := question.Wording{}
		for l, w := range from.Label {
			label[l] = w
		}
		label[question.French] = text
		*to = question.Option{Key: from.Key, Label: label, Picture: from.Picture}
	}
	for i := range typed { // said by themselves
		key, text, ok := strings.Cut(typed[i].Label[question.French], " = ")
		if at := slices.IndexFunc(known, func(o question.Option) bool { return o.Key == key }); ok && at >= 0 && !taken[key] && text != "" {
			give(&typed[i], known[at], text)
		}
	}
	for _, among := range [][]question.Option{before, retired} { // word for word
		for i := range typed {
			text := typed[i].Label[question.French]
			at := slices.IndexFunc(among, func(o question.Option) bool {
				return !taken[o.Key] && french.Fold(o.Label[question.French]) == french.Fold(text)
			})
			if typed[i].Key == "" && at >= 0 {
				give(&typed[i], among[at], text)
			}
		}
	}
	for { // the pair that is most alike, until none is
		best, to, from := mostApart, -1, question.Option{}
		for i := range typed {
			for _, o := range before {
				if typed[i].Key != "" || taken[o.Key] {
					continue
				}
				if d := apart(typed[i].Label[question.French], o.Label[question.French]); d < best {
					best, to, from = d, i, o
				}
			}
		}
		if to < 0 {
			break
		}
		give(&typed[to], from, typed[to].Label[question.French])
	}
	for _, o := range known {
		taken[o.Key] = true
	}
	for i := range typed {
		if typed[i].Key == "" {
			typed[i].Key = NewKey(typed[i].Label[question.French], "r", func(key string) bool { return taken[key] || key == question.OtherKey })
			taken[typed[i].Key] = true
		}
	}
	return typed
}

// mostApart is from which share of their letters on two lines say something else: « Pas satisfait » is no correction of « Très satisfait ».
const mostApart = 0.2

// apart is the share of the letters of two texts that differ, from 0 to 1: of what is typed, only the beginning is compared.
func apart(one, other string) float64 {
	a, b := letters(one), letters(other)
	a, b = a[:min(len(a), 80)], b[:min(len(b), 80)]
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range a {
		corner := row[0]
		row[0] = i + 1
		for j := range b {
			cost := corner
			if a[i] != b[j] {
				cost = 1 + min(corner, row[j], row[j+1])
			}
			corner, row[j+1] = row[j+1], cost
		}
	}
	return float64(row[len(b)]) / float64(max(1, len(a), len(b)))
}

// letters are those of a text, and its figures and spaces, without its punctuation.
func letters(text string) []rune {
	return []rune(strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' {
			return r
		}
		return -1
	}, french.Fold(text))))
}

// NewKey makes a key of a text: « Très satisfait » is "tres-satisfait", or "tres-satisfait-2" where that is taken. A text without a letter begins with first.
func NewKey(text, first string, taken func(string) bool) string {
	var b strings.Builder
	for _, r := range french.Fold(text) {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
		if b.Len() >= 28 {
			break
		}
	}
	key := strings.Trim(b.String(), "-")
	if key == "" || !question.IsQuestionKey(key) {
		key = strings.Trim(first+"-"+key, "-")
	}
	if !taken(key) && question.IsQuestionKey(key) && key != first {
		return key
	}
	for n := 1; ; n++ {
		if next := key + "-" + strconv.Itoa(n); !taken(next) && (n > 1 || key == first) {
			return next
		}
	}
}
