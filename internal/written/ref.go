package written

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/internal/french"
)

var linkKinds = map[string]LinkKind{
	"fd": FinishToStart, "fs": FinishToStart, "dd": StartToStart, "ss": StartToStart, "ff": FinishToFinish, "df": StartToFinish, "sf": StartToFinish,
}

// endOf reads a task with or without a kind: "2", "2FD", "2 (DD)", "2-FS".
func endOf(text string, known func(string) bool) (Link, bool) {
	if ref, ok := find(text, known); ok {
		return Link{Ref: ref}, true
	}
	text = strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(text), ")"))
	if len(text) < 2 {
		return Link{}, false
	}
	rest, code := text[:len(text)-2], text[len(text)-2:]
	kind, ok := linkKinds[strings.ToLower(code)]
	before, _ := utf8.DecodeLastRuneInString(rest)
	if !ok || unicode.IsLetter(before) && code != strings.ToUpper(code) { // "Add" is no link to A
		return Link{}, false
	}
	ref, ok := find(strings.TrimRightFunc(rest, func(r rune) bool { return r == '(' || french.IsDash(r) || unicode.IsSpace(r) }), known)
	return Link{Ref: ref, Kind: kind}, ok
}

var (
	inQuotes    = regexp.MustCompile(`^["“”«'‘’][\s\p{Z}]*(.+?)[\s\p{Z}]*["“”»'‘’]$`)
	numbered    = regexp.MustCompile(`(?i)^(?:n[°º]|#|(?:no|t[âa]che|task)[\s\p{Z}.])[\s\p{Z}]*(?:n[°º][\s\p{Z}]*)?(\d+)$`)
	plainNumber = regexp.MustCompile(`^0*(\d{1,9})(?:\.0+)?$`)
)

// find gives the name under which a task is known: as it is written, else without what people put
// around a title or a number, else with the zeros that a spreadsheet took away or without those
// that it added.
func find(text string, known func(string) bool) (ref string, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", false
	}
	if known(text) {
		return text, true
	}
	var ways []string
	if !isASCII(text) || strings.Contains(text, "  ") {
		ways = append(ways, norm.NFC.String(french.OneLine(text)))
	}
	first, _ := utf8.DecodeRuneInString(text)
	if strings.ContainsRune("\"“”«'‘’", first) {
		if m := inQuotes.FindStringSubmatch(text); m != nil {
			text = m[1]
			ways = append(ways, text)
		}
		first, _ = utf8.DecodeRuneInString(text)
	}
	if strings.ContainsRune("nN#tT", first) && text[len(text)-1] >= '0' && text[len(text)-1] <= '9' {
		if m := numbered.FindStringSubmatch(text); m != nil {
			text = m[1]
			ways = append(ways, text)
		}
	}
	if text[0] >= '0' && text[0] <= '9' {
		if m := plainNumber.FindStringSubmatch(text); m != nil {
			ways = append(ways, m[1], "0"+m[1], "00"+m[1], "000"+m[1])
		}
	}
	for _, way := range ways {
		if way != "" && known(way) {
			return way, true
		}
	}
	return "", false
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
