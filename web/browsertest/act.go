package browsertest

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Every selector here is a CSS selector and stands for the first element it
// finds; a step waits for that element, and fails the test when it never comes.

// arrived is a document that gave the focus to what asks for it (autofocus),
// which a browser does when it first draws the page, after the page's loading.
// An address that names a place of the page (#…) goes before.
const arrived = ":root:not(:has([autofocus])), :root:has(:focus), :root:has(:target)"

// Goto opens an address and waits until it is loaded.
func (p *Page) Goto(url string) {
	p.t.Helper()
	p.do("opening "+url, chromedp.Navigate(url), chromedp.WaitReady(chromedp.CSS(arrived)))
}

// Click clicks an element that does not lead to another page.
func (p *Page) Click(selector string) {
	p.t.Helper()
	script[any](p, "scrolling to "+selector, uncover+"("+quoted(selector)+")")
	p.do("clicking "+selector, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// uncover scrolls as somebody does who sees that a band that stays in place stands over what she would press.
const uncover = `((selector) => {
	const wanted = document.querySelector(selector);
	if (!wanted) return;
	const {left, top, width, height} = wanted.getBoundingClientRect(), met = document.elementFromPoint(left + width / 2, top + height / 2);
	if (met && !wanted.contains(met) && !met.contains(wanted)) wanted.scrollIntoView({block: "center", behavior: "instant"});
})`

// Follow clicks a link or a submit button, and waits for the page it leads to.
func (p *Page) Follow(selector string) {
	p.t.Helper()
	p.leave("following "+selector, chromedp.Click(chromedp.CSS(selector), chromedp.NodeVisible))
}

// leave does what leads to another page, and waits for that page.
func (p *Page) leave(what string, act chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	get(p, what, chromedp.WaitEvent(page.LoadEventFired, nil, act))
	p.do(what, chromedp.WaitReady(chromedp.CSS(arrived)))
}

// Type replaces what a text field holds, key by key.
func (p *Page) Type(selector, text string) {
	p.t.Helper()
	p.do("typing in "+selector, chromedp.Focus(chromedp.CSS(selector), chromedp.NodeVisible))
	script[any](p, "selecting the text of "+selector,
		"document.querySelector("+quoted(selector)+").select()")
	if text == "" {
		p.do("emptying "+selector, chromedp.KeyEvent(kb.Delete))
		return
	}
	p.do("typing in "+selector, chromedp.KeyEvent(text))
}

// Set gives a select, a date or a time field its value (the one the form
// sends), and tells the page's scripts as the browser would.
func (p *Page) Set(selector, value string) {
	p.t.Helper()
	p.WaitFor(selector)
	got := script[string](p, "setting "+selector, `(() => {
		const field = document.querySelector(`+quoted(selector)+`);
		field.value = `+quoted(value)+`;
		field.dispatchEvent(new Event("input", {bubbles: true}));
		field.dispatchEvent(new Event("change", {bubbles: true}));
		return field.value;
	})()`)
	if got != value {
		p.check("setting "+selector, fmt.Errorf("it does not take %q and holds %q", value, got))
	}
}

// Paste pastes a text file on the page, outside of any field.
func (p *Page) Paste(name, text string) {
	p.t.Helper()
	script[any](p, "pasting "+name, `(() => {
		const held = new DataTransfer();
		held.items.add(new File([`+quoted(text)+`], `+quoted(name)+`, {type: "text/plain"}));
		document.body.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
	})()`)
}

// Upload puts a file, new in a directory of the test's own, into a file field.
func (p *Page) Upload(selector, name string, data []byte) {
	p.t.Helper()
	file := filepath.Join(p.t.TempDir(), name)
	p.check("writing "+name, os.WriteFile(file, data, 0o600))
	p.do("choosing "+name, chromedp.SetUploadFiles(chromedp.CSS(selector), []string{file}, chromedp.NodeReady))
}

var keys = map[string]string{
	"Enter": kb.Enter, "Tab": kb.Tab, "Escape": kb.Escape, "Space": " ", "Backspace": kb.Backspace, "Delete": kb.Delete,
	"ArrowUp": kb.ArrowUp, "ArrowDown": kb.ArrowDown, "ArrowLeft": kb.ArrowLeft, "ArrowRight": kb.ArrowRight,
	"Home": kb.Home, "End": kb.End, "PageUp": kb.PageUp, "PageDown": kb.PageDown, "F2": kb.F2,
}

// Press presses one key, "Enter" or "a", or one with Shift, "Shift+Tab".
func (p *Page) Press(key string) {
	p.t.Helper()
	p.do("pressing "+key, press(key))
}

// PressAndFollow presses a key that leads to another page, and waits for it.
func (p *Page) PressAndFollow(key string) {
	p.t.Helper()
	p.leave("pressing "+key, press(key))
}

func press(key string) chromedp.Action[chromedp.Void] {
	name, shift := strings.CutPrefix(key, "Shift+")
	if known, ok := keys[name]; ok {
		name = known
	}
	if shift {
		return chromedp.KeyEvent(name, chromedp.KeyModifiers(kb.ModifierShift))
	}
	return chromedp.KeyEvent(name)
}

// WaitFor waits until an element is in the page and can be seen.
func (p *Page) WaitFor(selector string) {
	p.t.Helper()
	p.do("waiting for "+selector, chromedp.WaitVisible(chromedp.CSS(selector)))
}

// WaitGone waits until no such element is in the page.
func (p *Page) WaitGone(selector string) {
	p.t.Helper()
	p.do("waiting for no "+selector, chromedp.WaitNotPresent(chromedp.CSS(selector)))
}

// Await asks ok again and again until it says yes, for at most the patience of
// one step, and returns its last word. What a script still has to do to a page
// is waited for so, and never for a time.
func (p *Page) Await(ok func() bool) bool {
	p.t.Helper()
	for end := time.Now().Add(patience); !ok(); {
		if time.Now().After(end) {
			return false
		}
		time.Sleep(betweenLooks)
	}
	return true
}

// betweenLooks leaves the machine to the browser, which has something to do.
const betweenLooks = 5 * time.Millisecond

// Text is the text of an element as it is seen. It is read in one step: a page that is being brought up to date has
// no element left of those that a step before found.
func (p *Page) Text(selector string) string {
	p.t.Helper()
	var text *string
	if !p.Await(func() bool {
		text = script[*string](p, "reading "+selector, `(() => {
			const one = document.querySelector(`+quoted(selector)+`);
			if (!one) return null;
			if (one.innerText === undefined) return one.textContent;
			return one.getClientRects().length > 0 && one.innerText || "";
		})()`)
		return text != nil
	}) {
		p.check("reading "+selector, fmt.Errorf("the page has none"))
		return ""
	}
	return *text
}

// Value is what a form field holds.
func (p *Page) Value(selector string) string {
	p.t.Helper()
	return get(p, "reading "+selector, chromedp.Value(chromedp.CSS(selector), chromedp.NodeReady))
}

// Count is how many elements the page has now for a selector.
func (p *Page) Count(selector string) int {
	p.t.Helper()
	return script[int](p, "counting "+selector, "document.querySelectorAll("+quoted(selector)+").length")
}

// Exists says whether the page has such an element now, without waiting.
func (p *Page) Exists(selector string) bool {
	p.t.Helper()
	return p.Count(selector) > 0
}

// HTML is the document as it is now, scripts having run; see Source.
func (p *Page) HTML() string {
	p.t.Helper()
	return script[string](p, "reading the document", "document.documentElement.outerHTML")
}

// URL is the page's address.
func (p *Page) URL() string {
	p.t.Helper()
	return get(p, "reading the address", chromedp.Location())
}

// Back returns to the page before, as the browser's own button does.
func (p *Page) Back() {
	p.t.Helper()
	p.do("going back", chromedp.NavigateBack())
}

// Entries is how many pages there are to go back and forth through, this one included.
func (p *Page) Entries() int {
	p.t.Helper()
	return script[int](p, "counting the pages gone through", "history.length")
}

// Picture is an element as it is drawn, a PNG.
func (p *Page) Picture(selector string) []byte {
	p.t.Helper()
	return get(p, "drawing "+selector, chromedp.Screenshot(chromedp.CSS(selector), chromedp.NodeVisible))
}

// WithoutStyle takes the page's style sheets away, as a reader's own may do.
func (p *Page) WithoutStyle() {
	p.t.Helper()
	script[any](p, "taking the style sheets away", `document.querySelectorAll("link[rel=stylesheet]").forEach((sheet) => sheet.remove())`)
}

// Spaced sets letters, words and lines as far apart as WCAG 2.2, 1.4.12 asks a page to stand, or as they were.
func (p *Page) Spaced(apart bool) {
	p.t.Helper()
	source := "document.adoptedStyleSheets = []"
	if apart {
		source = spacedSource
	}
	script[any](p, "setting letters apart", source+";null")
}

// Top is how far an element stands below the upper edge of the window, in CSS pixels; it is negative above.
func (p *Page) Top(selector string) float64 {
	p.t.Helper()
	p.WaitFor(selector)
	return script[float64](p, "measuring "+selector, "document.querySelector("+quoted(selector)+").getBoundingClientRect().top")
}

// Height is how high an element is, in CSS pixels.
func (p *Page) Height(selector string) float64 {
	p.t.Helper()
	p.WaitFor(selector)
	return script[float64](p, "measuring "+selector, "document.querySelector("+quoted(selector)+").getBoundingClientRect().height")
}

// Width is how wide an element is, in CSS pixels.
func (p *Page) Width(selector string) float64 {
	p.t.Helper()
	p.WaitFor(selector)
	return script[float64](p, "measuring "+selector, "document.querySelector("+quoted(selector)+").getBoundingClientRect().width")
}

// Style is the value that a property of the style has for an element.
func (p *Page) Style(selector, property string) string {
	p.t.Helper()
	p.WaitFor(selector)
	return script[string](p, "looking at "+selector, "getComputedStyle(document.querySelector("+quoted(selector)+")).getPropertyValue("+quoted(property)+")")
}

// Mark marks an element as it is now; Marked tells whether the one found later is the same, and was not replaced.
func (p *Page) Mark(selector string) {
	p.t.Helper()
	script[any](p, "marking "+selector, "document.querySelector("+quoted(selector)+").dataset.marked = 'yes'")
}

// Marked tells whether an element was marked, and not replaced since.
func (p *Page) Marked(selector string) bool {
	p.t.Helper()
	return script[bool](p, "looking at "+selector, "document.querySelector("+quoted(selector)+").dataset.marked === 'yes'")
}

// Watch begins to count what changes in an element; Changes tells.
func (p *Page) Watch(selector string) {
	p.t.Helper()
	p.WaitFor(selector)
	script[any](p, "watching "+selector, `(() => {
		const one = document.querySelector(`+quoted(selector)+`);
		one.changesSeen = 0;
		new MutationObserver((list) => { one.changesSeen += list.length; }).observe(one, {childList: true, characterData: true, subtree: true});
	})()`)
}

// Changes is how often the texts and elements inside a watched element were changed since; -1 where another one has
// taken its place, which a live region's readers would not hear.
func (p *Page) Changes(selector string) int {
	p.t.Helper()
	return script[int](p, "looking at "+selector, `(() => {
		const one = document.querySelector(`+quoted(selector)+`);
		if (!one || one.changesSeen === undefined) return -1;
		return one.changesSeen;
	})()`)
}

// Fill puts a text in place of what an element holds.
func (p *Page) Fill(selector, text string) {
	p.t.Helper()
	script[any](p, "filling "+selector, "document.querySelector("+quoted(selector)+").textContent = "+quoted(text))
}

// Resize gives the window another size, in CSS pixels.
func (p *Page) Resize(width, height int) {
	p.t.Helper()
	p.options.Width, p.options.Height = width, height
	p.do("resizing the window", p.window())
}

// OnPaper shows the page as it is printed, or on screen again.
func (p *Page) OnPaper(paper bool) {
	p.t.Helper()
	p.options.Print = paper
	p.check("changing the medium", p.media())
}

// Dark shows the page in dark colours, or in light ones again.
func (p *Page) Dark(dark bool) {
	p.t.Helper()
	p.options.Dark = dark
	p.check("changing colours", p.media())
}

// Attribute is what an element's attribute holds, "" when it has none.
func (p *Page) Attribute(selector, name string) string {
	p.t.Helper()
	p.WaitFor(selector)
	return script[string](p, "reading "+name+" of "+selector,
		"document.querySelector("+quoted(selector)+").getAttribute("+quoted(name)+") ?? ''")
}

// Attributes are what an attribute of each such element holds now, those without it left out.
func (p *Page) Attributes(selector, name string) []string {
	p.t.Helper()
	return script[[]string](p, "reading "+name+" of "+selector, "[...document.querySelectorAll("+quoted(selector)+")].map((one) => one.getAttribute("+
		quoted(name)+")).filter((value) => value !== null)")
}

// Values are what each such field holds now; a box says whether it is ticked.
func (p *Page) Values(selector string) []string {
	p.t.Helper()
	return script[[]string](p, "reading "+selector, "[...document.querySelectorAll("+quoted(selector)+`)].map((one) => {
		if (one.type === "checkbox" || one.type === "radio") return String(one.checked);
		return one.value;
	})`)
}

// Unfold opens every details of the page, but menus, which close as soon as something else is pressed.
func (p *Page) Unfold() {
	p.t.Helper()
	script[any](p, "unfolding the page", "document.querySelectorAll('details:not(.drop)').forEach((one) => { one.open = true; })")
}

// Put gives a field its value, and tells no script.
func (p *Page) Put(selector, value string) {
	p.t.Helper()
	script[any](p, "putting a value in "+selector, "document.querySelector("+quoted(selector)+").value = "+quoted(value))
}

// BackTo returns to the page before and waits for an element of it, also where the browser kept that page
// whole and loads nothing, or leaves a page of its own that says that nobody answered.
func (p *Page) BackTo(selector string) {
	p.t.Helper()
	p.check("going back", p.step(func(ctx context.Context) error {
		history, err := chromedp.Call(ctx, page.GetNavigationHistory, cdp.Empty{})
		if err != nil {
			return err
		}
		if history.CurrentIndex < 1 {
			return fmt.Errorf("there is no page before")
		}
		_, err = chromedp.Call(ctx, page.NavigateToHistoryEntry, page.NavigateToHistoryEntryParams{EntryID: history.Entries[history.CurrentIndex-1].ID})
		return err
	}))
	found := p.Await(func() bool { return p.Exists(selector) })
	if !found {
		p.check("going back", fmt.Errorf("no %s", selector))
	}
}

// Offline takes the network away from the page, or gives it back.
func (p *Page) Offline(away bool) {
	p.t.Helper()
	p.check("changing the network", p.step(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, network.EmulateNetworkConditionsByRule, network.EmulateNetworkConditionsByRuleParams{
			MatchedNetworkConditions: []*network.Conditions{{Offline: away, DownloadThroughput: -1, UploadThroughput: -1}}})
		return err
	}))
}

// FillIn types text in every field of a form, chooses the last of its choices and turns its boxes over. Fields of
// passwords and files are left: no browser gives those back. It returns how many fields were changed.
func (p *Page) FillIn(form, text string) int {
	p.t.Helper()
	p.WaitFor(form)
	return script[int](p, "filling "+form, `(() => {
		let n = 0;
		for (const field of document.querySelector(`+quoted(form)+`).elements) {
			if (field.localName === "button" || field.localName === "fieldset") continue;
			if (["hidden", "password", "file", "submit"].includes(field.type) || field.readOnly || field.disabled) continue;
			if (field.type === "checkbox" || field.type === "radio") field.click();
			else if (field.localName === "select") field.selectedIndex = field.options.length - 1;
			else field.value = `+quoted(text)+`;
			field.dispatchEvent(new Event("input", {bubbles: true}));
			field.dispatchEvent(new Event("change", {bubbles: true}));
			n++;
		}
		return n;
	})()`)
}
