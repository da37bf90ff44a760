package browsertest

import (
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"

	"github.com/chromedp/chromedp"
)

// Phone is somebody's own device: a Chromium with what it keeps between two starts, which can be killed, and a way to a site that can be cut, for its
// service workers too.
type Phone struct {
	URL string // of the site, as this phone reaches it

	t       testing.TB
	profile string
	away    atomic.Bool
	browser *browser
	page    *Page
}

// NewPhone gives a phone that reaches a site.
func NewPhone(t testing.TB, site string) *Phone {
	t.Helper()
	to, err := url.Parse(site)
	if err != nil {
		t.Fatal(err)
	}
	f := &Phone{t: t, profile: t.TempDir()}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.SetURL(to)
		r.Out.Host = r.In.Host // the site's own, as the phone knows it
	}}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !f.away.Load() {
			proxy.ServeHTTP(w, r)
			return
		}
		if line, _, err := http.NewResponseController(w).Hijack(); err == nil {
			if tcp, ok := line.(*net.TCPConn); ok {
				_ = tcp.SetLinger(0)
			}
			_ = line.Close()
		}
	}))
	f.URL = server.URL
	t.Cleanup(func() {
		f.Kill()
		server.Close()
	})
	return f
}

// Away takes the network away from the phone, or gives it back.
func (f *Phone) Away(away bool) { f.away.Store(away) }

// Open starts the phone's browser, with what it kept, and gives its tab.
func (f *Phone) Open() *Page {
	f.t.Helper()
	var err error
	if f.browser, err = start(chromedp.UserDataDir(f.profile)); err != nil {
		f.t.Fatal(err)
	}
	ctx, _ := chromedp.NewContext(f.browser.ctx) //nolint:govet // it ends with the browser
	f.page = &Page{t: f.t, ctx: ctx, browser: f.browser, options: Options{Width: 390, Height: 844, Touch: true}, watch: &watch{}}
	if err := f.page.prepare(); err != nil {
		f.t.Fatalf("browsertest: opening a phone: %v", err)
	}
	return f.page
}

// Kill ends the phone's browser at once, as a system does that needs its memory.
func (f *Phone) Kill() {
	if f.browser == nil {
		return
	}
	if process := chromedp.FromContext(f.browser.ctx).Browser.Process(); process != nil {
		_ = process.Kill()
	}
	f.browser.close()
	f.browser = nil
}

// Keeps tells whether the phone keeps a page, or what a page needs, whose address holds this, for when there is no network.
func (p *Page) Keeps(part string) bool {
	p.t.Helper()
	return script[bool](p, "what the phone keeps", `(async () => {
		for (const name of await caches.keys()) if (/^(jour-\d+|jour-statique-\w+|borne-\w+|porte-pages)$/.test(name)) for (const one of await (await caches.open(name)).keys()) if (one.url.includes(`+quoted(part)+`)) return true;
		return false;
	})()`)
}
