package browsertest_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"parvis/web/browsertest"
)

func TestMain(m *testing.M) { os.Exit(browsertest.Run(m)) }

// site is a small server: each path has one HTML body inside a sound page.
func site(t *testing.T, bodies map[string]string) string {
	t.Helper()
	mux := http.NewServeMux()
	for path, body := range bodies {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Security-Policy", "default-src 'self'; img-src 'self' data:; style-src 'self'")
			if strings.Contains(path, "invalid") {
				w.WriteHeader(http.StatusUnprocessableEntity)
			}
			fmt.Fprint(w, document(body))
		})
	}
	mux.HandleFunc("/style.css", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/css")
		fmt.Fprint(w, style)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return server.URL
}

func document(body string) string {
	return `<!DOCTYPE html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Essai</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body><main><h1>Essai</h1>` + body + `</main></body>
</html>`
}

const style = `
body { color: #111; background: #fff; }
.pale { color: #ccc; }
a.plain { color: #333; text-decoration: none; }
.wide { width: 600px; }
.plain { text-decoration: none; }
.tall { height: 300px; }
.framed { border: 1px solid #000; }
.box { overflow-x: auto; }
.unseen:focus { outline: none; }
.cover { position: fixed; inset: 0 0 auto 0; height: 100px; background: #fff; z-index: 1; }
#dark, #paper { display: none; }
@media (prefers-color-scheme: dark) { #dark { display: block; } }
@media print { #paper { display: block; } }
@page { size: A4 portrait; margin: 10mm; }
@page poster { size: A3 landscape; }
.poster { page: poster; break-before: page; }
`

// recorder is a test whose failures are the result wanted.
type recorder struct {
	testing.TB
	failures []string
	cleanups []func()
}

func (r *recorder) Helper()          {}
func (r *recorder) Cleanup(f func()) { r.cleanups = append(r.cleanups, f) }
func (r *recorder) Errorf(format string, args ...any) {
	r.failures = append(r.failures, fmt.Sprintf(format, args...))
}
func (r *recorder) Fatalf(format string, args ...any) {
	r.Errorf(format, args...)
	runtime.Goexit()
}
func (r *recorder) Fatal(args ...any) { r.Fatalf("%s", fmt.Sprint(args...)) }

// failuresOf runs f as a test of its own and returns what it fails with.
func failuresOf(t *testing.T, f func(testing.TB)) []string {
	r := &recorder{TB: t}
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			for _, c := range slices.Backward(r.cleanups) {
				c()
			}
		}()
		f(r)
	}()
	<-done
	return r.failures
}

func wantOne(t *testing.T, failures []string, parts ...string) {
	t.Helper()
	if len(failures) != 1 {
		t.Fatalf("want one failure, got %d: %q", len(failures), failures)
	}
	for _, part := range parts {
		if !strings.Contains(failures[0], part) {
			t.Errorf("the failure does not say %q: %s", part, failures[0])
		}
	}
}

func TestSoundPagePassesEveryCheck(t *testing.T) {
	t.Parallel()
	url := site(t, map[string]string{"/": `<p>Bonjour.</p><p><a href="/">Accueil</a></p>`})
	for _, options := range []browsertest.Options{{}, {Dark: true}, {NoScript: true}, {Width: 320}, {Print: true}} {
		failures := failuresOf(t, func(tb testing.TB) {
			page := browsertest.NewPage(tb, options)
			page.Goto(url)
			page.Check()
		})
		if len(failures) > 0 {
			t.Errorf("%+v: %q", options, failures)
		}
	}
}

// TestColoursAreReadOnceForEachWayOfWriting: a page that writes in a new way is read whatever was read before, one whose letters are hidden
// says nothing of them, and a fault is told on each page that has it.
func TestColoursAreReadOnceForEachWayOfWriting(t *testing.T) {
	t.Parallel()
	url := site(t, map[string]string{
		"/sound":  `<p>Bonjour.</p><p><a href="/sound">Accueil</a></p>`,
		"/again":  `<p>Bonsoir.</p>`,
		"/hidden": `<p>Bonjour.</p><p class="pale" hidden>Trop pâle.</p>`,
		"/pale":   `<p class="pale">Trop pâle.</p>`,
		"/link":   `<p>Un mot, puis <a href="/link" class="plain">un lien</a>, puis un autre mot.</p>`,
	})
	var read sync.Map
	page := browsertest.NewPage(t, browsertest.Options{})
	for _, one := range []struct {
		path string
		want string // the rule that is broken
	}{{"/sound", ""}, {"/again", ""}, {"/hidden", ""}, {"/pale", "color-contrast"}, {"/pale", "color-contrast"}, {"/link", "link-in-text-block"}, {"/sound", ""}} {
		page.Goto(url + one.path)
		before := count(&read)
		found := page.Colours(&read)
		if one.want == "" && len(found) != 0 || one.want != "" && (len(found) != 1 || found[0].Rule != one.want) {
			t.Errorf("%s: %v, want %q", one.path, found, one.want)
		}
		if one.want != "" && count(&read) != before {
			t.Errorf("%s: what broke a rule was noted as read", one.path)
		}
	}
	if n := count(&read); n < 2 {
		t.Errorf("%d ways of writing were read", n)
	}
}

func count(of *sync.Map) (n int) {
	of.Range(func(any, any) bool { n++; return true })
	return n
}

