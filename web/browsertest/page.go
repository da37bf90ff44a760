package browsertest

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take before the test fails. A step takes
// milliseconds; the rest is for a loaded machine.
const patience = 20 * time.Second

// Options say how a page is seen. The zero value is a 1280 × 800 window, light
// colours, scripts on, screen media.
type Options struct {
	Width, Height int  // of the window, in CSS pixels
	Dark          bool // prefers-color-scheme: dark
	Forced        bool // forced-colors: active, as under a contrast theme
	NoScript      bool // the page's scripts do not run
	Print         bool // print media, on screen
	Touch         bool // a phone: a touch screen, and a window as phones have it
}

// Page is one tab with its own cookies. It belongs to one test.
type Page struct {
	t       testing.TB
	ctx     context.Context
	browser *browser
	frame   cdp.FrameID
	options Options
	watch   *watch

	keepsAxe bool
}

// NewPage opens a blank page, closed when the test ends. The test fails then if
// the browser had anything to complain about; see Problems and Allow.
// Animations are asked to keep still (prefers-reduced-motion).
func NewPage(t testing.TB, o Options) *Page {
	t.Helper()
	b := mustBrowser(t)
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	if o.Width == 0 {
		o.Width = 1280
	}
	if o.Height == 0 {
		o.Height = 800
	}
	p := &Page{t: t, ctx: ctx, browser: b, options: o, watch: &watch{}}
	if err := p.prepare(); err != nil {
		cancel()
		t.Fatalf("browsertest: opening a page: %v", err)
	}
	t.Cleanup(func() {
		for _, problem := range p.Problems() {
			t.Errorf("the browser reports: %s", problem)
		}
		cancel()
	})
	return p
}

func (p *Page) prepare() error {
	o := p.options
	if err := chromedp.Do(p.ctx); err != nil {
		return fmt.Errorf("new tab: %w", err)
	}
	p.frame = cdp.FrameID(chromedp.FromContext(p.ctx).Target.TargetID)
	p.watch.frame = p.frame
	if err := chromedp.Listen(p.ctx, p.watch.event); err != nil {
		return fmt.Errorf("listen: %w", err)
	}
	if err := p.media(); err != nil {
		return err
	}
	// Without this, only one tab of the browser would have the focus.
	if _, err := chromedp.Call(p.ctx, emulation.SetFocusEmulationEnabled,
		emulation.SetFocusEmulationEnabledParams{Enabled: true}); err != nil {
		return fmt.Errorf("focus: %w", err)
	}
	if err := p.scripts(!o.NoScript); err != nil {
		return err
	}
	return chromedp.Do(p.ctx, p.window())
}

// window gives the page the size of its options, and fingers instead of a mouse if they say so.
func (p *Page) window() chromedp.Action[chromedp.Void] {
	w, h := int64(p.options.Width), int64(p.options.Height)
	if p.options.Touch {
		return chromedp.EmulateViewport(w, h, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	return chromedp.EmulateViewport(w, h)
}

// media shows the page on the medium and in the colours of its options.
func (p *Page) media() error {
	media := emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: choose(p.options.Dark, "dark", "light")},
		{Name: "prefers-reduced-motion", Value: "reduce"},
		{Name: "forced-colors", Value: choose(p.options.Forced, "active", "none")},
	}}
	if p.options.Print {
		media.Media = "print"
	}
	if _, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, media); err != nil {
		return fmt.Errorf("media: %w", err)
	}
	return nil
}

// scripts turns the page's scripts on or off.
func (p *Page) scripts(on bool) error {
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: !on}); err != nil {
		return fmt.Errorf("scripts: %w", err)
	}
	return nil
}

func choose(yes bool, a, b string) string {
	if yes {
		return a
	}
	return b
}

// step runs f with the patience of one step.
func (p *Page) step(f func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	return f(ctx)
}

