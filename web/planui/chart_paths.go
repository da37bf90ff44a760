package planui

import (
	"slices"
	"strings"
)

// What a chart draws many times over is one path for each kind: a chart on the page beside its sheets stays light.

// barClasses are the kinds of bar, in the order in which they are drawn.
var barClasses = []string{"", "is-done", "is-blocked", "is-critical", "is-late"}

// drawn are the bars of a kind that lie in the chart's months.
func (c chart) drawn(class string) []bar {
	var list []bar
	for _, b := range c.Bars {
		if !b.Hidden && (b.Class == class || class == "" && !slices.Contains(barClasses, b.Class)) {
			list = append(list, b)
		}
	}
	return list
}

// barsPath is the outline of the bars of a kind.
func (c chart) barsPath(class string) string {
	var p strings.Builder
	for _, b := range c.drawn(class) {
		if b.Row.Milestone() {
			p.WriteString(c.diamond(b))
		} else {
			p.WriteString("M" + f(b.X) + " " + f(b.Y+c.Sizes.row*0.22) + "h" + f(b.W) + "v" + f(c.Sizes.row*0.56) + "h" + f(-b.W) + "z")
		}
	}
	return p.String()
}

// crosses strike through the late bars, corner to corner.
func (c chart) crosses() string {
	var p strings.Builder
	for _, b := range c.drawn("is-late") {
		if !b.Row.Milestone() {
			p.WriteString(c.cross(b))
		}
	}
	return p.String()
}

// slacks are the thin lines before and after bars: they may begin sooner, or end later.
func (c chart) slacks() string {
	var p strings.Builder
	tick := c.Sizes.row * 0.16
	for _, b := range c.Bars {
		if b.Early != nil {
			p.WriteString("M" + f(b.Early.X) + " " + f(c.mid(b)-tick) + "v" + f(2*tick) + "m0 " + f(-tick) + "h" + f(b.Early.W))
		}
		if b.Slack != nil {
			p.WriteString("M" + f(b.Slack.X) + " " + f(c.mid(b)) + "h" + f(b.Slack.W) + "m0 " + f(-tick) + "v" + f(2*tick))
		}
	}
	return p.String()
}

// stripes tell every second row apart.
func (c chart) stripes() string {
	var p strings.Builder
	for i := 1; i < len(c.Bars); i += 2 {
		p.WriteString("M0 " + f(c.Bars[i].Y) + "h" + f(c.Width) + "v" + f(c.Sizes.row) + "h" + f(-c.Width) + "z")
	}
	return p.String()
}

// weeks are the lines of the Mondays.
func (c chart) weeks() string {
	var p strings.Builder
	for _, k := range c.Weeks {
		p.WriteString("M" + f(k.X) + " " + f(c.Sizes.head*0.45) + "V" + f(c.Height))
	}
	return p.String()
}

// off are the columns of the days off.
func (c chart) off() string {
	var p strings.Builder
	for _, b := range c.Off {
		p.WriteString("M" + f(b.X) + " " + f(c.Sizes.head) + "h" + f(b.W) + "V" + f(c.Height) + "h" + f(-b.W) + "z")
	}
	return p.String()
}

// links are the lines from the end of a task to the beginning of each that waits for it, and their heads. What
// lies on another sheet or in other months is told by its number only.
func (c chart) links() (lines, heads string) {
	at := make(map[int64]*bar, len(c.Bars))
	for i := range c.Bars {
		if !c.Bars[i].Hidden {
			at[c.Bars[i].Row.ID] = &c.Bars[i]
		}
	}
	var path, head strings.Builder
	step := c.Sizes.text * 0.22
	for i := range c.Bars {
		to := &c.Bars[i]
		if to.Hidden {
			continue
		}
		for _, need := range to.Row.Needs {
			from := at[need.ID]
			if from == nil {
				continue
			}
			x, y := from.X+from.W, c.mid(*from)
			endX, endY := to.X, c.mid(*to)-c.Sizes.row*0.12
			if from.Row.Milestone() {
				x += c.Sizes.row * 0.28
			}
			if to.Row.Milestone() {
				endX, endY = to.X+to.W-c.Sizes.row*0.28, c.mid(*to)
			}
			path.WriteString("M" + f(x) + " " + f(y) + "h" + f(step))
			if endX < x+2*step { // round by the line between two rows
				between := to.Y
				if to.Y < from.Y {
					between += c.Sizes.row
				}
				path.WriteString("V" + f(between) + "H" + f(endX-2*step))
			}
			path.WriteString("V" + f(endY) + "H" + f(endX-step))
			head.WriteString("M" + f(endX) + " " + f(endY) + "l" + f(-1.5*step) + " " + f(-0.7*step) + "v" + f(1.4*step) + "z")
		}
	}
	return path.String(), head.String()
}

// cross strikes through a late bar, corner to corner.
func (c chart) cross(b bar) string {
	top, bottom := b.Y+c.Sizes.row*0.22, b.Y+c.Sizes.row*0.78
	return "M" + f(b.X) + " " + f(bottom) + "L" + f(b.X+b.W) + " " + f(top) + "M" + f(b.X) + " " + f(top) + "L" + f(b.X+b.W) + " " + f(bottom)
}

// diamond is the shape of a milestone at the end of its day.
func (c chart) diamond(b bar) string {
	x, y, r := b.X+b.W, c.mid(b), c.Sizes.row*0.28
	return "M" + f(x) + " " + f(y-r) + "l" + f(r) + " " + f(r) + "l" + f(-r) + " " + f(r) + "l" + f(-r) + " " + f(-r) + "z"
}
