package sheet

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Encoding is how the letters of a file were written.
type Encoding string

// The encodings that are read.
const (
	UTF8        Encoding = "UTF-8"
	UTF16       Encoding = "UTF-16"
	Windows1252 Encoding = "Windows-1252"
	MacRoman    Encoding = "Mac Roman"
)

// Encodings are those that are read, in the order in which they are offered.
var Encodings = []Encoding{UTF8, Windows1252, MacRoman, UTF16}

// Separators are what may part cells, in the order in which they are offered.
var Separators = slices.Clone(separators)

const saveAgain = " Dans votre tableur, enregistrez-le au format «\u00a0CSV UTF-8\u00a0»."

// workbooks are the first bytes of what people send instead of a CSV.
var workbooks = []string{"PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF"}

// decode turns bytes into text without replacing any. An encoding that is wanted is taken at its word.
func decode(data []byte, wanted Encoding) (string, Encoding, *Problem) {
	for _, start := range workbooks {
		if bytes.HasPrefix(data, []byte(start)) {
			return "", "", &Problem{Text: "Ce fichier n’est pas un tableau en texte (CSV), mais un classeur ou un document." + saveAgain}
		}
	}
	text, encoding := "", UTF8
	switch {
	case wanted != "":
		text, encoding = string(data), wanted
		if wanted != UTF8 || !utf8.Valid(data) {
			var problem *Problem
			if text, problem = decodeAs(data, wanted); problem != nil {
				return "", "", problem
			}
		}
		text = strings.TrimPrefix(text, "\ufeff")
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		text, encoding = fromUTF16(data[2:], binary.LittleEndian), UTF16
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		text, encoding = fromUTF16(data[2:], binary.BigEndian), UTF16
	case utf8.Valid(data):
		text = string(bytes.TrimPrefix(data, []byte("\ufeff")))
	default:
		var problem *Problem
		if text, encoding, problem = fromBytes(string(bytes.TrimPrefix(data, []byte("\ufeff")))); problem != nil {
			return "", "", problem
		}
	}
	if at := strings.IndexByte(text, 0); at >= 0 {
		return "", "", &Problem{Row: rowAt(text, at), Text: "Cette ligne contient un caractère nul, que les tableaux en texte (CSV) n’ont jamais." + saveAgain}
	}
	if at := strings.IndexRune(text, utf8.RuneError); at >= 0 {
		return "", "", &Problem{Row: rowAt(text, at), Text: "Cette ligne contient le caractère de remplacement «\u00a0\ufffd\u00a0», qui tient lieu d’une lettre perdue\u00a0: récrivez-la." + saveAgain}
	}
	return text, encoding, nil
}

// decodeAs reads bytes in an encoding that somebody chose. What makes no letter of it is a Problem.
func decodeAs(data []byte, wanted Encoding) (string, *Problem) {
	switch wanted {
	case UTF8:
		bad, _ := firstBad(string(data))
		return "", &Problem{Row: rowAt(string(data), bad), Text: "Cette ligne n’est pas écrite en UTF-8\u00a0: choisissez un autre encodage."}
	case UTF16:
		if bytes.HasPrefix(data, []byte("\xfe\xff")) {
			return fromUTF16(data, binary.BigEndian), nil
		}
		return fromUTF16(data, binary.LittleEndian), nil
	case Windows1252, MacRoman:
		return fromLetters(string(data), charmaps[wanted]), nil
	}
	return "", &Problem{Text: "Parvis ne lit pas l’encodage choisi\u00a0: choisissez-en un autre."}
}

// fromUTF16 leaves U+FFFD where half a character stands alone.
func fromUTF16(data []byte, order binary.ByteOrder) string {
	units := make([]uint16, 0, len(data)/2+1)
	for ; len(data) > 1; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	if len(data) == 1 {
		units = append(units, utf8.RuneError)
	}
	return string(utf16.Decode(units))
}

// fromBytes reads what is not valid UTF-8: one byte a letter, unless most of it is UTF-8.
func fromBytes(data string) (string, Encoding, *Problem) {
	if at := strings.IndexByte(data, 0); at >= 0 {
		return "", "", &Problem{Row: rowAt(data, at), Text: "Cette ligne contient un caractère nul, que les tableaux en texte (CSV) n’ont jamais." + saveAgain}
	}
	if bad, mixed := firstBad(data); mixed {
		return "", "", &Problem{Row: rowAt(data, bad),
			Text: "Cette ligne n’est pas écrite en UTF-8, alors que le reste du fichier l’est\u00a0: une de ses lettres est abîmée." + saveAgain}
	}
	encoding, bad := likelier(data)
	if bad >= 0 {
		return "", "", &Problem{Row: rowAt(data, bad), Text: "Les lettres accentuées de cette ligne ne se laissent pas reconnaître." + saveAgain}
	}
	return fromLetters(data, charmaps[encoding]), encoding, nil
}

// fromLetters reads one byte a letter.
func fromLetters(data string, letters *[256]rune) string {
	var b strings.Builder
	b.Grow(len(data) + len(data)/8)
	for i := range len(data) {
		b.WriteRune(letters[data[i]])
	}
	return b.String()
}

// firstBad finds the first byte that is no UTF-8, and reports whether the file has letters
// written in UTF-8 all the same. One byte a letter can look like UTF-8 by chance (« é » before
// a no-break space and a « » »), but then it gives letters that no French sheet holds.
func firstBad(data string) (bad int, mixed bool) {
	bad = -1
	for at := 0; at < len(data); {
		r, size := utf8.DecodeRuneInString(data[at:])
		switch {
		case r == utf8.RuneError && size == 1:
			if bad < 0 {
				bad = at
			}
		case size > 1 && usual(r):
			mixed = true
		}
		if bad >= 0 && mixed {
			return bad, true
		}
		at += size
	}
	return bad, false
}

// usual reports whether a character is likely in a French sheet: Latin letters, accents that
// combine, punctuation, signs, arrows, ticks and pictures.
func usual(r rune) bool {
	switch {
	case r >= 0xa0 && r <= 0x17f, r >= 0x300 && r <= 0x36f, r >= 0x2000 && r <= 0x2bff, r >= 0x1f300 && r <= 0x1faff:
		return true
	}
	return false
}

// rowAt gives the number of the row that holds a byte.
func rowAt(text string, at int) int {
	s := scanner{text: text, sep: separator(text, nil)}
	if sep, length := named(text); length > 0 {
		s.sep, s.at, s.row = sep, length, 1
	}
	for s.at <= at {
		if _, more, problem := s.next(nil); problem != nil || !more {
			break
		}
	}
	return max(s.row, 1)
}