func (p *Page) do(what string, actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	p.check(what, p.step(func(ctx context.Context) error { return chromedp.Do(ctx, actions...) }))
}

func get[T any](p *Page, what string, action chromedp.Action[T]) T {
	p.t.Helper()
	var v T
	p.check(what, p.step(func(ctx context.Context) (err error) {
		v, err = chromedp.Run(ctx, action)
		return err
	}))
	return v
}

// check ends the test when err is set, with the page's address and a picture
// of it (kept after the test with `go test -artifacts`).
func (p *Page) check(what string, err error) {
	p.t.Helper()
	if err == nil {
		return
	}
	picture := filepath.Join(p.t.ArtifactDir(), "page.png")
	ctx, cancel := context.WithTimeout(p.ctx, 5*time.Second)
	defer cancel()
	address, _ := chromedp.Run(ctx, chromedp.Location())
	if shot, shotErr := chromedp.Run(ctx, chromedp.FullScreenshot(100)); shotErr != nil {
		picture = "none: " + shotErr.Error()
	} else if shotErr := os.WriteFile(picture, shot, 0o644); shotErr != nil {
		picture = "none: " + shotErr.Error()
	}
	p.t.Fatalf("%s: %v\n\tpage: %s\n\tpicture: %s", what, err, address, picture)
}

// world is the name of the place where our scripts run.
const world = "browsertest"

// script evaluates an expression in a world of its own: it sees the page's
// document but none of its variables, and the page's Content-Security-Policy
// does not bind it. A promise is awaited; the value comes back through JSON.
func script[T any](p *Page, what, expression string) T {
	p.t.Helper()
	var v T
	p.check(what, p.step(func(ctx context.Context) (err error) {
		ours, err := chromedp.Call(ctx, page.CreateIsolatedWorld,
			page.CreateIsolatedWorldParams{FrameID: p.frame, WorldName: world})
		if err != nil {
			return fmt.Errorf("isolated world: %w", err)
		}
		v, err = evaluate[T](ctx, ours.ExecutionContextID, expression)
		return err
	}))
	return v
}

func evaluate[T any](ctx context.Context, world runtime.ExecutionContextID, expression string) (T, error) {
	var v T
	yes := true
	result, err := chromedp.Call(ctx, runtime.Evaluate, runtime.EvaluateParams{
		Expression: expression, ContextID: world, ReturnByValue: &yes, AwaitPromise: &yes,
	})
	if err != nil {
		return v, err
	}
	if e := result.ExceptionDetails; e != nil {
		return v, fmt.Errorf("script: %s", exceptionText(e))
	}
	if len(result.Result.Value) == 0 {
		return v, nil
	}
	if err := json.Unmarshal(result.Result.Value, &v); err != nil {
		return v, fmt.Errorf("script result: %w", err)
	}
	return v, nil
}

// quoted is s as a JavaScript string.
func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string always has a JSON form
	}
	return string(b)
}

// quotedList is the texts as a JavaScript array.
func quotedList(texts []string) string {
	list := make([]string, len(texts))
	for i, text := range texts {
		list[i] = quoted(text)
	}
	return "[" + strings.Join(list, ", ") + "]"
}

// Source is the HTML of the page as the server sent it, before any script.
func (p *Page) Source() string {
	p.t.Helper()
	document := p.watch.current()
	var source string
	p.check("the page's source", p.step(func(ctx context.Context) error {
		if document.request == "" {
			return fmt.Errorf("no page was opened yet")
		}
		body, err := chromedp.Call(ctx, network.GetResponseBody,
			network.GetResponseBodyParams{RequestID: document.request})
		source = string(body.Body)
		return err
	}))
	return source
}

// Status is the HTTP status the page was answered with.
func (p *Page) Status() int { return p.watch.current().status }

// Loads is how many documents were opened in the tab: it stays the same while
// scripts change the page in place.
func (p *Page) Loads() int { return p.watch.current().number }
