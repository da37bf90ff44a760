package personal

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// mostUnpacked is how many bytes of a packed file are looked into.
const mostUnpacked = 64 << 20

// InFile tells whether the bytes of a table name her: a text in any of the encodings that spreadsheets write, or a workbook. One that
// cannot be unpacked is taken to.
func (m *Matcher) InFile(data []byte) bool {
	if m == nil {
		return false
	}
	if !bytes.HasPrefix(data, []byte("PK")) {
		return m.In(textOf(data))
	}
	pack, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return true
	}
	left := int64(mostUnpacked)
	for _, f := range pack.File {
		text, err := unpack(f, left)
		if left -= int64(len(text)); err != nil || left <= 0 || m.In(markup.Replace(text)) {
			return true
		}
	}
	return false
}

// markup parts the words of a workbook's cells from what is written around them.
var markup = strings.NewReplacer("<", " <", ">", "> ", "&#10;", "\n", "&apos;", "'", "&amp;", "&")

func unpack(f *zip.File, most int64) (string, error) {
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, most))
	return string(data), err
}

// textOf reads bytes as UTF-16 where a mark says so, as UTF-8 where they are, else as one letter a byte.
func textOf(data []byte) string {
	little, big := bytes.HasPrefix(data, []byte{0xff, 0xfe}), bytes.HasPrefix(data, []byte{0xfe, 0xff})
	if little || big {
		units := make([]uint16, 0, len(data)/2)
		for i := 2; i+1 < len(data); i += 2 {
			if little {
				units = append(units, uint16(data[i])|uint16(data[i+1])<<8)
			} else {
				units = append(units, uint16(data[i+1])|uint16(data[i])<<8)
			}
		}
		return string(utf16.Decode(units))
	}
	if utf8.Valid(data) {
		return string(data)
	}
	var b strings.Builder
	for _, one := range data {
		b.WriteRune(rune(one))
	}
	return b.String()
}
