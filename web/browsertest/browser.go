// Package browsertest drives a real Chromium in tests: it opens pages, acts on
// them as a person would, and checks what only a browser can tell: access for
// everyone (axe-core), valid HTML (html-validate), reflow, the order and sight
// of the keyboard focus, and print.
//
// A test binary that uses it has
//
//	func TestMain(m *testing.M) { os.Exit(browsertest.Run(m)) }
//
// and its tests call NewPage. One browser serves the whole binary; every page
// has its own cookies. Anything the browser complains about while a test runs
// (a script error, a blocked style, a missing file) makes that test fail.
package browsertest

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// browser is the one Chromium of a test binary.
type browser struct {
	ctx   context.Context
	close func()

	validatorOnce sync.Once
	validator     *validator
	validatorErr  error
}

// shared is the browser of this binary; it starts with the first page asked.
var shared struct {
	sync.Mutex
	running bool // inside Run
	browser *browser
	err     error
}

// Run runs m, closes the browser if one was started, and returns the exit code.
// m is a *testing.M, or anything that wraps one.
func Run(m interface{ Run() int }) int {
	shared.Lock()
	shared.running = true
	shared.Unlock()
	defer stopShared()
	waitTogether()
	return m.Run()
}

// perProcessor is how many tests of a browser run at once on each processor. A test waits for the browser, and the browser for
// its screen: measured on two processors, two at once took 56 s where four took 37 s, and six no less.
const perProcessor = 2

// waitTogether has more tests run at once than there are processors, unless the command line says how many.
func waitTogether() {
	flag.Parse()
	if f := flag.Lookup("test.parallel"); f != nil && f.Value.String() == strconv.Itoa(runtime.GOMAXPROCS(0)) {
		_ = f.Value.Set(strconv.Itoa(perProcessor * runtime.GOMAXPROCS(0))) // a number is always taken
	}
}

func stopShared() {
	shared.Lock()
	defer shared.Unlock()
	shared.running = false
	if shared.browser != nil {
		shared.browser.close()
		shared.browser = nil
	}
}

var errNotInRun = errors.New("browsertest: TestMain must end with os.Exit(browsertest.Run(m)), which closes the browser")

// sharedBrowser starts the browser once; a failure is remembered, so that the
// tests after the first one fail at once with the same words.
func sharedBrowser() (*browser, error) {
	shared.Lock()
	defer shared.Unlock()
	if !shared.running {
		return nil, errNotInRun
	}
	if shared.browser == nil && shared.err == nil {
		shared.browser, shared.err = start()
	}
	return shared.browser, shared.err
}

func mustBrowser(t testing.TB) *browser {
	t.Helper()
	b, err := sharedBrowser()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// start opens a Chromium, with more options than each has.
func start(more ...chromedp.ExecAllocatorOption) (*browser, error) {
	program, err := findChromium()
	if err != nil {
		return nil, err
	}
	// Chromium leaves odds and ends in its temporary directory: it gets its own.
	temporary, err := os.MkdirTemp("", "parvis-chromium-")
	if err != nil {
		return nil, fmt.Errorf("browsertest: %w", err)
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program.path),
		chromedp.Env(append(program.env, "TMPDIR="+temporary)...),
		chromedp.CombinedOutput(io.Discard),
		// The browser only ever opens the test's own pages (see the resolver
		// rule), and the sandbox is refused to root and in most containers.
		chromedp.NoSandbox,
		chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]"),
		chromedp.Flag("no-proxy-server", true),
		chromedp.Flag("disable-gpu", true),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-domain-reliability", true),
		chromedp.Flag("lang", "fr-FR"),
		chromedp.Flag("accept-lang", "fr-FR,fr"),
		chromedp.Flag("font-render-hinting", "none"),
	)
	options = append(options, more...)
	// The browser listens on a pipe, not on a port, and dies with this process.
	allocator, cancelAllocator := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, cancel := chromedp.NewContext(allocator, chromedp.WithErrorf(func(string, ...any) {}))
	b := &browser{ctx: ctx, close: func() {
		cancel()
		cancelAllocator() // waits for the process
		_ = os.RemoveAll(temporary)
	}}
	if err := chromedp.Do(ctx); err != nil {
		b.close()
		return nil, fmt.Errorf("browsertest: %s did not start: %w", program.path, err)
	}
	return b, nil
}
