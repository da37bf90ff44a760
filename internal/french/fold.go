package french

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Fold writes a text for comparing and searching: lower case, without accents, ligatures opened
// ("oe", "ae", "ss"), with plain dashes, apostrophes, quotes and spaces, one space for any run of
// blanks, none at the ends.
func Fold(s string) string {
	if isTidy(s) { // ids and most words of a sheet
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(s) {
		r = foldRune(unicode.ToLower(r))
		switch {
		case r < 0:
			continue
		case r == ' ':
			blank = b.Len() > 0
			continue
		case blank:
			b.WriteByte(' ')
			blank = false
		}
		switch r {
		case 'œ':
			b.WriteString("oe")
		case 'æ':
			b.WriteString("ae")
		case 'ß':
			b.WriteString("ss")
		case '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isTidy tells that Fold has only capitals to make small: letters and signs of ASCII, one space at
// a time.
func isTidy(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c == ' ':
			if i == 0 || i == len(s)-1 || s[i+1] == ' ' {
				return false
			}
		case c < ' ' || c >= 0x7f || c == '`':
			return false
		}
	}
	return true
}

// foldRune gives the plain form of a small letter or sign, ' ' for blanks and -1 for what has no
// width: accents on their own, marks of direction, soft hyphens.
func foldRune(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return r
	case unicode.IsSpace(r):
		return ' '
	case IsDash(r):
		return '-'
	case unicode.In(r, unicode.Mn, unicode.Cf):
		return -1
	case r < ' ' || r == 0x7f:
		return ' '
	}
	switch r {
	case '’', '‘', 'ʼ', '´', '`', '′', '‛':
		return '\''
	case '“', '”', '„', '«', '»', '″':
		return '"'
	case '⁄', '∕':
		return '/'
	case 'ᵉ':
		return 'e'
	case 'ʳ':
		return 'r'
	case 'º':
		return '°'
	}
	return r
}

// IsDash reports whether r is one of the signs that people and programs write for a dash or a minus.
func IsDash(r rune) bool {
	return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0xfe58 || r == 0xfe63 || r == 0xff0d
}

// FirstFolded is the first character of Fold(s), 0 for none, without folding the rest.
func FirstFolded(s string) rune {
	for _, r := range s {
		if r = foldRune(unicode.ToLower(r)); r > ' ' {
			return r
		}
	}
	return 0
}
