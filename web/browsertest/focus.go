package browsertest

import (
	_ "embed"
	"fmt"
)

//go:embed assets/focus.js
var focusSource string

// Stop is an element the keyboard focus rested on.
type Stop struct {
	Selector string `json:"selector"`
	Name     string `json:"name"`     // its label or text
	Visible  bool   `json:"visible"`  // it looks different with the focus (WCAG 2.4.7)
	Obscured bool   `json:"obscured"` // nothing of it can be seen in the window (WCAG 2.4.11)
	Again    bool   `json:"again"`    // the focus was here before
	Same     bool   `json:"same"`     // the focus only moved inside the element
	Found    bool   `json:"found"`    // it is the one looked for
}

// TabOrder walks the page with the Tab key, from where the focus is (at first,
// the page's start), and returns the elements in the order they get the focus:
// all of them, or the first limit.
func (p *Page) TabOrder(limit int) []Stop {
	p.t.Helper()
	return p.walk("Tab", limit, "")
}

// TabBack is TabOrder with Shift+Tab: from the page's end, at first.
func (p *Page) TabBack(limit int) []Stop {
	p.t.Helper()
	return p.walk("Shift+Tab", limit, "")
}

// TabTo presses the Tab key until the element has the focus, and returns the
// stops on the way, the last included. The test fails when it never gets there.
func (p *Page) TabTo(selector string) []Stop {
	p.t.Helper()
	stops := p.walk("Tab", 500, selector)
	if !p.Exists(selector + ":focus") {
		p.check("going to "+selector+" with the Tab key", fmt.Errorf("not found in %d stops", len(stops)))
	}
	return stops
}

func (p *Page) walk(key string, limit int, until string) []Stop {
	p.t.Helper()
	script[any](p, "preparing the walk", focusSource+"\n;focusWalk.prepare()")
	var stops []Stop
	for len(stops) < limit {
		p.Press(key)
		stop := script[*Stop](p, "looking where the focus is", "focusWalk.look("+quoted(until)+")")
		if stop == nil || stop.Again {
			break
		}
		if stop.Same {
			// Seen in one place of a date field, seen.
			stops[len(stops)-1].Visible = stops[len(stops)-1].Visible || stop.Visible
			continue
		}
		stops = append(stops, *stop)
		if stop.Found {
			break
		}
	}
	return stops
}
