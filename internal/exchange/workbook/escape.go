package workbook

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// XML has no way to write most control characters. Workbooks write them as _x000B_, and an
// underscore before what looks like that as _x005F_.

var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// plainText gives a text of a workbook as it is meant: line ends are \n.
func plainText(s string) string {
	if strings.Contains(s, "_x") {
		s = unescape(s)
	}
	if strings.Contains(s, "\r") {
		s = lineEnds.Replace(s)
	}
	return s
}

// escaped reads the character that _xHHHH_ stands for at the start of a text.
func escaped(s string) (rune, bool) {
	if len(s) < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(s[2:6], 16, 16)
	return rune(n), err == nil
}

func unescape(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		// A NUL and half a character stand for nothing that can be kept: they stay as written.
		if r, ok := escaped(s[i:]); ok && r != 0 && utf8.ValidRune(r) {
			b.WriteRune(r)
			i += 6
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// escape writes a text so that plainText gives it back.
func escape(s string) string {
	var b strings.Builder
	for i, r := range s {
		_, alike := escaped(s[i:])
		if alike || r < ' ' && r != '\t' && r != '\n' || r == 0xfffe || r == 0xffff {
			if b.Len() == 0 {
				b.WriteString(s[:i])
			}
			b.WriteString("_x" + strings.ToUpper(strconv.FormatInt(int64(r)+0x10000, 16))[1:] + "_")
		} else if b.Len() > 0 {
			b.WriteRune(r)
		}
	}
	if b.Len() == 0 {
		return s
	}
	return b.String()
}
