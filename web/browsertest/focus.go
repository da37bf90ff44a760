package browsertest

import _ "embed"

//go:embed assets/focus.js
var focusSource string

// Stop is an element the keyboard focus rested on.
type Stop struct {
	Selector string `json:"selector"`
	Name     string `json:"name"`     // its label or text
	Visible  bool   `json:"visible"`  // it looks different with the focus (WCAG 2.4.7)
	Obscured bool   `json:"obscured"` // nothing of it can be seen in the window (WCAG 2.4.11)
	Again    bool   `json:"again"`    // the focus was here before
}

// TabOrder walks the page with the Tab key, from its start, and returns the
// elements in the order they get the focus: all of them, or the first limit.
func (p *Page) TabOrder(limit int) []Stop {
	p.t.Helper()
	script[any](p, "preparing the walk", focusSource+"\n;focusWalk.prepare()")
	var stops []Stop
	for len(stops) < limit {
		p.Press("Tab")
		stop := script[*Stop](p, "looking where the focus is", "focusWalk.look()")
		if stop == nil || stop.Again {
			break
		}
		stops = append(stops, *stop)
	}
	return stops
}
