package browsertest

// Drawn is an element that can be seen: a CSS selector that finds it alone, its attributes, and those of the form that it
// belongs to, if any.
type Drawn struct {
	Selector   string            `json:"selector"`
	Tag        string            `json:"tag"`
	Attributes map[string]string `json:"attributes"`
	Form       map[string]string `json:"form"`
}

// All are the elements of a selector that can be seen now, in the order of the page.
func (p *Page) All(selector string) []Drawn {
	p.t.Helper()
	return script[[]Drawn](p, "listing "+selector, `(() => {
		const attributes = (one) => Object.fromEntries([...(one && one.attributes || [])].map((a) => [a.name, a.value]));
		const path = (one) => {
			if (one === document.body) return "body";
			return path(one.parentElement) + " > :nth-child(" + ([...one.parentElement.children].indexOf(one) + 1) + ")";
		};
		return [...document.querySelectorAll(`+quoted(selector)+`)].filter((one) => one.getClientRects().length && one.checkVisibility())
			.map((one) => ({selector: path(one), tag: one.localName, attributes: attributes(one), form: attributes(one.form)}));
	})()`)
}

// Standing is how far an element with an id stands below the upper edge of the window.
type Standing struct {
	ID  string  `json:"id"`
	Top float64 `json:"top"`
}

// Around lists what has an id and is drawn around an element, without holding it or standing in it: what stands before it first,
// the nearest first, then what follows.
func (p *Page) Around(selector string) []Standing {
	p.t.Helper()
	p.WaitFor(selector)
	return script[[]Standing](p, "looking around "+selector, `(() => {
		const one = document.querySelector(`+quoted(selector)+`);
		const others = [...document.querySelectorAll("[id]")].filter((other) => !other.contains(one) && !one.contains(other) && other.getClientRects().length);
		const before = (other) => Boolean(other.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
		return [...others.filter(before).reverse(), ...others.filter((other) => !before(other))].map((other) => ({id: other.id, top: other.getBoundingClientRect().top}));
	})()`)
}

// Focus gives an element the focus, and moves nothing.
func (p *Page) Focus(selector string) {
	p.t.Helper()
	p.WaitFor(selector)
	script[any](p, "going to "+selector, "document.querySelector("+quoted(selector)+").focus({preventScroll: true})")
}

// Focused is the beginning of what has the focus, as HTML.
func (p *Page) Focused() string {
	p.t.Helper()
	return script[string](p, "looking for the focus", "document.activeElement.outerHTML.slice(0, 300)")
}

// AtItsEnd tells whether the page cannot be scrolled any further down.
func (p *Page) AtItsEnd() bool {
	p.t.Helper()
	return script[bool](p, "looking for the page's end", "scrollY + innerHeight >= document.documentElement.scrollHeight - 1")
}
