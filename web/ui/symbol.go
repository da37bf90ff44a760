package ui

import (
	"strconv"
	"strings"

	"rsc.io/qr"
)

// Symbol is the QR code of an address, as a drawing of ours.
type Symbol struct {
	Size int    // modules a side, with the white around them
	Path string // the dark ones, as rows of one unit
	Of   string
}

// quiet is how many modules of white a reader needs around a code.
const quiet = 4

// SymbolOf draws an address; "" has none. A quarter of it may be dirty or torn.
func SymbolOf(address string) (Symbol, error) {
	if address == "" {
		return Symbol{}, nil
	}
	code, err := qr.Encode(address, qr.Q)
	if err != nil {
		return Symbol{}, err
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
	return Symbol{Size: code.Size + 2*quiet, Path: path.String(), Of: address}, nil
}

// box is the drawing's own measure.
func (s Symbol) box() string { return "0 0 " + strconv.Itoa(s.Size) + " " + strconv.Itoa(s.Size) }

func (s Symbol) side() string { return strconv.Itoa(s.Size) }
