package xlsform

import (
	"regexp"
	"strings"
)

// Other programs read labels as Markdown with some HTML. Parvis shows plain text.

var (
	htmlBreak = regexp.MustCompile(`(?i)<br\s*/?>`)
	htmlTag   = regexp.MustCompile(`(?i)</?(?:b|i|u|em|strong|span|font|p|div|h[1-6]|small|big|sup|sub|center|a|ul|ol|li)(?:\s[^<>]*)?/?>`)
	heading   = regexp.MustCompile(`(?m)^#{1,6}[ \t]+`)
	link      = regexp.MustCompile(`!?\[([^\[\]\n]*)\]\(([^()\s]*)\)`)
	strong    = regexp.MustCompile(`\*\*([^*\n]+)\*\*|__([^_\n]+)__`)
	starred   = regexp.MustCompile(`\*([^*\s](?:[^*\n]*[^*\s])?)\*`)
	scored    = regexp.MustCompile(`(^|[\s(«"’'])_([^_\s](?:[^_\n]*[^_\s])?)_($|[\s).,;:!?»"’'])`)
)

// special are the signs that a stroke before them makes plain.
const special = `\*_#[]()<>`

// hidden stand for signs that a stroke made plain while the others are read.
const firstHidden = '\ue000'

// plainText takes the marks out of a text, and tells whether there were any.
func plainText(text string) (plain string, changed bool) {
	var b strings.Builder
	runes := []rune(text)
	for i := 0; i < len(runes); i++ {
		if runes[i] == '\\' && i+1 < len(runes) {
			if at := strings.IndexRune(special, runes[i+1]); at >= 0 {
				b.WriteRune(firstHidden + rune(at))
				i++
				continue
			}
		}
		if runes[i] >= firstHidden && runes[i] < firstHidden+rune(len(special)) {
			continue // it stands for nothing that people write
		}
		b.WriteRune(runes[i])
	}
	before := b.String()
	s := htmlBreak.ReplaceAllString(before, "\n")
	s = htmlTag.ReplaceAllString(s, "")
	s = heading.ReplaceAllString(s, "")
	s = link.ReplaceAllStringFunc(s, func(m string) string {
		parts := link.FindStringSubmatch(m)
		if parts[2] == "" || parts[1] == parts[2] || strings.HasPrefix(m, "!") {
			return parts[1]
		}
		return parts[1] + " (" + parts[2] + ")"
	})
	s = strong.ReplaceAllString(s, "$1$2")
	s = starred.ReplaceAllString(s, "$1")
	s = scored.ReplaceAllString(s, "$1$2$3")
	changed = s != before
	s = strings.Map(func(r rune) rune {
		if r >= firstHidden && r < firstHidden+rune(len(special)) {
			return rune(special[r-firstHidden])
		}
		return r
	}, s)
	return strings.TrimSpace(s), changed
}

// marked writes a text so that other programs show it as it is, and plainText gives it back.
func marked(text string) string {
	text = strings.ReplaceAll(text, "${", "$\u200b{") // which would take up an answer
	if plain, _ := plainText(text); plain == text {
		return text
	}
	var b strings.Builder
	for _, r := range text {
		if strings.ContainsRune(special, r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
