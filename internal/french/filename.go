package french

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxFileName is how long the name of a file may be, in characters, its extension included.
const MaxFileName = 150

// FileName is the name of a file as it is kept, shown and offered to save: what can be seen of it, on one line, without
// the folders that some browsers send, and without the signs that no system takes in a name. A name made of nothing
// else is "". One that is too long loses its middle, and keeps its extension.
func FileName(sent string) string {
	name := strings.ToValidUTF8(sent[strings.LastIndexAny(sent, `/\`)+1:], "")
	name = strings.Map(func(r rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, r), unicode.Is(unicode.Cc, r):
			return ' '
		}
		return r
	}, strings.ReplaceAll(name, "\x00", ""))
	name = Visible(strings.Trim(OneLine(name), " .\u00a0\u202f"))
	if utf8.RuneCountInString(name) <= MaxFileName {
		return name
	}
	extension := path.Ext(name)
	if utf8.RuneCountInString(extension) > 10 {
		extension = ""
	}
	kept := []rune(strings.TrimSuffix(name, extension))[:MaxFileName-1-utf8.RuneCountInString(extension)]
	return Visible(strings.TrimRight(string(kept), " .") + "…" + extension)
}

// FileSize writes how big a file is, with one decimal where it says something: "840 octets", "312 Ko", "2,4 Mo".
func FileSize(bytes int64) string {
	switch {
	case bytes < 1<<10:
		return Count(int(bytes), "octet", "octets")
	case bytes < 1<<20-1<<9:
		return Number(int((bytes+1<<9)>>10)) + "\u00a0Ko"
	}
	tenths := int((bytes*10 + 1<<19) >> 20)
	text := Number(tenths / 10)
	if tenths%10 != 0 && tenths < 1000 {
		text += "," + string(rune('0'+tenths%10))
	}
	return text + "\u00a0Mo"
}
