package written

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"parvis/internal/french"
)

// Problem is a French sentence, with its full stop, about a text that cannot be read.
type Problem string

// Error gives the sentence.
func (p Problem) Error() string { return string(p) }

const (
	mostRunes  = 200   // no value is longer, whatever is written around it
	mostQuoted = 60    // of a text in a sentence
	maxNumber  = 36525 // bounds durations, lags and offsets: a hundred years of days
)

const colon = "\u00a0: "

// Plain writes a text for comparing headers and words: lower case, without accents, with plain
// dashes, quotes and spaces, one space for any run of blanks, none at the ends.
func Plain(s string) string {
	if isTidy(s) { // ids and most words of a sheet
		return strings.ToLower(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	blank := false
	for _, r := range norm.NFD.String(s) {
		r = plainRune(unicode.ToLower(r))
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
		case '…':
			b.WriteString("...")
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// isTidy tells that Plain has only capitals to make small: letters and signs of ASCII, one space at
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

// plainRune gives the plain form of a small letter or sign, ' ' for blanks and -1 for what has no
// width: accents on their own, marks of direction, soft hyphens.
func plainRune(r rune) rune {
	switch {
	case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
		return r
	case unicode.IsSpace(r):
		return ' '
	case isDash(r):
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

// isDash reports whether r is one of the signs that people and programs write for a dash or a minus.
func isDash(r rune) bool {
	return r == '-' || r >= 0x2010 && r <= 0x2015 || r == 0x2212 || r == 0xfe58 || r == 0xfe63 || r == 0xff0d
}

// kind is a kind of value as sentences speak of it.
type kind struct {
	name    string // "La date"
	tooLong string // "trop longue"
	example string // "écrivez par exemple 13/06/2025."
}

// plain makes a cell Plain, or tells why it is not even looked at.
func (k kind) plain(text string) (string, error) {
	if tooLong(text, mostRunes) {
		return "", Problem(k.name + " " + quoted(text) + " est " + k.tooLong + ".")
	}
	s := Plain(text)
	if s == "" {
		return "", Problem(k.name + " manque" + colon + k.example)
	}
	return s, nil
}

func tooLong(text string, most int) bool {
	text = strings.TrimSpace(text)
	return len(text) > most*utf8.UTFMax || utf8.RuneCountInString(text) > most
}

// quoted writes a text between quotation marks, as printable gives it.
func quoted(s string) string { return french.Quote(printable(s)) }

// printable cuts a text short and leaves out what would upset a terminal or the reading of the
// sentence around it.
func printable(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range strings.TrimSpace(s) {
		if n++; n > mostQuoted {
			b.WriteRune('…')
			break
		}
		if r == utf8.RuneError || !unicode.IsPrint(r) && !unicode.In(r, unicode.Zs) {
			r = ' '
		}
		switch r { // quotation marks within quotation marks
		case '«':
			r = '“'
		case '»':
			r = '”'
		}
		b.WriteRune(r)
	}
	return french.OneLine(b.String())
}

// number is a whole number or one with decimals, with or without spaces between thousands.
const number = `\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?`

// decimal reads a text that matches number. It is infinite when too big.
func decimal(s string) float64 {
	x, _ := strconv.ParseFloat(strings.ReplaceAll(strings.ReplaceAll(s, " ", ""), ",", "."), 64)
	return x
}

// comma writes a number with the decimals that are worth reading.
func comma(x float64) string {
	return strings.Replace(strconv.FormatFloat(x, 'g', 6, 64), ".", ",", 1)
}
