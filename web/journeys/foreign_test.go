package journeys

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"parvis/internal/demo"
	"parvis/internal/plan"
	"parvis/web/browsertest"
	"parvis/web/urls"
)

// between is a proxy between a browser and the site. What a script asks for is answered as said; whole
// pages pass.
type between struct {
	*httptest.Server
	says  atomic.Value  // one of the answers below, "" to pass everything
	pages atomic.Bool   // what is posted for a whole page is answered so too
	over  chan struct{} // closed when the test ends
	held  chan struct{} // where says is "frozen": until something is sent
	turns chan turn     // where says is "slow": each thing that is posted waits for its own
}

// turn is something posted that waits: it goes on once pass is closed.
type turn struct {
	path string
	pass chan struct{}
}

const somebodys = `<!DOCTYPE html><html lang="fr"><head><title>Portail</title></head><body><main id="contenu"><h1>Accès au réseau</h1><div id="plan">Payez</div><div id="liste">Payez</div><form id="formulaire"></form></main></body></html>`

// answers are what may come in the place of an answer of the site; the last ones pass through the site first.
var answers = []string{"502", "504", "413", "200", "302", "nothing", "cut", "half", "frozen"}

func (s *story) behind(t *testing.T) *between {
	t.Helper()
	site, err := url.Parse(s.URL)
	s.must(err)
	b := &between{over: make(chan struct{}), held: make(chan struct{}, 1), turns: make(chan turn, 8)}
	b.says.Store("")
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(site)
			r.Out.Host = r.In.Host
			r.Out.Header.Del("Accept-Encoding")
		},
		ModifyResponse: func(r *http.Response) error {
			if said := b.says.Load(); r.Request.Header.Get("HX-Request") == "" || said != "half" {
				return nil
			}
			body, err := io.ReadAll(r.Body)
			body = body[:len(body)/2]
			r.Body, r.ContentLength = io.NopCloser(bytes.NewReader(body)), int64(len(body))
			r.Header.Set("Content-Length", strconv.Itoa(len(body)))
			return err
		},
	}
	b.Server = httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		said := b.says.Load().(string)
		if r.Header.Get("HX-Request") == "" && (r.Method != http.MethodPost || !b.pages.Load()) {
			said = ""
		}
		switch said {
		case "502", "504", "413", "200":
			status, err := strconv.Atoi(said)
			s.must(err)
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.WriteHeader(status)
			_, _ = io.WriteString(w, somebodys)
		case "302":
			b.says.Store("200")
			http.Redirect(w, r, "/portail", http.StatusFound)
		case "nothing", "cut":
			conn, stream, err := w.(http.Hijacker).Hijack()
			if err != nil {
				t.Error(err)
				return
			}
			if said == "cut" {
				_, _ = stream.WriteString("HTTP/1.1 200 OK\r\nParvis: 1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 90000\r\n\r\n" + somebodys)
				_ = stream.Flush()
			}
			_ = conn.Close()
		case "frozen":
			select {
			case <-b.held:
			case <-b.over:
			}
			panic(http.ErrAbortHandler)
		case "slow":
			if r.Method == http.MethodPost {
				mine := turn{r.URL.Path, make(chan struct{})}
				b.turns <- mine
				select {
				case <-mine.pass:
				case <-b.over:
					panic(http.ErrAbortHandler)
				}
			}
			proxy.ServeHTTP(w, r)
		default:
			proxy.ServeHTTP(w, r)
		}
	}))
	b.Config.ConnContext = func(ctx context.Context, c net.Conn) context.Context { // what is not read yet waits at the browser, however much this machine would take in
		if tcp, ok := c.(*net.TCPConn); ok {
			_ = tcp.SetReadBuffer(64 << 10)
		}
		return ctx
	}
	b.Start()
	t.Cleanup(func() {
		close(b.over)
		b.Close()
	})
	return b
}

