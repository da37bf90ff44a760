package browsertest

import (
	"context"
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

//go:embed assets/axe.min.js
var axeSource string

//go:embed assets/colours.js
var coloursSource string

//go:embed assets/first.js
var firstSource string

//go:embed assets/overflow.js
var overflowSource string

//go:embed assets/reading.js
var readingSource string

//go:embed assets/spaced.js
var spacedSource string

// Violation is one rule of WCAG 2.2, levels A and AA, that the page breaks.
type Violation struct {
	Rule   string `json:"id"`     // axe-core's name, "color-contrast"
	Impact string `json:"impact"` // minor, moderate, serious or critical
	Help   string `json:"help"`
	Nodes  []struct {
		Target  []any  `json:"target"` // CSS selectors
		HTML    string `json:"html"`
		Summary string `json:"failureSummary"`
	} `json:"nodes"`
}

func (v Violation) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s (%s): %s", v.Rule, v.Impact, v.Help)
	for _, n := range v.Nodes {
		fmt.Fprintf(&b, "\n\t%v  %s\n\t\t%s", n.Target, n.HTML, strings.ReplaceAll(n.Summary, "\n", "\n\t\t"))
	}
	return b.String()
}

// Axe runs axe-core over the page as it is now, with its rules for WCAG 2.2 AA
// and none of its advice on best practice; or with only the rules named.
func (p *Page) Axe(rules ...string) []Violation {
	p.t.Helper()
	which := allRules
	if len(rules) > 0 {
		which = `runOnly: {type: "rule", values: ` + quotedList(rules) + `}`
	}
	return p.axe(which)
}

const allRules = `runOnly: {type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}`

func (p *Page) axe(which string) []Violation {
	p.t.Helper()
	p.loadAxe()
	if p.options.NoScript {
		// axe-core waits for promises, which stand still too. The page has
		// skipped its own scripts by now.
		p.check("running axe-core", p.scripts(true))
		defer func() { p.check("running axe-core", p.scripts(false)) }()
	}
	return script[[]Violation](p, "running axe-core", `axe.run(document, {
		`+which+`, resultTypes: ["violations"], iframes: false, preload: false,
	}).then((result) => result.violations)`)
}

// ofColours are the rules of axe-core that hang on colours alone, and take most of its time.
var ofColours = []string{"color-contrast", "link-in-text-block"}

// Colours runs the rules of colours over the page as it is now, if it writes in a way that no page before it wrote in: the same letters on the
// same ground are as easy to read there. What broke a rule is looked at again on every page.
func (p *Page) Colours(read *sync.Map) []Violation {
	p.t.Helper()
	ways := script[[]string](p, "reading the colours", coloursSource)
	if !slices.ContainsFunc(ways, func(way string) bool { _, known := read.Load(way); return !known }) {
		return nil
	}
	found := p.Axe(ofColours...)
	if len(found) == 0 {
		for _, way := range ways {
			read.Store(way, true)
		}
	}
	return found
}

// AxeBut is Axe without the rules of colours, for whoever runs Colours.
func (p *Page) AxeBut() []Violation {
	p.t.Helper()
	return p.axe(allRules + `, rules: {"color-contrast": {enabled: false}, "link-in-text-block": {enabled: false}}`)
}

// loadAxe has axe-core in the world of our scripts. Handing over half a megabyte
// takes longer than a check: the browser keeps it for the page's next documents.
func (p *Page) loadAxe() {
	p.t.Helper()
	if !p.keepsAxe {
		p.keepsAxe = true
		p.check("keeping axe-core", p.step(func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument,
				page.AddScriptToEvaluateOnNewDocumentParams{Source: axeSource, WorldName: world})
			return err
		}))
	}
	if !script[bool](p, "looking for axe-core", "typeof axe === 'object'") {
		script[any](p, "loading axe-core", axeSource+"\n;null")
	}
}

// Reading lists what is wrong with the page for whoever reads it without seeing it, and that axe-core does
// not look for: the order of headings, what forms say of their fields, what is announced, names that tell
// two things apart, headings of rows, words glued in text.
func (p *Page) Reading() []string {
	p.t.Helper()
	return script[[]string](p, "reading the page", readingSource)
}

// FirstScreen lists what the window lacks when the page is opened: its title, or the first line of what it is for.
func (p *Page) FirstScreen() []string {
	p.t.Helper()
	return script[[]string](p, "looking at the first screen", firstSource)
}

// Overflow lists what sticks out of a window of this width (in CSS pixels), so
// that the page would have to be scrolled sideways or is cut. WCAG 2.2, 1.4.10
// asks for none at 320.
func (p *Page) Overflow(width int) []string {
	p.t.Helper()
	if before := p.options; width != before.Width {
		p.Resize(width, before.Height)
		defer p.Resize(before.Width, before.Height)
	}
	return script[[]string](p, "measuring the width", overflowSource)
}

// AtWidths looks at the page in a window of each of these widths, in CSS pixels, and leaves the window as it was. Each
// width lays the whole page out again: whoever measures several things there does it in one go.
func (p *Page) AtWidths(widths []int, look func(width int)) {
	p.t.Helper()
	before := p.options
	for _, width := range widths {
		if p.options.Width != width {
			p.Resize(width, before.Height)
		}
		look(width)
	}
	if p.options.Width != before.Width {
		p.Resize(before.Width, before.Height)
	}
}

// Check makes the test fail for each thing wrong with the page: access for
// everyone, validity of the HTML the server sent, reflow at 320 pixels.
func (p *Page) Check() {
	p.t.Helper()
	p.CheckInWindow(&sync.Map{})
	p.NoHorizontalScroll()
}

// CheckInWindow is Check without another width, for whoever measures several (AtWidths). read are the ways of writing of the pages before it: see
// Colours.
func (p *Page) CheckInWindow(read *sync.Map) {
	p.t.Helper()
	address := p.URL()
	for _, v := range append(p.AxeBut(), p.Colours(read)...) {
		p.t.Errorf("%s: accessibility: %s", address, v)
	}
	for _, m := range p.Validate(p.Source()) {
		p.t.Errorf("%s: HTML: %s", address, m)
	}
}

// NoHorizontalScroll makes the test fail when something sticks out of a window
// 320 pixels wide.
func (p *Page) NoHorizontalScroll() {
	p.t.Helper()
	for _, o := range p.Overflow(320) {
		p.t.Errorf("%s: too wide at 320 px: %s", p.URL(), o)
	}
}