func TestEachFaultOfAPageFailsItsTest(t *testing.T) {
	t.Parallel()
	url := site(t, map[string]string{
		"/pale":    `<p class="pale">Trop pâle.</p>`,
		"/nolabel": `<form action="/"><input name="a"><button type="submit">Envoyer</button></form>`,
		"/broken":  `<ul><p>Perdu</p></ul>`,
		"/twice":   `<p id="a">A</p><p id="a">B</p>`,
		"/wide":    `<p class="wide">Large</p>`,
		"/long":    `<p>` + strings.Repeat("anticonstitutionnellement", 8) + `</p>`,
		"/boxed":   `<div class="box" tabindex="0"><p class="wide">Large</p></div>`,
		"/missing": `<img src="/none.png" alt="">`,
	})
	check := func(path string) func(testing.TB) {
		return func(tb testing.TB) {
			page := browsertest.NewPage(tb, browsertest.Options{})
			page.Goto(url + path)
			page.Check()
		}
	}
	t.Run("contrast", func(t *testing.T) {
		t.Parallel()
		wantOne(t, failuresOf(t, check("/pale")), "/pale: accessibility: color-contrast", "p")
	})
	t.Run("label", func(t *testing.T) {
		t.Parallel()
		wantOne(t, failuresOf(t, check("/nolabel")), "/nolabel: accessibility: label (critical)", `<input name="a">`)
	})
	t.Run("wrong content", func(t *testing.T) {
		t.Parallel()
		failures := strings.Join(failuresOf(t, check("/broken")), "\n")
		if !strings.Contains(failures, "element-permitted-content") || !strings.Contains(failures, "line 10") {
			t.Errorf("want a p in a ul refused, got %s", failures)
		}
	})
	t.Run("same identifier twice", func(t *testing.T) {
		t.Parallel()
		wantOne(t, failuresOf(t, check("/twice")), "no-dup-id")
	})
	t.Run("overflow", func(t *testing.T) {
		t.Parallel()
		wantOne(t, failuresOf(t, check("/wide")), "too wide at 320 px: p.wide reaches", "“Large”")
	})
	t.Run("overflow of a long word", func(t *testing.T) {
		t.Parallel()
		failures := failuresOf(t, func(tb testing.TB) {
			page := browsertest.NewPage(tb, browsertest.Options{})
			page.Goto(url + "/long")
			page.NoHorizontalScroll()
		})
		wantOne(t, failures, "p reaches")
	})
	t.Run("a box that scrolls is no overflow", func(t *testing.T) {
		t.Parallel()
		page := browsertest.NewPage(t, browsertest.Options{})
		page.Goto(url + "/boxed")
		if o := page.Overflow(320); len(o) > 0 {
			t.Error(o)
		}
	})
	t.Run("missing image", func(t *testing.T) {
		t.Parallel()
		wantOne(t, failuresOf(t, check("/missing")), "the browser reports: answer 404: GET", "/none.png")
	})
}

func TestComplaintsOfTheBrowserFailTheTest(t *testing.T) {
	t.Parallel()
	mux := http.NewServeMux()
	page := func(path, policy, body string) {
		mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Security-Policy", policy)
			fmt.Fprint(w, `<!DOCTYPE html><title>x</title><link rel="icon" href="data:,">`, body)
		})
	}
	page("/csp-style", "default-src 'self'; img-src data:", `<p style="color:red">x</p>`)
	page("/csp-script", "default-src 'self'; img-src data:", `<script>document.title = "y"</script>`)
	page("/throws", "", `<script>throw new Error("perdu")</script>`)
	page("/rejects", "", `<script>Promise.reject(new Error("promis"))</script>`)
	page("/console", "", `<script>console.error("gare", 3)</script>`)
	page("/elsewhere", "", `<img src="http://ailleurs.example/a.png" alt="">`)
	page("/quiet", "", `<script>console.log("tout va bien")</script>`)
	// A text has nowhere to say that it has no icon, and the browser asks for one when it likes.
	mux.HandleFunc("/favicon.ico", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("/500", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "non", http.StatusInternalServerError) })
	mux.HandleFunc("/422", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "à revoir", http.StatusUnprocessableEntity)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)

	for path, want := range map[string]string{
		"/csp-style": "Content Security Policy", "/csp-script": "Content Security Policy",
		"/throws": "perdu", "/rejects": "promis", "/console": `console.error: "gare" 3`,
		"/elsewhere": "ailleurs.example", "/500": "answer 500", "/quiet": "", "/422": "",
	} {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			visit := func(allow string) []string {
				return failuresOf(t, func(tb testing.TB) {
					page := browsertest.NewPage(tb, browsertest.Options{})
					if allow != "" {
						page.Allow(allow)
					}
					page.Goto(server.URL + path)
				})
			}
			failures := visit("")
			if want == "" {
				if len(failures) > 0 {
					t.Errorf("want no failure, got %q", failures)
				}
				return
			}
			if len(failures) == 0 || !strings.Contains(failures[0], want) {
				t.Errorf("want %q, got %q", want, failures)
			}
			if failures := visit(want); len(failures) > 0 {
				t.Errorf("allowed, and still a failure: %q", failures)
			}
		})
	}
}

// TestWithoutChromiumTestsFail runs this binary again where no browser is found.
func TestWithoutChromiumTestsFail(t *testing.T) {
	t.Parallel()
	binary, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{"PARVIS_CHROMIUM=/nowhere/chromium": "PARVIS_CHROMIUM names no program"}
	if runtime.GOOS == "linux" { // elsewhere a browser may be found without a PATH
		cases["PATH=/nowhere"] = "run `make test`"
	}
	for env, want := range cases {
		cmd := exec.CommandContext(t.Context(), binary, "-test.run=^TestDarkAndPrintAreSeen$", "-test.v")
		cmd.Dir = t.TempDir() // no checkout around it
		cmd.Env = []string{env}
		out, err := cmd.CombinedOutput()
		if err == nil || strings.Contains(string(out), "SKIP") || !strings.Contains(string(out), want) {
			t.Errorf("%s: want a failure that says %q, got %v: %s", env, want, err, out)
		}
	}
}
