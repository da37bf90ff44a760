package journeys

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"parvis/web/browsertest"
	"parvis/web/urls"
)

// withAndWithout are the two ways of reading the site.
var withAndWithout = map[string]browsertest.Options{"with JavaScript": {}, "without JavaScript": {NoScript: true}}

// TestGoingBackShowsWhatWasTyped sends each form that leads to another page while something stands between: another
// program that answers, a connection that ends without a word, no network at all. Going back, once there is a network
// again, shows all that was typed and chosen.
func TestGoingBackShowsWhatWasTyped(t *testing.T) {
	t.Parallel()
	for name, o := range withAndWithout {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f := newFurnished(t)
			s, list := f.story, append([]page{{path: urls.NewEvent(), seen: []string{head}}}, f.pages()...)
			pages := make(chan page, len(list))
			for _, p := range list {
				if slices.Contains(p.seen, head) {
					pages <- p
				}
			}
			close(pages)
			met := &meeting{kinds: map[string]bool{}}
			var lanes sync.WaitGroup
			for range backLanes {
				b := s.behind(t)
				house := *s.House
				house.URL = b.URL
				lane := (&story{House: &house, t: t, people: s.people}).enter(t, head, o)
				for _, expected := range []string{"answer 50", "request failed", "net::ERR_"} {
					lane.Allow(expected)
				}
				lanes.Go(func() {
					for p := range pages {
						lane.goesBack(t, b, p, met, o)
					}
				})
			}
			lanes.Wait()
			if len(met.kinds) < 12 {
				t.Errorf("only %v were sent", met.kinds)
			}
		})
	}
}

// backLanes is how many browsers go back at once: each mostly waits until its browser has kept what was typed.
const backLanes = 4

// meeting is the forms that were met, by their address without numbers.
type meeting struct {
	mu    sync.Mutex
	kinds map[string]bool
}

// first tells whether an address is met for the first time, and how many were by then.
func (m *meeting) first(kind string) (nth int, first bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	first = !m.kinds[kind]
	m.kinds[kind] = true
	return len(m.kinds), first
}

// secret is the code of a door: a telephone that is handed on does not give it back, no more than a password.
const secret = `[name="code"][autocomplete="off"]`

// goesBack sends each form of a page that was not met yet while something fails, and goes back to it.
func (v visitor) goesBack(t *testing.T, b *between, p page, met *meeting, o browsertest.Options) {
	t.Helper()
	left := `#contenu form[method="post"]`
	if !o.NoScript {
		left += `:not([hx-boost], [data-genre])` // what the telephone queues is kept there: see the journeys of the day
	}
	v.open(p.path)
	for _, action := range v.Attributes(left+`:is(#ligne, :has(input:not([type="hidden"]):not([type="file"]):not([type="password"]):not([readonly]):not(`+secret+`), textarea))`, "action") {
		nth, first := met.first(digits.ReplaceAllString(action, "#"))
		if !first {
			continue
		}
		form := fmt.Sprintf("%s[action=%q]", left, action)
		for i, said := range []string{"502", "nothing", "offline"} {
			// Each form meets one; the first one all, and those that go to their own page's path too.
			own, _, _ := strings.Cut(p.path, "?")
			if at, _, _ := strings.Cut(action, "?"); i != nth%3 && nth != 1 && (at != own || said == "502") {
				continue
			}
			before, now := v.goesAndComesBack(t, b, p.path, form, said, keptAfter)
			if !slices.Equal(now, before) { // a machine that has much to do keeps it later
				before, now = v.goesAndComesBack(t, b, p.path, form, said, 6*keptAfter)
			}
			if !slices.Equal(now, before) {
				t.Errorf("%s: after %s, going back to %s shows\n%q, and there was\n%q", p.path, said, form, now, before)
			}
		}
		v.open(p.path)
	}
}

// keptAfter is longer than Chromium waits before it keeps what is typed in a page that is seen (1 s).
const keptAfter = 1500 * time.Millisecond

// goesAndComesBack fills a form, waits, sends it while this happens, goes back and reads it: what its fields held before and hold now.
func (v visitor) goesAndComesBack(t *testing.T, b *between, path, form, said string, wait time.Duration) (before, now []string) {
	t.Helper()
	v.open(path)
	v.Unfold()
	if v.FillIn(form, "Écrit à la main") == 0 {
		t.Errorf("%s: %s has no field", path, form)
	}
	const typed = `:is(input:not([type="hidden"]):not([type="password"]):not([type="file"]):not(` + secret + `), select, textarea)`
	fields, send := form+" "+typed, form+" button[type=submit]:not([hidden])"
	if id := v.Attribute(form, "id"); id != "" && !v.Exists(send) { // they stand elsewhere, and name their form
		fields, send = fmt.Sprintf("%s[form=%q]", typed, id), fmt.Sprintf("button[form=%q]", id)
	}
	before = v.Values(fields)
	// The browser keeps what a page's fields hold a second after they change, and on leaving the page, which is not
	// always in time for somebody who comes straight back: nobody types a form and sends it in a second.
	time.Sleep(wait)
	if said == "offline" {
		v.Offline(true)
	} else {
		b.pages.Store(true)
		b.says.Store(said)
	}
	v.Follow(send)
	if v.Exists(form) {
		t.Fatalf("%s: %s leaves the form", path, said)
	}
	b.pages.Store(false)
	b.says.Store("")
	v.Offline(false)
	v.BackTo(form)
	v.Await(func() bool { now = v.Values(fields); return slices.Equal(now, before) })
	return before, now
}

// TestGoingBackAfterCreating creates an event and goes back to its form, as the browser's own button does: the same
// again is asked about and creates nothing, something else is created at once.
func TestGoingBackAfterCreating(t *testing.T) {
	t.Parallel()
	for name, o := range withAndWithout {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newStory(t)
			v := s.enter(t, head, o)
			events := func() (n int) {
				s.must(s.DB.QueryRow(t.Context(), `SELECT count(*) FROM events`).Scan(&n))
				return n
			}
			const send = "main form.form .button.primary"
			before := events()
			v.open(urls.NewEvent())
			v.Type("#nom", "Fête du quartier")
			v.Type("#debut", "12/09/2025")
			v.Follow(send)
			v.wantText(t, "#annonce", "L’événement est créé.")
			v.BackTo("#nom")
			if got := v.Values("#nom, #debut"); !slices.Contains(got, "Fête du quartier") || !slices.Contains(got, "12/09/2025") {
				t.Errorf("going back shows %q", got)
			}
			v.Follow(send)
			v.wantText(t, ".summary", "déjà enregistré, mot pour mot", "Voir ce qui est enregistré")
			if n := events(); n != before+1 {
				t.Fatalf("the same again makes %d events", n-before)
			}
			v.look(t)
			v.Follow(send)
			v.wantText(t, "#annonce", "L’événement est créé.")
			v.open(urls.NewEvent())
			v.Type("#nom", "Fête du faubourg")
			v.Type("#debut", "13/09/2025")
			v.Follow(send)
			v.BackTo("#nom")
			v.Type("#nom", "Fête du pont")
			v.Follow(send)
			v.wantText(t, "#annonce", "L’événement est créé.")
			if n := events(); n != before+4 {
				t.Errorf("%d events, want the second one asked for, and two with other names", n-before)
			}
		})
	}
}
