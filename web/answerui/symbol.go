package answerui

import (
	"strconv"
	"strings"

	"rsc.io/qr"
)

// symbol is the QR code of an address, as a drawing of ours.
type symbol struct {
	Size int    // modules a side, with the white around them
	Path string // the dark ones, as rows of one unit
	Of   string
}

// quiet is how many modules of white a reader needs around a code.
const quiet = 4

// symbolOf draws an address; "" has none. A quarter of it may be dirty or torn.
func symbolOf(address string) (symbol, error) {
	if address == "" {
		return symbol{}, nil
	}
	code, err := qr.Encode(address, qr.Q)
	if err != nil {
		return symbol{}, err
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			if !code.Black(x, y) {
				continue
			}
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			path.WriteString("M" + strconv.Itoa(from+quiet) + " " + strconv.Itoa(y+quiet) + "h" + strconv.Itoa(x-from) + "v1h-" + strconv.Itoa(x-from) + "z")
		}
	}
	return symbol{Size: code.Size + 2*quiet, Path: path.String(), Of: address}, nil
}

// box is the drawing's own measure.
func (s symbol) box() string { return "0 0 " + strconv.Itoa(s.Size) + " " + strconv.Itoa(s.Size) }

func (s symbol) side() string { return strconv.Itoa(s.Size) }
