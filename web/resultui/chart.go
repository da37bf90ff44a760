package resultui

import (
	"strconv"
	"strings"

	"parvis/internal/survey/tally"
)

// A bar is drawn 1000 wide and stretched to its cell: it holds no text, which would shrink with it.
const wide = 1000

func at(x float64) string { return strconv.FormatFloat(x, 'f', 1, 64) }

// barWidth is the width of a line's bar.
func barWidth(s tally.Share) string { return at(wide * s.Part()) }

// whisker is the mark of an interval across a bar.
func whisker(s tally.Share) string {
	low, high := at(wide*s.Low()), at(wide*s.High())
	return "M" + low + " 13H" + high + "M" + low + " 7v12M" + high + " 7v12"
}

// segment is a part of a stacked bar.
type segment struct {
	X, Width float64
	Class    string // how it is filled: s1 is the least answer of its scale, sN the most, sm the middle
	Hatch    string // strokes that tell it apart without colour; "" for none
}

// stack lays the answers of a scale out around its middle: the lower half to the left, the upper to the right, the middle answer across.
func stack(lines []tally.Line) []segment {
	parts := make([]float64, 0, len(lines))
	for _, l := range lines {
		s, ok := l.Share()
		if !ok {
			return nil
		}
		parts = append(parts, s.Part())
	}
	half := float64(len(parts)) / 2
	left := 0.0
	for i, p := range parts {
		switch {
		case float64(i+1) <= half:
			left += p
		case float64(i) < half:
			left += p / 2
		}
	}
	const unit = wide / 2 // a whole answer on one side reaches the edge
	x := wide/2 - unit*left
	var list []segment
	for i, p := range parts {
		s := segment{X: x, Width: unit * p, Class: "s" + strconv.Itoa(shade(i, len(parts)))}
		if float64(i+1) <= half {
			s.Hatch = hatch(s.X, s.Width, 18+14*float64(i))
		}
		x += s.Width
		list = append(list, s)
	}
	return list
}

// shade gives one of five shades to an answer of a scale of n: 1 the least, 3 the middle, 5 the most.
func shade(i, n int) int {
	if n <= 1 {
		return 3
	}
	return 1 + int(4*float64(i)/float64(n-1)+.5)
}

// hatch strokes a segment from top to bottom, so that it is told apart in black and white.
func hatch(x, width, step float64) string {
	var b strings.Builder
	for at0 := x + step/2; at0 < x+width; at0 += step {
		b.WriteString("M" + at(at0) + " 3v20")
	}
	return b.String()
}