// digits are the ids in addresses: numbers, and those of acts.
var digits = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+`)

// act finds something that a script sends from this page, of a kind that was not met before: what is pressed, and how many kinds were met by then. What is folded
// is unfolded. A filter whose button a script hides is met by its first choice.
func (v visitor) act(met *meeting) (pressed string, nth int) {
	page, _, _ := strings.Cut(digits.ReplaceAllString(v.path(), "#"), "?")
	v.Unfold()
	for _, one := range v.All("#contenu :is(button[type=submit], a[hx-get], .add-here a, form[hx-get] select)") {
		to := cmp.Or(one.Attributes["hx-get"], one.Attributes["formaction"], one.Form["action"], one.Attributes["href"])
		if one.Tag != "a" && one.Form["hx-boost"] != "true" && one.Form["hx-get"] == "" {
			continue // a whole page answers it
		}
		to, _, _ = strings.Cut(digits.ReplaceAllString(to, "#"), "?")
		name := strings.Join([]string{page, one.Tag, to, one.Attributes["name"]}, " ")
		if one.Form["hx-get"] != "" {
			name = page + " filter"
		}
		if nth, first := met.first(name); first {
			return one.Selector, nth
		}
	}
	return "", 0
}

// unfoldAround opens what folds away what is to be pressed, as a reader does; a menu elsewhere would hang over it.
func (v visitor) unfoldAround(pressed string) {
	around := []string{fmt.Sprintf("details:not([open]):has(%s)", pressed)}
	if form, button, found := strings.Cut(pressed, " "); found {
		around = append(around, fmt.Sprintf("%s details:not([open]):has(%s)", form, button))
	}
	for _, folded := range around {
		for n := v.Count(folded); n > 0; n-- {
			v.Click(folded + " > summary")
		}
	}
}

// do presses what act found; of a list of choices it takes the last.
func (v visitor) do(pressed string) {
	if v.Exists(pressed + ":is(select)") {
		v.Focus(pressed)
		v.Set(pressed, v.last(pressed))
		return
	}
	v.Hit(pressed)
}

// last is the last choice of a select.
func (v visitor) last(choices string) string {
	options := v.Attributes(choices+" option", "value")
	return options[len(options)-1]
}

// seen is what a reader has before her: the text of the page and what its fields hold.
func (v visitor) seen() string {
	return v.path() + "\n" + plain(v.Text("#contenu")) + "\n" + strings.Join(v.Values("#contenu input:not([type=hidden]), #contenu select, #contenu textarea"), "\n")
}

// foreignLanes is how many browsers walk at once: each mostly waits for its page.
const foreignLanes = 3

// TestNoAnswerButOurOwnChangesAPage walks over every act that a script sends, on every page, through a
// proxy that answers something else: a failure, somebody's page, half a page, nothing. The page and what
// was typed stay, and a sentence says what happened.
func TestNoAnswerButOurOwnChangesAPage(t *testing.T) {
	t.Parallel()
	f := newFurnished(t)
	s := f.story
	client, pages := s.Login(head, demo.Password), make(chan page, len(f.pages()))
	for _, p := range f.pages() {
		if slices.Contains(p.seen, head) && sentByScript.MatchString(client.Get(p.path).Body) {
			pages <- p
		}
	}
	close(pages)
	met := &meeting{kinds: map[string]bool{}}
	var lanes sync.WaitGroup
	var b *between
	var v visitor
	for range foreignLanes {
		b = s.behind(t)
		house := *s.House
		house.URL = b.URL
		v = (&story{House: &house, t: t, people: s.people}).enter(t, head, browsertest.Options{})
		for _, expected := range []string{"answer 50", "request failed", "htmx:sendError", "htmx:afterRequest"} {
			v.Allow(expected)
		}
		lane, proxy := v, b
		lanes.Go(func() {
			for p := range pages {
				for lane.open(p.path); ; lane.open(p.path) { // again: an answer cut in half is an act that was done
					pressed, nth := lane.act(met)
					if pressed == "" {
						break
					}
					lane.unfoldAround(pressed)
					lane.wantLeft(t, proxy, pressed, nth <= 3)
				}
			}
		})
	}
	lanes.Wait()
	t.Logf("%d acts", len(met.kinds))
	if len(met.kinds) < 15 {
		t.Errorf("the walk met only %v", met.kinds)
	}

	// A form opened in place keeps what is typed in it, and then saves it once. What the walk gave up does not count.
	tasks := s.plan(f.jea).Summary.Total
	v.open(urls.Plan(f.jea))
	v.Click(fmt.Sprintf(`.top a[href=%q]`, urls.NewTask(f.jea)))
	v.WaitFor("#formulaire #titre:focus")
	v.Type("#titre", "Louer un barnum")
	v.Set("#categorie", string(plan.Logistics))
	v.Type("#duree", "2")
	v.wantLeft(t, b, "#formulaire .button.primary", true)
	v.Follow("#formulaire .button.primary")
	added := s.row(f.jea, "Louer un barnum")
	v.wantPath(t, urls.Plan(f.jea)+"#"+anchor(added.ID))
	if n := s.plan(f.jea).Summary.Total; added.Version != 1 || n != tasks+1 {
		t.Errorf("added as version %d, and the plan has %d tasks after %d", added.Version, n, tasks)
	}

	// So does a row that is edited where it stands.
	mine := s.row(f.jea, "Signalétique")
	v.edits(mine.ID)
	v.typesInRow(t, "titre", "Signalétique du parvis")
	v.wantLeft(t, b, "#edition-dit .button.primary", true)
	v.Click("#edition-dit .button.primary")
	v.WaitGone("#edition")
	v.wantText(t, rowOf(mine.ID), "Signalétique du parvis")
	if got := s.row(f.jea, "Signalétique"); got.Title != "Signalétique du parvis" || got.Version != mine.Version+1 {
		t.Errorf("saved as %q, version %d after %d", got.Title, got.Version, mine.Version)
	}
}

// differing leaves out the beginning and the end that two texts have in common.
func differing(a, b string) (string, string) {
	from := 0
	for from < min(len(a), len(b)) && a[from] == b[from] {
		from++
	}
	to := 0
	for to < min(len(a), len(b))-from && a[len(a)-1-to] == b[len(b)-1-to] {
		to++
	}
	return a[from : len(a)-to], b[from : len(b)-to]
}

// wantLeft presses something under each answer that is not the site's, and checks that the page stays;
// patient also waits for a server that answers nothing for a while.
func (v visitor) wantLeft(t *testing.T, b *between, pressed string, patient bool) {
	t.Helper()
	choice := v.Exists(pressed + ":is(select)")
	if choice {
		v.Put(pressed, v.last(pressed)) // what she chooses stays chosen
	}
	before, loads := v.seen(), v.Loads()
	for _, said := range answers {
		if said == "frozen" && !patient {
			continue
		}
		if said == "half" && strings.HasPrefix(pressed, "#formulaire") {
			continue // its answer is where to go, of which there is no half
		}
		if said == "half" && strings.HasPrefix(pressed, "#edition") {
			continue // it is kept then, and kept again would meet itself
		}
		b.says.Store(said)
		if words := strings.TrimSuffix(pressed, " button[type=submit]") + ".plan-filters .words"; strings.HasPrefix(pressed, "form[hx-get") && v.Exists(words) {
			v.Click(words) // its button is drawn in a narrow window only
			v.Press("Enter")
		} else if choice {
			v.do(pressed)
		} else {
			v.Click(pressed)
		}
		if said == "frozen" {
			if !v.Await(func() bool { return v.Exists("[aria-busy=true]") }) {
				t.Errorf("%s: nothing is busy while %s waits", v.path(), pressed)
			}
			v.wantText(t, ".alarm[role=status]", "Parvis travaille encore…")
			b.says.Store("nothing") // the browser asks a second time where a connection ends without a word
			b.held <- struct{}{}
		}
		v.WaitFor(".alarm[role=alert]")
		v.WaitGone("[aria-busy]")
		b.says.Store("")
		if now := v.seen(); now != before {
			was, is := differing(before, now)
			t.Errorf("%s: after %s to %s the page says\n%.900s\ninstead of\n%.900s", v.path(), said, pressed, is, was)
			return
		}
		if v.Loads() != loads {
			t.Errorf("%s: %s to %s leaves the page", v.path(), said, pressed)
			return
		}
		v.Click(".alarm button")
		v.WaitGone(".alarm")
	}
}
