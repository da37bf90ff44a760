package sheet

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// charmaps give the character of each byte in the encodings that carry no mark, and
// utf8.RuneError for the five bytes that Windows-1252 has no character for.
var charmaps = map[Encoding]*[256]rune{
	Windows1252: letters(charmap.Windows1252),
	MacRoman:    letters(charmap.Macintosh),
}

func letters(m *charmap.Charmap) *[256]rune {
	var all [256]rune
	for b := range all {
		all[b] = m.DecodeByte(byte(b))
	}
	return &all
}

// likelier chooses between the two encodings by the letters that each would give. The place of
// the first byte that the better one makes no sense of is -1 when the choice is good.
func likelier(data string) (_ Encoding, bad int) {
	encoding := Windows1252
	best := weigh(data, charmaps[Windows1252])
	if mac := weigh(data, charmaps[MacRoman]); mac.score > best.score {
		encoding, best = MacRoman, mac
	}
	switch {
	case best.nothing >= 0:
		return "", best.nothing
	case best.score < 0:
		return "", best.unlikely
	}
	return encoding, -1
}

// weight is how likely the characters beyond ASCII are in French, and where the first unlikely
// one stands, and the first byte that stands for nothing; -1 when there is none.
type weight struct{ score, unlikely, nothing int }

func weigh(data string, letters *[256]rune) weight {
	w := weight{unlikely: -1, nothing: -1}
	for i := range len(data) {
		if data[i] < 0x80 {
			continue
		}
		var before rune
		if i > 0 {
			before = letters[data[i-1]]
		}
		r := letters[data[i]]
		n := likely(r, before)
		if n < 0 && w.unlikely < 0 {
			w.unlikely = i
		}
		if w.nothing < 0 && r == utf8.RuneError {
			w.nothing = i
		}
		w.score += n
	}
	return w
}

// likely weighs one character. A capital after a small letter is a wrong guess: Mac Roman
// reads « Durée » as « DurÈe ».
func likely(r, before rune) int {
	switch {
	case r == utf8.RuneError:
		return -8
	case strings.ContainsRune("éèàçêùôîûâëïüœæÿ", r):
		return 4
	case strings.ContainsRune("ÉÈÀÇÊÙÔÎÛÂËÏŒÆ", r):
		if before >= 'a' && before <= 'z' || strings.ContainsRune("éèàçêùôîûâëïüœ", before) {
			return -4
		}
		return 2
	case strings.ContainsRune("«»’‘“”–—…\u00a0°€•", r):
		return 2
	case strings.ContainsRune("½¼¾²³×·±µ§£®©™ñáíóúöäß", r):
		return 1
	}
	return -3
}
